"""What a sound is and how long it lasts is counted from its frames; a file that lies is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.sandbox.forms import Sound, SoundKind
from answerable.sandbox.refusal import Refusal, Refuses
from answerable.sandbox.run import Sandbox
from answerable.sandbox.sound.inspect import inspect
from answerable.sandbox.tasks import SOUND
from tests import sounds

GOOD = {
    "Opus in Ogg": (sounds.ogg(3), SoundKind.OGG, 3.0),
    "a longer one": (sounds.ogg(100), SoundKind.OGG, 100.0),
    "Opus in WebM from a browser": (sounds.webm(3), SoundKind.WEBM, 3.0),
    "Opus in WebM with sizes": (sounds.webm(3, open_ended=False), SoundKind.WEBM, 3.0),
    "MP3 with a tag": (sounds.mp3(3), SoundKind.MP3, 115 * 1152 / 44_100),
    "MP3 without": (sounds.mp3(3, tag=False), SoundKind.MP3, 115 * 1152 / 44_100),
    "MP3 with a tag behind": (sounds.mp3(3) + b"TAG" + bytes(125), SoundKind.MP3, 115 * 1152 / 44_100),
    "AAC in MP4": (sounds.m4a(3), SoundKind.M4A, 129 * 1024 / 44_100),
    "AAC in fragments": (sounds.fragmented(3), SoundKind.M4A, 129 * 1024 / 44_100),
    "AMR": (sounds.amr(3), SoundKind.AMR, 3.0),
    "AMR-WB": (sounds.amr(3, wide=True), SoundKind.AMR_WB, 3.0),
    "WAV": (sounds.wav(3), SoundKind.WAV, 3.0),
    "WAV cut off while recording": (sounds.wav(3, said=0xFFFFFFFF), SoundKind.WAV, 3.0),
}

BAD = {
    "nothing": (b"", Refusal.NOT_A_SOUND),
    "a text": (b"I saw it in the group" * 99, Refusal.NOT_A_SOUND),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(999), Refusal.NOT_A_SOUND),
    "a web page": (b"<html><script>alert(1)</script>", Refusal.NOT_A_SOUND),
    "a program": (b"\x7fELF" + bytes(999), Refusal.NOT_A_SOUND),
    "Ogg with a film": (sounds.ogg(1, kind=b"\x80theora\0"), Refusal.NOT_A_SOUND),
    "Ogg that says it is shorter": (sounds.ogg(60, said=2), Refusal.NOT_WHAT_IT_SAYS),
    "Ogg with a byte turned": (sounds.ogg(3)[:300] + b"\x55" + sounds.ogg(3)[301:], Refusal.NOT_WHAT_IT_SAYS),
    "Ogg cut short": (sounds.ogg(3)[:-2], Refusal.NOT_WHAT_IT_SAYS),
    "Ogg with a program behind": (sounds.ogg(3) + b"\x7fELF" + bytes(99), Refusal.NOT_WHAT_IT_SAYS),
    "Ogg without sound": (sounds.ogg(0), Refusal.NOT_WHAT_IT_SAYS),
    "WebM with pictures": (sounds.webm(1, track=1), Refusal.HAS_PICTURES),
    "WebM with another codec": (sounds.webm(1, codec=b"A_VORBIS"), Refusal.NOT_A_SOUND),
    "WebM without blocks": (sounds.webm(0), Refusal.NOT_WHAT_IT_SAYS),
    "MP3 with something between": (
        sounds.mp3(1) + b"<script>" + sounds.mp3(1, tag=False),
        Refusal.NOT_WHAT_IT_SAYS,
    ),
    "a tag alone": (sounds.mp3(0), Refusal.NOT_WHAT_IT_SAYS),
    "MP4 with pictures": (sounds.m4a(1, handler=b"vide"), Refusal.HAS_PICTURES),
    "MP4 with another codec": (sounds.m4a(1, codec=b"alac"), Refusal.NOT_A_SOUND),
    "AMR that is none": (b"#!AMR\n" + b"\xff" * 99, Refusal.NOT_WHAT_IT_SAYS),
    "WAV with half a sample": (sounds.wav(0, said=0xFFFFFFFF) + b"\0", Refusal.NOT_WHAT_IT_SAYS),
    "WAV with rates that do not fit": (sounds.wav(60, said_rate=10**6), Refusal.NOT_WHAT_IT_SAYS),
    "WAV with more than there is": (sounds.wav(1, said=10**7), Refusal.NOT_WHAT_IT_SAYS),
}


@pytest.mark.parametrize("name", GOOD)
def test_kind_and_length_are_told_by_what_is_there(name: str) -> None:
    content, kind, seconds = GOOD[name]
    found = inspect(content)
    assert (found.kind, found.seconds) == (kind, pytest.approx(seconds, abs=0.03))


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_sound_or_lies_is_refused(name: str) -> None:
    content, why = BAD[name]
    with pytest.raises(Refuses) as caught:
        inspect(content)
    assert caught.value.why is why


def test_a_length_that_is_stated_is_not_believed() -> None:
    """An MP4 of a minute whose units say that they last a moment is a minute long."""
    assert inspect(sounds.m4a(60, delta=1)).seconds == pytest.approx(60, abs=0.1)
    assert inspect(sounds.ogg(1, said=1_000)).seconds > 900


@pytest.mark.parametrize("name", GOOD)
@given(st.data())
@settings(max_examples=40)
def test_files_that_were_damaged_anyhow_end_in_an_answer_or_a_refusal(name: str, data: st.DataObject) -> None:
    content = bytearray(GOOD[name][0][:4_000])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(content[: data.draw(st.integers(0, len(content)))])
    with suppress(Refuses):  # nothing else may be raised
        assert 0 < inspect(cut).seconds < 1_000_000


async def test_in_the_sandbox_it_is_the_same() -> None:
    sandbox = Sandbox()
    assert await sandbox.run(SOUND, sounds.ogg(3)) == Sound(kind=SoundKind.OGG, seconds=3.0)
    assert await sandbox.run(SOUND, b"no sound") is Refusal.NOT_A_SOUND


async def test_the_largest_that_is_taken_is_read_in_time() -> None:
    large = sounds.amr(2_400, wide=True)  # 2.9 MB in the smallest frames
    found = await Sandbox().run(SOUND, large)
    assert found == Sound(kind=SoundKind.AMR_WB, seconds=2_400.0)
