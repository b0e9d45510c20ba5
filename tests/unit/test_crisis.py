"""Crisis mode: two people, three days, an end that one can bring earlier."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.cases.crisis import (
    CONFIRM_WITHIN,
    LASTS,
    CrisisState,
    check_confirmation,
    checked_request,
    crisis_role,
    crisis_state,
    ends_at,
    period,
)
from answerable.errors import Conflict, Forbidden, Invalid
from answerable.records.crisis import CrisisMove, CrisisStep
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role

AT = datetime(2017, 9, 9, 12, tzinfo=UTC)


def step(kind: CrisisStep, after: timedelta = timedelta(0), by: int = 1) -> CrisisMove:
    return CrisisMove(
        id=UUID(int=10 + list(CrisisStep).index(kind)),
        crisis_id=UUID(int=10),
        step=kind,
        country="MM",
        at=AT + after,
        reviewer_id=UUID(int=by),
        role=Role.LEAD,
        reason="the letters of September are back" if kind == CrisisStep.ASKED else None,
    )


def person(number: int, *roles: Role, since: datetime = AT - timedelta(days=1)) -> Reviewer:
    return Reviewer(
        id=UUID(int=number), name=f"P{number}", password_hash="x", roles=roles, languages=(), created_at=since
    )


@given(
    confirmed_h=st.integers(0, 24),
    ended_h=st.one_of(st.none(), st.integers(0, 71)),
    looked_h=st.integers(0, 24 * 30),
)
def test_it_is_on_for_three_days_at_most_and_over_when_it_was_ended(
    confirmed_h: int, ended_h: int | None, looked_h: int
) -> None:
    confirmed = timedelta(hours=confirmed_h)
    steps = [step(CrisisStep.ASKED), step(CrisisStep.CONFIRMED, confirmed, by=2)]
    if ended_h is not None:
        steps.append(step(CrisisStep.ENDED, confirmed + timedelta(hours=ended_h)))
    told = period(steps)
    assert told.since <= told.until <= told.since + LASTS
    assert told.until == ends_at(steps)
    at = AT + confirmed + timedelta(hours=looked_h)
    assert crisis_state(steps, at) == (CrisisState.ON if at < told.until else CrisisState.OVER)


def test_one_person_alone_switches_nothing_on() -> None:
    asked = [step(CrisisStep.ASKED)]
    lead, custodian = person(1, Role.LEAD), person(2, Role.CUSTODIAN)
    check_confirmation(asked, custodian, lead, AT)
    with pytest.raises(Forbidden, match="another"):
        check_confirmation(asked, lead, lead, AT)
    with pytest.raises(Forbidden, match="added after"):
        check_confirmation(asked, person(3, Role.LEAD, since=AT), lead, AT)
    with pytest.raises(Forbidden, match="only leads"):
        check_confirmation(asked, custodian, person(1, Role.REVIEWER), AT)
    with pytest.raises(Conflict):
        check_confirmation(asked, custodian, lead, AT + CONFIRM_WITHIN)
    for role in (Role.REVIEWER, Role.OPERATOR):
        with pytest.raises(Forbidden):
            crisis_role(person(4, role))


@pytest.mark.parametrize(
    ("country", "reason"), [("Burma", "x" * 30), ("M1", "x" * 30), ("MM", "short"), ("MM", "x" * 501)]
)
def test_a_country_and_a_reason_are_needed(country: str, reason: str) -> None:
    with pytest.raises(Invalid):
        checked_request(country, reason)
    assert checked_request(" mm ", "the letters are back") == ("MM", "the letters are back")
