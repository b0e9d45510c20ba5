"""`answerable text`: lines in, lines out; all of them or none."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from answerable.cli import app
from answerable.errors import Invalid
from answerable.text.folding import fold
from tests.unit.text.zawgyi_spelling import in_zawgyi

LINES = [
    {"id": "1", "text": in_zawgyi("မြန်မာနိုင်ငံ") + " hello", "service": "feed"},
    {"id": "2", "text": "ၵူၼ်းတင်းလၢႆ"},
    {"id": "3", "text": "\ud83d cut off"},
    {"id": "4", "text": ""},
    {"id": "5", "media": ["a.jpg"]},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES) + "\n\n")
    return path


def run(*arguments: str, stdin: bytes | None = None) -> list[dict[str, str]]:
    result = CliRunner().invoke(app, ["text", *arguments], input=stdin, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_identify_tells_encoding_language_and_script(file: Path) -> None:
    assert run("identify", str(file)) == [
        {"id": "1", "encoding": "zawgyi", "language": "my", "script": "Mymr"},
        {"id": "2", "encoding": "unicode", "language": "shn", "script": "Mymr"},
        {"id": "3", "encoding": "none", "language": "und", "script": "Latn"},
        {"id": "4", "encoding": "none", "language": "und", "script": "Zyyy"},
        {"id": "5", "encoding": "none", "language": "und", "script": "Zyyy"},
    ]


def test_unicode_is_what_people_read(file: Path) -> None:
    texts = [line["text"] for line in run("unicode", str(file))]
    assert texts == ["မြန်မာနိုင်ငံ hello", "ၵူၼ်းတင်းလၢႆ", "\ufffd cut off", "", ""]


def test_fold_is_what_machines_compare(file: Path) -> None:
    assert [line["text"] for line in run("fold", str(file))] == [fold(line.get("text", "")) for line in LINES]


def test_gzip_and_standard_input_are_read_too(file: Path, tmp_path: Path) -> None:
    packed = tmp_path / "texts.jsonl.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert run("unicode", str(packed)) == run("unicode", str(file))
    assert run("unicode", "-", stdin=packed.read_bytes()) == run("unicode", str(file))


def test_results_go_to_a_file(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("identify", str(file), "--out", str(out)) == []
    assert [json.loads(line) for line in out.read_text().splitlines()] == run("identify", str(file))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "texts.jsonl"]


def test_an_authors_other_texts_decide_where_a_text_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    said = [in_zawgyi(text) for text in ("ကျောင်းသား", "မြို့တော်", "ရန်ကုန်")]
    lines = [{"id": str(i), "text": text, "author": "u1"} for i, text in enumerate([*said, "ကြာကြာ"])]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    assert run("identify", str(path))[3]["encoding"] == "unicode"
    assert run("identify", str(path), "--authors")[3]["encoding"] == "zawgyi"


def test_a_bad_line_is_named_and_nothing_is_written(file: Path, tmp_path: Path) -> None:
    file.write_text(file.read_text() + '{"id": 7, "text": 3}\n[]\n')
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(app, ["text", "identify", str(file), "--out", str(out)])
    assert isinstance(result.exception, Invalid)
    assert [str(fault) for fault in result.exception.faults] == [
        f"{file}:7: id: must be text, not a whole number",
        f"{file}:7: text: must be text, not a whole number",
        f"{file}:8: must be an object, not a list (send {{...}} with its fields)",
    ]
    assert result.stdout == ""
    assert not out.exists()


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["text", "fold", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 2
