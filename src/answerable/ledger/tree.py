"""The Merkle tree of RFC 6962 section 2.1, kept as tiles so that appending never starts over.

A *node* (height, index) is the root of the perfect subtree over the leaves [index * 2**height,
(index + 1) * 2**height). Nodes of complete subtrees never change, so a tile's hashes only ever grow
at its end, and a reader may be given a longer tile than its tree size needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from answerable.errors import Invalid, Tampered
from answerable.ledger.tiles import HASH_BYTES, LARGEST_SIZE, TILE_BYTES, WIDTH

TileAt = tuple[int, int]  # level, index
ReadTile = Callable[[int, int], bytes]  # level, index -> its hashes end to end, at least as many as needed
Node = tuple[int, int]  # height, index

EMPTY_ROOT = sha256(b"").digest()


class Appended(NamedTuple):
    """A grown tree: its size, its root, and each tile that is new or longer (whole, not the difference)."""

    size: int
    root: bytes
    tiles: dict[TileAt, bytes]


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of leaf bytes: SHA-256(0x00 || leaf)."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def root(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root over leaf hashes, computed from nothing but them. Linear: for whole small trees."""
    row = list(leaf_hashes)
    if not row:
        return EMPTY_ROOT
    while len(row) > 1:
        above = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = above + row[len(row) - 1 :] if len(row) % 2 else above
    return row[0]


def append(size: int, read_tile: ReadTile, leaf_hashes: Sequence[bytes]) -> Appended:
    """Append leaf hashes to a tree of `size` leaves, reading only the tiles named by `edge_tiles(size)`.

    Compare `root_at(size, read_tile)` with the last signed root first: this function believes its tiles.
    Raises `Tampered` when a tile holds fewer hashes than the size demands.
    """
    grown = _checked_size(size + len(leaf_hashes))
    if any(len(digest) != HASH_BYTES for digest in leaf_hashes):
        raise Invalid("a leaf hash that is not 32 bytes", where="leaf_hashes")
    rows: dict[TileAt, bytes] = {}
    level, start, fresh = 0, size, list(leaf_hashes)
    while fresh:
        fresh = _append_level(level, start, fresh, read_tile, rows)
        level, start = level + 1, start // WIDTH

    def read(level: int, index: int) -> bytes:
        row = rows.get((level, index))
        return read_tile(level, index) if row is None else row

    return Appended(grown, root_at(grown, read), rows)


def _append_level(
    level: int, start: int, fresh: list[bytes], read_tile: ReadTile, rows: dict[TileAt, bytes]
) -> list[bytes]:
    """Lay `fresh` hashes after the first `start` of this level; return the roots of tiles now full."""
    index, width = divmod(start, WIDTH)
    held = hashes_in(read_tile, level, index, width) if width else b""
    laid = held + b"".join(fresh)
    finished: list[bytes] = []
    for at in range(0, len(laid), TILE_BYTES):
        tile = laid[at : at + TILE_BYTES]
        rows[level, index + at // TILE_BYTES] = tile
        if len(tile) == TILE_BYTES:
            finished.append(_perfect(tile))
    return finished


def root_at(size: int, read_tile: ReadTile) -> bytes:
    """The root of the tree's first `size` leaves, from tiles: those named by `edge_tiles(size)`."""
    return range_hash(0, _checked_size(size), read_tile) if size else EMPTY_ROOT


def edge_tiles(size: int) -> list[TileAt]:
    """The tiles on the right edge that hold every node needed for the root and for appending."""
    found: list[TileAt] = []
    level, count = 0, _checked_size(size)
    while count:
        if count % WIDTH:
            found.append((level, count // WIDTH))
        level, count = level + 1, count // WIDTH
    return found


def peaks(start: int, end: int) -> list[Node]:
    """The perfect subtrees that make up the leaves [start, end), widest first.

    `start` must be a multiple of the widest: so it is for every range that RFC 6962 splits a tree into.
    """
    nodes: list[Node] = []
    while start < end:
        height = (end - start).bit_length() - 1
        nodes.append((height, start >> height))
        start += 1 << height
    return nodes


def range_hash(start: int, end: int, read_tile: ReadTile) -> bytes:
    """MTH(D[start:end]) of RFC 6962 section 2.1, from tiles."""
    hashes = [node_at(node, read_tile) for node in peaks(start, end)]
    acc = hashes.pop()
    while hashes:
        acc = node_hash(hashes.pop(), acc)
    return acc


def tile_of(node: Node) -> TileAt:
    """The tile that a node's hash is read from or computed from."""
    height, index = node
    level, above = divmod(height, 8)
    return level, (index << above) // WIDTH


def node_at(node: Node, read_tile: ReadTile) -> bytes:
    """A node's hash, from the tile that holds it or its descendants."""
    height, index = node
    level, above = divmod(height, 8)
    tile, first = divmod(index << above, WIDTH)
    last = first + (1 << above)
    return _perfect(hashes_in(read_tile, level, tile, last)[first * HASH_BYTES :])


def hashes_in(read_tile: ReadTile, level: int, index: int, width: int) -> bytes:
    """The first `width` hashes of a tile. `Tampered` when it holds fewer, or is torn."""
    tile = read_tile(level, index)
    if len(tile) < width * HASH_BYTES or len(tile) % HASH_BYTES or len(tile) > TILE_BYTES:
        held = len(tile) / HASH_BYTES
        raise Tampered(f"tile {index} of level {level} holds {held:g} hashes where {width} are needed")
    return tile[: width * HASH_BYTES]


def _perfect(hashes: bytes) -> bytes:
    """The root over 2**k hashes laid end to end."""
    row = [hashes[i : i + HASH_BYTES] for i in range(0, len(hashes), HASH_BYTES)]
    while len(row) > 1:
        row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


def _checked_size(size: int) -> int:
    if not 0 <= size <= LARGEST_SIZE:
        raise Invalid(f"no tree has the size {size}", where="size")
    return size
