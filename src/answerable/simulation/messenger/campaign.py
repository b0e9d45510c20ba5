"""A campaign: one text with its variants that spreads in the simulated world, whose truth is known."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from answerable.errors import Invalid


class Kind(StrEnum):
    """`FIRST` and `SECOND` are the two letters of a mirrored pair."""

    FIRST = "first"
    SECOND = "second"
    CHAIN = "chain"
    GREETING = "greeting"
    LOTTERY = "lottery"
    FOOTBALL = "football"
    EARTHQUAKE = "earthquake"
    MARKETING = "marketing"
    PROTEST = "protest"
    RUMOUR = "rumour"
    DEBUNK = "debunk"

    @property
    def frightens(self) -> bool:
        """Whether it is one of the letters that must be found and slowed; everything else must be left alone."""
        return self in {Kind.FIRST, Kind.SECOND}


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    """`forms` are the texts with which it begins. Shares are of those who could; times count from the world's
    beginning on."""

    name: str
    kind: Kind
    forms: tuple[str, ...]
    community: int | None = None
    """Among whom it is passed on as `forward` says; others do so as `forward_other` says. None: everybody alike."""
    begins_h: float = 0.0
    window_min: float = 60.0
    """In how long the first ones send it."""
    origins: int = 12
    """How many people send it without having got it."""
    fan_first: float = 3.0
    """Conversations to which they send it, on average."""
    forward: float = 0.0
    """Share of those who see it that pass it on."""
    forward_other: float = 0.0
    fan: float = 2.0
    """Conversations to which these send it, on average, before any limit."""
    delay_min: float = 40.0
    """The median time until they do."""
    half_life_h: float = 36.0
    """In which the readiness to pass it on halves (Wu 2007)."""
    mutated: float = 0.1
    """Share of those who pass it on that change it."""
    reported: float = 0.0
    """Share of those who see it that report it."""

    def __post_init__(self) -> None:
        if not self.forms or self.origins < 1 or self.fan < 1 or self.fan_first < 1:
            raise Invalid(
                "needs a text, somebody who begins, and conversations", where=f"campaign {self.name}"
            )
