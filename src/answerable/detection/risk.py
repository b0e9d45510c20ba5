"""The risk of a cascade: what is known of its text, as grounds with weights, and one number from them.

The strongest ground counts whole; each further one closes a quarter of what is then missing to 1. No ground is spread:
how many people pass a text on says nothing against it.

| ground | weight |
|---|---|
| a cascade turns it round and rises in other communities (`mirrored.py`) | .9 |
| its text was found to break the standards before | .9 to .6, by its area: `BANKED` |
| half of its examples warn of an attack or call for one (`frames.py`) | .85 where that is sure, .6 where possible |
| a trusted flagger asked for somebody to look now | .8 |
| trusted flaggers reported a copy | .7 for one, .8 for two, .85 for three or more |
| a claim that is known to be false | .6 |
| n different people reported a copy | .3 + .1 log2 n, at most .7: a crowd alone makes no emergency |
| a classifier's score, the median of the examples | itself, at most .75; below .5 it is no ground |
| half of the examples ask whether it is true | .45: people may ask |

Where half of the examples deny what they quote, the text itself is no ground (frames, claims, classifier), and the bank
one of .45 at most: a refutation that quotes a letter is no letter. Then only people can make it one to review.
"""

from __future__ import annotations

from math import log2
from statistics import median
from typing import NamedTuple

import msgspec

from answerable.detection.cascades import Risk
from answerable.detection.frames import Saying, said_by
from answerable.detection.lexicon import Lexicon
from answerable.records.frame import FrameKind, Stance, Strength
from answerable.records.reason import Reason
from answerable.vocabulary import PolicyArea, ReasonCode

MIRRORED, ESCALATED, CLAIM, ASKING = 0.9, 0.8, 0.6, 0.45
STRENGTH = {Strength.SURE: 0.85, Strength.POSSIBLE: 0.6}
BANKED = {
    PolicyArea.INCITEMENT: 0.9,
    PolicyArea.CHILD_SAFETY: 0.9,
    PolicyArea.THREAT: 0.85,
    PolicyArea.FALSE_INFORMATION: 0.85,
    PolicyArea.HATE: 0.7,
}
BANKED_ELSE = 0.6
DENIED_MOST = 0.45  # of the bank, where the examples deny what they quote
REPORTS_MOST, CLASSIFIER_MOST, CLASSIFIER_LEAST = 0.7, 0.75, 0.5
TRUSTED = (0.0, 0.7, 0.8, 0.85)
FURTHER = 0.25


class RiskFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a cascade besides its spread. `examples`: texts as they were sent. `banked`: areas of decided
    cases, found to break the standards, whose text matches. `reports`: different people who reported a copy, and
    `areas` what they named, the most frequent first. `trusted`, `escalated`: organisations that reported, and that
    asked for somebody to look now. `claims`: known false claims that match. `scores`: of a classifier, for each
    example, where there is one. `mirrored`: cascades that turn this one round."""

    examples: tuple[str, ...] = ()
    banked: tuple[PolicyArea, ...] = ()
    reports: int = 0
    areas: tuple[PolicyArea, ...] = ()
    trusted: int = 0
    escalated: int = 0
    claims: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    mirrored: int = 0


class _Ground(NamedTuple):
    weight: float
    reason: Reason


def assess(facts: RiskFacts, lexicon: Lexicon | None = None) -> Risk:
    """The risk, with its reasons; without a `lexicon` frames are read by the one that is shipped."""
    said = said_by(facts.examples, lexicon)
    found = _of_people(facts)
    if said.frame.stance is not Stance.DENIES:
        found += [*_of_bank(facts, most=1.0), *_of_text(facts), *_of_frames(said)]
    else:
        found += _of_bank(facts, most=DENIED_MOST)
    found.sort(key=lambda ground: -ground.weight)
    reasons = [ground.reason for ground in found]
    if said.frame.stance is Stance.DENIES:
        reasons.append(Reason(ReasonCode.DENYING, {"examples": said.denying, "of": said.examples}))
    score = combined([ground.weight for ground in found])
    return Risk(score=score, reasons=tuple(reasons), frame=said.frame)


def combined(weights: list[float]) -> float:
    """The strongest whole, and a quarter of what is missing for each further one, whatever their order."""
    strongest = max(weights, default=0.0)
    missing = (1 - strongest) * (1 - FURTHER) ** max(len(weights) - 1, 0)
    return round(1 - missing, 4) if weights else 0.0


def _of_people(facts: RiskFacts) -> list[_Ground]:
    area = facts.areas[0] if facts.areas else None
    found = []
    if facts.reports > 0:
        weight = min(0.3 + 0.1 * log2(facts.reports), REPORTS_MOST)
        found.append(_Ground(weight, Reason(ReasonCode.REPORTS, {"reports": facts.reports}, area)))
    if facts.trusted > 0:
        weight = TRUSTED[min(facts.trusted, len(TRUSTED) - 1)]
        found.append(_Ground(weight, Reason(ReasonCode.TRUSTED, {"organisations": facts.trusted}, area)))
    if facts.escalated > 0:
        why = Reason(ReasonCode.ESCALATED, {"organisations": facts.escalated}, area)
        found.append(_Ground(ESCALATED, why))
    return found


def _of_bank(facts: RiskFacts, *, most: float) -> list[_Ground]:
    if not facts.banked:
        return []
    weight, area = max((BANKED.get(area, BANKED_ELSE), area) for area in facts.banked)
    return [_Ground(min(weight, most), Reason(ReasonCode.BANKED, area=area))]


def _of_text(facts: RiskFacts) -> list[_Ground]:
    found = []
    if facts.mirrored > 0:
        why = Reason(ReasonCode.MIRRORED, {"cascades": facts.mirrored}, PolicyArea.FALSE_INFORMATION)
        found.append(_Ground(MIRRORED, why))
    if facts.claims:
        found.append(_Ground(CLAIM, Reason(ReasonCode.CLAIM, area=PolicyArea.FALSE_INFORMATION)))
    if facts.scores and (score := median(facts.scores)) >= CLASSIFIER_LEAST:
        why = Reason(ReasonCode.CLASSIFIER, {"score": round(score, 2)})
        found.append(_Ground(min(score, CLASSIFIER_MOST), why))
    return found


def _of_frames(said: Saying) -> list[_Ground]:
    numbers = {"examples": said.threatening, "of": said.examples}
    if said.frame.stance is Stance.ASKS:
        asking = Reason(ReasonCode.ASKING, {"examples": said.asking, "of": said.examples})
        return [_Ground(ASKING, asking)]
    if said.frame.strength not in STRENGTH:
        return []
    code, area = ReasonCode.WARNING, PolicyArea.FALSE_INFORMATION
    if FrameKind.CALL in said.frame.kinds:
        code, area = ReasonCode.CALL, PolicyArea.INCITEMENT
    return [_Ground(STRENGTH[said.frame.strength], Reason(code, numbers, area))]
