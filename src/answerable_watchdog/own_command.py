"""`answerable-watchdog own RECEIPT --opened FILE`: what the ledger says of your own report; is it true?"""

import argparse
import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from answerable_watchdog.arguments import month_of, time_of
from answerable_watchdog.encoding import Json
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.export import verified_ledger
from answerable_watchdog.files import read
from answerable_watchdog.month import find_month
from answerable_watchdog.opened import OPENED_BYTES_MAX, OpenedEntry, missing_rows, parse_opened, untrue
from answerable_watchdog.policy import POLICY_BYTES_MAX, parse_policy
from answerable_watchdog.receipt import RECEIPT_BYTES_MAX, verify
from answerable_watchdog.recompute_command import directory_of

if TYPE_CHECKING:
    # argparse keeps this class private; it is named for the type checker alone.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

MERGE_DELAY = timedelta(minutes=10)
HOUR = timedelta(hours=1)

EPILOG = """\
FILE is the opened entry of your report, which the platform gives to you alone: keep it as safe as the receipt, and
show it to nobody who must not know. It must fit the leaf that your receipt promises. With --ledger and --month the row
in it must stand in the published table and say what your entry says. --sent and --answered are your own times: what
the ledger says of them must be so. Exit status: 0 nothing contradicts it (read what is printed: is it true?), 1
something does, 2 wrong usage or a file that cannot be read.
"""


def add_to(commands: "Commands") -> None:
    """Describe the command to argparse."""
    command = commands.add_parser(
        "own",
        help="what the ledger says of your own report",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = command.add_argument
    add("receipt", metavar="RECEIPT")
    add("--opened", required=True, metavar="FILE")
    add("--policy", required=True, help="file with the logs, witnesses and promise keys that you believe")
    add("--ledger", metavar="DIR", help="an export, or a mirror with the month's tables (`fetch --month`)")
    add("--month", type=month_of, metavar="YYYY-MM", help="the month in which your report is counted")
    add("--sent", type=time_of, metavar="TIME", help="when you sent it, by your own clock")
    add("--answered", type=time_of, metavar="TIME", help="when you had the final answer, by your own clock")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the opened entry, print what it says, return 1 where something contradicts it."""
    policy = parse_policy(read(options.policy, POLICY_BYTES_MAX))
    verified = verify(read(options.receipt, RECEIPT_BYTES_MAX), policy)
    entries = parse_opened(read(options.opened, OPENED_BYTES_MAX), options.opened)
    own = next((one for one in entries if one.leaf_hash == verified.promise.leaf_hash), None)
    if own is None:
        raise Refused(
            "this entry is not of the leaf that the receipt promises: it is of another report, or altered"
        )
    if own.type != "report":
        raise Refused(f"the leaf of this receipt holds an entry of type {shown(own.type)}, not a report")
    wrong = _against_own_times(own, options.sent, options.answered)
    if options.ledger is not None and options.month is not None:
        directory = directory_of(options.ledger)
        leaf = find_month(verified_ledger(directory, policy), options.month)
        wrong += row_differences(directory, options.month, leaf.tables["reports"].root, [own])
    sys.stdout.write("\n".join(_lines(own)) + "\n")
    for line in wrong:
        sys.stderr.write(f"answerable-watchdog: NOT TRUE: {line}\n")
    return 1 if wrong else 0


def row_differences(directory: Path, month: str, root: bytes, entries: list[OpenedEntry]) -> list[str]:
    """What the rows of opened reports say that is not so, and which of them are not in the published table."""
    path = directory / "months" / month / "reports.jsonl"
    missing = missing_rows(path, root, [one.row for one in entries if one.row is not None])
    found = []
    for one in entries:
        if one.row is None:
            found.append(f"leaf {one.index}: no row is given; it is not shown that the report is counted")
        elif one.row in missing:
            found.append(f"leaf {one.index}: its row is not in the published table of {month}")
        found += [f"leaf {one.index}, {line}" for line in (untrue(one) if one.row is not None else [])]
    return found


def _against_own_times(own: OpenedEntry, sent: datetime | None, answered: datetime | None) -> list[str]:
    found = []
    try:
        received = datetime.fromisoformat(str(own.facts.get("received")))
    except ValueError:
        return ["received: not a time"]
    if sent is not None and abs(received - sent) > MERGE_DELAY:
        found.append(f"received: the entry says {received.isoformat()}, you say {sent.isoformat()}")
    hours = (own.row or {}).get("answer_hours")
    if answered is not None and own.row is not None:
        mine = -((received - answered) // HOUR)
        # An answer is read later than it is sent, so a row may say less hours, but not more.
        if hours is None:
            found.append(f"answer_hours: the row says that it is open, you were answered after {mine} hours")
        elif isinstance(hours, int) and hours > mine:
            found.append(f"answer_hours: the row says {hours}, you were answered after {mine}")
    return found


def _lines(own: OpenedEntry) -> list[str]:
    rows: list[tuple[str, dict[str, Json]]] = [("the entry of your report", own.facts)]
    if own.row is not None:
        rows.append(("the published row", own.row))
    lines = []
    for title, values in rows:
        lines.append(f"{title} says:")
        lines += [
            f"  {shown(name)[1:-1]:<20} {_value(value)}"
            for name, value in sorted(values.items())
            if name != "salt"
        ]
    return lines


def _value(value: Json) -> str:
    return shown(value)[1:-1] if isinstance(value, str) else json.dumps(value)
