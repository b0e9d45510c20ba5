"""The running clusters of a server: one thread has them, and what it acknowledged is never lost nor counted twice.

A batch is acknowledged when it stands in the log on the disk. Batches that come at the same time are synced together.
After a restart the newest snapshot is read, and what the log has beyond it is put in again: sketches, keyed numbers and
times are all that clusters depend on, so they come out as they were. A batch that was sent twice, since its
acknowledgement was lost, is known by its name.

Texts are in no file: examples of a cascade that becomes an alarm are taken from batches as they come.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from answerable.errors import AnswerableError, Refused, TooMany, Unavailable
from answerable.flow.cascades.stream import Frame, Incoming, Seen, Stream, Went
from answerable.flow.together import Together
from answerable.keys.keyring import Keyring
from answerable.observe.logs import describe, logger
from answerable.stream.log import Log, sync_folder
from answerable.stream.memory import HOUR_MS, Limits
from answerable.stream.snapshot import load_carried, save

T = TypeVar("T")

SNAPSHOT_BYTES = 256 * 1024 * 1024  # of log, after which a snapshot is made,
SNAPSHOT_S = 300.0  # or after so long
LOOK_EACH_S = 1.0  # for something to tell, where nothing came in
WAITING_MOST = 64 * 1024 * 1024  # bytes that wait or are under way; who sends more is told to come back
DOORS = 2  # batches that are read and sketched at once
LOG, SNAPSHOT = "stream log", "stream snapshot"  # what is sealed
SUFFIX = ".clusters"


class Running:
    """`folder` holds the log and the snapshots. Opened by the first batch, or by `open`."""

    def __init__(self, folder: Path, keyring: Keyring, limits: Limits, *, senders: int) -> None:
        self._folder, self._keyring, self._limits, self._senders = folder, keyring, limits, senders
        self._owner = ThreadPoolExecutor(1, "clusters")
        self._doors = ThreadPoolExecutor(DOORS, "messages")
        self._together: Together[Incoming, Went] = Together(self._put_all, most=32)
        self._streams: dict[tuple[str, str], Stream] = {}
        self._log: Log | None = None
        self._lock: int | None = None
        self._waiting = 0
        self._snapshot_at = time.monotonic()
        self._stopped = False
        self._untold: dict[UUID, Seen] = {}
        self._alarmed, self._looked_at = True, 0.0

    @property
    def was_used(self) -> bool:
        """Whether there are streams on the disk."""
        return self._folder.exists()

    @contextmanager
    def room_for(self, size: int) -> Iterator[None]:
        """Hold room for a batch of so many bytes. Raises TooMany where so much is under way that it would only wait."""
        if self._waiting and self._waiting + size > WAITING_MOST:
            raise TooMany(
                "messages come faster than they are taken in", retry_after_s=1, mend="try again in 1 s"
            )
        self._waiting += size
        try:
            yield
        finally:
            self._waiting -= size

    async def at_the_door(self, step: Callable[..., T], *given: Any) -> T:
        """Do what a batch needs before it goes in, in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._doors, step, *given)

    async def put(self, one: Incoming) -> Went:
        """Put a batch in. When this returns, it is on the disk. Raises Conflict for a name that came before with
        another batch; Unavailable where the disk, or another server on the same folder, does not let us."""
        return await self._together(one)

    async def open(self) -> None:
        """Read what is there, so that alarms are told although no message comes."""
        await self._run(self._opened)
        self._alarmed = True

    @property
    def is_open(self) -> bool:
        return self._log is not None

    async def to_tell(self) -> list[Seen]:
        """The cascades with an alarm of which there is something to tell now; each until it was `told`."""
        now = time.monotonic()
        if not self._alarmed and now - self._looked_at < LOOK_EACH_S:
            return list(self._untold.values())
        self._alarmed, self._looked_at = False, now
        for one in await self._run(self._seen):
            before = self._untold.get(one.id)
            examples = (*before.examples, *one.examples) if before else one.examples
            self._untold[one.id] = msgspec.structs.replace(one, examples=examples)
        return list(self._untold.values())

    def told(self, seen: Seen) -> None:
        """This was written down."""
        if self._untold.get(seen.id) is seen:
            del self._untold[seen.id]

    async def close(self) -> None:
        """Save what there is, and let go of the folder."""
        if not self._stopped:
            self._stopped = True
            await asyncio.get_running_loop().run_in_executor(self._owner, self._close)
            self._owner.shutdown()
            self._doors.shutdown()

    async def _run(self, step: Callable[[], T]) -> T:
        if self._stopped:
            raise Unavailable("the server stops; try again")
        return await asyncio.get_running_loop().run_in_executor(self._owner, step)

    async def _put_all(self, group: list[Incoming]) -> list[Went | Exception]:
        went = await self._run(lambda: self._do_put_all(group))
        self._alarmed = True
        return went

    def _do_put_all(self, group: list[Incoming]) -> list[Went | Exception]:
        log = self._opened()
        try:
            went = [self._put(log, one) for one in group]
            log.sync()
        except Exception as error:  # what of it is on the disk is not known: the next batch reads it again
            logger(__name__).error("messages cannot be written down", **describe(error))
            self._let_go()
            raise Unavailable("messages cannot be written down just now; try again") from error
        self._snapshot_if_due(log)
        return went

    def _put(self, log: Log, one: Incoming) -> Went | Exception:
        stream = self._stream(one.platform_id, one.seed, sketched=one.texts is None)
        try:
            before = stream.came_before(one)
        except Refused as error:
            return error
        if before is not None:
            return before
        messages = stream.numbered(one)
        log.append(msgspec.msgpack.encode(stream.frame(one, messages)))
        return stream.add(one, messages)

    def _stream(self, platform_id: str, seed: str, *, sketched: bool) -> Stream:
        key = (platform_id, seed)
        if key not in self._streams:
            self._streams[key] = Stream.begin(
                platform_id, seed, self._limits, senders=self._senders, sketched=sketched
            )
        return self._streams[key]

    def _seen(self) -> list[Seen]:
        if self._log is None:
            return []
        now = time.monotonic()
        return [one for stream in self._streams.values() for one in stream.seen(now)]

    def _opened(self) -> Log:
        """The log, after the snapshots and what it holds beyond them were read."""
        if self._log is not None:
            return self._log
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._take_folder()
        self._streams = {}
        for path in sorted(self._folder.glob(f"*{SUFFIX}")):
            platform_id = path.name.split(".", 1)[0]
            unseal = partial(self._keyring.open, purpose=SNAPSHOT, of=path.name)
            clusters, carried = load_carried(path, unseal)
            self._streams[platform_id, clusters.seed] = Stream.carried(platform_id, clusters, carried)
        log = Log(
            self._folder,
            partial(self._keyring.seal, purpose=LOG),
            partial(self._keyring.open, purpose=LOG),
        )
        for raw in log.frames():
            self._replay(msgspec.msgpack.decode(raw, type=Frame))
        self._log = log
        return log

    def _replay(self, frame: Frame) -> None:
        key = (frame.platform_id, frame.seed)
        if key not in self._streams:
            begun = Stream.begin(*key, self._limits, senders=self._senders, sketched=frame.sketched)
            begun.epoch = frame.epoch
            self._streams[key] = begun
        self._streams[key].replay(frame)

    def _take_folder(self) -> None:
        """Hold the folder: two servers that append to one log would lose what the other acknowledged."""
        if self._lock is not None:
            return
        handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise Unavailable(
                "another server takes the messages in on this computer; send them there"
            ) from None
        self._lock = handle

    def _snapshot_if_due(self, log: Log) -> None:
        old = time.monotonic() - self._snapshot_at > SNAPSHOT_S
        if not (log.bytes > SNAPSHOT_BYTES or (old and log.bytes)):
            return
        try:
            self._snapshot(log)
        except (OSError, AnswerableError) as error:
            logger(__name__).error("clusters cannot be saved; the log grows", **describe(error))
        self._snapshot_at = time.monotonic()

    def _snapshot(self, log: Log) -> None:
        """Save every stream that changed; then the log is not needed any more."""
        for (platform_id, seed), stream in list(self._streams.items()):
            if stream.sketched and self._is_over(stream):
                del self._streams[platform_id, seed]
                (self._folder / f"{platform_id}.{seed}{SUFFIX}").unlink(missing_ok=True)
            elif stream.saved != stream.clusters.offset:
                path = self._folder / f"{platform_id}.{seed}{SUFFIX}"
                seal = partial(self._keyring.seal, purpose=SNAPSHOT, of=path.name)
                stream.saved = save(stream.clusters, path, seal, stream.to_carry())
        sync_folder(self._folder)
        log.drop()

    def _is_over(self, stream: Stream) -> bool:
        """Whether nothing that a public seed's stream has can be needed: its platform's messages are days beyond it."""
        newest = max(one.last_ms for one in self._streams.values() if one.platform_id == stream.platform_id)
        return stream.last_ms < newest - (self._limits.kept_h + 24) * HOUR_MS

    def _close(self) -> None:
        if self._log is not None:
            try:
                self._snapshot(self._log)
            except (OSError, AnswerableError) as error:
                logger(__name__).error("clusters cannot be saved; the log has them", **describe(error))
        self._let_go()

    def _let_go(self) -> None:
        if self._log is not None:
            try:
                self._log.close()
            except OSError as error:
                logger(__name__).error("the log of messages cannot be closed", **describe(error))
        self._log, self._streams = None, {}
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
