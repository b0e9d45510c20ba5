"""Indicator 10 from real rows: which cases and copies are counted, and what became of them."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from answerable.detection import matching
from answerable.flow import receive
from answerable.flow.log.declare import declare_standing
from answerable.flow.log.export import export
from answerable.flow.log.figures import figures_now
from answerable.flow.log.publish import ALTERED_LEAST, publish
from answerable.flow.runtime import Runtime
from answerable.indicators.months import parse_month
from answerable.records import cluster
from answerable.records.report import Report
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import SubjectKind, Verdict
from tests.made_up_copies import add_copy, decide_case, report_copy
from tests.made_up_month import MARCH, a_month, tell_time
from tests.postgres.test_copies import copied, work
from tests.postgres.test_recompute import recompute
from tests.world import a_report, a_reviewer, add_platform, decided

DAY = timedelta(days=1)


@pytest.fixture
async def month(runtime: Runtime) -> tuple[Reviewer, list[Report]]:
    """A month of reports; those of items, one a case, each with others of its case behind it."""
    made = await a_month(runtime, 3, 200, reporters=200)
    cases: dict[Any, Report] = {}
    for one in made:
        if one.subject_kind == SubjectKind.ITEM:
            cases.setdefault(one.case_id, one)
    return await a_reviewer(runtime), list(cases.values())


async def tenth(runtime: Runtime) -> dict[str, Any]:
    async with runtime.store.transaction() as tx:
        figures: Any = (await figures_now(runtime, tx, parse_month("2018-03"))).figures
    found: dict[str, Any] = figures["10"]
    return found


async def test_cases_that_broke_the_standards_and_their_copies_of_the_month_are_counted(
    runtime: Runtime, month: tuple[Reviewer, list[Report]]
) -> None:
    reviewer, (copied, bare, harmless, undone, *_) = month
    async with runtime.store.transaction() as tx:
        decision = await decide_case(tx, copied.case_id, reviewer.id, MARCH + DAY)
        await decide_case(tx, bare.case_id, reviewer.id, MARCH + DAY)
        spared = await decide_case(tx, harmless.case_id, reviewer.id, MARCH + DAY, Verdict.NO_VIOLATION)
        taken_back = await decide_case(tx, undone.case_id, reviewer.id, MARCH + DAY)
        await tx.connection.execute(
            "update cases set state = 'waiting', decided_at = null, decision_id = null where id = %s",
            (undone.case_id,),
        )
        await add_copy(tx, copied.case_id, decision, found_at=MARCH)
        await add_copy(tx, copied.case_id, decision, found_at=MARCH + 30 * DAY)
        await add_copy(tx, copied.case_id, None, acts=True)
        await add_copy(tx, copied.case_id, None, acts=False)
        await add_copy(tx, copied.case_id, decision, found_at=MARCH - timedelta(microseconds=1))
        await add_copy(tx, copied.case_id, decision, found_at=MARCH + 31 * DAY)
        await add_copy(tx, harmless.case_id, spared)
        await add_copy(tx, undone.case_id, taken_back)
    found = await tenth(runtime)
    assert (found["cases"], found["copies"], found["copies_per_case"]) == (2, 4, "2.000")
    assert found["removed"] + found["kept"] + found["waiting"] + found["withheld"] == 4
    assert found["cases_by_copies"]["2-4"] + found["cases_by_copies"]["*"] >= 1


async def test_a_removal_that_was_taken_back_is_none_and_twenty_alike_tell_who_was_reported(
    runtime: Runtime, month: tuple[Reviewer, list[Report]]
) -> None:
    reviewer, cases = month
    about = cases[0]
    async with runtime.store.transaction() as tx:
        decision = await decide_case(tx, about.case_id, reviewer.id, MARCH + DAY)
        copies = [await add_copy(tx, about.case_id, decision) for _ in range(40)]
        for place, copy in enumerate(copies[:6]):
            await report_copy(tx, about, copy, f"neighbour {place}")
        back = [copy.id for copy in copies[30:]]
        await tx.connection.execute("update actions set reversed_at = now() where copy_id = any(%s)", (back,))
    found = await tenth(runtime)
    assert (found["removed_reported"], found["removed_unreported"], found["kept"]) == (6, 24, 10)
    assert (found["removed"], found["removed_share"], found["unreported_share"]) == (0, "0.7500", "0.8000")
    assert found["thresholds"] == "2"


async def test_how_long_copies_went_on_is_of_all_that_were_known_by_the_months_end(
    runtime: Runtime, month: tuple[Reviewer, list[Report]]
) -> None:
    reviewer, cases = month
    async with runtime.store.transaction() as tx:
        for about in cases[:12]:  # enough that nothing is withheld
            decision = await decide_case(tx, about.case_id, reviewer.id, MARCH + DAY)
            for found_at in (MARCH - 5 * DAY, MARCH + DAY, MARCH + 40 * DAY):
                await add_copy(tx, about.case_id, decision, found_at=found_at, made_at=found_at)
    found = await tenth(runtime)
    assert found["cases_by_span"]["to_7_days"] + found["cases_by_span"]["*"] == 12
    assert found["cases_by_span"]["to_7_days"] >= 5
    assert found["cases_by_copies"]["1"] + found["cases_by_copies"]["*"] == 12


async def test_copies_that_become_known_later_make_a_new_leaf_and_time_alone_does_not(
    runtime: Runtime, month: tuple[Reviewer, list[Report]]
) -> None:
    reviewer, cases = month
    async with runtime.store.transaction() as tx:
        decision = await decide_case(tx, cases[0].case_id, reviewer.id, MARCH + DAY)
        await add_copy(tx, cases[0].case_id, decision)
    first = await publish(runtime, "2018-03")
    assert first.leaf.body["tables"].keys() >= {"reports", "cases", "clusters", "copies"}
    assert first.leaf.body["formulas"]["10"] == 1
    assert not (await publish(runtime, "2018-03")).new
    async with runtime.store.transaction() as tx:
        for _ in range(ALTERED_LEAST):
            await add_copy(tx, cases[0].case_id, decision)
    again = await publish(runtime, "2018-03")
    assert again.new
    copies = first.leaf.body["figures"]["10"]["copies"]
    assert again.leaf.body["figures"]["10"]["copies"] == copies + ALTERED_LEAST


async def test_nothing_published_names_a_copy_its_case_its_reporters_or_a_time(
    runtime: Runtime, month: tuple[Reviewer, list[Report]], tmp_path: Path
) -> None:
    reviewer, cases = month
    about = cases[0]
    async with runtime.store.transaction() as tx:
        decision = await decide_case(tx, about.case_id, reviewer.id, MARCH + DAY)
        copies = [
            await add_copy(tx, about.case_id, decision, item_id=f"zqitem{place}qz", made_at=MARCH + DAY / 7)
            for place in range(30)
        ]
        await report_copy(tx, about, copies[0], "zqneighbourqz")
    await publish(runtime, "2018-03")
    await export(runtime, tmp_path / "export")
    files = {one: one.read_bytes() for one in (tmp_path / "export").rglob("*") if one.is_file()}
    secret = [str(about.case_id), str(copies[0].id), "zqitem", "zqneighbourqz", b"zqneighbourqz".hex()]
    for file, content in files.items():
        assert [one for one in secret if one.encode() in content] == [], file
    for table in ("clusters", "copies"):
        rows = files[tmp_path / "export" / "months" / "2018-03" / f"{table}.jsonl"]
        assert rows.count(b"\n") == (1 if table == "clusters" else 30)
        assert b"2018" not in b"".join(line.split(b'"salt"')[0] for line in rows.splitlines())


async def test_copies_that_went_the_whole_way_are_counted_and_the_watchdog_agrees(
    runtime: Runtime, tmp_path: Path
) -> None:
    """Reported, decided once, removed everywhere, also what came later; six of the copies were reported themselves."""
    await tell_time(runtime, MARCH - 3 * DAY)
    await declare_standing(runtime)
    await tell_time(runtime, MARCH + DAY)
    await add_platform(runtime)
    await receive.receive_items(runtime, [copied(f"m{place}", created_at=MARCH) for place in range(30)])
    for place in range(6):
        await receive.receive_report(runtime, a_report("item:m0", reporter=f"reader-{place}"))
    await work(runtime)
    for place in range(1, 7):
        await receive.receive_report(runtime, a_report(f"item:m{place}", reporter=f"neighbour-{place}"))
    await work(runtime)
    async with runtime.store.transaction() as tx:
        [case] = await tx.cases.open(tx.at, languages=(), most=9)
    await decided(runtime, await a_reviewer(runtime), case.id)
    await work(runtime)
    await tell_time(runtime, MARCH + 5 * DAY)
    await receive.receive_items(
        runtime, [copied(f"later{place}", created_at=MARCH + 4 * DAY) for place in range(3)]
    )
    await work(runtime)
    await tell_time(runtime, MARCH + 35 * DAY)
    published = await publish(runtime, "2018-03")
    found = published.leaf.body["figures"]["10"]
    assert (found["cases"], found["copies"], found["thresholds"]) == (1, 32, "2")
    assert (found["removed_reported"], found["removed_unreported"]) == (6, 26)
    assert (found["removed_share"], found["unreported_share"]) == ("1.0000", "0.8125")
    assert (found["cases_by_copies"]["10-49"], found["cases_by_span"]["to_7_days"]) == (1, 1)
    assert published.leaf.body["leaves"]["types"]["copy"] == 32
    await export(runtime, tmp_path / "export")
    again = await asyncio.to_thread(recompute, tmp_path / "export")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["10"] == found


def test_what_the_matcher_counts_as_a_copy_has_the_version_that_copies_keep() -> None:
    assert matching.THRESHOLDS.version == cluster.THRESHOLDS
