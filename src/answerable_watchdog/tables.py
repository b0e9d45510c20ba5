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
LATE_AFTER_HOURS = 48
OPEN = "open"
OUTCOMES = ("removed", "other_action", "no_violation", "deleted_by_author", "already_gone", OPEN, WITHHELD)
BUCKETS = ("1", "2-4", "5-9", "10-49", "50+", WITHHELD)
REPORT_STRINGS = ("area", "country", "language", "outcome", "service", "source", "subject_kind")
REPORT_HOURS = ("answer_hours", "answer_open_hours", "review_hours", "review_open_hours")
CASE_STRINGS = ("area", "country", "first_source", "language", "reports", "service", "subject_kind")
CLUSTER_STRINGS = ("area", "copies", "country", "span")
COPY_STRINGS = ("area", "country", "fate", "match", "thresholds")
COPIES_LEAST = {"0": 0, "1": 1, "2-4": 2, "5-9": 5, "10-49": 10, "50-499": 50, "500+": 500, WITHHELD: 0}
COPIES_FOUND = tuple(COPIES_LEAST)
SPANS = (
    "none",
    "to_1_hour",
    "to_6_hours",
    "to_1_day",
    "to_3_days",
    "to_7_days",
    "over_7_days",
    WITHHELD,
)
TOLD = ("removed_unreported", "removed_reported")
FATES = (*TOLD, "removed", "kept", "waiting", WITHHELD)
MATCHES = ("exact", "near", WITHHELD)
_VERSION = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
_SALT = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass
class Clock:
    """How many rows ended, and how many are still open, at each whole number of hours."""

    ended: Counter[int] = field(default_factory=Counter)
    still_open: Counter[int] = field(default_factory=Counter)


@dataclass
class Part:
    """Some of a month's reports: rows, rows of each outcome, and the two clocks."""

    rows: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    review: Clock = field(default_factory=Clock)
    answer: Clock = field(default_factory=Clock)

    def add(self, row: dict[str, Json], where: str) -> None:
        """Count one row."""
        self.rows += 1
        self.outcomes[str(row["outcome"])] += 1
        _count(self.review, row, "review", where)
        _count(self.answer, row, "answer", where)


@dataclass
class Reports(Part):
    """The table of reports: what a part has of all of them, the root (32 bytes), and parts by country and language."""

    root: bytes = b""
    sources: Counter[str] = field(default_factory=Counter)
    countries: dict[str, Part] = field(default_factory=dict)
    languages: dict[str, Part] = field(default_factory=dict)

    def add(self, row: dict[str, Json], where: str) -> None:
        """Count one row, as a whole and in its parts."""
        super().add(row, where)
        self.sources[str(row["source"])] += 1
        self.countries.setdefault(str(row["country"]), Part()).add(row, where)
        self.languages.setdefault(str(row["language"]), Part()).add(row, where)


@dataclass
class Cases:
    """The table of cases: rows, root (32 bytes), and rows of each kind of subject."""

    rows: int = 0
    root: bytes = b""
    subject_kinds: Counter[str] = field(default_factory=Counter)


@dataclass
class Clusters:
    """The table of cases with their copies: rows, root (32 bytes), and rows of each bucket."""

    rows: int = 0
    root: bytes = b""
    copies: Counter[str] = field(default_factory=Counter)
    spans: Counter[str] = field(default_factory=Counter)


@dataclass
class Copies:
    """The table of copies: rows, root (32 bytes), rows of each fate, and the versions of the thresholds in it.

    `told` and `untold` count removed rows by their other strings: those that say whether they were reported, and not.
    """

    rows: int = 0
    root: bytes = b""
    told: Counter[str] = field(default_factory=Counter)
    untold: Counter[str] = field(default_factory=Counter)
    fates: Counter[str] = field(default_factory=Counter)
    versions: set[int] = field(default_factory=set)


def read_reports(path: Path) -> Reports:
    """Read and count `reports.jsonl`. Raises Refused, naming the line and the field."""
    table, tree = Reports(), Frontier()
    for where, line in lines_of(path):
        tree.add(leaf_hash(line))
        row = checked_row(line, where, REPORT_STRINGS, REPORT_HOURS)
        outcome = _one_of(row, "outcome", OUTCOMES, where)
        table.add(row, where)
        if (outcome == OPEN) != (row["answer_hours"] is None):
            raise Refused(f"{where}: outcome must be open exactly when answer_hours is null")
    table.root = tree.root()
    return table


def read_cases(path: Path) -> Cases:
    """Read and count `cases.jsonl`. Raises Refused, naming the line and the field."""
    table, tree = Cases(), Frontier()
    for where, line in lines_of(path):
        tree.add(leaf_hash(line))
        row = checked_row(line, where, CASE_STRINGS, ())
        _one_of(row, "reports", BUCKETS, where)
        table.subject_kinds[str(row["subject_kind"])] += 1
    table.rows, table.root = tree.size, tree.root()
    return table


def read_clusters(path: Path) -> Clusters:
    """Read and count `clusters.jsonl`. Raises Refused, naming the line and the field."""
    table, tree = Clusters(), Frontier()
    for where, line in lines_of(path):
        tree.add(leaf_hash(line))
        row = checked_row(line, where, CLUSTER_STRINGS, ())
        table.copies[_one_of(row, "copies", COPIES_FOUND, where)] += 1
        table.spans[_one_of(row, "span", SPANS, where)] += 1
    table.rows, table.root = tree.size, tree.root()
    return table


def read_copies(path: Path) -> Copies:
    """Read and count `copies.jsonl`. Raises Refused, naming the line and the field."""
    table, tree = Copies(), Frontier()
    for where, line in lines_of(path):
        tree.add(leaf_hash(line))
        row = checked_row(line, where, COPY_STRINGS, ())
        fate = _one_of(row, "fate", FATES, where)
        table.fates[fate] += 1
        _one_of(row, "match", MATCHES, where)
        if fate in (*TOLD, "removed"):
            others = ", ".join(str(row[name]) for name in COPY_STRINGS if name != "fate")
            (table.told if fate in TOLD else table.untold)[others] += 1
        version = str(row["thresholds"])
        if _VERSION.fullmatch(version):
            table.versions.add(int(version))
        elif version != WITHHELD:
            raise Refused(f"{where}, thresholds: {shown(version)} is neither a version nor {WITHHELD}")
    table.rows, table.root = tree.size, tree.root()
    return table


def _one_of(row: dict[str, Json], name: str, allowed: tuple[str, ...], where: str) -> str:
    value = str(row[name])
    if value not in allowed:
        raise Refused(f"{where}, {name}: {shown(value)} is not one of {', '.join(allowed)}")
    return value


def lines_of(path: Path) -> Iterator[tuple[str, bytes]]:
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


def checked_row(line: bytes, where: str, strings: tuple[str, ...], hours: tuple[str, ...]) -> dict[str, Json]:
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
