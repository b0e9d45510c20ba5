"""The tables of a month whose rows hold strings alone (spec/indicators.md, Tables): read, checked and counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.merkle import Frontier, leaf_hash
from answerable_watchdog.tables import BUCKETS, WITHHELD, checked_row, lines_of

LEADS = ("alone", "to_1_hour", "to_6_hours", "to_1_day", "to_3_days", "over_3_days", WITHHELD)
MET_BANS = ("temporary_ban", "ban", "both", "none", WITHHELD)
REACHES = ("0", "1-99", "100-999", "1000-9999", "10000+")
FOUND_BY = ("report", "detection", "link", WITHHELD)
BY = ("author", "reporter", WITHHELD)
VIOLATIONS = ("2", "3-4", "5+", WITHHELD)
ACTIONS = ("alarm", "decision", "none")
ANY: tuple[str, ...] = ()

COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "reporters": {"country": ANY, "kind": ("account", "organisation", WITHHELD), "reports": BUCKETS},
    "finders": {
        "area": ANY,
        "country": ANY,
        "first": ("system", "undecided", "people", WITHHELD),
        "lead": LEADS,
    },
    "actions": {
        "area": ANY,
        "country": ANY,
        "kind": ("temporary_ban", "ban", "temporary_ban_reversed", "ban_reversed", WITHHELD),
    },
    "accounts": {"country": ANY, "met": MET_BANS, "at_end": ("ban", "temporary_ban", "none", WITHHELD)},
    "offenders": {
        "country": ANY,
        "violations": VIOLATIONS,
        "met": ("stronger", "same_or_weaker", "none", WITHHELD),
    },
    "cascades": {"action": ACTIONS, "reach": REACHES},
    "fakes": {"country": ANY, "found_by": FOUND_BY, "state": ("identified", "removed", "both", WITHHELD)},
    "links": {"country": ANY, "fate": ("banned", "temporarily_banned", "cleared", "waiting", WITHHELD)},
    "appeals": {"country": ANY, "by": BY, "outcome": ("upheld", "overturned", "open", WITHHELD)},
    "audit": {"country": ANY, "verdict": ("violation", "no_violation", WITHHELD)},
}


@dataclass
class Strings:
    """A table: its rows and root (32 bytes), and how many rows read the same, each a tuple of (column, value)."""

    rows: int = 0
    root: bytes = b""
    cells: Counter[tuple[tuple[str, str], ...]] = field(default_factory=Counter)

    def add(self, row: Mapping[str, str]) -> None:
        """Count one row, given without its salt."""
        self.cells[tuple(sorted(row.items()))] += 1

    def count(self, **wanted: str) -> int:
        """How many rows have these values."""
        asked = wanted.items()
        return sum(n for cells, n in self.cells.items() if asked <= dict(cells).items())

    def counts(self, column: str, names: Iterable[str], **wanted: str) -> dict[str, int]:
        """For each name: how many rows have it in `column`, of those with the wanted values."""
        return {name: self.count(**{column: name}, **wanted) for name in names}


def read_strings(path: Path, name: str) -> Strings:
    """Read and count the table `name`. Raises Refused, naming the line and the field."""
    table, tree, columns = Strings(), Frontier(), COLUMNS[name]
    for where, line in lines_of(path):
        tree.add(leaf_hash(line))
        row = checked_row(line, where, tuple(columns), ())
        values = {column: str(row[column]) for column in columns}
        for column, allowed in columns.items():
            if allowed and values[column] not in allowed:
                raise Refused(
                    f"{where}, {column}: {shown(values[column])} is not one of {', '.join(allowed)}"
                )
        table.add(values)
    table.rows, table.root = tree.size, tree.root()
    return table
