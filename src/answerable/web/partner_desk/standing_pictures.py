"""The pictures of an organisation's standing: its answers' times against the promise, and how often it was right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from answerable.i18n import month_name, translations
from answerable.i18n.calendars import DISPLAY_ZONE
from answerable.i18n.labels import N_
from answerable.web.pictures import WIDTH, Picture
from answerable.web.svg import PALETTE, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOP = 200  # per cent of the promised time; whatever took longer stands on this line
_KEY = {
    "answered": N_("Answered in time"),
    "over": N_("Over the promise"),
    "waiting": N_("Waiting"),
}
_MARKS = {"answered": "o", "over": "^", "waiting": "o"}


class Timed(msgspec.Struct, frozen=True, kw_only=True):
    """One report: the time until its answer, or until now while there is none, and what was promised."""

    received_at: datetime
    used: timedelta
    promised: timedelta
    answered: bool

    @property
    def share(self) -> float:
        return self.used / self.promised

    @property
    def kind(self) -> str:
        if self.used > self.promised:
            return "over"
        return "answered" if self.answered else "waiting"


class Judged(msgspec.Struct, frozen=True):
    """Of the reports of one month: how many were decided, and how many of those named a violation."""

    first: date
    upheld: int
    decided: int


def times_picture(reports: Sequence[Timed], language: str) -> Picture:
    """Each report as a mark: when it was received, and which share of the promised time it took."""
    say = translations(language).gettext
    steps = [(0, 25), (25, 50), (50, 75), (75, 100), (100, 150), (150, TOP)]
    found = [
        (
            f"{low}-{high}%",
            [one for one in reports if low < 100 * one.share <= high or (low == 0 == one.share)],
        )
        for low, high in steps
    ]
    found.append((f"> {TOP}%", [one for one in reports if 100 * one.share > TOP]))
    return Picture(
        title=say(N_("Share of the promised time that each answer took")),
        svg=picture("times", WIDTH, 220, partial(_draw_times, reports=reports, promise=say(N_("promise")))),
        key=tuple((kind, say(words)) for kind, words in _KEY.items()),
        head=(say(N_("Share of the promised time")), say(N_("Answered")), say(N_("Waiting"))),
        lines=tuple(
            (span, str(sum(one.answered for one in inside)), str(sum(not one.answered for one in inside)))
            for span, inside in found
        ),
    )


def precision_picture(months: Sequence[Judged], language: str) -> Picture:
    """For each month a bar: which share of the decided reports named a violation."""
    say = translations(language).gettext
    named = [(month_name(one.first, language), one.upheld, one.decided) for one in months]
    return Picture(
        title=say(N_("Share of your decided reports that named a violation")),
        svg=picture("precision", WIDTH, 38 * max(1, len(named)), partial(_draw_shares, months=named)),
        key=(),
        head=(say(N_("Month")), say(N_("Decided")), say(N_("Violations")), say(N_("Share"))),
        lines=tuple(
            (words, str(decided), str(upheld), _percent(upheld, decided)) for words, upheld, decided in named
        ),
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"


def _draw_times(axes: Axes, reports: Sequence[Timed], promise: str) -> None:
    axes.axhline(100, color=PALETTE["ink"], linewidth=1.2, dashes=(4, 3))
    days = [_days(one.received_at) for one in reports] or [0.0]
    for kind in _KEY:
        axes.plot(
            [_days(one.received_at) for one in reports if one.kind == kind],
            [min(100 * one.share, TOP) for one in reports if one.kind == kind],
            _MARKS[kind],
            markersize=5.5,
            markerfacecolor="none" if kind == "waiting" else PALETTE[kind],
            markeredgecolor=PALETTE[kind],
            clip_on=False,
        )
    axes.set_ylim(0, TOP)
    axes.set_yticks([0, 50, 100, 150, TOP], ["0%", "50%", "100%", "150%", f"{TOP}%+"])
    axes.text(0, 103, promise, transform=axes.get_yaxis_transform(), va="bottom", color=PALETTE["ink"])
    room = max((max(days) - min(days)) / 20, 0.5)
    axes.set_xlim(min(days) - room, max(days) + room)
    ticks = _ticks(int(min(days)), int(max(days))) if reports else []
    axes.set_xticks(ticks, [f"{date.fromordinal(day):%Y-%m-%d}" for day in ticks])
    axes.tick_params(axis="y", length=0)


def _days(at: datetime) -> float:
    """A time as days, counted as `date.toordinal` counts them."""
    local = at.astimezone(DISPLAY_ZONE)
    return local.toordinal() + (local.hour * 60 + local.minute) / (24 * 60)


def _ticks(first: int, last: int) -> list[int]:
    """Two or three days to write out: more do not fit a telephone."""
    step = max(1, -(-(last - first) // 2))
    return list(range(first, last + 1, step))


def _draw_shares(axes: Axes, months: Sequence[tuple[str, int, int]]) -> None:
    """A line of words with its numbers over each bar, so that long words fit a narrow screen."""
    for place, (words, upheld, decided) in enumerate(months):
        axes.barh(-place, 1, height=0.24, color=PALETTE["track"])
        axes.barh(-place, upheld / decided if decided else 0, height=0.24, color=PALETTE["people"])
        axes.text(0, 0.2 - place, words, va="bottom", color=PALETTE["ink"])
        axes.text(
            1,
            0.2 - place,
            f"{_percent(upheld, decided)} ({upheld}/{decided})",
            va="bottom",
            ha="right",
            color=PALETTE["ink"],
        )
    axes.set_xlim(0, 1)
    axes.set_ylim(0.84 - max(1, len(months)), 0.78)
    axes.axis("off")
