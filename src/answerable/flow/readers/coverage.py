"""Which languages are read by whom, and which people report in and nobody reads: told to reporters and in public.

A case in such a language is not queued silently. A lead sees it, with an interpreter; its clock goes on; and the
statement ends at once when somebody was tested.
"""

from __future__ import annotations

from dataclasses import dataclass

from answerable.cases.coverage import PublicGap, in_public, unread
from answerable.cases.reading import is_read
from answerable.flow.runtime import Runtime


@dataclass(frozen=True)
class Coverage:
    """`readers`: tested people, a language. `unread`: reports of the last 90 days in languages that nobody reads,
    most first. `waiting`: open cases, a language."""

    readers: dict[str, int]
    unread: dict[str, int]
    waiting: dict[str, int]


async def coverage(runtime: Runtime) -> Coverage:
    """Which languages are read by how many, and which by nobody."""
    async with runtime.store.transaction() as tx:
        readers = await tx.language_tests.readers(tx.at)
        reported = await tx.report_hours.by_language(tx.at)
        waiting = await tx.cases.waiting_by_language()
    both = {one: max(reported.get(one, 0), waiting.get(one, 0)) for one in {*reported, *waiting}}
    return Coverage(readers=readers, unread=unread(both, readers), waiting=waiting)


async def public_gap(runtime: Runtime) -> PublicGap:
    """What is said in public of languages that nobody reads: as of last Monday, and of who reads them now."""
    async with runtime.store.transaction() as tx:
        readers = await tx.language_tests.readers(tx.at)
        return in_public(unread(await tx.report_hours.by_language_in_public(tx.at), readers))


async def reviewed_in_language(runtime: Runtime, language: str) -> bool:
    """Whether a reviewer who was tested in it reads this language, as a report's language is named: what a receipt
    and the desk say. True where the language is not known, since anybody may then look at it."""
    return is_read(language, await runtime.readers.languages())


async def count_hours(runtime: Runtime) -> None:
    """Count the reports of the hours that are over."""
    async with runtime.store.transaction() as tx:
        await tx.report_hours.count(tx.at)
