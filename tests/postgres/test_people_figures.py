"""What indicators 3, 7, 9, 11 and 14 are counted from: real rows, each case of the definitions once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from answerable.db.rows import insert_sql, values
from answerable.db.tx import Tx
from answerable.flow.commit import commit_entry
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.declare import declare_attested
from answerable.flow.log.export import export
from answerable.flow.log.publish import publish
from answerable.flow.runtime import Runtime
from answerable.indicators.finder_tables import first, lead
from answerable.indicators.months import borders, parse_month
from answerable.indicators.people_tables import answer_to, at_end, met
from answerable.indicators.rows import CohortBan
from answerable.records.action import Action
from answerable.records.cascade import AlarmedCascade, CascadeLevel, Level
from answerable.records.report import Report
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import ActionKind, DeclarationType, EntryType, SubjectKind
from tests.made_up_copies import decide_case
from tests.made_up_month import MARCH, a_month, tell_time
from tests.postgres.test_recompute import recompute
from tests.world import a_reviewer

DAY = timedelta(days=1)
END = MARCH + 31 * DAY


@dataclass
class Month:
    runtime: Runtime
    reviewer: Reviewer
    about: list[Report]  # the first report of each case
    used: int = field(default=0)

    def case(self) -> Report:
        """A case that nothing was done about yet."""
        self.used += 1
        return self.about[self.used - 1]

    async def violates(self, tx: Tx, author: str, at: datetime, *kinds: ActionKind) -> UUID:
        """A case of this author's is found to break the standards; these actions meet the author. Return the last."""
        case = self.case()
        decision = await decide_case(tx, case.case_id, self.reviewer.id, at)
        await tx.connection.execute("update cases set author = %s where id = %s", (author, case.case_id))
        last = decision.id
        for kind in kinds:
            ends = at + 7 * DAY if kind == ActionKind.TEMPORARY_BAN else None
            last = await self.act(tx, case, decision.id, author, at, kind, ends_at=ends)
        return last

    async def act(
        self,
        tx: Tx,
        case: Report,
        decision_id: UUID,
        account: str,
        at: datetime,
        kind: ActionKind,
        **fields: Any,
    ) -> UUID:
        action = Action(
            id=self.runtime.new_id(at),
            case_id=case.case_id,
            decision_id=decision_id,
            platform_id="messenger",
            kind=kind,
            target_kind=SubjectKind.ACCOUNT,
            target_id=account,
            planned_at=at,
            **fields,
        )
        await insert(tx, "actions", action)
        return action.id

    async def lift(self, tx: Tx, ban: UUID, at: datetime) -> None:
        row = await tx.connection.execute(
            "update actions set reversed_at = %s where id = %s returning case_id, decision_id, target_id",
            (at, ban),
        )
        case_id, decision_id, account = await row.fetchone()  # type: ignore[misc]  # the row that was just made
        case = next(one for one in self.about if one.case_id == case_id)
        await self.act(tx, case, decision_id, account, at, ActionKind.LIFT_BAN, reverses=ban)


async def insert(tx: Tx, table: str, row: Any) -> None:
    async with tx.connection.cursor() as cursor:
        await cursor.execute(insert_sql(table, type(row)), values(row))


@pytest.fixture
async def month(runtime: Runtime) -> Month:
    made = await a_month(runtime, 5, 240, reporters=200)
    first_of: dict[UUID, Report] = {}
    for one in sorted(made, key=lambda one: one.received_at):
        if one.subject_kind == SubjectKind.ITEM:
            first_of.setdefault(one.case_id, one)
    return Month(runtime, await a_reviewer(runtime), list(first_of.values()))


async def test_bans_are_counted_in_their_month_and_what_ended_in_its_time_is_not_reversed(
    month: Month,
) -> None:
    temporary, ban = ActionKind.TEMPORARY_BAN, ActionKind.BAN
    async with month.runtime.store.transaction() as tx:
        await month.violates(tx, "before", MARCH - DAY, ban)
        await month.violates(tx, "twice", MARCH, temporary)
        await month.violates(tx, "twice", MARCH + 10 * DAY, ban)
        await month.violates(tx, "late", END - timedelta(microseconds=1), temporary)
        await month.violates(tx, "after", END, ban)
        await month.lift(tx, await month.violates(tx, "ended", MARCH + DAY, temporary), MARCH + 8 * DAY)
        await month.lift(tx, await month.violates(tx, "wronged", MARCH - 2 * DAY, ban), MARCH + DAY)
        await month.lift(tx, await month.violates(tx, "freed", MARCH + DAY, ban), END + DAY)
        await month.violates(tx, "warned", MARCH + DAY, ActionKind.WARN)
        bans = await tx.figures.bans(MARCH, END)
        accounts = await tx.figures.banned_accounts(MARCH, END)
    assert sorted(map(_named, bans)) == [
        ("ended", "temporary_ban"),
        ("freed", "ban"),
        ("late", "temporary_ban"),
        ("twice", "ban"),
        ("twice", "temporary_ban"),
        ("wronged", "ban_reversed"),
    ]
    assert {one.account.removeprefix("messenger "): (met(one), at_end(one)) for one in accounts} == {
        "before": ("none", "ban"),
        "twice": ("both", "ban"),
        "late": ("temporary_ban", "temporary_ban"),
        "ended": ("temporary_ban", "none"),
        "freed": ("ban", "ban"),
    }


def _named(ban: CohortBan) -> tuple[str, str]:
    return ban.account.removeprefix("messenger "), ban.kind


async def test_repeat_offenders_are_those_of_ninety_days_and_their_last_answer_is_compared(
    month: Month,
) -> None:
    warn, temporary, ban = ActionKind.WARN, ActionKind.TEMPORARY_BAN, ActionKind.BAN
    async with month.runtime.store.transaction() as tx:
        for author, *violations in (
            ("once", (MARCH + DAY, ban)),
            ("stronger", (MARCH - 30 * DAY, warn), (MARCH + DAY, temporary)),
            ("the same", (MARCH, temporary), (MARCH + 2 * DAY, temporary)),
            ("nothing", (MARCH - 5 * DAY, ban), (MARCH + 2 * DAY, None)),
            ("long ago", (END - 91 * DAY, warn), (MARCH + DAY, ban)),
            ("not in the month", (MARCH - 9 * DAY, warn), (MARCH - DAY, ban)),
            ("banned again", (MARCH + DAY, ban), (MARCH + 2 * DAY, ban), (MARCH + 3 * DAY, ban)),
        ):
            for at, kind in violations:
                await month.violates(tx, author, at, *([kind] if kind else []))
        found = await tx.figures.offenders(MARCH, END)
    assert {one.account.removeprefix("messenger "): (one.violations, answer_to(one)) for one in found} == {
        "stronger": (2, "stronger"),
        "the same": (2, "same_or_weaker"),
        "nothing": (2, "none"),
        "banned again": (3, "stronger"),
    }


async def test_the_system_was_first_only_where_the_ledger_proves_it(month: Month) -> None:
    """Three cases that a system and people found: the promise knows the detection, or is older, or came before it."""
    runtime = month.runtime
    proved, unproved, people, unseen = (month.case() for _ in range(4))
    border = borders(parse_month("2018-03"), runtime.settings.month_zone)
    assert (border.start, border.end) == (MARCH, END)
    async with runtime.store.transaction() as tx:
        for case in (proved, unproved):
            await _detect(month, tx, case, case.received_at - timedelta(hours=2), reach=150)
        await _detect(month, tx, people, people.received_at + 2 * DAY, reach=0)
    await sequence(runtime)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            "update reports set promised_size = 100000 where case_id = %s", (proved.case_id,)
        )
        found = {one.case_id: one for one in await tx.figures.finders(MARCH, END)}
        cascades = await tx.figures.cascades(MARCH - 9 * DAY, END + 9 * DAY, tx.at)
    said = [
        (first(found[one.case_id]), lead(found[one.case_id])) for one in (proved, unproved, people, unseen)
    ]
    assert said == [
        ("system", "to_6_hours"),
        ("undecided", "to_6_hours"),
        ("people", "to_3_days"),
        ("people", "alone"),
    ]
    assert sorted((one.by_alarm, one.reach) for one in cascades) == [(None, 0), (None, 150), (None, 150)]


async def _detect(month: Month, tx: Tx, case: Report, at: datetime, reach: int) -> None:
    """A cascade with this case reached a level, and the ledger tells of it."""
    told = {"platform_id": "messenger", "first_seen": at, "copies": 20, "senders": 20, "conversations": 9}
    cascade = AlarmedCascade(
        id=month.runtime.new_id(at),
        last_seen=at,
        depth=1,
        reach=reach,
        communities=(),
        alarm_at=at,
        level=Level.WATCH,
        updated_at=at,
        case_id=case.case_id,
        **told,
    )
    level = CascadeLevel(
        id=month.runtime.new_id(at),
        cascade_id=cascade.id,
        level=Level.WATCH,
        at=at,
        alarm_at=at,
        reach=reach,
        case_id=case.case_id,
        **told,
    )
    await insert(tx, "cascades", cascade)
    await insert(tx, "cascade_levels", level)
    await commit_entry(month.runtime, tx, level, EntryType.CASCADE)


async def test_every_indicator_whose_records_are_kept_is_published_and_recomputed(
    month: Month, tmp_path: Path
) -> None:
    await tell_time(month.runtime, MARCH + 20 * DAY)
    for kind, body in DECLARED.items():
        await declare_attested(month.runtime, kind, body)
    async with month.runtime.store.transaction() as tx:
        for place in range(8):
            await month.violates(tx, f"account {place}", MARCH + DAY, ActionKind.BAN)
        for _ in range(2):
            await month.violates(tx, "again", MARCH + DAY)
    await tell_time(month.runtime, MARCH + 40 * DAY)
    published = await publish(month.runtime, "2018-03")
    figures: Any = published.leaf.body["figures"]
    assert set(figures) == {str(number) for number in range(1, 16)} - {"6"}
    await export(month.runtime, tmp_path / "export")
    recomputed = recompute(tmp_path / "export")
    assert recomputed.returncode == 0, recomputed.stderr
    assert json.loads(recomputed.stdout) == figures
    assert figures["3"]["reporters"] == len({one.reporter_tag for one in await _reports(month)} - {None})
    assert (figures["7"]["bans"], figures["7"]["accounts_banned"]) == (8, 8)
    assert (figures["9"]["accounts"], figures["9"]["withheld"], figures["9"]["linked"]) == (1, 1, None)
    assert figures["11"]["cases"] == figures["11"]["people"] + figures["11"]["withheld"]
    assert figures["12"]["appeals"] is None
    assert figures["13"]["countries"]["MM"]["users_per_reviewer"] == "333333.3"
    assert (figures["8"]["reviewers"], figures["15"]["open"]) == ("60.00", 1)


LINE = {
    "country": "MM",
    "fte_hundredths": 6000,
    "hours": 24,
    "language": "my",
    "service": "*",
    "work_country": "MM",
}
DECLARED: dict[DeclarationType, dict[str, Any]] = {
    DeclarationType.STAFFING: {"lines": [LINE], "on": "2018-03-20", "planned": False},
    DeclarationType.POPULATION: {"lines": [{"country": "MM", "users": 20_000_000}], "on": "2018-03-20"},
    DeclarationType.PLEDGE: {
        "pledge": "faster",
        "measure": "A review of every report within 24 hours",
        "indicator": "5",
        "made": "2018-03-20",
        "due": "2018-06-30",
        "done": None,
    },
}


async def test_a_published_month_says_what_was_declared_by_then_whatever_is_declared_later(
    month: Month,
) -> None:
    await tell_time(month.runtime, MARCH + 20 * DAY)
    await declare_attested(month.runtime, DeclarationType.STAFFING, DECLARED[DeclarationType.STAFFING])
    await tell_time(month.runtime, MARCH + 40 * DAY)
    first = await publish(month.runtime, "2018-03")
    more = {"lines": [LINE | {"fte_hundredths": 99_900}], "on": "2018-03-20", "planned": False}
    await declare_attested(month.runtime, DeclarationType.STAFFING, more)
    again = await publish(month.runtime, "2018-03")
    assert (again.new, again.leaf.body["figures"]["8"]["reviewers"]) == (False, "60.00")
    assert first.leaf.body["declared"]["staffing"] == again.leaf.body["declared"]["staffing"]


async def _reports(month: Month) -> list[Report]:
    async with month.runtime.store.transaction() as tx:
        rows = await tx.connection.execute("select id from reports")
        found = [await tx.reports.get(row[0]) for row in await rows.fetchall()]
    return [one for one in found if one is not None]
