"""The tables of a transparency report under Implementing Regulation (EU) 2024/2835, in CSV as in its Annex I.

Written are part 4 (notices), part 6 (measures at the provider's own initiative, under its terms) and, of part 8, how
many measures were automatic. Part 5 has no rows of ours: nothing is judged by the law of a country. Cells that nobody
has measured are empty, never zero. Annex II says what each field means.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from statistics import median
from typing import TypeVar

import msgspec

from answerable.filing.categories import KEYWORDS
from answerable.filing.reasons import ACCOUNT, CATEGORIES, VISIBILITY, is_detected
from answerable.filing.words import AccountDecision, Category, Keyword, Visibility
from answerable.records.notice_received import NoticeReceived
from answerable.records.restriction import Restriction
from answerable.vocabulary import PolicyArea

_ITEMS = "Number of specific items of information included in the total number of notices"
NOTICES = (
    "Number of notices received ",
    "Number of notices received from Trusted flaggers",
    _ITEMS,
    f"{_ITEMS} by Trusted Flaggers (Trusted Flagger notices)",
    "Median time to take action",
    "Median time to take action (Trusted Flagger notices)",
    "Number of actions taken on the basis of the law",
    "Number of actions taken on the basis of the law (Trusted Flagger notices)",
    "Number of actions taken on the basis of the terms and conditions of the service",
    "Number of actions taken on the basis of the terms and conditions of the service (Trusted Flagger notices)",
)
MEASURES = (
    "Number of measures taken at the provider's own initiative ",
    "Number of measures taken after detection with solely automated means ",
    "Visibility restriction Removal",
    "Visibility restriction Disable",
    "Visibility restriction Demoted",
    "Visibility restriction Age restricted",
    "Visibility restriction Interaction restricted",
    "Visibility restriction Labelled ",
    "Visibility restriction Other",
    "Monetary restriction Suspension",
    "Monetary restriction Termination",
    "Monetary restriction Other",
    "Provision of the service Suspension",
    "Provision of the service Termination",
    "Account restriction Suspension",
    "Account restriction Termination",
)
_VISIBILITIES = (
    Visibility.CONTENT_REMOVED,
    Visibility.CONTENT_DISABLED,
    Visibility.CONTENT_DEMOTED,
    Visibility.CONTENT_AGE_RESTRICTED,
    Visibility.CONTENT_INTERACTION_RESTRICTED,
    Visibility.CONTENT_LABELLED,
    Visibility.OTHER,
)
HOSTING = "Only for providers of hosting services, including online platforms"
T = TypeVar("T")
Cell = int | float | str
Rows = Iterator[list[Cell]]


class About(msgspec.Struct, frozen=True, kw_only=True):
    """Of which service and which days a report is, both days included."""

    service: str
    first: date
    last: date

    @property
    def period(self) -> str:
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def notices_table(about: About, notices: Sequence[NoticeReceived], designated: frozenset[str]) -> str:
    """Part 4. Actions are counted once a notice that something was done on."""
    head = ["Applicability", "Service", "Reporting period", "Category of illegal content"]
    head += ['Description of the sub-category "Other"', *NOTICES]
    head += [f"Contextual information on {name}" for name in NOTICES]

    def cells(found: Sequence[NoticeReceived]) -> list[Cell]:
        theirs = [one for one in found if one.organisation in designated]
        both = (found, theirs)
        return [
            *(len(some) for some in both),
            *(len({one.subject for one in some}) for some in both),
            *(_median_hours(some) for some in both),
            *(0 for _ in both),
            *(sum(one.acted_at is not None for one in some) for some in both),
        ]

    rows = _by_category(notices, lambda one: _of_notice(one.area), _NOTICE_CATEGORIES, cells)
    blank = [""] * len(NOTICES)
    return _csv(head, ([HOSTING, about.service, about.period, *row, *blank] for row in rows))


def measures_table(about: About, restrictions: Iterable[Restriction]) -> str:
    """Part 6: what was done that no notice came before, each restriction a measure."""
    head = ["Applicability", "Service", "Reporting period"]
    head += ["Category of incompatibility with the provider's terms and conditions"]
    head += ['Description of the sub-category "Other"', *MEASURES]
    head += [f"Contextual Information on {name}" for name in MEASURES]

    def cells(found: Sequence[Restriction]) -> list[Cell]:
        seen = [VISIBILITY[one.kind] for one in found if one.kind in VISIBILITY]
        accounts = [ACCOUNT[one.kind] for one in found if one.kind in ACCOUNT]
        return [
            len(found),
            sum(one.automated for one in found),
            *(seen.count(word) for word in _VISIBILITIES),
            *("" for _ in range(5)),  # of money and of the whole service we know nothing
            accounts.count(AccountDecision.SUSPENDED),
            accounts.count(AccountDecision.TERMINATED),
        ]

    own = [one for one in restrictions if is_detected(one)]
    rows = _by_category(own, lambda one: CATEGORIES[one.area], _MEASURE_CATEGORIES, cells)
    blank = [""] * len(MEASURES)
    return _csv(head, (["All", about.service, about.period, *row, *blank] for row in rows))


def automated_table(about: About, restrictions: Sequence[Restriction]) -> str:
    """Part 8, but for accuracy, which takes an audit."""
    section = "Use of automated means for content moderation"
    rows: list[list[Cell]] = []
    for scope, some in (
        ("Total number", restrictions),
        ("Own-initiative ", [one for one in restrictions if is_detected(one)]),
    ):
        automatic = sum(one.automated for one in some)
        for indicator, value in (
            ("Number of measures solely taken by automated means ", automatic),
            ("Number of measures not taken by automated means", len(some) - automatic),
        ):
            rows.append(["All", about.service, about.period, section, indicator, scope, value, ""])
    head = "Applicability,Service,Reporting period,Section,Indicator,Scope,Value,Contextual Information"
    return _csv(head.split(","), rows)


_MEASURE_CATEGORIES = tuple(one for one in KEYWORDS if one is not Category.NOT_SPECIFIED_NOTICE)
_NOTICE_CATEGORIES = tuple(one for one in KEYWORDS if one is not Category.OTHER_VIOLATION_TC)


def _of_notice(area: PolicyArea) -> tuple[Category, tuple[Keyword, ...]]:
    """What breaks the terms alone is no category of illegal content: such a notice specifies none."""
    category, keywords = CATEGORIES[area]
    return (
        (Category.NOT_SPECIFIED_NOTICE, ())
        if category is Category.OTHER_VIOLATION_TC
        else (category, keywords)
    )


def _by_category(
    found: Sequence[T],
    of: Callable[[T], tuple[Category, tuple[Keyword, ...]]],
    categories: Iterable[Category],
    cells: Callable[[Sequence[T]], list[Cell]],
) -> Rows:
    yield ["TOTAL", "", *cells(found)]
    for category in categories:
        inside = [(of(one)[1], one) for one in found if of(one)[0] is category]
        yield [category, "", *cells([one for _, one in inside])]
        for keyword in KEYWORDS[category]:
            other = keyword is Keyword.OTHER
            some = [one for words, one in inside if keyword in words or (other and not words)]
            yield [keyword, "not told apart further" if other and some else "", *cells(some)]


def _median_hours(notices: Sequence[NoticeReceived]) -> float | str:
    """Of those that something was done on; "" where there is none. Annex II lets the others be left out."""
    hours = [
        (one.acted_at - one.received_at).total_seconds() / 3600 for one in notices if one.acted_at is not None
    ]
    return round(median(hours), 1) if hours else ""


def _csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """RFC 4180, to be written in UTF-8."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
