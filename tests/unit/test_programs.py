"""Programs of the system's in the sandbox: text in pictures, frames of films, and nothing else of the computer."""

from __future__ import annotations

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import manimgx_fonts
import pytest
from PIL import Image, ImageDraw, ImageFont

from answerable.detection.pdq import BYTES, distance, hash_of, spectrum
from answerable.flow.custody.media_hash import hash_media
from answerable.flow.pictures import hash_film, read_text
from answerable.sandbox.forms import Picture
from answerable.sandbox.programs.read_text import LANGUAGES, text_of
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.run import Sandbox, program
from answerable.sandbox.tasks import READ_TEXT
from tests.bombs import STARTING
from tests.scenes import file_of, scene
from tests.unit.test_sandbox import open_file

__all__ = ["open_file"]

BESIDE = [str(Path(__file__).parents[1])]
FONTS = Path(manimgx_fonts.__file__).parent


def _languages() -> set[str]:
    if not shutil.which("tesseract"):
        return set()
    said = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return set(said.stdout.split())


reads = pytest.mark.skipif(
    not set(LANGUAGES) <= _languages(),
    reason="needs tesseract with Burmese and English: apt-get install tesseract-ocr tesseract-ocr-mya",
)
films = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="needs ffmpeg: apt-get install ffmpeg")
linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the kernel's own filters are Linux's"
)


def written(*lines: tuple[str, str]) -> bytes:
    """A picture of text; each line with its font."""
    picture = Image.new("RGB", (900, 90 * len(lines)), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    for number, (line, font) in enumerate(lines):
        pen.text((20, 90 * number + 20), line, (0, 0, 0), ImageFont.truetype(FONTS / font, 40))
    file = BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()


@reads
async def test_burmese_and_english_in_a_picture_are_read() -> None:
    picture = written(
        ("မြန်မာနိုင်ငံတွင် သတိထားကြပါ", "NotoSansMyanmar[wght].ttf"),
        ("Please forward this message", "NotoSans[wght].ttf"),
    )
    found = await read_text(Sandbox(), picture)
    assert "".join(found.split()) == "မြန်မာနိုင်ငံတွင်သတိထားကြပါPleaseforwardthismessage"


@reads
@pytest.mark.slow
async def test_where_nothing_is_written_nothing_is_read() -> None:
    assert await read_text(Sandbox(), file_of(scene(3))) == ""


async def test_what_is_no_picture_never_reaches_the_program_that_reads() -> None:
    assert await read_text(Sandbox(), b"no picture") is Refusal.NOT_A_PICTURE


def test_words_that_it_is_not_sure_of_are_left_out() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    rows = ["5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t96.1\tone", "5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t12\tx#",
            "4\t1\t1\t1\t2\t0\t0\t0\t9\t9\t-1\t", "5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t50\ttwo", "5\t1\tbroken"]  # fmt: skip
    assert text_of(head + "\n".join(rows)) == "one\ntwo"


def film(folder: Path, kind: str) -> bytes:
    """Three scenes of two seconds each."""
    for number in range(30):
        (folder / f"{number:02}.png").write_bytes(file_of(scene(number // 10), compress_level=1))
    target = folder / f"film.{kind}"
    options = ["-c:v", "libvpx", "-deadline", "realtime"] if kind == "webm" else ["-pix_fmt", "yuv420p"]
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-framerate",
        "5",
        "-i",
        str(folder / "%02d.png"),
        *options,
        str(target),
    ]
    subprocess.run(command, check=True)
    return target.read_bytes()


@films
@pytest.mark.parametrize("kind", ["mp4", pytest.param("webm", marks=pytest.mark.slow)])
async def test_a_film_gives_the_frames_that_changed(tmp_path: Path, kind: str) -> None:
    content = film(tmp_path, kind)
    found = await hash_film(Sandbox(), content)
    assert isinstance(found, Picture)
    assert [(frame.place, frame.quality) for frame in found.frames] == [(0, 100), (2, 100), (4, 100)]
    for seed, frame in enumerate(found.frames):
        expected = hash_of(spectrum(scene(seed)).coefficients)
        assert distance(frame.hashes[:BYTES], expected) <= 31
    hashes = await hash_media(Sandbox(), content, f"video/{kind}")
    assert not isinstance(hashes, Refusal)
    assert [one.pdq for one in hashes] == [frame.hashes[:BYTES] for frame in found.frames]


@films
@pytest.mark.slow
async def test_what_is_no_film_is_refused_in_words() -> None:
    for content in (b"", b"nothing", bytes(100_000)):
        assert await hash_film(Sandbox(), content) is Refusal.NOT_A_FILM


@linux
async def test_a_program_that_was_taken_over_reaches_no_file_of_ours_no_network_and_no_other_process(
    open_file: Path,
) -> None:
    """Also where everybody may read the file: as an ordinary user the program runs as the user whose keys they are."""
    sandbox = Sandbox(command=program("bombs:main", beside=BESIDE))
    found = await sandbox.run(STARTING, str(open_file).encode())
    if found is Refusal.NOT_CONFINED:
        assert sandbox.lacking
        return
    assert not isinstance(found, Refusal)
    assert set(found.words) == {
        "read a file", "write a file", "delete a file", "reach the network", "signal its parent",
        "be root again", "read its parent's memory",
    }  # fmt: skip


async def test_where_it_cannot_be_confined_no_program_is_started() -> None:
    lax = Sandbox(command=program("bombs:without_landlock", beside=BESIDE))
    assert await lax.run(READ_TEXT, b"P5 1 1 255\n\xff") is Refusal.NOT_CONFINED
