"""What a person is told of a refusal, as sentences in their language."""

from __future__ import annotations

from answerable.errors import Refused, TooMany
from answerable.i18n import number, translations
from answerable.i18n.labels import N_

_WAIT = N_("Too many attempts. Wait %(minutes)s minutes, then try again.")


def words_of(error: Refused, language: str) -> str:
    """What was refused, as a sentence in the reader's language."""
    gettext = translations(language).gettext
    if isinstance(error, TooMany):
        return gettext(_WAIT) % {"minutes": number(-(-error.retry_after_s // 60), language)}
    told = [gettext(fault.what) for fault in error.faults]
    mends = [gettext(fault.mend) for fault in error.faults if fault.mend]
    return " ".join(sentence(part) for part in (*told, *mends))


def sentence(words: str) -> str:
    """Errors are written small, without a stop; a page says sentences."""
    ended = words if words[-1:] in ".?!။…" else words + ("။" if _is_burmese(words) else ".")
    return ended[:1].upper() + ended[1:]


def _is_burmese(words: str) -> bool:
    return any("\u1000" <= letter <= "\u109f" for letter in words)
