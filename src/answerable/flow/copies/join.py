"""Reports of copies are one case: to which case each reported item belongs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from answerable.cases.copies import JOINS, acts_alone, covers, may_act
from answerable.db.clusters import Known
from answerable.db.tx import Tx
from answerable.detection.picture_matching import PictureMatch, same_pictures
from answerable.engine.case_bank import Found
from answerable.flow.copies.first import Opened, Overtaken, firsts
from answerable.flow.copies.follow import has_read, originals, take_up
from answerable.flow.copies.keys import PURPOSE
from answerable.flow.copies.write_down import copy_of, write_down
from answerable.flow.likeness.compare import find, found_by_picture, media_of, opened, weigh
from answerable.flow.likeness.keep import keep_pictures
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.cluster import BankText, Copy, CopyState
from answerable.records.decision import Decision
from answerable.records.picture import Looks
from answerable.records.subject import Subject
from answerable.vocabulary import FoundBy, MatchKind, SubjectKind

TOGETHER_MOST = 32  # pictures that are reported in one commit and compared with each other

Place = tuple[str, Subject]  # a subject, on its platform


@dataclass(frozen=True)
class Homes:
    """By its place, where the case of each reported subject is, and what is known of those that are items."""

    homes: dict[Place, Place]
    known: dict[Place, Known]
    found: dict[Place, Found] = field(default_factory=dict)  # those that are nearly what a case is about
    beside: dict[Place, PictureMatch] = field(
        default_factory=dict
    )  # those that show what another of them shows
    differ: set[Place] = field(default_factory=set)  # those that may yet say something else than their case
    seen: int = 0  # how many texts the bank had taken up when these were matched

    def of(self, place: Place) -> Place:
        return self.homes[place]

    def found_in(self, place: Place, case_id: UUID) -> Found:
        """How a copy of what a case is about was known: where nothing else is said, its text is the same."""
        if match := self.beside.get(place):
            return found_by_picture(case_id, match)
        found = self.found.get(place) or Found(case_id, MatchKind.EXACT, 1.0, 1.0)
        return found._replace(case_id=case_id)

    def is_covered(self, place: Place, decision: Decision) -> bool:
        """Whether a case's decision answers for what was reported: its own subject, or a copy that it holds for."""
        state = self._state(place)
        return state is None or state == CopyState.EXCEPTED or covers(decision.reach, decision.verdict, state)

    def _state(self, place: Place) -> CopyState | None:
        """None for what is no copy."""
        if self.homes[place] == place:
            return None
        if place in self.differ:
            return CopyState.TO_LOOK_AT
        one = self.known[place]
        return CopyState.EXCEPTED if one.excepted_by is not None else one.state


async def find_homes(runtime: Runtime, tx: Tx, places: Iterable[Place]) -> Homes:
    """Look up where reported subjects belong, in one query: a copy's place is that of its case's own subject. What no
    case is known for is matched first: it may have come in just now. Of several that are copies of each other and are
    reported for the first time together, the first is the case's."""
    wanted = sorted(set(places), key=in_order)
    items = [place for place in wanted if place[1].kind == SubjectKind.ITEM]
    rows = await tx.clusters.known([(platform_id, subject.id) for platform_id, subject in items])
    known = {(one.platform_id, Subject(kind=SubjectKind.ITEM, id=one.item_id)): one for one in rows}
    fresh = [place for place in wanted if place in known and _is_fresh(known[place])]
    found, subjects, seen = await _found(runtime, tx, known, fresh)
    opening = [place for place in fresh if place not in found]
    alike = await firsts(runtime, [_for_case(known[place]) for place in opening])
    homes = {place: _home(place, known.get(place)) for place in wanted}
    homes |= {place: (place[0], subjects[one.case_id]) for place, one in found.items()}
    for place, (first, one) in alike.items():
        homes[opening[place]], found[opening[place]] = opening[first], one
    beside = await _beside(runtime, tx, known, homes)
    homes |= {place: home for place, (home, _) in beside.items()}
    return Homes(homes, known, found, {place: match for place, (_, match) in beside.items()}, seen=seen)


def _is_fresh(one: Known) -> bool:
    """Whether an item that can be known again is in no case."""
    return one.key is not None and bool(one.text) and one.case_id is None


def _for_case(one: Known) -> Opened:
    return Opened(one.platform_id, one.key or b"", one.text)


def _home(place: Place, one: Known | None) -> Place:
    if one is None or one.subject_kind is None or one.subject_id is None:
        return place
    return place[0], Subject(kind=SubjectKind(one.subject_kind), id=one.subject_id)


async def _beside(
    runtime: Runtime, tx: Tx, known: dict[Place, Known], homes: dict[Place, Place]
) -> dict[Place, tuple[Place, PictureMatch]]:
    """Of several that are reported for the first time together and show the same, the first is the case's."""
    fresh = [
        place for place, home in homes.items() if home == place and (one := known.get(place)) and one.media
    ]
    if len(fresh) < 2:
        return {}
    looks = await _looks(runtime, tx, fresh[:TOGETHER_MOST])
    taken = {home for place, home in homes.items() if home != place}
    found: dict[Place, tuple[Place, PictureMatch]] = {}
    for number, (place, ours) in enumerate(looks.items()):
        for home, theirs in list(looks.items())[:number]:
            if place in taken or home in found or home[0] != place[0]:
                continue
            if match := same_pictures(ours, theirs, runtime.settings.picture_bits):
                found[place] = (home, match)
                break
    return found


async def _looks(runtime: Runtime, tx: Tx, places: list[Place]) -> dict[Place, Looks]:
    """What is known of the media of these, in their order, where anything is."""
    media = await media_of(tx, [(platform_id, subject.id) for platform_id, subject in places])
    looks = {
        place: opened(runtime, one)
        for place in places
        if (one := media.get((place[0], place[1].id))) is not None
    }
    return {place: some for place, some in looks.items() if any(some)}


async def _found(
    runtime: Runtime, tx: Tx, known: dict[Place, Known], fresh: list[Place]
) -> tuple[dict[Place, Found], dict[UUID, Subject], int]:
    """Of reported items that are in no case, the cases that they match best; these cases' own subjects; and how many
    texts the bank had taken up. No texts are matched while this process has not read the bank."""
    found, seen = await _by_text(runtime, tx, known, fresh) if fresh and has_read(runtime) else ({}, 0)
    shown = [place for place, one in known.items() if one.media and not one.case_id and place not in found]
    looks = await _looks(runtime, tx, shown) if shown else {}
    by_spot = {(platform_id, subject.id): some for (platform_id, subject), some in looks.items()}
    for (platform_id, item_id), one in (await find(runtime, tx, by_spot)).items():
        found[platform_id, Subject(kind=SubjectKind.ITEM, id=item_id)] = one
    cases = await tx.cases.with_ids([one.case_id for one in found.values()]) if found else []
    return found, {case.id: case.subject for case in cases}, seen


async def _by_text(
    runtime: Runtime, tx: Tx, known: dict[Place, Known], fresh: list[Place]
) -> tuple[dict[Place, Found], int]:
    await take_up(runtime, tx)
    found, seen = dict[Place, Found](), runtime.bank.taken_up
    for platform_id in {platform_id for platform_id, _ in fresh}:
        places = [place for place in fresh if place[0] == platform_id]
        texts = [known[place].text for place in places]
        matches = await asyncio.to_thread(runtime.bank.match, platform_id, texts)
        for place, matched in zip(places, matches, strict=True):
            if joins := [one for one in matched if one.kind in JOINS]:
                found[place] = joins[0]
    return found, seen


async def settle_in(
    runtime: Runtime, tx: Tx, homes: Homes, held: dict[Place, Case], new: set[Place]
) -> list[Opened]:
    """Write down which reported items are copies of which case, and give new cases (those at `new`) their texts, which
    are returned. The caller holds the cases, by their places."""
    opened_now = [(homes.known[place], held[place]) for place in new if place in homes.known]
    await _add_texts(runtime, tx, opened_now)
    await keep_pictures(runtime, tx, [(case, one.text) for one, case in opened_now if one.media])
    copies = await _copies(runtime, tx, homes, held)
    await _check_joined(tx, copies, await write_down(runtime, tx, copies))
    for place, one in homes.known.items():
        if place in homes.homes and one.excepted_by is not None:
            await tx.outbox.put("answer", {"decision": str(one.excepted_by)}, at=tx.at)
    return [_for_case(one) for one, _ in opened_now if one.key is not None]


def in_order(place: Place) -> tuple[str, str, str]:
    """The order in which cases are locked, everywhere."""
    platform_id, subject = place
    return platform_id, str(subject.kind), subject.id


async def _add_texts(runtime: Runtime, tx: Tx, opened: list[tuple[Known, Case]]) -> None:
    texts = [
        text_of_case(runtime, case, one.key, one.text, tx.at) for one, case in opened if one.key is not None
    ]
    if texts:
        await tx.clusters.add_texts(texts)


def text_of_case(runtime: Runtime, case: Case, key: bytes, text: str, at: datetime) -> BankText:
    """What a case is about, as it is matched with."""
    return BankText(
        case_id=case.id,
        platform_id=case.platform_id,
        key=key,
        text_sealed=runtime.keyring.seal(text.encode(), PURPOSE, str(case.id)),
        added_at=at,
    )


async def _check_joined(tx: Tx, copies: list[Copy], added: list[Copy]) -> None:
    """What somebody else let join the same case just now is where it should be."""
    there = {one.id for one in added}
    for one in copies:
        if one.id not in there and not await tx.clusters.named(one.case_id, [one.item_id]):
            raise Overtaken("what was reported joined another case just now; try again")


async def _copies(runtime: Runtime, tx: Tx, homes: Homes, held: dict[Place, Case]) -> list[Copy]:
    """The copies that no case has yet: reported before anybody saw what they are."""
    fresh = [
        place for place, home in homes.homes.items() if place != home and homes.known[place].copy_id is None
    ]
    if not fresh:
        return []
    pairs = [((place[0], place[1].id), held[homes.of(place)].id) for place in fresh]
    texts = await originals(runtime, tx, {case_id for _, case_id in pairs})
    weighed = await weigh(runtime, tx, pairs)
    copies = []
    for place, beside in zip(fresh, weighed, strict=True):
        one, case = homes.known[place], held[homes.of(place)]
        found = homes.found_in(place, case.id)
        original = texts.get(case.id, beside.text)
        acts = (
            may_act(found.means, same_media=beside.same_media)
            and original is not None
            and acts_alone(found.kind, original, one.text)
        )
        if not acts:
            homes.differ.add(place)
        copies.append(copy_of(runtime, tx, one, found, acts=acts, found_by=FoundBy.REPORT))
    return copies
