"""Sealing: what was sealed opens for its purpose, in its row, with its keys, and in no other way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import Refused, Tampered, Unavailable, Unknown
from answerable.keys.key_file import (
    SETTLED,
    Secrets,
    add_version,
    check_droppable,
    drop_version,
    new_secrets,
    read_key_file,
)
from answerable.keys.keyring import Keyring, open_keyring
from answerable.records.sealed import HEADER_BYTES, body_digest, prefix

KEYS = Keyring(new_secrets())
PURPOSES = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=20)


def rotated(kept: Secrets) -> Secrets:
    newest = max(int(version) for version in kept.sealing)
    return msgspec.structs.replace(kept, sealing=kept.sealing | {str(newest + 1): new_secrets().sealing["1"]})


@given(plain=st.binary(max_size=500), purpose=PURPOSES, of=PURPOSES)
def test_what_was_sealed_opens(plain: bytes, purpose: str, of: str) -> None:
    assert KEYS.open(KEYS.seal(plain, purpose, of), purpose, of) == plain


@given(plain=st.binary(max_size=60), place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_no_flipped_bit_opens(plain: bytes, place: int, bit: int) -> None:
    sealed = bytearray(KEYS.seal(plain, "note", "r1"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises((Tampered, Unavailable)):
        KEYS.open(bytes(sealed), "note", "r1")


@given(plain=st.binary(max_size=60), cut=st.integers(min_value=0))
def test_nothing_that_is_cut_or_grown_opens(plain: bytes, cut: int) -> None:
    sealed = KEYS.seal(plain, "note")
    for other in (sealed[: cut % len(sealed)], sealed[1 + cut % len(sealed) :], sealed + b"\0"):
        with pytest.raises((Tampered, Unavailable)):
            KEYS.open(other, "note")


@given(first=st.tuples(PURPOSES, PURPOSES), second=st.tuples(PURPOSES, PURPOSES))
def test_purposes_and_rows_do_not_mix(first: tuple[str, str], second: tuple[str, str]) -> None:
    sealed = KEYS.seal(b"who reported", *first)
    if first == second:
        assert KEYS.open(sealed, *second) == b"who reported"
    else:
        with pytest.raises(Tampered):
            KEYS.open(sealed, *second)


def test_each_value_has_a_key_of_its_own() -> None:
    """One that was sealed twice does not show that it is the same; the header of one opens nothing of another."""
    first, second = KEYS.seal(b"daw-mya", "reporter"), KEYS.seal(b"daw-mya", "reporter")
    assert first[5:HEADER_BYTES] != second[5:HEADER_BYTES]
    assert first[HEADER_BYTES:] != second[HEADER_BYTES:]
    with pytest.raises(Tampered):
        KEYS.open(second[:HEADER_BYTES] + first[HEADER_BYTES:], "reporter")


@given(plain=st.binary(max_size=300), rotations=st.integers(1, 3))
def test_rotation_keeps_what_is_sealed_and_what_the_ledger_commits_to(plain: bytes, rotations: int) -> None:
    kept = new_secrets()
    before = Keyring(kept).seal(plain, "note", "r1")
    for _ in range(rotations):
        kept = rotated(kept)
    now = Keyring(kept)
    assert now.open(before, "note", "r1") == plain
    after = now.rewrap(before, "note")
    assert after.startswith(prefix(rotations + 1))
    assert now.open(after, "note", "r1") == plain
    assert body_digest(after) == body_digest(before)
    newest = {str(rotations + 1): kept.sealing[str(rotations + 1)]}
    alone = Keyring(msgspec.structs.replace(kept, sealing=newest))
    assert alone.open(after, "note", "r1") == plain
    with pytest.raises(Unavailable, match="version 1 "):
        alone.open(before, "note", "r1")


def test_a_running_keyring_takes_up_a_rotated_file(tmp_path: Path) -> None:
    server, folder = open_keyring(tmp_path / "keys"), tmp_path / "keys"
    old = server.seal(b"before", "note")
    assert add_version(folder) == 2
    new = open_keyring(folder).seal(b"after", "note")
    assert new.startswith(prefix(2))
    assert server.open(new, "note") == b"after", "an unknown version is looked up at once"
    assert server.versions == (1, 2)
    assert server.seal(b"x", "note").startswith(prefix(2))
    assert server.open(old, "note") == b"before"


def test_a_running_keyring_takes_no_keys_of_another_installation(tmp_path: Path) -> None:
    server = open_keyring(tmp_path / "keys")
    tag = server.tag("reporter", "daw-mya")
    other = rotated(open_and_read(tmp_path / "other"))
    (tmp_path / "keys" / "keys.json").write_bytes(msgspec.json.encode(other))
    theirs = Keyring(other).seal(b"x", "note")
    with pytest.raises(Unavailable):
        server.open(theirs, "note")
    assert server.versions == (1,)
    assert server.tag("reporter", "daw-mya") == tag


def open_and_read(folder: Path) -> Secrets:
    open_keyring(folder)
    return read_key_file(folder / "keys.json")


def test_the_file_is_replaced_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    kept = open_and_read(tmp_path)
    add_version(tmp_path)
    path = tmp_path / "keys.json"
    assert path.stat().st_mode & 0o777 == 0o600
    now = read_key_file(path)
    assert now.sealing["1"] == kept.sealing["1"]
    assert (now.tagging, now.checkpoint, now.promise) == (kept.tagging, kept.checkpoint, kept.promise)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".changing", "keys.json"]


def test_a_version_is_dropped_only_when_nothing_can_still_be_sealed_under_it(tmp_path: Path) -> None:
    open_keyring(tmp_path)
    with pytest.raises(Refused, match="is the one that seals"):
        drop_version(tmp_path, 1)
    add_version(tmp_path)
    with pytest.raises(Unknown):
        drop_version(tmp_path, 7)
    with pytest.raises(Refused, match="a moment ago"):
        drop_version(tmp_path, 1)
    later = datetime.now(UTC) + SETTLED
    check_droppable(read_key_file(tmp_path / "keys.json"), 1, later)


BROKEN = {
    "not JSON": b"{",
    "no sealing key": b'{"sealing":{},"tagging":"%s","checkpoint":"%s","promise":"%s"}',
    "a short key": b'{"sealing":{"1":{"key":"AAAA","made_at":"2026-01-01T00:00:00Z"}},"tagging":"%s",'
    b'"checkpoint":"%s","promise":"%s"}',
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_key_file_is_refused(tmp_path: Path, what: str) -> None:
    key = b"A" * 43 + b"="
    path = tmp_path / "keys.json"
    path.write_bytes(BROKEN[what].replace(b"%s", key))
    path.chmod(0o600)
    with pytest.raises(Unavailable, match="is not a key file"):
        open_keyring(tmp_path)
    path.chmod(0o644)
    with pytest.raises(Unavailable, match="can be read by others"):
        open_keyring(tmp_path)
