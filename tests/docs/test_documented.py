"""What is not documented fails: settings, commands, and files that pages of the docs point to."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.settings import PREFIX, Settings
from answerable.settings import __doc__ as table

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_setting_is_in_the_table_with_its_default() -> None:
    assert table is not None
    assert [name for name in Settings.__struct_fields__ if f"{PREFIX}{name.upper()}" not in table] == []


def test_operators_find_the_whole_table_of_settings() -> None:
    """The same rows as in the program, so that neither is mended alone; each field is in one of them."""
    assert table is not None
    rows = {line for line in table.splitlines() if line.startswith("|")}
    shown = set((ROOT / "docs/operate.md").read_text(encoding="utf-8").splitlines())
    assert rows - shown == set()
    names = set(re.findall(rf"{PREFIX}\w+", "\n".join(line for line in shown if line.startswith("| "))))
    assert names >= {f"{PREFIX}{name.upper()}" for name in Settings.__struct_fields__}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_command_is_told_of_in_the_docs() -> None:
    texts = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    help_text = subprocess.run(
        [sys.executable, "-m", "answerable", "--help"], capture_output=True, text=True, check=True
    ).stdout
    commands = re.findall(r"^│ (\w[\w-]*) ", help_text, flags=re.MULTILINE)
    assert len(commands) > 8
    assert [name for name in commands if f"answerable {name}" not in texts] == []
