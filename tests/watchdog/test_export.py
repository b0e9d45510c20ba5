"""The exported ledger: every leaf, tile and root is computed again, and any change of a byte is named."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable_watchdog.encoding import canonical
from answerable_watchdog.errors import Refused
from answerable_watchdog.export import tile_path, verified_ledger
from answerable_watchdog.leaf import Declaration
from answerable_watchdog.policy import parse_policy
from tests.watchdog import small_log as log

POLICY = parse_policy(log.policy().encode())


def month_leaf(month: str) -> bytes:
    return canonical({"d": {"type": "month", "month": month}, "v": 1})


def leaves(count: int) -> list[bytes]:
    return [month_leaf("2018-03") if n == 5 else log.commitment(n) for n in range(count)]


def refusal(directory: Path) -> str:
    with pytest.raises(Refused) as caught:
        verified_ledger(directory, POLICY)
    assert str(caught.value).isprintable()
    return str(caught.value)


@pytest.mark.parametrize("size", [0, 1, 16, 255, 256, 257, 512, 700])
def test_a_whole_export_holds(tmp_path: Path, size: int) -> None:
    log.write_export(tmp_path, leaves(size))
    ledger = verified_ledger(tmp_path, POLICY)
    expected = (Declaration(5, {"type": "month", "month": "2018-03"}),) if size > 5 else ()
    assert (ledger.checkpoint.size, ledger.declarations) == (size, expected)


@pytest.mark.slow
def test_an_export_with_a_full_tile_of_level_one_holds(tmp_path: Path) -> None:
    log.write_export(tmp_path, leaves(65_536 + 300))
    assert verified_ledger(tmp_path, POLICY).checkpoint.size == 65_836


@pytest.mark.parametrize(
    ("number", "path"), [(0, "000"), (7, "007"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")]
)
def test_tile_paths_are_those_of_the_specification(number: int, path: str) -> None:
    assert tile_path(number) == path


def test_a_full_tile_may_have_replaced_a_partial_one(tmp_path: Path) -> None:
    log.write_export(tmp_path, leaves(512))
    (tmp_path / "checkpoint").write_text(log.checkpoint(leaves(300)), encoding="utf-8")
    # A log of 300 leaves has a level 1 tile of width 1; only one of width 2 was written for 512 leaves.
    (tmp_path / "tile/1/000.p/1").write_bytes((tmp_path / "tile/1/000.p/2").read_bytes()[:32])
    assert verified_ledger(tmp_path, POLICY).checkpoint.size == 300


@pytest.mark.parametrize(
    "path", ["checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"]
)
def test_a_missing_file_is_named(tmp_path: Path, path: str) -> None:
    log.write_export(tmp_path, leaves(300))
    (tmp_path / path).unlink()
    assert refusal(tmp_path).startswith(f"the export lacks {path}: ")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_changed_byte_of_a_tile_or_bundle_goes_unnoticed(tmp_path: Path, data: st.DataObject) -> None:
    directory = tmp_path / "export"
    log.write_export(directory, leaves(300))
    files = sorted(p for p in directory.rglob("*") if p.is_file() and p.name != "policy")
    file = data.draw(st.sampled_from(files))
    whole = file.read_bytes()
    position = data.draw(st.integers(0, len(whole) - 1))
    flip = data.draw(st.integers(1, 255))
    file.write_bytes(whole[:position] + bytes([whole[position] ^ flip]) + whole[position + 1 :])
    refusal(directory)
    file.write_bytes(whole[:position])
    refusal(directory)
    file.write_bytes(whole + b"\0")
    refusal(directory)
    file.write_bytes(whole)
    verified_ledger(directory, POLICY)


@pytest.mark.parametrize(
    ("leaf", "reason"),
    [
        (b"", "leaf 3 is not JSON"),
        (b"{}", "leaf 3 is neither a commitment nor a declaration"),
        (b'{"c":"00","v":1}', "leaf 3 is neither"),
        (b'{"d":{"type":"month"},"v":true}', "leaf 3 is neither"),
        (b'{"d":{"type":"month"},"v":2}', "leaf 3 is neither"),
        (b'{"d":{"month":"2018-03"},"v":1}', "leaf 3 declares nothing of a known type"),
        (b'{"d":{"type":["month"]},"v":1}', "leaf 3 declares nothing of a known type"),
        (b'{"d":[],"v":1}', "leaf 3 declares nothing of a known type"),
        (b'{"v":1,"d":{"type":"month"}}', "leaf 3 is not canonical JSON"),
        (b'{"d":{"type":"month","at":1.0},"v":1}', "leaf 3 is not JSON"),
        (b"[" * 65535, "leaf 3 is nested too deeply"),
        (b"\xff", "leaf 3 is not JSON"),
    ],
)
def test_a_leaf_of_another_form_is_refused(tmp_path: Path, leaf: bytes, reason: str) -> None:
    log.write_export(tmp_path, [*leaves(3), leaf, *leaves(4)])
    assert reason in refusal(tmp_path)


def test_a_checkpoint_that_claims_more_leaves_than_can_be_does_not_hang(tmp_path: Path) -> None:
    log.write_export(tmp_path, leaves(20))
    text = f"{log.ORIGIN}\n{2**63 - 1}\n{log.b64(bytes(32))}\n"
    (tmp_path / "checkpoint").write_text(text + "\n" + log.LOG.line(text), encoding="utf-8")
    assert "the export lacks tile/entries/000" in refusal(tmp_path)
