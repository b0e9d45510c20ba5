"""Metrics: counters of this process, for `/metrics`. Labels hold words of ours only, never a name or an address."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter

REGISTRY = CollectorRegistry()

ATTEMPTS = Counter(
    "answerable_delivery_attempts", "Attempts to deliver, by what came of them", ["result"], registry=REGISTRY
)
JOBS_FAILED = Counter(
    "answerable_jobs_failed", "Jobs that failed and are tried again", ["entrypoint"], registry=REGISTRY
)
CHECKPOINTS = Counter(
    "answerable_checkpoints_signed", "Checkpoints signed by this process", registry=REGISTRY
)
