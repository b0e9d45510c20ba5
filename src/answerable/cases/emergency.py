"""What is an emergency, and who is called to it next.

An emergency acts on nothing and decides nothing: it calls a person. So that a crowd that reports somebody it dislikes
gains little, it is raised once a case, and people count, not reports: who reports ten times counts once, and all who
report without a name count as one.

Reports of a language and area are counted as voices: how many people reported, or how many subjects they reported,
whichever is less, so that neither a crowd after one person nor one person after a crowd is loud. They surge when the
last hour has at least `floor` voices, twice as many as the hour that 95 % of the hours of the last 14 days do not
exceed, and so many more that chance would bring as many in less than one hour of a million (the tail of a Poisson
distribution with that hour as its mean: a busy evening is no surge).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import ceil, exp, lgamma, log
from uuid import UUID

import msgspec

from answerable.vocabulary import CaseState, EmergencyKind, PolicyArea

GRAVE = frozenset({PolicyArea.INCITEMENT, PolicyArea.CHILD_SAFETY})
HOURS_OF_HISTORY = 14 * 24
USUAL_SHARE = 0.95
CHANCE = 1e-6
FAR = 2
LASTS = timedelta(hours=24)  # a surge that is no one case: it can be raised once a day


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """`reporters` for incitement and child safety, `surge` for one case within an hour, `floor` for a language."""

    reporters: int
    surge: int
    floor: int


class CaseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an open case since it waits: distinct reporters who named something grave, whether a trusted
    flagger did, and distinct reporters within the last hour."""

    state: CaseState
    grave_reporters: int
    grave_trusted: bool
    reporters_in_hour: int


def of_case(facts: CaseFacts, thresholds: Thresholds) -> EmergencyKind | None:
    """Whether a case is an emergency, and of which kind."""
    if facts.state == CaseState.DECIDED:
        return None
    if facts.grave_trusted or facts.grave_reporters >= thresholds.reporters:
        return EmergencyKind.GRAVE
    if facts.reporters_in_hour >= thresholds.surge:
        return EmergencyKind.CASE_SURGE
    return None


def surges(voices: int, history: Sequence[int], thresholds: Thresholds) -> bool:
    """Whether an hour with so many voices is far above what is usual. `history` are the voices of those hours of the
    last 14 days that had any; the others had none."""
    usual = usual_hour(history)
    far = voices >= max(thresholds.floor, FAR * usual)
    return far and poisson_tail(voices, usual) < CHANCE


def usual_hour(history: Sequence[int]) -> int:
    """The hour that 95 % of the hours of the last 14 days do not exceed; at least 1."""
    place = ceil(USUAL_SHARE * HOURS_OF_HISTORY)
    from_busiest = HOURS_OF_HISTORY - place
    busiest = sorted(history, reverse=True)
    return max(busiest[from_busiest] if from_busiest < len(busiest) else 0, 1)


def poisson_tail(count: int, mean: float) -> float:
    """The chance of `count` or more where `mean` are expected, for counts above the mean."""
    if count <= mean:
        return 1.0
    term = exp(count * log(mean) - mean - lgamma(count + 1))
    whole, number = term, count
    while term > whole * 1e-12 and term > 0:
        number += 1
        term *= mean / number
        whole += term
    return min(whole, 1.0)


def next_called(on_call: Sequence[UUID], called: Sequence[UUID], rounds: int) -> UUID | None:
    """Who is called next: of those on call, in their order, whoever was called least. None where nobody is on call, or
    everybody was called `rounds` times."""
    if not on_call:
        return None
    who = min(on_call, key=lambda one: (called.count(one), on_call.index(one)))
    return who if called.count(who) < rounds else None
