"""A reason why a cascade is held to spread or to be dangerous: a code and numbers, put into words where it is shown."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from answerable.vocabulary import PolicyArea, ReasonCode


class Reason(msgspec.Struct, frozen=True):
    """`numbers` are those that the code's words name (`detection/wording.py`). `area` is what of the standards speaks
    against the text for this reason; None where it says nothing of that."""

    code: ReasonCode
    numbers: Mapping[str, int | float] = {}
    area: PolicyArea | None = None
