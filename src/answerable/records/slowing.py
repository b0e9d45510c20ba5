"""Slowing: what lets a text and its copies spread less for a time. Its terms, and the operator's policy on it."""

from __future__ import annotations

import msgspec

from answerable.vocabulary import ActionKind


class Terms(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """On what terms a text is slowed.

    `conversations` is to how many conversations a copy may be passed on at a time, `depth` how often a copy may have
    been passed on and still go on: both from 1, for a limit. `fact_check` is an https address that a label leads to.
    `copies` says whether copies are slowed too, or one item alone.
    """

    conversations: int | None = None
    depth: int | None = None
    fact_check: str | None = None
    copies: bool = True


class Slow(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer chose of one kind of slowing: for how many hours, on what terms."""

    kind: ActionKind
    hours: int
    terms: Terms


class Provisional(msgspec.Struct, frozen=True, kw_only=True):
    """Why a limit was set without a person: what stands in the place of a decision. `reasons` are the codes of the risk
    that the alarm had, `level` is the alarm's, `crisis` whether crisis mode was on."""

    ground: str
    standards_version: str
    level: str
    reasons: tuple[str, ...]
    crisis: bool = False


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """How long a kind of slowing lasts where nobody says otherwise, and at most."""

    default: int
    most: int


class ProvisionalRule(msgspec.Struct, frozen=True, kw_only=True):
    """That an alarm of this level or a graver one, on this ground, limits forwarding until a person has looked, for so
    many hours at most; with `reasons`, only where one of these codes speaks against the text."""

    ground: str
    level: str
    hours: int
    terms: Terms
    reasons: tuple[str, ...] = ()


class SlowingPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """What may be slowed (`grounds`: by the ground's code, the kinds) and for how long; the terms that a limit begins
    with; what a label says, by language; and what an alarm may do by itself, as always and in crisis mode."""

    grounds: dict[str, tuple[ActionKind, ...]]
    hours: dict[ActionKind, Hours]
    limit: Terms
    crisis_limit: Terms
    notice: dict[str, str]
    provisional: tuple[ProvisionalRule, ...] = ()
    in_crisis: tuple[ProvisionalRule, ...] = ()
    digest: str = ""

    def limit_terms(self, *, crisis: bool) -> Terms:
        """The terms that a limit begins with."""
        return self.crisis_limit if crisis else self.limit
