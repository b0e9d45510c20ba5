"""Incidents: many reports go in at once or not at all, what was reported before is shown, and all of it is the
organisation's own."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from answerable.errors import Conflict, Forbidden, Invalid, Unknown
from answerable.flow.doors import members as people
from answerable.flow.doors.keys import issue_key
from answerable.flow.partners.incidents import (
    close_incident,
    incidents,
    open_incident,
    rename_incident,
    title_of,
)
from answerable.flow.partners.report_incident import Choices, Repeat, check_batch, put_batch
from answerable.flow.receive import receive_items, receive_report
from answerable.flow.review import claim
from answerable.flow.runtime import Runtime
from answerable.intake.incident_lines import Form, read_incident_lines
from answerable.records.platform import Platform
from answerable.vocabulary import Outcome, Scope, Source
from tests.desk_world import AREA, a_desk, a_member, an_incident, pasted
from tests.world import a_report, a_reviewer, all_at_once, an_item, count, decided

AGAIN, LEAVE_OUT = Choices(otherwise=Repeat.AGAIN), Choices(otherwise=Repeat.LEAVE_OUT)


async def checked(runtime: Runtime, speaker: Any, incident_id: Any, text: str, key: str | None = None) -> Any:
    read = read_incident_lines(text.encode(), Form.PASTE, AREA)
    return await check_batch(runtime, speaker, incident_id, list(read.lines), key=key)


async def test_an_incident_is_opened_renamed_closed_and_its_title_is_sealed(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime, title="ချန်းလင်း စာများ")
    assert title_of(runtime, incident) == "ချန်းလင်း စာများ"
    await rename_incident(runtime, speaker, incident.id, "Chain letters")
    closed = await close_incident(runtime, speaker, incident.id)
    with pytest.raises(Conflict):
        await pasted(runtime, speaker, incident.id, "m1")
    [line] = await incidents(runtime, speaker)
    assert (line.title, line.incident.closed_at) == ("Chain letters", closed.closed_at)
    await close_incident(runtime, speaker, incident.id, closed=False)
    assert len((await pasted(runtime, speaker, incident.id, "m1")).receipts) == 1
    with psycopg.connect(runtime.store.url) as connection:
        [row] = connection.execute("select incidents::text from incidents").fetchall()
    assert "436861696e" not in row[0]  # "Chain" in hexadecimal


async def test_pasted_lines_are_reports_with_receipts(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    put = await pasted(
        runtime, speaker, incident.id, "m1 to arms\n\nhttps://msg.example/p/m2\naccount:ko-aung\n"
    )
    assert [place for place, _ in put.receipts] == [1, 3, 4]
    reports = [one.report for _, one in put.receipts]
    assert [str(one.subject) for one in reports] == ["item:m1", "item:m2", "account:ko-aung"]
    assert {(one.source, one.organisation_id) for one in reports} == {(Source.TRUSTED_FLAGGER, "lab")}
    assert all(one.promise and one.code for _, one in put.receipts)
    [line] = await incidents(runtime, speaker)
    assert (line.reports, line.answered, line.late, line.due_at) == (3, 0, 0, reports[0].due_at)


async def test_a_batch_with_faults_stores_nothing_and_names_each(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    text = "subject,area,note,organisation\nm1,hate,,\nm9,hate,,\nm2,hat,,\nitem:m3,hate,,\n"
    lines = list(read_incident_lines(text.encode(), Form.CSV).lines)
    _, faults = await check_batch(runtime, speaker, incident.id, lines)
    assert [one.where for one in faults] == ["line 3.subject", "line 4.area"]
    assert all(one.mend for one in faults)
    with pytest.raises(Invalid) as refused:
        await put_batch(runtime, speaker, incident.id, lines, AGAIN)
    assert refused.value.faults == faults
    assert (await count(runtime, "reports"), await count(runtime, "incident_reports")) == (0, 0)


async def test_an_id_that_several_things_have_is_asked_about(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    await receive_items(runtime, [an_item("family")])
    with pytest.raises(Invalid) as refused:
        await pasted(runtime, speaker, incident.id, "family")
    assert refused.value.faults[0].mend == "write one of: item:ID, conversation:ID"
    put = await pasted(runtime, speaker, incident.id, "conversation:family")
    assert str(put.receipts[0][1].report.subject) == "conversation:family"


async def test_what_was_reported_before_is_shown_with_what_became_of_it(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    put = await pasted(runtime, speaker, incident.id, "m1\nm2")
    first = put.receipts[0][1].report
    await decided(runtime, await a_reviewer(runtime), first.case_id)
    other = await open_incident(runtime, speaker, "The next week", platform_id="messenger")
    found, faults = await checked(runtime, speaker, other.id, "m1\nm3\nitem:m3\nm2")
    assert faults == ()
    assert [(one.place, [e.outcome for e in one.earlier], one.same_as) for one in found] == [
        (1, [Outcome.REMOVED], None),
        (2, [], None),
        (3, [], 2),
        (4, [Outcome.OPEN], None),
    ]
    [earlier] = found[0].earlier
    assert (earlier.report_id, earlier.received_at, earlier.incident_id) == (
        first.id, first.received_at, incident.id,
    )  # fmt: skip
    with pytest.raises(Conflict) as unchosen:
        await pasted(runtime, speaker, other.id, "m1\nm3\nitem:m3\nm2", Choices({1: Repeat.AGAIN}))
    assert [one.where for one in unchosen.value.faults] == ["line 3", "line 4"]
    assert await count(runtime, "reports") == 2
    choices = Choices({1: Repeat.AGAIN, 3: Repeat.LEAVE_OUT}, Repeat.LEAVE_OUT)
    done = await pasted(runtime, speaker, other.id, "m1\nm3\nitem:m3\nm2", choices)
    assert ([place for place, _ in done.receipts], done.left_out) == ([1, 2], (3, 4))


async def test_only_the_organisations_own_reports_count_as_reported_before(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    await receive_report(runtime, a_report("item:m1"))
    watch = await a_desk(runtime, "watch")
    theirs = await open_incident(runtime, watch, "Theirs", platform_id="messenger")
    await pasted(runtime, watch, theirs.id, "m1")
    found, _ = await checked(runtime, speaker, incident.id, "m1")
    assert [one.is_repeat for one in found] == [False]


async def test_a_repeat_raises_the_case_and_never_opens_a_second_one(runtime: Runtime) -> None:
    """By another member, in another incident, through the API; and an organisation that reports alone outranks."""
    speaker, incident = await an_incident(runtime)
    await receive_report(runtime, a_report("item:m1"))
    await receive_report(runtime, a_report("item:m2"))
    async with runtime.store.transaction() as tx:
        assert [one.subject_id for one in await tx.cases.open(tx.at, languages=(), most=9)] == ["m1", "m2"]
    await pasted(runtime, speaker, incident.id, "m2")
    colleague = people.by_member(await a_member(runtime, name="Min"))
    other = await open_incident(runtime, colleague, "Another", platform_id="messenger")
    await pasted(runtime, colleague, other.id, "m2", AGAIN)
    sent = a_report("item:m2", source=Source.TRUSTED_FLAGGER, organisation_id="lab", reporter=None)
    await receive_report(runtime, sent)
    async with runtime.store.transaction() as tx:
        cases = await tx.cases.open(tx.at, languages=(), most=9)
    assert [(one.subject_id, one.reports, one.trusted) for one in cases] == [
        ("m2", 4, True),
        ("m1", 1, False),
    ]


async def test_the_same_batch_again_is_the_same_reports(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    first = await pasted(runtime, speaker, incident.id, "m1\nm2", key="desk/1")
    found, faults = await checked(runtime, speaker, incident.id, "m1\nm2", key="desk/1")
    assert ([one.is_repeat for one in found], faults) == ([False, False], ())
    again = await pasted(runtime, speaker, incident.id, "m1\nm2", key="desk/1")
    assert [one.code for _, one in again.receipts] == [one.code for _, one in first.receipts]
    assert (await count(runtime, "reports"), await count(runtime, "incident_reports")) == (2, 2)


async def test_a_report_stands_in_one_incident(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    other = await open_incident(runtime, speaker, "Another", platform_id="messenger")
    lines = list(read_incident_lines(b'{"id":"r1","subject":"item:m1","area":"hate"}', Form.JSON_LINES).lines)
    await put_batch(runtime, speaker, incident.id, lines, Choices())
    with pytest.raises(Conflict) as refused:
        await put_batch(runtime, speaker, other.id, lines, Choices())
    assert refused.value.faults[0].where == "line 1.id"
    assert await count(runtime, "incident_reports") == 1


async def test_of_two_members_who_paste_the_same_at_once_the_second_is_shown_the_firsts(
    runtime: Runtime,
) -> None:
    speaker, incident = await an_incident(runtime)
    colleague = people.by_member(await a_member(runtime, name="Min"))
    results = await all_at_once(
        pasted(runtime, speaker, incident.id, "m1\nm2"), pasted(runtime, colleague, incident.id, "m2\nm1")
    )
    assert sorted(type(one).__name__ for one in results) == ["Conflict", "Put"]
    assert await count(runtime, "reports") == 2


async def test_another_organisations_incident_is_as_if_it_were_not_there(runtime: Runtime) -> None:
    _, incident = await an_incident(runtime)
    watch = await a_desk(runtime, "watch")
    missing = uuid4()
    for incident_id in (incident.id, missing):
        steps: list[Any] = [
            pasted(runtime, watch, incident_id, "m1"),
            checked(runtime, watch, incident_id, "m1"),
            rename_incident(runtime, watch, incident_id, "Ours"),
            close_incident(runtime, watch, incident_id),
        ]
        for step in steps:
            with pytest.raises(Unknown) as unknown:
                await step
            assert str(unknown.value) == "incident: there is no such incident of yours"
    assert await incidents(runtime, watch) == []
    assert await count(runtime, "reports") == 0


async def test_a_key_of_one_platform_sees_no_incident_on_another(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    async with runtime.store.transaction() as tx:
        await tx.platforms.add(Platform(id="feed", name="Feed", created_at=tx.at))
    elsewhere = people.by_key(await _key(runtime, "feed"))
    with pytest.raises(Unknown):
        await close_incident(runtime, elsewhere, incident.id)
    with pytest.raises(Unknown):
        await open_incident(runtime, elsewhere, "There", platform_id="messenger")
    assert await incidents(runtime, elsewhere) == []
    assert len(await incidents(runtime, people.by_key(await _key(runtime, "messenger")))) == 1
    assert len(await incidents(runtime, speaker)) == 1


async def test_a_disabled_member_puts_nothing_in(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    await people.disable(runtime, "lab", "Su")
    steps: list[Any] = [
        pasted(runtime, speaker, incident.id, "m1"),
        open_incident(runtime, speaker, "Another", platform_id="messenger"),
        incidents(runtime, speaker),
    ]
    for step in steps:
        with pytest.raises(Forbidden):
            await step
    assert await count(runtime, "reports") == 0


async def test_killed_while_a_batch_goes_in_nothing_of_it_is_there(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    with psycopg.connect(runtime.store.url) as holding:
        holding.execute("lock table incident_reports in access exclusive mode")
        waiting = asyncio.ensure_future(pasted(runtime, speaker, incident.id, "m1\nm2"))
        await _until_blocked(runtime)
        with psycopg.connect(runtime.store.url, autocommit=True) as killer:
            killer.execute(
                """select pg_terminate_backend(pid) from pg_stat_activity
                   where datname = current_database() and wait_event_type = 'Lock'"""
            )
        with pytest.raises(Exception, match="does not answer"):
            await waiting
    counts = [await count(runtime, one) for one in ("reports", "cases", "incident_reports", "ledger_entries")]
    assert counts == [0, 0, 0, 0]
    assert len((await pasted(runtime, speaker, incident.id, "m1\nm2")).receipts) == 2


async def test_a_thousand_lines_go_in_at_once(runtime: Runtime) -> None:
    """As links, each of which may mean several things."""
    speaker, incident = await an_incident(runtime, items=1000)
    text = "\n".join(f"https://msg.example/a/b/m{number}#x{number} {number}" for number in range(1, 1001))
    put = await pasted(runtime, speaker, incident.id, text, key="desk/1")
    assert len({one.code for _, one in put.receipts}) == 1000
    assert await count(runtime, "incident_reports") == 1000


async def test_the_first_human_look_is_kept(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    put = await pasted(runtime, speaker, incident.id, "m1")
    report = put.receipts[0][1].report
    reviewer = await a_reviewer(runtime)
    await claim(runtime, reviewer, report.case_id)
    async with runtime.store.transaction() as tx:
        [place] = await tx.incidents.places_of([report.id])
    await claim(runtime, reviewer, report.case_id)
    async with runtime.store.transaction() as tx:
        assert await tx.incidents.places_of([report.id]) == [place]
    assert place.first_looked_at is not None
    assert place.first_looked_at >= report.received_at


async def _key(runtime: Runtime, platform_id: str) -> Any:
    return (await issue_key(runtime, platform_id, (Scope.INCIDENTS_READ,), organisation_id="lab"))[1]


async def _until_blocked(runtime: Runtime) -> None:
    with psycopg.connect(runtime.store.url, autocommit=True) as looking:
        for _ in range(500):
            row = looking.execute(
                """select count(*) from pg_stat_activity
                   where datname = current_database() and wait_event_type = 'Lock'"""
            ).fetchone()
            if row and row[0]:
                return
            await asyncio.sleep(0.01)
    raise AssertionError("nothing waits")


async def test_of_what_was_reported_often_the_newest_reports_are_shown(runtime: Runtime) -> None:
    """With a thousand lines on one subject, all of its reports with each line would be millions."""
    speaker, incident = await an_incident(runtime)
    await pasted(runtime, speaker, incident.id, "m1\n" * 25, AGAIN)
    newest = (await pasted(runtime, speaker, incident.id, "m1", AGAIN)).receipts[0][1].report.id
    lines, faults = await checked(runtime, speaker, incident.id, "m1\nm1")
    assert faults == ()
    assert [(len(one.earlier), one.earlier[0].report_id) for one in lines] == [(20, newest)] * 2
