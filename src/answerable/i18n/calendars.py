"""Dates, times of day and durations in words.

Times are shown in one zone, Asia/Yangon (UTC+06:30) unless another is passed: readers compare them with a
clock on their wall, never with UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as calendar_date
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from answerable.i18n.numerals import number, numerals
from answerable.i18n.translations import translations

DISPLAY_ZONE = ZoneInfo("Asia/Yangon")

_MINUTE_S = 60
_HOUR_S = 3600
_DAY_S = 86400


def date(at: datetime, language: str, zone: ZoneInfo = DISPLAY_ZONE) -> str:
    """The day on which `at`, timezone-aware, falls in `zone`: see `day`."""
    return day(at.astimezone(zone).date(), language)


def day(local: calendar_date, language: str) -> str:
    """`3 September 2017` or `၂၀၁၇ ခုနှစ် စက်တင်ဘာ ၃ ရက်`."""
    words = translations(language).gettext("%(day)s %(month)s %(year)s")
    month = _months(language)[local.month]
    return words % {
        "day": numerals(str(local.day), language),
        "month": month,
        "year": numerals(str(local.year), language),
    }


@cache
def _months(language: str) -> Mapping[int, str]:
    return get_month_names("wide", context="format", locale=language)


def month_name(first: calendar_date, language: str) -> str:
    """`September 2017` or `၂၀၁၇ ခုနှစ် စက်တင်ဘာလ`, for any day of the month."""
    words = translations(language).gettext("%(month)s %(year)s")
    month = _months(language)[first.month]
    return words % {"month": month, "year": numerals(str(first.year), language)}


def moment(at: datetime, language: str, zone: ZoneInfo = DISPLAY_ZONE) -> str:
    """A date with its time of day on a 24-hour clock: `3 September 2017, 17:05`."""
    time = numerals(f"{at.astimezone(zone):%H:%M}", language)
    return translations(language).gettext("%(date)s, %(time)s") % {
        "date": date(at, language, zone),
        "time": time,
    }


def duration(length: timedelta, language: str) -> str:
    """The two largest units, rounded down: `2 days 3 hours`, `20 minutes`, `less than a minute`."""
    seconds = int(length.total_seconds())
    if seconds < _MINUTE_S:
        return translations(language).gettext("less than a minute")
    days, rest = divmod(seconds, _DAY_S)
    whole_hours, rest = divmod(rest, _HOUR_S)
    minutes = 0 if days else rest // _MINUTE_S
    parts = [
        _days(days, language) if days else "",
        _hours(whole_hours, language) if whole_hours else "",
        _minutes(minutes, language) if minutes else "",
    ]
    return " ".join(part for part in parts if part)


def hours(length: timedelta, language: str) -> str:
    """The same in whole hours, so that it can be compared with a promise: `51 hours`.

    Below one hour it is given in minutes. Rounded down: 47 h 59 min is not yet 48 hours.
    """
    seconds = int(length.total_seconds())
    if seconds < _HOUR_S:
        return duration(length, language)
    return _hours(seconds // _HOUR_S, language)


def _days(count: int, language: str) -> str:
    words = translations(language).ngettext("%(number)s day", "%(number)s days", count)
    return words % {"number": number(count, language)}


def _hours(count: int, language: str) -> str:
    words = translations(language).ngettext("%(number)s hour", "%(number)s hours", count)
    return words % {"number": number(count, language)}


def _minutes(count: int, language: str) -> str:
    words = translations(language).ngettext("%(number)s minute", "%(number)s minutes", count)
    return words % {"number": number(count, language)}
