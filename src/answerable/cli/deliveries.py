"""`answerable deliveries list|again|secret`: messages that do not arrive, and what signs them."""

from __future__ import annotations

import asyncio
from typing import Annotated

import msgspec
import typer

from answerable.cli.opened import open_house
from answerable.errors import Invalid, Refused
from answerable.flow.deliver import contact_secret
from answerable.flow.doors.audit import note_act
from answerable.flow.redeliver import Trouble, send_again, trouble
from answerable.settings import read_settings

commands = typer.Typer(name="deliveries", help="Messages that do not arrive.", no_args_is_help=True)


@commands.command("list")
def list_() -> None:
    """Print a JSON line for each delivery that was given up, newest first, then for each that is tried again."""
    found = asyncio.run(_trouble())
    for line in (*found.failed, *found.struggling):
        typer.echo(msgspec.json.encode(line))


@commands.command()
def again(
    deliveries: Annotated[list[int], typer.Argument(help="Numbers of deliveries that were given up.")],
) -> None:
    """Send deliveries again that were given up. A running server does it; those that need no sending are refused."""
    asyncio.run(_again(deliveries))


@commands.command()
def secret(address: Annotated[str, typer.Argument(help="The https address that a report left.")]) -> None:
    """Print the secret that signs notices to an address that a reporter left, for its owner."""
    if not address.startswith("https://"):
        raise Invalid("not an https address", where="address")
    typer.echo(asyncio.run(_secret(address)))


async def _trouble() -> Trouble:
    async with open_house(read_settings()) as runtime:
        return await trouble(runtime)


async def _again(deliveries: list[int]) -> None:
    async with open_house(read_settings()) as runtime:
        for delivery in deliveries:
            try:
                await send_again(runtime, delivery)
            except Refused as error:  # said for a page; here there is none to load
                mend = "see those that were given up: answerable deliveries list"
                raise Refused(error.faults[0].what, where=str(delivery), mend=mend) from error


async def _secret(address: str) -> str:
    async with open_house(read_settings()) as runtime, runtime.store.transaction() as tx:
        await note_act(tx, None, "contact.secret")  # whose it is would name a reporter
        return contact_secret(runtime, address)
