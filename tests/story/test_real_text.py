"""Real Burmese text on its whole way: imported from a file, reported, reviewed, answered. The data is not part of the
project; where it is missing, this is skipped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.serving import Console, Server, an_installation, wait_for
from tests.story.steps import PASSWORD, a_key, decide, hire, run

COMMENTS = Path(__file__).parents[3] / "shared" / "data" / "hate" / "my_unlabelled_comments.jsonl.gz"

pytestmark = pytest.mark.skipif(not COMMENTS.exists(), reason=f"real comments are not here: {COMMENTS.name}")


@pytest.fixture(scope="module")
def comments() -> list[dict[str, Any]]:
    with gzip.open(COMMENTS, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with an_installation(tmp_path_factory.mktemp("real")) as one:
        run(one, "platform", "add", "videos")
        hire(one, "thiri")
        yield one


def as_items(comments: list[dict[str, Any]], path: Path) -> Path:
    """A file for `answerable import items`: each comment as a post under one video."""
    lines = [
        {
            "id": one["id"],
            "service": "feed",
            "kind": "comment",
            "text": one["text"],
            "author": f"viewer-{number % 50}",
            "container": "video",
            "created_at": "2018-03-01T10:00:00+06:30",
            "country": "MM",
            "language": "my",
        }
        for number, one in enumerate(comments)
    ]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return path


def test_real_comments_are_imported_and_one_of_them_is_led_to_an_answer(
    server: Server, comments: list[dict[str, Any]], tmp_path: Path
) -> None:
    file = as_items(comments, tmp_path / "comments.jsonl.gz")
    done = server.answerable("import", "items", str(file), "--platform", "videos")
    assert done.returncode == 0, done.stderr
    with psycopg.connect(server.database.url) as db:
        kept = dict(db.execute("select id, text from items").fetchall())
    assert kept == {one["id"]: one["text"] for one in comments}

    platform = a_key(server, "videos", "--scope=reports:write", "--scope=reports:read")
    chosen = max(comments, key=lambda one: len(one["text"]))
    line = {"id": "r1", "subject": f"item:{chosen['id']}", "area": "harassment", "reporter": "viewer-7"}
    report = server.http.post("/api/v1/reports", json=line, headers=platform)
    assert report.status_code == 201, report.text

    thiri = Console(server, "thiri", PASSWORD)
    case = thiri.post("/review/next", {})
    assert chosen["text"].splitlines()[0][:40] in case.text
    decide(thiri, case.text, str(case.url.path), ground="no-violation")
    address = f"/api/v1/reports/{report.json()['report']}"
    answered = wait_for(
        lambda: (found := server.http.get(address, headers=platform).json())["answered_at"] and found,
        "the answer",
    )
    assert answered["statement"]["verdict"] == "no_violation"
