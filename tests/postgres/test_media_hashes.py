"""Pictures that were reported are hashed once they are kept; hashes are sealed like them and go with them."""

from __future__ import annotations

from uuid import UUID

import msgspec
import pytest

from answerable.db.sealed import SEALED
from answerable.detection.pdq import hashes_of, spectrum
from answerable.errors import Tampered
from answerable.flow.custody.erase import erase_records
from answerable.flow.custody.media_hash import ENTRYPOINT, hash_kept, hash_media, open_hashes
from answerable.flow.custody.voice_note import looked_at
from answerable.flow.runtime import Runtime
from answerable.records.erasure import Why
from answerable.records.media_hash import FrameHash
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.run import Sandbox
from tests import sounds
from tests.postgres.test_media import Place, house, kept, place, with_media, work
from tests.scenes import file_of, scene
from tests.unit.test_fetch import give, serving
from tests.world import count

__all__ = ["house", "place"]

SCENE = scene(21)
FILE = file_of(SCENE)


def expected() -> FrameHash:
    made = spectrum(SCENE)
    first, *turned = hashes_of(made.coefficients).values()
    return FrameHash(first, made.quality, turned=b"".join(turned))


async def reported(runtime: Runtime, content: bytes) -> Runtime:
    """Have a picture of a reported item fetched, from a host of its own; the runtime that allows it."""
    with serving(give(content)) as served:
        settings = msgspec.structs.replace(runtime.settings, media_hosts=served.address(""))
        allowing = type(runtime)(**{**vars(runtime), "settings": settings})
        await with_media(allowing, served.address("/1.png"))
        await work(allowing)
    return allowing


async def hashed(runtime: Runtime) -> list[UUID]:
    """Do the hashings that wait, once each; the media that they were of."""
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute(
            "delete from outbox where entrypoint = %s returning payload", [ENTRYPOINT]
        )
        ids = [UUID(row[0]["media"]) for row in await cursor.fetchall()]
    for one in ids:
        await hash_kept(runtime, one)
    return ids


async def test_a_picture_is_hashed_by_one_call() -> None:
    assert await hash_media(Sandbox(), FILE) == (expected(),)
    assert await hash_media(Sandbox(), FILE[:3000]) is Refusal.CUT_SHORT


async def test_what_was_kept_is_hashed_and_the_hash_is_sealed(house: Runtime) -> None:
    near = await reported(house, FILE)
    [media] = await kept(near)
    assert await hashed(near) == [media.id]
    async with near.store.transaction() as tx:
        [known] = await tx.media_hashes.after(0, most=10)
        assert await tx.media_hashes.after(known.number, most=10) == []
    assert (known.media_id, known.case_id, known.item_id) == (media.id, media.case_id, media.item_id)
    assert expected().pdq not in known.frames_sealed
    assert open_hashes(near, media.id, known.frames_sealed) == (expected(),)
    with pytest.raises(Tampered):
        open_hashes(near, media.case_id, known.frames_sealed)
    assert ("media_hashes", "frames_sealed") in {(one.table, one.column) for one in SEALED}


async def test_it_goes_with_the_evidence_that_it_is_of(house: Runtime, place: Place) -> None:
    await with_media(house, place.address())
    await work(house)
    await hashed(house)
    assert await count(house, "media_hashes") == 1
    async with house.store.transaction() as tx:
        cursor = await tx.connection.execute("select id from evidence")
        evidence = [row[0] for row in await cursor.fetchall()]
        await erase_records(house, tx, Why.RETENTION, evidence=evidence, counts={"evidence": len(evidence)})
    assert (await count(house, "media"), await count(house, "media_hashes")) == (0, 0)


async def test_a_job_that_comes_twice_hashes_once_and_one_that_comes_late_nothing(
    house: Runtime, place: Place
) -> None:
    await with_media(house, place.address())
    await work(house)
    [media_id] = await hashed(house)
    await hash_kept(house, media_id)
    assert await count(house, "media_hashes") == 1
    async with house.store.transaction() as tx:
        await tx.connection.execute("delete from media")
    await hash_kept(house, media_id)
    assert await count(house, "media_hashes") == 0


async def test_a_voice_is_never_hashed(house: Runtime, place: Place) -> None:
    await with_media(house, voice=await looked_at(house, sounds.ogg(1)))
    await work(house)
    assert await hashed(house) == []


async def test_what_cannot_be_decoded_leaves_the_word_that_says_why(house: Runtime) -> None:
    near = await reported(house, FILE[:3000])
    [media_id] = await hashed(near)
    async with near.store.transaction() as tx:
        found = await tx.media_hashes.of(media_id)
    assert found is not None
    assert (found.refused, found.frames_sealed) == ("cut_short", None)
