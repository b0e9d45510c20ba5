"""`answerable reviewer`: people are added with languages that exist, and disabled at once."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from answerable.errors import Unauthenticated, Unknown
from answerable.flow.doors import reviewers as people
from answerable.flow.doors.sign_in import seat_of, sign_in
from answerable.flow.review import claim
from answerable.flow.runtime import Runtime
from answerable.vocabulary import CaseState, Role
from tests.postgres.test_review import browsing
from tests.world import add_platform, hired, reported

PASSWORD = "a long way to the river"
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def answerable(database_url: str, tmp_path: Path) -> Command:
    def run(*arguments: str, typed: str = PASSWORD + "\n") -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "ANSWERABLE_DATABASE_URL": database_url,
            "ANSWERABLE_DATA": str(tmp_path / "command"),
            "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        }
        command = [sys.executable, "-m", "answerable", "reviewer", *arguments]
        return subprocess.run(
            command, env=environment, input=typed, capture_output=True, text=True, check=False
        )

    return run


def test_people_are_added_listed_and_changed(answerable: Command) -> None:
    wrong = answerable("add", "thiri", "--language", "burmese")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "write a language code such as my, shn, en" in wrong.stderr
    none = answerable("add", "thiri")
    assert none.returncode == 1
    assert "language" in none.stderr
    assert answerable("add", "thiri", "--language", "my-MM", "--language", "shn").returncode == 0
    assert answerable("add", "kyaw", "--role", "operator").returncode == 0
    assert answerable("languages", "thiri", "--language", "en").returncode == 0
    assert answerable("languages", "thiri", "--language", "english").returncode == 1
    assert answerable("disable", "thiri").returncode == 0
    assert answerable("disable", "nobody").returncode == 1
    listed = answerable("list")
    kyaw, thiri = map(json.loads, listed.stdout.splitlines())
    assert "argon2" not in listed.stdout
    assert (kyaw["name"], kyaw["roles"], kyaw["languages"]) == ("kyaw", ["operator"], [])
    assert (thiri["languages"], kyaw["disabled_at"]) == (["en"], None)
    assert thiri["disabled_at"]


def test_tests_are_recorded_listed_and_withdrawn(answerable: Command) -> None:
    assert answerable("add", "thiri", "--language", "my").returncode == 0
    given = (
        "tested",
        "thiri",
        "--language",
        "my",
        "--on",
        "2018-02-01",
        "--by",
        "Daw Khin",
        "--until",
        "2018-08-01",
    )
    told = answerable(*given)
    assert (told.returncode, told.stdout) == (0, "")
    assert (
        answerable("tested", "thiri", "--language", "shn", "--by", "Sai Lao", "--level", "B2").returncode == 0
    )
    assert answerable("tested", "thiri", "--language", "my", "--on", "February", "--by", "x").returncode == 2
    assert answerable("untested", "thiri", "--language", "shn").returncode == 0
    again = answerable("untested", "thiri", "--language", "shn")
    assert again.returncode == 1
    assert "they hold no test in this language" in again.stderr
    burmese, shan = map(json.loads, answerable("tests").stdout.splitlines())
    assert (burmese["reviewer"], burmese["examiner"], burmese["in_force"]) == ("thiri", "Daw Khin", False)
    assert (burmese["tested_on"], burmese["valid_until"]) == ("2018-02-01", "2018-08-01")
    assert (shan["language"], shan["level"], shan["in_force"]) == ("shn", "B2", False)
    assert shan["withdrawn_at"]
    assert answerable("tests", "nobody").returncode == 1


async def test_who_is_disabled_is_out_and_holds_nothing(runtime: Runtime) -> None:
    await add_platform(runtime)
    receipt = await reported(runtime)
    thiri = await hired(runtime, "Thiri", PASSWORD, languages=("my",))
    token, _ = await sign_in(runtime, "Thiri", PASSWORD, address="::1")
    await claim(runtime, thiri, receipt.report.case_id)
    assert await people.disable(runtime, "Thiri") == 1
    assert await seat_of(runtime, token) is None
    with pytest.raises(Unauthenticated):
        await sign_in(runtime, "Thiri", PASSWORD, address="::1")
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(receipt.report.case_id)
    assert case is not None
    assert (case.state, case.claimed_by) == (CaseState.WAITING, None)


async def test_a_new_password_ends_the_sessions_of_the_old_one(runtime: Runtime) -> None:
    await hired(runtime, "Thiri", PASSWORD, languages=("my",))
    token, _ = await sign_in(runtime, "Thiri", PASSWORD, address="::1")
    await people.set_password(runtime, "Thiri", PASSWORD + " and back")
    assert await seat_of(runtime, token) is None
    with pytest.raises(Unauthenticated):
        await sign_in(runtime, "Thiri", PASSWORD, address="::1")
    again, _ = await sign_in(runtime, "Thiri", PASSWORD + " and back", address="::1")
    assert await seat_of(runtime, again) is not None
    with pytest.raises(Unknown):
        await people.set_password(runtime, "Nobody", PASSWORD)


async def test_operators_are_not_counted_as_readers(runtime: Runtime) -> None:
    await hired(runtime, "Thiri", PASSWORD, languages=("my",))
    await hired(runtime, "Kyaw", PASSWORD, roles=(Role.OPERATOR,), languages=("my", "shn"))
    async with browsing(runtime, "Kyaw") as browser:
        page = (await browser.get("/review/deliveries")).text
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", page.partition('id="people"')[2])
    assert [cell.strip() for cell in cells] == ["Burmese", "0", "1"]
