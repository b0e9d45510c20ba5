"""The replay of an incident like that of September 2017, against a running server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from answerable.flow.runtime import Runtime
from answerable.records.reviewer import Reviewer
from answerable.simulation import clock
from answerable.simulation.platform import Platform
from answerable.simulation.reviewers import SHIFTS, ScriptedReviewer
from answerable.simulation.texts import LETTERS
from answerable.simulation.truth import Chronicle
from answerable.simulation.world import Complaint, Happening, Saying, Shape, World

START = datetime(2017, 9, 7, 23, 30, tzinfo=UTC)  # Friday 8 September, six in the morning in Yangon
LETTERS_BEGIN = timedelta(hours=13)
LETTERS_APART = timedelta(hours=3)
ORIGINS_EACH = 4
TICK_S = 0.05
REPORTS_AT_ONCE = 8
SETTLE_TICKS_MOST = 300
GROUPS = ("yangon-media-lab", "ict-for-development", "center-for-integrity")


@dataclass(frozen=True)
class Script:
    """How long the incident is, in days, and in how many seconds it is replayed."""

    days: int = 7
    seconds: float = 55.0
    seed: int = 2017

    @property
    def rate(self) -> float:
        return self.days * 86_400 / self.seconds

    @property
    def end(self) -> datetime:
        return START + timedelta(days=self.days)


class Replay:
    """Lives through the incident. `chronicle` tells what happened, `receipts` what the groups were given."""

    def __init__(
        self, runtime: Runtime, platform: Platform, script: Script, reviewers: list[Reviewer]
    ) -> None:
        self.runtime, self.platform, self.script = runtime, platform, script
        self.chronicle = Chronicle()
        self.receipts: list[tuple[Complaint, dict[str, Any]]] = []
        self.ordinary: list[str] = []
        chance = Random(script.seed)  # noqa: S311 - the same people and letters each time, not a secret
        self.world = World(Shape(), chance, GROUPS)
        self.world.seed_ordinary_life(START, script.days)
        origins: set[str] = set()
        for number, letter in enumerate(LETTERS):
            begins = START + LETTERS_BEGIN + number * LETTERS_APART
            origins |= {person.id for person in self.world.seed_letter(letter, begins, ORIGINS_EACH)}
        self.reviewers = [
            ScriptedReviewer(one, shift, chance, frozenset(origins))
            for one, shift in zip(reviewers, SHIFTS, strict=True)
        ]

    async def run(self, progress: Callable[[float], None]) -> None:
        """Replay from the first morning to the end. `progress` is told the share that is done."""
        await self.platform.send_accounts(self.world.people, START - timedelta(days=200))
        await clock.set_clock(self.runtime, START, self.script.rate)
        shifts = [reviewer.work_until(self.runtime, self.script.end) for reviewer in self.reviewers]
        try:
            async with asyncio.TaskGroup() as people:
                for part in (self._live(progress), *shifts):
                    people.create_task(part)
        except ExceptionGroup as group:
            raise group.exceptions[0] from group

    async def _live(self, progress: Callable[[float], None]) -> None:
        letters = {letter.name: letter for letter in LETTERS}
        at = START
        while at < self.script.end:
            await asyncio.sleep(TICK_S)
            at = min(await clock.now(self.runtime), self.script.end)
            await self._hand_over(self.world.until(at, letters))
            progress((at - START) / (self.script.end - START))

    async def settle(self) -> None:
        """Wait until what was decided is answered and delivered; note when the groups heard."""
        for _ in range(SETTLE_TICKS_MOST):
            if not await self._under_way():
                break
            await asyncio.sleep(TICK_S)
        for letter in LETTERS:
            first = next((one for one in self.receipts if self.chronicle.is_about(one[0], letter.name)), None)
            if first is not None:
                complaint, given = first
                self.chronicle.answered(complaint, await self.platform.answer(complaint, given["report"]))

    async def _under_way(self) -> bool:
        async with self.runtime.store.transaction() as tx:
            cursor = await tx.connection.execute(
                """select exists (select from outbox) or exists (
                     select from deliveries where delivered_at is null and failed_at is null and cancelled_at is null)
                   or exists (select from reports r join cases c on c.id = r.case_id
                              where r.outcome = 'open' and c.decision_id is not null)"""
            )
            row = await cursor.fetchone()
            return bool(row and row[0])

    @property
    def open_item(self) -> str:
        """An ordinary message that nobody reported."""
        reported = {complaint.subject for complaint, _ in self.receipts}
        return next(one for one in self.ordinary if f"item:{one}" not in reported)

    def take_order(self, order: dict[str, Any]) -> None:
        """A webhook came in: do what it says."""
        data, kind = order["data"], str(order["type"])
        if not kind.startswith("action."):
            return
        target = str(data["target"])
        if data["kind"] == "remove_item":
            self.world.item_removed(target.partition(":")[2])
        elif data["kind"] == "restore_item":
            self.world.item_restored(target.partition(":")[2])
        self.chronicle.ordered(datetime.fromisoformat(order["timestamp"]), str(data["kind"]), target)

    async def _hand_over(self, happened: list[Happening]) -> None:
        """Send what happened: items first, so that each report finds its subject."""
        said = [one for one in happened if isinstance(one, Saying)]
        complaints = [one for one in happened if isinstance(one, Complaint)]
        if said:
            await self.platform.send_items(said)
        for one in said:
            self.chronicle.said(one)
            if one.letter is None:
                self.ordinary.append(one.id)
        for start in range(0, len(complaints), REPORTS_AT_ONCE):
            batch = complaints[start : start + REPORTS_AT_ONCE]
            receipts = await asyncio.gather(*map(self.platform.send_report, batch))
            for complaint, receipt in zip(batch, receipts, strict=True):
                self.chronicle.reported(complaint)
                if complaint.organisation is not None:
                    self.receipts.append((complaint, receipt))
