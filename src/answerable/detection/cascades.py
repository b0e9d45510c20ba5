"""Cascades: a text that spreads from person to person in near-copies, and when that is an alarm.

Not every text that spreads is dangerous. An alarm is spread times risk: spread alone is something to watch; only with
a risk that somebody gives a reason for (a classifier, a rule, a known claim, the text bank, reports, trusted flaggers)
do people have to look. Spread itself is no fixed count: a text that was passed on as much before raises nothing.
"""

from __future__ import annotations

import math
from datetime import datetime

import msgspec

from answerable.errors import Invalid
from answerable.records.cascade import Growth, Level, Variant
from answerable.records.frame import Frame
from answerable.records.reason import Reason
from answerable.vocabulary import PolicyArea, ReasonCode

SENDERS_LEAST = 17  # below, a growth cannot be told from chance
SENDERS = 50  # new senders within a day, from which on spread is looked at
CHANCE = 1e-6  # how seldom traffic as before would bring as many: a messenger has hundreds of thousands of clusters
CONFIDENCE = 0.95
REVIEW, EMERGENCY = 0.5, 0.8  # of risk
_Z = 1.959964  # of the normal distribution, for CONFIDENCE on both sides
_STEPS = 200


class Cascade(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one. `senders` and `conversations` are exact up to 16, then estimates; `reach` is the sum of the
    audiences that were told; `communities` are of channels that it reached. Who sent it first is not known here."""

    id: str
    first_seen: datetime
    last_seen: datetime
    copies: int
    senders: int
    conversations: int
    depth: int
    reach: int
    communities: tuple[str, ...]
    growth: Growth | None
    variants: tuple[Variant, ...]
    alarm_at: datetime | None


class Risk(msgspec.Struct, frozen=True, kw_only=True):
    """How dangerous the text is held to be, from 0 to 1, and why, the strongest reason first; what its examples say."""

    score: float
    reasons: tuple[Reason, ...] = ()
    frame: Frame = Frame()

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise Invalid("must lie between 0 and 1", where="risk")
        if self.score >= REVIEW and not self.reasons:
            raise Invalid("a risk that calls people needs a reason", where="risk", mend="say why")

    @property
    def area(self) -> PolicyArea | None:
        """What of the standards speaks against the text, by the strongest reason that knows."""
        return next((reason.area for reason in self.reasons if reason.area is not None), None)


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """The level of a cascade, or none, and why: its spread first, then its risk (`wording.py` puts it in words)."""

    level: Level | None
    reasons: tuple[Reason, ...] = ()


def growth(*, recent: float, before: float, traffic: int, traffic_before: int, hours: float) -> Growth:
    """Of new senders within the last day and before it, against all messages of the same two times.

    Of all new senders as large a share as of all messages would be recent, if the text had spread as much before:
    whether it is more by chance is a binomial question. What came before the stream began is taken as a time as long
    and as busy as the last day, in which the text was not seen.
    """
    share = traffic / (traffic + max(traffic_before, traffic, 1))
    n, k = round(recent + before), round(recent)
    low, high = _between(k, n)
    return Growth(
        an_hour=recent / min(max(hours, 1.0), 24.0),
        times=_odds((k + 0.5) / (n + 1), share),
        at_least=_odds(low, share),
        at_most=_odds(high, share),
        chance=_tail(k, n, share),
    )


def is_spread(found: Growth) -> bool:
    """Whether a text grows, and not by chance."""
    return found.chance < CHANCE and found.at_least > 1


def judge(cascade: Cascade, risk: Risk | None = None) -> Judgement:
    """Spread times risk. Without a risk that has a reason nothing is more than to be watched, however it spreads."""
    if cascade.alarm_at is None:
        return Judgement(level=None)
    reasons = (*_spread(cascade), *(risk.reasons if risk else ()))
    if risk is None or risk.score < REVIEW:
        return Judgement(level=Level.WATCH, reasons=reasons)
    grows = cascade.growth is not None and cascade.growth.at_least > 1
    if risk.score >= EMERGENCY and grows:
        return Judgement(level=Level.EMERGENCY, reasons=reasons)
    return Judgement(level=Level.REVIEW, reasons=reasons)


def _spread(cascade: Cascade) -> list[Reason]:
    senders = {"senders": cascade.senders, "conversations": cascade.conversations}
    reasons = [Reason(ReasonCode.SENDERS, senders)]
    if cascade.growth is not None:
        found = {"an_hour": round(cascade.growth.an_hour), "at_least": round(cascade.growth.at_least, 1)}
        reasons.append(Reason(ReasonCode.GROWTH, found))
    if len(cascade.communities) > 1:
        reasons.append(Reason(ReasonCode.COMMUNITIES, {"communities": len(cascade.communities)}))
    return reasons


def _odds(part: float, share: float) -> float:
    """How many times more than before, where `part` is recent of what `share` would be if nothing had changed."""
    part = min(part, 1 - 1e-9)
    return part / (1 - part) * (1 - share) / share if share > 0 else 0.0


def _between(k: int, n: int) -> tuple[float, float]:
    """The interval of Wilson (1927) for a share of k in n."""
    if n == 0:
        return 0.0, 1.0
    square = _Z * _Z
    middle = (k + square / 2) / (n + square)
    half = _Z / (n + square) * math.sqrt(k * (n - k) / n + square / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def _tail(k: int, n: int, share: float) -> float:
    """The chance of k or more in n, each with the chance `share`."""
    if k <= n * share or share <= 0 or share >= 1:
        return 1.0
    term = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    term = math.exp(term + k * math.log(share) + (n - k) * math.log1p(-share))
    total, odds = 0.0, share / (1 - share)
    for i in range(k, min(n, k + _STEPS) + 1):
        total += term
        term *= (n - i) / (i + 1) * odds
    return min(1.0, total)
