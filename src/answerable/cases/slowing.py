"""Slowing: reading the policy (`slowing.toml`), what a reviewer may choose, what an alarm may do alone. Pure.

Spread alone never slows anything, and neither does a number of reports: a call to a peaceful protest spreads as a
threat does, and a brigade reports what it dislikes. There must be a ground of the standards that the policy names,
and for a limit without a person also a reason in what the text says."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from answerable.errors import Invalid
from answerable.records.decision import Choice
from answerable.records.reason import Reason
from answerable.records.slowing import Hours, ProvisionalRule, Slow, SlowingPolicy, Terms
from answerable.records.standard import Ground, Standards
from answerable.vocabulary import SLOWING, ActionKind, ReasonCode, Verdict

FILE = "slowing.toml"
HOURS_MOST = 24 * 90
PROVISIONAL_HOURS_MOST = 24
CONVERSATIONS_MOST, DEPTH_MOST = 100, 100
ADDRESS_MOST = 500
# Reasons that lie in what the text says. How many people send or report it, and who they are, is none.
IN_THE_TEXT = frozenset(
    {
        ReasonCode.CALL,
        ReasonCode.WARNING,
        ReasonCode.MIRRORED,
        ReasonCode.BANKED,
        ReasonCode.CLAIM,
        ReasonCode.CLASSIFIER,
    }
)
LEVELS = ("watch", "review", "emergency")  # of alarms, from the least
_DIGEST_PREFIX = b"answerable/slowing/v1\n"


class _RuleLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ground: str
    level: str
    hours: int
    conversations: int | None = None
    depth: int | None = None
    reasons: tuple[ReasonCode, ...] = ()


class _LimitLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    conversations: int | None = None
    depth: int | None = None


class _HoursLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    default: int
    most: int


class _CrisisPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: _LimitLine
    provisional: tuple[_RuleLine, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    grounds: dict[str, tuple[ActionKind, ...]]
    hours: dict[ActionKind, _HoursLine]
    limit: _LimitLine
    notice: dict[str, str]
    crisis: _CrisisPart
    provisional: tuple[_RuleLine, ...] = ()


def parse_slowing(
    content: bytes, *, languages: Collection[str], grounds: Collection[Ground]
) -> SlowingPolicy:
    """Read `slowing.toml` of one version of the standards. Raises Invalid, naming the field, for what does not hold
    together: above all a rule without a ground of these standards."""
    try:
        found: dict[str, Any] = tomllib.loads(content.decode())
        read = msgspec.convert(found, _File)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Invalid(str(error), where=FILE) from error
    policy = SlowingPolicy(
        grounds=read.grounds,
        hours={kind: Hours(default=one.default, most=one.most) for kind, one in read.hours.items()},
        limit=_limit(read.limit),
        crisis_limit=_limit(read.crisis.limit),
        notice=read.notice,
        provisional=tuple(map(_rule, read.provisional)),
        in_crisis=tuple(map(_rule, read.crisis.provisional)),
        digest=hashlib.sha256(_DIGEST_PREFIX + msgspec.json.encode(found, order="deterministic")).hexdigest(),
    )
    _check_policy(policy, languages, {one.code for one in grounds if one.verdict == Verdict.VIOLATION})
    return policy


def check_slow(choice: Choice, standards: Standards) -> None:
    """Refuse what a choice says of slowing where it does not hold together, or the policy does not allow it on this
    ground. Raises Invalid naming the field."""
    kinds = [kind for kind in choice.actions if kind in SLOWING]
    if sorted(one.kind for one in choice.slow) != sorted(kinds):
        raise Invalid("say for how long it is slowed, once for each way and only there", where="slow")
    for one in choice.slow:
        policy = standards.slowing
        if policy is None or one.kind not in policy.grounds.get(choice.ground or "", ()):
            what = f"the policy on slowing does not allow {one.kind} on this ground"
            raise Invalid(
                what, where="actions", mend=f"choose another action, or see {FILE} of the standards"
            )
        if not 1 <= one.hours <= policy.hours[one.kind].most:
            raise Invalid(f"must be 1 to {policy.hours[one.kind].most} hours", where="slow.hours")
        _check_slow_terms(one)


def provisional_rule(
    standards: Standards, *, reasons: Sequence[Reason], level: str, crisis: bool
) -> ProvisionalRule | None:
    """What an alarm of a level may do, for the reasons of its risk, before a person has looked; None where it may do
    nothing. Without a reason in what the text says, that knows a ground, no number of people is enough."""
    policy, said = standards.slowing, [one for one in reasons if one.code in IN_THE_TEXT]
    if policy is None or level not in LEVELS:
        return None
    codes = {one.code for one in said}
    grounds = {found.code for one in said if one.area and (found := standards.ground_of(one.area))}
    fit = [
        rule
        for rule in ((*policy.in_crisis, *policy.provisional) if crisis else policy.provisional)
        if rule.ground in grounds
        and _grave(rule.level) <= _grave(level)
        and (not rule.reasons or codes.intersection(rule.reasons))
    ]
    return max(
        fit, key=lambda rule: _grave(rule.level), default=None
    )  # of equal ones the first: the crisis's


def _grave(level: str) -> int:
    return LEVELS.index(level)


def _check_slow_terms(one: Slow) -> None:
    given = one.terms
    if one.kind == ActionKind.LIMIT_FORWARDING:
        _check_limit(given, "slow.terms")
    elif given.conversations is not None or given.depth is not None:
        raise Invalid("only a limit has conversations or a depth", where="slow.terms")
    if given.fact_check is None:
        return
    if one.kind != ActionKind.LABEL:
        raise Invalid("only a label leads to a fact-check", where="slow.fact_check")
    if len(given.fact_check) > ADDRESS_MOST or not _is_https(given.fact_check):
        raise Invalid("not an address that begins with https://", where="slow.fact_check")


def _is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and address.isascii() and address.isprintable()


def _check_limit(terms: Terms, where: str) -> None:
    if terms.conversations is None and terms.depth is None:
        raise Invalid("a limit says to how many conversations, or how often", where=where)
    for given, most in ((terms.conversations, CONVERSATIONS_MOST), (terms.depth, DEPTH_MOST)):
        if given is not None and not 1 <= given <= most:
            raise Invalid(f"a limit is 1 to {most}", where=where)


def _check_policy(policy: SlowingPolicy, languages: Collection[str], codes: set[str]) -> None:
    for code, kinds in policy.grounds.items():
        if code not in codes:
            raise Invalid(f"{code} is no ground that something can break", where=f"{FILE}, grounds")
        if set(kinds) - set(SLOWING) or len(set(kinds)) != len(kinds):
            raise Invalid(f"{code} has an action that slows nothing, or one twice", where=f"{FILE}, grounds")
    if set(policy.hours) != set(SLOWING):
        raise Invalid(f"each of {', '.join(SLOWING)} needs its hours, no other", where=f"{FILE}, hours")
    for kind, hours in policy.hours.items():
        if not 1 <= hours.default <= hours.most <= HOURS_MOST:
            raise Invalid(f"{kind}: 1 <= default <= most <= {HOURS_MOST}", where=f"{FILE}, hours")
    if set(policy.notice) != set(languages) or not all(policy.notice.values()):
        raise Invalid("a notice is needed in each language of the standards", where=f"{FILE}, notice")
    _check_limit(policy.limit, f"{FILE}, limit")
    _check_limit(policy.crisis_limit, f"{FILE}, crisis.limit")
    for rule in (*policy.provisional, *policy.in_crisis):
        _check_rule(rule, policy)


def _check_rule(rule: ProvisionalRule, policy: SlowingPolicy) -> None:
    where = f"{FILE}, provisional"
    if ActionKind.LIMIT_FORWARDING not in policy.grounds.get(rule.ground, ()):
        raise Invalid(f"{rule.ground} is no ground on which forwarding may be limited", where=where)
    if rule.level not in LEVELS[1:]:
        raise Invalid("the level must be review or emergency: spread alone slows nothing", where=where)
    if not IN_THE_TEXT.issuperset(rule.reasons):
        raise Invalid("these reasons do not all lie in what the text says", where=where)
    if not 1 <= rule.hours <= min(PROVISIONAL_HOURS_MOST, policy.hours[ActionKind.LIMIT_FORWARDING].most):
        raise Invalid(f"must be 1 to {PROVISIONAL_HOURS_MOST} hours", where=where)
    _check_limit(rule.terms, where)


def _limit(line: _LimitLine) -> Terms:
    return Terms(conversations=line.conversations, depth=line.depth)


def _rule(line: _RuleLine) -> ProvisionalRule:
    terms = Terms(conversations=line.conversations, depth=line.depth)
    return ProvisionalRule(
        ground=line.ground, level=line.level, hours=line.hours, terms=terms, reasons=line.reasons
    )
