"""Every test that the threat model calls upon is there, under the name that it gives."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/threat-model.md"
ATTACKERS = (
    "The punished author who looks for the reporter",
    "Somebody with a seized telephone",
    "A brigade",
    "Somebody who floods",
    "Whoever may ask what matches",
    "An insider",
    "A coercive government",
    "A dishonest operator",
)


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8"))
    assert len(named) > 40
    assert [f"{file}::{name}" for file, name in named if not is_there(ROOT / file, name)] == []


def is_there(file: Path, name: str) -> bool:
    if not file.exists():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [
        one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return name in functions if name else any(one.startswith("test_") for one in functions)


def test_each_attacker_has_what_they_can_and_what_they_cannot() -> None:
    text = PAGE.read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL))
    for attacker in ATTACKERS:
        assert parts[attacker].count("`tests/") >= 3
        assert "cannot prevent" in parts[attacker] or "Not yet" in parts[attacker]
