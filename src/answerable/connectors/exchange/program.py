"""A program of its own: asks an exchange through the library `threatexchange`, and writes a hash list.

    PYTHON program.py < collaboration.json > list.csv

It imports nothing of Answerable, so that the library, what it brings and the exchange's credentials can live in
another environment, or on another computer (docs/sharing.md). The collaboration is what the library calls a
collaboration config: `{"api": "ncmec", ...}` with the fields of that exchange; credentials stand in the environment, as
the library reads them. Exit status 3: the library is not there; 4: the exchange or its configuration is not right.
"""

from __future__ import annotations

import csv
import dataclasses
import enum
import importlib
import json
import sys
from typing import Any

LIBRARY = "threatexchange"
NOT_THERE, NOT_RIGHT = 3, 4

# The exchanges that the library brings. Others are not loaded: a configuration must not name code.
EXCHANGES = {
    "sample": ("static_sample", "StaticSampleSignalExchangeAPI"),
    "local_file": ("file_api", "LocalFileSignalExchangeAPI"),
    "fb_threatexchange": ("fb_threatexchange_api", "FBThreatExchangeSignalExchangeAPI"),
    "ncmec": ("ncmec_api", "NCMECSignalExchangeAPI"),
    "stop_ncii": ("stop_ncii_api", "StopNCIISignalExchangeAPI"),
    "tat": ("techagainstterrorism_api", "TATSignalExchangeAPI"),
}

# The library's opinions on a signal as tags; a hash that is known to be wrong is left out.
NEGATIVE, SEED, POSITIVE, DISPUTED = 0, 1, 2, 3
TAGS_MAX = 20
TAGS = {SEED: "to-verify", POSITIVE: "confirmed", DISPUTED: "disputed"}


def main() -> int:
    """Read the collaboration, ask the exchange, write the list."""
    try:
        signal = importlib.import_module(f"{LIBRARY}.signal_type.pdq.signal").PdqSignal
    except ImportError as error:
        sys.stderr.write(f"the library {LIBRARY} is not installed for {sys.executable} ({error.name})\n")
        return NOT_THERE
    try:
        config = json.load(sys.stdin)
        found = fetch(config, signal)
    except Exception as error:  # whatever the library or the network raises
        sys.stderr.write(f"{describe(error)}\n")
        return NOT_RIGHT
    write(found)
    return 0


def fetch(config: dict[str, Any], signal: Any) -> dict[str, Any]:
    """All that the exchange has of PDQ hashes now: the hash, as text, to the library's record of it."""
    exchange = exchange_of(config.get("api", ""))
    collaboration = configured(exchange.get_config_cls(), config)
    kept: dict[Any, Any] = {}
    for delta in exchange.for_collab(collaboration).fetch_iter([signal], None):
        exchange.naive_fetch_merge(kept, delta.updates)
    by_type = exchange.naive_convert_to_signal_type([signal], collaboration, kept)
    return dict(by_type.get(signal, {}))


def configured(kind: Any, config: dict[str, Any]) -> Any:
    """The library's configuration of one exchange. Raises ValueError for fields that it lacks, or has not."""
    dacite = importlib.import_module("dacite")  # how the library reads its own
    known = {field.name for field in dataclasses.fields(kind) if field.init}
    given = {"name": "exchange", "enabled": True} | config
    if unknown := given.keys() - known - {"api", "enabled", "name"}:
        raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}; it takes {', '.join(sorted(known))}")
    try:
        return dacite.from_dict(
            kind, {name: given[name] for name in given.keys() & known}, dacite.Config(cast=[enum.Enum])
        )
    except dacite.DaciteError as error:
        raise ValueError(str(error)) from None


def exchange_of(api: str) -> Any:
    """The library's class for an exchange. Raises ValueError, naming those that there are."""
    if api not in EXCHANGES:
        raise ValueError(f"api is none of {', '.join(EXCHANGES)}")
    module, name = EXCHANGES[api]
    return getattr(importlib.import_module(f"{LIBRARY}.exchanges.impl.{module}"), name)


def write(found: dict[str, Any]) -> None:
    """The list as CSV, in the order of the hashes."""
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(("pdq", "tags"))
    for pdq in sorted(found):
        opinion = found[pdq].get_as_aggregate_opinion()
        if opinion.category != NEGATIVE:
            tags = {TAGS[int(opinion.category)], *map(one_word, opinion.tags)}
            rows.writerow((pdq.lower(), " ".join(sorted(tag for tag in tags if tag)[:TAGS_MAX])))


def one_word(tag: str) -> str:
    """A tag of the exchange as a hash list can hold it."""
    kept = "".join(letter if letter.isalnum() or letter in "._:/-" else "-" for letter in str(tag))
    return kept.strip(".:/-")[:64]


def describe(error: Exception) -> str:
    """What went wrong. An exchange's own words may hold credentials, so of its errors only the kind is told."""
    if type(error) in (ValueError, TypeError, json.JSONDecodeError):
        return f"the collaboration is not right: {error}"[:400]
    return f"the exchange failed: {type(error).__name__}"


if __name__ == "__main__":
    sys.exit(main())
