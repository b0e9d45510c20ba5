"""The Merkle tree of RFC 6962 section 2.1 (the same in RFC 9162): SHA-256, leaves 0x00, nodes 0x01."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence

from answerable_watchdog.errors import Refused

EMPTY_ROOT = hashlib.sha256(b"").digest()
DEPTH_MAX = 63


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 || leaf), 32 bytes."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def leaf_hashes(leaves: Iterable[bytes]) -> list[bytes]:
    """The leaf hash of each."""
    sha256 = hashlib.sha256
    return [sha256(b"\x00" + leaf).digest() for leaf in leaves]


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
    row = list(hashes)
    if not row:
        return EMPTY_ROOT
    while len(row) > 1:  # level by level: a last node without a sibling goes up as it is
        pairs = zip(row[::2], row[1::2], strict=False)
        above = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        row = above + row[len(above) * 2 :]
    return row[0]


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


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree of `new` leaves begins with that of `old` (RFC 9162 section 2.1.4.2).

    Needs 0 <= old <= new. From nothing, and between equal sizes, only the empty proof is right.
    """
    if old == 0:
        return not proof and (new > 0 or old_root == new_root)
    if old == new:
        return not proof and hmac.compare_digest(old_root, new_root)
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and hmac.compare_digest(first, old_root) and hmac.compare_digest(second, new_root)
