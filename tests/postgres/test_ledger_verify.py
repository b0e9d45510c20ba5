"""`ledger verify`: an honest ledger is whole; whatever is changed in the database is found and named."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.json import Jsonb

from answerable.errors import Tampered
from answerable.flow import decide, receive, status
from answerable.flow.log import checkpoint
from answerable.flow.log.checkpoint import checkpoint_file, sequence
from answerable.flow.log.declare import declare_standing
from answerable.flow.log.publish import publish
from answerable.flow.log.verify_ledger import Finding, verify_ledger
from answerable.flow.partners.escalate import escalate
from answerable.flow.partners.incidents import open_incident
from answerable.flow.runtime import Runtime, open_runtime
from answerable.keys.keyring import open_keyring
from answerable.ledger import checkpoint as signed
from answerable.ledger import tree
from answerable.settings import Settings
from answerable.vocabulary import ActionKind
from tests.conftest import fresh_database
from tests.desk_world import a_desk, pasted
from tests.made_up_month import tell_time
from tests.world import a_report, a_reviewer, an_item, decided, removal, reported


@pytest.fixture(scope="module")
def full_ledger(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The database and the data folder of a ledger with entries of every type, made once and copied for each test."""
    data = tmp_path_factory.mktemp("full")

    async def fill() -> None:
        settings = Settings(data=data, merge_delay_s=600, undo_window_s=0)
        async with open_runtime(settings, module_database_url) as runtime:
            await fill_ledger(runtime)

    asyncio.run(fill())
    return str(conninfo_to_dict(module_database_url)["dbname"]), data


@pytest.fixture
async def full(full_ledger: tuple[str, Path], postgres_url: str, tmp_path: Path) -> AsyncIterator[Runtime]:
    """A ledger with entries of every type, several checkpoints, and one entry that waits."""
    template, kept = full_ledger
    data = tmp_path / "data"
    shutil.copytree(kept, data)
    with fresh_database(postgres_url, template) as url:
        async with open_runtime(Settings(data=data, undo_window_s=0), url) as runtime:
            yield runtime


async def fill_ledger(runtime: Runtime) -> None:
    await tell_time(runtime, datetime(2018, 3, 5, tzinfo=UTC))
    await declare_standing(runtime)
    await sequence(runtime)
    receipt = await reported(runtime, contact="daw.mya@example.org", note="a note")
    reviewer = await a_reviewer(runtime)
    choice = removal(runtime, ActionKind.TEMPORARY_BAN, ban_hours=24)
    await decided(runtime, reviewer, receipt.report.case_id, choice)
    await sequence(runtime)
    await status.reopen(runtime, receipt.code, "not_solved")
    decision = await decided(runtime, reviewer, receipt.report.case_id, removal(runtime))
    await decide.undo(runtime, reviewer, decision.id)
    await sequence(runtime)
    await receive.receive_items(runtime, [an_item("m2")])
    await receive.receive_report(runtime, a_report("item:m2", reporter="u-tin"))
    speaker = await a_desk(runtime)
    incident = await open_incident(runtime, speaker, "Chain letters", platform_id="messenger")
    await pasted(runtime, speaker, incident.id, "m2")
    await escalate(runtime, speaker, incident.id, "they name a house")
    await sequence(runtime)
    await tell_time(runtime, datetime(2018, 4, 5, tzinfo=UTC))
    await publish(runtime, "2018-03")
    await receive.receive_report(runtime, a_report("item:m2", reporter="ko-waiting"))


def change(runtime: Runtime, sql: str, *values: Any) -> None:
    """What somebody with the database's password does: constraints do not stop them."""
    with psycopg.connect(runtime.store.url, autocommit=True) as connection:
        for table in (
            "reports",
            "decisions",
            "actions",
            "notices",
            "reopenings",
            "escalations",
            "cases",
            "deliveries",
            "evidence",
            "ledger_entries",
        ):
            for (name,) in connection.execute(
                """select conname from pg_constraint where conrelid = %s::regclass and contype in ('f', 'c')""",
                [table],
            ).fetchall():
                connection.execute(f'alter table {table} drop constraint "{name}"'.encode())
        cursor = connection.execute(sql.encode(), values)
        assert cursor.rowcount > 0, "the change changed nothing"


async def findings(runtime: Runtime) -> list[Finding]:
    return (await verify_ledger(runtime)).findings


async def test_an_empty_ledger_is_whole(runtime: Runtime) -> None:
    verdict = await verify_ledger(runtime)
    assert verdict.findings == []
    assert (verdict.size, verdict.entries) == (0, 0)


async def test_an_honest_ledger_is_whole(full: Runtime) -> None:
    verdict = await verify_ledger(full)
    assert verdict.findings == []
    assert verdict.checkpoints == 5
    assert verdict.promises == 4
    assert verdict.entries == verdict.size + 1, "one entry waits"
    types = {row[0] for row in await rows(full, "select distinct type from ledger_entries")}
    assert types == {
        "report", "review", "decision", "action", "notice", "reopening", "escalation",
        "filler",
        "declaration:standards", "declaration:target", "declaration:rule", "declaration:month",
    }  # fmt: skip


async def rows(runtime: Runtime, sql: str) -> list[Any]:
    async with runtime.store.transaction() as tx:
        return await (await tx.connection.execute(sql.encode())).fetchall()


TAMPERINGS: dict[str, tuple[str, ...]] = {
    # Records: what was received, decided, done and said.
    "a report's time": ("reports", "update reports set received_at = received_at - interval '3 hours'"),
    "a report's due time": ("reports", "update reports set due_at = due_at + interval '3 hours'"),
    "a report's area": ("reports", "update reports set area = 'other' where source = 'user'"),
    "a report's subject": ("reports", "update reports set subject_id = 'm9' where subject_id = 'm1'"),
    "a report's note": ("reports", "update reports set note_sealed = '\\x00' where note_sealed is not null"),
    "a report's contact": (
        "reports",
        "update reports set contact_sealed = null where contact_sealed is not null",
    ),
    "a report's language": ("reports", "update reports set language = 'en'"),
    "a report's country": ("reports", "update reports set country = 'BD'"),
    "a report's reporter": ("reports", "update reports set reporter_tag = '\\x01'"),
    "a report's case": ("reports", "update reports set case_id = gen_random_uuid()"),
    "a report's source": ("reports", "update reports set source = 'form'"),
    "a word that is none": ("reports", "update reports set area = 'no such area'"),
    "when it was answered": (
        "reports",
        "update reports set answered_at = received_at, outcome = 'removed' where answered_at is null",
    ),
    "how it was answered": (
        "reports",
        (
            "update reports set answered_at = (select min(sent_at) from notices n where n.report_id = reports.id), "
            "outcome = 'no_violation' where id in (select report_id from notices)"
        ),
    ),
    "when it was reviewed": (
        "reports",
        "update reports set first_reviewed_at = received_at where first_reviewed_at is not null",
    ),
    "a report is gone": ("reports", "delete from reports where answered_at is null and subject_id = 'm1'"),
    "a report that nobody sent": (
        "reports",
        (
            "insert into reports select (jsonb_populate_record(r, jsonb_build_object("
            "'id', gen_random_uuid(), 'code_hash', '\\x99', 'external_id', null))).* from reports r limit 1"
        ),
    ),
    "a decision's verdict": ("decisions", "update decisions set verdict = 'no_violation'"),
    "a decision's ground": ("decisions", "update decisions set ground = null"),
    "a decision's time": ("decisions", "update decisions set decided_at = decided_at - interval '1 hour'"),
    "who decided": ("decisions", "update decisions set reviewer_id = gen_random_uuid()"),
    "a decision is gone": ("decisions", "delete from decisions where undone_at is null"),
    "an action's kind": ("actions", "update actions set kind = 'warn' where kind = 'remove_item'"),
    "an action's target": ("actions", "update actions set target_id = 'x' where kind = 'remove_item'"),
    "an action's end": (
        "actions",
        "update actions set ends_at = ends_at + interval '1 day' where ends_at is not null",
    ),
    "an action is gone": ("actions", "delete from actions where kind = 'temporary_ban'"),
    "what was told": ("notices", "update notices set statement = jsonb_set(statement, '{ground}', 'null')"),
    "what was said to be done": (
        "notices",
        "update notices set statement = jsonb_set(statement, '{actions}', %s)",
    ),
    "when it was told": ("notices", "update notices set sent_at = sent_at - interval '1 hour'"),
    "who was told": ("notices", "update notices set account_id = 'nobody' where account_id is not null"),
    "a notice is gone": ("notices", "delete from notices where account_id is not null"),
    "a reopening's reason": ("reopenings", "update reopenings set reason = 'happening_again'"),
    "a reopening is gone": ("reopenings", "delete from reopenings"),
    "an escalation's time": (
        "escalations",
        "update escalations set escalated_at = escalated_at - interval '1 day'",
    ),
    "to whom an escalation went": ("escalations", "update escalations set to_role = 'lead'"),
    "an escalation is gone": ("escalations", "delete from escalations"),
    # The ledger's own rows.
    "a leaf": ("ledger_entries", "update ledger_entries set leaf = leaf || ' ' where seq = 3"),
    "a leaf hash": ("ledger_entries", "update ledger_entries set leaf_hash = '\\x00' where seq = 3"),
    "a leaf with its hash": (
        "ledger_entries",
        (
            "update ledger_entries set leaf = convert_to('{\"c\":\"' || repeat('0', 64) || '\",\"v\":1}', 'UTF8'), "
            "leaf_hash = sha256('\\x00'::bytea || convert_to('{\"c\":\"' || repeat('0', 64) || '\",\"v\":1}', 'UTF8')) "
            "where seq = 3"
        ),
    ),
    "facts": ("ledger_entries", "update ledger_entries set facts = facts || ' ' where type = 'report'"),
    "a salt": ("ledger_entries", "update ledger_entries set facts_salt = sha256('x') where type = 'filler'"),
    "a payload": ("ledger_entries", "update ledger_entries set payload = '\\x00' where type = 'action'"),
    "a payload is gone": ("ledger_entries", "update ledger_entries set payload = null where type = 'report'"),
    "an entry's type": ("ledger_entries", "update ledger_entries set type = 'notice' where type = 'filler'"),
    "an entry without its row": (
        "ledger_entries",
        "update ledger_entries set type = 'appeal' where type = 'filler'",
    ),
    "a declaration": (
        "ledger_entries",
        "update ledger_entries set type = 'declaration:target' where type = 'declaration:standards'",
    ),
    "two places exchanged": (
        "ledger_entries",
        "update ledger_entries set seq = case seq when 3 then -1 else seq end where seq = 3",
    ),
    "the last entry is gone": (
        "ledger_entries",
        "delete from ledger_entries where seq = (select max(seq) from ledger_entries)",
    ),
    "a place beyond the tree": ("ledger_entries", "update ledger_entries set seq = 10000 where seq is null"),
    "a waiting entry is gone": ("reports", "delete from ledger_entries where seq is null"),
    "an entry twice": (
        "reports",
        (
            "insert into ledger_entries select (jsonb_populate_record(e, jsonb_build_object("
            "'id', gen_random_uuid(), 'seq', null))).* from ledger_entries e "
            "where type = 'report' and seq is not null limit 1"
        ),
    ),
    "a tile": ("log_tiles", "update log_tiles set hashes = overlay(hashes placing '\\x00' from 5)"),
    "a tile cut": ("log_tiles", "update log_tiles set hashes = substr(hashes, 1, 32)"),
    "a tile too many": ("log_tiles", "insert into log_tiles values (1, 0, sha256('x'))"),
    "a tile is gone": ("log_tiles", "delete from log_tiles"),
    "the head's size": ("log_head", "update log_head set size = size - 1"),
    "the head's note": ("log_head", "update log_head set note = note || ' '"),
    "the head is gone": ("log_head", "delete from log_head"),
    "a checkpoint's note": ("log_checkpoints", "update log_checkpoints set note = replace(note, '=', 'A')"),
    "a checkpoint's root": ("log_checkpoints", "update log_checkpoints set root = sha256('x')"),
    "a checkpoint's time": (
        "log_checkpoints",
        (
            "update log_checkpoints set signed_at = signed_at + interval '1 day' "
            "where size = (select min(size) from log_checkpoints)"
        ),
    ),
    "a checkpoint that was promised on": (
        "reports",
        "delete from log_checkpoints where size = (select min(size) from log_checkpoints)",
    ),
    # Tables of published months.
    "a month's table": ("month_tables", "update month_tables set lines = lines || '{}' || chr(10)::bytea"),
    "a month's table torn": (
        "month_tables",
        "update month_tables set lines = lines || 'x' where name = 'reports'",
    ),
    "a month's table is gone": ("month_tables", "delete from month_tables where name = 'cases'"),
    "a table too many": (
        "month_tables",
        "insert into month_tables select entry_id, month, 'more', lines from month_tables limit 1",
    ),
    # Promises.
    "a promise's size": ("reports", "update reports set promised_size = 7", "that no checkpoint had"),
    "a promise's size beyond its place": (
        "reports",
        "update reports set promised_size = (select size from log_head) where answered_at is null",
        "below the tree size",
    ),
    "a promise that is due": (
        "reports",
        (
            "update reports set received_at = received_at - interval '1 day', "
            "merge_by = received_at - interval '1 hour' "
            "where id = (select record_id from ledger_entries where seq is null)"
        ),
        "a later checkpoint left it out",
    ),
    "a promise before its report": (
        "reports",
        "update reports set merge_by = received_at - interval '1 hour'",
        "before the report came in",
    ),
}


async def test_a_promise_kept_late_after_an_outage_is_told_and_is_no_tampering(runtime: Runtime) -> None:
    await reported(runtime)
    await asyncio.sleep(
        2.5
    )  # nobody sequenced within the merge delay of one second, as when the server is down
    waiting = await verify_ledger(runtime)
    assert (waiting.findings, waiting.late) == ([], 1)
    await sequence(runtime)
    kept = await verify_ledger(runtime)
    assert (kept.findings, kept.late) == ([], 1)


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda name: name.replace(" ", "-"))
async def test_what_was_changed_is_named(full: Runtime, tampering: str) -> None:
    assert await findings(full) == []
    table, sql, *words = TAMPERINGS[tampering]
    if "%s" in sql:
        change(full, sql, Jsonb([{"kind": "ban", "ends_at": None}]))
    else:
        change(full, sql)
    found = await findings(full)
    assert table in {finding.table for finding in found}, f"found {found}"
    assert all(finding.id and finding.what for finding in found)
    assert all(any(word in finding.what for finding in found) for word in words), f"found {found}"


async def test_an_older_copy_is_seen_and_not_signed(full: Runtime) -> None:
    """A database that was restored from before the last checkpoint: honest in itself, and yet a lie."""
    [(size,)] = await rows(full, "select min(size) from log_checkpoints")
    change(full, f"delete from log_checkpoints where size > {size}")
    change(full, "delete from log_head")
    change(full, "insert into log_head select true, size, root, note, signed_at from log_checkpoints")
    found = await findings(full)
    assert any("older copy" in finding.what for finding in found)
    with pytest.raises(Tampered, match="older copy"):
        await sequence(full)


async def test_another_history_of_the_same_length_is_seen(full: Runtime) -> None:
    head = signed.parse(checkpoint_file(full).read_text())
    other = signed.Checkpoint(origin=head.origin, size=head.size, root=tree.leaf_hash(b"other"))
    checkpoint_file(full).write_text(signed.sign(other, full.keyring.checkpoint_key))
    assert any("another root was published" in finding.what for finding in await findings(full))
    with pytest.raises(Tampered, match="not those that were published"):
        await sequence(full)


async def test_another_key_signed_none_of_it(full: Runtime, tmp_path: Path) -> None:
    other = dataclasses.replace(full, keyring=open_keyring(tmp_path / "elsewhere"))
    found = await findings(other)
    assert {finding.table for finding in found} >= {"log_checkpoints"}
    assert any("signature" in finding.what for finding in found)


async def test_checking_sees_one_moment_while_others_write(full: Runtime) -> None:
    done = asyncio.Event()

    async def write() -> None:
        number = 0
        while not done.is_set():
            number += 1
            await receive.receive_report(full, a_report("item:m2", reporter=f"r{number}"))
            with suppress(Tampered):
                await checkpoint.sequence(full)

    writing = asyncio.create_task(write())
    for _ in range(10):
        assert await findings(full) == []
    done.set()
    await writing


def test_the_command_says_so_by_its_exit_status(tmp_path: Path, database_url: str) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "answerable", "ledger", "verify"],
            env={
                "ANSWERABLE_DATA": str(tmp_path),
                "ANSWERABLE_DATABASE_URL": database_url,
                "PATH": "/usr/bin",
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    whole = run()
    assert (whole.returncode, whole.stderr) == (0, "")
    with psycopg.connect(database_url) as connection:
        connection.execute("insert into log_tiles values (0, 0, sha256('x'))")
    torn = run()
    assert torn.returncode == 1
    assert '"table":"log_tiles","id":"0/0"' in torn.stdout
    assert "log_tiles 0/0" in torn.stderr
    assert "Traceback" not in torn.stderr
