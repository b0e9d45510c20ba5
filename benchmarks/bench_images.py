"""Pictures, beside Meta's hash as others ship it (pdqhash) and faiss's searches of bits, in the same run.

    hash     from JPEG files to PDQ hashes: pdqhash (opened by Pillow, as its users do); ours in this process, with the
             share that decoding takes; ours in the sandbox, all processes counted. Every hash is compared
    search   a million hashes within 31 bits: ours; faiss's multi-index hashing and its exact scan; recall by scan
    large    ten million hashes: memory and rate

Pictures are made here. Rates are by processor seconds of all processes, a core each.

    python benchmarks/bench_images.py [PICTURES] [HASHES] [LARGE]

pdqhash has no wheels, so no lock holds it: `.venv/bin/python -m pip install pdqhash==0.2.8` (takes a C++ compiler).
"""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, _imaging

from answerable.detection.pdq import BYTES, Turn
from answerable.detection.pdq_kernel import hashes
from answerable.engine.image_bank import ImageBank
from answerable.flow.pictures import FEW, SESSION_BYTES, hash_many
from answerable.sandbox.forms import Picture
from answerable.sandbox.picture.look_at_many import BLOCKS_KEPT
from answerable.sandbox.picture.pixels import packed
from answerable.sandbox.run import Sandbox

SANDBOXED = 4  # times that each picture goes through the sandbox
PICTURES, HASHES, LARGE = 1_000, 1_000_000, 10_000_000
QUERIES = 2_000
SIDE = 512
MOST = 31
ROUNDS = 3

Words = NDArray[np.uint64]


def main() -> None:
    pictures, count, large = (int(word) for word in [*sys.argv[1:4], PICTURES, HASHES, LARGE][:3])
    if pictures:
        hash_rates([picture(seed) for seed in range(pictures)])
    if count:
        search_rates(count)
    if large:
        large_bank(large)


def picture(seed: int) -> bytes:
    """A JPEG as messengers send them: soft colours, edges, grain; 30 kB."""
    chance = np.random.default_rng(seed)
    colours = np.zeros((SIDE, SIDE, 3))
    for side, share in ((4, 0.47), (9, 0.28), (23, 0.16), (61, 0.09)):
        patches = (chance.random((side, side, 3)) * 255).astype(np.uint8)
        colours += share * np.asarray(Image.fromarray(patches).resize((SIDE, SIDE), Image.Resampling.BICUBIC))
    grey = colours.mean(axis=2, keepdims=True)
    colours = grey + (colours - grey) * chance.uniform(0.2, 1.2)
    colours = (colours - colours.mean()) * chance.uniform(0.8, 1.8) + chance.uniform(90, 160)
    for _ in range(int(chance.integers(2, 14))):
        top, left = chance.integers(0, SIDE, 2)
        height, width = chance.integers(10, SIDE // 2, 2)
        colours[top : top + height, left : left + width] = chance.integers(0, 256, 3)
    colours += chance.normal(0, 3, colours.shape)
    file = BytesIO()
    Image.fromarray(colours.clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=85)
    return file.getvalue()


def hash_rates(files: list[bytes]) -> None:
    print(
        f"hash: {len(files)} JPEG of {SIDE} x {SIDE}, {sum(map(len, files)) / len(files) / 1000:.0f} kB each"
    )
    _imaging.set_blocks_max(BLOCKS_KEPT)
    ours_s, ours = timed(lambda: [ours_of(file) for file in files])
    decoding_s, _ = timed(lambda: [packed(decoded(file)) for file in files])
    many = files * SANDBOXED
    sandboxed_s, sandboxed = timed(lambda: asyncio.run(all_sandboxed(many)), rounds=1)
    sandboxed_s /= SANDBOXED
    assert sandboxed == [one for one, _ in ours] * SANDBOXED, "the sandbox gives other hashes"
    told("ours, in this process", len(files), ours_s)
    print(
        f"    of it decoding: {decoding_s / ours_s:.0%}; hashing alone {len(files) / (ours_s - decoding_s):,.0f}/s"
    )
    few = files[: FEW + 1]  # so many that kernels are loaded
    starting_s = timed(lambda: asyncio.run(all_sandboxed(few)))[0] - len(few) * ours_s / len(files)
    told(f"ours, in the sandbox, {len(many)} of them with starting it", len(files), sandboxed_s)
    print(
        f"    starting the child takes {starting_s:.2f} s, {starting_s / SANDBOXED / sandboxed_s:.0%} of it here; "
        f"it is started anew after {SESSION_BYTES // 2**20} MB"
    )
    try:
        import pdqhash
    except ImportError:
        print("    pdqhash is not installed (see the head of this file)")
        return
    _imaging.set_blocks_max(0)  # as Pillow comes

    def theirs_of(file: bytes) -> tuple[bytes, int]:
        bits, quality = pdqhash.compute(np.asarray(Image.open(BytesIO(file)).convert("RGB")))
        return np.packbits(bits.astype(np.uint8)).tobytes(), quality

    theirs_s, theirs = timed(lambda: [theirs_of(file) for file in files])
    told("pdqhash", len(files), theirs_s)
    print(
        f"    same hash and quality: {sum(a == b for a, b in zip(ours, theirs, strict=True))} of {len(files)}; "
        f"ours is {theirs_s / ours_s:.1f} times as fast here, {theirs_s / sandboxed_s:.1f} times in the sandbox"
    )


def decoded(file: bytes) -> Image.Image:
    image = Image.open(BytesIO(file))
    image.load()
    return image


def ours_of(file: bytes) -> tuple[bytes, int]:
    pixels, kept = packed(decoded(file))
    [found], quality = hashes(pixels, (Turn.NONE,))
    del kept
    return found, quality


async def all_sandboxed(files: list[bytes]) -> list[bytes]:
    found = []
    async for one in hash_many(Sandbox(), files, turned=False):
        assert isinstance(one, Picture)
        found.append(one.frames[0].hashes[:BYTES])
    return found


def search_rates(count: int) -> None:
    chance = np.random.default_rng(1)
    held, queries = some_hashes(chance, count), some_hashes(chance, QUERIES)
    for place in range(0, QUERIES, 2):  # every other one is near something that is held
        queries[place] = near(chance, held[chance.integers(count)])
    expected = by_scan(held, queries[:200])
    print(f"search: {count:,} hashes, {QUERIES:,} queries, within {MOST} bits")
    bank = ImageBank()
    built_s, _ = timed(lambda: bank.add(np.arange(count), held), rounds=1)
    ours_s, found = timed(lambda: bank.match(queries, MOST))
    told(f"ours (built in {built_s:.1f} s)", QUERIES, ours_s)
    print(f"    recall {recall(expected, zip(found.query.tolist(), found.key.tolist(), strict=True)):.4f}")
    for name, index in peers():
        rows = held.view(np.uint8).reshape(count, BYTES)
        index.add(rows)
        some = queries[:200].view(np.uint8).reshape(-1, BYTES)
        theirs_s, (limits, _, keys) = timed(lambda index=index, some=some: index.range_search(some, MOST + 1))
        told(name, len(some), theirs_s)
        pairs = [(q, int(key)) for q in range(len(some)) for key in keys[limits[q] : limits[q + 1]]]
        print(f"    recall {recall(expected, pairs):.4f}")


def peers() -> Iterable[tuple[str, Any]]:
    with suppress(ImportError):
        import faiss

        faiss.omp_set_num_threads(1)
        yield "faiss IndexBinaryMultiHash(16, 16), one bit changed", multi_hash(faiss)
        yield "faiss IndexBinaryFlat", faiss.IndexBinaryFlat(BYTES * 8)


def multi_hash(faiss: Any) -> Any:
    index = faiss.IndexBinaryMultiHash(BYTES * 8, 16, 16)
    index.nflip = 1
    return index


def large_bank(count: int) -> None:
    chance = np.random.default_rng(2)
    held = some_hashes(chance, count)
    queries = np.array([near(chance, held[chance.integers(count)]) for _ in range(QUERIES)])
    bank = ImageBank()
    before = resident_mb()
    built_s, _ = timed(lambda: bank.add(np.arange(count), held), rounds=1)
    held_mb = (
        sum(sum(column.nbytes for column in part if isinstance(column, np.ndarray)) for part in bank._parts)
        / 1e6
    )
    ours_s, found = timed(lambda: bank.match(queries, MOST))
    assert set(found.query.tolist()) == set(range(QUERIES)), "a near one was missed"
    print(f"large: {count:,} hashes, built in {built_s:.0f} s, {held_mb:,.0f} MB in arrays")
    print(f"    resident before {before:,.0f} MB, after {resident_mb():,.0f} MB (with our own copy of them)")
    told("ours", QUERIES, ours_s)


def some_hashes(chance: np.random.Generator, count: int) -> Words:
    return chance.integers(0, 2**64, (count, 4), dtype=np.uint64)


def near(chance: np.random.Generator, one: Words) -> Words:
    found = one.copy()
    for bit in chance.choice(256, int(chance.integers(0, MOST + 1)), replace=False):
        found[bit >> 6] ^= np.uint64(1) << np.uint64(bit & 63)
    return found


def by_scan(held: Words, queries: Words) -> set[tuple[int, int]]:
    found = set()
    for number, query in enumerate(queries):
        apart = np.bitwise_count(held ^ query).sum(axis=1)
        found |= {(number, int(place)) for place in np.flatnonzero(apart <= MOST)}
    return found


def recall(expected: set[tuple[int, int]], found: Iterable[tuple[int, int]]) -> float:
    return len(expected & set(found)) / len(expected)


def timed(work: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Processor seconds of the best of a few rounds, children's too, and what came of it."""
    best, found = float("inf"), None
    for _ in range(rounds):
        before = cpu_s()
        found = work()
        best = min(best, cpu_s() - before)
    return best, found


def cpu_s() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def resident_mb() -> float:
    with Path("/proc/self/status").open(encoding="ascii") as file:
        return next(int(line.split()[1]) / 1000 for line in file if line.startswith("VmRSS"))


def told(what: str, count: int, seconds: float) -> None:
    print(f"  {what}: {count / seconds:,.0f}/s ({seconds / count * 1000:.3f} ms each)")


if __name__ == "__main__":
    main()
