"""What is an emergency stays one however much more is reported, and each on call is called in turn, to an end."""

from __future__ import annotations

from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.cases.emergency import (
    CHANCE,
    HOURS_OF_HISTORY,
    CaseFacts,
    Thresholds,
    next_called,
    of_case,
    poisson_tail,
    surges,
    usual_hour,
)
from answerable.vocabulary import CaseState, EmergencyKind

LIMITS = Thresholds(reporters=5, surge=50, floor=30)
COUNTS = st.integers(0, 200)
FACTS = st.builds(
    CaseFacts,
    state=st.sampled_from(CaseState),
    grave_reporters=COUNTS,
    grave_trusted=st.booleans(),
    reporters_in_hour=COUNTS,
)
HISTORY = st.lists(st.integers(1, 300), max_size=HOURS_OF_HISTORY)
PEOPLE = st.lists(st.integers(1, 6), unique=True, max_size=6).map(lambda ns: [UUID(int=n) for n in ns])


@given(FACTS, COUNTS, COUNTS, st.booleans())
def test_more_reports_never_make_it_less_of_an_emergency(
    facts: CaseFacts, more: int, more_in_hour: int, trusted: bool
) -> None:
    grown = msgspec.structs.replace(
        facts,
        grave_reporters=facts.grave_reporters + more,
        reporters_in_hour=facts.reporters_in_hour + more_in_hour,
        grave_trusted=facts.grave_trusted or trusted,
    )
    if of_case(facts, LIMITS) is not None:
        assert of_case(grown, LIMITS) is not None


@given(FACTS)
def test_a_decided_case_is_none_and_an_open_one_needs_a_threshold(facts: CaseFacts) -> None:
    found = of_case(facts, LIMITS)
    if facts.state == CaseState.DECIDED:
        assert found is None
    else:
        grave = facts.grave_trusted or facts.grave_reporters >= LIMITS.reporters
        many = facts.reporters_in_hour >= LIMITS.surge
        assert (found == EmergencyKind.GRAVE) == grave
        assert (found is None) == (not grave and not many)


@given(st.integers(0, 400), st.integers(0, 400), HISTORY)
def test_a_louder_hour_is_a_surge_where_a_quieter_one_was(hour: int, more: int, history: list[int]) -> None:
    if surges(hour, history, LIMITS):
        assert surges(hour + more, history, LIMITS)
        assert hour >= LIMITS.floor
        assert hour >= 2 * usual_hour(history)


@given(HISTORY, st.integers(0, 400))
def test_a_busier_past_never_makes_an_hour_a_surge(history: list[int], hour: int) -> None:
    busier = [count * 2 for count in history]
    assert not surges(hour, busier, LIMITS) or surges(hour, history, LIMITS)


def test_a_busy_evening_of_every_day_is_no_surge_and_one_past_surge_hides_none() -> None:
    evenings = [100] * (14 * 3) + [10] * (14 * 16)
    assert not surges(150, evenings, LIMITS)
    assert surges(200, evenings, LIMITS)
    after_an_attack = [900] * 10 + [5] * 200
    assert usual_hour(after_an_attack) == 5
    assert surges(40, after_an_attack, LIMITS)
    assert not surges(29, [], LIMITS)
    assert surges(30, [], LIMITS)


def test_the_tail_of_the_poisson_distribution_is_that_of_the_tables() -> None:
    assert poisson_tail(10, 3.0) == pytest.approx(0.0011025, rel=1e-4)
    assert poisson_tail(5, 5.0) == 1.0
    assert poisson_tail(30, 15.0) == pytest.approx(0.000418, rel=1e-2)
    assert poisson_tail(2000, 1000.0) < CHANCE


@given(PEOPLE, st.integers(1, 4))
def test_everybody_is_called_in_turn_and_then_it_ends(people: list[UUID], rounds: int) -> None:
    called: list[UUID] = []
    while (who := next_called(people, called, rounds)) is not None:
        called.append(who)
        assert len(called) <= len(people) * rounds
    assert called == people * rounds


@given(PEOPLE, PEOPLE, st.lists(st.integers(1, 6).map(lambda n: UUID(int=n)), max_size=20))
def test_only_who_is_on_call_is_called_and_newcomers_first(
    people: list[UUID], others: list[UUID], called: list[UUID]
) -> None:
    who = next_called(people, called, 4)
    if who is not None:
        assert who in people
        assert called.count(who) == min(called.count(one) for one in people)
