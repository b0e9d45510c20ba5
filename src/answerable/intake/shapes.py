"""The shapes of fields that several kinds of lines have."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated

import msgspec

from answerable.intake.texts import Flaw

Time = Annotated[datetime, msgspec.Meta(tz=True)]

_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,7}")
# Codes of ISO 639-2 and 639-3 for which BCP 47 has a shorter one.
_SHORTER = {"mya": "my", "bur": "my", "eng": "en"}


def flaw_in_country(text: str | None) -> Flaw | None:
    """ISO 3166-1 alpha-2, by its shape."""
    if text is None or _COUNTRY.fullmatch(text):
        return None
    return Flaw("is not a country code", "two capital letters (ISO 3166-1), such as MM")


def flaw_in_language(text: str | None) -> Flaw | None:
    """BCP 47 (RFC 5646), by its shape."""
    if text is None or _LANGUAGE.fullmatch(text):
        return None
    return Flaw("is not a language tag", "a BCP 47 tag, such as my or en")


def language_of(tag: str | None) -> str | None:
    """The language itself, without script or region, as queues and reviewers name it: `my-MM` is `my`."""
    if tag is None:
        return None
    primary = tag.partition("-")[0].lower()
    return _SHORTER.get(primary, primary)
