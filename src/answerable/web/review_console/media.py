"""Files of a case: played and shown by the browser, to whoever may see the case, and put in quarantine from there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from answerable.flow.custody.media import open_media
from answerable.flow.custody.quarantine import mark
from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.records.media import Media
from answerable.web.doors.entrance import one
from answerable.web.headers import CONTENT_SECURITY_POLICY
from answerable.web.review_console.seats import QUEUE

MEDIA = QUEUE + "/cases/{case_id:uuid}/media/{media_id:uuid}"
# A page with sound or film: as every other page, and players may load from this server.
PLAYING = f"{CONTENT_SECURITY_POLICY}; media-src 'self'"
# A file that is opened by itself is no page: nothing in it is run, loaded or framed.
_INERT = "default-src 'none'; sandbox; frame-ancestors 'none'"
_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


@get(MEDIA, include_in_schema=False)
async def show_media(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    case_id: FromPath[UUID],
    media_id: FromPath[UUID],
) -> Response[bytes]:
    """One file, as it was sent, or the range of it that a player asks for (RFC 9110, section 14)."""
    opened = await open_media(runtime, seat.reviewer, case_id, media_id)
    asked = request.headers.get("range")
    start, end = _range(asked, len(opened.content)) if asked else (0, len(opened.content))
    headers = {
        "accept-ranges": "bytes",
        "cache-control": "no-store",
        "content-disposition": "inline",
        "content-security-policy": _INERT,
        "x-content-type-options": "nosniff",
    }
    if start >= end:
        headers["content-range"] = f"bytes */{len(opened.content)}"
        return Response(b"", status_code=416, media_type="text/plain", headers=headers)
    part = end - start < len(opened.content)
    if part:
        headers["content-range"] = f"bytes {start}-{end - 1}/{len(opened.content)}"
    return Response(
        opened.content[start:end],
        status_code=206 if part else 200,
        media_type=opened.media.media_type or "application/octet-stream",
        headers=headers,
    )


@post(MEDIA + "/quarantine", include_in_schema=False, status_code=303)
async def take_mark(
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],
    case_id: FromPath[UUID],
    media_id: FromPath[UUID],
) -> Redirect:
    """Put a file in quarantine, with the reason that was given."""
    await mark(runtime, seat.reviewer, case_id, media_id, one(form, "reason"))
    return Redirect(f"{QUEUE}/cases/{case_id}", status_code=303)


def plays(media: Mapping[str, Sequence[Media]]) -> bool:
    """Whether there is sound or film among the files of a page."""
    return any(
        one.can_be_shown and one.family in ("audio", "video") for files in media.values() for one in files
    )


def _range(asked: str, size: int) -> tuple[int, int]:
    """First byte and the one behind the last; all of it for what is not one plain range, nothing for one outside."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        return 0, size
    first, last = found.groups()
    if not first:
        return (size - min(int(last), size), size) if int(last) else (size, size)
    return int(first), min(int(last) + 1, size) if last else size
