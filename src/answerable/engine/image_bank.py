"""The image bank: hashes of 256 bits by Hamming distance, exact up to 31, while others add and remove.

New hashes go into a small part that is looked through one by one; when it is full it is sorted into buckets
(`image_kernel.py`), and sorted parts of like size are made one, so that there are few. A reader takes the parts as
they are when it begins and waits for nobody; one writer works at a time.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from answerable.engine.image_plan import MOST, Plan, plan
from answerable.errors import Invalid, Tampered

Hashes = NDArray[np.uint64]  # n x 4, the most significant word first
Keys = NDArray[np.int64]

WORDS = 4
NEW_MOST = 4096  # in the part that is looked through one by one
FORMAT = "answerable image bank 1"
QUERIES_AT_ONCE = 1024


class Matches(NamedTuple):
    """Pairs of a query, by its place in what was asked, and a key of the bank; nearest first within a query."""

    query: NDArray[np.int32]
    key: Keys
    distance: NDArray[np.int16]


class _Part(NamedTuple):
    """Hashes with their keys. `alive` is 0 for those that were removed. Sorted, where there are buckets."""

    hashes: Hashes
    keys: Keys
    alive: NDArray[np.uint8]
    plan: Plan | None = None
    ends: NDArray[np.uint32] = np.empty(0, np.uint32)
    members: NDArray[np.uint32] = np.empty((0, 0), np.uint32)


class ImageBank:
    """A key may have several hashes (the frames of a film), and several keys the same hash."""

    def __init__(self) -> None:
        self._writing = threading.Lock()
        self._parts: tuple[_Part, ...] = ()
        self._new = _part(np.empty((0, WORDS), np.uint64), np.empty(0, np.int64))

    def __len__(self) -> int:
        return sum(int(part.alive.sum()) for part in (*self._parts, self._new))

    def add(self, keys: Keys, hashes: Hashes) -> None:
        """Add a hash for each key. What was added is found by every search that begins after this returned."""
        keys, hashes = np.ascontiguousarray(keys, np.int64), _checked(hashes)
        if len(keys) != len(hashes):
            raise ValueError("as many keys as hashes")
        with self._writing:
            new = _joined([self._new, _part(hashes, keys)])
            if len(new.keys) <= NEW_MOST:
                self._new = new
                return
            parts = [*self._parts, new]
            while len(parts) > 1 and len(parts[-2].keys) < 2 * len(parts[-1].keys):
                parts[-2:] = [_joined(parts[-2:])]
            # In this order: a search between the two sees some hashes twice, and leaves the double out.
            self._parts = tuple(part if part.plan else _sorted(part) for part in parts)
            self._new = _part(np.empty((0, WORDS), np.uint64), np.empty(0, np.int64))

    def remove(self, keys: Keys) -> int:
        """Take out all hashes of these keys; return how many there were."""
        with self._writing:
            gone = 0
            for part in (*self._parts, self._new):
                of_them = np.isin(part.keys, keys) & (part.alive == 1)
                part.alive[of_them] = 0
                gone += int(of_them.sum())
            return gone

    def match(self, hashes: Hashes, most: int = MOST) -> Matches:
        """All that differs from a query in at most `most` bits."""
        if not 0 <= most <= MOST:
            raise ValueError(f"searches are exact up to {MOST} bits")
        queries = _checked(hashes)
        new, parts = self._new, self._parts  # in this order, see add
        found = [
            _found(part, queries[start : start + QUERIES_AT_ONCE], start, most)
            for start in range(0, len(queries), QUERIES_AT_ONCE)
            for part in (*parts, new)
            if len(part.keys)
        ]
        if not found:
            return Matches(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int16))
        return _best_first(Matches(*(np.concatenate(column) for column in zip(*found, strict=True))))

    def save(self, path: Path, seal: Callable[[bytes], bytes]) -> None:
        """Write a snapshot, whole or not at all. Hashes of pictures leave memory only through `seal`."""
        whole = _joined([*self._parts, self._new])
        head = msgspec.json.encode({"format": FORMAT, "hashes": len(whole.keys)})
        body = whole.keys.astype("<i8").tobytes() + whole.hashes.astype("<u8").tobytes()
        fresh = path.with_name(f"{path.name}.new")
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(head + b"\n" + seal(body))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)

    @classmethod
    def load(cls, path: Path, unseal: Callable[[bytes], bytes]) -> Self:
        """Read a snapshot. Raises Invalid for one of another format, Tampered for one that is not whole."""
        head, _, sealed = path.read_bytes().partition(b"\n")
        try:
            told = msgspec.json.decode(head, type=_Head)
        except msgspec.MsgspecError:
            raise Invalid("is no snapshot of an image bank", where=str(path)) from None
        if told.format != FORMAT:
            mend = "delete it: the bank is made again from the database"
            raise Invalid(f"is of another format ({told.format!r})", where=str(path), mend=mend)
        body = unseal(sealed)
        if len(body) != told.hashes * 8 * (1 + WORDS):
            raise Tampered(f"{path} is not whole")
        keys = np.frombuffer(body, "<i8", told.hashes).astype(np.int64)
        hashes = np.frombuffer(body, "<u8", offset=8 * told.hashes).astype(np.uint64)
        bank = cls()
        bank.add(keys, hashes.reshape(-1, WORDS))
        return bank


class _Head(msgspec.Struct):
    format: str
    hashes: int


def words(hashes: list[bytes]) -> Hashes:
    """Hashes of 32 bytes as the bank takes them."""
    return np.frombuffer(b"".join(hashes), ">u8").astype(np.uint64).reshape(-1, WORDS)


def _checked(hashes: Hashes) -> Hashes:
    found = np.ascontiguousarray(hashes, np.uint64)
    if found.ndim != 2 or found.shape[1] != WORDS:
        raise ValueError("hashes are rows of four words")
    return found


def _part(hashes: Hashes, keys: Keys) -> _Part:
    return _Part(hashes, keys, np.ones(len(keys), np.uint8))


def _joined(parts: list[_Part]) -> _Part:
    """One part of all that is alive in these."""
    alive = [part.alive == 1 for part in parts]
    return _part(
        np.concatenate([part.hashes[keep] for part, keep in zip(parts, alive, strict=True)]),
        np.concatenate([part.keys[keep] for part, keep in zip(parts, alive, strict=True)]),
    )


def _sorted(part: _Part) -> _Part:
    from answerable.engine.image_kernel import build_into  # noqa: PLC0415 - importing compiles it

    cut = plan(len(part.keys))
    ends = np.zeros(cut.offsets[-1], np.uint32)
    members = np.empty((len(cut.shares), len(part.keys)), np.uint32)
    build_into(part.hashes, cut.starts, cut.offsets, ends, members)
    return part._replace(plan=cut, ends=ends, members=members)


def _found(part: _Part, queries: Hashes, first: int, most: int) -> Matches:
    from answerable.engine.image_kernel import scan_into, search_into  # noqa: PLC0415 - importing compiles it

    room = max(1024, 2 * len(queries))
    while True:
        query, place, apart = np.empty(room, np.int32), np.empty(room, np.int64), np.empty(room, np.int16)
        if part.plan is None:
            count = scan_into(queries, part.hashes, part.alive, most, query, place, apart)
        else:
            cut = part.plan
            count = search_into(
                queries, cut.starts, part.hashes, part.alive, cut.offsets, cut.shares, cut.first_flips,
                cut.flips, part.ends, part.members, most, query, place, apart,
            )  # fmt: skip
        if count <= room:
            return Matches(query[:count] + np.int32(first), part.keys[place[:count]], apart[:count])
        room = count


def _best_first(found: Matches) -> Matches:
    """By query, then distance, then key; the same pair once, at its nearest."""
    order = np.lexsort((found.key, found.distance, found.query))
    query, key, distance = found.query[order], found.key[order], found.distance[order]
    pairs = np.lexsort((distance, key, query))
    fresh = np.ones(len(pairs), bool)
    fresh[1:] = (query[pairs][1:] != query[pairs][:-1]) | (key[pairs][1:] != key[pairs][:-1])
    keep = np.zeros(len(pairs), bool)
    keep[pairs[fresh]] = True
    return Matches(query[keep], key[keep], distance[keep])
