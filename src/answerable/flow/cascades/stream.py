"""One platform's messages under one seed: their clusters, the batches that came, and what is to be told of them."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import NamedTuple, Self
from uuid import UUID, uuid5

import msgspec
import numpy as np
from numpy.typing import NDArray

from answerable.detection.cascades import Cascade
from answerable.errors import KeyReused
from answerable.records.cascade import EXAMPLES_MOST
from answerable.stream import memory as m
from answerable.stream.clusters import Clusters, moment
from answerable.stream.memory import Limits
from answerable.stream.messages import Messages
from answerable.text.batch import Batch

BATCHES_MOST = 65_536  # whose names are remembered
RENEW_S = 5.0  # how often what is known of one cascade is told anew, at the most
LOOK_AGAIN_S = 10.0  # how often it is told although nothing changed here: reports of it may have come
ACTIVE = timedelta(days=1)
TOLD_MOST = 500  # cascades that are told at once, those with the most copies first


class Example(NamedTuple):
    """A text of a cascade, with the platform's own id of its message."""

    item_id: str
    text: str
    sent: datetime


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A cascade with an alarm, as the stream knows it now; `examples` are those that were not told before."""

    id: UUID
    platform_id: str
    cascade: Cascade
    sketched: bool
    examples: tuple[Example, ...] = ()


class Incoming(NamedTuple):
    """A batch that is ready to go in. `places` are those of its communities in `community_names`, from 1. `texts` and
    `ids` are there for examples alone. `batch` is a keyed hash of its name, empty for none, `said` one of all that it
    says."""

    platform_id: str
    seed: str
    now_ms: int
    messages: Messages
    places: NDArray[np.uint8]
    community_names: tuple[str, ...]
    texts: Batch | None = None
    ids: Batch | None = None
    batch: bytes = b""
    said: bytes = b""


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """A batch in the log: no text, and no name. `offset` is how many messages of its stream came before."""

    platform_id: str
    seed: str
    epoch: bytes
    sketched: bool
    offset: int
    now_ms: int
    batch: bytes
    said: bytes
    communities: tuple[str, ...]
    columns: tuple[bytes, ...]


class Went(NamedTuple):
    """How many messages of a batch were counted, of how many; `repeated` where the batch had come before."""

    accepted: int
    new: int
    repeated: bool


class _Batch(msgspec.Struct, frozen=True, array_like=True):
    said: bytes
    accepted: int
    new: int


class _Carried(msgspec.Struct, frozen=True):
    epoch: bytes
    sketched: bool
    batches: dict[bytes, _Batch]


class Stream:
    """One thread has it. `epoch` is drawn when it begins, so that cascades of another one have other ids."""

    def __init__(self, platform_id: str, clusters: Clusters, epoch: bytes, *, sketched: bool) -> None:
        self.platform_id, self.clusters, self.epoch, self.sketched = platform_id, clusters, epoch, sketched
        self.batches: OrderedDict[bytes, _Batch] = OrderedDict()
        self.saved = -1
        """The offset of the newest snapshot."""
        self._told: dict[int, tuple[int, float]] = {}  # by its number: copies, and when
        self._kept: dict[int, set[str]] = {}  # by its number: the texts that are examples
        self._examples: dict[int, list[Example]] = {}  # those that are not told yet

    @classmethod
    def begin(cls, platform_id: str, seed: str, limits: Limits, *, senders: int, sketched: bool) -> Self:
        return cls(
            platform_id, Clusters(seed, limits, senders=senders), secrets.token_bytes(16), sketched=sketched
        )

    @classmethod
    def carried(cls, platform_id: str, clusters: Clusters, carried: bytes) -> Self:
        """From what a snapshot held."""
        said = msgspec.msgpack.decode(carried, type=_Carried)
        made = cls(platform_id, clusters, said.epoch, sketched=said.sketched)
        made.batches = OrderedDict(said.batches)
        made.saved = clusters.offset
        return made

    @property
    def last_ms(self) -> int:
        """The latest time of its messages."""
        return int(self.clusters.memory.state[m.CLOCK])

    def to_carry(self) -> bytes:
        return msgspec.msgpack.encode(_Carried(self.epoch, self.sketched, dict(self.batches)))

    def came_before(self, one: Incoming) -> Went | None:
        """What came of a batch with this name, where there was one. Raises KeyReused where it said something else."""
        known = self.batches.get(one.batch) if one.batch else None
        if known is None:
            return None
        if known.said != one.said:
            raise KeyReused(
                "another batch came in under this key before", where="Idempotency-Key", mend="use a new one"
            )
        return Went(known.accepted, known.new, repeated=True)

    def numbered(self, one: Incoming) -> Messages:
        """The messages, their communities by this stream's numbers."""
        numbers = np.array([0, *map(self.clusters.community, one.community_names)], np.uint8)
        return one.messages._replace(communities=numbers[one.places])

    def add(self, one: Incoming, messages: Messages) -> Went:
        """Put a batch in; texts of cascades with an alarm become examples."""
        cascades, new = self._add(messages, one.now_ms, one.batch, one.said)
        if one.texts is not None and one.ids is not None:
            self._take_examples(one.texts, one.ids, messages.times, cascades)
        return Went(len(messages.times), new, repeated=False)

    def frame(self, one: Incoming, messages: Messages) -> Frame:
        return Frame(
            platform_id=self.platform_id,
            seed=self.clusters.seed,
            epoch=self.epoch,
            sketched=self.sketched,
            offset=self.clusters.offset,
            now_ms=one.now_ms,
            batch=one.batch,
            said=one.said,
            communities=tuple(self.clusters.communities),
            columns=tuple(column.astype(column.dtype.newbyteorder("<")).tobytes() for column in messages),
        )

    def replay(self, frame: Frame) -> None:
        """Put in again what a snapshot does not hold."""
        if frame.offset >= self.clusters.offset:
            self.clusters.communities = list(frame.communities)
            self._add(_messages(frame.columns), frame.now_ms, frame.batch, frame.said)

    def seen(self, now: float) -> list[Seen]:
        """The cascades with an alarm of which there is something to tell: new ones, and those that grew, but not each
        too often; from time to time those too that did not grow."""
        slots = self._alarmed()
        counts = self.clusters.memory.counts
        numbers, copies = counts[slots, m.ORDINAL].tolist(), counts[slots, m.COPIES].tolist()
        self._told = {one: self._told[one] for one in numbers if one in self._told}
        self._kept = {one: self._kept[one] for one in numbers if one in self._kept}
        due = [
            (number in self._told, -many, number, slot)
            for number, many, slot in zip(numbers, copies, slots.tolist(), strict=True)
            if self._is_due(number, many, now)
        ]
        chosen = sorted(due)[:TOLD_MOST]
        self._told |= {number: (-many, now) for _, many, number, _ in chosen}
        return [self._seen(slot) for _, _, _, slot in chosen]

    def _is_due(self, number: int, copies: int, now: float) -> bool:
        if number not in self._told or self._examples.get(number):
            return True
        before, at = self._told[number]
        return now - at >= (RENEW_S if copies != before else LOOK_AGAIN_S)

    def _add(
        self, messages: Messages, now_ms: int, batch: bytes, said: bytes
    ) -> tuple[NDArray[np.int64], int]:
        """Which cascade each message is in, and how many were counted."""
        before = self.clusters.counted.duplicates
        put = self.clusters.add(messages, now_ms)
        count = len(messages.times)
        new = count - (self.clusters.counted.duplicates - before)
        if batch:
            self.batches[batch] = _Batch(said, count, new)
            while len(self.batches) > BATCHES_MOST:
                self.batches.popitem(last=False)
        return put.cascades, new

    def _seen(self, slot: int) -> Seen:
        number = int(self.clusters.memory.counts[slot, m.ORDINAL])
        return Seen(
            id=uuid5(UUID(bytes=self.epoch), str(number)),
            platform_id=self.platform_id,
            cascade=self.clusters.cascade(slot),
            sketched=self.sketched,
            examples=tuple(self._examples.pop(number, ())),
        )

    def _alarmed(self) -> NDArray[np.int64]:
        """The clusters with an alarm that had a copy within the last day of the stream's own time."""
        mem = self.clusters.memory
        slots: NDArray[np.int64] = np.flatnonzero(mem.counts[:, m.BLOCK])
        slots = slots[mem.alarms[mem.counts[slots, m.BLOCK].astype(np.int64) - 1] > 0]
        since = self.last_ms - int(ACTIVE.total_seconds() * 1000)
        active: NDArray[np.int64] = slots[mem.times[slots, 1] >= since]
        return active

    def _take_examples(
        self, texts: Batch, ids: Batch, times: NDArray[np.int64], cascades: NDArray[np.int64]
    ) -> None:
        """The last copies of a batch first: where a whole cascade comes at once, the first copy is not among them."""
        mem = self.clusters.memory
        wanting = [
            number
            for number in mem.counts[self._alarmed(), m.ORDINAL].tolist()
            if len(self._kept.get(number, ())) < EXAMPLES_MOST
        ]
        if not wanting:
            return
        for at in np.flatnonzero(np.isin(cascades, wanting))[::-1].tolist():
            number = int(cascades[at])
            kept = self._kept.setdefault(number, set())
            if len(kept) >= EXAMPLES_MOST:
                continue
            text = texts.text(at)
            if text not in kept:
                kept.add(text)
                example = Example(ids.text(at), text, moment(int(times[at])))
                self._examples.setdefault(number, []).append(example)


_DTYPES = ("<u4", "<u8", "<u8", "<i8", "<u8", "<i2", "u1", "<u4")  # of the columns of Messages


def _messages(columns: tuple[bytes, ...]) -> Messages:
    sketches, *others = (np.frombuffer(raw, kind) for raw, kind in zip(columns, _DTYPES, strict=True))
    return Messages.of(
        sketches.reshape(-1, 16), others[0], others[1], others[2],
        ids=others[3], depths=others[4], communities=others[5], audiences=others[6],
    )  # fmt: skip
