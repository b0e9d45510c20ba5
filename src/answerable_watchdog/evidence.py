"""Files that prove to others that a log broke its word (spec/ledger.md): JSON, checked without the log's help.

`{"kind": "fork"}`: two checkpoints that the log signed, and for one index a leaf hash proved in each; they differ.
`{"kind": "broken promise"}`: a receipt that is only a promise, a checkpoint that witnesses dated after its time, and
all leaf hashes from the promised tree size up, which with the subtrees before them give the checkpoint's root; the
promised leaf is not among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from answerable_watchdog.checkpoint import Checkpoint, verified_checkpoint
from answerable_watchdog.encoding import Json, canonical, from_base64, from_canonical, to_base64
from answerable_watchdog.errors import Refused
from answerable_watchdog.files import as_text
from answerable_watchdog.merkle import Frontier, root_from_proof
from answerable_watchdog.policy import Policy
from answerable_watchdog.receipt import Promise, verify

EVIDENCE_BYTES_MAX = 64 << 20
FORK = "fork"
BROKEN_PROMISE = "broken promise"


@dataclass(frozen=True)
class Proven:
    """What a file proves, in one sentence."""

    kind: str
    sentence: str


def fork_file(
    notes: tuple[str, str],
    proofs: tuple[Sequence[bytes], ...] = (),
    leaves: tuple[bytes, ...] = (),
    index: int | None = None,
) -> bytes:
    """Both checkpoints, and what each says of leaf `index`; without one, two roots of the same size."""
    sides: list[Json] = [{"checkpoint": note} for note in notes]
    if index is not None:
        sides = [
            {"checkpoint": note, "leaf_hash": to_base64(leaf), "proof": [to_base64(each) for each in proof]}
            for note, proof, leaf in zip(notes, proofs, leaves, strict=True)
        ]
    return canonical({"kind": FORK, "index": index, "sides": sides}) + b"\n"


def broken_promise_file(
    receipt: str, note: str, left: Sequence[tuple[int, bytes]], leaves: Sequence[bytes]
) -> bytes:
    """`left` are the subtrees (height, root) below the promised tree size, `leaves` the leaf hashes from there up."""
    before: list[Json] = [[height, to_base64(root)] for height, root in left]
    after: list[Json] = [to_base64(each) for each in leaves]
    value: Json = {
        "kind": BROKEN_PROMISE,
        "receipt": receipt,
        "checkpoint": note,
        "left": before,
        "leaves": after,
    }
    return canonical(value) + b"\n"


def is_evidence(data: bytes) -> bool:
    """Whether the bytes begin as the files of this module do; receipts begin otherwise."""
    return data.startswith(b"{")


def proven(data: bytes, policy: Policy) -> Proven:
    """What the file proves under the policy. Raises Refused, saying why it proves nothing."""
    value = from_canonical(data.removesuffix(b"\n"), "the evidence")
    if isinstance(value, dict) and value.get("kind") == FORK:
        return _fork(value, policy)
    if isinstance(value, dict) and value.get("kind") == BROKEN_PROMISE:
        return _broken_promise(value, policy)
    raise Refused(f"the evidence is of neither kind, {FORK} or {BROKEN_PROMISE}")


def _fork(value: dict[str, Json], policy: Policy) -> Proven:
    index, sides = value.get("index"), [side for side in _list(value, "sides") if isinstance(side, dict)]
    if len(sides) != 2:
        raise Refused("the evidence of a fork needs two sides")
    texts = [as_text(_text(side, "checkpoint").encode(), "the checkpoint") for side in sides]
    one, other = (verified_checkpoint(text, policy) for text in texts)
    if one.origin != other.origin:
        raise Refused("the checkpoints are of two logs: it proves no fork")
    if index is None:
        if one.size != other.size or one.root == other.root:
            raise Refused("the checkpoints do not give two roots to one size: it proves no fork")
        return Proven(FORK, f"the log {one.origin} signed two trees of {one.size} leaves")
    if isinstance(index, bool) or not isinstance(index, int):
        raise Refused("the index of the fork is not a number")
    leaves = {_proved_leaf(side, index, each) for side, each in zip(sides, (one, other), strict=True)}
    if len(leaves) != 2:
        raise Refused("both checkpoints say the same of that leaf: it proves no fork")
    said = f"the log {one.origin} signed two trees, of {one.size} and {other.size} leaves, that differ at leaf {index}"
    return Proven(FORK, said)


def _proved_leaf(side: dict[str, Json], index: int, checkpoint: Checkpoint) -> bytes:
    leaf = from_base64(_text(side, "leaf_hash"), "the leaf hash", 32)
    proof = [from_base64(_plain(each), "a hash of the proof", 32) for each in _list(side, "proof")]
    if root_from_proof(leaf, index, checkpoint.size, proof) != checkpoint.root:
        raise Refused("a proof of the fork does not lead to the root in its checkpoint")
    return leaf


def _broken_promise(value: dict[str, Json], policy: Policy) -> Proven:
    verified = verify(_text(value, "receipt").encode(), policy)
    promise = verified.promise
    if verified.inclusion is not None:
        raise Refused("the receipt proves that its leaf is in the log: the promise was kept")
    note = as_text(_text(value, "checkpoint").encode(), "the checkpoint")
    checkpoint = verified_checkpoint(note, policy)
    if checkpoint.origin != promise.origin:
        raise Refused("the promise and the checkpoint are of two logs")
    leaves = [from_base64(_plain(each), "a leaf hash", 32) for each in _list(value, "leaves")]
    tree = Frontier()
    for pair in _list(value, "left"):
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], int):
            raise Refused("a subtree of the evidence is not a height and a hash")
        if not 0 <= pair[0] < 64 or tree.size % (1 << pair[0]):
            raise Refused("a subtree of the evidence stands where none can stand")
        tree.add(from_base64(_plain(pair[1]), "a subtree's hash", 32), pair[0])
    if tree.size != promise.tree_size:
        raise Refused(f"the subtrees hold {tree.size} leaves, the promise was made at {promise.tree_size}")
    for leaf in leaves:
        tree.add(leaf)
    if tree.size != checkpoint.size or tree.root() != checkpoint.root:
        raise Refused("the leaves do not hash to the root in the checkpoint")
    if promise.leaf_hash in leaves:
        raise Refused("the promised leaf is in the log: the promise was kept")
    return Proven(BROKEN_PROMISE, _broken_sentence(promise, checkpoint))


def _broken_sentence(promise: Promise, checkpoint: Checkpoint) -> str:
    dated = [time for time, _ in checkpoint.cosigned if time > promise.merge_by]
    if not dated:
        raise Refused(
            "no witness of the policy dates this checkpoint after the promise's time: it proves nothing to others"
        )
    return (
        f"the log {promise.origin} promised to include a leaf by {promise.merge_by} (unix seconds), and at "
        f"{max(dated)}, dated by {len(dated)} of its witnesses, had not"
    )


def _text(value: dict[str, Json], name: str) -> str:
    return _plain(value.get(name))


def _plain(value: Json) -> str:
    if not isinstance(value, str):
        raise Refused("the evidence has something else where a text must be")
    return value


def _list(value: dict[str, Json], name: str) -> list[Json]:
    found = value.get(name)
    if not isinstance(found, list):
        raise Refused(f"the evidence has no list {name}")
    return found
