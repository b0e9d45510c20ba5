"""A report as a platform or an organisation sends it: one JSON object."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC
from enum import StrEnum
from functools import partial
from typing import Any

import msgspec

from answerable.errors import Invalid
from answerable.intake.limits import ADDRESS_MAX, ID_MAX, MESSAGES_MAX, NOTE_MAX
from answerable.intake.lines import read_struct
from answerable.intake.shapes import Time, flaw_in_language, language_of
from answerable.intake.texts import Flaw, flaw_in_id, flaw_in_text
from answerable.records.media import VoiceNote
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
    or https address that the answer goes to. `voice` is a voice note, the file in base64."""

    subject: str
    area: PolicyArea
    id: str | None = None
    reporter: str | None = None
    organisation: str | None = None
    note: str = ""
    voice: bytes | None = None
    what_happened: WhatHappened | None = None
    messages: tuple[str, ...] = ()
    contact: str | None = None
    language: str | None = None
    created_at: Time | None = None


def read_report(value: object) -> ReportLine:
    """Raises Invalid with every fault of the object."""
    return read_struct(value, ReportLine, _CHECKS, _together)


def read_report_of(value: object, checks: Mapping[str, Callable[[Any], Flaw | None]]) -> ReportLine:
    """The same where some fields have other `checks`, such as a subject that is a link."""
    return read_struct(value, ReportLine, {**_CHECKS, **checks}, _together)


def read_numbered_report(value: object) -> ReportLine:
    """The same where an `id` is needed, so that a file can be imported twice."""
    return read_struct(value, ReportLine, _CHECKS, _numbered_together)


def submission_of(
    line: ReportLine,
    platform_id: str,
    organisation_id: str | None,
    *,
    idempotency_key: str | None = None,
    voice: VoiceNote | None = None,
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
        voice=voice,
        what_happened=line.what_happened.value if line.what_happened else "",
        messages=line.messages,
        contact=line.contact,
        language=language_of(line.language),
        created_at=line.created_at.astimezone(UTC) if line.created_at else None,
        idempotency_key=idempotency_key,
    )


def _flaw_in_subject(text: str) -> Flaw | None:
    subject = _subject(text)
    return subject if isinstance(subject, Flaw) else flaw_in_id(subject.id, most=ID_MAX)


def _subject(text: str) -> Subject | Flaw:
    try:
        return parse_subject(text)
    except Invalid as error:
        return Flaw(error.faults[0].what, error.faults[0].mend)


def _flaw_in_messages(messages: tuple[str, ...]) -> Flaw | None:
    if len(messages) > MESSAGES_MAX:
        return Flaw(f"has {len(messages)} entries, more than {MESSAGES_MAX}", "choose those that matter most")
    return next(filter(None, (flaw_in_id(one, most=ID_MAX) for one in messages)), None)


def _together(sent: Mapping[str, Any]) -> dict[str, Flaw | None]:
    subject = _subject(sent["subject"]) if isinstance(sent.get("subject"), str) else None
    elsewhere = isinstance(subject, Subject) and subject.kind != SubjectKind.CONVERSATION
    alone = Flaw("is for a conversation alone", "report conversation:ID, or leave it out")
    return {"messages": alone if elsewhere and sent.get("messages") else None}


def _numbered_together(sent: Mapping[str, Any]) -> dict[str, Flaw | None]:
    missing = Flaw("is missing", "number the reports: the same id is the same report")
    spoken = Flaw("is not taken from files", "send reports with a voice note by the API")
    return _together(sent) | {
        "id": missing if sent.get("id") is None else None,
        "voice": spoken if sent.get("voice") is not None else None,
    }


def flaw_in_contact(contact: str) -> Flaw | None:
    """What is wrong with an address that somebody can be reached at, by mail or by webhook."""
    if flaw := flaw_in_id(contact, most=ADDRESS_MAX):
        return flaw
    if _WEBHOOK.fullmatch(contact) or (len(contact) <= _EMAIL_MAX and _EMAIL.fullmatch(contact)):
        return None
    return Flaw(
        "is neither an e-mail address nor an https address", "name@host, or https:// with a host name"
    )


_CHECKS: dict[str, Callable[[Any], Flaw | None]] = {
    "subject": _flaw_in_subject,
    "id": partial(flaw_in_id, most=ID_MAX),
    "reporter": partial(flaw_in_id, most=ID_MAX),
    "organisation": partial(flaw_in_id, most=ID_MAX),
    "note": partial(flaw_in_text, most=NOTE_MAX),
    "messages": _flaw_in_messages,
    "contact": flaw_in_contact,
    "language": flaw_in_language,
}
