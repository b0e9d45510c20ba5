"""Webhooks, signed as Standard Webhooks says (https://www.standardwebhooks.com, version 1.0.0).

The receiver gets `webhook-id` (the same on every attempt), `webhook-timestamp` and `webhook-signature`, and
answers with any 2xx status. Redirects are not followed: a signed order goes only where it was addressed to.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook as Signer

from answerable.connectors.connector import Letter, Undelivered
from answerable.intake.addresses import is_public

CONNECT_S = 5.0
ATTEMPT_S = 15.0  # the whole attempt; receivers should answer first and work afterwards
KEEP_S = 1.0  # an idle connection; shorter than servers keep theirs, which would close it under a request
READ_MOST = 64 * 1024  # bytes of an answer that are read, so that the connection can be used again
RETRY_AFTER_MOST_S = 3600
AGENT = "answerable"

GONE = 410
ASKS_TO_WAIT = (429, 503)


@asynccontextmanager
async def open_client() -> AsyncIterator[httpx.AsyncClient]:
    """A client that asks nobody else: no proxy or password from the environment."""
    timeout = httpx.Timeout(ATTEMPT_S, connect=CONNECT_S)
    limits = httpx.Limits(keepalive_expiry=KEEP_S)
    async with httpx.AsyncClient(
        timeout=timeout, limits=limits, follow_redirects=False, trust_env=False
    ) as client:
        yield client


class Webhook:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def send(self, letter: Letter) -> None:
        try:
            async with asyncio.timeout(ATTEMPT_S):
                status, retry_after = await self._post(letter)
        except (TimeoutError, httpx.TimeoutException):
            raise Undelivered("the receiver did not answer in time") from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            raise Undelivered("the address is not one that can be sent to", for_good=True) from None
        except (httpx.HTTPError, OSError) as error:
            raise Undelivered(f"the receiver could not be reached ({type(error).__name__})") from None
        if not 200 <= status < 300:
            wait = retry_after if status in ASKS_TO_WAIT else 0
            raise Undelivered(f"the receiver answered {status}", for_good=status == GONE, retry_after_s=wait)

    async def _post(self, letter: Letter) -> tuple[int, int]:
        """The status, and the seconds of a Retry-After. Of the answer's body nothing is kept."""
        request = self._client.build_request(
            "POST", letter.address, content=letter.text.encode(), headers=headers(letter, datetime.now(UTC))
        )
        if letter.public_only:
            await _pin_into(request)
        response = await self._client.send(request, stream=True)
        try:
            await _read_a_little(response)
        finally:
            await response.aclose()
        return response.status_code, _seconds(response.headers.get("retry-after", ""))


def headers(letter: Letter, at: datetime) -> dict[str, str]:
    """The headers of one attempt at `at`, by the clock on the wall: receivers refuse a stamp five minutes off."""
    message_id = str(letter.id)
    return {
        "content-type": "application/json",
        "user-agent": AGENT,
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signer(letter.secret).sign(message_id, at, letter.text),
    }


async def _read_a_little(response: httpx.Response) -> None:
    size = 0
    async for chunk in response.aiter_raw():
        size += len(chunk)
        if size > READ_MOST:
            return


def _seconds(text: str) -> int:
    """Retry-After as whole seconds (RFC 9110, 10.2.3); its form as a date is not read."""
    return min(int(text), RETRY_AFTER_MOST_S) if text.isascii() and text.isdecimal() else 0


async def _pin_into(request: httpx.Request) -> None:
    """Change a request so that it goes to the address that was just looked up, if it is a public one.

    Looked up once and pinned: a name that answers differently the second time would lead inside.
    """
    host = request.url.host
    port = request.url.port or (443 if request.url.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(map(is_public, addresses)):
        raise Undelivered("the address does not lead to the public internet", for_good=True)
    # Names that share an address must not share a connection: it was made for the certificate of the first.
    request.headers["connection"] = "close"
    request.extensions = dict(request.extensions) | {"sni_hostname": host}
    request.url = request.url.copy_with(host=addresses[0])  # the Host header keeps the name
