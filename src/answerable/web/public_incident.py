"""An incident as a page that everybody may see: one file that needs nothing else."""

from __future__ import annotations

from answerable.cases.cascade_timeline import Finder
from answerable.cases.public_timeline import PublicTimeline
from answerable.i18n.calendars import DISPLAY_ZONE
from answerable.web.assets import read_asset
from answerable.web.pages import environment

STYLES = ("answerable.css", "review.css")


def public_page(line: PublicTimeline, language: str) -> str:
    styles = "".join(read_asset(name).content.decode() for name in STYLES)
    page = environment(language).get_template("public_incident.html")
    return page.render(
        line=line,
        finders=Finder,
        zone=str(DISPLAY_ZONE),
        style=f"<style>{styles}</style>",
    )
