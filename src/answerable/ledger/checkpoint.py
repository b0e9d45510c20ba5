"""Checkpoints: the signed size and root of the tree (C2SP tlog-checkpoint).

    <origin>
    <tree size, decimal>
    <base64 of the root>

Ours carry no extension lines: nobody could audit them. The key that signs is named as the origin.
"""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerable.errors import Invalid, Tampered
from answerable.ledger import notes
from answerable.ledger.lines import from_base64, from_decimal, to_base64
from answerable.ledger.notes import SignatureType, VerifierKey
from answerable.ledger.tiles import HASH_BYTES, LARGEST_SIZE
from answerable.ledger.tree import EMPTY_ROOT

PROMISE_SUFFIX = "/promise"  # reserved: with it a promise could pass for a checkpoint of another log


class Checkpoint(msgspec.Struct, frozen=True):
    """What the log says it is: all leaves below `size`, with this root."""

    origin: str
    size: int
    root: bytes


def check_origin(origin: str) -> str:
    """`origin` if a log may be called so."""
    if notes.check_name(origin).endswith(PROMISE_SUFFIX):
        raise Invalid(f"an origin must not end in {PROMISE_SUFFIX}", where="origin")
    return origin


def body(checkpoint: Checkpoint) -> str:
    """The text that is signed."""
    if not 0 <= checkpoint.size <= LARGEST_SIZE or len(checkpoint.root) != HASH_BYTES:
        raise Invalid("a checkpoint without a size from 0 and a root of 32 bytes", where="checkpoint")
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise Invalid("an empty tree with a root that is not SHA-256 of nothing", where="checkpoint")
    return f"{check_origin(checkpoint.origin)}\n{checkpoint.size}\n{to_base64(checkpoint.root)}\n"


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The checkpoint as a signed note."""
    return notes.sign(body(checkpoint), checkpoint.origin, key)


def parse(note: str) -> Checkpoint:
    """What the note says, its signatures unverified."""
    return _read(notes.parse(note).text)


def verify(note: str, log_key: VerifierKey) -> Checkpoint:
    """What the note says. `Invalid` if malformed, `Tampered` unless `log_key` signed it as its own log."""
    if log_key.type is not SignatureType.ED25519:
        raise Invalid("a witness's key cannot stand for the log's", where="log key")
    checkpoint = _read(notes.verify(note, [log_key]).text)
    if checkpoint.origin != log_key.name:
        raise Tampered(f"a checkpoint of another log, signed by {log_key.name}")
    return checkpoint


def _read(text: str) -> Checkpoint:
    lines = text.split("\n")[:-1]
    if len(lines) != 3:
        raise Invalid(f"{len(lines)} lines, not origin, size and root", where="checkpoint")
    size = from_decimal(lines[1], "checkpoint, size")
    found = Checkpoint(lines[0], size, from_base64(lines[2], "checkpoint, root", HASH_BYTES))
    body(found)  # refuses what we would not sign
    return found
