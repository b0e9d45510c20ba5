"""The program that asks an exchange: whatever it does, it costs its own process, and one line says what was wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from answerable.connectors.exchange import PROGRAM, ask_exchange
from answerable.connectors.exchange.program import one_word
from answerable.errors import AnswerableError, Refused, Unavailable
from answerable.intake.hash_list import flaw_in_tag


def interpreter(folder: Path, script: str) -> str:
    """A program that is started as an interpreter would be."""
    file = folder / "python"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


async def test_what_it_writes_is_the_list_and_it_gets_the_collaboration_and_our_program(
    tmp_path: Path,
) -> None:
    python = interpreter(tmp_path, 'printf "%s|%s|" "$1" "$2"; cat')
    listed = await ask_exchange(python, b'{"api": "sample"}')
    assert listed == f'-I|{PROGRAM}|{{"api": "sample"}}'.encode()


async def test_it_is_told_none_of_our_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERABLE_DATABASE_URL", "postgresql://answerable:secret@host/db")
    monkeypatch.setenv("TX_ACCESS_TOKEN", "a token of the exchange")
    said = (await ask_exchange(interpreter(tmp_path, "env"), b"")).decode()
    assert "secret" not in said
    assert "TX_ACCESS_TOKEN=a token of the exchange" in said


@pytest.mark.parametrize(
    ("script", "kind", "words"),
    [
        (
            "echo a warning >&2; echo the library is not there >&2; exit 3",
            Refused,
            "the library is not there",
        ),
        (
            "yes a warning | head -c 3000000 >&2; echo the exchange failed: X >&2; exit 4",
            Unavailable,
            "failed: X",
        ),
        ("exit 9", Unavailable, "ended with status 9"),
        ("exit 4", Unavailable, "it said nothing"),
        ("kill -SEGV $$", Unavailable, "status -11"),
        ("yes pdq", Unavailable, "longer than 100,000 bytes"),
        ("sleep 60", Unavailable, "did not answer within 2 seconds"),
        ("exec 1>&-; sleep 60", Unavailable, "did not answer within 2 seconds"),
    ],
)
async def test_one_line_says_what_was_wrong(
    tmp_path: Path, script: str, kind: type[AnswerableError], words: str
) -> None:
    with pytest.raises(kind, match=words):
        await ask_exchange(interpreter(tmp_path, script), b"{}", wait_s=2, most=100_000)


async def test_without_the_library_our_own_program_says_so() -> None:
    with pytest.raises((Refused, Unavailable)) as error:
        await ask_exchange(sys.executable, b'{"api": "nothing"}')
    assert "threatexchange" in str(error.value) or "api is none of" in str(error.value)


@pytest.mark.parametrize(
    "tag", ["media_type_photo", "hate speech", "-a-", "မုန်းတီး", "=cmd|x", "x" * 100, "__", "..."]
)
def test_a_tag_of_an_exchange_is_one_that_a_list_can_hold(tag: str) -> None:
    word = one_word(tag)
    assert not word or flaw_in_tag(word) is None
