"""Hashes of pictures and films that were reported: made in the sandbox once the file is kept, and sealed like it.

What cannot be decoded leaves the word that says why. Nothing is done again for it.
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from answerable.db.tx import Tx
from answerable.detection.pdq import BYTES
from answerable.flow.custody.voice_note import PURPOSE as MEDIA_PURPOSE
from answerable.flow.runtime import Runtime
from answerable.intake.media_types import FILMS
from answerable.records.media import Media, MediaKind
from answerable.records.media_hash import FrameHash, MediaHashes
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.run import Sandbox
from answerable.sandbox.tasks import FILM, PICTURE

ENTRYPOINT = "hash_media"
FOLLOWS = "case_pictures"  # what a case's pictures are is known now
PURPOSE = "media hashes"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
HASHED = FILMS | PICTURES


async def hash_media(
    sandbox: Sandbox, content: bytes, media_type: str | None = None
) -> tuple[FrameHash, ...] | Refusal:
    """The hashes of the frames of a picture, or of a film. Raises Unavailable where no program can be started now."""
    found = await sandbox.run(FILM if media_type in FILMS else PICTURE, content)
    if isinstance(found, Refusal):
        return found
    return tuple(
        [
            FrameHash(frame.hashes[:BYTES], frame.quality, frame.place, frame.hashes[BYTES:])
            for frame in found.frames
        ]
    )


async def ask_for_hashes(tx: Tx, media: Media) -> None:
    """Have what was kept just now hashed after the commit. A voice never: a hash would be a mark of its speaker."""
    if media.kind == MediaKind.ITEM and media.body_sealed is not None and media.media_type in HASHED:
        await tx.outbox.put(ENTRYPOINT, {"media": str(media.id)}, at=tx.at)


async def hash_kept(runtime: Runtime, media_id: UUID) -> None:
    """Hash one file that is kept, once. One that went to quarantine or was erased meanwhile is left alone."""
    async with runtime.store.transaction() as tx:
        media = await tx.media.get(media_id)
        done = await tx.media_hashes.of(media_id)
    if media is None or media.body_sealed is None or done is not None:
        return
    content = runtime.keyring.open(media.body_sealed, MEDIA_PURPOSE, str(media_id))
    found = await hash_media(runtime.sandbox, content, media.media_type)
    async with runtime.store.transaction() as tx:
        if await tx.media.lock(media_id) is None:
            return
        refused = found.value if isinstance(found, Refusal) else None
        sealed = None if isinstance(found, Refusal) else seal_hashes(runtime, media_id, found)
        await tx.media_hashes.add(
            MediaHashes(media_id=media_id, hashed_at=tx.at, frames_sealed=sealed, refused=refused)
        )
        await tx.outbox.put(FOLLOWS, {"case": str(media.case_id)}, at=tx.at)


def seal_hashes(runtime: Runtime, media_id: UUID, frames: tuple[FrameHash, ...]) -> bytes:
    return runtime.keyring.seal(msgspec.msgpack.encode(frames), PURPOSE, str(media_id))


def open_hashes(runtime: Runtime, media_id: UUID, sealed: bytes) -> tuple[FrameHash, ...]:
    plain = runtime.keyring.open(sealed, PURPOSE, str(media_id))
    return msgspec.msgpack.decode(plain, type=tuple[FrameHash, ...])
