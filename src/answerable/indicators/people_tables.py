"""The tables of who reported and of whom bans met, as rows that show nobody (spec/indicators.md, Tables)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from answerable.indicators.accounts_behind import ACCOUNT, ORGANISATION
from answerable.indicators.bans import BAN, BOTH, NONE, TEMPORARY
from answerable.indicators.repeat_offenders import SAME_OR_WEAKER, STRONGER, VIOLATIONS
from answerable.indicators.rows import (
    UNKNOWN_COUNTRY,
    AccountRow,
    ActionRow,
    CohortAccount,
    CohortBan,
    CohortOffender,
    CohortReport,
    OffenderRow,
    ReporterRow,
)
from answerable.indicators.tables import bucket, levels
from answerable.indicators.withholding import Words, withhold
from answerable.vocabulary import ActionKind

# The words of a row, in the order in which they are withheld.
REPORTER_WORDS = ("country", "reports", "kind")
ACTION_WORDS = ("country", "area", "kind")
ACCOUNT_WORDS = ("country", "at_end", "met")
OFFENDER_WORDS = ("country", "violations", "met")

FORM_REPORTER = "form"  # what tells reports without an account apart from others, and not from each other
ORGANISATION_REPORTER = "organisation:"


def reporter_rows(cohort: Sequence[CohortReport]) -> list[ReporterRow]:
    """One a distinct account or organisation behind the reports. The cohort comes in a secret order, as for
    `make_rows`; the country is that of the earliest report."""
    reports = Counter(report.reporter for report in cohort)
    first: dict[str, CohortReport] = {}
    for report in cohort:
        known = first.setdefault(report.reporter, report)
        if (report.received_at, report.id) < (known.received_at, known.id):
            first[report.reporter] = report
    words = [
        (report.country or UNKNOWN_COUNTRY, bucket(reports[who]), _kind(who))
        for who, report in first.items()
        if who != FORM_REPORTER
    ]
    return [
        ReporterRow(**dict(zip(REPORTER_WORDS, said, strict=True)))
        for said in _each_alone(words, REPORTER_WORDS)
    ]


def _kind(reporter: str) -> str:
    return ORGANISATION if reporter.startswith(ORGANISATION_REPORTER) else ACCOUNT


def _each_alone(words: Sequence[Words], names: Sequence[str]) -> list[Words]:
    """Withhold where behind each row there is another person."""
    return withhold(words, [(place,) for place in range(len(words))], levels(names))


def action_rows(bans: Sequence[CohortBan]) -> list[ActionRow]:
    """One a ban that was imposed, or taken back, in the month."""
    numbers: dict[str, int] = {}
    behind = [(numbers.setdefault(ban.account, len(numbers)),) for ban in bans]
    words = [(ban.country or UNKNOWN_COUNTRY, ban.area, ban.kind) for ban in bans]
    shown = withhold(words, behind, levels(ACTION_WORDS))
    return [ActionRow(**dict(zip(ACTION_WORDS, said, strict=True))) for said in shown]


def account_rows(accounts: Sequence[CohortAccount]) -> list[AccountRow]:
    """One an account that a ban met in the month, or that is under one at its end."""
    words = [(one.country or UNKNOWN_COUNTRY, at_end(one), met(one)) for one in accounts]
    return [
        AccountRow(**dict(zip(ACCOUNT_WORDS, said, strict=True)))
        for said in _each_alone(words, ACCOUNT_WORDS)
    ]


def met(account: CohortAccount) -> str:
    """What was imposed on an account in the month."""
    if account.temporary_bans and account.bans:
        return BOTH
    return BAN if account.bans else TEMPORARY if account.temporary_bans else NONE


def at_end(account: CohortAccount) -> str:
    """What an account is under at the month's end."""
    if account.is_banned:
        return BAN
    return TEMPORARY if account.is_temporarily_banned else NONE


def offender_rows(offenders: Sequence[CohortOffender]) -> list[OffenderRow]:
    """One an account with repeated violations."""
    words = [
        (one.country or UNKNOWN_COUNTRY, violations_bucket(one.violations), answer_to(one))
        for one in offenders
    ]
    return [
        OffenderRow(**dict(zip(OFFENDER_WORDS, said, strict=True)))
        for said in _each_alone(words, OFFENDER_WORDS)
    ]


def violations_bucket(violations: int) -> str:
    """How many violations an account has, coarsely; 2 or more."""
    return next(name for least, name in VIOLATIONS if violations >= least)


def answer_to(offender: CohortOffender) -> str:
    """How the strongest action since the last violation compares with the strongest one before it."""
    before, since = (_strength(kind) for kind in (offender.before, offender.since))
    if not since:
        return NONE
    return STRONGER if since > before or offender.since == ActionKind.BAN else SAME_OR_WEAKER


STRENGTHS = (None, ActionKind.WARN, ActionKind.TEMPORARY_BAN, ActionKind.BAN)


def _strength(kind: str | None) -> int:
    return STRENGTHS.index(None if kind is None else ActionKind(kind))
