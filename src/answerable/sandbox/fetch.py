"""The task `fetch`: one media file from an address that a stranger gave, without becoming their tool.

A name is looked up once, every address it has must be on the public internet, and the connection goes to an address
that was checked: a name that answers differently the second time leads nowhere else. Each redirect is such a step
anew. No cookie, referrer or proxy; nothing is unpacked; what comes is bounded in size and told by how it begins.
"""

from __future__ import annotations

import encodings.idna  # noqa: F401 - what is loaded at need elsewhere must be there before files are closed to us
import http.client
import socket
import ssl
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import certifi
import msgspec

from answerable.intake.addresses import is_public, origin_of
from answerable.intake.media_types import agrees, kind_of
from answerable.sandbox.forms import Fetched, Fetching
from answerable.sandbox.refusal import Refusal, Refuses

REDIRECTS_MOST = 3
ADDRESSES_MOST = 4  # of one name, tried one after the other
CHUNK = 64 * 1024
HEADERS = {"accept": "image/*, video/*, audio/*", "user-agent": "answerable", "connection": "close"}

Resolve = Callable[[str, int], list[str]]


def fetch(order: bytes) -> Fetched:
    return fetch_from(msgspec.msgpack.decode(order, type=Fetching), trust=_TRUST)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, looked up now. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch_from(order: Fetching, *, trust: ssl.SSLContext, resolve: Resolve = resolve) -> Fetched:
    """Raises Refuses. `resolve` is asked exactly once for each step."""
    address = order.address
    for _ in range(REDIRECTS_MOST + 1):
        connection = _connection(address, order, trust, resolve)
        try:
            response = _asked(connection, address)
            onward = response.headers.get("location") if 300 <= response.status < 400 else None
            if onward is None:
                return _taken(response, order)
        except TimeoutError:
            raise Refuses(Refusal.TOO_SLOW) from None
        except ssl.SSLError:
            raise Refuses(Refusal.NOT_TRUSTED) from None
        except (OSError, http.client.HTTPException):
            raise Refuses(Refusal.UNREACHABLE) from None
        finally:
            connection.close()
        address = _redirected(address, onward)
    raise Refuses(Refusal.TOO_MANY_REDIRECTS)


def _connection(
    address: str, order: Fetching, trust: ssl.SSLContext, resolve: Resolve
) -> http.client.HTTPConnection:
    """A connection, not yet open, to an address that was checked."""
    origin = origin_of(address)
    if origin is None or not address.isascii():
        raise Refuses(Refusal.NOT_AN_ADDRESS)
    parts = urlsplit(address)
    host, port = parts.hostname or "", int(origin.rpartition(":")[2])
    ours = origin in order.origins
    if not ours and parts.scheme != "https":
        raise Refuses(Refusal.NOT_HTTPS)
    if not ours and port != 443:
        raise Refuses(Refusal.NOT_PUBLIC)  # other services of a host are none of ours to knock at
    try:
        found = resolve(host, port)[:ADDRESSES_MOST]
    except (OSError, UnicodeError):
        raise Refuses(Refusal.NO_SUCH_HOST) from None
    if not found or (not ours and not all(map(is_public, found))):
        raise Refuses(Refusal.NOT_PUBLIC)
    return _Pinned(host, port, found, order.silence_s, trust if parts.scheme == "https" else None)


class _Pinned(http.client.HTTPConnection):
    """Speaks to the addresses that it was given, and to nobody else; the certificate must be that of `host`."""

    def __init__(
        self, host: str, port: int, addresses: list[str], silence_s: float, trust: ssl.SSLContext | None
    ) -> None:
        super().__init__(host, port, timeout=silence_s)
        self._addresses, self._trust = addresses, trust
        self.default_port = 443 if trust else 80  # so that Host names the port only where it must

    def connect(self) -> None:
        error: OSError = OSError("no address")
        for address in self._addresses:
            try:
                self.sock = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError as failed:
                error = failed
        else:
            raise error
        if self._trust is not None:
            self.sock = self._trust.wrap_socket(self.sock, server_hostname=self.host)


def _asked(connection: http.client.HTTPConnection, address: str) -> http.client.HTTPResponse:
    parts = urlsplit(address)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", target, headers=HEADERS)  # asks for "identity": nothing packed
    except http.client.InvalidURL:
        raise Refuses(Refusal.NOT_AN_ADDRESS) from None
    return connection.getresponse()


def _redirected(address: str, onward: str) -> str:
    try:
        found = urljoin(address, onward)
    except ValueError:
        raise Refuses(Refusal.NOT_AN_ADDRESS) from None
    if address.startswith("https://") and not found.startswith("https://"):
        raise Refuses(Refusal.NOT_HTTPS)
    return found


def _taken(response: http.client.HTTPResponse, order: Fetching) -> Fetched:
    if response.status != 200:
        raise Refuses(Refusal.NOT_FOUND)
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
        raise Refuses(Refusal.PACKED)
    said = response.headers.get_content_type()
    if said.partition("/")[0] not in ("image", "video", "audio") and said != "application/ogg":
        raise Refuses(Refusal.WRONG_TYPE)
    if (response.length or 0) > order.most_bytes:
        raise Refuses(Refusal.TOO_LARGE)
    content = bytearray()
    while chunk := response.read1(CHUNK):
        content += chunk
        if len(content) > order.most_bytes:
            raise Refuses(Refusal.TOO_LARGE)
    if response.length:  # it ended before it said it would
        raise Refuses(Refusal.UNREACHABLE)
    kind = kind_of(bytes(content[:64]), said)
    if kind is None or not agrees(said, kind):
        raise Refuses(Refusal.WRONG_TYPE)
    return Fetched(media_type=kind, content=bytes(content))


def _trusted() -> ssl.SSLContext:
    """The certificates of the system and of certifi, read while files can still be opened."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


_TRUST = _trusted()
