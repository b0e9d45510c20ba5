"""Language tests: recorded, listed and withdrawn. A reviewer gets cases in the languages of the tests in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from answerable.cases.reading import UNDETERMINED, day_of, ends_soon, in_force
from answerable.errors import Invalid, Unknown
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.reviewers import named
from answerable.flow.runtime import Runtime
from answerable.intake.shapes import flaw_in_language, language_of
from answerable.intake.texts import flaw_in_id
from answerable.records.language_test import LanguageTest

WORDS_MAX = 200
ENDS_SOON = timedelta(days=30)
_AHEAD = timedelta(hours=14)  # a day begins somewhere this long before it begins in UTC


@dataclass(frozen=True)
class TestLine:
    """One test, with whose it is and whether it counts now."""

    __test__ = False  # for pytest: this is no test of ours

    reviewer: str
    test: LanguageTest
    in_force: bool


async def record_test(
    runtime: Runtime,
    name: str,
    language: str,
    *,
    examiner: str,
    tested_on: date | None = None,
    level: str = "passed",
    valid_until: date | None = None,
    who: str | None = None,
) -> LanguageTest:
    """Record that somebody passed a test (today, where no day is given); from its day they work in that language.
    Raises Unknown for the name, Invalid for the rest."""
    code = read_language(language)
    _check_words("by", examiner)
    _check_words("level", level)
    async with runtime.store.transaction() as tx:
        reviewer = await named(tx, name)
        day = tested_on or day_of(tx.at)
        _check_days(day, valid_until, tx.at)
        test = LanguageTest(
            id=runtime.new_id(tx.at),
            reviewer_id=reviewer.id,
            language=code,
            tested_on=day,
            level=level.strip(),
            examiner=examiner.strip(),
            recorded_at=tx.at,
            valid_until=valid_until,
        )
        await tx.language_tests.add(test)
        if code not in reviewer.languages:
            await tx.reviewers.set_languages(reviewer.id, (*reviewer.languages, code))
        lasts = f" until {valid_until}" if valid_until else ""
        await note_act(tx, who, "language-test.record", f"{reviewer.name}: {code} on {day}{lasts}")
    runtime.readers.forget()
    return test


async def withdraw_tests(runtime: Runtime, name: str, language: str, *, who: str | None = None) -> int:
    """Let somebody's tests in a language count no more, at once; return how many those were. A case that they hold
    stays theirs until their claim ends. Raises Unknown for the name, and where there is no such test."""
    code = read_language(language)
    async with runtime.store.transaction() as tx:
        reviewer = await named(tx, name)
        withdrawn = await tx.language_tests.withdraw(reviewer.id, code, tx.at)
        if not withdrawn:
            mend = f"see answerable reviewer tests {reviewer.name}"
            raise Unknown("they hold no test in this language", where="language", mend=mend)
        await note_act(tx, who, "language-test.withdraw", f"{reviewer.name}: {code}")
    runtime.readers.forget()
    return withdrawn


async def language_tests(runtime: Runtime, name: str | None = None) -> list[TestLine]:
    """Every test, or one person's, by person and language. Raises Unknown for the name."""
    async with runtime.store.transaction() as tx:
        people = [await named(tx, name)] if name is not None else await tx.reviewers.all()
        tests = await tx.language_tests.all(people[0].id if name is not None else None)
        return [
            TestLine(one.name, test, in_force(test, tx.at))
            for one in people
            for test in tests
            if test.reviewer_id == one.id
        ]


async def tests_ending(runtime: Runtime) -> list[TestLine]:
    """The tests in force that end within ENDS_SOON and that no later one of the same person follows, soonest first."""
    async with runtime.store.transaction() as tx:
        at = tx.at
        names = {one.id: one.name for one in await tx.reviewers.all() if one.disabled_at is None}
        tests = [one for one in await tx.language_tests.all() if one.reviewer_id in names]
    lasting = {
        (one.reviewer_id, one.language)
        for one in tests
        if in_force(one, at) and in_force(one, at + ENDS_SOON)
    }
    ending = [
        one
        for one in tests
        if ends_soon(one, at, ENDS_SOON) and (one.reviewer_id, one.language) not in lasting
    ]
    ending.sort(key=lambda one: (one.valid_until or date.max, names[one.reviewer_id]))
    return [TestLine(names[one.reviewer_id], one, in_force=True) for one in ending]


def read_language(tag: str) -> str:
    """The language as queues name it. Raises Invalid for what is none, and for one that was not determined."""
    code = language_of(tag)
    if code is None or flaw_in_language(tag) or code == UNDETERMINED:
        mend = "write a language code such as my, shn, rhg"
        raise Invalid("this is not a language code", where="language", mend=mend)
    return code


def _check_words(where: str, text: str) -> None:
    if flaw := flaw_in_id(text, most=WORDS_MAX):
        raise Invalid(flaw.what, where=where, mend=flaw.mend)


def _check_days(tested_on: date, valid_until: date | None, at: datetime) -> None:
    if tested_on > day_of(at + _AHEAD):
        raise Invalid("this day is still to come", where="on", mend="record a test once it was passed")
    if valid_until is not None and valid_until < tested_on:
        raise Invalid("the test would end before it was passed", where="until", mend="write a later day")
