"""A frame: who is said to attack whom, and when, in a text that warns of an attack or calls for one."""

from __future__ import annotations

from enum import IntEnum, StrEnum

import msgspec


class Strength(IntEnum):
    NONE = 0
    POSSIBLE = 1
    SURE = 2


class Stance(StrEnum):
    """What a text does with what it tells."""

    SAYS = "says"
    ASKS = "asks"
    DENIES = "denies"


class FrameKind(StrEnum):
    WARNING = "warning"
    CALL = "call"


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """`attackers`, `attacked` (also the groups that attacked places belong to) and `targets`, whom calls are against,
    are codes of groups in the lexicon; `places` kinds of places, `when` days (`days.py`). Without a threat all are
    empty."""

    strength: Strength = Strength.NONE
    stance: Stance = Stance.SAYS
    kinds: frozenset[FrameKind] = frozenset()
    attackers: frozenset[str] = frozenset()
    attacked: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()
