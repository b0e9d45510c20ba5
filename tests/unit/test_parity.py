"""Users for one reviewer by country, and the sum that the groups made in April 2018."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.errors import Invalid, Unknown
from answerable.indicators.declared import parse
from answerable.indicators.parity import Country, parity
from answerable.vocabulary import DeclarationType

GERMANY = Country(country="DE", users=30_000_000, reviewers_hundredths=120_000)
MYANMAR = Country(country="MM", users=20_000_000, reviewers_hundredths=6_000)
NOBODY = Country(country="LK", users=6_000_000, reviewers_hundredths=0)


def test_at_germanys_ratio_myanmar_would_need_800_reviewers() -> None:
    lines = {one.country: one for one in parity([GERMANY, MYANMAR, NOBODY], like="DE")}
    assert (lines["MM"].needed, lines["MM"].short) == ("800.00", "740.00")
    assert (lines["DE"].needed, lines["DE"].short) == ("1200.00", "0.00")
    assert (lines["LK"].users_per_reviewer, lines["LK"].needed) == (None, "240.00")


def test_the_worst_ratio_comes_first_and_nobody_at_all_before_it() -> None:
    assert [one.country for one in parity([GERMANY, NOBODY, MYANMAR])] == ["LK", "MM", "DE"]


@pytest.mark.parametrize("like", ["FR", "LK"])
def test_a_country_without_reviewers_is_no_model(like: str) -> None:
    with pytest.raises(Unknown, match=like):
        parity([GERMANY, NOBODY], like=like)


def test_the_command_reads_a_file_and_names_its_faults(tmp_path: Path) -> None:
    file = tmp_path / "countries.jsonl"
    file.write_text(
        '{"country":"DE","users":30000000,"reviewers":1200}\n{"country":"MM","users":20000000,"reviewers":60.5}\n'
    )
    command = [sys.executable, "-m", "answerable", "parity", "--file", str(file), "--like", "DE"]
    done = subprocess.run([*command, "--country", "MM"], capture_output=True, text=True, check=True)
    line = json.loads(done.stdout)
    assert (line["reviewers"], line["needed"], line["short"]) == ("60.50", "800.00", "739.50")
    file.write_text('{"country":"DE","users":-1,"reviewers":1200}\n')
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "countries.jsonl:1" in done.stderr, "users" in done.stderr) == (1, True, True)


LINE = {
    "country": "MM",
    "fte_hundredths": 1250,
    "hours": 16,
    "language": "my",
    "service": "feed",
    "work_country": "MM",
}


@pytest.mark.parametrize(
    ("kind", "body", "where"),
    [
        (DeclarationType.STAFFING, {"lines": [], "on": "2018-03-31", "planned": False}, "lines"),
        (
            DeclarationType.STAFFING,
            {"lines": [LINE | {"hours": 25}], "on": "2018-03-31", "planned": False},
            "hours",
        ),
        (DeclarationType.STAFFING, {"lines": [LINE], "on": "31 March", "planned": False}, "on"),
        (
            DeclarationType.POPULATION,
            {"lines": [{"country": "mm", "users": 1}], "on": "2018-03-31"},
            "country",
        ),
        (
            DeclarationType.POPULATION,
            {"lines": [{"country": "MM", "users": 1}] * 2, "on": "2018-03-31"},
            "population",
        ),
        (DeclarationType.PLEDGE, {"pledge": "x", "made": "2018-03-01", "due": "2018-03-01"}, "pledge"),
    ],
)
def test_a_declaration_in_another_form_is_refused_with_its_place(
    kind: DeclarationType, body: dict[str, object], where: str
) -> None:
    with pytest.raises(Invalid) as found:
        parse(kind, body)
    assert where in str(found.value) + str(vars(found.value))
