"""Who takes deliveries, as real servers on this machine: a platform's webhook, and a mail server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP
from standardwebhooks import Webhook, WebhookVerificationError

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class Received:
    """One request that carried a valid signature; `answered` is what it was answered with, 0 for nothing."""

    id: str
    body: dict[str, Any]
    answered: int


Answer = Callable[
    [int, dict[str, Any]], int
]  # (how many came before, body) -> status; 0: say nothing, -1: hang up


@dataclass
class Receiver:
    """A platform's webhook. It refuses with 401 whatever is not signed with its secret, as the library sees it."""

    answer: Answer = lambda before, body: 200
    headers: str = ""
    secret: str = SECRET
    received: list[Received] = field(default_factory=list)
    refused: int = 0
    at_once: int = 0  # the most requests of one subject that were under way together
    port: int = 0
    _under_way: dict[str, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def taken(self) -> list[Received]:
        """What was answered with success, in the order in which it came."""
        return [one for one in self.received if 200 <= one.answered < 300]

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Receiver]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await self._one(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = head.split("\r\n")[1:]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        content = await reader.readexactly(int(headers["content-length"]))
        try:
            body = Webhook(self.secret).verify(content, headers)
        except WebhookVerificationError:
            self.refused += 1
            writer.write(b"HTTP/1.1 401 No\r\ncontent-length: 0\r\n\r\n")
            return
        status = await self._note(headers["webhook-id"], body)
        if status == -1:
            raise ConnectionResetError
        if status == 0:
            await asyncio.sleep(3600)
        writer.write(f"HTTP/1.1 {status} Said\r\n{self.headers}content-length: 2\r\n\r\nok".encode())
        await writer.drain()

    async def _note(self, message_id: str, body: dict[str, Any]) -> int:
        data = body["data"]
        target = str(data.get("target") or data.get("account") or message_id)
        self._under_way[target] = self._under_way.get(target, 0) + 1
        self.at_once = max(self.at_once, self._under_way[target])
        await asyncio.sleep(0.005)
        self._under_way[target] -= 1
        status = self.answer(len(self.received), body)
        self.received.append(Received(message_id, body, status))
        return status


class Mailbox:
    """A real SMTP server. `refuse` is answered to RCPT, such as "550 no such mailbox"."""

    def __init__(self, refuse: str = "", **options: Any) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse = refuse
        self.options = options

    async def handle_RCPT(  # noqa: N802 - the library calls it so
        self, server: Any, session: Any, envelope: Any, address: str, _: Any
    ) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """Its host and port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(self, **self.options), "127.0.0.1", 0)
        try:
            yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
