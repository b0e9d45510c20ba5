"""The database's disk is full: reports are refused with words, none that was accepted is lost, and once there is room
again all goes on. A small file system in memory stands for the disk; only root can make one."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from answerable.db import embedded
from answerable.db.migrate import migrate
from answerable.errors import Unavailable
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.receive import Receipt, receive_items
from answerable.flow.receive_together import Receiving, Single, receiving
from answerable.flow.runtime import open_runtime
from answerable.records.report import Submission
from answerable.records.subject import Subject
from answerable.settings import Settings
from answerable.vocabulary import PolicyArea, Source, SubjectKind
from tests.world import add_platform, an_item

ROOM_MB = 40  # beside the empty database
REPORTS = 20_000


def a_report(number: int) -> Single:
    return Single(
        Submission(
            platform_id="messenger",
            subject=Subject(kind=SubjectKind.ITEM, id=f"m{number % 100}"),
            source=Source.USER,
            area=PolicyArea.HATE,
            id=f"r{number}",
            reporter=f"p{number}",
            note="please look at it " * 100,
        )
    )


@contextmanager
def a_small_disk(cluster: Path) -> Iterator[None]:
    """Put a stopped cluster on a file system of its own, with little room left."""
    aside = cluster.with_name(f"{cluster.name}-aside")
    cluster.rename(aside)
    used_mb = int(subprocess.run(["du", "-sm", aside], capture_output=True, check=True).stdout.split()[0])
    status = aside.stat()
    cluster.mkdir()
    size = f"size={used_mb + ROOM_MB}m,mode=700,uid={status.st_uid},gid={status.st_gid}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(cluster)], check=True)
    try:
        subprocess.run(["cp", "-a", f"{aside}/.", str(cluster)], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(cluster)], check=True)
        cluster.rmdir()
        aside.rename(cluster)


def fill(folder: Path) -> Path:
    """Take up all the room there is."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(65_536))
        except OSError:
            return ballast


async def accepted_until_full(accept: Receiving) -> tuple[dict[int, Receipt], str]:
    """Report until it is refused; the receipts that were given, and what the refusal said."""
    given: dict[int, Receipt] = {}
    for first in range(0, REPORTS, 50):
        found = await asyncio.gather(
            *(accept(a_report(number)) for number in range(first, first + 50)), return_exceptions=True
        )
        given |= {first + place: one for place, one in enumerate(found) if isinstance(one, Receipt)}
        if refused := [one for one in found if not isinstance(one, Receipt)]:
            assert {type(one) for one in refused} == {Unavailable}
            return given, str(refused[0])
    pytest.fail("the disk never was full")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
async def test_a_full_disk_refuses_reports_and_loses_none(tmp_path: Path) -> None:
    data = tmp_path / "data"
    server = await asyncio.to_thread(embedded.start, data)
    cluster = server.cluster
    await migrate(server.url)
    await asyncio.to_thread(server.release)
    try:
        with a_small_disk(cluster):
            await through_a_full_disk(data, cluster)
    finally:
        embedded.discard(data)


async def through_a_full_disk(data: Path, cluster: Path) -> None:
    server = await asyncio.to_thread(embedded.start, data)
    try:
        async with open_runtime(Settings(data=data, merge_delay_s=1), server.url) as runtime:
            await add_platform(runtime)
            await receive_items(runtime, [an_item(f"m{number}") for number in range(100)])
            accept = receiving(runtime)
            before = {number: await accept(a_report(number)) for number in range(10)}
            ballast = await asyncio.to_thread(fill, cluster)
            given, said = await accepted_until_full(accept)
            assert "no room left" in said or "does not answer" in said
            ballast.unlink()
            await until_it_goes_on(accept)
            for number, receipt in (before | given).items():
                again = await accept(a_report(number))
                assert (again.code, again.promise, again.repeated) == (receipt.code, receipt.promise, True)
            while await sequence(runtime) is not None:
                pass
            assert (await verify_ledger(runtime)).findings == []
    finally:
        await asyncio.to_thread(server.release)


async def until_it_goes_on(accept: Receiving) -> None:
    for _ in range(100):
        try:
            await accept(a_report(REPORTS + 1))
        except Unavailable:
            await asyncio.sleep(0.2)
        else:
            return
    pytest.fail("it did not go on once there was room")
