"""Mirrored campaigns: letters that rise together, each telling one community that the other attacks.

Two cascades are mirrored where

- both threaten (`frames.py`), and neither denies or asks;
- they rise together: they begin within two days of each other, and the one had copies within the last six
  hours when the other begins;
- whom each is against is not whom the other is against, and nothing that they say of who attacks whom contradicts it;
- they do not name different days; and
- one of these holds: each is against whom the other says is attacked; or they reached channels of different
  communities, and of these three two hold: one of them is against whom the other says is attacked; they name the same
  day; the groups that they are against are `opposed` in the lexicon.

Communities are of channels, as the operator declares them. Two letters that went through the same one community are a
quarrel in it, not two sides of a campaign. Who is attacked may be left to the channel: "the Muslims will attack us", in
a channel whose declared community is a group of the lexicon, is taken to say that group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

import msgspec

from answerable.detection.days import dates
from answerable.detection.lexicon import Lexicon, Role, words
from answerable.detection.marks import marks_in
from answerable.records.frame import Frame, Stance, Strength

WITHIN = timedelta(hours=48)
STILL = timedelta(hours=6)
GROUNDS_LEAST = 2


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A cascade as it is compared. `communities` are those of channels that it reached."""

    id: str
    first_seen: datetime
    last_seen: datetime
    communities: frozenset[str]
    frame: Frame


class Mirrored(msgspec.Struct, frozen=True, kw_only=True):
    """One incident: the cascades of either side, by id. The side that began first stands first."""

    sides: tuple[tuple[str, ...], tuple[str, ...]]


class _Agreement(IntEnum):
    DIFFERENT = 0
    UNKNOWN = 1
    SAME = 2


def incidents(parts: Sequence[Part], lexicon: Lexicon, zone: ZoneInfo) -> tuple[Mirrored, ...]:
    """All mirrored incidents among cascades, by when they began, whatever the order in which the cascades come. One
    that is mirrored with both sides of an incident belongs to neither."""
    ordered = sorted(parts, key=lambda part: (part.first_seen, part.id))
    pairs: dict[str, list[str]] = {part.id: [] for part in ordered}
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if mirrored(one, other, lexicon, zone):
                pairs[one.id].append(other.id)
                pairs[other.id].append(one.id)
    found = []
    sides: dict[str, int] = {}
    for part in ordered:
        if part.id not in sides and pairs[part.id]:
            reached = _two_sides(part.id, pairs)
            sides |= reached
            first, second = (
                tuple(one.id for one in ordered if reached.get(one.id) == side) for side in (0, 1)
            )
            if first and second:
                found.append(Mirrored(sides=(first, second)))
    return tuple(found)


def _two_sides(first: str, pairs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The side, 0 or 1, of each cascade that hangs together with the first; -1 of those that belong to neither."""
    sides, waiting = {first: 0}, [first]
    for one in waiting:
        if sides[one] < 0:
            continue
        for other in pairs[one]:
            if other not in sides:
                sides[other] = 1 - sides[one]
                waiting.append(other)
            elif sides[other] == sides[one]:
                sides[other] = -1
    return sides


def mirrored(one: Part, other: Part, lexicon: Lexicon, zone: ZoneInfo) -> bool:
    """Whether two cascades are the two sides of one campaign. `zone` is where "tonight" is."""
    if not (_threatens(one) and _threatens(other)) or not _together(one, other):
        return False
    days = _agree(_dates(one, zone), _dates(other, zone))
    if days is _Agreement.DIFFERENT or _is_one_community(one, other):
        return False
    against, its = _against(one.frame, lexicon), _against(other.frame, lexicon)
    if not (against | its) or against & its:
        return False
    forth = _agree(against, _attacked(other, its, lexicon))
    back = _agree(its, _attacked(one, against, lexicon))
    if _Agreement.DIFFERENT in (forth, back):
        return False
    if forth is back is _Agreement.SAME:
        return True
    opposed = any(frozenset((a, b)) in lexicon.opposed for a in against for b in its)
    grounds = (_Agreement.SAME in (forth, back), days is _Agreement.SAME, opposed)
    return _apart(one, other) and sum(grounds) >= GROUNDS_LEAST


def _threatens(part: Part) -> bool:
    return part.frame.strength > Strength.NONE and part.frame.stance is Stance.SAYS


def _together(one: Part, other: Part) -> bool:
    near = abs(one.first_seen - other.first_seen) <= WITHIN
    return near and one.last_seen + STILL >= other.first_seen and other.last_seen + STILL >= one.first_seen


def _dates(part: Part, zone: ZoneInfo) -> frozenset[date | str]:
    return dates(part.frame.when, part.first_seen.astimezone(zone).date())


def _against(frame: Frame, lexicon: Lexicon) -> frozenset[str]:
    return _with_larger(frame.attackers | frame.targets, lexicon)


def _attacked(part: Part, against: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    """Who is attacked, as the text says it; else, where it says by whom, the groups that its channels are declared
    to be of."""
    said = _with_larger(part.frame.attacked, lexicon) - against
    if said or not against:
        return said
    named = (mark.code for name in part.communities for mark in marks_in(name, words(name), lexicon)
             if mark.role is Role.GROUP)  # fmt: skip
    return _with_larger(named, lexicon) - against


def _with_larger(groups: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(code for one in groups for code in (one, lexicon.within.get(one, one)))


def _agree(
    one: frozenset[date | str] | frozenset[str], other: frozenset[date | str] | frozenset[str]
) -> _Agreement:
    if not one or not other:
        return _Agreement.UNKNOWN
    return _Agreement.SAME if one & other else _Agreement.DIFFERENT


def _is_one_community(one: Part, other: Part) -> bool:
    return len(one.communities) == 1 and one.communities == other.communities


def _apart(one: Part, other: Part) -> bool:
    """Whether one reached a community that the other did not."""
    return bool(one.communities) and bool(other.communities) and one.communities != other.communities
