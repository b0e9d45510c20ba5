"""An incident as a page that everybody may see: one file that needs nothing else."""

from __future__ import annotations

from answerable.cases.public_timeline import PublicTimeline
from answerable.i18n.calendars import DISPLAY_ZONE
from answerable.records.finder import Finder
from answerable.web.assets import styles_of
from answerable.web.pages import environment

STYLES = ("answerable.css", "review.css")


def public_page(line: PublicTimeline, language: str) -> str:
    page = environment(language).get_template("public_incident.html")
    return page.render(
        line=line,
        finders=Finder,
        zone=str(DISPLAY_ZONE),
        style=styles_of(*STYLES),
    )
