"""How long a reviewer waits for the pages of a case with 10,000 copies: the case itself with its counts and its
timeline, the list of copies with the difference of each, its last page, and those that must be looked at.

The real application on a real PostgreSQL, in one process with the browser that asks. Two in three copies are exact, the
others differ, one in ten of these by a word; one in a hundred was reported; the case is decided and the copies are
removed. Printed: for each page the median and the 95th percentile in milliseconds, and how many
kilobytes it has. Usage: `bench_copies_pages.py [COPIES]`.
"""

from __future__ import annotations

import asyncio
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import uvicorn

from answerable.db import embedded
from answerable.db.migrate import migrate
from answerable.flow import decide, receive, review
from answerable.flow.copies.search import search
from answerable.flow.copies.settle import settle
from answerable.flow.doors.sign_in import add_reviewer
from answerable.flow.runtime import Runtime, open_runtime
from answerable.records.decision import Choice
from answerable.records.item import Item
from answerable.records.platform import Platform
from answerable.records.report import Submission
from answerable.records.reviewer import Reviewer
from answerable.records.subject import Subject
from answerable.settings import Settings
from answerable.vocabulary import (
    ActionKind,
    ItemKind,
    PolicyArea,
    Role,
    Service,
    Source,
    SubjectKind,
    Verdict,
)
from answerable.web.app import create_app

COPIES = 10_000
ASKED = 40
AUTHORS = 4_000
A_REQUEST = 1_000
PLATFORM = "messenger"
NAME, PASSWORD = "Thiri", "a long enough password"
AT = datetime(2017, 9, 9, tzinfo=UTC)
RUMOUR = "နောက်တစ်ပတ် စနေနေ့မှာ မြို့ကို တိုက်ခိုက်မယ်တဲ့။ အားလုံး သတိထားကြပါ။ သူငယ်ချင်းတွေဆီ ဆက်ပို့ပေးပါ။"


def main(copies: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with embedded.start(data) as database:
            asyncio.run(_bench(database.url, data, copies))
        embedded.discard(data)


async def _bench(url: str, data: Path, copies: int) -> None:
    await migrate(url)
    async with open_runtime(Settings(data=data, undo_window_s=0, second_factor="off"), url) as runtime:
        case_id = await _case(runtime, copies)
        async with _served(runtime) as browser:
            case = f"/review/cases/{case_id}"
            first = await browser.get(f"{case}/copies")
            copy = re.search(r'id="copy-([0-9a-f-]+)"', first.text)
            pages = {
                "the case": case,
                "its copies": f"{case}/copies",
                "the last page of them": f"{case}/copies?page=999999",
                "those to be looked at": f"{case}/copies?show=to_look_at",
                "one difference": f"{case}/copies?compare={copy[1] if copy else ''}",
            }
            for name, path in pages.items():
                await _time(browser, name, path)


async def _time(browser: httpx.AsyncClient, name: str, path: str) -> None:
    waits = []
    for _ in range(ASKED):
        began = time.perf_counter()
        page = await browser.get(path)
        waits.append((time.perf_counter() - began) * 1e3)
        assert page.status_code == 200, page.text
    late = statistics.quantiles(waits, n=20)[-1]
    print(
        f"{name}: {statistics.median(waits):.0f} ms, 95th percentile {late:.0f} ms, {len(page.content) / 1e3:.0f} kB",
        flush=True,
    )


async def _case(runtime: Runtime, copies: int) -> UUID:
    async with runtime.store.transaction() as tx:
        await tx.platforms.add(Platform(id=PLATFORM, name=PLATFORM, created_at=tx.at))
    chance = random.Random(2017)
    await receive.receive_items(runtime, [_item(chance, "rumour", RUMOUR)])
    for first in range(0, copies, A_REQUEST):
        numbers = range(first, min(first + A_REQUEST, copies))
        await receive.receive_items(runtime, [_item(chance, f"i{one}", _text(one)) for one in numbers])
    receipt = await receive.receive_report(runtime, _report("rumour"))
    await search(runtime)
    await receive.receive_reports(runtime, [_report(f"i{one}") for one in range(0, copies, 100)])
    reviewer = await add_reviewer(runtime, NAME, PASSWORD, roles=(Role.LEAD,), languages=("my",))
    await _decided(runtime, reviewer, receipt.report.case_id)
    await settle(runtime, receipt.report.case_id)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("analyze")
    return receipt.report.case_id


def _text(number: int) -> str:
    if number % 3:
        return RUMOUR
    if number % 30:
        return f"{RUMOUR} {'🙏' * (number % 7 + 1)}"
    return RUMOUR.replace("တိုက်ခိုက်မယ်တဲ့", "မတိုက်ခိုက်မယ်တဲ့")


def _item(chance: random.Random, item_id: str, text: str) -> Item:
    made = AT + timedelta(seconds=chance.expovariate(1 / 40_000))
    return Item(
        platform_id=PLATFORM,
        id=item_id,
        service=Service.MESSENGER,
        kind=ItemKind.MESSAGE,
        author=f"a{chance.randrange(AUTHORS)}",
        created_at=made,
        received_at=made,
        text=text,
        language="my",
        forwarded_from="somebody" if chance.random() < 0.5 else None,
    )


def _report(item_id: str) -> Submission:
    return Submission(
        platform_id=PLATFORM,
        subject=Subject(kind=SubjectKind.ITEM, id=item_id),
        source=Source.USER,
        area=PolicyArea.FALSE_INFORMATION,
        reporter=f"who saw {item_id}",
    )


async def _decided(runtime: Runtime, reviewer: Reviewer, case_id: UUID) -> None:
    seen = await review.claim(runtime, reviewer, case_id)
    ground = next(
        one.code
        for one in runtime.standards.grounds
        if one.area == PolicyArea.FALSE_INFORMATION and one.verdict == Verdict.VIOLATION
    )
    choice = Choice(verdict=Verdict.VIOLATION, ground=ground, actions=(ActionKind.REMOVE_ITEM,))
    await decide.decide(runtime, reviewer, case_id, choice, version=seen.case.version)


@asynccontextmanager
async def _served(runtime: Runtime) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that is signed in, at the application's own server."""
    config = uvicorn.Config(create_app(runtime), port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn sets a flag, not an event
        await asyncio.sleep(0.005)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    async with httpx.AsyncClient(
        base_url=f"http://{host}:{port}", follow_redirects=True, timeout=30
    ) as browser:
        await browser.post("/review/sign-in", data={"name": NAME, "password": PASSWORD})
        yield browser
    server.should_exit = True
    await task


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COPIES)
