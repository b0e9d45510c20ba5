"""The ledger over HTTP: what is served hashes to what is signed; metrics are for this machine alone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from answerable.db.queue import install_queue
from answerable.flow import receive
from answerable.flow.log.checkpoint import sequence
from answerable.flow.runtime import Runtime
from answerable.ledger import checkpoint, notes, tree
from answerable.ledger.tiles import decode_bundle
from answerable.web.app import create_app
from tests.world import a_report, add_platform, an_item


@pytest.fixture
async def http(runtime: Runtime) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(runtime), client=("127.0.0.1", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        yield client


async def fill(runtime: Runtime, reports: int) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    await receive.receive_reports(runtime, [a_report() for _ in range(reports)])
    await sequence(runtime)


async def test_an_empty_ledger_says_so(http: httpx.AsyncClient) -> None:
    assert (await http.get("/ledger/checkpoint")).status_code == 404
    assert (await http.get("/ledger/tile/0/000")).status_code == 404
    assert (await http.get("/ledger/policy")).status_code == 200


async def test_leaves_tiles_and_checkpoint_agree(runtime: Runtime, http: httpx.AsyncClient) -> None:
    await fill(runtime, 300)
    policy = (await http.get("/ledger/policy")).text
    key = notes.parse_vkey(policy.split("\n")[1].split(" ")[1])
    answer = await http.get("/ledger/checkpoint")
    assert answer.headers["cache-control"] == "no-store"
    signed = checkpoint.verify(answer.text, key)
    assert signed.size == 300
    leaves: list[bytes] = []
    for place in ("000", "001.p/44"):
        bundle = await http.get(f"/ledger/tile/entries/{place}")
        assert "immutable" in bundle.headers["cache-control"]
        leaves += decode_bundle(bundle.content)
    hashes = [tree.leaf_hash(leaf) for leaf in leaves]
    assert tree.root(hashes) == signed.root
    assert (await http.get("/ledger/tile/0/000")).content == b"".join(hashes[:256])
    assert (await http.get("/ledger/tile/0/001.p/44")).content == b"".join(hashes[256:])
    assert (await http.get("/ledger/tile/0/001.p/7")).content == b"".join(hashes[256:263])
    assert (await http.get("/ledger/tile/1/000.p/1")).content == tree.root(hashes[:256])


async def test_nothing_is_served_that_is_not_covered(runtime: Runtime, http: httpx.AsyncClient) -> None:
    await fill(runtime, 20)
    await receive.receive_report(runtime, a_report(reporter="still waiting"))
    for place in ("0/000", "0/000.p/21", "0/001.p/1", "1/000.p/1", "entries/000", "entries/000.p/21"):
        assert (await http.get(f"/ledger/tile/{place}")).status_code == 404, place


@pytest.mark.parametrize(
    "place",
    [
        "0/0",
        "0/000.p/0",
        "0/000.p/256",
        "64/000",
        "0/x000/000",
        "-1/000",
        "0/000/",
        "00/000",
        "x/000",
        "0/%20",
    ],
)
async def test_another_spelling_is_refused(place: str, runtime: Runtime, http: httpx.AsyncClient) -> None:
    await fill(runtime, 20)
    assert (await http.get(f"/ledger/tile/{place}")).status_code in (404, 422), place


async def test_metrics_are_for_this_machine_alone(runtime: Runtime, http: httpx.AsyncClient) -> None:
    await install_queue(runtime.store.url)
    await fill(runtime, 20)
    text = (await http.get("/metrics")).text
    assert "\nanswerable_log_size 20.0\n" in text
    assert "\nanswerable_cases_open 1.0\n" in text
    for word in ("messenger", "m1", "daw-mya", "ko-aung"):
        assert word not in text
    assert (await http.get("/metrics", headers={"x-forwarded-for": "127.0.0.1"})).status_code == 404
    elsewhere = httpx.ASGITransport(app=create_app(runtime), client=("203.0.113.9", 5000))
    async with httpx.AsyncClient(transport=elsewhere, base_url="http://here") as stranger:
        assert (await stranger.get("/metrics")).status_code == 404
