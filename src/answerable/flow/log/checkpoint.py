"""Sequencing: entries that wait get their place in the log, and the log's new head is signed. One writer."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path

from answerable.db.tx import Tx
from answerable.errors import Tampered, Unavailable
from answerable.flow.commit import commit_fillers
from answerable.flow.runtime import Runtime
from answerable.flow.upkeep import durable
from answerable.ledger import checkpoint, notes, tree
from answerable.records.log import LoggedEntry, LogHead
from answerable.settings import Settings

CHECKPOINT_FILE = "checkpoint"  # in the data folder
WITNESSED_FILE = "checkpoint.witnessed"  # the same
BATCH_LEAST = 16
BATCH_MOST = 4096
STEP_BACK_MOST = timedelta(seconds=2)


async def sequence(runtime: Runtime) -> LogHead | None:
    """Give the waiting entries their places, in random order, padded with fillers to at least 16, and sign the new
    head; None where nothing waits. Tiles, checkpoint and places are one commit; what was committed is read back
    before it is written to the file that a restored database is compared with.

    Raises Tampered when the database is older than what was published, or no longer hashes to it.
    """
    async with runtime.store.transaction() as tx:
        head = await tx.ledger.lock_head()
        for known in published(runtime):
            await _check_not_older(tx, head, known)
        if head is not None:
            _publish(runtime, head)  # a process that was killed may have committed it and not come further
        waiting = await tx.ledger.waiting(most=BATCH_MOST)
        if not waiting:
            return None
        if head is not None and tx.at < head.signed_at - STEP_BACK_MOST:
            raise Unavailable("the database's clock stepped back: nothing is signed until it has caught up")
        batch = _shuffled(waiting + await commit_fillers(runtime, tx, BATCH_LEAST - len(waiting)))
        await _append(runtime, tx, head, batch)
    async with runtime.store.transaction() as tx:
        committed = await tx.ledger.lock_head()  # so that of two writers none puts an older one back
        assert committed is not None  # noqa: S101 - committed above
        _publish(runtime, committed)
    return committed


async def _append(runtime: Runtime, tx: Tx, head: LogHead | None, batch: list[LoggedEntry]) -> None:
    size = head.size if head else 0
    tiles = {place: await tx.ledger.tile(*place) or b"" for place in tree.edge_tiles(size)}
    if head is not None and tree.root_at(size, lambda level, index: tiles[level, index]) != head.root:
        raise Tampered(f"the tiles no longer hash to the checkpoint of size {size}")
    grown = tree.append(size, lambda level, index: tiles[level, index], [entry.leaf_hash for entry in batch])
    signed = checkpoint.sign(
        checkpoint.Checkpoint(origin=runtime.settings.origin, size=grown.size, root=grown.root),
        runtime.keyring.checkpoint_key,
    )
    await tx.ledger.sequence([(entry.id, size + place) for place, entry in enumerate(batch)])
    await tx.ledger.put_tiles(grown.tiles)
    moved = LogHead(size=grown.size, root=grown.root, note=signed, signed_at=tx.at)
    if not await tx.ledger.move_head(size, moved):
        raise Unavailable("another writer moved the log's head")


def _shuffled(batch: list[LoggedEntry]) -> list[LoggedEntry]:
    secrets.SystemRandom().shuffle(batch)
    return batch


def checkpoint_file(runtime: Runtime) -> Path:
    """The latest published checkpoint, kept outside the database."""
    return runtime.settings.data / CHECKPOINT_FILE


def witnessed_file(runtime: Runtime) -> Path:
    """A checkpoint that a witness showed with this log's signature, and that did not agree with the database."""
    return runtime.settings.data / WITNESSED_FILE


def published(runtime: Runtime) -> list[checkpoint.Checkpoint]:
    """What this server is known to have published, by the files beside the keys: the latest, and what a witness held
    against the database. None before the first."""
    return published_in(runtime.settings)


def published_in(settings: Settings) -> list[checkpoint.Checkpoint]:
    """The same, of a data folder that nothing was opened of yet."""
    files = [settings.data / name for name in (CHECKPOINT_FILE, WITNESSED_FILE)]
    return [checkpoint.parse(file.read_text(encoding="utf-8")) for file in files if file.exists()]


async def check_witnessed(runtime: Runtime, tx: Tx, note: str) -> None:
    """Compare a checkpoint that a witness holds with the database. Where this log signed it and the database is
    another, keep it, so that nothing is signed any more, and raise Tampered. Raises Invalid or Tampered, and keeps
    nothing, where it is not this log's."""
    key = notes.verifier_key(runtime.settings.origin, runtime.keyring.checkpoint_key)
    known = checkpoint.verify(note, key)
    try:
        await _check_not_older(tx, await tx.ledger.head(), known)
    except Tampered:
        durable.write(witnessed_file(runtime), note.encode(), mode=0o644)
        raise


async def _check_not_older(tx: Tx, head: LogHead | None, latest: checkpoint.Checkpoint) -> None:
    """A restored older database, or one whose published part was changed, must not be signed."""
    size = head.size if head else 0
    if size < latest.size:
        raise Tampered(
            f"the database holds {size} leaves, but {latest.size} were published: it is an older copy"
        )
    tiles = {place: await tx.ledger.tile(*place) or b"" for place in tree.edge_tiles(latest.size)}
    cut = {place: _first(hashes, place, latest.size) for place, hashes in tiles.items()}
    if tree.root_at(latest.size, lambda level, index: cut[level, index]) != latest.root:
        raise Tampered(f"the first {latest.size} leaves are not those that were published")


def _first(hashes: bytes, place: tuple[int, int], size: int) -> bytes:
    """A tile as it was at an earlier size."""
    level, index = place
    width = min(256, (size >> 8 * level) - index * 256)
    return hashes[: 32 * width]


def _publish(runtime: Runtime, head: LogHead) -> None:
    path = checkpoint_file(runtime)
    if path.exists() and checkpoint.parse(path.read_text(encoding="utf-8")).size >= head.size:
        return
    durable.write(path, head.note.encode(), mode=0o644)
