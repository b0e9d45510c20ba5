"""A limit before a person has looked: what an alarm may do by itself, what ends it, and who lifts it.

The policy says on which grounds and from which level (`cases/slowing.py`). Spread alone limits nothing, and neither
does the number of those who report. It is set once a case, ends by itself, and stands in the queue before all else
until somebody decides the case, which confirms it or takes it back, or lifts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from answerable.cases.deciding import may_review
from answerable.cases.slowing import IN_THE_TEXT, provisional_rule
from answerable.db.tx import Tx
from answerable.enforcement.slowing import provisional_limit, provisional_statement
from answerable.errors import Conflict, Forbidden, Unknown
from answerable.flow.answer import queue_notice
from answerable.flow.commit import commit_entry
from answerable.flow.doors.audit import note_act
from answerable.flow.enforce import carry_out, lane_of, take_back
from answerable.flow.review import languages_seen
from answerable.flow.runtime import Runtime
from answerable.records.action import Action
from answerable.records.case import Case
from answerable.records.notice import Notice, Recipient
from answerable.records.reason import Reason
from answerable.records.reviewer import Reviewer
from answerable.records.slowing import Provisional
from answerable.vocabulary import CaseState, EntryType, SubjectKind

SHOWN_MOST = 100


@dataclass(frozen=True)
class LimitLine:
    """A limit that nobody has confirmed or lifted yet, with its case."""

    limit: Action
    case: Case


async def slow_provisionally(
    runtime: Runtime, tx: Tx, case: Case, *, reasons: Sequence[Reason], level: str
) -> Action | None:
    """Limit forwarding of what a case is about, where the policy lets an alarm do that; None where it does not.

    `reasons` are those of the alarm's risk, `level` is the alarm's. Only reasons that lie in what the text says count,
    and they must name a ground of the policy. The author is told at once, with the reasons; the order leaves the house
    without an undo window.
    """
    now = await tx.cases.lock(case.id)
    if now is None or now.subject_kind != SubjectKind.ITEM or now.state == CaseState.DECIDED:
        return None
    on = await tx.crises.on(tx.at)
    crisis = now.country in on if now.country is not None else bool(on)  # a stream may not tell of countries
    rule = provisional_rule(runtime.standards, reasons=reasons, level=level, crisis=crisis)
    if rule is None or await tx.decisions.of_case(now.id) or await tx.actions.had_provisional(now.id):
        return None
    why = Provisional(
        ground=rule.ground,
        standards_version=runtime.standards.version,
        level=level,
        reasons=tuple(dict.fromkeys(one.code for one in reasons if one.code in IN_THE_TEXT)),
        crisis=crisis,
    )
    limit = provisional_limit(now, rule, why, runtime.new_id(tx.at), tx.at)
    await carry_out(runtime, tx, limit)
    await _tell_author(runtime, tx, now, limit)
    return limit


async def lift(runtime: Runtime, reviewer: Reviewer, action_id: UUID) -> Action:
    """Take back a limit that an alarm set, without deciding the case. Raises Unknown, Forbidden for a case in a
    language that the person does not review, Conflict where it is over."""
    async with runtime.store.transaction() as tx:
        limit = await tx.actions.get(action_id)
        case = await tx.cases.lock(limit.case_id) if limit else None
        if limit is None or case is None or not limit.is_provisional or limit.reverses is not None:
            raise Unknown("there is no such limit", where="limit")
        if not may_review(reviewer, case, await languages_seen(tx, reviewer)):
            raise Forbidden("this case is not in a language that you review")
        if not await take_back(runtime, tx, limit, None):
            raise Conflict("this limit is over", mend="load the page again")
        await note_act(tx, f"reviewer:{reviewer.name}", "limit.lift", str(limit.id))
        return limit


async def provisional_limits(runtime: Runtime, reviewer: Reviewer) -> list[LimitLine]:
    """Those in force on cases that this person may review, those that end first first."""
    async with runtime.store.transaction() as tx:
        limits = await tx.actions.provisional(most=SHOWN_MOST)
        if not limits:
            return []
        read = await languages_seen(tx, reviewer)
        cases = {case.id: case for case in await tx.cases.with_ids([one.case_id for one in limits])}
        return [
            LimitLine(one, cases[one.case_id])
            for one in limits
            if may_review(reviewer, cases[one.case_id], read)
        ]


async def _tell_author(runtime: Runtime, tx: Tx, case: Case, limit: Action) -> None:
    if case.author is None:
        return
    notice = Notice(
        id=runtime.new_id(tx.at),
        case_id=case.id,
        decision_id=None,
        recipient=Recipient.AUTHOR,
        language=case.language,
        statement=provisional_statement(limit),
        sent_at=tx.at,
        account_id=case.author,
        action_id=limit.id,
    )
    if await tx.notices.add(notice):
        await commit_entry(runtime, tx, notice, EntryType.NOTICE)
        lane = lane_of(case.platform_id, SubjectKind.ACCOUNT, case.author)
        await queue_notice(runtime, tx, notice, case.platform_id, lane=lane, channel="webhook")
