"""Catalogues: gettext .po files, a folder a language, compiled in memory when first asked for.

A language is a folder `catalogues/<code>/` and a line in LANGUAGES. `messages.po` is its main file, with the
plural forms; the other .po files beside it join it, so that each face of Answerable may keep its own.
Message ids are the English words.
"""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from answerable.i18n.loanwords import unbroken

DEFAULT_LANGUAGE = "en"

# What each language calls itself, in the order in which pages offer them.
LANGUAGES: dict[str, str] = {"my": "မြန်မာ", "en": "English"}

_MAIN_FILE = "messages.po"


def catalogue(language: str) -> Catalog:
    """Read and join the .po files of one language. Raises KeyError for a language that has none.

    A file with a syntax error, and two files that translate one message differently, raise ValueError:
    better found at start than on a page.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    folder = files("answerable.i18n") / "catalogues" / language
    whole = _read(language, folder / _MAIN_FILE)
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".po") and path.name != _MAIN_FILE:
            _join_into(whole, _read(language, path), path.name)
    return whole


def _read(language: str, path: Traversable) -> Catalog:
    return read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


def _join_into(whole: Catalog, part: Catalog, name: str) -> None:
    for message in part:
        if not message.id or not message.string:
            continue
        known = whole.get(message.id, message.context)
        if known is not None and known.string != message.string:
            raise ValueError(f"{whole.locale}/{name}: a second, different translation of {message.id!r}")
        whole.add(message.id, message.string, context=message.context)


@cache
def translations(language: str) -> gettext.GNUTranslations:
    """The catalogue of `language`, ready to translate. Unknown languages read as the default one."""
    chosen = language if language in LANGUAGES else DEFAULT_LANGUAGE
    words = catalogue(chosen)
    for message in words:
        if message.id and message.string:
            message.string = _unbroken(message.string)
    compiled = BytesIO()
    write_mo(compiled, words)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _unbroken(said: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    return unbroken(said) if isinstance(said, str) else tuple(map(unbroken, said))
