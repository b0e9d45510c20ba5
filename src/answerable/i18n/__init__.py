"""Languages: catalogues of words, choosing one for a reader, numerals, dates and durations in words."""

from answerable.i18n.calendars import date, day, duration, hours, moment, month_name
from answerable.i18n.choose import choose_language
from answerable.i18n.loanwords import unbroken
from answerable.i18n.numerals import number, numerals
from answerable.i18n.translations import DEFAULT_LANGUAGE, LANGUAGES, translations

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "choose_language",
    "date",
    "day",
    "duration",
    "hours",
    "moment",
    "month_name",
    "number",
    "numerals",
    "translations",
    "unbroken",
]
