"""What happened in an incident, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from answerable.flow.partners.escalate import Addressee
from answerable.flow.partners.incident_view import Event, EventKind
from answerable.i18n import number, translations
from answerable.i18n.labels import N_, label

_ROLES = {
    "on_call": N_("on call"),
    "lead": N_("lead reviewer"),
    "reviewer": N_("reviewer"),
}
_REASONS = {
    "not_solved": N_("This is not solved"),
    "happening_again": N_("It is happening again"),
}
_COLOURS = {
    EventKind.REPORTS_ADDED: "people",
    EventKind.LOOKED_AT: "waiting",
    EventKind.ESCALATED: "over",
    EventKind.ACKNOWLEDGED: "answered",
    EventKind.ANSWERED: "answered",
    EventKind.TAKEN_BACK: "waiting",
    EventKind.REOPENED: "people",
}


@dataclass(frozen=True)
class Told:
    """A line of the timeline: its colour's meaning ("" for none), what happened, and what somebody wrote."""

    at: datetime
    colour: str
    words: str
    more: str = ""


def told(event: Event, language: str) -> Told:
    more = event.text if event.kind == EventKind.ESCALATED else ""
    return Told(event.at, _COLOURS.get(event.kind, ""), _SAYS[event.kind](event, language), more)


def whom(to: Addressee | None, language: str) -> str:
    """Somebody at the platform, by the name that they use here and what they are."""
    say = translations(language).gettext
    if to is None or to.name is None:
        return say(N_("nobody, as nobody was there"))
    role = say(_ROLES.get(to.role or "", N_("reviewer")))
    return say(N_("%(name)s (%(role)s)")) % {"name": to.name, "role": role}


def _who(event: Event, language: str) -> str:
    return event.who or translations(language).gettext(N_("one of your programs"))


def _opened(event: Event, language: str) -> str:
    return translations(language).gettext(N_("Opened by %(who)s")) % {"who": _who(event, language)}


def _added(event: Event, language: str) -> str:
    words = translations(language).ngettext(
        "%(number)s report from %(who)s", "%(number)s reports from %(who)s", event.count
    )
    return words % {"number": number(event.count, language), "who": _who(event, language)}


def _looked_at(event: Event, language: str) -> str:
    return translations(language).gettext(N_("A reviewer looked at one of them for the first time"))


def _escalated(event: Event, language: str) -> str:
    words = translations(language).ngettext(
        "Escalation %(nth)s by %(who)s, for %(number)s open report, to %(whom)s",
        "Escalation %(nth)s by %(who)s, for %(number)s open reports, to %(whom)s",
        event.count,
    )
    return words % {
        "nth": number(event.number or 0, language),
        "who": _who(event, language),
        "number": number(event.count, language),
        "whom": whom(event.to, language),
    }


def _acknowledged(event: Event, language: str) -> str:
    words = translations(language).gettext(N_("Escalation %(nth)s acknowledged by %(whom)s"))
    return words % {"nth": number(event.number or 0, language), "whom": whom(event.to, language)}


def _answered(event: Event, language: str) -> str:
    words = translations(language).ngettext(
        "Answer to %(number)s report: %(verdict)s", "Answer to %(number)s reports: %(verdict)s", event.count
    )
    verdict = label(event.verdict, language) if event.verdict else ""
    return words % {"number": number(event.count, language), "verdict": verdict}


def _taken_back(event: Event, language: str) -> str:
    words = translations(language).ngettext(
        "A decision on %(number)s report was taken back; a person looks again",
        "A decision on %(number)s reports was taken back; a person looks again",
        event.count,
    )
    return words % {"number": number(event.count, language)}


def _reopened(event: Event, language: str) -> str:
    say = translations(language).gettext
    return say(N_("You said of an answer: %(reason)s")) % {
        "reason": say(_REASONS.get(event.text, event.text))
    }


def _closed(_: Event, language: str) -> str:
    return translations(language).gettext(N_("Closed"))


_SAYS: dict[EventKind, Callable[[Event, str], str]] = {
    EventKind.OPENED: _opened,
    EventKind.REPORTS_ADDED: _added,
    EventKind.LOOKED_AT: _looked_at,
    EventKind.ESCALATED: _escalated,
    EventKind.ACKNOWLEDGED: _acknowledged,
    EventKind.ANSWERED: _answered,
    EventKind.TAKEN_BACK: _taken_back,
    EventKind.REOPENED: _reopened,
    EventKind.CLOSED: _closed,
}


@dataclass(frozen=True)
class EscalationTold:
    """An escalation in one line: whom it went to and when, and who has it since when ("" and None for nobody yet)."""

    number: int
    at: datetime
    whom: str
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""


def escalations_told(events: list[Event], language: str) -> list[EscalationTold]:
    """The escalations out of a timeline, in their order."""
    taken = {one.number: one for one in events if one.kind == EventKind.ACKNOWLEDGED}
    return [
        EscalationTold(
            number=one.number or 0,
            at=one.at,
            whom=whom(one.to, language),
            acknowledged_at=taken[one.number].at if one.number in taken else None,
            acknowledged_by=whom(taken[one.number].to, language) if one.number in taken else "",
        )
        for one in events
        if one.kind == EventKind.ESCALATED
    ]
