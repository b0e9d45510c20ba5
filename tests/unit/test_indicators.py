"""The indicators: exact definitions, each by a slow second reading of it, and rows that show nobody."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import Invalid
from answerable.indicators import exact, registry
from answerable.indicators.describe import describe
from answerable.indicators.indicator import Indicator
from answerable.indicators.kaplan_meier import quantile, restricted_mean, survival
from answerable.indicators.months import Month, borders, month_of, parse_month
from answerable.indicators.rows import (
    WITHHELD,
    CaseRow,
    ClusterRow,
    CohortReport,
    CopyRow,
    MonthRows,
    ReportRow,
)
from answerable.indicators.tables import CASE_WORDS, REPORT_WORDS, bucket, make_rows, whole_hours
from answerable.indicators.withholding import LEAST
from answerable.vocabulary import Outcome
from tests.indicator_cases import CASES, rows_of

YANGON = ZoneInfo("Asia/Yangon")
AS_OF = datetime(2018, 4, 5, tzinfo=UTC)
START = datetime(2018, 2, 28, 17, 30, tzinfo=UTC)

some_hours = st.lists(st.integers(0, 400), max_size=40)


# ---- exact decimals


@given(st.fractions(min_value=0, max_value=10**6), st.sampled_from([3, 4]))
def test_decimals_are_the_exact_fraction_rounded_half_to_even(value: Fraction, places: int) -> None:
    text = exact.decimal(value, places)
    assert re.fullmatch(rf"[0-9]+\.[0-9]{{{places}}}", text)
    error = abs(Fraction(Decimal(text)) - value)
    assert error <= Fraction(1, 2 * 10**places)
    if error == Fraction(1, 2 * 10**places):
        assert int(text[-1]) % 2 == 0


@given(st.integers(0, 10**7), st.sampled_from([3, 4]))
def test_decimals_agree_with_decimal_arithmetic_at_the_halves(halves: int, places: int) -> None:
    value = Fraction(halves, 2 * 10**places)
    quantum = Decimal(1).scaleb(-places)
    expected = (Decimal(halves) / (2 * 10**places)).quantize(quantum, rounding=ROUND_HALF_EVEN)
    assert Decimal(exact.decimal(value, places)) == expected


def test_a_share_of_nothing_is_not_a_number() -> None:
    assert exact.share(0, 0) is None
    assert exact.share(1, 3) == "0.3333"
    assert exact.share(3, 3) == "1.0000"


# ---- Kaplan-Meier


def slow_survival(ends: list[int], opens: list[int], t: int) -> Fraction:
    """S(t) by the product as it is written down."""
    share = Fraction(1)
    for s in range(t + 1):
        d = ends.count(s)
        n = sum(hours >= s for hours in [*ends, *opens])
        if d > 0:
            share *= 1 - Fraction(d, n)
    return share


@given(st.lists(st.integers(0, 60), max_size=25), st.lists(st.integers(0, 60), max_size=25))
def test_survival_and_its_quantiles_are_those_of_the_definition(ends: list[int], opens: list[int]) -> None:
    slow = [slow_survival(ends, opens, t) for t in range(62)]
    steps = survival(ends, opens)
    for t, expected in enumerate(slow):
        assert next((s.waiting for s in reversed(steps) if s.hours <= t), Fraction(1)) == expected
    for left in (Fraction(1, 2), Fraction(1, 10)):
        first = next((t for t, share in enumerate(slow) if share <= left), None)
        assert quantile(steps, left) == first


@given(some_hours, some_hours)
def test_the_restricted_mean_is_the_sum_of_the_definition(ends: list[int], opens: list[int]) -> None:
    found = restricted_mean(ends, opens)
    if not ends and not opens:
        assert found is None
        return
    last = max([*ends, *opens])
    if slow_survival(ends, opens, last) > 0 and last < 336:
        assert found is None
        return
    distinct = sorted({0, *(t for t in ends if t < 336)})
    spans = zip(distinct, [*distinct[1:], 336], strict=True)
    assert found == sum(slow_survival(ends, opens, t) * (until - t) for t, until in spans)


@given(st.lists(st.integers(0, 335), min_size=1, max_size=40))
def test_with_nothing_open_it_is_the_plain_mean_and_median(ends: list[int]) -> None:
    assert restricted_mean(ends, []) == Fraction(sum(ends), len(ends))
    assert quantile(survival(ends, []), Fraction(1, 2)) == sorted(ends)[(len(ends) + 1) // 2 - 1]


@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=30),
    st.lists(st.integers(0, 99), min_size=1, max_size=30),
)
def test_who_waits_longest_makes_the_figures_longer(ends: list[int], longer: list[int]) -> None:
    opens = [max(ends) + more for more in longer]
    for left in (Fraction(1, 2), Fraction(1, 10)):
        closed_only = quantile(survival(ends, []), left)
        honest = quantile(survival(ends, opens), left)
        assert closed_only is not None
        assert honest is None or honest >= closed_only
    if len(opens) > len(ends):
        assert quantile(survival(ends, opens), Fraction(1, 2)) is None


# ---- months


@given(st.timedeltas(timedelta(0), timedelta(days=50_000)))
def test_each_moment_lies_in_exactly_the_month_that_it_falls_in(since: timedelta) -> None:
    at = datetime(1971, 1, 1, tzinfo=UTC) + since
    month = month_of(at, YANGON)
    border = borders(month, YANGON)
    assert border.start <= at < border.end
    assert border.end == borders(month.next(), YANGON).start


@pytest.mark.parametrize(
    ("at", "month"),
    [
        ("2017-12-31T17:29:59.999999+00:00", "2017-12"),
        ("2017-12-31T17:30:00+00:00", "2018-01"),
        ("2018-02-28T17:30:00+00:00", "2018-03"),
        ("2016-02-29T17:29:59+00:00", "2016-02"),
    ],
)
def test_a_month_begins_at_midnight_in_yangon(at: str, month: str) -> None:
    assert str(month_of(datetime.fromisoformat(at), YANGON)) == month


def test_a_year_ends_after_december() -> None:
    assert Month(2017, 12).next() == Month(2018, 1)
    assert borders(parse_month("2017-12"), YANGON).end == datetime(2017, 12, 31, 17, 30, tzinfo=UTC)
    assert borders(parse_month("2018-03"), YANGON).publishable == datetime(2018, 4, 2, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "2018", "2018-13", "2018-00", "2018-3", "18-03", "2018-03\n", "၂၀၁၈-၀၃"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_month(text)


# ---- rows


@given(st.integers(0, 10**9), st.integers(0, 10**6 - 1))
def test_hours_are_rounded_up(seconds: int, microseconds: int) -> None:
    length = timedelta(seconds=seconds, microseconds=microseconds)
    found = whole_hours(length)
    assert (found - 1) * timedelta(hours=1) < length <= found * timedelta(hours=1)


@pytest.mark.parametrize(
    ("reports", "name"),
    [
        (1, "1"),
        (2, "2-4"),
        (4, "2-4"),
        (5, "5-9"),
        (9, "5-9"),
        (10, "10-49"),
        (49, "10-49"),
        (50, "50+"),
        (999, "50+"),
    ],
)
def test_buckets(reports: int, name: str) -> None:
    assert bucket(reports) == name


@st.composite
def cohorts(draw: st.DrawFn) -> list[CohortReport]:
    """Cohorts with few words or many, few reporters or many."""
    chance = random.Random(draw(st.integers()))
    count, people = draw(st.integers(0, 120)), draw(st.integers(1, 60))
    variety, open_share = draw(st.integers(1, 4)), draw(st.sampled_from([0, 0.02, 0.3, 0.98, 1]))
    cases = [UUID(int=place) for place in range(draw(st.integers(1, 40)))]
    return [_report(chance, place, people, variety, open_share, cases) for place in range(count)]


def _report(
    chance: random.Random, place: int, people: int, variety: int, open_share: float, cases: list[UUID]
) -> CohortReport:
    is_open = chance.random() < open_share
    case = chance.choice(cases)
    received = START + timedelta(seconds=chance.randrange(31 * 86400))
    reviewed = received + timedelta(seconds=chance.randrange(3 * 86400))

    def word(name: str, source: random.Random = chance) -> str:
        return f"{name}{min(source.randrange(variety), source.randrange(variety))}"

    of_case = random.Random(case.int)
    return CohortReport(
        id=UUID(int=place),
        case_id=case,
        reporter=str(chance.randrange(people)),
        area=word("area"),
        country=chance.choice(["MM", "MM", None]),
        language=word("l"),
        service=word("s", of_case),
        source=word("source"),
        subject_kind=chance.choice(["item", "account"]),
        outcome="open" if is_open else chance.choice([o.value for o in Outcome if o != Outcome.OPEN]),
        received_at=received,
        first_reviewed_at=None if is_open else reviewed,
        answered_at=None if is_open else reviewed + timedelta(hours=1),
        case_area=word("area", of_case),
        case_country="MM",
        case_language=word("l", of_case),
        case_service=word("s", of_case),
        case_first_source=word("source", of_case),
    )


def words(row: ReportRow | CaseRow, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in names)


@given(cohorts())
def test_every_combination_holds_five_reporters_or_nothing_more_can_be_withheld(
    cohort: list[CohortReport],
) -> None:
    rows = make_rows(cohort, AS_OF, 48)
    assert rows.withheld == (len({report.reporter for report in cohort}) < LEAST)
    if rows.withheld:
        assert not rows.reports
        assert not rows.cases
        return
    behind: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for report, row in zip(cohort, rows.reports, strict=True):
        behind[words(row, REPORT_WORDS)].add(report.reporter)
    sides: dict[bool, set[str]] = defaultdict(set)  # open or not: that shows anyway
    for report in cohort:
        sides[report.outcome == "open"].add(report.reporter)
    for combination, reporters in behind.items():
        if len(sides[combination[-1] == "open"]) >= LEAST:
            assert len(reporters) >= LEAST, combination
        else:
            assert set(combination[:-1]) == {WITHHELD}


@given(cohorts())
def test_every_combination_of_cases_holds_five_reporters(cohort: list[CohortReport]) -> None:
    rows = make_rows(cohort, AS_OF, 48)
    if rows.withheld:
        return
    order = list(dict.fromkeys(report.case_id for report in cohort))
    behind: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for case, row in zip(order, rows.cases, strict=True):
        behind[words(row, CASE_WORDS)] |= {one.reporter for one in cohort if one.case_id == case}
    assert all(len(reporters) >= LEAST for reporters in behind.values())


@given(cohorts())
def test_withholding_changes_no_time_and_no_openness_and_only_withholds(cohort: list[CohortReport]) -> None:
    rows = make_rows(cohort, AS_OF, 48)
    for report, row in zip(cohort, rows.reports, strict=rows.withheld is False):
        is_open = report.answered_at is None
        assert (row.outcome == "open") == is_open == (row.answer_hours is None)
        assert (row.answer_open_hours is None) != (row.answer_hours is None)
        assert (row.review_open_hours is None) != (row.review_hours is None)
        assert (row.answer_open_hours or row.answer_hours) == whole_hours(
            (report.answered_at or AS_OF) - report.received_at
        )
        true = [report.country or "??", *(getattr(report, name) for name in REPORT_WORDS[1:])]
        shown = words(row, REPORT_WORDS)
        assert all(said in (fact, WITHHELD) for said, fact in zip(shown, true, strict=True))
        lost = [said == WITHHELD for said in shown if said != "open"]
        assert lost == sorted(lost, reverse=True), "words are withheld in their order"


def _plain(place: int, **given: str) -> CohortReport:
    chance = random.Random(1)
    report = _report(chance, place, 1, 1, 0, [UUID(int=place)])
    fields = {"reporter": str(place), "country": "MM", "subject_kind": "item", "outcome": "removed", **given}
    return msgspec.structs.replace(report, **fields)


def test_nothing_is_withheld_that_need_not_be() -> None:
    cohort = [_plain(place) for place in range(5)] + [
        _plain(place, outcome="no_violation") for place in range(5)
    ]
    rows = make_rows(cohort, AS_OF, 48)
    assert all(WITHHELD not in words(row, REPORT_WORDS) for row in rows.reports)
    assert all(WITHHELD not in words(row, CASE_WORDS) for row in rows.cases)


def test_a_rare_country_costs_rows_their_country_and_never_their_outcome() -> None:
    cohort = [_plain(place) for place in range(50)] + [_plain(50, country="TH"), _plain(51, country="TH")]
    rows = make_rows(cohort, AS_OF, 48)
    withheld = [row for row in rows.reports if row.country == WITHHELD]
    assert len(withheld) == LEAST
    assert {row.outcome for row in rows.reports} == {"removed"}
    assert {row.language for row in rows.reports} == {cohort[0].language}


def test_one_person_who_reports_often_is_one_person() -> None:
    cohort = [_plain(place) for place in range(20)] + [
        _plain(20 + place, country="TH", reporter="20") for place in range(10)
    ]
    rows = make_rows(cohort, AS_OF, 48)
    assert all(row.country == WITHHELD for row in rows.reports[20:])


def test_a_report_answered_after_the_rows_were_made_is_open_in_them() -> None:
    late = msgspec.structs.replace(_plain(0), answered_at=AS_OF + timedelta(seconds=1))
    rows = make_rows([late, *(_plain(place) for place in range(1, 9))], AS_OF, 48)
    assert rows.reports[0].outcome == "open"


# ---- the contract that every indicator passes


def example_rows() -> MonthRows:
    """The example of spec/indicators.md."""
    closed = [(29, 30), (30, 30), (48, 49), (50, 50)]
    said = {"area": "false_information", "country": "MM", "language": "my", "service": "messenger"}
    reports = [
        ReportRow(
            **said, source="user", subject_kind="item", outcome="removed",
            review_hours=review, review_open_hours=None, answer_hours=answer, answer_open_hours=None,
        )
        for review, answer in closed
    ]  # fmt: skip
    waiting = ReportRow(
        **said, source="user", subject_kind="item", outcome="open",
        review_hours=None, review_open_hours=60, answer_hours=None, answer_open_hours=60,
    )  # fmt: skip
    case = CaseRow(**said, first_source="user", subject_kind="item", reports="2-4")
    place = {"area": "false_information", "country": "MM"}
    clusters = [
        ClusterRow(**place, copies="2-4", span="to_3_days"),
        ClusterRow(**place, copies="0", span="none"),
    ]
    copies = [
        CopyRow(**place, fate=fate, match=match, thresholds="1")
        for fate, match in (
            ("removed", "exact"),
            ("removed", "near"),
            ("removed", "near"),
            ("kept", "near"),
        )
    ]
    return MonthRows([*reports, waiting], [case, case], 48, clusters=clusters, copies=copies)


def test_the_example_of_the_specification() -> None:
    clock = {"closed": 4, "n": 5, "open": 1, "p90_hours": None, "restricted_mean_hours": None}
    target = {"n": 5, "open_late": 1, "target_hours": 48}
    assert registry.figures(example_rows()) == {
        "1": {"cases": 2, "cases_withheld": 0, "items": 2, "reports": 5},
        "2": {
            "already_gone": 0, "deleted_by_author": 0, "n": 5, "no_violation": 0, "open": 1, "other_action": 0,
            "removed": 4, "removed_share": "0.8000", "withheld": 0,
        },
        "4": {
            "answer": {**clock, "median_hours": 49, "naive_mean_hours": "39.750"},
            "review": {**clock, "median_hours": 48, "naive_mean_hours": "39.250"},
        },
        "5": {
            "answer": {
                **target, "late": 2, "late_share": "0.6000", "within_target_share": "0.4000",
                "after_target_share": "0.4000",
            },
            "review": {
                **target, "late": 1, "late_share": "0.4000", "within_target_share": "0.6000",
                "after_target_share": "0.2000",
            },
        },
        "10": {
            "cases": 2, "copies": 4, "copies_per_case": "2.000", "removed_unreported": 0, "removed_reported": 0,
            "removed": 3, "kept": 1, "waiting": 0, "withheld": 0, "removed_share": "0.7500", "unreported_share": None,
            "thresholds": "1",
            "cases_by_copies": {
                "0": 1, "1": 0, "2-4": 1, "5-9": 0, "10-49": 0, "50-499": 0, "500+": 0, "*": 0,
            },
            "cases_by_span": {
                "none": 1, "to_1_hour": 0, "to_6_hours": 0, "to_1_day": 0, "to_3_days": 1, "to_7_days": 0,
                "over_7_days": 0, "*": 0,
            },
        },
    }  # fmt: skip


@pytest.mark.parametrize("one", registry.INDICATORS, ids=lambda one: one.number)
class TestEveryIndicator:
    def test_declares_what_it_counts(self, one: Indicator) -> None:
        assert re.fullmatch(r"[1-9][0-9]?", one.number)
        assert one.version >= 1
        assert one.question.endswith("?")
        assert all([one.title, one.population, one.numerator, one.denominator])
        assert one.caveats

    def test_gives_exact_figures_only(self, one: Indicator) -> None:
        def check(value: object) -> None:
            if isinstance(value, dict):
                assert all(isinstance(name, str) for name in value)
                for inner in value.values():
                    check(inner)
            else:
                assert value is None or type(value) in (int, str)

        check(one.compute(FULL))

    def test_has_an_answer_for_an_empty_month_with_the_same_names(self, one: Indicator) -> None:
        empty, full = one.compute(without_rows(FULL)), one.compute(FULL)
        assert empty.keys() == full.keys()
        for name, value in empty.items():
            if isinstance(value, dict) and name not in ("countries", "languages", "unread"):
                assert value.keys() == full[name].keys()  # type: ignore[union-attr]  # nested in both

    def test_does_not_depend_on_the_order_of_rows(self, one: Indicator) -> None:
        turned = {name: rows[::-1] for name, rows in FULL.tables.items()}
        assert one.compute(msgspec.structs.replace(FULL, **turned)) == one.compute(FULL)

    def test_is_not_measured_without_one_of_its_tables(self, one: Indicator) -> None:
        for name in one.tables - one.takes:
            assert one not in registry.measured(msgspec.structs.replace(FULL, **{name: None}))
        for name in one.takes:
            lacking = msgspec.structs.replace(FULL, **{name: None})
            assert None in registry.figures(lacking)[one.number].values()  # type: ignore[union-attr]  # said, not 0


FULL = rows_of(CASES[0])


def without_rows(rows: MonthRows) -> MonthRows:
    return msgspec.structs.replace(rows, **dict.fromkeys(rows.tables, ()))


def test_numbers_are_unique() -> None:
    assert len({one.number for one in registry.INDICATORS}) == len(registry.INDICATORS)


def test_the_documentation_is_that_of_the_registry() -> None:
    written = Path(__file__).parents[2] / "docs" / "indicators.md"
    mend = "run `python -m answerable.indicators.describe > docs/indicators.md`"
    assert written.read_text(encoding="utf-8") == describe(), mend


# ---- the three classic errors: what others did, and what is done here


def closed(hours: int) -> ReportRow:
    return ReportRow(
        area="hate", country="MM", language="my", outcome="removed", service="feed", source="user",
        subject_kind="item", review_hours=hours, review_open_hours=None, answer_hours=hours, answer_open_hours=None,
    )  # fmt: skip


def still_open(hours: int) -> ReportRow:
    return msgspec.structs.replace(
        closed(0), outcome="open", review_hours=None, review_open_hours=hours, answer_hours=None,
        answer_open_hours=hours,
    )  # fmt: skip


CLASSIC = MonthRows([*map(closed, [1, 2, 3, 4, 90, 100]), *map(still_open, [200, 300, 400])], [], 48)


def answers_of(rows: MonthRows, number: str = "4") -> dict[str, Any]:
    figures: Any = registry.figures(rows)
    found: dict[str, Any] = figures[number]["answer"]
    return found


def test_what_was_not_closed_the_same_day_counts() -> None:
    """Wrong: among the reports closed within a day, half are closed after 2 hours and none is late."""
    same_day = [
        row.answer_hours for row in CLASSIC.reports if row.answer_hours is not None and row.answer_hours <= 24
    ]
    wrong = sorted(same_day)[(len(same_day) + 1) // 2 - 1], sum(hours > 48 for hours in same_day)
    assert wrong == (2, 0)
    assert answers_of(CLASSIC)["median_hours"] == 90
    late = answers_of(CLASSIC, "5")
    assert (late["late"], late["open_late"], late["late_share"]) == (2, 3, "0.5556")


def test_a_mean_is_not_called_a_median() -> None:
    """Wrong: the mean of what is closed, 33.3 hours, as "the median". It has its own name, which says what it is."""
    ended = [row.answer_hours for row in CLASSIC.reports if row.answer_hours is not None]
    wrong = Fraction(sum(ended), len(ended))
    assert exact.hours(wrong) == "33.333"
    assert answers_of(CLASSIC)["naive_mean_hours"] == "33.333"
    assert answers_of(CLASSIC)["median_hours"] == 90


def test_open_reports_are_not_left_out() -> None:
    """Wrong: the median of what is closed, 3 hours, and nine in ten after 100. The open ones are the slow ones."""
    ended = [row.answer_hours for row in CLASSIC.reports if row.answer_hours is not None]
    wrong = [quantile(survival(ended, []), left) for left in (Fraction(1, 2), Fraction(1, 10))]
    assert wrong == [3, 100]
    assert (answers_of(CLASSIC)["median_hours"], answers_of(CLASSIC)["p90_hours"]) == (90, None)
    assert (answers_of(CLASSIC)["n"], answers_of(CLASSIC)["open"]) == (9, 3)
