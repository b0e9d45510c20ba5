"""Was a promise kept? Judged by one's own mirror of the log, in which the promised leaf stands or does not."""

import time
from dataclasses import dataclass
from pathlib import Path

from answerable_watchdog.checkpoint import Checkpoint, verified_checkpoint
from answerable_watchdog.errors import Refused
from answerable_watchdog.evidence import broken_promise_file, proven
from answerable_watchdog.export import CHECKPOINT_BYTES_MAX, read_part
from answerable_watchdog.files import as_text
from answerable_watchdog.mirror import Mirror
from answerable_watchdog.policy import Policy
from answerable_watchdog.receipt import Promise
from answerable_watchdog.tree import TILE_WIDTH, Tree, left_subtrees


@dataclass(frozen=True)
class Kept:
    """`status`: included, promised (there is time), overdue (nobody dated it), late or broken (both with evidence)."""

    status: str
    sentence: str
    index: int | None = None
    evidence: str | None = None


def kept(receipt: bytes, promise: Promise, directory: Path, policy: Policy, now: int | None = None) -> Kept:
    """Look for the leaf in the mirror; where it is missing after its time, keep the file that proves it."""
    mirror = Mirror(directory, policy)
    newest = mirror.newest()
    if newest is None:
        raise Refused(f"{directory} is no mirror yet: run `answerable-watchdog fetch` first")
    if newest[1].origin != promise.origin:
        raise Refused(f"the mirror is of the log {newest[1].origin}, the promise of {promise.origin}")
    if newest[1].size < promise.tree_size:
        raise Refused(
            f"the mirror has {newest[1].size} leaves, the promise was made at {promise.tree_size}: fetch again"
        )
    leaves = _leaves_from(mirror, promise.tree_size, newest[1].size)
    index = leaves.index(promise.leaf_hash) + promise.tree_size if promise.leaf_hash in leaves else None
    for note, checkpoint in _dated_after(mirror, promise):
        if index is not None and index < checkpoint.size:
            break
        return _broken(receipt, promise, mirror, (note, checkpoint), index)
    if index is not None:
        return Kept("included", f"the promised leaf stands at index {index} in your mirror.", index)
    if (time.time() if now is None else now) <= promise.merge_by:
        return Kept("promised", "the leaf is not in your mirror yet, and the log still has time.")
    return Kept(
        "overdue",
        "the leaf is not in your mirror and its time is over, but no witness of the policy dated any checkpoint that "
        "you fetched after that time, so there is no proof for others yet. Fetch again, and verify again.",
    )


def _leaves_from(mirror: Mirror, start: int, size: int) -> list[bytes]:
    """The leaf hashes from `start` up to `size`."""
    found: list[bytes] = []
    for number in range(start // TILE_WIDTH, -(-size // TILE_WIDTH)):
        found += mirror.hashes(0, number, size)
    return found[start % TILE_WIDTH :]


def _dated_after(mirror: Mirror, promise: Promise) -> list[tuple[str, Checkpoint]]:
    """The accepted checkpoints that a witness dated after the promise's time, smallest first."""
    found = []
    names = {f"checkpoints/{path.name}" for path in (mirror.directory / "checkpoints").glob("*")} | {
        "checkpoint"
    }
    for name in names:
        note = as_text(read_part(mirror.directory, name, CHECKPOINT_BYTES_MAX), name)
        checkpoint = verified_checkpoint(note, mirror.policy)
        if (
            any(at > promise.merge_by for at, _ in checkpoint.cosigned)
            and checkpoint.size >= promise.tree_size
        ):
            found.append((note, checkpoint))
    return sorted(found, key=lambda each: each[1].size)


def _broken(
    receipt: bytes, promise: Promise, mirror: Mirror, dated: tuple[str, Checkpoint], index: int | None
) -> Kept:
    note, checkpoint = dated
    tree: Tree = mirror.tree(checkpoint)
    start = promise.tree_size
    has_tile = start % TILE_WIDTH and start < checkpoint.size
    tile = mirror.hashes(0, start // TILE_WIDTH, checkpoint.size) if has_tile else tree.tail
    leaves = _leaves_from(mirror, start, checkpoint.size)
    data = broken_promise_file(receipt.decode(), note, left_subtrees(start, tree, tile), leaves)
    proven(data, mirror.policy)  # what does not convince us will convince nobody
    folder = mirror.keep_evidence("broken-promise", {"proof.json": data})
    proof = f"{mirror.directory}/{folder}/proof.json"
    if index is not None:
        return Kept(
            "late",
            f"the leaf stands at index {index}, but came after its time; {proof} proves it.",
            index,
            proof,
        )
    return Kept(
        "broken",
        f"BROKEN PROMISE: its time is over and the leaf is not in the log; {proof} proves it.",
        None,
        proof,
    )
