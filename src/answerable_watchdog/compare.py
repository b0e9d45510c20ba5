"""A watchdog's own records against a platform's published figures: which differ by more than chance allows.

Published shares are taken as the truth about all reports, the watchdog's as a draw from them, so that the number of
its own that are late (removed, ...) is binomial; medians and 90% quantiles are compared by how many of the watchdog's
lie beyond them (sign test), which needs no model. All tests together err in at most 1 of 100 (S. Holm 1979).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answerable_watchdog.chance import at_least, two_sided
from answerable_watchdog.encoding import Json
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.monitor_log import Duration, Row

FAMILY_ALPHA = 0.01
LATE_AFTER_HOURS = 48
AFTER_TARGET_HOURS = 6
HOURS_MAX = 1_000_000
LEFT_AT = {"median_hours": 0.5, "p90_hours": 0.1}


@dataclass(frozen=True)
class Compared:
    """One published figure, what the watchdog's records give, of how many reports, and the chance of such a gap."""

    figure: str
    published: str
    own: str
    n: int
    p_value: float


@dataclass(frozen=True)
class Comparison:
    """All figures that could be compared; `differing` are those that chance does not explain."""

    compared: tuple[Compared, ...]

    @property
    def differing(self) -> tuple[Compared, ...]:
        found = []
        ranked = sorted(self.compared, key=lambda each: each.p_value)
        for rank, each in enumerate(ranked):
            if each.p_value > FAMILY_ALPHA / (len(ranked) - rank):
                break
            found.append(each)
        return tuple(found)


def compare(rows: Sequence[Row], figures: Json) -> Comparison:
    """Compare what both sides know. Raises Refused where the figures are not of the declared shape."""
    compared = [*_removed(rows, figures)]
    clocks = {"review": [row.review for row in rows if row.review], "answer": [row.answer for row in rows]}
    for clock, durations in clocks.items():
        if durations:
            compared += _quantiles(clock, durations, figures)
            compared += _shares(clock, durations, figures)
    return Comparison(tuple(compared))


def _member(figures: Json, *path: str) -> Json:
    """What stands at `path`; None where the platform published none."""
    for name in path:
        if figures is None:
            return None
        if not isinstance(figures, dict):
            raise Refused(f"the figures: {'.'.join(path)} is not an object")
        figures = figures.get(name)
    return figures


def _share(figures: Json, *path: str) -> float | None:
    value = _member(figures, *path)
    if value is None:
        return None
    try:
        share = float(value) if isinstance(value, str) else -1.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise Refused(f"the figures: {'.'.join(path)} is {shown(str(value))}, not a share from 0 to 1")
    return share


def _hours(figures: Json, *path: str) -> int | None:
    value = _member(figures, *path)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= HOURS_MAX:
        raise Refused(f"the figures: {'.'.join(path)} is {shown(str(value))}, not whole hours")
    return value


def _of(figure: str, published: float, hits: int, n: int) -> Compared:
    """A published share against `hits` of `n`; it was rounded to four decimals, so the nearest one that it can mean."""
    near = min(max(hits / n, published - 0.00005, 0.0), published + 0.00005, 1.0)
    return Compared(figure, f"{published:.4f}", f"{hits / n:.4f}", n, two_sided(hits, n, near))


def _removed(rows: Sequence[Row], figures: Json) -> Iterator[Compared]:
    published = _share(figures, "2", "removed_share")
    known = [row for row in rows if row.outcome or not row.answer.ended]
    if published is not None and any(row.outcome for row in rows):
        hits = sum(row.outcome == "removed" for row in known)
        yield _of("2.removed_share", published, hits, len(known))


def _shares(clock: str, durations: Sequence[Duration], figures: Json) -> Iterator[Compared]:
    """5: later than 48 hours; within the declared target; in the six hours after it."""
    target = _hours(figures, "5", clock, "target_hours")
    spans = {"late_share": (LATE_AFTER_HOURS, HOURS_MAX)}
    if target is not None:
        spans["within_target_share"] = (-1, target)
        spans["after_target_share"] = (target, target + AFTER_TARGET_HOURS)
    for name, (over, until) in spans.items():
        published = _share(figures, "5", clock, name)
        # What was seen open for as long as the span reaches did not end in it; of less, nobody knows.
        reach = over if until == HOURS_MAX else until
        known = [each for each in durations if each.ended or each.hours >= reach]
        if published is None or not known:
            continue
        open_counts = until == HOURS_MAX
        hits = sum(over < each.hours <= until if each.ended else open_counts for each in known)
        yield _of(f"5.{clock}.{name}", published, hits, len(known))


def _quantiles(clock: str, durations: Sequence[Duration], figures: Json) -> Iterator[Compared]:
    """4: too many of the watchdog's beyond the published quantile, or too many before it."""
    for name, left in LEFT_AT.items():
        hours = _hours(figures, "4", clock, name)
        if hours is None:
            continue
        known = [each for each in durations if each.ended or each.hours >= hours]
        if not known:
            continue
        slower = sum(each.hours > hours or not each.ended for each in known)
        faster = sum(each.ended and each.hours < hours for each in known)
        n = len(known)
        p_value = 2 * min(at_least(slower, n, left), at_least(faster, n, 1 - left))
        own = f"{100 * slower / n:.0f}% over it"
        yield Compared(f"4.{clock}.{name}", str(hours), own, n, min(1.0, p_value))
