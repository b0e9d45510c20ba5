"""Promises: what a reporter is given at once, before the ledger holds their report.

    <origin>/promise
    <tree size of the latest published checkpoint when the report was stored, decimal>
    <base64 of the leaf's hash>
    merge by <unix seconds>

Signed by a key of its own, named as the first line. Ed25519 needs no randomness, so the same stored
values give the same promise again, byte for byte.
"""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerable.errors import Invalid, Tampered
from answerable.ledger import notes
from answerable.ledger.checkpoint import PROMISE_SUFFIX, check_origin
from answerable.ledger.lines import after, from_base64, from_decimal, to_base64
from answerable.ledger.notes import SignatureType, VerifierKey
from answerable.ledger.tiles import HASH_BYTES, LARGEST_SIZE


class Promise(msgspec.Struct, frozen=True):
    """That a leaf will stand at an index from `tree_size` up, in a checkpoint signed by `merge_by`."""

    origin: str  # the log's, without "/promise"
    tree_size: int
    leaf_hash: bytes
    merge_by: int  # unix seconds


def key_name(origin: str) -> str:
    """The name of the key that signs the promises of a log."""
    return check_origin(origin) + PROMISE_SUFFIX


def body(promise: Promise) -> str:
    """The four lines that are signed."""
    if not 0 <= promise.tree_size <= LARGEST_SIZE or not 0 <= promise.merge_by <= LARGEST_SIZE:
        raise Invalid("a number that is negative or beyond 2^63 - 1", where="promise")
    if len(promise.leaf_hash) != HASH_BYTES:
        raise Invalid(f"a leaf hash of {len(promise.leaf_hash)} bytes, not {HASH_BYTES}", where="promise")
    leaf = to_base64(promise.leaf_hash)
    return f"{key_name(promise.origin)}\n{promise.tree_size}\n{leaf}\nmerge by {promise.merge_by}\n"


def sign(promise: Promise, key: Ed25519PrivateKey) -> str:
    """The promise as a signed note. Call it only with values read back after COMMIT."""
    return notes.sign(body(promise), key_name(promise.origin), key)


def parse(note: str) -> Promise:
    """What the note says, its signatures unverified."""
    return _read(notes.parse(note).text)


def verify(note: str, promise_key: VerifierKey) -> Promise:
    """What the note says. `Invalid` if malformed, `Tampered` unless `promise_key` signed it."""
    if promise_key.type is not SignatureType.ED25519:
        raise Invalid("a witness's key cannot stand for the promise's", where="promise key")
    promise = _read(notes.verify(note, [promise_key]).text)
    if key_name(promise.origin) != promise_key.name:
        raise Tampered(f"a promise of another log, signed by {promise_key.name}")
    return promise


def _read(text: str) -> Promise:
    lines = text.split("\n")[:-1]
    if len(lines) != 4 or not lines[0].endswith(PROMISE_SUFFIX):
        raise Invalid("not a promise: it needs name, tree size, leaf hash and time", where="promise")
    return Promise(
        origin=check_origin(lines[0].removesuffix(PROMISE_SUFFIX)),
        tree_size=from_decimal(lines[1], "promise, tree size"),
        leaf_hash=from_base64(lines[2], "promise, leaf hash", HASH_BYTES),
        merge_by=from_decimal(after("merge by ", lines[3], "promise, time"), "promise, time"),
    )
