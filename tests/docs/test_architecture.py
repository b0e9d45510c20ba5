"""The map shows the house that stands."""

from __future__ import annotations

import re
from pathlib import Path

from answerable.cases import lifecycle

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
HOUSE = ROOT / "src" / "answerable"


def rooms_on_the_map() -> set[str]:
    table = MAP.partition("\n## Rooms\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([\w./]+)` \|", table, flags=re.MULTILINE))


def rooms_in_the_house() -> set[str]:
    folders = {f"{one.name}/" for one in HOUSE.iterdir() if one.is_dir() and one.name != "__pycache__"}
    files = {one.name for one in HOUSE.glob("*.py") if not one.name.startswith("__")}
    return folders | files


def test_every_room_is_on_the_map_and_every_room_on_the_map_is_there() -> None:
    assert rooms_on_the_map() == rooms_in_the_house()


def test_the_picture_of_a_cases_life_is_the_table() -> None:
    assert lifecycle.mermaid() in MAP


def test_every_step_that_the_map_names_is_there() -> None:
    named = re.findall(r"`(flow/\w+\.py)`", MAP)
    assert len(named) > 8
    assert [name for name in named if not (HOUSE / name).exists()] == []
