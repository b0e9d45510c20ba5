"""A witness that lies: an HTTP server that answers whatever a test tells it to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerable.ledger.notes import SignatureType, verifier_key

Reply = tuple[int, bytes, str]  # status, body, content type


class Liar:
    """`answer` is called with the path and the body; `asked` counts. It is silent while `may_answer` is not set."""

    def __init__(self, name: str = "liar.example") -> None:
        self.key = Ed25519PrivateKey.generate()
        self.name = name
        self.vkey = str(verifier_key(name, self.key, SignatureType.COSIGNATURE))
        self.address = ""
        self.asked = 0
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.answer: Callable[[str, str], Reply] = lambda path, body: (404, b"", "text/plain")


@contextmanager
def lying(name: str = "liar.example") -> Iterator[Liar]:
    """A liar on a free port of this machine."""
    liar = Liar(name)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            self._reply(body.decode())

        def do_GET(self) -> None:
            self._reply("")

        def _reply(self, body: str) -> None:
            liar.asked += 1
            status, content, kind = liar.answer(self.path, body)
            liar.may_answer.wait()
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # quieter than a subclass
    liar.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield liar
    finally:
        liar.may_answer.set()
        server.shutdown()
        server.server_close()
