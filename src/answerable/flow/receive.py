"""What comes in: items, accounts and reports. A report is stored, joined to its case and logged in one commit;
only then is its promise signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Refused, Unknown
from answerable.flow.copies.arrive import sketch
from answerable.flow.copies.warm import ready_to_fold
from answerable.flow.open_case import about_subject
from answerable.flow.receipt import promise_of, receipt_code
from answerable.flow.runtime import Runtime
from answerable.flow.store_reports import StoredReport, store_reports
from answerable.intake.lines import placed
from answerable.ledger import receipts
from answerable.observe.metrics import count_report
from answerable.records.account import Account
from answerable.records.item import Item
from answerable.records.report import Report, Submission
from answerable.records.subject import Subject


@dataclass(frozen=True)
class Receipt:
    """What a reporter gets: a code that only they hold, and a signed promise. `repeated` is true where the same
    submission came in before; then this is the same receipt as then."""

    report: Report
    code: str
    promise: str
    leaf: bytes
    repeated: bool

    @property
    def file(self) -> str:
        """The receipt file until the promise is kept (spec/receipt.md)."""
        return receipts.render(receipts.PromiseReceipt(leaf=self.leaf, promise=self.promise))


async def receive_items(runtime: Runtime, items: list[Item]) -> int:
    """Store items with their authors; return how many were new. An item keeps the form it first came in."""
    await ready_to_fold(runtime)
    async with runtime.store.transaction() as tx:
        return await store_items(runtime, tx, items)


async def receive_accounts(runtime: Runtime, accounts: list[Account]) -> int:
    """Store or update account descriptions; return how many were new."""
    async with runtime.store.transaction() as tx:
        return await store_accounts(tx, accounts)


async def receive_report(runtime: Runtime, submission: Submission) -> Receipt:
    """Take in one report. Raises UnknownSubject for a subject that nobody handed over, Conflict where the same id or
    idempotency key came before with other content."""
    return (await receive_reports(runtime, [submission]))[0]


async def receive_reports(runtime: Runtime, submissions: list[Submission]) -> list[Receipt]:
    """Take in several reports in one commit, or none of them. The promises are signed after it."""
    async with runtime.store.transaction() as tx:
        stored = every_one(await store_reports(runtime, tx, submissions))
    return [receipt_of(runtime, one) for one in stored]


async def is_known(runtime: Runtime, platform_id: str, subjects: list[Subject]) -> bool:
    """Whether a report on one of these subjects could be taken in."""
    async with runtime.store.transaction() as tx:
        return any([await about_subject(tx, platform_id, one) is not None for one in subjects])


async def item_deleted(runtime: Runtime, platform_id: str, item_id: str) -> Item:
    """The platform says that the author deleted an item; return the item as it is now. What was removed by a decision
    stays removed. Raises Unknown where nobody handed the item over."""
    async with runtime.store.transaction() as tx:
        await tx.items.mark_deleted_by_author(platform_id, item_id, tx.at)
        item = await tx.items.get(platform_id, item_id)
    if item is None:
        raise Unknown("this item is not known here", where="id", mend="check its id")
    return item


async def store_items(runtime: Runtime, tx: Tx, items: list[Item]) -> int:
    """Store items with their authors and sketches in this transaction; return how many were new."""
    stamped = [msgspec.structs.replace(item, received_at=tx.at) for item in items]
    authors = sorted({(item.platform_id, item.author) for item in stamped})
    await tx.accounts.ensure(
        [Account(platform_id=platform, id=author, received_at=tx.at) for platform, author in authors]
    )
    in_order = sorted(stamped, key=lambda item: (item.platform_id, item.id))
    new = await tx.items.put(in_order)
    await sketch(runtime, tx, in_order)
    return new


async def store_accounts(tx: Tx, accounts: list[Account]) -> int:
    """Store or update descriptions of accounts of one platform in this transaction; return how many were new.

    Of two descriptions of one account, what the later one says holds.
    """
    stamped = [msgspec.structs.replace(one, received_at=tx.at) for one in accounts]
    ids = {one.id for one in stamped}
    known = await tx.accounts.known(stamped[0].platform_id, sorted(ids)) if stamped else set()
    await tx.accounts.put(sorted(stamped, key=lambda one: one.id))
    return len(ids - known)


def every_one(
    found: list[StoredReport | Refused], named: Callable[[int], str] = "[{}]".format
) -> list[StoredReport]:
    """The stored reports; where one was refused, raises, so that the transaction takes back the others. `named` says
    what the sender calls each of several, by its index."""
    refused = {place: one for place, one in enumerate(found) if isinstance(one, Refused)}
    if refused and len(found) == 1:
        raise refused[0]
    if refused:
        faults = [fault for place, one in refused.items() for fault in placed(one.faults, named(place))]
        kinds = {type(one) for one in refused.values()}
        raise (kinds.pop() if len(kinds) == 1 else Refused)("", faults=tuple(faults))
    return [one for one in found if isinstance(one, StoredReport)]


def receipt_of(runtime: Runtime, stored: StoredReport) -> Receipt:
    """The receipt of a report. Call it only after the COMMIT that stored it."""
    if not stored.repeated:
        count_report(stored.report.source)
    return Receipt(
        report=stored.report,
        code=stored.code or receipt_code(runtime.keyring, stored.report.id),
        promise=promise_of(runtime, stored.report, stored.leaf),
        leaf=stored.leaf,
        repeated=stored.repeated,
    )
