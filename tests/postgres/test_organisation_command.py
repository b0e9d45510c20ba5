"""`answerable organisation|member`: who reports as a trusted flagger, from the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from answerable.cli import main


class Said(NamedTuple):
    status: int
    out: str
    error: str


def test_an_organisation_and_its_people_are_seen_to(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANSWERABLE_DATABASE_URL", database_url)
    monkeypatch.setenv("ANSWERABLE_DATA", str(tmp_path))

    def answerable(*arguments: str, typed: str = "") -> Said:
        monkeypatch.setattr(sys, "argv", ["answerable", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as ended:
            main()
        return Said(int(ended.value.code or 0), *capsys.readouterr())

    assert answerable("organisation", "add", "listeners", "--name", "The Listeners").status == 0
    again = answerable("organisation", "add", "listeners")
    assert (again.status, again.out) == (1, "")
    unclear = answerable("organisation", "consent", "listeners")
    assert unclear == (1, "", "answerable: --yes: say --yes or --no\n")
    assert answerable("organisation", "consent", "listeners", "--yes").status == 0
    assert answerable("organisation", "rename", "listeners", "--name", "Listeners").status == 0
    places = answerable("organisation", "languages", "listeners", "--language", "shn", "--country", "MM")
    assert json.loads(places.out) == {
        "organisation": "listeners", "countries": ["MM"], "languages": ["shn"],
    }  # fmt: skip
    wrong = answerable("organisation", "languages", "listeners", "--country", "Myanmar")
    assert (wrong.status, wrong.out, wrong.error.count("\n")) == (1, "", 1)
    listed = json.loads(answerable("organisation", "list").out)
    assert (listed["name"], listed["consent_to_be_named"], listed["languages"]) == (
        "Listeners",
        True,
        ["shn"],
    )

    password = "a long way to the river\n"
    added = answerable("member", "add", "listeners", "su", "--role", "coordinator", typed=password)
    assert added == (0, "", "listeners/su: coordinator; signs in with this whole name\n")
    nowhere = answerable("member", "add", "nobody", "su", typed=password)
    assert "there is no such organisation" in nowhere.error
    assert answerable("member", "role", "listeners", "su", "analyst").status == 0
    assert answerable("member", "password", "listeners", "su", typed="short\n").status == 1
    assert answerable("member", "disable", "listeners", "listeners/su").status == 0
    su = json.loads(answerable("member", "list", "listeners").out)
    assert set(su) == {
        "id", "organisation_id", "name", "role", "created_at", "language", "disabled_at", "second_factor",
    }  # fmt: skip
    assert (su["name"], su["role"], su["disabled_at"] is None) == ("listeners/su", "analyst", False)
