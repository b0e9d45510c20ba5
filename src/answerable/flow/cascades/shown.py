"""What spreads, as the console shows it: the list, one cascade with how it grew, and, noted in the audit, its texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from answerable.cases.cascade_timeline import Timeline, timeline
from answerable.cases.public_timeline import PublicTimeline, public_timeline
from answerable.cases.reading import UNDETERMINED
from answerable.db.cascade_incidents import PartCascade
from answerable.db.tx import Tx
from answerable.errors import Conflict, Unknown
from answerable.flow.cascades.known import opened_examples
from answerable.flow.doors.audit import note_act
from answerable.flow.doors.people import who_is
from answerable.flow.review import languages_seen
from answerable.flow.runtime import Runtime
from answerable.records.cascade import AlarmedCascade, CascadeLevel, Variant
from answerable.records.reviewer import Reviewer
from answerable.text.language import language

NOW = timedelta(days=1)  # what had a copy within this time spreads now
SHOWN_MOST = 200
EXAMPLES_SEEN = "cascade.examples"  # what the audit calls it


@dataclass(frozen=True)
class Form:
    """A variant, with the forms that most likely came from it."""

    variant: Variant
    children: list[Form]


@dataclass(frozen=True)
class CascadeView:
    """A cascade as a page shows it; `examples` counts the texts that are kept of it; `parts` are
    those of the incident that it is in. `timeline` is of it, or of all its incident's parts."""

    cascade: AlarmedCascade
    forms: list[Form]
    levels: list[CascadeLevel]
    examples: int
    parts: list[PartCascade]
    timeline: Timeline


@dataclass(frozen=True)
class ShownExample:
    text: str
    language: str


async def spreading_now(runtime: Runtime) -> tuple[list[AlarmedCascade], datetime]:
    """What spreads, the gravest first; and as of when."""
    async with runtime.store.transaction() as tx:
        return await tx.cascades.spreading(tx.at - NOW, most=SHOWN_MOST), tx.at


async def cascade_view(runtime: Runtime, cascade_id: UUID) -> CascadeView:
    """One of them. Raises Unknown where there is none."""
    async with runtime.store.transaction() as tx:
        return await _view(tx, cascade_id)


async def public_view(runtime: Runtime, cascade_id: UUID) -> PublicTimeline:
    """What everybody may see of a cascade, or of the incident that it is in. Raises Unknown, and Conflict where nothing
    may be shown yet."""
    async with runtime.store.transaction() as tx:
        of, _ = await _with_parts(tx, cascade_id)
        known = sorted(of, key=lambda one: (one.first_seen, one.id))
        ids = [one.id for one in known]
        found = public_timeline(
            known, await tx.cascade_events.of(ids), await tx.cascade_events.reportings(ids)
        )
        if found is None:
            raise Conflict(
                "this cannot be public: nobody has decided on it yet, or fewer than five people reported it before"
            )
        return found


async def see_examples(
    runtime: Runtime, reviewer: Reviewer, cascade_id: UUID
) -> tuple[CascadeView, list[ShownExample]]:
    """The same with its texts, those in languages that this person reviews; the audit notes that they were seen."""
    async with runtime.store.transaction() as tx:
        view = await _view(tx, cascade_id)
        seen = await languages_seen(tx, reviewer)
        found = [
            ShownExample(one.text, language(one.text).code)
            for one in await opened_examples(runtime, tx, cascade_id)
        ]
        await note_act(tx, who_is(reviewer), EXAMPLES_SEEN, str(cascade_id))
        return view, [one for one in found if not seen or one.language in (*seen, UNDETERMINED)]


async def _view(tx: Tx, cascade_id: UUID) -> CascadeView:
    known, parts = await _with_parts(tx, cascade_id)
    cascade = known[0]
    return CascadeView(
        cascade=cascade,
        forms=tree_of(cascade.variants.forms),
        levels=await tx.cascades.levels(cascade_id),
        examples=len(await tx.cascades.examples([cascade_id])),
        parts=parts,
        timeline=timeline(known, await tx.cascade_events.of([one.id for one in known])),
    )


async def _with_parts(tx: Tx, cascade_id: UUID) -> tuple[list[AlarmedCascade], list[PartCascade]]:
    """A cascade and, behind it, those of the incident that it is in; and how these are its parts. Raises Unknown."""
    cascade = await tx.cascades.get(cascade_id)
    if cascade is None:
        raise Unknown("there is no such cascade", where="cascade")
    parts = await tx.cascade_incidents.parts(cascade.incident_id) if cascade.incident_id else []
    others = [await tx.cascades.get(one.cascade_id) for one in parts if one.cascade_id != cascade.id]
    return [cascade, *(one for one in others if one is not None)], parts


def tree_of(variants: tuple[Variant, ...]) -> list[Form]:
    """The forms that came from no other one, with those that came from them."""
    forms = [Form(one, []) for one in variants]
    roots: list[Form] = []
    for form in forms:
        parent = form.variant.parent
        (roots if parent is None else forms[parent].children).append(form)
    return roots
