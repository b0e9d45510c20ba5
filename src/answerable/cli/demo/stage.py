"""The stage of the demo: a folder of its own, a server in a process of its own, and who takes part."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import msgspec

from answerable.db import embedded
from answerable.errors import Conflict, Unavailable
from answerable.flow.doors.keys import issue_key
from answerable.flow.doors.sign_in import add_reviewer
from answerable.flow.readers.language_tests import record_test
from answerable.flow.runtime import Runtime
from answerable.records.organisation import Organisation
from answerable.records.platform import Platform
from answerable.records.reviewer import Reviewer
from answerable.settings import Settings
from answerable.simulation.replay import GROUPS
from answerable.vocabulary import Role, Scope

PLATFORM = "demo-messenger"
MARKER = "this-folder-belongs-to-the-demo"
START_PATIENCE_S = 30.0
STOP_PATIENCE_S = 15.0
MERGE_DELAY_IN_REPLAY_S = 86_400  # of replayed time: a few real seconds
MERGE_DELAY_AFTER_S = 20
CLAIM_MINUTES_IN_REPLAY = 240  # a real second is hours of the story
REVIEWERS = ("thiri", "zaw")
TESTED_ON = date(2017, 1, 9)  # before the story begins
OPERATOR = "operator"


@dataclass(frozen=True)
class Cast:
    """Who takes part. `password` signs in each of the reviewers and the operator."""

    platform_key: str
    organisation_keys: dict[str, str]
    webhook_secret: str
    reviewers: list[Reviewer]
    password: str


def demo_settings(settings: Settings, say: Callable[[str], None]) -> Settings:
    """Settings for the demo: a fresh folder below the data folder, and a port that is free. `say` is told of what a
    person would not expect."""
    data = settings.data / "demo"
    if clear(data):
        say(f"The demo that stood in {data} is gone, with its reports and keys.")
    data.mkdir(parents=True)
    (data / MARKER).touch()
    port = _free_port(settings.host, settings.port)
    if port != settings.port:
        say(f"Port {settings.port} is in use; this demo is served on {port}.")
    return msgspec.structs.replace(
        settings,
        data=data,
        port=port,
        claim_minutes=CLAIM_MINUTES_IN_REPLAY,
        # Whoever tries the demo has no authenticator at hand, and nothing in it is anybody's.
        second_factor=settings.second_factor if settings.is_https else "off",
    )


def clear(data: Path) -> bool:
    """Delete what an earlier demo left, if it did. Raises Conflict for a folder that is not the demo's."""
    if not data.exists():
        return False
    if not (data / MARKER).exists():
        raise Conflict(f"{data} is not a folder of the demo", mend="set ANSWERABLE_DATA to another folder")
    embedded.discard(data)
    shutil.rmtree(data)
    return True


async def invite(runtime: Runtime) -> Cast:
    """Add the platform, the organisations with their keys, the reviewers and an operator."""
    webhook_secret = "whsec_" + b64encode(secrets.token_bytes(24)).decode()
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    people = [
        await add_reviewer(runtime, name, password, roles=(role,), languages=("my", "en"))
        for name, role in (*((name, Role.REVIEWER) for name in REVIEWERS), (OPERATOR, Role.OPERATOR))
    ]
    for one in people[: len(REVIEWERS)]:
        for language in one.languages:
            await record_test(runtime, one.name, language, examiner="the demo", tested_on=TESTED_ON)
    async with runtime.store.transaction() as tx:
        await tx.platforms.add(Platform(id=PLATFORM, name="Demo messenger", created_at=tx.at))
        for group in GROUPS:
            name = group.replace("-", " ").title()
            await tx.organisations.add(Organisation(id=group, name=name, created_at=tx.at))
    scopes = (Scope.ITEMS_WRITE, Scope.ACCOUNTS_WRITE, Scope.REPORTS_WRITE, Scope.REPORTS_READ)
    platform_key, _ = await issue_key(runtime, PLATFORM, scopes, label="the demo's platform")
    keys = {}
    for group in GROUPS:
        own = (Scope.REPORTS_WRITE, Scope.REPORTS_READ)
        keys[group], _ = await issue_key(runtime, PLATFORM, own, label=group, organisation_id=group)
    return Cast(platform_key, keys, webhook_secret, people[: len(REVIEWERS)], password)


async def subscribe(runtime: Runtime, cast: Cast, address: str) -> None:
    """Tell the server where the platform takes orders."""
    sealed = runtime.keyring.seal_text(cast.webhook_secret, "webhook secret")
    async with runtime.store.transaction() as tx:
        await tx.platforms.set_webhook(PLATFORM, address, sealed)


@asynccontextmanager
async def serving(settings: Settings, *, merge_delay_s: int) -> AsyncIterator[subprocess.Popen[bytes]]:
    """`answerable serve` in a process of its own, ready; stopped at the end of the block."""
    log = (settings.data / "server.log").open("ab")
    environment = os.environ | {
        "ANSWERABLE_DATA": str(settings.data),
        "ANSWERABLE_HOST": settings.host,
        "ANSWERABLE_PORT": str(settings.port),
        "ANSWERABLE_MERGE_DELAY_S": str(merge_delay_s),
        "ANSWERABLE_SECOND_FACTOR": settings.second_factor,
    }
    command = [sys.executable, "-m", "answerable", "serve"]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: ASYNC220,S603 - our own server, started once
    try:
        await _ready(settings, process)
        yield process
    finally:
        process.terminate()
        try:
            await asyncio.to_thread(process.wait, STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


async def _ready(settings: Settings, process: subprocess.Popen[bytes]) -> None:
    deadline = asyncio.get_running_loop().time() + START_PATIENCE_S
    async with httpx.AsyncClient(base_url=f"http://{settings.host}:{settings.port}") as http:
        while asyncio.get_running_loop().time() < deadline and process.poll() is None:
            try:
                if (await http.get("/readyz")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)
    raise Unavailable(f"the server did not start; its log is {settings.data / 'server.log'}")


def _free_port(host: str, wanted: int) -> int:
    """`wanted`, or any free port where something listens there already."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            try:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Unavailable(f"no free port on {host}")
