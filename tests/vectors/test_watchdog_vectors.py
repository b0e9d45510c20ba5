"""The watchdog against the shared vectors: all that it and Answerable have in common."""

import json
from pathlib import Path
from typing import Any

import pytest

from answerable_watchdog import encoding, export, merkle
from answerable_watchdog.checkpoint import verified_checkpoint
from answerable_watchdog.errors import Refused
from answerable_watchdog.files import as_text
from answerable_watchdog.leaf import is_commitment, parse_declaration
from answerable_watchdog.note import parse_key, parse_note, signed_by
from answerable_watchdog.policy import parse_policy
from answerable_watchdog.receipt import verify
from answerable_watchdog.witness import Witness
from answerable_watchdog.witness_folder import Folder
from answerable_watchdog.witness_state import State

VECTORS = Path(__file__).parents[2] / "spec" / "vectors"


def load(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


CANONICAL, NOTES, CHECKPOINTS, POLICIES = (load(n) for n in ("canonical", "notes", "checkpoints", "policies"))
RECEIPTS, TREE, TILES, ENTRIES = (load(n) for n in ("receipts", "tree", "tiles", "entries"))
WITNESS = load("witness")


def named(cases: list[Any], key: str = "reason") -> Any:
    return pytest.mark.parametrize("case", cases, ids=[str(case[key])[:60] for case in cases])


def refuses(action: Any, *arguments: Any) -> str:
    with pytest.raises(Refused) as caught:
        action(*arguments)
    assert str(caught.value).isprintable()
    return str(caught.value)


@named(CANONICAL["valid"], "name")
def test_canonical_form(case: Any) -> None:
    canonical = case["canonical"].encode()
    value = encoding.from_json(case["document"].encode(), "it")
    assert encoding.canonical(value) == canonical
    assert encoding.from_canonical(canonical, "it") == value


@named(CANONICAL["no_canonical_form"], "name")
def test_no_canonical_form(case: Any) -> None:
    refuses(encoding.from_canonical, case["document"].encode("utf-8", "surrogatepass"), "it")


@named(CANONICAL["not_canonical_bytes"], "name")
def test_bytes_that_are_not_canonical(case: Any) -> None:
    refuses(encoding.from_canonical, bytes.fromhex(case["hex"]), "it")


def open_note(note: str, vkeys: list[str]) -> str:
    parsed = parse_note(as_text(note.encode("utf-8", "surrogatepass"), "the note"), "the note")
    for vkey in vkeys:
        kind = 4 if vkey.split("+", 2)[2].startswith("B") else 1
        if not signed_by(parsed, parse_key(vkey, kind), "the note"):
            raise Refused("not signed")
    return parsed.text


@named(NOTES["valid"], "name")
def test_notes_open(case: Any) -> None:
    assert open_note(case["note"], case["keys"]) == case["text"]


@named(NOTES["invalid"])
def test_notes_stay_closed(case: Any) -> None:
    refuses(open_note, case["note"], case["keys"])


@named(NOTES["vkeys_invalid"])
def test_keys_that_are_none(case: Any) -> None:
    assert parse_key(NOTES["test_keys"][0]["vkey"], 1).key_id.hex() == NOTES["test_keys"][0]["id"]
    refuses(parse_key, case["vkey"], 1)


def policy_of(vkey: str) -> Any:
    return parse_policy(f"log {vkey}\nquorum none\n".encode())


@named(CHECKPOINTS["valid"], "size")
def test_checkpoints(case: Any) -> None:
    checkpoint = verified_checkpoint(case["note"], policy_of(CHECKPOINTS["vkey"]))
    assert (checkpoint.origin, checkpoint.size) == (case["origin"], case["size"])
    assert checkpoint.root == encoding.from_base64(case["root"], "it", 32)


@named(CHECKPOINTS["invalid"])
def test_checkpoints_refused(case: Any) -> None:
    vkey = case.get("vkey", CHECKPOINTS["vkey"])
    refuses(lambda: verified_checkpoint(as_text(case["note"].encode(), "it"), policy_of(vkey)))


@pytest.mark.parametrize("name", POLICIES["valid"])
def test_policies(name: str) -> None:
    policy = parse_policy(POLICIES["valid"][name].encode())
    assert (len(policy.logs), len(policy.promise_keys)) == (1, 1)


@named(POLICIES["invalid"])
def test_policies_refused(case: Any) -> None:
    refuses(parse_policy, case["policy"].encode())


@named(RECEIPTS["valid"], "name")
def test_receipts_hold(case: Any) -> None:
    policy = parse_policy(RECEIPTS["policies"][case["policy"]].encode())
    verified = verify(case["receipt"].encode(), policy)
    promise, inclusion = verified.promise, verified.inclusion
    assert case["proves"] == {
        "origin": promise.origin,
        "tree_size": promise.tree_size,
        "merge_by": promise.merge_by,
        "index": inclusion.index if inclusion else None,
        "size": inclusion.checkpoint.size if inclusion else None,
    }
    assert promise.leaf_hash == merkle.leaf_hash(RECEIPTS["leaf"].encode())


@named(RECEIPTS["invalid"])
def test_receipts_refused(case: Any) -> None:
    policy = parse_policy(RECEIPTS["policies"][case["policy"]].encode())
    refuses(verify, case["receipt"].encode("utf-8", "surrogatepass"), policy)


def test_a_witness_answers_each_request_of_a_connection(tmp_path: Path) -> None:
    key = parse_key(WITNESS["vkey"], 4)
    material = encoding.to_base64(b"\x04" + bytes.fromhex(WITNESS["seed"]))
    (tmp_path / "key").write_text(f"PRIVATE+KEY+{WITNESS['name']}+{key.key_id.hex()}+{material}\n")
    (tmp_path / "key").chmod(0o600)
    (tmp_path / "logs").write_text(WITNESS["log"] + "\n")
    folder = Folder(str(tmp_path))
    state = State(folder.state_file)
    witness = Witness(folder, state, folder.logs, lambda: WITNESS["at"])
    answers = [(step, witness.add_checkpoint(step["request"].encode())) for step in WITNESS["steps"]]
    state.close()
    found = [(step["name"], answer.status, step["body"] and answer.body) for step, answer in answers]
    assert found == [(step["name"], step["status"], step["body"]) for step, _ in answers]
    sizes = [answer.content_type for _, answer in answers if answer.status == 409]
    assert sizes == ["text/x.tlog.size"]


def test_known_roots() -> None:
    hashes = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in TREE["known_leaves"]]
    roots = [merkle.root_of_hashes(hashes[:n]).hex() for n in range(len(hashes) + 1)]
    assert roots == TREE["known_roots"]
    wide = [merkle.leaf_hash(f"leaf {n}".encode()) for n in range(600)]
    found = {size: merkle.root_of_hashes(wide[: int(size)]).hex() for size in TREE["wide_roots"]}
    assert found == TREE["wide_roots"]


def root_by(case: Any) -> str:
    proof = [bytes.fromhex(each) for each in case["proof"]]
    if any(len(each) != 32 for each in proof):
        raise Refused("not a hash")  # a receipt's hashes are measured where they are read
    return merkle.root_from_proof(bytes.fromhex(case["leaf_hash"]), case["index"], case["size"], proof).hex()


def test_inclusion_proofs() -> None:
    assert [root_by(case) for case in TREE["inclusion"]] == [case["root"] for case in TREE["inclusion"]]


@named(TREE["inclusion_invalid"])
def test_inclusion_proofs_refused(case: Any) -> None:
    try:
        found = root_by(case)
    except Refused:
        return
    assert found != case["root"]


@named(TILES["paths"], "path")
def test_tile_paths(case: Any) -> None:
    level = "entries" if case["level"] is None else case["level"]
    part = f".p/{case['width']}" if case["width"] < 256 else ""
    assert f"tile/{level}/{export.tile_path(case['index'])}{part}" == case["path"]


def test_the_root_of_70000_leaves() -> None:
    hashes = [merkle.leaf_hash(f"leaf {n}".encode()) for n in range(70_000)]
    assert merkle.root_of_hashes(hashes).hex() == TILES["root_of_70000"]


@named([{"leaf": leaf} for leaf in ENTRIES["committed"]], "leaf")
def test_commitments_are_leaves(case: Any) -> None:
    assert is_commitment(case["leaf"]["leaf"].encode())


@named(ENTRIES["not_committed_leaves"], "name")
def test_what_is_no_commitment(case: Any) -> None:
    assert not is_commitment(case["leaf"].encode())


@named(ENTRIES["declarations"], "type")
def test_declarations(case: Any) -> None:
    content = parse_declaration(case["leaf"].encode(), 0).content
    assert content == {"type": case["type"], **case["body"]}


@named(ENTRIES["not_declarations"], "name")
def test_what_is_no_declaration(case: Any) -> None:
    refuses(parse_declaration, case["leaf"].encode(), 0)
