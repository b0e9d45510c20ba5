"""Items and accounts: what a platform hands over."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

import msgspec
from litestar import Request, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from answerable.errors import Invalid
from answerable.flow.receive import item_deleted
from answerable.flow.receive_once import receive_accounts_once, receive_items_once
from answerable.flow.runtime import Runtime
from answerable.intake.account_line import AccountLine, account_of, read_account
from answerable.intake.addresses import read_origins
from answerable.intake.item_line import ItemLine, item_of, read_sent_item
from answerable.intake.limits import BATCH_MAX
from answerable.records.item import ItemState
from answerable.records.platform import ApiKey
from answerable.vocabulary import Scope
from answerable.web.api.answers import ItemNow, Taken, item_now, refusals_of
from answerable.web.api.bodies import attempt_of, read_batch, read_object
from answerable.web.api.endpoint import described


class ItemChange(msgspec.Struct, frozen=True):
    """What became of an item on the platform."""

    state: Literal["deleted_by_author"]


@post(
    "/items",
    status_code=201,
    opt=described(scope=Scope.ITEMS_WRITE, takes=ItemLine, gives=Taken, most=BATCH_MAX),
)
async def send_items(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> Taken:
    """Hand over items. An item that is here already stays as it first came."""
    read = partial(read_sent_item, origins=read_origins(runtime.settings.media_hosts))
    batch = await read_batch(request, read, most=BATCH_MAX)
    items = [item_of(line, caller.platform_id) for _, line in batch.good]
    new = await receive_items_once(runtime, items, await attempt_of(request, runtime, caller))
    return Taken(accepted=len(items), new=new, refused=refusals_of(batch.faulty))


@patch("/items/{item_id:path}", opt=described(scope=Scope.ITEMS_WRITE, takes=ItemChange, gives=ItemNow))
async def change_item(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    caller: NamedDependency[ApiKey],
    item_id: FromPath[str],
) -> ItemNow:
    """Say that the author deleted an item. What a decision removed stays removed."""
    change = await read_object(request)
    if change.get("state") != ItemState.DELETED_BY_AUTHOR:
        mend = 'send {"state": "deleted_by_author"}'
        raise Invalid("can only become deleted_by_author", where="state", mend=mend)
    return item_now(await item_deleted(runtime, caller.platform_id, item_id.removeprefix("/")))


@post(
    "/accounts",
    status_code=201,
    opt=described(scope=Scope.ACCOUNTS_WRITE, takes=AccountLine, gives=Taken, most=BATCH_MAX),
)
async def send_accounts(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> Taken:
    """Describe accounts. A description replaces the fields that it names."""
    batch = await read_batch(request, read_account, most=BATCH_MAX)
    async with runtime.store.transaction() as tx:
        at = tx.at
    accounts = [account_of(line, caller.platform_id, at) for _, line in batch.good]
    new = await receive_accounts_once(runtime, accounts, await attempt_of(request, runtime, caller))
    return Taken(accepted=len(accounts), new=new, refused=refusals_of(batch.faulty))
