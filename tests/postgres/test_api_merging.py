"""Whatever is sent again, in whatever order: one report an id, one case a subject, and every case counts right."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.db.store import Store
from answerable.errors import Conflict
from answerable.flow.receive import receive_items, receive_reports
from answerable.flow.runtime import open_runtime
from answerable.intake.item_line import item_of, read_item
from answerable.intake.report_line import read_report, submission_of
from answerable.records.platform import Platform
from answerable.settings import Settings
from tests.postgres.served import item, report

SUBJECTS = ("item:m1", "item:m2", "account:a1", "conversation:c1")
SENT = st.tuples(st.integers(0, 5), st.sampled_from(SUBJECTS))
Batches = list[list[tuple[int, str]]]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(SENT, min_size=1, max_size=4), max_size=8))
def test_repeated_reports_merge(module_database_url: str, tmp_path: Path, batches: Batches) -> None:
    asyncio.run(_check(module_database_url, tmp_path, batches))


async def _check(url: str, data: Path, batches: Batches) -> None:
    async with open_runtime(Settings(data=data), url) as runtime:
        platform = await _begin(runtime.store)
        await receive_items(runtime, [item_of(read_item(item(n)), platform) for n in (1, 2)])
        accepted: dict[int, str] = {}
        codes: dict[int, str] = {}
        for batch in batches:
            sent = [
                submission_of(read_report(report(number, subject)), platform, None)
                for number, subject in batch
            ]
            after = dict(accepted)
            clash = any(after.setdefault(number, subject) != subject for number, subject in batch)
            try:
                receipts = await receive_reports(runtime, sent)
            except Conflict:
                assert clash, "a report was refused that says what it said before"
                continue
            assert not clash
            accepted = after
            for (number, _), receipt in zip(batch, receipts, strict=True):
                assert codes.setdefault(number, receipt.code) == receipt.code
        await _compare(runtime.store, platform, accepted)


async def _begin(store: Store) -> str:
    """A platform of this example's own: what looks at cases leaves behind can never be deleted."""
    platform = f"p{secrets.token_hex(8)}"
    async with store.transaction() as tx:
        await tx.platforms.add(Platform(id=platform, name="P", created_at=tx.at))
    return platform


async def _compare(store: Store, platform: str, accepted: dict[int, str]) -> None:
    async with store.transaction() as tx:
        cases = await tx.cases.of_platform(platform, after=None, most=99)
        reports = await tx.reports.of_platform(platform, None, after=None, most=99)
    assert {one.external_id: str(one.subject) for one in reports} == {
        f"r{number}": subject for number, subject in accepted.items()
    }
    assert len(reports) == len(accepted)
    assert {str(case.subject): case.reports for case in cases} == Counter(accepted.values())
