"""Answerable's ledger against spec/vectors, which a plain reading of the specification wrote."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from answerable.errors import AnswerableError, Invalid, Refused, Tampered
from answerable.ledger import (
    canonical,
    checkpoint,
    entries,
    notes,
    policy,
    promise,
    proofs,
    receipts,
    tiles,
    tree,
)
from answerable.ledger.notes import SignatureType, parse_vkey
from answerable.vocabulary import DeclarationType, EntryType

VECTORS = Path(__file__).parents[2] / "spec" / "vectors"


def load(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((VECTORS / name).read_text(encoding="utf-8"))
    return read


def cases(name: str, *keys: str) -> list[Any]:
    """The cases below `keys` as pytest parameters, named by their name or reason."""
    found: Any = load(name)
    for key in keys:
        found = found[key]
    return [
        pytest.param(case, id=str(case.get("name") or case.get("reason") or n))
        for n, case in enumerate(found)
    ]


def hexes(texts: list[str]) -> list[bytes]:
    return [bytes.fromhex(text) for text in texts]


def test_the_files_are_what_make_py_writes() -> None:
    done = subprocess.run(
        [sys.executable, VECTORS / "make.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("case", cases("canonical.json", "valid"))
def test_canonical(case: dict[str, str]) -> None:
    written = canonical.encode(json.loads(case["document"]))
    assert written.decode() == case["canonical"]
    assert canonical.encode(canonical.decode(written)) == written


@pytest.mark.parametrize("case", cases("canonical.json", "no_canonical_form"))
def test_no_canonical_form(case: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        canonical.encode(json.loads(case["document"]))
    with pytest.raises(Invalid):
        canonical.decode(case["document"].encode())


@pytest.mark.parametrize("case", cases("canonical.json", "not_canonical_bytes"))
def test_not_canonical(case: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        canonical.decode(bytes.fromhex(case["hex"]))


@pytest.mark.parametrize("case", cases("entries.json", "committed"))
def test_commitment(case: dict[str, str]) -> None:
    facts_salt, payload_salt = bytes.fromhex(case["facts_salt"]), bytes.fromhex(case["payload_salt"])
    payload = bytes.fromhex(case["payload"])
    entry = entries.commit(
        EntryType(case["type"]),
        canonical.decode_object(case["facts"].encode()),
        payload,
        facts_salt,
        payload_salt,
    )
    assert entry.facts.decode() == case["facts"]
    assert entries.facts_hash(facts_salt, entry.facts).hex() == case["facts_hash"]
    assert entry.opening().payload_hash.hex() == case["payload_hash"]
    assert entry.leaf.decode() == case["leaf"]
    assert entries.commitment_in(entry.leaf).hex() == case["c"]
    assert tree.leaf_hash(entry.leaf).hex() == case["leaf_hash"]
    entries.check(entry)


@pytest.mark.parametrize("case", cases("entries.json", "openings"))
def test_opening(case: dict[str, Any]) -> None:
    opening = entries.FactsOpening(
        facts=case["facts"].encode(),
        facts_salt=bytes.fromhex(case["facts_salt"]),
        payload_hash=bytes.fromhex(case["payload_hash"]),
    )
    if case["valid"]:
        assert canonical.encode(entries.open_facts(case["leaf"].encode(), opening)) == opening.facts
    else:
        with pytest.raises(Tampered):
            entries.open_facts(case["leaf"].encode(), opening)


@pytest.mark.parametrize("case", cases("entries.json", "declarations"))
def test_declaration(case: dict[str, Any]) -> None:
    leaf = entries.declare(DeclarationType(case["type"]), case["body"])
    assert leaf.decode() == case["leaf"]
    assert entries.declaration_in(leaf) == {**case["body"], "type": case["type"]}


@pytest.mark.parametrize("case", cases("entries.json", "not_committed_leaves"))
def test_not_a_committed_leaf(case: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        entries.commitment_in(case["leaf"].encode())


@pytest.mark.parametrize("case", cases("entries.json", "not_declarations"))
def test_not_a_declaration(case: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        entries.declaration_in(case["leaf"].encode())


def test_roots() -> None:
    vectors = load("tree.json")
    digests = [tree.leaf_hash(leaf) for leaf in hexes(vectors["known_leaves"])]
    assert [tree.root(digests[:n]).hex() for n in range(9)] == vectors["known_roots"]
    wide = [tree.leaf_hash(f"leaf {n}".encode()) for n in range(600)]
    for size, root in vectors["wide_roots"].items():
        assert tree.append(0, no_tile, wide[: int(size)]).root.hex() == root


def no_tile(level: int, index: int) -> bytes:
    raise AssertionError(f"asked for tile {index} of level {level} of an empty tree")


def reader(leaf_hashes: list[bytes]) -> tree.ReadTile:
    grown = tree.append(0, no_tile, leaf_hashes)
    return lambda level, index: grown.tiles[level, index]


def test_proofs_made_and_verified() -> None:
    vectors = load("tree.json")
    known = [tree.leaf_hash(leaf) for leaf in hexes(vectors["known_leaves"])]
    wide = [tree.leaf_hash(f"leaf {n}".encode()) for n in range(600)]
    roots = {tree.root(known[:n]): known[:n] for n in range(9)} | {
        tree.root(wide[:n]): wide[:n] for n in map(int, vectors["wide_roots"])
    }
    for case in vectors["inclusion"]:
        read = reader(roots[bytes.fromhex(case["root"])])
        assert proofs.inclusion(case["index"], case["size"], read) == hexes(case["proof"])
        verify_inclusion(case)
    for case in vectors["consistency"]:
        read = reader(roots[bytes.fromhex(case["new_root"])])
        assert proofs.consistency(case["old"], case["new"], read) == hexes(case["proof"])
        verify_consistency(case)


def verify_inclusion(case: dict[str, Any]) -> None:
    leaf, root = bytes.fromhex(case["leaf_hash"]), bytes.fromhex(case["root"])
    proofs.verify_inclusion(leaf, case["index"], case["size"], hexes(case["proof"]), root)


def verify_consistency(case: dict[str, Any]) -> None:
    old, new = bytes.fromhex(case["old_root"]), bytes.fromhex(case["new_root"])
    proofs.verify_consistency(case["old"], case["new"], old, new, hexes(case["proof"]))


@pytest.mark.parametrize("case", cases("tree.json", "inclusion_invalid"))
def test_false_inclusion(case: dict[str, Any]) -> None:
    with pytest.raises((Invalid, Tampered)):
        verify_inclusion(case)


@pytest.mark.parametrize("case", cases("tree.json", "consistency_invalid"))
def test_false_consistency(case: dict[str, Any]) -> None:
    with pytest.raises((Invalid, Tampered)):
        verify_consistency(case)


def test_tiles_of_a_wide_tree() -> None:
    vectors = load("tiles.json")
    grown = tree.append(0, no_tile, [tree.leaf_hash(f"leaf {n}".encode()) for n in range(70_000)])
    assert grown.root.hex() == vectors["root_of_70000"]
    for case in vectors["tiles_of_70000"]:
        tile = grown.tiles[case["level"], case["index"]]
        assert hashlib.sha256(tile).hexdigest() == case["sha256"]
        assert tiles.width_at(case["level"], case["index"], 70_000) == case["width"] == len(tile) // 32


def test_paths_and_bundles() -> None:
    vectors = load("tiles.json")
    for case in vectors["paths"]:
        assert tiles.path(case["level"], case["index"], case["width"]) == case["path"]
        assert tiles.parse_path(case["path"]) == tiles.TilePath(case["level"], case["index"], case["width"])
    bundle = vectors["bundle"]
    assert tiles.encode_bundle(hexes(bundle["leaves"])).hex() == bundle["hex"]
    assert tiles.decode_bundle(bytes.fromhex(bundle["hex"])) == hexes(bundle["leaves"])


@pytest.mark.parametrize("path", load("tiles.json")["paths_invalid"])
def test_bad_path(path: str) -> None:
    with pytest.raises(Invalid):
        tiles.parse_path(path)


@pytest.mark.parametrize("case", cases("tiles.json", "bundles_invalid"))
def test_bad_bundle(case: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        tiles.decode_bundle(bytes.fromhex(case["hex"]))


@pytest.mark.parametrize("case", cases("notes.json", "test_keys"))
def test_vkey(case: dict[str, Any]) -> None:
    key = notes.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(case["seed"]))
    made = notes.verifier_key(case["name"], key, SignatureType(case["type"]))
    assert str(made) == case["vkey"]
    assert made.id.hex() == case["id"]
    assert parse_vkey(case["vkey"]) == made


@pytest.mark.parametrize("case", cases("notes.json", "vkeys_invalid"))
def test_bad_vkey(case: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        parse_vkey(case["vkey"])


@pytest.mark.parametrize("case", cases("notes.json", "valid"))
def test_note(case: dict[str, Any]) -> None:
    keys = [parse_vkey(vkey) for vkey in case["keys"]]
    assert notes.verify(case["note"], keys) == notes.Verified(case["text"], tuple(keys))


@pytest.mark.parametrize("case", cases("notes.json", "invalid"))
def test_bad_note(case: dict[str, Any]) -> None:
    with pytest.raises((Invalid, Tampered)):
        notes.verify(case["note"], [parse_vkey(vkey) for vkey in case["keys"]])


def test_notes_are_signed_as_in_the_vectors() -> None:
    vectors = load("notes.json")
    log, _, witness = (
        (case["name"], notes.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(case["seed"])))
        for case in vectors["test_keys"]
    )
    signed, cosigned = vectors["valid"][1], vectors["valid"][3]
    assert notes.sign(signed["text"], *log) == signed["note"]
    text = cosigned["text"]
    assert notes.sign(text, *log) + notes.cosign(text, *witness, at=1_522_548_000) == cosigned["note"]


@pytest.mark.parametrize("case", cases("checkpoints.json", "valid"))
def test_checkpoint(case: dict[str, Any]) -> None:
    found = checkpoint.verify(case["note"], parse_vkey(load("checkpoints.json")["vkey"]))
    assert (found.origin, found.size) == (case["origin"], case["size"])
    assert checkpoint.body(found).split("\n")[2] == case["root"]
    assert checkpoint.parse(case["note"]) == found


@pytest.mark.parametrize("case", cases("checkpoints.json", "invalid"))
def test_bad_checkpoint(case: dict[str, str]) -> None:
    with pytest.raises((Invalid, Tampered)):
        checkpoint.verify(case["note"], parse_vkey(case["vkey"]))


@pytest.mark.parametrize("case", cases("promises.json", "valid"))
def test_promise(case: dict[str, Any]) -> None:
    found = promise.verify(case["note"], parse_vkey(load("promises.json")["vkey"]))
    assert (found.origin, found.tree_size, found.merge_by) == (
        case["origin"],
        case["tree_size"],
        case["merge_by"],
    )
    assert promise.body(found).split("\n")[2] == case["leaf_hash"]


@pytest.mark.parametrize("case", cases("promises.json", "invalid"))
def test_bad_promise(case: dict[str, str]) -> None:
    with pytest.raises((Invalid, Tampered)):
        promise.verify(case["note"], parse_vkey(load("promises.json")["vkey"]))


def keys_of(text: str) -> tuple[notes.VerifierKey, notes.VerifierKey, list[notes.VerifierKey]]:
    """Log, promise and witness keys of one of the vectors' policies."""
    words = [line.split() for line in text.split("\n") if line.strip()]
    log = next(parse_vkey(w[1]) for w in words if w[0] == "log")
    promised = next(parse_vkey(w[2]) for w in words if w[:2] == ["#", "promise"])
    return log, promised, [parse_vkey(w[2]) for w in words if w[0] == "witness"]


def test_policy() -> None:
    plain = load("policies.json")["valid"]["plain"]
    log, promised, _ = keys_of(plain)
    assert policy.render(log, promised) == plain


def test_policy_of_organisations() -> None:
    """What the operator's file says, with addresses, is printed as the vector, without them."""
    text = load("policies.json")["valid"]["organisations"]
    log, promised, _ = keys_of(text)
    with_addresses = re.sub(r"(?m)^(witness .*)$", r"\1 https://w.example", text)
    assert policy.render(log, promised, cosigning=policy.parse(with_addresses, "other.example/log")) == text


def test_requests_to_a_witness_verify_as_they_should() -> None:
    """The proofs that witnesses accept and refuse, by our own verification; and their cosignatures."""
    vectors = load("witness.json")
    key, known = parse_vkey(vectors["vkey"]), checkpoint.Checkpoint("", 0, tree.EMPTY_ROOT)
    for step in vectors["steps"]:
        if step["status"] not in (200, 422):
            continue
        head, _, note = step["request"].partition("\n\n")
        proof = [base64.b64decode(line) for line in head.split("\n")[1:]]
        try:
            asked = checkpoint.parse(note)
            proofs.verify_consistency(known.size, asked.size, known.root, asked.root, proof)
        except (Invalid, Tampered):
            assert step["status"] == 422, step["name"]
            continue
        assert step["status"] == 200, step["name"]
        line, at = notes.cosignature_in(notes.parse(note).text, step["body"], key)
        assert (line, at) == (step["body"], vectors["at"])
        known = asked


@pytest.mark.parametrize("case", cases("receipts.json", "valid"))
def test_receipt(case: dict[str, Any]) -> None:
    vectors = load("receipts.json")
    log, promised, _ = keys_of(vectors["policies"][case["policy"]])
    receipt = receipts.parse(case["receipt"].encode())
    proven = receipts.verify(receipt, log, promised)
    found = {
        "origin": proven.promise.origin,
        "tree_size": proven.promise.tree_size,
        "merge_by": proven.promise.merge_by,
        "index": proven.index,
        "size": proven.checkpoint.size if proven.checkpoint else None,
    }
    assert found == case["proves"]
    assert receipt.leaf.decode() == vectors["leaf"]
    assert receipts.render(receipt) == case["receipt"]


def without_quorums() -> list[Any]:
    """The invalid receipts whose fault is not a missing quorum: that is for their reader to judge."""
    return [case for case in cases("receipts.json", "invalid") if case.values[0]["policy"] == "plain"]


@pytest.mark.parametrize("case", without_quorums())
def test_bad_receipt(case: dict[str, Any]) -> None:
    log, promised, _ = keys_of(load("receipts.json")["policies"][case["policy"]])
    with pytest.raises(Refused):
        receipts.verify(receipts.parse(case["receipt"]), log, promised)


def test_a_false_cosignature_is_seen() -> None:
    vectors = load("receipts.json")
    seen = {}
    for case in vectors["invalid"]:
        if case["policy"] == "two_of_three":
            log, _, witnesses = keys_of(vectors["policies"][case["policy"]])
            receipt = receipts.parse(case["receipt"])
            assert isinstance(receipt, receipts.InclusionReceipt)
            try:
                by = notes.verify(receipt.checkpoint, [log, *witnesses]).by
                seen[case["reason"]] = len({key.name for key in by} - {log.name})
            except AnswerableError as error:
                seen[case["reason"]] = type(error)
    assert seen == {
        "no cosignature": 0,
        "one cosignature of two": 1,
        "one witness twice": 1,
        "a false cosignature beside two true ones": Tampered,
    }


def test_the_worked_examples_are_the_vectors() -> None:
    """What the specification shows is byte for byte what the vectors hold."""
    example = load("entries.json")["committed"][-1]
    vectors = load("receipts.json")
    promised, included = (
        next(c for c in vectors["valid"] if c["name"] == n) for n in ("a promise", "an inclusion")
    )
    inclusion = receipts.parse(included["receipt"])
    assert isinstance(inclusion, receipts.InclusionReceipt)
    assert fenced("receipt.md") == [promised["receipt"], included["receipt"]]
    assert fenced("ledger.md") == [inclusion.promise, inclusion.checkpoint, vectors["policies"]["plain"]]
    words = (VECTORS.parent / "ledger.md").read_text(encoding="utf-8")
    for field in ("facts", "facts_salt", "facts_hash", "payload_salt", "payload_hash", "leaf", "leaf_hash"):
        assert example[field] in words
    assert example["leaf"] == vectors["leaf"]
    assert bytes.fromhex(example["payload"]).decode() in words


def fenced(name: str) -> list[str]:
    """The blocks between ``` lines."""
    text = (VECTORS.parent / name).read_text(encoding="utf-8")
    return [block.removeprefix("\n") for block in text.split("```")[1::2]]
