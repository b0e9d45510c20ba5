"""Who attacks and who is attacked, around one word for an attack.

Where the verb stands between the two (English), who does it stands before, to whom it is done after; "by" and "will be
attacked" turn that round. Where the verb stands last (Burmese), marks tell them apart, and who has no mark attacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from answerable.detection.lexicon import Role
from answerable.detection.marks import Mark

PARTIES = frozenset([Role.GROUP, Role.OTHERS, Role.US, Role.FORCES, Role.PLACE])
VERBS = frozenset([Role.ATTACK, Role.VIOLENCE, Role.HARM, Role.DONE])
_MARKED_WITHIN = 4  # words between somebody and the mark that tells what they do
_BY_WITHIN = _WHO_AFTER = 4


class Parties(NamedTuple):
    attackers: tuple[Mark, ...]
    attacked: tuple[Mark, ...]


def parties(attack: Mark, marks: Sequence[Mark]) -> Parties:
    """Those within reach of an attack in its sentence."""
    near = [one for one in marks if one.sentence == attack.sentence and _apart(one, attack) <= attack.reach]
    return _verb_last(attack, near) if attack.verb_last else _verb_between(attack, near)


def _apart(one: Mark, other: Mark) -> int:
    return max(one.first - other.end, other.first - one.end, 0)


def _verb_between(attack: Mark, near: Sequence[Mark]) -> Parties:
    verbs = [one for one in near if one.role in VERBS]
    ends = min((one.first for one in verbs if one.first >= attack.end), default=attack.end + attack.reach)
    begins = max((one.end for one in verbs if one.end <= attack.first), default=0)
    all_before = [one for one in near if one.role in PARTIES and one.end <= attack.first]
    before = [one for one in all_before if one.first >= begins] or all_before
    after = [one for one in near if one.role in PARTIES and attack.end <= one.first < ends]
    by = [one for one in after if _is_told_by(one, near)]
    others_after = [one for one in after if one not in by]
    turned = any(one.role is Role.PASSIVE and 0 <= attack.first - one.end <= 1 for one in near)
    if by or turned or attack.role is Role.DONE:
        return Parties(tuple(by), (*before, *others_after))
    doers = [one for one in before if one.role is not Role.PLACE and not _is_object(one, near)]
    same_clause = [one for one in doers if one.clause == attack.clause]
    last = (same_clause or doers)[-1:]
    joined = [one for one in doers if last and 0 < last[0].first - one.end <= 1 and one.role is last[0].role]
    rest = [one for one in before if one not in last and one not in joined and one.role is not Role.OTHERS]
    places_or_objects = [one for one in rest if one.role is Role.PLACE or _is_object(one, near)]
    return Parties((*joined, *last), (*places_or_objects, *others_after))


def _is_told_by(one: Mark, near: Sequence[Mark]) -> bool:
    return any(by.role is Role.BY and 0 <= one.first - by.end <= _BY_WITHIN for by in near)


def _is_object(one: Mark, near: Sequence[Mark]) -> bool:
    """Spoken to, or gone against: "dear Buddhists, an attack ...", "against Muslims"."""
    return any(mark.role is Role.OBJECT and one.first == mark.end for mark in near)


def _verb_last(attack: Mark, near: Sequence[Mark]) -> Parties:
    before = [one for one in near if one.role in PARTIES and one.end <= attack.first]
    if any(one.role is Role.PASSIVE and 0 <= one.first - attack.end <= 1 for one in near):
        by = tuple(one for one in before if _marked(one, near, attack) is Role.BY)
        return Parties(by, tuple(one for one in before if one not in by))
    attackers: list[Mark] = []
    attacked: list[Mark] = []
    unmarked: list[Mark] = []
    for one in before:
        role = _marked(one, near, attack)
        if one.role is Role.PLACE or role is Role.OBJECT:
            attacked.append(one)
        elif role is Role.SUBJECT:
            attackers.append(one)
        else:
            unmarked.append(one)
    if not attackers and unmarked:
        attackers.append(unmarked.pop(0))
    if not attackers:
        attackers = [
            one for one in near if one.role is Role.GROUP and 0 <= one.first - attack.end <= _WHO_AFTER
        ][:1]
    return Parties(tuple(attackers), (*attacked, *unmarked))


def _marked(one: Mark, near: Sequence[Mark], attack: Mark) -> Role | None:
    """The mark that comes after somebody, before anybody else and before the attack."""
    for mark in sorted(near, key=lambda mark: mark.first):
        if mark.first < one.end:
            continue
        if mark.first - one.end >= _MARKED_WITHIN or mark.first >= attack.first or mark.role in PARTIES:
            return None
        if mark.role in (Role.SUBJECT, Role.OBJECT, Role.BY):
            return mark.role
    return None
