"""The steps on copies that the worker takes from the queue, by their entry points."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

from answerable.flow.copies.arrive import look
from answerable.flow.copies.make_up import sketch_since
from answerable.flow.copies.search import search
from answerable.flow.copies.settle import settle
from answerable.flow.copies.tell import tell
from answerable.flow.likeness.keep import ENTRYPOINT as CASE_PICTURES
from answerable.flow.likeness.keep import take_in_pictures
from answerable.flow.likeness.read import ENTRYPOINT as READ_LOOKED
from answerable.flow.likeness.read import read_looked
from answerable.flow.likeness.search import search_pictures
from answerable.flow.runtime import Runtime
from answerable.flow.slowing.order import order, order_again

Step = Callable[[dict[str, str]], Awaitable[object]]


async def search_all(runtime: Runtime) -> int:
    """Search what was there before for copies of new cases: by their texts, then by their pictures."""
    return await search(runtime) + await search_pictures(runtime)


def copy_steps(runtime: Runtime) -> dict[str, Step]:
    """What a job of each kind does; its payload is what it was put into the outbox with."""
    return {
        "sketch": lambda given: sketch_since(runtime, datetime.fromisoformat(given["since"])),
        "arrivals": lambda given: look(runtime, int(given["first"]), int(given["last"])),
        "search": lambda _: search_all(runtime),
        READ_LOOKED: lambda given: read_looked(runtime, int(given["number"])),
        CASE_PICTURES: lambda given: take_in_pictures(runtime, UUID(given["case"])),
        "copies": lambda given: settle(runtime, UUID(given["case"])),
        "slow": lambda given: order(runtime, UUID(given["action"])),
        "slow_again": lambda given: order_again(runtime, UUID(given["case"])),
        "tell": lambda given: tell(runtime, UUID(given["decision"])),
    }
