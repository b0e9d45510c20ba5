"""Who sits at the console: the session's cookie, the check of each form, and the pages that both lead to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from answerable.errors import Refused, Unauthenticated
from answerable.flow.runtime import Runtime
from answerable.flow.sign_in import WHOLE, Seat, seat_of
from answerable.flow.throttle import Throttle
from answerable.i18n import LANGUAGES, hours, translations
from answerable.i18n.tongues import language_name
from answerable.records.action import Action
from answerable.vocabulary import ActionKind, Role
from answerable.web.pages import reader_language, render
from answerable.web.report_draft import HAPPENINGS
from answerable.web.review_console.exposure import Exposure

SIGN_IN = "/review/sign-in"
QUEUE = "/review"
DELIVERIES = "/review/deliveries"
TONGUE_COOKIE = "answerable-language"
FORM_BYTES_MAX = 64 * 1024

CASE_ROLES = (Role.REVIEWER, Role.LEAD)
DELIVERY_ROLES = (Role.OPERATOR, Role.LEAD)


def is_https(runtime: Runtime) -> bool:
    return runtime.settings.address.startswith("https://")


def cookie_name(runtime: Runtime) -> str:
    """`__Host-` (RFC 6265bis, 4.1.3) binds the cookie to this host and to https, where there is https."""
    return "__Host-answerable" if is_https(runtime) else "answerable"


def session_cookie(runtime: Runtime, token: str) -> Cookie:
    return Cookie(
        key=cookie_name(runtime),
        value=token,
        path="/",
        httponly=True,
        secure=is_https(runtime),
        samesite="strict",
        max_age=int(WHOLE.total_seconds()) if token else 0,
    )


async def provide_seat(request: Request[Any, Any, Any], runtime: Runtime) -> Seat:
    """The signed-in person; raises Unauthenticated, which leads to the sign-in page."""
    token = request.cookies.get(cookie_name(runtime), "")
    seat = await seat_of(runtime, token) if token else None
    if seat is None:
        raise Unauthenticated("you are not signed in")
    return seat


async def provide_form(request: Request[Any, Any, Any], seat: Seat) -> dict[str, list[str]]:
    """A form's fields, after its token was checked: every POST of the console goes through here."""
    form = await request.form()
    fields: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        fields.setdefault(str(name), []).append(str(value))
    seat.check_token(one(fields, "csrf"))
    return fields


def one(form: dict[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0].replace("\r\n", "\n").strip()


def throttle_of(request: Request[Any, Any, Any]) -> Throttle:
    state = request.app.state
    if "sign_in_throttle" not in state:
        state["sign_in_throttle"] = Throttle()
    kept: Throttle = state["sign_in_throttle"]
    return kept


def exposure_of(request: Request[Any, Any, Any]) -> Exposure:
    state = request.app.state
    if "exposure" not in state:
        state["exposure"] = Exposure()
    kept: Exposure = state["exposure"]
    return kept


def tongue(request: Request[Any, Any, Any]) -> str:
    """The reviewer's language: chosen now, chosen before, or the browser's."""
    asked = request.query_params.get("lang") or request.cookies.get(TONGUE_COOKIE)
    return reader_language(request, asked if asked in LANGUAGES else None)


def show(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: Seat,
    template: str,
    *,
    here: str = QUEUE,
    status_code: int = 200,
    **values: Any,
) -> Response[bytes]:
    """A page of the console. `here` is the address that shows it again, in another language."""
    language = tongue(request)
    values.setdefault("standards", runtime.standards)
    values.setdefault("exposed", exposure_of(request).note(seat.session.token_hash))
    response = render(
        template,
        language,
        status_code=status_code,
        seat=seat,
        csrf=seat.session.csrf_token,
        here=here,
        sees_cases=bool(set(CASE_ROLES) & set(seat.reviewer.roles)),
        sees_deliveries=bool(set(DELIVERY_ROLES) & set(seat.reviewer.roles)),
        console=Words(runtime, language),
        **values,
    )
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(
            Cookie(
                key=TONGUE_COOKIE,
                value=language,
                path="/review",
                httponly=True,
                secure=is_https(runtime),
                samesite="strict",
            )
        )
    return response


class Words:
    """What a page of the console says of codes and records, in the reader's language."""

    def __init__(self, runtime: Runtime, language: str) -> None:
        self.standards_of = runtime.standards_of
        self._language = language

    def tongue_name(self, code: str) -> str:
        """What a language is called: its code where nobody knows."""
        return language_name(code, self._language)

    def whole_hours(self, promised: timedelta) -> str:
        """A promise to the nearest hour: one that began a moment later is still of 48 hours."""
        return hours(promised + timedelta(minutes=30), self._language)

    def happening(self, said: str) -> str:
        """What a report says happened: one of the form's answers, or a platform's own words."""
        words, _ = HAPPENINGS.get(said, (said, ""))
        return translations(self._language).gettext(words) if words else ""

    def kinds_of(self, actions: list[Action]) -> list[ActionKind]:
        """What was done, each kind once, removals first."""
        return sorted({action.kind for action in actions}, key=list(ActionKind).index)


def words_of(error: Refused, language: str) -> str:
    """What was refused, as a sentence in the reader's language."""
    gettext = translations(language).gettext
    told = [gettext(fault.what) for fault in error.faults]
    mends = [gettext(fault.mend) for fault in error.faults if fault.mend]
    return " ".join(sentence(part) for part in (*told, *mends))


def sentence(words: str) -> str:
    """Errors are written small, without a stop; a page says sentences."""
    ended = words if words[-1:] in ".?!။…" else words + ("။" if _is_burmese(words) else ".")
    return ended[:1].upper() + ended[1:]


def _is_burmese(words: str) -> bool:
    return any("\u1000" <= letter <= "\u109f" for letter in words)


def to_sign_in(_: Request[Any, Any, Any], __: Exception) -> Response[Any]:
    """Whoever is not signed in is led to where they can."""
    return Redirect(SIGN_IN, status_code=303)


def refused(request: Request[Any, Any, Any], error: Refused) -> Response[bytes]:
    """A page that says what was refused."""
    language = tongue(request)
    words = words_of(error, language)
    return render("review/refused.html", language, status_code=error.status, words=words, here=QUEUE)
