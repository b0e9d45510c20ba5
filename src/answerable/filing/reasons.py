"""From what was done to the statements of reasons that are filed of it: one for each decision on each post or account.

Nothing that a person wrote goes in, nor any name, id or time of day: the Database is public and takes no personal
data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from answerable.filing.statement import EXPLANATION_MAX, LINE_MAX, EuStatement, checked
from answerable.filing.words import (
    LANGUAGES,
    AccountDecision,
    AutomatedDecision,
    Category,
    ContentType,
    Country,
    DecisionGround,
    Keyword,
    SourceType,
    Visibility,
    YesNo,
)
from answerable.records.restriction import Restriction
from answerable.records.standard import Standards
from answerable.vocabulary import ActionKind, FoundBy, PolicyArea, Source, SubjectKind

CATEGORIES: Mapping[PolicyArea, tuple[Category, tuple[Keyword, ...]]] = {
    PolicyArea.INCITEMENT: (Category.VIOLENCE, (Keyword.INCITEMENT_VIOLENCE_HATRED,)),
    PolicyArea.HATE: (Category.ILLEGAL_OR_HARMFUL_SPEECH, (Keyword.HATE_SPEECH,)),
    PolicyArea.FALSE_INFORMATION: (
        Category.NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS,
        (Keyword.MISINFORMATION_DISINFORMATION,),
    ),
    PolicyArea.HARASSMENT: (Category.CYBER_VIOLENCE, (Keyword.CYBER_HARASSMENT,)),
    PolicyArea.THREAT: (Category.VIOLENCE, ()),
    PolicyArea.SEXUAL: (Category.OTHER_VIOLATION_TC, (Keyword.NUDITY,)),
    PolicyArea.CHILD_SAFETY: (Category.PROTECTION_OF_MINORS, ()),
    PolicyArea.SELF_HARM: (Category.SELF_HARM, ()),
    PolicyArea.FRAUD: (Category.SCAMS_AND_FRAUD, ()),
    PolicyArea.FAKE_ACCOUNT: (Category.SCAMS_AND_FRAUD, (Keyword.INAUTHENTIC_ACCOUNTS,)),
    PolicyArea.OTHER: (Category.OTHER_VIOLATION_TC, ()),
}
VISIBILITY: Mapping[ActionKind, Visibility] = {
    ActionKind.REMOVE_ITEM: Visibility.CONTENT_REMOVED,
    ActionKind.LIMIT_FORWARDING: Visibility.CONTENT_INTERACTION_RESTRICTED,
    ActionKind.LABEL: Visibility.CONTENT_LABELLED,
    ActionKind.HOLD_FOR_REVIEW: Visibility.OTHER,
}
ACCOUNT: Mapping[ActionKind, AccountDecision] = {
    ActionKind.TEMPORARY_BAN: AccountDecision.SUSPENDED,
    ActionKind.BAN: AccountDecision.TERMINATED,
}
RESTRICTING = (*VISIBILITY, *ACCOUNT)
"""What a statement is owed for. A warning restricts nothing (Article 17(1))."""
HELD = (
    "What says the same is held back until a person has looked, for a time that is told to whoever sends it."
)
UNDER_REVIEW = "harmful content, of which nobody has judged yet"
_SUFFIXES = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".avif"), ContentType.IMAGE),
    **dict.fromkeys((".mp4", ".webm", ".mov", ".mkv", ".3gp", ".avi"), ContentType.VIDEO),
    **dict.fromkeys((".mp3", ".ogg", ".opus", ".m4a", ".wav", ".aac", ".amr"), ContentType.AUDIO),
}
FOUND_BY_US = frozenset({FoundBy.ARRIVAL, FoundBy.SEARCH})  # copies that nobody reported
_ORDER = list(ContentType)


def statements_of(
    restrictions: Iterable[Restriction],
    standards: Mapping[str, Standards],
    zone: ZoneInfo,
    *,
    designated: frozenset[str] = frozenset(),
    url: str | None = None,
) -> list[EuStatement]:
    """A statement for each decision on each post, copy or account, in the order in which they were made.

    `standards` by version; `designated` are the organisations that a Digital Services Coordinator made trusted flaggers
    (Article 22): notices of others are ordinary ones. Days are those of `zone`. `url` is where the standards stand.
    """
    ordered = sorted(restrictions, key=lambda one: (*_of(one), one.planned_at, one.id))
    made = [
        (min(one.planned_at for one in group), _statement(group, standards, zone, designated, url))
        for group in (list(group) for _, group in groupby(ordered, key=_of))
    ]
    return [statement for _, statement in sorted(made, key=lambda one: (one[0], one[1].puid))]


def _of(one: Restriction) -> tuple[str, str, str]:
    """What one statement is of."""
    return str(one.decision_id or one.id), str(one.copy_id or ""), one.part or ""


def _statement(
    group: list[Restriction],
    standards: Mapping[str, Standards],
    zone: ZoneInfo,
    designated: frozenset[str],
    url: str | None,
) -> EuStatement:
    first = group[0]
    category, keywords = CATEGORIES[first.area]
    visibility = _in_order(Visibility, {VISIBILITY[one.kind] for one in group if one.kind in VISIBILITY})
    accounts = {ACCOUNT[one.kind] for one in group if one.kind in ACCOUNT}
    terminated = AccountDecision.TERMINATED in accounts
    title, why = _ground(first, standards)
    applied = _day(min(one.planned_at for one in group), zone)
    return checked(
        EuStatement(
            decision_visibility=visibility,
            decision_visibility_other=HELD if Visibility.OTHER in visibility else None,
            decision_account=AccountDecision.TERMINATED if terminated else next(iter(accounts), None),
            decision_ground=DecisionGround.INCOMPATIBLE_CONTENT,
            decision_ground_reference_url=url,
            incompatible_content_ground=title[:LINE_MAX],
            incompatible_content_explanation=why[:EXPLANATION_MAX],
            content_type=_content_types(first),
            content_type_other=_other_content(first),
            category=category,
            category_specification=keywords,
            territorial_scope=tuple(Country),
            content_language=_language(first.content_language),
            content_date=_content_day(first, zone) or applied,
            application_date=applied,
            end_date_visibility_restriction=_last_day(group, VISIBILITY, zone),
            end_date_account_restriction=None if terminated else _last_day(group, ACCOUNT, zone),
            decision_facts=_facts(group),
            source_type=_source(first, designated),
            automated_detection=YesNo.YES if is_detected(first) else YesNo.NO,
            automated_decision=_automated(group),
            puid=str(first.id),
        )
    )


def _ground(one: Restriction, standards: Mapping[str, Standards]) -> tuple[str, str]:
    """The ground that the decision cites and why the content is against it, in the standards' own words."""
    version = standards.get(one.standards_version or "")
    ground = version.ground(one.ground) if version else None
    if ground is None:
        name = one.ground or UNDER_REVIEW
        return name, f"The community standards do not allow this: {name}."
    text = ground.text("en")
    cited = f"{text.title} (community standards, version {one.standards_version}, {ground.code})"
    return cited, " ".join((text.summary, *text.not_allowed))


def _facts(group: list[Restriction]) -> str:
    """How it came to be known and who decided, without a word of what was said or by whom."""
    first = group[0]
    if first.found_by in FOUND_BY_US:
        known = "It is a copy of content that was decided on, found by comparing texts or pictures."
    elif first.first_source is Source.DETECTION:
        known = "It came to attention since it spread fast and was rated as a risk."
    else:
        notices = "one notice" if first.reports == 1 else f"{first.reports} notices"
        known = f"It came to attention by {notices}."
    if first.decision_id is None:
        decided = "It was limited for some hours before a person could look, and is waiting for one."
    elif any(one.automated for one in group):
        decided = "A person decided on the content that it is a copy of; that was applied to it without another look."
    else:
        decided = "A person looked at it and decided by the community standards."
    return f"{known} {decided}"


def _source(one: Restriction, designated: frozenset[str]) -> SourceType:
    if is_detected(one):
        return SourceType.VOLUNTARY
    if one.first_organisation in designated:
        return SourceType.TRUSTED_FLAGGER
    return SourceType.ARTICLE_16


def is_detected(one: Restriction) -> bool:
    """Whether no notice came before it."""
    return one.first_source is Source.DETECTION or one.found_by in FOUND_BY_US


def _automated(group: list[Restriction]) -> AutomatedDecision:
    """Of a copy a person decided on another one: in part. Where nobody has looked at all: fully."""
    if group[0].decision_id is None:
        return AutomatedDecision.FULLY
    is_partly = any(one.automated for one in group)
    return AutomatedDecision.PARTIALLY if is_partly else AutomatedDecision.NOT_AUTOMATED


def _content_types(one: Restriction) -> tuple[ContentType, ...]:
    media = {_SUFFIXES.get(_suffix(address), ContentType.OTHER) for address in one.content_media}
    found = media | ({ContentType.TEXT} if one.content_has_text else set())
    return tuple(sorted(found, key=_ORDER.index)) or (ContentType.OTHER,)


def _suffix(address: str) -> str:
    return PurePosixPath(urlsplit(address).path).suffix.lower()


def _other_content(one: Restriction) -> str | None:
    if ContentType.OTHER not in _content_types(one):
        return None
    if one.content_media:
        return "a file whose kind its address does not tell"
    return {SubjectKind.ACCOUNT: "an account", SubjectKind.CONVERSATION: "a conversation"}.get(
        one.subject_kind, "a post without text"
    )


def _language(tag: str | None) -> str | None:
    """The Database knows languages of two letters; of others nothing is said."""
    primary = (tag or "").partition("-")[0].upper()
    return primary if primary in LANGUAGES else None


def _content_day(one: Restriction, zone: ZoneInfo) -> str | None:
    return None if one.content_created_at is None else _day(one.content_created_at, zone)


def _last_day(group: list[Restriction], kinds: Mapping[ActionKind, object], zone: ZoneInfo) -> str | None:
    """When the last of them ends; None where one of them has no end."""
    ends = [one.ends_at for one in group if one.kind in kinds]
    known = [end for end in ends if end is not None]
    return _day(max(known), zone) if known and len(known) == len(ends) else None


def _day(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).date().isoformat()


def _in_order(kind: type[Visibility], found: set[Visibility]) -> tuple[Visibility, ...]:
    return tuple(word for word in kind if word in found)
