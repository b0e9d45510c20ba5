"""Frames: what is found of texts that threaten, what is taken for one of those that only spread, and the rate.

templates   `tests/texts/frames.toml`: precision and recall by language, in Unicode and Zawgyi
world       the simulated world, whose letters the lexicon's author did not read: recall, mirrored pairs, false alarms
comments    ordinary and hateful comments of `../shared/data/hate`: what share of them has a frame

python benchmarks/bench_frames.py [COMMENTS]
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

from answerable.detection.cascades import EMERGENCY, REVIEW
from answerable.detection.frames import read_frame, said_by
from answerable.detection.lexicon import shipped
from answerable.detection.mirrored import Part, mirrored
from answerable.detection.risk import RiskFacts, assess
from answerable.simulation.messenger.wording import text_of
from tests.frame_texts import labelled
from tests.unit.text.zawgyi_spelling import in_zawgyi

COMMENTS = 4_000  # of each file
DRAWN = 60  # texts of each kind of the world
DATA = Path(__file__).parents[2] / "shared/data/hate"
LETTERS = ("first", "second")
HARMLESS = (
    "greeting",
    "lottery",
    "football",
    "earthquake",
    "marketing",
    "protest",
    "chain",
    "rumour",
    "debunk",
)
FILES = ("my_unlabelled_comments", "my_comments_train", "en_davidson", "en_hatexplain", "en_hatemoji")
AT = datetime(2017, 9, 8, tzinfo=UTC)
YANGON = ZoneInfo("Asia/Yangon")


def main() -> None:
    shipped()
    of_templates()
    of_the_world()
    of_comments(int(sys.argv[1]) if len(sys.argv) > 1 else COMMENTS)


def level(text: str) -> str:
    score = assess(RiskFacts(examples=(text,))).score
    return "emergency" if score >= EMERGENCY else "review" if score >= REVIEW else "none"


def of_templates() -> None:
    print(f"{'templates':32}{'texts':>7}{'precision':>11}{'recall':>8}{'false emergencies':>19}")
    rows = labelled()
    for language, spelled in (("en", str), ("my", str), ("my", in_zawgyi)):
        counted = Counter(
            (one.threatens, level(spelled(one.text))) for one in rows if one.language == language
        )
        found = sum(n for (threatens, what), n in counted.items() if threatens and what != "none")
        false = sum(n for (threatens, what), n in counted.items() if not threatens and what != "none")
        threats = sum(n for (threatens, _), n in counted.items() if threatens)
        name = f"{language}{', Zawgyi' if spelled is in_zawgyi else ''}"
        total = sum(counted.values())
        print(
            f"{name:32}{total:>7}{found / max(found + false, 1):>11.3f}{found / threats:>8.3f}"
            f"{counted[False, 'emergency']:>19}"
        )


def of_the_world() -> None:
    print(f"\n{'the simulated world':32}{'none':>7}{'review':>8}{'emergency':>11}")
    for kind in (*LETTERS, *HARMLESS):
        for language in ("my", "en"):
            counted = Counter(level(text) for text in drawn(kind, language))
            row = (counted["none"], counted["review"], counted["emergency"])
            print(f"{kind + ', ' + language:32}{row[0]:>7}{row[1]:>8}{row[2]:>11}")
    print("pairs of letters that are found to be mirrored:")
    for one in ("my", "en"):
        for other in ("my", "en"):
            pairs = zip(drawn("first", one), drawn("second", other), strict=True)
            found = sum(mirror(a, b) for a, b in pairs)
            others = [text for kind in HARMLESS for text in drawn(kind, other)]
            false = sum(
                mirror(a, b) for a, b in zip(drawn("first", one) * len(HARMLESS), others, strict=True)
            )
            print(f"  {one}, {other}: {found} of {DRAWN}; with something else: {false} of {len(others)}")


def drawn(kind: str, language: str) -> list[str]:
    return [
        text_of(kind, language, Random(seed), quoted=text_of(LETTERS[seed % 2], language, Random(seed)))
        for seed in range(DRAWN)
    ]


def mirror(one: str, other: str) -> bool:
    parts = (
        Part(
            id=community,
            first_seen=AT,
            last_seen=AT + timedelta(hours=9),
            communities=frozenset([community]),
            frame=said_by([text]).frame,
        )
        for community, text in (("a", one), ("b", other))
    )
    return mirrored(*parts, lexicon=shipped(), zone=YANGON)


def of_comments(most: int) -> None:
    if not DATA.exists():
        print(f"\nno comments: {DATA} is missing")
        return
    print(f"\n{'comments':24}{'of class':>14}{'texts':>8}{'possible':>10}{'sure':>6}{'texts/s a core':>16}")
    for name in FILES:
        by_class: dict[str, Counter[int]] = defaultdict(Counter)
        rows = list(of_file(DATA / f"{name}.jsonl.gz", most))
        began = time.process_time()
        for kind, text in rows:
            frame = read_frame(text)
            by_class[kind][frame.strength if frame.stance == "says" else 0] += 1
        rate = len(rows) / (time.process_time() - began)
        for kind, counted in sorted(by_class.items()):
            total = sum(counted.values())
            print(f"{name:24}{kind:>14}{total:>8}{counted[1]:>10}{counted[2]:>6}{rate:>16,.0f}")


def of_file(path: Path, most: int) -> Iterable[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(most), lines, strict=False):
            row = json.loads(line)
            yield str(row.get("class", row.get("violating", "-"))), row["text"]


if __name__ == "__main__":
    main()
