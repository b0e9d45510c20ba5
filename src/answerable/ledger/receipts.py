"""Receipts: the file that a reporter may keep, and what it proves (spec/receipt.md).

Before inclusion (`.answerable-promise`): the leaf and the signed promise. After inclusion
(`.tlog-proof`, C2SP tlog-proof v1): the same, with an inclusion proof up to a signed checkpoint.
Neither says anything of the report's subject, its reporter or its text.
"""

from __future__ import annotations

import msgspec

from answerable.errors import Invalid, Refused, Tampered
from answerable.ledger import canonical, checkpoint, entries, promise, proofs, tree
from answerable.ledger.checkpoint import Checkpoint
from answerable.ledger.lines import after, from_base64, from_decimal, to_base64
from answerable.ledger.notes import LARGEST_NOTE, VerifierKey
from answerable.ledger.promise import Promise
from answerable.ledger.tiles import HASH_BYTES

PROMISE_FILE = ".answerable-promise"
INCLUSION_FILE = ".tlog-proof"
LARGEST = 2 * LARGEST_NOTE  # bytes

_PROMISE_HEADER = "answerable promise@v1"
_PROOF_HEADER = "c2sp.org/tlog-proof@v1"


class PromiseReceipt(msgspec.Struct, frozen=True):
    """A receipt from before its leaf is in a checkpoint."""

    leaf: bytes
    promise: str  # signed note


class InclusionReceipt(msgspec.Struct, frozen=True):
    """A receipt whose leaf is in a checkpoint; it verifies offline for ever."""

    leaf: bytes
    promise: str  # signed note
    index: int
    proof: tuple[bytes, ...]  # from the leaf's sibling up
    checkpoint: str  # signed note, cosignatures included


Receipt = PromiseReceipt | InclusionReceipt


class Proven(msgspec.Struct, frozen=True):
    """What a verified receipt proves; `index` and `checkpoint` are None for a promise alone."""

    promise: Promise
    index: int | None = None
    checkpoint: Checkpoint | None = None


def render(receipt: Receipt) -> str:
    """The text of the receipt's file."""
    leaf = to_base64(receipt.leaf)
    if isinstance(receipt, PromiseReceipt):
        return f"{_PROMISE_HEADER}\nleaf {leaf}\n\n{receipt.promise}"
    extra = to_base64(canonical.encode({"leaf": leaf, "promise": receipt.promise}))
    head = [_PROOF_HEADER, f"extra {extra}", f"index {receipt.index}", *map(to_base64, receipt.proof)]
    return "\n".join(head) + "\n\n" + receipt.checkpoint


def parse(data: bytes | str) -> Receipt:
    """Take a receipt's file apart, believing nothing. `Invalid` for anything that is not exactly one."""
    if len(data) > LARGEST:
        raise Invalid(f"a file of more than {LARGEST} bytes is not a receipt", where="receipt")
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
    except UnicodeDecodeError:
        raise Invalid("not text in UTF-8", where="receipt", mend="give the file as it was saved") from None
    head, gap, note = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or lines[0] not in (_PROMISE_HEADER, _PROOF_HEADER):
        raise Invalid("not a receipt", where="receipt", mend="give the file as it was saved")
    return _parse_promise(lines, note) if lines[0] == _PROMISE_HEADER else _parse_inclusion(lines, note)


def verify(receipt: Receipt, log_key: VerifierKey, promise_key: VerifierKey) -> Proven:
    """What the receipt proves under these keys. Raises `Refused` (or `Invalid`) when it proves nothing."""
    try:
        return _verify(receipt, log_key, promise_key)
    except Tampered as false:
        raise Refused(str(false), where="receipt", mend="it proves nothing under these keys") from false


def _verify(receipt: Receipt, log_key: VerifierKey, promise_key: VerifierKey) -> Proven:
    if promise_key.name != promise.key_name(log_key.name):
        raise Invalid("the promise key is not this log's", where="promise key")
    entries.commitment_in(receipt.leaf)
    promised = promise.verify(receipt.promise, promise_key)
    digest = tree.leaf_hash(receipt.leaf)
    if digest != promised.leaf_hash:
        raise Tampered("the promise is for another leaf")
    if isinstance(receipt, PromiseReceipt):
        return Proven(promised)
    signed = checkpoint.verify(receipt.checkpoint, log_key)
    if receipt.index < promised.tree_size:
        raise Tampered("the leaf stands below the tree size that its promise names")
    if receipt.index >= signed.size:
        raise Tampered("the index is beyond the checkpoint's tree")
    proofs.verify_inclusion(digest, receipt.index, signed.size, receipt.proof, signed.root)
    return Proven(promised, receipt.index, signed)


def _parse_promise(lines: list[str], note: str) -> PromiseReceipt:
    if len(lines) != 2:
        raise Invalid(f"{len(lines)} lines before the promise, not 2", where="receipt")
    leaf = from_base64(after("leaf ", lines[1], "receipt, leaf"), "receipt, leaf")
    promise.parse(note)
    return PromiseReceipt(leaf, note)


def _parse_inclusion(lines: list[str], note: str) -> InclusionReceipt:
    if len(lines) < 3:
        raise Invalid("a proof without extra and index lines", where="receipt")
    extra = canonical.decode_object(
        from_base64(after("extra ", lines[1], "receipt, extra"), "receipt, extra")
    )
    leaf, promised = extra.get("leaf"), extra.get("promise")
    if extra.keys() != {"leaf", "promise"} or not isinstance(leaf, str) or not isinstance(promised, str):
        raise Invalid("not exactly a leaf and a promise", where="receipt, extra")
    promise.parse(promised)
    checkpoint.parse(note)
    return InclusionReceipt(
        leaf=from_base64(leaf, "receipt, extra.leaf"),
        promise=promised,
        index=from_decimal(after("index ", lines[2], "receipt, index"), "receipt, index"),
        proof=tuple(from_base64(line, "receipt, proof", HASH_BYTES) for line in lines[3:]),
        checkpoint=note,
    )
