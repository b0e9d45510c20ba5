"""How fast a ledger is verified, against the bare limit of the same work, in the same run.

Three checks, each beside what it cannot do without:

    hashes     the watchdog rebuilds an exported ledger: every leaf, tile and the root; beside it: the leaf hashes and
               node hashes of the same leaves alone
    promises   the watchdog verifies reporters' promise files; beside it: Ed25519 verification of the same signatures
    ledger     `answerable ledger verify`: every leaf made again from its row, which is much more than hashing; and in
               it the promises, whose rows (size, time, place) are checked, since no signature of one is stored

Rates are by the clock on the wall and by processor seconds, which a busy computer falsifies less.

    python benchmarks/bench_verify.py [FILLERS] [REPORTS]
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from answerable.db import embedded
from answerable.db.audit import Audit, open_snapshot
from answerable.db.migrate import migrate
from answerable.flow.commit import commit_fillers
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.export import export, policy_text
from answerable.flow.log.verify_ledger import BATCH, Grown, Verdict, check_promises, verify_ledger
from answerable.flow.receipt import leaf_of, promise_of
from answerable.flow.receive import receive_items, receive_reports
from answerable.flow.runtime import Runtime, open_runtime
from answerable.ledger import notes, receipts, tree
from answerable.records.item import Item
from answerable.records.platform import Platform
from answerable.records.report import Submission
from answerable.records.subject import Subject
from answerable.settings import Settings
from answerable.vocabulary import ItemKind, PolicyArea, Service, Source, SubjectKind
from answerable_watchdog.export import verified_ledger
from answerable_watchdog.policy import parse_policy
from answerable_watchdog.receipt import verify, verify_all

FILLERS = 100_000
REPORTS = 4_000
A_BATCH = 2_000


async def main() -> None:
    fillers, reports = (int(word) for word in [*sys.argv[1:3], FILLERS, REPORTS][:2])
    with embedded.throwaway() as server, tempfile.TemporaryDirectory() as folder:
        await migrate(server.url)
        async with open_runtime(Settings(data=Path(folder), undo_window_s=0), server.url) as runtime:
            await fill(runtime, fillers, reports)
            await hashes(runtime, Path(folder) / "export")
            await promises(runtime, reports)
            await ledger(runtime)


async def fill(runtime: Runtime, fillers: int, reports: int) -> None:
    async with runtime.store.transaction() as tx:
        await tx.platforms.add(Platform(id="p", name="p", created_at=tx.at))
    await receive_items(runtime, [an_item(number) for number in range(reports)])
    for first in range(0, reports, A_BATCH):
        batch = [a_report(number) for number in range(first, min(first + A_BATCH, reports))]
        await receive_reports(runtime, batch)
    for _ in range(0, fillers, A_BATCH):
        async with runtime.store.transaction() as tx:
            await commit_fillers(runtime, tx, A_BATCH)
    while await sequence(runtime) is not None:
        pass


def an_item(number: int) -> Item:
    now = datetime.now(UTC)
    return Item(
        platform_id="p",
        id=f"m{number}",
        service=Service.MESSENGER,
        kind=ItemKind.MESSAGE,
        author=f"u{number % 100}",
        created_at=now,
        received_at=now,
        text="ဆက်ပို့ပေးပါ",
        language="my",
    )


def a_report(number: int) -> Submission:
    subject = Subject(kind=SubjectKind.ITEM, id=f"m{number}")
    return Submission(
        platform_id="p", subject=subject, source=Source.USER, area=PolicyArea.HATE, reporter=f"r{number}"
    )


async def hashes(runtime: Runtime, folder: Path) -> None:
    await export(runtime, folder)
    policy = parse_policy(policy_text(runtime).encode())
    found, whole = timed(lambda: verified_ledger(folder, policy))
    size = found.checkpoint.size
    async with runtime.store.transaction() as tx:
        leaves = await tx.ledger.leaves(0, size)
    _, bare = timed(lambda: bare_root(leaves))
    tell("hashes: the watchdog over an export", size, "leaves", whole, "hashing alone", bare)


def bare_root(leaves: list[bytes]) -> bytes:
    """The same hashes, and nothing besides."""
    sha256 = hashlib.sha256
    row = [sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(row) > 1:
        above = [sha256(b"\x01" + row[i] + row[i + 1]).digest() for i in range(0, len(row) - 1, 2)]
        row = above + row[len(row) - 1 :] if len(row) % 2 else above
    return row[0]


async def promises(runtime: Runtime, reports: int) -> None:
    files: list[bytes] = []
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute("select id from reports order by id limit %s", [reports])
        for (report_id,) in await cursor.fetchall():
            report = await tx.reports.get(report_id)
            assert report is not None
            leaf = await leaf_of(tx, report)
            receipt = receipts.PromiseReceipt(leaf=leaf, promise=promise_of(runtime, report, leaf))
            files.append(receipts.render(receipt).encode())
    policy = parse_policy(policy_text(runtime).encode())
    _, one = timed(lambda: [verify(file, policy) for file in files])
    _, many = timed(lambda: list(verify_all(files, policy)))
    signed = [notes.parse(file.decode().partition("\n\n")[2]) for file in files]
    public = policy.promise_keys[0].public
    _, bare = timed(lambda: bare_signatures(public, signed))
    tell("promises: the watchdog, signatures, one by one", len(files), "promises", one, "Ed25519 alone", bare)
    tell("promises: the watchdog, signatures, all cores", len(files), "promises", many, "Ed25519 alone", bare)


def bare_signatures(public: bytes, signed: list[notes.Note]) -> None:
    key = Ed25519PublicKey.from_public_bytes(public)
    for note in signed:
        key.verify(note.signatures[0].signature, note.text.encode())


async def ledger(runtime: Runtime) -> None:
    async with runtime.store.transaction() as tx:
        size = await tx.ledger.size()
        leaves = await tx.ledger.leaves(0, size)
    _, bare = timed(lambda: bare_root(leaves))
    _, grown = timed(lambda: grow(leaves))
    tell("ledger: its hashes (leaves, tiles, roots)", size, "leaves", grown, "hashing alone", bare)
    await rows(runtime)
    began, used = time.perf_counter(), time.process_time()
    verdict = await verify_ledger(runtime)
    whole = time.perf_counter() - began, time.process_time() - used
    assert verdict.findings == []
    tell(
        "ledger: everything, each leaf from its row", verdict.entries, "leaves", whole, "hashing alone", bare
    )


def grow(leaves: list[bytes]) -> None:
    """The tree with all its tiles, in the batches that `ledger verify` takes."""
    grown = Grown()
    for first in range(0, len(leaves), BATCH):
        grown.append([tree.leaf_hash(leaf) for leaf in leaves[first : first + BATCH]])


async def rows(runtime: Runtime) -> None:
    """What `ledger verify` asks of promises; beside it, reading the same rows."""
    async with open_snapshot(runtime.store.url) as tx:
        checkpoints = await tx.ledger.checkpoints()
        began, used = time.perf_counter(), time.process_time()
        cursor = await tx.connection.execute("select id, received_at, promised_size, merge_by from reports")
        await cursor.fetchall()
        bare = time.perf_counter() - began, time.process_time() - used
        verdict, audit = Verdict(), Audit(tx.connection)
        began, used = time.perf_counter(), time.process_time()
        await check_promises(tx, audit, verdict, checkpoints)
        whole = time.perf_counter() - began, time.process_time() - used
    tell(
        "ledger: its promises (size, time, place)",
        verdict.promises,
        "promises",
        whole,
        "reading the rows",
        bare,
    )


Spent = tuple[float, float]  # seconds by the clock, and of processors


def timed(work: Callable[[], Any]) -> tuple[Any, Spent]:
    began, used = time.perf_counter(), time.process_time()
    found = work()
    return found, (time.perf_counter() - began, time.process_time() - used)


def tell(what: str, count: int, unit: str, spent: Spent, limit: str, bare: Spent) -> None:
    print(
        f"{what}: {count / spent[0]:,.0f} {unit}/s ({count / spent[1]:,.0f} per processor second); {limit}: "
        f"{count / bare[0]:,.0f}/s ({count / bare[1]:,.0f}); ratio {bare[1] / spent[1]:.2f}"
    )


if __name__ == "__main__":
    asyncio.run(main())
