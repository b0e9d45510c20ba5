"""What language a case seems to be in, where its platform does not say: a hint for people, marked as detected
(`cases/reading.py` says for what). Worked out after the report is stored, so that nobody waits for it."""

from __future__ import annotations

import asyncio
from uuid import UUID

import msgspec

from answerable.cases.reading import UNDETERMINED
from answerable.flow.runtime import Runtime
from answerable.text.language import LIBRARY_READS, language
from answerable.vocabulary import SubjectKind

ENTRYPOINT = "language"


async def detect_language(runtime: Runtime, case_id: UUID) -> str | None:
    """Keep with a case what language its post seems to be in; return it, None where it is known already or cannot be
    told."""
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(case_id)
        if case is None or case.language != UNDETERMINED or case.subject_kind != SubjectKind.ITEM:
            return None
        item = await tx.items.get(case.platform_id, case.subject_id)
    if item is None:
        return None
    code = (await asyncio.to_thread(language, item.text[:LIBRARY_READS])).code
    if code == UNDETERMINED:
        return None
    async with runtime.store.transaction() as tx:
        case = await tx.cases.lock(case_id)
        if case is not None:
            await tx.cases.save(msgspec.structs.replace(case, detected_language=code))
    return code
