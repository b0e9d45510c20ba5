"""Limits on requests: how many in which time, how large a body, and how long it may take to come.

Rates are token buckets in this process's memory. Callers of the API are told apart by their key, everyone else by
a keyed hash of their address, whose key is made when the process starts and never leaves it: nothing here can tell
afterwards who came. Many people share one address (mobile networks, Tor), so the rate for pages is a wide one.
"""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any, cast

from litestar.enums import ScopeType
from litestar.middleware import DefineMiddleware
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPRequestEvent, Message, Receive, Scope, Send

from answerable.errors import Invalid, TooLarge, TooMany
from answerable.intake.limits import BODY_BYTES_MAX
from answerable.web.errors import TooSlow, WrongContentType

API = "/api/"
# The two forms that a file may come with: a voice note, at the last step of a report; and lines of members who are
# signed in, which are no larger than another page's form.
FILES = "/report/send"
LINES = "/partner/reports/check"
IPV6_PREFIX = 64  # what one household or telephone is given


@dataclass(frozen=True)
class Rate:
    """`burst` at once, then `per_s` a second."""

    burst: float
    per_s: float


@dataclass(frozen=True)
class Limits:
    """`platforms` and `organisations` by key, `pages` by address; `strangers` are requests without a key that holds, by
    address. A platform relays a nation's reports at its peak, one by one."""

    platforms: Rate = Rate(burst=20_000, per_s=2_000)
    organisations: Rate = Rate(burst=2_000, per_s=200)
    pages: Rate = Rate(burst=400, per_s=20)
    strangers: Rate = Rate(burst=30, per_s=0.5)
    api_body_bytes: int = BODY_BYTES_MAX
    page_body_bytes: int = 1024 * 1024
    file_body_bytes: int = 8 * 1024 * 1024
    file_body_s: float = 180.0  # three megabytes over a slow mobile network
    body_s: float = 30.0
    silence_s: float = 10.0
    linger_s: float = 1.0
    kept_most: int = 50_000


@dataclass
class Gate:
    """The buckets of one process; `clock` tells seconds that only go forward. Past `kept_most` callers, those that
    were quiet the longest are forgotten."""

    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _buckets: OrderedDict[bytes, tuple[float, float]] = field(default_factory=OrderedDict, repr=False)
    _held: OrderedDict[bytes, None] = field(default_factory=OrderedDict, repr=False)

    def take(self, rate: Rate, caller: bytes, cost: float = 1) -> None:
        """Let one request of this caller through; raises TooMany with the seconds to wait."""
        left = self._left(rate, caller)
        if left < cost:
            wait = ceil((cost - left) / rate.per_s)
            raise TooMany("too many requests", retry_after_s=wait, mend=f"try again in {wait} s")
        self._buckets[caller] = (left - cost, self.clock())
        self._buckets.move_to_end(caller)
        while len(self._buckets) > self.limits.kept_most:
            self._buckets.popitem(last=False)

    def check(self, rate: Rate, caller: bytes) -> None:
        """Raise TooMany where `take` would, without taking."""
        if self._left(rate, caller) < 1:
            wait = ceil(1 / rate.per_s)
            raise TooMany("too many requests", retry_after_s=wait, mend=f"try again in {wait} s")

    def remember(self, caller: bytes) -> None:
        """This caller's key held: strangers at the same address do not keep it waiting."""
        self._held[caller] = None
        self._held.move_to_end(caller)
        while len(self._held) > self.limits.kept_most:
            self._held.popitem(last=False)

    def held(self, caller: bytes) -> bool:
        return caller in self._held

    def caller(self, kind: str, name: str) -> bytes:
        """A name that tells callers apart and nothing more."""
        return hashlib.blake2b(f"{kind}\n{name}".encode(), key=self._secret, digest_size=16).digest()

    def address(self, kind: str, scope: Scope) -> bytes:
        """The caller behind a connection's address."""
        client = scope.get("client")
        return self.caller(kind, network(client[0]) if client else "")

    def _left(self, rate: Rate, caller: bytes) -> float:
        left, since = self._buckets.get(caller, (rate.burst, self.clock()))
        return min(rate.burst, left + (self.clock() - since) * rate.per_s)


class LimitsMiddleware:
    """ASGI: applies the limits before and while a request's body is read. One `gate` is shared by all routes."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app = app
        self.gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        is_api = scope["path"].startswith(API)
        takes_file = scope["path"] == FILES
        self._take(scope, is_api=is_api)
        if not is_api and not takes_file and scope["path"] != LINES:
            _refuse_files(scope)
        limits = self.gate.limits
        most = limits.api_body_bytes if is_api else limits.page_body_bytes
        if takes_file:
            most, limits = limits.file_body_bytes, replace(limits, body_s=limits.file_body_s)
        body = _Body(scope, receive, send, limits, most)
        body.check_announced()
        await self.app(scope, body.receive, body.send)

    def _take(self, scope: Scope, *, is_api: bool) -> None:
        state: dict[str, Any] = scope["state"]
        state["gate"] = self.gate
        if not is_api:  # there the key pays, once it is known (see `api.caller`)
            self.gate.take(self.gate.limits.pages, self.gate.address("page", scope))


def limits_middleware(limits: Limits | None = None) -> DefineMiddleware:
    """The middleware for one application."""
    return DefineMiddleware(LimitsMiddleware, gate=Gate(limits or Limits()))


class _Body:
    """A request's body on its way in: counted, timed, and, where the answer comes before its end, cut off."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limits: Limits, most: int) -> None:
        self._headers = {name.lower(): value for name, value in scope["headers"]}
        self._receive, self._send = receive, send
        self._limits, self._most = limits, most
        self._came, self._until = 0, time.monotonic() + limits.body_s
        self._ended = b"transfer-encoding" not in self._headers and self._announced() == 0

    def check_announced(self) -> None:
        """Refuse what says itself that it is too large."""
        if self._announced() > self._most:
            raise self._too_large()

    async def receive(self) -> HTTPReceiveMessage:
        if self._ended:
            return cast("HTTPReceiveMessage", await self._receive())
        wait = min(self._limits.silence_s, self._until - time.monotonic())
        try:
            message = cast("HTTPReceiveMessage", await asyncio.wait_for(self._receive(), max(wait, 0)))
        except TimeoutError:
            raise TooSlow(
                "the body did not come in time", mend=f"send it within {self._limits.body_s:g} s"
            ) from None
        if message["type"] == "http.request":
            self._came += len(message.get("body", b""))
            if self._came > self._most:
                raise self._too_large()
            self._ended = not message.get("more_body", False)
        else:
            raise Invalid("the connection ended before the body did")
        return message

    async def send(self, message: Message) -> None:
        if self._ended:
            await self._send(message)
        elif message["type"] == "http.response.start":
            # Else the server would go on reading what nobody wants.
            message["headers"] = [*message.get("headers", []), (b"connection", b"close")]
            await self._send(message)
        elif message["type"] == "http.response.body" and not message.get("more_body", False):
            await self._send({**message, "more_body": True})
            await self._linger()
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        else:
            await self._send(message)

    async def _linger(self) -> None:
        """Go on taking in, and dropping, what still comes, so that the answer is read: a connection that is closed
        with bytes waiting is reset, and a reset takes back what was sent (RFC 9112, section 9.6). Past as many bytes
        as a body may have it only waits, and so does the sender."""
        most, dropped = self._most, 0
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.linger_s):
                while (message := await self._receive()).get("more_body", False):
                    dropped += len(cast("HTTPRequestEvent", message)["body"])
                    if dropped > most:
                        await asyncio.sleep(self._limits.linger_s)

    def _announced(self) -> int:
        length = self._headers.get(b"content-length", b"0")
        return int(length) if length.isdigit() else 0

    def _too_large(self) -> TooLarge:
        return TooLarge(f"the body is larger than {self._most:,} bytes", mend="send it in several parts")


def _refuse_files(scope: Scope) -> None:
    """Raise WrongContentType for a form in parts: no other form here has a file, and reading parts costs more than
    fields and, as frameworks do it, makes files on the disk. The forms that have a file read it in memory."""
    headers = dict(scope["headers"])
    if headers.get(b"content-type", b"").strip().lower().startswith(b"multipart/"):
        mend = "send the form as application/x-www-form-urlencoded"
        raise WrongContentType("files are not taken here", where="Content-Type", mend=mend)


def network(address: str) -> str:
    """The address, or for IPv6 its network."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, IPV6_PREFIX), strict=False))
