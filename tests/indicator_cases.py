"""The cases of spec/vectors/indicators.json: rows and declarations, with figures that were computed by hand."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import msgspec

from answerable.indicators.declared import choose
from answerable.indicators.months import parse_month
from answerable.indicators.rows import TABLES, MonthRows, Row

FILE = Path(__file__).parents[1] / "spec" / "vectors" / "indicators.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["cases"]


def rows_of(case: dict[str, Any]) -> MonthRows:
    """A case of the vectors as rows, with what counts of its declarations."""
    chosen = choose(
        [(one["index"], one["declaration"]) for one in case["log"]], parse_month(case["month"]).last_day
    )
    tables: dict[str, Any] = dict.fromkeys(TABLES)
    for name, rows in case["tables"].items():
        tables[name] = [msgspec.convert(row, TABLES[name]) for row in rows]
    declared = None if case["declared"] is None else chosen.declared
    return MonthRows(**tables, target_hours=case["target_hours"], declared=declared)


WORDS: dict[str, tuple[str, ...]] = {
    "action": ("alarm", "decision", "none"),
    "area": ("hate", "incitement", "*"),
    "at_end": ("none", "temporary_ban", "ban", "*"),
    "by": ("author", "reporter", "*"),
    "copies": ("0", "1", "*"),
    "country": ("MM", "DE", "??", "*"),
    "copies.fate": ("removed", "kept", "waiting", "*"),
    "links.fate": ("banned", "temporarily_banned", "cleared", "waiting", "*"),
    "first": ("people", "system", "undecided", "*"),
    "first_source": ("user", "form", "trusted_flagger", "*"),
    "found_by": ("report", "detection", "link", "*"),
    "reporters.kind": ("account", "organisation", "*"),
    "actions.kind": ("ban", "temporary_ban", "ban_reversed", "temporary_ban_reversed", "*"),
    "language": ("my", "shn", "de", "und", "*"),
    "lead": ("alone", "to_1_hour", "to_6_hours", "to_1_day", "to_3_days", "over_3_days", "*"),
    "match": ("exact", "near", "*"),
    "accounts.met": ("none", "both", "ban", "temporary_ban", "*"),
    "offenders.met": ("stronger", "same_or_weaker", "none", "*"),
    "reports.outcome": ("removed", "other_action", "no_violation", "deleted_by_author", "already_gone", "*"),
    "appeals.outcome": ("upheld", "overturned", "open", "*"),
    "reach": ("0", "1-99", "100-999", "1000-9999", "10000+"),
    "reports": ("1", "2-4", "5-9", "10-49", "50+", "*"),
    "service": ("messenger", "feed", "*"),
    "source": ("user", "form", "trusted_flagger", "*"),
    "span": ("none", "to_1_hour", "to_6_hours", "to_1_day", "to_3_days", "to_7_days", "over_7_days", "*"),
    "state": ("identified", "removed", "both", "*"),
    "subject_kind": ("item", "account", "conversation", "*"),
    "thresholds": ("1", "2", "10", "*"),
    "verdict": ("violation", "no_violation", "*"),
    "violations": ("2", "3-4", "5+", "*"),
}


def words_of(table: str, column: str) -> tuple[str, ...]:
    """What a column of text may say."""
    return WORDS.get(f"{table}.{column}") or WORDS[column]


def random_rows(seed: int, count: int) -> MonthRows:
    """Every table with up to `count` rows of random words, and the declarations of the first case."""
    chance = random.Random(seed)
    lengths = {name: chance.randrange(count + 1) for name in TABLES}
    lengths |= {"reports": count, "clusters": 1 + count // 4, "copies": 1 + count}  # as many as clusters say
    tables: dict[str, Any] = {
        name: [_random_row(chance, name) for _ in range(length)] for name, length in lengths.items()
    }
    return msgspec.structs.replace(rows_of(CASES[0]), **tables, target_hours=chance.choice([24, 48, 72]))


def _random_row(chance: random.Random, table: str) -> Row:
    row: dict[str, Any] = {}
    for column in TABLES[table].__struct_fields__:
        if not column.endswith("_hours"):
            row[column] = chance.choice(words_of(table, column))
    if table == "reports":
        for clock in ("review", "answer"):
            ended = chance.random() < 0.8
            hours = chance.choice([0, 1, 24, 47, 48, 49, 54, 55, chance.randrange(800)])
            hours = hours if ended else max(48, hours)  # published 48 hours after the month at the earliest
            row |= {
                f"{clock}_hours": hours if ended else None,
                f"{clock}_open_hours": None if ended else hours,
            }
        if row["answer_hours"] is None:
            row["outcome"] = "open"
    return TABLES[table](**row)
