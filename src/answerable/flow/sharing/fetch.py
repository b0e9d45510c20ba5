"""An exchange is asked for its list, which then takes the place of what its source had."""

from __future__ import annotations

from answerable.connectors.exchange import ask_exchange
from answerable.flow.runtime import Runtime
from answerable.flow.sharing.fill import Filled, fill
from answerable.flow.sharing.sources import found_source
from answerable.intake.hash_list import read_list


async def fetch(runtime: Runtime, source_id: str, collaboration: bytes, *, who: str | None = None) -> Filled:
    """Take in all that an exchange has now; what it no longer lists goes. Raises Unknown, Refused, Unavailable."""
    async with runtime.store.transaction() as tx:
        await found_source(tx, source_id)
    listed = await ask_exchange(runtime.settings.exchange_python, collaboration)
    read = read_list("exchange", enumerate(listed.splitlines(keepends=True), start=1))
    return await fill(runtime, source_id, read, replace=True, who=who)
