"""Entries: what happened, committed to so that the ledger shows nothing of it (spec/ledger.md).

    facts_hash   = SHA-256("answerable/facts/v1\n"   || facts_salt   || canonical(facts))
    payload_hash = SHA-256("answerable/payload/v1\n" || payload_salt || payload)
    c            = SHA-256("answerable/leaf/v1\n"    || facts_hash   || payload_hash)
    leaf         = {"c":"<hex of c>","v":1}

The facts open with {facts, facts_salt, payload_hash} and leave the payload closed. Erasing the payload
and its salt (keep `payload_hash`) leaves every proof valid. Declarations stand in the open.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping

import msgspec

from answerable.errors import Invalid, Tampered
from answerable.ledger import canonical
from answerable.ledger.canonical import Json
from answerable.ledger.tiles import HASH_BYTES, LARGEST_LEAF
from answerable.vocabulary import DeclarationType, EntryType

SALT_BYTES = 32
VERSION = 1

_FACTS = b"answerable/facts/v1\n"
_PAYLOAD = b"answerable/payload/v1\n"
_LEAF = b"answerable/leaf/v1\n"

_COMMITTED = re.compile(rb'\{"c":"([0-9a-f]{64})","v":1\}')
_ENTRY_TYPES: frozenset[str] = frozenset(EntryType)
_DECLARATION_TYPES: frozenset[str] = frozenset(DeclarationType)


class Entry(msgspec.Struct, frozen=True):
    """A committed entry with everything that opens it; only `leaf` is ever public."""

    type: EntryType
    facts: bytes  # canonical JSON object with "type"
    facts_salt: bytes
    payload: bytes
    payload_salt: bytes
    leaf: bytes

    def opening(self) -> FactsOpening:
        """What opens the facts of this entry, and nothing of its payload."""
        closed = payload_hash(self.payload_salt, self.payload)
        return FactsOpening(facts=self.facts, facts_salt=self.facts_salt, payload_hash=closed)


class FactsOpening(msgspec.Struct, frozen=True):
    """Shows the facts behind a leaf while the payload stays closed."""

    facts: bytes  # canonical JSON object with "type"
    facts_salt: bytes
    payload_hash: bytes


def facts_hash(facts_salt: bytes, facts: bytes) -> bytes:
    """The 32-byte hash of canonical `facts` under a salt of 32 random bytes used once."""
    return hashlib.sha256(_FACTS + _sized(facts_salt, SALT_BYTES, "facts_salt") + facts).digest()


def payload_hash(payload_salt: bytes, payload: bytes) -> bytes:
    """The 32-byte hash of `payload` under a salt of 32 random bytes used once."""
    return hashlib.sha256(_PAYLOAD + _sized(payload_salt, SALT_BYTES, "payload_salt") + payload).digest()


def commitment(facts_hash: bytes, payload_hash: bytes) -> bytes:
    """The 32 bytes that the leaf shows."""
    _sized(facts_hash, HASH_BYTES, "facts_hash")
    _sized(payload_hash, HASH_BYTES, "payload_hash")
    return hashlib.sha256(_LEAF + facts_hash + payload_hash).digest()


def leaf_of(commitment: bytes) -> bytes:
    """The leaf bytes for a commitment."""
    return canonical.encode({"c": _sized(commitment, HASH_BYTES, "commitment").hex(), "v": VERSION})


def commit(
    kind: EntryType,
    facts: Mapping[str, Json],
    payload: Mapping[str, Json] | bytes,
    facts_salt: bytes,
    payload_salt: bytes,
) -> Entry:
    """Commit to `facts` (the type is added) and, apart from them, to `payload`.

    Both salts are 32 random bytes that are never used again: equal salts would let anyone who knows
    one entry's content recognise another's.
    """
    if facts.get("type", kind) != kind:
        raise Invalid("the facts name another type than the entry", where="facts.type")
    if hmac.compare_digest(facts_salt, payload_salt):
        raise Invalid("both salts are the same", where="payload_salt", mend="draw each anew")
    written = canonical.encode({**facts, "type": str(kind)})
    body = payload if isinstance(payload, bytes) else canonical.encode(payload)
    c = commitment(facts_hash(facts_salt, written), payload_hash(payload_salt, body))
    return Entry(kind, written, facts_salt, body, payload_salt, leaf_of(c))


def filler(facts_salt: bytes, payload_salt: bytes) -> Entry:
    """An entry that says nothing and hides how much happened; it looks like every other."""
    return commit(EntryType.FILLER, {}, b"", facts_salt, payload_salt)


def declare(kind: DeclarationType, body: Mapping[str, Json]) -> bytes:
    """The leaf of a declaration, whose whole content is public."""
    if "type" in body:
        raise Invalid("a declaration's body must not carry its own type", where="body.type")
    leaf = canonical.encode({"d": {**body, "type": str(kind)}, "v": VERSION})
    if len(leaf) > LARGEST_LEAF:
        raise Invalid(
            f"a declaration of {len(leaf)} bytes; a leaf holds {LARGEST_LEAF}",
            mend="declare the hash of the document and publish it beside the ledger",
        )
    return leaf


def commitment_in(leaf: bytes) -> bytes:
    """The commitment that a leaf shows. Raises `Invalid` for anything but a committed entry's leaf."""
    if found := _COMMITTED.fullmatch(leaf):  # its one spelling; what follows says what is wrong with another
        return bytes.fromhex(found[1].decode())
    value = canonical.decode_object(leaf)
    shown = value.get("c")
    if value.keys() != {"c", "v"} or not _is_version(value["v"]) or not isinstance(shown, str):
        raise Invalid('not the leaf of a committed entry: it must be {"c":"<64 hex digits>","v":1}')
    return _hex(shown)


def declaration_in(leaf: bytes) -> dict[str, Json]:
    """The body of a declaration, with its type. Raises `Invalid` for anything else."""
    value = canonical.decode_object(leaf)
    body = value.get("d")
    if value.keys() != {"d", "v"} or not _is_version(value["v"]) or not isinstance(body, dict):
        raise Invalid('not the leaf of a declaration: it must be {"d":{"type":...},"v":1}')
    if len(leaf) > LARGEST_LEAF or not _is_one_of(_DECLARATION_TYPES, body.get("type")):
        raise Invalid("a declaration that is too long or of an unknown type", where="d.type")
    return body


def open_facts(leaf: bytes, opening: FactsOpening) -> dict[str, Json]:
    """The facts behind `leaf`. Raises `Tampered` unless the opening is the one committed to."""
    c = commitment(facts_hash(opening.facts_salt, opening.facts), opening.payload_hash)
    if not hmac.compare_digest(c, commitment_in(leaf)):
        raise Tampered("the facts shown are not those that this leaf commits to")
    facts = canonical.decode_object(opening.facts)
    if not _is_one_of(_ENTRY_TYPES, facts.get("type")):
        raise Tampered("the leaf commits to facts of an unknown type")
    return facts


def check(entry: Entry) -> None:
    """Raise `Tampered` unless facts, payload, salts and type are those that the leaf commits to."""
    if open_facts(entry.leaf, entry.opening())["type"] != entry.type:
        raise Tampered("the entry's type is not the one that its leaf commits to")


def _is_one_of(types: frozenset[str], value: Json) -> bool:
    return isinstance(value, str) and value in types


def _is_version(value: Json) -> bool:
    return value == VERSION and not isinstance(value, bool)


def _hex(text: str) -> bytes:
    if len(text) != 2 * HASH_BYTES or set(text) - set("0123456789abcdef"):
        raise Invalid("not 64 lower-case hex digits", where="c")
    return bytes.fromhex(text)


def _sized(value: bytes, size: int, where: str) -> bytes:
    if len(value) != size:
        raise Invalid(f"{len(value)} bytes, not {size}", where=where)
    return value
