"""The closed sets of words that records, pages and the ledger share.

Sources: RFC 5646 for language tags, ISO 3166-1 for countries. The words of others, such as the EU's Transparency
Database, stand where what is filed with them is made (`filing/`).
"""

from __future__ import annotations

from enum import StrEnum


class PolicyArea(StrEnum):
    """What a report says is wrong."""

    INCITEMENT = "incitement"
    HATE = "hate"
    FALSE_INFORMATION = "false_information"
    HARASSMENT = "harassment"
    THREAT = "threat"
    SEXUAL = "sexual"
    CHILD_SAFETY = "child_safety"
    SELF_HARM = "self_harm"
    FRAUD = "fraud"
    FAKE_ACCOUNT = "fake_account"
    OTHER = "other"


class SubjectKind(StrEnum):
    """What a report is about."""

    ITEM = "item"
    ACCOUNT = "account"
    CONVERSATION = "conversation"


class ItemKind(StrEnum):
    MESSAGE = "message"
    POST = "post"
    COMMENT = "comment"
    PROFILE = "profile"
    GROUP = "group"


class Service(StrEnum):
    MESSENGER = "messenger"
    FEED = "feed"


class Source(StrEnum):
    """Who a report comes from."""

    USER = "user"  # relayed by the platform for one of its accounts
    FORM = "form"  # the public form, no account
    TRUSTED_FLAGGER = "trusted_flagger"
    DETECTION = "detection"  # nobody: a case that was opened since its text spreads and is a risk


class CaseState(StrEnum):
    WAITING = "waiting"
    IN_REVIEW = "in_review"
    DECIDED = "decided"


class Verdict(StrEnum):
    VIOLATION = "violation"
    NO_VIOLATION = "no_violation"
    GONE = "gone"  # already gone when a reviewer came: nothing left to judge


class ActionKind(StrEnum):
    REMOVE_ITEM = "remove_item"
    RESTORE_ITEM = "restore_item"
    WARN = "warn"
    TEMPORARY_BAN = "temporary_ban"
    BAN = "ban"
    LIFT_BAN = "lift_ban"
    LIMIT_FORWARDING = "limit_forwarding"
    LIFT_LIMIT = "lift_limit"
    LABEL = "label"
    REMOVE_LABEL = "remove_label"
    HOLD_FOR_REVIEW = "hold_for_review"
    RELEASE = "release"


SLOWING = (ActionKind.LIMIT_FORWARDING, ActionKind.LABEL, ActionKind.HOLD_FOR_REVIEW)
"""What lets a text and its copies spread less, for a time; each ends by itself."""


class EmergencyKind(StrEnum):
    """Why people are called to something that cannot wait its turn."""

    GRAVE = "grave"  # incitement or child safety, by a trusted flagger or several people
    CASE_SURGE = "case_surge"  # many people report one subject within an hour
    AREA_SURGE = "area_surge"  # reports of one language and area far above what is usual
    CASCADE = "cascade"  # a text spreads that is a grave risk


class Outcome(StrEnum):
    """What became of a report, as the figures count it (spec/indicators.md)."""

    REMOVED = "removed"  # removed by the platform for violating the standards
    OTHER_ACTION = "other_action"  # a violation, answered otherwise than by a removal
    NO_VIOLATION = "no_violation"
    DELETED_BY_AUTHOR = "deleted_by_author"
    ALREADY_GONE = "already_gone"
    OPEN = "open"


class ReasonCode(StrEnum):
    """Why a cascade has its level: how it spreads, and what speaks for and against a risk."""

    SENDERS = "senders"
    GROWTH = "growth"
    COMMUNITIES = "communities"
    WARNING = "warning"  # its examples warn of an attack
    CALL = "call"  # they call for one
    MIRRORED = "mirrored"  # a cascade that turns it round rises in other communities
    BANKED = "banked"  # its text was found to break the standards before
    CLAIM = "claim"  # it makes a claim that is known to be false
    REPORTS = "reports"
    TRUSTED = "trusted"
    ESCALATED = "escalated"
    CLASSIFIER = "classifier"
    DENYING = "denying"  # its examples deny what they quote: that makes no risk
    ASKING = "asking"  # they ask whether it is true


class MatchKind(StrEnum):
    """How one text, or picture, is found in another."""

    EXACT = "exact"  # the same, but for its encoding, spaces and signs
    NEAR = "near"  # nearly all of either is in the other
    CONTAINS = "contains"  # one has the other in it: people look
    SIMILAR = "similar"  # they share some: shown, no more


class FoundBy(StrEnum):
    """How a copy came to its case."""

    REPORT = "report"  # somebody reported it
    ARRIVAL = "arrival"  # it came in, and was known
    SEARCH = "search"  # it was there before the case


class Reach(StrEnum):
    """What a decision holds for."""

    SUBJECT = "subject"  # this one alone: it depends on what stands around it
    COPIES = "copies"  # every copy, those that come later too


class Role(StrEnum):
    REVIEWER = "reviewer"
    LEAD = "lead"  # may undo others' decisions
    OPERATOR = "operator"  # people, keys, deliveries; sees no case content
    CUSTODIAN = "custodian"  # with another one, may open who reported; sees no case content


class Scope(StrEnum):
    """What an API key may do."""

    ITEMS_WRITE = "items:write"
    ACCOUNTS_WRITE = "accounts:write"
    REPORTS_WRITE = "reports:write"
    REPORTS_READ = "reports:read"
    CASES_READ = "cases:read"
    ACTIONS_READ = "actions:read"
    MATCH_READ = "match:read"
    MESSAGES_WRITE = "messages:write"
    CASCADES_READ = "cascades:read"
    INCIDENTS_WRITE = "incidents:write"
    INCIDENTS_READ = "incidents:read"


class EntryType(StrEnum):
    """Types of ledger entries that are committed to, not shown (spec/ledger.md)."""

    REPORT = "report"
    DETECTION = "detection"
    ESCALATION = "escalation"
    REVIEW = "review"
    DECISION = "decision"
    ACTION = "action"
    NOTICE = "notice"
    APPEAL = "appeal"
    REOPENING = "reopening"
    CASCADE = "cascade"
    COPY = "copy"
    OPENING = "opening"
    ERASURE = "erasure"
    CRISIS = "crisis"
    FILLER = "filler"


class DeclarationType(StrEnum):
    """Types of ledger entries whose content is in the open."""

    STANDARDS = "standards"
    TARGET = "target"
    STAFFING = "staffing"
    POPULATION = "population"
    PLEDGE = "pledge"
    MODEL = "model"
    CERTIFICATE = "certificate"
    RULE = "rule"
    CRISIS = "crisis"
    GOVERNMENT_ORDER = "government_order"
    MONTH = "month"
    CORRECTION = "correction"
