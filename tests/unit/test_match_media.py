"""`answerable match` on lines with media: pictures by picture, what is written in them by text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from answerable.cli import app
from answerable.errors import Invalid
from tests.scenes import file_of, scene
from tests.unit.test_match_command import RUMOUR, lines_in
from tests.unit.test_programs import film, films, reads, written


def put(folder: Path, **files: bytes) -> None:
    (folder / "media").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / "media" / name).write_bytes(content)


def run(
    folder: Path, bank: list[dict[str, Any]], queries: list[dict[str, Any]], *more: str
) -> list[dict[str, Any]]:
    files = ["--bank", lines_in(folder, "bank", bank), "--queries", lines_in(folder, "queries", queries)]
    result = CliRunner().invoke(app, ["match", *files, *more], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_pictures_match_by_picture_and_texts_by_text_best_first(tmp_path: Path) -> None:
    put(
        tmp_path,
        one=file_of(scene(1)),
        other=file_of(scene(2)),
        turned=file_of(np.ascontiguousarray(np.rot90(scene(1))), "JPEG", quality=90),
        unknown=file_of(scene(3)),
    )
    bank = [
        {"id": "b1", "text": RUMOUR},
        {"id": "b2", "media": ["media/one", "https://example.org/2.png"]},
        {"id": "b3", "text": RUMOUR, "media": ["media/other"]},
    ]
    queries = [
        {"id": "q1", "media": ["media/one"]},
        {"id": "q2", "text": "nothing of the kind", "media": ["media/unknown", "media/turned"]},
        {"id": "q3", "text": f"I was told this: {RUMOUR} Is it so?", "media": ["media/other"]},
        {"id": "q4", "media": ["media/unknown"]},
    ]
    found = run(tmp_path, bank, queries, "--read", "never")
    assert [(line["query"], line["match"], line["kind"], line.get("turn")) for line in found] == [
        ("q1", "b2", "exact", "none"),
        ("q2", "b2", "near", "rotated_270"),
        ("q3", "b3", "exact", "none"),
        ("q3", "b1", "contains", None),
    ]
    assert found[0] == {
        "query": "q1", "match": "b2", "kind": "exact", "of_bank": 1.0, "of_query": 1.0, "distance": 0, "turn": "none",
    }  # fmt: skip
    assert found[1]["of_bank"] == round(1 - found[1]["distance"] / 256, 4)


@reads
def test_a_screenshot_of_a_text_is_found_by_what_is_written_in_it(tmp_path: Path) -> None:
    half = len(RUMOUR) // 2 - 2
    lines = [(RUMOUR[:half], "NotoSans[wght].ttf"), (RUMOUR[half:], "NotoSans[wght].ttf")]
    put(tmp_path, screenshot=written(*lines), scene=file_of(scene(3)))
    texts = [{"id": "text", "text": RUMOUR}]
    shown = [{"id": "shown", "media": ["media/screenshot"]}, {"id": "scene", "media": ["media/scene"]}]
    assert [(one["query"], one["match"]) for one in run(tmp_path, texts, shown)] == [("shown", "text")]
    assert [(one["query"], one["match"]) for one in run(tmp_path, shown, texts)] == [("text", "shown")]
    assert run(tmp_path, texts, shown, "--read", "never") == []


@films
def test_films_match_by_their_frames_as_the_server_does(tmp_path: Path) -> None:
    content = film(tmp_path, "mp4")
    put(tmp_path, film=content, other=file_of(scene(9)), still=file_of(scene(2)), cut=content[:700])
    bank = [{"id": "b1", "media": ["media/other", "media/film"]}]
    queries = [{"id": "q1", "media": ["media/still"]}, {"id": "q2", "media": ["media/film", "media/still"]}]
    found = run(tmp_path, bank, queries, "--read", "never")
    assert [(one["query"], one["match"], one["kind"]) for one in found] == [
        ("q1", "b1", "near"),
        ("q2", "b1", "exact"),
    ]
    with pytest.raises(Invalid, match="names a film without a frame"):
        run(tmp_path, bank, [{"id": "q3", "media": ["media/cut"]}])


def test_media_that_cannot_be_looked_at_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    put(tmp_path, whole=file_of(scene(1)), cut=file_of(scene(1))[:900], page=b"<html>")
    bank = [{"id": "b1", "media": ["media/whole"]}, {"id": "b2", "media": ["media/gone", "media/cut"]}]
    queries = [{"id": "q1", "media": ["media/whole"]}, {"id": "q2", "media": ["media/page"]}]
    with pytest.raises(Invalid) as refused:
        run(tmp_path, bank, queries, "--out", str(tmp_path / "out"))
    assert [str(fault).removeprefix(f"{tmp_path}/") for fault in refused.value.faults] == [
        "bank:2: media[0]: names a file that is not there (name it relative to the lines' file)",
        "bank:2: media[1]: names a picture that is cut short or broken (copy it again)",
        "queries:2: media[0]: names a file that is no JPEG, PNG, WebP, GIF, MP4 or WebM (convert it)",
    ]
    assert not (tmp_path / "out").exists()
    found = run(tmp_path, bank, queries, "--lenient", "--read", "never")
    assert [(one["query"], one["match"]) for one in found] == [("q1", "b1")]


def test_a_path_out_of_the_folder_or_through_a_link_is_refused(tmp_path: Path) -> None:
    put(tmp_path, whole=file_of(scene(1)))
    (tmp_path / "link").symlink_to(tmp_path / "media" / "whole")
    for path in ("link", "../secret.png", "/etc/passwd", "media"):
        with pytest.raises(Invalid, match=r"bank:1: media\[0\]"):
            run(tmp_path, [{"id": "b", "media": [path]}], [{"id": "q", "text": RUMOUR}])
