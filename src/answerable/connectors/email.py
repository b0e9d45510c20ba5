"""E-mail by SMTP (RFC 5321), with TLS wherever the server offers it (RFC 3207)."""

from __future__ import annotations

import asyncio
import ipaddress
import smtplib
import ssl
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
        try:
            with self._dial() as smtp:
                smtp.send_message(message, from_addr=self._sender, to_addrs=[recipient])
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

    def _dial(self) -> smtplib.SMTP:
        host, port = self._server.hostname or "", self._server.port or PORTS[self._server.scheme]
        trusted = ssl.create_default_context()
        if self._server.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=ATTEMPT_S, context=trusted)
        else:
            smtp = smtplib.SMTP(host, port, timeout=ATTEMPT_S)
            smtp.ehlo()
            if smtp.has_extn("starttls"):
                smtp.starttls(context=trusted)
            elif self._server.username and not _is_own_machine(host):
                smtp.close()
                raise Undelivered("the mail server offers no TLS, and a password must not travel without")
        if self._server.username:
            smtp.login(unquote(self._server.username), unquote(self._server.password or ""))
        return smtp


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
