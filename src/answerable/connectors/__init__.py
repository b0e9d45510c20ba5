"""Connectors: how a message reaches somebody outside. A connector a file, and a line in `by_channel`.

Every connector passes the contract suite `tests/contract/test_connectors.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from answerable.connectors.connector import Connectors
from answerable.connectors.email import Email
from answerable.connectors.webhook import Webhook, open_client

__all__ = ["open_connectors"]


@asynccontextmanager
async def open_connectors(smtp: str | None, mail_from: str) -> AsyncIterator[Connectors]:
    """The connectors by channel. Without `smtp` there is no e-mail. Raises Invalid for an address it cannot read."""
    found: Connectors = {}
    if smtp is not None:
        found["email"] = Email(smtp, mail_from)
    async with open_client() as client:
        found["webhook"] = Webhook(client)
        yield found
