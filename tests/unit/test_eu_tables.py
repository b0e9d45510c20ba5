"""The tables of a transparency report: laid out as Annex I has them, counted as Annex II says."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

from answerable.filing.tables import About, automated_table, measures_table, notices_table
from answerable.records.notice_received import NoticeReceived
from answerable.vocabulary import ActionKind, FoundBy, PolicyArea, Source
from tests.unit.test_eu_statements import a_restriction

ABOUT = About(service="Courier, of Yangon", first=date(2018, 1, 1), last=date(2018, 6, 30))
AT = datetime(2018, 3, 1, tzinfo=UTC)
CATEGORY = "Category of illegal content"


def a_notice(**fields: Any) -> NoticeReceived:
    given: dict[str, Any] = {
        "area": PolicyArea.HATE,
        "organisation": None,
        "subject": "item m1",
        "received_at": AT,
        "acted_at": None,
    }
    return NoticeReceived(**given | fields)


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(table, newline="")))


def row(table: str, column: str, word: str) -> dict[str, str]:
    return next(one for one in rows(table) if one[column] == word)


def test_notices_are_counted_one_by_one_and_items_once() -> None:
    """Two notices of one post are two; an action on them is counted for each that it came after."""
    notices = [
        a_notice(acted_at=AT + timedelta(hours=10)),
        a_notice(acted_at=AT + timedelta(hours=31)),
        a_notice(organisation="lab", subject="item m2"),
        a_notice(organisation="other", subject="item m2", area=PolicyArea.SEXUAL),
    ]
    table = notices_table(ABOUT, notices, frozenset({"lab"}))
    total = row(table, CATEGORY, "TOTAL")
    assert total["Service"] == "Courier, of Yangon"
    assert total["Reporting period"] == "2018-01-01/2018-06-30"
    assert total["Number of notices received "] == "4"
    assert total["Number of notices received from Trusted flaggers"] == "1"
    assert total["Number of specific items of information included in the total number of notices"] == "2"
    assert total["Median time to take action"] == "20.5"
    assert total["Median time to take action (Trusted Flagger notices)"] == ""
    assert total["Number of actions taken on the basis of the law"] == "0"
    assert total["Number of actions taken on the basis of the terms and conditions of the service"] == "2"
    assert row(table, CATEGORY, "KEYWORD_HATE_SPEECH")["Number of notices received "] == "3"
    assert (
        row(table, CATEGORY, "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE")["Number of notices received "] == "1"
    )
    assert "STATEMENT_CATEGORY_OTHER_VIOLATION_TC" not in table


def test_only_what_no_notice_came_before_is_own_initiative() -> None:
    own = [
        a_restriction(1, copy_id=UUID(int=7), found_by=FoundBy.ARRIVAL, automated=True),
        a_restriction(2, first_source=Source.DETECTION, kind=ActionKind.LABEL, ends_at=AT),
        a_restriction(3, first_source=Source.DETECTION, kind=ActionKind.TEMPORARY_BAN, ends_at=AT),
    ]
    restrictions = [*own, a_restriction(4), a_restriction(5, copy_id=UUID(int=8), found_by=FoundBy.REPORT)]
    total = rows(measures_table(ABOUT, restrictions))[0]
    assert total["Number of measures taken at the provider's own initiative "] == "3"
    assert total["Number of measures taken after detection with solely automated means "] == "1"
    assert total["Visibility restriction Removal"] == "1"
    assert total["Visibility restriction Labelled "] == "1"
    assert total["Account restriction Suspension"] == "1"
    assert total["Monetary restriction Suspension"] == ""
    values = {
        (one["Indicator"].strip(), one["Scope"].strip()): one["Value"]
        for one in rows(automated_table(ABOUT, restrictions))
    }
    assert values["Number of measures solely taken by automated means", "Total number"] == "1"
    assert values["Number of measures not taken by automated means", "Total number"] == "4"
    assert values["Number of measures not taken by automated means", "Own-initiative"] == "2"


def test_a_categorys_rows_add_up() -> None:
    areas = [a_notice(area=area) for area in PolicyArea]
    count = "Number of notices received "
    found = rows(notices_table(ABOUT, areas, frozenset()))
    categories = [one for one in found if one[CATEGORY].startswith("STATEMENT_")]
    assert sum(int(one[count]) for one in categories) == int(found[0][count]) == len(PolicyArea)
    assert len(found) == 91
    assert len(rows(measures_table(ABOUT, []))) == 98
