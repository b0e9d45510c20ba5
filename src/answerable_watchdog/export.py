"""An exported ledger on disk, rebuilt from its entries (C2SP tlog-tiles, RFC 6962 section 2.1).

    DIR/checkpoint   DIR/policy   DIR/tile/<L>/<N>[.p/<W>]   DIR/tile/entries/<N>[.p/<W>]

Nothing of the export is believed but the checkpoint's signature: every leaf hash, every tile and the root are
computed from the entry bundles. Memory grows by 32 bytes for 256 leaves, plus the declarations.
"""

from dataclasses import dataclass
from pathlib import Path

from answerable_watchdog.checkpoint import Checkpoint, verified_checkpoint
from answerable_watchdog.errors import Refused, Unreadable
from answerable_watchdog.files import as_text, read
from answerable_watchdog.leaf import Declaration, is_commitment, parse_declaration
from answerable_watchdog.merkle import Frontier, leaf_hash, leaf_hashes, root_of_hashes
from answerable_watchdog.policy import Policy

TILE_WIDTH = 256
TILE_HEIGHT = 8
HASH_BYTES = 32
BUNDLE_BYTES_MAX = TILE_WIDTH * (2 + 0xFFFF)
CHECKPOINT_BYTES_MAX = 256 * 1024
ENTRY_BYTES = 2 + 78  # of a commitment; bundles of nothing else are cut without a loop over their lengths
_COMMITMENTS = [bytes(width) + bytes([ENTRY_BYTES - 2]) * width for width in range(TILE_WIDTH + 1)]


@dataclass(frozen=True)
class Ledger:
    """A ledger whose every leaf, tile and root agree with its signed checkpoint.

    `full_roots` are the roots of its full bundles of 256 leaves, from which `root_at` starts.
    """

    directory: Path
    checkpoint: Checkpoint
    declarations: tuple[Declaration, ...]
    full_roots: tuple[bytes, ...]

    def root_at(self, size: int) -> bytes:
        """The root that the log had at an earlier `size`. Raises Refused beyond the checkpoint."""
        if not 0 <= size <= self.checkpoint.size:
            raise Refused(f"the log has {self.checkpoint.size} leaves, not {size}")
        whole, rest = divmod(size, TILE_WIDTH)
        tree = Frontier()
        for root in self.full_roots[:whole]:
            tree.add(root, TILE_HEIGHT)
        if rest:
            for leaf in _bundle(self.directory, whole, self.checkpoint.size)[:rest]:
                tree.add(leaf_hash(leaf))
        return tree.root()


def verified_ledger(directory: Path, policy: Policy) -> Ledger:
    """Rebuild the whole tree of an export and compare. Raises Refused, naming the file."""
    text = as_text(read_part(directory, "checkpoint", CHECKPOINT_BYTES_MAX), "the checkpoint")
    checkpoint = verified_checkpoint(text, policy)
    tree, full_roots, declarations = Frontier(), list[bytes](), list[Declaration]()
    for number in range(-(-checkpoint.size // TILE_WIDTH)):
        leaves = _bundle(directory, number, checkpoint.size)
        hashes = leaf_hashes(leaves)
        _check_tile(directory, 0, number, hashes)
        if len(hashes) == TILE_WIDTH:
            full_roots.append(root_of_hashes(hashes))
            tree.add(full_roots[-1], TILE_HEIGHT)
        else:
            for each in hashes:
                tree.add(each)
        first = number * TILE_WIDTH
        declarations += [parse_declaration(x, i) for i, x in enumerate(leaves, first) if not is_commitment(x)]
    _check_upper_tiles(directory, full_roots)
    if tree.root() != checkpoint.root:
        raise Refused("the entries do not hash to the root in the checkpoint")
    return Ledger(directory, checkpoint, tuple(declarations), tuple(full_roots))


def tile_path(number: int) -> str:
    """The path of tile `number` below its level: groups of three digits, all but the last with an x."""
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return "/".join(["x" + group for group in groups[:-1]] + groups[-1:])


def _bundle(directory: Path, number: int, size: int) -> list[bytes]:
    """The leaves of one entry bundle of a log of `size` leaves."""
    width = min(TILE_WIDTH, size - number * TILE_WIDTH)
    path, is_exact = file_of(directory, f"tile/entries/{tile_path(number)}", width)
    data = read_part(directory, path, BUNDLE_BYTES_MAX)
    leaves, length = bundle_leaves(data, width, path)
    if is_exact and len(data) != length:
        raise Refused(f"{path} goes on after its {width} entries")
    return leaves


def file_of(directory: Path, path: str, width: int) -> tuple[str, bool]:
    """The file that holds a tile of `width`, and whether it should hold nothing more.

    A full tile may have replaced the partial one of an older checkpoint (tlog-tiles, Partial Tiles).
    """
    partial = f"{path}.p/{width}"
    if width == TILE_WIDTH:
        return path, True
    if (directory / path).exists() and not (directory / partial).exists():
        return path, False
    return partial, True


def bundle_leaves(data: bytes, width: int, path: str) -> tuple[list[bytes], int]:
    """The first `width` entries of a bundle (big-endian uint16 length, then that many bytes), and where they end."""
    if len(data) == width * ENTRY_BYTES and data[::ENTRY_BYTES] + data[1::ENTRY_BYTES] == _COMMITMENTS[width]:
        return [data[at + 2 : at + ENTRY_BYTES] for at in range(0, len(data), ENTRY_BYTES)], len(data)
    leaves, at = [], 0
    for place in range(width):
        end = at + 2 + int.from_bytes(data[at : at + 2])
        if len(data) < at + 2 or len(data) < end:
            raise Refused(f"{path} ends in entry {place} of {width}")
        leaves.append(data[at + 2 : end])
        at = end
    return leaves, at


def _check_tile(directory: Path, level: int, number: int, hashes: list[bytes]) -> None:
    path, is_exact = file_of(directory, f"tile/{level}/{tile_path(number)}", len(hashes))
    found = read_part(directory, path, TILE_WIDTH * HASH_BYTES)
    expected = b"".join(hashes)
    if (found if is_exact else found[: len(expected)]) != expected:
        raise Refused(f"{path} is not what the entries hash to")


def _check_upper_tiles(directory: Path, roots: list[bytes]) -> None:
    """`roots` are those of the full level 0 tiles: the hashes of the tiles of level 1, and so upwards."""
    level = 1
    while roots:
        tiles = [roots[i : i + TILE_WIDTH] for i in range(0, len(roots), TILE_WIDTH)]
        for number, hashes in enumerate(tiles):
            _check_tile(directory, level, number, hashes)
        roots = [root_of_hashes(hashes) for hashes in tiles if len(hashes) == TILE_WIDTH]
        level += 1


def read_part(directory: Path, path: str, bytes_max: int) -> bytes:
    """The bytes of one file of the export. Raises Refused when it is missing: a hole in the export."""
    try:
        return read(str(directory / path), bytes_max)
    except Unreadable as error:
        raise Refused(f"the export lacks {path}: {error}") from None
