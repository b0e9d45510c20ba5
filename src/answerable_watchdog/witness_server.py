"""A witness over HTTP: `POST /add-checkpoint`, and `GET /<origin hash>/checkpoint` for monitors (C2SP tlog-witness).

Meant to stand behind a proxy that speaks TLS. What a stranger can take up is bounded: bytes of a request, seconds of
a connection, connections at once. No address of a client is logged.
"""

import contextlib
import re
import socket
import sys
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from answerable_watchdog import __version__
from answerable_watchdog.errors import Refused, Unreadable
from answerable_watchdog.witness import TEXT, Answer, Witness

BODY_BYTES_MAX = (
    256 * 1024
)  # 63 hashes and a checkpoint with sixteen post-quantum signatures are below 100 kB
READ_S = 10.0  # for one read
CONNECTION_S = 60.0  # for all requests of a connection together
CONNECTIONS_MAX = 64
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(;[^\r\n]*)?\r?\n")
_MONITOR = re.compile(r"/([0-9a-f]{64})/checkpoint")


def tell(event: str) -> None:
    """One line for the operator, on standard error."""
    sys.stderr.write(f"{datetime.now(UTC).strftime('%Y-%m-%dT%H:%M:%SZ')} {event}\n")
    sys.stderr.flush()


class Server(ThreadingHTTPServer):
    """Serves one witness on one address."""

    daemon_threads = True
    request_queue_size = CONNECTIONS_MAX

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.witness = witness
        self._free = threading.BoundedSemaphore(CONNECTIONS_MAX)
        super().__init__(address, Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._free.acquire(blocking=False):
            with contextlib.suppress(OSError):
                request.settimeout(1.0)
                request.sendall(
                    b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        end = threading.Timer(CONNECTION_S, _cut, [request])
        end.daemon = True
        end.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            end.cancel()
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):  # a client that goes away is no event
            tell(f"a request failed: {type(error).__name__}")


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = f"answerable-watchdog/{__version__}"
    sys_version = ""
    timeout = READ_S
    wbufsize = -1  # an answer leaves in one piece
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        try:
            body = self._body()
        except Refused as error:
            self.close_connection = True
            self._answer(Answer(413 if "larger" in str(error) else 400, f"{error}\n"))
            return
        if self.path.partition("?")[0] != "/add-checkpoint":
            self._answer(Answer(404, "there is nothing at this address\n"))
            return
        self._judge(body)

    def do_GET(self) -> None:
        if self.headers.get("Content-Length", "0") != "0" or self.headers.get("Transfer-Encoding"):
            self.close_connection = True  # its body must not be taken for the next request
        path = self.path.partition("?")[0]
        found = _MONITOR.fullmatch(path)
        if found:
            self._answer(self.server.witness.checkpoint(found[1]))
        elif path == "/":
            self._answer(Answer(200, self.server.witness.about()))
        else:
            self._answer(Answer(404, "there is nothing at this address\n"))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _judge(self, body: bytes) -> None:
        try:
            answer = self.server.witness.add_checkpoint(body)
        except (
            Refused,
            Unreadable,
            OSError,
        ) as error:  # of our own files: a disk that is full, logs with a slip
            tell(f"cannot cosign: {error}")
            answer = Answer(500, "the witness cannot work now; its operator was told\n")
        if answer.event:
            tell(answer.event)
        self._answer(answer)

    def _answer(self, answer: Answer) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type or TEXT)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()

    def _body(self) -> bytes:
        """The whole body. Raises Refused for one that is too large or framed wrongly."""
        if self.headers.get("Transfer-Encoding"):
            if self.headers["Transfer-Encoding"].strip().lower() != "chunked" or self.headers.get(
                "Content-Length"
            ):
                raise Refused("a body framed in a way that is not taken")
            return self._chunks()
        length = self.headers.get("Content-Length", "0").strip()
        if len(self.headers.get_all("Content-Length", [])) > 1:
            raise Refused("two lengths of one body")
        if not re.fullmatch(r"[0-9]{1,12}", length, re.ASCII):
            raise Refused("a Content-Length that is not a number")
        return self._read(int(length))

    def _chunks(self) -> bytes:
        parts: list[bytes] = []
        while True:
            found = _CHUNK_SIZE.fullmatch(self.rfile.readline(1024))
            if not found:
                raise Refused("a chunk without its size")
            size = int(found[1], 16)
            if size == 0:
                break
            parts.append(self._read(size, sum(map(len, parts))))
            if self.rfile.readline(3) not in (b"\r\n", b"\n"):
                raise Refused("a chunk without its end")
        while self.rfile.readline(1024) not in (b"\r\n", b"\n", b""):  # trailers
            pass
        return b"".join(parts)

    def _read(self, size: int, before: int = 0) -> bytes:
        if before + size > BODY_BYTES_MAX:
            raise Refused(f"a request larger than {BODY_BYTES_MAX} bytes")
        data = self.rfile.read(size)
        if len(data) != size:
            raise Refused("a body that ends too early")
        return data

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing: `tell` says what matters, and clients are nobody's business."""


def _cut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
