"""Exact encodings: each value has one spelling, so that no byte of a receipt can change unnoticed."""

import base64
import binascii
import json
import re
from typing import TypeAlias

from answerable_watchdog.errors import Refused, shown

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

NUMBER_MAX = 2**63 - 1
LEVELS_MAX = 64
JSON_NUMBER_MAX = 2**53 - 1  # beyond it, RFC 8785's numbers (IEEE doubles, RFC 7493) are not exact
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


def number(text: str, what: str) -> int:
    """The value of an ASCII decimal without sign or leading zeros, below 2^63. Raises Refused."""
    if not _NUMBER.fullmatch(text) or int(text) > NUMBER_MAX:
        raise Refused(f"{what} is not a plain decimal number: {shown(text)}")
    return int(text)


def from_base64(text: str, what: str, length: int | None = None) -> bytes:
    """The bytes of RFC 4648 section 4 base64 in its one canonical spelling. Raises Refused."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(f"{what} is not base64: {shown(text)}") from None
    # The unused bits of the last character could otherwise be changed without changing the bytes.
    if base64.b64encode(data).decode() != text:
        raise Refused(f"{what} is not base64 in its canonical spelling: {shown(text)}")
    if length is not None and len(data) != length:
        raise Refused(f"{what} has {len(data)} bytes, not {length}")
    return data


def to_base64(data: bytes) -> str:
    """RFC 4648 section 4 base64, with padding."""
    return base64.b64encode(data).decode()


def canonical(value: Json) -> bytes:
    """RFC 8785 canonical JSON of a value without floats.

    Raises Refused for a lone surrogate or more than 64 levels of nesting.
    """
    try:
        return _spelled(value, 0).encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("a text holds half of a surrogate pair") from None


def _spelled(value: Json, levels: int) -> str:
    if levels == LEVELS_MAX and isinstance(value, dict | list):
        raise Refused(f"a value is nested more than {LEVELS_MAX} levels deep")
    if isinstance(value, dict):
        # RFC 8785 section 3.2.3 sorts names by UTF-16 code units, not by code points.
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        inside = (f"{_spelled(name, 0)}:{_spelled(value[name], levels + 1)}" for name in names)
        return "{" + ",".join(inside) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_spelled(each, levels + 1) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def from_canonical(data: bytes, what: str) -> Json:
    """The value of RFC 8785 canonical JSON without floats. Raises Refused when it has another spelling."""
    value = from_json(data, what)
    if canonical(value) != data:
        raise Refused(f"{what} is not canonical JSON (RFC 8785)")
    return value


def from_json(data: bytes, what: str) -> Json:
    """The value of JSON without floats, duplicate names or deep nesting. Raises Refused."""
    try:
        value: Json = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except RecursionError:
        raise Refused(f"{what} is nested too deeply") from None
    except ValueError as error:  # JSONDecodeError, UnicodeDecodeError, an integer of thousands of digits
        raise Refused(f"{what} is not JSON: {shown(str(error))}") from None
    return value


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name occurs twice in one object")
    return value


def _integer(text: str) -> Json:
    value = int(text)
    if abs(value) > JSON_NUMBER_MAX:
        raise ValueError(f"{text} is beyond 2^53 - 1")
    return value


def _no_float(text: str) -> Json:
    raise ValueError(f"{text[:20]} is not an integer")
