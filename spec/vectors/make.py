"""Write the test vectors of spec/ledger.md and spec/receipt.md beside this file.

    python spec/vectors/make.py            write them
    python spec/vectors/make.py --check    exit 1 when a file differs from what would be written

Every key in them is derived from its own name (reference.TestKey): none may ever be trusted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cases_notes
import cases_receipts
import cases_tree
import cases_witness

HERE = Path(__file__).parent

FILES: dict[str, Callable[[], dict[str, Any]]] = {
    "canonical.json": cases_tree.canonical_json,
    "entries.json": cases_tree.entries,
    "tree.json": cases_tree.trees,
    "tiles.json": cases_tree.tiles,
    "notes.json": cases_notes.notes,
    "checkpoints.json": cases_notes.checkpoints,
    "promises.json": cases_notes.promises,
    "policies.json": cases_receipts.policies,
    "receipts.json": cases_receipts.receipts,
    "witness.json": cases_witness.witness,
}


def main() -> int:
    stale = []
    for name, make in FILES.items():
        text = json.dumps(make(), indent=1, ensure_ascii=False) + "\n"
        file = HERE / name
        if "--check" not in sys.argv:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.stderr.write(f"differ from what make.py writes: {', '.join(stale)}\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
