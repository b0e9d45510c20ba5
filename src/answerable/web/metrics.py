"""Metrics for Prometheus at /metrics, for this machine alone: how much waits here is for operators, not for anyone."""

from __future__ import annotations

import ipaddress
import shutil
from datetime import UTC, datetime
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from prometheus_client import CollectorRegistry, Gauge, Info, generate_latest

from answerable import __version__
from answerable.db.workload import Workload, read_workload
from answerable.errors import Unknown
from answerable.flow.runtime import Runtime
from answerable.observe.metrics import REGISTRY
from answerable.records.cosignature import WitnessState
from answerable.web.alarm import Alarm

MEDIA_TYPE = "text/plain; version=0.0.4"  # the framework adds the charset

# What a proxy adds. One that runs on this machine would make every visitor look local.
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")

POOL_STATES = ("most", "open", "free")

_MEANINGS = {
    "outbox_jobs": "Jobs in the outbox, those whose time has not come too",
    "queue_jobs": "Jobs in the queue",
    "queue_failed": "Jobs that were given up",
    "cases_open": "Cases that wait for a decision",
    "cases_overdue": "Open cases past the promised time",
    "case_oldest_s": "Seconds since the oldest open case was opened",
    "deliveries_waiting": "Deliveries that have not arrived yet",
    "deliveries_failed": "Deliveries that were given up, until somebody sends them again",
    "entries_waiting": "Ledger entries without a place in the log",
    "entry_oldest_s": "Seconds since the oldest of them was written; alarming beyond the merge delay",
    "emergencies_open": "Emergencies that go on",
    "emergencies_unanswered": "Emergencies to which nobody on call answered, or for which nobody is on call",
    "crises_on": "Countries in which crisis mode is on",
    "limits_unconfirmed": "Limits that alarms set and that nobody has confirmed or lifted",
    "log_size": "Leaves under the latest checkpoint",
    "database_bytes": "Size of the database",
}


@get("/metrics", include_in_schema=False)
async def show_metrics(request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """Counters of this process and figures of the database. To others than this machine there is no such page."""
    if not _is_local(request):
        raise Unknown("there is no such page")
    async with runtime.store.transaction() as tx:
        workload = await read_workload(tx)
        seen = {one.name: await tx.cosignatures.state(str(one.key)) for one in runtime.cosigning.witnesses}
    alarm: Alarm = request.app.state.alarm
    registry = _gauges(workload, alarm_raised=alarm.raised)
    Gauge(
        "answerable_texts_known",
        "1 once texts can be known again: their kernels are there",
        registry=registry,
    ).set(runtime.folding.is_set())
    _add_room(registry, runtime)
    _add_witnesses(registry, seen, datetime.now(UTC))
    body = generate_latest(REGISTRY) + generate_latest(registry)
    return Response(body, media_type=MEDIA_TYPE)


def _gauges(workload: Workload, *, alarm_raised: bool) -> CollectorRegistry:
    registry = CollectorRegistry()
    for name, meaning in _MEANINGS.items():
        Gauge(f"answerable_{name}", meaning, registry=registry).set(getattr(workload, name))
    Gauge("answerable_tampered", "1 once the ledger was seen to be tampered with", registry=registry).set(
        alarm_raised
    )
    return registry


def _add_room(registry: CollectorRegistry, runtime: Runtime) -> None:
    """What this process may run out of: connections to the database, and room where its data folder is."""
    use = runtime.store.use
    pool = Gauge("answerable_pool_connections", "Connections to the database", ["state"], registry=registry)
    for state in POOL_STATES:
        pool.labels(state).set(getattr(use, state))
    Gauge("answerable_pool_waiting", "Steps that wait for a connection", registry=registry).set(use.waiting)
    free = shutil.disk_usage(runtime.settings.data).free
    Gauge("answerable_disk_free_bytes", "Room where the data folder is", registry=registry).set(free)
    Info("answerable_build", "What runs here", registry=registry).info({"version": __version__})


def _add_witnesses(registry: CollectorRegistry, seen: dict[str, WitnessState], now: datetime) -> None:
    """How far each witness of the policy is. Its name is public."""
    size = Gauge(
        "answerable_witness_size", "Leaves that the witness saw last", ["witness"], registry=registry
    )
    age = Gauge(
        "answerable_witness_age_s",
        "Seconds since it last cosigned; -1: it never did",
        ["witness"],
        registry=registry,
    )
    failing = Gauge(
        "answerable_witness_failing",
        "1 where its last answer was no cosignature",
        ["witness"],
        registry=registry,
    )
    for name, state in seen.items():
        size.labels(name).set(state.size)
        age.labels(name).set((now - state.cosigned_at).total_seconds() if state.cosigned_at else -1)
        failing.labels(name).set(bool(state.fault))


def _is_local(request: Request[Any, Any, Any]) -> bool:
    client = request.client
    if client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(client.host).is_loopback
    except ValueError:
        return False
