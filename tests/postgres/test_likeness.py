"""Copies of a picture are one case and one decision; alone it reaches the very same files with the very same text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import numpy as np
import pytest

from answerable.detection.pdq import distance, hash_of, spectrum
from answerable.flow import decide, receive
from answerable.flow.copies import judge
from answerable.flow.copies.steps import search_all
from answerable.flow.custody.retain import retain
from answerable.flow.likeness.ask import WAITING_OF_AUTHOR, may_look
from answerable.flow.likeness.look import look_at_waiting
from answerable.flow.likeness.sealed import open_looks
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime, open_runtime
from answerable.records.cluster import Copy, CopyState, Means
from answerable.records.decision import Choice
from answerable.records.item import Item, ItemState
from answerable.settings import Settings
from answerable.vocabulary import FoundBy, MatchKind, Verdict
from tests.postgres.test_copies import copies_of, states, work
from tests.postgres.test_media import work as fetch_all
from tests.postgres.test_media_hashes import hashed
from tests.scenes import file_of, scene
from tests.unit.test_fetch import give, serving
from tests.unit.test_programs import reads, written
from tests.world import a_report, a_reviewer, add_platform, an_item, count, decided, removal

SCENE = scene(21)
FILE = file_of(SCENE)
SENT_ON = file_of(SCENE, "JPEG", quality=60)
MIRRORED = file_of(np.ascontiguousarray(SCENE[:, ::-1]), "JPEG", quality=85)
PACKED_ANEW = file_of(SCENE, "PNG", compress_level=1)
OTHER = file_of(scene(99))
FLAT = file_of(np.full((240, 320, 3), 200, np.uint8))
CAPTION = "They will attack the market on 11 September. Keep your children inside."


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[Runtime]:
    settings = Settings(data=tmp_path / "data", merge_delay_s=1, undo_window_s=0, read_pictures="none")
    (tmp_path / "media").mkdir()
    async with open_runtime(settings, database_url) as opened:
        await add_platform(opened)
        yield opened


def with_settings(runtime: Runtime, **changed: Any) -> Runtime:
    """Another process of the same installation, with other settings: it has read nothing yet."""
    return Runtime(
        settings=msgspec.structs.replace(runtime.settings, **changed),
        store=runtime.store,
        keyring=runtime.keyring,
        standards=runtime.standards,
        all_standards=runtime.all_standards,
    )


def showing(runtime: Runtime, item_id: str, *contents: bytes, **fields: Any) -> Item:
    """An item with these files, as it was imported."""
    folder = runtime.settings.data.parent / "media"
    paths = []
    for number, content in enumerate(contents):
        path = folder / f"{item_id}-{number}"
        path.write_bytes(content)
        paths.append(str(path))
    given: dict[str, Any] = {"text": "", "author": f"by-{item_id}", "container": item_id, "language": "en"}
    return an_item(item_id, media=tuple(paths), **given | fields)


async def look(runtime: Runtime) -> int:
    """Look at what waits until nothing does."""
    looked = 0
    while some := await look_at_waiting(runtime):
        looked += some
    return looked


async def arrive(runtime: Runtime, *items: Item) -> None:
    """Items come in, and are known as far as they can be."""
    await receive.receive_items(runtime, list(items))
    await look(runtime)
    await everything(runtime)


async def everything(runtime: Runtime) -> None:
    await search_all(runtime)
    await work(runtime)


async def a_case(runtime: Runtime, content: bytes = FILE, **fields: Any) -> UUID:
    """A case about an item with a picture, that was looked at before somebody reported it."""
    await arrive(runtime, showing(runtime, "first", content, **fields))
    receipt = await receive.receive_report(runtime, a_report("item:first"))
    return receipt.report.case_id


async def known(runtime: Runtime, case_id: UUID) -> dict[str, tuple[MatchKind, Means, FoundBy, bool]]:
    found = await copies_of(runtime, case_id)
    return {name: (one.match, one.means, one.found_by, one.acts) for name, one in found.items()}


async def test_two_reports_of_two_copies_of_a_picture_are_one_case(house: Runtime) -> None:
    case_id = await a_case(house)
    await arrive(house, showing(house, "sent-on", SENT_ON), showing(house, "other", OTHER))
    await receive.receive_items(house, [showing(house, "late", MIRRORED, text="Look at this")])
    assert await look(with_settings(house)) == 1, "a process that has read nothing yet knows it too"
    assert await known(house, case_id) == {
        "sent-on": (MatchKind.NEAR, Means.PICTURE, FoundBy.ARRIVAL, False),
        "late": (MatchKind.NEAR, Means.PICTURE, FoundBy.ARRIVAL, False),
    }
    second = await receive.receive_report(house, a_report("item:sent-on", reporter="u-tin"))
    other = await receive.receive_report(house, a_report("item:other", reporter="u-tin"))
    assert second.report.case_id == case_id != other.report.case_id
    async with house.store.transaction() as tx:
        copy_id = (await copies_of(house, case_id))["late"].id
        assert await tx.ledger.of_record(copy_id, "copy") is not None


async def test_pictures_that_are_reported_together_for_the_first_time_are_one_case(house: Runtime) -> None:
    await arrive(house, showing(house, "a", FILE), showing(house, "b", SENT_ON), showing(house, "c", OTHER))
    receipts = await receive.receive_reports(
        house, [a_report(f"item:{name}", reporter=name) for name in ("b", "c", "a")]
    )
    by_item = {one.report.subject_id: one.report.case_id for one in receipts}
    assert by_item["a"] == by_item["b"] != by_item["c"]
    assert await known(house, by_item["a"]) == {"b": (MatchKind.NEAR, Means.PICTURE, FoundBy.REPORT, False)}


async def test_the_very_same_file_is_acted_on_when_it_arrives_and_undoing_brings_it_back(
    house: Runtime,
) -> None:
    case_id = await a_case(house, text=CAPTION)
    thiri = await a_reviewer(house)
    decision = await decided(house, thiri, case_id, removal(house))
    await everything(house)
    await arrive(house, showing(house, "later", FILE, text=f"Please share! {CAPTION}"))
    assert await states(house, "later") == {"later": ItemState.REMOVED}
    await decide.undo(house, thiri, decision.id)
    await everything(house)
    assert await states(house, "later") == {"later": ItemState.VISIBLE}
    assert (await verify_ledger(house)).findings == []


async def test_whatever_nobody_judged_joins_and_waits_for_a_person(house: Runtime) -> None:
    case_id = await a_case(house, text=CAPTION)
    thiri = await a_reviewer(house)
    await decided(house, thiri, case_id, removal(house))
    later = {
        "refuted": (FILE, "This is a lie. The picture is of 2012."),
        "bare": (FILE, ""),  # the picture alone says less than what was judged
        "denied": (FILE, CAPTION.replace("will", "will not")),
        "packed": (PACKED_ANEW, CAPTION),  # to the bit the same hash, and another file: hashes can be forged
        "sent-on": (SENT_ON, CAPTION),
        "another": (OTHER, CAPTION),  # the text of one thing under a picture of another
        "two": (FILE + b"\0", CAPTION),
    }
    await arrive(house, *(showing(house, name, file, text=text) for name, (file, text) in later.items()))
    copies = await copies_of(house, case_id)
    assert {name: one.state for name, one in copies.items()} == dict.fromkeys(later, CopyState.TO_LOOK_AT)
    assert set((await states(house, *later)).values()) == {ItemState.VISIBLE}
    assert await count(house, "media") == 1 + len(later), "what a person must look at is fetched and kept"
    await judge.confirm(house, thiri, copies["refuted"].id)
    await everything(house)
    assert await states(house, "refuted", "bare") == {"refuted": ItemState.REMOVED, "bare": ItemState.VISIBLE}
    choice = Choice(verdict=Verdict.NO_VIOLATION, ground="no-violation")
    await judge.decide_copy(house, thiri, copies["refuted"].id, choice)
    await everything(house)
    assert await states(house, "refuted") == {"refuted": ItemState.VISIBLE}


async def test_a_text_with_a_picture_is_no_copy_to_act_on_of_the_text_alone(house: Runtime) -> None:
    """Nor the other way round: whoever reports a common caption under a foul picture removes nobody's kitten."""
    await receive.receive_items(house, [an_item("first", text=CAPTION, author="by-first", language="en")])
    receipt = await receive.receive_report(house, a_report("item:first"))
    thiri = await a_reviewer(house)
    await decided(house, thiri, receipt.report.case_id, removal(house))
    await arrive(house, showing(house, "shown", OTHER, text=CAPTION))
    bare = an_item("bare", text=CAPTION, author="by-bare", language="en")
    await arrive(house, bare)
    assert await states(house, "shown", "bare") == {"shown": ItemState.VISIBLE, "bare": ItemState.REMOVED}


async def test_what_was_there_before_the_case_is_found_also_where_its_file_is_kept_later(
    house: Runtime,
) -> None:
    """The first was reported before anybody looked at it: what it shows is known once its file is kept."""
    quiet = with_settings(house, look_at="none")
    await arrive(house, showing(house, "before", SENT_ON, text="Look here"), showing(house, "other", OTHER))
    await receive.receive_items(quiet, [showing(house, "first", FILE)])
    receipt = await receive.receive_report(quiet, a_report("item:first"))
    await search_all(house)
    assert await copies_of(house, receipt.report.case_id) == {}
    await fetch_all(house)
    await hashed(house)
    await everything(house)
    assert await known(house, receipt.report.case_id) == {
        "before": (MatchKind.NEAR, Means.PICTURE, FoundBy.SEARCH, False)
    }


async def test_a_flat_picture_decides_nothing(house: Runtime) -> None:
    case_id = await a_case(house, FLAT)
    await arrive(house, showing(house, "later", FLAT))
    assert await copies_of(house, case_id) == {}


async def test_who_quotes_a_picture_among_many_of_their_own_is_no_copy(house: Runtime) -> None:
    case_id = await a_case(house)
    album = [file_of(scene(seed)) for seed in (31, 32)]
    await arrive(house, showing(house, "album", FILE, *album), showing(house, "two", FILE, album[0]))
    assert set(await copies_of(house, case_id)) == {"two"}


async def test_what_was_found_within_the_standards_brings_no_pictures_to_look_at(house: Runtime) -> None:
    case_id = await a_case(house)
    thiri = await a_reviewer(house)
    await decided(house, thiri, case_id, Choice(verdict=Verdict.NO_VIOLATION))
    await arrive(house, showing(house, "news", SENT_ON, text="From the news of today"))
    assert await copies_of(house, case_id) == {}
    receipt = await receive.receive_report(house, a_report("item:news", reporter="u-tin"))
    assert receipt.report.case_id == case_id, "who reports it is owed an answer there"


async def test_of_what_nobody_reported_only_sealed_hashes_are_kept_and_for_a_while(house: Runtime) -> None:
    await arrive(house, showing(house, "quiet", FILE))
    async with house.store.transaction() as tx:
        [seen] = await tx.pictures.of_items([("messenger", "quiet")])
        cursor = await tx.connection.execute("select * from item_pictures")
        columns = b"".join(one for row in await cursor.fetchall() for one in row if isinstance(one, bytes))
    pdq = hash_of(spectrum(SCENE).coefficients)
    [only] = open_looks(house, seen.number or 0, seen.body_sealed or b"")
    assert only is not None
    assert distance(only.frames[0].pdq, pdq) == 0
    assert pdq not in columns
    assert FILE[:64] not in columns
    assert await count(house, "media") == 0
    async with house.store.transaction() as tx:
        await tx.connection.execute("update item_pictures set asked_at = asked_at - interval '31 days'")
    assert (await retain(house))["item_pictures"] == 1


async def test_whose_media_are_looked_at_is_the_operators_to_say(house: Runtime) -> None:
    with serving(give(FILE)) as place:
        own = with_settings(house, media_hosts=place.address(""))
        assert [may_look(own, one) for one in (place.address(), "https://stranger.example/1.png", "/a/file")] == [
            True, False, True,
        ]  # fmt: skip
        assert may_look(with_settings(house, look_at="all"), "https://stranger.example/1.png")
        none = with_settings(own, look_at="none")
        assert not may_look(none, place.address())
        shown = an_item("shown", media=(place.address(), "https://stranger.example/1.png"))
        await receive.receive_items(none, [an_item("unseen", media=(place.address(),))])
        await receive.receive_items(own, [shown])
        assert place.asked == [], "nothing is fetched while a platform waits"
        assert await look(own) == 1
        assert [one["path"] for one in place.asked] == ["/1.png"]
        await receive.receive_items(own, [shown])
        assert await look(own) == 0, "each is looked at once"


async def test_the_queue_is_bounded_and_nobody_fills_it(
    house: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def many(author: str, number: int) -> list[Item]:
        return [an_item(f"{author}{n}", author=author, media=("/nowhere",)) for n in range(number)]

    await receive.receive_items(house, many("flood", WAITING_OF_AUTHOR + 20))
    await receive.receive_items(house, many("flood-", 1) + many("someone", 1))
    await receive.receive_items(house, [an_item("again", author="flood", media=("/nowhere",))])
    assert await count(house, "item_pictures") == WAITING_OF_AUTHOR + 2
    monkeypatch.setattr("answerable.flow.likeness.ask.WAITING_MOST", WAITING_OF_AUTHOR + 2)
    await receive.receive_items(house, many("late", 1))
    assert await count(house, "item_pictures") == WAITING_OF_AUTHOR + 2


async def test_what_cannot_be_looked_at_joins_by_its_text_and_waits(house: Runtime) -> None:
    case_id = await a_case(house, text=CAPTION)
    thiri = await a_reviewer(house)
    await decided(house, thiri, case_id, removal(house))
    await receive.receive_items(house, [showing(house, "broken", FILE[:900], text=CAPTION)])
    await everything(house)
    assert await copies_of(house, case_id) == {}, "it waits to be looked at"
    await look(house)
    copy: Copy = (await copies_of(house, case_id))["broken"]
    assert (copy.means, copy.state) == (Means.TEXT, CopyState.TO_LOOK_AT)


@reads
async def test_a_screenshot_of_a_letter_joins_its_case_and_waits(house: Runtime) -> None:
    reading = with_settings(house, read_pictures="all")
    await receive.receive_items(house, [an_item("first", text=CAPTION, author="by-first", language="en")])
    receipt = await receive.receive_report(house, a_report("item:first"))
    half = CAPTION.index(". ") + 1
    screenshot = written(
        ("10:45", "NotoSans[wght].ttf"),
        (CAPTION[:half], "NotoSans[wght].ttf"),
        (CAPTION[half + 1 :], "NotoSans[wght].ttf"),
    )
    await receive.receive_items(reading, [showing(house, "screenshot", screenshot)])
    await look(reading)
    await everything(reading)
    assert await known(house, receipt.report.case_id) == {
        "screenshot": (MatchKind.NEAR, Means.READ, FoundBy.ARRIVAL, False)
    }
