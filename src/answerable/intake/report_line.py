"""A report as a platform or an organisation sends it: one JSON object."""

from __future__ import annotations

import re
from datetime import UTC
from enum import StrEnum

import msgspec

from answerable.errors import Invalid
from answerable.intake.limits import ADDRESS_MAX, ID_MAX, MESSAGES_MAX, NOTE_MAX
from answerable.intake.lines import read_struct
from answerable.intake.shapes import Time, flaw_in_language, flaw_in_optional_id, language_of
from answerable.intake.texts import Flaw, flaw_in_id, flaw_in_text
from answerable.records.report import Submission
from answerable.records.subject import Subject, parse_subject
from answerable.vocabulary import PolicyArea, Source, SubjectKind

# Not the grammar of RFC 5321: it catches what is plainly no address. The mail itself is the test.
_EMAIL = re.compile(r"[^\s@<>,;:/]{1,64}@[^\s@<>,;:/]+\.[^\s@<>,;:/.]{2,}")
_EMAIL_MAX = 254
_WEBHOOK = re.compile(r"https://(?=[^/]*[A-Za-z])[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[^\s#]*)?")


class WhatHappened(StrEnum):
    """How the reporter met the subject; the words of the public form."""

    SENT_TO_ME = "sent_to_me"
    SEEN_IN_PUBLIC = "seen_in_public"
    SPREADING = "spreading"
    ABOUT_ME = "about_me"
    CAME_BACK = "came_back"
    OTHER = "other"


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """One report. `id` is the sender's own number for it: the same `id` again is the same report. `reporter` is the
    platform's account (kept sealed), `messages` the items chosen of a reported conversation, `contact` an e-mail
    or https address that the answer goes to."""

    subject: str
    area: PolicyArea
    id: str | None = None
    reporter: str | None = None
    organisation: str | None = None
    note: str = ""
    what_happened: WhatHappened | None = None
    messages: tuple[str, ...] = ()
    contact: str | None = None
    language: str | None = None
    created_at: Time | None = None


def read_report(value: object) -> ReportLine:
    """Raises Invalid with every fault of the object."""
    return read_struct(value, ReportLine, _flaws)


def read_numbered_report(value: object) -> ReportLine:
    """The same where an `id` is needed, so that a file can be imported twice."""
    line = read_report(value)
    if line.id is None:
        raise Invalid("is missing", where="id", mend="number the reports: the same id is the same report")
    return line


def submission_of(
    line: ReportLine, platform_id: str, organisation_id: str | None, *, idempotency_key: str | None = None
) -> Submission:
    """The submission of one of the platform's accounts, or of a trusted flagger where an organisation sends it."""
    return Submission(
        platform_id=platform_id,
        subject=parse_subject(line.subject),
        source=Source.TRUSTED_FLAGGER if organisation_id else Source.USER,
        area=line.area,
        id=line.id,
        reporter=line.reporter,
        organisation_id=organisation_id,
        note=line.note,
        what_happened=line.what_happened.value if line.what_happened else "",
        messages=line.messages,
        contact=line.contact,
        language=language_of(line.language),
        created_at=line.created_at.astimezone(UTC) if line.created_at else None,
        idempotency_key=idempotency_key,
    )


def _flaws(line: ReportLine) -> dict[str, Flaw | None]:
    subject = _subject(line.subject)
    return {
        "subject": subject if isinstance(subject, Flaw) else flaw_in_id(subject.id, most=ID_MAX),
        "id": flaw_in_optional_id(line.id),
        "reporter": flaw_in_optional_id(line.reporter),
        "organisation": flaw_in_optional_id(line.organisation),
        "note": flaw_in_text(line.note, most=NOTE_MAX),
        "messages": _flaw_in_messages(line.messages, subject),
        "contact": _flaw_in_contact(line.contact),
        "language": flaw_in_language(line.language),
    }


def _subject(text: str) -> Subject | Flaw:
    try:
        return parse_subject(text)
    except Invalid as error:
        return Flaw(error.faults[0].what, error.faults[0].mend)


def _flaw_in_messages(messages: tuple[str, ...], subject: Subject | Flaw) -> Flaw | None:
    if len(messages) > MESSAGES_MAX:
        return Flaw(f"has {len(messages)} entries, more than {MESSAGES_MAX}", "choose those that matter most")
    if messages and isinstance(subject, Subject) and subject.kind != SubjectKind.CONVERSATION:
        return Flaw("is for a conversation alone", "report conversation:ID, or leave it out")
    return next(filter(None, (flaw_in_id(one, most=ID_MAX) for one in messages)), None)


def _flaw_in_contact(contact: str | None) -> Flaw | None:
    if contact is None:
        return None
    if flaw := flaw_in_id(contact, most=ADDRESS_MAX):
        return flaw
    if _WEBHOOK.fullmatch(contact) or (len(contact) <= _EMAIL_MAX and _EMAIL.fullmatch(contact)):
        return None
    return Flaw(
        "is neither an e-mail address nor an https address", "name@host, or https:// with a host name"
    )
