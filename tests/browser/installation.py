"""Real installations for the browser to visit: the server in its own process, filled through the steps of `flow/`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from answerable.db.migrate import migrate
from answerable.flow import receive
from answerable.flow.log.publish import ALTERED_LEAST, publish
from answerable.flow.runtime import Runtime, open_runtime
from answerable.settings import Settings
from answerable.vocabulary import Outcome, Role
from tests.made_up_copies import some_copies
from tests.made_up_month import MARCH, a_month, tell_time
from tests.serving import Server, free_port
from tests.world import RUMOUR, add_platform, an_account, an_item, hired

T = TypeVar("T")
PASSWORD = "a long way to the river"
ENGLISH = "They say the market will be attacked on Saturday. Send this to everyone you know."
NOBODY_LISTENS = "smtp://127.0.0.1:9"  # the form asks for an address only where mail can be sent


@dataclass
class Installation:
    """A server on this computer, and a door to its store."""

    server: Server

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    def do(self, step: Callable[[Runtime], Awaitable[T]]) -> T:
        """Run a step on this installation's store, in a thread: Playwright keeps this one's loop for itself."""
        with ThreadPoolExecutor(1) as aside:
            return aside.submit(asyncio.run, self._run(step)).result(60)

    async def _run(self, step: Callable[[Runtime], Awaitable[T]]) -> T:
        settings = Settings(data=self.server.data, undo_window_s=0, merge_delay_s=2)
        await migrate(self.server.database.url)
        async with open_runtime(settings, self.server.database.url) as runtime:
            return await step(runtime)


@contextmanager
def an_installation_filled(
    folder: Path, fill: Callable[[Runtime], Awaitable[T]], **settings: str
) -> Iterator[Installation]:
    """An installation whose store was filled before its server was started."""
    server = Server(data=folder / "data", port=free_port(), settings=settings)
    try:
        one = Installation(server)
        one.do(fill)
        server.start()
        yield one
    finally:
        server.close()


@contextmanager
def an_installation_with_people(folder: Path) -> Iterator[Installation]:
    """Two platforms, posts, an account, a conversation; and mail, so that the form asks everything it can ask."""
    with an_installation_filled(folder, _fill, ANSWERABLE_SMTP=NOBODY_LISTENS) as one:
        yield one


@contextmanager
def an_installation_with_a_month(folder: Path) -> Iterator[Installation]:
    """March 2018, published twice; five reports were answered in between."""
    with an_installation_filled(folder, _publish) as one:
        yield one


async def _publish(runtime: Runtime) -> None:
    made = await a_month(runtime, 1, 400, reporters=150)
    await some_copies(runtime, 1, made)
    await publish(runtime, "2018-03")
    waiting = [report for report in made if report.answered_at is None]
    async with runtime.store.transaction() as tx:
        for one in waiting[:ALTERED_LEAST]:
            await tx.reports.mark_answered(one.id, tx.at, Outcome.REMOVED)
    await tell_time(runtime, MARCH + timedelta(days=36))
    await publish(runtime, "2018-03")


async def _fill(runtime: Runtime) -> None:
    await add_platform(runtime)
    await add_platform(runtime, "elsewhere")
    await receive.receive_items(
        runtime,
        [
            *(an_item(f"m{number}") for number in range(30)),
            an_item("p1", container=None, language="en", text=ENGLISH, author="market-news"),
            *(an_item(f"g{number}", container="street-group", text=RUMOUR) for number in range(5)),
        ],
    )
    await receive.receive_accounts(runtime, [an_account("market-news", name="Market News")])
    for name, roles in (("Thiri", (Role.REVIEWER,)), ("Oo", (Role.OPERATOR,))):
        await hired(runtime, name, PASSWORD, roles=roles)
