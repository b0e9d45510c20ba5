"""Voice notes in a batch of reports: each is looked at before anything is stored."""

from __future__ import annotations

import msgspec

from answerable.errors import Fault, Invalid, TooLarge
from answerable.flow.custody.voice_note import VoiceRefused, looked_at
from answerable.flow.runtime import Runtime
from answerable.intake.limits import VOICES_MAX
from answerable.intake.lines import Line, placed
from answerable.intake.report_line import ReportLine
from answerable.records.media import VoiceNote
from answerable.web.api.bodies import Batch

Voices = dict[int, VoiceNote]  # by the place of their report


async def heard(
    runtime: Runtime, batch: Batch[ReportLine], *, partial: bool
) -> tuple[Batch[ReportLine], Voices]:
    """The batch without reports whose voice note is refused, and the notes of the others. Raises Invalid where such a
    report refuses the whole batch, TooLarge for more notes than are taken at once."""
    spoken = [(place, line.voice) for place, line in batch.good if line.voice is not None]
    if len(spoken) > VOICES_MAX:
        mend = "send them in several requests"
        raise TooLarge(f"{len(spoken)} voice notes are more than {VOICES_MAX}", where="voice", mend=mend)
    notes: Voices = {}
    refused: dict[int, tuple[Fault, ...]] = {}
    for place, content in spoken:
        try:
            notes[place] = await looked_at(runtime, content)
        except VoiceRefused as error:
            refused[place] = error.faults
    if refused and not (partial and len(refused) < len(batch.good)):
        named = [fault for place, faults in refused.items() for fault in placed_in(batch, place, faults)]
        raise Invalid("", faults=tuple(named))
    good = [(place, _silent(line)) for place, line in batch.good if place not in refused]
    faulty = [*batch.faulty, *(Line[ReportLine](place, faults=faults) for place, faults in refused.items())]
    return Batch(good=good, faulty=faulty, prefix=batch.prefix), notes


def placed_in(batch: Batch[ReportLine], place: int, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    return faults if batch.prefix is None else placed(faults, batch.prefix(place))


def _silent(line: ReportLine) -> ReportLine:
    """The line without its bytes, which the note holds."""
    return msgspec.structs.replace(line, voice=None)
