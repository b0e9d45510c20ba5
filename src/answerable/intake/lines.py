"""One JSON value or many lines of them, read strictly: every fault of a line is named at once, and no fault repeats
what was sent, since a note or a name may stand in the wrong field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Generic, TypeVar, get_args

import msgspec

from answerable.errors import Fault, Invalid, Refused
from answerable.intake.limits import YEARS
from answerable.intake.texts import Flaw

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)

TIME_EXAMPLE = "2017-09-07T18:30:00+06:30"
_NAMES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
    "datetime": "a time",
    "bytes": "text in base64",
}
_PLACE = re.compile(r" - at `\$(?P<place>[^`]*)`$")
_EXPECTED = re.compile(r"^Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`")


class Line(msgspec.Struct, Generic[T], frozen=True):
    """One line or element as it came in: `place` is its number, from 1; either `read` or `faults` is there."""

    place: int
    read: T | None = None
    faults: tuple[Fault, ...] = ()


def decode(raw: bytes) -> Any:
    """One JSON value (RFC 8259, UTF-8). Raises Invalid naming the byte where it goes wrong."""
    try:
        return msgspec.json.decode(raw)
    except UnicodeDecodeError as error:
        raise Invalid(f"this is not UTF-8 (byte {error.start + 1})", mend="send UTF-8") from None
    except RecursionError:
        raise Invalid("this is nested too deeply", mend="send flat objects") from None
    except msgspec.DecodeError as error:
        what = str(error).removeprefix("JSON is malformed: ")
        raise Invalid(f"this is not JSON: {what}", mend="send JSON as RFC 8259 says") from None


def read_line(raw: bytes, place: int, read: Callable[[object], T]) -> Line[T]:
    """One JSON line, read; with its faults where it cannot be."""
    try:
        return Line(place, read(decode(raw)))
    except Refused as error:
        return Line(place, faults=error.faults)


def read_lines(raw: bytes, read: Callable[[object], T]) -> Iterator[Line[T]]:
    """JSON Lines, one after the other; empty lines are passed over but counted."""
    for place, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            yield read_line(line, place, read)


def read_elements(values: list[object], read: Callable[[object], T]) -> Iterator[Line[T]]:
    """The elements of a JSON array."""
    for place, value in enumerate(values, start=1):
        try:
            yield Line(place, read(value))
        except Refused as error:
            yield Line(place, faults=error.faults)


def read_struct(
    value: object,
    kind: type[S],
    checks: Mapping[str, Callable[[Any], Flaw | None]],
    together: Callable[[Mapping[str, Any]], Mapping[str, Flaw | None]] = lambda _: {},
) -> S:
    """A JSON object as a `kind`, without coercion; unknown fields are ignored, null is as if it were not there.

    `checks` say what else is wrong with a field that is there and of its type; `together` looks at the object as it
    was sent, whatever its fields are, for what is wrong between them. Raises Invalid with every fault that is found.
    """
    if not isinstance(value, dict):
        raise Invalid(f"must be an object, not {_kind_of(value)}", mend="send {...} with its fields")
    faults: list[Fault] = []
    given: dict[str, Any] = {}
    for field in _fields(kind):
        found = value.get(field.encode_name)
        if found is None:
            if field.required:
                faults.append(Fault(where=field.encode_name, what="is missing", mend="add it"))
            continue
        try:
            given[field.name] = msgspec.convert(found, field.type)
        except msgspec.ValidationError as error:
            faults.append(_fault(field.encode_name, field.type, str(error)))
    named = {fault.where for fault in faults}
    flaws = {name: checks[name](one) for name, one in given.items() if name in checks} | _times(given)
    for where, flaw in (*flaws.items(), *together(value).items()):
        if flaw and where not in named:
            faults.append(Fault(where=where, what=flaw.what, mend=flaw.mend))
            named.add(where)
    if faults:
        raise Invalid("", faults=tuple(faults))
    return kind(**given)


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """A form's fields; finding them evaluates annotations, which costs more than reading a line."""
    return msgspec.structs.fields(kind)


def placed(faults: tuple[Fault, ...], prefix: str) -> tuple[Fault, ...]:
    """The same faults, standing in one element of a batch: `[3].subject`."""
    return tuple(
        msgspec.structs.replace(one, where=prefix + (f".{one.where}" if one.where else "")) for one in faults
    )


def _fault(name: str, wanted: Any, message: str) -> Fault:
    """msgspec's complaint in plain words, without the value."""
    place = _PLACE.search(message)
    where = name + (place.group("place") if place else "")
    words = _words(wanted)
    if "enum value" in message:
        return Fault(where=where, what="is not a word that is known here", mend=f"one of: {', '.join(words)}")
    if "datetime" in message or "RFC3339" in message:
        return Fault(where=where, what="is not a time with its offset", mend=f"such as {TIME_EXAMPLE}")
    if "base64" in message:
        return Fault(where=where, what="is not base64", mend="encode the file as RFC 4648, section 4 says")
    if types := _EXPECTED.match(message):
        wanted_names = " or ".join(
            _NAMES.get(one, one) for one in types["wanted"].split(" | ") if one != "null"
        )
        return Fault(
            where=where, what=f"must be {wanted_names}, not {_NAMES.get(types['got'], types['got'])}"
        )
    return Fault(where=where, what=_PLACE.sub("", message))


def _words(wanted: Any) -> tuple[str, ...]:
    """The words of the enumeration that a field's type is, or is with None."""
    for one in (wanted, *get_args(wanted)):
        if isinstance(one, type) and issubclass(one, Enum):
            return tuple(str(member.value) for member in one)
    return ()


def _times(given: Mapping[str, Any]) -> dict[str, Flaw | None]:
    first, last = YEARS
    return {
        name: Flaw(f"lies outside the years {first} to {last}", "is it in another unit?")
        for name, when in given.items()
        if isinstance(when, datetime) and not first <= when.year <= last
    }


def _kind_of(value: object) -> str:
    names = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "null")
