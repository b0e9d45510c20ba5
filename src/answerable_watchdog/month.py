"""What a log declares about a month: the month leaf (spec/indicators.md, The month leaf)."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from answerable_watchdog.declared import Declared, choose
from answerable_watchdog.encoding import Json, canonical, from_base64, to_base64
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.export import Ledger
from answerable_watchdog.figures import FIGURES
from answerable_watchdog.leaf import Declaration
from answerable_watchdog.strings import COLUMNS as LATER_TABLES

DECLARED = "declaration:"
DECLARED_KEY = "declared"
BEFORE_DECLARED = {"reports", "cases", "clusters", "copies"}
NEEDS = {
    "3": {"reporters"},
    "6": {"fakes"},
    "7": {"actions", "accounts"},
    "9": {"offenders"},
    "10": {"clusters", "copies"},
    "11": {"finders"},
    "14": {"cascades"},
}
OPTIONAL = {"9": "links", "12": "appeals", "14": "audit"}
ALTERED_LEAST = 5
SAME = ("formulas", "target_hours", "zone", "withheld", "declared")
REASON_MAX = 500
_AS_OF = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+00:00)", re.ASCII)


@dataclass(frozen=True)
class TableClaim:
    """A table as declared: its number of rows and its Merkle root."""

    rows: int
    root: bytes


@dataclass(frozen=True)
class MonthLeaf:
    """A month's declaration, its fields checked for their form but not yet for their truth."""

    index: int
    body: dict[str, Json]
    size: int
    root: bytes
    target_hours: int
    tables: dict[str, TableClaim]
    first: int
    types: dict[str, int]
    figures: dict[str, Json]
    is_withheld: bool
    numbers: tuple[str, ...]  # of the indicators that it has figures for
    earlier: tuple[int, ...] = ()  # where the same month was declared before, otherwise


def find_month(ledger: Ledger, month: str) -> MonthLeaf:
    """The last leaf that declares `month` (with several, the last one holds). Raises Refused without one."""
    leaves = [leaf for leaf in _month_leaves(ledger) if leaf.content.get("month") == month]
    if not leaves:
        known = sorted({str(leaf.content.get("month")) for leaf in _month_leaves(ledger)})
        raise Refused(f"the log declares no month {month}; it declares {shown(', '.join(known) or 'none')}")
    return replace(_parse(leaves[-1]), earlier=tuple(leaf.index for leaf in leaves[:-1]))


def log_differences(leaf: MonthLeaf, ledger: Ledger) -> list[str]:
    """What the month leaf says about the log that is not so, a line each."""
    found = []
    if leaf.size > leaf.index:
        found.append(
            f"checkpoint: of {leaf.size} leaves, but the month leaf stands at index {leaf.index} already"
        )
    elif ledger.root_at(leaf.size) != leaf.root:
        root = to_base64(ledger.root_at(leaf.size))
        found.append(
            f"checkpoint: at {leaf.size} leaves the log's root is {root}, not {to_base64(leaf.root)}"
        )
    before = [other for other in _month_leaves(ledger) if other.index < leaf.index]
    first = _parse(before[-1]).size if before else 0
    if leaf.first != first:
        found.append(f"leaves.from: declared {leaf.first}, the month leaf before ends at {first}")
    if sum(leaf.types.values()) != leaf.size - leaf.first:
        found.append(
            f"leaves.types: adds up to {sum(leaf.types.values())}, "
            f"but from {leaf.first} to {leaf.size} there are {leaf.size - leaf.first} leaves"
        )
    return [
        *found,
        *_declaration_differences(leaf, ledger),
        *_target_differences(leaf, ledger),
        *_declared_differences(leaf, ledger),
        *_correction_differences(leaf, ledger),
    ]


def declared_of(leaf: MonthLeaf, ledger: Ledger) -> Declared | None:
    """What was declared in advance and counts for the month; None in one from before there were declarations."""
    if DECLARED_KEY not in leaf.body:
        return None
    return choose(ledger.declarations, leaf.size, str(leaf.body["month"]))


def _declared_differences(leaf: MonthLeaf, ledger: Ledger) -> list[str]:
    declared = declared_of(leaf, ledger)
    if declared is None or canonical(leaf.body[DECLARED_KEY]) == canonical(declared.as_named()):
        return []
    said, found = canonical(leaf.body[DECLARED_KEY]), canonical(declared.as_named())
    return [f"declared: the month rests on {shown(said)}, the log has {shown(found)}"]


def _correction_differences(leaf: MonthLeaf, ledger: Ledger) -> list[str]:
    """What a correction must say; how many rows it altered is seen only where the older tables were kept."""
    correction = leaf.body.get("correction")
    if correction is None:
        is_silent = leaf.earlier and DECLARED_KEY in leaf.body
        return (
            ["correction: the month was declared before, and nothing says what was corrected"]
            if is_silent
            else []
        )
    if not isinstance(correction, dict) or correction.keys() != {"of", "reason", "rows"}:
        return ["correction: not an object of exactly of, reason and rows"]
    of, reason, rows = correction["of"], correction["reason"], correction["rows"]
    if not leaf.earlier or of != leaf.earlier[-1] or isinstance(of, bool):
        return [
            f"correction.of: {shown(canonical(of))}, the leaf that held before is {leaf.earlier[-1:] or 'none'}"
        ]
    found = []
    if not isinstance(reason, str) or not 1 <= len(reason) <= REASON_MAX:
        found.append("correction.reason: not a text of 1 to 500 characters")
    older = next(each.content for each in ledger.declarations if each.index == of)
    old_tables, new_tables = older.get("tables"), leaf.body["tables"]
    is_same = all(older.get(name) == leaf.body.get(name) for name in SAME) and (
        isinstance(old_tables, dict)
        and isinstance(new_tables, dict)
        and old_tables.keys() == new_tables.keys()
    )
    if not isinstance(rows, int) or isinstance(rows, bool) or rows < (ALTERED_LEAST if is_same else 0):
        found.append(f"correction.rows: {shown(canonical(rows))}; so few altered rows tell of single reports")
    return found


def _declaration_differences(leaf: MonthLeaf, ledger: Ledger) -> list[str]:
    in_log = Counter(
        DECLARED + str(each.content["type"])
        for each in ledger.declarations
        if leaf.first <= each.index < leaf.size
    )
    claimed = {name for name in leaf.types if name.startswith(DECLARED)}
    return [
        f"leaves.types.{_plain(name)}: declared {leaf.types.get(name, 0)}, the log has {in_log[name]}"
        for name in sorted(claimed | in_log.keys())
        if leaf.types.get(name, 0) != in_log[name]
    ]


def _plain(name: str) -> str:
    """A name as it is when plain, else escaped: it comes from an untrusted leaf."""
    return name if re.fullmatch(r"[a-z_:]{1,60}", name, re.ASCII) else shown(name)


def _target_differences(leaf: MonthLeaf, ledger: Ledger) -> list[str]:
    """A target that was not declared in time: what is late must not be chosen once it is known who is."""
    targets = [each for each in ledger.declarations if each.content["type"] == "target"]
    days = {each.index: _declared_on(each, ledger) for each in targets if each.index < leaf.size}
    first = date.fromisoformat(f"{leaf.body['month']}-01")
    # Days are of UTC and a month begins in its own zone: one that is declared around that moment may count.
    doubtful, last = (first - timedelta(days=1)).isoformat(), first.isoformat()
    before = [index for index, day in days.items() if day < doubtful]
    if not before:  # a log that is younger than the month: a target before its first report
        last = (first + timedelta(days=31)).isoformat()
    allowed = {*before[-1:], *(index for index, day in days.items() if doubtful <= day <= last)}
    if leaf.target_hours in [each.content.get("hours") for each in targets if each.index in allowed]:
        return []
    return [f"target_hours: {leaf.target_hours} was not declared as a target in time for this month"]


def _declared_on(target: Declaration, ledger: Ledger) -> str:
    """The day (YYYY-MM-DD) that a target gives, but no earlier than what stands before it in the log."""
    past = [str(one.content.get("as_of"))[:10] for one in _month_leaves(ledger) if one.index < target.index]
    return max(str(target.content.get("valid_from", "")), *past, "")


def _month_leaves(ledger: Ledger) -> list[Declaration]:
    return [leaf for leaf in ledger.declarations if leaf.content["type"] == "month"]


def _parse(leaf: Declaration) -> MonthLeaf:
    body, where = leaf.content, f"the month leaf at index {leaf.index}"
    checkpoint = _object(body, "checkpoint", where)
    leaves = _object(body, "leaves", where)
    types = _object(leaves, "types", where)
    size = _whole(checkpoint, "size", where)
    if _whole(leaves, "to", where) != size:
        raise Refused(f"{where}: leaves.to is not the size of its checkpoint")
    numbers = _numbers(body, where)
    as_of, withheld = body.get("as_of"), body.get("withheld")
    if not isinstance(as_of, str) or not _AS_OF.fullmatch(as_of):
        raise Refused(f"{where}, as_of: not a time in UTC with seconds")
    if not isinstance(body.get("zone"), str) or not isinstance(withheld, bool):
        raise Refused(f"{where}: zone is not a text, or withheld is neither true nor false")
    return MonthLeaf(
        index=leaf.index,
        body=body,
        size=size,
        root=_root(checkpoint, where),
        target_hours=_whole(body, "target_hours", where),
        tables=_tables(body, numbers, where),
        first=_whole(leaves, "from", where),
        types={name: _whole(types, name, where) for name in types},
        figures=_object(body, "figures", where),
        is_withheld=withheld,
        numbers=numbers,
    )


def _numbers(body: dict[str, Json], where: str) -> tuple[str, ...]:
    """The indicators that the month has: those of its tables and declarations, each by a formula that is known here."""
    tables, formulas = _object(body, "tables", where), _object(body, "formulas", where)
    for name in sorted(tables.keys() & {*BEFORE_DECLARED, *LATER_TABLES}):
        _table(tables, name, where)
    needed: tuple[str, ...] = ("1", "2", "4", "5")
    if DECLARED_KEY in body:
        declared = _object(body, DECLARED_KEY, where)
        needed += ("12", "13", "15", *(("8",) if declared.get("staffing") is not None else ()))
    needed += tuple(number for number, names in NEEDS.items() if names <= tables.keys())
    expected: dict[str, Json] = {number: FIGURES[number][0] for number in sorted(needed, key=int)}
    if canonical(formulas) != canonical(expected):
        raise Refused(
            f"{where} uses formulas {shown(canonical(formulas))}; its tables and declarations need "
            f"{shown(canonical(expected))}, of those that this program knows"
        )
    return tuple(expected)


def _tables(body: dict[str, Json], numbers: tuple[str, ...], where: str) -> dict[str, TableClaim]:
    """The tables that such a month must have; one that nobody reads must not be there."""
    tables = _object(body, "tables", where)
    names = {"reports", "cases"}
    for number, needed in NEEDS.items():
        names |= needed if number in numbers else set()
    names |= {name for number, name in OPTIONAL.items() if number in numbers and name in tables}
    is_old = DECLARED_KEY not in body
    if tables.keys() != names or (is_old and not names <= BEFORE_DECLARED):
        raise Refused(f"{where}, tables: must be {', '.join(sorted(names))} and no other")
    return {name: _table(tables, name, where) for name in sorted(names)}


def _table(tables: dict[str, Json], name: str, where: str) -> TableClaim:
    table = _object(tables, name, where)
    return TableClaim(_whole(table, "rows", where), _root(table, where))


def _object(parent: dict[str, Json], name: str, where: str) -> dict[str, Json]:
    value = parent.get(name)
    if not isinstance(value, dict):
        raise Refused(f"{where}, {name}: not an object")
    return value


def _whole(parent: dict[str, Json], name: str, where: str) -> int:
    value = parent.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Refused(f"{where}, {shown(name)}: not a whole number from 0")
    return value


def _root(parent: dict[str, Json], where: str) -> bytes:
    value = parent.get("root")
    if not isinstance(value, str):
        raise Refused(f"{where}: a root is not a text")
    return from_base64(value, f"a root in {where}", 32)
