"""Canonical JSON: the one way in which a value of ours is written as bytes.

RFC 8785 (JSON Canonicalization Scheme) for the subset that the ledger uses: str, int within
+-(2**53 - 1), bool, null, list, object. Numbers with a fraction are refused: no fact needs one, and
their notation is where implementations differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

from answerable.errors import Invalid

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

LARGEST_INT = 2**53 - 1  # RFC 8785 section 3.2.2.3: beyond it readers that use doubles lose digits
DEEPEST = 64  # levels of nesting; far below where any reader's stack ends


def encode(value: Json) -> bytes:
    """The canonical UTF-8 bytes of `value`. Raises `Invalid` for what has none, naming the place."""
    # Most values are plain, and the standard library's encoder, which is written in C, spells those as RFC 8785 does.
    if _is_plain(value, 0):
        try:
            return _PLAIN.encode(value).encode("utf-8")
        except UnicodeEncodeError:  # a lone surrogate: the careful way names its place
            pass
    return _write(value, "$", 0).encode("utf-8")


def decode(data: bytes) -> Json:
    """The value that `data` is the canonical form of. Raises `Invalid` for any other bytes."""
    try:
        text = data.decode("utf-8")
        value: Json
        value, end = _READER.raw_decode(text)
    except (ValueError, RecursionError):
        raise Invalid("not JSON, or JSON with a fraction", mend="write it as RFC 8785 says") from None
    if end != len(text) or not _is_spelled(value, data):
        raise Invalid("JSON, but not in its canonical form", mend="write it as RFC 8785 says")
    return value


def decode_object(data: bytes) -> dict[str, Json]:
    """As `decode`, for what must be an object."""
    value = decode(data)
    if not isinstance(value, dict):
        raise Invalid("canonical JSON, but not an object")
    return value


def _no_fraction(_: str) -> NoReturn:
    raise ValueError


_LONG_NUMBER = re.compile(rb"[0-9]{16}")  # below it no number is beyond 2^53 - 1
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
_READER = json.JSONDecoder(parse_float=_no_fraction, parse_constant=_no_fraction)


def _is_spelled(value: Json, data: bytes) -> bool:
    """Whether `data`, of which `value` was read, is its canonical form."""
    # What was read holds no fraction and no other type. In ASCII, names sort alike by every measure.
    if data.isascii() and data.count(b"{") + data.count(b"[") <= DEEPEST and not _LONG_NUMBER.search(data):
        try:
            return _PLAIN.encode(value).encode("utf-8") == data
        except UnicodeEncodeError:  # a lone surrogate, escaped
            return False
    return encode(value) == data


def _is_plain(value: object, depth: int) -> bool:
    """Whether sorting names by code points is sorting them by UTF-16 code units, and nothing in it is to be refused
    but a lone surrogate."""
    if value is None or type(value) is str or type(value) is bool:  # nearly all: no more is asked of them
        return True
    if isinstance(value, str):
        return True
    if isinstance(value, int):
        return -LARGEST_INT <= value <= LARGEST_INT
    if depth >= DEEPEST:
        return False
    if isinstance(value, dict):
        for name, member in value.items():
            if not (isinstance(name, str) and name.isascii()):
                return False
            if member is not None and type(member) is not str and not _is_plain(member, depth + 1):
                return False
        return True
    if isinstance(value, (list, tuple)):
        return all(_is_plain(member, depth + 1) for member in value)
    return False


def _write(value: object, where: str, depth: int) -> str:
    if depth > DEEPEST:
        raise Invalid(f"nested more than {DEEPEST} levels deep", where=where)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _number(int(value), where)
    if isinstance(value, str):
        return _string(value, where)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(_write(v, f"{where}[{i}]", depth + 1) for i, v in enumerate(value)) + "]"
    if isinstance(value, dict):
        return _object(value, where, depth)
    kind = type(value).__name__
    raise Invalid(f"{kind} has no canonical form", where=where, mend="use text or a whole number")


def _object(value: dict[object, object], where: str, depth: int) -> str:
    members: list[tuple[bytes, str]] = []
    for key, member in value.items():
        if not isinstance(key, str):
            raise Invalid(f"a member's name is {type(key).__name__}, not text", where=where)
        name = _string(key, where)
        # RFC 8785 section 3.2.3 sorts by UTF-16 code units, which differs from code points beyond U+FFFF.
        members.append((key.encode("utf-16-be"), f"{name}:{_write(member, f'{where}.{key}', depth + 1)}"))
    members.sort()
    return "{" + ",".join(text for _, text in members) + "}"


def _number(value: int, where: str) -> str:
    if not -LARGEST_INT <= value <= LARGEST_INT:
        raise Invalid("a whole number beyond 2^53 - 1", where=where, mend="write it as text")
    return str(value)


def _string(value: str, where: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Invalid("text with a lone surrogate", where=where, mend="send well-formed Unicode") from None
    # json escapes exactly what RFC 8785 section 3.2.2.2 does: quote, backslash, U+0000 to U+001F.
    return json.dumps(value, ensure_ascii=False)
