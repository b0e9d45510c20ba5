"""What every step needs: settings, the store, the keys, the standards, and a source of identifiers."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerable.records.standard import Standards
from answerable.db.store import Store
from answerable.keys.keyring import Keyring, open_keyring
from answerable.records.identity import RANDOM_BYTES, uuid7
from answerable.settings import Settings


@dataclass(frozen=True)
class Runtime:
    """`standards` are those in force; a decision names their version."""

    settings: Settings
    store: Store
    keyring: Keyring
    standards: Standards

    def new_id(self, at: datetime) -> UUID:
        return uuid7(at, secrets.token_bytes(RANDOM_BYTES))


@asynccontextmanager
async def open_runtime(settings: Settings, database_url: str, standards: Standards) -> AsyncIterator[Runtime]:
    """A runtime over an open store; closed at the end of the block."""
    keyring = open_keyring(settings.data / "keys")
    async with Store(database_url) as store:
        yield Runtime(settings=settings, store=store, keyring=keyring, standards=standards)
