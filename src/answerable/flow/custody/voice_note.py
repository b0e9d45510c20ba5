"""A voice note: looked at in the sandbox before anything is stored, then sealed in the commit that accepts its report.

It is never decoded here. A voice tells who speaks: it goes to nobody but the reviewers of its case.
"""

from __future__ import annotations

import msgspec

from answerable.errors import Invalid
from answerable.flow.room import has_room
from answerable.flow.runtime import Runtime
from answerable.observe.metrics import count_voice
from answerable.records.media import Media, MediaKind, VoiceNote
from answerable.records.report import Report
from answerable.records.sealed import body_digest
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.tasks import SOUND

WHERE = "voice"
PURPOSE = "media"
MEGABYTE = 1_000_000
KINDS = "Ogg or WebM with Opus, MP3, M4A with AAC, AMR, or WAV"


class VoiceRefused(Invalid):
    """A voice note that cannot be taken; `why` is for pages that say it in the reader's language."""

    def __init__(self, why: Refusal | None, what: str, mend: str) -> None:
        super().__init__(what, where=WHERE, mend=mend)
        self.why = why


async def looked_at(runtime: Runtime, content: bytes) -> VoiceNote:
    """The note, once its kind and length are told from the file. Raises VoiceRefused for what is no voice note or more
    than is taken, Unavailable where nothing can be looked at just now."""
    try:
        note = await _looked_at(runtime, content)
    except VoiceRefused:
        count_voice("refused")
        raise
    count_voice("kept")
    return note


async def _looked_at(runtime: Runtime, content: bytes) -> VoiceNote:
    _check_size(runtime, content)
    found = await runtime.sandbox.run(SOUND, content)
    if found in (Refusal.TOO_SLOW, Refusal.BROKEN):
        raise VoiceRefused(Refusal.BROKEN, "could not be looked at safely", "record it again, and send that")
    if isinstance(found, Refusal):
        raise VoiceRefused(found, *_WORDS[found])
    if found.seconds > runtime.settings.voice_seconds:
        mend = f"record {runtime.settings.voice_seconds} s at most"
        raise VoiceRefused(Refusal.TOO_LARGE, f"lasts {found.seconds:.0f} s, which is too long", mend)
    return VoiceNote(content=content, media_type=found.kind.value, seconds=found.seconds)


def kept(runtime: Runtime, report: Report, note: VoiceNote) -> Media:
    """The note as it is stored with its report: sealed, and without a mark of its content."""
    media_id = runtime.new_id(report.received_at)
    sealed = runtime.keyring.seal(note.content, PURPOSE, str(media_id))
    return Media(
        id=media_id,
        case_id=report.case_id,
        platform_id=report.platform_id,
        kind=MediaKind.VOICE,
        asked_at=report.received_at,
        report_id=report.id,
        media_type=note.media_type,
        size=len(note.content),
        seconds=note.seconds,
        body_digest=body_digest(sealed),
        body_sealed=sealed,
        kept_at=report.received_at,
    )


def bound(report: Report, voice: Media) -> Report:
    """The report with the digest of its sealed note: what its ledger entry commits to."""
    return msgspec.structs.replace(report, voice_digest=voice.body_digest)


def _check_size(runtime: Runtime, content: bytes) -> None:
    if runtime.settings.voice_seconds == 0:
        raise VoiceRefused(None, "voice notes are not taken here", "leave it out")
    if not has_room(runtime):
        raise VoiceRefused(None, "voice notes are not taken just now", "send the report without it")
    if len(content) > runtime.settings.voice_mb * MEGABYTE:
        mend = f"record it shorter: {runtime.settings.voice_mb} MB at most"
        raise VoiceRefused(Refusal.TOO_LARGE, f"has {len(content):,} bytes, which is too large", mend)


_WORDS: dict[Refusal, tuple[str, str]] = {
    Refusal.NOT_A_SOUND: ("is not a recording of a kind that is taken here", f"send {KINDS}"),
    Refusal.NOT_WHAT_IT_SAYS: ("is damaged, or not what it says it is", "record it again, and send that"),
    Refusal.HAS_PICTURES: ("is a film", "send the sound alone"),
    Refusal.TOO_LARGE: ("is too large", "record it shorter"),
}
