"""A language counts with a test in force, from its day to its last day, and with nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from answerable.cases.reading import ends_soon, for_reader, in_force, is_read, languages_read
from answerable.records.case import Case
from answerable.records.language_test import LanguageTest
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import CaseState, PolicyArea, Role, Service, Source, SubjectKind

DAYS = st.dates(date(2018, 1, 1), date(2018, 12, 31))
TIMES = st.datetimes(datetime(2018, 1, 1), datetime(2018, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - it takes naive limits
LANGUAGES = st.sampled_from(["my", "shn", "rhg", "en"])
ROLES = st.sets(st.sampled_from(Role), min_size=1).map(tuple)
WHO = UUID(int=1)


@st.composite
def language_tests(draw: st.DrawFn) -> LanguageTest:
    tested_on = draw(DAYS)
    return LanguageTest(
        id=UUID(int=draw(st.integers(0, 2**64))),
        reviewer_id=UUID(int=draw(st.integers(1, 2))),
        language=draw(LANGUAGES),
        tested_on=tested_on,
        level="C1",
        examiner="Daw Khin",
        recorded_at=datetime(2018, 1, 1, tzinfo=UTC),
        valid_until=draw(st.none() | DAYS.filter(lambda day: day >= tested_on)),
        withdrawn_at=draw(st.none() | TIMES),
    )


def a_reviewer(languages: tuple[str, ...], roles: tuple[Role, ...] = (Role.REVIEWER,)) -> Reviewer:
    return Reviewer(
        id=WHO, name="Thiri", password_hash="", roles=roles, languages=languages,
        created_at=datetime(2018, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@given(language_tests(), TIMES)
def test_a_test_holds_from_its_day_to_its_last_day_unless_withdrawn(test: LanguageTest, at: datetime) -> None:
    begins = datetime(*test.tested_on.timetuple()[:3], tzinfo=UTC)
    last = test.valid_until or date(9998, 1, 1)
    ends = datetime(*last.timetuple()[:3], tzinfo=UTC) + timedelta(days=1)
    assert in_force(test, at) == (begins <= at < min(ends, test.withdrawn_at or ends))


@given(st.lists(language_tests(), max_size=6), st.sets(LANGUAGES).map(tuple), ROLES, TIMES)
def test_only_a_language_with_a_test_of_ones_own_in_force_is_read(
    tests: list[LanguageTest], claimed: tuple[str, ...], roles: tuple[Role, ...], at: datetime
) -> None:
    read = languages_read(a_reviewer(claimed, roles), tests, at)
    assert set(read) <= set(claimed)
    for language in claimed:
        held = any(one.reviewer_id == WHO and one.language == language and in_force(one, at) for one in tests)
        assert (language in read) == (held and bool({Role.REVIEWER, Role.LEAD} & set(roles)))


@given(language_tests(), TIMES, st.integers(1, 90))
def test_a_test_that_ends_soon_holds_now_and_not_then(test: LanguageTest, at: datetime, days: int) -> None:
    soon = ends_soon(test, at, timedelta(days=days))
    lasting = test.withdrawn_at is None
    if lasting:
        assert soon == (in_force(test, at) and not in_force(test, at + timedelta(days=days)))
    if soon:
        assert in_force(test, at)


def test_a_language_that_was_not_determined_is_anybodys() -> None:
    assert is_read("und", ())
    assert not is_read("rhg", ("my",))


def a_case(number: int, language: str, detected: str | None) -> Case:
    at = datetime(2018, 1, 1, tzinfo=UTC)
    return Case(
        id=UUID(int=number), platform_id="p", subject_kind=SubjectKind.ITEM, subject_id=str(number),
        service=Service.FEED, area=PolicyArea.HATE, language=language, state=CaseState.WAITING, severity=3, reach=1,
        reports=1, first_source=Source.USER, opened_at=at, waiting_since=at, due_at=at, detected_language=detected,
    )  # fmt: skip


def test_what_seems_to_be_in_a_language_that_one_does_not_read_comes_last_but_not_what_seems_burmese() -> (
    None
):
    cases = [
        a_case(1, "und", "shn"), a_case(2, "und", "my"), a_case(3, "und", None), a_case(4, "en", None),
        a_case(5, "und", "en"), a_case(6, "en", "shn"), a_case(7, "und", "cnh"),
    ]  # fmt: skip
    order = [case.id.int for case in for_reader(cases, ("en", "und"))]
    assert order == [2, 3, 4, 5, 6, 1, 7]
    assert for_reader(cases, ()) == cases  # a lead sees all, in their order
