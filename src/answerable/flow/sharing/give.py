"""A list goes out: hashes of pictures that were removed here, for areas that are named, to somebody who is named.

What was given is kept, sealed, so that the next list takes back what no longer stands. A picture that is erased here
because its time is over stays given: the decision on it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import msgspec

from answerable.db.hash_lists import GivenPicture
from answerable.db.tx import Tx
from answerable.errors import Invalid
from answerable.flow.custody.media_hash import open_hashes
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.indicators.months import month_of
from answerable.intake.hash_list import ORIGIN_MAX, written
from answerable.intake.limits import NAME_MAX
from answerable.intake.texts import flaw_in_id
from answerable.records.hash_list import QUALITY_LEAST, HashEntry, HashExport
from answerable.vocabulary import PolicyArea

PURPOSE = "hashes given"


class _Body(msgspec.Struct, frozen=True, array_like=True):
    """What one export held: hashes with the case that each is from, and hashes that it took back."""

    listed: list[tuple[bytes, UUID]]
    withdrawn: list[bytes]


class Given(msgspec.Struct, frozen=True):
    """A list as it goes out, and what is kept of it."""

    export: HashExport
    entries: tuple[HashEntry, ...]
    withdrawn: tuple[bytes, ...]

    def lines(self) -> Iterator[str]:
        return written(self.entries, self.withdrawn)


async def give(
    runtime: Runtime, recipient: str, purpose: str, areas: tuple[PolicyArea, ...], *, who: str | None = None
) -> Given:
    """Make a list for somebody. Raises Invalid where it is not said for whom, what for, or of which areas."""
    _check(recipient, purpose, areas)
    async with runtime.store.transaction() as tx:
        await tx.hash_lists.lock_exports()
        found = await _removed(runtime, tx, areas)
        withdrawn = await _no_longer(runtime, tx, recipient, found)
        entries = tuple([_entry(runtime, pdq, one) for pdq, one in sorted(found.items())])
        body = _Body([(pdq, one.case_id) for pdq, (one, _) in sorted(found.items())], withdrawn)
        export_id = runtime.new_id(tx.at)
        export = HashExport(
            id=export_id,
            recipient=recipient,
            purpose=purpose,
            areas=tuple(areas),
            at=tx.at,
            listed=len(entries),
            withdrawn=len(withdrawn),
            body_sealed=runtime.keyring.seal(msgspec.msgpack.encode(body), PURPOSE, str(export_id)),
        )
        await tx.hash_lists.add_export(export)
        await note_act(tx, who, "sharing.export", _told(export))
        return Given(export, entries, tuple(withdrawn))


async def exports(runtime: Runtime) -> list[HashExport]:
    """What was given to whom, oldest first."""
    async with runtime.store.transaction() as tx:
        return await tx.hash_lists.exports()


async def _removed(
    runtime: Runtime, tx: Tx, areas: tuple[PolicyArea, ...]
) -> dict[bytes, tuple[GivenPicture, int]]:
    """By hash: a picture that was removed, and its quality. One that a decision left elsewhere is not among them: a
    news picture is not to be removed everywhere because a rumour used it."""
    harmless = {
        frame.pdq
        for one in await tx.hash_lists.left_pictures()
        for frame in open_hashes(runtime, one.media_id, one.frames_sealed)
    }
    found: dict[bytes, tuple[GivenPicture, int]] = {}
    for one in await tx.hash_lists.removed_pictures([area.value for area in areas]):
        for frame in open_hashes(runtime, one.media_id, one.frames_sealed):
            if frame.quality >= QUALITY_LEAST and frame.pdq not in harmless:
                found.setdefault(frame.pdq, (one, frame.quality))
    return found


async def _no_longer(
    runtime: Runtime, tx: Tx, recipient: str, found: dict[bytes, tuple[GivenPicture, int]]
) -> list[bytes]:
    """What this recipient was given, and whose decision no longer stands in any case that it was given from."""
    given: dict[bytes, set[UUID]] = {}
    for export in await tx.hash_lists.exports(recipient):
        body = _opened(runtime, export)
        for pdq, case_id in body.listed:
            given.setdefault(pdq, set()).add(case_id)
        for pdq in body.withdrawn:
            given.pop(pdq, None)
    standing = await tx.hash_lists.standing(sorted({case for cases in given.values() for case in cases}))
    return sorted(pdq for pdq, cases in given.items() if pdq not in found and not cases & standing)


def _opened(runtime: Runtime, export: HashExport) -> _Body:
    plain = runtime.keyring.open(export.body_sealed, PURPOSE, str(export.id))
    return msgspec.msgpack.decode(plain, type=_Body)


def _entry(runtime: Runtime, pdq: bytes, one: tuple[GivenPicture, int]) -> HashEntry:
    picture, quality = one
    return HashEntry(
        pdq=pdq,
        quality=quality,
        tags=(picture.area,),
        since=str(month_of(picture.decided_at, runtime.settings.month_zone)),
        origin=runtime.settings.origin[:ORIGIN_MAX],
    )


def _check(recipient: str, purpose: str, areas: tuple[PolicyArea, ...]) -> None:
    for where, text in (("--to", recipient), ("--purpose", purpose)):
        if flaw := flaw_in_id(text, most=NAME_MAX):
            raise Invalid(flaw.what, where=where, mend=flaw.mend)
    if not areas:
        raise Invalid("must be said: a list is for areas that are named", where="--area")


def _told(export: HashExport) -> str:
    return (
        f"{export.recipient}: {export.listed} hashes of {' '.join(export.areas)}, {export.withdrawn} taken back, "
        f"for {export.purpose}"
    )
