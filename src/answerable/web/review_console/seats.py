"""The console's pages: what every one of them shows of who sits there, and the words of codes and records."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from litestar import Request, Response

from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES, hours, translations
from answerable.i18n.tongues import language_name
from answerable.records.access import Deed
from answerable.records.action import Action
from answerable.text.unicode import to_unicode
from answerable.vocabulary import ActionKind
from answerable.web.doors.entrance import tongue, tongue_cookie
from answerable.web.pages import render
from answerable.web.report_draft import HAPPENINGS
from answerable.web.review_console.exposure import Exposure

QUEUE = "/review"
DELIVERIES = "/review/deliveries"
AUDIT = "/review/audit"
OPENINGS = "/review/openings"
QUARANTINE = "/review/quarantine"
CRISIS = "/review/crisis"
CASCADES = "/review/cascades"


def exposure_of(request: Request[Any, Any, Any]) -> Exposure:
    state = request.app.state
    if "exposure" not in state:
        state["exposure"] = Exposure()
    kept: Exposure = state["exposure"]
    return kept


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
    language = tongue(request, runtime)
    values.setdefault("standards", runtime.standards)
    values.setdefault("exposed", exposure_of(request).note(seat.session.id))
    response = render(
        template,
        language,
        status_code=status_code,
        seat=seat,
        csrf=seat.session.csrf_token,
        here=here,
        sees_cases=seat.may(Deed.REVIEW),
        sees_deliveries=seat.may(Deed.DELIVERIES),
        sees_audit=seat.may(Deed.AUDIT),
        sees_openings=seat.may(Deed.OPENINGS),
        sees_quarantine=seat.may(Deed.QUARANTINE),
        sees_crisis=seat.may(Deed.CRISIS),
        console=Words(runtime, language),
        **values,
    )
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(tongue_cookie(runtime, language))
    return response


class Words:
    """What a page of the console says of codes and records, in the reader's language."""

    def __init__(self, runtime: Runtime, language: str) -> None:
        self.standards_of = runtime.standards_of
        self._language = language
        self._in_unicode: dict[str, str | None] = {}

    def tongue_name(self, code: str) -> str:
        """What a language is called: its code where nobody knows."""
        return language_name(code, self._language)

    def in_unicode(self, text: str) -> str | None:
        """A text that has Zawgyi in it as Unicode, to be shown beside what was written; None for any other. A page of
        copies says one text many times: it is converted once."""
        if text not in self._in_unicode:
            read = to_unicode(text)
            self._in_unicode[text] = read if read != text else None
        return self._in_unicode[text]

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
