"""What a decision may do to copies: which it reaches alone, whom its actions meet, and what takes it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from answerable.cases.copies import (
    ALONE,
    AUTHORS_MOST,
    JOINS,
    LETTERS_LEAST,
    Alone,
    acts_alone,
    check_copies,
    covers,
    is_long_enough,
)
from answerable.enforcement.copies import is_automated, removal, removes_copies, restoration, statement_of
from answerable.errors import Invalid
from answerable.records.cluster import Copy, CopyState
from answerable.records.decision import Choice, Decision
from answerable.vocabulary import ActionKind, FoundBy, MatchKind, Reach, Verdict

AT = datetime(2017, 9, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEXT = "There will be an attack on the town on Saturday."


def a_decision(**fields: object) -> Decision:
    given = {
        "id": uuid4(), "case_id": uuid4(), "reviewer_id": uuid4(), "verdict": Verdict.VIOLATION,
        "standards_version": "1", "decided_at": AT, "seen_at": AT, "reach": Reach.COPIES,
    }  # fmt: skip
    return msgspec.convert(given | fields, Decision)


def a_copy(**fields: object) -> Copy:
    given = {
        "id": uuid4(), "case_id": uuid4(), "platform_id": "messenger", "item_id": "m2", "match": MatchKind.NEAR,
        "of_bank": 1.0, "of_query": 0.9, "acts": True, "found_by": FoundBy.ARRIVAL, "found_at": AT - HOUR,
        "made_at": AT, "passed_on": True,
    }  # fmt: skip
    return msgspec.convert(given | fields, Copy)


@pytest.mark.parametrize("kind", MatchKind)
def test_of_each_kind_the_policy_says_whether_it_is_acted_on_alone(kind: MatchKind) -> None:
    wrapped, denied = f"Please forward! {TEXT} 🙏", TEXT.replace("will be", "will not be")
    acts = ALONE[kind] == Alone.ONLY_WRAPPING
    assert [acts_alone(kind, TEXT, other) for other in (TEXT, wrapped, denied)] == [acts, acts, False]
    assert acts == (kind in JOINS)


def test_a_question_mark_that_folding_drops_keeps_a_text_from_being_acted_on() -> None:
    assert not acts_alone(MatchKind.EXACT, TEXT, TEXT.replace(".", "?"))


def test_what_is_short_is_not_known_again() -> None:
    assert [is_long_enough("x" * n) for n in (LETTERS_LEAST - 1, LETTERS_LEAST)] == [False, True]


def test_a_decision_covers_only_what_it_holds_for() -> None:
    covered = {
        (reach, verdict, state)
        for reach in Reach
        for verdict in Verdict
        for state in CopyState
        if covers(reach, verdict, state)
    }
    assert covered == {
        (Reach.COPIES, verdict, CopyState.INCLUDED) for verdict in (Verdict.VIOLATION, Verdict.NO_VIOLATION)
    }


@pytest.mark.parametrize(
    ("choice", "where"),
    [
        (Choice(verdict=Verdict.GONE), "verdict"),
        (Choice(verdict=Verdict.VIOLATION, confirmed=("m2", "m2")), "confirmed"),
        (Choice(verdict=Verdict.VIOLATION, confirmed=("m9",)), "confirmed"),
        (Choice(verdict=Verdict.VIOLATION, authors=("stranger",)), "authors"),
        (Choice(verdict=Verdict.VIOLATION, authors=tuple(map(str, range(AUTHORS_MOST + 1)))), "authors"),
        (Choice(verdict=Verdict.VIOLATION, reach=Reach.SUBJECT, confirmed=("m2",)), "confirmed"),
    ],
)
def test_a_choice_on_copies_that_does_not_hold_together_is_refused(choice: Choice, where: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_copies(choice, items={"m2"}, authors={"ko-aung"}, still_there=True)
    assert [fault.where for fault in refused.value.faults] == [where]


def test_copies_are_removed_only_where_the_post_itself_is() -> None:
    decision = a_decision()
    removed = removal(decision, a_copy(), uuid4(), AT)
    warned = msgspec.structs.replace(removed, kind=ActionKind.WARN)
    assert removes_copies(decision, [removed])
    assert not removes_copies(decision, [warned])
    assert not removes_copies(None, [removed])
    assert not removes_copies(a_decision(reach=Reach.SUBJECT), [removed])
    assert not removes_copies(a_decision(verdict=Verdict.NO_VIOLATION), [removed])


def test_whether_a_person_looked_at_a_copy_is_said_of_each() -> None:
    decision = a_decision()
    seen, later = a_copy(), a_copy(found_at=AT + HOUR)
    confirmed = a_copy(found_at=AT + HOUR, confirmed_at=AT + 2 * HOUR, confirmed_by=uuid4())
    assert [is_automated(decision, one) for one in (seen, later, confirmed)] == [False, True, False]
    removed = removal(decision, later, uuid4(), AT)
    said = statement_of(decision, [removed], later, automated=removed.automated)
    assert (said.automated_detection, said.automated_decision) == (True, True)
    reported = a_copy(found_by=FoundBy.REPORT)
    removed = removal(decision, reported, uuid4(), AT)
    said = statement_of(decision, [removed], reported, automated=removed.automated)
    assert (said.automated_detection, said.automated_decision) == (False, False)


def test_a_removal_is_taken_back_in_the_name_of_what_holds_now() -> None:
    decision, exception, anew = a_decision(), uuid4(), a_decision(verdict=Verdict.NO_VIOLATION)
    copy = a_copy()
    removed = removal(decision, copy, uuid4(), AT)

    def named(copy: Copy, standing: Decision | None) -> UUID | None:
        back = restoration(removed, copy, standing, uuid4, AT)
        assert back is not None
        assert (back.kind, back.reverses, back.copy_id) == (ActionKind.RESTORE_ITEM, removed.id, copy.id)
        return back.decision_id

    assert named(msgspec.structs.replace(copy, excepted_by=exception), decision) == exception
    assert named(copy, anew) == anew.id
    assert named(copy, None) == decision.id
