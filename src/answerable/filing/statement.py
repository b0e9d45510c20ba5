"""A statement of reasons as the EU's Transparency Database takes it (Regulation (EU) 2022/2065, Articles 17 and 24(5)).

Fields, words and limits are those of its API, version 2, as documented in June 2026 at
https://transparency.dsa.ec.europa.eu/page/api-documentation. A statement must hold no personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

import msgspec

from answerable.errors import Fault, Invalid
from answerable.filing.words import (
    LANGUAGES,
    AccountDecision,
    AutomatedDecision,
    Category,
    ContentType,
    Country,
    DecisionGround,
    Keyword,
    ProvisionDecision,
    SourceType,
    Visibility,
    YesNo,
)
from answerable.intake.lines import read_struct
from answerable.intake.texts import Flaw

BUNDLE_MAX = 100
"""How many statements one call takes."""
LINE_MAX, EXPLANATION_MAX, FACTS_MAX = 500, 2_000, 5_000
EARLIEST_CONTENT, EARLIEST_APPLICATION, LATEST = date(2000, 1, 1), date(2020, 1, 1), date(2038, 1, 1)

Line = Annotated[str, msgspec.Meta(max_length=LINE_MAX)]
Explanation = Annotated[str, msgspec.Meta(max_length=EXPLANATION_MAX)]
Facts = Annotated[str, msgspec.Meta(min_length=1, max_length=FACTS_MAX)]
Puid = Annotated[str, msgspec.Meta(pattern=r"^[a-zA-Z0-9_-]+$", max_length=LINE_MAX)]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class EuStatement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is sent. Days are `YYYY-MM-DD`; `puid` is the operator's own number of it, and names nobody."""

    decision_ground: DecisionGround
    content_type: tuple[ContentType, ...]
    category: Category
    content_date: Day
    application_date: Day
    decision_facts: Facts
    source_type: SourceType
    automated_detection: YesNo
    automated_decision: AutomatedDecision
    puid: Puid
    decision_visibility: tuple[Visibility, ...] = ()
    decision_visibility_other: Line | None = None
    decision_provision: ProvisionDecision | None = None
    decision_account: AccountDecision | None = None
    decision_ground_reference_url: Line | None = None
    illegal_content_legal_ground: Line | None = None
    illegal_content_explanation: Explanation | None = None
    incompatible_content_ground: Line | None = None
    incompatible_content_explanation: Explanation | None = None
    incompatible_content_illegal: YesNo | None = None
    content_type_other: Line | None = None
    category_addition: tuple[Category, ...] = ()
    category_specification: tuple[Keyword, ...] = ()
    category_specification_other: Line | None = None
    territorial_scope: tuple[Country, ...] = ()
    content_language: str | None = None
    end_date_visibility_restriction: Day | None = None
    end_date_service_restriction: Day | None = None
    end_date_account_restriction: Day | None = None


_NEEDED = {
    DecisionGround.ILLEGAL_CONTENT: ("illegal_content_legal_ground", "illegal_content_explanation"),
    DecisionGround.INCOMPATIBLE_CONTENT: ("incompatible_content_ground", "incompatible_content_explanation"),
}
_RESTRICTIONS = ("decision_visibility", "decision_provision", "decision_account")
_DAYS = {
    "content_date": EARLIEST_CONTENT,
    "application_date": EARLIEST_APPLICATION,
    "end_date_visibility_restriction": EARLIEST_APPLICATION,
    "end_date_service_restriction": EARLIEST_APPLICATION,
    "end_date_account_restriction": EARLIEST_APPLICATION,
}


def read_statement(value: object) -> EuStatement:
    """One statement, read strictly. Raises Invalid with every fault, by field: what the Database would refuse, and
    fields that it would pass over."""
    known = {field.encode_name for field in msgspec.structs.fields(EuStatement)}
    unknown = sorted(set(value) - known) if isinstance(value, dict) else []
    faults = [Fault(where=name, what="is no field of a statement", mend="leave it out") for name in unknown]
    try:
        read = read_struct(value, EuStatement, {}, _together)
    except Invalid as error:
        raise Invalid("", faults=(*error.faults, *faults)) from None
    if faults:
        raise Invalid("", faults=tuple(faults))
    return read


def checked(statement: EuStatement) -> EuStatement:
    """The same, once it is seen that the Database would take it. Raises Invalid."""
    read_statement(msgspec.to_builtins(statement))
    return statement


def bundles(statements: Iterable[EuStatement]) -> Iterable[bytes]:
    """The bodies to send, one after the other, as the endpoint for many takes them; each of at most BUNDLE_MAX."""
    bundle: list[EuStatement] = []
    for one in statements:
        bundle.append(one)
        if len(bundle) == BUNDLE_MAX:
            yield msgspec.json.encode({"statements": bundle})
            bundle = []
    if bundle:
        yield msgspec.json.encode({"statements": bundle})


def _together(sent: Mapping[str, Any]) -> dict[str, Flaw | None]:
    """What is wrong between fields, and with days."""
    found: dict[str, Flaw | None] = {}
    if not any(sent.get(name) for name in (*_RESTRICTIONS, "decision_monetary")):
        found["decision_visibility"] = Flaw("is missing, as are all other restrictions", "name one")
    for ground, names in _NEEDED.items():
        if sent.get("decision_ground") == ground:
            missing = [name for name in names if not sent.get(name)]
            found |= dict.fromkeys(missing, Flaw("is missing for this decision_ground", "say it in words"))
    for name, word, other in (
        ("content_type", ContentType.OTHER, "content_type_other"),
        ("decision_visibility", Visibility.OTHER, "decision_visibility_other"),
    ):
        listed = sent.get(name)
        if isinstance(listed, list | tuple) and word in listed and not sent.get(other):
            found[other] = Flaw(f"is missing beside {word}", "say what it is")
    if sent.get("content_type") in ([], ()):
        found["content_type"] = Flaw("is empty", f"name one, or {ContentType.OTHER}")
    if isinstance(language := sent.get("content_language"), str) and language not in LANGUAGES:
        found["content_language"] = Flaw(
            "is no language that the Database knows", "two capital letters, such as MY"
        )
    return found | {name: _flaw_in_day(sent[name], first) for name, first in _DAYS.items() if sent.get(name)}


def _flaw_in_day(value: object, first: date) -> Flaw | None:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return None  # told by its form
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return Flaw("is no day", "write it as 2018-03-31")
    if not first <= day <= LATEST:
        return Flaw("is a day that the Database refuses", f"from {first} to {LATEST}")
    return None
