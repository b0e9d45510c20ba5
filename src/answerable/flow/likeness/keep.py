"""What a case's pictures are is kept, sealed, as its text is: what comes in next year is matched with them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from answerable.db.pictures import Spot
from answerable.db.tx import Tx
from answerable.flow.custody.media_hash import FOLLOWS, open_hashes
from answerable.flow.likeness.compare import media_of, opened
from answerable.flow.likeness.sealed import open_pictures, seal_pictures
from answerable.flow.review import reviewed_item
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.media import Media, MediaKind
from answerable.records.media_hash import MediaHashes
from answerable.records.picture import CasePictures, Look, Looks
from answerable.vocabulary import SubjectKind

ENTRYPOINT = FOLLOWS


async def keep_pictures(runtime: Runtime, tx: Tx, fresh: Sequence[tuple[Case, str]]) -> None:
    """Keep what is known of the media of what new cases are about, each with its text, in the transaction that opens
    them."""
    spots: dict[Spot, tuple[Case, str]] = {
        (case.platform_id, case.subject_id): (case, text) for case, text in fresh
    }
    for spot, one in (await media_of(tx, spots)).items():
        case, text = spots[spot]
        looks = opened(runtime, one)
        body = seal_pictures(runtime, case.id, CasePictures(text, looks)) if looks else None
        await tx.pictures.put_case(case.id, case.platform_id, body, tx.at)


async def take_in_pictures(runtime: Runtime, case_id: UUID) -> bool:
    """Take in what became known of the media that a case is about, since files were kept; whether anything did. Safe to
    run again at any time."""
    async with runtime.store.transaction() as tx:
        case = await tx.cases.lock(case_id)
        if case is None or case.subject_kind != SubjectKind.ITEM:
            return False
        item = await reviewed_item(runtime, tx, case)
        if item is None or not item.media:
            return False
        held = next(iter(await tx.pictures.of_cases([case.id])), None)
        before = open_pictures(runtime, held) if held else None
        known = await _known(runtime, tx, case, len(item.media))
        earlier = before.looks if before and len(before.looks) == len(known) else (None,) * len(known)
        looks = tuple(new or old for new, old in zip(known, earlier, strict=True))
        if not any(looks) or (before is not None and before.looks == looks):
            return False
        pictures = CasePictures(before.text if before else item.text, looks)
        await tx.pictures.put_case(
            case.id, case.platform_id, seal_pictures(runtime, case.id, pictures), tx.at
        )
        await tx.outbox.put("search", {"case": str(case.id)}, at=tx.at)
        return True


async def _known(runtime: Runtime, tx: Tx, case: Case, count: int) -> Looks:
    """What is known of each file of the case's own subject: from those that are kept, or were looked at before."""
    spot = (case.platform_id, case.subject_id)
    seen = (await media_of(tx, [spot])).get(spot)
    looks: list[Look | None] = list(opened(runtime, seen)) if seen else []
    looks = looks if len(looks) == count else [None] * count
    hashes = {one.media_id: one for one in await tx.media_hashes.of_case(case.id)}
    for media in await tx.media.of_case(case.id):
        place = (media.place or 0) - 1
        if media.kind == MediaKind.ITEM and media.item_id == case.subject_id and 0 <= place < count:
            looks[place] = _look(runtime, media, hashes.get(media.id)) or looks[place]
    return tuple(looks)


def _look(runtime: Runtime, media: Media, hashed: MediaHashes | None) -> Look | None:
    if media.sha256 is None:
        return None
    if hashed is None or hashed.frames_sealed is None:
        return Look(media.sha256)
    return Look(media.sha256, open_hashes(runtime, media.id, hashed.frames_sealed))
