"""`answerable serve`: the web server and the worker, in one process and one event loop."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import typer
import uvicorn
import uvloop

from answerable.cli.opened import open_house
from answerable.connectors import open_connectors
from answerable.connectors.witness import Witnesses, open_witnesses
from answerable.errors import Refused, Tampered, Unavailable
from answerable.flow.copies.start import warm_up
from answerable.flow.doors.audit import note_settings
from answerable.flow.log.cosign import look_back
from answerable.flow.log.declare import declare_standing
from answerable.flow.runtime import Runtime
from answerable.observe.logs import configure_logs, describe, logger
from answerable.settings import Settings, read_settings
from answerable.web.alarm import Alarm
from answerable.web.app import create_app
from answerable.worker import Worker, sequence_all

DRAIN_S = 10
BACKLOG = 512
COLLECT_AFTER = (
    50_000,
    20,
    100,
)  # objects made; younger collections; of which the oldest generation waits for

commands = typer.Typer()


@commands.command()
def serve() -> None:
    """Serve forms, pages, the API and the ledger, and work through the jobs, until SIGTERM or SIGINT.

    Settings are environment variables (ANSWERABLE_...); without ANSWERABLE_DATABASE_URL an embedded PostgreSQL
    in the folder ANSWERABLE_DATA is used.
    """
    settings = read_settings()
    configure_logs(settings.log_level)
    uvloop.run(_serve(settings))


def _calm_collector() -> None:
    """What lives as long as the server is not looked through again and again: each full collection stops every
    request, and took the 99th percentile of a receipt's wait to three times its median."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


async def _serve(settings: Settings) -> None:
    async with open_house(settings) as runtime:
        await serve_runtime(runtime, stop=_stop_on_signals())


async def serve_runtime(runtime: Runtime, *, stop: asyncio.Event) -> None:
    """Serve and work until `stop` is set; then requests end first, jobs and the last checkpoint after them.

    Raises Refused where the port is taken. With a ledger that was tampered with it serves for reading alone.
    """
    settings, alarm, stop_working = runtime.settings, Alarm(), asyncio.Event()
    with _listening(settings.host, settings.port) as listener:
        async with open_connectors(settings.smtp, settings.mail_from) as connectors, open_witnesses() as ask:
            await _prepare(runtime, alarm, ask)
            await _look_at_sandbox(runtime)
            _calm_collector()
            worker = Worker(runtime, connectors, alarm.raise_, ask, signs=not alarm.raised)
            async with asyncio.TaskGroup() as group:
                group.create_task(worker.run(stop_working), name="worker")
                warming = group.create_task(warm_up(runtime), name="kernels")
                try:
                    await _serve_web(_Server(_config(runtime, alarm)), listener, stop)
                finally:
                    warming.cancel()
                    runtime.closing.set()
                    stop_working.set()


async def _prepare(runtime: Runtime, alarm: Alarm, ask: Witnesses) -> None:
    """Look at the ledger, and ask its witnesses, before anything is written; then declare what stands."""
    try:
        await look_back(runtime, ask)
        await sequence_all(runtime)
        await declare_standing(runtime)
        await note_settings(runtime)
    except Tampered as error:
        logger(__name__).critical("the ledger was tampered with: nothing is taken in", **describe(error))
        alarm.raise_(str(error))
    except Unavailable as error:
        logger(__name__).error("the ledger cannot be signed now", **describe(error))


async def _look_at_sandbox(runtime: Runtime) -> None:
    """Say in the log what this computer cannot keep programs in the sandbox from. Reports without voice notes are taken
    in all the same."""
    try:
        lacking = await runtime.sandbox.probe()
    except Unavailable as error:
        logger(__name__).error("nothing can be looked at in the sandbox", **describe(error))
        return
    if lacking:
        logger(__name__).warning("programs in the sandbox lack protections", said=", ".join(lacking))


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        what = f"cannot listen on {host}:{port}: {error.strerror or error}"
        raise Refused(
            what, where="ANSWERABLE_PORT", mend="stop what listens there, or set another port"
        ) from error
    with listener:
        yield listener


async def _serve_web(server: _Server, listener: socket.socket, stop: asyncio.Event) -> None:
    serving = asyncio.create_task(server.serve([listener]), name="web")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving


class _Server(uvicorn.Server):
    """uvicorn without its own handling of signals: the worker has to stop in order too."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        logger(__name__).info("serving", address=f"http://{self.config.host}:{self.config.port}")


def _config(runtime: Runtime, alarm: Alarm) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(runtime, alarm),
        host=runtime.settings.host,
        port=runtime.settings.port,
        proxy_headers=bool(runtime.settings.proxies),  # a stranger must not choose their own address
        forwarded_allow_ips=runtime.settings.proxies or None,
        access_log=False,  # it would hold addresses and what they asked for
        server_header=False,
        log_config=None,
        lifespan="on",
        backlog=BACKLOG,
        ws="none",
        timeout_graceful_shutdown=DRAIN_S,
    )


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
