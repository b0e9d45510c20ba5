"""What every page of the desk has in common: its address, its frame, and the words of what was just done."""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar import Request, Response

from answerable.flow.doors.organisations import organisation
from answerable.flow.doors.sign_in import PartnerSeat
from answerable.flow.partners.asks import asks
from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES, translations
from answerable.i18n.tongues import language_name
from answerable.records.access import Deed
from answerable.web.doors.entrance import tongue, tongue_cookie
from answerable.web.pages import render

ROOT = "/partner"
INCIDENTS = f"{ROOT}/incidents"
NEW = f"{ROOT}/reports/new"
CHECK = f"{ROOT}/reports/check"
STANDING = f"{ROOT}/standing"
ORGANISATION = f"{ROOT}/organisation"
ASKS = f"{ROOT}/asks"


async def show(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: PartnerSeat,
    template: str,
    *,
    here: str = ROOT,
    language: str = "",
    status_code: int = 200,
    **values: Any,
) -> Response[bytes]:
    """A page of the desk. `here` is the address that shows it again, in another language; `language` is the one that
    was chosen on a page whose address cannot say so."""
    chosen = language or request.query_params.get("lang")
    language = language or tongue(request, runtime)
    asked = [one for one in await asks(runtime, seat.organisation_id) if one.open]
    response = render(
        template,
        language,
        status_code=status_code,
        seat=seat,
        csrf=seat.session.csrf_token,
        here=here,
        organisation=await organisation(runtime, seat.organisation_id),
        coordinates=seat.may(Deed.COORDINATE),
        asked=len(asked),
        tongue_name=partial(language_name, language=language),
        **values,
    )
    if chosen in LANGUAGES:
        response.set_cookie(tongue_cookie(runtime, language))
    return response


def done(request: Request[Any, Any, Any], words: dict[str, str], language: str) -> str:
    """What was just done, as the address says it by a word of ours; "" where it says nothing that we know."""
    message = words.get(request.query_params.get("done", ""))
    return translations(language).gettext(message) if message else ""
