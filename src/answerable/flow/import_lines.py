"""Lines of an imported file go in batch by batch. How far the file is in stands in the same commit as the batch, so
that an import that was killed goes on where it stopped, and nothing goes in twice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from answerable.db.tx import Tx
from answerable.errors import Fault, Invalid, Refused, Unknown
from answerable.flow.copies.warm import ready_to_fold
from answerable.flow.receive import store_accounts, store_items
from answerable.flow.runtime import Runtime
from answerable.flow.store_reports import check_reports, store_reports
from answerable.intake.account_line import account_of, read_account
from answerable.intake.item_line import item_of, read_item
from answerable.intake.lines import Line
from answerable.intake.report_line import ReportLine, read_numbered_report, submission_of
from answerable.records.platform import Platform
from answerable.records.report import Submission

DEFAULT_PLATFORM = "default"


class Kind(StrEnum):
    ITEMS = "items"
    ACCOUNTS = "accounts"
    REPORTS = "reports"


READ = {Kind.ITEMS: read_item, Kind.ACCOUNTS: read_account, Kind.REPORTS: read_numbered_report}


@dataclass(frozen=True)
class Import:
    """One file, by the SHA-256 of its lines, going into one platform."""

    kind: Kind
    platform_id: str
    digest: bytes


@dataclass(frozen=True)
class Went:
    """What became of a batch: how many were new, how many known before, and what was refused, by line."""

    new: int
    known: int
    refused: dict[int, tuple[Fault, ...]]


async def only_platform(runtime: Runtime) -> tuple[str, bool]:
    """Where a file goes when nobody says: to the only platform there is. Where there is none at all, the platform
    `default` is made, and True comes with it. Raises Invalid where there are several."""
    async with runtime.store.transaction() as tx:
        platforms = await tx.platforms.all()
        if len(platforms) > 1:
            mend = "say whose lines they are: see answerable platform list, answerable platform add ID"
            raise Invalid("there are several platforms", where="--platform", mend=mend)
        if platforms:
            return platforms[0].id, False
        await tx.platforms.add(Platform(id=DEFAULT_PLATFORM, name="Default", created_at=tx.at))
        return DEFAULT_PLATFORM, True


async def begin(runtime: Runtime, work: Import) -> int:
    """After how many lines an import of this file was interrupted; 0 for a new one and for one that ended, which goes
    through the whole file again. Raises Unknown where there is no such platform."""
    if work.kind == Kind.ITEMS:
        await ready_to_fold(runtime)
    async with runtime.store.transaction() as tx:
        if await tx.platforms.get(work.platform_id) is None:
            mend = f"add it: answerable platform add {work.platform_id}"
            raise Unknown("there is no such platform", where="--platform", mend=mend)
        return await tx.imports.unfinished_lines(work.digest, work.kind, work.platform_id)


async def put(runtime: Runtime, work: Import, lines: list[Line[Any]], lines_done: int) -> Went:
    """Store the good lines of one batch and how far the file is in, in one commit."""
    good = [(line.place, line.read) for line in lines if line.read is not None]
    faulty = {line.place: line.faults for line in lines if line.faults}
    async with runtime.store.transaction() as tx:
        went = await _store(runtime, tx, work, good)
        await tx.imports.set_lines_done(work.digest, work.kind, work.platform_id, lines_done)
    return Went(went.new, went.known, faulty | went.refused)


async def finish(runtime: Runtime, work: Import, lines_done: int) -> None:
    """The whole file is in."""
    async with runtime.store.transaction() as tx:
        await tx.imports.set_lines_done(
            work.digest, work.kind, work.platform_id, lines_done, finished_at=tx.at
        )


async def check(runtime: Runtime, work: Import, lines: list[Line[Any]]) -> dict[int, tuple[Fault, ...]]:
    """What `put` would refuse of a batch, by line; stores nothing."""
    faulty = {line.place: line.faults for line in lines if line.faults}
    if work.kind != Kind.REPORTS:
        return faulty
    good = [(line.place, line.read) for line in lines if line.read is not None]
    async with runtime.store.transaction() as tx:
        unknown = await _unknown_organisations(tx, [line for _, line in good])
        known = [(place, line) for place, line in good if line.organisation not in unknown]
        found = await check_reports(runtime, tx, [_submission(work, line) for _, line in known])
    return faulty | _organisation_faults(good, unknown) | _refused(known, found)


async def _store(runtime: Runtime, tx: Tx, work: Import, good: list[tuple[int, Any]]) -> Went:
    if work.kind == Kind.REPORTS:
        return await _store_reports(runtime, tx, work, good)
    if work.kind == Kind.ITEMS:
        new = await store_items(runtime, tx, [item_of(line, work.platform_id) for _, line in good])
    else:
        new = await store_accounts(tx, [account_of(line, work.platform_id, tx.at) for _, line in good])
    return Went(new, len(good) - new, {})


async def _store_reports(runtime: Runtime, tx: Tx, work: Import, good: list[tuple[int, ReportLine]]) -> Went:
    unknown = await _unknown_organisations(tx, [line for _, line in good])
    known = [(place, line) for place, line in good if line.organisation not in unknown]
    found = await store_reports(runtime, tx, [_submission(work, line) for _, line in known])
    refused = _organisation_faults(good, unknown) | _refused(known, found)
    repeated = sum(not isinstance(one, Refused) and one.repeated for one in found)
    return Went(len(good) - len(refused) - repeated, repeated, refused)


def _submission(work: Import, line: ReportLine) -> Submission:
    return submission_of(line, work.platform_id, line.organisation)


def _refused(lines: list[tuple[int, ReportLine]], found: list[Any]) -> dict[int, tuple[Fault, ...]]:
    pairs = zip(lines, found, strict=True)
    return {place: one.faults for (place, _), one in pairs if isinstance(one, Refused)}


async def _unknown_organisations(tx: Tx, lines: list[ReportLine]) -> set[str]:
    named = {line.organisation for line in lines if line.organisation is not None}
    return {one for one in named if await tx.organisations.get(one) is None}


def _organisation_faults(
    lines: list[tuple[int, ReportLine]], unknown: set[str]
) -> dict[int, tuple[Fault, ...]]:
    mend = "add it first: answerable organisation add ID"
    fault = Fault(where="organisation", what="there is no such organisation", mend=mend)
    return {place: (fault,) for place, line in lines if line.organisation in unknown}
