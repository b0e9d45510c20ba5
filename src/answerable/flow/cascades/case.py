"""A cascade that is a risk has a case, which people look at; an emergency calls those on call to it."""

from __future__ import annotations

from answerable.cases.grouping import About, detected, opened, raised
from answerable.cases.reading import UNDETERMINED
from answerable.db.tx import Tx
from answerable.detection.cascades import Risk
from answerable.flow.cascades.known import Known
from answerable.flow.cascades.slow import slow_provisionally
from answerable.flow.copies.arrive import sketch
from answerable.flow.copies.join import find_homes, settle_in
from answerable.flow.open_case import due_at
from answerable.flow.readers.emergency import raise_emergency
from answerable.flow.runtime import Runtime
from answerable.intake.limits import REACH_MAX
from answerable.records.cascade import AlarmedCascade, Level
from answerable.records.case import Case
from answerable.records.emergency import Emergency
from answerable.records.item import Item
from answerable.records.subject import Subject
from answerable.text.language import language
from answerable.vocabulary import (
    CaseState,
    EmergencyKind,
    ItemKind,
    PolicyArea,
    Service,
    Source,
    SubjectKind,
)

NOBODY = ""
"""The author of an item that stands for a cascade: who sent the example is not known, and not asked."""


async def case_of(runtime: Runtime, tx: Tx, cascade: AlarmedCascade, known: Known, risk: Risk) -> Case | None:
    """The case of a cascade, locked, if it has one or is to have one; None for one that is to be watched and whose text
    nobody reported. An open one is raised to what the cascade says, people are called to an emergency, and where the
    policy says so it is passed on less until they looked."""
    case = await tx.cases.lock(known.cases[0]) if known.cases else None
    if cascade.level == Level.WATCH:
        return case
    area = risk.area or (case.area if case else PolicyArea.OTHER)
    if case is None:
        case = await _open(runtime, tx, cascade, known, area)
    elif case.state != CaseState.DECIDED:
        before, due = case, due_at(runtime, case.language, area, tx.at)
        case = raised(case, area, reach=_reach(cascade), due_at=due)
        if case != before:
            await tx.cases.save(case)
    if case is None or case.state == CaseState.DECIDED:
        return case
    if cascade.level == Level.EMERGENCY:
        await raise_emergency(runtime, tx, _emergency(runtime, tx, case))
    await slow_provisionally(runtime, tx, case, reasons=risk.reasons, level=cascade.level.value)
    return case


async def _open(
    runtime: Runtime, tx: Tx, cascade: AlarmedCascade, known: Known, area: PolicyArea
) -> Case | None:
    """Open a case about an example; where somebody reported a copy just now, theirs. None where there is no text."""
    if not known.examples:
        return None
    item = _item(tx, cascade, known)
    await tx.items.put([item])
    await sketch(runtime, tx, [item])
    place = (item.platform_id, Subject(kind=SubjectKind.ITEM, id=item.id))
    homes = await find_homes(runtime, tx, {place})
    home = homes.of(place)
    added = False
    if home == place:
        case = detected(
            opened(
                _about(item, cascade),
                item.platform_id,
                runtime.new_untimed_id(),
                area,
                Source.DETECTION,
                at=tx.at,
                due_at=due_at(runtime, item.language or UNDETERMINED, area, tx.at),
            )
        )
        added = bool(await tx.cases.add_all([case]))
    held = dict(zip([home], await tx.cases.lock_all([home]), strict=True))
    await settle_in(runtime, tx, homes, held, {place} if added else set())
    return held.get(home)


def _item(tx: Tx, cascade: AlarmedCascade, known: Known) -> Item:
    """An example as an item, under the platform's own id of its message: what is decided can be done to it."""
    example = known.examples[0]
    return Item(
        platform_id=cascade.platform_id,
        id=example.item_id,
        service=Service.MESSENGER,
        kind=ItemKind.MESSAGE,
        author=NOBODY,
        created_at=example.sent,
        received_at=tx.at,
        text=example.text,
        language=language(example.text).code,
        audience=str(_reach(cascade)),
    )


def _about(item: Item, cascade: AlarmedCascade) -> About:
    return About(
        subject=Subject(kind=SubjectKind.ITEM, id=item.id),
        service=item.service,
        language=item.language or UNDETERMINED,
        country=None,
        author=None,
        reach=_reach(cascade),
        item=item,
    )


def _reach(cascade: AlarmedCascade) -> int:
    return min(max(cascade.reach, cascade.senders), REACH_MAX)


def _emergency(runtime: Runtime, tx: Tx, case: Case) -> Emergency:
    return Emergency(
        id=runtime.new_id(tx.at),
        kind=EmergencyKind.CASCADE,
        platform_id=case.platform_id,
        language=case.language,
        area=case.area,
        raised_at=tx.at,
        case_id=case.id,
        country=case.country,
        next_page_at=tx.at,
    )
