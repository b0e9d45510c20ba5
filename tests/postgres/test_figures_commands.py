"""`answerable publish`, `answerable indicators` and `answerable ledger export`, as an operator types them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from answerable.flow.runtime import Runtime
from tests.made_up_month import MARCH, a_month, tell_time
from tests.postgres.test_recompute import recompute

SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
async def house(runtime: Runtime, database_url: str) -> dict[str, str]:
    """The environment of commands that work with a database that holds a month of 600 reports."""
    await a_month(runtime, 1, 600, reporters=200)
    settings = {"PYTHONPATH": str(SOURCE), "ANSWERABLE_DATABASE_URL": database_url}
    return os.environ | settings | {"ANSWERABLE_DATA": str(runtime.settings.data)}


def answerable(house: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "answerable", *words]
    return subprocess.run(command, capture_output=True, text=True, env=house, check=False)


def test_the_figures_before_and_after_publication(house: dict[str, str], tmp_path: Path) -> None:
    before = answerable(house, "indicators", "--month", "2018-03")
    assert before.returncode == 0, before.stderr
    provisional = json.loads(before.stdout)
    assert provisional["status"] == "provisional"
    assert "provisional" in before.stderr
    published = answerable(house, "publish", "--month", "2018-03")
    assert published.returncode == 0, published.stderr
    leaf = json.loads(published.stdout)
    assert leaf["figures"] == provisional["figures"]
    after = json.loads(answerable(house, "indicators", "--month", "2018-03").stdout)
    assert after["status"] == "published"
    assert after["leaf"] == leaf["leaf"]
    assert after["figures"] == leaf["figures"]
    assert after["n"] == 600
    again = answerable(house, "publish", "--month", "2018-03")
    assert "unchanged" in again.stderr
    assert json.loads(again.stdout) == leaf
    exported = answerable(house, "ledger", "export", str(tmp_path / "export"))
    assert exported.returncode == 0, exported.stderr
    assert json.loads(recompute(tmp_path / "export").stdout) == leaf["figures"]


def single(found: dict[str, Any], of: str = "") -> Iterator[tuple[str, str, Any]]:
    """Each figure, and what it is of: "clock", "countries/MM"."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield from single(value, f"{of}/{name}".strip("/"))
        else:
            yield of, name, value


def test_csv_and_html_say_the_same(house: dict[str, str]) -> None:
    figures = json.loads(answerable(house, "indicators", "--month", "2018-03").stdout)["figures"]
    lines = list(
        csv.DictReader(
            io.StringIO(answerable(house, "indicators", "--month", "2018-03", "--format", "csv").stdout)
        )
    )
    told = {(line["indicator"], line["of"], line["figure"]): line["value"] for line in lines}
    assert len(told) == len(lines) > 100
    assert told == {
        (number, of, name): "" if value is None else str(value)
        for number, found in figures.items()
        for of, name, value in single(found)
    }
    for language, said in (("en", "Provisional"), ("my", "ယာယီကိန်းဂဏန်း")):
        page = answerable(
            house, "indicators", "--month", "2018-03", "--format", "html", "--language", language
        ).stdout
        assert page.startswith("<!DOCTYPE html>")
        assert said in page
        assert page.count("<svg") == 7
        assert "http://" not in page.replace("http://www.w3.org/", "")
        assert f"{figures['1']['reports']:,}" in page


def test_a_country_alone(house: dict[str, str]) -> None:
    whole = json.loads(answerable(house, "indicators", "--month", "2018-03").stdout)
    parts = [
        json.loads(answerable(house, "indicators", "--month", "2018-03", "--country", one).stdout)
        for one in ("MM", "TH", "??")
    ]
    assert sum(part["n"] for part in parts) + whole["country_withheld"] == whole["n"]
    assert parts[0]["n"] > parts[1]["n"]
    assert parts[0]["figures"]["4"]["answer"]["n"] == parts[0]["n"] > 100


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("publish", "--month", "March"), 1, "month: this is not a month (write it as 2018-03)"),
        (("indicators", "--month", "2018-03", "--country", "Myanmar"), 1, "two capital letters"),
        (("indicators", "--month", "2018-03", "--language", "xx"), 1, "no words in this language"),
        (("indicators", "--month", "2018-03", "--format", "docx"), 2, "docx"),
        (("indicators",), 2, "--month"),
        (("publish", "--month", "2018-04"), 1, "publish it from 2018-05-02T17:30:00Z on"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    house: dict[str, str], words: tuple[str, ...], status: int, said: str
) -> None:
    done = answerable(house, *words)
    assert done.returncode == status
    assert said in done.stderr
    assert not done.stdout
    assert "Traceback" not in done.stderr


async def test_a_month_without_a_target_is_refused(runtime: Runtime, house: dict[str, str]) -> None:
    await tell_time(runtime, MARCH + timedelta(days=40))
    done = answerable(house, "publish", "--month", "2017-03")
    assert done.returncode == 1
    assert "no target was declared" in done.stderr


def test_parts_countries_side_by_side_and_several_months(house: dict[str, str]) -> None:
    asked = ("--country", "MM", "--compare", "TH", "--by", "language", "--until", "2018-04")
    done = answerable(house, "indicators", "--month", "2018-03", *asked)
    assert done.returncode == 0, done.stderr
    march, april = map(json.loads, done.stdout.splitlines())
    assert (march["month"], april["month"]) == ("2018-03", "2018-04")
    whole = sum(part["n"] for part in march["parts"].values()) + march["part_withheld"]
    assert whole == march["n"] == march["compared"]["MM"]["n"]
    assert march["compared"]["MM"]["figures"]["5"] == march["figures"]["5"]
    assert march["compared"]["TH"]["n"] < march["n"]
    assert april["n"] == 0


def test_a_pdf_in_both_languages(house: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="needs the extra `pdf`")
    for language in ("en", "my"):
        file = tmp_path / f"{language}.pdf"
        done = answerable(
            house,
            "indicators",
            "--month",
            "2018-03",
            "--format",
            "pdf",
            "--language",
            language,
            "--out",
            str(file),
        )
        assert done.returncode == 0, done.stderr
        assert file.read_bytes().startswith(b"%PDF-")
        assert file.stat().st_size > 20_000


def test_what_is_declared_stands_in_the_ledger_and_gives_parity(
    house: dict[str, str], tmp_path: Path
) -> None:
    line = {
        "country": "MM",
        "fte_hundredths": 6000,
        "hours": 24,
        "language": "my",
        "service": "*",
        "work_country": "MM",
    }
    staffing = {"lines": [line], "on": "2018-03-31", "planned": False}
    population = {"lines": [{"country": "MM", "users": 20_000_000}], "on": "2018-03-31"}
    for kind, body in (("staffing", staffing), ("population", population)):
        file = tmp_path / f"{kind}.json"
        file.write_text(json.dumps(body))
        done = answerable(house, "declare", kind, str(file))
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout).items() >= (body | {"type": kind}).items()
    parity = json.loads(answerable(house, "parity").stdout)
    assert (parity["country"], parity["users_per_reviewer"]) == ("MM", "333333.3")
    file.write_text(json.dumps(population | {"on": 5}))
    refused = answerable(house, "declare", "population", str(file))
    assert (refused.returncode, "on" in refused.stderr) == (1, True)
