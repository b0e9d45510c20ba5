"""Reports over HTTP: receipts, repeats, batches, and that a caller sees its own alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from answerable.flow.log.checkpoint import sequence
from answerable.flow.runtime import Runtime
from answerable.records.code import parse_code
from tests.postgres.served import Api, api_of, counts, item, report


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    async with api_of(runtime) as opened:
        await opened.platform.post("/items", json=[item(1), item(2)])
        yield opened


async def test_a_report_is_answered_with_a_receipt(api: Api) -> None:
    answer = await api.platform.post("/reports", json=report())
    assert answer.status_code == 201, answer.text
    taken = answer.json()
    assert parse_code(taken["code"]) == taken["code"]
    assert taken["receipt"].startswith("answerable promise@v1\n")
    assert taken["promise"] in taken["receipt"]
    assert taken["id"] == "r1"


async def test_the_same_report_again_is_the_same_receipt(api: Api, runtime: Runtime) -> None:
    first = await api.platform.post("/reports", json=report())
    before = await counts(runtime)
    second = await api.platform.post("/reports", json=report(), headers={"idempotency-key": "other"})
    assert second.json() == first.json()
    assert {**await counts(runtime), "idempotency": 0} == {**before, "idempotency": 0}


async def test_another_report_under_the_same_id_is_a_conflict(api: Api, runtime: Runtime) -> None:
    await api.platform.post("/reports", json=report())
    before = await counts(runtime)
    answer = await api.platform.post("/reports", json=report(subject="item:m2"))
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["where"] == "id"
    assert await counts(runtime) == before


async def test_an_idempotency_key_holds_for_one_request(api: Api, runtime: Runtime) -> None:
    headers = {"idempotency-key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}
    body = {"subject": "item:m1", "area": "hate"}
    first = await api.platform.post("/reports", json=body, headers=headers)
    again = await api.platform.post("/reports", json=body, headers=headers)
    assert first.status_code == 201
    assert again.json() == first.json()
    before = await counts(runtime)
    other = await api.platform.post("/reports", json=body | {"area": "threat"}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert await counts(runtime) == before


async def test_the_same_request_many_times_at_once_is_one_report(api: Api, runtime: Runtime) -> None:
    headers = {"idempotency-key": "at-once"}
    body = {"subject": "item:m1", "area": "hate"}
    answers = await asyncio.gather(
        *(api.platform.post("/reports", json=body, headers=headers) for _ in range(12))
    )
    assert {one.status_code for one in answers} == {201}
    assert len({one.json()["report"] for one in answers}) == 1
    assert (await counts(runtime))["reports"] == 1


async def test_a_batch_goes_in_as_a_whole_or_not_at_all(api: Api, runtime: Runtime) -> None:
    before = await counts(runtime)
    batch = [report(1), report(2, "item:nobody"), report(3, "item:nothing")]
    refused = await api.platform.post("/reports", json=batch)
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_subject")
    assert [one["where"] for one in refused.json()["errors"]] == ["[1].subject", "[2].subject"]
    assert await counts(runtime) == before
    taken = await api.platform.post("/reports", json=[report(1), report(2), report(3, "item:m2")])
    assert [one["id"] for one in taken.json()["reports"]] == ["r1", "r2", "r3"]
    assert (await counts(runtime))["cases"] == 2


async def test_of_a_partial_batch_the_good_lines_go_in(api: Api, runtime: Runtime) -> None:
    good, unknown = report(1), report(3, "item:x")
    lines = "\n".join(map(json.dumps, (good, {"id": "r2"}, unknown))).replace("\n", "\n\n", 1)
    answer = await api.platform.post(
        "/reports?partial=true", content=lines, headers={"content-type": "application/x-ndjson"}
    )
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert [one["id"] for one in said["reports"]] == ["r1"]
    assert [(one["line"], one["field"]) for one in said["refused"]] == [
        (3, "subject"),
        (3, "area"),
        (4, "subject"),
    ]
    assert (await counts(runtime))["reports"] == 1


async def test_an_unknown_subject_names_the_field_and_how_to_mend_it(api: Api, runtime: Runtime) -> None:
    before = await counts(runtime)
    answer = await api.platform.post("/reports", json=report(subject="account:nobody"))
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_subject")
    [error] = answer.json()["errors"]
    assert error["where"] == "subject"
    assert error["mend"]
    assert await counts(runtime) == before


async def test_an_organisation_reports_in_its_own_name(api: Api, runtime: Runtime) -> None:
    taken = (await api.flagger.post("/reports", json=report())).json()
    same_id = await api.platform.post("/reports", json=report())
    assert same_id.status_code == 201  # ids are each sender's own
    async with runtime.store.transaction() as tx:
        [case] = await tx.cases.of_platform("courier", after=None, most=9)
        stored = await tx.reports.of_case(case.id)
    assert case.trusted
    assert {(one.source, one.organisation_id) for one in stored} == {
        ("trusted_flagger", "listeners"),
        ("user", None),
    }
    mine = (await api.flagger.get("/reports")).json()["data"]
    assert [one["report"] for one in mine] == [taken["report"]]


async def test_a_key_speaks_for_no_other_organisation(api: Api) -> None:
    for client in (api.platform, api.flagger):
        answer = await client.post("/reports", json=report(organisation="others"))
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["where"] == "organisation"


async def test_a_report_is_its_senders_alone(api: Api) -> None:
    taken = (await api.platform.post("/reports", json=report())).json()
    for path in (f"/reports/{taken['report']}", f"/reports/{taken['report']}/receipt"):
        assert (await api.platform.get(path)).status_code == 200
        for client in (api.other, api.flagger):
            assert (await client.get(path)).status_code == 404
        assert (await api.stranger.get(path)).status_code == 401


async def test_a_report_stands_where_its_case_stands_and_its_receipt_becomes_a_proof(
    api: Api, runtime: Runtime
) -> None:
    taken = (await api.platform.post("/reports", json=report())).json()
    status = (await api.platform.get(f"/reports/{taken['report']}")).json()
    assert (status["state"], status["outcome"], status["included"]) == ("waiting", "open", False)
    promised = await api.platform.get(f"/reports/{taken['report']}/receipt")
    assert promised.text == taken["receipt"]
    await sequence(runtime)
    proof = await api.platform.get(f"/reports/{taken['report']}/receipt")
    assert proof.text.startswith("c2sp.org/tlog-proof@v1\n")
    assert proof.headers["content-disposition"].endswith('.tlog-proof"')


async def test_reports_come_in_pages(api: Api) -> None:
    sent = [(await api.platform.post("/reports", json=report(number))).json() for number in range(5)]
    seen: list[str] = []
    page = {"next": None, "data": []}
    for _ in range(3):
        after = {"after": page["next"]} if page["next"] else {}
        page = (await api.platform.get("/reports", params={"limit": "2"} | after)).json()
        seen += [one["report"] for one in page["data"]]
    assert page["next"] is None
    assert seen == sorted(one["report"] for one in sent)
    wrong = await api.platform.get("/reports", params={"limit": "0", "after": "x"})
    assert [one["where"] for one in wrong.json()["errors"]] == ["limit", "after"]
    for huge in ("0000000019999", "000000001" + "0" * 5_000):  # the first nine digits alone are 1
        assert (await api.platform.get("/reports", params={"limit": huge})).status_code == 422
