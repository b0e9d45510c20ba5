"""Checks the whole ledger against the database: every leaf, tile, checkpoint, promise and table, each made again.

Nothing stored is believed: leaves are made again from the rows they commit to, tiles and roots from the leaves,
signatures are verified, and what was published is compared with what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import msgspec

from answerable.db.audit import RECORDED, TABLE_OF, Audit, Promised, Record, open_snapshot
from answerable.db.tx import Tx
from answerable.errors import AnswerableError, Tampered
from answerable.flow.log.checkpoint import STEP_BACK_MOST, published
from answerable.flow.log.verify_months import torn_tables
from answerable.flow.runtime import Runtime
from answerable.ledger import canonical, checkpoint, entries, facts, notes, tree
from answerable.ledger.tiles import TILE_BYTES
from answerable.records.log import LoggedEntry, LogHead
from answerable.vocabulary import EntryType

BATCH = 2048
LATE_MOST = timedelta(seconds=1)  # a promise names whole seconds, rounded up
DECLARATION = "declaration:"

Step = Callable[[int, int], None]  # entries checked, of how many


class Finding(msgspec.Struct, frozen=True):
    """One thing that does not hold: in which table, which row, what."""

    table: str
    id: str
    what: str


@dataclass
class Verdict:
    """What was checked, and what does not hold. `size` is that of the tree. `late` counts promises that were kept,
    but after their time, or are due and wait: an outage does that, and their receipts show it for ever; it is no
    tampering. `erased` counts entries whose payload an erasure took away: of those rows, what is not in the facts
    can no longer be compared."""

    size: int = 0
    entries: int = 0
    tiles: int = 0
    checkpoints: int = 0
    promises: int = 0
    late: int = 0
    erased: int = 0
    findings: list[Finding] = field(default_factory=list)

    def add(self, table: str, row: object, what: str) -> None:
        self.findings.append(Finding(table, str(row), what))


async def verify_ledger(runtime: Runtime, step: Step = lambda done, total: None) -> Verdict:
    """Check everything, as of one moment, while the server may go on. An empty ledger is whole."""
    verdict = Verdict()
    latest = published(
        runtime
    )  # before the snapshot: a checkpoint signed meanwhile must not look like tampering
    async with open_snapshot(runtime.store.url) as tx:
        audit = Audit(tx.connection)
        head = await tx.ledger.head()
        verdict.size = head.size if head else 0
        checkpoints = _checked_checkpoints(runtime, verdict, head, await tx.ledger.checkpoints())
        for known in latest:
            _check_published(verdict, known, {row.size: row.root for row in checkpoints})
        await _check_tree(tx, audit, verdict, checkpoints, step)
        await _check_waiting(tx, audit, verdict)
        await _check_rows(audit, verdict)
        await check_promises(tx, audit, verdict, checkpoints)
        await _check_cosignatures(tx, verdict, checkpoints)
        for torn in await torn_tables(tx):
            verdict.add("month_tables", f"{torn.month}/{torn.name}", torn.what)
    return verdict


def _checked_checkpoints(
    runtime: Runtime, verdict: Verdict, head: LogHead | None, kept: Sequence[LogHead]
) -> list[LogHead]:
    """The checkpoints by size, each signed by us and saying what its row says; the head is the largest."""
    key = notes.verifier_key(runtime.settings.origin, runtime.keyring.checkpoint_key)
    for row in kept:
        verdict.checkpoints += 1
        try:
            said = checkpoint.verify(row.note, key)
        except AnswerableError as error:
            verdict.add("log_checkpoints", row.size, f"its signature does not hold: {error}")
            continue
        if (said.size, said.root) != (row.size, row.root):
            verdict.add(
                "log_checkpoints", row.size, "the signed checkpoint says another size or root than the row"
            )
    for older, newer in pairwise(kept):
        if newer.signed_at < older.signed_at - STEP_BACK_MOST:
            verdict.add(
                "log_checkpoints", newer.size, "it was signed before the smaller one that precedes it"
            )
    largest = kept[-1] if kept else None
    if (head and msgspec.structs.astuple(head)) != (largest and msgspec.structs.astuple(largest)):
        verdict.add("log_head", head.size if head else 0, "the head is not the largest checkpoint")
    return list(kept)


async def _check_tree(
    tx: Tx,
    audit: Audit,
    verdict: Verdict,
    checkpoints: Sequence[LogHead],
    step: Step,
) -> None:
    """Grow the tree again from the leaves, and compare it with every checkpoint and tile on the way."""
    count, beyond = await audit.sequenced()
    if beyond > verdict.size:
        verdict.add("ledger_entries", beyond - 1, f"its place is beyond the tree of {verdict.size} leaves")
    roots = {row.size: row.root for row in checkpoints}
    grown = Grown()
    for size in sorted({*roots, 0}):
        while grown.size < size:
            batch = await tx.ledger.entries(grown.size, min(grown.size + BATCH, size))
            if not await _check_places(verdict, batch, grown.size, min(grown.size + BATCH, size)):
                return
            await _check_entries(audit, verdict, batch)
            grown.append([tree.leaf_hash(entry.leaf) for entry in batch])
            step(grown.size, count)
        if size and grown.root != roots[size]:
            verdict.add("log_checkpoints", size, "the leaves below it do not hash to its root")
    await _check_tiles(audit, verdict, grown.tiles)


def _check_published(verdict: Verdict, latest: checkpoint.Checkpoint, roots: dict[int, bytes]) -> None:
    root = roots.get(latest.size)
    if root is None and latest.size > verdict.size:
        verdict.findings.append(older_copy(latest.size, verdict.size))
    elif root is None:
        verdict.add("log_checkpoints", latest.size, "it was published and is gone")
    elif root != latest.root:
        verdict.add("log_checkpoints", latest.size, "another root was published for this size")


def older_copy(published_size: int, size: int) -> Finding:
    """What is found in a database that was restored from before the latest checkpoint."""
    what = f"{published_size} leaves were published, the database has {size}: it is an older copy"
    return Finding("log_head", str(size), what)


async def _check_places(verdict: Verdict, batch: list[LoggedEntry], start: int, end: int) -> bool:
    for place, entry in zip(range(start, end), batch, strict=False):
        if entry.seq != place:
            verdict.add("ledger_entries", place, "the leaf at this place is gone")
            return False
    if len(batch) < end - start:
        verdict.add("ledger_entries", start + len(batch), "the leaf at this place is gone")
        return False
    return True


class Grown:
    """A tree that grows from leaf hashes alone, with all its tiles."""

    def __init__(self) -> None:
        self.size = 0
        self.root = tree.EMPTY_ROOT
        self.tiles: dict[tree.TileAt, bytes] = {}

    def append(self, leaf_hashes: Sequence[bytes]) -> None:
        grown = tree.append(self.size, lambda level, index: self.tiles[level, index], leaf_hashes)
        self.size, self.root = grown.size, grown.root
        self.tiles |= grown.tiles


async def _check_tiles(audit: Audit, verdict: Verdict, expected: dict[tree.TileAt, bytes]) -> None:
    seen: set[tree.TileAt] = set()
    level, index = -1, -1
    while page := await audit.tiles_after(level, index, most=BATCH):
        for level, index, hashes in page:
            verdict.tiles += 1
            seen.add((level, index))
            if expected.get((level, index)) != hashes:
                torn = len(hashes) > TILE_BYTES or (level, index) not in expected
                what = "there should be no such tile" if torn else "its hashes are not those of the leaves"
                verdict.add("log_tiles", f"{level}/{index}", what)
    for level, index in sorted(expected.keys() - seen):
        verdict.add("log_tiles", f"{level}/{index}", "the tile is gone")


async def _check_waiting(tx: Tx, audit: Audit, verdict: Verdict) -> None:
    after: UUID | None = None
    while page := await audit.waiting_after(after, most=BATCH):
        await _check_entries(audit, verdict, page)
        after = page[-1].id


async def _check_entries(audit: Audit, verdict: Verdict, batch: list[LoggedEntry]) -> None:
    """Make each leaf again: from its facts and payload, and those from the row that it tells of."""
    records: dict[str, dict[UUID, Record]] = {}
    for table, _, types in RECORDED:
        ids = list(
            {entry.record_id for entry in batch if entry.type in types and entry.record_id is not None}
        )
        records[table], broken = await audit.records(table, ids) if ids else ({}, [])
        for row in broken:
            verdict.add(table, row, "the row holds what it cannot have been stored with")
    for entry in batch:
        verdict.entries += 1
        _check_entry(verdict, entry, records)


def _check_entry(verdict: Verdict, entry: LoggedEntry, records: dict[str, dict[UUID, Record]]) -> None:
    if tree.leaf_hash(entry.leaf) != entry.leaf_hash:
        verdict.add("ledger_entries", entry.id, "its leaf hash is not the hash of its leaf")
    try:
        if entry.type.startswith(DECLARATION):
            if DECLARATION + str(entries.declaration_in(entry.leaf)["type"]) != entry.type:
                verdict.add("ledger_entries", entry.id, "its leaf declares another type")
            return
        _check_opened(verdict, entry)
    except (AnswerableError, ValueError) as error:
        verdict.add("ledger_entries", entry.id, f"facts or payload are not what the leaf commits to: {error}")
        return
    table = TABLE_OF.get(entry.type)
    if table is None:
        if entry.type != EntryType.FILLER or entry.record_id is not None:
            verdict.add("ledger_entries", entry.id, f"an entry of type {entry.type} that tells of no row")
        return
    record = records[table].get(entry.record_id) if entry.record_id else None
    if record is None:
        verdict.add(table, entry.record_id, f"the row that a {entry.type} entry commits to is gone")
    elif not still_says(record, entry):
        verdict.add(table, record.id, f"the row is not what its {entry.type} entry commits to")


def _check_opened(verdict: Verdict, entry: LoggedEntry) -> None:
    """Facts and payload are those that the leaf commits to; of an erased entry, the facts and the payload's hash."""
    if entry.payload is not None:
        return entries.check(_opened(entry))
    if entry.erasure_id is None:
        raise Tampered("its payload is gone, and no erasure explains that")
    verdict.erased += 1
    opening = entries.FactsOpening(entry.facts or b"", entry.facts_salt or b"", entry.payload_hash or b"")
    if entries.open_facts(entry.leaf, opening)["type"] != entry.type:
        raise Tampered("the entry's type is not the one that its leaf commits to")
    return None


def _opened(entry: LoggedEntry) -> entries.Entry:
    return entries.Entry(
        type=EntryType(entry.type),
        facts=entry.facts or b"",
        facts_salt=entry.facts_salt or b"",
        payload=entry.payload or b"",
        payload_salt=entry.payload_salt or b"",
        leaf=entry.leaf,
    )


def still_says(record: Record, entry: LoggedEntry) -> bool:
    """Whether the row still says what its entry committed to; where the payload was erased, what the facts say."""
    try:
        made = facts.commitments_of(record, EntryType(entry.type))
        said = canonical.encode({**made.facts, "type": entry.type})
        if entry.payload is None:
            return said == entry.facts
        return said == entry.facts and canonical.encode(made.payload) == entry.payload
    except AnswerableError:
        return False


async def _check_rows(audit: Audit, verdict: Verdict) -> None:
    """Rows that no entry tells of, and columns that follow from other rows but do not agree with them."""
    for table, _, types in RECORDED:
        for entry_type in types:
            for row in await audit.without_entry(table, entry_type):
                verdict.add(table, row, f"it has no {entry_type} entry, or several")
    for row in await audit.answers_without_notice():
        verdict.add("reports", row, "it counts as answered, but no notice says so")
    for row in await audit.reviews_without_decision():
        verdict.add("reports", row, "it counts as reviewed, but nobody decided then")
    await _check_kept(audit, verdict)
    for row in await audit.erasures_at_odds():
        verdict.add("erasures", row, "it does not tell of what is erased in its name")
    for row in await audit.erased_but_there():
        verdict.add("reports", row, "it counts as erased, and is there")
    for row in await audit.statements_at_odds():
        verdict.add("notices", row, "its statement of reasons is not that of its decision")


async def _check_kept(audit: Audit, verdict: Verdict) -> None:
    """Evidence and voice notes, against what the reports' entries commit to."""
    for row in await audit.reports_without_their_evidence():
        verdict.add("reports", row, "its evidence is not what was kept when it came in")
    for row in await audit.altered_evidence():
        verdict.add("evidence", row, "it is not what was kept")
    for row in await audit.voices_not_as_kept():
        verdict.add("reports", row, "its voice note is not what was kept when it came in")
    for row in await audit.evidence_gone():
        verdict.add("evidence", row, "it is gone, and no erasure explains that")


async def check_promises(tx: Tx, audit: Audit, verdict: Verdict, checkpoints: Sequence[LogHead]) -> None:
    """Each report's promise by its row: what was promised, and whether it was kept. No signature is stored (it is made
    from the row, the same each time), so none is verified here; whoever holds a receipt does."""
    sizes = {0, *(row.size for row in checkpoints)}
    after: UUID | None = None
    while page := await audit.promises(after, most=BATCH):
        for promised in page:
            verdict.promises += 1
            verdict.late += _is_late(tx, promised)
            what = _broken(promised, sizes, checkpoints)
            if what:
                verdict.add("reports", promised.id, what)
        after = page[-1].id


async def _check_cosignatures(tx: Tx, verdict: Verdict, checkpoints: Sequence[LogHead]) -> None:
    """Each line was made by the witness that it is kept under, for the checkpoint of its size."""
    texts = {row.size: row.note for row in checkpoints}
    after = ("", -1)
    while page := await tx.cosignatures.page(after, most=BATCH):
        for one in page:
            try:
                text = notes.parse(texts[one.size]).text
                notes.cosignature_in(text, one.line, notes.parse_vkey(one.vkey))
            except (AnswerableError, KeyError):
                what = "it is not the cosignature of this witness under this checkpoint"
                verdict.add("cosignatures", one.size, what)
        after = (page[-1].vkey, page[-1].size)


def _is_late(tx: Tx, promised: Promised) -> bool:
    kept_at = promised.included_at or tx.at
    return kept_at > promised.merge_by + LATE_MOST


def _broken(promised: Promised, sizes: set[int], checkpoints: Sequence[LogHead]) -> str:
    """What no honest outage explains about a promise, or ""."""
    if promised.promised_size not in sizes:
        return "its promise names a tree size that no checkpoint had"
    if promised.merge_by <= promised.received_at:
        return "its promise was due before the report came in"
    if promised.seq is None or promised.included_at is None:
        passed_over = any(one.signed_at > promised.merge_by + LATE_MOST for one in checkpoints)
        return "its promise is broken: a later checkpoint left it out" if passed_over else ""
    if promised.seq < promised.promised_size:
        return "its promise is broken: it stands below the tree size that was promised"
    return ""
