"""A report joins the case of its subject, or opens it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from answerable.cases.deciding import opened_again
from answerable.cases.grouping import About, joined, needs_new_review, opened
from answerable.cases.lifecycle import Event
from answerable.cases.reading import UNDETERMINED
from answerable.db.tx import Tx
from answerable.flow.copies.first import Opened
from answerable.flow.copies.join import Place, find_homes, in_order, settle_in
from answerable.flow.detect_language import ENTRYPOINT as DETECTS_LANGUAGE
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.decision import Decision
from answerable.records.item import Item
from answerable.records.report import Submission
from answerable.records.subject import Subject
from answerable.vocabulary import PolicyArea, Service, SubjectKind


class Joined(NamedTuple):
    """The cases of reports, in their order; the texts for which some were opened; and how many texts the bank had taken
    up when these were looked for in it."""

    cases: list[Case]
    opened: list[Opened]
    seen: int


class _Again(NamedTuple):
    """Whether a further report must be looked at: the decision that closes its case (None while it is open), and
    whether that says nothing of what is reported now."""

    decision: Decision | None
    uncovered: bool


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


async def about_subjects(tx: Tx, places: set[Place]) -> dict[Place, About]:
    """The same for many subjects at once; those that nobody handed over are left out."""
    items = [place for place in places if place[1].kind == SubjectKind.ITEM]
    found = {
        (item.platform_id, Subject(kind=SubjectKind.ITEM, id=item.id)): item
        for item in await tx.items.get_all([(platform_id, subject.id) for platform_id, subject in items])
    }
    about = {place: _about(place[1], item, item.author) for place, item in found.items()}
    for place in places.difference(items):
        if (one := await about_subject(tx, *place)) is not None:
            about[place] = one
    return about


async def join_cases(runtime: Runtime, tx: Tx, joining: list[tuple[Submission, About]]) -> Joined:
    """In the same order, the case of each report's subject, or of what that is a copy of, with this report in it,
    locked until the commit. Raises Overtaken."""
    homes = await find_homes(
        runtime, tx, {(submission.platform_id, submission.subject) for submission, _ in joining}
    )
    fresh: dict[Place, Case] = {}
    for submission, about in joining:
        place = (submission.platform_id, submission.subject)
        if homes.of(place) == place:
            fresh.setdefault(place, _opened(runtime, tx, submission, about))
    added = await tx.cases.add_all([fresh[place] for place in sorted(fresh, key=in_order)])
    held = {place: case for place, case in fresh.items() if case.id in added}
    locked = await tx.cases.lock_all([home for home in set(homes.homes.values()) if home not in held])
    held |= {(case.platform_id, case.subject): case for case in locked}
    new = {place for place, case in fresh.items() if case.id in added}
    opened = await settle_in(runtime, tx, homes, held, new)
    await _have_languages_detected(tx, [fresh[place] for place in new])
    standing = [case.decision_id for case in locked if case.decision_id]
    decided = await tx.decisions.with_ids(standing) if standing else []
    decisions = {one.id: one for one in decided}
    after: list[Case] = []
    for submission, about in joining:
        place = (submission.platform_id, submission.subject)
        home = homes.of(place)
        case = held[home]
        if fresh.pop(home, None) != case:  # it was there, or is of this batch and has its first report
            decision = decisions[case.decision_id] if case.decision_id else None
            again = _Again(decision, decision is not None and not homes.is_covered(place, decision))
            due = due_at(runtime, about.language, submission.area, tx.at)
            held[home] = case = _joined(case, submission, about, again, at=tx.at, due=due)
        after.append(case)
    await tx.cases.save_all(
        [case for place, case in held.items() if case.id not in added or case.reports > 1]
    )
    return Joined(after, opened, homes.seen)


async def _have_languages_detected(tx: Tx, new: list[Case]) -> None:
    unknown = [
        case for case in new if case.language == UNDETERMINED and case.subject_kind == SubjectKind.ITEM
    ]
    if unknown:
        jobs = [{"case": str(case.id)} for case in unknown]
        await tx.outbox.put_all(DETECTS_LANGUAGE, jobs, at=tx.at, not_before=tx.at)


def _opened(runtime: Runtime, tx: Tx, submission: Submission, about: About) -> Case:
    return opened(
        about,
        submission.platform_id,
        runtime.new_untimed_id(),
        submission.area,
        submission.source,
        at=tx.at,
        due_at=due_at(runtime, about.language, submission.area, tx.at),
    )


def _joined(
    case: Case, submission: Submission, about: About, again: _Again, *, at: datetime, due: datetime
) -> Case:
    verdict = again.decision.verdict if again.decision else None
    anew = again.uncovered or needs_new_review(case, submission.area, submission.source, verdict)
    case = joined(case, submission.area, submission.source, reach=about.reach, due_at=due)
    return opened_again(case, Event.REOPENED, at, due_at=due) if anew else case


def _about(subject: Subject, item: Item, author: str | None) -> About:
    return About(
        subject=subject,
        service=item.service,
        language=item.language or UNDETERMINED,
        country=item.country,
        author=author,
        reach=_reach(item),
        item=item if subject.kind == SubjectKind.ITEM else None,
    )


def _reach(item: Item) -> int:
    return int(item.audience) if item.audience and item.audience.isdecimal() else 1
