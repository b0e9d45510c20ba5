"""An organisation at its desk, for tests: its people, an incident, and what goes into it."""

from __future__ import annotations

from uuid import UUID

from answerable.flow.doors import members as people
from answerable.flow.doors.organisations import add_organisation
from answerable.flow.partners.incidents import open_incident
from answerable.flow.partners.report_incident import Choices, Put, put_batch
from answerable.flow.receive import receive_items
from answerable.flow.runtime import Runtime
from answerable.intake.incident_lines import Form, read_incident_lines
from answerable.records.incident import Incident
from answerable.records.member import Member, MemberRole, Speaker
from tests.world import add_platform, an_item

PASSWORD = "correct horse battery"
AREA = {"area": "false_information"}


async def a_member(
    runtime: Runtime,
    organisation_id: str = "lab",
    name: str = "Su",
    role: MemberRole = MemberRole.COORDINATOR,
) -> Member:
    """A member without a password that holds: hashing one takes long, and few tests sign in."""
    async with runtime.store.transaction() as tx:
        member = Member(
            id=runtime.new_id(tx.at),
            organisation_id=organisation_id,
            name=f"{organisation_id}/{name}",
            password_hash="none",
            role=role,
            created_at=tx.at,
        )
        await tx.members.add(member)
        return member


async def a_desk(runtime: Runtime, organisation_id: str = "lab") -> Speaker:
    """Somebody of an organisation."""
    await add_organisation(runtime, organisation_id, organisation_id.title())
    return people.by_member(await a_member(runtime, organisation_id))


async def an_incident(
    runtime: Runtime, *, items: int = 3, title: str = "Chain letters"
) -> tuple[Speaker, Incident]:
    """A platform with items m1, m2, ...; and an incident of a new organisation, which is still empty."""
    await add_platform(runtime)
    await receive_items(runtime, [an_item(f"m{number}") for number in range(1, items + 1)])
    speaker = await a_desk(runtime)
    return speaker, await open_incident(runtime, speaker, title, platform_id="messenger")


async def pasted(
    runtime: Runtime,
    speaker: Speaker,
    incident_id: UUID,
    text: str,
    choices: Choices | None = None,
    *,
    key: str | None = None,
) -> Put:
    """What somebody pastes, put into an incident."""
    read = read_incident_lines(text.encode(), Form.PASTE, AREA)
    return await put_batch(runtime, speaker, incident_id, list(read.lines), choices or Choices(), key=key)
