"""`answerable incident CASCADE`: what happened to a cascade, or the incident that it is in, as one page."""

from __future__ import annotations

import asyncio
import sys
from typing import Annotated
from uuid import UUID

import typer

from answerable.cli.opened import open_house
from answerable.errors import Invalid
from answerable.flow.cascades.shown import cascade_view, public_view
from answerable.flow.doors.audit import note_act
from answerable.flow.runtime import Runtime
from answerable.i18n import DEFAULT_LANGUAGE
from answerable.i18n.choose import check_language
from answerable.settings import read_settings
from answerable.web.public_incident import public_page
from answerable.web.review_console.cascades_page import standalone

commands = typer.Typer()


@commands.command()
def incident(
    cascade: Annotated[str, typer.Argument(help="The cascade's id, from the console or the API.")],
    language: Annotated[str, typer.Option(help="The language of the page.")] = DEFAULT_LANGUAGE,
    public: Annotated[
        bool, typer.Option("--public", help="What everybody may see: who found it first.")
    ] = False,
) -> None:
    """Print what happened, as one page of HTML that needs nothing else: first copy, reports, detection, first look,
    actions, each with its leaf in the ledger. It holds no text and names nobody; a browser prints it as PDF.
    With --public it tells whole hours and no fewer than five people's reports, for everybody to see."""
    check_language(language)
    try:
        cascade_id = UUID(cascade)
    except ValueError:
        raise Invalid("is no id of a cascade", where="cascade", mend="copy it from its page") from None
    page = asyncio.run(_public(cascade_id, language) if public else _page(cascade_id, language))
    sys.stdout.write(page)


async def _page(cascade_id: UUID, language: str) -> str:
    async with open_house(read_settings()) as runtime:
        view = await cascade_view(runtime, cascade_id)
        await _note(runtime, "incident.print", cascade_id)
        return standalone(view, language)


async def _public(cascade_id: UUID, language: str) -> str:
    async with open_house(read_settings()) as runtime:
        line = await public_view(runtime, cascade_id)
        await _note(runtime, "incident.publish", cascade_id)
        return public_page(line, language)


async def _note(runtime: Runtime, act: str, cascade_id: UUID) -> None:
    async with runtime.store.transaction() as tx:
        await note_act(tx, None, act, str(cascade_id))
