"""Cosignatures of checkpoints, and what is known of the witnesses that make them."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Cosignature(msgspec.Struct, frozen=True, kw_only=True):
    """A witness's signature line under the checkpoint of `size`, verified before it was stored. `vkey` names the
    witness; `cosigned_at` is the time that it signed, by its own clock."""

    size: int
    vkey: str
    line: str
    cosigned_at: datetime
    received_at: datetime


class WitnessState(msgspec.Struct, frozen=True, kw_only=True):
    """The size that a witness has seen last, as far as is known, and when it last cosigned; `fault` is why its last
    answer was none, or ""."""

    vkey: str
    size: int = 0
    cosigned_at: datetime | None = None
    fault: str = ""
