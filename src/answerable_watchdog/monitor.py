"""What a watchdog's own records show: how fast it was answered, by channel and language, and any hidden target."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from answerable_watchdog.chance import two_sided
from answerable_watchdog.curve import LogRank, Step, clock_of, curve, log_rank
from answerable_watchdog.hidden_target import HiddenTarget, Risk, at, scan
from answerable_watchdog.monitor_log import Duration, Log, Row
from answerable_watchdog.survival import quantile, survival

LATE_AFTER_HOURS = 48
WITHIN_HOURS = (24, 48)
CHANNELS = ("ordinary", "trusted")


@dataclass(frozen=True)
class Within:
    """How many ended within so many hours, of how many whose fate by then is known."""

    hours: int
    ended: int
    known: int


@dataclass(frozen=True)
class Waiting:
    """One clock of some reports. `over_48h` took longer, or had been open for longer when last seen."""

    n: int
    still_open: int
    over_48h: int
    within: tuple[Within, ...]
    median_hours: int | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Pairs:
    """Items sent through both channels, by which of them answered within 48 hours; McNemar's exact test."""

    both: int
    only_trusted: int
    only_ordinary: int
    neither: int
    p_value: float


@dataclass(frozen=True)
class Findings:
    """One clock: of all reports, of each channel and language, and the hidden target (None: none was found)."""

    whole: Waiting
    channels: dict[str, Waiting]
    channel_difference: LogRank | None
    pairs: Pairs | None
    languages: dict[str, Waiting]
    language_difference: LogRank | None
    hidden_target: HiddenTarget | None
    suspected: int | None


def waiting(durations: Sequence[Duration]) -> Waiting:
    """Count one clock. Nothing is left out: what is still open counts for as long as it was seen."""
    clock = clock_of(durations)
    late = sum(each.hours > LATE_AFTER_HOURS or _is_open_past(each, LATE_AFTER_HOURS) for each in durations)
    return Waiting(
        n=len(durations),
        still_open=clock.still_open.total(),
        over_48h=late,
        within=tuple(_within(durations, hours) for hours in WITHIN_HOURS),
        median_hours=quantile(survival(clock), Fraction(1, 2)),
        steps=tuple(curve(clock)),
    )


def _is_open_past(each: Duration, hours: int) -> bool:
    return not each.ended and each.hours >= hours


def _within(durations: Sequence[Duration], hours: int) -> Within:
    ended = sum(each.ended and each.hours <= hours for each in durations)
    unknown = sum(not each.ended and each.hours < hours for each in durations)
    return Within(hours, ended, len(durations) - unknown)


def findings(log: Log, suspected: int | None = None) -> dict[str, Findings]:
    """By clock: "answer", and "review" where the log knows any. `suspected` hours are tested instead of a scan."""
    found = {"answer": _findings(log.rows, lambda row: row.answer, suspected)}
    if any(row.review for row in log.rows):
        found["review"] = _findings(log.rows, lambda row: row.review or row.answer, suspected)
    return found


def _findings(rows: Sequence[Row], clock: Callable[[Row], Duration], suspected: int | None) -> Findings:
    durations = [clock(row) for row in rows]
    channels, languages = defaultdict(list), defaultdict(list)
    for row in rows:
        channels[row.channel].append(clock(row))
        languages[row.language].append(clock(row))
    risk = Risk(
        (each.hours for each in durations if each.ended),
        (each.hours for each in durations if not each.ended),
    )
    return Findings(
        whole=waiting(durations),
        channels=_each(channels),
        channel_difference=_difference(channels),
        pairs=_pairs(rows, clock),
        languages=_each(languages),
        language_difference=_difference(languages),
        hidden_target=scan(risk) if suspected is None else at(risk, suspected),
        suspected=suspected,
    )


def _each(groups: dict[str, list[Duration]]) -> dict[str, Waiting]:
    return {name: waiting(groups[name]) for name in sorted(groups) if name}


def _difference(groups: dict[str, list[Duration]]) -> LogRank | None:
    return log_rank({name: clock_of(durations) for name, durations in groups.items() if name})


def _pairs(rows: Sequence[Row], clock: Callable[[Row], Duration]) -> Pairs | None:
    """Pairs whose both fates at 48 hours are known; None without any."""
    sent: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in rows:
        duration = clock(row)
        if duration.ended or duration.hours >= LATE_AFTER_HOURS:
            in_time = duration.ended and duration.hours <= LATE_AFTER_HOURS
            sent[row.item][row.channel] = sent[row.item].get(row.channel, False) or in_time
    both = [pair for pair in sent.values() if all(channel in pair for channel in CHANNELS)]
    if not both:
        return None
    cells = [(pair["trusted"], pair["ordinary"]) for pair in both]
    trusted, ordinary = cells.count((True, False)), cells.count((False, True))
    p_value = two_sided(trusted, trusted + ordinary)
    return Pairs(cells.count((True, True)), trusted, ordinary, cells.count((False, False)), p_value)
