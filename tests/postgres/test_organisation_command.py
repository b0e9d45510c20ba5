"""`answerable organisation|member`: who reports as a trusted flagger, from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from answerable.flow.members import members
from answerable.flow.organisations import organisation
from answerable.flow.runtime import Runtime
from answerable.records.member import MemberRole


async def test_an_organisation_and_its_people_are_seen_to(
    runtime: Runtime, database_url: str, tmp_path: Path
) -> None:
    def answerable(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "ANSWERABLE_DATABASE_URL": database_url,
            "ANSWERABLE_DATA": str(tmp_path / "command"),
            "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        }
        command = [sys.executable, "-m", "answerable", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, input=said
        )

    assert answerable("organisation", "add", "listeners", "--name", "The Listeners").returncode == 0
    unclear = answerable("organisation", "consent", "listeners")
    assert (unclear.returncode, unclear.stderr) == (1, "answerable: --yes: say --yes or --no\n")
    assert answerable("organisation", "consent", "listeners", "--yes").returncode == 0
    assert answerable("organisation", "rename", "listeners", "--name", "Listeners").returncode == 0
    places = answerable("organisation", "languages", "listeners", "--language", "shn", "--country", "MM")
    assert json.loads(places.stdout) == {
        "organisation": "listeners", "countries": ["MM"], "languages": ["shn"],
    }  # fmt: skip
    wrong = answerable("organisation", "languages", "listeners", "--country", "Myanmar")
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (1, "", 1)
    found = await organisation(runtime, "listeners")
    assert (found.name, found.consent_to_be_named, found.languages) == ("Listeners", True, ("shn",))

    password = "a long way to the river\n"
    added = answerable("member", "add", "listeners", "su", "--role", "coordinator", said=password)
    assert (added.returncode, added.stderr) == (
        0, "listeners/su: coordinator; signs in with this whole name\n",
    )  # fmt: skip
    nowhere = answerable("member", "add", "nobody", "su", said=password)
    assert "there is no such organisation" in nowhere.stderr
    assert answerable("member", "role", "listeners", "su", "analyst").returncode == 0
    assert answerable("member", "disable", "listeners", "listeners/su").returncode == 0
    listed = json.loads(answerable("member", "list", "listeners").stdout)
    assert set(listed) == {
        "id", "organisation_id", "name", "role", "created_at", "language", "disabled_at", "second_factor",
    }  # fmt: skip
    [su] = await members(runtime, "listeners")
    assert (su.role, su.disabled_at is None, listed["second_factor"]) == (MemberRole.ANALYST, False, False)
