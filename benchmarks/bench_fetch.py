"""How long the watchdog takes to mirror a served log and check every leaf, beside merely hashing the same leaves.

`python3 dev.py bench fetch [COUNT]`, or this file alone; a million leaves where no count is given. The server is
Python's own, in another process on the same computer: it takes processors from what is measured.
"""

from __future__ import annotations

import hashlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from answerable_watchdog.merkle import leaf_hash, node_hash, root_of_hashes  # noqa: E402 - the path comes first
from tests.watchdog.served import served  # noqa: E402 - the same
from tests.watchdog.small_log import LOG, ORIGIN, b64, policy, tile_name  # noqa: E402 - the same

FETCH = "import sys; sys.path.insert(0, sys.argv[1]); from answerable_watchdog.cli import main; main(sys.argv[2:])"


def leaf(n: int) -> bytes:
    return b'{"c":"' + hashlib.sha256(b"%d" % n).hexdigest().encode() + b'","v":1}'


def write_log(folder: Path, count: int) -> None:
    """A log of `count` leaves, a multiple of 256, as tlog-tiles lays it out."""
    roots = []
    for number in range(count // 256):
        leaves = [leaf(n) for n in range(number * 256, number * 256 + 256)]
        hashes = [leaf_hash(each) for each in leaves]
        write(folder / "tile/entries" / tile_name(number), b"".join(len(x).to_bytes(2) + x for x in leaves))
        write(folder / "tile/0" / tile_name(number), b"".join(hashes))
        roots.append(root_of_hashes(hashes))
    level, row = 1, roots
    while row:
        for start in range(0, len(row), 256):
            some = row[start : start + 256]
            path = folder / f"tile/{level}" / tile_name(start // 256)
            write(
                path if len(some) == 256 else path.with_name(f"{path.name}.p") / str(len(some)),
                b"".join(some),
            )
        row = [root_of_hashes(row[n : n + 256]) for n in range(0, len(row) // 256 * 256, 256)]
        level += 1
    text = f"{ORIGIN}\n{count}\n{b64(root_of_hashes(roots))}\n"
    write(folder / "checkpoint", f"{text}\n{LOG.line(text)}".encode())
    write(folder / "policy", policy().encode())


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def hashing_alone(count: int) -> float:
    """Seconds to hash as many leaves and nodes as such a tree has."""
    start, one = time.perf_counter(), leaf(0)
    for _ in range(count):
        hashed = leaf_hash(one)
        node_hash(hashed, hashed)
    return time.perf_counter() - start


def main(count: int) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        write_log(folder / "log", count)
        with served(folder / "log") as address:
            start = time.perf_counter()
            command = [
                sys.executable,
                "-c",
                FETCH,
                str(ROOT / "src"),
                "fetch",
                address,
                str(folder / "mirror"),
            ]
            subprocess.run(command, check=True, capture_output=True)
            seconds = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        alone = hashing_alone(count)
        print(f"{count:,} leaves: fetched and checked in {seconds:.1f} s, {count / seconds:,.0f} a second")
        print(f"processor {used.ru_utime + used.ru_stime:.1f} s, {used.ru_maxrss / 1024:.0f} MB at most")
        print(f"hashing alone {alone:.1f} s: fetching takes {seconds / alone:.1f} times as long")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main((int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000) // 256 * 256)
