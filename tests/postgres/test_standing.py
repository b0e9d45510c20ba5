"""What an organisation takes along, and how its reports fare: recomputed after an undo, and lowering nothing."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from answerable.flow.decide import undo
from answerable.flow.partners.answers import answer_lines, safe_cell, written
from answerable.flow.partners.incidents import open_incident
from answerable.flow.partners.report_incident import Choices, put_batch
from answerable.flow.partners.standing import own_standing
from answerable.flow.runtime import Runtime
from answerable.indicators.standing import Fate, by_month, standing_of
from answerable.intake.incident_lines import Form, read_incident_lines
from answerable.records.decision import Choice
from answerable.vocabulary import Outcome, Verdict
from tests.desk_world import a_desk, an_incident, pasted
from tests.world import a_reviewer, an_item, decided, receive

AT = datetime(2018, 4, 1, tzinfo=UTC)


def fate(outcome: Outcome, hours: int | None, received: datetime = AT - timedelta(days=9)) -> Fate:
    answered = received + timedelta(hours=hours) if hours else None
    due = received + timedelta(hours=48)
    return Fate(received_at=received, due_at=due, answered_at=answered, outcome=outcome)


def test_precision_is_of_what_could_be_judged_and_hours_count_those_that_wait() -> None:
    fates = [
        fate(Outcome.REMOVED, 10),
        fate(Outcome.OTHER_ACTION, 20),
        fate(Outcome.NO_VIOLATION, 50),
        fate(Outcome.ALREADY_GONE, 30),
        fate(Outcome.OPEN, None),
        fate(Outcome.OPEN, None, AT - timedelta(hours=1)),
    ]
    found = standing_of(fates, AT)
    assert (found.reports, found.answered, found.judged, found.violating) == (6, 4, 3, 2)
    assert found.precision == 0.6667
    assert (found.due, found.in_time, found.in_time_share) == (5, 3, 0.6)
    assert (found.median_hours, found.p90_hours) == (30, None)
    assert standing_of([], AT).precision is None


def test_months_are_those_of_the_zone() -> None:
    late = datetime(2018, 3, 31, 17, 40, tzinfo=UTC)  # ten past midnight in Yangon, on the first of April
    months = by_month([fate(Outcome.REMOVED, 3, late), fate(Outcome.REMOVED, 3)], AT, ZoneInfo("Asia/Yangon"))
    assert [(one.month, one.reports) for one in months] == [("2018-03", 1), ("2018-04", 1)]


async def test_the_standing_is_recomputed_after_an_undo_and_is_the_organisations_own(
    runtime: Runtime,
) -> None:
    speaker, incident = await an_incident(runtime)
    put = await pasted(runtime, speaker, incident.id, "m1\nm2")
    first, second = (one.report for _, one in put.receipts)
    reviewer = await a_reviewer(runtime)
    decision = await decided(runtime, reviewer, first.case_id)
    await decided(runtime, reviewer, second.case_id, Choice(verdict=Verdict.NO_VIOLATION))
    standing = await own_standing(runtime, speaker)
    assert (standing.whole.answered, standing.whole.precision, standing.target_hours) == (2, 0.5, 48)
    assert [one.reports for one in standing.months] == [2]
    await undo(runtime, reviewer, decision.id)
    standing = await own_standing(runtime, speaker)
    assert (standing.whole.answered, standing.whole.precision) == (1, 0.0)
    watch = await a_desk(runtime, "watch")
    assert (await own_standing(runtime, watch)).whole.reports == 0


async def test_a_poor_standing_lowers_nothing(runtime: Runtime) -> None:
    """Ten reports that were found harmless, and the eleventh is trusted and promised as the first one was."""
    speaker, incident = await an_incident(runtime, items=11)
    reviewer = await a_reviewer(runtime)
    for number in range(1, 11):
        put = await pasted(runtime, speaker, incident.id, f"m{number}")
        case_id = put.receipts[0][1].report.case_id
        await decided(runtime, reviewer, case_id, Choice(verdict=Verdict.NO_VIOLATION))
    last = (await pasted(runtime, speaker, incident.id, "m11")).receipts[0][1].report
    assert last.due_at - last.received_at == timedelta(hours=48)
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(last.case_id)
    assert case is not None
    assert case.trusted


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\u00a0=cmd|' /C calc'!A0"],
)
def test_no_spreadsheet_computes_a_cell(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("value", ["item:m1", "", None, 3, "a=b", "ဖြစ်ရပ်", 0.25])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert safe_cell(value) == ("" if value is None else str(value))


async def test_answers_are_taken_along_as_a_table_and_as_json_lines(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    await receive.receive_items(runtime, [an_item('=HYPERLINK("x"),"y"')])
    lines = [
        {"subject": "item:m1", "area": "hate", "id": "=1+1"},
        {"subject": 'item:=HYPERLINK("x"),"y"', "area": "hate", "id": "b"},
    ]
    read = read_incident_lines("\n".join(map(json.dumps, lines)).encode(), Form.JSON_LINES)
    put = await put_batch(runtime, speaker, incident.id, list(read.lines), Choices())
    await decided(runtime, await a_reviewer(runtime), put.receipts[0][1].report.case_id)
    found = await answer_lines(runtime, speaker, incident.id, language="my")
    sheet = written(found, Form.CSV)
    assert sheet.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))
    assert [one["id"] for one in rows] == ["'=1+1", "b"]
    assert [one["outcome"] for one in rows] == ["removed", "open"]
    assert rows[1]["subject"] == 'item:=HYPERLINK("x"),"y"'
    assert "\n" in rows[0]["reasons"]
    assert (rows[0]["verdict"], rows[0]["actions"], rows[1]["reasons"]) == ("violation", "remove_item", "")
    assert 47 < float(rows[1]["hours_left"]) <= 48
    plain = [json.loads(line) for line in written(found, Form.JSON_LINES).splitlines()]
    assert [one["id"] for one in plain] == ["=1+1", "b"]
    assert list(plain[0]) == list(rows[0])


async def test_an_empty_incident_gives_a_table_without_rows(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    other = await open_incident(runtime, speaker, "Empty", platform_id="messenger")
    assert incident.id != other.id
    sheet = written(await answer_lines(runtime, speaker, other.id), Form.CSV).decode("utf-8-sig")
    assert sheet.startswith('"report","id","subject"')
    assert len(sheet.splitlines()) == 1
