"""What the media of a case are to a reviewer: lines in the case, and bytes that are opened for whoever may see it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from answerable.cases.deciding import may_review
from answerable.db.tx import Tx
from answerable.errors import Forbidden, Unknown
from answerable.flow.custody.evidence import note_view
from answerable.flow.custody.voice_note import PURPOSE
from answerable.flow.review import languages_seen
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.media import Media
from answerable.records.reviewer import Reviewer


@dataclass(frozen=True)
class Opened:
    """The bytes of one file of a case, as they were sent, and their media type, which is one of ours."""

    media: Media
    content: bytes


async def open_media(runtime: Runtime, reviewer: Reviewer, case_id: UUID, media_id: UUID) -> Opened:
    """A file of a case, opened for somebody who may see the case; the look is noted. Raises Unknown where there is none
    or it is shown to nobody any more, Forbidden as the case does."""
    async with runtime.store.transaction() as tx:
        media = await tx.media.get(media_id)
        await seen_case(tx, reviewer, case_id)
        if media is None or media.case_id != case_id or media.body_sealed is None or not media.can_be_shown:
            raise Unknown("there is no such file in this case", where="media")
        await note_view(tx, reviewer, case_id, f"media:{media.kind}")
    return Opened(media, runtime.keyring.open(media.body_sealed, PURPOSE, str(media.id)))


async def seen_case(tx: Tx, reviewer: Reviewer, case_id: UUID) -> Case:
    """The case, if this reviewer may see it."""
    case = await tx.cases.get(case_id)
    if case is None:
        raise Unknown("there is no such case", where="case")
    if not may_review(reviewer, case, await languages_seen(tx, reviewer)):
        raise Forbidden("this case is not in a language that you review")
    return case
