"""`answerable cascades`: lines in, a line a cascade out; all or nothing."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from answerable.cli import app
from answerable.errors import Invalid
from answerable.stream.sketch import Seed, sketch
from answerable.text.batch import Batch

LETTER = "Brothers and sisters, on the eleventh they will come to our quarter with knives, so stay awake and warn all"


def message(number: int, text: str = LETTER, **more: Any) -> dict[str, Any]:
    at = f"2017-09-07T18:{number // 60:02}:{number % 60:02}+06:30"
    return {
        "id": f"m{number}",
        "author": f"a{number}",
        "container": f"g{number % 7}",
        "created_at": at,
        "text": text,
    } | more


LINES = [
    message(0),
    message(1, "Please forward: " + LETTER.upper() + " 🙏🙏"),
    message(2, "Are you coming to the market with us tomorrow morning or not"),
    message(3, "ok"),
    message(4, service="messenger", kind="message", forwarded_from="m0", unknown=1),
]


def write(folder: Path, lines: list[dict[str, Any]]) -> Path:
    path = folder / "messages.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def run(*arguments: str, stdin: bytes | None = None) -> list[dict[str, Any]]:
    result = CliRunner().invoke(
        app, ["cascades", "--messages", *arguments], input=stdin, catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_a_cascade_without_what_is_alone(tmp_path: Path) -> None:
    assert run(str(write(tmp_path, LINES))) == [
        {
            "cascade": "c1", "first_seen": "2017-09-07T11:30:00Z", "copies": 3, "senders": 3, "conversations": 3,
            "alarm_at": None, "level": None,
        }
    ]  # fmt: skip


def test_members_are_named_where_that_is_asked_for(tmp_path: Path) -> None:
    (one,) = run(str(write(tmp_path, LINES)), "--members")
    assert one["messages"] == ["m0", "m1", "m4"]


def test_the_alarm_is_spread_alone_and_its_level_is_watch(tmp_path: Path) -> None:
    (one,) = run(str(write(tmp_path, [message(k) for k in range(120)])))
    assert one["level"] == "watch"
    assert "2017-09-07T11:30:45Z" <= one["alarm_at"] <= "2017-09-07T11:30:55Z"
    (late,) = run(str(write(tmp_path, [message(k) for k in range(120)])), "--senders", "200")
    assert (late["alarm_at"], late["level"]) == (None, None)


def test_gzip_standard_input_and_out_are_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, LINES)
    expected = run(str(path))
    packed, out = tmp_path / "messages.jsonl.gz", tmp_path / "out.jsonl"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert run(str(packed)) == expected
    assert run("-", stdin=path.read_bytes()) == expected
    assert run(str(path), "--out", str(out)) == []
    assert [json.loads(line) for line in out.read_text().splitlines()] == expected


def test_sketches_stand_in_for_texts(tmp_path: Path) -> None:
    seed = Seed.of(b"of this week")
    lines = [{key: value for key, value in line.items() if key != "text"} for line in LINES]
    for line, row in zip(lines, sketch(Batch.of(line["text"] for line in LINES), seed), strict=True):
        line |= {"seed": seed.name, "sketch": base64.b64encode(row.astype("<u4").tobytes()).decode()}
    path = write(tmp_path, lines)
    assert run(str(path), "--seed", seed.name, "--members")[0]["messages"] == ["m0", "m1", "m4"]
    with pytest.raises(Invalid, match=r"messages.jsonl:1: seed: is not the one that was named"):
        run(str(path))


def test_a_message_that_is_there_twice_is_counted_once_and_that_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, [*LINES, LINES[0], LINES[4]])
    result = CliRunner().invoke(app, ["cascades", "--messages", str(path)])
    assert json.loads(result.stdout)["copies"] == 3
    assert (
        result.stderr
        == "answerable: 2 messages had an id that was there before, and were not counted again\n"
    )


def test_one_wrong_clock_does_not_make_all_others_old(tmp_path: Path) -> None:
    lines = [message(k) for k in range(20)]
    lines[10]["created_at"] = "2099-01-01T00:00:00Z"
    path = write(tmp_path, lines)
    result = CliRunner().invoke(app, ["cascades", "--messages", str(path)])
    assert json.loads(result.stdout)["copies"] == 20
    assert "1 messages had a time far ahead of the others" in result.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "this is not JSON"),
        ('{"id": "m9"}', "author: is missing"),
        (json.dumps(message(9, created_at="2017-09-07")), "created_at: is not a time with its offset"),
        (json.dumps(message(9, depth=-1)), "depth:"),
        (json.dumps(message(9, sketch="AAAA", seed="x")), "sketch: has 3 bytes"),
        (json.dumps(message(9, sketch="AAAA")), "seed: is missing"),
    ],
)  # fmt: skip
def test_a_line_that_is_refused_is_named_and_nothing_comes_out(tmp_path: Path, line: str, said: str) -> None:
    path, out = write(tmp_path, LINES), tmp_path / "out.jsonl"
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(Invalid, match=rf"messages.jsonl:6: .*{said}"):
        run(str(path), "--out", str(out))
    assert not out.exists()


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["cascades", "--messages", str(tmp_path / "no")]).exit_code == 2
    assert CliRunner().invoke(app, ["cascades"]).exit_code == 2


def test_an_empty_file_has_no_cascades(tmp_path: Path) -> None:
    assert run(str(write(tmp_path, []))) == []
