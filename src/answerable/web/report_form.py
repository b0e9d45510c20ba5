"""The public report form: one question a screen, without JavaScript, cookies or anything in an address.

Every screen is the answer to a POST that carries all that was said before in hidden fields. The server keeps
nothing until the report is sent; sent twice, it is the same report with the same receipt.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import segno
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from markupsafe import Markup

from answerable.errors import Invalid, TooMany, Unavailable, Unknown
from answerable.flow.custody.voice_note import VoiceRefused, looked_at
from answerable.flow.readers.coverage import reviewed_in_language
from answerable.flow.receive import Receipt, is_known, receive_report
from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES, translations
from answerable.i18n.labels import N_
from answerable.records.media import VoiceNote
from answerable.records.platform import Platform
from answerable.records.subject import Subject
from answerable.sandbox.refusal import Refusal
from answerable.vocabulary import PolicyArea, SubjectKind
from answerable.web.limits import FILES
from answerable.web.origin import refuse_cross_site
from answerable.web.pages import reader_language, render
from answerable.web.parts import read_form
from answerable.web.report_draft import (
    AREAS,
    HAPPENINGS,
    KINDS,
    NOTE_MAX,
    QUESTIONS,
    SCREENS,
    Draft,
    addresses,
    faults_of,
    is_token,
    read_draft,
    screens,
    submission,
)

BODY_BYTES_MAX = 128 * 1024
TOKEN_BYTES = 24
_NOT_KNOWN = N_("We do not know this link or number. Please copy it again from the app.")
_TOO_MANY = N_("Very many reports are coming in. Please wait a minute and send it again: nothing is lost.")

_VOICE_DAMAGED = N_("This recording could not be read. Please record it again and choose that one.")
_VOICE_FAULTS: dict[Refusal | None, str] = {
    None: N_("Recordings cannot be taken just now. Please send your report without one."),
    Refusal.NOT_A_SOUND: N_(
        "This is not a recording that can be played here. Please choose a voice recording."
    ),
    Refusal.HAS_PICTURES: N_("This is a film. Please choose a recording of sound alone."),
    Refusal.TOO_LARGE: N_("This recording is too long. Please make a shorter one and choose that."),
}


class Visit:
    """One request to the form: the draft so far, which screen it comes from, and the reader's language."""

    def __init__(
        self, runtime: Runtime, platforms: list[Platform], language: str, form: dict[str, Any]
    ) -> None:
        draft = read_draft(form)
        token = draft.token if is_token(draft.token) else secrets.token_urlsafe(TOKEN_BYTES)
        only = platforms[0].id if len(platforms) == 1 else draft.platform
        self.runtime = runtime
        self.language = language
        self.platforms = {platform.id: platform.name for platform in platforms}
        self.screens = screens(len(platforms), mail=runtime.settings.smtp is not None)
        self.at = str(form.get("at", ""))
        self.back_to_check = form.get("return") == "check"
        self.voice: VoiceNote | None = None
        self.draft = Draft(
            **{field: getattr(draft, field) for field in Draft.__struct_fields__}
            | {"token": token, "platform": only, "email": draft.email if "email" in self.screens else ""}
        )

    @property
    def promised(self) -> timedelta:
        """The longest time that an answer may take; a report's own promise follows from its subject."""
        settings = self.runtime.settings
        each = [settings.target_hours_for(language, area) for language in LANGUAGES for area in PolicyArea]
        return timedelta(hours=max(settings.target_hours, *each))

    def words(self, message: str) -> str:
        return translations(self.language).gettext(message) if message else ""

    def options(self, known: dict[Any, tuple[str, str]]) -> list[tuple[str, str, str]]:
        return [(str(value), self.words(words), self.words(hint)) for value, (words, hint) in known.items()]

    def faults(self, screen: str) -> dict[str, str]:
        return faults_of(self.draft, screen, self.platforms)

    def first_fault(self) -> str | None:
        """The first screen that something is wrong on."""
        return next((screen for screen in self.screens if self.faults(screen)), None)


@get("/report", include_in_schema=False)
async def show_start(request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """What will happen and who will see it, before anything is asked."""
    return _start(Visit(runtime, [], reader_language(request), {}))


@post(
    "/report",
    status_code=200,
    guards=[refuse_cross_site],
    request_max_body_size=BODY_BYTES_MAX,
    include_in_schema=False,
)
async def take_answer(request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """Take one screen's answer and show the next screen, or the same one with what is wrong on it."""
    form = dict(await request.form())
    language = reader_language(request, str(form.get("switch") or form.get("language") or ""))
    async with runtime.store.transaction() as tx:
        platforms = await tx.platforms.all()
    visit = Visit(runtime, platforms, language, form)
    go = "stay" if "switch" in form else str(form.get("go", "next"))
    if visit.at == "check":
        return await _from_check(visit, go)
    if visit.at not in visit.screens:
        return _screen(visit, visit.screens[0]) if go == "next" else _start(visit)
    return await _from_screen(visit, go)


@post(
    FILES,
    status_code=200,
    guards=[refuse_cross_site],
    request_max_body_size=None,  # web.limits bounds it
    include_in_schema=False,
)
async def take_report(request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """Take in the checked report, with the voice note that may come with it.

    The file is chosen on the last page and comes with the report itself, in this one request: nothing of it has to be
    kept while the reporter answers other questions, neither here nor in hidden fields of a page.
    """
    form, files = await read_form(request)
    language = reader_language(request, form.get("language", ""))
    async with runtime.store.transaction() as tx:
        platforms = await tx.platforms.all()
    visit = Visit(runtime, platforms, language, form)
    content = files.get("voice")
    try:
        visit.voice = await looked_at(runtime, content) if content else None
    except VoiceRefused as error:
        return _check(visit, voice_fault=_VOICE_FAULTS.get(error.why, _VOICE_DAMAGED), status_code=422)
    except Unavailable:
        return _check(visit, _TOO_MANY, status_code=503)
    return await _from_check(visit, "send")


async def _from_screen(visit: Visit, go: str) -> Response[bytes]:
    place = visit.screens.index(visit.at)
    if go == "stay":
        return _screen(visit, visit.at)
    if go == "back":
        return _screen(visit, visit.screens[place - 1]) if place else _start(visit)
    faults = visit.faults(visit.at)
    if not faults and visit.at == "subject" and not await _is_known(visit):
        faults = {"subject": _NOT_KNOWN}  # now, and not after all the other questions
    if faults:
        return _screen(visit, visit.at, faults)
    if visit.back_to_check or place + 1 == len(visit.screens):
        return _check(visit)
    return _screen(visit, visit.screens[place + 1])


async def _from_check(visit: Visit, go: str) -> Response[bytes]:
    if go in visit.screens:
        return _screen(visit, go, back_to_check=True)
    if go == "back":
        return _screen(visit, visit.screens[-1])
    if go != "send":
        return _check(visit)
    faulty = visit.first_fault()
    if faulty is not None:
        return _screen(visit, faulty, visit.faults(faulty), back_to_check=True)
    try:
        receipt = await _send(visit)
    except Unknown:
        return _screen(visit, "subject", {"subject": _NOT_KNOWN}, back_to_check=True)
    except TooMany:
        return _check(visit, _TOO_MANY, status_code=429)
    read = await reviewed_in_language(visit.runtime, receipt.report.language)
    return _receipt(visit, receipt, reviewed_in_language=read)


async def _is_known(visit: Visit) -> bool:
    kind = SubjectKind(visit.draft.kind) if visit.draft.kind in set(SubjectKind) else None
    if kind is None or not visit.draft.platform:
        return True  # not asked yet: the check page tells
    subjects = [Subject(kind=kind, id=one) for one in addresses(visit.draft.subject)]
    return await is_known(visit.runtime, visit.draft.platform, subjects)


async def _send(visit: Visit) -> Receipt:
    """Send the report about the first reading of the address that is known; raises Unknown where none is."""
    draft = visit.draft
    unknown = Unknown("no subject by this address", where="subject")
    for subject_id in addresses(draft.subject):
        try:
            return await receive_report(
                visit.runtime, submission(draft, subject_id, draft.platform, visit.language, visit.voice)
            )
        except (Unknown, Invalid) as error:
            unknown = Unknown(str(error), where="subject")
    raise unknown


def _start(visit: Visit) -> Response[bytes]:
    return render("report/start.html", visit.language, token=visit.draft.token, promised=visit.promised)


def _screen(
    visit: Visit, screen: str, faults: dict[str, str] | None = None, *, back_to_check: bool | None = None
) -> Response[bytes]:
    place = visit.screens.index(screen)
    return render(
        "report/step.html",
        visit.language,
        status_code=422 if faults else 200,
        step=screen,
        number=place + 1,
        count=len(visit.screens),
        draft=visit.draft,
        carried=_carried(visit.draft, SCREENS[screen]),
        faults={field: visit.words(message) for field, message in (faults or {}).items()},
        back_to_check=visit.back_to_check if back_to_check is None else back_to_check,
        platforms=[(platform, name, "") for platform, name in visit.platforms.items()],
        kinds=visit.options(KINDS),
        areas=visit.options(AREAS),
        happenings=visit.options(HAPPENINGS),
        note_limit=NOTE_MAX,
    )


def _check(
    visit: Visit, fault: str = "", *, voice_fault: str = "", status_code: int = 200
) -> Response[bytes]:
    faulty = visit.first_fault()
    if faulty is not None:
        return _screen(visit, faulty, visit.faults(faulty), back_to_check=True)
    return render(
        "report/check.html",
        visit.language,
        status_code=status_code,
        draft=visit.draft,
        carried=_carried(visit.draft, ()),
        rows=[(screen, visit.words(QUESTIONS[screen]), _answer(visit, screen)) for screen in visit.screens],
        promised=visit.promised,
        fault=visit.words(fault),
        voice_fault=visit.words(voice_fault),
        voice_most=timedelta(seconds=visit.runtime.settings.voice_seconds),
    )


def _answer(visit: Visit, screen: str) -> str:
    """What was said on one screen, in words."""
    draft = visit.draft
    chosen = {
        "platform": lambda: visit.platforms[draft.platform],
        "kind": lambda: visit.words(KINDS[SubjectKind(draft.kind)][0]),
        "area": lambda: visit.words(AREAS[PolicyArea(draft.area)][0]),
        "happened": lambda: visit.words(HAPPENINGS[draft.happened][0]),
        "subject": lambda: "\n".join(filter(None, (draft.subject, _messages(draft)))),
        "note": lambda: draft.note,
        "email": lambda: draft.email,
    }
    return chosen[screen]() or visit.words(N_("Nothing"))


def _messages(draft: Draft) -> str:
    return draft.messages if draft.kind == SubjectKind.CONVERSATION else ""


def _carried(draft: Draft, asked: tuple[str, ...]) -> dict[str, str]:
    """The fields that travel hidden through a screen that asks for others."""
    return {
        field: getattr(draft, field)
        for field in Draft.__struct_fields__
        if field not in asked and field != "token"
    }


def _receipt(visit: Visit, receipt: Receipt, *, reviewed_in_language: bool) -> Response[bytes]:
    return render(
        "report/receipt.html",
        visit.language,
        code=receipt.code,
        qr=code_picture(receipt.code),
        due_at=receipt.report.due_at,
        reviewed_in_language=reviewed_in_language,
    )


def code_picture(code: str) -> Markup:
    """A QR code (ISO/IEC 18004) of the code itself, never of an address: who photographs it tells no server.

    Black on white in both themes, since many readers know nothing else.
    """
    picture = segno.make_qr(code, error="m").svg_inline(
        border=2, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return Markup(picture)  # noqa: S704 - made by segno out of letters of our own alphabet


report_router = Router(path="/", route_handlers=[show_start, take_answer, take_report])
