"""What comes in under an idempotency key: the same request again changes nothing and is answered as it was.

The key is locked, looked up and remembered in the transaction that stores what was sent, so that of two requests
at once one works and the other waits for its answer (draft-ietf-httpapi-idempotency-key-header-07). Kept are a
keyed hash of the request and how many were new, never a receipt's code: a report's receipt is made again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from answerable.db.imports import Answered
from answerable.db.tx import Tx
from answerable.errors import KeyReused, Refused
from answerable.flow.copies.warm import ready_to_fold
from answerable.flow.receive import Receipt, every_one, receipt_of, store_accounts, store_items
from answerable.flow.runtime import Runtime
from answerable.flow.store_reports import store_reports
from answerable.records.account import Account
from answerable.records.item import Item
from answerable.records.report import Submission

_STATUS = 201


@dataclass(frozen=True)
class Attempt:
    """One request under an idempotency key. `owner` is whose key it is, `request` a keyed hash of all that was sent."""

    owner: str
    key: str
    request: bytes


async def receive_items_once(runtime: Runtime, items: list[Item], attempt: Attempt | None) -> int:
    """Store items in one commit; return how many were new when they first came. Raises KeyReused."""
    await ready_to_fold(runtime)
    return await _once(runtime, attempt, lambda tx: store_items(runtime, tx, items))


async def receive_accounts_once(runtime: Runtime, accounts: list[Account], attempt: Attempt | None) -> int:
    """Store or update accounts in one commit; return how many were new when they first came. Raises KeyReused."""
    return await _once(runtime, attempt, lambda tx: store_accounts(tx, accounts))


async def receive_reports_once(
    runtime: Runtime,
    submissions: list[Submission],
    attempt: Attempt | None,
    named: Callable[[int], str],
    *,
    partial: bool = False,
) -> list[Receipt | Refused]:
    """Store reports in one commit: all of them or none, or, where `partial`, those that can be. `named` says what the
    sender calls each, by its index. Raises KeyReused, and what `flow.receive.every_one` raises.

    The submissions carry idempotency keys of their own, so that a repeated request finds the same reports.
    """
    async with runtime.store.transaction() as tx:
        before = await answered_before(tx, attempt)
        found = await store_reports(runtime, tx, submissions)
        if not partial:
            every_one(found, named)
        if attempt is not None and before is None:
            await remember(tx, attempt, len(submissions))
    return [one if isinstance(one, Refused) else receipt_of(runtime, one) for one in found]


async def _once(runtime: Runtime, attempt: Attempt | None, store: Callable[[Tx], Awaitable[int]]) -> int:
    async with runtime.store.transaction() as tx:
        before = await answered_before(tx, attempt)
        if before is not None:
            return int(before.body)
        new = await store(tx)
        if attempt is not None:
            await remember(tx, attempt, new)
        return new


async def answered_before(tx: Tx, attempt: Attempt | None) -> Answered | None:
    """What was kept of the request under this key, which is locked. Raises KeyReused."""
    if attempt is None:
        return None
    before = (await look_back(tx, [attempt]))[attempt]
    if isinstance(before, KeyReused):
        raise before
    return before


async def look_back(tx: Tx, attempts: list[Attempt]) -> dict[Attempt, Answered | KeyReused | None]:
    """What was kept of each, None where nothing was; KeyReused where its key came with another request. The keys are
    locked, in order."""
    by_key: dict[tuple[str, str], Attempt] = {}
    for one in attempts:
        by_key.setdefault((one.owner, one.key), one)
    await tx.imports.lock_keys(sorted(by_key))
    answered = await tx.imports.answered(list(by_key))
    found: dict[Attempt, Answered | KeyReused | None] = {}
    for one in attempts:
        before = answered.get((one.owner, one.key))
        request = before.request_hash if before else by_key[one.owner, one.key].request
        found[one] = before if request == one.request else _reused()
    return found


def _reused() -> KeyReused:
    what = "this key came before with another request"
    return KeyReused(what, where="Idempotency-Key", mend="use a new key")


async def remember(tx: Tx, attempt: Attempt, count: int) -> None:
    """Keep that the request was done, in the commit that does it."""
    answer = Answered(request_hash=attempt.request, status=_STATUS, body=str(count).encode())
    await tx.imports.remember(attempt.owner, attempt.key, answer, tx.at)
