"""Receipts: what a reporter keeps, and the check that needs no one's help (spec/receipt.md).

Two files. Before the report's leaf is in the log, a promise:

    answerable promise@v1
    leaf <base64 of the leaf's bytes>

    <a signed note: origin/promise, tree size when promised, leaf hash, "merge by <unix seconds>">

Afterwards a C2SP tlog-proof whose `extra` carries the same leaf and the same promise. A receipt shows no
subject, no reporter and no content: its leaf is a salted commitment.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from answerable_watchdog.checkpoint import PROMISE_SUFFIX, Checkpoint, verified_checkpoint
from answerable_watchdog.encoding import from_base64, from_canonical, number
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.files import as_text
from answerable_watchdog.leaf import is_commitment
from answerable_watchdog.merkle import DEPTH_MAX, leaf_hash, root_from_proof
from answerable_watchdog.note import parse_note, signed_by
from answerable_watchdog.policy import Policy

RECEIPT_BYTES_MAX = 256 * 1024
A_TASK = 64  # receipts; handing over one by one would cost as much as checking it
TASKS_AT_ONCE = 32
PROMISE_HEADER = "answerable promise@v1"
PROOF_HEADER = "c2sp.org/tlog-proof@v1"
_MERGE_BY = "merge by "


@dataclass(frozen=True)
class Promise:
    """A promise whose signature was right: the leaf will be in the tree of `origin`, at `tree_size` or later,
    by `merge_by` (unix seconds)."""

    origin: str
    tree_size: int
    leaf_hash: bytes
    merge_by: int


@dataclass(frozen=True)
class Inclusion:
    """A verified place of the leaf in the tree of a verified checkpoint."""

    index: int
    checkpoint: Checkpoint


@dataclass(frozen=True)
class Verified:
    """A receipt that holds. `inclusion` is None while there is only the promise."""

    promise: Promise
    inclusion: Inclusion | None


def verify(data: bytes, policy: Policy) -> Verified:
    """Check a receipt of either format, offline, under the policy. Raises Refused, saying what fails."""
    text = as_text(data, "the receipt")
    header, _, rest = text.partition("\n")
    if header == PROMISE_HEADER:
        return _verify_promise_file(rest, policy)
    if header == PROOF_HEADER:
        return _verify_proof_file(rest, policy)
    raise Refused(
        f"not a receipt: its first line is {shown(header)}, neither {PROMISE_HEADER!r} nor {PROOF_HEADER!r}"
    )


def verify_all(files: Iterable[bytes], policy: Policy) -> Iterator[Verified | Refused]:
    """Check many receipts, in their order. On all processors: checking a signature holds no lock of Python's."""
    waiting = iter(files)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        while together := [list(islice(waiting, A_TASK)) for _ in range(TASKS_AT_ONCE)]:
            for outcomes in pool.map(lambda some: [_outcome(file, policy) for file in some], together):
                yield from outcomes
            if not together[-1]:
                return


def _outcome(data: bytes, policy: Policy) -> Verified | Refused:
    try:
        return verify(data, policy)
    except Refused as error:
        return error


def _verify_promise_file(rest: str, policy: Policy) -> Verified:
    head, separator, note = rest.partition("\n\n")
    if not separator or not head.startswith("leaf "):
        raise Refused("the promise file does not continue with one leaf line and an empty line")
    leaf = from_base64(head.removeprefix("leaf "), "the leaf")
    return Verified(_verified_promise(note, leaf, policy), None)


def _verify_proof_file(rest: str, policy: Policy) -> Verified:
    head, separator, note = rest.partition("\n\n")
    lines = head.split("\n")
    if not separator or [line.split(" ")[0] for line in lines[:2]] != ["extra", "index"]:
        raise Refused("the proof needs an extra line, an index line, hashes and an empty line, in this order")
    leaf, promise_note = _parse_extra(lines[0].removeprefix("extra "))
    index = number(lines[1].removeprefix("index "), "the index")
    if len(lines) - 2 > DEPTH_MAX:
        raise Refused(f"the inclusion proof has {len(lines) - 2} hashes; no tree is deeper than {DEPTH_MAX}")
    proof = [from_base64(line, "a hash of the inclusion proof", 32) for line in lines[2:]]
    promise = _verified_promise(promise_note, leaf, policy)
    checkpoint = verified_checkpoint(note, policy)
    _check_inclusion(promise, checkpoint, index, proof)
    return Verified(promise, Inclusion(index, checkpoint))


def _check_inclusion(promise: Promise, checkpoint: Checkpoint, index: int, proof: list[bytes]) -> None:
    if promise.origin != checkpoint.origin:
        raise Refused(f"promise of {shown(promise.origin)}, but checkpoint of {shown(checkpoint.origin)}")
    if root_from_proof(promise.leaf_hash, index, checkpoint.size, proof) != checkpoint.root:
        raise Refused("the inclusion proof does not lead from this leaf to the root in the checkpoint")
    if index < promise.tree_size:
        raise Refused(
            f"the leaf stands at index {index}, but the promise was made when the tree had "
            f"{promise.tree_size} leaves already"
        )


def _parse_extra(encoded: str) -> tuple[bytes, str]:
    value = from_canonical(from_base64(encoded, "the extra line"), "the extra data")
    if not isinstance(value, dict) or value.keys() != {"leaf", "promise"}:
        raise Refused("the extra data is not an object of exactly leaf and promise")
    leaf, promise = value["leaf"], value["promise"]
    if not isinstance(leaf, str) or not isinstance(promise, str):
        raise Refused("leaf and promise in the extra data are not both text")
    return from_base64(leaf, "the leaf"), as_text(promise.encode(), "the promise")


def _verified_promise(text: str, leaf: bytes, policy: Policy) -> Promise:
    if not is_commitment(leaf):
        raise Refused(f'the leaf is not {{"c":"<64 hex digits>","v":1}}: {shown(leaf)}')
    note = parse_note(text, "the promise")
    lines = note.text[:-1].split("\n")
    if len(lines) != 4 or not lines[0].endswith(PROMISE_SUFFIX) or not lines[3].startswith(_MERGE_BY):
        raise Refused("the promise does not have its four lines: name, tree size, leaf hash, merge by")
    promise = Promise(
        origin=lines[0].removesuffix(PROMISE_SUFFIX),
        tree_size=number(lines[1], "the tree size in the promise"),
        leaf_hash=from_base64(lines[2], "the leaf hash in the promise", 32),
        merge_by=number(lines[3].removeprefix(_MERGE_BY), "the time in the promise"),
    )
    keys = [key for key in policy.promise_keys if key.name == lines[0]]
    if not keys or all(log.name != promise.origin for log in policy.logs):
        raise Refused(f"the policy lists no log and promise key for the promise of {shown(lines[0])}")
    signed = [signed_by(note, key, "the promise") for key in keys]
    if not any(signed):
        raise Refused(f"the promise is not signed by a key that the policy lists for {shown(lines[0])}")
    if promise.leaf_hash != leaf_hash(leaf):
        raise Refused("the promise is for another leaf than the one in this file")
    return promise
