"""`answerable-watchdog verify RECEIPT --policy POLICY`: does this receipt hold, and what does it prove?"""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from answerable_watchdog.encoding import to_base64
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.evidence import EVIDENCE_BYTES_MAX, is_evidence, proven
from answerable_watchdog.files import read
from answerable_watchdog.kept import kept
from answerable_watchdog.policy import POLICY_BYTES_MAX, Policy, parse_policy
from answerable_watchdog.receipt import RECEIPT_BYTES_MAX, Inclusion, Promise, Verified, verify, verify_all

if TYPE_CHECKING:
    # argparse keeps this class private; it is named for the type checker alone.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EPILOG = """\
A receipt is "included" (its leaf is proved to be in the log), "promised" (the log has signed that it
will be, and still has time) or "overdue" (the time is over and this file proves no inclusion; ask the log for
the proof: if it has none, the file is evidence against it). Exit status: 0 the receipt is genuine, 1 it is
not (or it is only a promise and --require-inclusion was given), 2 wrong usage or a file that cannot be read.
Of several receipts each gets a line; 1 where one of them does not hold.
"""


def add_to(commands: "Commands") -> None:
    """Describe the command to argparse."""
    command = commands.add_parser(
        "verify",
        help="check a receipt, offline",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = command.add_argument
    add(
        "receipt",
        metavar="RECEIPT",
        nargs="+",
        help=".answerable-promise or .tlog-proof file, or evidence that `fetch` kept; - is standard input",
    )
    add("--policy", required=True, help="file with the logs, witnesses and promise keys that you believe")
    add("--ledger", metavar="DIR", help="look in this mirror (`fetch`) whether a promise was kept")
    add("--now", type=_seconds, metavar="SECONDS", help="unix time to judge by instead of the clock")
    add("--require-inclusion", action="store_true", help="exit 1 for a promise without inclusion")
    add("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the receipt, print the outcome, return the exit status. Raises Refused or Unreadable."""
    now = int(time.time()) if options.now is None else int(options.now)
    if len(options.receipt) > 1:
        return _run_many(options, now)
    try:
        policy = parse_policy(read(options.policy, POLICY_BYTES_MAX))
        data = read(options.receipt[0], EVIDENCE_BYTES_MAX)
        if is_evidence(data):
            return _run_evidence(data, policy, options.format)
        if len(data) > RECEIPT_BYTES_MAX:
            name = shown(options.receipt[0])
            raise Refused(
                f"{name} is longer than {RECEIPT_BYTES_MAX} bytes, the most that such a file can need"
            )
        verified = verify(data, policy)
        if options.ledger is not None and verified.inclusion is None:
            return _run_kept(data, verified, policy, options)
    except Refused as error:
        if options.format == "json":
            sys.stdout.write(json.dumps({"status": "refused", "reason": str(error)}) + "\n")
        raise
    status = _status(verified, now)
    as_json = options.format == "json"
    sys.stdout.write(
        (json.dumps(_facts(verified, status)) if as_json else _sentences(verified, status)) + "\n"
    )
    return 1 if options.require_inclusion and verified.inclusion is None else 0


def _run_evidence(data: bytes, policy: Policy, form: str) -> int:
    """A file of evidence against a log: 0 where it proves what it says."""
    found = proven(data, policy)
    said = f"PROVEN: {shown(found.sentence)[1:-1]}."
    facts = {"status": "proven", "kind": found.kind, "sentence": found.sentence}
    sys.stdout.write((json.dumps(facts) if form == "json" else said) + "\n")
    return 0


def _run_kept(data: bytes, verified: Verified, policy: Policy, options: argparse.Namespace) -> int:
    """A promise, judged by a mirror: 1 where it was broken, and the file that proves it is named."""
    outcome = kept(data, verified.promise, Path(options.ledger), policy, options.now)
    facts = {"status": outcome.status, "index": outcome.index, "evidence": outcome.evidence}
    as_json = options.format == "json"
    sys.stdout.write((json.dumps(facts) if as_json else f"{outcome.status}: {outcome.sentence}") + "\n")
    return (
        1
        if outcome.status in ("broken", "late")
        else int(options.require_inclusion and outcome.index is None)
    )


def _run_many(options: argparse.Namespace, now: int) -> int:
    """Several receipts: an outcome for each, on a line of its own; 1 where one of them does not hold."""
    policy = parse_policy(read(options.policy, POLICY_BYTES_MAX))
    files = (read(path, RECEIPT_BYTES_MAX) for path in options.receipt)
    status = 0
    for path, outcome in zip(options.receipt, verify_all(files, policy), strict=True):
        refused = isinstance(outcome, Refused)
        said = "refused" if isinstance(outcome, Refused) else _status(outcome, now)
        status |= refused or (options.require_inclusion and said != "included")
        if options.format == "json":
            facts = {"reason": str(outcome)} if isinstance(outcome, Refused) else _facts(outcome, said)
            line = json.dumps({"receipt": path, "status": said} | facts)
        else:
            line = f"{shown(path)}: {said}" + (f": {outcome}" if refused else "")
        sys.stdout.write(line + "\n")
    return int(status)


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 12):
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a number of seconds since 1970")
    return int(text)


def _status(verified: Verified, now: int) -> str:
    if verified.inclusion is not None:
        return "included"
    return "overdue" if now > verified.promise.merge_by else "promised"


def _facts(verified: Verified, status: str) -> dict[str, object]:
    """The outcome for programs. Times are unix seconds; hashes are base64, as in the receipt."""
    promise, inclusion = verified.promise, verified.inclusion
    checkpoint = inclusion.checkpoint if inclusion else None
    cosigned = checkpoint.cosigned if checkpoint else ()
    return {
        "status": status,
        "origin": promise.origin,
        "leaf_hash": to_base64(promise.leaf_hash),
        "promised_size": promise.tree_size,
        "merge_by": promise.merge_by,
        "index": inclusion.index if inclusion else None,
        "size": checkpoint.size if checkpoint else None,
        "root": to_base64(checkpoint.root) if checkpoint else None,
        "cosigned": [{"witness": name, "time": at} for at, name in cosigned],
    }


def _sentences(verified: Verified, status: str) -> str:
    promise, origin = verified.promise, shown(verified.promise.origin)
    if verified.inclusion is not None:
        return _included(promise, verified.inclusion)
    by = when(promise.merge_by)
    if status == "promised":
        return (
            f"promised: the promise of the log {origin} is genuine, not yet included; the log must include "
            f"it by {by}.\nKeep this file: if it is not included by then, it is evidence."
        )
    return (
        f"OVERDUE: the promise of the log {origin} is genuine, and its time ended at {by}; this file proves "
        "no inclusion.\nAsk the log for the inclusion proof. If it has none, this file is evidence: keep it."
    )


def _included(promise: Promise, inclusion: Inclusion) -> str:
    checkpoint = inclusion.checkpoint
    lines = [
        f"included: leaf {inclusion.index} of {checkpoint.size} in the log {shown(checkpoint.origin)}.",
        f"The promise is genuine: made at {promise.tree_size} leaves, due {when(promise.merge_by)}.",
    ]
    lines += [f"Cosigned by the witness {shown(name)} at {when(at)}." for at, name in checkpoint.cosigned]
    if not checkpoint.cosigned:
        lines.append("No witness of the policy cosigned this checkpoint: its time is the log's word alone.")
    return "\n".join(lines)


def when(seconds: int) -> str:
    """Unix seconds as a time in UTC; as the number itself beyond the calendar's end."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return f"{seconds} s after 1970"
