"""Media of what is reported are fetched after the commit, kept sealed, and shown to whoever may see the case."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from answerable.errors import Forbidden, Invalid, Unavailable, Unknown
from answerable.flow import receive
from answerable.flow.custody.fetch import ENTRYPOINT, PAUSES_S, STRANGERS_WAIT_S, fetch_media
from answerable.flow.custody.media import open_media
from answerable.flow.custody.media_file import read_file, whole_path
from answerable.flow.custody.voice_note import VoiceRefused, looked_at
from answerable.flow.runtime import Runtime, open_runtime
from answerable.records.media import Media
from answerable.sandbox.refusal import Refusal
from answerable.settings import Settings
from answerable.vocabulary import Role
from tests import sounds
from tests.pictures import PNG
from tests.unit.test_fetch import Place, give, serving
from tests.world import a_report, a_reviewer, add_platform, an_item, count


@pytest.fixture
def place() -> Iterator[Place]:
    """A host of pictures on this computer, which the operator allows."""
    with serving(give()) as served:
        yield served


@pytest.fixture
async def house(database_url: str, tmp_path: Path, place: Place) -> AsyncIterator[Runtime]:
    settings = Settings(
        data=tmp_path / "data",
        merge_delay_s=1,
        undo_window_s=0,
        media_hosts=place.address(""),
        second_factor="off",
    )
    async with open_runtime(settings, database_url) as opened:
        await add_platform(opened)
        yield opened


async def jobs(runtime: Runtime) -> list[dict[str, str]]:
    """The fetches that wait in the outbox."""
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(
            "select payload from outbox where entrypoint = %s order by id", [ENTRYPOINT]
        )
        return [row[0] for row in await cursor.fetchall()]


async def work(runtime: Runtime) -> None:
    """Do the fetches that wait, once each."""
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(
            "delete from outbox where entrypoint = %s returning payload", [ENTRYPOINT]
        )
        found = [row[0] for row in await cursor.fetchall()]
    for job in found:
        await fetch_media(runtime, UUID(job["media"]), int(job["attempt"]))


async def kept(runtime: Runtime) -> list[Media]:
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute("select id from media order by item_id, place")
        found = [await tx.media.get(row[0]) for row in await cursor.fetchall()]
    return [one for one in found if one is not None]


async def with_media(runtime: Runtime, *media: str, **report: Any) -> receive.Receipt:
    await receive.receive_items(runtime, [an_item(media=media)])
    return await receive.receive_report(runtime, a_report(**report))


async def test_a_picture_of_what_is_reported_is_fetched_and_kept_sealed(house: Runtime, place: Place) -> None:
    await with_media(house, place.address("/1.png"), place.address("/2.png"))
    assert place.asked == [], "nothing is fetched while somebody waits for a receipt"
    await work(house)
    assert [one["path"] for one in place.asked] == ["/1.png", "/2.png"]
    found = await kept(house)
    assert [(one.media_type, one.size, one.place) for one in found] == [
        ("image/png", len(PNG), 1),
        ("image/png", len(PNG), 2),
    ]
    for one in found:
        assert one.body_sealed is not None
        assert PNG not in one.body_sealed
        assert house.keyring.open(one.body_sealed, "media", str(one.id)) == PNG


async def test_it_is_fetched_once_however_many_report_it(house: Runtime, place: Place) -> None:
    await with_media(house, place.address())
    for reporter in ("u-ba", "ma-thida"):
        await receive.receive_report(house, a_report(reporter=reporter))
    await work(house)
    await receive.receive_report(house, a_report(reporter="ko-min"))
    assert (len(place.asked), await count(house, "media"), await jobs(house)) == (1, 1, [])


async def test_what_nobody_reported_is_not_fetched(house: Runtime, place: Place) -> None:
    await receive.receive_items(
        house, [an_item("m1", media=(place.address(),)), an_item("m2", media=(place.address(),))]
    )
    await receive.receive_report(house, a_report("account:ko-aung"))
    await receive.receive_report(house, a_report("conversation:family"))
    assert await jobs(house) == []
    await receive.receive_report(house, a_report("conversation:family", reporter="u-ba", messages=("m2",)))
    await work(house)
    assert [one.item_id for one in await kept(house)] == ["m2"]


async def test_a_report_of_a_conversation_brings_no_pictures_of_another(house: Runtime, place: Place) -> None:
    """A reporter names messages; what is not of the conversation is nobody's to see there."""
    private = an_item("private", container="two-people", media=(place.address(),))
    await receive.receive_items(house, [an_item("m1", media=(place.address(),)), private])
    await receive.receive_report(house, a_report("conversation:family", messages=("m1", "private")))
    await work(house)
    assert [one.item_id for one in await kept(house)] == ["m1"]


async def test_an_address_inside_is_not_visited_and_the_reason_is_kept(house: Runtime) -> None:
    await with_media(
        house, "https://169.254.169.254/latest/meta-data/", "https://10.0.0.1/1.png", "http://example.org/"
    )
    await work(house)
    assert [one.refused for one in await kept(house)] == ["not_public", "not_public", "not_https"]
    assert await jobs(house) == [], "another attempt would not help"


async def test_what_may_go_better_later_is_tried_again_and_then_given_up(
    house: Runtime, place: Place
) -> None:
    with serving(give()) as gone:
        address = gone.address()
    settings = msgspec.structs.replace(house.settings, media_hosts=address.removesuffix("/1.png"))
    away = type(house)(**{**vars(house), "settings": settings})
    await with_media(away, address)
    attempts = []
    while waiting := await jobs(away):
        attempts += [job["attempt"] for job in waiting]
        await work(away)
    assert attempts == [str(number) for number in range(1, len(PAUSES_S) + 2)]
    assert [one.refused for one in await kept(away)] == ["unreachable"]


async def test_files_wait_while_there_is_little_room_and_reports_do_not(house: Runtime, place: Place) -> None:
    full = type(house)(
        **{**vars(house), "settings": msgspec.structs.replace(house.settings, room_gb=1_000_000)}
    )
    await with_media(full, place.address())
    [job] = await jobs(full)
    with pytest.raises(Unavailable, match="too little room"):
        await fetch_media(full, UUID(job["media"]), 1)
    with pytest.raises(VoiceRefused, match="without it"):
        await looked_at(full, sounds.ogg(1))
    await work(house)
    assert [one.refused for one in await kept(house)] == [None]


async def test_a_strangers_server_does_not_learn_when_its_post_was_reported(house: Runtime) -> None:
    for number in range(40):
        await receive.receive_items(house, [an_item(f"m{number}", media=("https://author.example/1.png",))])
        await receive.receive_report(house, a_report(f"item:m{number}"))
    async with house.store.transaction() as tx:
        cursor = await tx.connection.execute(
            "select extract(epoch from not_before - created_at)::float from outbox where entrypoint = %s",
            [ENTRYPOINT],
        )
        waits = [row[0] for row in await cursor.fetchall()]
    assert len(waits) == 40
    assert max(waits) - min(waits) > 3_600
    assert max(waits) <= STRANGERS_WAIT_S


async def test_an_operator_may_keep_none(house: Runtime, place: Place) -> None:
    none = type(house)(**{**vars(house), "settings": msgspec.structs.replace(house.settings, media_mb=0)})
    await with_media(none, place.address())
    assert (await jobs(none), await count(none, "media")) == ([], 0)


async def test_a_file_that_was_imported_beside_its_item_is_kept(house: Runtime, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "1.png").write_bytes(PNG)
    (tmp_path / "pictures" / "2.txt").write_bytes(b"no picture")
    paths = [whole_path(tmp_path, f"pictures/{name}") for name in ("1.png", "2.txt", "3.png")]
    await with_media(house, *paths)
    await work(house)
    assert [one.media_type or one.refused for one in await kept(house)] == [
        "image/png",
        "wrong_type",
        "not_found",
    ]


def test_a_path_never_leads_through_a_link_or_to_what_is_no_file(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    for one in (folder, outside):
        one.mkdir()
    (outside / "secret.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(outside / "secret.png")
    (folder / "elsewhere").symlink_to(outside)
    os.mkfifo(folder / "pipe.png")
    for path in ("link.png", "elsewhere/secret.png", "pipe.png", "."):
        with pytest.raises(Invalid):
            whole_path(folder, path)
    assert whole_path(folder, "not/there/yet.png") == str(folder.resolve() / "not/there/yet.png")


def test_a_link_that_was_put_there_after_the_import_is_not_followed(tmp_path: Path) -> None:
    folder = (tmp_path / "in").resolve()
    folder.mkdir()
    own = tmp_path / "data"
    own.mkdir()
    (own / "keys.json").write_bytes(PNG)
    (folder / "1.png").write_bytes(PNG)
    path = whole_path(folder, "1.png")
    assert read_file(path, 10_000, never=own) == PNG
    assert read_file(path, 10, never=own) is Refusal.TOO_LARGE
    (folder / "1.png").unlink()
    (folder / "1.png").symlink_to(own / "keys.json")
    assert read_file(path, 10_000, never=own) is Refusal.NOT_AN_ADDRESS
    for hidden in (str(own / "keys.json"), "relative.png", f"{folder}/../data/keys.json", "/dev/zero"):
        assert read_file(hidden, 10_000, never=own) is Refusal.NOT_AN_ADDRESS


async def test_only_who_may_see_the_case_opens_its_files_and_each_look_is_noted(
    house: Runtime, place: Place
) -> None:
    note = await looked_at(house, sounds.ogg(1))
    first = await with_media(house, place.address(), voice=note)
    await receive.receive_items(house, [an_item("m2")])
    other = await receive.receive_report(house, a_report("item:m2"))
    await work(house)
    reader = await a_reviewer(house)
    stranger = await a_reviewer(house, "Sai", languages=("shn",))
    operator = await a_reviewer(house, "Kyaw", roles=(Role.OPERATOR,))
    for one in await kept(house):
        opened = await open_media(house, reader, first.report.case_id, one.id)
        assert opened.content in (PNG, sounds.ogg(1))
        for nobody in (stranger, operator):
            with pytest.raises(Forbidden):
                await open_media(house, nobody, first.report.case_id, one.id)
        with pytest.raises(Unknown):
            await open_media(house, reader, other.report.case_id, one.id)
    async with house.store.transaction() as tx:
        views = await tx.evidence.views(case_id=first.report.case_id, most=10)
    assert sorted((view.reviewer, view.why) for view in views) == [
        ("Thiri", "media:item"),
        ("Thiri", "media:voice"),
    ]
