"""Media of reported items: asked for in the commit that accepts the report, fetched from the queue, kept sealed.

Only what was reported is fetched: the item, or the messages that were chosen of a conversation. Addresses are visited
by the sandboxed program alone; files are those that were imported beside their items.
"""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import msgspec

from answerable.db.clock import real
from answerable.db.tx import Tx
from answerable.errors import Unavailable
from answerable.flow.custody.media_file import read_file
from answerable.flow.custody.media_hash import ask_for_hashes
from answerable.flow.custody.read_media import ask_to_read
from answerable.flow.custody.voice_note import MEGABYTE, PURPOSE
from answerable.flow.room import has_room
from answerable.flow.runtime import Runtime
from answerable.intake.addresses import origin_of, read_origins
from answerable.intake.item_line import is_address
from answerable.intake.media_types import kind_of
from answerable.observe.metrics import count_media
from answerable.records.case import Case
from answerable.records.item import Item
from answerable.records.media import Media
from answerable.records.report import Report
from answerable.records.sealed import body_digest
from answerable.sandbox.forms import Fetched, Fetching
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.tasks import FETCH
from answerable.vocabulary import SubjectKind

ENTRYPOINT = "fetch_media"
PAUSES_S = (60.0, 600.0, 3_600.0, 6 * 3_600.0)  # after each attempt that may go better later
STRANGERS_WAIT_S = 4 * 3_600.0
LATER = {Refusal.UNREACHABLE, Refusal.TOO_SLOW, Refusal.NO_SUCH_HOST}
KNOWN = "known"  # refused: the same bytes are in quarantine


async def ask_for_media(runtime: Runtime, tx: Tx, case: Case, report: Report) -> None:
    """Have the media of what is reported fetched after the commit, each once a case."""
    if runtime.settings.media_mb == 0:
        return
    reported = [report.subject_id] if case.subject_kind == SubjectKind.ITEM else list(report.messages)
    if reported:
        await ask_for_items(runtime, tx, case, reported)


async def ask_for_items(runtime: Runtime, tx: Tx, case: Case, items: list[str]) -> None:
    """The same for items of a case."""
    asked = await tx.media.ask(case, items, tx.at)
    second = await real(tx, 1.0) if asked else timedelta()
    for media_id, address in asked:
        wait = second * _wait_s(runtime, address)
        await tx.outbox.put(
            ENTRYPOINT, {"media": str(media_id), "attempt": "1"}, at=tx.at, not_before=tx.at + wait
        )


def _wait_s(runtime: Runtime, address: str) -> float:
    """How long to wait before a file is fetched: not at all where the operator's own hosts serve it; else a random
    time, since whoever has the server sees the fetch, and would know from it when somebody reported."""
    if not is_address(address) or origin_of(address) in read_origins(runtime.settings.media_hosts):
        return 0.0
    return secrets.SystemRandom().uniform(0.0, STRANGERS_WAIT_S)


async def fetch_media(runtime: Runtime, media_id: UUID, attempt: int) -> None:
    """Fetch one and keep it, or why it cannot be kept. What may go better later is tried again, at most five times."""
    async with runtime.store.transaction() as tx:
        media = await tx.media.get(media_id)
        item = await tx.items.get(media.platform_id, media.item_id or "") if media else None
    if media is None or _is_settled(media):
        return
    if not has_room(runtime):
        raise Unavailable("there is too little room to keep files of what was reported")
    found = await _got(runtime, item, media)
    async with runtime.store.transaction() as tx:
        media = await tx.media.lock(media_id)
        if media is None or _is_settled(media):
            return
        if found in LATER and attempt <= len(PAUSES_S):
            again_at = tx.at + await real(tx, PAUSES_S[attempt - 1])
            job = {"media": str(media_id), "attempt": str(attempt + 1)}
            await tx.outbox.put(ENTRYPOINT, job, at=tx.at, not_before=again_at)
            outcome = "later"
        else:
            settled = await _settled(runtime, tx, media, found)
            await tx.media.settle(settled)
            await ask_for_hashes(tx, settled)
            await ask_to_read(runtime, tx, settled)
            outcome = "refused" if settled.refused else "kept"
    count_media(outcome)


async def _got(runtime: Runtime, item: Item | None, media: Media) -> Fetched | Refusal:
    place = (media.place or 0) - 1
    if item is None or not 0 <= place < len(item.media):
        return Refusal.NOT_FOUND
    return await fetch_address(runtime, item.media[place])


async def fetch_address(runtime: Runtime, address: str) -> Fetched | Refusal:
    """What is at one of an item's addresses, by the sandboxed program, or in the file that was imported with it."""
    most = runtime.settings.media_mb * MEGABYTE
    if not is_address(address):
        return _told(await asyncio.to_thread(read_file, address, most, never=runtime.settings.data))
    origins = read_origins(runtime.settings.media_hosts)
    order = Fetching(address=address, most_bytes=most, origins=origins)
    return await runtime.sandbox.run(FETCH, msgspec.msgpack.encode(order))


def _told(content: bytes | Refusal) -> Fetched | Refusal:
    """What a file is, by how it begins."""
    if isinstance(content, Refusal):
        return content
    kind = kind_of(content[:64])
    return Refusal.WRONG_TYPE if kind is None else Fetched(media_type=kind, content=content)


async def _settled(runtime: Runtime, tx: Tx, media: Media, found: Fetched | Refusal) -> Media:
    """The row as it is kept. Bytes that are in quarantine are not taken in a second time."""
    if isinstance(found, Refusal):
        return msgspec.structs.replace(media, kept_at=tx.at, refused=found.value)
    digest = sha256(found.content).digest()
    known = await tx.quarantine.holds(digest)
    sealed = None if known else runtime.keyring.seal(found.content, PURPOSE, str(media.id))
    return msgspec.structs.replace(
        media,
        kept_at=tx.at,
        media_type=found.media_type,
        size=len(found.content),
        sha256=digest,
        body_digest=body_digest(sealed) if sealed else None,
        body_sealed=sealed,
        refused=KNOWN if known else None,
    )


def _is_settled(media: Media) -> bool:
    return media.kept_at is not None or media.quarantined_at is not None
