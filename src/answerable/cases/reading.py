"""Which languages a reviewer reads: those they work in and were tested in. What somebody says of themselves is not
enough: a case that is judged by a person who half understands it is judged by nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta

from answerable.records.case import Case
from answerable.records.language_test import LanguageTest
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role

UNDETERMINED = "und"
BURMESE = "my"


def day_of(at: datetime) -> date:
    """The day that tests are counted by: that of UTC, the same for everybody."""
    return at.astimezone(UTC).date()


def in_force(test: LanguageTest, at: datetime) -> bool:
    """From the day of the test to its last valid day, both whole, unless it was withdrawn before."""
    day = day_of(at)
    begun = test.tested_on <= day
    ended = test.valid_until is not None and test.valid_until < day
    withdrawn = test.withdrawn_at is not None and test.withdrawn_at <= at
    return begun and not ended and not withdrawn


def ends_soon(test: LanguageTest, at: datetime, within: timedelta) -> bool:
    """In force now, and not any more after `within`."""
    return in_force(test, at) and test.valid_until is not None and test.valid_until < day_of(at + within)


def languages_read(reviewer: Reviewer, tests: Iterable[LanguageTest], at: datetime) -> tuple[str, ...]:
    """The languages in which a reviewer gets cases at `at`, sorted. The SQL function of this name says the same."""
    works = reviewer.disabled_at is None or at < reviewer.disabled_at
    if not works or not {Role.REVIEWER, Role.LEAD} & set(reviewer.roles):
        return ()
    tested = {test.language for test in tests if test.reviewer_id == reviewer.id and in_force(test, at)}
    return tuple(sorted(tested & set(reviewer.languages)))


def is_read(language: str, read: Collection[str]) -> bool:
    """Whether somebody who was tested looks at a case in this language. One that was not determined is anybody's."""
    return language == UNDETERMINED or language in read


def for_reader(cases: Iterable[Case], read: Collection[str]) -> list[Case]:
    """Cases in the order in which somebody who reads these languages (all where empty) had better take them: as they
    are, but those last whose platform names no language and that seem to be in one that they do not read. They may take
    them all the same. Burmese is never led by what a machine detects: what seems Burmese keeps its place everywhere."""
    return sorted(cases, key=lambda case: bool(read) and _seems_foreign(case, read))


def _seems_foreign(case: Case, read: Collection[str]) -> bool:
    detected = case.detected_language if case.language == UNDETERMINED else None
    return detected is not None and detected != BURMESE and detected not in read
