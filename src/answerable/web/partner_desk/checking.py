"""A draft against what is known: what each line means, what is wrong with it, and what was reported before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from answerable.db.incidents import Earlier
from answerable.errors import Fault
from answerable.flow.doors.members import by_member
from answerable.flow.doors.sign_in import PartnerSeat
from answerable.flow.partners.incidents import IncidentLine, NewIncident, incidents, title_of_earlier
from answerable.flow.partners.report_incident import (
    Checked,
    Choices,
    Repeat,
    check_batch,
    draft_id,
    draft_token,
)
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.i18n.labels import N_
from answerable.intake.lines import Line
from answerable.intake.report_line import ReportLine
from answerable.records.platform import Platform
from answerable.vocabulary import Outcome, SubjectKind
from answerable.web.doors.words import sentence
from answerable.web.partner_desk.draft import AGAIN, LEAVE, REPORT, Draft, DraftLine, flaws_of

_PLACE = re.compile(r"line (?P<line>\d+)")
# What the steps refuse a line for, in words for people.
_SAID = {
    "this subject is not known here": N_(
        "We do not know this link or number. Please copy it again from the app."
    ),
    "this id is known as several things": N_(
        "This number means several things. Write item:, account: or conversation: before it."
    ),
}


@dataclass(frozen=True)
class EarlierReport:
    """One of the organisation's own reports on the same subject, and what became of it."""

    earlier: Earlier
    title: str

    @property
    def state(self) -> str:
        return "waiting" if self.earlier.outcome == Outcome.OPEN else "answered"


@dataclass(frozen=True)
class CheckedLine:
    """A line as the page shows it. `faults` are message ids or words; `same_as` is an earlier line of the page on the
    same subject."""

    number: int
    line: DraftLine
    kind: SubjectKind | None = None
    subject_id: str = ""
    faults: tuple[str, ...] = ()
    before: tuple[EarlierReport, ...] = ()
    same_as: int | None = None

    @property
    def is_repeat(self) -> bool:
        return bool(self.before) or self.same_as is not None

    @property
    def report_value(self) -> str:
        """What the form says for "report it": a line that was seen to be a repeat is chosen as one."""
        return AGAIN if self.is_repeat else REPORT

    @property
    def goes(self) -> bool:
        """Whether it is sent: a repeat only where that was chosen."""
        return self.line.do == AGAIN if self.is_repeat else self.line.do != LEAVE

    @property
    def state(self) -> str:
        if self.faults and self.goes:
            return "fault"
        return "before" if self.is_repeat and self.goes else "fine" if self.goes else "left"


@dataclass(frozen=True)
class Checking:
    """A draft with all that is known of its lines. `incident` is None for a new one."""

    draft: Draft
    lines: tuple[CheckedLine, ...]
    incident: IncidentLine | None
    open_incidents: tuple[IncidentLine, ...]
    platforms: tuple[Platform, ...]
    sent: tuple[Line[ReportLine], ...] = field(default=())

    @property
    def platform_name(self) -> str:
        return next((one.name for one in self.platforms if one.id == self.draft.platform), "")

    @property
    def lacks_title(self) -> bool:
        return self.incident is None and not self.draft.title

    @property
    def unasked(self) -> bool:
        """Whether a line became a repeat after the member chose to report it: they are asked before it is sent."""
        return any(one.is_repeat and one.line.do == REPORT for one in self.lines)

    @property
    def ready(self) -> int:
        return sum(one.goes and not one.faults for one in self.lines)

    @property
    def left(self) -> int:
        return sum(not one.goes for one in self.lines)

    @property
    def faulty(self) -> int:
        return sum(one.state == "fault" for one in self.lines)

    @property
    def going(self) -> list[Line[ReportLine]]:
        """What is sent, each under its number on the page."""
        return [self.draft.read(one.number, one.line) for one in self.lines if one.goes]


async def checking(runtime: Runtime, seat: PartnerSeat, draft: Draft) -> Checking:
    """Look each line up; stores nothing. What the draft names that is not this organisation's is as if it were not
    named."""
    speaker = by_member(seat.member)
    mine = [one for one in await incidents(runtime, speaker) if one.incident.closed_at is None]
    async with runtime.store.transaction() as tx:
        platforms = await tx.platforms.all()
    incident = next((one for one in mine if str(one.incident.id) == draft.incident), None)
    known = {one.id for one in platforms}
    platform = incident.incident.platform_id if incident else draft.platform
    draft = msgspec.structs.replace(
        draft,
        token=await draft_token(runtime, speaker, draft.token),
        incident=draft.incident if incident else "",
        platform=platform if platform in known else "",
    )
    if not draft.platform:
        return Checking(draft, (), None, tuple(mine), tuple(platforms))
    flaws = {number: flaws_of(draft, line) for number, line in _numbered(draft)}
    read = [draft.read(number, line) for number, line in _numbered(draft) if not flaws[number]]
    checked, faults = await check_batch(runtime, speaker, into_of(runtime, seat, draft), read, key=draft.key)
    found = {one.place: one for one in checked}
    refused = _by_line(faults)
    return Checking(
        draft=draft,
        lines=tuple(
            _shown(runtime, number, line, found.get(number), (*flaws[number], *refused.get(number, ())))
            for number, line in _numbered(draft)
        ),
        incident=incident,
        open_incidents=tuple(mine),
        platforms=tuple(platforms),
    )


def into_of(runtime: Runtime, seat: PartnerSeat, draft: Draft) -> UUID | NewIncident:
    """Where the lines go: an open incident, or a new one that is made with the first of them."""
    if draft.incident:
        return UUID(draft.incident)
    made = draft_id(runtime, by_member(seat.member), draft.token)
    return NewIncident(id=made, title=draft.title, platform_id=draft.platform)


def choices_of(found: Checking) -> Choices:
    """What was chosen for lines that the page showed as reported before; nothing for others, so that one which became
    so since is asked about."""
    return Choices(by_line={one.number: Repeat.AGAIN for one in found.lines if one.line.do == AGAIN})


def in_words(message: str, language: str) -> str:
    return sentence(translations(language).gettext(_SAID.get(message, message)))


def _numbered(draft: Draft) -> list[tuple[int, DraftLine]]:
    return list(enumerate(draft.lines, start=1))


def _shown(
    runtime: Runtime, number: int, line: DraftLine, found: Checked | None, faults: tuple[str, ...]
) -> CheckedLine:
    if found is None:
        return CheckedLine(number, line, faults=faults)
    before = tuple(EarlierReport(one, title_of_earlier(runtime, one)) for one in found.earlier)
    return CheckedLine(
        number,
        line,
        kind=found.subject.kind,
        subject_id=found.subject.id,
        faults=faults,
        before=before,
        same_as=found.same_as,
    )


def _by_line(faults: tuple[Fault, ...]) -> dict[int, tuple[str, ...]]:
    """The faults of each line, by its number."""
    told: dict[int, tuple[str, ...]] = {}
    for one in faults:
        if place := _PLACE.match(one.where):
            number = int(place["line"])
            told[number] = (*told.get(number, ()), one.what)
    return told
