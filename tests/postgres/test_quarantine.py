"""Media that it may be illegal to hold: out of every sight at once; two custodians decide what becomes of them."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from answerable.errors import Conflict, Forbidden, Invalid, Tampered, Unavailable, Unknown
from answerable.flow import receive
from answerable.flow.custody import quarantine
from answerable.flow.custody.media import open_media
from answerable.flow.custody.voice_note import looked_at
from answerable.flow.doors.reviewers import set_roles
from answerable.flow.runtime import Runtime
from answerable.keys.envelope import read_certificate, seal_for
from answerable.records.quarantine import Ending, Wish
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import PolicyArea, Role
from tests import sounds
from tests.doors import a_person, visiting
from tests.pictures import PNG
from tests.postgres.test_access import seat
from tests.postgres.test_media import Place, house, kept, place, with_media, work
from tests.world import a_report, an_item, count

__all__ = ["house", "place"]

VOICE = sounds.ogg(1)


class Held:
    """A case about a child with a picture and a voice note, and the people around it."""

    def __init__(
        self, runtime: Runtime, case_id: UUID, files: dict[str, UUID], people: dict[str, Reviewer]
    ) -> None:
        self.runtime, self.case_id, self.people = runtime, case_id, people
        self.picture, self.voice = files["item"], files["voice"]

    async def mark(self, media_id: UUID | None = None, by: str = "reader") -> None:
        await quarantine.mark(
            self.runtime, self.people[by], self.case_id, media_id or self.picture, "a child is shown"
        )

    async def the_one(self) -> quarantine.QuarantineLine:
        [line] = await quarantine.lines(self.runtime, self.people["first"])
        return line

    async def ask(self, what: Wish, certificate: str = "") -> UUID:
        line = await self.the_one()
        return await quarantine.ask(
            self.runtime,
            self.people["first"],
            line.one.id,
            what=what,
            reason="as agreed",
            certificate=certificate,
        )


@pytest.fixture
async def held(house: Runtime, place: Place) -> Held:
    note = await looked_at(house, VOICE)
    receipt = await with_media(house, place.address(), area=PolicyArea.CHILD_SAFETY, voice=note)
    await work(house)
    roles = {"reader": Role.REVIEWER, "lead": Role.LEAD, "first": Role.CUSTODIAN, "second": Role.CUSTODIAN}
    people = {name: await a_person(house, name, role) for name, role in roles.items()}
    files = {str(one.kind): one.id for one in await kept(house)}
    return Held(house, receipt.report.case_id, files, people)


async def bodies(runtime: Runtime) -> str:
    """Every byte of every table, as a dump would hold it."""
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(
            """select table_name from information_schema.tables
               where table_schema = 'public' and table_type = 'BASE TABLE'"""
        )
        tables = [row[0] for row in await cursor.fetchall()]
        texts = []
        for table in tables:
            rows = await (await tx.connection.execute(f"select t::text from {table} t")).fetchall()
            texts += [row[0] for row in rows]
    return "\n".join(texts)


@pytest.mark.parametrize("which", ["picture", "voice"])
async def test_what_is_marked_is_shown_to_nobody_from_that_moment(held: Held, which: str) -> None:
    media_id = getattr(held, which)
    assert (await open_media(held.runtime, held.people["reader"], held.case_id, media_id)).content in (
        PNG,
        VOICE,
    )
    await held.mark(media_id)
    for person in ("reader", "lead"):
        with pytest.raises(Unknown):
            await open_media(held.runtime, held.people[person], held.case_id, media_id)
    line = await held.the_one()
    assert (line.one.size, line.one.sha256) == {
        "picture": (len(PNG), sha256(PNG).digest()),
        "voice": (len(VOICE), sha256(VOICE).digest()),
    }[which]
    assert (line.marked_by, line.reason) == ("reader", "a child is shown")


async def test_the_ordinary_keys_do_not_open_it(held: Held) -> None:
    await held.mark()
    async with held.runtime.store.transaction() as tx:
        line = await held.the_one()
        one = await tx.quarantine.lock(line.one.id)
    assert one is not None
    assert one.body is not None
    with pytest.raises((Tampered, Unavailable)):
        held.runtime.keyring.open(one.body, quarantine.BODY_PURPOSE, str(one.id))
    opened = quarantine.quarantine_keys(held.runtime).open(one.body, quarantine.BODY_PURPOSE, str(one.id))
    assert opened == PNG
    key = held.runtime.settings.data / "keys" / "quarantine" / "keys.json"
    assert key.stat().st_mode & 0o077 == 0


async def test_every_copy_goes_and_the_same_bytes_are_not_taken_in_again(held: Held, place: Place) -> None:
    await receive.receive_report(held.runtime, a_report("conversation:family", messages=("m1",)))
    await work(held.runtime)
    assert sum(one.body_sealed is not None for one in await kept(held.runtime)) == 3
    await held.mark()
    assert [one.kind for one in await kept(held.runtime) if one.body_sealed is not None] == ["voice"]
    await receive.receive_report(held.runtime, a_report("account:ko-aung"))
    await receive.receive_items(held.runtime, [an_item("m9", media=(place.address("/again.png"),))])
    await receive.receive_report(held.runtime, a_report("item:m9"))
    await work(held.runtime)
    again = next(one for one in await kept(held.runtime) if one.item_id == "m9")
    assert (again.refused, again.body_sealed, again.sha256) == ("known", None, sha256(PNG).digest())


async def test_who_may_mark(held: Held) -> None:
    """Whoever reviews a case about a child; of other cases a lead alone; nobody without a reason, or from elsewhere."""
    async with held.runtime.store.transaction() as tx:
        await tx.connection.execute("update cases set area = 'threat', severity = 4")
    with pytest.raises(Forbidden):
        await held.mark(by="reader")
    with pytest.raises(Forbidden):
        await held.mark(by="first")
    with pytest.raises(Invalid):
        await quarantine.mark(held.runtime, held.people["lead"], held.case_id, held.picture, "  ")
    with pytest.raises(Unknown):
        await quarantine.mark(held.runtime, held.people["lead"], held.case_id, held.case_id, "why")
    await held.mark(by="lead")
    with pytest.raises(Conflict):
        await held.mark(by="lead")


async def test_one_custodian_alone_can_do_nothing_with_it(held: Held) -> None:
    await held.mark()
    request = await held.ask(Wish.DESTROY)
    with pytest.raises(Forbidden):
        await quarantine.respond(held.runtime, held.people["first"], request, approve=True)
    for nobody in ("reader", "lead"):
        with pytest.raises(Forbidden):
            await quarantine.respond(held.runtime, held.people[nobody], request, approve=True)
        with pytest.raises(Forbidden):
            await quarantine.lines(held.runtime, held.people[nobody])
    with pytest.raises(Conflict):
        await held.ask(Wish.RETURN)
    assert (await held.the_one()).one.ended_as is None


async def test_a_second_custodian_who_was_made_for_it_approves_nothing(held: Held) -> None:
    await held.mark()
    request = await held.ask(Wish.DESTROY)
    made = await a_person(held.runtime, "made", Role.CUSTODIAN)
    with pytest.raises(Forbidden, match="added after the request"):
        await quarantine.respond(held.runtime, made, request, approve=True)
    await set_roles(held.runtime, "first", (Role.REVIEWER,))
    with pytest.raises(Conflict, match="custodian no longer"):
        await quarantine.respond(held.runtime, held.people["second"], request, approve=True)
    assert (await quarantine.lines(held.runtime, made))[0].one.ended_as is None


async def test_two_destroy_it_and_what_is_known_stays(held: Held) -> None:
    await held.mark()
    request = await held.ask(Wish.DESTROY)
    await quarantine.respond(held.runtime, held.people["second"], request, approve=True)
    line = await held.the_one()
    assert (line.one.ended_as, line.one.sha256) == (Ending.DESTROYED, sha256(PNG).digest())
    async with held.runtime.store.transaction() as tx:
        row = await (
            await tx.connection.execute("select count(*) from quarantine where body is not null")
        ).fetchone()
    assert row == (0,)
    for late in (True, False):
        with pytest.raises(Conflict):
            await quarantine.respond(held.runtime, held.people["second"], request, approve=late)


async def test_what_was_marked_by_mistake_is_put_back(held: Held) -> None:
    await held.mark()
    await held.mark(held.voice)
    for line in await quarantine.lines(held.runtime, held.people["first"]):
        request = await quarantine.ask(
            held.runtime, held.people["first"], line.one.id, what=Wish.RETURN, reason="it is a drawing"
        )
        await quarantine.respond(held.runtime, held.people["second"], request, approve=True)
    for media_id, content in ((held.picture, PNG), (held.voice, VOICE)):
        assert (
            await open_media(held.runtime, held.people["reader"], held.case_id, media_id)
        ).content == content
    await held.mark()
    assert len(await quarantine.lines(held.runtime, held.people["first"])) == 3, "it can be marked again"


async def test_a_refused_or_old_request_does_nothing(held: Held) -> None:
    await held.mark()
    request = await held.ask(Wish.DESTROY)
    await quarantine.respond(held.runtime, held.people["second"], request, approve=False)
    assert (await held.the_one()).one.ended_as is None
    old = await held.ask(Wish.DESTROY)
    async with held.runtime.store.transaction() as tx:
        await tx.connection.execute(
            "update quarantine_steps set at = at - interval '8 days' where id = %s", [old]
        )
    with pytest.raises(Conflict):
        await quarantine.respond(held.runtime, held.people["second"], old, approve=True)
    await held.ask(Wish.RETURN)


async def test_an_authority_gets_a_file_that_only_its_key_opens(held: Held, tmp_path: Path) -> None:
    pem, key = certificate()
    await held.mark()
    request = await held.ask(Wish.RELEASE, pem)
    with pytest.raises(Unknown):
        await quarantine.released_file(held.runtime, held.people["first"], request)
    await quarantine.respond(held.runtime, held.people["second"], request, approve=True)
    file = await quarantine.released_file(held.runtime, held.people["first"], request)
    assert PNG not in file
    loaded = x509.load_pem_x509_certificate(pem.encode())
    assert pkcs7.pkcs7_decrypt_der(file, loaded, key, []) == PNG
    assert (await held.the_one()).one.ended_as is None, "the law may ask to keep it all the same"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl on this computer")
def test_the_authority_needs_nothing_but_openssl(tmp_path: Path) -> None:
    pem, key = certificate()
    (tmp_path / "file.p7m").write_bytes(seal_for(read_certificate(pem), PNG))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "key.pem").write_bytes(private)
    command = ["openssl", "cms", "-decrypt", "-inform", "DER", "-in", "file.p7m", "-inkey", "key.pem"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout == PNG


@pytest.mark.parametrize("kind", ["nothing", "words", "small", "elliptic"])
async def test_a_certificate_that_no_file_can_be_sealed_for_is_refused(held: Held, kind: str) -> None:
    await held.mark()
    given = {"nothing": "", "words": "-----BEGIN CERTIFICATE-----\nnothing", "small": "", "elliptic": ""}[
        kind
    ]
    if kind == "elliptic":
        given, _ = certificate(ec.generate_private_key(ec.SECP256R1()))
    if kind == "small":
        given, _ = certificate(rsa.generate_private_key(65_537, 1_024))
    with pytest.raises(Invalid):
        await held.ask(Wish.RELEASE, given)
    assert await count(held.runtime, "quarantine_steps") == 0


async def test_after_its_time_it_is_destroyed(held: Held) -> None:
    await held.mark()
    assert await quarantine.destroy_lapsed(held.runtime) == 0
    async with held.runtime.store.transaction() as tx:
        await tx.connection.execute("update quarantine set keep_until = now() - interval '1 second'")
    assert await quarantine.destroy_lapsed(held.runtime) == 1
    assert (await held.the_one()).one.ended_as is Ending.EXPIRED


async def test_every_step_stands_in_the_audit_and_no_reason_does(held: Held) -> None:
    await held.mark()
    request = await held.ask(Wish.DESTROY)
    await quarantine.respond(held.runtime, held.people["second"], request, approve=True)
    async with held.runtime.store.transaction() as tx:
        events = await tx.admin_events.all()
    found = [(one.who, one.what) for one in events if one.what.startswith(("media.", "quarantine."))]
    assert found == [
        ("reader", "media.quarantine"), ("first", "quarantine.ask-destroy"), ("second", "quarantine.approve-destroy"),
    ]  # fmt: skip
    everything = await bodies(held.runtime)
    assert "a child is shown" not in everything
    assert "as agreed" not in everything
    assert PNG.hex() not in everything


async def test_the_custodians_page_shows_what_is_known_and_does_what_two_decide(held: Held) -> None:
    await held.mark()
    async with visiting(held.runtime) as browser:
        await seat(held.runtime, browser, held.people["first"])
        page = (await browser.get("/review/quarantine")).text
        assert sha256(PNG).hexdigest() in page
        assert "<img" not in page
        line = await held.the_one()
        wrong = await browser.post(
            f"/review/quarantine/{line.one.id}", what="release", reason="x", certificate="no"
        )
        assert (wrong.status_code, "This is not a certificate" in wrong.text) == (422, True)
        asked = await browser.post(f"/review/quarantine/{line.one.id}", what="destroy", reason="as agreed")
        assert "waits for another custodian" in asked.text
        assert ">Approve<" not in asked.text, "who asked cannot approve"
        request = (await held.the_one()).requests[0].asked.id
        alone = await browser.post(f"/review/quarantine/requests/{request}", answer="approve")
        assert alone.status_code == 403
        await seat(held.runtime, browser, held.people["second"])
        await browser.get("/review/quarantine")
        done = await browser.post(f"/review/quarantine/requests/{request}", answer="approve")
        assert "Destroyed" in done.text


async def test_a_reviewer_marks_from_the_case_and_sees_that_it_is_done(held: Held) -> None:
    async with visiting(held.runtime) as browser:
        await seat(held.runtime, browser, held.people["reader"])
        page = (await browser.get(f"/review/cases/{held.case_id}")).text
        assert "Put it in quarantine" in page
        base = f"/review/cases/{held.case_id}/media/{held.picture}"
        assert (await browser.http.get(base)).content == PNG
        done = await browser.post(f"{base}/quarantine", reason="a child is shown")
        assert "In quarantine" in done.text
        gone = await browser.http.get(base)
        assert (gone.status_code, PNG in gone.content) == (404, False)


def certificate(key: Any = None) -> tuple[str, Any]:
    """An authority's, signed by itself."""
    key = key or rsa.generate_private_key(65_537, 2_048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode(), key
