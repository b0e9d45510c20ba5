"""Slowing: the policy, what may be chosen, what an alarm may do alone, ends, and the rule that copies are known by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.cases.deciding import check_choice
from answerable.cases.slowing import FILE, IN_THE_TEXT, parse_slowing, provisional_rule
from answerable.cases.standards import Standards
from answerable.enforcement.plan import plan, reconciled, reversal, statement
from answerable.enforcement.slowing import provisional_limit, provisional_statement
from answerable.enforcement.statements import explain
from answerable.errors import Invalid
from answerable.flow.standards import SHIPPED, read_standards
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.decision import Choice, Decision
from answerable.records.reason import Reason
from answerable.records.slowing import Provisional, ProvisionalRule, Slow, SlowingPolicy, Terms
from answerable.stream.rule import conversations_most, is_copy, marks_of, matches, rule_of, what_slows
from answerable.vocabulary import (
    SLOWING,
    ActionKind,
    CaseState,
    PolicyArea,
    Reach,
    ReasonCode,
    Service,
    Source,
    SubjectKind,
    Verdict,
)

AT = datetime(2017, 9, 9, 12, tzinfo=UTC)
SEED = bytes(range(32))
LETTER = (
    "Warning! On the eleventh of September they will attack our quarter at night. Nobody should stay on the street. "
    "Lock your doors, keep the children inside, and send this to everybody whom you know before it is too late."
)
OTHER = "Congratulations to the team of our town, which won the cup last night after the longest match we ever saw."
STANDARDS: Standards = read_standards()["2018-1"]
POLICY = STANDARDS.slowing


def a_case(**fields: Any) -> Case:
    given_: dict[str, Any] = {
        "id": UUID(int=1),
        "platform_id": "messenger",
        "subject_kind": SubjectKind.ITEM,
        "subject_id": "m1",
        "service": Service.MESSENGER,
        "area": PolicyArea.INCITEMENT,
        "language": "en",
        "state": CaseState.IN_REVIEW,
        "severity": 3,
        "reach": 1,
        "reports": 1,
        "first_source": Source.USER,
        "opened_at": AT,
        "waiting_since": AT,
        "due_at": AT,
        "author": "ko-aung",
    }
    return Case(**given_ | fields)


def a_decision(**fields: Any) -> Decision:
    given_: dict[str, Any] = {
        "id": UUID(int=2),
        "case_id": UUID(int=1),
        "reviewer_id": UUID(int=3),
        "verdict": Verdict.VIOLATION,
        "standards_version": "2018-1",
        "decided_at": AT,
        "seen_at": AT,
        "ground": "incitement",
        "reach": Reach.COPIES,
    }
    return Decision(**given_ | fields)


def limited(hours: int = 24, **terms: Any) -> Slow:
    return Slow(
        kind=ActionKind.LIMIT_FORWARDING,
        hours=hours,
        terms=Terms(**terms or {"conversations": 1}),
    )


def chosen(*slow: Slow, ground: str = "incitement", **fields: Any) -> Choice:
    return Choice(
        verdict=Verdict.VIOLATION,
        ground=ground,
        actions=tuple(one.kind for one in slow),
        slow=slow,
        **fields,
    )


def new_id() -> UUID:
    return UUID(int=next(_numbers))


_numbers = count(100)
SHIPPED_POLICY = (SHIPPED / "2018-1" / FILE).read_bytes()


def read(content: bytes) -> SlowingPolicy:
    return parse_slowing(content, languages=STANDARDS.languages, grounds=STANDARDS.grounds)


def allowed(*reasons: Reason, level: str = "emergency", crisis: bool = False) -> ProvisionalRule | None:
    return provisional_rule(STANDARDS, reasons=reasons, level=level, crisis=crisis)


CALLS = Reason(ReasonCode.CALL, {"examples": 3, "of": 4}, PolicyArea.INCITEMENT)
WARNS = Reason(ReasonCode.WARNING, {"examples": 3, "of": 4}, PolicyArea.FALSE_INFORMATION)
MIRRORED = Reason(ReasonCode.MIRRORED, {"cascades": 1}, PolicyArea.FALSE_INFORMATION)


def test_what_ships_lets_an_alarm_limit_in_an_emergency_and_a_warning_alone_never() -> None:
    assert allowed(CALLS) is not None
    assert allowed(CALLS, level="review") is None
    assert allowed(WARNS) is None
    assert allowed(WARNS, MIRRORED) is not None
    for area in PolicyArea:
        found = allowed(Reason(ReasonCode.BANKED, area=area))
        assert (found is not None) == (area in (PolicyArea.INCITEMENT, PolicyArea.FALSE_INFORMATION)), area
    assert allowed(WARNS, crisis=True) is not None
    assert allowed(CALLS, level="review", crisis=True) is not None


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        (b'ground = "incitement"\n', b"", "ground"),
        (b'ground = "incitement"\n', b'ground = "protest"\n', "no ground"),
        (b'level = "emergency"', b'level = "watch"', "spread alone"),
        (b"hours = 4", b"hours = 48", "1 to 24"),
        (b"hours = 4", b"hours = 0", "1 to 24"),
        (b"hate = [", b"no-violation = [", "no ground that something can break"),
        (b'fraud = ["limit_forwarding", "label"]', b'fraud = ["ban"]', "slows nothing"),
        (b"default = 24, most = 168", b"default = 200, most = 168", "default <= most"),
        (b"default = 24, most = 168", b"default = 24, most = 99999", "default <= most"),
        (b"[limit]\nconversations = 1", b"[limit]", "how many conversations"),
        (b'"mirrored", "banked"', b'"reports", "banked"', "lie in what the text says"),
        (b'en = "People', b'de = "People', "each language"),
    ],
)
def test_a_policy_that_does_not_hold_together_is_refused(was: bytes, becomes: bytes, says: str) -> None:
    assert was in SHIPPED_POLICY
    with pytest.raises(Invalid, match=says):
        read(SHIPPED_POLICY.replace(was, becomes, 1))


def test_without_a_policy_nothing_is_slowed() -> None:
    bare = msgspec.structs.replace(STANDARDS, slowing=None)
    with pytest.raises(Invalid, match="policy"):
        check_choice(chosen(limited()), a_case(), bare)
    assert provisional_rule(bare, reasons=(CALLS,), level="emergency", crisis=True) is None


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (chosen(limited(), ground="no-such-ground"), "ground"),
        (chosen(limited(), ground="harassment"), "policy"),
        (chosen(limited(hours=169)), "1 to 168"),
        (chosen(limited(hours=0)), "1 to 168"),
        (chosen(limited(conversations=0)), "1 to 100"),
        (chosen(limited(fact_check="https://x.example")), "how many"),
        (chosen(Slow(kind=ActionKind.LABEL, hours=1, terms=Terms(fact_check="javascript:x"))), "https"),
        (chosen(Slow(kind=ActionKind.LABEL, hours=1, terms=Terms(depth=1))), "only a limit"),
        (chosen(limited(), limited()), "twice"),
        (msgspec.structs.replace(chosen(limited()), slow=()), "for how long"),
        (msgspec.structs.replace(chosen(limited()), actions=(ActionKind.WARN,)), "for how long"),
        (Choice(verdict=Verdict.NO_VIOLATION, ground="no-violation", slow=(limited(),)), "for how long"),
    ],
)
def test_a_choice_that_the_policy_does_not_allow_is_refused(choice: Choice, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        check_choice(choice, a_case(), STANDARDS)


def test_accounts_and_conversations_are_not_slowed() -> None:
    for kind in (SubjectKind.ACCOUNT, SubjectKind.CONVERSATION):
        with pytest.raises(Invalid, match="does not fit"):
            check_choice(chosen(limited()), a_case(subject_kind=kind), STANDARDS)


@given(
    level=st.sampled_from(["watch", "review", "emergency", "", "EMERGENCY"]),
    reasons=st.lists(
        st.builds(
            Reason, st.sampled_from(ReasonCode), area=st.one_of(st.none(), st.sampled_from(PolicyArea))
        ),
        max_size=4,
    ),
    crisis=st.booleans(),
)
def test_an_alarm_limits_only_with_a_ground_a_reason_in_the_text_and_a_level_of_the_policy(
    level: str, reasons: list[Reason], crisis: bool
) -> None:
    rule = allowed(*reasons, level=level, crisis=crisis)
    if rule is None:
        return
    said = [one for one in reasons if one.code in IN_THE_TEXT]
    grounds = [STANDARDS.ground_of(one.area) for one in said if one.area is not None]
    assert rule.ground in {one.code for one in grounds if one is not None}
    assert level in ("review", "emergency")
    assert crisis or level == "emergency"
    assert 1 <= rule.hours <= 24
    assert allowed(*said, level=level, crisis=crisis) == rule, "what is not in the text changes nothing"


@given(
    kinds=st.lists(st.sampled_from(SLOWING), min_size=1, unique=True),
    hours=st.integers(min_value=1, max_value=24),
    reach=st.sampled_from(Reach),
    undone=st.booleans(),
)
def test_an_end_is_after_its_beginning_and_within_the_most_and_what_is_undone_is_as_before(
    kinds: list[ActionKind], hours: int, reach: Reach, undone: bool
) -> None:
    slow = tuple(
        limited(hours) if kind == ActionKind.LIMIT_FORWARDING else Slow(kind=kind, hours=hours, terms=Terms())
        for kind in kinds
    )
    choice = chosen(*slow, reach=reach)
    check_choice(choice, a_case(), STANDARDS)
    made = plan(a_decision(reach=reach), choice, a_case(), new_id)
    assert POLICY is not None
    for action in made:
        assert action.ends_at is not None
        assert action.planned_at < action.ends_at
        assert action.ends_at <= action.planned_at + timedelta(hours=POLICY.hours[action.kind].most)
        assert action.terms is not None
        assert action.terms.copies == (reach == Reach.COPIES)
    back = [reversal(one, a_decision().id, new_id(), AT + timedelta(hours=1)) for one in made]
    assert {one.reverses for one in back if one} == {one.id for one in made}
    assert all(one is not None and one.ends_at is None and one.terms is None for one in back)
    # The next decision replaces what slows the post, whatever it wants: nothing of the first one stays.
    replaced, carry = reconciled(a_case(), made, [] if undone else made)
    assert replaced == made
    assert carry == ([] if undone else made)


def test_a_limit_that_an_alarm_set_gives_way_to_the_decision() -> None:
    assert POLICY is not None
    rule = allowed(CALLS)
    assert rule is not None
    why = Provisional(ground="incitement", standards_version="2018-1", level="emergency", reasons=("call",))
    limit = provisional_limit(a_case(), rule, why, new_id(), AT)
    assert limit.decision_id is None
    assert limit.ends_at == AT + timedelta(hours=4)
    wanted = plan(a_decision(), chosen(limited(48)), a_case(), new_id)
    assert reconciled(a_case(), [limit], wanted) == ([limit], wanted)
    assert reconciled(a_case(), [limit], []) == ([limit], [])


@pytest.mark.parametrize("language", ["en", "my"])
def test_every_slowing_is_explained_with_its_end_and_its_terms(language: str) -> None:
    slow = (
        limited(24, conversations=2, depth=3),
        Slow(kind=ActionKind.LABEL, hours=5, terms=Terms(fact_check="https://facts.example/7")),
        Slow(kind=ActionKind.HOLD_FOR_REVIEW, hours=2, terms=Terms()),
    )
    made = plan(a_decision(), chosen(*slow), a_case(), new_id)
    lines = explain(statement(a_decision(), made), STANDARDS, language).lines
    assert not any("%(" in line for line in lines)
    assert any("https://facts.example/7" in line for line in lines)
    assert ("10 September 2017" if language == "en" else "၂၀၁၇") in lines[0]


def test_a_limit_of_an_alarm_says_that_nobody_has_judged() -> None:
    why = Provisional(ground="incitement", standards_version="2018-1", level="emergency", reasons=("call",))
    assert POLICY is not None
    limit = provisional_limit(a_case(), POLICY.provisional[0], why, new_id(), AT)
    said = explain(provisional_statement(limit), STANDARDS, "en")
    assert (
        said.sentence == "It may break the standards. Until a person has looked at it, it is passed on less."
    )
    assert "It was decided by a system, without a person." in said.lines
    assert said.ground_code == "incitement"


def test_a_rule_knows_copies_and_no_other_text() -> None:
    rule = rule_of(SEED, [LETTER], [], near=True, sketches_most=8)
    assert is_copy(msgspec.to_builtins(rule), LETTER)
    assert is_copy(msgspec.to_builtins(rule), LETTER.upper().replace(".", " ❗"))
    assert is_copy(msgspec.to_builtins(rule), "Please forward! " + LETTER)
    assert not is_copy(msgspec.to_builtins(rule), OTHER)
    assert not is_copy(msgspec.to_builtins(rule), "")
    assert not is_copy(msgspec.to_builtins(rule), "Hello")


def test_what_a_person_excepted_does_not_fall_under_the_rule() -> None:
    denied = LETTER + " This is a false rumour: do not pass it on."
    with_it = rule_of(SEED, [LETTER], [], near=True, sketches_most=8)
    without = rule_of(SEED, [LETTER], [denied], near=True, sketches_most=8)
    seed = with_it.seed
    assert matches(with_it, marks_of(denied, seed))
    assert not matches(without, marks_of(denied, seed))
    assert matches(without, marks_of(LETTER, seed))


def test_that_one_equal_copy_is_excepted_does_not_let_the_letter_through() -> None:
    rule = rule_of(SEED, [LETTER], [LETTER.upper()], near=True, sketches_most=8)
    assert is_copy(msgspec.to_builtins(rule), LETTER)


def test_where_only_the_sketch_is_known_the_rule_still_holds() -> None:
    rule = rule_of(SEED, [LETTER], [], near=True, sketches_most=8)
    assert matches(rule, marks_of(LETTER, rule.seed)._replace(key=""))
    assert not matches(rule, marks_of(OTHER, rule.seed)._replace(key=""))


def test_what_is_held_must_be_the_same_text() -> None:
    rule = rule_of(SEED, [LETTER], [], near=False, sketches_most=8)
    assert rule.sketches == ()
    assert is_copy(msgspec.to_builtins(rule), LETTER)
    assert not is_copy(msgspec.to_builtins(rule), "Please forward! " + LETTER)


def test_a_rule_of_another_version_of_sketches_is_refused() -> None:
    rule = rule_of(SEED, [LETTER], [], near=True, sketches_most=8)
    with pytest.raises(Invalid, match="another version"):
        is_copy(msgspec.to_builtins(msgspec.structs.replace(rule, name="0" * 32)), LETTER)


def test_a_rule_holds_no_text() -> None:
    rule = msgspec.json.encode(rule_of(SEED, [LETTER], [OTHER], near=True, sketches_most=8)).decode()
    assert "attack" not in rule
    assert len(rule) < 500


@given(hours=st.integers(-48, 48), depth=st.integers(0, 5), conversations=st.integers(1, 5))
def test_a_platform_applies_an_order_until_its_end_to_the_second(
    hours: int, depth: int, conversations: int
) -> None:
    rule = msgspec.to_builtins(rule_of(SEED, [LETTER], [], near=True, sketches_most=8))
    order = {
        "kind": "limit_forwarding",
        "ends_at": (AT + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "terms": {"conversations": conversations, "depth": 3},
        "rule": rule,
    }
    slow = what_slows([order], LETTER, AT)
    assert bool(slow) == (hours > 0)
    assert conversations_most(slow, depth) == (None if hours <= 0 else 0 if depth >= 3 else conversations)
    assert what_slows([order | {"rule": None}], LETTER, AT) == {}


def test_terms_and_actions_survive_the_way_through_json() -> None:
    action = plan(a_decision(), chosen(limited()), a_case(), new_id)[0]
    assert msgspec.json.decode(msgspec.json.encode(action), type=Action) == action
