"""`fetch` mirrors a log, and whatever is changed, dropped, moved or added is found and named."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from answerable_watchdog.cli import main
from answerable_watchdog.tree import TILE_WIDTH, Tree, left_subtrees
from tests.watchdog.served import served
from tests.watchdog.small_log import (
    STRANGER,
    audit_path,
    checkpoint,
    commitment,
    leaf_hash,
    policy,
    promise_file,
    tree_hash,
    write_export,
)

LEAVES = [commitment(n) for n in range(700)]


class Log:
    """A served log that the test rewrites, and the mirror that watches it."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address, self.mirror = folder / "log", address, folder / "mirror"

    def publish(self, leaves: list[bytes], cosigners: int = 0) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        write_export(self.folder, leaves, cosigners)

    def fetch(self) -> int:
        return main(["fetch", self.address, str(self.mirror)])

    def evidence(self) -> list[Path]:
        return sorted(self.mirror.glob("evidence/*"))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    (tmp_path / "log").mkdir()
    with served(tmp_path / "log") as address:
        yield Log(tmp_path, address)


def test_a_mirror_grows_and_is_an_export(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    for size in (0, 1, 255, 256, 257, 513, 700):
        log.publish(LEAVES[:size])
        assert log.fetch() == 0, capsys.readouterr().err
        assert capsys.readouterr().out.startswith(f"{size} leaves, ")
    for path in (log.folder / "tile").rglob("*"):
        if path.is_file():
            assert (log.mirror / path.relative_to(log.folder)).read_bytes() == path.read_bytes()
    assert log.evidence() == []


def test_a_partial_tile_that_was_dropped_is_cut_from_the_full_one(log: Log) -> None:
    log.publish(LEAVES)
    (log.folder / "tile/1/000.p/1").write_bytes((log.folder / "tile/1/000.p/2").read_bytes()[:32])
    (log.folder / "checkpoint").write_text(checkpoint(LEAVES[:300]), encoding="utf-8")
    assert log.fetch() == 0
    assert len((log.mirror / "tile/0/001.p/44").read_bytes()) == 44 * 32


def rewritten(kind: str) -> list[bytes]:
    leaves = list(LEAVES)
    if kind == "changed":
        leaves[137] = commitment(10_000)
    elif kind == "dropped":
        del leaves[400]
    elif kind == "added":
        leaves.insert(299, commitment(10_000))
    else:
        leaves[5], leaves[6] = leaves[6], leaves[5]
    return leaves


@pytest.mark.parametrize("kind", ["changed", "dropped", "added", "swapped"])
@pytest.mark.parametrize("size", [500, 600, 690])
def test_a_fork_is_proved_to_others(
    log: Log, capsys: pytest.CaptureFixture[str], kind: str, size: int
) -> None:
    """The log is served again, smaller, as great, or greater than what was seen, with one entry not as it was."""
    log.publish(LEAVES[:600])
    assert log.fetch() == 0
    before = (log.mirror / "checkpoint").read_bytes()
    log.publish(rewritten(kind)[:size])
    assert log.fetch() == 1
    index = {"changed": 137, "dropped": 400, "added": 299, "swapped": 5}[kind]
    assert f"differ at leaf {index}:" in capsys.readouterr().err
    assert (log.mirror / "checkpoint").read_bytes() == before
    (found,) = log.evidence()
    proof = str(found / "proof.json")
    assert main(["verify", proof, "--policy", str(log.mirror / "policy")]) == 0
    assert capsys.readouterr().out.startswith("PROVEN: the log watchdog.example/log signed two trees")


def test_a_fork_of_one_size_needs_no_tiles(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.publish(LEAVES[:600])
    assert log.fetch() == 0
    log.publish(rewritten("changed")[:600])
    shutil.rmtree(log.folder / "tile")
    assert log.fetch() == 1
    assert "FORK" in capsys.readouterr().err
    proof = str(log.evidence()[0] / "proof.json")
    assert main(["verify", proof, "--policy", str(log.mirror / "policy")]) == 0


def test_a_rollback_is_refused_and_kept(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.publish(LEAVES[:600])
    assert log.fetch() == 0
    log.publish(LEAVES[:300])
    assert log.fetch() == 1
    assert "ROLLBACK" in capsys.readouterr().err
    assert sorted(path.name for path in log.evidence()[0].iterdir()) == ["seen", "served"]
    log.publish(LEAVES)
    assert log.fetch() == 0


def test_any_changed_byte_is_found_and_named(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.publish(LEAVES)
    files = [path for path in log.folder.rglob("*") if path.is_file() and path.name != "policy"]
    dice = random.Random(1)
    for path in files:
        whole = path.read_bytes()
        for _ in range(2):
            at = dice.randrange(len(whole))
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)]) + whole[at + 1 :])
            shutil.rmtree(log.mirror, ignore_errors=True)
            status, said = log.fetch(), capsys.readouterr().err
            assert status == 1, (path, at)
            name = path.relative_to(log.folder).as_posix()
            # A wrong hash and its parent accuse each other; the line names both.
            assert ("checkpoint" if name == "checkpoint" else name.split("/")[1]) in said, (name, said)
        path.write_bytes(whole)


@pytest.mark.parametrize("change", ["short", "long", "gone"])
def test_a_tile_of_the_wrong_length_is_named(
    log: Log, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    log.publish(LEAVES)
    for name in ("tile/0/001", "tile/entries/002.p/188", "tile/1/000.p/2"):
        whole = (log.folder / name).read_bytes()
        if change == "gone":
            (log.folder / name).unlink()
        else:
            (log.folder / name).write_bytes(whole[:-1] if change == "short" else whole + b"x")
        shutil.rmtree(log.mirror, ignore_errors=True)
        assert log.fetch() in (1, 2)
        assert name.removesuffix(".p/188").removesuffix(".p/2") in capsys.readouterr().err
        (log.folder / name).write_bytes(whole)


def test_a_strangers_checkpoint_is_refused(log: Log) -> None:
    log.publish(LEAVES[:10])
    assert log.fetch() == 0
    (log.folder / "checkpoint").write_text(checkpoint(LEAVES[:20], signer=STRANGER), encoding="utf-8")
    assert log.fetch() == 1


def test_a_mirror_that_was_changed_here_accuses_nobody(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.publish(LEAVES[:600])
    assert log.fetch() == 0
    tile = log.mirror / "tile/1/000.p/2"
    tile.write_bytes(bytes(64))
    log.publish(LEAVES)
    assert log.fetch() == 1
    assert "changed on this computer" in capsys.readouterr().err
    assert log.evidence() == []


@pytest.mark.parametrize("address", ["file:///etc", "ftp://h/x", "nonsense", "http://h:x/"])
def test_other_addresses_are_usage_errors(tmp_path: Path, address: str) -> None:
    assert main(["fetch", address, str(tmp_path / "m")]) == 2


def test_a_broken_promise_is_proved_to_others(
    log: Log, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Promised at 290 leaves; the checkpoint of 600 leaves is dated by a witness after the promise's time."""
    receipt, rules = tmp_path / "receipt", tmp_path / "rules"
    rules.write_text(policy("W0", 2), encoding="utf-8")
    receipt.write_text(promise_file(commitment(9999), 290, merge_by=1_520_000_000), encoding="utf-8")
    log.publish(LEAVES[:600], cosigners=2)
    assert main(["fetch", log.address, str(log.mirror), "--policy", str(rules)]) == 0
    ask = ["verify", str(receipt), "--policy", str(rules), "--ledger", str(log.mirror), "--format", "json"]
    capsys.readouterr()
    assert main(ask) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "broken"
    assert main(["verify", found["evidence"], "--policy", str(rules)]) == 0
    assert "PROVEN" in capsys.readouterr().out
    data = Path(found["evidence"]).read_bytes()
    dice = random.Random(3)
    for _ in range(60):
        at = dice.randrange(len(data) - 1)
        (tmp_path / "bad").write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert main(["verify", str(tmp_path / "bad"), "--policy", str(rules)]) == 1


@pytest.mark.parametrize("index", [290, 299, 599])
def test_a_kept_promise_is_not_accused(
    log: Log, tmp_path: Path, capsys: pytest.CaptureFixture[str], index: int
) -> None:
    receipt, rules = tmp_path / "receipt", tmp_path / "rules"
    rules.write_text(policy("W0", 1), encoding="utf-8")
    receipt.write_text(promise_file(LEAVES[index], 290, merge_by=1_520_000_000), encoding="utf-8")
    log.publish(LEAVES[:600], cosigners=1)
    assert main(["fetch", log.address, str(log.mirror), "--policy", str(rules)]) == 0
    assert main(["verify", str(receipt), "--policy", str(rules), "--ledger", str(log.mirror)]) == 0
    assert f"index {index}" in capsys.readouterr().out
    assert log.evidence() == []


def test_without_witnesses_there_is_no_proof(
    log: Log, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = tmp_path / "receipt"
    receipt.write_text(promise_file(commitment(9999), 290), encoding="utf-8")
    log.publish(LEAVES[:600])
    assert log.fetch() == 0
    ask = ["verify", str(receipt), "--policy", str(log.mirror / "policy"), "--ledger", str(log.mirror)]
    assert main(ask) == 0
    assert "overdue: " in capsys.readouterr().out


def tree_of(size: int) -> tuple[Tree, list[bytes]]:
    hashes = [leaf_hash(leaf) for leaf in LEAVES[:size]]
    full = size // TILE_WIDTH
    roots = [tree_hash(hashes[n * 256 : n * 256 + 256]) for n in range(full)]
    return Tree(tuple(roots), tuple(hashes[full * 256 :])), hashes


@pytest.mark.parametrize("size", [1, 2, 3, 255, 256, 257, 511, 512, 513, 700])
def test_proofs_from_tiles_are_those_of_the_definition(size: int) -> None:
    tree, hashes = tree_of(size)
    assert tree.root() == tree_hash(hashes)
    for index in {0, 1, size // 2, size - 1} & set(range(size)):
        first = index // 256 * 256
        assert tree.proof(index, hashes[first : first + 256]) == audit_path(index, hashes)


@pytest.mark.parametrize("at", [0, 1, 7, 255, 256, 290, 512, 600, 700])
def test_the_subtrees_below_a_size(at: int) -> None:
    tree, hashes = tree_of(700)
    first = at // 256 * 256
    place = 0
    for height, root in left_subtrees(at, tree, hashes[first : first + 256]):
        assert root == tree_hash(hashes[place : place + 2**height])
        place += 2**height
    assert place == at


def test_any_byte_of_a_cosignature_counts_and_their_order_does_not(log: Log, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.write_text(policy("all", 2), encoding="utf-8")
    log.publish(LEAVES[:3], cosigners=2)
    place = log.folder / "checkpoint"
    whole = place.read_bytes()
    text, signatures = whole.split(b"\n\n")
    first, one, other = signatures.splitlines(keepends=True)
    ask = ["fetch", log.address, str(log.mirror), "--policy", str(rules)]
    for at in range(len(text) + 2 + len(first), len(whole)):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert main(ask) == 1, at
    place.write_bytes(text + b"\n\n" + other + first + one)
    assert main(ask) == 0
    place.write_bytes(text + b"\n\n" + first + one)
    assert main(ask) == 1
