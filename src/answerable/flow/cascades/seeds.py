"""The seeds of sketches: a secret one where a platform sends texts, public ones that change where its clients sketch.

A public seed follows from the keys and the time, so that none is stored, and a server that begins again goes on.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from answerable.errors import Invalid
from answerable.flow.runtime import Runtime
from answerable.stream.sketch import Seed

LASTS = timedelta(days=7)
TAKEN_AFTER = timedelta(days=1)  # its end: a client may have been offline
_BEGIN = datetime(2018, 1, 1, tzinfo=UTC)  # a Monday


class PublicSeed(msgspec.Struct, frozen=True, kw_only=True):
    """`seed` is what clients number runs by, `name` what they send with a sketch."""

    seed: bytes
    name: str
    begins_at: datetime
    ends_at: datetime


def secret_seed(runtime: Runtime, platform_id: str) -> Seed:
    """What the server sketches a platform's texts with."""
    return Seed.of(runtime.keyring.tag("stream sketches", platform_id))


def public_seed(runtime: Runtime, platform_id: str, at: datetime) -> PublicSeed:
    """The seed for a platform's clients at a time."""
    number = (at - _BEGIN) // LASTS
    seed = runtime.keyring.tag("public sketches", platform_id, str(number))
    begins = _BEGIN + number * LASTS
    return PublicSeed(seed=seed, name=Seed.of(seed).name, begins_at=begins, ends_at=begins + LASTS)


def check_seed(runtime: Runtime, platform_id: str, name: str, at: datetime) -> None:
    """Raise Invalid for sketches of a seed that is not taken now."""
    taken = {public_seed(runtime, platform_id, moment).name for moment in (at, at - TAKEN_AFTER)}
    if name not in taken:
        mend = "get the one of today: GET /api/v1/messages/seed"
        raise Invalid("is not a seed that is taken now", where="seed", mend=mend)
