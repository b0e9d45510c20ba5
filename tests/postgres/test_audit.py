"""The audit of administrators: every act leaves a line, and a line that is changed or removed shows."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from answerable.errors import Conflict, Invalid, Tampered
from answerable.flow import decide
from answerable.flow.doors import keys, reviewers
from answerable.flow.doors.audit import every_act, note_act, note_settings, system_user, verify_acts
from answerable.flow.runtime import Runtime
from answerable.vocabulary import Role, Scope
from tests.doors import with_setting
from tests.world import a_reviewer, add_platform, decided, reported

ROOT = Path(__file__).parents[2]
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def answerable(database_url: str, tmp_path: Path) -> Command:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "ANSWERABLE_DATABASE_URL": database_url,
            "ANSWERABLE_DATA": str(tmp_path / "command"),
            "PYTHONPATH": str(ROOT / "src"),
        }
        command = [sys.executable, "-m", "answerable", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


async def told(runtime: Runtime) -> list[tuple[str, str, str]]:
    return [(event.who, event.what, event.on_what) for event in await every_act(runtime)]


async def tamper(runtime: Runtime, statement: str) -> None:
    """As somebody would who owns the database."""
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("alter table admin_events disable trigger user")
        await tx.connection.execute(statement.encode())
        await tx.connection.execute("alter table admin_events enable trigger user")


async def three_acts(runtime: Runtime) -> None:
    for what in ("platform.add", "key.add", "key.revoke"):
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, what, "courier")


async def test_acts_on_people_and_keys_say_who_what_and_on_whom(runtime: Runtime) -> None:
    await add_platform(runtime)
    thiri = await a_reviewer(runtime)
    await reviewers.set_languages(runtime, "Thiri", ("my", "shn"), who="reviewer:Kyaw")
    await reviewers.disable(runtime, "Thiri")
    secret, key = await keys.issue_key(runtime, "messenger", (Scope.REPORTS_READ,))
    await keys.revoke_key(runtime, key.id, who="reviewer:Kyaw")
    assert await told(runtime) == [
        ("reviewer:Kyaw", "reviewer.languages", f"{thiri.name}: my shn"),
        (system_user(), "reviewer.disable", "Thiri"),
        (system_user(), "key.add", f"{key.id} of messenger: reports:read"),
        ("reviewer:Kyaw", "key.revoke", str(key.id)),
    ]
    assert secret not in str(await every_act(runtime))


async def test_a_lead_who_undoes_anothers_decision_is_named_and_the_decider_is_not(runtime: Runtime) -> None:
    receipt = await reported(runtime)
    thiri = await a_reviewer(runtime)
    lead = await a_reviewer(runtime, "Lead", roles=(Role.LEAD,))
    first = await decided(runtime, thiri, receipt.report.case_id)
    await decide.undo(runtime, thiri, first.id)
    assert await told(runtime) == []
    second = await decided(runtime, thiri, receipt.report.case_id)
    await decide.undo(runtime, lead, second.id)
    assert await told(runtime) == [("reviewer:Lead", "decision.undo", str(second.id))]
    with pytest.raises(Conflict):
        await decide.undo(runtime, lead, second.id)
    assert len(await told(runtime)) == 1


async def test_starting_with_other_settings_leaves_a_line_without_secrets(runtime: Runtime) -> None:
    await note_settings(with_setting(runtime, merge_delay_s=600, undo_window_s=10, second_factor=""))
    assert await told(runtime) == []
    changed = with_setting(
        runtime, smtp="smtp://me:secret@mail", retention="items=7", second_factor="optional"
    )
    await note_settings(changed)
    await note_settings(changed)
    await note_settings(runtime)
    lines = [on for _, what, on in await told(runtime) if what == "settings.change"]
    assert lines == [
        "merge_delay_s=1; undo_window_s=0; second_factor=optional; retention=items=7",
        "merge_delay_s=1; undo_window_s=0; second_factor=off",
    ]


async def test_an_act_that_fails_leaves_no_line(runtime: Runtime) -> None:
    async def fail() -> None:
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "key.add", "courier")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await told(runtime) == []


async def test_acts_at_once_stand_one_after_the_other(runtime: Runtime) -> None:
    async def act(number: int) -> None:
        async with runtime.store.transaction() as tx:
            await note_act(tx, None, "key.add", str(number))

    await asyncio.gather(*(act(number) for number in range(20)))
    assert (await verify_acts(runtime)).events == 20


@pytest.mark.parametrize("change", ["update admin_events set who = 'x'", "delete from admin_events"])
async def test_the_database_refuses_to_change_or_remove_a_line(runtime: Runtime, change: Any) -> None:
    await three_acts(runtime)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        async with runtime.store.transaction() as tx:
            await tx.connection.execute(change)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        async with runtime.store.transaction() as tx:
            await tx.connection.execute("truncate admin_events")


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ("update admin_events set on_what = 'elsewhere' where seq = 2", 2),
        ("update admin_events set at = at + interval '1 s' where seq = 1", 1),
        ("delete from admin_events where seq = 1", 1),
        ("delete from admin_events where seq = 2", 2),
    ],
)
async def test_whoever_gets_round_that_breaks_the_chain(runtime: Runtime, change: str, at: int) -> None:
    await three_acts(runtime)
    await tamper(runtime, change)
    with pytest.raises(Tampered, match=f"broken at event {at}:"):
        await verify_acts(runtime)


async def test_cutting_off_the_end_or_writing_it_anew_shows_against_an_earlier_head(runtime: Runtime) -> None:
    assert str(await verify_acts(runtime)) == "0:"
    await three_acts(runtime)
    known = str(await verify_acts(runtime, "0:"))
    assert str(await verify_acts(runtime, known)) == known
    await tamper(runtime, "delete from admin_events where seq = 3")
    assert (await verify_acts(runtime)).events == 2
    with pytest.raises(Tampered, match="has 2 events; there were 3 before"):
        await verify_acts(runtime, known)
    await three_acts(runtime)
    with pytest.raises(Tampered, match="event 3 was replaced"):
        await verify_acts(runtime, known)
    with pytest.raises(Invalid):
        await verify_acts(runtime, "three")


def test_commands_leave_lines_and_print_them(answerable: Command) -> None:
    assert answerable("platform", "add", "courier").returncode == 0
    assert answerable("platform", "add", "courier").returncode == 1
    assert answerable("webhook", "set", "courier", "https://courier.example/secret-path").returncode == 0
    lines = [json.loads(line) for line in answerable("audit", "list").stdout.splitlines()]
    assert [(line["who"], line["what"], line["on"]) for line in lines] == [
        (system_user(), "platform.add", "courier"),
        (system_user(), "webhook.set", "courier: courier.example"),
    ]
    found = json.loads(answerable("audit", "verify").stdout)
    assert found == {"events": 2, "head": f"2:{lines[-1]['hash']}"}
    wrong = answerable("audit", "verify", "--head", f"3:{lines[-1]['hash']}")
    assert wrong.returncode == 1
    assert "there were 3 before" in wrong.stderr
