"""Incidents over HTTP: the same as at the desk, and an organisation's alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from answerable.flow.doors.keys import issue_key
from answerable.flow.doors.members import by_key
from answerable.flow.runtime import Runtime
from answerable.records.organisation import Organisation
from answerable.vocabulary import Role, Scope
from tests.postgres.served import Api, api_of, counts, item, report
from tests.world import a_reviewer, decided

CSV = {"content-type": "text/csv"}
INCIDENT_SCOPES = (Scope.INCIDENTS_WRITE, Scope.INCIDENTS_READ)


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    async with api_of(runtime) as opened:
        await opened.platform.post("/items", json=[item(1), item(2), item(3)])
        yield opened


async def opened(api: Api, title: str = "Chain letters") -> str:
    answer = await api.flagger.post("/incidents", json={"title": title})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["incident"])


async def sent(api: Api, incident: str, lines: Any, query: str = "", **headers: str) -> httpx.Response:
    return await api.flagger.post(f"/incidents/{incident}/reports{query}", json=lines, headers=headers)


async def test_an_incident_is_opened_listed_renamed_and_closed(api: Api) -> None:
    first, second = await opened(api), await opened(api, "The next week")
    page = (await api.flagger.get("/incidents?limit=1")).json()
    assert [one["incident"] for one in page["data"]] == [second]
    rest = (await api.flagger.get(f"/incidents?after={page['next']}")).json()
    assert ([one["incident"] for one in rest["data"]], rest["next"]) == ([first], None)
    changed = await api.flagger.patch(f"/incidents/{first}", json={"title": "Letters", "closed": True})
    assert (changed.json()["title"], changed.json()["closed_at"] is None) == ("Letters", False)
    refused = await sent(api, first, {"subject": "item:m1", "area": "hate"})
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    nothing = await api.flagger.patch(f"/incidents/{first}", json={})
    assert nothing.status_code == 422


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '[{"subject": "m1", "area": "hate"}, {"subject": "item:m2", "area": "hate"}]'),
        ("application/x-ndjson", '{"subject": "m1"}\n{"subject": "item:m2"}\n'),
        ("text/csv; charset=utf-8", "\ufeffsubject;note;ours\nm1;=1;x\nitem:m2;;y\n"),
        ("text/plain", "m1 a note\nhttps://courier.example/p/m2"),
    ],
)
async def test_lines_go_in_in_every_form(api: Api, kind: str, body: str) -> None:
    incident = await opened(api)
    answer = await api.flagger.post(
        f"/incidents/{incident}/reports?area=hate", content=body.encode(), headers={"content-type": kind}
    )
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert len(said["taken"]) == 2
    assert said["taken"][0]["receipt"]["receipt"].startswith("answerable promise@v1\n")
    assert said["columns_left_out"] == (["ours"] if kind.startswith("text/csv") else [])
    reports = (await api.flagger.get(f"/incidents/{incident}/reports")).json()["data"]
    assert [one["subject"] for one in reports] == ["item:m1", "item:m2"]
    assert all(47.9 < one["hours_left"] <= 48 for one in reports)


async def test_a_dry_run_shows_what_was_reported_before_and_every_fault(api: Api, runtime: Runtime) -> None:
    earlier = (await api.flagger.post("/reports", json=report(1))).json()
    incident = await opened(api)
    lines = [
        {"subject": "item:m1", "area": "hate"},
        {"subject": "m9", "area": "hate"},
        {"subject": "item:m2"},
    ]
    before = await counts(runtime)
    tried = await sent(api, incident, lines, "?dry_run=true")
    assert tried.status_code == 200
    said = tried.json()
    assert [(one["line"], [e["report"] for e in one["earlier"]]) for one in said["checked"]] == [
        (1, [earlier["report"]])
    ]
    assert said["checked"][0]["earlier"][0]["outcome"] == "open"
    assert [one["where"] for one in said["faults"]] == ["line 2.subject", "line 3.area"]
    refused = await sent(api, incident, lines)
    assert refused.status_code == 422
    assert [one["where"] for one in refused.json()["errors"]] == ["line 2.subject", "line 3.area"]
    assert await counts(runtime) == before
    out = (await sent(api, incident, lines[:1], "?repeats=leave_out")).json()
    assert (out["taken"], out["left_out"]) == ([], [1])
    again = (await sent(api, incident, lines[:1], "?repeats=again")).json()
    assert [one["line"] for one in again["taken"]] == [1]
    now = await counts(runtime)
    assert (now["cases"], now["reports"]) == (1, 2)


async def test_the_same_request_again_is_the_same_batch(api: Api, runtime: Runtime) -> None:
    incident = await opened(api)
    lines = [{"subject": "item:m1", "area": "hate"}, {"subject": "item:m2", "area": "hate"}]
    key = {"idempotency-key": "batch-1"}
    answers = await asyncio.gather(*(sent(api, incident, lines, **key) for _ in range(4)))
    assert {one.status_code for one in answers} == {201}
    assert len({one.text for one in answers}) == 1
    assert (await counts(runtime))["reports"] == 2
    other = await sent(api, incident, lines[:1], **key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_clocks_answers_and_the_timeline_are_followed(api: Api, runtime: Runtime) -> None:
    incident = await opened(api)
    taken = (await sent(api, incident, [{"subject": "item:m1", "area": "hate", "id": "=1"}])).json()["taken"]
    await a_reviewer(runtime, "Dway", roles=(Role.LEAD,))
    escalated = await api.flagger.post(
        f"/incidents/{incident}/escalations", json={"reason": "they name a house"}
    )
    assert escalated.status_code == 201, escalated.text
    assert {name: escalated.json()[name] for name in ("number", "to", "reports")} == {
        "number": 1, "to": {"role": "lead", "name": "Dway"}, "reports": 1,
    }  # fmt: skip
    async with runtime.store.transaction() as tx:
        [case] = await tx.cases.open(tx.at, languages=(), most=9)
    await decided(runtime, await a_reviewer(runtime), case.id)
    whole = (await api.flagger.get(f"/incidents/{incident}")).json()
    assert [one["kind"] for one in whole["timeline"]] == [
        "opened", "reports_added", "escalated", "looked_at", "answered",
    ]  # fmt: skip
    assert (whole["answered"], whole["looked_at"], whole["hours_left"]) == (1, 1, None)
    [one] = (await api.flagger.get(f"/incidents/{incident}/reports")).json()["data"]
    assert (one["outcome"], one["statement"]["verdict"], one["escalations"]) == ("removed", "violation", [1])
    sheet = await api.flagger.get(f"/incidents/{incident}/answers?language=my")
    assert sheet.headers["content-type"].startswith("text/csv")
    assert '"\'=1"' in sheet.text
    lines = await api.flagger.get(f"/incidents/{incident}/answers?format=jsonl")
    assert json.loads(lines.text)["verdict"] == "violation"
    standing = (await api.flagger.get("/standing")).json()
    assert (standing["whole"]["precision"], standing["whole"]["answered"]) == (1.0, 1)
    path = f"/incidents/{incident}/reports/{taken[0]['receipt']['report']}/reopen"
    assert (await api.flagger.post(path, json={"reason": "not_solved"})).json()["state"] == "waiting"
    assert (await api.flagger.post(path, json={"reason": "not_solved"})).status_code == 409


async def test_an_incident_is_as_if_it_were_not_there_for_everybody_else(api: Api, runtime: Runtime) -> None:
    """For another organisation on the same platform, for the same one on another platform, and for platforms."""
    incident = await opened(api, "TITLE-MARK")
    await sent(api, incident, [{"subject": "item:m1", "area": "hate", "note": "NOTE-MARK"}])
    async with runtime.store.transaction() as tx:
        await tx.organisations.add(Organisation(id="watch", name="Watch", created_at=tx.at))
    secrets = [
        (await issue_key(runtime, "courier", INCIDENT_SCOPES, organisation_id="watch"))[0],
        (await issue_key(runtime, "elsewhere", INCIDENT_SCOPES, organisation_id="listeners"))[0],
    ]
    base, report_id = str(api.flagger.base_url), "01890000-0000-7000-8000-000000000000"
    for secret in secrets:
        headers = {"authorization": f"Bearer {secret}"}
        async with httpx.AsyncClient(base_url=base, headers=headers, timeout=30) as client:
            for answer in (
                await client.get(f"/incidents/{incident}"),
                await client.get(f"/incidents/{incident}/reports"),
                await client.get(f"/incidents/{incident}/answers"),
                await client.patch(f"/incidents/{incident}", json={"title": "Ours"}),
                await client.post(
                    f"/incidents/{incident}/reports", json={"subject": "item:m1", "area": "hate"}
                ),
                await client.post(f"/incidents/{incident}/escalations", json={"reason": "ours"}),
                await client.post(
                    f"/incidents/{incident}/reports/{report_id}/reopen", json={"reason": "not_solved"}
                ),
            ):
                assert answer.status_code == 404, answer.text
            assert (await client.get("/incidents")).json() == {"data": [], "next": None}
            assert (await client.get("/standing")).json()["whole"]["reports"] == 0
    for client in (api.platform, api.other):
        assert (await client.get(f"/incidents/{incident}")).status_code == 403
        assert (await client.get("/incidents")).status_code == 403
    cases = (await api.platform.get("/cases")).text
    assert "MARK" not in cases
    assert "listeners" not in cases
    assert (await counts(runtime))["reports"] == 1


async def test_a_key_without_the_scope_does_nothing(api: Api, runtime: Runtime) -> None:
    incident = await opened(api)
    secret, key = await issue_key(runtime, "courier", (Scope.INCIDENTS_READ,), organisation_id="listeners")
    assert by_key(key).organisation_id == "listeners"
    headers = {"authorization": f"Bearer {secret}"}
    async with httpx.AsyncClient(base_url=str(api.flagger.base_url), headers=headers, timeout=30) as client:
        assert (await client.get(f"/incidents/{incident}")).status_code == 200
        for path, body in (
            ("/incidents", {"title": "x"}),
            (f"/incidents/{incident}/reports", {"subject": "item:m1", "area": "hate"}),
            (f"/incidents/{incident}/escalations", {"reason": "now"}),
        ):
            assert (await client.post(path, json=body)).status_code == 403


@pytest.mark.parametrize(
    "query", ["?dry_run=yes", "?repeats=maybe", "?area=nothing"], ids=["dry_run", "repeats", "area"]
)
async def test_a_wrong_parameter_is_named(api: Api, query: str) -> None:
    incident = await opened(api)
    answer = await sent(api, incident, [{"subject": "item:m1"}], query)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"].rpartition(".")[2] == query[1:].partition("=")[0]
