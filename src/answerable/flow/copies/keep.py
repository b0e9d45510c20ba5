"""The bank in memory is kept in files of the data folder, so that a server starts without reading all texts again, and
so that it takes little memory that the system could not have back.

The database stays what is true. A manifest tells up to which transaction the files follow it, and a sum over all
changes before that: where the database says another sum (it was restored, say), they are passed over and the bank is
made again.
"""

from __future__ import annotations

import asyncio
from hmac import compare_digest
from pathlib import Path

import msgspec

from answerable.engine.case_bank import CASES, TEXTS
from answerable.errors import Invalid
from answerable.flow.copies.follow import take_up
from answerable.flow.runtime import Runtime
from answerable.flow.upkeep import durable
from answerable.observe.logs import describe, logger

FOLDER, MANIFEST, VERSION = "text-bank", "manifest", 1
LEAST = 10_000  # texts that are in no file before files are written again; or this share of all:
SHARE = 0.1
FORGET_S = 86_400.0  # how long files may hold what was taken out
EACH_S = 60.0  # how often that is looked at


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What lies in the folder, and what it follows: of how many changes, and their sum (`Clusters.sum_of_changes`)."""

    version: int
    horizon: int
    changes: tuple[int, int]
    files: dict[str, str]


async def load_kept(runtime: Runtime) -> None:
    """Take up what was kept, if it is what the database says."""
    folder = runtime.settings.data / FOLDER
    manifest = await asyncio.to_thread(_read, runtime, folder)
    if manifest is None:
        return
    async with runtime.store.transaction() as tx:
        is_ours = manifest.horizon <= await tx.clusters.horizon()
        is_ours &= manifest.changes == await tx.clusters.sum_of_changes(manifest.horizon)
    if not is_ours:
        logger(__name__).warning("the kept bank is not that of this database; it is made again")
        return
    async with runtime.bank.following:
        if runtime.bank.horizon > 0:
            return
        try:
            await asyncio.to_thread(runtime.bank.load, manifest.files, folder)
        except (Invalid, OSError) as error:
            logger(__name__).warning("the kept bank cannot be read; it is made again", **describe(error))
            return
        runtime.bank.horizon = manifest.horizon


async def keep_up(runtime: Runtime) -> None:
    """Write files whenever enough has come, or what was taken out is still in them, for as long as the server runs."""
    bank, clock = runtime.bank, asyncio.get_running_loop().time
    kept = clock() - FORGET_S
    while True:
        if bank.unkept >= max(LEAST, SHARE * len(bank)) or (bank.gone > 0 and clock() - kept >= FORGET_S):
            try:
                await keep(runtime)
                kept = clock()
            except OSError as error:  # a full disk, say: the database has everything
                logger(__name__).warning("the bank could not be kept", **describe(error))
        await asyncio.sleep(EACH_S)


async def keep(runtime: Runtime) -> None:
    """Write the bank, and go on from what was written."""
    bank, folder = runtime.bank, runtime.settings.data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    async with runtime.store.transaction() as tx:
        await take_up(runtime, tx)
        async with bank.following:
            horizon = bank.horizon
            keeping = await asyncio.to_thread(bank.files)
        changes = await tx.clusters.sum_of_changes(horizon)
    files = await asyncio.to_thread(bank.keep, keeping, folder)
    async with bank.following:
        await asyncio.to_thread(bank.rest_on, files, folder)
    manifest = Manifest(version=VERSION, horizon=horizon, changes=changes, files=files)
    await asyncio.to_thread(_write, runtime, folder, manifest)


def _read(runtime: Runtime, folder: Path) -> Manifest | None:
    """What was kept last; None where nothing was, or not by us."""
    try:
        body, tag = (folder / MANIFEST).read_bytes().rsplit(b"\n", 1)
        manifest = msgspec.json.decode(body, type=Manifest)
    except (OSError, ValueError, msgspec.DecodeError):
        return None
    if manifest.version != VERSION or not compare_digest(tag, _tag(runtime, body)):
        return None
    return manifest


def _write(runtime: Runtime, folder: Path, manifest: Manifest) -> None:
    """Name the files that hold, and take away all others."""
    body = msgspec.json.encode(manifest)
    durable.write(folder / MANIFEST, body + b"\n" + _tag(runtime, body))
    named = {f"{name}.{end}" for name in manifest.files.values() for end in (TEXTS, CASES)}
    for one in folder.iterdir():
        if one.name not in named | {MANIFEST}:
            one.unlink(missing_ok=True)


def _tag(runtime: Runtime, body: bytes) -> bytes:
    return runtime.keyring.tag("kept bank", body.decode()).hex().encode()
