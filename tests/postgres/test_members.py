"""Organisations and their members: who may do what, and that it holds at once."""

from __future__ import annotations

from typing import Any

import pytest

from answerable.errors import Conflict, Forbidden, Invalid, Refused, Unauthenticated, Unknown
from answerable.flow.doors import members as people
from answerable.flow.doors.audit import every_act
from answerable.flow.doors.keys import authenticating
from answerable.flow.doors.organisation_keys import issue_own_key, organisation_keys, revoke_own_key
from answerable.flow.doors.organisations import add_organisation, organisation, set_consent, set_places
from answerable.flow.doors.sessions import begin
from answerable.flow.runtime import Runtime
from answerable.records.member import Member, MemberRole
from answerable.vocabulary import Scope
from tests.desk_world import a_member
from tests.world import add_platform, all_at_once, count

PASSWORD = "correct horse battery"
READ = (Scope.INCIDENTS_READ,)


async def lab(runtime: Runtime, organisation_id: str = "lab") -> tuple[Member, Member]:
    """A coordinator and an analyst of an organisation."""
    await add_organisation(runtime, organisation_id)
    first = await a_member(runtime, organisation_id)
    return first, await a_member(runtime, organisation_id, "Min", MemberRole.ANALYST)


async def sign_in(runtime: Runtime, member: Member) -> None:
    async with runtime.store.transaction() as tx:
        await begin(runtime, tx, member, await tx.sessions.wall_clock())


async def test_a_member_is_named_within_their_organisation(runtime: Runtime) -> None:
    """The same name in two organisations is two people, and neither learns of the other."""
    su, _ = await lab(runtime)
    other, _ = await lab(runtime, "watch")
    assert (su.name, su.called) == ("lab/Su", "Su")
    assert (other.name, other.called) == ("watch/Su", "Su")
    with pytest.raises(Conflict):
        await people.add_member(runtime, "lab", " Su ", PASSWORD, by=su)
    assert [one.called for one in await people.members(runtime, "lab")] == ["Min", "Su"]


@pytest.mark.parametrize(
    ("name", "password", "language"),
    [("a/b", PASSWORD, "my"), (" ", PASSWORD, "my"), ("Aye", "short", "my"), ("Aye", PASSWORD, "shn")],
)
async def test_what_no_member_can_be_is_refused(
    runtime: Runtime, name: str, password: str, language: str
) -> None:
    await add_organisation(runtime, "lab")
    with pytest.raises(Invalid):
        await people.add_member(runtime, "lab", name, password, language=language)
    assert await count(runtime, "members") == 0


async def test_a_disabled_member_is_out_at_once_and_may_do_nothing(runtime: Runtime) -> None:
    su, minn = await lab(runtime)
    await sign_in(runtime, minn)
    await people.set_role(runtime, "lab", "Min", MemberRole.COORDINATOR, by=su)
    assert await count(runtime, "sessions") == 0
    await sign_in(runtime, minn)
    gone = await people.disable(runtime, "lab", "Min", by=su)
    assert gone.disabled_at is not None
    assert await count(runtime, "sessions") == 0
    with pytest.raises(Forbidden):
        await people.add_member(runtime, "lab", "Aye", PASSWORD, by=minn)
    async with runtime.store.transaction() as tx:
        with pytest.raises(Forbidden):
            await people.check_speaker(tx, people.by_member(minn))


async def test_a_new_password_ends_the_sessions_of_the_old(runtime: Runtime) -> None:
    su, minn = await lab(runtime)
    await sign_in(runtime, minn)
    await people.set_password(runtime, "lab", "lab/Min", "another long password", by=su)
    assert await count(runtime, "sessions") == 0


async def test_an_analyst_sees_to_nobody(runtime: Runtime) -> None:
    await add_platform(runtime)
    su, minn = await lab(runtime)
    steps: list[Any] = [
        people.add_member(runtime, "lab", "Aye", PASSWORD, by=minn),
        people.disable(runtime, "lab", "Su", by=minn),
        people.set_role(runtime, "lab", "Su", MemberRole.ANALYST, by=minn),
        people.set_password(runtime, "lab", "Su", PASSWORD, by=minn),
        set_consent(runtime, "lab", named=True, by=minn),
        set_places(runtime, "lab", countries=("MM",), languages=(), by=minn),
        organisation_keys(runtime, minn),
        issue_own_key(runtime, minn, "messenger", READ),
        revoke_own_key(runtime, minn, su.id),
    ]
    for step in steps:
        with pytest.raises(Forbidden):
            await step
    assert await count(runtime, "members") == 2
    assert not (await organisation(runtime, "lab")).consent_to_be_named


async def test_a_coordinator_sees_to_no_other_organisation(runtime: Runtime) -> None:
    await add_platform(runtime)
    su, _ = await lab(runtime)
    other, _ = await lab(runtime, "watch")
    _, key = await issue_own_key(runtime, other, "messenger", READ)
    steps: list[Any] = [
        people.add_member(runtime, "watch", "Aye", PASSWORD, by=su),
        people.disable(runtime, "watch", "Min", by=su),
        people.disable(runtime, "lab", "watch/Min", by=su),
        set_consent(runtime, "watch", named=True, by=su),
        revoke_own_key(runtime, su, key.id),
    ]
    for step in steps:
        with pytest.raises((Forbidden, Unknown)):
            await step
    assert await organisation_keys(runtime, su) == []
    assert [one.id for one in await organisation_keys(runtime, other)] == [key.id]


async def test_of_two_coordinators_who_act_on_each_other_one_is_first(runtime: Runtime) -> None:
    su, _ = await lab(runtime)
    aye = await a_member(runtime, "lab", "Aye")
    results = await all_at_once(
        people.disable(runtime, "lab", "Aye", by=su), people.disable(runtime, "lab", "Su", by=aye)
    )
    assert sorted(type(one) for one in results if isinstance(one, Refused)) == [Forbidden]
    with pytest.raises(Conflict):
        await people.disable(runtime, "lab", "Su", by=su)


async def test_a_coordinator_issues_and_revokes_the_organisations_keys(runtime: Runtime) -> None:
    await add_platform(runtime)
    su, _ = await lab(runtime)
    secret, key = await issue_own_key(runtime, su, "messenger", READ, label="notebook")
    assert (await authenticating(runtime)(secret)).organisation_id == "lab"
    with pytest.raises(Invalid):
        await issue_own_key(runtime, su, "messenger", (Scope.CASES_READ,))
    await revoke_own_key(runtime, su, key.id)
    with pytest.raises(Unauthenticated):
        await authenticating(runtime)(secret)
    with pytest.raises(Unknown):
        await revoke_own_key(runtime, su, key.id)


async def test_the_audit_names_members_by_number(runtime: Runtime) -> None:
    """A member's name is their own organisation's, and administrators of the server read the audit."""
    su, _ = await lab(runtime)
    aye = await people.add_member(runtime, "lab", "Aye", PASSWORD, by=su)
    await set_consent(runtime, "lab", named=True, by=su)
    await set_places(runtime, "lab", countries=("MM", "MM"), languages=("my-MM", "shn"), by=su)
    acts = await every_act(runtime)
    assert [(one.what, one.who.partition(":")[0]) for one in acts] == [
        ("organisation.add", "system"),
        ("member.add", "member"),
        ("organisation.consent", "member"),
        ("organisation.languages", "member"),
    ]
    assert acts[1].on_what == f"lab: {aye.id} analyst"
    assert acts[2].who == f"member:{su.id}"
    found = await organisation(runtime, "lab")
    assert (found.consent_to_be_named, found.countries, found.languages) == (True, ("MM",), ("my", "shn"))
