"""The first page: the ways in for who reports, who waits, who judges and who checks. It sets no cookie."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from answerable.web.pages import reader_language, render


@get("/", include_in_schema=False)
async def show_home(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What this place is, and where to go from here."""
    return render("home.html", reader_language(request))
