"""Metrics count what operators need, and no label of theirs can hold who reported, what about, or what was said."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from answerable.db.queue import install_queue
from answerable.flow.runtime import Runtime
from answerable.observe.metrics import OTHER, REGISTRY, WORDS
from answerable.web.metrics import POOL_STATES
from tests.postgres.served import Api, api_of, item, report

ROOT = Path(__file__).parents[2]
# Words of other labels: bounds of a histogram, what runs here; and a witness's name, which is public.
KNOWN = {"le", "version", "major", "minor", "patchlevel", "implementation"}
MARKS = ("REPORTER-MARK", "NOTE-MARK", "m77", "courier", "a1", "c1", "7KQ2", "သတိ", "127.0.0.1")


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    await install_queue(runtime.store.url)
    async with api_of(runtime) as opened:
        yield opened


async def scraped(api: Api) -> list[Sample]:
    async with httpx.AsyncClient(base_url=f"http://{api.address[0]}:{api.address[1]}") as http:
        text = (await http.get("/metrics")).text
    return [sample for family in text_string_to_metric_families(text) for sample in family.samples]


def value(samples: list[Sample], name: str, **labels: str) -> float:
    found = [one.value for one in samples if one.name == name and labels.items() <= one.labels.items()]
    assert len(found) == 1, (name, labels)
    return found[0]


async def test_accepted_reports_are_counted_once_each(api: Api) -> None:
    before = await scraped(api)
    await api.platform.post("/items", json=item(77))
    for _ in range(2):
        assert (await api.platform.post("/reports", json=report(1, "item:m77"))).status_code in (200, 201)
    assert (await api.flagger.post("/reports", json=report(2, "item:m77"))).status_code == 201
    assert (await api.platform.post("/reports", json=report(3, "item:nothing"))).status_code == 422
    after = await scraped(api)

    def grown(source: str) -> float:
        counts = [
            sum(
                one.value
                for one in samples
                if one.name == "answerable_reports_accepted_total" and one.labels["source"] == source
            )
            for samples in (before, after)
        ]
        return counts[1] - counts[0]

    assert (grown("user"), grown("trusted_flagger")) == (1, 1)


async def test_requests_are_timed_by_route_and_never_by_address(api: Api) -> None:
    await api.platform.post("/items", json=item(77))
    made = (await api.platform.post("/reports", json=report(1, "item:m77"))).json()
    for _ in range(3):
        await api.platform.get(f"/reports/{made['report']}")
    async with httpx.AsyncClient(base_url=f"http://{api.address[0]}:{api.address[1]}") as http:
        await http.post("/status", data={"code": made["code"], "language": "en"})
        await http.get(f"/no/such/{made['code']}")
        await http.request("BREW", "/")
    samples = await scraped(api)
    read = {"method": "GET", "route": "/api/v1/reports/{report_id}", "status": "2xx"}
    assert value(samples, "answerable_request_seconds_count", **read) >= 3
    assert value(samples, "answerable_request_seconds_bucket", le="10.0", **read) >= 3
    assert (
        value(samples, "answerable_request_seconds_count", method="POST", route="/status", status="2xx") >= 1
    )
    routes = {one.labels["route"] for one in samples if "route" in one.labels}
    assert [one for one in routes if made["code"] in one or made["report"] in one] == []


async def test_what_a_process_may_run_out_of_is_shown(api: Api) -> None:
    samples = await scraped(api)
    assert value(samples, "answerable_pool_connections", state="most") == 20
    assert value(samples, "answerable_pool_connections", state="open") >= 1
    assert value(samples, "answerable_pool_waiting") == 0
    assert value(samples, "answerable_texts_known") in {0, 1}
    assert value(samples, "answerable_disk_free_bytes") > 1_000_000
    assert value(samples, "answerable_database_bytes") > 1_000_000
    assert value(samples, "process_open_fds") > 0
    assert value(samples, "answerable_build_info") == 1


async def test_no_label_holds_anything_but_a_word_of_a_closed_set(api: Api) -> None:
    await api.platform.post("/items", json=item(77))
    made = (await api.platform.post("/reports", json=report(1, "item:m77"))).json()
    await api.platform.get(f"/reports/{made['report']}?note=NOTE-MARK")
    await api.stranger.get("/cases/NOTE-MARK", headers={"user-agent": "REPORTER-MARK"})
    samples = await scraped(api)
    words_of = {name: words | {OTHER} for name, words in WORDS.items()} | {"state": set(POOL_STATES)}
    held = {(name, word) for one in samples for name, word in one.labels.items() if name not in KNOWN}
    assert {name for name, _ in held} <= set(words_of)
    assert [(name, word) for name, word in held if word not in words_of[name]] == []
    marks = (*MARKS, made["report"], made["code"], made["code"].partition("-")[0])
    words = " ".join(f"{one.name} {' '.join(one.labels.values())}" for one in samples)
    assert [mark for mark in marks if re.search(rf"\b{re.escape(mark)}\b", words)] == []


def test_every_label_of_a_counter_is_of_a_closed_set() -> None:
    labels = {name for collected in REGISTRY.collect() for one in collected.samples for name in one.labels}
    assert labels - KNOWN <= set(WORDS)
    assert not [word for words in WORDS.values() for word in words if not re.fullmatch(r"[\w /{}:.-]*", word)]


async def test_every_metric_that_operators_are_told_to_watch_is_there(api: Api) -> None:
    pages = (ROOT / "docs" / "operate.md", ROOT / "docs" / "operate" / "trouble.md")
    told = {
        name for page in pages for name in re.findall(r"`(answerable_\w+)", page.read_text(encoding="utf-8"))
    }
    await scraped(api)  # a request to be timed
    names = {one.name.removesuffix("_count") for one in await scraped(api)}
    assert len(told) > 12
    assert {name for name in told if not name.startswith("answerable_witness_")} - names == set()
