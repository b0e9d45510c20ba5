"""A form in parts (RFC 7578), read in memory: fields, and files without what the sender calls them.

Nothing is written to a disk, where a recording would lie unsealed. Names of files are dropped: they tell of the
sender's telephone.
"""

from __future__ import annotations

from typing import Any

from litestar import Request
from multipart import (  # type: ignore[import-untyped]  # ships no types
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,
)

from answerable.errors import Invalid

MULTIPART = "multipart/form-data"
PARTS_MOST = 32
FIELD_BYTES_MOST = 64 * 1024


async def read_form(
    request: Request[Any, Any, Any], *, field_bytes_most: int = FIELD_BYTES_MOST
) -> tuple[dict[str, str], dict[str, bytes]]:
    """Fields and files of a form, in parts or not; of two with one name the last one holds. Raises Invalid."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != MULTIPART:
        return {str(name): str(value) for name, value in (await request.form()).items()}, {}
    return read_parts(await request.body(), options.get("boundary", ""), field_bytes_most=field_bytes_most)


def read_parts(
    body: bytes, boundary: str, *, field_bytes_most: int = FIELD_BYTES_MOST
) -> tuple[dict[str, str], dict[str, bytes]]:
    """The parts of a body. A file that was not chosen, which browsers send empty, is left out."""
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    try:
        with PushMultipartParser(boundary, len(body), max_segment_count=PARTS_MOST, strict=True) as parser:
            name, is_file, content = "", False, bytearray()
            for event in parser.parse(body):
                if isinstance(event, MultipartSegment):
                    name, is_file, content = event.name or "", event.filename is not None, bytearray()
                elif event is not None:
                    content += event
                elif is_file and content:
                    files[name] = bytes(content)
                elif not is_file:
                    fields[name] = _text(content, field_bytes_most)
    except MultipartError:
        raise Invalid("the form could not be read", mend="go back and send it again") from None
    return fields, files


def _text(content: bytearray, most: int) -> str:
    """A field is UTF-8, whatever its part says of itself."""
    if len(content) > most:
        raise Invalid("a field of the form is too long", mend="shorten it")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Invalid("a field of the form is not UTF-8", mend="send UTF-8") from None
