"""Pictures of strangers in the sandbox: hashed to the bit, refused in words; a bomb ends its own process alone."""

from __future__ import annotations

import asyncio
import struct
import zlib
from io import BytesIO
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from answerable.detection.pdq import BYTES, TURNS, Turn, distance, hashes_of, spectrum
from answerable.detection.pdq_kernel import hashes
from answerable.flow import pictures as pictures_step
from answerable.sandbox.forms import Looked, Looking, Picture
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.run import Sandbox, program
from answerable.sandbox.tasks import PICTURE, PICTURES, PROBE, Echo
from tests.picture_bombs import CRASHED_BY_GIF
from tests.scenes import as_mode, file_of, film_of, scene
from tests.unit.test_pdq import packed


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


async def looked_at(sandbox: Sandbox, *contents: bytes, turned: bool = True) -> list[Picture | str]:
    found = await sandbox.run(PICTURES, msgspec.msgpack.encode(Looking(pictures=contents, turned=turned)))
    assert isinstance(found, Looked)
    return list(found.found)


def expected(content: bytes) -> tuple[bytes, int]:
    """What the definition says of the pixels that a viewer shows."""
    found = spectrum(np.asarray(Image.open(BytesIO(content)).convert("RGB")))
    return b"".join(hashes_of(found.coefficients).values()), found.quality


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is so large, and is."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer, rows, line = zlib.compressobj(9), b"", bytes(1 + (width + 7) // 8)
    for _ in range(height):
        rows += packer.compress(line)
    rows += packer.flush()
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


KINDS = {
    "jpeg": file_of(scene(1, 512, 512), "JPEG", quality=85),
    "jpeg, progressive": file_of(scene(2), "JPEG", progressive=True),
    "jpeg, grey": file_of(scene(3)[:, :, 1], "JPEG"),
    "jpeg, for print": as_mode(scene(4), "CMYK", "JPEG"),
    "png": file_of(scene(5, 321, 200)),
    "png, palette": as_mode(scene(6), "P", "PNG"),
    "png, transparent": file_of(np.dstack([scene(7), scene(8)[:, :, 0]])),
    "webp": file_of(scene(9), "WEBP"),
    "gif": file_of(scene(10), "GIF"),
}


async def test_every_kind_is_hashed_to_the_bit_one_by_one_and_in_a_batch(sandbox: Sandbox) -> None:
    many = await looked_at(sandbox, *KINDS.values())
    for content, found in zip(KINDS.values(), many, strict=True):
        assert isinstance(found, Picture)
        [frame] = found.frames
        assert (frame.hashes, frame.quality) == expected(content)
        assert len(frame.hashes) == len(TURNS) * BYTES
    first = [one async for one in pictures_step.hash_many(sandbox, [KINDS["jpeg"]], turned=False)]
    assert isinstance(first[0], Picture)
    assert first[0].frames[0].hashes == expected(KINDS["jpeg"])[0][:BYTES]
    few = [one async for one in pictures_step.hash_many(sandbox, KINDS.values())]
    assert few == many
    one = await sandbox.run(PICTURE, KINDS["jpeg"])
    assert one == many[0]
    assert sandbox.lacking == (), "children start no thread, and every protection is in force"


BROKEN = {
    "nothing": (b"", Refusal.NOT_A_PICTURE),
    "zeros": (bytes(10_000), Refusal.NOT_A_PICTURE),
    "a text that is called a picture": (b"#!/bin/sh\nrm -rf /\n", Refusal.NOT_A_PICTURE),
    "an svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.NOT_A_PICTURE),
    "a bitmap": (file_of(scene(1), "BMP"), Refusal.NOT_A_PICTURE),
    "a jpeg's beginning": (KINDS["jpeg"][:20], Refusal.NOT_A_PICTURE),
    "a jpeg cut short": (KINDS["jpeg"][:8_000], Refusal.CUT_SHORT),
    "a png cut short": (KINDS["png"][:8_000], Refusal.CUT_SHORT),
    "a gif cut short": (KINDS["gif"][:8_000], Refusal.CUT_SHORT),
    "a webp cut short": (KINDS["webp"][: len(KINDS["webp"]) // 2], Refusal.NOT_A_PICTURE),
    "30,000 x 30,000": (bomb(30_000, 30_000), Refusal.TOO_MANY_PIXELS),
}


async def test_what_is_broken_or_hostile_is_refused_in_words(sandbox: Sandbox) -> None:
    contents = [content for content, _ in BROKEN.values()]
    found = await looked_at(sandbox, *contents, KINDS["png"])
    assert found[:-1] == [why.value for _, why in BROKEN.values()]
    assert isinstance(found[-1], Picture), "one after them is hashed all the same"


async def test_one_by_one_it_is_refused_in_the_same_words(sandbox: Sandbox) -> None:
    for name in ("nothing", "a jpeg cut short", "30,000 x 30,000"):
        content, why = BROKEN[name]
        assert await sandbox.run(PICTURE, content) is why
    assert await sandbox.run(PROBE, b"x") == Echo(count=1)


@pytest.mark.slow
async def test_a_large_picture_is_hashed_smaller_and_stays_near(sandbox: Sandbox) -> None:
    """Larger than what is taken whole: 16 million pixels."""
    large = Image.fromarray(scene(12, 420, 400)).resize((4_200, 4_000), Image.Resampling.NEAREST)
    [whole], _ = hashes(packed(np.asarray(large)), (Turn.NONE,))
    for kind, options in (("JPEG", {}), ("PNG", {"compress_level": 1})):
        found = await sandbox.run(PICTURE, file_of(np.asarray(large), kind, **options))
        assert isinstance(found, Picture)
        assert (found.width, found.height) == (4_200, 4_000)
        assert distance(found.frames[0].hashes[:BYTES], whole) <= 8


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
async def test_a_film_gives_its_first_frame_and_those_that_changed(sandbox: Sandbox, kind: str) -> None:
    one, other = scene(1, 160, 120), scene(2, 160, 120)
    film = film_of([one, one, one, other, other, one], kind, duration=40)
    found = await sandbox.run(PICTURE, film)
    assert isinstance(found, Picture)
    seen = [frame.hashes[:BYTES] for frame in found.frames]
    assert len(seen) == 3
    assert [frame.place for frame in found.frames] == sorted(frame.place for frame in found.frames)
    assert [distance(seen[0], this) <= 31 for this in seen] == [True, False, True]
    assert found.whole


async def test_of_ten_thousand_frames_the_first_thousand_are_looked_at(sandbox: Sandbox) -> None:
    frames = [np.full((8, 8, 3), shade % 2, np.uint8) for shade in range(10_000)]
    found = await sandbox.run(PICTURE, film_of(frames, duration=20, optimize=False))
    assert isinstance(found, Picture)
    assert not found.whole
    assert [frame.place for frame in found.frames] == [0]


async def test_a_film_that_is_cut_short_gives_what_there_is(sandbox: Sandbox) -> None:
    film = film_of([scene(seed, 160, 120) for seed in range(6)], duration=40)
    found = await sandbox.run(PICTURE, film[: len(film) * 2 // 3])
    assert isinstance(found, Picture)
    assert 1 < len(found.frames) < 6
    assert not found.whole


async def test_four_at_once_are_kept_apart(sandbox: Sandbox) -> None:
    found = await asyncio.gather(
        *(sandbox.run(PICTURE, content) for content in (*list(KINDS.values())[:3], BROKEN["zeros"][0]))
    )
    assert [isinstance(one, Picture) for one in found] == [True, True, True, False]


async def test_a_bomb_among_many_costs_the_others_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The GIF kills the child that has its batch; each of the batch is then looked at alone, and the next ones by a
    child of their own."""
    beside = [str(Path(__file__).parents[2])]
    sandbox = Sandbox(command=program("tests.picture_bombs:main", beside=beside))
    monkeypatch.setattr(pictures_step, "BATCH_MOST", 3)
    monkeypatch.setattr(pictures_step, "PICTURES", CRASHED_BY_GIF)
    names = ["png", "webp", "jpeg", "jpeg, grey", "gif", "png", "png, palette"]
    contents = [KINDS[name] for name in names]
    contents[2] = b""
    found = [one async for one in pictures_step.hash_many(sandbox, contents)]
    assert found[2] is Refusal.NOT_A_PICTURE
    for place in (0, 1, 3, 4, 5, 6):
        one = found[place]
        assert isinstance(one, Picture)
        assert one.frames[0].hashes == expected(contents[place])[0]


async def test_a_session_that_ended_says_why_ever_after(sandbox: Sandbox) -> None:
    hasty = msgspec.structs.replace(PICTURES, limits=msgspec.structs.replace(PICTURES.limits, wall_s=0.001))
    async with sandbox.session(hasty, asks=3) as session:
        assert [await session.ask(b""), await session.ask(b"")] == [Refusal.TOO_SLOW, Refusal.TOO_SLOW]
        assert not session.alive
