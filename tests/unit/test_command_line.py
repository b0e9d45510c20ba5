"""A command loads what it needs, and no word of the command line is forgotten."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from answerable import cli

LOADED = """
import sys
from answerable.cli import app_for
app_for({words!r})
import answerable.cli.opened
print([name for name in ("litestar", "pgqueuer", "uvicorn") if name in sys.modules])
"""


@pytest.mark.parametrize("file", cli.FILES)
def test_the_words_of_a_file_are_those_of_its_commands(file: str) -> None:
    whole = typer.Typer()
    whole.callback()(lambda: None)
    whole.add_typer(import_module(f"answerable.cli.{file}").commands)
    assert set(words_of(whole)) == set(cli.FILES[file])
    for word in cli.FILES[file]:
        assert word in words_of(cli.app_for([word, "--help"]))


def test_any_other_word_has_all_commands() -> None:
    every = {word for words in cli.FILES.values() for word in words}
    for words in ([], ["--help"], ["no-such-command"]):
        assert set(words_of(cli.app_for(words))) == every


def test_no_file_of_commands_is_left_out() -> None:
    files = {one.stem for one in Path(cli.__file__).parent.iterdir()} - {"__init__", "__pycache__"}
    with_commands = {one for one in files if hasattr(import_module(f"answerable.cli.{one}"), "commands")}
    assert with_commands - {"export"} == set(cli.FILES), "export is a part of ledger"


def words_of(program: typer.Typer) -> list[str]:
    found = get_command(program)
    assert isinstance(found, TyperGroup)
    return list(found.commands)


def test_a_command_does_not_load_what_only_the_server_needs() -> None:
    """Each start of `answerable key list` would wait for it."""
    program = LOADED.format(words=["key", "list"])
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
