"""How many reports a running server accepts a second, and how long each waits for its receipt.

The real server (`answerable serve`, its own PostgreSQL, its worker) is asked by 32 clients at once, each with a
connection of its own, one report after the other; a report is accepted once its receipt has come back, which is
after its commit. Two mixes: one where each subject is reported by eight people (a letter that goes round), and one
where every report is the first on its subject, which keeps the post and the ten that stand around it as evidence.

The peer in the same run is the limit that the same database sets: for each report a row as wide as all that it
stores, each inserted in a transaction of its own by 32 connections at once. Printed: rates, the median and the 99th
percentile of the wait in milliseconds, and the ratio. Usage: `bench_accepted.py [REPORTS]`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg

from answerable.db import embedded

CLIENTS = 32
REPORTS = 8_000
WARM_UP = 1_000
A_LETTER = 8  # reports of one subject
ITEMS_A_REQUEST = 1_000
ROW_BYTES = 1_800  # what a report, its case, its evidence and its ledger entry take together


SYLLABLES = [base + vowel for base in "ကခဂငစဆညတထနပဖဗမယရလဝသဟအ" for vowel in ("ာ", "ိ", "ု", "ေ", "ံ", "်", "း ")]


class Mix(NamedTuple):
    """Reports by a name of their own, `a_subject` on each item from `first` on."""

    name: str
    first: int
    a_subject: int


def main(reports: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        port = free_port()
        environment = os.environ | {"ANSWERABLE_DATA": folder, "ANSWERABLE_PORT": str(port)}
        with embedded.start(data) as database:
            key = set_up(environment)
            server = subprocess.Popen(
                [sys.executable, "-m", "answerable", "serve"], env=environment, stderr=subprocess.DEVNULL
            )
            try:
                wait_for(port)
                hand_over_items(port, key, reports + reports // A_LETTER + WARM_UP)
                in_own_interpreter(port, key, Mix("w", 0, 1), WARM_UP)
                letters = in_own_interpreter(port, key, Mix("l", WARM_UP, A_LETTER), reports)
                firsts = in_own_interpreter(port, key, Mix("f", WARM_UP + reports // A_LETTER, 1), reports)
            finally:
                server.terminate()
                server.wait(60)
            bare = asyncio.run(_insert(database.url, reports))
        embedded.discard(data)
    for mix, (accepted, waits) in ((f"{A_LETTER} reports a subject", letters), ("all first", firsts)):
        waits.sort()
        p50, p99 = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
        print(
            f"accepted, {mix}: {accepted:.0f} reports/s with {CLIENTS} clients, wait {p50 * 1e3:.1f} ms median, "
            f"{p99 * 1e3:.1f} ms p99; bare insert of such rows: {bare:.0f}/s, ratio {accepted / bare:.2f}"
        )


def set_up(environment: dict[str, str]) -> str:
    def answerable(*arguments: str) -> str:
        command = [sys.executable, "-m", "answerable", *arguments]
        return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout

    answerable("platform", "add", "messenger")
    scopes = ["--scope", "items:write", "--scope", "reports:write"]
    return json.loads(answerable("key", "add", "--platform", "messenger", *scopes))["secret"]


def text_of(number: int) -> str:
    """A text like no other: copies of one would be one case."""
    return "".join(random.Random(number).choices(SYLLABLES, k=50))


def hand_over_items(port: int, key: str, subjects: int) -> None:
    for first in range(0, subjects, ITEMS_A_REQUEST):
        lines = [
            {
                "id": f"m{number}",
                "service": "messenger",
                "kind": "message",
                "text": text_of(number),
                "author": f"u{number % 900}",
                "container": f"c{number % 300}",
                "created_at": "2026-01-01T00:00:00Z",
                "language": "my",
            }
            for number in range(first, first + ITEMS_A_REQUEST)
        ]
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1/items",
            data=json.dumps(lines).encode(),
            headers={"authorization": f"Bearer {key}", "content-type": "application/json"},
        )
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 201


def in_own_interpreter(port: int, key: str, mix: Mix, count: int) -> tuple[float, list[float]]:
    """Ask from another process, so that the clients' work is not the server's."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_ask, (port, key, mix, count))


def _ask(port: int, key: str, mix: Mix, count: int) -> tuple[float, list[float]]:
    return asyncio.run(_clients(port, key, mix, count))


async def _clients(port: int, key: str, mix: Mix, count: int) -> tuple[float, list[float]]:
    waits: list[float] = []
    numbers = iter(range(count))
    begun = time.perf_counter()
    await asyncio.gather(*(_client(port, key, mix, numbers, waits) for _ in range(CLIENTS)))
    return count / (time.perf_counter() - begun), waits


async def _client(port: int, key: str, mix: Mix, numbers: Iterator[int], waits: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in numbers:
        body = json.dumps(
            {
                "id": f"{mix.name}{number}",
                "subject": f"item:m{mix.first + number // mix.a_subject}",
                "reporter": f"p{number}",
                "area": "hate",
                "note": "ကျေးဇူးပြု၍ ကြည့်ပေးပါ။",
            }
        ).encode()
        head = (
            f"POST /api/v1/reports HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {key}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        sent = time.perf_counter()
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 201"), answer + await reader.read(2000)
        length = int(answer.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        waits.append(time.perf_counter() - sent)
    writer.close()


async def _insert(url: str, count: int) -> float:
    """The same number of rows as wide, a transaction each, from as many connections at once."""
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute("create table bare (id bigint primary key, body bytea not null)")
    numbers = iter(range(count))

    async def lane() -> None:
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
            for number in numbers:
                await connection.execute("insert into bare values (%s, %s)", [number, bytes(ROW_BYTES)])

    begun = time.perf_counter()
    await asyncio.gather(*(lane() for _ in range(CLIENTS)))
    return count / (time.perf_counter() - begun)


def wait_for(port: int) -> None:
    """Until the server answers and has loaded its kernels: a start takes some seconds of a core for these."""
    for _ in range(1_200):
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer,
        ):
            if "answerable_texts_known 1.0" in answer.read().decode():
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS)
