"""The published tables of a month, read line by line and counted (spec/indicators.md, Tables).

A table is never held in memory: only its Merkle root and the counts that the figures need.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from answerable_watchdog.encoding import Json, from_canonical
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.merkle import Frontier, leaf_hash

LINE_BYTES_MAX = 4096
WITHHELD = "*"
OPEN = "open"
OUTCOMES = ("removed", "other_action", "no_violation", "deleted_by_author", "already_gone", OPEN, WITHHELD)
BUCKETS = ("1", "2-4", "5-9", "10-49", "50+", WITHHELD)
REPORT_STRINGS = ("area", "country", "language", "outcome", "service", "source", "subject_kind")
REPORT_HOURS = ("answer_hours", "answer_open_hours", "review_hours", "review_open_hours")
CASE_STRINGS = ("area", "country", "first_source", "language", "reports", "service", "subject_kind")
_SALT = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass
class Clock:
    """How many rows ended, and how many are still open, at each whole number of hours."""

    ended: Counter[int] = field(default_factory=Counter)
    still_open: Counter[int] = field(default_factory=Counter)


@dataclass
class Reports:
    """The table of reports: rows, root (32 bytes), rows of each outcome, and the two clocks."""

    rows: int = 0
    root: bytes = b""
    outcomes: Counter[str] = field(default_factory=Counter)
    review: Clock = field(default_factory=Clock)
    answer: Clock = field(default_factory=Clock)


@dataclass
class Cases:
    """The table of cases: rows, root (32 bytes), and rows of each kind of subject."""

    rows: int = 0
    root: bytes = b""
    subject_kinds: Counter[str] = field(default_factory=Counter)


def read_reports(path: Path) -> Reports:
    """Read and count `reports.jsonl`. Raises Refused, naming the line and the field."""
    table, tree = Reports(), Frontier()
    for where, line in _lines(path):
        tree.add(leaf_hash(line))
        row = _row(line, where, REPORT_STRINGS, REPORT_HOURS)
        outcome = row["outcome"]
        if outcome not in OUTCOMES:
            raise Refused(f"{where}, outcome: {shown(str(outcome))} is not one of {', '.join(OUTCOMES)}")
        table.outcomes[str(outcome)] += 1
        _count(table.review, row, "review", where)
        _count(table.answer, row, "answer", where)
        if (outcome == OPEN) != (row["answer_hours"] is None):
            raise Refused(f"{where}: outcome must be open exactly when answer_hours is null")
    table.rows, table.root = tree.size, tree.root()
    return table


def read_cases(path: Path) -> Cases:
    """Read and count `cases.jsonl`. Raises Refused, naming the line and the field."""
    table, tree = Cases(), Frontier()
    for where, line in _lines(path):
        tree.add(leaf_hash(line))
        row = _row(line, where, CASE_STRINGS, ())
        if row["reports"] not in BUCKETS:
            raise Refused(
                f"{where}, reports: {shown(str(row['reports']))} is not one of {', '.join(BUCKETS)}"
            )
        table.subject_kinds[str(row["subject_kind"])] += 1
    table.rows, table.root = tree.size, tree.root()
    return table


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each line without its newline, and where it stands."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LINE_BYTES_MAX + 1):
                number += 1
                where = f"{path.name}, line {number}"
                if not line.endswith(b"\n"):
                    long = len(line) > LINE_BYTES_MAX
                    raise Refused(
                        f"{where}: {'longer than a row can be' if long else 'no newline at its end'}"
                    )
                yield where, line[:-1]
    except OSError as error:
        raise Refused(f"the export lacks {path.name} of the month: {error.strerror}") from None


def _row(line: bytes, where: str, strings: tuple[str, ...], hours: tuple[str, ...]) -> dict[str, Json]:
    """A row with exactly the named fields and its salt, each of its type."""
    row = from_canonical(line, where)
    if not isinstance(row, dict) or row.keys() != {"salt", *strings, *hours}:
        raise Refused(f"{where}: not an object of exactly {', '.join(sorted(('salt', *strings, *hours)))}")
    salt = row["salt"]
    if not isinstance(salt, str) or not _SALT.fullmatch(salt):
        raise Refused(f"{where}, salt: not 64 hexadecimal digits")
    for name in strings:
        if not isinstance(row[name], str) or not row[name]:
            raise Refused(f"{where}, {name}: not a text")
    return row


def _count(clock: Clock, row: dict[str, Json], name: str, where: str) -> None:
    """Count the row on one clock: it has either ended or is still open, never both and never neither."""
    ended, still_open = row[f"{name}_hours"], row[f"{name}_open_hours"]
    for value, counter, other in ((ended, clock.ended, still_open), (still_open, clock.still_open, ended)):
        # bool is a kind of int in Python, so the type itself is compared.
        if type(value) is int and value >= 0 and other is None:
            counter[value] += 1
            return
    raise Refused(f"{where}: {name}_hours and {name}_open_hours are not one whole number and one null")
