"""An organisation: a trusted flagger, which reports in its own name."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Organisation(msgspec.Struct, frozen=True):
    """`language` is the one that it is answered in; `countries` and `languages` are those that it works in. It is
    named in public only where it consents."""

    id: str
    name: str
    created_at: datetime
    language: str = "my"
    consent_to_be_named: bool = False
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
