"""Getting files of a served ledger: a connection a thread that is kept open, limits, no redirects."""

import http.client
import socket
import threading
from urllib.parse import urlsplit

from answerable_watchdog.errors import Refused, Unreadable, shown

SECONDS = 60
TRIES = 3
_QUICK: int | None = getattr(socket, "TCP_QUICKACK", None)  # Linux alone


class Missing(Unreadable):
    """The server has no such file (404)."""


class Site:
    """The files below one address, `http://` or `https://`. Safe to use from several threads."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise Unreadable(f"{shown(address)} is not an address like https://platform.example/ledger")
        try:
            self._host, self._port = parts.hostname, parts.port
        except ValueError:
            raise Unreadable(f"{shown(address)} has no valid port") from None
        self._is_open = parts.scheme == "http"
        self._base = parts.path.rstrip("/")
        self._own = threading.local()

    def get(self, path: str, bytes_max: int) -> bytes:
        """The bytes of the file. Raises Missing, Unreadable (ask again later), Refused (too long)."""
        for attempt in range(TRIES):
            try:
                return self._get(path, bytes_max)
            except (OSError, http.client.HTTPException) as error:
                self._close()
                if attempt == TRIES - 1:
                    raise Unreadable(
                        f"cannot fetch {path}: {shown(str(error) or type(error).__name__)}"
                    ) from None
        raise AssertionError

    def _get(self, path: str, bytes_max: int) -> bytes:
        connection = self._connection()
        connection.request("GET", f"{self._base}/{path}", headers={"user-agent": "answerable-watchdog"})
        if _QUICK is not None and connection.sock is not None:
            # A server that sends head and body apart would wait 40 ms for our acknowledgement of the head.
            connection.sock.setsockopt(socket.IPPROTO_TCP, _QUICK, 1)
        answer = connection.getresponse()
        data = answer.read(bytes_max + 1)
        if len(data) > bytes_max:
            self._close()
            raise Refused(f"{path} is longer than {bytes_max} bytes, the most that such a file can need")
        if answer.status != http.client.OK:
            self._close()
            kind = Missing if answer.status == http.client.NOT_FOUND else Unreadable
            raise kind(f"cannot fetch {path}: the server answers {answer.status}")
        return data

    def _connection(self) -> http.client.HTTPConnection:
        kept: http.client.HTTPConnection | None = getattr(self._own, "connection", None)
        if kept is None:
            kind = http.client.HTTPConnection if self._is_open else http.client.HTTPSConnection
            kept = self._own.connection = kind(self._host, self._port, timeout=SECONDS)
        return kept

    def _close(self) -> None:
        kept = getattr(self._own, "connection", None)
        if kept is not None:
            kept.close()
            self._own.connection = None
