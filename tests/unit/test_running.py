"""The running clusters: what was acknowledged is neither lost nor counted twice, wherever the server is killed."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest

from answerable.errors import KeyReused, Tampered, TooMany, Unavailable
from answerable.flow.cascades import running as running_module
from answerable.flow.cascades.running import Running
from answerable.flow.cascades.stream import Incoming, Seen
from answerable.keys.keyring import Keyring, open_keyring
from answerable.records.cascade import EXAMPLES_MOST
from answerable.stream.memory import Limits
from answerable.stream.messages import Messages
from answerable.stream.sketch import Seed, sketch
from answerable.text.batch import Batch
from tests.letters import HOUR_MS, START_MS

LIMITS = Limits(singles=1 << 12, clusters=1 << 8, ids=1 << 12)
SEED = Seed.of(b"a seed")
LETTER = "Brothers and sisters, on the eleventh they will come to our quarter with knives, so stay awake"
SENDERS = 20


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return open_keyring(tmp_path / "keys")


@asynccontextmanager
async def opened(folder: Path, keyring: Keyring) -> AsyncIterator[Running]:
    made = Running(folder / "stream", keyring, LIMITS, senders=SENDERS)
    try:
        yield made
    finally:
        await made.close()


def crashed(running: Running) -> None:
    """Let go of the folder without saving anything, as a killed process does."""
    running._let_go()


def a_batch(
    first: int, count: int = 10, *, name: str = "", text: str = LETTER, texts: bool = True
) -> Incoming:
    """Copies of a letter, each of another sender, a minute apart."""
    numbers = np.arange(first + 1, first + count + 1, dtype=np.uint64)
    words = Batch.of(f"{text} {'!' * (one % 3)}" for one in numbers.tolist())
    return Incoming(
        platform_id="courier",
        seed=SEED.name,
        now_ms=START_MS + HOUR_MS,
        messages=Messages.of(
            sketch(words, SEED), numbers << np.uint64(7), numbers, START_MS + numbers.astype(np.int64) * 60_000,
            ids=numbers,
        ),
        places=np.ones(count, np.uint8),
        community_names=("hill",),
        texts=words if texts else None,
        ids=Batch.of(f"m{one}" for one in numbers.tolist()),
        batch=name.encode(),
        said=f"{first} {count}".encode(),
    )  # fmt: skip


async def only(running: Running) -> Seen:
    await running.open()
    [seen] = await running.to_tell()
    return seen


async def test_a_restart_counts_nothing_twice_and_loses_nothing(tmp_path: Path, keyring: Keyring) -> None:
    """Killed with and without a snapshot, the clusters come out as if nothing had happened, under the same id."""
    whole: dict[str, Seen] = {}
    for folder, stops in (("one", ()), ("killed", (1, 3, 4)), ("stopped", (2, 5))):
        running = Running(tmp_path / folder, keyring, LIMITS, senders=SENDERS)
        for number in range(6):
            await running.put(a_batch(10 * number))
            if number in stops:
                if folder == "killed":
                    crashed(running)
                else:
                    await running.close()
                running = Running(tmp_path / folder, keyring, LIMITS, senders=SENDERS)
        whole[folder] = await only(running)
        await running.close()
    first = whole["one"].cascade
    assert (first.copies, first.communities) == (60, ("hill",))
    assert first.alarm_at is not None
    assert [one.cascade for one in whole.values()] == [first] * 3


async def test_a_cascade_keeps_its_id(tmp_path: Path, keyring: Keyring) -> None:
    async with opened(tmp_path, keyring) as running:
        await running.put(a_batch(0, 30))
        before = await only(running)
        crashed(running)
        await running.put(a_batch(30, 30))
        [after] = [one for one in await running.to_tell() if one.cascade.copies > 30]
    assert after.id == before.id
    async with opened(tmp_path / "elsewhere", keyring) as other:
        await other.put(a_batch(0, 30))
        assert (await only(other)).id != before.id


async def test_a_batch_that_is_sent_again_is_not_counted_again(tmp_path: Path, keyring: Keyring) -> None:
    async with opened(tmp_path, keyring) as running:
        assert (await running.put(a_batch(0, name="a"))).new == 10
        assert (await running.put(a_batch(0, name="a"))).repeated
        assert (await running.put(a_batch(0, name="b"))).new == 0  # by the ids of its messages
        with pytest.raises(KeyReused):
            await running.put(a_batch(10, name="a"))
    for _ in range(2):  # known from the snapshot, then from the log
        async with opened(tmp_path, keyring) as running:
            assert (await running.put(a_batch(0, name="a"))).repeated
            assert (await running.put(a_batch(20, name="c"))).accepted == 10
            crashed(running)


async def test_what_a_crash_left_half_written_is_cut_off(tmp_path: Path, keyring: Keyring) -> None:
    async with opened(tmp_path, keyring) as running:
        await running.put(a_batch(0))
        crashed(running)
        [log] = (tmp_path / "stream").glob("*.log")
        log.write_bytes(log.read_bytes() + log.read_bytes()[:200])
        assert (await running.put(a_batch(10))).new == 10
        crashed(running)
        await running.put(a_batch(20))
        assert (await only(running)).cascade.copies == 30
        crashed(running)
        first = min((tmp_path / "stream").glob("*.log"))
        first.write_bytes(first.read_bytes()[:-1])
        with pytest.raises(Tampered):
            await running.put(a_batch(30))


async def test_files_tell_nothing_without_the_keys(tmp_path: Path, keyring: Keyring) -> None:
    async with opened(tmp_path, keyring) as running:
        await running.put(a_batch(0))
        crashed(running)
        raw = b"".join(one.read_bytes() for one in (tmp_path / "stream").iterdir())
    assert b"courier" not in raw
    assert sketch(Batch.of([f"{LETTER} !"]), SEED)[0].tobytes()[:8] not in raw


async def test_examples_are_the_last_copies_of_a_batch(tmp_path: Path, keyring: Keyring) -> None:
    """Who sends a whole cascade at once does not learn, nor show, which copy was the first."""
    async with opened(tmp_path, keyring) as running:
        await running.put(a_batch(0, 40))
        seen = await only(running)
        assert [one.item_id for one in seen.examples] == ["m40", "m39", "m38"]  # each another text
        running.told(seen)
        different = [a_batch(40 + n, 1, text=f"{LETTER} now{n:04}") for n in range(20)]
        for one in different:
            await running.put(one)
        [again] = await running.to_tell()
        assert len(again.examples) == EXAMPLES_MOST - 3


async def test_two_servers_never_write_to_one_folder(tmp_path: Path, keyring: Keyring) -> None:
    async with opened(tmp_path, keyring) as running:
        await running.put(a_batch(0))
        async with opened(tmp_path, keyring) as other:
            with pytest.raises(Unavailable, match="another server"):
                await other.put(a_batch(10))


async def test_who_sends_more_than_is_taken_in_is_told_to_wait(
    tmp_path: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_module, "WAITING_MOST", 100)
    async with opened(tmp_path, keyring) as running:
        with running.room_for(1_000):  # alone, whatever its size
            with pytest.raises(TooMany) as caught, running.room_for(1):
                pass
            assert caught.value.retry_after_s == 1
        with running.room_for(60), running.room_for(40):
            pass


async def test_a_full_disk_is_told_and_forgets_what_was_not_written(
    tmp_path: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, keyring) as running:
        await running.put(a_batch(0, 30))
        with monkeypatch.context() as full:
            full.setattr("answerable.stream.log.os.fdatasync", _no_room)
            with pytest.raises(Unavailable):
                await running.put(a_batch(30, 10, name="x"))
            crashed(running)
        [log] = (tmp_path / "stream").glob("*.log")
        await running.put(a_batch(30, 10, name="x"))
        assert (await only(running)).cascade.copies == 40
        assert log.exists()


def _no_room(_: int) -> None:
    raise OSError(28, "No space left on device")


KILLED = """
import asyncio, sys
from pathlib import Path
from answerable.flow.cascades import running
from answerable.keys.keyring import open_keyring
from tests.unit.test_running import LIMITS, SENDERS, a_batch

async def main(folder):
    running.SNAPSHOT_BYTES = 30_000  # now and then
    one = running.Running(folder / "stream", open_keyring(folder / "keys"), LIMITS, senders=SENDERS)
    for number in range(10_000):
        await one.put(a_batch(10 * number, name=str(number), text=f"letter {number} says this"))
        print(number, flush=True)

asyncio.run(main(Path(sys.argv[1])))
"""


def killed(folder: Path, until: int) -> int:
    """Put batches in, by a process that is killed once this one was acknowledged; the last one that was."""
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    with process, process.stdout as said:  # type: ignore[union-attr] # it is a pipe
        acknowledged = next(number for line in said if (number := int(line)) >= until)
        process.send_signal(signal.SIGKILL)
        return max([acknowledged, *map(int, said.read().split())])


async def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path, keyring: Keyring) -> None:
    """SIGKILL in the middle of writing, three times: what was acknowledged is there, once; the one under way too, or
    not at all; sent again, all are there once."""
    acknowledged = 0
    for kill in range(3):
        acknowledged = await asyncio.to_thread(killed, tmp_path, acknowledged + 17 + kill)
        async with opened(tmp_path, keyring) as running:
            await running.open()
            [stream] = running._streams.values()
            assert stream.clusters.offset in {10 * (acknowledged + 1), 10 * (acknowledged + 2)}
            crashed(running)
