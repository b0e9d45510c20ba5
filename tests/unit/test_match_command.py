"""`answerable match`: lines in, matches out; all of them or none."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from answerable.cli import app
from answerable.errors import Invalid

RUMOUR = "The water in the northern wards has been poisoned, do not let your children drink any of it."
BANK = [
    {"id": "rumour", "text": RUMOUR},
    {
        "id": "rice",
        "text": "The price of rice in the market of our town has risen twice within this week alone.",
    },
    {"id": "picture", "media": ["https://example.org/a.jpg"]},
]
QUERIES = [
    {"id": "same", "text": RUMOUR.upper()},
    {"id": "unlike", "text": "Nobody here has heard of anything of the kind, and the meeting is at nine."},
    {"id": "denied", "text": RUMOUR.replace("has been", "has not been"), "author": "u1"},
    {
        "id": "quoted",
        "text": f"My neighbour wrote me this and I do not believe a word of it at all: {RUMOUR} Ask the ward.",
    },
    {"id": "cut", "text": RUMOUR[:48]},
]


def lines_in(folder: Path, name: str, lines: list[dict[str, Any]]) -> str:
    path = folder / name
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n")
    return str(path)


def run(*arguments: str, stdin: bytes | None = None) -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, ["match", *arguments], input=stdin, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    return ["--bank", lines_in(tmp_path, "bank", BANK), "--queries", lines_in(tmp_path, "queries", QUERIES)]


def test_matches_are_told_by_query_with_kind_and_shares(files: list[str]) -> None:
    found = run(*files)
    assert [(line["query"], line["match"], line["kind"]) for line in found] == [
        ("same", "rumour", "exact"),
        ("denied", "rumour", "near"),
        ("quoted", "rumour", "contains"),
        ("cut", "rumour", "contains"),
    ]
    same, denied, quoted, cut = found
    assert same == {"query": "same", "match": "rumour", "kind": "exact", "of_bank": 1.0, "of_query": 1.0}
    assert denied["of_bank"] < 1.0 > denied["of_query"] > 0.8
    assert quoted["of_bank"] == 1.0 > quoted["of_query"]
    assert cut["of_bank"] < 1.0 == cut["of_query"]


def test_the_same_files_give_the_same_lines_and_out_takes_them(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "matches.jsonl"
    assert run(*files, "--out", str(out)) == []
    assert [json.loads(line) for line in out.read_text().splitlines()] == run(*files)


def test_gzip_and_standard_input_are_read_too(tmp_path: Path, files: list[str]) -> None:
    packed = tmp_path / "bank.gz"
    packed.write_bytes(gzip.compress(Path(files[1]).read_bytes()))
    assert run("--bank", str(packed), "--queries", "-", stdin=Path(files[3]).read_bytes()) == run(*files)


def test_no_more_matches_than_asked(tmp_path: Path) -> None:
    bank = lines_in(tmp_path, "bank", [{"id": str(number), "text": RUMOUR} for number in range(5)])
    queries = lines_in(tmp_path, "queries", [{"id": "q", "text": RUMOUR}])
    found = run("--bank", bank, "--queries", queries, "--most", "2")
    assert [line["match"] for line in found] == ["0", "1"]


def test_a_line_that_is_refused_is_named_and_nothing_is_written(tmp_path: Path, files: list[str]) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "1", "text": "fine"}\n{"id": 2}\n')
    out = tmp_path / "out"
    for arguments in (["--bank", str(bad), *files[2:]], [*files[:2], "--queries", str(bad)]):
        with pytest.raises(Invalid, match=r"bad\.jsonl:2: id: must be text"):
            run(*arguments, "--out", str(out))
    assert not out.exists()


def test_one_standard_input_cannot_be_both() -> None:
    result = CliRunner().invoke(app, ["match", "--bank", "-", "--queries", "-"], input=b"")
    assert result.exit_code == 2
