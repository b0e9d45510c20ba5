"""What people put around a text when they pass it on, and what says nothing: read from `wrappers.toml`."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from itertools import product
from typing import Final

import msgspec

VERSION: Final = 1
_CHOICE = re.compile(r"\{([^{}]*)\}")


class Wrappers(msgspec.Struct, frozen=True):
    """The file as it is read: phrases a language, signs that say nothing, words that guard against peeling."""

    version: int
    phrases: dict[str, tuple[str, ...]]
    neutral: frozenset[str]
    guards_before: frozenset[str]
    guards_after: frozenset[str]

    def every(self) -> tuple[str, ...]:
        """All phrases, written out."""
        return tuple(
            one for phrases in self.phrases.values() for phrase in phrases for one in written_out(phrase)
        )


def written_out(phrase: str) -> list[str]:
    """`please {share|forward}` is two phrases; an empty choice may be left out."""
    pieces = _CHOICE.split(phrase)
    if any(brace in piece for piece in pieces for brace in "{}"):
        raise ValueError(f"wrappers.toml: a choice within a choice or left open in {phrase!r}; write it out")
    choices = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    return [" ".join("".join(chosen).split()) for chosen in product(*choices)]


def read_wrappers(content: bytes) -> Wrappers:
    """The file's content; raises where it is not of the version that this program knows."""
    table = tomllib.loads(content.decode())
    if table["version"] != VERSION:
        raise ValueError(
            f"wrappers.toml has version {table['version']}; this program reads version {VERSION}"
        )
    signs = "".join("".join(row.split()) for row in table["neutral"].values())
    return Wrappers(
        version=table["version"],
        phrases={name: tuple(section["phrases"]) for name, section in table["language"].items()},
        neutral=frozenset(signs) | {" "},
        guards_before=_words(table["guards"]["before"]),
        guards_after=_words(table["guards"]["after"]),
    )


def _words(rows: dict[str, str]) -> frozenset[str]:
    return frozenset(word for row in rows.values() for word in row.split())


WRAPPERS: Final = read_wrappers((files("answerable.text") / "wrappers.toml").read_bytes())
