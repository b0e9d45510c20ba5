"""An installation moves to another machine by a backup, its keys and its checkpoint; an older backup is only read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.serving import Server, free_port, wait_for
from tests.story.steps import a_key, run

pytestmark = pytest.mark.slow


@contextmanager
def a_machine(folder: Path) -> Iterator[Server]:
    """An installation that is not started yet."""
    server = Server(data=folder / "data", port=free_port())
    try:
        yield server
    finally:
        server.close()


def handed_over(server: Server, key: dict[str, str], number: int) -> dict[str, Any]:
    """A message and a report of it; the receipt."""
    item = {
        "id": f"m{number}",
        "service": "messenger",
        "kind": "message",
        "text": "ဆက်ပို့ပေးပါ",
        "author": "u1",
        "created_at": "2018-03-01T10:00:00Z",
        "language": "my",
    }
    report = {"id": f"r{number}", "subject": f"item:m{number}", "area": "hate", "reporter": "daw-mya"}
    assert server.http.post("/api/v1/items", json=item, headers=key).is_success
    answer = server.http.post("/api/v1/reports", json=report, headers=key)
    assert answer.status_code == 201, answer.text
    given: dict[str, Any] = answer.json()
    return given


def proven(server: Server, key: dict[str, str], report: str) -> bool:
    answer = server.http.get(f"/api/v1/reports/{report}/receipt", headers=key)
    return answer.text.startswith("c2sp.org/tlog-proof@v1\n")


def status_of(server: Server, code: str) -> httpx.Response:
    return server.http.post("/status", data={"code": code, "language": "en"})


def test_an_installation_is_moved_and_goes_on(tmp_path: Path) -> None:
    early, late = tmp_path / "early", tmp_path / "late"
    with a_machine(tmp_path / "old") as old:
        old.start()
        run(old, "platform", "add", "messenger")
        scopes = ("items:write", "reports:write", "reports:read")
        key = a_key(old, "messenger", *(f"--scope={one}" for one in scopes))
        first = handed_over(old, key, 1)
        wait_for(lambda: proven(old, key, first["report"]), "the first proof")
        made = json.loads(run(old, "backup", str(early)))  # while it serves
        second = handed_over(old, key, 2)
        wait_for(lambda: proven(old, key, second["report"]), "the second proof")
        old.terminate()
        run(old, "backup", str(late), "--with-keys", str(tmp_path / "safe" / "keys"))
        saved = tmp_path / "safe" / "checkpoint"
        shutil.copy(old.data / "checkpoint", saved)

    with a_machine(tmp_path / "new") as new:
        shutil.copytree(tmp_path / "safe" / "keys", new.data / "keys")
        refused = new.answerable("restore", str(early), "--checkpoint", str(saved))
        assert (refused.returncode, "two histories" in refused.stderr) == (1, True)
        run(new, "restore", str(late), "--checkpoint", str(saved))
        new.start()
        assert "waiting" in status_of(new, second["code"]).text
        assert proven(new, key, first["report"])
        third = handed_over(new, key, 3)
        wait_for(lambda: proven(new, key, third["report"]), "a proof on the new machine")
        run(new, "ledger", "verify")

    with a_machine(tmp_path / "museum") as museum:
        shutil.copytree(tmp_path / "safe" / "keys", museum.data / "keys")
        run(museum, "restore", str(early), "--checkpoint", str(saved), "--for-reading")
        museum.begin()
        wait_for(lambda: alive(museum), "the museum to open")
        assert museum.http.get("/readyz").status_code == 503
        assert "waiting" in status_of(museum, first["code"]).text
        item = {"id": "m9", "service": "messenger", "kind": "message", "text": "x", "author": "u1"}
        assert museum.http.post("/api/v1/items", json=item, headers=key).status_code == 503
        assert museum.http.get("/ledger/checkpoint").text.splitlines()[1] == str(made["log_size"])


def alive(server: Server) -> bool:
    try:
        return server.http.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False
