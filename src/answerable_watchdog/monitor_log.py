"""A watchdog's own records of what it reported and when it was answered: CSV or JSON Lines.

    id,sent,answered,outcome[,acknowledged,reviewed,channel,language,gone,observed_until,item]

Times are RFC 3339. An empty `answered` is still open. An acknowledgement is not an answer, and neither is content
that is gone without a word (`gone`: a time, or a yes). `observed_until` is when a report was last seen open; where it
is empty, the end of the log is taken: the latest time that it names. One `id` (or `item`) sent through two channels
is a pair.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from answerable_watchdog.errors import Refused, shown

LOG_BYTES_MAX = 256 << 20
NEEDED = ("id", "sent", "answered")
TIMES = ("sent", "answered", "acknowledged", "reviewed", "observed_until")
TEXTS = ("id", "outcome", "channel", "language", "item", "gone")
NOT_GONE = ("", "no", "false", "0")
TEXT_MAX = 200
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Duration:
    """Whole hours: `ceil` of the time to the end, or `floor` of the time seen open, so that neither is overstated."""

    hours: int
    ended: bool


@dataclass(frozen=True)
class Row:
    """One report: its texts ("" where unknown), and its two clocks. `review` is None where the log does not know it."""

    id: str
    sent: datetime
    item: str
    channel: str
    language: str
    outcome: str
    answer: Duration
    review: Duration | None
    gone_untold: bool


@dataclass(frozen=True)
class Log:
    """The rows in the order of the file; `until` is the end of the log."""

    rows: tuple[Row, ...]
    until: datetime


def parse_log(data: bytes, name: str, until: datetime | None = None) -> Log:
    """Read a log. Raises Refused naming file, line and field; nothing of a bad log is used."""
    where = shown(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"{where}, line {line}: not UTF-8 text; save the sheet as CSV UTF-8") from None
    lines = _json_lines(text, where) if text.lstrip()[:1] == "{" else _csv_lines(text, where)
    fields = [_Fields(f"{where}, line {number}", values) for number, values in lines]
    if not fields:
        raise Refused(f"{where} has no reports")
    aware = {time.tzinfo is not None for each in fields for time in each.times.values()}
    if len(aware) > 1:
        raise Refused(
            f"{where}: some times have a zone (Z or +06:30) and some have none; give all of them one"
        )
    last = until or max(time for each in fields for time in each.times.values()).replace(tzinfo=None)
    if until is None and True in aware:
        last = max(time for each in fields for time in each.times.values())
    if until is not None and aware == {False}:
        last = until.replace(tzinfo=None)
    has_reviews = any("reviewed" in each.times for each in fields)
    rows = tuple(each.row(last, has_reviews) for each in fields)
    _refuse_repeats(rows, where)
    return Log(rows, last)


def _csv_lines(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in NEEDED if name not in names]
        if missing:
            raise Refused(f"{where}, line 1: no column {missing[0]}; a log needs {', '.join(NEEDED)}")
        reader.fieldnames = names
        for values in reader:
            if None in values:
                raise Refused(f"{where}, line {reader.line_num}: more cells than the first line has columns")
            yield reader.line_num, {name: value or "" for name, value in values.items()}
    except csv.Error as error:
        raise Refused(f"{where}, line {reader.line_num}: {error}") from None


def _json_lines(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            raise Refused(f"{where}, line {number}: not a JSON object") from None
        if not isinstance(values, dict):
            raise Refused(f"{where}, line {number}: not a JSON object")
        known = {*TIMES, *TEXTS} & values.keys()
        yield number, {name: _cell(values, name, f"{where}, line {number}") for name in known}


def _cell(values: dict[str, object], name: str, where: str) -> str:
    value = values[name]
    if value is None:
        return ""
    if name == "gone" and isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refused(f"{where}, {name}: {shown(json.dumps(value))} is not text")
    return str(value)


class _Fields:
    """The cells of one line, checked one by one."""

    def __init__(self, where: str, values: dict[str, str]) -> None:
        self.where = where
        self.texts = {name: values.get(name, "").strip() for name in TEXTS}
        for name, text in self.texts.items():
            if len(text) > TEXT_MAX:
                raise Refused(f"{where}, {name}: longer than {TEXT_MAX} characters")
        for name in ("id", "sent"):
            if not values.get(name, "").strip():
                raise Refused(f"{where}, {name}: empty; every report needs one")
        self.times = {
            name: self._time(name, text) for name in TIMES if (text := values.get(name, "").strip())
        }

    def _time(self, name: str, text: str) -> datetime:
        try:
            time = datetime.fromisoformat(text)
        except ValueError:
            time = None
        if time is None or len(text) <= len("2018-03-01"):
            raise Refused(f"{self.where}, {name}: {shown(text)} is not a time like 2018-03-01T09:30:00+06:30")
        return time.astimezone(UTC) if time.tzinfo else time

    def row(self, last: datetime, has_reviews: bool) -> Row:
        """The report, seen until its `observed_until` or the end of the log, `last`."""
        sent = self.times["sent"]
        for name, time in self.times.items():
            if time < sent:
                raise Refused(f"{self.where}, {name}: {time.isoformat()} is before sent, {sent.isoformat()}")
        seen = self.times.get("observed_until", last)
        if sent > last:
            raise Refused(
                f"{self.where}, sent: {sent.isoformat()} is after the end of the log, {last.isoformat()}"
            )
        answer = self._clock("answered", sent, seen)
        review = self._clock("reviewed", sent, seen) if has_reviews else None
        untold = self.texts["gone"].lower() not in NOT_GONE and "answered" not in self.times
        texts = self.texts
        return Row(
            texts["id"],
            sent,
            texts["item"] or texts["id"],
            texts["channel"],
            texts["language"],
            texts["outcome"],
            answer,
            review,
            untold,
        )

    def _clock(self, name: str, sent: datetime, seen: datetime) -> Duration:
        end = self.times.get(name)
        if end is None:
            return Duration(max(seen - sent, timedelta(0)) // HOUR, ended=False)
        return Duration(-((sent - end) // HOUR), ended=True)


def _refuse_repeats(rows: tuple[Row, ...], where: str) -> None:
    seen = set()
    for row in rows:
        if (row.id, row.channel) in seen:
            raise Refused(f"{where}, id: {shown(row.id)} stands there twice in the same channel")
        seen.add((row.id, row.channel))
