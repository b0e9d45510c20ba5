"""`answerable demo`: replay, show what happened, prove it, go on serving."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any

import typer
import uvloop
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from answerable.cli.demo import stage
from answerable.cli.demo.ending import end
from answerable.cli.demo.telling import as_json, tell
from answerable.cli.opened import open_house
from answerable.flow.copies.warm import ready_to_match
from answerable.observe.logs import configure_logs
from answerable.settings import Settings, read_settings
from answerable.simulation import clock
from answerable.simulation.platform import Platform, listening
from answerable.simulation.replay import START, Replay, Script

commands = typer.Typer()


@commands.command()
def demo(
    headless: bool = typer.Option(False, help="Print one JSON object and exit."),
    seconds: float = typer.Option(Script().seconds, min=10, max=3600, help="How long the replay takes."),
) -> None:
    """Replay an incident like that of September 2017 on a synthetic messenger, through the real server.

    Two chain letters, each warning one community of the other, spread for a week; groups report them again and
    again; reviewers decide; everyone is answered. Then see when each thing happened, and watch a receipt and the
    month's figures being verified. The server goes on until you stop it.
    """
    settings = read_settings()
    configure_logs("warning")
    try:
        uvloop.run(_until_told_to_stop(_demo(settings, Script(seconds=seconds), headless=headless)))
    except asyncio.CancelledError:
        raise typer.Exit(128 + signal.SIGTERM) from None


async def _until_told_to_stop(playing: Coroutine[Any, Any, None]) -> None:
    """Play; SIGTERM ends the demo as Ctrl-C does, its server with it."""
    task = asyncio.ensure_future(playing)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await task


async def _demo(settings: Settings, script: Script, *, headless: bool) -> None:
    console = Console(stderr=True)
    begun = time.monotonic()
    settings = stage.demo_settings(settings, console.print)
    async with AsyncExitStack() as house:
        runtime = await house.enter_async_context(open_house(settings))
        await clock.begin(runtime, START, 1)
        cast = await stage.invite(runtime)
        address = f"http://{settings.host}:{settings.port}"
        platform = Platform(address, cast.platform_key, cast.organisation_keys)
        house.push_async_callback(platform.close)
        replay = Replay(runtime, platform, script, cast.reviewers)
        orders = await house.enter_async_context(listening(cast.webhook_secret, replay.take_order))
        await stage.subscribe(runtime, cast, orders)
        await ready_to_match(
            runtime
        )  # once on a computer: in the replay, a minute of compiling is four hours of 2017
        async with stage.serving(settings, merge_delay_s=stage.MERGE_DELAY_IN_REPLAY_S):
            ready = time.monotonic()
            with _progress(console) as progress:
                await replay.run(progress)
            await replay.settle()
        replayed = time.monotonic()
        server = stage.serving(settings, merge_delay_s=stage.MERGE_DELAY_AFTER_S)
        await house.enter_async_context(server)
        ending = await end(runtime, settings, replay)
        took = {"start": ready - begun, "replay": replayed - ready, "proof": time.monotonic() - replayed}
        if headless:
            print(json.dumps(as_json(replay, ending, settings, cast=cast, took=took), ensure_ascii=False))  # noqa: T201 - the result
            return
        tell(console, replay, ending, settings, cast=cast, took=took)
        try:
            await asyncio.Event().wait()
        finally:
            console.print(f"\nStopped. What was made is in {settings.data} until the next demo.")


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[float], None]]:
    columns = (TextColumn("8 to 15 September 2017"), BarColumn(), TextColumn("{task.percentage:.0f}%"))
    with Progress(*columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("replay", total=1.0)
        yield lambda share: bar.update(task, completed=share)
