"""The worker: runs flow steps from the queue, and those that the clock calls for.

Loops in one event loop, each started again when it fails: the dispatcher moves jobs from the outbox to the queue; the
queue runs them; the sequencer gives ledger entries their places; the keeper of time takes back what ended; the
sweeper picks up lanes whose job was lost; the rewrapper wraps what an older key wraps under the newest; the counter
counts the reports of hours that are over; retention lets go what was kept long enough; crisis modes that are over are
told in public; and one loop for each witness sends it the latest checkpoint; the watcher raises emergencies and calls
who is on call; the searcher looks for copies of new cases among what was there before; the looker hashes the pictures
of items that wait for it; what was here before sketches were kept is given its own; and what spreads in the stream is
written down.
Killed at any moment, all of it goes on after a restart.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import msgspec
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from psycopg import AsyncConnection

from answerable.connectors.connector import Connectors
from answerable.connectors.witness import Witnesses
from answerable.db.clock import replay_rate
from answerable.db.lanes import Lanes, open_lanes
from answerable.db.queue import BATCH, SETTINGS, dispatch, forget_old_jobs, open_queue
from answerable.errors import Tampered, Unavailable
from answerable.flow.answer import answer
from answerable.flow.cascades.tell import tell_what_spreads
from answerable.flow.copies.make_up import sketch_older
from answerable.flow.copies.steps import copy_steps, search_all
from answerable.flow.custody.fetch import ENTRYPOINT, fetch_media
from answerable.flow.custody.media_hash import ENTRYPOINT as HASHING
from answerable.flow.custody.media_hash import hash_kept
from answerable.flow.custody.quarantine import destroy_lapsed
from answerable.flow.custody.read_media import ENTRYPOINT as READING
from answerable.flow.custody.read_media import read_kept
from answerable.flow.custody.retain import retain
from answerable.flow.custody.rewrap import rewrap
from answerable.flow.deliver import Progress, deliver_lane, due_lanes
from answerable.flow.detect_language import ENTRYPOINT as DETECTS_LANGUAGE
from answerable.flow.detect_language import detect_language
from answerable.flow.enforce import end_lapsed
from answerable.flow.likeness.look import look_at_waiting
from answerable.flow.likeness.read import ENTRYPOINT as READ_LOOKED
from answerable.flow.log.checkpoint import BATCH_MOST, sequence
from answerable.flow.log.cosign import Outcome, cosign
from answerable.flow.readers.coverage import count_hours
from answerable.flow.readers.emergency import watch
from answerable.flow.readers.page_on_call import page_due
from answerable.flow.runtime import Runtime
from answerable.flow.slowing.crisis import publish_ended
from answerable.ledger.policy import Witness
from answerable.observe.logs import describe, logger
from answerable.observe.metrics import CHECKPOINTS, count_attempt, count_job

DISPATCH_EACH_S = 0.1
END_EACH_S = 1.0
SWEEP_EACH_S = 10.0
SWEEP_MOST = 200
FORGET_EACH_S = 3600.0
COUNT_EACH_S = 60.0
WATCH_EACH_S = 5.0
PUBLISH_EACH_S = 60.0
REWRAP_EACH_S = 60.0
COSIGN_EACH_S = 1.0  # a look at the database whether there is something new
COSIGN_AGAIN_S = 3600.0  # a fresh time under the same checkpoint
COSIGN_LONGEST_S = 60.0
SKETCH_REST_S = 0.2
CASCADES_EACH_S = 0.1
SEARCH_EACH_S = 1.0
LOOK_EACH_S = 0.5
SEARCH_REST = 9.0  # times as long as the last one took
RETAIN_EACH_S = 3600.0

DEQUEUE_EACH_S = 1.0  # besides the notices that wake it
HEARTBEAT_S = 2.5  # a job of a killed worker is taken up again after this long
JOBS_AT_ONCE = 128
JOBS_A_FETCH = 32
DELIVERIES_AT_ONCE = 64  # so that receivers that hang leave room for answers
COPIES_AT_ONCE = 4
FETCHES_AT_ONCE = 2  # programs in the sandbox, of which those that take reports need some too
HASHES_AT_ONCE = 1  # the same
LANGUAGES_AT_ONCE = 1
LANE_BUSY_S = 0.5
RETRY_FIRST_S = 1.0
RETRY_LONGEST_S = 300.0

# The interval between checkpoints as shares of the merge delay: random, so that a batch does not tell when
# something came in; short enough that the promise is kept although a transaction took long.
INTERVAL_SHARES = (0.2, 0.8)
INTERVAL_LEAST_S = 0.02
CLOCK_EACH_S = 1.0
RESTART_FIRST_S = 0.2
RESTART_LONGEST_S = 10.0

Loop = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Worker:
    """`on_tampered` is told why once the ledger no longer agrees with its database; then nothing is signed. Nor is
    anything from the start where not `signs`. `ask`: how witnesses are asked; None asks nobody."""

    runtime: Runtime
    connectors: Connectors
    on_tampered: Callable[[str], None]
    ask: Witnesses | None = None
    signs: bool = True

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then finish the jobs under way and sequence what waits."""
        async with asyncio.TaskGroup() as group:
            for name, loop in self._loops(stop).items():
                group.create_task(_kept_going(name, loop, stop), name=name)

    def _loops(self, stop: asyncio.Event) -> dict[str, Loop]:
        return {
            "dispatcher": lambda: self._dispatch(stop),
            "queue": lambda: self._work(stop),
            "sequencer": lambda: self._sequence(stop),
            "ends": lambda: _each(END_EACH_S, stop, lambda: end_lapsed(self.runtime)),
            "sweeper": lambda: _each(SWEEP_EACH_S, stop, self._sweep),
            "rewrap": lambda: self._rewrap(stop),
            "emergencies": lambda: _each(WATCH_EACH_S, stop, self._watch),
            "hours": lambda: _each(COUNT_EACH_S, stop, lambda: count_hours(self.runtime)),
            "cascades": lambda: _each(CASCADES_EACH_S, stop, lambda: tell_what_spreads(self.runtime)),
            "search": lambda: self._search(stop),
            "looks": lambda: self._look(stop),
            "older items": lambda: self._sketch_older(stop),
            "crises": lambda: _each(PUBLISH_EACH_S, stop, lambda: publish_ended(self.runtime)),
            "retention": lambda: _each(RETAIN_EACH_S, stop, lambda: retain(self.runtime)),
            "quarantine": lambda: _each(FORGET_EACH_S, stop, lambda: destroy_lapsed(self.runtime)),
            "old jobs": lambda: _each(FORGET_EACH_S, stop, lambda: forget_old_jobs(self.runtime.store.url)),
            **self._witness_loops(stop),
        }

    def _witness_loops(self, stop: asyncio.Event) -> dict[str, Loop]:
        if self.ask is None:
            return {}
        return {
            f"witness {one.name}": partial(self._cosign, self.ask, one, stop)
            for one in self.runtime.cosigning.witnesses
        }

    async def _dispatch(self, stop: asyncio.Event) -> None:
        async with await AsyncConnection.connect(self.runtime.store.url, autocommit=True) as connection:
            while not stop.is_set():
                if await dispatch(connection) < BATCH:
                    await _pause(DISPATCH_EACH_S, stop)

    async def _work(self, stop: asyncio.Event) -> None:
        async with open_queue(self.runtime.store.url) as queries, open_lanes(self.runtime.store.url) as lanes:
            manager = QueueManager(queries, channel=SETTINGS.channel)
            self._register(manager, lanes)
            stopping = asyncio.create_task(_set_when(stop, manager.shutdown))
            try:
                await manager.run(
                    dequeue_timeout=timedelta(seconds=DEQUEUE_EACH_S),
                    heartbeat_timeout=timedelta(seconds=HEARTBEAT_S),
                    batch_size=JOBS_A_FETCH,
                    max_concurrent_tasks=JOBS_AT_ONCE,
                )
            finally:
                stopping.cancel()

    def _register(self, manager: QueueManager, lanes: Lanes) -> None:
        async def run_answer(job: Job) -> None:
            await _step(job, lambda payload: answer(self.runtime, UUID(payload["decision"])))

        async def run_deliver(job: Job) -> None:
            await _step(job, lambda payload: self._deliver(lanes, payload["lane"]))

        async def run_fetch(job: Job) -> None:
            await _step(
                job,
                lambda payload: fetch_media(self.runtime, UUID(payload["media"]), int(payload["attempt"])),
            )

        for entrypoint, step in copy_steps(self.runtime).items():
            at_once = HASHES_AT_ONCE if entrypoint == READ_LOOKED else COPIES_AT_ONCE
            manager.entrypoint(entrypoint, on_failure="hold", concurrency_limit=at_once)(_job(step))
        manager.entrypoint(ENTRYPOINT, on_failure="hold", concurrency_limit=FETCHES_AT_ONCE)(run_fetch)

        async def run_hash(job: Job) -> None:
            await _step(job, lambda payload: hash_kept(self.runtime, UUID(payload["media"])))

        manager.entrypoint(HASHING, on_failure="hold", concurrency_limit=HASHES_AT_ONCE)(run_hash)

        async def run_read(job: Job) -> None:
            await _step(job, lambda payload: read_kept(self.runtime, UUID(payload["media"])))

        manager.entrypoint(READING, on_failure="hold", concurrency_limit=HASHES_AT_ONCE)(run_read)

        async def run_language(job: Job) -> None:
            await _step(job, lambda payload: detect_language(self.runtime, UUID(payload["case"])))

        manager.entrypoint(DETECTS_LANGUAGE, on_failure="hold", concurrency_limit=LANGUAGES_AT_ONCE)(
            run_language
        )
        manager.entrypoint("answer", on_failure="hold")(run_answer)
        manager.entrypoint("deliver", on_failure="hold", concurrency_limit=DELIVERIES_AT_ONCE)(run_deliver)

    async def _deliver(self, lanes: Lanes, lane: str) -> None:
        async with lanes.hold(lane) as held:
            if not held:
                raise RetryRequested(delay=timedelta(seconds=LANE_BUSY_S), reason="the lane is busy")
            for progress in await deliver_lane(self.runtime, self.connectors, lane):
                if progress is not Progress.NOTHING_DUE:
                    count_attempt(progress.value)

    async def _sequence(self, stop: asyncio.Event) -> None:
        """Sequence at random intervals within the merge delay, once at the start and once at the end."""
        if not self.signs:
            return
        try:
            while True:
                await sequence_all(self.runtime)
                if stop.is_set():
                    return
                await self._wait_interval(stop)
        except Tampered as error:
            logger(__name__).critical("the ledger was tampered with: nothing is signed", **describe(error))
            self.on_tampered(str(error))

    async def _cosign(self, ask: Witnesses, witness: Witness, stop: asyncio.Event) -> None:
        """Have one witness cosign each new checkpoint, and the latest each hour anew; nobody waits for it."""
        now = asyncio.get_running_loop().time
        wait, cosigned_at = COSIGN_EACH_S, now()
        while not stop.is_set():
            try:
                asked = await cosign(self.runtime, ask, witness, again=now() - cosigned_at > COSIGN_AGAIN_S)
            except Tampered as error:
                logger(__name__).critical("a witness holds another ledger of ours", **describe(error))
                self.on_tampered(str(error))
                return
            if asked.outcome is Outcome.FAILED:
                logger(__name__).warning("a witness does not cosign", task=witness.name, said=asked.fault)
                wait = min(wait * 2, COSIGN_LONGEST_S)
            else:
                wait = COSIGN_EACH_S
                cosigned_at = now() if asked.outcome is Outcome.COSIGNED else cosigned_at
            await _pause(wait, stop)

    async def _wait_interval(self, stop: asyncio.Event) -> None:
        """Wait for a random share of the merge delay, by the database's clock. It is looked at each second: in a
        replay it may be set, or begin to run faster, meanwhile."""
        share = secrets.SystemRandom().uniform(*INTERVAL_SHARES)
        at, rate = await self._clock()
        until = at + timedelta(seconds=share * self.runtime.settings.merge_delay_s)
        while at < until and not stop.is_set():
            left_s = (until - at).total_seconds() / rate
            await _pause(min(max(left_s, INTERVAL_LEAST_S), CLOCK_EACH_S), stop)
            at, rate = await self._clock()

    async def _clock(self) -> tuple[datetime, float]:
        async with self.runtime.store.transaction() as tx:
            return tx.at, await replay_rate(tx)

    async def _rewrap(self, stop: asyncio.Event) -> None:
        """Whenever the key file has a newer sealing key, wrap what older ones hold under it; until nothing is left, or
        only what does not open, which `answerable keys check` names."""
        done = 0
        while not stop.is_set():
            versions = self.runtime.keyring.versions
            if len(versions) > 1 and versions[-1] != done:
                found = await rewrap(self.runtime)
                done = versions[-1] if not (found.left and found.done) else 0
            await _pause(REWRAP_EACH_S, stop)

    async def _search(self, stop: asyncio.Event) -> None:
        """Search what was there before for copies of new cases; then rest, so that reports do not wait for it."""
        now = asyncio.get_running_loop().time
        while not stop.is_set():
            began = now()
            await search_all(self.runtime)
            await _pause(max(SEARCH_EACH_S, SEARCH_REST * (now() - began)), stop)

    async def _look(self, stop: asyncio.Event) -> None:
        """Look at the pictures of items that wait, one after the other; then rest a while: reports go first."""
        now = asyncio.get_running_loop().time
        while not stop.is_set():
            began = now()
            looked = await look_at_waiting(self.runtime)
            await _pause((now() - began) / 2 if looked else LOOK_EACH_S, stop)

    async def _sketch_older(self, stop: asyncio.Event) -> None:
        """Give what was here before sketches were kept its own, a batch at a time, until nothing is left."""
        while not stop.is_set() and await sketch_older(self.runtime):
            await _pause(SKETCH_REST_S, stop)

    async def _watch(self) -> None:
        """Raise the emergencies that there are, and call who is on call."""
        await watch(self.runtime)
        await page_due(self.runtime)

    async def _sweep(self) -> None:
        """Queue again the lanes that are due: a job may have been lost, or held after many failures."""
        lanes = await due_lanes(self.runtime, most=SWEEP_MOST)
        async with self.runtime.store.transaction() as tx:
            for lane in lanes:
                await tx.outbox.put("deliver", {"lane": lane}, at=tx.at)


async def sequence_all(runtime: Runtime) -> int:
    """Sequence until fewer entries wait than one batch holds; return how many checkpoints were signed."""
    signed, size = 0, -1
    while (head := await sequence(runtime)) is not None:
        signed += 1
        CHECKPOINTS.inc()
        if size >= 0 and head.size - size < BATCH_MOST:
            break
        size = head.size
    return signed


async def _step(job: Job, step: Callable[[dict[str, str]], Awaitable[object]]) -> None:
    """Run one step. What fails is tried again later; neither queue nor log gets to see what was in its error."""
    try:
        await step(msgspec.json.decode(job.payload or b"{}", type=dict[str, str]))
        count_job(job.entrypoint, done=True)
    except (RetryRequested, asyncio.CancelledError):
        raise
    except Exception as error:
        count_job(job.entrypoint, done=False)
        logger(__name__).error(
            "a job failed", entrypoint=job.entrypoint, attempts=job.attempts + 1, **describe(error)
        )
        wait = min(RETRY_FIRST_S * 2.0 ** min(job.attempts, 30), RETRY_LONGEST_S)
        raise RetryRequested(delay=timedelta(seconds=wait), reason=type(error).__name__) from None


def _job(step: Callable[[dict[str, str]], Awaitable[object]]) -> Callable[[Job], Awaitable[None]]:
    async def run(job: Job) -> None:
        await _step(job, step)

    return run


async def _kept_going(name: str, loop: Loop, stop: asyncio.Event) -> None:
    """Run a loop to its end; start it again, after a pause, when something it needs is down."""
    wait = RESTART_FIRST_S
    began = asyncio.get_running_loop().time()
    while True:
        try:
            await loop()
            return
        except Exception as error:
            quiet = isinstance(error, Unavailable)
            logger(__name__).log(30 if quiet else 40, "a loop stopped", task=name, **describe(error))
        if stop.is_set():
            return
        now = asyncio.get_running_loop().time()
        wait = RESTART_FIRST_S if now - began > RESTART_LONGEST_S else min(wait * 2, RESTART_LONGEST_S)
        began = now
        await _pause(wait, stop)


async def _each(seconds: float, stop: asyncio.Event, step: Callable[[], Awaitable[object]]) -> None:
    while not stop.is_set():
        await step()
        await _pause(seconds, stop)


async def _pause(seconds: float, stop: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass


async def _set_when(stop: asyncio.Event, shutdown: asyncio.Event) -> None:
    await stop.wait()
    shutdown.set()
