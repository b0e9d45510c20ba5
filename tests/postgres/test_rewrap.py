"""Rotation of sealing keys on a real database: everything is rewrapped while others write, and nothing changes."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import re
import signal
import subprocess
import sys
import tracemalloc
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from answerable.cli import app
from answerable.db import describe
from answerable.db.sealed import SEALED
from answerable.errors import Refused
from answerable.flow.custody import rewrap as rotation
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.readers.on_call import add_shift
from answerable.flow.receive import receive_report
from answerable.flow.review import view
from answerable.flow.runtime import Runtime
from answerable.keys.key_file import add_version, read_key_file
from answerable.keys.keyring import open_keyring
from answerable.records.sealed import HEADER_BYTES
from tests.world import a_report, a_reviewer, decided, removal, reported


def keys_of(runtime: Runtime) -> Path:
    return runtime.settings.data / "keys"


def made_long_ago(runtime: Runtime) -> None:
    """As if the last rotation had been an hour before."""
    path = keys_of(runtime) / "keys.json"
    kept = read_key_file(path)
    earlier = {
        version: msgspec.structs.replace(one, made_at=one.made_at - timedelta(hours=1))
        for version, one in kept.sealing.items()
    }
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(kept, sealing=earlier)))


async def rows(runtime: Runtime, sql: str) -> list[Any]:
    async with runtime.store.transaction() as tx:
        return await (await tx.connection.execute(sql.encode())).fetchall()


def test_every_sealed_column_is_in_the_registry() -> None:
    """A column that is forgotten would keep an old key in use for ever, and make `retire` lose what is in it."""
    found = set()
    for table in describe.FILE.read_text(encoding="utf-8").split("\n\n"):
        head, *lines = table.splitlines()
        columns = [re.match(r" +(\w+_sealed) bytea", line) for line in lines]
        found |= {(head.removeprefix("table "), one[1]) for one in columns if one}
    assert found == {(one.table, one.column) for one in SEALED}
    assert len(SEALED) == len(found)


async def sealed_everything(runtime: Runtime) -> Any:
    receipt = await reported(runtime, contact="daw.mya@example.org", note="they wrote it again")
    reviewer = await a_reviewer(runtime)
    await decided(runtime, reviewer, receipt.report.case_id, removal(runtime, note="seen in three groups"))
    async with runtime.store.transaction() as tx:
        await tx.platforms.set_webhook(
            "messenger", "https://example.org/", runtime.keyring.seal(b"whsec_x", "webhook secret")
        )
    await add_shift(runtime, reviewer.name, "my", "thiri@example.org")
    await sequence(runtime)
    return reviewer, receipt.report


async def test_all_is_wrapped_anew_and_nothing_else_changes(runtime: Runtime) -> None:
    reviewer, report = await sealed_everything(runtime)
    head = (await verify_ledger(runtime)).size
    before = await rows(runtime, "select reporter_sealed, contact_sealed, note_sealed from reports")
    assert await rotation.broken(runtime) == []
    needed = {(one.table, one.column): one.values for one in await rotation.uses(runtime)}
    filled = {place for place, values in needed.items() if values}
    assert filled >= {
        ("platforms", "webhook_secret_sealed"), ("reports", "reporter_sealed"), ("reports", "contact_sealed"),
        ("reports", "note_sealed"), ("decisions", "note_sealed"), ("deliveries", "address_sealed"),
        ("evidence", "body_sealed"),
    }  # fmt: skip
    assert add_version(keys_of(runtime)) == 2
    runtime.keyring._look(at_once=True)
    found = await rotation.rewrap(runtime)
    assert (found.version, found.left) == (2, 0)
    used = {(one.table, one.column): one.values for one in await rotation.uses(runtime)}
    assert used == {place: {"2": values["1"]} if values else {} for place, values in needed.items()}
    assert found.done == sum(values["1"] for values in needed.values() if values)
    after = await rows(runtime, "select reporter_sealed, contact_sealed, note_sealed from reports")
    assert after != before
    assert (await rotation.rewrap(runtime)).done == 0
    made_long_ago(runtime)
    await rotation.retire(runtime, 1)
    runtime.keyring._look(at_once=True)
    assert runtime.keyring.versions == (2,)
    assert await rotation.broken(runtime) == []
    assert runtime.keyring.open(after[0][0], "reporter", str(report.id)) == b"daw-mya"
    assert (await view(runtime, reviewer, report.case_id)).reports[0].note == "they wrote it again"
    verdict = await verify_ledger(runtime)
    assert (verdict.findings, verdict.size) == ([], head)


async def test_a_version_that_still_wraps_something_is_not_retired(runtime: Runtime) -> None:
    await sealed_everything(runtime)
    add_version(keys_of(runtime))
    made_long_ago(runtime)
    with pytest.raises(Refused, match=r"version 1 still wraps 1 values of "):
        await rotation.retire(runtime, 1)
    assert sorted(read_key_file(keys_of(runtime) / "keys.json").sealing) == ["1", "2"]


async def test_reports_go_on_coming_in_while_all_is_wrapped_anew(runtime: Runtime) -> None:
    await reported(runtime)
    for number in range(40):
        await receive_report(runtime, a_report(reporter=f"before {number}", note="n"))
    add_version(keys_of(runtime))
    runtime.keyring._look(at_once=True)
    coming = [
        asyncio.create_task(receive_report(runtime, a_report(reporter=f"while {number}", note="n")))
        for number in range(20)
    ]
    first, second = await asyncio.gather(rotation.rewrap(runtime), rotation.rewrap(runtime))
    await asyncio.gather(*coming)
    last = await rotation.rewrap(runtime)
    assert last.left == 0
    assert first.done + second.done + last.done >= 41 + 40, "reporters and notes of before, at least"
    await sequence(runtime)
    assert (await verify_ledger(runtime)).findings == []
    assert await rotation.broken(runtime) == []


async def test_what_was_altered_is_named_and_keeps_the_old_key(runtime: Runtime) -> None:
    await sealed_everything(runtime)
    [[row]] = await rows(
        runtime, "update reports set note_sealed = set_byte(note_sealed, 20, 9) returning id::text"
    )
    add_version(keys_of(runtime))
    runtime.keyring._look(at_once=True)
    found = await rotation.rewrap(runtime)
    assert found.left == 1
    [one] = await rotation.broken(runtime)
    assert (one.table, one.id, one.column) == ("reports", row, "note_sealed")
    assert "altered" in one.why


async def test_sealed_values_do_not_open_in_another_row(runtime: Runtime) -> None:
    """Who can write to the database cannot let one report's reporter be shown, or answered, as another's."""
    await reported(runtime, contact="daw.mya@example.org")
    await receive_report(runtime, a_report(reporter="u-tin", contact="u.tin@example.org"))
    await rows(
        runtime,
        """update reports r set reporter_sealed = o.reporter_sealed, contact_sealed = o.contact_sealed
           from reports o where o.id <> r.id returning r.id""",
    )
    assert {one.column for one in await rotation.broken(runtime)} == {"reporter_sealed", "contact_sealed"}
    await sequence(runtime)
    assert {one.table for one in (await verify_ledger(runtime)).findings} == {"reports"}


def command(runtime: Runtime, *arguments: str, **more: Any) -> subprocess.Popen[str]:
    environment = os.environ | {
        "ANSWERABLE_DATABASE_URL": runtime.store.url,
        "ANSWERABLE_DATA": str(runtime.settings.data),
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
    }
    line = [sys.executable, "-m", "answerable", *arguments]
    return subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


async def test_the_commands(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    await sealed_everything(runtime)
    monkeypatch.setenv("ANSWERABLE_DATABASE_URL", runtime.store.url)
    monkeypatch.setenv("ANSWERABLE_DATA", str(runtime.settings.data))

    async def answerable(*arguments: str) -> tuple[list[Any], str]:
        result = await asyncio.to_thread(CliRunner().invoke, app, ["keys", *arguments])
        if result.exception is not None:
            raise result.exception
        return [json.loads(line) for line in result.stdout.splitlines()], result.stderr

    said, err = await answerable("rotate")
    assert said == [{"version": 2}]
    assert "backup of your keys" in err
    [said], err = await answerable("rewrap")
    assert (said["version"], said["left"], err) == (2, 0, "")
    assert said["done"] > 5
    with pytest.raises(Refused, match="try again ten minutes after the rotation"):
        await answerable("retire", "1")
    made_long_ago(runtime)
    said, err = await answerable("retire", "1")
    assert said == [{"version": 1, "retired": True}]
    assert "do not open with this key file" in err
    said, _ = await answerable("list")
    assert [line["version"] for line in said if "version" in line] == [2]
    assert {version for line in said for version in line.get("values", {})} == {"2"}
    assert await answerable("check") == ([], "")


async def test_a_killed_rewrap_is_taken_up_again(runtime: Runtime) -> None:
    await reported(runtime)
    await rows(
        runtime,
        """insert into platforms (id, name, created_at) select 'p' || n, repeat('x', 3000), now()
           from generate_series(1, 3000) n returning id""",  # two rows a block, so that it takes many batches
    )
    secret = runtime.keyring.seal(b"whsec_x" * 100, "webhook secret")
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update platforms set webhook_secret_sealed = %s", [secret])
    add_version(keys_of(runtime))
    counted = """select count(*) filter (where substring(webhook_secret_sealed from 5 for 1) = '\\x02'), count(*)
        from platforms"""
    process = command(runtime, "keys", "rewrap")
    seen = 0
    while process.poll() is None and not seen:
        [(seen, whole)] = await rows(runtime, counted)
        await asyncio.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    runtime.keyring._look(at_once=True)
    [(seen, whole)] = await rows(runtime, counted)
    found = await rotation.rewrap(runtime)
    assert found.left == 0
    assert seen + found.done == whole + 3, (
        "those of the killed run, the rest, one reporter, one item of evidence and one text of the bank"
    )
    assert await rotation.broken(runtime) == []


async def test_what_is_large_stays_in_the_database_while_it_is_wrapped_anew(runtime: Runtime) -> None:
    """Thousands of films and voices are more than memory holds, and a key that cannot be rotated protects nobody."""
    receipt = await reported(runtime, note="they wrote it again")
    large = runtime.keyring.seal(b"x" * 8_000_000, "note", str(receipt.report.id))
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update reports set note_sealed = %s", [large])
    add_version(keys_of(runtime))
    rotated = dataclasses.replace(runtime, keyring=open_keyring(keys_of(runtime)))
    tracemalloc.start()
    try:
        assert (await rotation.rewrap(rotated)).left == 0
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000
    [(sealed,)] = await rows(runtime, "select note_sealed from reports")
    assert bytes(sealed)[HEADER_BYTES:] == large[HEADER_BYTES:] != b""
    assert rotated.keyring.open(bytes(sealed), "note", str(receipt.report.id)) == b"x" * 8_000_000
    assert await rotation.broken(rotated) == []
