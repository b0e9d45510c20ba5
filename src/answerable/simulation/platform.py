"""The simulated platform: what any real one does. It sends items, accounts and reports over the API with keys, and
takes orders by signed webhooks (Standard Webhooks)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import httpx
from standardwebhooks import Webhook, WebhookVerificationError

from answerable.errors import Unavailable
from answerable.simulation.world import Complaint, Person, Saying

BATCH = 400
PATIENCE_S = 30.0
HEAD_MOST = 16_384
BODY_MOST = 65_536


class Platform:
    """Talks to one server as the platform, and as each organisation with its own key."""

    def __init__(self, address: str, platform_key: str, organisation_keys: dict[str, str]) -> None:
        self._http = httpx.AsyncClient(base_url=address, timeout=PATIENCE_S)
        self._platform_key, self._organisation_keys = platform_key, organisation_keys

    async def close(self) -> None:
        await self._http.aclose()

    async def send_accounts(self, people: Sequence[Person], joined_at: datetime) -> None:
        lines = [
            {
                "id": one.id,
                "name": one.name,
                "created_at": joined_at.isoformat(),
                "country": "MM",
                "language": "my",
            }
            for one in people
        ]
        for start in range(0, len(lines), BATCH):
            await self._post("accounts", self._platform_key, lines[start : start + BATCH])

    async def send_items(self, sayings: Sequence[Saying]) -> None:
        for start in range(0, len(sayings), BATCH):
            lines = [_item_line(one) for one in sayings[start : start + BATCH]]
            await self._post("items", self._platform_key, lines)

    async def send_report(self, complaint: Complaint) -> dict[str, Any]:
        """Send one report; return what the reporter is given: report, code, promise, receipt."""
        answer = await self._post("reports", self._secret_of(complaint), _report_line(complaint))
        given: dict[str, Any] = answer.json()
        return given

    async def receipt(self, complaint: Complaint, report_id: str) -> str:
        """The receipt of an organisation's report, as it is now."""
        return (await self._get(complaint, f"reports/{report_id}/receipt")).text

    async def answer(self, complaint: Complaint, report_id: str) -> dict[str, Any]:
        """Where an organisation's report stands."""
        found: dict[str, Any] = (await self._get(complaint, f"reports/{report_id}")).json()
        return found

    async def _get(self, complaint: Complaint, path: str) -> httpx.Response:
        secret = self._secret_of(complaint)
        answer = await self._http.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {secret}"})
        if answer.is_error:
            raise Unavailable(f"the server did not give {path}: {answer.status_code} {answer.text[:500]}")
        return answer

    def _secret_of(self, complaint: Complaint) -> str:
        organisation = complaint.organisation
        return self._organisation_keys[organisation] if organisation else self._platform_key

    async def _post(self, kind: str, secret: str, body: object) -> httpx.Response:
        answer = await self._http.post(
            f"/api/v1/{kind}", json=body, headers={"Authorization": f"Bearer {secret}"}
        )
        if answer.is_error:
            raise Unavailable(f"the server refused {kind}: {answer.status_code} {answer.text[:500]}")
        return answer


def _item_line(said: Saying) -> dict[str, Any]:
    return {
        "id": said.id,
        "service": said.service.value,
        "kind": said.kind.value,
        "text": said.text,
        "author": said.author,
        "container": said.container,
        "created_at": said.at.isoformat(),
        "country": "MM",
        "language": "my",
        "audience": said.audience,
        "forwarded_from": said.origin,
    }


def _report_line(complaint: Complaint) -> dict[str, Any]:
    return {
        "id": complaint.id,
        "subject": complaint.subject,
        "area": complaint.area.value,
        "reporter": complaint.reporter,
        "note": complaint.note,
        "created_at": complaint.at.isoformat(),
    }


@asynccontextmanager
async def listening(secret: str, take: Callable[[dict[str, Any]], None]) -> AsyncIterator[str]:
    """A receiver of webhooks on a free port of this machine; yields its address. `take` gets each order whose
    signature holds, once: repeats of a webhook-id are dropped, as Standard Webhooks asks of receivers."""
    webhook, seen = Webhook(secret), set[str]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            status = await _receive(reader, webhook, seen, take)
            writer.write(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            return  # the sender went away; it will try again
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=HEAD_MOST)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield f"http://127.0.0.1:{port}/orders"


async def _receive(
    reader: asyncio.StreamReader, webhook: Webhook, seen: set[str], take: Callable[[dict[str, Any]], None]
) -> str:
    async with asyncio.timeout(PATIENCE_S):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        length = int(headers.get("content-length", "0"))
        if length > BODY_MOST:
            return "413 Content Too Large"
        body = await reader.readexactly(length)
    try:
        webhook.verify(body, headers)
    except WebhookVerificationError:
        return "401 Unauthorized"
    if headers["webhook-id"] not in seen:
        seen.add(headers["webhook-id"])
        take(json.loads(body))
    return "204 No Content"
