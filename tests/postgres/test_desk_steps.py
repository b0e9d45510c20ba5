"""What the desk rests on besides the incidents themselves: an incident that is opened with its first lines, and what is
new since a member's last visit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.errors import Conflict, Invalid, Unknown
from answerable.flow.doors.members import by_member
from answerable.flow.partners.incidents import NewIncident, close_incident, incidents
from answerable.flow.partners.news import APART, news
from answerable.flow.partners.report_incident import Choices, check_batch, draft_id, draft_token, put_batch
from answerable.flow.runtime import Runtime
from answerable.intake.incident_lines import Form, read_incident_lines
from answerable.intake.lines import Line
from answerable.intake.report_line import ReportLine
from tests.desk_world import AREA, a_desk, a_member, an_incident, pasted
from tests.world import a_reviewer, count, decided

TITLE = "The third week"


def lines(text: str) -> list[Line[ReportLine]]:
    return list(read_incident_lines(text.encode(), Form.PASTE, AREA).lines)


async def test_a_new_incident_is_opened_with_its_first_lines_and_once(runtime: Runtime) -> None:
    speaker, _ = await an_incident(runtime)
    token = await draft_token(runtime, speaker)
    new = NewIncident(id=draft_id(runtime, speaker, token), title=TITLE, platform_id="messenger")
    found, faults = await check_batch(runtime, speaker, new, lines("m1\nm9"))
    assert ([one.place for one in found], [one.where for one in faults]) == ([1], ["line 2.subject"])
    assert await count(runtime, "incidents") == 1
    with pytest.raises(Invalid):
        await put_batch(runtime, speaker, new, lines("m1\nm9"), Choices(), key="k")
    assert await count(runtime, "incidents") == 1
    first = await put_batch(runtime, speaker, new, lines("m1\nm2"), Choices(), key="k")
    again = await put_batch(runtime, speaker, new, lines("m1\nm2"), Choices(), key="k")
    assert [one.code for _, one in first.receipts] == [one.code for _, one in again.receipts]
    newest, _ = await incidents(runtime, speaker)
    assert (newest.title, newest.reports, newest.incident.id) == (TITLE, 2, new.id)
    assert newest.waiting_since == min(one.report.received_at for _, one in first.receipts)


async def test_a_new_incident_needs_a_title_and_a_platform(runtime: Runtime) -> None:
    speaker, _ = await an_incident(runtime)
    made = draft_id(runtime, speaker, await draft_token(runtime, speaker))
    with pytest.raises(Invalid):
        await put_batch(runtime, speaker, NewIncident(made, " ", "messenger"), lines("m1"), Choices())
    with pytest.raises(Unknown):
        await check_batch(runtime, speaker, NewIncident(made, TITLE, "nowhere"), lines("m1"))
    assert await count(runtime, "incidents") == 1


async def test_a_token_is_good_for_the_organisation_that_got_it(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    other = await a_desk(runtime, "watch")
    token = await draft_token(runtime, speaker)
    assert await draft_token(runtime, speaker, token) == token
    mark = token.partition(".")[2]
    for stolen in (token, f"{incident.id}.{mark}", str(incident.id), "", "x.y", f"{token}é"):
        with pytest.raises(Invalid):
            draft_id(runtime, other, stolen)
        assert await draft_token(runtime, other, stolen) != stolen


async def test_lines_sent_again_after_the_incident_was_closed_are_refused(runtime: Runtime) -> None:
    speaker, _ = await an_incident(runtime)
    new = NewIncident(draft_id(runtime, speaker, await draft_token(runtime, speaker)), TITLE, "messenger")
    await put_batch(runtime, speaker, new, lines("m1"), Choices())
    await close_incident(runtime, speaker, new.id)
    with pytest.raises(Conflict):
        await put_batch(runtime, speaker, new, lines("m2"), Choices())


async def test_a_member_is_told_what_happened_since_their_last_visit(runtime: Runtime) -> None:
    speaker, incident = await an_incident(runtime)
    member = await a_member(runtime, name="Aye")
    put = await pasted(runtime, speaker, incident.id, "m1\nm2")
    assert (await news(runtime, member)).since is None
    await decided(runtime, await a_reviewer(runtime), put.receipts[0][1].report.case_id)
    assert (await news(runtime, member)).since is None, "the same visit goes on"
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            "update member_visits set last_at = last_at - %s", [APART + timedelta(minutes=1)]
        )
    found = await news(runtime, member)
    assert (found.answers, found.acknowledged, list(found.incidents)) == (1, 0, [incident.id])
    assert (await news(runtime, member)).since == found.since, "it stays until the visit ends"
    stranger = await a_desk(runtime, "watch")
    assert stranger.member_id is not None
    async with runtime.store.transaction() as tx:
        their = await tx.members.get(stranger.member_id)
        await tx.members.note_visit(stranger.member_id, tx.at - timedelta(days=1), APART)
    assert their is not None
    assert by_member(their).organisation_id == "watch"
    assert (await news(runtime, their)).incidents == {}
