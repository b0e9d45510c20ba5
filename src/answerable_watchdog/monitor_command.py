"""`answerable-watchdog monitor LOG`: your own records of what you reported, and how long it took."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from answerable_watchdog.arguments import time_of
from answerable_watchdog.curve import LogRank
from answerable_watchdog.errors import Unreadable, shown
from answerable_watchdog.files import read
from answerable_watchdog.hidden_target import HiddenTarget
from answerable_watchdog.monitor import Findings, Waiting, findings
from answerable_watchdog.monitor_log import LOG_BYTES_MAX, Log, parse_log
from answerable_watchdog.monitor_page import page
from answerable_watchdog.monitor_words import LANGUAGES, comparisons, sentences, table

if TYPE_CHECKING:
    # argparse keeps this class private; it is named for the type checker alone.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EPILOG = """\
LOG is a CSV file or JSON Lines with the columns id, sent, answered (empty while open) and, when known, outcome,
acknowledged, reviewed, channel (ordinary, trusted), language, gone, observed_until, item. Times are like
2018-03-01T09:30:00+06:30. --target names the hours that you suspected BEFORE you looked at these records; without it
eight are tried, with a correction for that. The HTML report is one file: print it to have a PDF. Exit status: 0 it
was read, 1 the log is not in its format (line and field are named), 2 wrong usage or a file that cannot be read.
"""


def add_to(commands: "Commands") -> None:
    """Describe the command to argparse."""
    command = commands.add_parser(
        "monitor",
        help="how fast your own reports were answered, and whether a hidden target shows",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = command.add_argument
    add("log", metavar="LOG", help="your records; - is standard input")
    add("--format", choices=("text", "json", "html"), default="text")
    add("--target", type=int, choices=range(12, 169, 12), metavar="HOURS", help="12, 24, ... 168")
    add("--until", type=time_of, metavar="TIME", help="the end of the records, if later than what they name")
    add("--out", metavar="FILE", help="write there instead of to standard output")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read the log, print what it shows, return 0. Raises Refused or Unreadable."""
    log = parse_log(read(options.log, LOG_BYTES_MAX), options.log, options.until)
    found = findings(log, options.target)
    if options.format == "html":
        said = page(log, found)
    elif options.format == "json":
        said = json.dumps(facts(log, found), ensure_ascii=False) + "\n"
    else:
        said = _text(log, found)
    if options.out is None:
        sys.stdout.write(said)
        return 0
    try:
        Path(options.out).write_text(said, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise Unreadable(f"cannot write {shown(options.out)}: {getattr(error, 'strerror', error)}") from None
    return 0


def facts(log: Log, found: dict[str, Findings]) -> dict[str, object]:
    """For programs: the answer's clock at the top, every clock below `clocks`."""
    answer = found["answer"]
    return {
        "n": answer.whole.n,
        "over_48h": answer.whole.over_48h,
        "median_hours": answer.whole.median_hours,
        "hidden_target": _target(answer.hidden_target),
        "until": log.until.isoformat(),
        "gone_untold": sum(row.gone_untold for row in log.rows),
        "clocks": {clock: _findings(each) for clock, each in found.items()},
    }


def _findings(found: Findings) -> dict[str, object]:
    pairs = found.pairs
    return {
        **_waiting(found.whole),
        "curve": [
            [step.hour, *(round(each, 6) for each in (step.left, step.low, step.high))]
            for step in found.whole.steps
        ],
        "hidden_target": _target(found.hidden_target),
        "channels": {name: _waiting(each) for name, each in found.channels.items()},
        "channels_differ": _rank(found.channel_difference),
        "pairs": None if pairs is None else vars(pairs),
        "languages": {name: _waiting(each) for name, each in found.languages.items()},
        "languages_differ": _rank(found.language_difference),
    }


def _waiting(group: Waiting) -> dict[str, object]:
    return {
        "n": group.n,
        "open": group.still_open,
        "over_48h": group.over_48h,
        "median_hours": group.median_hours,
        **{f"within_{each.hours}h": {"ended": each.ended, "of": each.known} for each in group.within},
    }


def _target(target: HiddenTarget | None) -> dict[str, object] | None:
    if target is None:
        return None
    mark = target.mark
    return {
        "hours": target.hours,
        "p_value": target.p_value,
        "before": {"closed": mark.before.closed, "hours_at_risk": mark.before.at_risk},
        "after": {"closed": mark.after.closed, "hours_at_risk": mark.after.at_risk},
        "p_following": mark.p_following,
        "p_placebo": mark.p_placebo,
    }


def _rank(difference: LogRank | None) -> dict[str, object] | None:
    return None if difference is None else vars(difference)


def _text(log: Log, found: dict[str, Findings]) -> str:
    lines = []
    for clock, each in found.items():
        for language in LANGUAGES:
            lines += [*sentences(clock, each, language), ""]
        rows = [[shown(row[0])[1:-1], *row[1:]] for row in table(each)]
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        lines += [
            "  ".join(
                cell.rjust(width) if i else cell.ljust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in rows
        ]
        lines += [*comparisons(each), ""]
    untold = sum(row.gone_untold for row in log.rows)
    if untold:
        lines.append(f"{untold} reports have no answer although what they reported is gone.")
    return "\n".join([*lines, f"As the records stood at {log.until.isoformat()}."]) + "\n"
