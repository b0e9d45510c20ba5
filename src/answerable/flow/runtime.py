"""What every step needs: settings, the store, the keys, the standards, and a source of identifiers."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID, uuid4

from answerable.db.readers import Readers
from answerable.db.store import Store
from answerable.detection.lexicon import Lexicon
from answerable.engine.case_bank import CaseBank
from answerable.engine.picture_bank import PictureBank
from answerable.errors import AnswerableError, Invalid, Tampered
from answerable.flow.cascades.running import Running
from answerable.flow.lexicon import read_lexicon
from answerable.flow.standards import in_force, read_standards
from answerable.intake.addresses import read_origins
from answerable.keys.keyring import Keyring, open_keyring
from answerable.ledger import checkpoint, notes, policy
from answerable.records.identity import RANDOM_BYTES, uuid7
from answerable.records.log import LogHead
from answerable.records.standard import Standards
from answerable.sandbox.run import Sandbox
from answerable.settings import Settings
from answerable.stream.memory import Limits


def _is_set() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@dataclass(frozen=True)
class Runtime:
    """`standards` are those in force; a decision names their version. `all_standards` has every version. `cosigning`:
    the ledger's witnesses. `folding` is set while texts can be folded without waiting for a compiler,
    `closing` once what waits for that had better stop."""

    settings: Settings
    store: Store
    keyring: Keyring
    standards: Standards
    all_standards: Mapping[str, Standards]
    sandbox: Sandbox = field(default_factory=Sandbox)
    cosigning: policy.Cosigning = policy.NOBODY
    folding: asyncio.Event = field(default_factory=_is_set)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    @cached_property
    def bank(self) -> CaseBank:
        """The texts of cases, as this process knows them (flow/copies/follow.py)."""
        return CaseBank(self.keyring.tag("text bank"))

    @cached_property
    def lexicon(self) -> Lexicon:
        """What frames are read by: what is shipped, and the operator's files."""
        return read_lexicon(self.settings.lexicons)

    @cached_property
    def case_pictures(self) -> PictureBank:
        """The pictures of cases, as this process knows them (flow/likeness/follow.py)."""
        return PictureBank()

    @cached_property
    def item_pictures(self) -> PictureBank:
        """The pictures of items that were looked at, the same."""
        return PictureBank()

    @cached_property
    def spreading(self) -> Running:
        """The clusters of messages that come in (flow/cascades/)."""
        settings = self.settings
        limits = Limits(
            singles=settings.stream_singles, clusters=settings.stream_clusters, ids=settings.stream_singles
        )
        return Running(settings.data / "stream", self.keyring, limits, senders=settings.stream_senders)

    @cached_property
    def readers(self) -> Readers:
        """Which languages are read just now."""
        return Readers(self.store)

    def standards_of(self, version: str) -> Standards:
        """The version that a decision cites; those in force where its files are gone."""
        return self.all_standards.get(version, self.standards)

    def new_id(self, at: datetime) -> UUID:
        """An identifier that sorts by time."""
        return uuid7(at, secrets.token_bytes(RANDOM_BYTES))

    def new_untimed_id(self) -> UUID:
        """An identifier that does not tell when it was made: for what an author is shown (RFC 9562, section 5.4)."""
        return uuid4()


def check_keys(settings: Settings, keyring: Keyring, head: LogHead | None) -> None:
    """Raises Tampered where the log's head was not signed with these keys: with others, every receipt that was
    given would be betrayed without a word."""
    if head is None:
        return
    try:
        checkpoint.verify(head.note, notes.verifier_key(settings.origin, keyring.checkpoint_key))
    except AnswerableError as error:
        raise Tampered(
            f"the ledger in this database was signed with other keys or another origin ({error}): "
            f"restore {settings.data / 'keys'} and ANSWERABLE_ORIGIN"
        ) from error


@asynccontextmanager
async def open_runtime(settings: Settings, database_url: str) -> AsyncIterator[Runtime]:
    """A runtime over an open store; closed at the end of the block."""
    read_origins(settings.media_hosts, where="ANSWERABLE_MEDIA_HOSTS")
    keyring = open_keyring(settings.data / "keys")
    versions = read_standards(settings.standards)
    if settings.lexicons is not None:
        read_lexicon(settings.lexicons)  # a fault in it is told now, not at the first alarm
    async with Store(database_url) as store:
        async with store.transaction() as tx:
            standards = in_force(versions, tx.at.date())
            check_keys(settings, keyring, await tx.ledger.head())
        open_keyring(settings.data / "keys" / "quarantine")  # made now, so that every copy of the keys has it
        runtime = Runtime(
            settings=settings,
            store=store,
            keyring=keyring,
            standards=standards,
            all_standards=versions,
            cosigning=read_cosigning(settings, keyring),
        )
        try:
            yield runtime
        finally:
            await runtime.spreading.close()


def read_cosigning(settings: Settings, keyring: Keyring) -> policy.Cosigning:
    """The witnesses of the file that ANSWERABLE_WITNESSES names. Raises Invalid, naming file and line."""
    cosigning = witnesses_named(settings)
    own = {key.public_key().public_bytes_raw() for key in (keyring.checkpoint_key, keyring.promise_key)}
    if own.intersection(witness.key.public for witness in cosigning.witnesses):
        raise Invalid("a key of this log stands for a witness", where=policy.WHERE)
    return cosigning


def witnesses_named(settings: Settings) -> policy.Cosigning:
    """The same, before there are keys to compare with."""
    if settings.witnesses is None:
        return policy.NOBODY
    try:
        text = settings.witnesses.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        mend = "name a file of UTF-8 text, or leave the setting out"
        raise Invalid("the file cannot be read", where=policy.WHERE, mend=mend) from error
    return policy.parse(text, settings.origin)
