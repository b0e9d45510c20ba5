"""A wire between Answerable and its PostgreSQL that breaks when a test says so.

`Wire` listens on a socket of its own and passes on what both sides say, message by message (PostgreSQL's
documentation, chapter "Frontend/Backend Protocol"). It counts the exchanges of the program that it watches: all that
goes out up to a Sync, or one Query. From the marker on, at the exchange with the chosen number, it

- `BEFORE`: kills the program (SIGKILL), and the database never hears of the exchange;
- `AFTER`: lets the database do it and kills the program before that hears of it;
- `LOST`: lets the database do it, and cuts the connection: the program lives and is told that it is lost.

So every write is broken three times, a COMMIT too, and nothing of ours is replaced for it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import threading
from enum import StrEnum
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

MARKER = "select 'what follows may break'"
_SYNC, _QUERY, _FLUSH = b"S", b"Q", b"H"
_READY = b"Z"


class Break(StrEnum):
    BEFORE = "before"
    AFTER = "after"
    LOST = "lost"


class Wire:
    """`url` leads through it. One program at a time is watched; `exchanges` are those since its marker."""

    def __init__(self, url: str, folder: Path) -> None:
        known = conninfo_to_dict(url)
        self._server = f"{known['host']}/.s.PGSQL.{known['port']}"
        self.url = make_conninfo(**(known | {"host": str(folder), "port": "5432"}))
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(f"{folder}/.s.PGSQL.5432")
        self._listener.listen(64)
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self.cut = False
        self.watch(None, 0)
        threading.Thread(target=self._accept, daemon=True).start()

    def watch(self, how: Break | None, place: int) -> None:
        """Break the next marked program at its exchange number `place`, from 1; with None, only count."""
        self.how, self.place = how, place
        self.exchanges, self.broken, self._marked = 0, False, False

    def go_down(self) -> None:
        """The database is gone: open connections end, new ones are closed at once."""
        self.cut = True
        for one in list(self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def come_back(self) -> None:
        self.cut = False

    def close(self) -> None:
        self.go_down()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.cut:
                client.close()
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._server)
            self._open |= {client, server}
            link = _Link(self, client, server)
            threading.Thread(target=link.from_client, daemon=True).start()
            threading.Thread(target=link.from_server, daemon=True).start()

    def forget(self, *ends: socket.socket) -> None:
        for one in ends:
            self._open.discard(one)
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def comes_now(self, exchange: bytes) -> Break | None:
        """Count an exchange; how it breaks, if it does."""
        with self._lock:
            if MARKER.encode() in exchange:
                self._marked, self.exchanges = True, 0
                return None
            if not self._marked:
                return None
            self.exchanges += 1
            if self.broken or self.exchanges != self.place:
                return None
            self.broken = self.how is not None
            return self.how


class _Link:
    """One connection."""

    def __init__(self, wire: Wire, client: socket.socket, server: socket.socket) -> None:
        self.wire, self.client, self.server = wire, client, server
        credentials = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        self.pid = struct.unpack("3i", credentials)[0]
        self.breaking: Break | None = None

    def from_client(self) -> None:
        with contextlib.suppress(OSError, EOFError):
            head = _read(self.client, 4)  # the start-up message has no type
            self.server.sendall(head + _read(self.client, int.from_bytes(head, "big") - 4))
            said = b""
            while True:
                kind, message = _message(self.client)
                said += message
                if kind in (_SYNC, _QUERY):
                    self.breaking = self.wire.comes_now(said)
                    if self.breaking is Break.BEFORE:
                        self._kill()
                        break
                if kind in (_SYNC, _QUERY, _FLUSH) or not said.startswith((b"P", b"B", b"D", b"E", b"C")):
                    self.server.sendall(said)
                    said = b""
        self.wire.forget(self.client, self.server)

    def from_server(self) -> None:
        with contextlib.suppress(OSError, EOFError):
            while True:
                kind, message = _message(self.server)
                if self.breaking is None:
                    self.client.sendall(message)
                elif kind == _READY:  # the database has done all of it, and nobody has heard
                    if self.breaking is Break.AFTER:
                        self._kill()
                    break
        self.wire.forget(self.client, self.server)

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


def _message(source: socket.socket) -> tuple[bytes, bytes]:
    """A message's type, and all of its bytes."""
    head = _read(source, 5)
    return head[:1], head + _read(source, int.from_bytes(head[1:], "big") - 4)


def _read(source: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = source.recv(size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
