"""What every connector must do, on real servers; and what each of them does besides."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from answerable.connectors import email, open_connectors, webhook
from answerable.connectors.connector import Connector, Letter, Undelivered
from answerable.connectors.email import Email
from answerable.connectors.webhook import Webhook, open_client
from answerable.errors import Invalid
from answerable.intake.addresses import is_public
from tests.receivers import SECRET, Mailbox, Receiver

ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
BODY = '{"data":{}}'
BURMESE = "တိုင်ကြားချက်"


@dataclass
class Bench:
    """A connector with a receiver: `letter` goes to it, `taken` are the ids that it took, `saying` makes it refuse."""

    connector: Connector
    letter: Letter
    taken: Callable[[], list[str]]
    refuse_for_now: Callable[[], None]
    refuse_for_good: Callable[[], None]
    unreachable: Letter
    silent: Letter


@asynccontextmanager
async def a_silent_port() -> AsyncIterator[int]:
    """Something that takes connections and never says a word."""

    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3600)

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def a_closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def webhook_bench() -> AsyncIterator[Bench]:
    receiver = Receiver()

    def saying(status: int) -> Callable[[], None]:
        def say() -> None:
            receiver.answer = lambda before, body: status

        return say

    def to(port: int) -> Letter:
        return Letter(id=ID, address=f"http://127.0.0.1:{port}/hook", text=text, secret=SECRET)

    text = json.dumps({"type": "action.warn", "data": {"note": BURMESE}}, ensure_ascii=False)
    async with receiver.listening(), a_silent_port() as silent, open_client() as client:
        yield Bench(
            Webhook(client),
            to(receiver.port),
            lambda: [one.id for one in receiver.taken],
            saying(503),
            saying(410),
            to(a_closed_port()),
            to(silent),
        )


class _ToPort:
    """An e-mail connector for each server, chosen by the letter's subject: the port."""

    async def send(self, letter: Letter) -> None:
        await Email(f"smtp://127.0.0.1:{letter.subject}", "answers@example.org").send(letter)


@asynccontextmanager
async def email_bench() -> AsyncIterator[Bench]:
    box = Mailbox()

    def refusing(words: str) -> Callable[[], None]:
        return lambda: setattr(box, "refuse", words)

    def to(port: int | str) -> Letter:
        return Letter(id=ID, address="daw.mya@example.org", text=BURMESE, subject=str(port))

    async with box.listening() as place, a_silent_port() as silent:
        yield Bench(
            _ToPort(),
            to(place.rpartition(":")[2]),
            lambda: [letter["Message-ID"].strip("<>").partition("@")[0] for letter in box.letters],
            refusing("450 busy"),
            refusing("550 no such mailbox"),
            to(a_closed_port()),
            to(silent),
        )


MakeBench = Callable[[], AbstractAsyncContextManager[Bench]]


@pytest.fixture(params=[webhook_bench, email_bench], ids=["webhook", "email"])
async def bench(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    monkeypatch.setattr(webhook, "ATTEMPT_S", 0.5)
    monkeypatch.setattr(email, "ATTEMPT_S", 0.5)
    make: MakeBench = request.param
    async with make() as made:
        yield made


async def undelivered(bench: Bench, letter: Letter) -> Undelivered:
    with pytest.raises(Undelivered) as caught:
        await bench.connector.send(letter)
    said = str(caught.value)
    assert letter.address not in said, "an error names the address"
    assert BURMESE not in said, "an error quotes the content"
    assert "example.org" not in said
    return caught.value


async def test_a_letter_that_was_taken_was_sent_under_its_id(bench: Bench) -> None:
    await bench.connector.send(bench.letter)
    await bench.connector.send(bench.letter)
    assert bench.taken() == [str(ID), str(ID)]


async def test_a_receiver_that_cannot_now_is_tried_again(bench: Bench) -> None:
    bench.refuse_for_now()
    assert not (await undelivered(bench, bench.letter)).for_good
    assert bench.taken() == []


async def test_a_receiver_that_will_never_take_it_is_not(bench: Bench) -> None:
    bench.refuse_for_good()
    assert (await undelivered(bench, bench.letter)).for_good


async def test_nobody_listening_is_no_reason_to_give_up(bench: Bench) -> None:
    assert not (await undelivered(bench, bench.unreachable)).for_good


async def test_an_attempt_ends_although_the_receiver_says_nothing(bench: Bench) -> None:
    began = time.monotonic()
    assert not (await undelivered(bench, bench.silent)).for_good
    assert time.monotonic() - began < 5


# What webhooks do besides.


@pytest.fixture
async def hook() -> AsyncIterator[tuple[Receiver, Webhook, Letter]]:
    receiver = Receiver()
    async with receiver.listening(), open_client() as client:
        letter = Letter(id=ID, address=receiver.url, text='{"type":"x","data":{}}', secret=SECRET)
        yield receiver, Webhook(client), letter


async def test_a_redirect_is_not_followed(hook: tuple[Receiver, Webhook, Letter]) -> None:
    receiver, connector, letter = hook
    elsewhere = Receiver()
    async with elsewhere.listening():
        receiver.answer = lambda before, body: 307
        receiver.headers = f"location: {elsewhere.url}\r\n"
        with pytest.raises(Undelivered, match="307"):
            await connector.send(letter)
    assert elsewhere.received == []
    assert elsewhere.refused == 0


async def test_a_receiver_with_another_secret_refuses(hook: tuple[Receiver, Webhook, Letter]) -> None:
    receiver, connector, letter = hook
    receiver.secret = "whsec_" + "AAAA" * 8
    with pytest.raises(Undelivered, match="401"):
        await connector.send(letter)
    assert receiver.refused == 1


async def test_a_receiver_may_ask_to_wait(hook: tuple[Receiver, Webhook, Letter]) -> None:
    receiver, connector, letter = hook
    receiver.answer, receiver.headers = lambda before, body: 429, "retry-after: 120\r\n"
    with pytest.raises(Undelivered) as caught:
        await connector.send(letter)
    assert caught.value.retry_after_s == 120


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.7", "[::1]", "169.254.169.254", "0.0.0.0"]
)
async def test_an_address_from_a_stranger_does_not_lead_inside(
    host: str, hook: tuple[Receiver, Webhook, Letter]
) -> None:
    receiver, connector, letter = hook
    inside = Letter(
        id=ID, address=f"http://{host}:{receiver.port}/", text=letter.text, secret=SECRET, public_only=True
    )
    with pytest.raises(Undelivered, match="public internet") as caught:
        await connector.send(inside)
    assert caught.value.for_good
    assert receiver.received == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("9.9.9.9", True), ("2620:fe::fe", True), ("64:ff9b::909:909", True),
        ("64:ff9b::a00:1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::7f00:1", False),
        ("::ffff:127.0.0.1", False), ("fec0::1", False), ("fe80::1%1", False), ("fd00::1", False),
        ("224.0.0.1", False), ("ff0e::1", False), ("100.64.0.1", False), ("0.0.0.0", False), ("::", False),
    ],
)  # fmt: skip
def test_only_one_machine_of_the_internet_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


async def test_two_notices_to_strangers_share_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second name at the same address would else be sent what was opened for the certificate of the first."""
    monkeypatch.setattr(webhook, "is_public", lambda _: True)
    opened = 0

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal opened
        opened += 1
        with suppress(asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                await reader.readexactly(len(BODY))
                writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    async with server, open_client() as client:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        for stranger in (False, False, True, True):
            letter = Letter(id=ID, address=address, text=BODY, secret=SECRET, public_only=stranger)
            await Webhook(client).send(letter)
    assert opened == 2, "one for the two to a platform; the first stranger's was closed after it"


async def test_an_answer_that_never_ends_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = 0

    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()
            sent += 65536

    server = await asyncio.start_server(pour, "127.0.0.1", 0)
    async with server, open_client() as client:
        port = server.sockets[0].getsockname()[1]
        await Webhook(client).send(
            Letter(id=ID, address=f"http://127.0.0.1:{port}/", text='{"data":{}}', secret=SECRET)
        )
    assert sent < 16 * 1024 * 1024


# What e-mail does besides.


async def test_mail_says_in_its_headers_only_that_a_machine_wrote_it() -> None:
    box = Mailbox()
    async with box.listening() as place, open_connectors(f"smtp://{place}", "answers@example.org") as found:
        letter = Letter(id=ID, address="daw.mya@example.org", text=f"{BURMESE}\n", subject="အဖြေ")
        await found["email"].send(letter)
    [mail] = box.letters
    assert sorted(name.lower() for name in dict(mail.items()) if not name.lower().startswith("x-")) == [
        "auto-submitted", "content-transfer-encoding", "content-type", "date",
        "from", "message-id", "mime-version", "subject", "to",
    ]  # fmt: skip
    assert mail["Subject"] == "အဖြေ"
    assert mail.get_content().strip() == BURMESE
    assert box.recipients == ["daw.mya@example.org"]


@pytest.mark.parametrize("address", ["a@b.org\r\nBcc: c@d.org", "no address", "", "a@b.org, c@d.org"])
async def test_what_is_no_mail_address_is_given_up(address: str) -> None:
    box = Mailbox()
    async with box.listening() as place:
        with pytest.raises(Undelivered) as caught:
            await Email(f"smtp://{place}", "answers@example.org").send(
                Letter(id=ID, address=address, text="x", subject="y")
            )
    assert caught.value.for_good
    assert box.letters == []


async def test_mail_goes_by_tls_where_it_is_offered_and_only_to_who_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = a_certificate(tmp_path)
    offered = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    offered.load_cert_chain(certificate, key)
    box = Mailbox(tls_context=offered, require_starttls=True)
    letter = Letter(id=ID, address="daw.mya@example.org", text="x", subject="y")
    async with box.listening() as place:
        connector = Email(f"smtp://{place.replace('127.0.0.1', 'localhost')}", "answers@example.org")
        with pytest.raises(Undelivered, match="TLS"):
            await connector.send(letter)
        assert box.letters == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        await connector.send(letter)
    assert len(box.letters) == 1


@pytest.mark.parametrize(
    "server", ["mail.example.org", "http://x", "smtp://", "smtp://h:99999", "smtp://:25"]
)
def test_an_address_of_no_mail_server_is_refused_at_the_start(server: str) -> None:
    with pytest.raises(Invalid, match="ANSWERABLE_SMTP"):
        Email(server, "answers@example.org")


def a_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of localhost that nobody vouches for."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files
