"""A mirror of a log on one's own disk, which only ever grows (C2SP tlog-tiles, RFC 6962).

    DIR/checkpoint            the newest that was accepted     DIR/checkpoints/<size>  every one that was
    DIR/policy                whom we believe                  DIR/tile/...            as in an export
    DIR/evidence/             what the log did that it must not, in files that prove it

The tiles above the leaves are fetched first: they must lead to the signed root, so that from then on each tile and
bundle can be judged by itself. What we have is compared with them; nothing of it is fetched again. A checkpoint is
accepted after the last file under it was written.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from answerable_watchdog.checkpoint import Checkpoint, verified_checkpoint
from answerable_watchdog.errors import Refused, Unreadable
from answerable_watchdog.evidence import fork_file
from answerable_watchdog.export import (
    BUNDLE_BYTES_MAX,
    CHECKPOINT_BYTES_MAX,
    HASH_BYTES,
    bundle_leaves,
    file_of,
    read_part,
    tile_path,
)
from answerable_watchdog.files import as_text
from answerable_watchdog.merkle import leaf_hashes, root_of_hashes
from answerable_watchdog.policy import Policy
from answerable_watchdog.tree import TILE_WIDTH, Tree
from answerable_watchdog.web import Missing, Site

THREADS = 16
TILE_BYTES = TILE_WIDTH * HASH_BYTES
AT_ONCE = 256


@dataclass(frozen=True)
class Fetched:
    """What one fetch did: the checkpoint that holds now, and the size before."""

    checkpoint: Checkpoint
    before: int


class Mirror:
    """The folder of a mirror; made where there is none."""

    def __init__(self, directory: Path, policy: Policy) -> None:
        self.directory, self.policy = directory, policy

    def newest(self) -> tuple[str, Checkpoint] | None:
        """The accepted checkpoint, as its note and as checked under the policy; None in a new mirror."""
        if not (self.directory / "checkpoint").exists():
            return None
        note = as_text(
            read_part(self.directory, "checkpoint", CHECKPOINT_BYTES_MAX), "the mirror's checkpoint"
        )
        return note, verified_checkpoint(note, self.policy)

    def tree(self, checkpoint: Checkpoint) -> Tree:
        """What the mirror's tiles say of a checkpoint that it accepted. Raises Refused where they were changed."""
        size = checkpoint.size
        full, rest = divmod(size, TILE_WIDTH)
        roots = []
        for number in range(-(-full // TILE_WIDTH)):
            roots += self.hashes(1, number, full)
        tree = Tree(tuple(roots), tuple(self.hashes(0, full, size)) if rest else ())
        if tree.root() != checkpoint.root:
            raise Refused(
                "this mirror was changed on this computer: its tiles do not give its own checkpoint's root"
            )
        return tree

    def hashes(self, level: int, number: int, count: int) -> list[bytes]:
        """The hashes of one tile of a level that has `count` hashes in all."""
        width = min(TILE_WIDTH, count - number * TILE_WIDTH)
        path, _ = file_of(self.directory, f"tile/{level}/{tile_path(number)}", width)
        return split(read_part(self.directory, path, TILE_BYTES), width, path)

    def write(self, path: str, data: bytes) -> None:
        """Write a file whole or not at all."""
        place = self.directory / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            new = place.with_name(f"{place.name}.new")
            new.write_bytes(data)
            new.replace(place)
        except OSError as error:
            raise Unreadable(f"cannot write {path} in the mirror: {error.strerror}") from None

    def keep_evidence(self, kind: str, files: dict[str, bytes]) -> str:
        """Keep files that belong together; the same again is kept once. Returns their folder, below the mirror."""
        digest = hashlib.sha256(b"".join(files.values())).hexdigest()[:16]
        folder = f"evidence/{kind}-{digest}"
        for name, data in files.items():
            self.write(f"{folder}/{name}", data)
        return folder


def fetch(site: Site, mirror: Mirror) -> Fetched:
    """Bring the mirror up to the log's checkpoint. Raises Refused on a rollback or a fork, whose evidence is kept."""
    note = as_text(site.get("checkpoint", CHECKPOINT_BYTES_MAX), "the checkpoint")
    new = verified_checkpoint(note, mirror.policy)
    known = mirror.newest()
    old_note, old = known or ("", Checkpoint(new.origin, 0, new.root, ()))
    if old.origin != new.origin:
        raise Refused(f"this mirror is of the log {old.origin}; the address serves {new.origin}")
    before = mirror.tree(old) if known else Tree()
    if new.size < old.size:
        if _root_at(mirror, before, new.size) != new.root:
            _refuse_fork(site, mirror, (old_note, note), before, _Upper(site, new))
        _refuse_rollback(mirror, old_note, note, new.size)
    if new.size == old.size and known:
        if new.root != old.root:
            _refuse_fork(site, mirror, (old_note, note), before, _Upper(site, new))
        mirror.write("checkpoint", note.encode())  # it may have more cosignatures now
        return Fetched(new, old.size)
    upper = _Upper(site, new)
    tree = upper.tree()
    if not tree.begins_with(before, upper.leaf_hashes(len(before.roots)) if before.tail else ()):
        _refuse_fork(site, mirror, (old_note, note), before, upper)
    _mirror_leaves(site, mirror, tree, len(before.roots))
    upper.keep(mirror)
    mirror.write(f"checkpoints/{new.size}", note.encode())
    mirror.write("checkpoint", note.encode())
    return Fetched(new, old.size)


def _root_at(mirror: Mirror, tree: Tree, size: int) -> bytes:
    """The root of the mirror's tree at an earlier size."""
    full, rest = divmod(size, TILE_WIDTH)
    tail = mirror.hashes(0, full, tree.size)[:rest] if rest else []
    return Tree(tree.roots[:full], tuple(tail)).root()


def _refuse_rollback(mirror: Mirror, old_note: str, note: str, size: int) -> None:
    kept = mirror.keep_evidence("rollback", {"seen": old_note.encode(), "served": note.encode()})
    raise Refused(
        f"ROLLBACK: the log serves a tree of {size} leaves, smaller than one that it signed before. Ask again: it may "
        f"be a cache. If it stays so, the log has lost or withdrawn entries; both checkpoints are in {kept}"
    )


def _refuse_fork(site: Site, mirror: Mirror, notes: tuple[str, str], old: Tree, upper: "_Upper") -> None:
    """Keep both checkpoints, and the proof where the log still serves the tiles for it; raise Refused."""
    files = {"seen": notes[0].encode(), "served": notes[1].encode()}
    try:
        index, proof = _difference(site, mirror, notes, old, upper)
    except (Refused, Unreadable) as error:
        if upper.size == old.size:
            files["proof.json"] = fork_file(notes)  # two roots of one size need no tiles
        kept = mirror.keep_evidence("fork", files)
        said = f"FORK: the log signed two trees that cannot both be true; they are kept in {kept} ({error})"
        raise Refused(said) from None
    kept = mirror.keep_evidence("fork", files | {"proof.json": proof})
    raise Refused(
        f"FORK: the log signed two trees that differ at leaf {index}: an entry was changed, dropped, added or moved. "
        f"The proof is {kept}/proof.json; show it to others (answerable-watchdog verify {kept}/proof.json)"
    )


def _difference(
    site: Site, mirror: Mirror, notes: tuple[str, str], old: Tree, upper: "_Upper"
) -> tuple[int, bytes]:
    """The first leaf that differs, and the file that proves it."""
    new = upper.tree()
    pairs = enumerate(zip(old.roots, new.roots, strict=False))
    last = min(len(old.roots), len(new.roots))
    number = next((n for n, (mine, theirs) in pairs if mine != theirs), last)
    mine = mirror.hashes(0, number, old.size)
    theirs = _tile(site, 0, number, new.size)
    _check_tile(theirs, number, new)
    pairs = enumerate(zip(mine, theirs, strict=False))
    place = next((n for n, (a, b) in pairs if a != b), None)
    if place is None:
        raise Refused("its tiles show no leaf that differs")
    index = number * TILE_WIDTH + place
    return index, fork_file(
        notes, (old.proof(index, mine), new.proof(index, theirs)), (mine[place], theirs[place]), index
    )


class _Upper:
    """The tiles above the leaves of the served tree, and its last tile of leaf hashes."""

    def __init__(self, site: Site, checkpoint: Checkpoint) -> None:
        self._site, self._checkpoint, self.size = site, checkpoint, checkpoint.size
        self._files: dict[str, bytes] = {}
        self._tree: Tree | None = None

    def tree(self) -> Tree:
        """The served tree. Raises Refused, naming the tile, where its tiles do not lead to the signed root."""
        if self._tree is None:
            self._tree = self._read()
        return self._tree

    def _read(self) -> Tree:
        size = self._checkpoint.size
        counts = [size]
        while counts[-1] >= TILE_WIDTH:
            counts.append(counts[-1] // TILE_WIDTH)
        levels = {level: self._level(level, counts[level]) for level in range(1, len(counts))}
        rest = size % TILE_WIDTH
        tail = self._fetch(0, size // TILE_WIDTH, size) if rest else []
        for level in range(2, len(counts)):
            for place, root in enumerate(levels[level]):
                below = levels[level - 1][place * TILE_WIDTH : (place + 1) * TILE_WIDTH]
                if root_of_hashes(below) != root:
                    raise Refused(
                        f"tile/{level - 1}/{tile_path(place)} does not hash to what tile/{level}/"
                        f"{tile_path(place // TILE_WIDTH)} says of it"
                    )
        tree = Tree(tuple(levels.get(1, [])), tuple(tail))
        if tree.root() != self._checkpoint.root:
            top = len(counts) - 1
            raise Refused(
                f"the tiles do not hash to the root in the checkpoint: a byte of tile/{top} or of the last tile/0 was "
                "changed, or the checkpoint is of another tree"
            )
        return tree

    def _level(self, level: int, count: int) -> list[bytes]:
        return [each for n in range(-(-count // TILE_WIDTH)) for each in self._fetch(level, n, count)]

    def _fetch(self, level: int, number: int, count: int) -> list[bytes]:
        hashes = _tile(self._site, level, number, count)
        suffix = "" if len(hashes) == TILE_WIDTH else f".p/{len(hashes)}"
        self._files[f"tile/{level}/{tile_path(number)}{suffix}"] = b"".join(hashes)
        return hashes

    def leaf_hashes(self, number: int) -> list[bytes]:
        """The leaf hashes of one tile, checked against the tree."""
        hashes = _tile(self._site, 0, number, self._checkpoint.size)
        _check_tile(hashes, number, self.tree())
        return hashes

    def keep(self, mirror: Mirror) -> None:
        """Write what was fetched into the mirror."""
        for path, data in self._files.items():
            mirror.write(path, data)


def _check_tile(hashes: list[bytes], number: int, tree: Tree) -> None:
    wanted = tree.roots[number] if number < len(tree.roots) else root_of_hashes(tree.tail)
    if root_of_hashes(hashes) != wanted:
        raise Refused(f"tile/0/{tile_path(number)} does not hash to what the tiles above it say")


def _tile(site: Site, level: int, number: int, count: int) -> list[bytes]:
    width = min(TILE_WIDTH, count - number * TILE_WIDTH)
    data, path = _part(site, f"tile/{level}/{tile_path(number)}", width, TILE_BYTES)
    return split(data, width, path)


def _part(site: Site, path: str, width: int, bytes_max: int) -> tuple[bytes, str]:
    """A tile or bundle of `width`; where the log has dropped the partial one, the full one (tlog-tiles)."""
    if width == TILE_WIDTH:
        return site.get(path, bytes_max), path
    partial = f"{path}.p/{width}"
    try:
        return site.get(partial, bytes_max), partial
    except Missing:
        return site.get(path, bytes_max), path


def split(data: bytes, width: int, path: str) -> list[bytes]:
    """The first `width` hashes of a tile. Raises Refused where there are fewer, or a part of one, or too many."""
    is_full = len(data) == TILE_BYTES
    if len(data) != width * HASH_BYTES and not is_full:
        raise Refused(f"{path} has {len(data)} bytes; {width} hashes are {width * HASH_BYTES}")
    return [data[at : at + HASH_BYTES] for at in range(0, width * HASH_BYTES, HASH_BYTES)]


def _mirror_leaves(site: Site, mirror: Mirror, tree: Tree, first: int) -> None:
    """Fetch every bundle and tile of leaf hashes from tile `first` up, check them, and write them."""

    def one(number: int) -> None:
        width = min(TILE_WIDTH, tree.size - number * TILE_WIDTH)
        data, path = _part(site, f"tile/entries/{tile_path(number)}", width, BUNDLE_BYTES_MAX)
        leaves, length = bundle_leaves(data, width, path)
        if length != len(data) and (width == TILE_WIDTH or ".p/" in path):
            raise Refused(f"{path} goes on after its {width} entries")
        hashes = leaf_hashes(leaves)
        served = _tile(site, 0, number, tree.size)
        _check_tile(served, number, tree)
        if hashes != served:
            place = next(n for n, (a, b) in enumerate(zip(hashes, served, strict=True)) if a != b)
            raise Refused(
                f"{path}: entry {place} (leaf {number * TILE_WIDTH + place}) is not what the tree holds"
            )
        suffix = "" if width == TILE_WIDTH else f".p/{width}"
        mirror.write(f"tile/entries/{tile_path(number)}{suffix}", data[:length])
        mirror.write(f"tile/0/{tile_path(number)}{suffix}", b"".join(served))

    each_of(one, range(first, -(-tree.size // TILE_WIDTH)))


def each_of(work: Callable[[int], None], numbers: Iterable[int]) -> None:
    """Do `work` for each number, on several threads, some hundred at a time; the first failure stops it."""
    waiting: Iterator[int] = iter(numbers)
    with ThreadPoolExecutor(THREADS) as pool:
        while some := list(islice(waiting, AT_ONCE)):
            for _ in pool.map(work, some):
                pass
