"""Opened entries: what a log shows to the one it belongs to, or to an auditor (spec/ledger.md, Opened entries).

{"facts": <canonical JSON as text>, "facts_salt": <hex>, "index": n, "payload_hash": <hex>[, "row": {...}]}
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from answerable_watchdog.encoding import Json, canonical, from_canonical, from_json
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.merkle import Frontier, leaf_hash
from answerable_watchdog.tables import REPORT_STRINGS, WITHHELD, lines_of

OPENED_BYTES_MAX = 256 << 20
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
NEEDED = {"facts", "facts_salt", "index", "payload_hash"}
# A row says the outcome, which the entry of a report cannot know yet; "??" stands for an unknown country.
SAME_AS_FACTS = tuple(name for name in REPORT_STRINGS if name != "outcome")
UNKNOWN = {"country": "??", "language": "und"}


@dataclass(frozen=True)
class OpenedEntry:
    """One opened leaf: its place, its facts, the hash that its leaf must have, and the published row it became."""

    index: int
    facts: dict[str, Json]
    leaf_hash: bytes
    row: dict[str, Json] | None

    @property
    def type(self) -> str:
        return str(self.facts["type"])


def parse_opened(data: bytes, name: str) -> list[OpenedEntry]:
    """One opened entry a line. Raises Refused, naming the line."""
    lines = [(n, line) for n, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    return [
        _entry(from_json(line, f"{shown(name)}, line {n}"), f"{shown(name)}, line {n}") for n, line in lines
    ]


def _entry(value: Json, where: str) -> OpenedEntry:
    if not isinstance(value, dict) or not NEEDED <= value.keys() <= {*NEEDED, "row"}:
        raise Refused(f"{where}: not an object of {', '.join(sorted(NEEDED))} and perhaps row")
    text, index, row = value["facts"], value["index"], value.get("row")
    if isinstance(index, bool) or not isinstance(index, int) or index < 0 or not isinstance(text, str):
        raise Refused(f"{where}: index is not a whole number, or facts are not a text")
    if row is not None and not isinstance(row, dict):
        raise Refused(f"{where}: row is not an object")
    facts = from_canonical(text.encode("utf-8", "surrogatepass"), f"{where}, facts")
    if not isinstance(facts, dict) or not isinstance(facts.get("type"), str):
        raise Refused(f"{where}, facts: not an object with a type")
    salt, payload = (_bytes(value[name], f"{where}, {name}") for name in ("facts_salt", "payload_hash"))
    hashed = hashlib.sha256(b"answerable/facts/v1\n" + salt + text.encode()).digest()
    commitment = hashlib.sha256(b"answerable/leaf/v1\n" + hashed + payload).hexdigest()
    return OpenedEntry(index, facts, leaf_hash(canonical({"c": commitment, "v": 1})), row)


def _bytes(value: Json, where: str) -> bytes:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise Refused(f"{where}: not 64 hexadecimal digits")
    return bytes.fromhex(value)


def untrue(entry: OpenedEntry) -> list[str]:
    """Where the row does not say what the facts say; `"*"` says nothing."""
    row = entry.row or {}
    return [
        f"{name}: the entry says {shown(str(fact))}, the row {shown(str(row.get(name)))}"
        for name in SAME_AS_FACTS
        if row.get(name) not in ((fact := entry.facts.get(name) or UNKNOWN.get(name)), WITHHELD)
    ]


def missing_rows(path: Path, root: bytes, rows: Iterable[dict[str, Json]]) -> list[dict[str, Json]]:
    """Those rows that are not lines of the table. Raises Refused where the table is not the declared one."""
    wanted = {canonical(row): row for row in rows}
    tree = Frontier()
    for _, line in lines_of(path):
        tree.add(leaf_hash(line))
        wanted.pop(line, None)
    if tree.root() != root:
        raise Refused(f"{path.name} is not the table that the month declares")
    return list(wanted.values())
