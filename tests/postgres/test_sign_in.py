"""Signing in to the console: passwords, sessions, forms, throttling."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
from litestar.routes import HTTPRoute

from answerable.errors import Conflict, Invalid, TooMany, Unauthenticated
from answerable.flow.doors import sign_in as signing
from answerable.flow.doors.sign_in import add_reviewer, seat_of, sign_in, sign_out
from answerable.flow.doors.throttle import ADDRESS, NAME
from answerable.flow.runtime import Runtime, open_runtime
from answerable.vocabulary import Role
from answerable.web.app import create_app

PASSWORD = "a long way to the river"


async def hired(runtime: Runtime, name: str = "Thiri") -> Any:
    return await add_reviewer(runtime, name, PASSWORD, roles=(Role.REVIEWER,), languages=("my", "en"))


@asynccontextmanager
async def client_of(runtime: Runtime, base: str = "http://localhost") -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(runtime))
    async with httpx.AsyncClient(transport=transport, base_url=base, timeout=30) as client:
        yield client


async def enter(client: httpx.AsyncClient, name: str = "Thiri", password: str = PASSWORD) -> httpx.Response:
    return await client.post("/review/sign-in", data={"name": name, "password": password})


async def token_on(client: httpx.AsyncClient) -> str:
    page = await client.get("/review")
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


async def test_no_cookie_before_signing_in_and_a_careful_one_after(runtime: Runtime) -> None:
    await hired(runtime)
    async with client_of(runtime) as client:
        page = await client.get("/review/sign-in")
        assert page.status_code == 200
        assert "set-cookie" not in page.headers
        assert (await client.get("/review")).headers["location"] == "/review/sign-in"
        answer = await enter(client)
        assert answer.status_code == 303
        cookie = answer.headers.get_list("set-cookie")[-1].lower()
        assert cookie.startswith("answerable=")
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "path=/" in cookie
        assert (await client.get("/review")).status_code == 200


async def test_over_https_the_cookie_is_bound_to_the_host(runtime: Runtime) -> None:
    settings = msgspec.structs.replace(
        runtime.settings, public_url="https://moderation.example", second_factor="optional"
    )
    secure = replace(runtime, settings=settings)
    await hired(secure)
    async with client_of(secure, "https://moderation.example") as client:
        cookie = (await enter(client)).headers.get_list("set-cookie")[-1]
        assert cookie.startswith("__Host-answerable=")
        assert "Secure" in cookie
        assert "domain" not in cookie.lower()
        assert (await client.get("/review")).status_code == 200


async def test_the_database_keeps_neither_password_nor_token(runtime: Runtime) -> None:
    await hired(runtime)
    token, session = await sign_in(runtime, "Thiri", PASSWORD, address="a")
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute("select s::text || r::text from sessions s, reviewers r")
        rows = str(await cursor.fetchall())
    assert token not in rows
    assert token.encode().hex() not in rows
    assert PASSWORD not in rows
    assert "$argon2id$" in rows
    assert len(session.token_hash) == 32


async def test_a_wrong_name_and_a_wrong_password_read_the_same(runtime: Runtime) -> None:
    await hired(runtime)
    gone = await hired(runtime, "Gone")
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update reviewers set disabled_at = now() where id = %s", [gone.id])
    async with client_of(runtime) as client:
        pages = [
            await enter(client, "Thiri", "not the password"),
            await enter(client, "Nobody", "not the password"),
            await enter(client, "Gone", PASSWORD),
        ]
    assert {page.status_code for page in pages} == {401}
    texts = {re.sub("Thiri|Nobody|Gone", "X", page.text) for page in pages}
    assert len(texts) == 1
    assert "The name or the password is not right." in texts.pop()


async def test_an_unknown_name_costs_the_same_work(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: each attempt verifies one argon2 hash of the same cost, whoever is named."""
    await hired(runtime)
    verified: list[str] = []
    matches = signing._matches

    def counted(password_hash: str, password: str) -> bool:
        verified.append(password_hash.rsplit("$", 2)[0])
        return matches(password_hash, password)

    monkeypatch.setattr(signing, "_matches", counted)
    for name in ("Thiri", "Nobody"):
        with pytest.raises(Unauthenticated):
            await sign_in(runtime, name, "wrong", address="a")
    assert len(verified) == 2
    assert verified[0] == verified[1]


async def test_a_session_ends_when_idle_and_after_twelve_hours(runtime: Runtime) -> None:
    await hired(runtime)
    token, session = await sign_in(runtime, "Thiri", PASSWORD, address="a")
    assert session.expires_at - session.created_at == timedelta(minutes=60)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            """update sessions set created_at = created_at - interval '20 min',
               expires_at = expires_at - interval '20 min'"""
        )
    assert await seat_of(runtime, token) is not None  # this request moves the end
    async with runtime.store.transaction() as tx:
        now = await tx.sessions.wall_clock()
        kept = await tx.sessions.by_token(session.token_hash, now)
        assert kept is not None
        assert timedelta(minutes=59) < kept.expires_at - now <= timedelta(minutes=60)
        await tx.connection.execute(
            """update sessions set created_at = now() - interval '11 h 50 min',
               expires_at = now() + interval '5 min'"""
        )
    assert await seat_of(runtime, token) is not None
    async with runtime.store.transaction() as tx:
        now = await tx.sessions.wall_clock()
        kept = await tx.sessions.by_token(session.token_hash, now)
        assert kept is not None
        assert kept.expires_at - now <= timedelta(minutes=10)
        await tx.connection.execute("update sessions set expires_at = now() - interval '1 s'")
    assert await seat_of(runtime, token) is None


async def test_a_replayed_incident_signs_nobody_out(runtime: Runtime) -> None:
    """Its clock runs fast; the person at the keyboard lives by the one on the wall."""
    await hired(runtime)
    token, _ = await sign_in(runtime, "Thiri", PASSWORD, address="a")
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            "insert into replay_clock values (true, now(), now() + interval '30 days', 100000)"
        )
    assert await seat_of(runtime, token) is not None


async def test_signing_out_ends_the_session_itself(runtime: Runtime) -> None:
    await hired(runtime)
    async with client_of(runtime) as client:
        await enter(client)
        csrf = await token_on(client)
        stolen = client.cookies["answerable"]
        answer = await client.post("/review/sign-out", data={"csrf": csrf})
        assert answer.headers["location"] == "/review/sign-in"
        client.cookies.set("answerable", stolen)
        assert (await client.get("/review")).status_code == 303


async def test_a_disabled_person_is_out_at_once(runtime: Runtime) -> None:
    await hired(runtime)
    token, _ = await sign_in(runtime, "Thiri", PASSWORD, address="a")
    seat = await seat_of(runtime, token)
    assert seat is not None
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update reviewers set disabled_at = now()")
    assert await seat_of(runtime, token) is None
    await sign_out(runtime, seat)


def posts_of_the_console(runtime: Runtime) -> list[str]:
    paths = []
    for route in create_app(runtime).routes:
        if isinstance(route, HTTPRoute) and route.path.startswith("/review") and "POST" in route.methods:
            path = re.sub(r"\{\w+:uuid\}", "01890000-0000-7000-8000-000000000000", route.path)
            paths.append(re.sub(r"\{\w+:int\}", "1", path))
    return paths


async def test_every_form_needs_a_session_its_token_and_our_own_page(runtime: Runtime) -> None:
    await hired(runtime)
    paths = posts_of_the_console(runtime)
    assert len(paths) >= 8
    async with client_of(runtime) as client:
        for path in paths:
            if path != "/review/sign-in":
                assert (await client.post(path)).headers.get("location") == "/review/sign-in", path
        await enter(client)
        csrf = await token_on(client)
        for path in paths:
            elsewhere = await client.post(
                path, data={"csrf": csrf}, headers={"origin": "https://evil.example"}
            )
            assert elsewhere.status_code == 403, path
            site = await client.post(path, data={"csrf": csrf}, headers={"sec-fetch-site": "cross-site"})
            assert site.status_code == 403, path
            if path != "/review/sign-in":
                assert (await client.post(path)).status_code == 403, path
                assert (await client.post(path, data={"csrf": csrf[:-1] + "!"})).status_code == 403, path
        assert (await client.get("/review")).status_code == 200


async def later(runtime: Runtime, **by: Any) -> None:
    """So much time goes by for the throttles."""
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update throttles set free_at = free_at - %s", [timedelta(**by)])


async def fail(runtime: Runtime, name: str, address: str) -> None:
    with pytest.raises(Unauthenticated):
        await sign_in(runtime, name, "wrong", address=address)


async def test_too_many_failures_wait_by_name_and_nobody_is_locked_out_by_others(
    runtime: Runtime, database_url: str
) -> None:
    """Two processes on one database allow no more tries than one; and one that starts anew forgets nothing."""
    await hired(runtime)
    await sign_in(runtime, "Thiri", PASSWORD, address="home")
    async with open_runtime(runtime.settings, database_url) as other:
        for n in range(NAME.burst):
            await fail(other if n % 2 else runtime, "Thiri", f"address-{n}")
        with pytest.raises(TooMany) as refused:
            await sign_in(other, "Thiri", PASSWORD, address="elsewhere")
    async with open_runtime(runtime.settings, database_url) as again:
        with pytest.raises(TooMany):
            await sign_in(again, "Thiri", PASSWORD, address="elsewhere")
    assert 0 < refused.value.retry_after_s <= NAME.each.total_seconds()
    # Who signed in from here before is not locked out by others.
    await sign_in(runtime, "Thiri", PASSWORD, address="home")
    for n in range(NAME.burst):
        await fail(runtime, "Thiri", f"another-{n}")
    await later(runtime, seconds=91)
    await sign_in(runtime, "Thiri", PASSWORD, address="elsewhere")


async def test_an_address_is_held_whatever_names_it_tries(runtime: Runtime) -> None:
    for n in range(ADDRESS.burst):
        await fail(runtime, f"name {n}", "address")
    with pytest.raises(TooMany) as refused:
        await sign_in(runtime, "fresh", "wrong", address="address")
    assert 0 < refused.value.retry_after_s <= ADDRESS.each.total_seconds()
    await fail(runtime, "fresh", "other")
    await later(runtime, seconds=46)
    await fail(runtime, "fresh", "address")


async def test_failures_at_an_address_that_many_share_lock_nobody_out_who_came_from_there_before(
    runtime: Runtime,
) -> None:
    """Behind Tor, or a proxy that was not named, everybody has one address."""
    await hired(runtime)
    await sign_in(runtime, "Thiri", PASSWORD, address="shared")
    for n in range(ADDRESS.burst):
        await fail(runtime, f"name {n}", "shared")
    with pytest.raises(TooMany):
        await sign_in(runtime, "somebody", "wrong", address="shared")
    await sign_in(runtime, "Thiri", PASSWORD, address="shared")
    for _ in range(NAME.burst):
        await fail(runtime, "Thiri", "shared")
    with pytest.raises(TooMany):
        await sign_in(runtime, "Thiri", PASSWORD, address="shared")


async def test_throttles_hold_no_name_and_no_address_and_are_forgotten(runtime: Runtime) -> None:
    await hired(runtime)
    await fail(runtime, "Thiri", "203.0.113.77")
    await sign_in(runtime, "Thiri", PASSWORD, address="203.0.113.77")
    async with runtime.store.transaction() as tx:
        rows = str(await (await tx.connection.execute("select t::text from throttles t")).fetchall())
    assert "Thiri" not in rows
    assert "203.0.113.77" not in rows
    await later(runtime, days=31)
    await fail(runtime, "Nobody", "198.51.100.1")
    async with runtime.store.transaction() as tx:
        row = await (await tx.connection.execute("select count(*) from throttles")).fetchone()
    assert row == (2,)


async def test_too_many_failures_are_said_with_how_long_to_wait(runtime: Runtime) -> None:
    async with client_of(runtime) as client:
        for _ in range(NAME.burst):
            await enter(client, "Nobody", "wrong")
        page = await enter(client, "Nobody", "wrong")
    assert page.status_code == 429
    assert int(page.headers["retry-after"]) > 0
    assert "Too many attempts." in page.text


async def test_weak_passwords_and_taken_names_are_refused(runtime: Runtime) -> None:
    await hired(runtime)
    with pytest.raises(Invalid) as short:
        await add_reviewer(runtime, "New", "short", roles=(Role.REVIEWER,), languages=("my",))
    assert short.value.faults[0].where == "password"
    with pytest.raises(Conflict):
        await hired(runtime, "Thiri")


async def test_many_guesses_at_once_are_no_more_than_one_after_the_other(runtime: Runtime) -> None:
    await hired(runtime)
    guesses = [sign_in(runtime, "Thiri", f"guess {n}", address=f"address-{n}") for n in range(30)]
    found = await asyncio.gather(*guesses, return_exceptions=True)
    assert sum(isinstance(one, Unauthenticated) for one in found) == NAME.burst
    assert sum(isinstance(one, TooMany) for one in found) == 30 - NAME.burst


async def test_signing_in_rightly_is_no_failure_of_the_address(runtime: Runtime) -> None:
    await hired(runtime)
    for _ in range(ADDRESS.burst + 1):
        await sign_in(runtime, "Thiri", PASSWORD, address="home")


async def test_one_ipv6_network_is_one_address(runtime: Runtime) -> None:
    app = create_app(runtime)
    for n in range(ADDRESS.burst):
        assert (await _from(app, f"2001:db8:1:2::{n:x}", f"name {n}")).status_code == 401
    assert (await _from(app, "2001:db8:1:2:ffff::1", "another")).status_code == 429
    assert (await _from(app, "2001:db8:1:3::1", "another")).status_code == 401


async def test_over_https_browsers_are_told_to_stay_there(runtime: Runtime) -> None:
    settings = msgspec.structs.replace(
        runtime.settings, public_url="https://moderation.example", second_factor="optional"
    )
    for made, told in ((replace(runtime, settings=settings), True), (runtime, False)):
        async with client_of(made) as client:
            for path in ("/", "/no-such-page", "/static/answerable.css"):
                assert ("strict-transport-security" in (await client.get(path)).headers) == told


async def test_over_https_every_cookie_of_the_console_is_secure(runtime: Runtime) -> None:
    settings = msgspec.structs.replace(
        runtime.settings, public_url="https://moderation.example", second_factor="optional"
    )
    secure = replace(runtime, settings=settings)
    await hired(secure)
    async with client_of(secure, "https://moderation.example") as client:
        cookies = [await enter(client), await client.get("/review?lang=my")]
    assert [page.headers["set-cookie"].lower().count("secure") for page in cookies] == [2, 1]


async def _from(app: Any, address: str, name: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=30) as client:
        return await enter(client, name, "wrong")
