"""Organisations that work where there is an emergency are asked what they see, and answer in a few words.

They learn the area, the language, the country and the hour, never the subject, its text, or anything of who reported.
Each sees its own answers alone; reviewers see them all, with the organisations' names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerable.db.tx import Tx
from answerable.errors import Conflict, Invalid, Tampered, Unavailable, Unknown
from answerable.flow.runtime import Runtime
from answerable.intake.texts import flaw_in_text
from answerable.records.emergency import Ask, Emergency
from answerable.vocabulary import PolicyArea

ANSWER_MAX = 2_000
PURPOSE = "ask answer"
SHOWN_MOST = 100


@dataclass(frozen=True)
class AskLine:
    """What an organisation sees of an ask: `hour` is the beginning of that in which the emergency was raised; `open`
    while it may answer; `answer` is its own."""

    id: UUID
    platform_id: str
    area: PolicyArea
    language: str
    country: str | None
    hour: datetime
    open: bool
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True)
class Seen:
    """What an organisation answered, for reviewers."""

    organisation: str
    answered_at: datetime
    answer: str


async def asks(runtime: Runtime, organisation_id: str, platform_id: str | None = None) -> list[AskLine]:
    """What an organisation was asked (about one platform, where given), newest first."""
    async with runtime.store.transaction() as tx:
        found = await tx.asks.of_organisation(organisation_id, most=SHOWN_MOST)
        lines = [_line(runtime, ask, await _emergency(tx, ask)) for ask in found]
    return [one for one in lines if platform_id in (None, one.platform_id)]


async def answer_ask(
    runtime: Runtime, organisation_id: str, ask_id: UUID, text: str, platform_id: str | None = None
) -> AskLine:
    """Answer an ask, once. Raises Invalid for the text, Unknown where this organisation was not asked that, Conflict
    where it answered before or the emergency is over."""
    said = text.replace("\r\n", "\n").strip()
    if flaw := flaw_in_text(said, most=ANSWER_MAX):
        raise Invalid(flaw.what, where="text", mend=flaw.mend)
    if not said:
        raise Invalid("is empty", where="text", mend="say in a few words what you see")
    async with runtime.store.transaction() as tx:
        ask = await tx.asks.lock(ask_id)
        if ask is None or ask.organisation_id != organisation_id:
            raise _unknown()
        emergency = await _emergency(tx, ask)
        if platform_id not in (None, emergency.platform_id):
            raise _unknown()
        if ask.answered_at is not None:
            raise Conflict("you have answered this before")
        if emergency.ended_at is not None:
            raise Conflict("this is over: nobody waits for the answer any more")
        await tx.asks.answer(ask_id, runtime.keyring.seal(said.encode(), PURPOSE, str(ask_id)), tx.at)
        return _line(runtime, await tx.asks.lock(ask_id) or ask, emergency)


async def answers(runtime: Runtime, emergency_id: UUID) -> list[Seen]:
    """What organisations see where this emergency is, oldest first: also what they answered on that day about others in
    its language and area, since a wave of emergencies asks once."""
    async with runtime.store.transaction() as tx:
        found = await tx.asks.answered_near(emergency_id)
        names = {one.id: one.name for one in await tx.organisations.all()}
    return [
        Seen(names[ask.organisation_id], ask.answered_at, _opened(runtime, ask))
        for ask in found
        if ask.answered_at is not None
    ]


def _line(runtime: Runtime, ask: Ask, emergency: Emergency) -> AskLine:
    return AskLine(
        id=ask.id,
        platform_id=emergency.platform_id,
        area=emergency.area,
        language=emergency.language,
        country=emergency.country,
        hour=emergency.raised_at.replace(minute=0, second=0, microsecond=0),
        open=ask.answered_at is None and emergency.ended_at is None,
        answered_at=ask.answered_at,
        answer=_opened(runtime, ask),
    )


def _opened(runtime: Runtime, ask: Ask) -> str:
    if ask.answer_sealed is None:
        return ""
    try:
        return runtime.keyring.open(ask.answer_sealed, PURPOSE, str(ask.id)).decode()
    except (Tampered, Unavailable):
        return "[this answer does not open with our keys]"


async def _emergency(tx: Tx, ask: Ask) -> Emergency:
    emergency = await tx.emergencies.get(ask.emergency_id)
    assert emergency is not None  # noqa: S101 - a foreign key, and emergencies are never deleted
    return emergency


def _unknown() -> Unknown:
    return Unknown("you were not asked this", where="ask")
