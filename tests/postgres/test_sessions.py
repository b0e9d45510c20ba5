"""Sessions: a token that changes without signing anybody out, and one's own entry."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from answerable.errors import Invalid, TooMany, Unauthenticated
from answerable.flow.doors import own_entry, reviewers
from answerable.flow.doors.sign_in import AnySeat, entered, seat_of, sign_in
from answerable.flow.doors.throttle import CODE
from answerable.flow.runtime import Runtime
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role
from tests.doors import PASSWORD, a_person, visiting

COOKIE = "answerable"


async def signed_in(runtime: Runtime) -> tuple[str, AnySeat]:
    token, _ = await sign_in(runtime, "Thiri", PASSWORD, address="home")
    seat = await entered(runtime, token)
    assert seat is not None
    return token, seat


async def shift(runtime: Runtime, **minutes: float) -> None:
    """Let times of all sessions be so many minutes earlier."""
    async with runtime.store.transaction() as tx:
        for column, number in minutes.items():
            change: Any = f"update sessions set {column} = {column} - make_interval(secs => %s)"
            await tx.connection.execute(change, [number * 60])


async def renewed(runtime: Runtime, token: str) -> str:
    seat = await seat_of(runtime, token)
    assert seat is not None
    return seat.renewed


async def test_a_token_changes_after_a_quarter_of_an_hour_and_the_old_one_ends(runtime: Runtime) -> None:
    await a_person(runtime)
    old, _ = await signed_in(runtime)
    assert await renewed(runtime, old) == ""
    await shift(runtime, token_since=15.1)
    new = await renewed(runtime, old)
    assert new not in ("", old)
    # The answer may be lost: until the new one comes back, the old one holds, for as long as the session does.
    await shift(runtime, token_since=20)
    assert await renewed(runtime, old) == ""  # offered a moment ago
    assert await renewed(runtime, new) == ""
    # Requests side by side: the old one holds for a minute more, and no longer.
    assert await renewed(runtime, old) == ""
    await shift(runtime, previous_until=1.1)
    assert await seat_of(runtime, old) is None
    assert await seat_of(runtime, new) is not None


async def test_an_offer_that_was_lost_is_made_again(runtime: Runtime) -> None:
    await a_person(runtime)
    old, _ = await signed_in(runtime)
    await shift(runtime, token_since=16)
    lost = await renewed(runtime, old)
    await shift(runtime, next_since=0.6)
    again = await renewed(runtime, old)
    assert again not in ("", old, lost)
    assert await seat_of(runtime, lost) is None
    assert await seat_of(runtime, again) is not None


async def test_of_requests_side_by_side_one_is_offered_the_next_token(runtime: Runtime) -> None:
    await a_person(runtime)
    old, _ = await signed_in(runtime)
    await shift(runtime, token_since=16)
    offers = await asyncio.gather(*(renewed(runtime, old) for _ in range(8)))
    assert len([offer for offer in offers if offer]) == 1
    new = max(offers)
    assert await asyncio.gather(*(renewed(runtime, new) for _ in range(8))) == [""] * 8
    assert await seat_of(runtime, new) is not None


async def test_a_browser_goes_on_through_changes_of_its_token(runtime: Runtime) -> None:
    await a_person(runtime)
    seen = set()
    async with visiting(runtime) as browser:
        await browser.sign_in()
        # Refused pages carry the new token too, or it would be lost.
        for path, status in (("/review", 200), ("/review/deliveries", 403)) * 2:
            await shift(runtime, token_since=16)
            assert (await browser.get(path)).status_code == status
            seen.add(browser.http.cookies[COOKIE])
            assert (await browser.get("/review")).url.path == "/review"
    assert len(seen) == 4


async def test_changing_the_password_ends_the_other_sessions_and_changes_the_token(runtime: Runtime) -> None:
    await a_person(runtime)
    elsewhere, _ = await signed_in(runtime)
    new = PASSWORD + " and back"
    async with visiting(runtime) as browser:
        await browser.sign_in()
        await browser.get("/review/me")
        before = browser.http.cookies[COOKIE]
        wrong = await browser.post("/review/me/password", old="not this", new=new)
        assert wrong.status_code == 401
        assert "The password is not right." in wrong.text
        short = await browser.post("/review/me/password", old=PASSWORD, new="short")
        assert short.status_code == 422
        assert await seat_of(runtime, elsewhere) is not None
        done = await browser.post("/review/me/password", old=PASSWORD, new=new)
        assert done.url.path == "/review/me"
        assert browser.http.cookies[COOKIE] != before
    assert await seat_of(runtime, elsewhere) is None
    assert await seat_of(runtime, before) is None
    with pytest.raises(Unauthenticated):
        await sign_in(runtime, "Thiri", PASSWORD, address="home")
    await sign_in(runtime, "Thiri", new, address="home")


async def test_whoever_finds_a_browser_signed_in_cannot_guess_the_password_there(runtime: Runtime) -> None:
    await a_person(runtime)
    _, seat = await signed_in(runtime)
    for _ in range(CODE.burst):
        with pytest.raises(Unauthenticated):
            await own_entry.change_password(runtime, seat, "wrong", PASSWORD + "!")
    with pytest.raises(TooMany):
        await own_entry.change_password(runtime, seat, PASSWORD, PASSWORD + "!")


async def test_ones_own_sessions_are_listed_by_when_and_ended(runtime: Runtime) -> None:
    await a_person(runtime)
    await a_person(runtime, "Zaw")
    others, _ = await sign_in(runtime, "Zaw", PASSWORD, address="home")
    first, _ = await signed_in(runtime)
    second, seat = await signed_in(runtime)
    async with visiting(runtime) as browser:
        await browser.sign_in()
        page = await browser.get("/review/me")
        assert page.text.count("Sign out there") == 2
        assert "home" not in page.text.partition("<main")[2]
        await browser.post("/review/me/sessions", session=str(seat.session.id))
        assert await seat_of(runtime, second) is None
        assert await seat_of(runtime, first) is not None
        theirs = await entered(runtime, others)
        assert theirs is not None
        await browser.post("/review/me/sessions", session=str(theirs.session.id))
        assert await seat_of(runtime, others) is not None
        await browser.post("/review/me/sessions", session="others")
        assert await seat_of(runtime, first) is None
        assert (await browser.get("/review/me")).text.count("<b>this one</b>") == 1
        assert (await browser.post("/review/me/sessions", session="nonsense")).status_code == 422


async def test_other_roles_end_the_sessions_of_those_before(runtime: Runtime) -> None:
    await a_person(runtime)
    token, _ = await signed_in(runtime)
    changed = await reviewers.set_roles(runtime, "Thiri", (Role.LEAD, Role.LEAD))
    assert changed.roles == (Role.LEAD,)
    assert await seat_of(runtime, token) is None
    _, seat = await signed_in(runtime)
    assert isinstance(seat.person, Reviewer)
    assert seat.person.roles == (Role.LEAD,)
    with pytest.raises(Invalid):
        await reviewers.set_roles(runtime, "Thiri", ())
