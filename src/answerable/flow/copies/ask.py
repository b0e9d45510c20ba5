"""What a text is a copy of, and what was decided on that: asked by a platform about its own cases, of a text alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from answerable.cases.copies import acts_alone
from answerable.db.store import Store
from answerable.engine.case_bank import Found
from answerable.flow.copies.follow import match, originals
from answerable.flow.runtime import Runtime
from answerable.records.decision import Decision
from answerable.vocabulary import Reach, Verdict

AT_ONCE = 2
"""Questions answered at a time. The longest keep a processor busy for seconds, and reports come in meanwhile."""
_ASKING: WeakKeyDictionary[Store, asyncio.Semaphore] = (
    WeakKeyDictionary()
)  # of each database that this process serves


@dataclass(frozen=True)
class Answer:
    """A case that a text matches. `verdict` is that of the decision that stands, None while there is none; `acts` says
    whether that decision would reach the text without a person."""

    found: Found
    verdict: Verdict | None
    acts: bool


async def ask(runtime: Runtime, platform_id: str, texts: Sequence[str]) -> list[list[Answer]]:
    """For each text the platform's cases that it matches, best first. Nothing is kept of the texts."""
    async with _ASKING.setdefault(runtime.store, asyncio.Semaphore(AT_ONCE)):
        return await _answers(runtime, platform_id, texts)


async def _answers(runtime: Runtime, platform_id: str, texts: Sequence[str]) -> list[list[Answer]]:
    matched = await match(runtime, platform_id, texts)
    wanted = {found.case_id for cases in matched for found in cases}
    async with runtime.store.transaction() as tx:
        known = await originals(runtime, tx, wanted)
        decisions = {one.case_id: one for one in await tx.decisions.standing_on(list(wanted))}

    def answers() -> list[list[Answer]]:
        return [
            [_answer(found, decisions.get(found.case_id), known.get(found.case_id), text) for found in cases]
            for text, cases in zip(texts, matched, strict=True)
        ]

    return await asyncio.to_thread(answers)


def _answer(found: Found, decision: Decision | None, original: str | None, text: str) -> Answer:
    reaches = decision is not None and decision.reach == Reach.COPIES
    acts = reaches and original is not None and acts_alone(found.kind, original, text)
    return Answer(found, decision.verdict if decision else None, acts)
