"""The Merkle tree of RFC 6962 section 2.1 (the same in RFC 9162): SHA-256, leaves 0x00, nodes 0x01."""

import hashlib
from collections.abc import Iterable, Sequence

from answerable_watchdog.errors import Refused

EMPTY_ROOT = hashlib.sha256(b"").digest()
DEPTH_MAX = 63


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 || leaf), 32 bytes."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right), 32 bytes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A growing tree; only the roots of its complete subtrees are kept, one for each set bit of the size."""

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[tuple[int, bytes]] = []  # (height, root), heights strictly falling

    def add(self, root: bytes, height: int = 0) -> None:
        """Append a complete subtree of 2^height leaves; the size so far must be a multiple of 2^height."""
        if self.size % (1 << height):
            raise ValueError(f"a subtree of height {height} cannot start at leaf {self.size}")
        self.size += 1 << height
        while self._roots and self._roots[-1][0] == height:
            _, left = self._roots.pop()
            root, height = node_hash(left, root), height + 1
        self._roots.append((height, root))

    def root(self) -> bytes:
        """The Merkle Tree Hash of what was appended."""
        if not self._roots:
            return EMPTY_ROOT
        _, root = self._roots[-1]
        for _, left in reversed(self._roots[:-1]):
            root = node_hash(left, root)
        return root


def root_of_hashes(hashes: Iterable[bytes]) -> bytes:
    """The Merkle Tree Hash over leaf hashes (or over the roots of complete subtrees of one height)."""
    tree = Frontier()
    for each in hashes:
        tree.add(each)
    return tree.root()


def root_from_proof(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2).

    `leaf` is a leaf hash, `proof` the siblings from the leaf upwards. Raises Refused when the index is not in
    the tree or the proof has the wrong length for it.
    """
    if not 0 <= index < size:
        raise Refused(f"leaf index {index} is not in a tree of {size} leaves")
    place, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise Refused("the inclusion proof is longer than the tree is deep")
        if place & 1 or place == last:
            root = node_hash(sibling, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise Refused("the inclusion proof is shorter than the tree is deep")
    return root
