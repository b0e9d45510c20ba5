"""Statements of reasons as the EU's Transparency Database takes them: its rules, and that they give nobody away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest

from answerable.errors import Invalid
from answerable.filing.reasons import CATEGORIES, RESTRICTING, statements_of
from answerable.filing.statement import BUNDLE_MAX, EuStatement, bundles, read_statement
from answerable.flow.standards import read_standards
from answerable.records.restriction import Restriction
from answerable.vocabulary import ActionKind, FoundBy, PolicyArea, Source, SubjectKind

AT = datetime(2018, 3, 31, 18, 0, tzinfo=UTC)  # in Myanmar the first of April
ZONE = ZoneInfo("Asia/Yangon")
STANDARDS = read_standards()
DECISION, COPY = UUID(int=1), UUID(int=3)
GOOD: dict[str, Any] = {
    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "Incitement",
    "incompatible_content_explanation": "It calls for violence.",
    "content_type": ["CONTENT_TYPE_TEXT"],
    "category": "STATEMENT_CATEGORY_VIOLENCE",
    "content_date": "2018-03-30",
    "application_date": "2020-03-31",
    "decision_facts": "By one notice.",
    "source_type": "SOURCE_ARTICLE_16",
    "automated_detection": "No",
    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    "puid": "a-1",
}


def a_restriction(number: int = 9, **fields: Any) -> Restriction:
    given: dict[str, Any] = {
        "id": UUID(int=number),
        "decision_id": DECISION,
        "copy_id": None,
        "kind": ActionKind.REMOVE_ITEM,
        "planned_at": AT + timedelta(days=1000),
        "ends_at": None,
        "automated": False,
        "area": PolicyArea.INCITEMENT,
        "ground": "incitement",
        "standards_version": "2018-1",
        "subject_kind": SubjectKind.ITEM,
        "part": None,
        "content_created_at": AT,
        "content_language": "my",
        "content_media": (),
        "content_has_text": True,
        "first_source": Source.USER,
        "first_organisation": None,
        "reports": 3,
        "found_by": None,
    }
    return Restriction(**given | fields)


def as_sent(statement: EuStatement) -> dict[str, Any]:
    return dict(msgspec.json.decode(msgspec.json.encode(statement)))


def made(*restrictions: Restriction, **options: Any) -> list[dict[str, Any]]:
    return [as_sent(one) for one in statements_of(restrictions, STANDARDS, ZONE, **options)]


def faults(**changes: Any) -> dict[str, str]:
    sent = {name: value for name, value in (GOOD | changes).items() if value is not None}
    with pytest.raises(Invalid) as refused:
        read_statement(sent)
    return {fault.where: fault.what for fault in refused.value.faults}


def test_a_statement_that_the_database_takes_is_taken() -> None:
    assert as_sent(read_statement(GOOD)) == GOOD


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"decision_visibility": None}, "decision_visibility"),
        ({"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}, "decision_visibility_other"),
        ({"content_type": ["CONTENT_TYPE_OTHER"]}, "content_type_other"),
        ({"content_type": []}, "content_type"),
        ({"category": "STATEMENT_CATEGORY_SCOPE_OF_PLATFORM_SERVICE"}, "category"),
        ({"incompatible_content_ground": None}, "incompatible_content_ground"),
        ({"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"}, "illegal_content_legal_ground"),
        ({"incompatible_content_explanation": "x" * 2_001}, "incompatible_content_explanation"),
        ({"decision_facts": "x" * 5_001}, "decision_facts"),
        ({"content_date": "1999-12-31"}, "content_date"),
        ({"application_date": "2019-12-31"}, "application_date"),
        ({"application_date": "2020-02-30"}, "application_date"),
        ({"application_date": "31.03.2020"}, "application_date"),
        ({"content_language": "Burmese"}, "content_language"),
        ({"territorial_scope": ["MM"]}, "territorial_scope"),
        ({"puid": "daw mya"}, "puid"),
        ({"automated_detection": True}, "automated_detection"),
        ({"source": "a field of version 1"}, "source"),
    ],
)
def test_what_it_would_refuse_is_named_by_field(changes: dict[str, Any], where: str) -> None:
    assert any(field.startswith(where) for field in faults(**changes))


def test_all_faults_are_named_at_once() -> None:
    assert faults(puid=None, category="?", content_type=[]).keys() == {"puid", "category", "content_type"}


def test_a_decision_on_a_post_is_one_statement_with_all_that_it_restricts() -> None:
    ends = AT + timedelta(days=1007)
    ban = a_restriction(8, kind=ActionKind.TEMPORARY_BAN, ends_at=ends)
    (one,) = made(a_restriction(), ban)
    assert one["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_REMOVED"]
    assert one["decision_account"] == "DECISION_ACCOUNT_SUSPENDED"
    assert one["end_date_account_restriction"] == ends.astimezone(ZONE).date().isoformat()
    assert "end_date_visibility_restriction" not in one
    assert (one["content_date"], one["content_language"]) == ("2018-04-01", "MY")
    assert one["incompatible_content_ground"].endswith("(community standards, version 2018-1, incitement)")
    assert one["category_specification"] == ["KEYWORD_INCITEMENT_VIOLENCE_HATRED"]
    assert "3 notices" in one["decision_facts"]


def test_a_copy_that_was_found_is_a_statement_of_its_own_and_says_what_was_automatic() -> None:
    copy = a_restriction(10, copy_id=COPY, automated=True, found_by=FoundBy.ARRIVAL)
    first, second = made(a_restriction(), copy)
    assert (first["automated_detection"], first["source_type"]) == ("No", "SOURCE_ARTICLE_16")
    assert first["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert (second["automated_detection"], second["source_type"]) == ("Yes", "SOURCE_VOLUNTARY")
    assert second["automated_decision"] == "AUTOMATED_DECISION_PARTIALLY"


def test_a_limit_that_an_alarm_set_was_decided_by_nobody() -> None:
    limit = a_restriction(
        decision_id=None,
        kind=ActionKind.LIMIT_FORWARDING,
        ends_at=AT + timedelta(days=1000, hours=4),
        automated=True,
        first_source=Source.DETECTION,
        reports=0,
    )
    (one,) = made(limit)
    assert one["automated_decision"] == "AUTOMATED_DECISION_FULLY"
    assert one["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"]
    assert "waiting" in one["decision_facts"]


def test_only_designated_organisations_are_trusted_flaggers() -> None:
    one = a_restriction(first_source=Source.TRUSTED_FLAGGER, first_organisation="lab")
    assert made(one)[0]["source_type"] == "SOURCE_ARTICLE_16"
    assert made(one, designated=frozenset({"lab"}))[0]["source_type"] == "SOURCE_TRUSTED_FLAGGER"
    assert "lab" not in msgspec.json.encode(made(one, designated=frozenset({"lab"}))).decode()


@pytest.mark.parametrize("kind", RESTRICTING)
@pytest.mark.parametrize("area", PolicyArea)
def test_every_restriction_in_every_area_makes_a_statement_that_is_taken(
    kind: ActionKind, area: PolicyArea
) -> None:
    """`statements_of` reads each statement as the Database would."""
    ends = None if kind in {ActionKind.REMOVE_ITEM, ActionKind.BAN} else AT + timedelta(days=1001)
    account = a_restriction(
        kind=kind, area=area, ends_at=ends, content_created_at=None, content_has_text=False
    )
    post = a_restriction(
        10, copy_id=COPY, kind=kind, area=area, ends_at=ends, content_media=("https://a/b.JPG?c",)
    )
    assert len(made(account, post)) == 2
    assert set(CATEGORIES) == set(PolicyArea)


def test_a_ground_that_is_gone_and_a_language_of_three_letters_make_no_fault() -> None:
    (one,) = made(a_restriction(standards_version="1999-1", content_language="cnh"))
    assert one["incompatible_content_ground"] == "incitement"
    assert "content_language" not in one


def test_a_hundred_go_in_one_call() -> None:
    many = statements_of([a_restriction(n, decision_id=UUID(int=n)) for n in range(1, 252)], STANDARDS, ZONE)
    sizes = [len(msgspec.json.decode(one)["statements"]) for one in bundles(many)]
    assert sizes == [BUNDLE_MAX, BUNDLE_MAX, 51]
