"""Metrics: what this process counted, for `/metrics`.

Every label is a word of a closed set: WORDS says which. A name, an address, an id or a text cannot become one; what is
not in the set is counted as "other".
"""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

from answerable.vocabulary import Source

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

OTHER = "other"
WORDS: dict[str, set[str]] = {
    "result": {"nothing due", "delivered", "put off", "given up"},
    "entrypoint": {"answer", "deliver", "fetch_media", "hash_media", "read_media"},
    "outcome": {"kept", "later", "refused"},
    "look": {"asked", "seen", "later", "refused"},
    "source": {one.value for one in Source},
    "method": {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"},
    "status": {"2xx", "3xx", "4xx", "5xx"},
    "route": set(),  # the application's own, as it writes them: /review/cases/{case_id}, never an address of somebody's
}
"""The words that each label may have. `declare_routes` fills in those of `route`."""

ATTEMPTS = Counter(
    "answerable_delivery_attempts", "Attempts to deliver, by what came of them", ["result"], registry=REGISTRY
)
JOBS_DONE = Counter("answerable_jobs_done", "Jobs that were done", ["entrypoint"], registry=REGISTRY)
JOBS_FAILED = Counter(
    "answerable_jobs_failed", "Jobs that failed and are tried again", ["entrypoint"], registry=REGISTRY
)
CHECKPOINTS = Counter(
    "answerable_checkpoints_signed", "Checkpoints signed by this process", registry=REGISTRY
)
REPORTS = Counter(
    "answerable_reports_accepted",
    "Reports that this process took in and gave a receipt for; a repeated request counts once",
    ["source"],
    registry=REGISTRY,
)
MEDIA = Counter(
    "answerable_media_fetches",
    "Files of reported items, by what came of each attempt",
    ["outcome"],
    registry=REGISTRY,
)
LOOKS = Counter(
    "answerable_items_looked_at",
    "Items whose media are looked at though nobody reported them: asked for, and what came of each",
    ["look"],
    registry=REGISTRY,
)
VOICES = Counter(
    "answerable_voice_notes",
    "Voice notes that were looked at, by what came of it",
    ["outcome"],
    registry=REGISTRY,
)
REQUESTS = Histogram(
    "answerable_request_seconds",
    "From a request's head to its answer's end, by the application's own routes",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
    registry=REGISTRY,
)

# From the start, so that an alarm on growth sees the first one too.
for _counter, _label in (
    (ATTEMPTS, "result"),
    (JOBS_DONE, "entrypoint"),
    (JOBS_FAILED, "entrypoint"),
    (REPORTS, "source"),
    (MEDIA, "outcome"),
    (VOICES, "outcome"),
    (LOOKS, "look"),
):
    for _word in sorted(WORDS[_label]):
        _counter.labels(_word)


def word(label: str, value: str) -> str:
    """The value where it is one of the label's words, else "other"."""
    return value if value in WORDS[label] else OTHER


def declare_routes(templates: Iterable[str]) -> None:
    """The routes that requests may be counted under."""
    WORDS["route"].update(templates)


def count_attempt(result: str) -> None:
    ATTEMPTS.labels(word("result", result)).inc()


def count_job(entrypoint: str, *, done: bool) -> None:
    (JOBS_DONE if done else JOBS_FAILED).labels(word("entrypoint", entrypoint)).inc()


def count_media(outcome: str) -> None:
    MEDIA.labels(word("outcome", outcome)).inc()


def count_looks(look: str, items: int = 1) -> None:
    LOOKS.labels(word("look", look)).inc(items)


def count_voice(outcome: str) -> None:
    VOICES.labels(word("outcome", outcome)).inc()


def count_report(source: str) -> None:
    REPORTS.labels(word("source", source)).inc()


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    words = word("method", method), word("route", route), word("status", f"{status // 100}xx")
    REQUESTS.labels(*words).observe(seconds)
