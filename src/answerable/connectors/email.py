"""E-mail by SMTP (RFC 5321), with TLS wherever the server offers it (RFC 3207)."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import smtplib
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import SplitResult, unquote, urlsplit

from answerable.connectors.connector import Letter, Undelivered
from answerable.errors import Invalid

ATTEMPT_S = 20.0  # for each step of the dialogue
PORTS = {"smtp": 25, "smtps": 465}
WHERE = "ANSWERABLE_SMTP"


class Email:
    """`server` is `smtp://[user:password@]host[:port]`, or smtps:// for TLS from the first byte."""

    def __init__(self, server: str, sender: str) -> None:
        self._server = _read_server(server)
        self._sender = sender

    async def send(self, letter: Letter) -> None:
        try:
            message = self._compose(letter, datetime.now(UTC))
        except (ValueError, IndexError, MessageError):  # the library's parser raises all three
            raise Undelivered("the address is not one that can be sent to", for_good=True) from None
        await asyncio.to_thread(self._send, message, letter.address)

    def greet(self, patience_s: float = ATTEMPT_S) -> str:
        """Say hello to the mail server, with TLS where it is offered, and go: nothing is sent, nobody signs in.

        Returns what it is; raises Undelivered where it cannot be reached.
        """
        with _failures(), self._connect(patience_s) as smtp:
            protected = isinstance(smtp.sock, ssl.SSLSocket)
        return f"{self._server.hostname} answers, {'with' if protected else 'without'} TLS"

    def _compose(self, letter: Letter, at: datetime) -> EmailMessage:
        """Raises for an address that is not one. The headers say no more than that a machine wrote it."""
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = Address(addr_spec=letter.address)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(at)
        message["Message-ID"] = f"<{letter.id}@{self._sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
        message.set_content(letter.text)
        return message

    def _send(self, message: EmailMessage, recipient: str) -> None:
        with _failures(), self._dial() as smtp:
            smtp.send_message(message, from_addr=self._sender, to_addrs=[recipient])

    def _dial(self) -> smtplib.SMTP:
        smtp = self._connect(ATTEMPT_S)
        if self._server.username:
            smtp.login(unquote(self._server.username), unquote(self._server.password or ""))
        return smtp

    def _connect(self, patience_s: float) -> smtplib.SMTP:
        host, port = self._server.hostname or "", self._server.port or PORTS[self._server.scheme]
        trusted = ssl.create_default_context()
        if self._server.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, timeout=patience_s, context=trusted)
        smtp = smtplib.SMTP(host, port, timeout=patience_s)
        smtp.ehlo()
        if smtp.has_extn("starttls"):
            smtp.starttls(context=trusted)
        elif self._server.username and not _is_own_machine(host):
            smtp.close()
            raise Undelivered("the mail server offers no TLS, and a password must not travel without")
        return smtp


@contextlib.contextmanager
def _failures() -> Iterator[None]:
    """What goes wrong with a mail server, in words that hold no address and no secret."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()), (0, b""))[0]
        for_good = 500 <= code < 600
        raise Undelivered(f"the mail server refused the recipient ({code})", for_good=for_good) from None
    except smtplib.SMTPResponseException as error:
        raise Undelivered(f"the mail server answered {error.smtp_code}") from None
    except ssl.SSLError as error:
        raise Undelivered(f"TLS with the mail server failed ({type(error).__name__})") from None
    except TimeoutError:
        raise Undelivered("the mail server did not answer in time") from None
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(f"the mail server could not be reached ({type(error).__name__})") from None


def _read_server(text: str) -> SplitResult:
    mend = "smtp://[user:password@]host[:port], or smtps://"
    try:
        found = urlsplit(text)
        usable = found.scheme in PORTS and bool(found.hostname) and (found.port or 1) > 0
    except ValueError:
        raise Invalid("not the address of a mail server", where=WHERE, mend=mend) from None
    if not usable:
        raise Invalid("not the address of a mail server", where=WHERE, mend=mend)
    return found


def _is_own_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
