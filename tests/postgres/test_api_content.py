"""Items, accounts, cases and actions over HTTP, and the description of it all."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from answerable.errors import Forbidden, Invalid, Unauthenticated, Unknown
from answerable.flow.decide import decide
from answerable.flow.doors.keys import authenticating, issue_key, require, revoke_key
from answerable.flow.review import claim_next
from answerable.flow.runtime import Runtime
from answerable.records.item import ItemState
from answerable.vocabulary import Scope
from answerable.web.api import api_handlers, api_router
from answerable.web.api.openapi import endpoints
from answerable.web.app import create_app
from tests.postgres.served import Api, api_of, counts, item, report
from tests.world import a_reviewer, removal

LINES = {"content-type": "application/x-ndjson"}
DOCS = Path(__file__).parents[2] / "docs/api.md"


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    async with api_of(runtime) as opened:
        yield opened


async def test_items_come_one_by_one_in_lists_and_in_lines(api: Api, runtime: Runtime) -> None:
    one = await api.platform.post("/items", json=item(1))
    several = await api.platform.post("/items", json=[item(1), item(2)])
    lines = "\n".join(map(json.dumps, [item(3), item(4)]))
    many = await api.platform.post("/items", content=lines, headers=LINES)
    assert [answer.json() for answer in (one, several, many)] == [
        {"accepted": 1, "new": 1, "refused": []},
        {"accepted": 2, "new": 1, "refused": []},
        {"accepted": 2, "new": 2, "refused": []},
    ]
    assert (await counts(runtime))["items"] == 4


async def test_an_item_keeps_the_form_it_first_came_in(api: Api, runtime: Runtime) -> None:
    await api.platform.post("/items", json=item(1, text="first"))
    await api.platform.post("/items", json=item(1, text="second"))
    await api.other.post("/items", json=item(1, text="another platform's"))
    async with runtime.store.transaction() as tx:
        mine, other = await tx.items.get("courier", "m1"), await tx.items.get("elsewhere", "m1")
    assert mine is not None
    assert other is not None
    assert (mine.text, other.text) == ("first", "another platform's")


async def test_of_partial_lines_the_good_ones_go_in(api: Api, runtime: Runtime) -> None:
    lines = "\n".join([json.dumps(item(1)), "nonsense", json.dumps(item(2, author=""))])
    whole = await api.platform.post("/items", content=lines, headers=LINES)
    assert whole.status_code == 422
    assert (await counts(runtime))["items"] == 0
    partly = await api.platform.post("/items?partial=true", content=lines, headers=LINES)
    assert partly.json()["accepted"] == 1
    assert [(one["line"], one["field"]) for one in partly.json()["refused"]] == [(2, ""), (3, "author")]
    assert (await counts(runtime))["items"] == 1


async def test_the_same_request_again_is_answered_as_it_was(api: Api) -> None:
    headers = {"idempotency-key": "k1"}
    answers = await asyncio.gather(
        *(api.platform.post("/items", json=[item(1), item(2)], headers=headers) for _ in range(6))
    )
    assert {answer.text for answer in answers} == {answers[0].text}
    assert answers[0].json()["new"] == 2
    other = await api.platform.post("/items", json=[item(3)], headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    theirs = await api.other.post("/items", json=[item(3)], headers=headers)
    assert theirs.json()["new"] == 1  # keys are each owner's own


async def test_an_account_is_described_again(api: Api, runtime: Runtime) -> None:
    await api.platform.post("/items", json=item(1))
    first = await api.platform.post("/accounts", json={"id": "a1", "name": "Old", "country": "MM"})
    await api.platform.post("/accounts", json={"id": "a1", "name": "New"})
    assert first.json() == {"accepted": 1, "new": 0, "refused": []}  # it came with its item
    async with runtime.store.transaction() as tx:
        account = await tx.accounts.get("courier", "a1")
    assert account is not None
    assert (account.name, account.country) == ("New", "MM")


async def test_an_author_deletes_an_item(api: Api, runtime: Runtime) -> None:
    name = "a/b c:ဒ?#%"
    await api.platform.post("/items", json=item(1) | {"id": name})
    path = "/items/a%2Fb%20c%3A%E1%80%92%3F%23%25"
    gone = await api.platform.patch(path, json={"state": "deleted_by_author"})
    assert (gone.status_code, gone.json()) == (200, {"id": name, "state": "deleted_by_author"})
    assert (await api.other.patch(path, json={"state": "deleted_by_author"})).status_code == 404
    for body in ({"state": "visible"}, {}, [], {"state": None}):
        refused = await api.platform.patch(path, json=body)
        assert refused.status_code == 422
        assert not isinstance(body, dict) or '{"state": "deleted_by_author"}' in refused.json()["detail"]
    async with runtime.store.transaction() as tx:
        await tx.items.set_state("courier", name, ItemState.REMOVED)
    still = await api.platform.patch(path, json={"state": "deleted_by_author"})
    assert still.json()["state"] == "removed"


async def test_cases_and_actions_are_the_platforms_own_and_name_no_reporter(
    api: Api, runtime: Runtime
) -> None:
    await api.platform.post("/items", json=[item(1), item(2)])
    await api.platform.post("/reports", json=[report(1), report(2), report(3, "item:m2")])
    reviewer = await a_reviewer(runtime)
    view = await claim_next(runtime, reviewer)
    assert view is not None
    await decide(runtime, reviewer, view.case.id, removal(runtime), version=view.case.version)
    page = (await api.platform.get("/cases")).json()
    assert sorted(one["reports"] for one in page["data"]) == [1, 2]
    whole = await api.platform.get(f"/cases/{view.case.id}")
    assert whole.json()["decisions"][0]["verdict"] == "violation"
    actions = await api.platform.get("/actions")
    assert [one["kind"] for one in actions.json()["data"]] == ["remove_item"]
    assert actions.json()["data"] == whole.json()["actions"]
    for text in (json.dumps(page), whole.text, actions.text):
        assert "MARK" not in text
        assert str(reviewer.id) not in text
    assert (await api.other.get("/cases")).json() == {"data": [], "next": None}
    assert (await api.other.get("/actions")).json() == {"data": [], "next": None}
    assert (await api.other.get(f"/cases/{view.case.id}")).status_code == 404


async def test_a_key_is_kept_as_its_hash_and_ends_when_it_is_revoked(api: Api, runtime: Runtime) -> None:
    secret, key = await issue_key(runtime, "courier", (Scope.CASES_READ,))
    assert secret.startswith("ans_")
    assert secret.encode() not in key.secret_hash
    assert (await authenticating(runtime)(secret)).id == key.id
    with pytest.raises(Forbidden):
        require(key, Scope.ITEMS_WRITE)
    headers = {"authorization": f"Bearer {secret}"}
    assert (await api.stranger.get("/cases", headers=headers)).status_code == 200
    assert (await api.stranger.post("/items", json=item(1), headers=headers)).status_code == 403
    await revoke_key(runtime, key.id)
    assert (await api.stranger.get("/cases", headers=headers)).status_code == 401
    with pytest.raises(Unauthenticated):
        await authenticating(runtime)(secret)
    with pytest.raises(Unknown):
        await revoke_key(runtime, key.id)


async def test_a_key_is_made_for_who_exists_and_what_they_may(api: Api, runtime: Runtime) -> None:
    with pytest.raises(Unknown, match="answerable platform add"):
        await issue_key(runtime, "nowhere", (Scope.CASES_READ,))
    with pytest.raises(Unknown, match="answerable organisation add"):
        await issue_key(runtime, "courier", (Scope.REPORTS_READ,), organisation_id="nobody")
    with pytest.raises(Invalid, match="cases:read"):
        await issue_key(runtime, "courier", (Scope.CASES_READ,), organisation_id="listeners")
    with pytest.raises(Invalid):
        await issue_key(runtime, "courier", ())


async def test_every_route_of_the_api_is_described(api: Api, runtime: Runtime) -> None:
    document = (await api.stranger.get(str(api.stranger.base_url.copy_with(path="/openapi.json")))).json()
    assert document["openapi"].startswith("3.1")
    described = {(path, method) for path, operations in document["paths"].items() for method in operations}
    routes = {
        (re.sub(r":[a-z]+\}", "}", route.path), method.lower())
        for route in create_app(runtime).routes
        if route.path.startswith("/api/")
        for method in route.methods  # type: ignore[attr-defined]  # every one is an HTTP route
        if method != "OPTIONS"
    }
    assert described == routes
    assert len(routes) == 27


async def test_the_description_holds_together(api: Api) -> None:
    document = (await api.stranger.get(str(api.stranger.base_url.copy_with(path="/openapi.json")))).json()
    references = set(_values(document, "$ref"))
    assert references
    assert references <= {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    for schema in document["components"]["schemas"].values():
        assert schema.get("additionalProperties") is True or schema.get("type") != "object"
    operations = [(path, one) for path, methods in document["paths"].items() for one in methods.values()]
    assert len({one["operationId"] for _, one in operations}) == len(operations)
    for path, operation in operations:
        assert operation["summary"]
        assert {"401", "403", "429"} <= operation["responses"].keys()
        assert any(status.startswith("2") for status in operation["responses"])
        assert all(response["description"] for response in operation["responses"].values())
        named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert named == set(re.findall(r"\{(\w+)\}", path))


def _values(value: Any, key: str) -> Iterator[Any]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from _values(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, key)


async def test_every_endpoint_and_scope_stands_in_the_documentation(runtime: Runtime) -> None:
    text = await asyncio.to_thread(DOCS.read_text, encoding="utf-8")
    assert api_router in api_handlers
    found = endpoints(create_app(runtime))
    assert len(found) >= 10
    for path, method, _, about in found:
        assert f"`{method.upper()} {path}`" in text
        assert f"`{about.scope.value}`" in text
