"""Receipts through the command: what holds, what does not, and that nothing ends in a traceback."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable_watchdog.cli import main
from answerable_watchdog.errors import Refused
from answerable_watchdog.policy import parse_policy
from answerable_watchdog.receipt import RECEIPT_BYTES_MAX, verify
from tests.watchdog import small_log as log

LEAVES = [log.commitment(n) for n in range(21)]
POLICY = log.policy()
PROOF = log.proof_file(LEAVES, 17, 16)
PROMISE = log.promise_file(LEAVES[17], 16)


def refusal(receipt: str | bytes, policy: str = POLICY) -> str:
    """The one line with which a receipt is refused."""
    data = receipt.encode() if isinstance(receipt, str) else receipt
    with pytest.raises(Refused) as caught:
        verify(data, parse_policy(policy.encode()))
    line = str(caught.value)
    assert line.isprintable()
    assert len(line) < 400
    return line


def run(tmp_path: Path, receipt: str | bytes, *options: str, policy: str = POLICY) -> int:
    (tmp_path / "receipt").write_bytes(receipt.encode() if isinstance(receipt, str) else receipt)
    (tmp_path / "policy").write_text(policy, encoding="utf-8")
    return main(["verify", str(tmp_path / "receipt"), "--policy", str(tmp_path / "policy"), *options])


@pytest.mark.parametrize("size", [1, 2, 3, 16, 21])
def test_every_leaf_of_a_log_has_a_receipt_that_holds(size: int) -> None:
    for index in range(size):
        verified = verify(log.proof_file(LEAVES[:size], index, index).encode(), parse_policy(POLICY.encode()))
        assert verified.inclusion is not None
        assert (verified.inclusion.index, verified.inclusion.checkpoint.size) == (index, size)


def test_an_included_receipt_says_where_and_when(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    receipt = log.proof_file(LEAVES, 17, 16, cosigners=2)
    status = run(tmp_path, receipt, "--format", "json", policy=log.policy("all", 2))
    assert status == 0
    assert json.loads(capsys.readouterr().out) == {
        "status": "included",
        "origin": log.ORIGIN,
        "leaf_hash": log.b64(log.leaf_hash(LEAVES[17])),
        "promised_size": 16,
        "merge_by": log.MERGE_BY,
        "index": 17,
        "size": 21,
        "root": log.b64(log.tree_hash([log.leaf_hash(x) for x in LEAVES])),
        "cosigned": [
            {"witness": "w0.example", "time": 1_520_000_300},
            {"witness": "w1.example", "time": 1_520_000_301},
        ],
    }
    assert run(tmp_path, receipt, policy=log.policy("all", 2)) == 0
    assert capsys.readouterr().out == (
        "included: leaf 17 of 21 in the log 'watchdog.example/log'.\n"
        "The promise is genuine: made at 16 leaves, due 2018-03-02 14:23:20 UTC.\n"
        "Cosigned by the witness 'w0.example' at 2018-03-02 14:18:20 UTC.\n"
        "Cosigned by the witness 'w1.example' at 2018-03-02 14:18:21 UTC.\n"
    )


@pytest.mark.parametrize(
    ("now", "word", "text"),
    [
        (log.MERGE_BY - 1, "promised", "promised: "),
        (log.MERGE_BY, "promised", "promised: "),
        (log.MERGE_BY + 1, "overdue", "OVERDUE: "),
    ],
)
def test_a_promise_is_genuine_and_says_whether_its_time_is_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], now: int, word: str, text: str
) -> None:
    assert run(tmp_path, PROMISE, "--now", str(now)) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(text)
    assert "2018-03-02 14:23:20 UTC" in shown
    assert "evidence" in shown
    assert run(tmp_path, PROMISE, "--now", str(now), "--require-inclusion", "--format", "json") == 1
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["status"], outcome["index"], outcome["merge_by"]) == (word, None, log.MERGE_BY)


def test_many_receipts_are_told_apart_and_one_bad_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """More than a task of receipts, so that order and threads show."""
    names = [str(tmp_path / f"r{n:03d}") for n in range(150)]
    for n, name in enumerate(names):
        text = log.proof_file(LEAVES, n % 7, 0) if n % 2 else log.promise_file(LEAVES[n % 7], 0)
        Path(name).write_text(text[:-9] if n == 140 else text, encoding="utf-8")
    (tmp_path / "policy").write_text(log.policy(), encoding="utf-8")
    policy = ["--policy", str(tmp_path / "policy"), "--now", str(log.MERGE_BY)]
    assert main(["verify", *names, *policy, "--format", "json"]) == 1
    outcomes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["receipt"] for one in outcomes] == names
    expected = ["refused" if n == 140 else "included" if n % 2 else "promised" for n in range(150)]
    assert [one["status"] for one in outcomes] == expected
    assert main(["verify", *names[:2], *policy]) == 0
    assert capsys.readouterr().out.splitlines() == [f"'{names[0]}': promised", f"'{names[1]}': included"]
    assert main(["verify", *names[:2], *policy, "--require-inclusion"]) == 1
    capsys.readouterr()


def test_an_included_receipt_is_never_overdue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, PROOF, "--now", str(log.MERGE_BY * 2), "--require-inclusion") == 0
    assert capsys.readouterr().out.startswith("included: ")


def test_a_refusal_is_one_line_and_in_json_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, PROOF.replace("index 17", "index 18"), "--format", "json") == 1
    output = capsys.readouterr()
    reason = "the inclusion proof does not lead from this leaf to the root in the checkpoint"
    assert json.loads(output.out) == {"status": "refused", "reason": reason}
    assert output.err == f"answerable-watchdog: {reason}\n"


def test_a_path_that_cannot_be_read_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy").write_text(POLICY, encoding="utf-8")
    policy = ["--policy", str(tmp_path / "policy")]
    for path in (str(tmp_path / "none"), str(tmp_path), "a\0b"):
        assert main(["verify", path, *policy]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(SystemExit) as caught:
        main(["verify", str(tmp_path / "policy")])
    assert caught.value.code == 2


def test_a_second_signature_of_a_stranger_changes_nothing() -> None:
    text = PROOF.split("\n\n", 1)[1].split("\n\n")[0] + "\n"
    line = log.STRANGER.line(text)
    verify((PROOF + line).encode(), parse_policy(POLICY.encode()))
    assert refusal(PROOF.replace(log.LOG.line(text), line)) == (
        "the checkpoint is not signed by a key that the policy lists for 'watchdog.example/log'"
    )


def forged(**parts: object) -> str:
    """A proof file of which each part can be replaced."""
    leaf = parts.get("leaf", LEAVES[17])
    assert isinstance(leaf, bytes)
    note = parts.get("promise") or log.promise(LEAVES[17], 16)
    assert isinstance(note, str)
    head, _, rest = PROOF.partition("\nindex ")
    encoded = parts.get("extra") or log.extra(leaf, note)
    return f"{head.split(chr(10), 1)[0]}\nextra {encoded}\nindex {rest}"


def test_the_forging_used_below_is_sound() -> None:
    assert forged() == PROOF


@pytest.mark.parametrize(
    ("receipt", "reason"),
    [
        ("", "not a receipt: its first line is ''"),
        ("hello\n", "not a receipt: its first line is 'hello'"),
        (PROOF.replace("\n", "\r\n"), "the receipt, line 1: a carriage return"),
        ("\ufeff" + PROOF, "byte order mark"),
        (PROOF.encode() + b"\xff", "line 14: not UTF-8 text"),
        (PROOF.encode("utf-16"), "line 1: not UTF-8 text"),
        (PROOF + "\x1b[2J", "line 14: control character '\\x1b'"),
        (PROOF.replace("index 17", "index -17"), "the index is not a plain decimal number: '-17'"),
        (PROOF.replace("index 17", "index 017"), "the index is not a plain decimal number: '017'"),
        (PROOF.replace("index 17", "index 1_7"), "the index is not a plain decimal number: '1_7'"),
        (PROOF.replace("index 17", "index ၁၇"), "the index is not a plain decimal number"),
        (PROOF.replace("index 17", "index " + "9" * 5000), "the index is not a plain decimal number"),
        (PROOF.replace("index 17", "index 9223372036854775808"), "the index is not a plain decimal number"),
        (PROOF.replace("index 17", "index 21"), "leaf index 21 is not in a tree of 21 leaves"),
        (PROOF.replace("index 17", "index 17\nindex 17"), "a hash of the inclusion proof is not base64"),
        (PROOF.replace("index 17", "index  17"), "the index is not a plain decimal number: ' 17'"),
        (
            PROOF.replace("index 17\n", "index 17\n" + log.b64(bytes(32)) + "\n"),
            "longer than the tree is deep",
        ),
        (
            PROOF.replace("index 17\n", "index 17\n" + (log.b64(bytes(32)) + "\n") * 90),
            "no tree is deeper than",
        ),
        (PROOF.replace("index 17\n", "index 17\n" + log.b64(bytes(31)) + "\n"), "has 31 bytes, not 32"),
        (PROOF.replace("\nextra ", "\nExtra "), "the proof needs an extra line"),
        (PROOF.replace("\nextra ", "\nextra x\nextra "), "the proof needs an extra line"),
        (PROOF.replace("\n21\n", "\n+21\n"), "the size in the checkpoint is not a plain decimal number"),
        (
            PROOF.replace("\n21\n", "\n22\n"),
            "the signature of the checkpoint by 'watchdog.example/log' is wrong",
        ),
        (PROOF.replace("\n\nwatchdog", "\n\nstranger"), "which the policy does not list"),
        (PROOF.rstrip("\n"), "the checkpoint is not a signed note"),
        (PROOF + "\n", "the checkpoint has a malformed signature line"),
        (PROOF + PROOF.splitlines()[-1] + "x\n", "is not base64"),
        (PROOF + "\u2014 a b c\n", "the checkpoint has a malformed signature line"),
        (PROOF + "- a QUFBQUFBQUE=\n", "the checkpoint has a malformed signature line"),
        (PROOF + "\u2014 a QUFB\n", "a signature that is too short"),
        (PROOF + "\u2014 a QUFBQUFBQUE=\n" * 100, "has 101 signatures; at most 100"),
        (PROOF.split("\n\n")[0], "the proof needs an extra line"),
        (forged(extra="AAAA===="), "the extra line is not base64"),
        (forged(extra=log.b64(b"[" * 60_000)), "the extra data is nested too deeply"),
        (forged(extra=log.b64(b"9" * 6000)), "the extra data is not JSON"),
        (forged(extra=log.b64(b'{"leaf":1.5,"promise":"x"}')), "the extra data is not JSON"),
        (forged(extra=log.b64(b'{"leaf":NaN,"promise":"x"}')), "the extra data is not JSON"),
        (forged(extra=log.b64(b'{"leaf":"","leaf":"","promise":""}')), "a name occurs twice"),
        (forged(extra=log.b64(b'{"leaf":"","promise":"\\ud800"}')), "half of a surrogate pair"),
        (forged(extra=log.b64(b'{"leaf":"", "promise":""}')), "not canonical JSON"),
        (forged(extra=log.b64(b'{"leaf":"","promise":"","x":1}')), "exactly leaf and promise"),
        (forged(extra=log.b64(b"[]")), "exactly leaf and promise"),
        (forged(extra=log.b64(b'{"leaf":1,"promise":""}')), "not both text"),
        (forged(leaf=LEAVES[16]), "the promise is for another leaf"),
        (forged(leaf=b'{"c":"00","v":1}'), "the leaf is not"),
        (forged(leaf=LEAVES[17] + b"\n"), "the leaf is not"),
        (forged(leaf=LEAVES[17].replace(b":1}", b":2}")), "the leaf is not"),
        (forged(leaf=b'{"d":{"type":"month"},"v":1}'), "the leaf is not"),
        (forged(promise=log.promise(LEAVES[17], 18)), "stands at index 17, but the promise was made when"),
        (forged(promise=log.promise(LEAVES[17], 16, log.LOG)), "is not signed by a key"),
        (forged(promise=log.promise(LEAVES[17], 16, log.STRANGER)), "is not signed by a key"),
        (forged(promise=log.checkpoint(LEAVES)), "the promise does not have its four lines"),
        (forged(promise=log.promise(LEAVES[17], 16).replace("\n16\n", "\n15\n")), "is wrong"),
        (PROMISE.replace("merge by 1", "merge by 2"), "is wrong"),
        (PROMISE.replace("merge by ", "merge by -"), "the time in the promise is not a plain decimal number"),
        (PROMISE.replace("\n16\n", "\n016\n"), "the tree size in the promise is not a plain decimal number"),
        (PROMISE.replace("\nleaf ", "\nleaf"), "does not continue with one leaf line"),
        (PROMISE.replace("\nleaf ", "\nleaf x\nleaf "), "the leaf is not base64"),
        (PROMISE.replace("watchdog", "wotchdog"), "the policy lists no log and promise key"),
        (PROMISE.replace("/promise", ""), "the promise does not have its four lines"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_reason(receipt: str | bytes, reason: str) -> None:
    assert reason in refusal(receipt)


def test_a_checkpoint_never_stands_in_for_a_promise_nor_a_promise_for_a_checkpoint() -> None:
    head = PROOF.split("\n\n", 1)[0]
    assert refusal(f"{head}\n\n{log.promise(LEAVES[17], 16)}") == (
        "the checkpoint does not have exactly the three lines origin, size, root"
    )


@pytest.mark.parametrize(
    ("cosigners", "quorum", "lacking"),
    [
        (1, "2", "the quorum 'g' needs 2 of 3, 1 cosigned; missing: 'W1', 'W2'"),
        (0, "any", "the quorum 'g' needs 1 of 3, 0 cosigned; missing: 'W0', 'W1', 'W2'"),
        (2, "all", "the quorum 'g' needs 3 of 3, 2 cosigned; missing: 'W2'"),
        (1, "W1", "the quorum 'W1' needs 1 of 1, 0 cosigned; missing: 'W1'"),
    ],
)
def test_too_few_witnesses_are_no_quorum_and_the_missing_are_named(
    cosigners: int, quorum: str, lacking: str
) -> None:
    line = refusal(log.proof_file(LEAVES, 3, 0, cosigners), log.policy(quorum, 3))
    assert line == f"the checkpoint lacks cosignatures: {lacking}"


@pytest.mark.parametrize(("cosigners", "quorum"), [(2, "2"), (1, "any"), (3, "all"), (2, "W1"), (0, "none")])
def test_enough_witnesses_are_a_quorum(cosigners: int, quorum: str) -> None:
    verify(log.proof_file(LEAVES, 3, 0, cosigners).encode(), parse_policy(log.policy(quorum, 3).encode()))


def test_a_wrong_cosignature_of_a_known_witness_is_refused_even_without_need_of_it() -> None:
    text = log.checkpoint(LEAVES).split("\n\n")[0] + "\n"
    wrong = log.WITNESSES[0].line(text + "x\n", 5)
    assert refusal(PROOF + wrong, log.policy("none", 1)) == (
        "the signature of the checkpoint by 'w0.example' is wrong"
    )
    without_time = log.WITNESSES[0].line(text)
    assert refusal(PROOF + without_time, log.policy("none", 1)).endswith("by 'w0.example' is wrong")


def test_a_huge_file_is_refused_before_it_is_read_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, PROOF + "\n" * RECEIPT_BYTES_MAX) == 1
    assert f"is longer than {RECEIPT_BYTES_MAX} bytes" in capsys.readouterr().err


def ignorable(data: bytes, position: int) -> bool:
    """Whether this byte names a witness (its name or key ID): changed, the line is a stranger's, and ignored.

    Only where the policy does not need that witness. Everything else of a receipt is signed or is compared
    with what is signed.
    """
    start = data.rfind(b"\n", 0, position) + 1
    line = data[start : data.find(b"\n", position)]
    if not line.startswith("\u2014 w0.example ".encode()):
        return False
    # The 4-byte key ID is in the first 5 of its 6 base64 characters and shares the 6th with the time.
    return 4 <= position - start < len("\u2014 w0.example ".encode()) + 6


@settings(max_examples=1500, deadline=None)
@given(st.data())
def test_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    kinds = {"proof": PROOF, "promise": PROMISE, "cosigned": log.proof_file(LEAVES, 17, 16, 1)}
    kind = data.draw(st.sampled_from(sorted(kinds)))
    whole = kinds[kind].encode()
    position = data.draw(st.integers(0, len(whole) - 1))
    how = data.draw(st.sampled_from(["replace", "delete", "insert", "cut", "repeat line"]))
    byte = bytes([data.draw(st.integers(0, 255))])
    changed = {
        "replace": whole[:position] + byte + whole[position + 1 :],
        "delete": whole[:position] + whole[position + 1 :],
        "insert": whole[:position] + byte + whole[position:],
        "cut": whole[:position],
        "repeat line": whole[:position] + whole[whole.rfind(b"\n", 0, position) + 1 :],
    }[how]
    # What may still hold: the same file; one cut or repeated at a whole signature line; a witness renamed.
    if changed == whole or (how in ("replace", "delete", "insert") and ignorable(whole, position)):
        return
    if how in ("cut", "repeat line") and holds(changed):
        assert set(changed.splitlines()) <= set(whole.splitlines())
    else:
        assert not holds(changed)


def holds(data: bytes) -> bool:
    """Whether the receipt verifies; anything but a verdict or a refusal is an error of the test's subject."""
    try:
        verify(data, parse_policy(log.policy("none", 1).encode()))
    except Refused:
        return False
    return True


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["c2sp.org/tlog-proof@v1\n", "answerable promise@v1\n", ""]))
def test_any_bytes_are_refused_in_one_line(data: bytes, start: str) -> None:
    refusal(start.encode() + data)
