"""Cross-site posts are refused: the public form has no session whose token could be checked, and needs none.

Browsers say where a request comes from (W3C Fetch Metadata; RFC 6454 Origin). What says nothing, as a
command-line client does, is let through: it carries no one's cookies.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from answerable.errors import Forbidden

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES = frozenset({"same-origin", "none"})


def is_cross_site(method: str, host: str, fetch_site: str | None, origin: str | None) -> bool:
    """Whether a browser says that a request that changes something was sent by another site's page."""
    if method in _SAFE_METHODS:
        return False
    if fetch_site is not None:
        return fetch_site not in _OWN_SITES
    # "null" is what pages that send no referrer, as ours are, say of themselves.
    if origin is None or origin == "null":
        return False
    return urlsplit(origin).netloc.lower() != host.lower()


async def refuse_cross_site(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A Litestar guard; raises Forbidden."""
    headers = connection.headers
    method = str(connection.scope.get("method", "GET"))
    if is_cross_site(method, headers.get("host", ""), headers.get("sec-fetch-site"), headers.get("origin")):
        raise Forbidden("this was sent by another site's page", mend="open the form here and send it again")
