"""Items that wait are looked at, one after the other: fetched and decoded in the sandbox, hashed, matched, forgotten.

Nothing of a picture is kept but its sealed hashes. Whatever cannot be fetched or decoded is known to be unknown.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from answerable.db.clock import real
from answerable.db.clusters import Arrived
from answerable.db.tx import Tx
from answerable.errors import Unavailable
from answerable.flow.copies.arrive import join, join_found
from answerable.flow.copies.follow import take_up
from answerable.flow.copies.warm import ready_to_match
from answerable.flow.custody.fetch import LATER, fetch_address
from answerable.flow.custody.media_hash import HASHED, hash_media
from answerable.flow.likeness.ask import may_look
from answerable.flow.likeness.compare import find
from answerable.flow.likeness.keep import ENTRYPOINT
from answerable.flow.likeness.read import ask_to_read_too
from answerable.flow.likeness.sealed import seal_looks
from answerable.flow.runtime import Runtime
from answerable.observe.metrics import count_looks
from answerable.records.picture import Look, Looks, WaitingPictures
from answerable.sandbox.refusal import Refusal
from answerable.vocabulary import FoundBy

BATCH = 8
AGAIN_S = 600.0  # what could not be fetched, or whose worker died, is looked at again
TRIES = 3


class _Seen(NamedTuple):
    look: Look | None
    later: bool = False


async def look_at_waiting(runtime: Runtime) -> int:
    """Look at the items that wait longest; return how many there were."""
    await ready_to_match(runtime)
    async with runtime.store.transaction() as tx:
        again_at = tx.at + await real(tx, AGAIN_S)
        taken = await tx.pictures.take(tx.at, again_at, most=BATCH)
    for one in taken:
        await _look_at(runtime, one)
    return len(taken)


async def _look_at(runtime: Runtime, one: WaitingPictures) -> None:
    seen = [await _see(runtime, address) for address in one.media]
    if any(file.later for file in seen) and one.tries < TRIES:
        count_looks("later")
        return
    looks: Looks = tuple(file.look for file in seen)
    async with runtime.store.transaction() as tx:
        if not await tx.pictures.settle(one.number, seal_looks(runtime, one.number, looks), tx.at):
            return
        await take_up(runtime, tx)
        own = await tx.pictures.own_case(one.number)
        if own is not None:
            await tx.outbox.put(ENTRYPOINT, {"case": str(own)}, at=tx.at)
        for arrived in await tx.pictures.arrived([one.number]):
            if not await _join(runtime, tx, arrived, looks):
                await ask_to_read_too(runtime, tx, one.number, looks)
    count_looks("seen" if any(looks) else "refused")


async def _join(runtime: Runtime, tx: Tx, arrived: Arrived, looks: Looks) -> bool:
    """Let an item join the case that it is a copy of, by its text or else its pictures; whether there is one."""
    if await join(runtime, tx, [arrived], runtime.bank.match, FoundBy.ARRIVAL):
        return True
    spot = (arrived.platform_id, arrived.item_id)
    found = (await find(runtime, tx, {spot: looks})).get(spot)
    if found is not None:
        await join_found(runtime, tx, [(arrived, found)], FoundBy.ARRIVAL)
    return found is not None


async def _see(runtime: Runtime, address: str) -> _Seen:
    if not may_look(runtime, address):
        return _Seen(None)
    try:
        fetched = await fetch_address(runtime, address)
        if isinstance(fetched, Refusal):
            return _Seen(None, later=fetched in LATER)
        digest = sha256(fetched.content).digest()
        if fetched.media_type not in HASHED:
            return _Seen(Look(digest))
        frames = await hash_media(runtime.sandbox, fetched.content, fetched.media_type)
        return _Seen(Look(digest, () if isinstance(frames, Refusal) else frames))
    except Unavailable:
        return _Seen(None, later=True)
