"""Cascades: how many messages a second, and what is found of a messenger's day of known truth.

    rates      folding and sketching, clustering, both by two threads, and what matching against a text bank adds
    found      share of a letter's copies in its main cluster, purity, senders at the alarm, false alarms, memory
    rensa      the same from RMinHash, its LSH and dictionaries, on texts that are folded for it already

The messages are made here (`tests/letters.py`): chatter of a messenger's lengths, letters in Burmese and English that
change as they are passed on, some in Zawgyi, greetings and news that everybody sends. Rates are by processor seconds,
but for those of two threads, which are by the clock.

    python benchmarks/bench_cascades.py [CHATTER] [LETTERS] [BANK]
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from rensa import RMinHash, RMinHashLSH

sys.path.insert(0, str(Path(__file__).parents[1]))

from answerable.detection.cascades import SENDERS
from answerable.engine.text_bank import TextBank
from answerable.stream.clusters import Clusters
from answerable.stream.memory import Limits
from answerable.stream.messages import Messages
from answerable.stream.sketch import Seed, sketch
from answerable.stream.texts import add_texts
from answerable.text.batch import Batch
from answerable.text.folding import fold_each, fold_symbols
from tests.letters import Message, Words, letters_and_chatter
from tests.unit.text.zawgyi_spelling import in_zawgyi

CHATTER, LETTERS, BANK = 400_000, 300, 100_000
COPIES = (20, 600)
VIRALS = 6
PEER = 60_000  # messages that rensa is given
ROUNDS = 3
SEED = Seed.of(b"a benchmark")
LIMITS = Limits(singles=1 << 20, clusters=1 << 16, ids=1 << 20)


def main() -> None:
    given = [int(word) for word in sys.argv[1:4]]
    chatter, letters, bank = [*given, *[CHATTER, LETTERS, BANK][len(given) :]]
    world = letters_and_chatter(
        1, letters=letters, copies=COPIES, chatter=chatter, zawgyi=in_zawgyi, virals=VIRALS
    )
    batch = Batch.of(one.text for one in world)
    print(f"{len(world):,} messages of {len(batch.data) / len(world):.0f} bytes on average")
    rates(world, batch)
    if bank:
        what_the_bank_adds(batch, bank)
    found(world, batch)
    peer(world)


def columns(world: list[Message]) -> dict[str, Any]:
    return {
        "senders": np.array([one.sender for one in world], np.uint64),
        "conversations": np.array([one.conversation for one in world], np.uint64),
        "times": np.array([one.time_ms for one in world], np.int64),
        "ids": np.arange(1, len(world) + 1, dtype=np.uint64),
    }


def best(what: str, count: int, call: Callable[[], object], clock: Callable[[], float]) -> None:
    """The fastest of some rounds: others load the machine too."""
    call()
    spent = []
    for _ in range(ROUNDS):
        began = clock()
        call()
        spent.append(clock() - began)
    print(f"{what:42}{count / min(spent):>12,.0f} messages/s")


def add_all(batch: Batch, told: dict[str, Any], threads: int) -> None:
    add_texts(Clusters(SEED.name, LIMITS), SEED, batch, threads=threads, **told)


def rates(world: list[Message], batch: Batch) -> None:
    told, rows = columns(world), sketch(batch, SEED)
    messages = Messages.of(rows, **told)
    best("folding, a core", len(world), lambda: fold_symbols(batch), time.thread_time)
    best("folding and sketching, a core", len(world), lambda: sketch(batch, SEED), time.thread_time)
    best(
        "clustering, a core", len(world), lambda: Clusters(SEED.name, LIMITS).add(messages), time.thread_time
    )
    for threads in (1, 2):
        both = partial(add_all, batch, told, threads)
        best(f"all, {threads} thread(s), processor seconds", len(world), both, time.process_time)
        best(f"all, {threads} thread(s), by the clock", len(world), both, time.perf_counter)


def what_the_bank_adds(batch: Batch, size: int) -> None:
    """Matching each message against a bank of texts like it."""
    chance = random.Random(2)
    words = Words(chance)
    bank = TextBank(b"a secret of the benchmark's")
    texts = [words.text(chance, k % 2 == 0, chance.randint(15, 60)) for k in range(size)]
    bank.add(np.arange(size, dtype=np.int64), Batch.of(texts))
    some = Batch(batch.data[: batch.offsets[100_000]], batch.offsets[:100_001])
    best(
        f"a bank of {size:,} texts, folding too, a core", 100_000, lambda: bank.match(some), time.process_time
    )


def found(world: list[Message], batch: Batch) -> None:
    clusters = Clusters(SEED.name, LIMITS)
    put = add_texts(clusters, SEED, batch, threads=2, **columns(world))
    of = put.cascades.copy()
    of[put.joined[:, 0]] = put.joined[:, 1]
    tell("ours", world, of.tolist())
    by_number = {int(one.id[1:]): one for one in clusters.cascades()}
    at_alarm, missed, letters_of = [], 0, main_clusters(world, of.tolist())
    for letter, number in letters_of.items():
        times = sorted(one.time_ms for one in world if one.letter == letter)
        alarm = by_number[number].alarm_at if number in by_number else None
        if alarm is not None:
            at_alarm.append(int(np.searchsorted(times, round(alarm.timestamp() * 1000), "right")))
        missed += alarm is None and len(times) >= SENDERS * 1.1
    false = sum(1 for one in by_number.values() if one.alarm_at) - len(at_alarm)
    ratio = np.mean(at_alarm) / SENDERS
    print(f"alarms: {len(at_alarm)} at {ratio:.3f} times the threshold; {missed} missed, {false} false")
    single, cluster = clusters.memory.bytes_a_single(), clusters.memory.bytes_a_cluster()
    print(
        f"memory: {single:.0f} bytes a single, {cluster:.0f} a cluster, {clusters.bytes_used() / 1e6:.0f} MB in all"
    )


def peer(world: list[Message]) -> None:
    """rensa with 128 permutations and 32 bands; a message joins the cluster of the first text that it is like."""
    some = world[:PEER]
    texts = fold_each([one.text for one in some])
    index, of, clusters = RMinHashLSH(0.3, 128, 32), list[int](), dict[int, int]()
    began = time.process_time()
    for number, text in enumerate(texts):
        letters = [text[k : k + 8] for k in range(max(1, len(text) - 7))]
        hashed = RMinHash(128, 42)
        hashed.update(letters)
        alike = index.query(hashed) if len(text) >= 12 else []
        if alike:
            of.append(clusters[min(alike)])
        else:
            of.append(number + 1)
        clusters[number] = of[-1]
        if len(text) >= 12:
            index.insert(number, hashed)
    print(
        f"{'rensa and dictionaries, a core':42}{len(some) / (time.process_time() - began):>12,.0f} messages/s"
    )
    alone = {cluster for cluster, count in Counter(of).items() if count == 1}
    tell("rensa", some, [0 if one in alone else one for one in of])


def main_clusters(world: list[Message], of: Iterable[int]) -> dict[int, int]:
    by_letter: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for one, cluster in zip(world, of, strict=True):
        if one.letter != -1 and cluster:
            by_letter[one.letter][cluster] += 1
    return {letter: told.most_common(1)[0][0] for letter, told in by_letter.items()}


def tell(who: str, world: list[Message], of: list[int]) -> None:
    """Chatter that says the same is one text, whoever wrote it."""
    main = main_clusters(world, of)
    copies = [(one.letter, cluster) for one, cluster in zip(world, of, strict=True) if one.letter != -1]
    share = sum(main.get(letter) == cluster for letter, cluster in copies) / len(copies)
    told: defaultdict[int, Counter[object]] = defaultdict(Counter)
    for one, cluster in zip(world, of, strict=True):
        if cluster:
            told[cluster][one.text if one.letter == -1 else one.letter] += 1
    pure = sum(one.most_common(1)[0][1] for one in told.values()) / sum(one.total() for one in told.values())
    print(f"{who}: {share:.2%} of copies in the main cluster, purity {pure:.2%}, {len(told):,} clusters")


if __name__ == "__main__":
    main()
