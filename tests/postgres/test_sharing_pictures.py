"""Pictures of reported posts and hash lists: which stand in a list is seen, and what was removed can be given."""

from __future__ import annotations

import io
from uuid import UUID

import msgspec
import pytest

from answerable.errors import Invalid
from answerable.flow import decide
from answerable.flow.doors.audit import every_act
from answerable.flow.runtime import Runtime
from answerable.flow.sharing.fill import fill
from answerable.flow.sharing.give import exports, give
from answerable.flow.sharing.known import Lists, pictures_in_lists
from answerable.flow.sharing.sources import Terms, add_source, set_terms
from answerable.intake.hash_list import read_list
from answerable.records.decision import Choice
from answerable.records.hash_list import HashEntry, Use
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import PolicyArea, Verdict
from tests.doors import Visitor, a_person, visiting
from tests.postgres.test_access import seat
from tests.postgres.test_media import Place, house, kept, place
from tests.postgres.test_media_hashes import FILE, expected, hashed, reported
from tests.world import a_reviewer, decided, removal

__all__ = ["Place", "house", "place"]

AREA = PolicyArea.FALSE_INFORMATION
LISTENERS = Terms(given_by="The Listeners", purpose="hate in pictures", confidence=80, opt_out=("disputed",))


@pytest.fixture
async def near(house: Runtime) -> Runtime:
    """A house with a reported post whose picture was fetched and hashed."""
    allowing = await reported(house, FILE)
    await hashed(allowing)
    return allowing


async def case_of(runtime: Runtime) -> UUID:
    [media] = await kept(runtime)
    return media.case_id


def flipped(bits: int) -> bytes:
    """The picture's hash with so many bits changed."""
    number = int.from_bytes(expected().pdq, "big")
    return (number ^ sum(1 << (place * 8) for place in range(bits))).to_bytes(32, "big")


async def found(runtime: Runtime, lists: Lists | None = None) -> list[tuple[str, int, int]]:
    matches = await pictures_in_lists(runtime, lists or Lists(), await case_of(runtime))
    return [(one.source.id, one.distance, one.confidence) for some in matches.values() for one in some]


async def listed(runtime: Runtime, source: str, *entries: HashEntry, terms: Terms = LISTENERS) -> None:
    await add_source(runtime, source, terms)
    await fill(runtime, source, {one.pdq: one for one in entries})


async def test_a_picture_is_found_in_each_list_up_to_31_bits_away(near: Runtime) -> None:
    far = HashEntry(flipped(32))
    await listed(near, "far", far)
    await listed(near, "edge", HashEntry(flipped(31)), HashEntry(bytes(32)))
    surer = msgspec.structs.replace(LISTENERS, confidence=95)
    await listed(near, "sure", HashEntry(flipped(9)), HashEntry(flipped(4), confidence=90), terms=surer)
    assert await found(near) == [("sure", 4, 90), ("edge", 31, 80)]


@pytest.mark.parametrize(
    "entry",
    [
        HashEntry(flipped(0), tags=("hate", "disputed")),
        HashEntry(flipped(0), quality=49),
    ],
)
async def test_what_is_opted_out_of_or_says_too_little_is_not_compared(
    near: Runtime, entry: HashEntry
) -> None:
    await listed(near, "listeners", entry)
    assert await found(near) == []


async def test_a_change_of_a_list_or_its_terms_holds_from_the_next_look_on(near: Runtime) -> None:
    lists = Lists()
    await listed(near, "listeners", HashEntry(flipped(0), tags=("army",)))
    assert await found(near, lists) == [("listeners", 0, 80)]
    await set_terms(near, "listeners", Terms(opt_out=("army",)))
    assert await found(near, lists) == []
    await set_terms(near, "listeners", Terms(opt_out=()))
    assert await found(near, lists) == [("listeners", 0, 80)]
    await set_terms(near, "listeners", Terms(use=Use.OFF))
    assert await found(near, lists) == []
    await set_terms(near, "listeners", Terms(use=Use.SHOWN))
    await fill(near, "listeners", {flipped(0): None})
    assert await found(near, lists) == []


async def test_the_reviewer_sees_it_beside_the_picture_and_nothing_else_follows(near: Runtime) -> None:
    await listed(near, "listeners", HashEntry(flipped(3), tags=("army",)))
    case_id = await case_of(near)
    async with visiting(near) as made:
        browser: Visitor = made
        await seat(near, browser, await a_person(near))
        page = (await browser.get(f"/review/cases/{case_id}")).text
        assert "In a hash list of The Listeners" in page
        assert "3 of 256 bits differ, believed 80 of 100." in page
        assert "<bdi>army</bdi>" in page
        assert flipped(3).hex() not in page
        await set_terms(near, "listeners", Terms(use=Use.OFF))
        assert "In a hash list" not in (await browser.get(f"/review/cases/{case_id}")).text
    async with near.store.transaction() as tx:
        case = await tx.cases.get(case_id)
        assert case is not None
        assert (case.state, case.decision_id) == ("waiting", None)


# ---- out


async def judged(runtime: Runtime, choice: Choice | None = None) -> Reviewer:
    reviewer = await a_reviewer(runtime)
    await decided(runtime, reviewer, await case_of(runtime), choice)
    return reviewer


async def test_what_was_removed_is_given_with_nothing_of_who_reported(near: Runtime) -> None:
    await judged(near)
    given = await give(near, "The Listeners", "hate in pictures", (AREA,))
    text = "".join(given.lines())
    (entry,) = read_list("out", enumerate(io.BytesIO(text.encode()).readlines(), 1)).values()
    assert entry is not None
    assert (entry.pdq, entry.quality, entry.tags, entry.origin) == (
        expected().pdq, expected().quality, (AREA.value,), near.settings.origin,
    )  # fmt: skip
    assert len(entry.since) == len("2018-03")
    assert text.count("\n") == 2
    assert "daw-mya" not in text
    act = (await every_act(near))[-1]
    assert act.what == "sharing.export"
    assert act.on_what == f"The Listeners: 1 hashes of {AREA}, 0 taken back, for hate in pictures"


async def test_nothing_is_given_before_a_decision_nor_of_other_areas_nor_to_nobody(near: Runtime) -> None:
    assert (await give(near, "The Listeners", "hate", (AREA,))).export.listed == 0
    await judged(near)
    assert (await give(near, "The Listeners", "hate", (PolicyArea.FRAUD,))).export.listed == 0
    for recipient, purpose, areas in (("", "hate", (AREA,)), ("A", " ", (AREA,)), ("A", "hate", ())):
        with pytest.raises(Invalid):
            await give(near, recipient, purpose, areas)


async def test_a_picture_of_a_post_that_was_left_is_never_given(near: Runtime) -> None:
    ground = next(one.code for one in near.standards.grounds if one.verdict == Verdict.NO_VIOLATION)
    await judged(near, Choice(verdict=Verdict.NO_VIOLATION, ground=ground, actions=()))
    assert (await give(near, "The Listeners", "hate", (AREA,))).export.listed == 0


async def test_media_in_quarantine_is_not_given(near: Runtime) -> None:
    await judged(near, removal(near))
    [media] = await kept(near)
    async with near.store.transaction() as tx:
        await tx.media.take_out(media.id, tx.at)
    assert (await give(near, "The Listeners", "hate", (AREA,))).export.listed == 0


async def test_what_no_longer_stands_is_taken_back_once_from_whoever_has_it(near: Runtime) -> None:
    reviewer = await judged(near)
    await give(near, "The Listeners", "hate", (AREA,))
    async with near.store.transaction() as tx:
        last = await tx.decisions.latest_of(reviewer.id)
    assert last is not None
    await decide.undo(near, reviewer, last.id)
    others = await give(near, "Somebody else", "hate", (AREA,))
    assert (others.export.listed, others.withdrawn) == (0, ())
    back = await give(near, "The Listeners", "hate", (AREA,))
    assert (back.export.listed, back.withdrawn) == (0, (expected().pdq,))
    assert list(back.lines())[1] == f"{expected().pdq.hex()},,,,,,withdrawn\n"
    assert (await give(near, "The Listeners", "hate", (AREA,))).withdrawn == ()
    assert [one.withdrawn for one in await exports(near)] == [0, 0, 1, 0]
    assert all(expected().pdq not in one.body_sealed for one in await exports(near))


async def test_a_picture_that_is_no_longer_kept_is_not_taken_back(near: Runtime) -> None:
    await judged(near)
    await give(near, "The Listeners", "hate", (AREA,))
    async with near.store.transaction() as tx:
        await tx.connection.execute("delete from media")
    later = await give(near, "The Listeners", "hate", (AREA,))
    assert (later.export.listed, later.withdrawn) == (0, ())
