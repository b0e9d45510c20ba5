"""Who is on call: for emergencies and for escalations by trusted flaggers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from answerable.cases.reading import UNDETERMINED
from answerable.db.tx import Tx
from answerable.errors import Invalid, Unknown
from answerable.flow.deliver import contact_secret
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.reviewers import named
from answerable.flow.readers.language_tests import read_language
from answerable.flow.runtime import Runtime
from answerable.intake.report_line import flaw_in_contact
from answerable.records.on_call import Shift
from answerable.records.reviewer import Reviewer

ADDRESS_PURPOSE = "on-call contact"
PLACE_MAX = 99
_OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class ShiftLine:
    """A shift, with whose it is and whether they are called in it now. The address stays sealed."""

    reviewer: str
    shift: Shift
    called: bool


async def on_call(tx: Tx, language: str) -> list[Reviewer]:
    """The people on call for a language now, each once, in the order in which they are called. Nobody is among them
    who holds no test in force; where the language is not known, everybody on call may be."""
    found = [await tx.reviewers.get(shift.reviewer_id) for shift in await shifts_now(tx, language)]
    return [one for one in found if one is not None]


async def shifts_now(tx: Tx, language: str) -> list[Shift]:
    """The shift of each of them: how they are reached."""
    known = language != UNDETERMINED
    shifts = await tx.on_call.now(language, tx.at) if known else await tx.on_call.now_any(tx.at)
    first: dict[UUID, Shift] = {}
    for shift in shifts:
        first.setdefault(shift.reviewer_id, shift)
    return list(first.values())


async def add_shift(
    runtime: Runtime,
    name: str,
    language: str,
    address: str,
    *,
    place: int = 1,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    who: str | None = None,
) -> tuple[Shift, str | None]:
    """Put somebody on call for a language (from now, where no time is given); return the shift, and for a webhook
    the secret that signs its pages. Raises Unknown for the name, Invalid where they hold no test in the language
    that is in force when the shift begins, and for the rest."""
    code = read_language(language)
    channel = _channel(address)
    if not 1 <= place <= PLACE_MAX:
        raise Invalid(f"must be 1 to {PLACE_MAX}", where="place")
    async with runtime.store.transaction() as tx:
        reviewer = await named(tx, name)
        begins = starts_at or tx.at
        _check_times(begins, ends_at, tx.at)
        if code not in await tx.language_tests.read_by(reviewer.id, begins):
            mend = f"record one: answerable reviewer tested {reviewer.name} --language {code} --by EXAMINER"
            raise Invalid(
                "they hold no test in this language that is in force then", where="language", mend=mend
            )
        shift_id = runtime.new_id(tx.at)
        shift = Shift(
            id=shift_id,
            reviewer_id=reviewer.id,
            language=code,
            place=place,
            starts_at=begins,
            channel=channel,
            address_sealed=runtime.keyring.seal(address.encode(), ADDRESS_PURPOSE, str(shift_id)),
            created_at=tx.at,
            ends_at=ends_at,
        )
        await tx.on_call.add(shift)
        await note_act(tx, who, "on-call.add", f"{reviewer.name}: {code}, place {place}")
    return shift, contact_secret(runtime, address) if channel == "webhook" else None


async def end_shift(runtime: Runtime, shift_id: UUID, *, who: str | None = None) -> None:
    """End a shift now. Raises Unknown where there is none, or it is over."""
    async with runtime.store.transaction() as tx:
        if not await tx.on_call.end(shift_id, tx.at):
            raise Unknown(
                "no shift with this id runs or is to come", where="SHIFT", mend="see answerable on-call list"
            )
        await note_act(tx, who, "on-call.end", str(shift_id))


async def all_shifts(runtime: Runtime) -> list[ShiftLine]:
    """Every shift, by language and place, also those that are over."""
    async with runtime.store.transaction() as tx:
        names = {one.id: one.name for one in await tx.reviewers.all()}
        called = {one.id for one in await tx.on_call.now_any(tx.at)}
        return [ShiftLine(names[one.reviewer_id], one, one.id in called) for one in await tx.on_call.all()]


def _check_times(starts_at: datetime, ends_at: datetime | None, at: datetime) -> None:
    if ends_at is not None and ends_at <= max(starts_at, at):
        raise Invalid("a shift ends after it begins, and not in the past", where="to")


def _channel(address: str) -> str:
    """How an address is reached: https (or http on this machine, for an alerting program beside us), else e-mail."""
    if flaw := flaw_in_contact(address):
        parts = urlsplit(address) if address.startswith("http://") else None
        if parts is None or parts.hostname not in _OWN_MACHINE or parts.username or parts.fragment:
            raise Invalid(flaw.what, where="address", mend=flaw.mend)
    return "webhook" if address.startswith("http") else "email"
