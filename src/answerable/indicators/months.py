"""Months: a calendar month in a zone, and the moments at which it begins and ends."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from answerable.errors import Invalid

WAIT = timedelta(hours=48)  # indicator 5 is exact only once the month's last report could be 48 hours old

_FORM = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class Month(msgspec.Struct, frozen=True, order=True):
    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def next(self) -> Month:
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    def before(self) -> Month:
        return Month(self.year - (self.month == 1), (self.month - 2) % 12 + 1)

    @property
    def last_day(self) -> date:
        after = self.next()
        return date(after.year, after.month, 1) - timedelta(days=1)


class Borders(msgspec.Struct, frozen=True):
    """A month's reports are those received at `start` <= t < `end`, both UTC."""

    start: datetime
    end: datetime

    @property
    def publishable(self) -> datetime:
        """From when on the month may be published."""
        return self.end + WAIT


def parse_month(text: str) -> Month:
    """Read `2018-03`. Raises Invalid for anything else."""
    match = _FORM.fullmatch(text)
    if match is None or not 1970 <= int(match[1]) < 9999:
        raise Invalid("this is not a month", where="month", mend="write it as 2018-03")
    return Month(int(match[1]), int(match[2]))


def month_of(at: datetime, zone: ZoneInfo) -> Month:
    """The month that `at` falls in, on a clock in `zone`."""
    local = at.astimezone(zone)
    return Month(local.year, local.month)


def borders(month: Month, zone: ZoneInfo) -> Borders:
    """Midnight on the first day of the month and of the next one, in `zone`."""
    return Borders(_first(month, zone), _first(month.next(), zone))


def _first(month: Month, zone: ZoneInfo) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=zone).astimezone(UTC)
