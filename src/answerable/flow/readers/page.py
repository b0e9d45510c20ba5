"""A page: what who is on call gets to read, on whatever screen it appears. Which kind of emergency, in which language,
and where to look; never content, never a name, never who reported or how many."""

from __future__ import annotations

from typing import Any

from answerable.connectors.connector import Letter
from answerable.i18n import LANGUAGES, translations
from answerable.i18n.labels import N_, label
from answerable.i18n.tongues import language_name
from answerable.ledger import canonical
from answerable.ledger.facts import second
from answerable.records.action import Delivery
from answerable.records.emergency import Emergency, Page
from answerable.records.escalation import Escalation
from answerable.vocabulary import EmergencyKind

PAGE = "page.emergency"
ESCALATION = "page.escalation"
PAGES = (PAGE, ESCALATION)

_SUBJECT = N_("You are called")
_TEXT = N_("An emergency needs somebody who reads %(language)s: %(kind)s.")
_ESCALATED = N_("A trusted flagger asks that somebody who reads %(language)s look now.")
_HAVE = N_("Sign in, look, and say that you have it.")
_DO = N_("Sign in, look, and acknowledge it. Without an acknowledgement, the next one on call is called.")


def emergency_link(address: str, emergency: Emergency) -> str:
    """Where the console shows it. The address says no more than that there is one."""
    return f"{address}/review/emergencies/{emergency.id}"


def page_body(address: str, emergency: Emergency, page: Page) -> dict[str, Any]:
    """What is sent (docs/webhooks.md)."""
    return {
        "type": PAGE,
        "timestamp": second(page.paged_at),
        "data": {
            "page": str(page.id),
            "emergency": str(emergency.id),
            "kind": emergency.kind.value,
            "language": emergency.language,
            "step": page.step,
            "link": emergency_link(address, emergency),
        },
    }


def escalation_body(address: str, escalation: Escalation) -> dict[str, Any]:
    """What is sent to whom an escalation goes to (docs/webhooks.md): neither why, nor whose it is."""
    return {
        "type": ESCALATION,
        "timestamp": second(escalation.escalated_at),
        "data": {
            "escalation": str(escalation.id),
            "language": escalation.language,
            "link": f"{address}/review",
        },
    }


def page_letter(delivery: Delivery, address: str, secret: str) -> Letter:
    """A page as it goes out: JSON to a webhook, a few words by mail, in every language that we speak."""
    if delivery.channel != "email":
        text = canonical.encode(delivery.body).decode()
        return Letter(id=delivery.message_id, address=address, text=text, secret=secret)
    data = delivery.body["data"]
    write = _words if delivery.body["type"] == PAGE else _words_of_escalation
    words = [write(data, language) for language in LANGUAGES]
    subject = " · ".join(translations(language).gettext(_SUBJECT) for language in LANGUAGES)
    text = "\n\n".join([*words, data["link"]]) + "\n"
    return Letter(id=delivery.message_id, address=address, text=text, subject=subject)


def _words(data: dict[str, Any], language: str) -> str:
    say = translations(language).gettext
    named = {
        "language": language_name(data["language"], language),
        "kind": label(EmergencyKind(data["kind"]), language),
    }
    return f"{say(_TEXT) % named}\n{say(_DO)}"


def _words_of_escalation(data: dict[str, Any], language: str) -> str:
    say = translations(language).gettext
    return f"{say(_ESCALATED) % {'language': language_name(data['language'], language)}}\n{say(_HAVE)}"
