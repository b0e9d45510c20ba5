"""`answerable-watchdog challenge`: random leaves that the operator could not foresee, opened and checked."""

import argparse
import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from answerable_watchdog.arguments import month_of
from answerable_watchdog.challenge import Finding, draw, judge, seed_of
from answerable_watchdog.checkpoint import verified_checkpoint
from answerable_watchdog.compare_command import zone_of
from answerable_watchdog.encoding import to_base64
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.export import CHECKPOINT_BYTES_MAX, TILE_WIDTH, Ledger, verified_ledger
from answerable_watchdog.files import as_text, read
from answerable_watchdog.mirror import Mirror
from answerable_watchdog.month import MonthLeaf, find_month
from answerable_watchdog.opened import OPENED_BYTES_MAX, OpenedEntry, parse_opened
from answerable_watchdog.own_command import row_differences
from answerable_watchdog.policy import POLICY_BYTES_MAX, Policy, parse_policy
from answerable_watchdog.recompute_command import directory_of

if TYPE_CHECKING:
    # argparse keeps this class private; it is named for the type checker alone.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

COUNT_MAX = 100_000

EPILOG = """\
First without --opened: it prints the indexes to ask for, one JSON object a line. They follow from the checkpoint,
which must be cosigned and later than the month's leaf: everybody who has it draws the same. KEEP A COPY of
DIR/checkpoint. The operator opens the leaves under confidentiality, as JSON Lines (spec/ledger.md, Opened entries);
then give that file as --opened, and the copy as --checkpoint. Exit status: 0 all were opened and are true to the leaves
and the published rows, 1 not (each is named), 2 wrong usage.
"""


def add_to(commands: "Commands") -> None:
    """Describe the command to argparse."""
    command = commands.add_parser(
        "challenge",
        help="an audit by random leaves",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = command.add_argument
    add("--ledger", required=True, metavar="DIR", help="an export, or a mirror with the month's tables")
    add("--policy", required=True, help="the logs and witnesses that you believe")
    add("--month", required=True, type=month_of, metavar="YYYY-MM")
    add("--count", type=int, default=300, metavar="K", help="how many leaves (default: 300)")
    add("--opened", metavar="FILE", help="what the operator opened")
    add("--checkpoint", metavar="FILE", help="the checkpoint that was drawn from (default: DIR/checkpoint)")
    add("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Draw, or check what was opened; 1 where something is wrong."""
    if not 1 <= options.count <= COUNT_MAX:
        raise Refused(f"--count must be from 1 to {COUNT_MAX}")
    directory, policy = directory_of(options.ledger), parse_policy(read(options.policy, POLICY_BYTES_MAX))
    ledger = verified_ledger(directory, policy)
    leaf = find_month(ledger, options.month)
    wanted = _wanted(ledger, policy, leaf, options)
    if options.opened is None:
        for index, hashed in wanted.items():
            sys.stdout.write(json.dumps({"index": index, "leaf_hash": to_base64(hashed)}) + "\n")
        return 0
    entries = parse_opened(read(options.opened, OPENED_BYTES_MAX), options.opened)
    zone = zone_of(leaf.body["zone"])
    counted = [one for one in entries if one.index in wanted and _is_counted(one, options.month, zone)]
    rows = row_differences(directory, options.month, leaf.tables["reports"].root, counted)
    finding = judge(wanted, entries, rows)
    said = json.dumps(vars(finding)) if options.format == "json" else _text(finding)
    sys.stdout.write(said + "\n")
    return 1 if finding.problems else 0


def _is_counted(entry: OpenedEntry, month: str, zone: ZoneInfo) -> bool:
    """Whether it is a report that the month must have a row of, or has one."""
    if entry.type != "report":
        return False
    try:
        received = datetime.fromisoformat(str(entry.facts.get("received")))
    except ValueError:
        return True
    return entry.row is not None or received.astimezone(zone).strftime("%Y-%m") == month


def _wanted(ledger: Ledger, policy: Policy, leaf: MonthLeaf, options: argparse.Namespace) -> dict[int, bytes]:
    """The drawn indexes that the month covers, with their leaf hashes; declarations stand in the open already."""
    path = options.checkpoint or str(ledger.directory / "checkpoint")
    note = as_text(read(path, CHECKPOINT_BYTES_MAX), "the checkpoint")
    checkpoint = verified_checkpoint(note, policy)
    if checkpoint.origin != ledger.checkpoint.origin or ledger.root_at(checkpoint.size) != checkpoint.root:
        raise Refused("the checkpoint is not one of this ledger")
    if checkpoint.size <= leaf.index:
        raise Refused("the checkpoint is not later than the month's leaf")
    mirror, wanted = Mirror(ledger.directory, policy), {}
    in_the_open = {each.index for each in ledger.declarations}
    for index in draw(seed_of(note, checkpoint, policy), leaf.first, leaf.size, options.count):
        if index not in in_the_open:
            tile = mirror.hashes(0, index // TILE_WIDTH, ledger.checkpoint.size)
            wanted[index] = tile[index % TILE_WIDTH]
    return wanted


def _text(finding: Finding) -> str:
    lines = [
        f"{finding.opened} of {finding.asked} drawn leaves were opened; {finding.reports} of them are reports."
    ]
    lines += [f"WRONG: {shown(line)[1:-1]}" for line in finding.problems]
    if finding.false_share is not None:
        lines.append(
            f"All are true to what was published. If {finding.false_share:.1%} of the reports were false or more, at "
            "least one would have been drawn with 95% confidence."
        )
    return "\n".join(lines)
