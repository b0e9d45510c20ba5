"""Fetching from addresses of strangers: inside our own network nothing is reached, however the address gets there."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from answerable.errors import Invalid
from answerable.intake.addresses import origin_of, read_origins
from answerable.sandbox.fetch import fetch_from, resolve
from answerable.sandbox.forms import Fetched, Fetching
from answerable.sandbox.refusal import Refusal, Refuses
from answerable.sandbox.run import Sandbox
from answerable.sandbox.tasks import FETCH
from tests.pictures import PNG

TRUST = ssl.create_default_context()
MOST = 100_000
Answer = Callable[[BaseHTTPRequestHandler], None]


class Place:
    """A web server of this computer; `asked` are the heads of the requests that it saw."""

    def __init__(self, port: int, asked: list[dict[str, str]]) -> None:
        self.port, self.asked = port, asked

    def address(self, path: str = "/1.png", *, scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


@contextmanager
def serving(answer: Answer, secure: ssl.SSLContext | None = None) -> Iterator[Place]:
    asked: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append({"path": self.path} | {name.lower(): one for name, one in self.headers.items()})
            answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Callers hang up here."""

    server = Quiet(("127.0.0.1", 0), Handler)
    if secure is not None:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield Place(server.server_port, asked)
    finally:
        server.shutdown()
        server.server_close()


def give(content: bytes = PNG, status: int = 200, **headers: str) -> Answer:
    named = {"content-type": "image/png"} | {name.replace("_", "-"): one for name, one in headers.items()}

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, one in ({"content-length": str(len(content))} | named).items():
            handler.send_header(name, one)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def led_to(location: str) -> Answer:
    return give(b"", 302, location=location)


def fetched(address: str, *, allowed: Place | None = None, **other: Any) -> Fetched | Refusal:
    """Fetched in this process, so that a resolver of the test's own can be passed in."""
    origins = {f"http://127.0.0.1:{allowed.port}", f"https://media.test:{allowed.port}"} if allowed else set()
    order = Fetching(
        address=address, most_bytes=MOST, origins=frozenset(origins), silence_s=other.pop("silence_s", 2.0)
    )
    try:
        return fetch_from(order, **{"trust": TRUST} | other)
    except Refuses as refuses:
        return refuses.why


async def test_a_picture_comes_from_a_host_that_the_operator_named() -> None:
    """By the sandboxed program itself, with nothing about us in the request but a name."""
    with serving(give()) as place:
        order = Fetching(
            address=place.address("/a%20b.png?size=1"),
            most_bytes=MOST,
            origins=frozenset({place.address("")}),
        )
        found = await Sandbox().run(FETCH, msgspec.msgpack.encode(order))
        assert found == Fetched(media_type="image/png", content=PNG)
        assert place.asked == [
            {
                "path": "/a%20b.png?size=1",
                "host": f"127.0.0.1:{place.port}",
                "accept-encoding": "identity",
                "accept": "image/*, video/*, audio/*",
                "user-agent": "answerable",
                "connection": "close",
            }
        ]


async def test_a_proxy_or_a_certificate_file_of_the_environment_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(give()) as place, serving(give()) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.address(""))
        order = Fetching(address=place.address(), most_bytes=MOST, origins=frozenset({place.address("")}))
        assert isinstance(await Sandbox().run(FETCH, msgspec.msgpack.encode(order)), Fetched)
        assert (len(place.asked), len(proxy.asked)) == (1, 0)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fd00::1]", "[ff02::1]", "2130706433", "0x7f000001",
        "0177.0.0.1", "127.1",
    ],
)  # fmt: skip
def test_an_address_inside_is_refused_however_it_is_written(host: str) -> None:
    assert fetched(f"https://{host}/latest/meta-data/") in (Refusal.NOT_PUBLIC, Refusal.NO_SUCH_HOST)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://example.org/1.png", Refusal.NOT_HTTPS), ("https://example.org:8443/1.png", Refusal.NOT_PUBLIC),
        ("ftp://example.org/1.png", Refusal.NOT_AN_ADDRESS), ("file:///etc/passwd", Refusal.NOT_AN_ADDRESS),
        ("https://user:password@example.org/1.png", Refusal.NOT_AN_ADDRESS), ("https:///1.png", Refusal.NOT_AN_ADDRESS),
        ("https://example.org:99999/", Refusal.NOT_AN_ADDRESS), ("https://[::1/", Refusal.NOT_AN_ADDRESS),
        ("https://example.org/ရုပ်ပုံ.png", Refusal.NOT_AN_ADDRESS), ("", Refusal.NOT_AN_ADDRESS),
    ],
)  # fmt: skip
def test_what_is_no_https_address_is_refused_without_asking_anybody(address: str, why: Refusal) -> None:
    def nobody(_: str, __: int) -> list[str]:
        raise AssertionError("somebody was asked")

    assert fetched(address, resolve=nobody) is why


def test_a_name_that_leads_inside_by_one_of_its_addresses_is_refused() -> None:
    assert (
        fetched("https://media.example/1.png", resolve=lambda *_: ["9.9.9.9", "10.0.0.1"])
        is Refusal.NOT_PUBLIC
    )
    assert fetched("https://media.example/1.png", resolve=lambda *_: []) is Refusal.NOT_PUBLIC


def test_a_name_that_answers_differently_the_second_time_leads_nowhere_else() -> None:
    """DNS rebinding: public while it is checked, this computer when it is dialled. It is asked once only."""
    asked: list[tuple[str, int]] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["2620:fe::fe"] if len(asked) == 1 else ["127.0.0.1"]

    with serving(give()) as place:
        found = fetched("https://rebind.example/1.png", resolve=rebinding, silence_s=1.0)
        assert found in (Refusal.UNREACHABLE, Refusal.TOO_SLOW, Refusal.NOT_TRUSTED)
        assert asked == [("rebind.example", 443)]
        assert place.asked == []


def test_a_redirect_is_checked_as_a_first_address_is() -> None:
    for inside in ("https://169.254.169.254/latest/", "https://10.0.0.1/", "https://rebind.example/"):
        with serving(led_to(inside)) as place:
            found = fetched(place.address(), allowed=place, resolve=lambda *_: ["127.0.0.1"])
            assert (found, len(place.asked)) == (Refusal.NOT_PUBLIC, 1)


def test_three_redirects_are_followed_and_no_more() -> None:
    def around(handler: BaseHTTPRequestHandler) -> None:
        left = int(handler.path.strip("/"))
        give(b"", 302, location=f"/{left - 1}")(handler) if left else give()(handler)

    with serving(around) as place:
        assert isinstance(fetched(place.address("/3"), allowed=place), Fetched)
        assert fetched(place.address("/4"), allowed=place) is Refusal.TOO_MANY_REDIRECTS


def test_a_redirect_never_leads_from_https_to_http(certified: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    server, client = certified
    with serving(give()) as plain, serving(led_to(plain.address()), server) as place:
        order = Fetching(
            address=place.address(scheme="https", host="media.test"),
            most_bytes=MOST,
            origins=frozenset({place.address("", scheme="https", host="media.test"), plain.address("")}),
        )
        with pytest.raises(Refuses) as caught:
            fetch_from(order, trust=client, resolve=lambda *_: ["127.0.0.1"])
        assert caught.value.why is Refusal.NOT_HTTPS
        assert plain.asked == []


def test_over_https_the_certificate_must_be_that_of_the_name(
    certified: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    server, client = certified
    with serving(give(), server) as place:
        good = place.address(scheme="https", host="media.test")
        assert isinstance(
            fetched(good, allowed=place, trust=client, resolve=lambda *_: ["127.0.0.1"]), Fetched
        )
        assert fetched(good, allowed=place, resolve=lambda *_: ["127.0.0.1"]) is Refusal.NOT_TRUSTED
        order = Fetching(
            address=place.address(scheme="https", host="other.test"),
            most_bytes=MOST,
            origins=frozenset({place.address("", scheme="https", host="other.test")}),
        )
        with pytest.raises(Refuses) as caught:
            fetch_from(order, trust=client, resolve=lambda *_: ["127.0.0.1"])
        assert caught.value.why is Refusal.NOT_TRUSTED


def test_a_host_that_is_reached_by_ipv6_is_reached() -> None:
    listening = socket.create_server(("::1", 0), family=socket.AF_INET6) if socket.has_ipv6 else None
    assert listening is not None
    port = listening.getsockname()[1]

    def once() -> None:
        connection, _ = listening.accept()
        connection.recv(4096)
        connection.sendall(b"HTTP/1.0 200 OK\r\ncontent-type: image/png\r\n\r\n" + PNG)
        connection.close()

    threading.Thread(target=once, daemon=True).start()
    order = Fetching(
        address=f"http://[::1]:{port}/", most_bytes=MOST, origins=frozenset({f"http://[::1]:{port}"})
    )
    assert fetch_from(order, trust=TRUST).content == PNG
    listening.close()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (give(bytes(MOST + 1)), Refusal.TOO_LARGE),
        (give(status=404), Refusal.NOT_FOUND), (give(status=206), Refusal.NOT_FOUND),
        (give(b"", 304), Refusal.NOT_FOUND),
        (give(gzip.compress(PNG + bytes(10**7)), content_encoding="gzip"), Refusal.PACKED),
        (give(content_encoding="br"), Refusal.PACKED),
        (give(content_type="text/html"), Refusal.WRONG_TYPE),
        (give(b"<svg/>", content_type="image/svg+xml"), Refusal.WRONG_TYPE),
        (give(b"<html><script>alert(1)</script>"), Refusal.WRONG_TYPE),
        (give(content_type="audio/ogg"), Refusal.WRONG_TYPE),
        (give(content_length="999999"), Refusal.TOO_LARGE), (give(content_length="9000"), Refusal.TOO_SLOW),
        (give(b""), Refusal.WRONG_TYPE),
    ],
)  # fmt: skip
def test_what_comes_is_bounded_and_of_a_kind_that_is_kept(answer: Answer, why: Refusal) -> None:
    with serving(answer) as place:
        found = fetched(place.address(), allowed=place, silence_s=0.5)
        assert found in (why, Refusal.UNREACHABLE) if why is Refusal.TOO_SLOW else found is why


def test_a_body_without_end_is_cut_off() -> None:
    sent = 0

    def pour(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("content-type", "image/png")
        handler.end_headers()
        handler.wfile.write(PNG)
        while True:
            sent += handler.wfile.write(bytes(64 * 1024))

    with serving(pour) as place:
        assert fetched(place.address(), allowed=place) is Refusal.TOO_LARGE
    assert sent < 20_000_000


async def test_one_that_drips_a_byte_at_a_time_ends_with_the_whole_time() -> None:
    """Never silent for long enough, and never done: the limit on all of it ends it."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "image/png")
        handler.end_headers()
        while True:
            handler.wfile.write(b"\x89")
            handler.wfile.flush()
            threading.Event().wait(0.05)

    impatient = msgspec.structs.replace(FETCH, limits=msgspec.structs.replace(FETCH.limits, wall_s=1.5))
    with serving(drip) as place:
        order = Fetching(address=place.address(), most_bytes=MOST, origins=frozenset({place.address("")}))
        assert await Sandbox().run(impatient, msgspec.msgpack.encode(order)) is Refusal.TOO_SLOW


def test_a_host_that_says_nothing_ends_with_its_silence() -> None:
    with serving(lambda _: threading.Event().wait(2)) as place:
        assert fetched(place.address(), allowed=place, silence_s=0.3) is Refusal.TOO_SLOW


def test_a_name_nobody_knows_and_a_port_nobody_listens_on() -> None:
    assert fetched("https://no-such-host.invalid/", resolve=resolve) is Refusal.NO_SUCH_HOST
    with serving(give()) as place:
        gone = place
    assert fetched(gone.address(), allowed=gone) is Refusal.UNREACHABLE


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Media.Example/x?y", "https://media.example:443"), ("http://10.0.0.1:8000/", "http://10.0.0.1:8000"),
        ("https://[::1]/x", "https://[::1]:443"), ("https://host.example./", "https://host.example:443"),
        ("https://user@host/", None), ("ftp://host/", None), ("https://host:x/", None), ("nothing", None),
    ],
)  # fmt: skip
def test_an_origin_has_one_form(address: str, origin: str | None) -> None:
    assert origin_of(address) == origin


def test_the_operators_list_of_hosts_is_read_or_refused() -> None:
    assert read_origins(" https://media.internal, http://10.1.2.3:8000/ ,") == {
        "https://media.internal:443",
        "http://10.1.2.3:8000",
    }
    for wrong in ("media.internal", "https://media.internal/folder", "https://user@media.internal", "*"):
        with pytest.raises(Invalid):
            read_origins(wrong)


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a client's side: a certificate for media.test by an authority that the client trusts."""
    file = tmp_path_factory.mktemp("tls") / "media.pem"
    _write_certificate(file)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=file)


def _write_certificate(file: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "media.test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("media.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
