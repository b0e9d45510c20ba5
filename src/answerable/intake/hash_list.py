"""The plain form of a hash list: CSV in UTF-8 with a header line (docs/sharing.md). Read as a whole, or refused.

`pdq` (64 hexadecimal digits) is needed. `quality` and `confidence` are 0 to 100, `tags` words with spaces between,
`since` a day or a month, `origin` who found it, `state` `listed` or `withdrawn`. Other columns are passed over.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from answerable.errors import Fault, Invalid
from answerable.intake.texts import flaw_in_id
from answerable.records.hash_list import HASH_BYTES, HashEntry

COLUMNS = ("pdq", "quality", "confidence", "tags", "since", "origin", "state")
LISTED, WITHDRAWN = "listed", "withdrawn"
ENTRIES_MAX = 1_000_000  # of one list: the server holds them in memory
TAGS_MAX = 20
TAG_MAX = 64  # characters
ORIGIN_MAX = 200
FAULTS_MAX = 20  # told at once

_HASH = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
_TAG = re.compile(r"[\w][\w.:/-]*")
_SINCE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?", re.ASCII)


def read_list(name: str, lines: Iterable[tuple[int, bytes | None]]) -> dict[bytes, HashEntry | None]:
    """The entries by their hash; None for one that is withdrawn. Raises Invalid that names file, line and column."""
    numbered = iter(lines)
    header = _header(name, next(numbered, None))
    found: dict[bytes, HashEntry | None] = {}
    faults: list[Fault] = []
    for number, raw in numbered:
        if raw is not None and not raw.strip():
            continue
        try:
            pdq, entry = _read(header, raw)
        except Invalid as error:
            faults += [
                Fault(where=f"{name}:{number}: {one.where}", what=one.what, mend=one.mend)
                for one in error.faults
            ]
            if len(faults) >= FAULTS_MAX:
                break
            continue
        found[pdq] = entry
        if len(found) > ENTRIES_MAX:
            mend = "share it out over several sources"
            raise Invalid(f"has more than {ENTRIES_MAX:,} hashes", where=name, mend=mend)
    if faults:
        raise Invalid("", faults=tuple(faults))
    return found


def written(entries: Iterable[HashEntry], withdrawn: Iterable[bytes] = ()) -> Iterator[str]:
    """The lines of a list, its header first, in the order of the hashes: an order of time would tell more."""
    yield _line(COLUMNS)
    rows = {one.pdq: _cells(one) for one in entries} | {
        pdq: (pdq.hex(), "", "", "", "", "", WITHDRAWN) for pdq in withdrawn
    }
    for pdq in sorted(rows):
        yield _line(rows[pdq])


def flaw_in_tag(tag: str) -> str | None:
    """What is wrong with a tag, which is one word; None where nothing is."""
    if len(tag) > TAG_MAX:
        return f"is longer than {TAG_MAX} characters"
    return None if _TAG.fullmatch(tag) else "is not one word of letters, digits and . : / -"


def _cells(one: HashEntry) -> tuple[str, ...]:
    numbers = ["" if number is None else str(number) for number in (one.quality, one.confidence)]
    return (one.pdq.hex(), *numbers, " ".join(one.tags), one.since, one.origin, LISTED)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _header(name: str, first: tuple[int, bytes | None] | None) -> tuple[str, ...]:
    mend = f"begin the file with a line such as {','.join(COLUMNS)}"
    if first is None or first[1] is None:
        raise Invalid("there is no header line", where=f"{name}:1", mend=mend)
    cells = tuple(cell.strip().lower() for cell in _split(first[1].removeprefix(b"\xef\xbb\xbf")))
    if "pdq" not in cells:
        raise Invalid("the header names no column pdq", where=f"{name}:1", mend=mend)
    if doubled := [one for one in COLUMNS if cells.count(one) > 1]:
        raise Invalid("stands in the header twice", where=f"{name}:1: {doubled[0]}", mend="leave one out")
    return cells


def _read(header: tuple[str, ...], raw: bytes | None) -> tuple[bytes, HashEntry | None]:
    if raw is None:
        raise Invalid("is too long", where="line")
    cells = _split(raw)
    if len(cells) != len(header):
        raise Invalid(f"has {len(cells)} cells, the header {len(header)}", where="line")
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    if not _HASH.fullmatch(row["pdq"]):
        raise Invalid("is not a PDQ hash", where="pdq", mend=f"{HASH_BYTES * 2} hexadecimal digits")
    pdq = bytes.fromhex(row["pdq"])
    state = row.get("state", "") or LISTED
    if state not in (LISTED, WITHDRAWN):
        raise Invalid("is not a state", where="state", mend=f"write {LISTED} or {WITHDRAWN}")
    entry = HashEntry(
        pdq=pdq,
        quality=_percent(row, "quality"),
        confidence=_percent(row, "confidence"),
        tags=_tags(row.get("tags", "")),
        since=_since(row.get("since", "")),
        origin=_origin(row.get("origin", "")),
    )
    return pdq, entry if state == LISTED else None


def _split(raw: bytes) -> list[str]:
    try:
        rows = list(csv.reader([raw.decode("utf-8").rstrip("\r\n")], strict=True))
    except UnicodeDecodeError:
        raise Invalid("is not UTF-8", where="line") from None
    except csv.Error:
        mend = 'a cell with a comma stands in "quotation marks", and no cell has several lines'
        raise Invalid("is not CSV", where="line", mend=mend) from None
    return rows[0] if rows else []


def _percent(row: dict[str, str], name: str) -> int | None:
    text = row.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text[:4]) <= 100):
        raise Invalid("is not a whole number from 0 to 100", where=name)
    return int(text)


def _tags(text: str) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(text.split()))
    if len(tags) > TAGS_MAX:
        raise Invalid(f"has more than {TAGS_MAX} tags", where="tags")
    for tag in tags:
        if flaw := flaw_in_tag(tag):
            raise Invalid(flaw, where="tags")
    return tags


def _since(text: str) -> str:
    if text and not _SINCE.fullmatch(text):
        raise Invalid("is neither a day nor a month", where="since", mend="write 2018-03-31 or 2018-03")
    return text


def _origin(text: str) -> str:
    if text and (flaw := flaw_in_id(text, most=ORIGIN_MAX)):
        raise Invalid(flaw.what, where="origin", mend=flaw.mend)
    return text
