"""Edited copies of texts in a bank: what is found, what is found wrongly, how fast, in how much memory; beside rensa,
gaoya and datasketch in the same run.

    python benchmarks/bench_near_duplicates.py [FOLDER [PEERS]]

FOLDER holds bank.jsonl, queries.jsonl (id, text) and truth.jsonl (id, edit, language, target: a bank id, or null for a
text that must not be found), each may be .gz. Without it a smaller workload is made up here, of invented words, which
says something of speed and little of false alarms. PEERS, a list with commas or `none`, says who else runs.

Peers get the canonical texts of our own folding, without which they find no Zawgyi and few look-alikes, and which is
not counted against them; from these they take runs of eight letters, or four of Burmese. Rates are by processor
seconds, a core, and end to end: from UTF-8 to matches for us, from canonical text to candidates for them. A copy is
found when its original is among the first three. `acted on` counts queries that are no copies and yet would be acted
on without a person (in the workload of 100,000 real texts one is: it is a copy that nobody made on purpose).

Predicted, before the first run: recall .97 and false alarms .03 as those of the prototype; 100,000 queries a second
against a million texts; 0.85 GB. What came, on two cores that others were using (100,000 real texts, 1,000,000 of which
nine tenths are pieces of real ones put together anew):

- Recall .986 and .981, false alarms .024 and .026 on texts held out, .017 and .025 on the same boilerplate. Counting
  what stands in small gaps between shared grams as shared did most: .957 to .986 at the same false alarms.
- 0.7 GB for a million texts, half a millisecond until a new one is matched.
- The rate fell short of what was predicted: 100,000 a second against 50,000 texts made up, 43,000 against 100,000 real
  ones, twice that of rensa in the same run (21,000, at recall .82 and false alarms .33 on shared boilerplate), 11,000
  to 17,000 against a million (with others on the machine). Folding is 5 microseconds of that.
  The rest is not arithmetic but waiting for memory, a hundred nanoseconds a place: against the million, of which nine
  tenths share their pieces, a query meets a hundred lists of six hundred postings. Asking for many places at once, in
  loops of their own, took a quarter off; not weighing what shares less than half of both together, a third of the rest.
- Since runs of Latin have the eight letters that were meant (decision 39): recall .980, false alarms .021 and .016,
  61,000 queries a second against 100,000 real texts, 44,000 before in the same minute.
- An attacker's ten thousand texts with the words of one: all copies of it are found, no slower.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from answerable.detection.matching import kind_of
from answerable.engine.text_bank import TextBank
from answerable.text.batch import Batch
from answerable.text.difference import only_wrapping
from answerable.text.folding import fold_each
from answerable.vocabulary import MatchKind

MADE_UP = 50_000
COPIES = 300
PEERS = ("rensa", "gaoya", "datasketch")
PERMUTATIONS, BANDS = 128, 32
LIVE = 200

Found = dict[int, list[int]]


class Workload(NamedTuple):
    """`targets` are places in `bank`, -1 for a text that is no copy."""

    bank: list[str]
    queries: list[str]
    edits: list[str]
    languages: list[str]
    targets: list[int]


def main(folder: str = "", peers: str = ",".join(PEERS)) -> None:
    work = read(Path(folder)) if folder else made_up()
    print(f"bank {len(work.bank):,} texts, {len(work.queries):,} queries")
    report("answerable", work, *ours(work))
    chosen = [] if peers == "none" else peers.split(",")
    if chosen:
        folded = fold_each(work.bank), fold_each(work.queries)
        for name in chosen:
            report(name, work, *PEER[name](*folded))
    attack(work)


def ours(work: Workload) -> tuple[Found, float, float]:
    bank = TextBank(b"a benchmark")
    bank.add(np.array([-1]), Batch.of(["what compiles and loads is not counted " * 3]))
    bank.match(Batch.of(["what compiles and loads is not counted"]))
    bank.remove(np.array([-1]))
    begun = time.process_time()
    bank.add(np.arange(len(work.bank)), Batch.of(work.bank))
    bank.settle()
    added = time.process_time() - begun
    begun = time.process_time()
    matches = bank.match(Batch.of(work.queries))
    matched = time.process_time() - begun
    found: Found = defaultdict(list)
    acted = Counter[bool]()
    for query, key, of_bank, of_query, same in zip(*(one.tolist() for one in matches), strict=True):
        found[query].append(key)
        if work.targets[query] < 0:
            kind = kind_of(of_bank, of_query, same=same)
            near = kind == MatchKind.NEAR and only_wrapping(work.bank[key], work.queries[query])
            acted[near or kind == MatchKind.EXACT] += 1
    print(f"  memory {bank.bytes / 1e6:,.0f} MB; of what is no copy, {acted[True]} acted on; {live(bank)}")
    return found, len(work.bank) / added, len(work.queries) / matched


def live(bank: TextBank) -> str:
    """How long one text takes until it is matched, with all others there."""
    chance, waits = random.Random(9), []
    for number in range(LIVE):
        text = " ".join("".join(chance.choices("abcdefghijklmnop", k=7)) for _ in range(15))
        begun = time.perf_counter()
        bank.add(np.array([10**12 + number]), Batch.of([text]))
        found = bank.match(Batch.of([text]))
        waits.append(time.perf_counter() - begun)
        assert 10**12 + number in found.key
    bank.remove(np.arange(10**12, 10**12 + LIVE))
    waits.sort()
    return f"a text is live after {waits[LIVE // 2] * 1e3:.1f} ms, {waits[-1] * 1e3:.1f} at the most"


def shingles(canonical: str) -> list[str]:
    """Runs of four letters of Burmese text with what stands at them, of eight otherwise."""
    letters: list[str] = []
    burmese = 0
    for one in canonical:
        if letters and one >= "\U000f0000":
            letters[-1] += one
        else:
            letters.append(one)
            burmese += "\u1000" <= one <= "\u109f"
    size = 4 if 2 * burmese > len(letters) else 8
    return ["".join(letters[at : at + size]) for at in range(max(1, len(letters) - size + 1))]


def rensa(bank: list[str], queries: list[str]) -> tuple[Found, float, float]:
    import rensa as library

    def sketch(text: str) -> Any:
        one = library.RMinHash(PERMUTATIONS, 42)
        one.update(shingles(text))
        return one

    index = library.RMinHashLSH(0.3, PERMUTATIONS, BANDS)
    return run(
        bank,
        queries,
        lambda key, text: index.insert(key, sketch(text)),
        lambda text: index.query(sketch(text)),
    )


def gaoya(bank: list[str], queries: list[str]) -> tuple[Found, float, float]:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.2,
        num_bands=BANDS,
        band_size=PERMUTATIONS // BANDS,
        analyzer=shingles,
    )
    return run(bank, queries, index.insert_document, index.query)


def datasketch(bank: list[str], queries: list[str]) -> tuple[Found, float, float]:
    from datasketch import MinHash, MinHashLSH

    def sketch(text: str) -> Any:
        one = MinHash(PERMUTATIONS, seed=42)
        one.update_batch([gram.encode() for gram in shingles(text)])
        return one

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    return run(
        bank, queries, lambda key, text: index.insert(key, sketch(text), check_duplication=False),
        lambda text: index.query(sketch(text)),
    )  # fmt: skip


PEER: dict[str, Callable[[list[str], list[str]], tuple[Found, float, float]]] = {
    "rensa": rensa,
    "gaoya": gaoya,
    "datasketch": datasketch,
}


def run(
    bank: list[str],
    queries: list[str],
    insert: Callable[[int, str], object],
    query: Callable[[str], list[int]],
) -> tuple[Found, float, float]:
    """Candidates of a peer, ranked by how much they share, which is not counted: it has no shares of its own."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    for key, text in enumerate(bank):
        insert(key, text)
    inserted = time.process_time() - begun
    begun = time.process_time()
    candidates = [query(text) for text in queries]
    queried = time.process_time() - begun
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    found: Found = {}
    for place, keys in enumerate(candidates):
        own = set(shingles(queries[place]))
        shared = {}
        for key in set(keys):
            theirs = set(shingles(bank[key]))
            shared[key] = len(own & theirs) / len(own | theirs)
        found[place] = sorted(shared, key=lambda key: -shared[key])
    print(f"  memory grew by {grown / 1e3:,.0f} MB at the most")
    return found, len(bank) / inserted, len(queries) / queried


def report(name: str, work: Workload, found: Found, added: float, queried: float) -> None:
    right, total = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for place, target in enumerate(work.targets):
        cell = work.edits[place], work.languages[place]
        keys = found.get(place, [])
        total[cell] += 1
        right[cell] += target in keys[:3] if target >= 0 else bool(keys)
    copies = {cell: right[cell] / total[cell] for cell in sorted(total) if not cell[0].startswith("N_")}
    wrong = {cell: right[cell] / total[cell] for cell in sorted(total) if cell[0].startswith("N_")}
    by_language = {
        language: float(np.mean([share for cell, share in copies.items() if cell[1] == language]))
        for language in sorted(set(work.languages))
    }
    print(
        f"{name}: added {added:,.0f}/s, queries {queried:,.0f}/s, mean recall {np.mean(list(copies.values())):.4f}"
    )
    print("  by language", {language: round(share, 4) for language, share in by_language.items()})
    print(
        "  recall below .99",
        {"_".join(cell): round(share, 3) for cell, share in copies.items() if share < 0.99},
    )
    print("  found of what is no copy", {"_".join(cell): round(share, 4) for cell, share in wrong.items()})


def attack(work: Workload) -> None:
    """One text's words posted in ten thousand others: its copies are found, as fast as before."""
    chance = random.Random(5)
    victim = "The water in the northern wards has been poisoned, do not let your children drink any of it."
    texts = work.bank[:20_000]

    def other(words: int) -> str:
        return " ".join(chance.choice(texts).split(" ")[0][:8] for _ in range(words))

    copies = [f"{other(chance.randint(0, 8))} {victim} {other(chance.randint(0, 8))}" for _ in range(5_000)]
    rates = []
    for poison in (0, 10_000):
        bank = TextBank(b"a benchmark")
        bank.add(np.arange(len(texts)), Batch.of(texts))
        bank.add(np.array([10**9]), Batch.of([victim]))
        bank.add(10**6 + np.arange(poison), Batch.of([f"{victim} {other(20)}" for _ in range(poison)]))
        bank.settle()
        begun = time.process_time()
        matches = bank.match(Batch.of(copies))
        rates.append(len(copies) / (time.process_time() - begun))
        found = len(set(matches.query[matches.key == 10**9].tolist())) / len(copies)
        print(
            f"attacker: {poison:,} texts with the words of one; {found:.3f} of its copies found, {rates[-1]:,.0f}/s"
        )


def read(folder: Path) -> Workload:
    ids, bank = zip(*((line["id"], line["text"]) for line in lines(folder, "bank")), strict=True)
    places = {name: place for place, name in enumerate(ids)}
    truth = {line["id"]: line for line in lines(folder, "truth")}
    queries = list(lines(folder, "queries"))
    told = [truth[line["id"]] for line in queries]
    return Workload(
        list(bank),
        [line["text"] for line in queries],
        [line["edit"] for line in told],
        [line["language"] for line in told],
        [-1 if line["target"] is None else places[line["target"]] for line in told],
    )


def lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    path = next(path for path in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz") if path.exists())
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        yield from map(json.loads, file)


def made_up() -> Workload:
    """Texts of invented words, some of which are frequent, and copies of them."""
    chance = random.Random(7)
    latin = ["".join(chance.choices("aeioulnrstdmkgb", k=chance.randint(2, 9))) for _ in range(20_000)]
    burmese = ["".join(chance.choice("ကခဂငစဆညတထနပဖဗမယရလဝသဟအ") + chance.choice(["", "ာ", "ိ", "ု", "ေ", "ွ", "န်"])
               for _ in range(chance.randint(1, 4))) for _ in range(20_000)]  # fmt: skip

    def text(language: str) -> str:
        words = latin if language == "en" else burmese
        frequent = [words[int(len(words) * chance.random() ** 3)] for _ in range(chance.randint(6, 40))]
        return (" " if language == "en" else "").join(frequent)

    languages = [chance.choice(["en", "my"]) for _ in range(MADE_UP)]
    bank = [text(language) for language in languages]
    edits: dict[str, Callable[[str], str]] = {
        "exact": str,
        "wrap": lambda one: f"Please forward this to everybody! {one} Do not break the chain.",
        "zerowidth": lambda one: "".join(
            letter + ("\u200b" if chance.random() < 0.1 else "") for letter in one
        ),
        "trunc60": lambda one: one[: int(len(one) * 0.6)],
        "quoted": lambda one: f"{text('en')} {one} {text('en')}",
        "drop10": lambda one: "".join(letter for letter in one if chance.random() > 0.02),
    }
    rows = [
        (edit(bank[place]), name, languages[place], place)
        for name, edit in edits.items()
        for place in range(COPIES)
    ]
    rows += [
        (text(language), "N_heldout", language, -1) for language in ("en", "my") for _ in range(5 * COPIES)
    ]
    return Workload(bank, *(list(column) for column in zip(*rows, strict=True)))  # type: ignore[arg-type]  # columns of rows


if __name__ == "__main__":
    main(*sys.argv[1:3])
