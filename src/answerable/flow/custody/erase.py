"""Erasure: what a person asked to have taken out, or whose time is over, goes for good; every proof still verifies.

Who is asked to erase first sees what would go (`plan`), and then confirms exactly that (`erase`). Ledger entries lose
their payload and its salt and keep its hash; an erasure with an entry of its own tells which. A row that no longer
says what its entry committed to is not erased: that would hide tampering.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec

from answerable.db.audit import TABLE_OF, Audit
from answerable.db.erasures import Digested
from answerable.db.tx import Tx
from answerable.errors import Conflict, Refused, Tampered, Unavailable, Unknown
from answerable.flow.commit import commit_entry
from answerable.flow.custody.evidence import author_tag
from answerable.flow.doors.audit import note_act, system_user
from answerable.flow.log.verify_ledger import still_says
from answerable.flow.runtime import Runtime
from answerable.ledger import entries
from answerable.records.code import code_hash, parse_code
from answerable.records.erasure import Erasure, Why
from answerable.records.log import LoggedEntry
from answerable.settings import OBJECTION_DAYS
from answerable.vocabulary import EntryType

BATCH = 500
TOKEN_LETTERS = 16


class Whom(msgspec.Struct, frozen=True, kw_only=True):
    """For whom: one report, by id or code; an account of a platform, as a reporter, as an author, or both; or whoever
    left an address."""

    report_id: UUID | None = None
    code: str | None = None
    platform_id: str | None = None
    account: str | None = None
    address: str | None = None
    as_reporter: bool = False
    as_author: bool = False


@dataclass(frozen=True)
class Plan:
    """What would go: reports' identities, contacts and notes; evidence; items; the account's description. `kept` counts
    evidence and items that an open case, or the time to object, still needs. `token` stands for exactly this, and
    tells nobody without the keys which reports these are."""

    reports: list[UUID]
    evidence: list[UUID]
    items: list[str]
    accounts: list[str]
    kept: int
    token: str

    @property
    def counts(self) -> dict[str, int]:
        return {
            "reports": len(self.reports),
            "evidence": len(self.evidence),
            "items": len(self.items),
            "accounts": len(self.accounts),
        }


async def plan(runtime: Runtime, whom: Whom) -> Plan:
    """What an erasure would take out now. Raises Unknown where there is no such report. That somebody looked stands in
    the audit: how many reports there are of an account tells whether its owner reported."""
    async with runtime.store.transaction() as tx:
        found = await _plan(runtime, tx, whom)
        await note_act(tx, None, "erasure.plan")
        return found


async def erase(runtime: Runtime, whom: Whom, token: str) -> Erasure:
    """Take out what `plan` showed under this token, in one commit. Raises Conflict where it is no longer the same,
    Refused where there is nothing, Tampered where a row is not what its ledger entry commits to."""
    async with runtime.store.transaction() as tx:
        found = await _plan(runtime, tx, whom)
        if not any(found.counts.values()):
            raise Refused("there is nothing to erase", mend="what is still needed goes by itself later")
        if token != found.token:
            mend = "run it again without --confirm, and read what would go"
            raise Conflict("what would go is not what was shown", where="--confirm", mend=mend)
        reports, evidence = found.reports, found.evidence
        erasure = await erase_records(
            runtime, tx, Why.REQUEST, reports=reports, evidence=evidence, counts=found.counts
        )
        platform_id = whom.platform_id or ""
        await tx.items.erase(platform_id, found.items)
        await tx.accounts.erase(platform_id, found.accounts)
        await note_act(tx, None, "erasure.request", str(erasure.id))
        return erasure


async def erasures(runtime: Runtime) -> list[Erasure]:
    """Every erasure there was, oldest first."""
    async with runtime.store.transaction() as tx:
        return await tx.erasures.all()


async def _plan(runtime: Runtime, tx: Tx, whom: Whom) -> Plan:
    ids = await _report_ids(runtime, tx, whom)
    reports = [one.id for one in await tx.erasures.reports(sorted(ids))]
    if whom.account is None or whom.platform_id is None or not whom.as_author:
        return _made(runtime, reports, [], [], [], kept=0)
    needed = needed_since(tx.at)
    evidence, kept = await tx.erasures.evidence_by(
        author_tag(runtime, whom.platform_id, whom.account), needed
    )
    items, kept_items = await tx.items.of_author_to_erase(whom.platform_id, whom.account, needed)
    accounts = await tx.accounts.to_erase(whom.platform_id, whom.account, needed)
    return _made(runtime, reports, evidence, items, accounts, kept=kept + kept_items)


def _made(
    runtime: Runtime,
    reports: list[UUID],
    evidence: list[UUID],
    items: list[str],
    accounts: list[str],
    *,
    kept: int,
) -> Plan:
    names = [*map(str, reports), "", *map(str, evidence), "", *items, "", *accounts]
    token = runtime.keyring.tag("erasure", *names).hex()[:TOKEN_LETTERS]
    return Plan(reports, evidence, items, accounts, kept, token)


async def _report_ids(runtime: Runtime, tx: Tx, whom: Whom) -> list[UUID]:
    if whom.report_id is not None:
        if await tx.reports.get(whom.report_id) is None:
            raise Unknown("there is no such report", where="REPORT")
        return [whom.report_id]
    if whom.code is not None:
        report = await tx.reports.by_code(code_hash(parse_code(whom.code)))
        if report is None:
            raise Unknown("no report has this code", where="code")
        return [report.id]
    if whom.account is not None and whom.platform_id is not None:
        tag = runtime.keyring.tag("reporter", whom.platform_id, whom.account)
        return await tx.erasures.reports_by(tag) if whom.as_reporter else []
    return await _with_address(runtime, tx, whom.address or "")


async def _with_address(runtime: Runtime, tx: Tx, address: str) -> list[UUID]:
    """Reports whose contact is this address: each is opened and compared, since none is kept in a form to look up."""
    found: list[UUID] = []
    after: UUID | None = None
    while page := await tx.erasures.contacts_after(after, most=BATCH):
        for one in page:
            try:
                contact = runtime.keyring.open(one.contact_sealed or b"", "contact", str(one.id)).decode()
            except (Tampered, Unavailable):
                continue
            if contact.casefold() == address.casefold():
                found.append(one.id)
        after = page[-1].id
    return found


def needed_since(at: datetime) -> datetime:
    """A case that was decided after this can still be objected to."""
    return at - timedelta(days=OBJECTION_DAYS)


async def erase_records(
    runtime: Runtime,
    tx: Tx,
    why: Why,
    *,
    reports: list[UUID] | None = None,
    evidence: list[UUID] | None = None,
    decisions: list[UUID] | None = None,
    openings: list[UUID] | None = None,
    counts: dict[str, int],
) -> Erasure:
    """Erase what these records hold of people, and write the erasure that tells of it, in this transaction."""
    gone: list[LoggedEntry] = []
    for ids, entry_type in (
        (reports, EntryType.REPORT),
        (decisions, EntryType.DECISION),
        (openings, EntryType.OPENING),
    ):
        gone += await _checked_entries(tx, ids or [], entry_type)
    bodies = await tx.erasures.lock_evidence(evidence or [])
    erasure = Erasure(
        id=runtime.new_id(tx.at),
        at=tx.at,
        why=why,
        who=system_user(),
        counts=counts,
        entries=len(gone),
        digest=_digest(gone, bodies),
    )
    await tx.erasures.add(erasure)
    await commit_entry(runtime, tx, erasure, EntryType.ERASURE)
    closed = {one.id: entries.payload_hash(one.payload_salt or b"", one.payload or b"") for one in gone}
    await tx.erasures.erase_payloads(erasure.id, closed)
    await tx.erasures.erase_reports(reports or [])
    await tx.erasures.erase_evidence(erasure.id, [one.id for one in bodies])
    await tx.erasures.erase_decision_notes(decisions or [])
    await tx.erasures.erase_opening_texts(openings or [])
    return erasure


async def _checked_entries(tx: Tx, ids: list[UUID], entry_type: EntryType) -> list[LoggedEntry]:
    """The entries of these records, locked, after each was compared with its row and its leaf."""
    if not ids:
        return []
    found = await tx.erasures.lock_entries(ids, entry_type)
    table = TABLE_OF[entry_type]
    records, broken = await Audit(tx.connection).records(table, ids)
    for entry in found:
        record = records.get(entry.record_id) if entry.record_id else None
        if broken or record is None or not still_says(record, entry):
            what = (
                f"a row of {table} is not what its {entry_type} entry commits to: erasing it would hide that"
            )
            raise Tampered(f"{what}; run answerable ledger verify")
    return found


def _digest(gone: list[LoggedEntry], bodies: list[Digested]) -> bytes:
    return sha256(
        b"".join(sorted([*(one.leaf_hash for one in gone), *(one.body_digest for one in bodies)]))
    ).digest()
