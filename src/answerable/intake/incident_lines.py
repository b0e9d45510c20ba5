"""Many reports at once, as an organisation has them: pasted, in a spreadsheet, or as JSON Lines. Pure.

A line names its subject as `item:ID`, `account:ID` or `conversation:ID`, or by a link or a bare id that the platform
knows; which one that is, is looked up afterwards. What a line leaves out, the batch's own `defaults` say.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from answerable.errors import Fault, Invalid, Refused
from answerable.intake.limits import ADDRESS_MAX, ID_MAX, INCIDENT_LINES_MAX
from answerable.intake.lines import Line, decode
from answerable.intake.report_line import ReportLine, read_report_of
from answerable.intake.texts import flaw_in_id
from answerable.records.subject import Subject
from answerable.vocabulary import SubjectKind

SEPARATORS = ",;\t"
COLUMNS = tuple(field for field in ReportLine.__struct_fields__ if field not in ("organisation", "voice"))
_SEPARATOR_LINE = re.compile(
    r"sep=([,;\t|])\r?\n", re.IGNORECASE
)  # what Excel writes and reads before the header


class Form(StrEnum):
    """How the lines are written."""

    PASTE = "paste"
    CSV = "csv"
    JSON_LINES = "jsonl"


class Read(msgspec.Struct, frozen=True):
    """The lines of a batch, each read or with its faults; and the columns that nobody knows, which were left out."""

    lines: tuple[Line[ReportLine], ...]
    left_out: tuple[str, ...] = ()


def form_of(raw: bytes, name: str = "") -> Form:
    """How an uploaded file is written, by its name, else by how it begins."""
    ending = name.rpartition(".")[2].lower()
    if ending in ("jsonl", "ndjson", "json"):
        return Form.JSON_LINES
    if ending in ("csv", "tsv", "tab"):
        return Form.CSV
    return Form.JSON_LINES if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else Form.CSV


def read_incident_lines(raw: bytes, form: Form, defaults: Mapping[str, Any] | None = None) -> Read:
    """Read a batch, every line of it. Raises Invalid where it is no text, or has no line, no header or too many
    lines."""
    values, left_out = values_of(raw, form)
    lines: list[Line[ReportLine]] = []
    for place, value in values:
        if len(lines) == INCIDENT_LINES_MAX:
            mend = "send them in several batches"
            raise Invalid(f"there are more than {INCIDENT_LINES_MAX:,} lines", mend=mend)
        lines.append(line_of(place, value, defaults))
    if not lines:
        raise Invalid("there is nothing in it", mend="one report a line")
    return Read(tuple(lines), left_out)


def values_of(raw: bytes, form: Form) -> tuple[Iterator[tuple[int, object]], tuple[str, ...]]:
    """The lines as they are written, each by its number: an object, or a Fault where it cannot be read; and the columns
    that nobody knows. Raises Invalid where it is no text, or has no header."""
    if form == Form.CSV:
        return _cells(_text(raw))
    return (_json_values(raw) if form == Form.JSON_LINES else _pasted(_text(raw))), ()


def line_of(place: int, value: object, defaults: Mapping[str, Any] | None = None) -> Line[ReportLine]:
    """One line as it is written, read; with its faults where it cannot be."""
    if isinstance(value, Fault):
        return Line(place, faults=(value,))
    try:
        given = dict(defaults or {}) | _said(value) if isinstance(value, dict) else value
        return Line(place, read_report_of(given, {"subject": _flaw_in_subject}))
    except Refused as error:
        return Line(place, faults=error.faults)


def subjects_named(text: str) -> tuple[Subject, ...]:
    """What a line may mean by its subject, likeliest first: as it says, else the text as an id, else an end of the
    link."""
    kind, colon, identifier = text.partition(":")
    if colon and kind in set(SubjectKind):
        return (Subject(kind=SubjectKind(kind), id=identifier),)
    return tuple(Subject(kind=kind, id=one) for one in _ids(text) for kind in SubjectKind)


def _said(value: dict[str, Any]) -> dict[str, Any]:
    """What a line says itself: an empty field is as if it were not there."""
    return {name: one for name, one in value.items() if one is not None and one != ""}


def _flaw_in_subject(text: str) -> Any:
    kind, colon, identifier = text.partition(":")
    whole = colon and kind in set(SubjectKind)
    return flaw_in_id(identifier, most=ID_MAX) if whole else flaw_in_id(text, most=ADDRESS_MAX)


def _ids(text: str) -> Iterator[str]:
    """The text itself, the fragment of a link and its last two parts, where these can be ids."""
    found = [text]
    if "://" in text:
        try:
            parts = urlsplit(text)
        except ValueError:  # a broken IPv6 host: not a link, so as it stands
            parts = urlsplit("")
        path = [unquote(part) for part in parts.path.split("/") if part]
        found += [unquote(parts.fragment), *reversed(path[-2:])]
    return iter(dict.fromkeys(one for one in found if flaw_in_id(one, most=ID_MAX) is None))


def _text(raw: bytes) -> str:
    """UTF-8 with or without a byte-order mark, or UTF-16 with one, as Excel writes its "Unicode text"."""
    try:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return raw.decode("utf-16")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mend = "save it as UTF-8 (in Excel: CSV UTF-8)"
        raise Invalid(f"this is not UTF-8 (byte {error.start + 1})", mend=mend) from None


def _pasted(text: str) -> Iterator[tuple[int, object]]:
    """A subject a line; what follows it after a space is the note."""
    for place, line in enumerate(text.splitlines(), start=1):
        subject, _, note = line.strip().partition(" ") if "\t" not in line else line.strip().partition("\t")
        if subject:
            yield place, {"subject": subject, "note": note.strip()}


def _json_values(raw: bytes) -> Iterator[tuple[int, object]]:
    body = raw.removeprefix(b"\xef\xbb\xbf")
    if body.lstrip()[:1] == b"[":
        yield from enumerate(decode(body), start=1)
        return
    for place, line in enumerate(body.split(b"\n"), start=1):
        if line.strip():
            try:
                yield place, decode(line)
            except Refused as error:
                yield place, error.faults[0]


def _cells(text: str) -> tuple[Iterator[tuple[int, object]], tuple[str, ...]]:
    """The rows of a table under its header, and the names of columns that are not known."""
    chosen = _SEPARATOR_LINE.match(text)
    body = text[chosen.end() :] if chosen else text
    above = 1 if chosen else 0
    separator = chosen[1] if chosen else _separator(body)
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    header = [name.strip().lower() for name in _next(rows, above) or ()]
    if "subject" not in header:
        mend = f"name the columns in the first line; those that are known: {', '.join(COLUMNS)}"
        raise Invalid("the first line names no column `subject`", where=f"line {above + 1}", mend=mend)
    if twice := [name for name in COLUMNS if header.count(name) > 1]:
        raise Invalid(f"the column `{min(twice)}` is there twice", where=f"line {above + 1}")
    unknown = tuple(dict.fromkeys(name for name in header if name and name not in COLUMNS))
    return _rows(rows, header, above), unknown


def _rows(rows: Any, header: list[str], above: int) -> Iterator[tuple[int, object]]:
    while True:
        place = above + rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield place, Fault(where="", what=f"this row cannot be read: {error}", mend="check its quotes")
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield place, _row(row, header)


def _row(row: list[str], header: list[str]) -> object:
    if any(cell.strip() for cell in row[len(header) :]):
        mend = "put a text that holds the separator between double quotes"
        return Fault(where="", what=f"has {len(row)} cells, the header has {len(header)}", mend=mend)
    found: dict[str, Any] = {
        name: cell.strip() for name, cell in zip(header, row, strict=False) if name in COLUMNS
    }
    if found.get("messages"):
        found["messages"] = found["messages"].split()
    return found


def _next(rows: Any, above: int) -> list[str] | None:
    try:
        found: list[str] | None = next(rows, None)
    except csv.Error as error:
        raise Invalid(f"the header cannot be read: {error}", where=f"line {above + 1}") from None
    return found


def _separator(text: str) -> str:
    """What stands most often between the names of the header, outside quotes."""
    first = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    return max(SEPARATORS, key=first.count)
