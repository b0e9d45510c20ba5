"""Inclusion and consistency proofs: made from tiles, verified from nothing (RFC 6962, RFC 9162).

Each proof is a list of 32-byte hashes from the leaf's side up. `inclusion_tiles` and
`consistency_tiles` name the tiles that making a proof will read, so that a caller can fetch them first.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence

from answerable.errors import Invalid, Tampered
from answerable.ledger.tiles import HASH_BYTES, LARGEST_SIZE
from answerable.ledger.tree import (
    EMPTY_ROOT,
    ReadTile,
    TileAt,
    node_hash,
    peaks,
    range_hash,
    tile_of,
)

_Range = tuple[int, int]  # leaves [start, end)


def inclusion(index: int, size: int, read_tile: ReadTile) -> list[bytes]:
    """PATH(index, D[size]) of RFC 6962 section 2.1.1."""
    return [range_hash(start, end, read_tile) for start, end in _inclusion_ranges(index, size)]


def inclusion_tiles(index: int, size: int) -> set[TileAt]:
    """The tiles that `inclusion` reads."""
    return _tiles(_inclusion_ranges(index, size))


def consistency(old: int, new: int, read_tile: ReadTile) -> list[bytes]:
    """PROOF(old, D[new]) of RFC 6962 section 2.1.2; empty for old = 0 and old = new."""
    return [range_hash(start, end, read_tile) for start, end in _consistency_ranges(old, new)]


def consistency_tiles(old: int, new: int) -> set[TileAt]:
    """The tiles that `consistency` reads."""
    return _tiles(_consistency_ranges(old, new))


def verify_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raise `Tampered` unless `leaf_hash` is leaf `index` of the tree (RFC 9162 section 2.1.3.2)."""
    _check_index(index, size)
    _check_hashes([leaf_hash, root, *proof])
    fn, sn, acc = index, size - 1, leaf_hash
    for step in proof:
        if sn == 0:
            raise Tampered("the inclusion proof is too long for this tree")
        if fn & 1 or fn == sn:
            acc = node_hash(step, acc)
            while fn & 1 == 0 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            acc = node_hash(acc, step)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0 or not hmac.compare_digest(acc, root):
        raise Tampered("the inclusion proof does not lead from this leaf to this root")


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Raise `Tampered` unless the old tree is the new one's beginning (RFC 9162 section 2.1.4.2)."""
    _check_sizes(old, new)
    _check_hashes([old_root, new_root, *proof])
    if old in (0, new):
        expected = new_root if old == new else EMPTY_ROOT
        if proof or not hmac.compare_digest(old_root, expected):
            raise Tampered(f"two roots for {old} leaves, or a proof where none is needed")
        return
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path or not _consistent(old, new, old_root, new_root, path):
        raise Tampered(f"the tree of {new} leaves does not begin with the tree of {old}")


def _consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: list[bytes]) -> bool:
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for step in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(step, fr), node_hash(step, sr)
            while fn & 1 == 0 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and hmac.compare_digest(fr, old_root) and hmac.compare_digest(sr, new_root)


def _inclusion_ranges(index: int, size: int) -> list[_Range]:
    _check_index(index, size)
    ranges: list[_Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = _split(start, end)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def _consistency_ranges(old: int, new: int) -> list[_Range]:
    _check_sizes(old, new)
    if old == 0:
        return []
    ranges: list[_Range] = []
    start, end = 0, new
    while end != old:
        middle = _split(start, end)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:  # the verifier knows the old root, so it is left out where it is itself a node
        ranges.append((start, end))
    return ranges[::-1]


def _split(start: int, end: int) -> int:
    """Where RFC 6962 splits [start, end): after the largest power of two smaller than its length."""
    return start + (1 << ((end - start - 1).bit_length() - 1))


def _tiles(ranges: Iterable[_Range]) -> set[TileAt]:
    return {tile_of(node) for start, end in ranges for node in peaks(start, end)}


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size <= LARGEST_SIZE:
        raise Invalid(f"a tree of {size} leaves has no leaf {index}", where="index")


def _check_sizes(old: int, new: int) -> None:
    if not 0 <= old <= new <= LARGEST_SIZE:
        raise Invalid(f"a tree of {new} leaves has no beginning of {old}", where="size")


def _check_hashes(hashes: Sequence[bytes]) -> None:
    if len(hashes) > 66 or any(len(digest) != HASH_BYTES for digest in hashes):
        raise Invalid("hashes that are not 32 bytes, or more of them than any tree needs", where="proof")
