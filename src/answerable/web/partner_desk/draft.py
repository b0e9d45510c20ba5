"""A draft: the lines that a member has pasted or uploaded, until they are sent. It lives in the page's fields
alone; the server keeps nothing of it before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from answerable.errors import Fault, Invalid
from answerable.i18n import LANGUAGES
from answerable.i18n.labels import AREAS, N_, label
from answerable.intake.incident_lines import Form, line_of, values_of
from answerable.intake.limits import NOTE_MAX
from answerable.intake.lines import Line
from answerable.intake.report_line import ReportLine
from answerable.intake.texts import flaw_in_text
from answerable.vocabulary import PolicyArea
from answerable.web.report_draft import cleaned

AGAIN, REPORT, LEAVE = "again", "report", "leave"
NEW_ON = "new:"  # before the platform that a new incident is opened on, where the page asks for the incident
LINES_MOST = 500  # of one page: more would not come back within the limit on a form
SUBJECT_MAX = 2_048
_NAMES = {
    "area",
    "note",
    "link",
    "url",
}  # a first line with one of these is a table's, though it may lack `subject`
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class DraftLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line as it stands in the page. `area` and `note` are its own, "" where those for all hold; `more` is what
    else a file says of it, as JSON; `do` is what the member chose to do with it, "" where nothing was chosen yet."""

    subject: str
    area: str = ""
    note: str = ""
    more: str = ""
    do: str = ""
    flaw: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """`incident` is the id of an open one, "" for a new one of this `title`. `token` makes a second sending the same
    reports in the same incident."""

    token: str = ""
    incident: str = ""
    title: str = ""
    platform: str = ""
    area: str = ""
    note: str = ""
    pasted: str = ""
    lines: tuple[DraftLine, ...] = ()

    def area_of(self, line: DraftLine) -> PolicyArea | None:
        said = line.area or self.area
        return PolicyArea(said) if said in set(PolicyArea) else None

    def note_of(self, line: DraftLine) -> str:
        return line.note or self.note

    def read(self, place: int, line: DraftLine) -> Line[ReportLine]:
        """The line as it is sent, `place` being its number on the page."""
        given = _more(line.more) | {
            "subject": line.subject,
            "area": line.area or self.area,
            "note": self.note_of(line),
        }
        return line_of(place, given)

    @property
    def key(self) -> str:
        """What makes the chosen lines one batch when they are sent twice; changed and sent again, it is another."""
        chosen = [
            self.read(number, line)
            for number, line in enumerate(self.lines, start=1)
            if line.do in (AGAIN, REPORT)
        ]
        said = msgspec.json.encode([self.token, self.incident, self.title, *chosen])
        return hashlib.sha256(said).hexdigest()


def read_draft(fields: Mapping[str, Sequence[str]]) -> Draft:
    """What a page sent, with the lines that were checked before; `with_new_lines` reads those that were not."""
    asked: dict[str, Any] = {
        name: cleaned(next(iter(fields.get(name, ())), ""))
        for name in ("token", "incident", "title", "platform", "area", "note", "pasted")
    }
    if asked["incident"].startswith(NEW_ON):
        asked |= {"incident": "", "platform": asked["incident"].removeprefix(NEW_ON)}
    if "checked" in fields:
        return Draft(**asked, lines=tuple(_checked_before(fields)))
    return Draft(**asked)


def with_new_lines(draft: Draft, file: bytes) -> Draft:
    """The draft with what was pasted and uploaded as lines. Raises Invalid, naming `pasted` or `file`."""
    found = [*_lines_in("pasted", draft.pasted.encode()), *_lines_in("file", file)]
    if len(found) > LINES_MOST:
        what, mend = N_("these are more than 500 lines"), N_("send them in several parts")
        raise Invalid(what, where="file" if file else "pasted", mend=mend)
    return msgspec.structs.replace(draft, lines=tuple(found))


def flaws_of(draft: Draft, line: DraftLine) -> list[str]:
    """What is wrong with a line as it is written, as message ids. Empty where nothing is."""
    if line.flaw:
        return [line.flaw]
    found = []
    if not line.subject:
        found.append(N_("Please paste the link, or write the number."))
    elif len(line.subject) > SUBJECT_MAX or "\n" in line.subject:
        found.append(N_("This is longer than a link. Please paste one link only."))
    if draft.area_of(line) is None:
        found.append(N_("Say what is wrong with it: for this line, or for all lines above."))
    if flaw_in_text(draft.note_of(line), most=NOTE_MAX):
        found.append(N_("The note is too long. Shorten it to 4,000 characters."))
    return found


def _lines_in(where: str, raw: bytes) -> list[DraftLine]:
    if not raw.strip():
        return []
    try:
        return [_new_line(value) for _, value in values_of(raw, _form_of(raw))[0]]
    except Invalid as error:
        faults = tuple(Fault(where=where, what=one.what, mend=one.mend) for one in error.faults)
        raise Invalid("", faults=faults) from None


def _form_of(raw: bytes) -> Form:
    """How lines are written: a table where the first one names columns. What a file is called is not asked."""
    first = raw.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    if raw[:2] in _UTF16:
        first = raw[:2_000].decode("utf-16", "ignore").partition("\n")[0].encode()
    if first[:1] in (b"{", b"["):
        return Form.JSON_LINES
    cells = first.decode("utf-8", "ignore").lower().replace(";", ",").replace("\t", ",").split(",")
    named = {cell.strip().strip('"') for cell in cells}
    return Form.CSV if "subject" in named or (len(cells) > 1 and named & _NAMES) else Form.PASTE


def _checked_before(fields: Mapping[str, Sequence[str]]) -> list[DraftLine]:
    """Lines out of a checked page. Each has all its boxes, so that they stand in the same order."""
    boxes = [fields.get(name, ()) for name in ("line", "line_area", "line_note", "line_more")]
    together = list(zip(*boxes, strict=False))[:LINES_MOST]
    return [
        DraftLine(
            subject=cleaned(subject),
            area=area if area in set(PolicyArea) else "",
            note=cleaned(note),
            more=more,
            do=next((one for one in fields.get(f"do-{number}", ()) if one in (AGAIN, REPORT, LEAVE)), ""),
        )
        for number, (subject, area, note, more) in enumerate(together, start=1)
    ]


def _new_line(value: object) -> DraftLine:
    if isinstance(value, Fault):
        return DraftLine(subject="", flaw=value.what)
    if not isinstance(value, dict):
        return DraftLine(subject="", flaw=N_("this line is not a JSON object"))
    said = {name: cleaned(value.get(name) or "") for name in ("subject", "area", "note")}
    area = _area(said["area"])
    more = {name: one for name, one in value.items() if name not in said and one not in (None, "")}
    return DraftLine(
        subject=said["subject"],
        area=area or "",
        note=said["note"],
        more=json.dumps(more, ensure_ascii=False) if more else "",
        flaw="" if area is not None else N_("We do not know this policy area. Please choose one."),
    )


def _more(text: str) -> dict[str, Any]:
    """What else a file said of a line, as the page carries it; nothing where it is no object any more."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return {name: one for name, one in found.items() if one is not None} if isinstance(found, dict) else {}


def _area(said: str) -> str | None:
    """The policy area that a table names, by its code or by what it is called on a page; None where it is none."""
    if not said:
        return ""
    names = {one.value: one.value for one in PolicyArea}
    names |= {label(one, language).lower(): one.value for one in AREAS for language in LANGUAGES}
    return names.get(said.lower()) or names.get(said.lower().replace(" ", "_"))
