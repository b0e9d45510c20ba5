"""What every step needs: settings, the store, the keys, the standards, and a source of identifiers."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerable.db.store import Store
from answerable.flow.standards import in_force, read_standards
from answerable.keys.keyring import Keyring, open_keyring
from answerable.records.identity import RANDOM_BYTES, uuid7
from answerable.records.standard import Standards
from answerable.settings import Settings


@dataclass(frozen=True)
class Runtime:
    """`standards` are those in force; a decision names their version. `all_standards` has every version."""

    settings: Settings
    store: Store
    keyring: Keyring
    standards: Standards
    all_standards: Mapping[str, Standards]

    def standards_of(self, version: str) -> Standards:
        """The version that a decision cites; those in force where its files are gone."""
        return self.all_standards.get(version, self.standards)

    def new_id(self, at: datetime) -> UUID:
        return uuid7(at, secrets.token_bytes(RANDOM_BYTES))


@asynccontextmanager
async def open_runtime(settings: Settings, database_url: str) -> AsyncIterator[Runtime]:
    """A runtime over an open store; closed at the end of the block."""
    keyring = open_keyring(settings.data / "keys")
    versions = read_standards(settings.standards)
    async with Store(database_url) as store:
        async with store.transaction() as tx:
            standards = in_force(versions, tx.at.date())
        yield Runtime(
            settings=settings, store=store, keyring=keyring, standards=standards, all_standards=versions
        )
