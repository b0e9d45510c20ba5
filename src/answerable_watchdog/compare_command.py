"""`answerable-watchdog compare LOG`: do the published figures fit with what you saw yourself?"""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from answerable_watchdog.arguments import month_of
from answerable_watchdog.compare import Compared, Comparison, compare
from answerable_watchdog.encoding import Json, from_json
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.export import verified_ledger
from answerable_watchdog.files import read
from answerable_watchdog.monitor_log import LOG_BYTES_MAX, Row, parse_log
from answerable_watchdog.month import find_month
from answerable_watchdog.recompute_command import MONTH_BYTES_MAX, directory_of, policy_of

if TYPE_CHECKING:
    # argparse keeps this class private; it is named for the type checker alone.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EPILOG = """\
LOG is what `monitor` reads; only reports sent in the month (of the platform's zone) are compared. The figures are those
that the month declares in the verified log (--ledger), or a file such as `recompute` prints (--figures). Your reports
need not be like everybody's: a difference says that YOUR reports were treated otherwise, or that the figures are wrong.
Exit status: 0 chance explains all differences, 1 it does not (each is named), 2 wrong usage or an unreadable path.
"""


def add_to(commands: "Commands") -> None:
    """Describe the command to argparse."""
    command = commands.add_parser(
        "compare",
        help="your own records against the published figures",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = command.add_argument
    add("log", metavar="LOG", help="your records; - is standard input")
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--ledger", metavar="DIR", help="the exported or fetched ledger")
    source.add_argument("--figures", metavar="FILE", help="published figures, as `recompute` prints them")
    add("--month", required=True, type=month_of, metavar="YYYY-MM")
    add("--policy", help="the logs and witnesses that you believe (with --ledger)")
    add("--zone", default="Asia/Yangon", help="the country's zone (with --figures; default: Asia/Yangon)")
    add("--language", help="only your reports of this language")
    add("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare, print every figure, return 1 where one differs by more than chance allows."""
    figures, zone = _published(options)
    log = parse_log(read(options.log, LOG_BYTES_MAX), options.log)
    rows = [
        row
        for row in log.rows
        if _month_sent(row, zone) == options.month and options.language in (None, row.language)
    ]
    if not rows:
        raise Refused(f"{shown(options.log)} has no report that was sent in {options.month} ({zone.key})")
    comparison = compare(rows, figures)
    if not comparison.compared:
        raise Refused(
            "there is nothing to compare: none of the published figures is one that your records have"
        )
    said = _json(comparison) if options.format == "json" else _text(comparison, len(rows))
    sys.stdout.write(said + "\n")
    return 1 if comparison.differing else 0


def _published(options: argparse.Namespace) -> tuple[Json, ZoneInfo]:
    if options.figures is not None:
        value = from_json(read(options.figures, MONTH_BYTES_MAX), shown(options.figures))
        return value, zone_of(options.zone)
    directory: Path = directory_of(options.ledger)
    leaf = find_month(verified_ledger(directory, policy_of(options.policy, directory)), options.month)
    return leaf.figures, zone_of(leaf.body["zone"])


def zone_of(name: Json) -> ZoneInfo:
    """The zone of that name. Raises Refused where this computer does not know it."""
    try:
        return ZoneInfo(str(name))
    except (OSError, ValueError):
        raise Refused(
            f"no zone {shown(str(name))} on this computer (pip install tzdata brings them)"
        ) from None


def _month_sent(row: Row, zone: ZoneInfo) -> str:
    sent: datetime = row.sent.astimezone(zone) if row.sent.tzinfo else row.sent
    return sent.strftime("%Y-%m")


def _json(comparison: Comparison) -> str:
    differing = comparison.differing
    return json.dumps(
        {"figures": [{**vars(each), "differs": each in differing} for each in comparison.compared]}
    )


def _text(comparison: Comparison, n: int) -> str:
    differing = comparison.differing
    lines = [f"{'figure':<28} {'published':>10} {'yours':>14} {'of':>6}  chance"]
    lines += [_line(each, each in differing) for each in comparison.compared]
    names = ", ".join(each.figure for each in differing)
    lines.append(
        f"By more than chance allows, your {n} reports differ from the published figures in: {names}."
        if differing
        else f"Your {n} reports differ from the published figures by no more than chance allows."
    )
    return "\n".join(lines)


def _line(each: Compared, differs: bool) -> str:
    mark = "  DIFFERS" if differs else ""
    return f"{each.figure:<28} {each.published:>10} {each.own:>14} {each.n:>6}  {each.p_value:.3g}{mark}"
