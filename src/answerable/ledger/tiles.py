"""Tiles and entry bundles: how the tree and its leaves are published (C2SP tlog-tiles).

A tile holds up to 256 consecutive hashes of one level; level 0 holds leaf hashes, and each hash of
level l + 1 is the root of one full tile of level l. Paths are relative to the ledger's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from answerable.errors import Invalid

HASH_BYTES = 32
WIDTH = 256  # hashes in a full tile
TILE_BYTES = WIDTH * HASH_BYTES
HIGHEST_LEVEL = 63
LARGEST_SIZE = 2**63 - 1  # leaves; a bigint column and every reader can hold it
LARGEST_LEAF = 0xFFFF  # bytes; a bundle gives a leaf's length in 16 bits

_GROUPS = re.compile(r"(?:x[0-9]{3}/)*[0-9]{3}")
_PATH = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([0-9]{1,3}))?")


class TilePath(msgspec.Struct, frozen=True):
    """What a path names: `level` is None for an entry bundle, `width` 256 for a full tile."""

    level: int | None
    index: int
    width: int = WIDTH

    def __str__(self) -> str:
        kind = "entries" if self.level is None else str(self.level)
        suffix = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{kind}/{index_groups(self.index)}{suffix}"


def index_groups(index: int) -> str:
    """`index` in groups of three digits, all but the last with an x: 1234067 is x001/x234/067."""
    if not 0 <= index <= LARGEST_SIZE:
        raise Invalid(f"no tile has the index {index}", where="index")
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])


def parse_index_groups(text: str) -> int:
    """The index that `index_groups` writes as `text`; any other spelling is `Invalid`."""
    if not _GROUPS.fullmatch(text) or len(text) > 34:
        raise Invalid("not a tile index", where="index", mend="write 1234067 as x001/x234/067")
    index = int(text.replace("/", "").replace("x", ""))
    if index > LARGEST_SIZE or index_groups(index) != text:
        raise Invalid("not the one spelling of a tile index", where="index", mend="leave out groups of zeros")
    return index


def path(level: int | None, index: int, width: int = WIDTH) -> str:
    """The path of a tile, or with level None of an entry bundle."""
    if level is not None and not 0 <= level <= HIGHEST_LEVEL:
        raise Invalid(f"no tile has the level {level}", where="level")
    if not 1 <= width <= WIDTH:
        raise Invalid(f"no tile has the width {width}", where="width")
    return str(TilePath(level=level, index=index, width=width))


def parse_path(text: str) -> TilePath:
    """What `path` wrote as `text`; any other spelling is `Invalid`."""
    match = _PATH.fullmatch(text)
    if match is None:
        raise Invalid("not the path of a tile", where="path", mend="see spec/ledger.md, Tiles")
    kind, groups, width = match.groups()
    found = TilePath(
        level=None if kind == "entries" else int(kind),
        index=parse_index_groups(groups),
        width=WIDTH if width is None else int(width),
    )
    partial = width is None or 1 <= found.width < WIDTH
    if not partial or (found.level or 0) > HIGHEST_LEVEL or str(found) != text:
        raise Invalid("not the one spelling of a tile's path", where="path", mend="see spec/ledger.md, Tiles")
    return found


def width_at(level: int, index: int, size: int) -> int:
    """How many hashes the tile has in a tree of `size` leaves: 0 (no such tile) to 256."""
    return max(0, min(WIDTH, (size >> (8 * level)) - index * WIDTH))


def encode_bundle(leaves: Iterable[bytes]) -> bytes:
    """Leaf bytes, each after its length in 16 bits, big-endian."""
    parts: list[bytes] = []
    for leaf in leaves:
        if len(leaf) > LARGEST_LEAF:
            raise Invalid(f"a leaf of {len(leaf)} bytes; a bundle holds {LARGEST_LEAF}")
        parts += (len(leaf).to_bytes(2, "big"), leaf)
    return b"".join(parts)


def decode_bundle(data: bytes) -> list[bytes]:
    """The leaves of an entry bundle. `Invalid` when it is cut short or holds none or over 256."""
    leaves: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise Invalid("an entry bundle that is cut short", where=f"entry {len(leaves)}")
        leaves.append(data[at + 2 : end])
        at = end
    if not 1 <= len(leaves) <= WIDTH:
        raise Invalid(f"an entry bundle of {len(leaves)} entries, not 1 to {WIDTH}")
    return leaves
