"""The copies of a case as reviewers are shown them: counts and a timeline, and a page of copies at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from answerable.cases.deciding import may_review, may_undo
from answerable.db.tx import Tx
from answerable.errors import Forbidden, Unknown
from answerable.flow.custody.evidence import note_view
from answerable.flow.review import by_item, languages_seen, reviewed_item
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.cluster_view import Bar, CopyAuthor, CopyLine, Shown, Tally, Waiting
from answerable.records.decision import Decision
from answerable.records.item import Item
from answerable.records.media import Media
from answerable.records.reviewer import Reviewer

PAGE = 20
WAITING_MOST = 20


class Reason(StrEnum):
    """Why a copy is excepted from what was decided on its like. It is the first line of the decision's note."""

    NEWS = "news"
    COUNTER_SPEECH = "counter_speech"
    OTHER = "other"


@dataclass(frozen=True)
class Excepted:
    """Why, by whom and when a copy was excepted; `reason` is None where a decision says more than that."""

    reason: Reason | None
    note: str
    name: str
    at: datetime
    may_lift: bool


@dataclass(frozen=True)
class Cluster:
    """How many copies a case has and when they were made, from `first` to `last`; the stretches that have any."""

    tally: Tally
    bars: list[Bar]
    first: datetime
    last: datetime


@dataclass(frozen=True)
class CopiesPage:
    """A page of a case's copies. `reviewed` is what the case is about, as it was reported where it is gone;
    `media` has the files of copies that are kept, by their items; `exceptions` go by the copies' ids."""

    case: Case
    reviewed: Item | None
    cluster: Cluster
    shown: Shown
    page: int
    pages: int
    lines: list[CopyLine]
    media: dict[str, list[Media]]
    exceptions: dict[UUID, Excepted]
    standing: Decision | None
    at: datetime


async def cluster_of(runtime: Runtime, case: Case, reviewed: Item | None) -> Cluster | None:
    """What the page of a case shows of its copies; None where it has none."""
    async with runtime.store.transaction() as tx:
        return await _cluster(tx, case, reviewed)


async def to_look_at(runtime: Runtime, case: Case, *, most: int) -> list[CopyLine]:
    """The copies of a case that a person must look at, the newest first."""
    async with runtime.store.transaction() as tx:
        return await tx.cluster_views.lines(case.id, Shown.TO_LOOK_AT, most=most)


async def authors_of_copies(runtime: Runtime, case: Case, *, most: int) -> list[CopyAuthor]:
    """Accounts that made copies themselves: a reviewer may let actions on accounts meet them too."""
    async with runtime.store.transaction() as tx:
        return await tx.cluster_views.authors(case.id, most=most)


async def waiting_copies(runtime: Runtime, reviewer: Reviewer) -> list[Waiting]:
    """Decided cases whose copies this reviewer may look at, those that wait longest first."""
    async with runtime.store.transaction() as tx:
        return await tx.cluster_views.waiting(await languages_seen(tx, reviewer), most=WAITING_MOST)


async def copies_page(
    runtime: Runtime, reviewer: Reviewer, case_id: UUID, shown: Shown, page: int
) -> CopiesPage:
    """See a page of a case's copies, from 1; that somebody looked is noted."""
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(case_id)
        if case is None:
            raise Unknown("there is no such case", where="case")
        if not may_review(reviewer, case, await languages_seen(tx, reviewer)):
            raise Forbidden("this case is not in a language that you review")
        await note_view(tx, reviewer, case.id, "read")
        reviewed = await reviewed_item(runtime, tx, case)
        cluster = await _cluster(tx, case, reviewed) or Cluster(Tally(), [], case.opened_at, case.opened_at)
        pages = max(1, -(-cluster.tally.of(shown) // PAGE))
        page = min(max(page, 1), pages)
        lines = await tx.cluster_views.lines(case.id, shown, most=PAGE, after=(page - 1) * PAGE)
        return CopiesPage(
            case=case,
            reviewed=reviewed,
            cluster=cluster,
            shown=shown,
            page=page,
            pages=pages,
            lines=lines,
            media=by_item(await tx.media.of_case(case.id)),
            exceptions=await _exceptions(runtime, tx, reviewer, lines),
            standing=await tx.decisions.standing(case.id),
            at=tx.at,
        )


async def place_of(runtime: Runtime, copy_id: UUID) -> tuple[UUID, UUID | None]:
    """The case that a copy is in, and the decision on it alone that stands."""
    async with runtime.store.transaction() as tx:
        found = await tx.cluster_views.place_of(copy_id)
    if found is None:
        raise Unknown("there is no such copy", where="copy")
    return found


def note_with(reason: Reason, note: str) -> str:
    """The note of the decision that excepts a copy."""
    return f"{reason}\n{note}".rstrip()


def reason_and_note(text: str) -> tuple[Reason | None, str]:
    """What `note_with` put together; no reason where a decision on a copy says more than that."""
    first, _, rest = text.partition("\n")
    return (Reason(first), rest) if first in set(Reason) else (None, text)


async def _cluster(tx: Tx, case: Case, reviewed: Item | None) -> Cluster | None:
    tally = await tx.cluster_views.tally(case.id)
    if tally.first is None or tally.last is None:
        return None
    first = min(tally.first, reviewed.created_at) if reviewed else tally.first
    last = max(tally.last, reviewed.created_at) if reviewed else tally.last
    return Cluster(tally, await tx.cluster_views.timeline(case.id, first, last), first, last)


async def _exceptions(
    runtime: Runtime, tx: Tx, reviewer: Reviewer, lines: list[CopyLine]
) -> dict[UUID, Excepted]:
    found = {}
    for line in lines:
        decision = await tx.decisions.get(line.excepted_by) if line.excepted_by else None
        if decision is not None:
            found[line.id] = await _excepted(runtime, tx, reviewer, decision)
    return found


async def _excepted(runtime: Runtime, tx: Tx, reviewer: Reviewer, decision: Decision) -> Excepted:
    sealed = decision.note_sealed
    text = runtime.keyring.open(sealed, "decision note", str(decision.id)).decode() if sealed else ""
    reason, note = reason_and_note(text)
    by = await tx.reviewers.get(decision.reviewer_id)
    return Excepted(
        reason=reason,
        note=note,
        name=by.name if by else "",
        at=decision.decided_at,
        may_lift=may_undo(decision, reviewer),
    )
