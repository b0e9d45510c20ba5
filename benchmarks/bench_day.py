"""A day of reports pressed into as little time as the server takes: is its memory flat, its queue drained, are its
pages quick meanwhile?

The real server is asked by 32 clients as in `bench_accepted.py` (eight reports a subject), for as many reports as are
named: `bench_day.py 1000000` is the whole day of a nation, and takes a good part of an hour. Each five seconds the
server's memory is read, and the pages that people wait for are opened from here: the form's first page, the status
page, the months, readiness. In the end the queue and the ledger's waiting entries are read until nothing waits.
Printed: reports a second, memory after a fifth and at the end in MB, each page's median and slowest in ms, and the
seconds until nothing waited any more.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import defaultdict
from pathlib import Path

import bench_accepted as accepted

from answerable.db import embedded

REPORTS = 20_000
PAGES = ("/report", "/status", "/transparency", "/readyz")
LOOK_EACH_S = 5.0
DRAINED_BY_S = 600.0
WAITING = ("answerable_outbox_jobs", "answerable_queue_jobs", "answerable_entries_waiting")


def main(reports: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        port = accepted.free_port()
        environment = os.environ | {
            "ANSWERABLE_DATA": folder,
            "ANSWERABLE_PORT": str(port),
            "ANSWERABLE_MERGE_DELAY_S": "60",
        }
        with embedded.start(Path(folder)):
            key = accepted.set_up(environment)
            server = subprocess.Popen(
                [sys.executable, "-m", "answerable", "serve"], env=environment, stderr=subprocess.DEVNULL
            )
            try:
                accepted.wait_for(port)
                a_day(port, key, server.pid, reports)
            finally:
                server.terminate()
                server.wait(60)
        embedded.discard(Path(folder))


def a_day(port: int, key: str, pid: int, reports: int) -> None:
    accepted.hand_over_items(port, key, reports // accepted.A_LETTER + 1)
    memory_mb: list[float] = []
    waits_ms: dict[str, list[float]] = defaultdict(list)
    over = threading.Event()
    looking = threading.Thread(target=look, args=(port, pid, memory_mb, waits_ms, over))
    looking.start()
    rate, _ = accepted.in_own_interpreter(port, key, accepted.Mix("d", 0, accepted.A_LETTER), reports)
    ended = time.perf_counter()
    over.set()
    looking.join()
    drained_s = wait_until_drained(port) - ended
    print(f"{reports} reports at {rate:.0f}/s; nothing waited any more after {drained_s:.0f} s")
    print(f"memory: {memory_mb[len(memory_mb) // 5]:.0f} MB after a fifth, {memory_mb[-1]:.0f} MB in the end")
    for page, waits in waits_ms.items():
        waits.sort()
        print(f"{page}: {waits[len(waits) // 2]:.0f} ms median, {waits[-1]:.0f} ms slowest of {len(waits)}")


def look(
    port: int, pid: int, memory_mb: list[float], waits_ms: dict[str, list[float]], over: threading.Event
) -> None:
    """Read the server's memory, and open the pages, until it is over."""
    while True:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        memory_mb.append(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024)
        for page in PAGES:
            began = time.perf_counter()
            urllib.request.urlopen(f"http://127.0.0.1:{port}{page}").read()
            waits_ms[page].append((time.perf_counter() - began) * 1e3)
        if over.wait(LOOK_EACH_S):
            return


def wait_until_drained(port: int) -> float:
    """When neither outbox, queue nor ledger had anything waiting, by `time.perf_counter`."""
    until = time.perf_counter() + DRAINED_BY_S
    while time.perf_counter() < until:
        metrics = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics").read().decode()
        waiting = [float(re.search(rf"^{name} (\S+)$", metrics, re.MULTILINE)[1]) for name in WAITING]
        if not any(waiting):
            return time.perf_counter()
        time.sleep(1)
    raise SystemExit(
        f"after {DRAINED_BY_S:.0f} s there still waited: {dict(zip(WAITING, waiting, strict=True))}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS)
