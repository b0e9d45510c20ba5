"""Frames: whether a text warns of an attack or calls for one, who attacks whom, and when.

A frame is read from phrases of the lexicon and from what stands beside what, not from whole sentences, so that wordings
which nobody has seen are read too. What is said earns points:

| what | points |
|---|---|
| a group, or a place that belongs to one, is named with the attack | 2; without: 1 for "they", "a mob" |
| whom, or what place, it is done to | 1 |
| it is to come ("will", "plan to", မည်) | 1 |
| a day: "tonight", "9/11" | 2 |
| what people do who fear it: "lock your doors" | 1 |
| a weapon | 1 |
| a call for it: "let us kill ...", "arm yourselves" | 4 |

With a group named, 5 points are sure and 4 are possible; without, 5 are possible. An attack that is denied ("will not
attack", မတိုက်ခိုက်), is over, is condemned, or is done by police or soldiers, earns none. A text that denies what it passes
on ("fake", "do not believe this", ကောလာဟလ) is no threat, unless it takes that back ("this is no rumour"); one that asks
whether it is true, and tells nobody what to do, only asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from answerable.detection.days import days
from answerable.detection.lexicon import Lexicon, Role, shipped, words
from answerable.detection.marks import Mark, marks_in
from answerable.detection.parties import VERBS, Parties, parties
from answerable.records.frame import Frame, FrameKind, Stance, Strength

LETTERS_MOST = 20_000  # of one text; what comes after is not read
SURE, POSSIBLE, POSSIBLE_UNNAMED = 5, 4, 5
_NOT_WITHIN, _WILL_BEFORE, _WILL_AFTER, _URGE_BEFORE, _URGE_AFTER, _CARRY_WITHIN = 1, 6, 5, 3, 4, 4
_OBJECT_WITHIN = 3
_OTHER_VERB = frozenset(
    [Role.WILL, Role.PLAN, Role.ALARM, Role.PAST]
)  # what is urged after one is another thing
_SPORT_LEAST = 2
_Code = TypeVar("_Code", bound=str)


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """What at least half of a cascade's examples say, as one frame; how many there are, threaten, ask and deny."""

    examples: int = 0
    threatening: int = 0
    asking: int = 0
    denying: int = 0
    frame: Frame = Frame()


class _Attack(NamedTuple):
    mark: Mark
    who: Parties
    to_come: bool
    called: bool


def said_by(examples: Sequence[str], lexicon: Lexicon | None = None) -> Saying:
    """What the examples of one cascade say together. One odd copy neither makes a threat nor takes one away."""
    frames = [read_frame(one, lexicon) for one in examples]
    threats = [one for one in frames if one.strength and one.stance is Stance.SAYS]
    asking = sum(bool(one.strength) and one.stance is Stance.ASKS for one in frames)
    denying = sum(one.stance is Stance.DENIES for one in frames)
    half = max(len(frames), 1) / 2
    if len(threats) >= half:
        frame = _together(threats, sure=sum(one.strength is Strength.SURE for one in threats) >= half)
    elif denying >= half:
        frame = Frame(stance=Stance.DENIES)
    else:
        frame = Frame(stance=Stance.ASKS if asking + len(threats) >= half else Stance.SAYS)
    return Saying(examples=len(frames), threatening=len(threats), asking=asking, denying=denying, frame=frame)


def _together(threats: Sequence[Frame], *, sure: bool) -> Frame:
    return Frame(
        strength=Strength.SURE if sure else Strength.POSSIBLE,
        kinds=_of_most(one.kinds for one in threats),
        attackers=_of_most(one.attackers for one in threats),
        attacked=_of_most(one.attacked for one in threats),
        targets=_of_most(one.targets for one in threats),
        places=_of_most(one.places for one in threats),
        when=_of_most(one.when for one in threats),
    )


def read_frame(text: str, lexicon: Lexicon | None = None) -> Frame:
    """The frame of one text, in Unicode or Zawgyi."""
    known = lexicon or shipped()
    text = text[:LETTERS_MOST]
    found = words(text)
    marks = marks_in(text, found, known)
    denies = _denies(marks)
    attacks = [one for mark in marks if (one := _attack(mark, marks)) is not None]
    calls = [mark for mark in marks if mark.role is Role.CALL and not _is_taken_back(mark, marks)]
    if not attacks and not calls:
        return Frame(stance=Stance.DENIES if denies else Stance.SAYS)
    when = days(found, marks)
    frame = _weighed(attacks, calls, marks, when, known.place_of)
    if denies:
        return msgspec.structs.replace(frame, stance=Stance.DENIES)
    asks = any(mark.role is Role.ASK for mark in marks) or any(word.folded == "?" for word in found)
    urged = FrameKind.CALL in frame.kinds or any(mark.role is Role.ALARM for mark in marks)
    return msgspec.structs.replace(frame, stance=Stance.ASKS) if asks and not urged else frame


def _of_most(sets: Iterable[frozenset[_Code]]) -> frozenset[_Code]:
    """What is in at least half of them."""
    every = list(sets)
    counted = Counter(one for each in every for one in each)
    return frozenset(one for one, count in counted.items() if 2 * count >= len(every))


def _weighed(
    attacks: Sequence[_Attack],
    calls: Sequence[Mark],
    marks: Sequence[Mark],
    when: frozenset[str],
    place_of: dict[str, str],
) -> Frame:
    roles = Counter(mark.role for mark in marks)
    done_to = [one for each in attacks for one in each.who.attacked]
    attackers = _groups((one for each in attacks for one in _attackers(each, marks)), place_of)
    targets = _groups((one for each in attacks if each.called for one in each.who.attacked), place_of)
    targets |= _groups(_beside(calls, marks), place_of)
    targets -= attackers if targets - attackers else frozenset()
    attacked = _groups((one for each in attacks if not each.called for one in each.who.attacked), place_of)
    attacked -= attackers | targets
    named = bool(attackers or attacked or targets) or _is_named_near(attacks, marks, place_of)
    called = bool(calls) or any(one.called for one in attacks) or _is_armed(attacks, marks, named=named)
    to_come = any(one.to_come for one in attacks)
    if not (called or to_come or when or roles[Role.ALARM]) or (
        not named and roles[Role.SPORT] >= _SPORT_LEAST
    ):
        return Frame()
    points = (
        (2 if named else int(roles[Role.OTHERS] > 0))
        + int(bool(done_to))
        + int(to_come)
        + 2 * bool(when)
        + int(roles[Role.ALARM] > 0)
        + int(roles[Role.WEAPON] > 0)
        + 4 * called
    )
    if points < (POSSIBLE if named else POSSIBLE_UNNAMED):
        return Frame()
    return Frame(
        strength=Strength.SURE if named and points >= SURE else Strength.POSSIBLE,
        kinds=frozenset([FrameKind.CALL] if called else [FrameKind.WARNING]),
        attackers=attackers,
        attacked=attacked,
        targets=targets,
        places=frozenset(one.code for one in done_to if one.role is Role.PLACE),
        when=when,
    )


def _groups(parties_of: Iterable[Mark], place_of: dict[str, str]) -> frozenset[str]:
    codes = (
        one.code if one.role is Role.GROUP else place_of.get(one.code, "") if one.role is Role.PLACE else ""
        for one in parties_of
    )
    return frozenset(code for code in codes if code)


def _attackers(attack: _Attack, marks: Sequence[Mark]) -> Sequence[Mark]:
    """Those named; for "they", the one group that the sentence before names."""
    who = attack.who.attackers
    if any(one.role is not Role.OTHERS for one in who) or attack.called:
        return () if attack.called else who
    before = [one for one in marks if one.role is Role.GROUP and one.sentence == attack.mark.sentence - 1]
    return before[:1] if len({one.code for one in before}) == 1 else ()


def _beside(calls: Sequence[Mark], marks: Sequence[Mark]) -> list[Mark]:
    """Whom calls are against ("death to ..."): the group or place after one; where the verb stands last, one marked
    so before it. Any other is spoken to."""
    found = []
    for call in calls:
        there = [one for one in marks if one.sentence == call.sentence]
        groups = [one for one in there if one.role in (Role.GROUP, Role.PLACE)]
        if call.verb_last:
            found += [one for one in groups if one.end <= call.first and _is_marked_object(one, there)]
        else:
            found += [one for one in groups if 0 <= one.first - call.end <= _CARRY_WITHIN]
    return found


def _is_marked_object(one: Mark, there: Sequence[Mark]) -> bool:
    return any(mark.role is Role.OBJECT and 0 <= mark.first - one.end <= _NOT_WITHIN for mark in there)


def _is_named_near(attacks: Sequence[_Attack], marks: Sequence[Mark], place_of: dict[str, str]) -> bool:
    """Whether a group, or its place, is named in the sentence before an attack or after it."""
    near = {one.mark.sentence + step for one in attacks for step in (-1, 0, 1)}
    return any(
        mark.sentence in near
        and (mark.role is Role.GROUP or (mark.role is Role.PLACE and mark.code in place_of))
        for mark in marks
    )


def _is_armed(attacks: Sequence[_Attack], marks: Sequence[Mark], *, named: bool) -> bool:
    """Whether people are told to bring weapons, where there is talk of an attack or of a group."""
    if not attacks and not named:
        return False
    weapons = [mark for mark in marks if mark.role is Role.WEAPON]
    return any(
        _carried(carry, weapon, marks)
        for carry in marks
        if carry.role is Role.CARRY and not _is_taken_back(carry, marks)
        for weapon in weapons
        if weapon.sentence == carry.sentence
    )


def _carried(carry: Mark, weapon: Mark, marks: Sequence[Mark]) -> bool:
    if carry.verb_last:
        return 0 <= carry.first - weapon.end <= _CARRY_WITHIN and _is_urged(carry, marks)
    return 0 <= weapon.first - carry.end <= _CARRY_WITHIN and _is_urged(carry, marks)


def _attack(mark: Mark, marks: Sequence[Mark]) -> _Attack | None:
    """An attack that is to come or may be, or None."""
    if mark.role not in (*VERBS, Role.WEAPON) or _is_taken_back(mark, marks):
        return None
    will = _will(mark, marks)
    sentence = [one.role for one in marks if one.sentence == mark.sentence]
    if not will and (mark.role is Role.DONE or Role.PAST in sentence):
        return None
    who = parties(mark, marks)
    by = {one.role for one in who.attackers}
    to = {one.role for one in who.attacked if _is_close(mark, one)}
    if by == {Role.FORCES} or (mark.role is Role.HARM and not (to - {Role.US} or (Role.US in to - by))):
        return None
    if mark.role is Role.WEAPON:
        return _Attack(mark, who, to_come=True, called=False) if _come_armed(who, sentence, will) else None
    against = _against(mark, who)
    called = bool(against) and (_is_urged(mark, marks) or (Role.US in by and will))
    return _Attack(
        mark,
        Parties((), against) if called else who,
        to_come=will or Role.PLAN in sentence,
        called=called,
    )


def _come_armed(who: Parties, sentence: Sequence[Role], will: bool) -> bool:
    """Whether a group is said to come with weapons, or to have them ready: that says an attack without the word."""
    return any(one.role is Role.GROUP for one in who.attackers) and (will or Role.PLAN in sentence)


def _against(mark: Mark, who: Parties) -> tuple[Mark, ...]:
    """Whom a call to do it would be against: whom it is done to; where the verb stands last and no mark tells so, also
    who seems to do it ("kalar kill!" says whom to kill)."""
    others = (Role.GROUP, Role.OTHERS)
    done_to = tuple(one for one in who.attacked if one.role in (*others, Role.PLACE) and _is_close(mark, one))
    return done_to or tuple(one for one in who.attackers if mark.verb_last and one.role in others)


def _is_close(mark: Mark, one: Mark) -> bool:
    """Whether it is done to this one, and not said of it further on: "cut the chicken and serve it to the ..."."""
    if mark.verb_last or one.end <= mark.first:
        return True
    return one.first - mark.end <= _OBJECT_WITHIN and one.clause == mark.clause


def _will(mark: Mark, marks: Sequence[Mark]) -> bool:
    wills = [one for one in marks if one.role is Role.WILL and one.sentence == mark.sentence]
    if mark.verb_last:
        return any(0 <= one.first - mark.end <= _WILL_AFTER for one in wills)
    return any(0 <= mark.first - one.end <= _WILL_BEFORE for one in wills)


def _is_urged(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether people are told to do it."""
    there = [one for one in marks if one.sentence == mark.sentence]
    if mark.verb_last:
        other = min(
            (one.first for one in there if one.role in _OTHER_VERB and one.first >= mark.end), default=1 << 30
        )
        return any(
            0 <= one.first - mark.end <= _URGE_AFTER
            and one.first < other
            and one.clause == mark.clause
            and (one.role is Role.URGE or (one.role is Role.END and one.ends_clause))
            for one in there
        )
    urged = any(one.role is Role.URGE and 0 <= mark.first - one.end <= _URGE_BEFORE for one in there)
    begins = (
        mark.begins_clause
        and mark.role is not Role.VIOLENCE
        and not any(one.role in (Role.OBJECT, Role.BY) and one.first == mark.end for one in there)
    )
    return urged or begins


def _is_taken_back(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a word for "not" belongs to it. Of words between the two those that say that it is to come count not."""
    for one in marks:
        if one.sentence != mark.sentence:
            continue
        if one.role is Role.NOT and one.end <= mark.first:
            if one.verb_last and one.end < mark.first:
                continue
            if _between(one.end, mark.first, marks) <= _NOT_WITHIN:
                return True
        if one.role is Role.NOT_AFTER and 0 <= one.first - mark.end <= _WILL_AFTER:
            return True
    return False


def _between(first: int, end: int, marks: Sequence[Mark]) -> int:
    covered = sum(
        one.end - one.first
        for one in marks
        if one.role in (Role.WILL, Role.PLAN, Role.PASSIVE) and first <= one.first and one.end <= end
    )
    return end - first - covered


def _denies(marks: Sequence[Mark]) -> bool:
    """Whether a text denies what it passes on, and does not take that back."""
    if any(mark.role is Role.AFFIRM for mark in marks):
        return False
    return any(mark.role is Role.DENY and not _is_taken_back(mark, marks) for mark in marks)
