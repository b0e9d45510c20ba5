"""What makes a cascade dangerous: grounds, their weights, and what never makes one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.cases.standards import parse_standards
from answerable.detection.cascades import EMERGENCY, REVIEW
from answerable.detection.risk import RiskFacts, assess, combined
from answerable.detection.wording import in_words
from answerable.flow.standards import SHIPPED
from answerable.i18n import LANGUAGES
from answerable.records.reason import Reason
from answerable.vocabulary import PolicyArea, ReasonCode

LETTER = "On 9/11 the Muslims are going to burn our pagodas. Lock your doors and warn all Buddhists."
DENIED = f"Fake: '{LETTER}' Police say that there is no such plan. Do not forward it."


def codes(facts: RiskFacts) -> list[ReasonCode]:
    return [reason.code for reason in assess(facts).reasons]


def test_nothing_known_is_no_risk() -> None:
    assert assess(RiskFacts()).score == 0
    assert assess(RiskFacts(examples=("Happy New Year to everybody!",) * 4)).reasons == ()


def test_each_ground_says_why_and_what_of_the_standards_speaks_against_the_text() -> None:
    facts = RiskFacts(
        examples=(LETTER,), banked=(PolicyArea.HATE,), claims=("c1",), reports=9, scores=(0.7,),
        areas=(PolicyArea.INCITEMENT,), trusted=1, escalated=1, mirrored=1,
    )  # fmt: skip
    risk = assess(facts)
    assert [(reason.code, reason.area) for reason in risk.reasons] == [
        (ReasonCode.MIRRORED, PolicyArea.FALSE_INFORMATION),
        (ReasonCode.WARNING, PolicyArea.FALSE_INFORMATION),
        (ReasonCode.ESCALATED, PolicyArea.INCITEMENT),
        (ReasonCode.TRUSTED, PolicyArea.INCITEMENT),
        (ReasonCode.BANKED, PolicyArea.HATE),
        (ReasonCode.CLASSIFIER, None),
        (ReasonCode.REPORTS, PolicyArea.INCITEMENT),
        (ReasonCode.CLAIM, PolicyArea.FALSE_INFORMATION),
    ]
    standards = parse_standards({path.name: path.read_bytes() for path in (SHIPPED / "2018-1").iterdir()})
    ground = standards.ground_of(risk.area or PolicyArea.OTHER)
    assert ground is not None
    assert ground.code == "harmful-rumour"
    assert standards.ground_of(PolicyArea.OTHER) is None


def test_a_frame_is_enough_for_an_emergency_only_where_it_says_who_and_when() -> None:
    assert assess(RiskFacts(examples=(LETTER,))).score >= EMERGENCY
    vague = assess(RiskFacts(examples=("They will attack our village tonight, stay inside",)))
    assert REVIEW <= vague.score < EMERGENCY


def test_one_odd_copy_makes_no_threat_and_takes_none_away() -> None:
    greeting = "Happy Thadingyut to you and your family"
    assert assess(RiskFacts(examples=(greeting, greeting, LETTER))).score == 0
    assert assess(RiskFacts(examples=(LETTER, LETTER, greeting))).score >= EMERGENCY


def test_a_refutation_that_quotes_the_letter_is_no_letter() -> None:
    known = RiskFacts(
        examples=(DENIED,) * 3, banked=(PolicyArea.INCITEMENT,), claims=("c1",), scores=(0.9,), mirrored=1
    )
    assert assess(known).score < REVIEW
    assert codes(known) == [ReasonCode.BANKED, ReasonCode.DENYING]


def test_who_asks_whether_it_is_true_is_not_reviewed_for_that() -> None:
    facts = RiskFacts(examples=("Is it true that the Muslims will attack Mandalay tonight?",))
    assert codes(facts) == [ReasonCode.ASKING]
    assert assess(facts).score < REVIEW


@given(st.integers(0, 10**7))
def test_a_crowd_that_reports_makes_no_emergency(reports: int) -> None:
    assert assess(RiskFacts(reports=reports)).score <= 0.7


def test_a_classifier_alone_makes_no_emergency() -> None:
    assert REVIEW <= assess(RiskFacts(scores=(1.0, 1.0))).score < EMERGENCY
    assert assess(RiskFacts(scores=(0.1, 0.2, 0.9))).score == 0


@given(st.lists(st.floats(0.01, 0.9), max_size=8), st.floats(0.01, 0.9))
def test_more_grounds_are_never_less_risk_and_never_certain(weights: list[float], more: float) -> None:
    assert combined(weights) <= combined([*weights, more]) < 1
    assert combined(weights) == combined(weights[::-1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_has_words(code: ReasonCode, language: str) -> None:
    names = "senders conversations an_hour at_least communities examples of reports organisations score"
    said = in_words(Reason(code, dict.fromkeys(names.split(), 3), PolicyArea.THREAT), language)
    assert "%" not in said
    assert any("\u1000" <= letter <= "\u109f" for letter in said) == (language == "my")
