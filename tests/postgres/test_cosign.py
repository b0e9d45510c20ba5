"""Witnesses cosign what was committed; receipts carry a quorum; none of them can delay, mislead or be misled."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from psycopg.conninfo import conninfo_to_dict

from answerable.connectors import witness
from answerable.connectors.connector import Connectors
from answerable.connectors.witness import Witnesses, open_witnesses
from answerable.db.queue import install_queue
from answerable.errors import Invalid, Tampered
from answerable.flow import receive, status
from answerable.flow.log import cosigned
from answerable.flow.log.checkpoint import checkpoint_file, sequence, witnessed_file
from answerable.flow.log.cosign import Asked, Outcome, cosign, look_back
from answerable.flow.log.cosigned import shown
from answerable.flow.log.export import export, policy_text
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime, open_runtime, read_cosigning
from answerable.ledger import checkpoint, notes, policy
from answerable.settings import Settings
from answerable.web.app import create_app
from answerable.worker import Worker
from answerable_watchdog.policy import parse_policy
from answerable_watchdog.receipt import verify
from tests.conftest import fresh_database
from tests.liar import Liar, Reply, lying
from tests.watchdog.witnesses import Process, serving
from tests.world import a_report, reported


def log_vkey(runtime: Runtime) -> str:
    return str(notes.verifier_key(runtime.settings.origin, runtime.keyring.checkpoint_key))


def with_witnesses(runtime: Runtime, *witnesses: Process | Liar, quorum: str = "2") -> Runtime:
    """The same house, with each witness an organisation of its own."""
    lines = [f"witness w{n} {one.vkey} {one.address}" for n, one in enumerate(witnesses)]
    lines += [f"group org{n} any w{n}" for n in range(len(witnesses))]
    if quorum != "none":
        lines += [f"group q {quorum} {' '.join(f'org{n}' for n in range(len(witnesses)))}"]
    lines += ["quorum none" if quorum == "none" else "quorum q"]
    return dataclasses.replace(runtime, cosigning=policy.parse("\n".join(lines), runtime.settings.origin))


@pytest.fixture
async def ask() -> AsyncIterator[Witnesses]:
    async with open_witnesses() as opened:
        yield opened


@pytest.fixture
def three(runtime: Runtime, tmp_path: Path) -> Iterator[list[Process]]:
    logs = (log_vkey(runtime),)
    with ExitStack() as stack:
        yield [stack.enter_context(serving(tmp_path / f"w{n}", f"w{n}.example", logs)) for n in range(3)]


def patient(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> Runtime:
    """A house in which a checkpoint may wait an hour for its quorum before it is shown without."""
    monkeypatch.setattr(cosigned, "GRACE_MOST_S", 3600.0)
    settings = Settings(data=runtime.settings.data, merge_delay_s=86_400, undo_window_s=0)
    return dataclasses.replace(runtime, settings=settings)


async def ask_all(runtime: Runtime, ask: Witnesses) -> list[str]:
    asked = await asyncio.gather(*(cosign(runtime, ask, one) for one in runtime.cosigning.witnesses))
    return [one.outcome.value for one in asked]


async def grow(runtime: Runtime, name: str) -> int:
    await receive.receive_report(runtime, a_report(reporter=name))
    head = await sequence(runtime)
    assert head is not None
    return head.size


async def latest(runtime: Runtime) -> str:
    async with runtime.store.transaction() as tx:
        found = await shown(runtime, tx)
    assert found is not None
    return found.note


def cosigners(note: str) -> list[str]:
    return [line.split(" ")[1] for line in note.partition("\n\n")[2].splitlines()][1:]


async def rows(runtime: Runtime, sql: str, *values: Any) -> list[Any]:
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(sql.encode(), values)
        return await cursor.fetchall() if cursor.description else []


async def test_three_witnesses_cosign_and_receipts_carry_their_quorum(
    runtime: Runtime, three: list[Process], ask: Witnesses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way: committed, sent, cosigned, stored, shown, handed out, verified by the other implementation."""
    runtime = with_witnesses(patient(runtime, monkeypatch), *three)
    receipt = await reported(runtime)
    await sequence(runtime)
    before = (await status.look_up(runtime, receipt.code)).receipt
    believed = parse_policy(policy_text(runtime).encode())
    with pytest.raises(Exception, match="needs 2 of 3, 0 cosigned; missing: 'org0', 'org1', 'org2'"):
        verify(before.encode(), believed)
    assert await ask_all(runtime, ask) == ["cosigned"] * 3
    assert await ask_all(runtime, ask) == ["nothing new"] * 3
    after = (await status.look_up(runtime, receipt.code)).receipt
    verified = verify(after.encode(), believed)
    assert verified.inclusion is not None
    assert sorted(name for _, name in verified.inclusion.checkpoint.cosigned) == [
        "w0.example",
        "w1.example",
        "w2.example",
    ]
    assert len(after) < 2_000, "it still fits on paper"
    await grow(runtime, "another")
    three[0].kill()
    three[1].kill()
    assert await ask_all(runtime, ask) == ["failed", "failed", "cosigned"]
    assert (await status.look_up(runtime, receipt.code)).receipt == after, "the first with its quorum"
    await export(runtime, tmp_path / "export")
    assert cosigners((tmp_path / "export/checkpoint").read_text()) == [
        "w0.example",
        "w1.example",
        "w2.example",
    ]
    for one in three[:2]:
        one.start()
    assert await ask_all(with_witnesses(runtime, *three), ask) == ["cosigned", "cosigned", "nothing new"]
    assert (await verify_ledger(runtime)).findings == []


async def test_what_is_shown_waits_for_its_quorum_but_not_for_ever(
    runtime: Runtime, three: list[Process], ask: Witnesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = with_witnesses(patient(runtime, monkeypatch), *three)
    await reported(runtime)
    await sequence(runtime)
    assert cosigners(await latest(runtime)) == [], "there is no other yet"
    await ask_all(runtime, ask)
    first = await latest(runtime)
    assert len(cosigners(first)) == 3
    size = await grow(runtime, "second")
    assert await latest(runtime) == first, "the newer one is a moment old"
    await cosign(runtime, ask, runtime.cosigning.witnesses[0])
    assert await latest(runtime) == first
    await rows(runtime, "update log_checkpoints set signed_at = signed_at - interval '61 minutes'")
    waited = await latest(runtime)
    assert checkpoint.parse(waited).size == size
    assert cosigners(waited) == ["w0.example"]
    await ask_all(runtime, ask)
    transport = httpx.ASGITransport(app=create_app(runtime))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
        assert len(cosigners((await http.get("/ledger/checkpoint")).text)) == 3
        assert (await http.get("/ledger/policy")).text.endswith("group q 2 org0 org1 org2\nquorum q\n")


async def test_a_witness_that_is_behind_is_brought_up_and_one_put_back_is_shown_what_it_signed(
    runtime: Runtime, three: list[Process], ask: Witnesses, tmp_path: Path
) -> None:
    runtime = with_witnesses(runtime, *three)
    await reported(runtime)
    await sequence(runtime)
    await ask_all(runtime, ask)
    [one, *_] = three
    one.stop()
    shutil.copytree(one.folder, tmp_path / "backup")
    one.start()
    for number in range(3):
        await grow(runtime, f"r{number}")
        runtime = with_witnesses(runtime, *three)
        assert (await cosign(runtime, ask, runtime.cosigning.witnesses[0])).outcome is Outcome.COSIGNED
    one.stop()
    shutil.rmtree(one.folder)
    shutil.copytree(tmp_path / "backup", one.folder)
    one.start()
    runtime = with_witnesses(runtime, *three)
    await grow(runtime, "after its backup")
    assert await ask_all(runtime, ask) == ["cosigned"] * 3, "the others were three checkpoints behind"
    async with runtime.store.transaction() as tx:
        states = [await tx.cosignatures.state(each.vkey) for each in three]
        assert [state.size for state in states] == [await tx.ledger.size()] * 3


def answering(status: int, body: str | bytes, kind: str = "text/plain") -> Any:
    content = body if isinstance(body, bytes) else body.encode()
    return lambda path, asked: (status, content, kind)


def text_of(body: str) -> str:
    return body.partition("\n\n")[2].partition("\n\n")[0] + "\n"


LIES: dict[str, Any] = {
    "another key": lambda liar: (
        lambda path, body: (
            200,
            notes.cosign(text_of(body), liar.name, Liar().key, int(time.time())).encode(),
            "text/plain",
        )
    ),
    "another text": lambda liar: (
        lambda path, body: (
            200,
            notes.cosign("other\n1\n\n", liar.name, liar.key, int(time.time())).encode(),
            "text/plain",
        )
    ),
    "another day": lambda liar: (
        lambda path, body: (
            200,
            notes.cosign(text_of(body), liar.name, liar.key, int(time.time()) - 86_400).encode(),
            "text/plain",
        )
    ),
    "no time": lambda liar: (
        lambda path, body: (
            200,
            notes.cosign(text_of(body), liar.name, liar.key, 0).encode(),
            "text/plain",
        )
    ),
    "another name": lambda liar: (
        lambda path, body: (
            200,
            notes.cosign(text_of(body), "w.example", liar.key, int(time.time())).encode(),
            "text/plain",
        )
    ),
    "garbage": lambda liar: answering(200, b"\xff\xfe\x00garbage"),
    "nothing": lambda liar: answering(200, ""),
    "a huge answer": lambda liar: answering(200, "x" * 10_000_000),
    "a size that is none": lambda liar: answering(409, "many\n", "text/x.tlog.size"),
    "a size beyond the log": lambda liar: answering(409, "9223372036854775807\n", "text/x.tlog.size"),
    "the size zero for ever": lambda liar: answering(409, "0\n", "text/x.tlog.size"),
    "a conflict without a size": lambda liar: answering(409, "16\n"),
    "a redirect": lambda liar: answering(302, ""),
    "a fault of its own": lambda liar: answering(500, ""),
    "our proof is wrong": lambda liar: answering(422, ""),
    "it knows no such log": lambda liar: answering(404, ""),
}


async def test_lying_witnesses_are_not_believed_and_stop_nothing(runtime: Runtime, ask: Witnesses) -> None:
    await reported(runtime)
    await sequence(runtime)
    for lie, how in LIES.items():
        with lying() as liar:
            liar.answer = how(liar)
            told = with_witnesses(runtime, liar, quorum="1")
            asked = await cosign(told, ask, told.cosigning.witnesses[0])
            assert asked.outcome is Outcome.FAILED, lie
            assert await rows(runtime, "select count(*) from cosignatures where vkey = %s", liar.vkey) == [
                (0,)
            ], lie
            assert await rows(runtime, "select fault from witnesses where vkey = %s", liar.vkey) == [
                (asked.fault,)
            ]
            assert asked.fault
            assert liar.asked < 6, lie
            await grow(runtime, f"sequencing goes on: {lie}")
            liar.answer = lambda path, body, liar=liar: (  # type: ignore[misc]  # bound now
                200, notes.cosign(text_of(body), liar.name, liar.key, int(time.time())).encode(), "text/plain"
            )  # fmt: skip
            honest = await cosign(told, ask, told.cosigning.witnesses[0])
            assert honest == Asked(Outcome.COSIGNED), f"once it is honest, after: {lie}"


async def test_witnesses_that_hang_delay_nobody(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker signs on while two witnesses are silent for as long as they like, and one is gone."""
    monkeypatch.setattr(witness, "ATTEMPT_S", 3600.0)
    with lying("slow.example") as slow, lying("slower.example") as slower, lying("gone.example") as gone:
        slow.may_answer.clear()
        slower.may_answer.clear()
        gone.address = "http://127.0.0.1:1"
        runtime = with_witnesses(runtime, slow, slower, gone)
        await install_queue(runtime.store.url)
        await reported(runtime)
        await sequence(runtime)
        stop = asyncio.Event()
        connectors: Connectors = {}
        alarms: list[str] = []
        async with open_witnesses() as ask:
            working = asyncio.create_task(Worker(runtime, connectors, alarms.append, ask).run(stop))
            async with asyncio.timeout(120):
                while not (slow.asked and slower.asked):  # noqa: ASYNC110 - threads count up
                    await asyncio.sleep(0.02)
                for number in range(3):
                    await receive.receive_report(runtime, a_report(reporter=f"r{number}"))
                    unplaced = "select 1 from ledger_entries where seq is null"
                    while await rows(runtime, unplaced):  # noqa: ASYNC110 - the worker tells the database
                        await asyncio.sleep(0.02)
            assert (slow.asked, slower.asked) == (1, 1), "they are being asked all the while"
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
        assert alarms == []


async def restored_from_before(
    runtime: Runtime, postgres_url: str, tmp_path: Path, three: list[Process], ask: Witnesses
) -> AsyncIterator[Runtime]:
    """The database and the data folder as they were before the witnesses cosigned the latest checkpoint."""
    runtime = with_witnesses(runtime, *three)
    await reported(runtime)
    await sequence(runtime)
    await ask_all(runtime, ask)
    kept = checkpoint_file(runtime).read_text()
    await runtime.store.__aexit__()  # a database can be copied only while nobody is connected
    with fresh_database(postgres_url, str(conninfo_to_dict(runtime.store.url)["dbname"])) as older:
        async with open_runtime(runtime.settings, runtime.store.url) as opened:
            newer = with_witnesses(opened, *three)
            await grow(newer, "after the backup")
            await ask_all(newer, ask)
        checkpoint_file(runtime).write_text(kept)
        async with open_runtime(runtime.settings, older) as opened:
            yield with_witnesses(opened, *three)


@pytest.fixture
async def restored(
    runtime: Runtime, postgres_url: str, tmp_path: Path, three: list[Process], ask: Witnesses
) -> AsyncIterator[Runtime]:
    async for one in restored_from_before(runtime, postgres_url, tmp_path, three, ask):
        yield one


async def test_a_restored_older_database_learns_it_from_a_witness_and_signs_nothing_more(
    restored: Runtime, ask: Witnesses
) -> None:
    with pytest.raises(Tampered, match="older copy"):
        await look_back(restored, ask)
    assert checkpoint.parse(witnessed_file(restored).read_text()).size == 32
    await receive.receive_report(restored, a_report(reporter="another history"))
    with pytest.raises(Tampered, match="older copy"):
        await sequence(restored)
    assert [one.table for one in (await verify_ledger(restored)).findings] == ["log_head"]


async def test_a_restored_database_that_went_on_while_witnesses_were_away_is_found_out(
    restored: Runtime, three: list[Process], ask: Witnesses
) -> None:
    """It has grown past what they saw, with other leaves: their refusal of the proof is looked into."""
    for one in three:
        one.kill()
    await look_back(restored, ask)
    for number in range(3):
        await grow(restored, f"another history {number}")
    for one in three:
        one.start()
    restored = with_witnesses(restored, *three)
    await look_back(restored, ask)
    with pytest.raises(Tampered, match="not those that were published"):
        await cosign(restored, ask, restored.cosigning.witnesses[0])
    with pytest.raises(Tampered):
        await sequence(restored)
    assert all((one.folder / "evidence").is_dir() for one in three[:1])


@pytest.mark.parametrize(("liars", "refuses"), [(1, False), (2, True)])
async def test_a_word_without_proof_counts_when_a_quorum_says_it(
    liars: int, refuses: bool, runtime: Runtime, ask: Witnesses
) -> None:
    with ExitStack() as stack:
        witnesses = [stack.enter_context(lying(f"l{n}.example")) for n in range(3)]
        for one in witnesses[:liars]:
            one.answer = answering(409, "1000\n", "text/x.tlog.size")
        runtime = with_witnesses(runtime, *witnesses)
        if refuses:
            with pytest.raises(Tampered, match=r"w0, w1\) say that they saw 1000"):
                await look_back(runtime, ask)
        else:
            await look_back(runtime, ask)
        await reported(runtime)
        assert await sequence(runtime) is not None, "a word is not kept"


async def test_a_checkpoint_that_this_log_never_signed_proves_nothing(
    runtime: Runtime, ask: Witnesses
) -> None:
    with lying() as liar:
        forged = checkpoint.sign(checkpoint.Checkpoint(runtime.settings.origin, 99, bytes(32)), liar.key)

        def answer(path: str, body: str) -> Reply:
            name = sha256(runtime.settings.origin.encode()).hexdigest()
            if path == f"/{name}/checkpoint":
                return 200, forged.encode(), "text/plain"
            return 409, b"99\n", "text/x.tlog.size"

        liar.answer = answer
        runtime = with_witnesses(runtime, liar, quorum="1")
        await reported(runtime)
        await sequence(runtime)
        assert (await cosign(runtime, ask, runtime.cosigning.witnesses[0])).outcome is Outcome.FAILED
        assert not witnessed_file(runtime).exists()
        await grow(runtime, "on")


async def test_two_servers_on_one_database_never_get_two_roots_cosigned(
    runtime: Runtime, three: list[Process], ask: Witnesses
) -> None:
    await reported(runtime)
    done = asyncio.Event()

    async def serve(house: Runtime) -> None:
        while not done.is_set():
            await sequence(house)
            await ask_all(house, ask)

    async with open_runtime(runtime.settings, runtime.store.url) as other:
        houses = [with_witnesses(runtime, *three), with_witnesses(other, *three)]
        serving_both = [asyncio.create_task(serve(house)) for house in houses]
        for number in range(25):
            await receive.receive_report(runtime, a_report(reporter=f"r{number}"))
        done.set()
        await asyncio.gather(*serving_both)
        while await sequence(houses[0]) is not None:
            pass
        await ask_all(houses[0], ask)
    roots = dict(await rows(runtime, "select size, root from log_checkpoints"))
    for one in three:
        with sqlite3.connect(one.folder / "state.db") as state:
            cosigned = state.execute("select size, root from cosigned where size > 0").fetchall()
        assert cosigned
        assert {size: roots.get(size) for size, _ in cosigned} == dict(cosigned)
        assert not (one.folder / "evidence").exists()


async def test_metrics_say_how_far_each_witness_is(
    runtime: Runtime, three: list[Process], ask: Witnesses
) -> None:
    await install_queue(runtime.store.url)
    runtime = with_witnesses(runtime, *three)
    await reported(runtime)
    await sequence(runtime)
    await cosign(runtime, ask, runtime.cosigning.witnesses[0])
    three[1].kill()
    await cosign(runtime, ask, runtime.cosigning.witnesses[1])
    transport = httpx.ASGITransport(app=create_app(runtime), client=("127.0.0.1", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
        text = (await http.get("/metrics")).text
    assert '\nanswerable_witness_size{witness="w0"} 16.0\n' in text
    assert '\nanswerable_witness_age_s{witness="w1"} -1.0\n' in text
    assert '\nanswerable_witness_failing{witness="w1"} 1.0\n' in text
    assert "127.0.0.1" not in text


async def test_a_cosignature_that_was_changed_in_the_database_is_found(
    runtime: Runtime, three: list[Process], ask: Witnesses
) -> None:
    runtime = with_witnesses(runtime, *three)
    await reported(runtime)
    await sequence(runtime)
    await ask_all(runtime, ask)
    await rows(runtime, "update cosignatures set line = replace(line, 'w0.example', 'w1.example')")
    assert [one.table for one in (await verify_ledger(runtime)).findings] == ["cosignatures"]


def test_a_file_of_witnesses_is_read_or_refused_with_its_line(runtime: Runtime, tmp_path: Path) -> None:
    file = tmp_path / "witnesses"
    settings = Settings(data=tmp_path, witnesses=file)
    with pytest.raises(Invalid, match="cannot be read"):
        read_cosigning(settings, runtime.keyring)
    liar = Liar()
    file.write_text(f"witness a {liar.vkey} http://127.0.0.1:1\ngroup org any a\nquorum org\n")
    assert [one.name for one in read_cosigning(settings, runtime.keyring).witnesses] == ["a"]
    own = notes.verifier_key("w.example", runtime.keyring.checkpoint_key, notes.SignatureType.COSIGNATURE)
    file.write_text(f"witness a {own} http://127.0.0.1:1\ngroup org any a\nquorum org\n")
    with pytest.raises(Invalid, match="a key of this log stands for a witness"):
        read_cosigning(settings, runtime.keyring)
