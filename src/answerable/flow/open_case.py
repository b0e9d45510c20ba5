"""A report joins the case of its subject, or opens it."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerable.cases.deciding import opened_again
from answerable.cases.grouping import About, joined, needs_new_review, opened
from answerable.cases.lifecycle import Event
from answerable.cases.reading import UNDETERMINED
from answerable.db.tx import Tx
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.item import Item
from answerable.records.report import Submission
from answerable.records.subject import Subject
from answerable.vocabulary import PolicyArea, Service, SubjectKind


def due_at(runtime: Runtime, language: str, area: PolicyArea, at: datetime) -> datetime:
    """The promised time of a final answer to a report received at `at`."""
    return at + timedelta(hours=runtime.settings.target_hours_for(language, area))


async def about_subject(tx: Tx, platform_id: str, subject: Subject) -> About | None:
    """What is known of a report's subject, or None where nobody handed it over."""
    if subject.kind == SubjectKind.ITEM:
        item = await tx.items.get(platform_id, subject.id)
        return None if item is None else _about(subject, item, item.author)
    if subject.kind == SubjectKind.CONVERSATION:
        latest = await tx.items.in_container(platform_id, subject.id, most=1)
        return _about(subject, latest[0], None) if latest else None
    account = await tx.accounts.get(platform_id, subject.id)
    if account is None:
        return None
    latest = await tx.items.by_author(platform_id, subject.id, most=1)
    return About(
        subject=subject,
        service=latest[0].service if latest else Service.FEED,
        language=account.language or (latest[0].language if latest else None) or UNDETERMINED,
        country=account.country or (latest[0].country if latest else None),
        author=account.id,
        reach=_reach(latest[0]) if latest else 1,
    )


async def join_case(runtime: Runtime, tx: Tx, submission: Submission, about: About) -> Case:
    """The case of the subject with this report in it, locked until the commit."""
    due = due_at(runtime, about.language, submission.area, tx.at)
    fresh = opened(
        about,
        submission.platform_id,
        runtime.new_untimed_id(),
        submission.area,
        submission.source,
        at=tx.at,
        due_at=due,
    )
    if await tx.cases.add(fresh):
        return fresh
    case = await tx.cases.lock_of(submission.platform_id, submission.subject)
    assert case is not None  # noqa: S101 - the insert found it, and cases are never deleted
    decision = await tx.decisions.get(case.decision_id) if case.decision_id else None
    again = needs_new_review(case, submission.area, submission.source, decision.verdict if decision else None)
    case = joined(case, submission.area, submission.source, reach=about.reach, due_at=due)
    if again:
        case = opened_again(case, Event.REOPENED, tx.at, due_at=due)
    await tx.cases.save(case)
    return case


def _about(subject: Subject, item: Item, author: str | None) -> About:
    return About(
        subject=subject,
        service=item.service,
        language=item.language or UNDETERMINED,
        country=item.country,
        author=author,
        reach=_reach(item),
        has_media=subject.kind == SubjectKind.ITEM and bool(item.media),
    )


def _reach(item: Item) -> int:
    return int(item.audience) if item.audience and item.audience.isdecimal() else 1
