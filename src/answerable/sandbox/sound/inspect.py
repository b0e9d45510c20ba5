"""The task `sound`: the kind and the length of a sound file."""

from __future__ import annotations

from answerable.sandbox.forms import Sound, SoundKind
from answerable.sandbox.refusal import Refusal, Refuses
from answerable.sandbox.sound import amr, mp3, mp4, ogg, wav, webm

_BEGINNINGS = (
    (ogg.MAGIC, 0, SoundKind.OGG, ogg.seconds),
    (webm.MAGIC, 0, SoundKind.WEBM, webm.seconds),
    (wav.MAGIC, 0, SoundKind.WAV, wav.seconds),
    (mp4.MAGIC, 4, SoundKind.M4A, mp4.seconds),
    (amr.MAGIC, 0, SoundKind.AMR, amr.seconds),
    (amr.MAGIC_WB, 0, SoundKind.AMR_WB, amr.seconds),
)


def inspect(content: bytes) -> Sound:
    """Raises Refuses for what is no sound, has pictures, or does not hold together."""
    for magic, place, kind, seconds in _BEGINNINGS:
        if content.startswith(magic, place):
            return Sound(kind=kind, seconds=_counted(seconds(content)))
    if mp3.begins(content):
        return Sound(kind=SoundKind.MP3, seconds=_counted(mp3.seconds(content)))
    raise Refuses(Refusal.NOT_A_SOUND)


def _counted(seconds: float) -> float:
    told = round(seconds, 3)
    if not 0 < told < 1_000_000:  # a byte or two of samples are no sound
        raise Refuses(Refusal.NOT_WHAT_IT_SAYS)
    return told
