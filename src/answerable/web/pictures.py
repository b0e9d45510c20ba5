"""The picture of each indicator, with the numbers that it shows as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from answerable.i18n import translations
from answerable.i18n.labels import N_, OUTCOMES
from answerable.i18n.tongues import language_name
from answerable.indicators import exact
from answerable.indicators.kaplan_meier import Step, survival
from answerable.indicators.rows import CLOCKS, WITHHELD, ClockName, MonthRows, ended, waiting
from answerable.indicators.within_target import AFTER, LATE
from answerable.vocabulary import Outcome, SubjectKind
from answerable.web.figure_words import percent
from answerable.web.svg import PALETTE, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 310  # units: on a small phone it is shown at nearly that many pixels, and its words stay readable
DAY = 24
CURVE_LEAST, CURVE_MOST = 96, 336  # hours shown
BINS = 20  # of AFTER hours; the last one takes all that is longer

CLOCK_WORDS: dict[ClockName, str] = {"review": N_("First review"), "answer": N_("Final answer")}
_CLOCK_INK: dict[ClockName, str] = {"review": "people", "answer": "answered"}

_TITLES = {
    "1": N_("What was received"),
    "2": N_("What became of the reports"),
    "4": N_("Share of the reports still waiting, by hours since they were received"),
    "5": N_("Hours until the first review, in steps of 6 hours"),
    "10": N_("What became of the copies"),
    "11": N_("Who found it first"),
    "13": N_("Share of the reports that took more than 48 hours to a review, by language"),
}
_FINDERS = {
    "people": (N_("Reported by people first"), "people"),
    "system": (N_("Detected by the system first"), "system"),
    "undecided": (N_("Undecided"), "line"),
    WITHHELD: (N_("Withheld: too few people"), "track"),
}
LANGUAGES_MOST = 8

_FATES = {
    "removed_unreported": N_("Removed, and nobody had reported that copy"),
    "removed_reported": N_("Removed, and somebody had reported it"),
    "removed": N_("Removed; whether it was reported is not told"),
    "kept": N_("Kept: a decision spares it, or does not hold for copies"),
    "waiting": N_("A person must still look at it"),
}


class Picture(msgspec.Struct, frozen=True):
    """`svg` may stand in a page as it is. `key`: meaning and words of each colour. `head` and `lines` are the table
    of the same numbers, its first column words."""

    title: str
    svg: str
    key: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def pictures(rows: MonthRows, language: str) -> dict[str, Picture]:
    """The picture of each indicator, by its number."""
    found = {
        "1": _received(rows, language),
        "2": _outcomes(rows, language),
        "4": _still_waiting(rows, language),
        "5": _until_the_end(rows, language),
    }
    if rows.copies is not None:
        found["10"] = _fates(rows, language)
    if rows.finders is not None:
        found["11"] = _finders(rows, language)
    if rows.declared is not None:
        found["13"] = _by_language(rows, language)
    return found


def _finders(rows: MonthRows, language: str) -> Picture:
    say = translations(language).gettext
    first = Counter(row.first for row in rows.finders or ())
    counts = [
        (say(words), first[name], ink)
        for name, (words, ink) in _FINDERS.items()
        if name != WITHHELD or first[name]
    ]
    return _bars("11", counts, language, of=N_("Share of the cases"))


def _by_language(rows: MonthRows, language: str) -> Picture:
    """Of each language, the late among its reports: those with most reports, and no others."""
    say = translations(language).gettext
    reports = Counter(row.language for row in rows.reports if row.language != WITHHELD)
    late = Counter(
        row.language for row in rows.reports if max(row.review_hours or 0, row.review_open_hours or 0) > LATE
    )
    most = sorted(reports, key=lambda code: (-reports[code], code))[:LANGUAGES_MOST]
    shares = [(language_name(code, language), late[code], reports[code]) for code in most]
    return Picture(
        title=say(_TITLES["13"]),
        svg=picture("i13", WIDTH, 38 * max(1, len(shares)), partial(_draw_shares, shares=shares)),
        key=(),
        head=("", say(N_("Reports")), say(N_("More than 48 hours"))),
        lines=tuple(
            (words, f"{whole:,}", percent(exact.share(part, whole))) for words, part, whole in shares
        ),
    )


def _draw_shares(axes: Axes, shares: Sequence[tuple[str, int, int]]) -> None:
    """A bar of the whole width for each, as much of it filled as is late."""
    for place, (words, part, whole) in enumerate(shares):
        share = exact.share(part, whole)
        axes.barh(-place, 1, height=0.24, color=PALETTE["track"])
        axes.barh(-place, part / whole, height=0.24, color=PALETTE["over"])
        axes.text(0, 0.2 - place, words, va="bottom", color=PALETTE["ink"])
        axes.text(1, 0.2 - place, percent(share), va="bottom", ha="right", color=PALETTE["ink"])
    axes.set_xlim(0, 1)
    axes.set_ylim(0.84 - max(1, len(shares)), 0.78)
    axes.axis("off")


def _received(rows: MonthRows, language: str) -> Picture:
    say = translations(language).gettext
    kinds = Counter(row.subject_kind for row in rows.cases)
    counts = [
        (say(N_("Reports")), len(rows.reports), "people"),
        (say(N_("Cases")), len(rows.cases), "line"),
        (say(N_("Posts and messages")), kinds[SubjectKind.ITEM], "line"),
    ]
    return _bars("1", counts, language)


def _outcomes(rows: MonthRows, language: str) -> Picture:
    say = translations(language).gettext
    ways = Counter(row.outcome for row in rows.reports)
    inks = {Outcome.REMOVED: "answered", Outcome.OPEN: "waiting"}
    counts = [(say(OUTCOMES[one]), ways[one], inks.get(one, "line")) for one in Outcome]
    if ways[WITHHELD]:
        counts.append((say(N_("Withheld: too few people")), ways[WITHHELD], "track"))
    return _bars("2", counts, language)


def _fates(rows: MonthRows, language: str) -> Picture:
    say = translations(language).gettext
    ways = Counter(row.fate for row in rows.copies or ())
    inks = {"removed_unreported": "answered", "removed_reported": "people", "removed": "answered"} | {
        "waiting": "waiting"
    }
    counts = [(say(words), ways[name], inks.get(name, "line")) for name, words in _FATES.items()]
    if ways[WITHHELD]:
        counts.append((say(N_("Withheld: too few people")), ways[WITHHELD], "track"))
    return _bars("10", counts, language, of=N_("Share of the copies"))


def _bars(
    number: str,
    counts: Sequence[tuple[str, int, str]],
    language: str,
    *,
    of: str = N_("Share of the reports"),
) -> Picture:
    say = translations(language).gettext
    whole = counts[0][1] if number == "1" else sum(count for _, count, _ in counts)
    return Picture(
        title=say(_TITLES[number]),
        svg=picture(f"i{number}", WIDTH, 38 * len(counts), partial(_draw_bars, counts=counts)),
        key=(),
        head=("", say(N_("Number")), say(of)),
        lines=tuple((words, f"{count:,}", percent(exact.share(count, whole))) for words, count, _ in counts),
    )


def _draw_bars(axes: Axes, counts: Sequence[tuple[str, int, str]]) -> None:
    """A line of words with its number over each bar, so that long words fit a narrow screen."""
    most = max(1, *(count for _, count, _ in counts))
    for place, (words, count, ink) in enumerate(counts):
        axes.barh(-place, most, height=0.24, color=PALETTE["track"])
        axes.barh(-place, count, height=0.24, color=PALETTE[ink])
        axes.text(0, 0.2 - place, words, va="bottom", color=PALETTE["ink"])
        axes.text(most, 0.2 - place, f"{count:,}", va="bottom", ha="right", color=PALETTE["ink"])
    axes.set_xlim(0, most)
    axes.set_ylim(0.84 - len(counts), 0.78)
    axes.axis("off")


class _Curve(msgspec.Struct, frozen=True):
    """What is known of one clock: nothing of later than `last`, the longest that a report was followed."""

    steps: list[Step]
    last: int
    opened: tuple[int, ...]  # the hours for which reports are open that are so still

    def share(self, hours: int) -> Fraction:
        """The share still waiting after so many hours."""
        return next((step.waiting for step in reversed(self.steps) if step.hours <= hours), Fraction(1))

    def left(self, hours: int) -> str:
        """The same as a percentage."""
        share = self.share(hours)
        known = share == 0 or hours <= self.last
        return percent(exact.decimal(share, 4) if known else None)


def _curve(rows: MonthRows, clock: ClockName) -> _Curve:
    ends, opens = ended(rows.reports, clock), waiting(rows.reports, clock)
    return _Curve(survival(ends, opens), max((*ends, *opens), default=0), tuple(sorted(set(opens))))


def _still_waiting(rows: MonthRows, language: str) -> Picture:
    say = translations(language).gettext
    curves = {clock: _curve(rows, clock) for clock in CLOCKS}
    last = max(max(ended(rows.reports, clock), default=0) for clock in CLOCKS)  # after it the lines are level
    until = min(CURVE_MOST, max(CURVE_LEAST, -(-last // DAY) * DAY + DAY))
    draw = partial(_draw_curves, curves=curves, until=until, unit=say(N_("hours")), target=rows.target_hours)
    return Picture(
        title=say(_TITLES["4"]),
        svg=picture("i4", WIDTH, 200, draw),
        key=(
            *((_CLOCK_INK[clock], say(CLOCK_WORDS[clock])) for clock in CLOCKS),
            ("waiting", say(N_("Still open"))),
            ("over", say(N_("The target"))),
        ),
        head=(say(N_("Hours")), *(say(CLOCK_WORDS[clock]) for clock in CLOCKS)),
        lines=tuple(
            (str(at), *(curve.left(at) for curve in curves.values())) for at in range(0, until + 1, DAY)
        ),
    )


def _draw_curves(axes: Axes, curves: dict[ClockName, _Curve], until: int, unit: str, target: int) -> None:
    axes.axhline(50, color=PALETTE["line"], linewidth=0.8, dashes=(3, 3))
    axes.axvline(target, color=PALETTE["over"], linewidth=1.2, dashes=(4, 3))
    axes.text(target, 99, f" {target} {unit}", va="top", color=PALETTE["over"])
    for clock, curve in curves.items():
        shown = [step for step in curve.steps if step.hours <= until]
        shares = [1.0, *(float(step.waiting) for step in shown)]
        axes.step(
            [0, *(step.hours for step in shown), until if shares[-1] == 0 else min(until, curve.last)],
            [100 * share for share in (*shares, shares[-1])],
            where="post",
            linewidth=2.2,
            color=PALETTE[_CLOCK_INK[clock]],
            linestyle="dashed" if clock == "review" else "solid",
        )
        still = [hours for hours in curve.opened if hours <= until]
        shares = [100 * float(curve.share(hours)) for hours in still]
        axes.plot(
            still, shares, linestyle="none", marker="|", markersize=7, color=PALETTE["waiting"], zorder=5
        )
    axes.set_xlim(0, until)
    axes.set_ylim(0, 101)
    axes.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
    every = DAY if until <= 5 * DAY else 2 * DAY if until <= 8 * DAY else 3 * DAY
    axes.set_xticks([*range(0, until + 1, every)])
    axes.set_xlabel(unit)
    axes.tick_params(axis="y", length=0)


def _until_the_end(rows: MonthRows, language: str) -> Picture:
    say = translations(language).gettext
    edges = _edges(rows.target_hours)
    counts = {clock: _binned(ended(rows.reports, clock), edges) for clock in CLOCKS}
    still = {clock: len(waiting(rows.reports, clock)) for clock in CLOCKS}
    open_words = say(N_("Still open"))
    spans = [
        *(f"{low}-{high}" for low, high in edges),
        f"> {edges[-1][1]}",
    ]
    draw = partial(
        _draw_bins,
        counts=counts["review"],
        still=still["review"],
        edges=edges,
        target=rows.target_hours,
        unit=say(N_("hours")),
    )
    return Picture(
        title=say(_TITLES["5"]),
        svg=picture("i5", WIDTH, 190, draw),
        key=(
            ("answered", say(N_("Within the target"))),
            ("over", say(N_("Later"))),
            ("waiting", open_words),
        ),
        head=(say(N_("Hours")), *(say(CLOCK_WORDS[clock]) for clock in CLOCKS)),
        lines=(
            *((span, *(f"{counts[clock][at]:,}" for clock in CLOCKS)) for at, span in enumerate(spans)),
            (open_words, *(f"{still[clock]:,}" for clock in CLOCKS)),
        ),
    )


def _edges(target: int) -> list[tuple[int, int]]:
    """Steps of AFTER hours, one of which ends at the target: low < hours <= high, 0 in the first."""
    first = target % AFTER or AFTER
    tops = list(range(first, max(target, LATE) + 8 * AFTER, AFTER))[-BINS:]
    return list(zip([0, *tops[:-1]], tops, strict=True))


def _binned(hours: Sequence[int], edges: Sequence[tuple[int, int]]) -> list[int]:
    counts = Counter(hours)
    found = [sum(counts[hour] for hour in range(low + 1, high + 1)) for low, high in edges]
    found[0] += counts[0]
    return [*found, len(hours) - sum(found)]


def _draw_bins(
    axes: Axes,
    *,
    counts: Sequence[int],
    still: int,
    edges: Sequence[tuple[int, int]],
    target: int,
    unit: str,
) -> None:
    """A bar for each step; apart from them on the right whatever took longer, and whatever is open."""
    last, width = edges[-1][1], AFTER * 0.82
    for (_, high), count in zip(edges, counts, strict=False):
        axes.bar(
            high - AFTER / 2, count, width=width, color=PALETTE["answered" if high <= target else "over"]
        )
    axes.bar(last + 1.5 * AFTER, counts[-1], width=width, color=PALETTE["over"])
    axes.bar(last + 3 * AFTER, still, width=width, color=PALETTE["waiting"])
    axes.axvline(target, color=PALETTE["ink"], linewidth=1.2, dashes=(4, 3))
    top = max(1, still, *counts) * 1.2
    axes.text(target, top, f" {target} {unit}", va="top", color=PALETTE["ink"])
    days = range(0, last, DAY)
    axes.set_xticks([*days, last + 1.5 * AFTER], [*map(str, days), f">{last}"])
    axes.set_xlim(0, last + 4 * AFTER)
    axes.set_ylim(0, top)
    axes.locator_params(axis="y", nbins=4, integer=True)
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    axes.set_xlabel(unit)
    axes.tick_params(axis="y", length=0)
