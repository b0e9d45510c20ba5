"""Write the tables into the client libraries, and the vectors of spec/sketch.md, from the server's own folding.

    python clients/make.py            write them
    python clients/make.py --check    exit 1 when a file differs from what would be written

The form of the tables stands in spec/sketch.md.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from base64 import b64encode
from itertools import groupby
from pathlib import Path
from textwrap import fill

import numpy as np

from answerable.cases.copies import is_long_enough
from answerable.stream.rule import FILLED_LEAST, Marks, marks_of, rule_of
from answerable.stream.sketch import Seed
from answerable.text.code_points import BLOCK_BITS, EXPANDED, KIND_SHIFT, table
from answerable.text.evidence import between, weights
from answerable.text.folding import fold
from answerable.text.zawgyi import FIRST, LAST, Step, in_unicode, in_zawgyi

HERE = Path(__file__).parent
VECTORS = HERE.parent / "spec" / "vectors" / "sketches.json"
LIBRARIES = (HERE / "python" / "answerable_sketch.py", HERE / "javascript" / "answerable-sketch.mjs")
BEGIN, END = "=== tables ===\n", "\n=== end of tables ==="
UNICODE = "14.0.0"
"""Whose letters the tables hold: that of the oldest Python that the server runs on."""
HANGUL = range(0xAC00, 0xD7A4)
SEEDS = (b"a public seed of vectors, number 0", b"a public seed of vectors, number 1")
_VALUE = (1 << KIND_SHIFT) - 1

Entries = tuple[tuple[int, int], ...]
"""(kind, value) of what a code point becomes; empty where it is passed over."""


def code_points() -> list[Entries]:
    pages, blocks, expansions = table()
    size = 1 << BLOCK_BITS
    found: list[Entries] = []
    for code in range(0x110000):
        entry = int(blocks[int(pages[code >> BLOCK_BITS]) * size + code % size])
        kind, value = entry >> KIND_SHIFT, entry & _VALUE
        if kind == EXPANDED:
            several = expansions[value + 1 : value + 1 + int(expansions[value])]
            found.append(tuple((int(one) >> KIND_SHIFT, int(one) & _VALUE) for one in several))
        else:
            found.append(((kind, value),) if entry else ())
    return found


def code_point_numbers(found: list[Entries]) -> list[int]:
    """Runs: how many code points are passed over before, how many follow, by how much the value grows with each, how
    many entries, and of each its kind and the first value less the code point."""
    numbers: list[int] = []
    last = at = 0
    while at < len(found):
        entries = found[at]
        if not entries or at in HANGUL:
            at += 1
            continue
        end, step = at + 1, 0
        if len(entries) == 1 and end < len(found):
            kind, value = entries[0]
            step = int(found[end] == ((kind, value + 1),))
            while end < len(found) and found[end] == ((kind, value + step * (end - at)),):
                end += 1
        numbers += [at - last, end - at, step, len(entries)]
        numbers += [number for kind, value in entries for number in (kind, value - at)]
        last = at = end
    return numbers


def reading_numbers() -> list[int]:
    """For each code point of U+1000 to U+109F in Unicode, then in Zawgyi: how many steps, and each."""

    def flat(steps: tuple[Step, ...]) -> list[int]:
        return [len(steps), *(number for step in steps for number in step)]

    both = (read(code) for read in (in_unicode, in_zawgyi) for code in range(FIRST, LAST + 1))
    return [number for steps in both for number in flat(steps)]


def weight_numbers() -> list[int]:
    """How many times, and what."""
    flat = (int(one) for one in np.ravel(weights()))
    return [number for value, run in groupby(flat) for number in (len(list(run)), value)]


def tables() -> str:
    parts = [
        code_point_numbers(code_points()),
        reading_numbers(),
        weight_numbers(),
        [int(one) for one in between()],
    ]
    return "\n;\n".join(fill(" ".join(map(_base36, part)), 108) for part in parts)


def _base36(number: int) -> str:
    digits = ""
    left = abs(number)
    while left or not digits:
        left, digit = divmod(left, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return f"-{digits}" if number < 0 else digits


def with_tables(library: str, made: str) -> str:
    before, _, rest = library.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit("a library has no place for its tables: the two lines with `===`")
    return before + BEGIN + made + END + after


def vectors() -> str:
    """Those of the texts that stand in the file: to add one, write it there."""
    texts: dict[str, str] = json.loads(VECTORS.read_text(encoding="utf-8"))["texts"]
    seeds = []
    for seed in SEEDS:
        public = b64encode(seed).decode()
        marks = {name: marks_of(text, public) for name, text in texts.items()}
        seeds.append(
            {
                "seed": public,
                "name": Seed.of(seed).name,
                "sketches": {name: one.sketch for name, one in marks.items()},
                "sent": {name: _sent(texts[name], one) for name, one in marks.items()},
                "keys": {name: one.key for name, one in marks.items()},
            }
        )
    near = rule_of(SEEDS[0], [texts["letter"]], [texts["letter refuted"]], near=True, sketches_most=1)
    rule = {one: getattr(near, one) for one in near.__struct_fields__}
    written = {
        "unicode": UNICODE,
        "texts": texts,
        "folded": {name: fold(text) for name, text in texts.items()},
        "seeds": seeds,
        "rule": rule,
        "under_the_rule": ["letter", "letter in Zawgyi", "letter passed on"],
    }
    made = json.dumps(written, indent=1, ensure_ascii=False) + "\n"
    return "".join(f"\\u{ord(one):04x}" if "\ud800" <= one <= "\udfff" else one for one in made)


def _sent(text: str, marks: Marks) -> str | None:
    if not is_long_enough(fold(text)) or sum(map(bool, marks.sketch)) < FILLED_LEAST:
        return None
    return b64encode(np.array(marks.sketch, "<u4").tobytes()).decode()


def main() -> int:
    if unicodedata.unidata_version != UNICODE:
        raise SystemExit(f"run this with Python 3.11, whose letters are those of Unicode {UNICODE}")
    made = tables()
    files = {file: with_tables(file.read_text(encoding="utf-8"), made) for file in LIBRARIES}
    files[VECTORS] = vectors()
    stale = []
    for file, text in files.items():
        if "--check" not in sys.argv:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(file.name)
    if stale:
        sys.stderr.write(f"differ from what make.py writes: {', '.join(stale)}\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
