"""Copies: which join a case, which a decision reaches without a person, and what a reviewer must have judged. Pure.

A decision acts on its own only where nothing was said that nobody judged: on an exact copy, and on a near one that
differs in nothing but wrapper words ("please forward"), emoji and punctuation. One added "not" is a difference; so is
a quotation that is refuted. What contains the text never joins: or else anybody could have a victim's post removed by
posting something foul that has it in it.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from answerable.errors import Invalid
from answerable.records.cluster import CopyState, Means
from answerable.records.decision import Choice
from answerable.records.item import Item
from answerable.text.difference import only_wrapping
from answerable.vocabulary import MatchKind, Reach, Verdict

LETTERS_LEAST = 20  # of the folded text: what is shorter means something else in each conversation
AUTHORS_MOST = 50
CONFIRMED_MOST = 500


class Alone(StrEnum):
    """Whether a kind of match is acted on without a person."""

    SAME = "same"  # where it is the same text, letter by letter
    ONLY_WRAPPING = "only_wrapping"  # where all that differs is wrapping
    NEVER = "never"


JOINS = frozenset({MatchKind.EXACT, MatchKind.NEAR})


# Folding drops what may turn the meaning (a question mark), so that texts which are the same to it are compared too.
ALONE: dict[MatchKind, Alone] = {
    MatchKind.EXACT: Alone.ONLY_WRAPPING,
    MatchKind.NEAR: Alone.ONLY_WRAPPING,
    MatchKind.CONTAINS: Alone.NEVER,
    MatchKind.SIMILAR: Alone.NEVER,
}


def is_long_enough(folded: str) -> bool:
    """Whether a text is known again at all."""
    return len(folded) >= LETTERS_LEAST


def acts_alone(kind: MatchKind, original: str, other: str) -> bool:
    """Whether a decision on `original` reaches `other` without a person. Both are as they were written."""
    alone = ALONE[kind]
    if alone == Alone.NEVER:
        return False
    return original == other or (alone == Alone.ONLY_WRAPPING and only_wrapping(original, other))


def may_act(means: Means, *, same_media: bool) -> bool:
    """Whether a decision can reach a copy without a person at all: never one that is known by what a program read in
    its picture, nor one that shows another picture, or any, or none, where the case's own post does not."""
    return same_media and means != Means.READ


def was_passed_on(item: Item) -> bool:
    """Whether its author passed it on. Who does not say where they have it from counts as having made it."""
    return item.forwarded_from is not None


def covers(reach: Reach, verdict: Verdict, state: CopyState) -> bool:
    """Whether a case's decision answers for a copy as well. That the case's own subject was gone says nothing of one
    that may still be there."""
    return state == CopyState.INCLUDED and reach == Reach.COPIES and verdict != Verdict.GONE


def check_copies(
    choice: Choice, *, items: Collection[str], authors: Collection[str], still_there: bool
) -> None:
    """Refuse what a choice says of copies where it does not hold together. `items` and `authors` are those that it
    names and that are in the case, `still_there` whether a copy is still shown. Raises Invalid naming the field."""
    if choice.verdict == Verdict.GONE and choice.reach == Reach.COPIES and still_there:
        raise Invalid("copies of it are still there", where="verdict", mend="judge what they say")
    for where, named, most in (
        ("confirmed", choice.confirmed, CONFIRMED_MOST),
        ("authors", choice.authors, AUTHORS_MOST),
    ):
        if len(set(named)) != len(named) or len(named) > most:
            raise Invalid(f"at most {most}, each once", where=where)
    if choice.reach == Reach.SUBJECT and (choice.confirmed or choice.authors):
        where = "confirmed" if choice.confirmed else "authors"
        raise Invalid("the decision is on one post alone", where=where, mend="let it hold for the copies")
    if not set(choice.confirmed) <= set(items):
        raise Invalid("this is not a copy in this case", where="confirmed", mend="load the case again")
    if not set(choice.authors) <= set(authors):
        raise Invalid("this account made no copy in this case", where="authors", mend="load the case again")
