"""The whole application on a free port of this computer, and what API tests send to it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn

from answerable.flow.doors.keys import issue_key
from answerable.flow.runtime import Runtime
from answerable.records.organisation import Organisation
from answerable.records.platform import Platform
from answerable.vocabulary import Scope
from answerable.web.app import create_app
from answerable.web.limits import Limits

WARNING = "၁၁ ရက်နေ့ တိုက်ခိုက်မည်ဟု ကြားသိရပါသည်။ သတိထားကြပါ။"
TABLES = ("items", "accounts", "cases", "reports", "ledger_entries", "idempotency", "imports", "outbox")


@dataclass(frozen=True)
class Api:
    """Clients of one running server: a platform's, another platform's, an organisation's, one without a key."""

    address: tuple[str, int]
    platform: httpx.AsyncClient
    other: httpx.AsyncClient
    flagger: httpx.AsyncClient
    stranger: httpx.AsyncClient
    secrets: tuple[str, ...]


@asynccontextmanager
async def serving(runtime: Runtime, limits: Limits | None = None) -> AsyncIterator[tuple[str, int]]:
    """The application's own server, until the block ends; its host and port."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_app(runtime, limits=limits), log_config=None, access_log=False, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        while not server.started:  # noqa: ASYNC110 - uvicorn sets a flag, not an event
            await asyncio.sleep(0.005)
        yield listening.getsockname()
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def api_of(runtime: Runtime, limits: Limits | None = None) -> AsyncIterator[Api]:
    """Two platforms, an organisation, their keys, and the server."""
    async with runtime.store.transaction() as tx:
        await tx.platforms.add(Platform(id="courier", name="Courier", created_at=tx.at))
        await tx.platforms.add(Platform(id="elsewhere", name="Elsewhere", created_at=tx.at))
        await tx.organisations.add(Organisation(id="listeners", name="Listeners", created_at=tx.at))
    everything = tuple(Scope)
    reports = (Scope.REPORTS_WRITE, Scope.REPORTS_READ, Scope.INCIDENTS_WRITE, Scope.INCIDENTS_READ)
    keys = [
        (await issue_key(runtime, "courier", everything))[0],
        (await issue_key(runtime, "elsewhere", everything))[0],
        (await issue_key(runtime, "courier", reports, organisation_id="listeners"))[0],
    ]
    async with serving(runtime, limits) as address:
        base = f"http://{address[0]}:{address[1]}/api/v1"
        bearers: list[dict[str, str]] = [{"authorization": f"Bearer {key}"} for key in keys]
        clients = [
            httpx.AsyncClient(base_url=base, headers=headers, timeout=30) for headers in (*bearers, {})
        ]
        try:
            yield Api(address, *clients, secrets=tuple(keys))
        finally:
            for client in clients:
                await client.aclose()


def item(number: int | str = 1, **other: Any) -> dict[str, Any]:
    return {
        "id": f"m{number}",
        "service": "messenger",
        "kind": "message",
        "text": WARNING if number == 1 else f"စာ {number}",  # each other one says something of its own
        "author": "a1",
        "container": "c1",
        "created_at": "2017-09-07T10:00:00+06:30",
        "language": "my",
    } | other


def report(number: int | str = 1, subject: str = "item:m1", **other: Any) -> dict[str, Any]:
    return {
        "id": f"r{number}",
        "subject": subject,
        "area": "false_information",
        "reporter": "REPORTER-MARK",
        "note": "NOTE-MARK",
    } | other


async def counts(runtime: Runtime) -> dict[str, int]:
    """How many rows each table has that a request could write to."""
    async with runtime.store.transaction() as tx:
        found = {}
        for table in TABLES:
            row = await (await tx.connection.execute(f"select count(*) from {table}")).fetchone()
            found[table] = int(row[0]) if row else -1
        return found
