"""`answerable platform|organisation|key`: who may use the API, from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from answerable.errors import Unauthenticated
from answerable.flow.doors.keys import authenticating
from answerable.flow.runtime import Runtime
from answerable.vocabulary import Scope


async def test_a_key_is_shown_once_and_ends_when_it_is_revoked(
    runtime: Runtime, database_url: str, tmp_path: Path
) -> None:
    def answerable(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "ANSWERABLE_DATABASE_URL": database_url,
            "ANSWERABLE_DATA": str(tmp_path / "command"),
            "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        }
        command = [sys.executable, "-m", "answerable", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    first = answerable("platform", "add", "courier")
    assert first.returncode == 0
    assert "answerable webhook set courier https://" in first.stderr
    again = answerable("platform", "add", "courier")
    assert (again.returncode, again.stdout) == (1, "")
    assert "there is a platform with this id" in again.stderr
    never = answerable("deliveries", "again", "99")
    assert (never.returncode, never.stdout) == (1, "")
    assert never.stderr == (
        "answerable: 99: no delivery has this number (see those that were given up: answerable deliveries list)\n"
    )
    assert answerable("organisation", "add", "Listeners").returncode == 1
    assert answerable("organisation", "add", "listeners", "--name", "Listeners").returncode == 0
    beyond = answerable(
        "key", "add", "--platform", "courier", "--organisation", "listeners", "--scope", "cases:read"
    )
    assert (beyond.returncode, beyond.stdout) == (1, "")
    wrong = answerable("key", "add", "--platform", "courier", "--scope", "items:writ")
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (1, "", 1)
    assert "one of: items:write, " in wrong.stderr
    made = json.loads(answerable("key", "add", "--platform", "courier", "--scope", "items:write").stdout)
    key = await authenticating(runtime)(made["secret"])
    assert (key.id, key.scopes) == (UUID(made["key"]), (Scope.ITEMS_WRITE,))
    secret_given = answerable("key", "revoke", made["secret"])
    assert (secret_given.returncode, secret_given.stderr.count("\n")) == (1, 1)
    assert made["secret"] not in secret_given.stderr
    assert answerable("key", "revoke", made["key"]).returncode == 0
    listed = answerable("key", "list")
    assert made["secret"] not in listed.stdout
    one = json.loads(listed.stdout)
    assert one.pop("created_at") <= one.pop("revoked_at")
    assert one == {
        "key": made["key"], "platform": "courier", "organisation": None, "scopes": ["items:write"], "label": "",
    }  # fmt: skip
    assert answerable("platform", "rename", "courier", "--name", "Courier").returncode == 0
    assert answerable("platform", "rename", "nobody", "--name", "Courier").returncode == 1
    assert json.loads(answerable("platform", "list").stdout) == {
        "id": "courier", "name": "Courier", "webhook": None,
    }  # fmt: skip
    assert json.loads(answerable("organisation", "list").stdout)["name"] == "Listeners"
    with pytest.raises(Unauthenticated):
        await authenticating(runtime)(made["secret"])
