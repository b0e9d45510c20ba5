"""A log's tree, held as the roots of its full tiles of 256 leaves and the leaf hashes after them.

From these the root of every earlier size and the inclusion proof of every leaf follow (RFC 6962 section 2.1), with
32 bytes of memory for 256 leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from answerable_watchdog.merkle import Frontier, node_hash, root_of_hashes

TILE_WIDTH = 256
TILE_HEIGHT = 8


@dataclass(frozen=True)
class Tree:
    """`roots`: one for each full tile; `tail`: the leaf hashes after the last full tile, fewer than 256."""

    roots: tuple[bytes, ...] = ()
    tail: tuple[bytes, ...] = ()

    @property
    def size(self) -> int:
        return len(self.roots) * TILE_WIDTH + len(self.tail)

    def root(self) -> bytes:
        """The Merkle Tree Hash of all leaves."""
        tree = Frontier()
        for each in self.roots:
            tree.add(each, TILE_HEIGHT)
        for each in self.tail:
            tree.add(each)
        return tree.root()

    def begins_with(self, other: "Tree", hashes: Sequence[bytes]) -> bool:
        """Whether `other` is this tree at an earlier size; `hashes` are this tree's leaf hashes in its last tile."""
        return (
            self.size >= other.size
            and self.roots[: len(other.roots)] == other.roots
            and tuple(hashes[: len(other.tail)]) == other.tail
        )

    def proof(self, index: int, hashes: Sequence[bytes]) -> list[bytes]:
        """The inclusion proof of leaf `index`, from its sibling up; `hashes` are the leaf hashes of its tile."""
        number, place = divmod(index, TILE_WIDTH)
        if number == len(self.roots):
            # The tail hangs below the top of the tree as one subtree of its own.
            lower = _path(place, self.tail)
            tops = [*self.roots, root_of_hashes(self.tail)]
        else:
            lower = _path(place, hashes)
            tops = [*self.roots, *([root_of_hashes(self.tail)] if self.tail else [])]
        return [*lower, *_path(number, tops)]


def _path(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1, from below, level by level: a node without a sibling goes up as it is."""
    path, row = [], list(hashes)
    while len(row) > 1:
        sibling = index ^ 1
        if sibling < len(row):
            path.append(row[sibling])
        pairs = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = pairs + row[len(pairs) * 2 :]
        index >>= 1
    return path


def left_subtrees(size: int, tree: Tree, hashes: Sequence[bytes]) -> list[tuple[int, bytes]]:
    """The roots of the complete subtrees that the first `size` leaves are made of: (height, root), from the left.

    `hashes` are the leaf hashes of the tile in which leaf `size` stands.
    """
    found, at = [], 0
    for height in range(size.bit_length() - 1, -1, -1):
        if not size >> height & 1:
            continue
        if height >= TILE_HEIGHT:
            first, count = at // TILE_WIDTH, 1 << (height - TILE_HEIGHT)
            root = root_of_hashes(tree.roots[first : first + count])
        else:
            place = at % TILE_WIDTH
            root = root_of_hashes(hashes[place : place + (1 << height)])
        found.append((height, root))
        at += 1 << height
    return found
