"""`answerable ledger verify|checkpoint|policy|proof|export`: the ledger, checked and shown."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated
from uuid import UUID

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from answerable.cli import export
from answerable.cli.opened import open_house
from answerable.connectors.witness import open_witnesses
from answerable.errors import Invalid, Refused, Unknown
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.cosign import look_back
from answerable.flow.log.cosigned import proving, with_cosignatures
from answerable.flow.log.export import policy_text
from answerable.flow.log.verify_ledger import Verdict, verify_ledger
from answerable.flow.status import look_up_report
from answerable.ledger import proofs
from answerable.ledger.lines import to_base64
from answerable.settings import read_settings

commands = typer.Typer(
    name="ledger", help="The ledger: check it, show it, take it away.", no_args_is_help=True
)
commands.add_typer(export.commands)


@commands.command()
def verify() -> None:
    """Check every leaf, tile, checkpoint and promise against the database.

    Prints a JSON line for each thing that does not hold (table, id, what), then one with what was checked.
    Exit status 0 where everything holds, also for an empty ledger; 1 where something was tampered with.
    """
    verdict = asyncio.run(_verify())
    for finding in verdict.findings:
        typer.echo(msgspec.json.encode(finding))
    checked = {
        name: getattr(verdict, name)
        for name in ("size", "entries", "tiles", "checkpoints", "promises", "late", "erased")
    }
    typer.echo(json.dumps(checked | {"findings": len(verdict.findings)}))
    if verdict.late:
        late = "1 promise was" if verdict.late == 1 else f"{verdict.late} promises were"
        sys.stderr.write(
            f"answerable: {late} kept late, or waits beyond its time, as after an outage. See docs/operate.md\n"
        )
    if verdict.findings:
        first = verdict.findings[0]
        many = "1 finding" if len(verdict.findings) == 1 else f"{len(verdict.findings)} findings; the first"
        told = f"{many}: {first.table} {first.id}: {first.what}"
        sys.stderr.write(f"answerable: the ledger was tampered with, {told}. See docs/operate.md\n")
        raise typer.Exit(1)


async def _verify() -> Verdict:
    async with open_house(read_settings()) as runtime:
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
            task = bar.add_task("leaves", total=None)
            return await verify_ledger(
                runtime, lambda done, whole: bar.update(task, completed=done, total=whole)
            )


@commands.command()
def checkpoint(
    sign: Annotated[bool, typer.Option("--sign", help="First give places to the entries that wait.")] = False,
) -> None:
    """Print the latest signed checkpoint with its cosignatures (C2SP tlog-checkpoint)."""
    sys.stdout.write(asyncio.run(_checkpoint(sign=sign)))


async def _checkpoint(*, sign: bool) -> str:
    async with open_house(read_settings()) as runtime:
        if sign:
            async with open_witnesses() as ask:
                await look_back(runtime, ask)
        while sign and await sequence(runtime) is not None:
            pass
        async with runtime.store.transaction() as tx:
            head = await tx.ledger.head()
            head = head and await with_cosignatures(runtime, tx, head)
    if head is None:
        raise Refused(
            "the ledger has no checkpoint yet", where="ledger", mend="report something, or use --sign"
        )
    return head.note


@commands.command()
def policy() -> None:
    """Print whom to trust for this ledger (C2SP tlog-policy): its keys, its witnesses, and which organisations' make a
    quorum. Hand it to those who verify, over a channel that they trust."""
    sys.stdout.write(asyncio.run(_policy()))


async def _policy() -> str:
    async with open_house(read_settings()) as runtime:
        return policy_text(runtime, f"{runtime.settings.address}/ledger")


@commands.command()
def proof(
    entry: Annotated[str, typer.Argument(help="A report's id, or the index of any leaf.")],
) -> None:
    """Prove that an entry stands in the ledger.

    For a report: its receipt file, which `answerable-watchdog verify` checks. For an index: one JSON object with
    the leaf, the hashes from its sibling up, and the checkpoint they lead to.
    """
    sys.stdout.write(asyncio.run(_proof(entry)))


async def _proof(entry: str) -> str:
    async with open_house(read_settings()) as runtime:
        if not entry.isdecimal():
            return (await look_up_report(runtime, _report_id(entry))).receipt
        index = int(entry)
        async with runtime.store.transaction() as tx:
            head = await proving(runtime, tx, index)
            if head is None:
                size = await tx.ledger.size()
                raise Unknown(f"the ledger has {size} leaves, none at {index}", where="entry")
            needed = proofs.inclusion_tiles(index, head.size)
            tiles = {place: await tx.ledger.tile(*place) or b"" for place in needed}
            [leaf] = await tx.ledger.leaves(index, index + 1)
    path = proofs.inclusion(index, head.size, lambda level, at: tiles[level, at])
    shown = {
        "index": index,
        "leaf": to_base64(leaf),
        "proof": [to_base64(digest) for digest in path],
        "checkpoint": head.note,
    }
    return json.dumps(shown, ensure_ascii=False) + "\n"


def _report_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        mend = "give a report's id or a leaf's index; a receipt code belongs on the status page"
        raise Invalid("neither an id nor an index", where="entry", mend=mend) from None
