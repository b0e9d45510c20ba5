"""A list comes in: merged with what the source had, or in its place; sealed; all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from answerable.db.tx import Tx
from answerable.errors import TooLarge
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.flow.sharing.sources import found_source
from answerable.intake.hash_list import ENTRIES_MAX
from answerable.records.hash_list import HashBlock, HashEntry, HashSource

PURPOSE = "shared hashes"
BLOCK = 1_000  # entries sealed together


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: how many hashes were new, said something else than before, were as before, went;
    and how many are there."""

    source: str
    new: int
    changed: int
    known: int
    removed: int
    entries: int


async def fill(
    runtime: Runtime,
    source_id: str,
    read: Mapping[bytes, HashEntry | None],
    *,
    replace: bool = False,
    who: str | None = None,
) -> Filled:
    """Take a list in: None withdraws a hash. With `replace`, what it does not name goes. Raises Unknown, TooLarge."""
    async with runtime.store.transaction() as tx:
        source = await found_source(tx, source_id)
        before = {one.pdq: one for one in await entries_of(runtime, tx, source)}
        after = {} if replace else dict(before)
        for pdq, entry in read.items():
            if entry is not None:
                after[pdq] = entry
            else:
                after.pop(pdq, None)
        if len(after) > ENTRIES_MAX:
            mend = "share it out over several sources"
            raise TooLarge(
                f"the source would have more than {ENTRIES_MAX:,} hashes", where=source_id, mend=mend
            )
        done = _compared(source.id, before, after)
        if done.new or done.changed or done.removed:
            entries = [after[pdq] for pdq in sorted(after)]
            await tx.hash_lists.fill(source.id, list(_sealed(runtime, tx, source, entries)), tx.at)
        await note_act(tx, who, "sharing.import", _told(done))
        return done


async def entries_of(runtime: Runtime, tx: Tx, source: HashSource) -> list[HashEntry]:
    """All that a source has, opened."""
    return [entry for block in await tx.hash_lists.blocks(source.id) for entry in opened(runtime, block)]


def opened(runtime: Runtime, block: HashBlock) -> list[HashEntry]:
    plain = runtime.keyring.open(block.body_sealed, PURPOSE, str(block.id))
    return msgspec.msgpack.decode(plain, type=list[HashEntry])


def _sealed(runtime: Runtime, tx: Tx, source: HashSource, entries: list[HashEntry]) -> Iterator[HashBlock]:
    for place, start in enumerate(range(0, len(entries), BLOCK)):
        part = entries[start : start + BLOCK]
        block_id = runtime.new_id(tx.at)
        yield HashBlock(
            id=block_id,
            source_id=source.id,
            place=place,
            entries=len(part),
            body_sealed=runtime.keyring.seal(msgspec.msgpack.encode(part), PURPOSE, str(block_id)),
        )


def _compared(source_id: str, before: Mapping[bytes, HashEntry], after: Mapping[bytes, HashEntry]) -> Filled:
    kept = before.keys() & after.keys()
    known = sum(before[pdq] == after[pdq] for pdq in kept)
    return Filled(
        source=source_id,
        new=len(after) - len(kept),
        changed=len(kept) - known,
        known=known,
        removed=len(before) - len(kept),
        entries=len(after),
    )


def _told(done: Filled) -> str:
    return (
        f"{done.source}: {done.new} new, {done.changed} changed, {done.removed} removed, {done.entries} there"
    )
