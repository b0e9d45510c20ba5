"""The published months as an Atom feed (RFC 4287): every new month and every correction is an entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree

from answerable.flow.log.figures import MonthLeaf
from answerable.i18n import month_name, number, translations
from answerable.i18n.labels import N_
from answerable.web.figure_words import percent

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES_MOST = 60


def feed(origin: str, leaves: Sequence[MonthLeaf], language: str) -> bytes:
    """The feed of these leaves, which stand in the log, oldest first. Addresses are relative to the server's own."""
    say = translations(language).gettext
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(root, "title", say(N_("Figures of %(origin)s")) % {"origin": origin})
    _add(root, "id", f"tag:{_host(origin)},2018:transparency")
    _add(root, "updated", leaves[-1].body["as_of"] if leaves else "2018-01-01T00:00:00Z")
    ElementTree.SubElement(_add(root, "author"), "name").text = origin
    ElementTree.SubElement(root, "link", {"rel": "self", "href": "/transparency/feed.atom"})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "href": "/transparency"})
    for leaf in reversed(leaves[-ENTRIES_MOST:]):
        _add_entry(root, origin, leaf, language)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode()


def _add_entry(root: ElementTree.Element, origin: str, leaf: MonthLeaf, language: str) -> None:
    say = translations(language).gettext
    entry, figures = _add(root, "entry"), leaf.body["figures"]
    name = month_name(date.fromisoformat(f"{leaf.month}-01"), language)
    is_correction = "correction" in leaf.body
    title = say(N_("Correction of %(month)s") if is_correction else N_("Figures for %(month)s"))
    _add(entry, "title", title % {"month": name})
    _add(entry, "id", f"tag:{_host(origin)},2018:leaf/{leaf.index}")
    _add(entry, "updated", leaf.body["as_of"])
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": f"/transparency/{leaf.month}"})
    told = {
        "reports": number(figures["1"]["reports"], language),
        "open": number(figures["2"]["open"], language),
        "late": percent(figures["5"]["review"]["late_share"]),
    }
    words = say(N_("%(reports)s reports, %(open)s still open; %(late)s took more than 48 hours to a review."))
    _add(entry, "summary", words % told)


def _add(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = text
    return element


def _host(origin: str) -> str:
    return origin.partition("/")[0]
