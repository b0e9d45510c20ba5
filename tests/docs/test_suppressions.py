"""Whoever silences a check says why, on that line."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUPPRESSION = re.compile(r"#\s*(?:ruff:\s*)?(?:noqa|type:\s*ignore)\b")
REASON = re.compile(
    r"""\#\s*(?:ruff:\s*)?
    (?: noqa:\s* [A-Z]+[0-9]+ (?:,\s*[A-Z]+[0-9]+)* \s+-\s    # a rule each, then a dash
      | type:\s*ignore \[ [\w, -]+ \] \s* \#\s               # as mypy reads it: a comment of its own
    ) \s* \w""",
    re.VERBOSE,
)


def suppressions() -> Iterator[tuple[str, str]]:
    """Where each one stands, and its comment."""
    for folder in ("src", "tests", "benchmarks", "examples"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield from suppressions_in(file)
    yield from suppressions_in(ROOT / "dev.py")


def suppressions_in(file: Path) -> Iterator[tuple[str, str]]:
    if not SUPPRESSION.search(file.read_text(encoding="utf-8")):
        return
    with file.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type == tokenize.COMMENT and SUPPRESSION.search(token.string):
                yield f"{file.relative_to(ROOT)}:{token.start[0]}", token.string


def test_every_suppression_names_its_rule_and_its_reason() -> None:
    found = dict(suppressions())
    assert len(found) > 50
    assert {place: comment for place, comment in found.items() if not REASON.search(comment)} == {}
