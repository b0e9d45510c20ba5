"""`answerable-watchdog fetch URL DIR`: keep your own copy of a ledger, and notice when it is rewritten."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from answerable_watchdog.arguments import month_of
from answerable_watchdog.encoding import from_json
from answerable_watchdog.errors import Refused
from answerable_watchdog.export import verified_ledger
from answerable_watchdog.files import read
from answerable_watchdog.mirror import Mirror, fetch
from answerable_watchdog.month import find_month
from answerable_watchdog.policy import POLICY_BYTES_MAX, parse_policy
from answerable_watchdog.recompute_command import MONTH_BYTES_MAX
from answerable_watchdog.web import Site

if TYPE_CHECKING:
    # argparse keeps this class private; it is named for the type checker alone.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

TABLE_BYTES_MAX = 8 << 30

EPILOG = """\
URL is the ledger's address, such as https://platform.example/ledger. DIR is made at the first time, and keeps the
policy of that time: without --policy it is the platform's own, which must be compared with another organisation's
copy. Run it again and again: each time only what is new is fetched, and it must continue what was seen before. A
rollback or a fork is refused, and DIR/evidence holds the files that show it. Exit status: 0 the mirror is up to date
and nothing was rewritten, 1 something is wrong with what was served (one line says what), 2 it could not be fetched.
"""


def add_to(commands: "Commands") -> None:
    """Describe the command to argparse."""
    command = commands.add_parser(
        "fetch",
        help="mirror a ledger, and notice when it is rewritten",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = command.add_argument
    add("url", metavar="URL")
    add("directory", metavar="DIR")
    add("--policy", help="the logs and witnesses that you believe (kept in DIR)")
    add("--month", type=month_of, action="append", default=[], metavar="YYYY-MM", help="fetch its tables too")
    add("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fetch, say what is new, return 0. Raises Refused or Unreadable."""
    site, directory = Site(options.url), Path(options.directory)
    policy = _policy(site, directory, options.policy)
    mirror = Mirror(directory, parse_policy(policy))
    fetched = fetch(site, mirror)
    if not (directory / "policy").exists() or options.policy:
        mirror.write("policy", policy)
    for month in options.month:
        _fetch_month(site, mirror, month)
    checkpoint = fetched.checkpoint
    if options.format == "json":
        facts = {
            "origin": checkpoint.origin,
            "size": checkpoint.size,
            "new": checkpoint.size - fetched.before,
        }
        sys.stdout.write(json.dumps(facts | {"cosigned": len(checkpoint.cosigned)}) + "\n")
    else:
        sys.stdout.write(
            f"{checkpoint.size} leaves, {checkpoint.size - fetched.before} of them new; nothing that was seen before "
            f"has changed; cosigned by {len(checkpoint.cosigned)} of the policy's witnesses.\n"
        )
    return 0


def _policy(site: Site, directory: Path, path: str | None) -> bytes:
    if path is not None:
        return read(path, POLICY_BYTES_MAX)
    kept = directory / "policy"
    if kept.exists():
        return read(str(kept), POLICY_BYTES_MAX)
    sys.stderr.write(
        "answerable-watchdog: no --policy: the platform's own is used and kept; compare it with another organisation's "
        "copy over a channel that you trust\n"
    )
    return site.get("policy", POLICY_BYTES_MAX)


def _fetch_month(site: Site, mirror: Mirror, month: str) -> None:
    """The month's declaration and its tables; `recompute` checks their roots and figures."""
    leaf = find_month(verified_ledger(mirror.directory, mirror.policy), month)
    folder = f"months/{month}"
    body = site.get(f"{folder}/month.json", MONTH_BYTES_MAX)
    if from_json(body, f"{folder}/month.json") != leaf.body:
        raise Refused(f"{folder}/month.json is not what the log declares of the month")
    mirror.write(f"{folder}/month.json", body)
    for name in leaf.tables:
        mirror.write(f"{folder}/{name}.jsonl", site.get(f"{folder}/{name}.jsonl", TABLE_BYTES_MAX))
