"""Vectors for policy files and receipts."""

from __future__ import annotations

from typing import Any

import reference as r
from cases_notes import LOG, ORIGIN, PROMISE, STRANGER, checkpoint_text, flip, promise_text
from cases_tree import sample_leaves, worked_example

MERGE_BY = 1_522_548_000
WITNESSES = [r.TestKey(f"witness.example/{name}", kind=4) for name in ("one", "two", "three")]

PLAIN = f"# The public ledger of {ORIGIN}\nlog {LOG.vkey}\n# promise {PROMISE.vkey}\nquorum none\n"
QUORUM = (
    f"log {LOG.vkey} https://test.example/ledger\n# promise {PROMISE.vkey}\n\n"
    + "".join(f"witness {n} {key.vkey}\n" for n, key in zip("ABC", WITNESSES, strict=True))
    + "group organisations 2 A B C\nquorum organisations\n"
)
NESTED = (
    f"log {LOG.vkey}\n \t# promise {PROMISE.vkey}\n"
    + "".join(f"witness {n} {key.vkey}\n" for n, key in zip("ABC", WITNESSES, strict=True))
    + "group any-of-two any A B\ngroup everyone all any-of-two C\nquorum everyone\n"
)
OWN = r.TestKey("test.example/witness", kind=4)
ORGANISATIONS = (
    f"# The public ledger of {ORIGIN}\nlog {LOG.vkey}\n# promise {PROMISE.vkey}\n"
    + "".join(f"witness {n} {key.vkey}\n" for n, key in zip("ABC", WITNESSES, strict=True))
    + f"witness own {OWN.vkey}\n"
    + "group listeners 1 A B\ngroup lawyers 1 C\ngroup operator 1 own\n"
    + "group organisations 2 listeners lawyers\nquorum organisations\n"
)
POLICIES = {"plain": PLAIN, "two_of_three": QUORUM, "nested": NESTED, "organisations": ORGANISATIONS}


def policies() -> dict[str, Any]:
    """Policy files to read and to refuse."""
    a, b = (key.vkey for key in WITNESSES[:2])
    head = f"log {LOG.vkey}\n# promise {PROMISE.vkey}\n"
    invalid = [
        ("no quorum line", head),
        ("two quorum lines", head + "quorum none\nquorum none\n"),
        ("a quorum that is defined nowhere", head + "quorum A\n"),
        ("a quorum that is defined later", head + f"quorum A\nwitness A {a}\n"),
        ("a group of names defined later", head + f"group g any A\nwitness A {a}\nquorum g\n"),
        ("a threshold above the number of members", head + f"witness A {a}\ngroup g 2 A\nquorum g\n"),
        ("a threshold of 0", head + f"witness A {a}\ngroup g 0 A\nquorum g\n"),
        ("a group without members", head + "group g any\nquorum g\n"),
        ("a name used twice", head + f"witness A {a}\nwitness A {b}\nquorum A\n"),
        ("the name none", head + f"witness none {a}\nquorum none\n"),
        ("none as a member", head + f"witness A {a}\ngroup g any A none\nquorum g\n"),
        ("a member of two groups", head + f"witness A {a}\ngroup g any A\ngroup h any g A\nquorum h\n"),
        ("one witness twice", head + f"witness A {a}\nwitness B {a}\nquorum A\n"),
        ("one log twice", head + f"log {LOG.vkey}\nquorum none\n"),
        ("an unknown keyword", head + "trust everyone\nquorum none\n"),
        ("a log key of the witness type", f"log {a}\nquorum none\n"),
        ("a witness key of the log type", head + f"witness A {STRANGER.vkey}\nquorum A\n"),
        ("a vkey with a wrong id", f"log {LOG.vkey.replace(LOG.id.hex(), '00000000')}\nquorum none\n"),
        ("a carriage return", PLAIN.replace("\n", "\r\n")),
        (
            "a quorum that is the platform's own",
            head + f"witness A {a}\ngroup operator any A\nquorum operator\n",
        ),
        (
            "a quorum that counts the platform's own",
            head + f"witness A {a}\ngroup operator any A\ngroup g any operator\nquorum g\n",
        ),
        ("a promise line whose key does not parse", f"log {LOG.vkey}\n# promise nonsense\nquorum none\n"),
    ]
    return {
        "about": "Policies by name, and policies that must be refused as a whole.",
        "valid": POLICIES,
        "invalid": [{"reason": reason, "policy": text} for reason, text in invalid],
    }


class World:
    """A log of 40 leaves, published at 16 and at 40, whose leaf 27 was promised at 16."""

    def __init__(self) -> None:
        self.leaf = worked_example()["leaf"].encode()
        self.index, self.size, self.seen = 27, 40, 16
        self.leaves = sample_leaves(self.size)
        self.leaves[self.index] = self.leaf
        self.root = r.mth(self.leaves)
        self.promise_text = promise_text(ORIGIN, self.seen, r.leaf_hash(self.leaf), MERGE_BY)
        self.promise = PROMISE.note(self.promise_text)
        self.text = checkpoint_text(ORIGIN, self.size, self.root)
        self.checkpoint = LOG.note(self.text)
        self.proof = r.path(self.index, self.leaves)

    def promise_file(self, leaf: bytes | None = None, promise: str | None = None) -> str:
        return f"answerable promise@v1\nleaf {r.b64(leaf or self.leaf)}\n\n{promise or self.promise}"

    def proof_file(self, **other: Any) -> str:
        promise, leaf = other.get("promise", self.promise), other.get("leaf", self.leaf)
        extra = r.canonical({"leaf": r.b64(leaf), "promise": promise})
        head = ["c2sp.org/tlog-proof@v1", f"extra {r.b64(other.get('extra', extra))}"]
        head += [f"index {other.get('index', self.index)}", *map(r.b64, other.get("proof", self.proof))]
        return "\n".join(head) + "\n\n" + other.get("checkpoint", self.checkpoint)

    def cosigned(self, *witnesses: r.TestKey) -> str:
        lines = [key.cosignature(self.text, MERGE_BY - 60 + n) for n, key in enumerate(witnesses)]
        return self.checkpoint + "".join(lines)


def receipts() -> dict[str, Any]:
    """Receipts and what they prove; receipts that prove nothing and why."""
    w = World()
    promised = {"origin": ORIGIN, "tree_size": w.seen, "merge_by": MERGE_BY, "index": None, "size": None}
    included = {**promised, "index": w.index, "size": w.size}
    one, two, three = WITNESSES
    unknown = f"— other.example/log {r.b64(b'1234' + bytes(64))}\n"
    valid = [
        ("a promise", "plain", w.promise_file(), promised),
        ("a promise, whatever quorum checkpoints need", "two_of_three", w.promise_file(), promised),
        ("an inclusion", "plain", w.proof_file(), included),
        ("an unknown signature too", "plain", w.proof_file(checkpoint=w.checkpoint + unknown), included),
        ("a quorum of two", "two_of_three", w.proof_file(checkpoint=w.cosigned(one, three)), included),
        (
            "a quorum of organisations",
            "organisations",
            w.proof_file(checkpoint=w.cosigned(two, three)),
            included,
        ),
        (
            "a quorum of organisations, and the platform's own besides",
            "organisations",
            w.proof_file(checkpoint=w.cosigned(one, OWN, three)),
            included,
        ),
        ("a quorum of groups", "nested", w.proof_file(checkpoint=w.cosigned(two, three)), included),
    ]
    invalid = [("plain", *case) for case in [*_bad_promises(w), *_bad_proofs(w), *_bad_checkpoints(w)]]
    false_line = flip("\n" + two.cosignature(w.text, MERGE_BY)).lstrip("\n")
    invalid += [
        ("two_of_three", "no cosignature", w.proof_file()),
        ("two_of_three", "one cosignature of two", w.proof_file(checkpoint=w.cosigned(one))),
        ("two_of_three", "one witness twice", w.proof_file(checkpoint=w.cosigned(one, one))),
        (
            "organisations",
            "two witnesses of one organisation",
            w.proof_file(checkpoint=w.cosigned(one, two)),
        ),
        (
            "organisations",
            "one organisation and the platform's own",
            w.proof_file(checkpoint=w.cosigned(one, OWN)),
        ),
        ("nested", "the wrong two witnesses", w.proof_file(checkpoint=w.cosigned(one, two))),
        (
            "two_of_three",
            "a false cosignature beside two true ones",
            w.proof_file(checkpoint=w.cosigned(one, three) + false_line),
        ),
    ]
    return {
        "about": "`policy` names one of `policies`. `proves` is what a valid receipt shows.",
        "policies": POLICIES,
        "leaf": w.leaf.decode(),
        "valid": [{"name": n, "policy": p, "receipt": t, "proves": x} for n, p, t, x in valid],
        "invalid": [{"reason": why, "policy": p, "receipt": t} for p, why, t in invalid],
    }


def _bad_promises(w: World) -> list[tuple[str, str]]:
    good = w.promise_file()
    spaced = w.leaf.replace(b",", b", ")
    other = sample_leaves(1)[0]
    declared = b'{"d":{"hours":48,"type":"target"},"v":1}'
    for_leaf = {
        leaf: promise_text(ORIGIN, w.seen, r.leaf_hash(leaf), MERGE_BY) for leaf in (spaced, declared)
    }
    return [
        ("nothing", ""),
        ("another header", good.replace("@v1", "@v2")),
        ("no leaf line", "answerable promise@v1\n\n" + w.promise),
        ("a line more", good.replace("\n\n", "\nnote x\n\n", 1)),
        ("no empty line", good.replace("\n\n", "\n", 1)),
        ("carriage returns", good.replace("\n", "\r\n")),
        ("something after the end", good + "x"),
        ("cut short", good[:-20]),
        ("another leaf than promised", w.promise_file(leaf=other)),
        ("a leaf that is not canonical", w.promise_file(spaced, PROMISE.note(for_leaf[spaced]))),
        ("a declaration for a leaf", w.promise_file(declared, PROMISE.note(for_leaf[declared]))),
        ("a flipped bit in the signature", flip(good)),
        ("a later time than was signed", good.replace(str(MERGE_BY), str(MERGE_BY + 1))),
        ("a smaller tree than was signed", good.replace("promise\n16\n", "promise\n15\n")),
        ("signed by the log's key", w.promise_file(promise=LOG.note(w.promise_text))),
        ("a checkpoint for a promise", w.promise_file(promise=w.checkpoint)),
        (
            "another log's promise",
            w.promise_file(promise=PROMISE.note(w.promise_text.replace(ORIGIN, "a.example/log"))),
        ),
    ]


def _bad_proofs(w: World) -> list[tuple[str, str]]:
    early = promise_text(ORIGIN, w.index + 1, r.leaf_hash(w.leaf), MERGE_BY)
    other = sample_leaves(1)[0]
    changed = [bytes([w.proof[0][0] ^ 1]) + w.proof[0][1:], *w.proof[1:]]
    leaf, promise = r.b64(w.leaf), w.promise
    good = w.proof_file()
    return [
        ("the leaf stands below the promised tree size", w.proof_file(promise=PROMISE.note(early))),
        ("another index", w.proof_file(index=w.index - 1)),
        ("an index beyond the tree", w.proof_file(index=w.size)),
        ("an index with a leading zero", w.proof_file(index="027")),
        ("a changed hash", w.proof_file(proof=changed)),
        ("a hash missing", w.proof_file(proof=w.proof[:-1])),
        ("a hash too many", w.proof_file(proof=[*w.proof, bytes(32)])),
        ("a hash of 31 bytes", w.proof_file(proof=[w.proof[0][:31], *w.proof[1:]])),
        ("no proof", w.proof_file(proof=[])),
        ("another leaf than promised", w.proof_file(leaf=other)),
        ("a promise with a flipped bit", w.proof_file(promise=flip(w.promise))),
        ("no extra line", "\n".join(line for line in good.split("\n") if not line.startswith("extra "))),
        ("extra that is not JSON", w.proof_file(extra=b"leaf")),
        (
            "extra that is not canonical",
            w.proof_file(extra=r.canonical({"leaf": leaf, "promise": promise}) + b" "),
        ),
        (
            "extra with a member more",
            w.proof_file(extra=r.canonical({"leaf": leaf, "note": "", "promise": promise})),
        ),
        ("extra without a promise", w.proof_file(extra=r.canonical({"leaf": leaf}))),
        ("another header", good.replace("proof@v1", "proof@v2", 1)),
        ("carriage returns", good.replace("\n", "\r\n")),
        ("something after the end", good + "x"),
    ]


def _bad_checkpoints(w: World) -> list[tuple[str, str]]:
    def under(text: str) -> str:
        return w.proof_file(checkpoint=LOG.note(text))

    return [
        ("a checkpoint with a flipped bit", w.proof_file(checkpoint=flip(w.checkpoint))),
        ("a checkpoint signed by a stranger", w.proof_file(checkpoint=STRANGER.note(w.text))),
        ("a checkpoint signed by the promise key", w.proof_file(checkpoint=PROMISE.note(w.text))),
        ("a checkpoint with another root", under(checkpoint_text(ORIGIN, w.size, r.sha256(b"x")))),
        ("a checkpoint with another size", under(checkpoint_text(ORIGIN, w.size + 30, w.root))),
        ("a checkpoint of another log", under(checkpoint_text("a.example/log", w.size, w.root))),
        ("a checkpoint with an extension line", under(w.text + "extension\n")),
        ("the promise in the checkpoint's place", w.proof_file(checkpoint=w.promise)),
        (
            "only a witness signed the checkpoint",
            w.proof_file(checkpoint=f"{w.text}\n{WITNESSES[0].cosignature(w.text, MERGE_BY)}"),
        ),
    ]
