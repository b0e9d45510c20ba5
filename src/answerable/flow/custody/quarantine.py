"""Quarantine: what may be illegal to hold is out of every sight at once; what becomes of it takes two custodians.

The bytes leave `media` and are sealed under a key that opens nothing else. What is known about them stays: hash, size,
time, who and why. Whoever marks something by mistake, or to hide it, stands in the audit, and it can be put back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from answerable.cases.openings import may_open
from answerable.db.tx import Tx
from answerable.errors import Conflict, Forbidden, Invalid, Unknown
from answerable.flow.custody.media import seen_case
from answerable.flow.custody.voice_note import PURPOSE
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.keys.envelope import read_certificate, seal_for
from answerable.keys.keyring import Keyring, open_keyring
from answerable.records.media import Media
from answerable.records.quarantine import Ending, QuarantineAct, Quarantined, QuarantineStep, Wish
from answerable.records.reviewer import Reviewer
from answerable.records.sealed import body_digest
from answerable.vocabulary import PolicyArea, Role

REASON_PURPOSE = "quarantine reason"
BODY_PURPOSE = "quarantine"
REASON_MAX = 1_000
CERTIFICATE_MAX = 20_000
SHOWN_MOST = 500
LAPSED_MOST = 100
OPEN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """A request of one custodian, and what was said to it. `open` while it waits for an answer."""

    asked: QuarantineStep
    answered: QuarantineStep | None
    reason: str
    by: str
    open: bool


@dataclass(frozen=True)
class QuarantineLine:
    """What custodians see of one: everything but its content."""

    one: Quarantined
    marked_by: str
    reason: str
    requests: list[Asked]

    @property
    def waits(self) -> bool:
        return any(request.open for request in self.requests)


def may_mark(reviewer: Reviewer, area: PolicyArea) -> bool:
    """A lead may, and in a case about children whoever reviews it."""
    return Role.LEAD in reviewer.roles or area == PolicyArea.CHILD_SAFETY


async def mark(runtime: Runtime, reviewer: Reviewer, case_id: UUID, media_id: UUID, reason: str) -> None:
    """Put a file of a case in quarantine, with every copy of it that is kept here. Raises Forbidden, Unknown, Invalid
    without a reason, Conflict where there is nothing (any more) to put there."""
    said = _said(reason)
    keys = quarantine_keys(runtime)
    async with runtime.store.transaction() as tx:
        case = await seen_case(tx, reviewer, case_id)
        if not may_mark(reviewer, case.area):
            raise Forbidden("a lead puts media in quarantine, or who reviews a case about a child")
        media = await tx.media.get(media_id)
        if media is None or media.case_id != case_id:
            raise Unknown("there is no such file in this case", where="media")
        copies = [one for one in await tx.media.lock_copies(media) if one.body_sealed is not None]
        if not copies:
            raise Conflict(
                "it is in quarantine already, or nothing of it is kept", mend="load the case again"
            )
        for one in copies:
            await _move(runtime, tx, keys, reviewer, media=one, reason=said)
        await note_act(tx, reviewer.name, "media.quarantine", str(media_id))


async def lines(runtime: Runtime, custodian: Reviewer) -> list[QuarantineLine]:
    """What is in quarantine and what was, newest first."""
    _must_be_custodian(custodian)
    async with runtime.store.transaction() as tx:
        found = await tx.quarantine.all(most=SHOWN_MOST)
        steps = await tx.quarantine.steps()
        ids = {one.marked_by for one in found} | {step.reviewer_id for step in steps}
        people = [person for one in ids if (person := await tx.reviewers.get(one)) is not None]
        names = {person.id: person.name for person in people}
        return [
            QuarantineLine(
                one=one,
                marked_by=names.get(one.marked_by, ""),
                reason=_words(runtime, one.reason_sealed, one.id),
                requests=_requests(
                    runtime, tx, [step for step in steps if step.quarantine_id == one.id], names
                ),
            )
            for one in found
        ]


async def ask(
    runtime: Runtime,
    custodian: Reviewer,
    quarantine_id: UUID,
    *,
    what: Wish,
    reason: str,
    certificate: str = "",
) -> UUID:
    """Ask for what another custodian must approve; return the request's id. A release names whom it is sealed for."""
    _must_be_custodian(custodian)
    said, pem = _said(reason), certificate.strip()[:CERTIFICATE_MAX]
    if what == Wish.RELEASE:
        read_certificate(pem)
    async with runtime.store.transaction() as tx:
        one = await _locked(tx, quarantine_id)
        if any(request.open for request in _requests(runtime, tx, await tx.quarantine.steps(one.id), {})):
            raise Conflict("something was asked about it that waits for an answer", mend="answer that first")
        request_id = runtime.new_id(tx.at)
        step = QuarantineStep(
            id=request_id,
            quarantine_id=one.id,
            request_id=request_id,
            step=QuarantineAct.ASKED,
            what=what,
            reviewer_id=custodian.id,
            at=tx.at,
            reason_sealed=runtime.keyring.seal(said.encode(), REASON_PURPOSE, str(request_id)),
            certificate=pem if what == Wish.RELEASE else None,
        )
        await tx.quarantine.add_step(step)
        await note_act(tx, custodian.name, f"quarantine.ask-{what}", str(one.id))
    return request_id


async def respond(runtime: Runtime, custodian: Reviewer, request_id: UUID, *, approve: bool) -> None:
    """Approve or refuse what was asked for; what is approved is done in the same commit. Raises Forbidden for who asked
    themselves: they can refuse it, not approve it; and for who was added after it was asked, or else one person could
    make the other. Raises Conflict where whoever asked is a custodian no longer."""
    _must_be_custodian(custodian)
    keys = quarantine_keys(runtime)
    async with runtime.store.transaction() as tx:
        asked = await tx.quarantine.step(request_id, QuarantineAct.ASKED)
        if asked is None:
            raise Unknown("nobody asked for this", where="request")
        one = await _locked(tx, asked.quarantine_id)
        _must_be_open(runtime, tx, await tx.quarantine.steps(one.id), request_id)
        if approve:
            _check_second(asked, await tx.reviewers.get(asked.reviewer_id), custodian)
        step = QuarantineStep(
            id=runtime.new_id(tx.at),
            quarantine_id=one.id,
            request_id=request_id,
            step=QuarantineAct.APPROVED if approve else QuarantineAct.REFUSED,
            what=asked.what,
            reviewer_id=custodian.id,
            at=tx.at,
            file=await _do(runtime, tx, keys, one, asked) if approve else None,
        )
        await tx.quarantine.add_step(step)
        verb = "approve" if approve else "refuse"
        await note_act(tx, custodian.name, f"quarantine.{verb}-{asked.what}", str(one.id))


async def released_file(runtime: Runtime, custodian: Reviewer, request_id: UUID) -> bytes:
    """The file for an authority, which only its key opens; each time it is taken is noted."""
    _must_be_custodian(custodian)
    async with runtime.store.transaction() as tx:
        step = await tx.quarantine.step(request_id, QuarantineAct.APPROVED)
        if step is None or step.file is None:
            raise Unknown("there is no such file", where="request")
        await note_act(tx, custodian.name, "quarantine.take-file", str(request_id))
    return step.file


async def destroy_lapsed(runtime: Runtime) -> int:
    """Destroy what was kept as long as the law asks; return how many."""
    async with runtime.store.transaction() as tx:
        found = await tx.quarantine.lapsed(tx.at, most=LAPSED_MOST)
        for one in found:
            await tx.quarantine.end(one, Ending.EXPIRED, tx.at)
            await note_act(tx, None, "quarantine.expire", str(one))
    return len(found)


def quarantine_keys(runtime: Runtime) -> Keyring:
    """The key of the quarantine, in a folder of its own. It opens nothing else."""
    return open_keyring(runtime.settings.data / "keys" / "quarantine")


async def _move(
    runtime: Runtime, tx: Tx, keys: Keyring, reviewer: Reviewer, *, media: Media, reason: str
) -> None:
    content = runtime.keyring.open(media.body_sealed or b"", PURPOSE, str(media.id))
    quarantine_id = runtime.new_id(tx.at)
    await tx.quarantine.add(
        Quarantined(
            id=quarantine_id,
            media_id=media.id,
            case_id=media.case_id,
            kind=media.kind,
            media_type=media.media_type or "",
            size=len(content),
            sha256=sha256(content).digest(),
            marked_at=tx.at,
            marked_by=reviewer.id,
            keep_until=tx.at + timedelta(days=runtime.settings.quarantine_days),
            reason_sealed=runtime.keyring.seal(reason.encode(), REASON_PURPOSE, str(quarantine_id)),
            body=keys.seal(content, BODY_PURPOSE, str(quarantine_id)),
        )
    )
    await tx.media.take_out(media.id, tx.at)


async def _do(
    runtime: Runtime, tx: Tx, keys: Keyring, one: Quarantined, asked: QuarantineStep
) -> bytes | None:
    """Do what was approved. A release changes nothing here: its file is for the authority alone."""
    if asked.what == Wish.DESTROY:
        await tx.quarantine.end(one.id, Ending.DESTROYED, tx.at)
        return None
    content = keys.open(one.body or b"", BODY_PURPOSE, str(one.id))
    if asked.what == Wish.RELEASE:
        return seal_for(read_certificate(asked.certificate or ""), content)
    sealed = runtime.keyring.seal(content, PURPOSE, str(one.media_id))
    if not await tx.media.put_back(one.media_id, sealed, body_digest(sealed)):
        raise Conflict("what it belonged to was erased meanwhile", mend="it can be destroyed or released")
    await tx.quarantine.end(one.id, Ending.RETURNED, tx.at)
    return None


async def _locked(tx: Tx, quarantine_id: UUID) -> Quarantined:
    one = await tx.quarantine.lock(quarantine_id)
    if one is None:
        raise Unknown("there is no such thing in quarantine", where="quarantine")
    if one.body is None:
        raise Conflict("it is no longer in quarantine", mend="load the page again")
    return one


def _check_second(asked: QuarantineStep, asker: Reviewer | None, second: Reviewer) -> None:
    if asked.reviewer_id == second.id:
        raise Forbidden("another custodian must approve it: two people decide")
    if second.created_at >= asked.at:
        raise Forbidden("who was added after the request cannot decide on it")
    if asker is None or not may_open(asker):
        raise Conflict("whoever asked is a custodian no longer: the request ended")


def _must_be_open(runtime: Runtime, tx: Tx, steps: list[QuarantineStep], request_id: UUID) -> None:
    if not any(one.open and one.asked.id == request_id for one in _requests(runtime, tx, steps, {})):
        raise Conflict("it was answered, or asked too long ago", mend="load the page again")


def _requests(runtime: Runtime, tx: Tx, steps: list[QuarantineStep], names: dict[UUID, str]) -> list[Asked]:
    answers = {step.request_id: step for step in steps if step.step != QuarantineAct.ASKED}
    return [
        Asked(
            asked=step,
            answered=answers.get(step.request_id),
            reason=_words(runtime, step.reason_sealed, step.id),
            by=names.get(step.reviewer_id, ""),
            open=step.request_id not in answers and step.at > tx.at - OPEN_FOR,
        )
        for step in steps
        if step.step == QuarantineAct.ASKED
    ]


def _words(runtime: Runtime, sealed: bytes | None, row: UUID) -> str:
    return runtime.keyring.open(sealed, REASON_PURPOSE, str(row)).decode() if sealed else ""


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Invalid("say why", where="reason")
    if len(said) > REASON_MAX:
        raise Invalid("the reason is longer than 1,000 characters", where="reason")
    return said


def _must_be_custodian(reviewer: Reviewer) -> None:
    if Role.CUSTODIAN not in reviewer.roles:
        raise Forbidden("only custodians see to what is in quarantine")
