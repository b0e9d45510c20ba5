"""Sequencing: one writer, no step back, no older copy, every promise kept."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from answerable.errors import Tampered, Unavailable
from answerable.flow import receive, status
from answerable.flow.log.checkpoint import BATCH_LEAST, checkpoint_file, sequence
from answerable.flow.log.declare import declare_standing
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime, open_runtime
from answerable.ledger import checkpoint, proofs, receipts
from answerable.ledger.notes import verifier_key
from answerable.records.log import LogHead
from answerable.settings import Settings
from answerable.vocabulary import DeclarationType
from answerable.worker import sequence_all
from tests.conftest import fresh_database
from tests.world import a_report, add_platform, all_at_once, an_item, reported


async def rows(runtime: Runtime, sql: str, *values: Any) -> list[Any]:
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(sql.encode(), values)
        return await cursor.fetchall() if cursor.description else []


async def set_clock(runtime: Runtime, seconds: float) -> None:
    """The database tells a time that is `seconds` behind the real one."""
    await rows(runtime, "delete from replay_clock")
    await rows(
        runtime,
        "insert into replay_clock values (true, now(), now() - make_interval(secs => %s), 1)",
        seconds,
    )


async def test_nothing_waiting_signs_nothing(runtime: Runtime) -> None:
    assert await sequence(runtime) is None
    assert not checkpoint_file(runtime).exists()


async def test_a_batch_is_padded_so_that_it_hides_how_much_happened(runtime: Runtime) -> None:
    await reported(runtime)
    head = await sequence(runtime)
    assert head is not None
    assert head.size == BATCH_LEAST
    leaves = [len(row[0]) for row in await rows(runtime, "select leaf from ledger_entries")]
    assert len(set(leaves)) == 1, "a filler is told from an entry by its length"
    assert await rows(runtime, "select count(distinct leaf) from ledger_entries") == [(BATCH_LEAST,)]


async def test_places_tell_nothing_of_the_order_of_arrival(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    for number in range(40):
        await receive.receive_report(runtime, a_report(reporter=f"r{number}"))
    await sequence(runtime)
    places = [row[0] for row in await rows(runtime, "select seq from ledger_entries order by id")]
    assert sorted(places) == list(range(40))
    assert places != sorted(places)


async def test_two_sequencers_at_once_keep_one_log(runtime: Runtime) -> None:
    """Two processes sign at the same time while reports come in: one wins each time, and nothing is lost."""
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    done = asyncio.Event()

    async def write(writer: int) -> None:
        for number in range(25):
            await receive.receive_report(runtime, a_report(reporter=f"r{writer}-{number}"))

    async def sign(signer: Runtime) -> None:
        while not done.is_set():
            await sequence(signer)
            await asyncio.sleep(0)

    async with open_runtime(runtime.settings, runtime.store.url) as other:
        signing = [asyncio.create_task(sign(signer)) for signer in (runtime, other, runtime, other)]
        await asyncio.gather(*(write(writer) for writer in range(4)))
        done.set()
        await asyncio.gather(*signing)
        await sequence(other)
    verdict = await verify_ledger(runtime)
    assert verdict.findings == []
    assert verdict.promises == 100
    assert verdict.checkpoints > 3
    [(waiting,)] = await rows(runtime, "select count(*) from ledger_entries where seq is null")
    assert waiting == 0
    published = checkpoint.parse(checkpoint_file(runtime).read_text())
    assert published.size == verdict.size


async def test_a_step_back_of_the_clock_is_not_signed(runtime: Runtime) -> None:
    await reported(runtime)
    await set_clock(runtime, 0)
    assert await sequence(runtime) is not None
    await receive.receive_report(runtime, a_report(reporter="another"))
    await set_clock(runtime, 60)
    with pytest.raises(Unavailable, match="clock stepped back"):
        await sequence(runtime)
    assert await rows(runtime, "select size from log_head") == [(BATCH_LEAST,)]
    await set_clock(runtime, 1)
    assert await sequence(runtime) is not None, "a second is no step"


async def test_a_restored_older_database_is_not_signed(
    runtime: Runtime, postgres_url: str, tmp_path: Path
) -> None:
    """Made from a real copy of the database: honest in itself, but others hold a newer checkpoint."""
    await reported(runtime)
    await sequence(runtime)
    await runtime.store.__aexit__()  # a database can be copied only while nobody is connected
    name = str(conninfo_to_dict(runtime.store.url)["dbname"])
    with fresh_database(postgres_url, name) as older:
        async with open_runtime(runtime.settings, runtime.store.url) as newer:
            await receive.receive_report(newer, a_report(reporter="after the backup"))
            await sequence(newer)
        async with open_runtime(runtime.settings, older) as restored:
            await receive.receive_report(restored, a_report(reporter="another history"))
            with pytest.raises(Tampered, match="older copy"):
                await sequence(restored)
            assert any("older copy" in found.what for found in (await verify_ledger(restored)).findings)


async def test_a_checkpoint_that_was_committed_is_published_after_a_kill(runtime: Runtime) -> None:
    await reported(runtime)
    await sequence(runtime)
    before = checkpoint_file(runtime).read_text()
    await receive.receive_report(runtime, a_report(reporter="another"))
    await sequence(runtime)
    after = checkpoint_file(runtime).read_text()
    checkpoint_file(runtime).write_text(before)  # as when the process died between commit and file
    assert await sequence(runtime) is None
    assert checkpoint_file(runtime).read_text() == after


async def test_torn_tiles_stop_the_writer(runtime: Runtime) -> None:
    await reported(runtime)
    await sequence(runtime)
    await receive.receive_report(runtime, a_report(reporter="another"))
    await rows(runtime, "update log_tiles set hashes = overlay(hashes placing '\\x00' from 9)")
    with pytest.raises(Tampered):
        await sequence(runtime)
    assert await rows(runtime, "select size from log_head") == [(BATCH_LEAST,)]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.integers(1, 40), min_size=1, max_size=5))
async def test_every_report_is_included_and_the_log_only_grows(runtime: Runtime, batches: list[int]) -> None:
    """Each example goes on with the log of the one before: it only grows."""
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    key = verifier_key(runtime.settings.origin, runtime.keyring.checkpoint_key)
    heads: list[LogHead] = []
    given_out: list[receive.Receipt] = []
    for size in batches:
        given_out += await receive.receive_reports(runtime, [a_report() for _ in range(size)])
        head = await sequence(runtime)
        assert head is not None
        heads.append(head)
    for older, newer in pairwise(heads):
        await assert_grown(runtime, older, newer)
    for receipt in given_out:
        found = receipts.parse((await status.look_up(runtime, receipt.code)).receipt)
        assert isinstance(found, receipts.InclusionReceipt)
        assert checkpoint.verify(found.checkpoint, key).size == heads[-1].size
        assert receipts.verify(found, key, promise_key(runtime)).index is not None
    assert (await verify_ledger(runtime)).findings == []


async def assert_grown(runtime: Runtime, older: LogHead, newer: LogHead) -> None:
    async with runtime.store.transaction() as tx:
        tiles = {
            place: await tx.ledger.tile(*place) or b""
            for place in proofs.consistency_tiles(older.size, newer.size)
        }
    proof = proofs.consistency(older.size, newer.size, lambda level, index: tiles[level, index])
    proofs.verify_consistency(older.size, newer.size, older.root, newer.root, proof)


def promise_key(runtime: Runtime) -> Any:
    return verifier_key(f"{runtime.settings.origin}/promise", runtime.keyring.promise_key)


async def test_many_batches_are_sequenced_one_after_the_other(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerable.flow.log.checkpoint.BATCH_MOST", 20)
    monkeypatch.setattr("answerable.worker.BATCH_MOST", 20)
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    await receive.receive_reports(runtime, [a_report() for _ in range(70)])
    assert await sequence_all(runtime) == 4
    assert await rows(runtime, "select count(*) from ledger_entries where seq is null") == [(0,)]


async def test_what_stands_is_declared_once_and_again_when_it_changes(
    runtime: Runtime, tmp_path: Path
) -> None:
    stands = [DeclarationType.STANDARDS, DeclarationType.TARGET, DeclarationType.RULE]
    first = await all_at_once(declare_standing(runtime), declare_standing(runtime))
    assert sorted(map(len, first)) == [0, 3]
    assert await declare_standing(runtime) == []
    changed = Settings(data=tmp_path, target_hours=24, targets="my/*=12")
    async with open_runtime(changed, runtime.store.url) as other:
        assert await declare_standing(other) == [DeclarationType.TARGET]
        assert await declare_standing(other) == []
    assert await declare_standing(runtime) == [DeclarationType.TARGET], "changed back is a change too"
    await sequence(runtime)
    async with runtime.store.transaction() as tx:
        declared = [entry.type for entry in await tx.ledger.declarations()]
    assert sorted(declared) == sorted(
        [f"declaration:{kind}" for kind in [*stands, *[DeclarationType.TARGET] * 2]]
    )
    assert (await verify_ledger(runtime)).findings == []
