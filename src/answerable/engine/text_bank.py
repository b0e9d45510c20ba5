"""The text bank: which of the texts in it a text is a copy of, by what share of either is in the other.

It knows texts by numbers that depend on a secret and keeps no text. Reading needs no lock and is never waited for: a
reader takes the segments that are there and looks in each. There is one writer at a time. What is added lies in a
small last segment, made anew each time; when it has grown, it is closed, and segments are merged beside, in a thread.

What a text is found by is chosen when it is added, by what was rare among the texts before it, and never again: the
same texts in the same order give the same bank, in whatever batches, merged or not, from a snapshot or not.
"""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.detection.matching import THRESHOLDS, Thresholds
from answerable.engine import text_bank_file
from answerable.engine.text_bank_segment import Counts, Segment, chosen, kept_rows, merged, segment_of
from answerable.errors import Invalid
from answerable.text.batch import Batch
from answerable.text.folding import fold_symbols
from answerable.text.grams import GramKeys, Grams, grams_of

CHUNK = 512  # queries that a thread takes at once
SLICE = 65_536  # texts that are added at once
TAIL = 4_096  # texts in the segment that is made anew with each addition


class Matches(NamedTuple):
    """For each match the query's place in the batch, the key, the shares of the bank's text and of the query that are
    in the other, and whether the two are the same to `fold`. By query, best first."""

    query: NDArray[np.int32]
    key: NDArray[np.int64]
    of_bank: NDArray[np.float32]
    of_query: NDArray[np.float32]
    same: NDArray[np.bool_]


class TextBank:
    """Texts under keys; a key that is added again stands for its new text. All may be called from any thread."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._numbers = GramKeys.of(seed)
        self._counts = Counts.none()
        self._segments: tuple[Segment, ...] = ()
        self._resting = 0  # segments that are mapped from a file, or about to be: they are left as they are
        self._writing, self._merging = threading.Lock(), threading.Lock()
        self._merger: threading.Thread | None = None

    @classmethod
    def load(cls, path: Path, seed: bytes) -> TextBank:
        """The bank of a snapshot. Raises Invalid for one of another version or secret, or one that is damaged."""
        bank = cls(seed)
        segment = Segment(**text_bank_file.read(path, seed))
        _count(bank._counts, segment, np.flatnonzero(segment.sizes > 0), more=True)
        bank._segments, bank._resting = (segment,), 1
        return bank

    def save(self, path: Path) -> None:
        """Write a snapshot; the file is whole or not there."""
        self._write(path, self._segments, None)

    def rest_on(self, path: Path) -> None:
        """Write a snapshot and go on from it, so that what was there takes no memory that others could not have.
        Whoever reads does not wait, nor does whoever adds."""
        with self._merging:
            with self._writing:
                parts = self._segments
                self._resting = len(parts)
            again = sum(len(one.keys) for one in parts) > TAIL
            kept = self._write(path, parts, self._counts if again else None)
            whole = Segment(**text_bank_file.read(path, self._seed))
            with self._writing:
                self._put(parts, kept, whole, 0)
                self._resting = 1

    @property
    def unrested(self) -> int:
        """How many texts, there or taken out, are in no file that this bank rests on."""
        return sum(len(one.keys) for one in self._segments[self._resting :])

    @property
    def gone(self) -> int:
        """How many texts are in the file that this bank rests on and were taken out since."""
        return int(sum(np.count_nonzero(~one.is_live) for one in self._segments[: self._resting]))

    def __len__(self) -> int:
        return int(sum(np.count_nonzero(one.is_live) for one in self._segments))

    @property
    def bytes(self) -> int:
        """What it takes in memory."""
        return sum(one.nbytes for one in self._counts) + sum(one.bytes for one in self._segments)

    def keys(self) -> NDArray[np.int64]:
        """The keys that are there, in the order in which they came."""
        live = [one.keys[one.is_live] for one in self._segments]
        return np.concatenate([np.empty(0, np.int64), *live])

    def add(self, keys: NDArray[np.int64], batch: Batch) -> None:
        """Add texts; they are matched when this returns."""
        keys = np.array(keys, np.int64)
        if len(keys) != len(batch.offsets) - 1:
            raise Invalid(f"{len(keys)} keys for {len(batch.offsets) - 1} texts")
        if len(np.unique(keys)) != len(keys):
            raise Invalid("a key stands for two texts of one batch", mend="add the last one")
        for begin in range(0, len(keys), SLICE):
            end = min(begin + SLICE, len(keys))
            grams = _grams(Batch(batch.data, batch.offsets[begin : end + 1]), self._numbers)
            with self._writing:
                self._remove(keys[begin:end])
                self._append(keys[begin:end], grams)
        self._merge_beside()

    def remove(self, keys: NDArray[np.int64]) -> int:
        """Take texts out; how many were there."""
        with self._writing:
            return self._remove(np.asarray(keys, np.int64))

    def match(self, batch: Batch, most: int = 100, thresholds: Thresholds = THRESHOLDS) -> Matches:
        """The texts that each text of a batch is a copy of, at the most so many; a thread a core."""
        segments = self._segments
        chunks = [
            (begin, Batch(batch.data, batch.offsets[begin : begin + CHUNK + 1]))
            for begin in range(0, len(batch.offsets) - 1, CHUNK)
        ]

        def one(chunk: tuple[int, Batch]) -> Matches:
            grams = grams_of(fold_symbols(chunk[1]), self._numbers)
            found = _match(segments, self._counts, grams, most, thresholds)
            return found._replace(query=found.query + np.int32(chunk[0]))

        found = list(_threads().map(one, chunks)) if len(chunks) > 1 else [one(chunk) for chunk in chunks]
        return Matches(*(np.concatenate(parts) for parts in zip(_NO_MATCHES, *found, strict=True)))

    def settle(self) -> None:
        """Wait until nothing is being merged."""
        while (merger := self._merger) is not None:
            merger.join()
            if self._merger is merger:
                self._merger = None

    def _remove(self, keys: NDArray[np.int64]) -> int:
        removed = 0
        for segment in self._segments:
            rows = segment.rows_of(keys)
            segment.is_live[rows] = False
            removed += len(rows)
            wholes = np.unique(segment.wholes[rows])
            for other in self._segments:
                wholes = wholes[~other.has_wholes(wholes)]
            self._forget(wholes)
        return removed

    def _forget(self, wholes: NDArray[np.uint64]) -> None:
        """Count the grams of texts that are nowhere any more no longer."""
        for segment in self._segments:
            which, rows = segment.with_wholes(wholes)
            held = segment.sizes[rows] > 0
            _, first = np.unique(which[held], return_index=True)
            _count(self._counts, segment, rows[held][first].astype(np.int64), more=False)
            wholes = np.delete(wholes, which[held])

    def _append(self, keys: NDArray[np.int64], grams: Grams) -> None:
        _, first = np.unique(grams.wholes, return_index=True)
        is_new = np.zeros(len(keys), np.bool_)
        is_new[first] = True
        for segment in self._segments:
            is_new &= ~segment.has_wholes(grams.wholes)
        added = segment_of(chosen(keys, grams, is_new, self._counts))
        last = self._segments[self._resting :][-1:]
        if last and len(last[0].keys) + len(keys) <= TAIL:
            kept = [kept_rows(last[0], self._segments), np.arange(len(keys))]
            self._segments = (*self._segments[:-1], merged([*last, added], kept))
        else:
            self._segments = (*self._segments, added)

    def _merge_beside(self) -> None:
        with self._writing:
            merging = self._merger is not None and self._merger.is_alive()
            if not merging and _to_merge(self._segments[self._resting :]):
                self._merger = threading.Thread(target=self._merge, name="text bank", daemon=True)
                self._merger.start()

    def _merge(self) -> None:
        with self._merging:
            while which := _to_merge(self._segments[self._resting :]):
                first = self._resting + which.start
                parts = self._segments[first : self._resting + which.stop]
                kept = [kept_rows(one, self._segments) for one in parts]
                whole = merged(parts, kept, self._counts)
                with self._writing:
                    self._put(parts, kept, whole, first)

    def _put(
        self, parts: tuple[Segment, ...], kept: list[NDArray[np.int64]], whole: Segment, first: int
    ) -> None:
        """Put a segment in place of the parts that it was made from, without what was taken out meanwhile."""
        whole.is_live[:] = np.concatenate(
            [_NOTHING, *(one.is_live[rows] for one, rows in zip(parts, kept, strict=True))]
        )
        self._segments = (*self._segments[:first], whole, *self._segments[first + len(parts) :])

    def _write(
        self, path: Path, parts: tuple[Segment, ...], counts: Counts | None
    ) -> list[NDArray[np.int64]]:
        """Write one segment with what is there of several; the rows of each that are."""
        kept = [kept_rows(one, parts) for one in parts]
        whole = merged(parts, kept, counts) if parts else _empty()
        text_bank_file.write(path, whole._asdict(), self._seed)
        return kept


_NOTHING = np.empty(0, np.bool_)
_NO_MATCHES = Matches(
    np.empty(0, np.int32),
    np.empty(0, np.int64),
    np.empty(0, np.float32),
    np.empty(0, np.float32),
    np.empty(0, np.bool_),
)


@cache
def _threads() -> ThreadPoolExecutor:
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    return ThreadPoolExecutor(cores, thread_name_prefix="text bank")


def _to_merge(segments: tuple[Segment, ...]) -> slice | None:
    """The closed segments at the end of which the first is not larger than twice all that follow."""
    closed = len(segments) - (1 if segments and len(segments[-1].keys) < TAIL else 0)
    after = sum(len(one.keys) for one in segments[:closed])
    for first in range(closed - 1):
        after -= len(segments[first].keys)
        if len(segments[first].keys) <= 2 * after:
            return slice(first, closed)
    return None


def _grams(batch: Batch, numbers: GramKeys) -> Grams:
    """The grams of a batch, by all threads."""
    ends = [*range(0, len(batch.offsets) - 1, CHUNK * 4), len(batch.offsets) - 1]
    chunks = [Batch(batch.data, batch.offsets[a : b + 1]) for a, b in pairwise(ends)]

    def one(chunk: Batch) -> Grams:
        return grams_of(fold_symbols(chunk), numbers)

    parts = list(_threads().map(one, chunks)) if len(chunks) > 1 else [one(chunk) for chunk in chunks]
    if len(parts) == 1:
        return parts[0]
    lengths = np.concatenate([np.diff(part.offsets) for part in parts])
    return Grams(
        values=np.concatenate([part.values for part in parts]),
        offsets=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        wholes=np.concatenate([part.wholes for part in parts]),
        widths=np.concatenate([part.widths for part in parts]),
    )


def _match(
    segments: tuple[Segment, ...],
    counts: Counts,
    grams: Grams,
    most: int,
    thresholds: Thresholds,
) -> Matches:
    exact = np.flatnonzero(grams.wholes)
    queries, wholes = [exact.astype(np.int32)], [grams.wholes[exact]]
    shares = [np.tile(np.array([1, 1, 2], np.float32), (len(exact), 1))]
    for segment in segments:
        found = _look_up(segment, counts, grams, thresholds)
        queries.append(found[0])
        wholes.append(segment.wholes[found[1]])
        shares.append(found[2])
    return _with_keys(segments, np.concatenate(queries), np.concatenate(wholes), np.concatenate(shares), most)


def _look_up(
    segment: Segment, counts: Counts, grams: Grams, thresholds: Thresholds
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Queries, rows and shares (of the row, of the query, evidence) of a segment, without what is the same."""
    from answerable.engine.text_bank_look_up_kernel import look_up_into, room_for  # noqa: PLC0415 - importing compiles it

    room = room_for(grams.offsets)
    queries, rows = np.empty(room, np.int32), np.empty(room, np.int32)
    shares = np.empty((room, 3), np.float32)
    least = np.array([thresholds.evidence, thresholds.alone, thresholds.both], np.float32)
    found = look_up_into(
        *grams, segment.ranks, segment.heads, segment.lists, segment.wholes, segment.sketches, segment.places,
        segment.sizes, *counts, least, queries, rows, shares,
    )  # fmt: skip
    return queries[:found], rows[:found], shares[:found]


def _with_keys(
    segments: tuple[Segment, ...],
    queries: NDArray[np.int32],
    wholes: NDArray[np.uint64],
    shares: NDArray[np.float32],
    most: int,
) -> Matches:
    """The keys that are there with each whole that a query was found to match, each whole once."""
    order = np.lexsort((-shares[:, 2], wholes, queries))
    again = np.zeros(len(order), np.bool_)
    again[1:] = (queries[order[1:]] == queries[order[:-1]]) & (wholes[order[1:]] == wholes[order[:-1]])
    order = order[~again]
    which, keys = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for segment in segments:
        places, rows = segment.with_wholes(wholes[order])
        live = segment.is_live[rows]
        which.append(order[places[live]])
        keys.append(segment.keys[rows[live]])
    at, key = np.concatenate(which), np.concatenate(keys)
    best = np.lexsort((np.arange(len(at)), -shares[at, 2], queries[at]))
    at, key = at[best], key[best]
    rank = np.arange(len(at)) - np.searchsorted(queries[at], queries[at])
    at, key = at[rank < most], key[rank < most]
    same = shares[at, 2] == 2
    return Matches(queries[at], key, shares[at, 0], shares[at, 1], same)


def _count(counts: Counts, segment: Segment, rows: NDArray[np.int64], *, more: bool) -> None:
    from answerable.engine.text_bank_kernel import count_into  # noqa: PLC0415 - importing compiles it

    count_into(*counts, segment.sketches, segment.places, rows, more)


def _empty() -> Segment:
    from answerable.engine.text_bank_segment import Stored  # noqa: PLC0415 - imports kernels

    return segment_of(
        Stored(
            np.empty(0, np.int64),
            np.empty(0, np.uint64),
            np.empty(0, np.bool_),
            np.empty(0, np.int32),
            np.zeros(1, np.int64),
            np.empty(0, np.uint32),
            np.empty(0, np.uint64),
        )
    )
