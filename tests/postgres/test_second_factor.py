"""The second factor: set up, asked for, used once, lost and reset; and what a fresh code opens."""

from __future__ import annotations

import asyncio
import re
import time
from typing import Any

import pyotp
import pytest

from answerable.errors import Conflict, Invalid, TooMany, Unauthenticated, Unknown
from answerable.flow.doors import own_entry
from answerable.flow.doors.audit import every_act
from answerable.flow.doors.people import Door, needs_second_factor
from answerable.flow.doors.second_factor import is_right, reset
from answerable.flow.doors.sign_in import Awaited, NotFresh, Seat, entered, partner_seat_of, seat_of, sign_in
from answerable.flow.doors.throttle import CODE
from answerable.flow.runtime import Runtime, open_runtime
from answerable.records.member import MemberRole
from answerable.records.session import Stage
from answerable.settings import Settings
from answerable.vocabulary import Role
from tests.doors import PASSWORD, a_member, a_person, visiting, with_second_factor, with_setting
from tests.world import add_organisation


async def half_seat(runtime: Runtime, name: str = "Thiri") -> Seat:
    token, session = await sign_in(runtime, name, PASSWORD, address="home")
    assert session.stage is Stage.PASSWORD
    assert await seat_of(runtime, token) is None
    found = await entered(runtime, token)
    assert isinstance(found, Seat)
    return found


async def test_who_must_have_one_sets_it_up_before_anything_else_is_shown(runtime: Runtime) -> None:
    asked = with_setting(runtime, second_factor="required")
    await a_person(asked)
    async with visiting(asked) as browser:
        page = await browser.sign_in()
        assert page.url.path == "/review/second-factor"
        assert (await browser.get("/review")).url.path == "/review/second-factor"
        assert (await browser.get("/review/me")).url.path == "/review/second-factor"
        assert "<svg" in page.text
        letters = re.search(r'secret" translate="no" lang="en">([^<]+)<', page.text)
        assert letters is not None
        secret = letters[1].replace(" ", "")
        assert "Thiri" not in (await browser.get("/review/second-factor")).text.partition("<ol")[2]
        wrong = await browser.post("/review/second-factor", answer="000000")
        assert wrong.status_code == 422
        assert "This code is not right." in wrong.text
        before = browser.http.cookies["answerable"]
        codes = await browser.post("/review/second-factor", answer=pyotp.TOTP(secret).now())
        assert browser.http.cookies["answerable"] != before
        assert len(set(re.findall(r"<li>([2-9A-HJ-NP-Z-]{19})</li>", codes.text))) == 10
        assert (await browser.get("/review")).url.path == "/review"
    async with visiting(asked) as browser:
        assert (await browser.sign_in()).url.path == "/review/code"
    async with runtime.store.transaction() as tx:
        rows = str(await (await tx.connection.execute("select f::text from second_factors f")).fetchall())
    assert secret not in rows
    assert secret.encode().hex() not in rows
    whats = [event.what for event in await every_act(runtime)]
    assert whats == ["second-factor.set-up"]


async def test_who_looked_at_it_before_with_a_password_that_they_heard_does_not_know_the_secret(
    runtime: Runtime,
) -> None:
    """Each session is shown a secret of its own, and can set up no other."""
    asked = with_setting(runtime, second_factor="required")
    await a_person(asked)
    async with visiting(asked) as listener, visiting(asked) as owner:
        heard = _secret_on(await listener.sign_in())
        own = _secret_on(await owner.sign_in())
        assert _secret_on(await owner.get("/review/second-factor")) == own != heard
        late = await listener.post("/review/second-factor", answer=pyotp.TOTP(own).now())
        assert late.status_code == 409
        shown = _secret_on(await owner.get("/review/second-factor"))
        assert "recovery" in (await owner.post("/review/second-factor", answer=pyotp.TOTP(shown).now())).text
        assert shown != heard


def _secret_on(page: Any) -> str:
    letters = re.search(r'secret" translate="no" lang="en">([^<]+)<', page.text)
    assert letters is not None
    return letters[1].replace(" ", "")


async def test_a_code_lets_in_once_and_changes_the_token(runtime: Runtime) -> None:
    app, _ = await with_second_factor(runtime, await a_person(runtime))
    code = app.code(time.time())
    async with visiting(runtime) as one, visiting(runtime) as two:
        assert (await one.sign_in()).url.path == "/review/code"
        assert (await two.sign_in()).url.path == "/review/code"
        half = one.http.cookies["answerable"]
        assert (await one.get("/review")).url.path == "/review/code"
        page = await one.post("/review/code", answer=f"{code[:3]} {code[3:]}")
        assert page.url.path == "/review"
        assert one.http.cookies["answerable"] != half
        again = await two.post("/review/code", answer=code)
        assert again.status_code == 401
        assert "Each code is taken once" in again.text
        # The token of before the code opens nothing, not even the page that asks for one.
        two.http.cookies.clear()
        two.http.cookies.set("answerable", half)
        assert (await two.get("/review")).url.path == "/review/sign-in"
        two.http.cookies.clear()
        # Digits of Burmese are digits.
        await two.sign_in()
        later = app.code(time.time()).translate({ord("0") + n: 0x1040 + n for n in range(10)})
        assert (await two.post("/review/code", answer=later)).url.path == "/review"


async def test_of_two_requests_with_one_code_one_is_let_in(runtime: Runtime) -> None:
    person = await a_person(runtime)
    app, codes = await with_second_factor(runtime, person)
    seats = [await half_seat(runtime), await half_seat(runtime)]
    for answer in (app.code(time.time()), codes[0]):
        done = await asyncio.gather(
            *(own_entry.prove(runtime, seat, answer) for seat in seats), return_exceptions=True
        )
        assert sorted(isinstance(one, Unauthenticated) for one in done) == [False, True]


async def test_codes_of_the_steps_beside_are_taken_and_none_further_or_older_than_the_last(
    runtime: Runtime,
) -> None:
    person = await a_person(runtime)
    app, _ = await with_second_factor(runtime, person)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update second_factors set last_step = 0")
        now = await tx.sessions.wall_clock()
        step = int(now.timestamp()) // 30
        code = pyotp.HOTP(app.secret).at
        assert not await is_right(runtime, tx, person.id, code(step - 2), now)
        assert not await is_right(runtime, tx, person.id, code(step + 2), now)
        assert await is_right(runtime, tx, person.id, code(step - 1), now)
        assert await is_right(runtime, tx, person.id, code(step + 1), now)
        assert not await is_right(runtime, tx, person.id, code(step), now)


async def test_a_recovery_code_lets_in_once_and_new_ones_end_the_old(runtime: Runtime) -> None:
    person = await a_person(runtime)
    _, codes = await with_second_factor(runtime, person)
    async with runtime.store.transaction() as tx:
        rows = str(await (await tx.connection.execute("select c::text from recovery_codes c")).fetchall())
    assert not any(code in rows or code.replace("-", "") in rows for code in codes)
    async with visiting(runtime) as browser:
        await browser.sign_in()
        assert (await browser.post("/review/code", answer=codes[0].lower())).url.path == "/review"
        page = await browser.get("/review/me")
        assert "You have 9 recovery codes left." in page.text
        await browser.get("/review/me")
        renewed = await browser.post("/review/me/recovery-codes")
        fresh = re.findall(r"<li>([2-9A-HJ-NP-Z-]{19})</li>", renewed.text)
        assert len(fresh) == 10
    for used in (codes[0], codes[1]):
        with pytest.raises(Unauthenticated):
            await own_entry.prove(runtime, await half_seat(runtime), used)
    await own_entry.prove(runtime, await half_seat(runtime), fresh[3])


async def test_wrong_codes_wait_in_every_process_and_after_a_restart(
    runtime: Runtime, database_url: str
) -> None:
    person = await a_person(runtime)
    app, codes = await with_second_factor(runtime, person)
    seat = await half_seat(runtime)
    async with open_runtime(runtime.settings, database_url) as other:
        for n in range(CODE.burst):
            with pytest.raises(Unauthenticated):
                await own_entry.prove(other if n % 2 else runtime, seat, "000000")
        # The right code must wait too, or the guesser would be told which one it is.
        for answer in (app.code(time.time()), codes[0]):
            with pytest.raises(TooMany) as refused:
                await own_entry.prove(other, seat, answer)
    assert 0 < refused.value.retry_after_s <= CODE.each.total_seconds()
    async with open_runtime(runtime.settings, database_url) as again:
        with pytest.raises(TooMany):
            await own_entry.prove(again, seat, app.code(time.time()))
    async with visiting(runtime) as browser:
        await browser.sign_in()
        page = await browser.post("/review/code", answer="000000")
        assert page.status_code == 429
        assert int(page.headers["retry-after"]) > 0
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update throttles set free_at = free_at - interval '10 min'")
    await own_entry.prove(runtime, seat, codes[0])


async def test_an_operator_resets_a_lost_one(runtime: Runtime) -> None:
    person = await a_person(runtime)
    await with_second_factor(runtime, person)
    seat = await half_seat(runtime)
    await reset(runtime, Door.REVIEW, "Thiri", who="reviewer:Kyaw")
    with pytest.raises(Conflict):
        await reset(runtime, Door.REVIEW, "Thiri")
    with pytest.raises(Unknown):
        await reset(runtime, Door.REVIEW, "Nobody")
    async with runtime.store.transaction() as tx:
        assert await tx.sessions.of_person(person.id, seat.now) == []
        assert await tx.second_factors.recovery_codes_left(person.id) == 0
    token, _ = await sign_in(runtime, "Thiri", PASSWORD, address="home")
    assert await seat_of(runtime, token) is not None
    events = [(event.who, event.what, event.on_what) for event in await every_act(runtime)]
    assert events[-1] == ("reviewer:Kyaw", "second-factor.reset", "reviewer:Thiri")


@pytest.mark.parametrize(
    ("settings", "needed"),
    [
        ({}, [Role.LEAD, Role.OPERATOR, Role.CUSTODIAN, MemberRole.COORDINATOR]),
        ({"second_factor": "required"}, [*Role, *MemberRole]),
        ({"second_factor": "off"}, []),
        ({"public_url": "https://moderation.example"}, [*Role, *MemberRole]),
        (
            {"public_url": "https://moderation.example", "second_factor": "optional"},
            [Role.LEAD, Role.OPERATOR, Role.CUSTODIAN, MemberRole.COORDINATOR],
        ),
    ],
)
async def test_who_needs_one(
    runtime: Runtime, settings: dict[str, Any], needed: list[Role | MemberRole]
) -> None:
    await add_organisation(runtime)
    people = {role: await a_person(runtime, role, role) for role in Role}
    members = {role: await a_member(runtime, f"lab/{role}", role) for role in MemberRole}
    made = Settings(**settings)
    found = [role for role, one in (people | members).items() if needs_second_factor(made, one)]
    assert found == needed


def test_over_https_nobody_can_be_let_in_by_a_password_alone() -> None:
    with pytest.raises(Invalid) as refused:
        Settings(public_url="https://moderation.example", second_factor="off")
    assert refused.value.faults[0].where == "ANSWERABLE_SECOND_FACTOR"


async def test_a_secret_moved_to_another_persons_row_does_not_open(runtime: Runtime) -> None:
    """As somebody might who can write to the database, and has a telephone of their own."""
    app, _ = await with_second_factor(runtime, await a_person(runtime, "Mallory"))
    victim = await a_person(runtime)
    await with_second_factor(runtime, victim)
    seat = await half_seat(runtime)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            """update second_factors set last_step = 0, totp_sealed =
               (select f.totp_sealed from second_factors f join reviewers r on r.id = f.person_id
                where r.name = 'Mallory')"""
        )
    with pytest.raises(Exception, match="does not open"):
        await own_entry.prove(runtime, seat, app.code(time.time()))


async def test_members_come_in_by_their_own_door_alone(runtime: Runtime) -> None:
    await add_organisation(runtime)
    await a_person(runtime)
    member = await a_member(runtime, "lab/Aye")
    token, session = await sign_in(runtime, "lab/Aye", PASSWORD, address="a", door=Door.PARTNER)
    assert (session.member_id, session.reviewer_id) == (member.id, None)
    seat = await partner_seat_of(runtime, token)
    assert seat is not None
    assert (seat.organisation_id, seat.who) == ("lab", f"member:{member.id}")
    assert await seat_of(runtime, token) is None
    reviewers, _ = await sign_in(runtime, "Thiri", PASSWORD, address="a")
    assert await partner_seat_of(runtime, reviewers) is None
    with pytest.raises(Unauthenticated):
        await sign_in(runtime, "lab/Aye", PASSWORD, address="a")
    with pytest.raises(Unauthenticated):
        await sign_in(runtime, "Thiri", PASSWORD, address="a", door=Door.PARTNER)


async def test_what_does_great_harm_asks_for_a_fresh_proof(runtime: Runtime) -> None:
    person = await a_person(runtime)
    app, _ = await with_second_factor(runtime, person)
    async with visiting(runtime) as browser:
        await browser.sign_in()
        await browser.post("/review/code", answer=app.code(time.time()))
        assert (await browser.get("/review/second-factor")).url.path == "/review/second-factor"
        async with runtime.store.transaction() as tx:
            await tx.connection.execute("update sessions set proved_at = proved_at - interval '6 min'")
            await tx.connection.execute("update second_factors set last_step = 0")
        asked = await browser.get("/review/second-factor")
        assert (asked.url.path, asked.url.query) == ("/review/prove", b"next=/review/second-factor")
        assert (await browser.post("/review/me/recovery-codes")).url.path == "/review/prove"
        asked = await browser.get("/review/prove?next=/review/second-factor")
        wrong = await browser.post("/review/prove", answer="000000", next="/review/second-factor")
        assert wrong.status_code == 401
        code = pyotp.TOTP(app.secret).now()
        done = await browser.post("/review/prove", answer=code, next="/review/second-factor")
        assert done.url.path == "/review/second-factor"
    async with visiting(runtime, follow=False) as browser:
        for elsewhere in ("https://evil.example", "//evil.example", "/partner", "/review/../x", "/reviewers"):
            await reset_factor(runtime)
            await browser.sign_in()
            await browser.get("/review/me")
            done = await browser.post("/review/prove", answer=PASSWORD, next=elsewhere)
            assert done.headers["location"] == "/review"


async def reset_factor(runtime: Runtime) -> None:
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("delete from second_factors")


async def test_without_one_the_password_is_the_proof(runtime: Runtime) -> None:
    await a_person(runtime)
    token, _ = await sign_in(runtime, "Thiri", PASSWORD, address="a")
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update sessions set proved_at = proved_at - interval '6 min'")
    seat = await seat_of(runtime, token)
    assert seat is not None
    assert seat.awaits is None
    with pytest.raises(NotFresh):
        seat.must_be_fresh()
    with pytest.raises(Unauthenticated):
        await own_entry.prove(runtime, seat, "wrong")
    fresh = await seat_of(runtime, await own_entry.prove(runtime, seat, PASSWORD))
    assert fresh is not None
    fresh.must_be_fresh()
    assert await seat_of(runtime, token) is None


async def test_a_half_session_waits_ten_minutes_at_most(runtime: Runtime) -> None:
    await with_second_factor(runtime, await a_person(runtime))
    seat = await half_seat(runtime)
    assert seat.awaits is Awaited.CODE
    assert (seat.session.expires_at - seat.session.created_at).total_seconds() == 600
