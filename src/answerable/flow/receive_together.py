"""Single reports that come at the same time are accepted in one commit, each with an answer of its own."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.errors import KeyReused, Refused
from answerable.flow.receive import Receipt, receipt_of
from answerable.flow.receive_once import Attempt, look_back, remember
from answerable.flow.runtime import Runtime
from answerable.flow.store_reports import StoredReport, store_reports
from answerable.flow.together import Together
from answerable.records.report import Submission


@dataclass(frozen=True)
class Single:
    """One report, and the request that brought it, where that has an idempotency key."""

    submission: Submission
    attempt: Attempt | None = None


Receiving = Together[Single, Receipt]


def receiving(runtime: Runtime) -> Receiving:
    """What accepts single reports of this process. It raises, for each, what `flow.receive.receive_report` raises,
    and KeyReused."""

    async def accept(group: list[Single]) -> list[Receipt | Exception]:
        return await _accept(runtime, group)

    return Together(accept)


async def _accept(runtime: Runtime, group: list[Single]) -> list[Receipt | Exception]:
    async with runtime.store.transaction() as tx:
        before = await look_back(tx, [one.attempt for one in group if one.attempt is not None])
        reused = {
            place: why
            for place, one in enumerate(group)
            if one.attempt is not None and isinstance(why := before[one.attempt], KeyReused)
        }
        good = [place for place in range(len(group)) if place not in reused]
        stored = await store_reports(runtime, tx, [group[place].submission for place in good])
        found = dict(zip(good, stored, strict=True))
        for attempt in _done(group, found):
            if before[attempt] is None:
                await remember(tx, attempt, 1)
    return [_answer(runtime, found.get(place) or reused[place]) for place in range(len(group))]


def _answer(runtime: Runtime, one: StoredReport | Refused) -> Receipt | Exception:
    """The receipt, after the commit. What fails here is one caller's: the group is stored and must not go again."""
    if isinstance(one, Refused):
        return one
    try:
        return receipt_of(runtime, one)
    except Exception as error:
        return error


def _done(group: list[Single], found: dict[int, StoredReport | Refused]) -> set[Attempt]:
    """The requests whose reports are stored."""
    stored = {group[place].attempt for place, one in found.items() if isinstance(one, StoredReport)}
    return {one for one in stored if one is not None}
