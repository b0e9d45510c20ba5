"""A draft: what a visitor of the report form has said so far. It lives in the page's hidden fields alone; the
server keeps nothing until it is sent."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping
from urllib.parse import unquote, urlsplit

import msgspec

from answerable.i18n.labels import N_
from answerable.intake.limits import COMBINING_MAX
from answerable.records.media import VoiceNote
from answerable.records.report import Submission
from answerable.records.subject import Subject
from answerable.vocabulary import PolicyArea, Source, SubjectKind

SUBJECT_MAX = 500
NOTE_MAX = 2_000
EMAIL_MAX = 254
MESSAGES_MAX = 50
MESSAGES_TEXT_MAX = 5_000
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}")
# Not a grammar of addresses (RFC 5321 has one): catches what is plainly not one. The mail itself is the test.
# Without : and /, so that no web address passes for one: answers to those are sent by webhook.
_EMAIL = re.compile(r"[^\s@<>,;:/]+@[^\s@<>,;:/]+\.[^\s@<>,;:/.]{2,}")
_KEPT_CONTROLS = frozenset("\n\t")
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

KINDS: dict[SubjectKind, tuple[str, str]] = {
    SubjectKind.ITEM: (N_("A post or a message"), N_("One text, picture, video or comment")),
    SubjectKind.ACCOUNT: (N_("An account"), N_("A person or page, and what they do")),
    SubjectKind.CONVERSATION: (
        N_("A whole conversation"),
        N_("A group or a chat. You can choose the messages that matter."),
    ),
}

AREAS: dict[PolicyArea, tuple[str, str]] = {
    PolicyArea.INCITEMENT: (
        N_("It calls for violence"),
        N_("Telling people to attack, to arm themselves, or to gather for an attack"),
    ),
    PolicyArea.HATE: (
        N_("It is hate against a group of people"),
        N_("For their ethnicity, religion or who they are: slurs, or calling them less than human"),
    ),
    PolicyArea.FALSE_INFORMATION: (
        N_("It is a rumour that can put people in danger"),
        N_("A warning of an attack that nobody can check, or a picture of something else"),
    ),
    PolicyArea.THREAT: (N_("It threatens someone"), N_("With death, injury, abduction or damage")),
    PolicyArea.HARASSMENT: (
        N_("Someone is being harassed"),
        N_("Insulted again and again, or shown with their address or telephone number"),
    ),
    PolicyArea.SEXUAL: (
        N_("It is sexual and someone did not agree to it"),
        N_("Intimate pictures or videos, or unwanted demands"),
    ),
    PolicyArea.CHILD_SAFETY: (N_("A child is in danger"), N_("Abuse, exploitation or sale of a child")),
    PolicyArea.SELF_HARM: (N_("Someone may hurt themselves"), N_("Or is being told to do so")),
    PolicyArea.FRAUD: (N_("It is a fraud"), N_("To get money, an account or papers")),
    PolicyArea.FAKE_ACCOUNT: (
        N_("The account is not who it says it is"),
        N_("It pretends to be someone, or is one of many that spread the same thing"),
    ),
    PolicyArea.OTHER: (N_("Something else"), ""),
}

# What a report's `what_happened` may be.
HAPPENINGS: dict[str, tuple[str, str]] = {
    "sent_to_me": (N_("Someone sent it to me"), ""),
    "seen_in_public": (N_("I saw it in a group, on a page or in a feed"), ""),
    "spreading": (N_("Many people are sending it on"), N_("The same thing comes from several sides")),
    "about_me": (N_("It is about me, or someone I know"), ""),
    "came_back": (N_("It was removed and came back"), ""),
    "other": (N_("Something else"), ""),
}

QUESTIONS: dict[str, str] = {
    "platform": N_("Where did you see it?"),
    "kind": N_("What do you want to report?"),
    "subject": N_("Link or number"),
    "area": N_("What is wrong with it?"),
    "happened": N_("What happened?"),
    "note": N_("Note (optional)"),
    "email": N_("E-mail (optional)"),
}


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Each field is as it was typed, "" where nothing was. `token` makes a second sending the same report."""

    token: str = ""
    platform: str = ""
    kind: str = ""
    subject: str = ""
    messages: str = ""
    area: str = ""
    happened: str = ""
    note: str = ""
    email: str = ""


# The fields that each screen asks for; the others travel hidden.
SCREENS: dict[str, tuple[str, ...]] = {
    "platform": ("platform",),
    "kind": ("kind",),
    "subject": ("subject", "messages"),
    "area": ("area",),
    "happened": ("happened",),
    "note": ("note",),
    "email": ("email",),
}


def read_draft(form: Mapping[str, object]) -> Draft:
    """What a form sent, cleaned of what no one types: control characters, except line breaks and tabs, directional
    overrides and isolates, and combining marks beyond the 30th in a row (see `intake.texts`)."""
    fields = {name: cleaned(form.get(name, "")) for name in Draft.__struct_fields__}
    return Draft(**fields)


def cleaned(value: object) -> str:
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter)[0] == "M" else 0
        if marks <= COMBINING_MAX and (letter in _KEPT_CONTROLS or not _is_control(letter)):
            kept.append(letter)
    return "".join(kept).strip()


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in _DIRECTIONS


def screens(platforms: int, *, mail: bool) -> tuple[str, ...]:
    """The screens that are shown: the platform only where there are several, e-mail only where it is sent."""
    shown = {"platform": platforms > 1, "email": mail}
    return tuple(screen for screen in SCREENS if shown.get(screen, True))


def faults_of(draft: Draft, screen: str, platforms: Collection[str]) -> dict[str, str]:
    """What is wrong on one screen: field to message id. Empty where nothing is."""
    found = {
        "platform": _one_of(draft.platform, platforms),
        "kind": _one_of(draft.kind, set(SubjectKind)),
        "subject": _subject_fault(draft.subject),
        "messages": _messages_fault(draft.messages),
        "area": _one_of(draft.area, set(PolicyArea)),
        "happened": _one_of(draft.happened, HAPPENINGS),
        "note": N_("This is too long. Please shorten it to 2,000 characters.")
        if len(draft.note) > NOTE_MAX
        else "",
        "email": _email_fault(draft.email),
    }
    return {field: found[field] for field in SCREENS[screen] if found[field]}


def _one_of(value: str, known: Collection[str]) -> str:
    return "" if value in known else N_("Please choose one.")


def _subject_fault(text: str) -> str:
    if not text:
        return N_("Please paste the link, or write the number.")
    if len(text) > SUBJECT_MAX or "\n" in text:
        return N_("This is longer than a link. Please paste one link only.")
    return ""


def _messages_fault(text: str) -> str:
    if len(text) > MESSAGES_TEXT_MAX or len(text.splitlines()) > MESSAGES_MAX:
        return N_("These are too many. Please choose the 50 that matter most.")
    return ""


def _note_fault(text: str) -> str:
    return N_("This is too long. Please shorten it to 2,000 characters.") if len(text) > NOTE_MAX else ""


def _email_fault(text: str) -> str:
    if text and (len(text) > EMAIL_MAX or not _EMAIL.fullmatch(text)):
        return N_("This is not an e-mail address. Correct it, or leave it empty.")
    return ""


def is_token(text: str) -> bool:
    """Whether this is a token as the form hands them out."""
    return _TOKEN.fullmatch(text) is not None


def addresses(text: str) -> tuple[str, ...]:
    """What a pasted link or number may name, likeliest first: as it stands, else the end of the link."""
    if "://" not in text:
        return (text,)
    try:
        parts = urlsplit(text)
    except ValueError:  # a broken IPv6 host: not a link, so as it stands
        return (text,)
    path = [cleaned(unquote(part)) for part in parts.path.split("/") if part]
    ends = [cleaned(unquote(parts.fragment)), *reversed(path[-2:])]
    return tuple(dict.fromkeys([text, *(end for end in ends if end)]))


def submission(
    draft: Draft, subject_id: str, platform_id: str, language: str, voice: VoiceNote | None = None
) -> Submission:
    """The report that a checked draft is. Its key follows from the token and all that was said: pressed
    twice, or sent again on a bad line, it is one report; changed and sent again, it is another."""
    said = [getattr(draft, field) for field in Draft.__struct_fields__]
    said += [hashlib.sha256(voice.content).hexdigest()] if voice else []
    key = hashlib.sha256(msgspec.json.encode(["answerable/form/v1", subject_id, language, *said])).hexdigest()
    messages = tuple(line.strip() for line in draft.messages.splitlines() if line.strip())
    is_conversation = draft.kind == SubjectKind.CONVERSATION
    return Submission(
        platform_id=platform_id,
        subject=Subject(kind=SubjectKind(draft.kind), id=subject_id),
        source=Source.FORM,
        area=PolicyArea(draft.area),
        what_happened=draft.happened,
        note=draft.note,
        voice=voice,
        messages=tuple(addresses(line)[:2][-1] for line in messages) if is_conversation else (),
        contact=draft.email or None,
        language=language,
        idempotency_key=key,
    )
