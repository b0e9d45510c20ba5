"""Messages of a platform's stream: taken in, counted, and not kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from litestar import Request, get, post
from litestar.di import NamedDependency

from answerable.flow.cascades.seeds import public_seed
from answerable.flow.cascades.take_in import Read, take_in
from answerable.flow.runtime import Runtime
from answerable.intake.limits import MESSAGES_BATCH_MAX
from answerable.intake.message_batch import read_json, read_json_lines, read_packed
from answerable.intake.message_line import MessageLine
from answerable.records.platform import ApiKey
from answerable.vocabulary import Scope
from answerable.web.api.answers import Taken, refusals_of
from answerable.web.api.bodies import JSON, JSON_LINES, attempt_of, require_type, wants_partial
from answerable.web.api.endpoint import described

PACKED = "application/vnd.answerable.messages+msgpack"


class SeedNow(msgspec.Struct, frozen=True, kw_only=True):
    """What clients sketch with now, and send `name` of: known to all of them, so treat it as public. From `ends_at` on
    there is another one; sketches of this one are taken for a day more."""

    seed: bytes
    name: str
    begins_at: datetime
    ends_at: datetime


@post(
    "/messages",
    status_code=201,
    opt=described(
        scope=Scope.MESSAGES_WRITE, takes=MessageLine, gives=Taken, most=MESSAGES_BATCH_MAX, tables=(PACKED,)
    ),
)
async def send_messages(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]
) -> Taken:
    """Hand over messages of the stream, in the order of their time. They are counted where they are near-copies of
    others; texts are not kept, and senders are known as keyed numbers alone. A message whose id came before, or a batch
    whose idempotency key did, is not counted again."""
    read = _reader(request)
    async with runtime.store.transaction() as tx:
        at = tx.at
    attempt = await attempt_of(request, runtime, caller)
    went, refused = await take_in(
        runtime, caller.platform_id, await request.body(), read, attempt=attempt, at=at
    )
    return Taken(accepted=went.accepted, new=went.new, refused=refusals_of(refused))


@get("/messages/seed", opt=described(scope=Scope.MESSAGES_WRITE, gives=SeedNow))
async def show_seed(runtime: NamedDependency[Runtime], caller: NamedDependency[ApiKey]) -> SeedNow:
    """The public seed of the platform's clients, where they send sketches in place of texts."""
    async with runtime.store.transaction() as tx:
        found = public_seed(runtime, caller.platform_id, tx.at)
    return SeedNow(seed=found.seed, name=found.name, begins_at=found.begins_at, ends_at=found.ends_at)


def _reader(request: Request[Any, Any, Any]) -> Read:
    kind = require_type(request, (JSON, *JSON_LINES, PACKED))
    if kind == PACKED:
        return _whole
    read: Callable[..., Any] = read_json_lines if kind in JSON_LINES else read_json
    return partial(read, partial=wants_partial(request))


def _whole(raw: bytes) -> Any:
    """A binary batch goes in whole or not at all."""
    return read_packed(raw), []
