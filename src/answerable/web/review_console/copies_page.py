"""The copies of a case: seen a page at a time, each with its difference; confirmed, excepted, and taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.errors import Conflict, Invalid
from answerable.flow.copies.judge import confirm, decide_copy
from answerable.flow.copies.shown import PAGE, CopiesPage, Reason, copies_page, note_with, place_of
from answerable.flow.custody.quarantine import may_mark
from answerable.flow.custody.read_media import texts_in
from answerable.flow.decide import undo
from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.records.cluster_view import BARS, Shown
from answerable.records.decision import Choice
from answerable.vocabulary import Verdict
from answerable.web.doors.entrance import one, tongue
from answerable.web.doors.words import words_of
from answerable.web.review_console.case_page import CASES, REASONS
from answerable.web.review_console.marked import Marks, percent
from answerable.web.review_console.media import PLAYING, plays
from answerable.web.review_console.seats import QUEUE, exposure_of, show

COPIES = QUEUE + "/copies"
NOTE_MAX = 3_900


@get(CASES + "/{case_id:uuid}/copies", include_in_schema=False)
async def show_copies(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    case_id: FromPath[UUID],
) -> Response[bytes]:
    """A page of the copies of a case."""
    asked = request.query_params
    found = await copies_page(
        runtime, seat.reviewer, case_id, _shown(asked.get("show", "")), _page(asked.get("page", ""))
    )
    return await _answer(request, runtime, seat, found, compare=asked.get("compare", ""))


@post(COPIES + "/{copy_id:uuid}/confirm", include_in_schema=False, status_code=303)
async def take_confirmation(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    copy_id: FromPath[UUID],
) -> Response[Any]:
    """Say that a copy says the same: the case's decision holds for it."""
    await confirm(runtime, seat.reviewer, copy_id)
    return await _back(runtime, form, copy_id)


@post(COPIES + "/{copy_id:uuid}/except", include_in_schema=False, status_code=303)
async def take_exception(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    copy_id: FromPath[UUID],
) -> Response[Any]:
    """Let a copy stay, for a reason, whatever is decided on its like."""
    case_id, _ = await place_of(runtime, copy_id)
    try:
        await decide_copy(runtime, seat.reviewer, copy_id, _exception(runtime, form))
    except (Conflict, Invalid) as error:
        found = await copies_page(
            runtime, seat.reviewer, case_id, _shown(one(form, "show")), _page(one(form, "page"))
        )
        return await _answer(request, runtime, seat, found, error=error)
    return await _back(runtime, form, copy_id)


@post(COPIES + "/{copy_id:uuid}/lift", include_in_schema=False, status_code=303)
async def take_lifting(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    copy_id: FromPath[UUID],
) -> Response[Any]:
    """Take an exception back: the case's decision holds for the copy again."""
    _, decision_id = await place_of(runtime, copy_id)
    if decision_id is not None:
        await undo(runtime, seat.reviewer, decision_id)
    return await _back(runtime, form, copy_id)


def _exception(runtime: Runtime, form: dict[str, list[str]]) -> Choice:
    reason, note = one(form, "reason"), one(form, "note")
    if reason not in set(Reason):
        raise Invalid("choose why this copy stays", where="reason")
    if reason == Reason.OTHER and not note:
        raise Invalid("write down why this copy stays", where="note")
    if len(note) > NOTE_MAX:
        raise Invalid("the note is longer than 3,900 characters", where="note")
    ground = next(
        (one.code for one in runtime.standards.grounds if one.verdict == Verdict.NO_VIOLATION), None
    )
    return Choice(verdict=Verdict.NO_VIOLATION, ground=ground, note=note_with(Reason(reason), note))


async def _back(runtime: Runtime, form: dict[str, list[str]], copy_id: UUID) -> Redirect:
    case_id, _ = await place_of(runtime, copy_id)
    shown, page = _shown(one(form, "show")), _page(one(form, "page"))
    return Redirect(f"{CASES}/{case_id}/copies?show={shown}&page={page}#copy-{copy_id}", status_code=303)


async def _answer(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: Seat,
    found: CopiesPage,
    *,
    compare: str = "",
    error: Conflict | Invalid | None = None,
) -> Response[bytes]:
    language = tongue(request, runtime)
    say = translations(language).gettext
    marks = Marks(found.reviewed.text if found.reviewed else None)
    page = show(
        request,
        runtime,
        seat,
        "review/copies.html",
        here=f"{CASES}/{found.case.id}/copies",
        status_code=error.status if error else 200,
        exposed=exposure_of(request).note(seat.session.id, found.case.id),
        found=found,
        case=found.case,
        tally=found.cluster.tally,
        bars=BARS,
        size=PAGE,
        lines=[(line, marks.of(line.text, asked=str(line.id) == compare)) for line in found.lines],
        reasons={reason: say(words) for reason, words in REASONS.items()},
        percent=lambda share: percent(share, language),
        alike=lambda stretches: all(one.kind == "both" for one in stretches),
        fault=words_of(error, language) if error else "",
        marks=may_mark(seat.reviewer, found.case.area),
        read=await texts_in(runtime, found.case),
        listed={},
        same={},
        written={},
    )
    if plays(found.media):
        page.headers["content-security-policy"] = PLAYING
    return page


def _shown(text: str) -> Shown:
    return Shown(text) if text in set(Shown) else Shown.ALL


def _page(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1
