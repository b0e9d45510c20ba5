"""What nobody should send, over real HTTP: each is a clear 4xx problem, and nothing is half-done."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import time
from collections.abc import AsyncIterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import httpx
import psycopg
import pytest

from answerable.flow.runtime import Runtime
from answerable.observe.logs import configure_logs
from answerable.web.limits import Limits, Rate
from tests.postgres.served import Api, api_of, counts, item, report

BODY_S, SILENCE_S = 2.0, 1.0
SLOW = Limits(body_s=BODY_S, silence_s=SILENCE_S, strangers=Rate(burst=10_000, per_s=1_000))
LINES = {"content-type": "application/x-ndjson"}
JSON = {"content-type": "application/json"}


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    async with api_of(runtime, SLOW) as opened:
        await opened.platform.post("/items", json=[item(1)])
        yield opened


def check_problem(answer: httpx.Response, status: int, code: str, where: str | None = None) -> dict[str, Any]:
    """A whole problem document (RFC 9457) with this code, naming this field."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    problem: dict[str, Any] = answer.json()
    assert problem.keys() >= {"type", "title", "status", "detail", "code", "errors"}
    assert (problem["status"], problem["code"]) == (status, code)
    if where is not None:
        assert where in [one["where"] for one in problem["errors"]], problem["errors"]
        assert all(one["what"] for one in problem["errors"])
    return problem


def raw(**other: Any) -> bytes:
    return json.dumps(item("bad", **other)).encode()


SPELLED_SURROGATE = raw(text="X").replace(b'"X"', rb'"a\ud800b"')
BYTES_OF_A_SURROGATE = raw(text="X").replace(b'"X"', b'"\xed\xa0\x80"')
BODIES: dict[str, tuple[bytes, int, str, str]] = {
    "broken JSON": (b'{"id": "bad"', 422, "invalid", ""),
    "not JSON": (b"<xml/>", 422, "invalid", ""),
    "nothing": (b"", 422, "invalid", ""),
    "an empty batch": (b"[]", 422, "invalid", ""),
    "a number": (b"17", 422, "invalid", ""),
    "a list in a batch": (b"[[]]", 422, "invalid", "[0]"),
    "a number for a text": (raw(text=17), 422, "invalid", "text"),
    "a text for a list": (raw(media="x"), 422, "invalid", "media"),
    "a number in a list": (raw(media=["https://example.org/1", 3]), 422, "invalid", "media[1]"),
    "true for a number": (raw(audience=True), 422, "invalid", "audience"),
    "a negative count": (raw(audience=-1), 422, "invalid", "audience"),
    "a count past the integer": (raw(audience=2**31), 422, "invalid", "audience"),
    "a count of 200 digits": (raw(audience="9" * 200), 422, "invalid", "audience"),
    "infinity": (raw(text="X").replace(b'"X"', b"1e999"), 422, "invalid", ""),
    "a field that is missing": (json.dumps({"id": "bad"}).encode(), 422, "invalid", "author"),
    "an unknown word": (raw(kind="letter"), 422, "invalid", "kind"),
    "a time without offset": (raw(created_at="2017-09-07T10:00:00"), 422, "invalid", "created_at"),
    "a time as a number": (raw(created_at=1504756800), 422, "invalid", "created_at"),
    "a time before time": (raw(created_at="0001-01-01T00:00:00+14:00"), 422, "invalid", "created_at"),
    "a language that is none": (raw(language="Burmese!"), 422, "invalid", "language"),
    "a country that is none": (raw(country="Myanmar"), 422, "invalid", "country"),
    "an empty id": (raw(id="  "), 422, "invalid", "id"),
    "a long id": (raw(id="x" * 201), 422, "invalid", "id"),
    "a file of this computer": (raw(media=["pictures/1.png"]), 422, "invalid", "media[0]"),
    "an item without content": (raw(text=""), 422, "invalid", "text"),
    "NUL": (raw(text="a\0b"), 422, "invalid", "text"),
    "NUL in an author": (raw(author="a\0b"), 422, "invalid", "author"),
    "an escape": (raw(text="\x1b[2J"), 422, "invalid", "text"),
    "half a surrogate pair, spelled": (SPELLED_SURROGATE, 422, "invalid", ""),
    "half a surrogate pair, in bytes": (BYTES_OF_A_SURROGATE, 422, "invalid", ""),
    "a directional override": (raw(text="a\u202eb"), 422, "invalid", "text"),
    "an isolate in an id": (raw(id="a\u2066b\u2069"), 422, "invalid", "id"),
    "an isolate left open": (raw(text="a\u2067b"), 422, "invalid", "text"),
    "50,000 combining marks": (raw(text="z" + "\u0301" * 50_000), 422, "invalid", "text"),
    "65,537 characters": (raw(text="က" * 65_537), 422, "invalid", "text"),
    "10 MB of text": (raw(text="x" * 10_000_000), 413, "too_large", ""),
    "1,001 items": (json.dumps([item(n) for n in range(1001)]).encode(), 413, "too_large", ""),
    "lists in lists": (b"[" * 1_000_000, 422, "invalid", ""),
    "objects in objects": (b'{"a":' * 500_000, 422, "invalid", ""),
    "deep in a field that is ignored": (
        raw(extra="X").replace(b'"X"', b"[" * 100_000 + b"]" * 100_000),
        422,
        "invalid",
        "",
    ),
}


async def test_a_bad_item_is_a_clear_problem(api: Api, runtime: Runtime) -> None:
    before = await counts(runtime)
    for name, (body, status, code, where) in BODIES.items():
        print(name)  # shown where it fails
        started = time.monotonic()
        check_problem(await api.platform.post("/items", content=body, headers=JSON), status, code, where)
        assert time.monotonic() - started < 2
        batch = b"[" + json.dumps(item("good")).encode() + b"," + body + b"]"
        answer = await api.platform.post("/items", content=batch, headers=JSON)
        assert 400 <= answer.status_code < 500
        assert await counts(runtime) == before


REPORTS: dict[str, tuple[dict[str, Any], int, str, str]] = {
    "an unknown item": (report(subject="item:none"), 422, "unknown_subject", "subject"),
    "an unknown account": (report(subject="account:none"), 422, "unknown_subject", "subject"),
    "an unknown conversation": (report(subject="conversation:none"), 422, "unknown_subject", "subject"),
    "no kind of subject": (report(subject="m1"), 422, "invalid", "subject"),
    "a wrong kind of subject": (report(subject="planet:m1"), 422, "invalid", "subject"),
    "NUL in a subject": (report(subject="item:m\0"), 422, "invalid", "subject"),
    "a long subject": (report(subject="item:" + "m" * 201), 422, "invalid", "subject"),
    "a long note": (report(note="x" * 4_001), 422, "invalid", "note"),
    "an override in a note": (report(note="\u202d"), 422, "invalid", "note"),
    "an unknown area": (report(area="REPORTER-MARK"), 422, "invalid", "area"),
    "messages of an item": (report(messages=["m1"]), 422, "invalid", "messages"),
    "no address": (report(contact="javascript:alert(1)"), 422, "invalid", "contact"),
    "an address within the house": (report(contact="https://127.0.0.1/"), 422, "invalid", "contact"),
    "a name without a dot": (report(contact="https://localhost/"), 422, "invalid", "contact"),
    "a user in an address": (report(contact="https://a@example.org/"), 422, "invalid", "contact"),
}


async def test_a_bad_report_is_a_clear_problem(api: Api, runtime: Runtime) -> None:
    before = await counts(runtime)
    for name, (body, status, code, where) in REPORTS.items():
        print(name)  # shown where it fails
        problem = check_problem(await api.platform.post("/reports", json=body), status, code, where)
        assert "MARK" not in json.dumps(problem)
        assert await counts(runtime) == before


async def test_every_fault_of_a_body_is_named_at_once(api: Api) -> None:
    lines = [item(5), item(6, kind="x", author=3), {"id": ""}]
    array = check_problem(await api.platform.post("/items", json=lines), 422, "invalid")
    wanted = ["kind", "author", "service", "kind", "author", "created_at", "id", "text"]
    named = [f"[{n}].{w}" for n, w in zip("11222222", wanted, strict=True)]
    assert [one["where"] for one in array["errors"]] == named
    text = "\n".join(map(json.dumps, lines))
    of_lines = check_problem(await api.platform.post("/items", content=text, headers=LINES), 422, "invalid")
    assert [one["where"] for one in of_lines["errors"]] == [
        f"line {n}.{w}" for n, w in zip("22333333", wanted, strict=True)
    ]


async def test_wrong_ways_to_ask(api: Api, runtime: Runtime) -> None:
    before = await counts(runtime)
    text = {"content-type": "text/csv"}
    check_problem(
        await api.platform.post("/items", content=b"id", headers=text), 415, "wrong_type", "Content-Type"
    )
    check_problem(await api.platform.post("/items", content=b"{}"), 415, "wrong_type")
    put = await api.platform.put("/items", json=item(9))
    check_problem(put, 405, "refused")
    assert "POST" in put.headers["allow"]
    check_problem(await api.platform.get("/nothing"), 404, "unknown")
    check_problem(await api.platform.get("/cases/not-an-id"), 404, "unknown")
    check_problem(
        await api.platform.post("/items?partial=perhaps", json=[item(9)]), 422, "invalid", "partial"
    )
    for key in ("", "x" * 201, "a b", "ä".encode()):
        answer = await api.platform.post("/items", json=item(9), headers={"idempotency-key": key})
        check_problem(answer, 422, "invalid", "Idempotency-Key")
    assert await counts(runtime) == before


async def test_who_may_not(api: Api, runtime: Runtime) -> None:
    before = await counts(runtime)
    answer = await api.stranger.post("/items", json=item(9))
    check_problem(answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    for header in (
        "Bearer",
        "Bearer ans_wrong",
        "Basic dXNlcjpw",
        f"Bearer {api.secrets[0]}x",
        "Bearer \xff",
    ):
        bad = await api.stranger.post(
            "/items", json=item(9), headers={"authorization": header.encode("latin-1")}
        )
        check_problem(bad, 401, "unauthenticated")
    check_problem(await api.flagger.post("/items", json=item(9)), 403, "forbidden")
    check_problem(await api.flagger.get("/cases"), 403, "forbidden")
    assert await counts(runtime) == before


async def test_a_body_that_never_ends_is_cut_off(api: Api, runtime: Runtime) -> None:
    sent = 0

    async def forever() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 65_536
            yield b" " * 65_536

    before = await counts(runtime)
    answer = await _post_raw(api, _chunks(forever()), within=10)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b'"code":"too_large"' in answer
    assert b"connection: close" in answer.lower()
    assert sent < 64 * 1024 * 1024
    assert await counts(runtime) == before


async def test_a_body_that_drips_is_cut_off(api: Api, runtime: Runtime) -> None:
    async def dripping() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.1)

    before = await counts(runtime)
    started = time.monotonic()
    answer = await _post_raw(api, _chunks(dripping()), within=BODY_S + 3)
    assert BODY_S - 0.5 < time.monotonic() - started < BODY_S + 2
    assert answer.startswith(b"HTTP/1.1 408")
    assert b'"code":"too_slow"' in answer
    assert await counts(runtime) == before


async def test_a_body_that_falls_silent_is_cut_off(api: Api, runtime: Runtime) -> None:
    async def silent() -> AsyncIterator[bytes]:
        yield b"1\r\n[\r\n"
        await asyncio.sleep(60)

    before = await counts(runtime)
    started = time.monotonic()
    answer = await _post_raw(api, silent(), within=SILENCE_S + 3)
    assert time.monotonic() - started < SILENCE_S + 2
    assert answer.startswith(b"HTTP/1.1 408")
    assert await counts(runtime) == before


async def test_a_body_that_breaks_off_leaves_nothing(api: Api, runtime: Runtime) -> None:
    before = await counts(runtime)
    reader, writer = await asyncio.open_connection(*api.address)
    lines = json.dumps(item("half")).encode() + b"\n"
    writer.write(_head(api, "application/x-ndjson") + b"%x\r\n%b\r\n" % (len(lines), lines))
    await writer.drain()
    await asyncio.sleep(0.2)
    writer.close()
    await reader.read()
    await asyncio.sleep(0.3)
    assert await counts(runtime) == before


async def test_an_answer_before_the_bodys_end_closes_the_connection(api: Api) -> None:
    async def forever() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65_536

    head = b"POST /api/v1/items HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
    answer = await _send(api, head, _chunks(forever()), within=10)
    assert answer.startswith(b"HTTP/1.1 401")


async def test_rates_are_each_keys_own(runtime: Runtime) -> None:
    few = Limits(platforms=Rate(burst=5, per_s=0.2), strangers=Rate(burst=3, per_s=0.2))
    async with api_of(runtime, few) as api:
        answers = [await api.platform.get("/cases") for _ in range(6)]
        assert [one.status_code for one in answers] == [200] * 5 + [429]
        check_problem(answers[-1], 429, "too_many")
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 5
        assert (await api.other.get("/cases")).status_code == 200
        tries = [await api.stranger.get("/cases") for _ in range(4)]
        assert [one.status_code for one in tries] == [401] * 3 + [429]
        assert (await api.flagger.get("/reports")).status_code == 429, "its key was never seen to hold"
        assert (await api.other.get("/cases")).status_code == 200, "its key was: strangers do not lock it out"


@pytest.mark.parametrize("path", ["/items", "/accounts", "/reports"])
async def test_no_error_and_no_log_says_who_reported(api: Api, runtime: Runtime, path: str) -> None:
    mark, marks = "REPORTER-MARK", ("REPORTER-MARK", "NOTE-MARK", "TEXT-MARK", "CONTACT-MARK")
    body = report() | item(1) | {"contact": "CONTACT-MARK@example.org"}
    wrong = [
        body | {field: value}
        for field in (
            *body,
            "organisation",
            "messages",
            "country",
            "audience",
            "media",
            "name",
            "what_happened",
        )
        for value in (mark, [mark], {mark: mark}, mark + "\0", mark + "\u202e")
    ]
    said = io.StringIO()
    known = logging.root.manager.loggerDict.items()
    levels = {name: one.level for name, one in known if isinstance(one, logging.Logger)}
    handlers, level = logging.root.handlers[:], logging.root.level
    with redirect_stderr(said), redirect_stdout(said):
        configure_logs("debug")
        answers = [await api.platform.post(path, json=body) for body in wrong]
        answers += [
            await api.platform.post(path, content=mark, headers=JSON),
            await api.platform.get(f"/{mark}"),
        ]
        await _break_the_database(runtime)
        answers += [await api.platform.post(path, json=report() | item("new", text="TEXT-MARK"))]
    logging.root.handlers, logging.root.level = handlers, level
    for name, one in levels.items():
        logging.getLogger(name).setLevel(one)
    assert answers[-1].status_code == 500
    assert "request failed" in said.getvalue()
    for mark in marks:
        assert mark not in said.getvalue()
        assert not [one.text for one in answers if one.is_error and mark in one.text]
    assert sum(one.is_error for one in answers) > 20


async def _break_the_database(runtime: Runtime) -> None:
    """Constraints that every row breaks: PostgreSQL then quotes the row in its message."""
    async with await psycopg.AsyncConnection.connect(runtime.store.url, autocommit=True) as connection:
        for table in ("items", "accounts", "reports"):
            await connection.execute(f"alter table {table} add constraint no_{table} check (false) not valid")


async def _chunks(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    async for part in parts:
        yield b"%x\r\n%b\r\n" % (len(part), part)


def _head(api: Api, kind: str = "application/json") -> bytes:
    lines = ("POST /api/v1/items HTTP/1.1", "host: x", f"authorization: Bearer {api.secrets[0]}",
             f"content-type: {kind}", "transfer-encoding: chunked", "", "")  # fmt: skip
    return "\r\n".join(lines).encode()


async def _post_raw(api: Api, body: AsyncIterator[bytes], *, within: float) -> bytes:
    return await _send(api, _head(api), body, within=within)


async def _send(api: Api, head: bytes, body: AsyncIterator[bytes], *, within: float) -> bytes:
    """All that the server answers until it closes the connection, while the body goes on."""
    reader, writer = await asyncio.open_connection(*api.address)

    async def write() -> None:
        writer.write(head)
        async for part in body:
            writer.write(part)
            await writer.drain()

    writing = asyncio.create_task(write())
    answer = b""
    try:
        async with asyncio.timeout(within):
            while part := await reader.read(65_536):
                answer += part
    except ConnectionResetError:
        pass  # the server closed while we were still sending
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        writer.close()
    return answer


@pytest.mark.parametrize("path", ["/report", "/status", "/status/reopen", "/review/sign-in", "/review/next"])
async def test_a_form_in_parts_is_refused_before_a_part_is_read(api: Api, path: str) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="code"\r\nContent-Type: text/plain; charset=none\r\n\r\nx\r\n'
    async with httpx.AsyncClient(base_url=f"http://{api.address[0]}:{api.address[1]}") as client:
        for kind in ("multipart/form-data; boundary=b", "Multipart/Mixed; boundary=b"):
            answer = await client.post(path, content=part + b"--b--\r\n", headers={"content-type": kind})
            check_problem(answer, 415, "wrong_type")


async def test_a_wrong_code_without_a_reason_is_a_wrong_code(api: Api) -> None:
    async with httpx.AsyncClient(base_url=f"http://{api.address[0]}:{api.address[1]}") as client:
        for code, status in (("x", 422), ("2" * 32, 404)):
            answer = await client.post("/status/reopen", data={"code": code})
            assert (answer.status_code, answer.headers["content-type"][:9]) == (status, "text/html")
