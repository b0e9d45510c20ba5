"""Choosing a reader's language: what they asked for, else what their browser prefers (RFC 9110, 12.5.4)."""

from __future__ import annotations

from answerable.errors import Invalid
from answerable.i18n.translations import DEFAULT_LANGUAGE, LANGUAGES

_RANGES_MAX = 20


def choose_language(accept_language: str | None, explicit: str | None = None) -> str:
    """Return a language that there is a catalogue for.

    `explicit` wins when it is one. `accept_language` is the header as it came; what cannot be read in it is
    passed over, since a browser's odd header is no reason to refuse a page.
    """
    if explicit in LANGUAGES:
        return explicit
    for tag in _preferred(accept_language or ""):
        if tag in LANGUAGES:
            return tag
    return DEFAULT_LANGUAGE


def check_language(language: str) -> None:
    """Raises Invalid where there is no catalogue for a language that somebody named."""
    if language not in LANGUAGES:
        raise Invalid("there are no words in this language", where="language", mend=", ".join(LANGUAGES))


def _preferred(header: str) -> list[str]:
    """Primary language tags by descending weight; equal weights keep their order."""
    weighted: list[tuple[float, str]] = []
    for part in header.split(",")[:_RANGES_MAX]:
        tag, _, parameters = part.partition(";")
        weight = _weight(parameters.strip())
        if weight > 0:
            weighted.append((weight, tag.strip().lower().partition("-")[0]))
    return [tag for _, tag in sorted(weighted, key=lambda entry: -entry[0])]


def _weight(parameters: str) -> float:
    if not parameters:
        return 1.0
    name, _, value = parameters.partition("=")
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0
