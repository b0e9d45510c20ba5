"""Scripted reviewers: people with shifts who take the most urgent case, need time for it, and know the truth."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import msgspec

from answerable.errors import Conflict
from answerable.flow import decide, review
from answerable.flow.copies import judge as copies
from answerable.flow.runtime import Runtime
from answerable.records.cluster import CopyState
from answerable.records.decision import Choice
from answerable.records.reviewer import Reviewer
from answerable.simulation import clock
from answerable.simulation.texts import LETTERS
from answerable.vocabulary import ActionKind, PolicyArea, Verdict

YANGON = timedelta(hours=6, minutes=30)
MINUTES_LEAST, MINUTES_MOST = 5, 17
TICK_S = 0.03
MONDAY, FRIDAY, SATURDAY = 0, 4, 5


@dataclass(frozen=True)
class Shift:
    """Weekdays (0 is Monday) and hours of work, in Yangon."""

    first_day: int
    last_day: int
    first_hour: int
    last_hour: int

    def holds(self, at: datetime) -> bool:
        local = at + YANGON
        days = self.first_day <= local.weekday() <= self.last_day
        return days and self.first_hour <= local.hour < self.last_hour


# One of the two comes in on Saturdays too; on Sundays, reports wait, as they did in 2017.
SHIFTS = (Shift(MONDAY, FRIDAY, 9, 18), Shift(MONDAY, SATURDAY, 10, 16))


@dataclass
class ScriptedReviewer:
    """One reviewer at work: takes the most urgent case, needs some minutes for it, decides."""

    reviewer: Reviewer
    shift: Shift
    chance: Random
    origins: frozenset[str]
    busy_until: datetime | None = None
    holding: review.CaseView | None = None
    decided: list[datetime] = field(default_factory=list)

    async def work_until(self, runtime: Runtime, end: datetime) -> None:
        while (at := await clock.now(runtime)) < end:
            await self._work(runtime, at)
            await asyncio.sleep(TICK_S)
        if self.holding is not None:
            with suppress(Conflict):  # the claim ran out by itself
                await review.release(runtime, self.reviewer, self.holding.case.id)

    async def _work(self, runtime: Runtime, at: datetime) -> None:
        """What this reviewer does at `at`: finish the case in hand, or take the next one."""
        if self.holding is not None and self.busy_until is not None and at >= self.busy_until:
            await self._decide(runtime, self.holding)
            self.holding = None
        if self.holding is None and self.shift.holds(at):
            self.holding = await review.claim_next(runtime, self.reviewer)
            minutes = self.chance.uniform(MINUTES_LEAST, MINUTES_MOST)
            self.busy_until = at + timedelta(minutes=minutes)

    async def _decide(self, runtime: Runtime, seen: review.CaseView) -> None:
        try:
            choice = await self._with_copies(runtime, seen, self.judge(runtime, seen))
            decision = await decide.decide(
                runtime, self.reviewer, seen.case.id, choice, version=seen.case.version
            )
            self.decided.append(decision.decided_at)
        except Conflict:
            return  # the claim ran out: in a replay, seconds of the machine are hours of the story

    async def _with_copies(self, runtime: Runtime, seen: review.CaseView, choice: Choice) -> Choice:
        """The same choice, that holds for the copies which differ but say the same too."""
        cluster = await copies.cluster(runtime, self.reviewer, seen.case.id)
        violates = choice.verdict == Verdict.VIOLATION
        same = [
            one.copy.item_id
            for one in cluster.copies
            if one.copy.state == CopyState.TO_LOOK_AT and one.item and _is_letter(one.item.text) == violates
        ]
        return msgspec.structs.replace(choice, confirmed=tuple(same))

    def judge(self, runtime: Runtime, seen: review.CaseView) -> Choice:
        """A letter is removed; who began one is banned for three days, who passed it on in fear is not."""
        text = seen.item.text if seen.item else ""
        if not _is_letter(text):
            return Choice(verdict=Verdict.NO_VIOLATION)
        began = seen.item is not None and seen.item.author in self.origins
        return Choice(
            verdict=Verdict.VIOLATION,
            ground=_ground(runtime, PolicyArea.FALSE_INFORMATION),
            actions=(ActionKind.REMOVE_ITEM, ActionKind.TEMPORARY_BAN)
            if began
            else (ActionKind.REMOVE_ITEM,),
            ban_hours=72 if began else None,
        )


def _is_letter(text: str) -> bool:
    return any(letter.text in text for letter in LETTERS)


def _ground(runtime: Runtime, area: PolicyArea) -> str:
    return next(
        one.code for one in runtime.standards.grounds if one.area == area and one.verdict == Verdict.VIOLATION
    )
