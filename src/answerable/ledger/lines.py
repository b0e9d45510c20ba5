"""How numbers and bytes stand on a line of text: each value has exactly one spelling."""

from __future__ import annotations

import base64
import binascii

from answerable.errors import Invalid
from answerable.ledger.tiles import LARGEST_SIZE


def to_base64(data: bytes) -> str:
    """RFC 4648 section 4, with padding."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str, where: str, size: int | None = None) -> bytes:
    """The bytes behind `text`; `Invalid` for any other spelling of them, or when they are not `size`."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise Invalid("not base64", where=where, mend="use RFC 4648 section 4, with padding") from None
    if to_base64(data) != text:
        raise Invalid("base64 with stray bits", where=where, mend="use RFC 4648 section 4, with padding")
    if size is not None and len(data) != size:
        raise Invalid(f"{len(data)} bytes, not {size}", where=where)
    return data


def from_decimal(text: str, where: str) -> int:
    """A whole number from 0 to 2**63 - 1 in ASCII digits, without leading zeros."""
    if not (text.isascii() and text.isdigit() and len(text) <= 19) or (text[0] == "0" and text != "0"):
        raise Invalid("not a whole number without leading zeros", where=where)
    value = int(text)
    if value > LARGEST_SIZE:
        raise Invalid("a number beyond 2^63 - 1", where=where)
    return value


def after(prefix: str, line: str, where: str) -> str:
    """What follows `prefix` on `line`; `Invalid` when the line does not begin with it."""
    if not line.startswith(prefix):
        raise Invalid(f"the line does not begin with {prefix!r}", where=where)
    return line.removeprefix(prefix)
