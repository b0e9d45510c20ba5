"""`answerable-watchdog recompute --ledger DIR --month YYYY-MM`: do the published rows give the declared figures?"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from answerable_watchdog.arguments import month_of
from answerable_watchdog.declared import Declared
from answerable_watchdog.encoding import Json, canonical, from_json, to_base64
from answerable_watchdog.errors import Unreadable, shown
from answerable_watchdog.export import read_part, verified_ledger
from answerable_watchdog.figures import Month, figures
from answerable_watchdog.files import read
from answerable_watchdog.month import MonthLeaf, declared_of, find_month, log_differences
from answerable_watchdog.policy import POLICY_BYTES_MAX, Policy, parse_policy
from answerable_watchdog.strings import COLUMNS, Strings, read_strings
from answerable_watchdog.tables import (
    COPIES_LEAST,
    Cases,
    Clusters,
    Copies,
    Reports,
    read_cases,
    read_clusters,
    read_copies,
    read_reports,
)

if TYPE_CHECKING:
    # argparse keeps this class private; it is named for the type checker alone.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

MONTH_BYTES_MAX = 1 << 20
REPORTERS_MIN = 5
TOLD_MIN = 20
OPEN_HOURS_MIN = 48

EPILOG = """\
DIR is what `answerable ledger export DIR` writes. Its checkpoint is verified under the policy, its tree rebuilt
from every entry, the month's tables are compared with the roots in the month's declaration, and the figures are
computed again from their rows. Exit status: 0 all agree (the figures are printed), 1 they do not (every
difference is named), 2 wrong usage or a path that cannot be read.
"""


def add_to(commands: "Commands") -> None:
    """Describe the command to argparse."""
    command = commands.add_parser(
        "recompute",
        help="recompute a month's figures from the exported ledger",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = command.add_argument
    add("--ledger", required=True, metavar="DIR", help="the exported ledger")
    add("--month", required=True, type=month_of, metavar="YYYY-MM")
    add("--policy", help="the logs and witnesses that you believe (default: DIR/policy, the export's own)")
    add("--format", choices=("json", "text"), default="json")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check everything, print the figures or the differences, return the exit status."""
    directory = directory_of(options.ledger)
    ledger = verified_ledger(directory, policy_of(options.policy, directory))
    leaf = find_month(ledger, options.month)
    folder = directory / "months" / options.month
    month = _read(folder, leaf, declared_of(leaf, ledger))
    computed = figures(month, leaf.numbers)
    differences = [
        *_file_differences(leaf, directory, options.month),
        *log_differences(leaf, ledger),
        *_table_differences(leaf, month),
        *_value_differences(leaf.figures, computed, "figures"),
    ]
    for line in differences:
        sys.stderr.write(f"answerable-watchdog: {options.month}, {line}\n")
    if leaf.earlier:
        places = ", ".join(map(str, leaf.earlier))
        sys.stderr.write(
            f"answerable-watchdog: {options.month} was declared before at {places}, with other rows or figures; the "
            f"declaration at {leaf.index} holds\n"
        )
    if differences:
        if options.format == "text":
            sys.stdout.write("\n".join(_side_by_side(leaf.figures, computed)) + "\n")
        return 1
    if options.format == "json":
        sys.stdout.write(canonical(computed).decode() + "\n")
    else:
        sys.stdout.write("\n".join(_sentences(leaf, computed, "")) + "\n")
    return 0


def _read(folder: Path, leaf: MonthLeaf, declared: Declared | None) -> Month:
    """The tables that the leaf declares."""
    month = Month(
        read_reports(folder / "reports.jsonl"),
        read_cases(folder / "cases.jsonl"),
        leaf.target_hours,
        tables={
            name: read_strings(folder / f"{name}.jsonl", name) for name in COLUMNS if name in leaf.tables
        },
        declared=declared,
    )
    if "copies" in leaf.tables:
        clusters, copies = read_clusters(folder / "clusters.jsonl"), read_copies(folder / "copies.jsonl")
        return replace(month, clusters=clusters, copies=copies)
    return month


def directory_of(path: str) -> Path:
    """An export that is there. Raises Unreadable."""
    if "\0" in path or not Path(path).is_dir():
        raise Unreadable(f"{shown(path)} is not a directory (answerable ledger export writes one)")
    return Path(path)


def policy_of(path: str | None, directory: Path) -> Policy:
    """The policy of the command line, or the export's own, which is said."""
    if path is not None:
        return parse_policy(read(path, POLICY_BYTES_MAX))
    sys.stderr.write(
        "answerable-watchdog: no --policy: the export's own policy is used, which shows that the export agrees "
        "with itself, not whose it is\n"
    )
    return parse_policy(read_part(directory, "policy", POLICY_BYTES_MAX))


def _file_differences(leaf: MonthLeaf, directory: Path, month: str) -> list[str]:
    path = f"months/{month}/month.json"
    body = from_json(read_part(directory, path, MONTH_BYTES_MAX), path)
    return _value_differences(leaf.body, body, "month.json", "the log", "the file")


def _table_differences(leaf: MonthLeaf, month: Month) -> list[str]:
    """What the tables are that the month leaf says otherwise, and what breaks the rules of publication."""
    found = []
    tables: dict[str, Reports | Cases | Clusters | Copies | Strings] = {
        **month.tables,
        "reports": month.reports,
        "cases": month.cases,
        "clusters": month.clusters,
        "copies": month.copies,
    }
    for name, claim in leaf.tables.items():
        rows, root = tables[name].rows, tables[name].root
        if rows != claim.rows:
            found.append(f"{name}.jsonl: declared {claim.rows} rows, the file has {rows}")
        if root != claim.root:
            found.append(
                f"{name}.jsonl: declared root {to_base64(claim.root)}, its rows give {to_base64(root)}"
            )
    reports = month.reports
    if leaf.is_withheld and any(table.rows for table in tables.values()):
        found.append("withheld: declared true, but there are rows")
    least = sum(COPIES_LEAST[bucket] * cases for bucket, cases in month.clusters.copies.items())
    if month.copies.rows < least or (month.copies.rows and not month.clusters.rows):
        found.append(
            f"copies.jsonl: {month.copies.rows} rows; clusters.jsonl says that the copies of its "
            f"{month.clusters.rows} cases are {least} at the least"
        )
    for others, rows in sorted(month.copies.told.items()):
        if rows < TOLD_MIN or month.copies.untold[others]:
            found.append(
                f"copies.jsonl: of {rows} removed copies that read {shown(others)} it is told whether they were "
                f"reported; it must be of {TOLD_MIN} at the least, and of all that read so"
            )
    if 0 < reports.rows < REPORTERS_MIN:
        found.append(
            f"reports.jsonl: {reports.rows} rows; fewer than {REPORTERS_MIN} reporters must be withheld"
        )
    # Publication waits for 48 hours after the month's end, so no report of the month can be open for less.
    early = sum(
        count
        for clock in (reports.review, reports.answer)
        for hours, count in clock.still_open.items()
        if hours < OPEN_HOURS_MIN
    )
    if early:
        found.append(
            f"reports.jsonl: {early} clocks open for less than {OPEN_HOURS_MIN} h: published too early"
        )
    return found


def _value_differences(
    declared: Json, found: Json, path: str, who: str = "declared", other: str = "the rows give"
) -> list[str]:
    """Where two JSON values differ, member by member."""
    if isinstance(declared, dict) and isinstance(found, dict):
        lines = []
        for name in sorted(declared.keys() | found.keys()):
            where = f"{path}.{name}"
            if name not in found or name not in declared:
                side = who if name in declared else other
                lines.append(f"{_quoted(where)}: only {side.removesuffix(' give')} has it")
            else:
                lines += _value_differences(declared[name], found[name], where, who, other)
        return lines
    if canonical(declared) == canonical(found):  # in Python 1 == True; in canonical JSON it does not
        return []
    return [f"{_quoted(path)}: {who} {shown(canonical(declared))}, {other} {shown(canonical(found))}"]


def _quoted(path: str) -> str:
    """A path of member names, as it is when plain, else escaped: names come from an untrusted file."""
    return path if re.fullmatch(r"[\w.:-]{1,100}", path, re.ASCII) else shown(path)


def _sentences(leaf: MonthLeaf, value: Json, path: str) -> list[str]:
    """The figures as lines `5.answer.late_share  0.6000`, below what they rest on."""
    if isinstance(value, dict):
        lines = [] if path else [_heading(leaf)]
        for name, member in value.items():
            lines += _sentences(leaf, member, f"{path}.{name}" if path else name)
        return lines
    return [f"{path:<36} {value if isinstance(value, str) else json.dumps(value)}"]


def _side_by_side(declared: Json, computed: Json) -> list[str]:
    """A line for each figure: as published, as recomputed, and the difference where both are numbers."""
    published, found = dict(_flat(declared, "")), dict(_flat(computed, ""))
    lines = [f"{'figure':<36} {'published':>14} {'recomputed':>14}  difference"]
    for path in sorted(published.keys() | found.keys()):
        one, other = published.get(path, "missing"), found.get(path, "missing")
        gap = "" if one == other else _gap(one, other)
        lines.append(f"{_quoted(path):<36} {_quoted(one):>14} {_quoted(other):>14}  {gap}".rstrip())
    return lines


def _flat(value: Json, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _flat(member, f"{path}.{name}" if path else name)
    else:
        yield path, value if isinstance(value, str) else canonical(value).decode()


def _gap(one: str, other: str) -> str:
    try:
        return f"{Decimal(one) - Decimal(other):+}"
    except ArithmeticError:
        return "DIFFERS"


def _heading(leaf: MonthLeaf) -> str:
    return (
        f"{leaf.body['month']} ({_plain(leaf.body['zone'])}), as of {leaf.body['as_of']}, declared at leaf "
        f"{leaf.index}: the rows give the declared figures."
    )


def _plain(value: Json) -> str:
    return shown(str(value)).strip("'")
