"""A case: claimed, looked at, decided, given back, undone."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.errors import Conflict, Invalid
from answerable.flow.console import decided_by, earlier, last_decision, note_of
from answerable.flow.copies.shown import Reason, authors_of_copies, cluster_of, reason_and_note, to_look_at
from answerable.flow.custody.quarantine import may_mark
from answerable.flow.custody.read_media import texts_in
from answerable.flow.custody.same_pictures import same_pictures
from answerable.flow.decide import decide, undo
from answerable.flow.doors.sign_in import Seat
from answerable.flow.likeness.read import cases_in
from answerable.flow.partners.asks import answers
from answerable.flow.partners.escalate import escalations_of_case
from answerable.flow.readers.emergency import emergency_of_case
from answerable.flow.review import CaseView, claim, release, view
from answerable.flow.runtime import Runtime
from answerable.flow.sharing.known import Lists, pictures_in_lists
from answerable.flow.slowing.crisis import crises_on
from answerable.i18n import translations
from answerable.i18n.labels import N_
from answerable.records.cluster_view import BARS, CopyLine
from answerable.records.decision import Decision
from answerable.records.item import Item
from answerable.vocabulary import CaseState, Role
from answerable.web.doors.entrance import one, tongue
from answerable.web.doors.words import words_of
from answerable.web.review_console.choosing import (
    BAN_HOURS,
    GONE,
    Draft,
    choice_of,
    first_draft,
    keyed_actions,
    keyed_grounds,
    read_draft,
    slowing_grounds,
)
from answerable.web.review_console.marked import Marks, Stretch, percent
from answerable.web.review_console.media import PLAYING, plays
from answerable.web.review_console.seats import QUEUE, exposure_of, show

CASES = QUEUE + "/cases"
REASONS = {
    Reason.NEWS: N_("News or a report that quotes it"),
    Reason.COUNTER_SPEECH: N_("Counter-speech: it says that it is wrong"),
    Reason.OTHER: N_("Something else"),
}
HISTORY_MOST = 50  # decisions: exceptions are among them
AUTHORS_MOST = 20  # of copies
ASKING_MOST = 5  # copies that are shown with the case; the others stand on their own page
_lists = Lists()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@get(CASES + "/{case_id:uuid}", include_in_schema=False)
async def show_case(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    case_id: FromPath[UUID],
) -> Response[bytes]:
    """A case: to be decided by whoever holds it, to be read by others."""
    return await _page(request, runtime, seat, await view(runtime, seat.reviewer, case_id))


@post(CASES + "/{case_id:uuid}/claim", include_in_schema=False, status_code=200)
async def take_claim(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    case_id: FromPath[UUID],
) -> Response[Any]:
    """Claim a case. A draft that could not be decided before comes along and stays on the page."""
    draft = read_draft(form)
    try:
        found = await claim(runtime, seat.reviewer, case_id)
    except Conflict as error:
        seen = await view(runtime, seat.reviewer, case_id)
        return await _page(request, runtime, seat, seen, draft=draft, error=error)
    if draft.note:
        return await _page(request, runtime, seat, found, draft=draft)
    return Redirect(f"{CASES}/{case_id}", status_code=303)


@post(CASES + "/{case_id:uuid}/release", include_in_schema=False, status_code=303)
async def take_release(
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    case_id: FromPath[UUID],
) -> Redirect:
    """Give a case back. One that is no longer ours is given back already."""
    with suppress(Conflict):
        await release(runtime, seat.reviewer, case_id)
    return Redirect(QUEUE, status_code=303)


@post(CASES + "/{case_id:uuid}/decide", include_in_schema=False, status_code=303)
async def take_decision(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    case_id: FromPath[UUID],
) -> Response[Any]:
    """Decide. Where that fails, the page says why and keeps what was chosen and written."""
    draft = read_draft(form)
    try:
        choice = choice_of(draft, runtime.standards)
        await decide(runtime, seat.reviewer, case_id, choice, version=draft.version, seen_at=draft.seen_at)
    except (Conflict, Invalid) as error:
        seen = await view(runtime, seat.reviewer, case_id)
        return await _page(request, runtime, seat, seen, draft=draft, error=error)
    return Redirect(QUEUE, status_code=303)


@post(QUEUE + "/undo", include_in_schema=False, status_code=303)
async def take_undo(
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
) -> Redirect:
    """Take a decision back and hold its case again, where nobody else does and no other decision stands."""
    case = await undo(runtime, seat.reviewer, _uuid(one(form, "decision")))
    with suppress(Conflict):
        await claim(runtime, seat.reviewer, case.id)
    return Redirect(f"{CASES}/{case.id}", status_code=303)


async def _page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: Seat,
    seen: CaseView,
    *,
    draft: Draft | None = None,
    error: Conflict | Invalid | None = None,
) -> Response[bytes]:
    names = await decided_by(runtime, seen.decisions)
    emergency = await emergency_of_case(runtime, seat.reviewer, seen.case.id)
    cluster = await cluster_of(runtime, seen.case, seen.item)
    read = await texts_in(runtime, seen.case)
    mine = seen.case.state == CaseState.IN_REVIEW and seen.case.claimed_by == seat.reviewer.id
    crises = await crises_on(runtime)
    page = show(
        request,
        runtime,
        seat,
        "review/case.html",
        here=f"{CASES}/{seen.case.id}",
        status_code=error.status if error else 200,
        exposed=exposure_of(request).note(seat.session.id, seen.case.id),
        view=seen,
        emergency=emergency,
        answers=await answers(runtime, emergency.emergency.id) if emergency else [],
        case=seen.case,
        mine=mine,
        takes_over=Role.LEAD in seat.reviewer.roles,
        fault=words_of(error, tongue(request, runtime)) if error else "",
        draft=draft or first_draft(runtime.standards, crisis=seen.case.country in crises),
        slows=slowing_grounds(runtime.standards),
        kept_note=draft.note if draft else "",
        grounds=keyed_grounds(runtime.standards),
        actions=keyed_actions(seen.case, runtime.standards),
        ban_hours=BAN_HOURS,
        gone=GONE,
        voices=_voices(seen),
        cluster=cluster,
        bars=BARS,
        authors=await authors_of_copies(runtime, seen.case, most=AUTHORS_MOST) if cluster and mine else [],
        asking=await _asking(runtime, seen) if cluster and cluster.tally.to_look_at else [],
        percent=lambda share: percent(share, tongue(request, runtime)),
        before=[item for item in seen.context if _is_before(item, seen.item)],
        after=[item for item in seen.context if _is_after(item, seen.item)],
        chosen_by=Counter(message for report in seen.reports for message in set(report.messages)),
        earlier=await earlier(runtime, seen),
        escalations=await escalations_of_case(runtime, seat.reviewer, seen.case.id),
        last=await last_decision(runtime, seat.reviewer),
        history=_history(runtime, seen, names, tongue(request, runtime)),
        marks=may_mark(seat.reviewer, seen.case.area),
        listed=await pictures_in_lists(runtime, _lists, seen.case.id),
        same=await same_pictures(runtime, seat.reviewer, seen.case),
        read=read,
        written=await cases_in(runtime, seat.reviewer, seen.case, read),
    )
    if _plays(seen):
        page.headers["content-security-policy"] = PLAYING
    return page


async def _asking(runtime: Runtime, seen: CaseView) -> list[tuple[CopyLine, tuple[Stretch, ...] | None]]:
    """The first copies that a person must look at, with their differences."""
    marks = Marks(seen.item.text if seen.item else None)
    lines = await to_look_at(runtime, seen.case, most=ASKING_MOST)
    return [(line, marks.of(line.text)) for line in lines]


def _history(
    runtime: Runtime, seen: CaseView, names: dict[UUID, str], language: str
) -> list[tuple[Decision, str, str]]:
    """The decisions with their notes and who made them; of one on a copy alone the note begins with its reason."""
    told = []
    for decision in seen.decisions[-HISTORY_MOST:]:
        note = note_of(runtime, decision)
        if decision.copy_id is not None:
            reason, rest = reason_and_note(note)
            words = translations(language).gettext(REASONS[reason]) if reason else ""
            note = f"{words}\n{rest}".strip()
        told.append((decision, note, names.get(decision.reviewer_id, "")))
    return told


def _plays(seen: CaseView) -> bool:
    """Whether there is sound or film on the page."""
    return plays(seen.media | {"": [one.voice for one in seen.reports if one.voice]})


def _voices(seen: CaseView) -> dict[str, str]:
    """A letter for everyone who speaks around the case. Names stay away: one of them may have reported."""
    others = dict.fromkeys(item.author for item in seen.context if item.author != seen.case.author)
    return {author: _letters(place) for place, author in enumerate(others)}


def _letters(place: int) -> str:
    """A to Z, then AA, AB, ..."""
    high, low = divmod(place, len(_LETTERS))
    return (_letters(high - 1) if high else "") + _LETTERS[low]


def _is_before(item: Item, reported: Item | None) -> bool:
    return reported is not None and (item.created_at, item.id) < (reported.created_at, reported.id)


def _is_after(item: Item, reported: Item | None) -> bool:
    return reported is not None and (item.created_at, item.id) > (reported.created_at, reported.id)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("this is not a decision", where="decision") from None
