"""Text in pictures that are kept: a program in the sandbox reads it, it is sealed as they are, and reviewers see it."""

from __future__ import annotations

from uuid import UUID

from answerable.db.tx import Tx
from answerable.errors import Tampered, Unavailable
from answerable.flow.custody.media_hash import PICTURES
from answerable.flow.custody.voice_note import PURPOSE as MEDIA_PURPOSE
from answerable.flow.pictures import can_read, read_text
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.media import Media, MediaKind
from answerable.records.picture import MediaText
from answerable.sandbox.refusal import Refusal

ENTRYPOINT = "read_media"
PURPOSE = "read text"


async def ask_to_read(runtime: Runtime, tx: Tx, media: Media) -> None:
    """Have a picture of what was reported read after the commit, where this computer can."""
    kept = media.kind == MediaKind.ITEM and media.body_sealed is not None and media.media_type in PICTURES
    if kept and runtime.settings.read_pictures != "none" and can_read():
        await tx.outbox.put(ENTRYPOINT, {"media": str(media.id)}, at=tx.at)


async def read_kept(runtime: Runtime, media_id: UUID) -> None:
    """Read one picture that is kept, once, and keep what is written there. One that went to quarantine or was erased
    meanwhile is left alone."""
    async with runtime.store.transaction() as tx:
        media = await tx.media.get(media_id)
        done = await tx.media_texts.of(media_id)
    if media is None or media.body_sealed is None or done is not None:
        return
    content = runtime.keyring.open(media.body_sealed, MEDIA_PURPOSE, str(media_id))
    found = await read_text(runtime.sandbox, content)
    refused = found.value if isinstance(found, Refusal) else None
    async with runtime.store.transaction() as tx:
        media = await tx.media.lock(media_id)
        if media is None or media.body_sealed is None:
            return
        sealed = (
            None
            if isinstance(found, Refusal)
            else runtime.keyring.seal(found.encode(), PURPOSE, str(media_id))
        )
        await tx.media_texts.add(
            MediaText(media_id=media_id, read_at=tx.at, text_sealed=sealed, refused=refused)
        )


async def texts_in(runtime: Runtime, case: Case) -> dict[UUID, str]:
    """What is written in the pictures of a case, by the files' ids; those where nothing is are left out."""
    async with runtime.store.transaction() as tx:
        read = await tx.media_texts.of_case(case.id)
    texts = {one.media_id: _opened(runtime, one) for one in read}
    return {media_id: text for media_id, text in texts.items() if text}


def _opened(runtime: Runtime, one: MediaText) -> str:
    try:
        return runtime.keyring.open(one.text_sealed or b"", PURPOSE, str(one.media_id)).decode()
    except (Tampered, Unavailable):
        return ""
