"""How long a month of 100,000 reports takes: its rows, its figures, their publication and their export.

`python3 dev.py bench figures [COUNT]`, or this file alone; uses a database of its own and leaves nothing.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from answerable.db import embedded  # noqa: E402 - the path comes first
from answerable.db.migrate import migrate  # noqa: E402 - the same
from answerable.flow.log.export import export  # noqa: E402 - the same
from answerable.flow.log.publish import publish  # noqa: E402 - the same
from answerable.flow.runtime import open_runtime  # noqa: E402 - the same
from answerable.indicators import registry  # noqa: E402 - the same
from answerable.indicators.months import borders, parse_month  # noqa: E402 - the same
from answerable.indicators.tables import make_rows  # noqa: E402 - the same
from answerable.settings import Settings  # noqa: E402 - the same
from answerable.web.pictures import pictures  # noqa: E402 - the same
from tests.made_up_month import a_month  # noqa: E402 - the same


@contextmanager
def timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{what:<32} {time.perf_counter() - start:8.2f} s", flush=True)


async def measure(url: str, count: int) -> None:
    await migrate(url)
    with tempfile.TemporaryDirectory() as name:
        async with open_runtime(Settings(data=Path(name)), url) as runtime:
            with timed("fill the database"):
                await a_month(runtime, 1, count, reporters=count // 4)
            border = borders(parse_month("2018-03"), ZoneInfo(runtime.settings.zone))
            print(f"{count:,} reports")
            async with runtime.store.transaction() as tx:
                with timed("read the cohort"):
                    cohort = await tx.figures.cohort(border.start, border.end)
                with timed("make the rows"):
                    rows = make_rows(cohort, tx.at, 48)
            with timed("compute the figures"):
                registry.figures(rows)
            with timed("draw the pictures"):
                pictures(rows, "my")
            with timed("publish (all of it)"):
                await publish(runtime, "2018-03")
            with timed("publish again, unchanged"):
                await publish(runtime, "2018-03")
            with timed("export"):
                await export(runtime, Path(name) / "export")


def main() -> None:
    count = int(next((word for word in sys.argv[1:] if word.isdecimal()), "100000"))
    with embedded.throwaway() as server:
        asyncio.run(measure(server.url, count))


if __name__ == "__main__":
    main()
