"""New reports: many lines pasted or uploaded, checked on a page, and sent once the member confirms them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from answerable.errors import Conflict, Fault, Invalid, TooLarge
from answerable.flow.doors.members import by_member
from answerable.flow.doors.sign_in import PartnerSeat
from answerable.flow.partners.incidents import incidents
from answerable.flow.partners.report_incident import draft_id, put_batch
from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES, translations
from answerable.i18n.labels import N_, label
from answerable.records.platform import Platform
from answerable.vocabulary import PolicyArea
from answerable.web.doors.entrance import one, tongue
from answerable.web.partner_desk.checking import Checking, checking, choices_of, in_words, into_of
from answerable.web.partner_desk.desk import CHECK, INCIDENTS, NEW, show
from answerable.web.partner_desk.draft import LINES_MOST, NEW_ON, Draft, read_draft, with_new_lines
from answerable.web.partner_desk.refusals import refusal
from answerable.web.parts import MULTIPART, read_form

BODY_BYTES_MAX = 1024 * 1024
FILE_BYTES_MAX = 256 * 1024  # its lines come back in a form, where a Burmese letter takes nine bytes

_NO_INCIDENT = N_("Choose the incident, or a new one.")
_NOTHING = N_("Please paste at least one link or number, or choose a file.")
_TO_MEND = N_("Some lines need mending. Mend them or leave them out, then send again.")
_MEANWHILE = N_("A colleague reported some of these a moment ago. Choose for each line what to do.")
_NO_TITLE = N_("Give the new incident a title.")
_NONE_LEFT = N_("All lines are left out, so there is nothing to send.")


@dataclass(frozen=True)
class Sent:
    """What a page sent: its fields, each with all its values, and the file that came with it ("" for none)."""

    fields: dict[str, list[str]]
    file: bytes = b""


async def provide_sent(request: Request[Any, Any, Any], seat: NamedDependency[PartnerSeat]) -> Sent:
    """A form in either encoding, after its token was checked. Only the first page's comes in parts, and has no field
    twice."""
    if request.headers.get("content-type", "").lower().startswith(MULTIPART):
        fields, files = await read_form(request, field_bytes_most=FILE_BYTES_MAX)
        sent = Sent({name: [value] for name, value in fields.items()}, files.get("file", b""))
    else:
        sent = Sent({})
        for name, value in (await request.form()).multi_items():
            sent.fields.setdefault(str(name), []).append(str(value))
    seat.check_token(one(sent.fields, "csrf"))
    return sent


@get(NEW, include_in_schema=False)
async def show_new(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat]
) -> Response[bytes]:
    return await _new_page(
        request, runtime, seat, Draft(incident=request.query_params.get("incident", "")), None
    )


@get(CHECK, include_in_schema=False)
async def show_check(seat: NamedDependency[PartnerSeat]) -> Redirect:
    """A check page cannot be loaded again: the lines lived in it alone. Strangers are led to the door, as anywhere."""
    return Redirect(NEW, status_code=303)


@post(
    CHECK,
    include_in_schema=False,
    status_code=200,
    dependencies={"sent": Provide(provide_sent)},
    request_max_body_size=BODY_BYTES_MAX,
)
async def take_lines(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[PartnerSeat],
    sent: NamedDependency[Sent],
) -> Response[Any]:
    """Show what was understood of each line; or, where the member confirms it, send what is ready."""
    draft = read_draft(sent.fields)
    if "checked" not in sent.fields:
        try:
            if len(sent.file) > FILE_BYTES_MAX:
                what, mend = N_("this file is larger than 256 KiB"), N_("send it in several parts")
                raise TooLarge(what, where="file", mend=mend)
            draft = with_new_lines(draft, sent.file)
        except (Invalid, TooLarge) as error:
            return await _new_page(request, runtime, seat, draft, error)
        if not draft.lines:
            return await _new_page(request, runtime, seat, draft, Invalid(_NOTHING, where="pasted"))
    found = await checking(runtime, seat, draft)
    if found.incident is None and not found.draft.platform:
        return await _new_page(request, runtime, seat, draft, Invalid(_NO_INCIDENT, where="incident"))
    if sent.fields.get("go") == ["send"]:
        return await _send(request, runtime, seat, found)
    switched = next((one for one in sent.fields.get("switch", ()) if one in LANGUAGES), "")
    return await _check_page(request, runtime, seat, found, switched=switched)


async def _send(
    request: Request[Any, Any, Any], runtime: Runtime, seat: PartnerSeat, found: Checking
) -> Response[Any]:
    if fault := _not_yet(found):
        return await _check_page(request, runtime, seat, found, fault)
    try:
        put = await put_batch(
            runtime,
            by_member(seat.member),
            into_of(runtime, seat, found.draft),
            found.going,
            choices_of(found),
            key=found.draft.key,
        )
    except (Conflict, Invalid):
        again = await checking(runtime, seat, found.draft)
        return await _check_page(request, runtime, seat, again, _MEANWHILE)
    into = found.draft.incident or draft_id(runtime, by_member(seat.member), found.draft.token)
    return Redirect(f"{INCIDENTS}/{into}?sent={len(put.receipts)}", status_code=303)


def _not_yet(found: Checking) -> str:
    """Why the lines cannot be sent as they are; "" where they can."""
    if found.faulty:
        return _TO_MEND
    if found.lacks_title:
        return _NO_TITLE
    if found.unasked:
        return _MEANWHILE
    return "" if found.ready else _NONE_LEFT


async def _new_page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: PartnerSeat,
    draft: Draft,
    error: Invalid | TooLarge | None,
) -> Response[bytes]:
    language = tongue(request, runtime)
    mine = await incidents(runtime, by_member(seat.member))
    async with runtime.store.transaction() as tx:
        platforms = await tx.platforms.all()
    choices = [(str(one.incident.id), one.title) for one in mine if one.incident.closed_at is None]
    choices += _new_incidents(platforms, language)
    return await show(
        request,
        runtime,
        seat,
        "partner/new.html",
        here=NEW,
        status_code=error.status if error else 200,
        draft=draft,
        areas=_areas(language),
        choices=choices,
        chosen=draft.incident or (NEW_ON + draft.platform if draft.platform else ""),
        lines_most=LINES_MOST,
        faults={fault.where: _words(fault, language) for fault in error.faults} if error else {},
    )


async def _check_page(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: PartnerSeat,
    found: Checking,
    fault: str = "",
    *,
    switched: str = "",
) -> Response[bytes]:
    language = switched or tongue(request, runtime)
    return await show(
        request,
        runtime,
        seat,
        "partner/check.html",
        here=NEW,
        language=language,
        status_code=422 if fault else 200,
        found=found,
        areas=_areas(language),
        fault=translations(language).gettext(fault) if fault else "",
        in_words=lambda message: in_words(message, language),
    )


def _new_incidents(platforms: list[Platform], language: str) -> list[tuple[str, str]]:
    """A new incident is one of a platform, which is named where there are several."""
    say = translations(language).gettext
    if len(platforms) == 1:
        return [(NEW_ON + platforms[0].id, say(N_("A new incident")))]
    words = say(N_("A new incident on %(platform)s"))
    return [(NEW_ON + one.id, words % {"platform": one.name}) for one in platforms]


def _areas(language: str) -> list[tuple[str, str]]:
    return [(str(area), label(area, language)) for area in PolicyArea]


def _words(fault: Fault, language: str) -> str:
    return refusal(Invalid(fault.what, mend=fault.mend), language)
