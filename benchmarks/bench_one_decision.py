"""How soon one decision holds for every copy: those among many items that are there, one that comes, and back again.

A real PostgreSQL takes in so many items of unrelated texts, as platforms hand them over, among which one in a hundred
is a copy of one rumour (two in three exact, one wrapped in a "please forward"). The rumour is reported and decided.
Printed, in seconds: until all its copies stand in its case; until all are removed, each with its action, ledger entry
and delivery; until the author of each has a notice with its reasons; until a copy that comes in then is removed; until
all is taken back by one undo. And in milliseconds, the median of: from the commit of a decision to its verdict in the
answer of what `/api/v1/match` asks. Usage: `bench_one_decision.py [ITEMS]`.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Awaitable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from answerable.db import embedded
from answerable.db.migrate import migrate
from answerable.flow import decide, receive, review
from answerable.flow.copies.ask import ask
from answerable.flow.copies.search import search
from answerable.flow.copies.steps import copy_steps
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

ITEMS = 1_000_000
A_REQUEST = 1_000
COPIES_EACH = 100
ASKED = 20
SPENT: Counter[str] = Counter()  # seconds by step
PLATFORM = "messenger"
AT = datetime(2017, 9, 9, tzinfo=UTC)
RUMOUR = "နောက်တစ်ပတ် စနေနေ့မှာ မြို့ကို တိုက်ခိုက်မယ်တဲ့။ အားလုံး သတိထားကြပါ။ သူငယ်ချင်းတွေဆီ ဆက်ပို့ပေးပါ။"
WRAPPED = f"ကျေးဇူးပြု၍ ဆက်ပို့ပေးပါ 🙏 {RUMOUR}"


def main(items: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with embedded.start(data) as database:
            asyncio.run(_bench(database.url, data, items))
        embedded.discard(data)


async def _bench(url: str, data: Path, items: int) -> None:
    await migrate(url)
    settings = Settings(data=data, undo_window_s=0, second_factor="off")
    async with open_runtime(settings, url) as runtime:
        reviewer = await _begin(runtime, items)
        receipt = await receive.receive_report(runtime, _report())
        case_id = receipt.report.case_id
        found = await _seconds(_work(runtime))
        decision_id = await _decide(runtime, reviewer, case_id)
        SPENT.clear()
        await _work(runtime)
        acted, told = SPENT["copies"], SPENT["tell"]
        await receive.receive_items(runtime, [_item("later", WRAPPED)])
        later = await _seconds(_work(runtime))
        removed = await _count(runtime, "items where state = 'removed'")
        await decide.undo(runtime, reviewer, decision_id)
        back = await _seconds(_work(runtime))
        left = await _count(runtime, "items where state = 'removed'")
        heard = await _heard(runtime, reviewer, case_id)
    print(
        f"one decision among {items:,} items: {removed:,} removed, {left} after the undo; found in {found:.1f} s, "
        f"removed in {acted:.1f} s ({(removed - 2) / acted:,.0f} copies/s), their authors told in {told:.1f} s more, "
        f"a later copy in {later:.2f} s, taken back in {back:.1f} s; "
        f"in the answer to a match {heard:.1f} ms after the commit"
    )


async def _begin(runtime: Runtime, items: int) -> Reviewer:
    async with runtime.store.transaction() as tx:
        await tx.platforms.add(Platform(id=PLATFORM, name=PLATFORM, created_at=tx.at))
    began = time.perf_counter()
    texts = _texts(items)
    for first in range(0, items, A_REQUEST):
        batch = islice(texts, A_REQUEST)
        await receive.receive_items(
            runtime, [_item(f"i{first + place}", text) for place, text in enumerate(batch)]
        )
    await receive.receive_items(runtime, [_item("rumour", RUMOUR)])
    async with runtime.store.transaction() as tx:
        for table in ("items", "sketches"):  # as the database does by itself after a while
            await tx.connection.execute(f"analyze {table}")
    took = time.perf_counter() - began
    print(f"{items:,} items taken in, {items / took:,.0f} a second", flush=True)
    return await add_reviewer(
        runtime, "Thiri", "a long enough password", roles=(Role.LEAD,), languages=("my",)
    )


def _texts(items: int) -> Iterator[str]:
    chance = random.Random(2017)
    words = [
        "".join(chance.choices("abcdefghijklmnoprstuvwy", k=chance.randint(3, 9))) for _ in range(20_000)
    ]
    for number in range(items):
        if number % COPIES_EACH == 0:
            yield WRAPPED if number // COPIES_EACH % 3 == 0 else RUMOUR
        else:
            yield " ".join(chance.choices(words, k=chance.randint(6, 30)))


def _item(item_id: str, text: str) -> Item:
    return Item(
        platform_id=PLATFORM,
        id=item_id,
        service=Service.MESSENGER,
        kind=ItemKind.MESSAGE,
        author=f"a{zlib.crc32(item_id.encode()) % 5_000}",
        created_at=AT,
        received_at=AT,
        text=text,
        language="my",
    )


def _report() -> Submission:
    return Submission(
        platform_id=PLATFORM,
        subject=Subject(kind=SubjectKind.ITEM, id="rumour"),
        source=Source.USER,
        area=PolicyArea.FALSE_INFORMATION,
        reporter="daw-mya",
    )


async def _decide(runtime: Runtime, reviewer: Reviewer, case_id: UUID) -> UUID:
    seen = await review.claim(runtime, reviewer, case_id)
    ground = next(
        one.code
        for one in runtime.standards.grounds
        if one.area == PolicyArea.FALSE_INFORMATION and one.verdict == Verdict.VIOLATION
    )
    choice = Choice(verdict=Verdict.VIOLATION, ground=ground, actions=(ActionKind.REMOVE_ITEM,))
    decision = await decide.decide(runtime, reviewer, case_id, choice, version=seen.case.version)
    return decision.id


async def _heard(runtime: Runtime, reviewer: Reviewer, case_id: UUID) -> float:
    """From the commit of a decision to its verdict in an answer, in milliseconds: the median."""
    waits = []
    for _ in range(ASKED):
        decision_id = await _decide(runtime, reviewer, case_id)
        began = time.perf_counter()
        ((answer,),) = await ask(runtime, PLATFORM, [WRAPPED])
        waits.append(time.perf_counter() - began)
        assert answer.verdict == Verdict.VIOLATION
        await decide.undo(runtime, reviewer, decision_id)
    return sorted(waits)[ASKED // 2] * 1e3


async def _work(runtime: Runtime) -> None:
    """Do what waits in the outbox and is about copies, until nothing is left."""
    await search(runtime)
    steps = copy_steps(runtime)
    while True:
        async with runtime.store.transaction() as tx:
            jobs = [job for job in await tx.outbox.take(tx.at, most=1_000) if job.entrypoint in steps]
            left = await tx.outbox.depth()
        for job in jobs:
            SPENT[job.entrypoint] += await _seconds(steps[job.entrypoint](job.payload))
        if not jobs and not left:
            return


async def _seconds(step: Awaitable[object]) -> float:
    began = time.perf_counter()
    await step
    return time.perf_counter() - began


async def _count(runtime: Runtime, of: str) -> int:
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(f"select count(*) from {of}")
        row = await cursor.fetchone()
        return int(row[0]) if row else 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
