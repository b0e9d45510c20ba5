"""A page behind a door, in the language that the person chose; a choice made now is remembered."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response

from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES
from answerable.web.doors.entrance import tongue, tongue_cookie
from answerable.web.pages import render


def shown(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    template: str,
    *,
    status_code: int = 200,
    **values: Any,
) -> Response[bytes]:
    language = tongue(request, runtime)
    response = render(template, language, status_code=status_code, **values)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(tongue_cookie(runtime, language))
    return response
