"""The public ledger as a folder, for whoever checks it offline: what is served, as files (spec/ledger.md).

DIR/checkpoint   DIR/policy   DIR/tile/<L>/<N>[.p/<W>]   DIR/tile/entries/<N>[.p/<W>]
DIR/months/YYYY-MM/month.json   .../reports.jsonl   .../cases.jsonl
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from answerable.db.tx import Tx
from answerable.errors import Refused, Tampered
from answerable.flow.log.cosigned import shown
from answerable.flow.log.figures import MonthLeaf, month_leaves
from answerable.flow.runtime import Runtime
from answerable.ledger import canonical, checkpoint, notes, policy, promise
from answerable.ledger.tiles import HASH_BYTES, WIDTH, encode_bundle, path, width_at
from answerable.records.log import LogHead

Told = Callable[[int, int], None]  # leaves written, leaves in all


@dataclass(frozen=True)
class Exported:
    size: int
    months: tuple[str, ...]


async def export(runtime: Runtime, folder: Path, told: Told = lambda done, whole: None) -> Exported:
    """Write the ledger as of its latest checkpoint into `folder`, all of it or nothing.

    The folder is new, empty, or an earlier export, which is replaced. Raises Refused for any other, and for a
    ledger without a checkpoint.
    """
    _check_replaceable(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        async with runtime.store.transaction() as tx:
            head = await shown(runtime, tx)
            if head is None:
                raise Refused("the ledger is empty: it has no checkpoint yet", where="ledger")
            _write(draft / "checkpoint", head.note.encode())
            _write(draft / "policy", policy_text(runtime).encode())
            async for name, content in _tiles(tx, head, told):
                _write(draft / name, content)
            months = await published_files(tx, head.size)
            for name, content in months.items():
                _write(draft / "months" / name, content)
        _put(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Exported(head.size, tuple(sorted({name.partition("/")[0] for name in months})))


def policy_text(runtime: Runtime, address: str = "") -> str:
    """Whom to trust for this ledger (C2SP tlog-policy); `address` is where it is served."""
    origin, keyring = checkpoint.check_origin(runtime.settings.origin), runtime.keyring
    return policy.render(
        notes.verifier_key(origin, keyring.checkpoint_key),
        notes.verifier_key(promise.key_name(origin), keyring.promise_key),
        address,
        runtime.cosigning,
    )


async def published_files(tx: Tx, size: int) -> dict[str, bytes]:
    """The files of every month below `months/`, as its last leaf in the log's first `size` leaves says."""
    last = {
        leaf.month: leaf for leaf in await month_leaves(tx) if leaf.index is not None and leaf.index < size
    }
    files: dict[str, bytes] = {}
    for leaf in last.values():
        files |= {f"{leaf.month}/{name}": content for name, content in (await month_files(tx, leaf)).items()}
    return files


async def month_files(tx: Tx, leaf: MonthLeaf) -> dict[str, bytes]:
    """`month.json` and the tables of one leaf. Raises Tampered where a table is not in the database."""
    tables = await tx.figures.tables(leaf.entry_id)
    missing = leaf.body["tables"].keys() - tables.keys()
    if missing:
        raise Tampered(f"the table {min(missing)} of {leaf.month} is not in the database")
    files = {f"{name}.jsonl": lines for name, lines in tables.items()}
    return {"month.json": canonical.encode(leaf.body)} | files


async def _tiles(tx: Tx, head: LogHead, told: Told) -> AsyncIterator[tuple[str, bytes]]:
    """Every tile and entry bundle of the tree: its path and its content."""
    level = 0
    while head.size >> (8 * level):
        for index in range(-(-(head.size >> (8 * level)) // WIDTH)):
            width = width_at(level, index, head.size)
            hashes = await tx.ledger.tile(level, index) or b""
            if len(hashes) < width * HASH_BYTES:
                raise Tampered(f"tile {index} of level {level} is not whole in the database")
            yield path(level, index, width), hashes[: width * HASH_BYTES]
            if level == 0:
                yield path(None, index, width), await _bundle(tx, index, width)
                told(index * WIDTH + width, head.size)
        level += 1


async def _bundle(tx: Tx, index: int, width: int) -> bytes:
    leaves = await tx.ledger.leaves(index * WIDTH, index * WIDTH + width)
    if len(leaves) != width:
        raise Tampered(f"the database lacks leaves from {index * WIDTH} to {index * WIDTH + width}")
    return encode_bundle(leaves)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _check_replaceable(folder: Path) -> None:
    if not folder.exists():
        return
    is_export = (folder / "checkpoint").is_file() and (folder / "tile").is_dir()
    if not folder.is_dir() or (any(folder.iterdir()) and not is_export):
        mend = "name a new folder, an empty one or an earlier export"
        raise Refused("this is not an exported ledger, and is left as it is", where=str(folder), mend=mend)


def _put(draft: Path, folder: Path) -> None:
    """Put the finished draft in the folder's place; an earlier export goes only once the new one stands."""
    old = draft.with_name(draft.name + ".old")
    if folder.exists():
        folder.rename(old)
    try:
        draft.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
