"""What reviewers see of copies that are known by their pictures, and of what is written in pictures."""

from __future__ import annotations

import re

from answerable.db.sealed import SEALED
from answerable.flow import receive
from answerable.flow.copies import judge
from answerable.flow.custody.media_hash import hash_kept
from answerable.flow.custody.quarantine import mark
from answerable.flow.custody.read_media import ENTRYPOINT, PURPOSE, read_kept, texts_in
from answerable.flow.likeness.look import look_at_waiting
from answerable.flow.runtime import Runtime
from answerable.vocabulary import Role
from tests.doors import a_person, visiting
from tests.postgres.test_access import seat
from tests.postgres.test_likeness import CAPTION, SENT_ON, a_case, house, showing, with_settings
from tests.postgres.test_media import kept
from tests.postgres.test_media import work as fetch_all
from tests.unit.test_programs import reads, written
from tests.world import a_report, a_reviewer, an_item, count, decided, removal

__all__ = ["house"]


async def test_the_page_of_copies_shows_their_pictures_veiled_for_a_person_to_judge(house: Runtime) -> None:
    case_id = await a_case(house, text=CAPTION)
    thiri = await a_person(house)
    await decided(house, thiri, case_id, removal(house))
    await arrive_and_keep(house)
    async with visiting(house) as browser:
        await seat(house, browser, thiri)
        page = (await browser.get(f"/review/cases/{case_id}/copies")).text
        [source] = re.findall(rf'<img src="(/review/cases/{case_id}/media/[^"]+)"', page)
        assert "The same picture" in page
        assert "Show the picture, blurred" in page
        assert (await browser.get(source)).content == SENT_ON
    [copy] = await judge.to_look_at(house, thiri)
    assert copy.item_id == "later"


async def arrive_and_keep(house: Runtime) -> None:
    """A copy comes in, sent on under another caption; its file is kept for whoever looks at it."""
    await receive.receive_items(house, [showing(house, "later", SENT_ON, text="From the news")])
    await look_at_waiting(house)
    await fetch_all(house)


@reads
async def test_what_is_written_in_a_reported_picture_is_shown_and_sealed_and_goes_to_quarantine_with_it(
    house: Runtime,
) -> None:
    reading = with_settings(house, read_pictures="reported", look_at="none")
    await receive.receive_items(house, [an_item("letter", text=CAPTION, author="by-letter", language="en")])
    letter = await receive.receive_report(house, a_report("item:letter"))
    half = CAPTION.index(". ") + 1
    font = "NotoSans[wght].ttf"
    screenshot = written(("10:45", font), (CAPTION[:half], font), (CAPTION[half + 1 :], font))
    await receive.receive_items(reading, [showing(house, "shown", screenshot)])
    receipt = await receive.receive_report(reading, a_report("item:shown"))
    assert receipt.report.case_id != letter.report.case_id, "it is read after its report has its case"
    await fetch_all(reading)
    [media] = await kept(reading)
    async with reading.store.transaction() as tx:
        cursor = await tx.connection.execute("select payload from outbox where entrypoint = %s", [ENTRYPOINT])
        assert [row[0] for row in await cursor.fetchall()] == [{"media": str(media.id)}]
    await read_kept(reading, media.id)
    await read_kept(reading, media.id)
    async with reading.store.transaction() as tx:
        text = await tx.media_texts.of(media.id)
        case = await tx.cases.get(receipt.report.case_id)
    assert text is not None
    assert case is not None
    assert b"market" not in (text.text_sealed or b"")
    assert ("media_texts", PURPOSE) in {(one.table, one.purpose) for one in SEALED}
    assert "market" in (await texts_in(reading, case))[media.id]
    thiri = await a_person(house)
    async with visiting(house) as browser:
        await seat(house, browser, thiri)
        page = (await browser.get(f"/review/cases/{case.id}")).text
    assert "What is written in it is in another case" in page
    assert f'href="/review/cases/{letter.report.case_id}"' in page
    lead = await a_reviewer(house, "Lead", roles=(Role.LEAD,))
    await mark(house, lead, case.id, media.id, "it must not be seen")
    assert (await texts_in(reading, case), await count(house, "media_texts")) == ({}, 0)
    await hash_kept(house, media.id)


async def test_nothing_is_read_where_the_operator_says_so(house: Runtime) -> None:
    await receive.receive_items(house, [showing(house, "shown", SENT_ON)])
    await receive.receive_report(house, a_report("item:shown"))
    await fetch_all(house)
    async with house.store.transaction() as tx:
        cursor = await tx.connection.execute(
            "select count(*) from outbox where entrypoint = %s", [ENTRYPOINT]
        )
        assert await cursor.fetchone() == (0,)
