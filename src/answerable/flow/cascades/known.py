"""What is known of a cascade besides its spread: its texts, the cases that they match, what people said of these."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import UUID

from answerable.cases.copies import JOINS
from answerable.db.tx import Tx
from answerable.detection.risk import RiskFacts
from answerable.errors import Tampered, Unavailable
from answerable.flow.cascades.stream import Example, Seen
from answerable.flow.runtime import Runtime
from answerable.intake.limits import ID_MAX, TEXT_MAX
from answerable.intake.texts import flaw_in_id, flaw_in_text
from answerable.records.cascade import EXAMPLES_MOST, AlarmedCascade, CascadeExample

EXAMPLE = "cascade example"  # what is sealed


@dataclass(frozen=True)
class Known:
    """`kept` are examples that are stored already, `fresh` those that are not; `cases` the cases that they are copies
    of, the best match of the first of them first."""

    kept: list[Example]
    fresh: list[Example]
    cases: list[UUID]
    facts: RiskFacts

    @property
    def examples(self) -> list[Example]:
        return [*self.kept, *self.fresh]


async def known_of(runtime: Runtime, tx: Tx, seen: Seen, before: AlarmedCascade | None) -> Known:
    """Read what is known of a cascade now; the bank is as its caller took it up."""
    kept = await opened_examples(runtime, tx, seen.id)
    ids = {one.item_id for one in kept}
    room = EXAMPLES_MOST - len(kept)
    fresh = [one for one in seen.examples if one.item_id not in ids and _can_be_shown(one)][:room]
    texts = [one.text for one in (*kept, *fresh)]
    matches = await asyncio.to_thread(runtime.bank.match, seen.platform_id, texts)
    found = [match.case_id for cases in matches for match in cases if match.kind in JOINS]
    own = [before.case_id] if before and before.case_id else []
    cases = list(dict.fromkeys([*own, *found]))
    return Known(kept, fresh, cases, await _facts(tx, texts, cases))


async def opened_examples(runtime: Runtime, tx: Tx, cascade_id: UUID) -> list[Example]:
    """The examples that are kept of a cascade; without those that do not open with our keys."""
    found = []
    for one in await tx.cascades.examples([cascade_id]):
        try:
            text = runtime.keyring.open(one.text_sealed, EXAMPLE, str(one.id)).decode()
        except (Tampered, Unavailable):
            continue
        found.append(Example(one.item_id, text, one.seen_at))
    return found


def sealed_examples(
    runtime: Runtime, tx: Tx, cascade_id: UUID, examples: list[Example]
) -> list[CascadeExample]:
    """The same, as they are stored."""
    rows = []
    for one in examples:
        new_id = runtime.new_id(tx.at)
        sealed = runtime.keyring.seal(one.text.encode(), EXAMPLE, str(new_id))
        rows.append(
            CascadeExample(
                id=new_id, cascade_id=cascade_id, item_id=one.item_id, text_sealed=sealed, seen_at=tx.at
            )
        )
    return rows


async def _facts(tx: Tx, texts: list[str], cases: list[UUID]) -> RiskFacts:
    if not cases:
        return RiskFacts(examples=tuple(texts))
    said = await tx.cascades.reported(cases)
    return RiskFacts(
        examples=tuple(texts),
        banked=tuple(await tx.cascades.banked(cases)),
        reports=said.reports,
        areas=said.areas,
        trusted=said.trusted,
        escalated=said.escalated,
    )


def _can_be_shown(one: Example) -> bool:
    """Whether an example could be an item: what comes by the stream is not looked at for this before."""
    return not flaw_in_id(one.item_id, most=ID_MAX) and not flaw_in_text(one.text, most=TEXT_MAX)
