"""The community standards as a page; decisions link to its grounds by their code."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from answerable.flow.runtime import Runtime
from answerable.web.pages import reader_language, render


@get("/standards", include_in_schema=False)
async def show_standards(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]
) -> Response[bytes]:
    """The version in force, ground by ground."""
    return render("standards.html", reader_language(request), standards=runtime.standards)
