"""What spreads: the list, a cascade with how it grew, and its texts for whoever asks to see them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from answerable.detection.wording import in_words
from answerable.flow.cascades.shown import CascadeView, cascade_view, see_examples, spreading_now
from answerable.flow.doors.sign_in import Seat
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.i18n.calendars import DISPLAY_ZONE
from answerable.i18n.labels import N_, label
from answerable.records.cascade import Counts, Level, Reasons
from answerable.records.cascade_event import CascadeEvent, EventKind
from answerable.records.finder import Finder
from answerable.vocabulary import ActionKind, Verdict
from answerable.web.assets import styles_of
from answerable.web.doors.entrance import tongue
from answerable.web.pages import environment
from answerable.web.review_console.seats import CASCADES, exposure_of, show
from answerable.web.svg import PALETTE, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEVELS = {
    Level.EMERGENCY: N_("Emergency"),
    Level.REVIEW: N_("To be looked at"),
    Level.WATCH: N_("Watched"),
}
FINDERS = {
    Finder.PEOPLE: N_("People reported it before any system found it."),
    Finder.SYSTEM: N_("Detected by our system before anybody reported it: the ledger shows the order."),
    Finder.UNDECIDED: N_(
        "A system noticed it at about the time of the first report; the ledger does not show which was first."
    ),
}
EVENTS = {
    EventKind.FIRST_COPY: N_("First copy"),
    EventKind.REPORT: N_("Report"),
    EventKind.ESCALATION: N_("Escalation"),
    EventKind.LEVEL: N_("Level"),
    EventKind.LOOK: N_("A person looks for the first time"),
    EventKind.DECISION: N_("Decision"),
    EventKind.ACTION: N_("Action"),
}
STYLES = ("answerable.css", "review.css")
LEAST_POINTS = 3  # of which a picture is drawn
WIDTH, HEIGHT = 640, 180


@get(CASCADES, include_in_schema=False)
async def show_cascades(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[Seat]
) -> Response[bytes]:
    """What spreads now."""
    found, at = await spreading_now(runtime)
    return show(
        request, runtime, seat, "review/cascades.html", here=CASCADES, cascades=found, at=at, levels=LEVELS
    )


@get(CASCADES + "/{cascade_id:uuid}", include_in_schema=False)
async def show_cascade(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    cascade_id: FromPath[UUID],
) -> Response[bytes]:
    """One cascade, without its texts."""
    return _page(request, runtime, seat, await cascade_view(runtime, cascade_id))


@post(CASCADES + "/{cascade_id:uuid}/examples", include_in_schema=False, status_code=200)
async def take_look(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[Seat],
    form: NamedDependency[dict[str, list[str]]],  # reading it checks whose form it is
    cascade_id: FromPath[UUID],
) -> Response[bytes]:
    """Its texts, for once: they stand on the answer to this alone, and the audit notes it."""
    view, examples = await see_examples(runtime, seat.reviewer, cascade_id)
    exposure_of(request).note(seat.session.id, cascade_id)
    return _page(request, runtime, seat, view, examples=examples)


def _page(
    request: Request[Any, Any, Any], runtime: Runtime, seat: Seat, view: CascadeView, **values: Any
) -> Response[bytes]:
    return show(
        request,
        runtime,
        seat,
        "review/cascade.html",
        here=f"{CASCADES}/{view.cascade.id}",
        **_shown(view, tongue(request, runtime)),
        **values,
    )


def standalone(view: CascadeView, language: str) -> str:
    """A cascade, or the incident that it is in, as one file that needs nothing else. It shows no text and no sender."""
    page = environment(language).get_template("review/incident.html")
    return page.render(**_shown(view, language), style=styles_of(*STYLES))


def _shown(view: CascadeView, language: str) -> dict[str, Any]:
    return {
        "view": view,
        "levels": LEVELS,
        "reasons": _in_words(view.cascade.reasons, language),
        "drawn": _drawn(view.cascade.counts),
        "finders": FINDERS,
        "events": EVENTS,
        "words_of": partial(words_of, language=language),
    }


def words_of(event: CascadeEvent, language: str) -> str:
    """What the event was, in words: its level, verdict, kind of action, or where a report came from."""
    say = translations(language).gettext
    match event.kind:
        case EventKind.LEVEL:
            return say(LEVELS[Level(event.what or "")])
        case EventKind.DECISION:
            return label(Verdict(event.what or ""), language)
        case EventKind.ACTION:
            return label(ActionKind(event.what or ""), language)
        case _:
            return label(event.source, language) if event.source else ""


def _in_words(reasons: Reasons, language: str) -> list[str]:
    return [in_words(one, language) for one in reasons.given]


def _drawn(counts: Counts) -> str:
    """How many copies there were by time; "" where there are too few points. The numbers stand beside it."""
    points = counts.points
    if len(points) < LEAST_POINTS:
        return ""

    def draw(axes: Axes) -> None:
        times: Any = [one.at.astimezone(DISPLAY_ZONE) for one in points]
        axes.step(times, [one.copies for one in points], where="post", color=PALETTE["people"])
        axes.set_ylim(bottom=0)

    return picture("copies", WIDTH, HEIGHT, draw)
