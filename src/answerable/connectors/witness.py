"""How a witness is asked over HTTP (C2SP tlog-witness). Whatever it does, an attempt is bounded in time and memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import msgspec

from answerable.errors import Unavailable

CONNECT_S = 5.0
ATTEMPT_S = 10.0  # the whole attempt
READ_MOST = 64 * 1024  # bytes of an answer; a checkpoint with sixteen cosignatures is smaller
SIZE_TYPE = "text/x.tlog.size"


class Answer(msgspec.Struct, frozen=True):
    """What a witness answered: nothing in it is to be believed yet."""

    status: int
    text: str
    content_type: str = ""


class Witnesses:
    """Asks witnesses at their addresses. Raises Unavailable where one does not answer as HTTP does."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def add_checkpoint(self, address: str, body: str) -> Answer:
        return await self._ask("POST", f"{address}/add-checkpoint", body.encode())

    async def latest(self, address: str, origin_hash: str) -> Answer:
        """The checkpoint that the witness cosigned last, as monitors get it."""
        return await self._ask("GET", f"{address}/{origin_hash}/checkpoint", None)

    async def _ask(self, method: str, address: str, body: bytes | None) -> Answer:
        try:
            async with (
                asyncio.timeout(ATTEMPT_S),
                self._client.stream(method, address, content=body) as response,
            ):
                text = await _text(response)
                return Answer(response.status_code, text, response.headers.get("content-type", ""))
        except (TimeoutError, httpx.TimeoutException):
            raise Unavailable("the witness did not answer in time") from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            raise Unavailable("the witness's answer or address is not one that can be read") from None
        except (httpx.HTTPError, OSError) as error:
            raise Unavailable(f"the witness could not be reached ({type(error).__name__})") from None


async def _text(response: httpx.Response) -> str:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise Unavailable("the witness's answer is compressed, which was not asked for")
    parts: list[bytes] = []
    async for chunk in response.aiter_raw():
        parts.append(chunk)
        if sum(map(len, parts)) > READ_MOST:
            raise Unavailable(f"the witness's answer is longer than {READ_MOST} bytes")
    return b"".join(parts).decode()


@asynccontextmanager
async def open_witnesses() -> AsyncIterator[Witnesses]:
    """A client that asks nobody else: no proxy or password from the environment, no redirects."""
    timeout = httpx.Timeout(ATTEMPT_S, connect=CONNECT_S)
    async with httpx.AsyncClient(
        timeout=timeout,
        follow_redirects=False,
        trust_env=False,
        headers={"user-agent": "answerable", "accept-encoding": "identity"},
    ) as client:
        yield Witnesses(client)
