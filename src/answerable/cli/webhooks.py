"""`answerable webhook set`: where a platform takes its orders."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from base64 import b64decode, b64encode
from typing import Annotated
from urllib.parse import urlsplit

import typer

from answerable.cli.opened import open_house
from answerable.errors import Invalid, Unknown
from answerable.flow.deliver import SECRET_PURPOSE
from answerable.flow.doors.audit import note_act
from answerable.settings import read_settings

commands = typer.Typer(name="webhook", help="Where platforms take their orders.", no_args_is_help=True)

SECRET_PREFIX = "whsec_"  # noqa: S105 - what a secret begins with
SECRET_BYTES = 24
SECRET_BYTES_MAX = 64


@commands.callback()
def webhooks() -> None:
    """Where platforms take their orders."""


@commands.command("set")
def set_webhook(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM", help="The platform's id")],
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Where its receiver listens")],
    read_secret: Annotated[
        bool, typer.Option("--read-secret", help="Read the secret (whsec_...) from standard input")
    ] = False,
) -> None:
    """Send a platform's actions and notices to ADDRESS, signed as Standard Webhooks says (docs/webhooks.md).

    A new secret is made and printed this once, unless one is given.
    """
    secret = sys.stdin.readline().strip() if read_secret else _new_secret()
    asyncio.run(_set(platform, _checked(address), _checked_secret(secret)))
    given = {} if read_secret else {"secret": secret}
    sys.stdout.write(json.dumps({"platform": platform, "address": address, **given}) + "\n")


async def _set(platform: str, address: str, secret: str) -> None:
    async with open_house(read_settings()) as runtime, runtime.store.transaction() as tx:
        if not await tx.platforms.set_webhook(
            platform, address, runtime.keyring.seal(secret.encode(), SECRET_PURPOSE)
        ):
            raise Unknown(
                "there is no such platform", where="PLATFORM", mend="add it: answerable platform add ID"
            )
        await note_act(tx, None, "webhook.set", f"{platform}: {urlsplit(address).hostname}")


def _checked(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username or parts.fragment:
        raise Invalid("this is not an address of a receiver", where="ADDRESS", mend="write https://host/path")
    return address


def _checked_secret(secret: str) -> str:
    """24 to 64 bytes in base64 behind `whsec_` (Standard Webhooks, "Signature scheme")."""
    mend = f"write {SECRET_PREFIX} and {SECRET_BYTES} to {SECRET_BYTES_MAX} random bytes in base64"
    try:
        size = len(b64decode(secret.removeprefix(SECRET_PREFIX), validate=True))
    except ValueError:
        size = 0
    if not secret.startswith(SECRET_PREFIX) or not SECRET_BYTES <= size <= SECRET_BYTES_MAX:
        raise Invalid("this is no secret as Standard Webhooks has them", where="secret", mend=mend)
    return secret


def _new_secret() -> str:
    return SECRET_PREFIX + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
