"""The life cycle of a case holds for every sequence of what can happen to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.cases import deciding, grouping, lifecycle
from answerable.cases.priority import by_priority, priority
from answerable.errors import Conflict
from answerable.records.case import Case
from answerable.records.decision import Decision
from answerable.records.reviewer import Reviewer
from answerable.records.subject import Subject
from answerable.vocabulary import CaseState, PolicyArea, Role, Service, Source, SubjectKind, Verdict

AT = datetime(2018, 3, 1, tzinfo=UTC)
ABOUT = grouping.About(
    subject=Subject(kind=SubjectKind.ITEM, id="m1"), service=Service.FEED, language="my", country="MM",
    author="a", reach=10,
)  # fmt: skip


def a_reviewer(number: int) -> Reviewer:
    return Reviewer(
        id=UUID(int=number),
        name=f"r{number}",
        password_hash="",
        roles=(Role.REVIEWER,),
        languages=("my",),
        created_at=AT,
    )


def a_case(**fields: Any) -> Case:
    area, source = fields.get("area", PolicyArea.HATE), fields.get("source", Source.USER)
    at = fields.get("at", AT)
    return grouping.opened(
        ABOUT, "p", UUID(int=fields.get("id", 1)), area, source, at=at, due_at=at + timedelta(hours=48)
    )


def step(case: Case, event: lifecycle.Event, reviewer: Reviewer, at: datetime) -> Case:
    if event == lifecycle.Event.REPORTED:
        return grouping.joined(case, PolicyArea.HATE, Source.USER, reach=1, due_at=at + timedelta(hours=48))
    if event == lifecycle.Event.CLAIMED:
        return deciding.claimed(case, reviewer, at, timedelta(minutes=15), read=("my",))
    if event == lifecycle.Event.RELEASED:
        return deciding.released(case, reviewer)
    if event == lifecycle.Event.DECIDED:
        decision = Decision(
            id=UUID(int=9), case_id=case.id, reviewer_id=reviewer.id, verdict=Verdict.NO_VIOLATION,
            standards_version="1", decided_at=at, seen_at=at,
        )  # fmt: skip
        return deciding.decided(case, reviewer, decision, case.version)
    return deciding.opened_again(case, event, at)


@given(
    st.lists(st.tuples(st.sampled_from(lifecycle.Event), st.integers(1, 3), st.integers(0, 30)), max_size=40)
)
def test_whatever_happens_a_case_stays_whole(events: list[tuple[lifecycle.Event, int, int]]) -> None:
    case, at = a_case(), AT
    for event, number, minutes in events:
        at += timedelta(minutes=minutes)
        before = case
        try:
            case = step(case, event, a_reviewer(number), at)
        except Conflict:
            assert case is before
            continue
        assert lifecycle.TRANSITIONS[before.state, event] == case.state
        # What the reviewer who decides did not do to the case moves its version, unless it takes nothing from them.
        quiet = event == lifecycle.Event.REPORTED or (
            event in (lifecycle.Event.REOPENED, lifecycle.Event.UNDONE) and before.state != CaseState.DECIDED
        )
        again = event == lifecycle.Event.CLAIMED and before.claimed_by == case.claimed_by
        assert case.version - before.version in ((0,) if quiet else (0, 1) if again else (1,))
        assert case.opened_at == AT
        assert case.reports >= before.reports
        assert (case.state == CaseState.DECIDED) == (case.decision_id is not None)
        assert (case.state == CaseState.IN_REVIEW) == (case.claimed_by is not None)


def test_every_state_can_be_left_and_reached() -> None:
    assert {before for before, _ in lifecycle.TRANSITIONS} == set(CaseState)
    assert set(lifecycle.TRANSITIONS.values()) == set(CaseState)


def test_a_step_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(Conflict):
        lifecycle.after(CaseState.WAITING, lifecycle.Event.DECIDED)


@given(st.integers(2, 100_000), st.sampled_from(PolicyArea))
def test_a_crowd_cannot_lift_a_case_by_more_than_one_step_of_severity(reports: int, area: PolicyArea) -> None:
    case = a_case(area=area)
    crowded = case
    for _ in range(min(reports, 300)):
        crowded = grouping.joined(crowded, area, Source.USER, reach=1, due_at=case.due_at)
    assert priority(crowded, AT) - priority(case, AT) <= 1


@given(st.integers(1, 10_000))
def test_what_waits_gains_until_it_is_first(hours: int) -> None:
    old, urgent = (
        a_case(area=PolicyArea.OTHER),
        a_case(id=2, area=PolicyArea.CHILD_SAFETY, source=Source.TRUSTED_FLAGGER),
    )
    later = AT + timedelta(hours=hours)
    assert priority(old, later) > priority(old, AT)
    fresh = a_case(id=3, area=PolicyArea.CHILD_SAFETY, source=Source.TRUSTED_FLAGGER, at=later)
    if hours > 48 * 2:
        assert by_priority([fresh, old], later)[0] == old
    assert by_priority([old, urgent], AT)[0] == urgent
