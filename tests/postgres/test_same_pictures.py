"""The same picture in other cases is shown to whoever may see them, also where it is mirrored; nothing else follows."""

from __future__ import annotations

from uuid import UUID

import msgspec
import numpy as np
import pytest

from answerable.detection.pdq import Turn
from answerable.flow import receive
from answerable.flow.custody.erase import erase_records
from answerable.flow.custody.same_pictures import same_pictures
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from answerable.records.erasure import Why
from answerable.records.reviewer import Reviewer
from tests.doors import Visitor, a_person, visiting
from tests.postgres.test_access import seat
from tests.postgres.test_media import Place, house, place, work
from tests.postgres.test_media_hashes import FILE, SCENE, hashed
from tests.scenes import file_of, scene
from tests.unit.test_fetch import give, serving
from tests.world import a_report, a_reviewer, an_item

__all__ = ["Place", "house", "place"]

MIRRORED = file_of(np.ascontiguousarray(SCENE[:, ::-1]), "PNG")
OTHER = file_of(scene(99))


async def reported(runtime: Runtime, item: str, content: bytes, language: str = "my") -> Case:
    """The case of a reported item with this picture, hashed."""
    with serving(give(content)) as served:
        settings = msgspec.structs.replace(runtime.settings, media_hosts=served.address(""))
        allowing = type(runtime)(**{**vars(runtime), "settings": settings})
        await receive.receive_items(
            allowing,
            [an_item(item, text=f"about {item}", language=language, media=(served.address("/1.png"),))],
        )
        receipt = await receive.receive_report(allowing, a_report(f"item:{item}"))
        await work(allowing)
        await hashed(allowing)
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(receipt.report.case_id)
    assert case is not None
    return case


async def seen(runtime: Runtime, reviewer: Reviewer, case: Case) -> list[tuple[UUID, int, Turn]]:
    found = await same_pictures(runtime, reviewer, case)
    return [(one.case.id, one.distance, one.turn) for some in found.values() for one in some]


@pytest.fixture
async def reader(house: Runtime) -> Reviewer:
    return await a_reviewer(house)


async def test_it_is_shown_with_the_other_cases_also_where_it_is_mirrored(
    house: Runtime, reader: Reviewer
) -> None:
    first = await reported(house, "m1", FILE)
    assert await seen(house, reader, first) == []
    second = await reported(house, "m2", FILE)
    mirrored = await reported(house, "m3", MIRRORED)
    other = await reported(house, "m4", OTHER)
    found = await seen(house, reader, first)
    assert found[0] == (second.id, 0, Turn.NONE)
    assert [(case_id, turn) for case_id, _, turn in found[1:]] == [(mirrored.id, Turn.MIRRORED)]
    assert [case_id for case_id, _, _ in await seen(house, reader, mirrored)] == [first.id, second.id]
    assert await seen(house, reader, other) == []


async def test_who_may_not_see_a_case_is_not_told_of_it(house: Runtime, reader: Reviewer) -> None:
    first = await reported(house, "m1", FILE)
    await reported(house, "m2", FILE, language="shn")
    assert await seen(house, reader, first) == []
    both = await a_reviewer(house, "Sai", languages=("my", "shn"))
    assert len(await seen(house, both, first)) == 1


async def test_what_was_erased_is_not_shown_any_more(house: Runtime, reader: Reviewer) -> None:
    first = await reported(house, "m1", FILE)
    second = await reported(house, "m2", FILE)
    assert [case_id for case_id, _, _ in await seen(house, reader, first)] == [second.id]
    async with house.store.transaction() as tx:
        cursor = await tx.connection.execute("select id from evidence where case_id = %s", [second.id])
        ids = [row[0] for row in await cursor.fetchall()]
        await erase_records(house, tx, Why.RETENTION, evidence=ids, counts={"evidence": len(ids)})
    assert await seen(house, reader, first) == []


async def test_the_reviewer_sees_it_beside_the_picture(house: Runtime) -> None:
    first = await reported(house, "m1", FILE)
    second = await reported(house, "m2", MIRRORED)
    async with visiting(house) as made:
        browser: Visitor = made
        await seat(house, browser, await a_person(house))
        page = (await browser.get(f"/review/cases/{first.id}")).text
    assert "The same picture is in another case" in page
    assert f'href="/review/cases/{second.id}"' in page
    assert "It is turned or mirrored there." in page
