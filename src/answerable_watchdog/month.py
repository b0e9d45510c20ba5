"""What a log declares about a month: the month leaf (spec/indicators.md, The month leaf)."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from answerable_watchdog.encoding import Json, canonical, from_base64, to_base64
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.export import Ledger
from answerable_watchdog.figures import FIGURES, SINCE_COPIES
from answerable_watchdog.leaf import Declaration

DECLARED = "declaration:"
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
    return found + _declaration_differences(leaf, ledger) + _target_differences(leaf, ledger)


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
    tables = _object(body, "tables", where)
    size = _whole(checkpoint, "size", where)
    if _whole(leaves, "to", where) != size:
        raise Refused(f"{where}: leaves.to is not the size of its checkpoint")
    numbers = _numbers(_object(body, "formulas", where), where)
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
        tables=_tables(tables, numbers, where),
        first=_whole(leaves, "from", where),
        types={name: _whole(types, name, where) for name in types},
        figures=_object(body, "figures", where),
        is_withheld=withheld,
        numbers=numbers,
    )


def _numbers(formulas: dict[str, Json], where: str) -> tuple[str, ...]:
    """The indicators that the month has, each by a formula that this program knows: all of them, or all but the tenth
    in a month that was published before there was one."""
    expected: dict[str, Json] = {number: version for number, (version, _) in FIGURES.items()}
    before = {number: version for number, version in expected.items() if number != SINCE_COPIES}
    for known in (expected, before):
        if canonical(formulas) == canonical(known):
            return tuple(known)
    raise Refused(
        f"{where} uses formulas {shown(canonical(formulas))}; this program knows "
        f"{shown(canonical(expected))}: a newer one is needed"
    )


def _tables(tables: dict[str, Json], numbers: tuple[str, ...], where: str) -> dict[str, TableClaim]:
    """The tables that such a month must have; one that nobody reads must not be there."""
    names = ("reports", "cases", "clusters", "copies") if SINCE_COPIES in numbers else ("reports", "cases")
    found = {name: _table(tables, name, where) for name in names}
    if tables.keys() != found.keys():
        raise Refused(f"{where}, tables: must be {', '.join(names)} and no other")
    return found


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
