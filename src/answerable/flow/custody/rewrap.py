"""Rotation of sealing keys: the data key of every sealed value is wrapped under the newest version, while the server
runs; nothing is opened, and no leaf of the ledger changes. Killed at any moment, it goes on where it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from answerable.db.sealed import BLOCKS_A_BATCH, SEALED, SealedColumn, SealedValues
from answerable.errors import Refused, Tampered, Unavailable
from answerable.flow.runtime import Runtime
from answerable.keys.key_file import NAME, check_droppable, drop_version, read_key_file

ROUNDS_MOST = 20  # a row that others change all the time is left to the next run


class ColumnUse(msgspec.Struct, frozen=True):
    """How many values of a column are wrapped under each version of the key ("none": not in a sealed form)."""

    table: str
    column: str
    values: dict[str, int]


class Broken(msgspec.Struct, frozen=True):
    """A sealed value that does not open: in which table, row and column, and why."""

    table: str
    id: str
    column: str
    why: str


@dataclass
class Rewrapped:
    """`done` values were wrapped anew; `left` could not be: others held them, or they do not open."""

    version: int
    done: int = 0
    left: int = 0


async def rewrap(runtime: Runtime) -> Rewrapped:
    """Wrap everything under the newest version, a batch of rows a transaction."""
    report = Rewrapped(version=max(runtime.keyring.versions))
    for one in SEALED:
        left = 0
        for _ in range(ROUNDS_MOST):  # rows that were changed meanwhile may have moved behind us
            done = await _rewrap_column(runtime, one, report.version)
            report.done += done
            left = await _older(runtime, one, report.version)
            if not done or not left:
                break
        report.left += left
    return report


async def _rewrap_column(runtime: Runtime, one: SealedColumn, version: int) -> int:
    async with runtime.store.transaction() as tx:
        blocks = await SealedValues(tx.connection).blocks(one.table)
    done = 0
    for block in range(0, blocks, BLOCKS_A_BATCH):
        async with runtime.store.transaction() as tx:
            values = SealedValues(tx.connection)
            locked = await values.lock_older(one, version, block)
            fresh = [(place, new) for place, old in locked if (new := _rewrapped(runtime, one, old))]
            await values.put(one, fresh)
            done += len(fresh)
    return done


def _rewrapped(runtime: Runtime, one: SealedColumn, sealed: bytes) -> bytes | None:
    """How the value begins, under the newest version; None for one that was altered: it stays, and is counted."""
    try:
        return runtime.keyring.rewrap(sealed, one.purpose)
    except (Tampered, Unavailable):
        return None


async def _older(runtime: Runtime, one: SealedColumn, version: int) -> int:
    async with runtime.store.transaction() as tx:
        found = await SealedValues(tx.connection).by_version(one)
    return sum(count for number, count in found.items() if number != version)


async def uses(runtime: Runtime) -> list[ColumnUse]:
    """What the versions of the sealing key are still needed for, a column each."""
    async with runtime.store.transaction() as tx:
        values = SealedValues(tx.connection)
        found = [(one, await values.by_version(one)) for one in SEALED]
    return [
        ColumnUse(one.table, one.column, {str(n) if n >= 0 else "none": count[n] for n in sorted(count)})
        for one, count in found
    ]


async def broken(runtime: Runtime) -> list[Broken]:
    """Every sealed value that does not open with our keys for its purpose in its row. Nothing of it is shown."""
    found: list[Broken] = []
    for one in SEALED:
        async with runtime.store.transaction() as tx:
            blocks = await SealedValues(tx.connection).blocks(one.table)
        for block in range(0, blocks, BLOCKS_A_BATCH):
            async with runtime.store.transaction() as tx:
                async for row, of, sealed in SealedValues(tx.connection).values(one, block):
                    try:
                        runtime.keyring.open(sealed, one.purpose, of)
                    except (Tampered, Unavailable) as error:
                        found.append(Broken(one.table, row, one.column, str(error)))
    return found


async def retire(runtime: Runtime, version: int) -> None:
    """Take a version out of the key file. Refused while it seals, or anything is still wrapped under it."""
    folder = runtime.settings.data / "keys"
    check_droppable(read_key_file(folder / NAME), version, datetime.now(UTC))
    for use in await uses(runtime):
        if count := use.values.get(str(version), 0):
            what = f"version {version} still wraps {count} values of {use.table}.{use.column}"
            raise Refused(what, where="VERSION", mend="first: answerable keys rewrap")
    drop_version(folder, version)
