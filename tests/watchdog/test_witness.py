"""A witness judges what it is asked (C2SP tlog-witness), remembers before it signs, and keeps what does not agree."""

import base64
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable_watchdog.errors import Refused
from answerable_watchdog.merkle import is_consistent
from answerable_watchdog.note import cosigned_at, parse_note
from answerable_watchdog.witness import Answer, Witness
from answerable_watchdog.witness_folder import Folder
from answerable_watchdog.witness_state import State
from tests.watchdog import small_log as log
from tests.watchdog.witnesses import Log

NOW = 1_700_000_000
TRUE, FORK = Log(), Log(branch="false", common=3)


class Clock:
    def __init__(self) -> None:
        self.at = float(NOW)

    def __call__(self) -> float:
        return self.at


class Opened:
    """A witness in this process."""

    def __init__(self, path: Path) -> None:
        self.folder, self.clock = Folder(str(path)), Clock()
        if not (path / "key").exists():
            self.folder.init("w.example/one")
            self.folder.follow(log.LOG.vkey)
        self.state = State(self.folder.state_file)
        self.witness = Witness(self.folder, self.state, self.folder.logs, self.clock)

    def ask(self, body: str) -> Answer:
        return self.witness.add_checkpoint(body.encode())

    def cosigned(self, body: str) -> int:
        """Ask for what is to be cosigned; the cosignature's time, once it is seen to be true."""
        answer = self.ask(body)
        assert answer.status == 200, answer.body
        note = parse_note(body.partition("\n\n")[2] + answer.body, "it")
        at = cosigned_at(note, self.witness.key.public, "it")
        assert at is not None
        return at


@pytest.fixture
def w(tmp_path: Path) -> Iterator[Opened]:
    opened = Opened(tmp_path / "w")
    yield opened
    opened.state.close()


def test_a_growing_log_is_cosigned_at_every_size_of_a_tile(w: Opened) -> None:
    old = 0
    for size in (0, 1, 255, 256, 257, 257, 600):
        assert w.cosigned(TRUE.request(old, size)) == NOW
        old = size
    latest = w.state.latest(log.ORIGIN)
    assert latest is not None
    assert latest.size == 600


@pytest.mark.parametrize("size", [1, 255, 256, 257])
def test_a_first_checkpoint_of_any_size_is_cosigned_without_a_proof(size: int, w: Opened) -> None:
    assert w.cosigned(TRUE.request(0, size)) == NOW


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_only_what_continues_the_latest_size_is_cosigned(
    asked: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Random growth and random old sizes, told from what the specification says of each."""
    w, known = Opened(tmp_path_factory.mktemp("w") / "w"), 0
    for old, size in asked:
        answer = w.ask(
            TRUE.request(min(old, size), size).replace(f"old {min(old, size)}\n", f"old {old}\n", 1)
        )
        if old > size:
            assert answer.status == 400
        elif old != known:
            assert (answer.status, answer.body, answer.content_type) == (
                409,
                f"{known}\n",
                "text/x.tlog.size",
            )
        else:
            assert answer.status == 200
            known = size
    w.state.close()


@given(st.integers(0, 70), st.integers(0, 70), st.integers(0, 3000))
def test_a_consistency_proof_proves_one_thing(one: int, other: int, flip: int) -> None:
    old, new = sorted((one, other))
    hashes = TRUE.hashes(new)
    old_root, new_root, proof = (
        log.tree_hash(hashes[:old]),
        log.tree_hash(hashes),
        log.consistency(old, hashes),
    )
    assert is_consistent(old, new, old_root, new_root, proof)
    assert not is_consistent(old, new, old_root, new_root, [*proof, bytes(32)])
    if proof:
        bad = list(proof)
        at, bit = flip % len(bad), flip % 256
        bad[at] = (int.from_bytes(bad[at]) ^ 1 << bit).to_bytes(32)
        assert not is_consistent(old, new, old_root, new_root, bad)
        assert not is_consistent(old, new, old_root, new_root, proof[:-1])
    if 0 < old < new:
        assert not is_consistent(old, new, log.tree_hash([*FORK.hashes(old), bytes(32)]), new_root, proof)


GOOD = TRUE.request(0, 5)
LINES = "".join(f"{log.b64(bytes(32))}\n" for _ in range(64))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("old 0", 400),
        ("old 0\n\n", 400),
        (GOOD.replace("old 0", "old"), 400),
        (GOOD.replace("old 0", "old 00"), 400),
        (GOOD.replace("old 0", "old -1"), 400),
        (GOOD.replace("old 0", "old +0"), 400),
        (GOOD.replace("old 0", "old  0"), 400),
        (GOOD.replace("old 0", "old 9223372036854775808"), 400),
        (GOOD.replace("old 0", "old 6"), 400),
        (GOOD.replace("old 0", "new 0"), 400),
        (GOOD.replace("old 0\n", "old 0\nnonsense\n"), 400),
        (GOOD.replace("old 0\n", f"old 0\n{log.b64(bytes(31))}\n"), 400),
        (GOOD.replace("old 0\n", f"old 0\n{LINES}"), 400),
        (GOOD.replace("\n", "\r\n"), 400),
        (GOOD.replace("\n5\n", "\n05\n"), 400),
        (GOOD.replace("\n5\n", "\nfive\n"), 400),
        (GOOD.partition("\u2014")[0], 403),
        (GOOD.rstrip("\n"), 400),
        (GOOD.replace(log.ORIGIN, "other.example/log"), 404),
        (GOOD.replace("\n5\n", "\n6\n"), 403),
        (GOOD.replace(f"\u2014 {log.ORIGIN}", "\u2014 other.example/log"), 403),
        (GOOD.partition("\u2014")[0] + log.STRANGER.line(TRUE.text(5)), 403),
        (GOOD + log.LOG.line(TRUE.text(6)), 403),
        (GOOD + "\u2014 malformed\n", 403),
        (GOOD.replace("old 0\n", f"old 0\n{log.b64(bytes(32))}\n"), 422),
        (f"old 0\n\n{log.ORIGIN}\n0\n{log.b64(bytes(32))}\n", 400),
    ],
)
def test_what_is_not_cosigned_changes_nothing(body: str, status: int, w: Opened) -> None:
    assert w.ask(body).status == status
    assert w.state.latest(log.ORIGIN) is None
    assert w.cosigned(GOOD + log.STRANGER.line(TRUE.text(5))) == NOW, "unknown signatures are passed over"


def signed(text: str) -> str:
    return f"{text}\n{log.LOG.line(text)}"


def test_an_empty_tree_has_the_root_of_nothing(w: Opened) -> None:
    assert w.ask("old 0\n\n" + signed(f"{log.ORIGIN}\n0\n{log.b64(bytes(32))}\n")).status == 422
    assert w.cosigned(TRUE.request(0, 0)) == NOW


def test_extension_lines_of_other_logs_are_cosigned_with_the_rest(w: Opened) -> None:
    assert w.cosigned("old 0\n\n" + signed(TRUE.text(4) + "an extension\n")) == NOW


def test_the_same_size_with_another_root_is_a_fork_and_kept(w: Opened) -> None:
    w.cosigned(TRUE.request(0, 5))
    for old in (5, 0, 2):
        answer = w.ask(FORK.request(old, 5))
        assert answer.status == (422 if old == 5 else 409)
    (name,) = w.folder.evidence()
    assert name.startswith("fork-")
    kept = {file.name: file.read_text() for file in (w.folder.path / "evidence" / name).iterdir()}
    assert kept["shown"] == FORK.checkpoint(5)
    assert kept["known"].startswith(TRUE.checkpoint(5))
    assert cosigned_at(parse_note(kept["known"], "it"), w.witness.key.public, "it") == NOW
    assert "two roots for size 5" in kept["why"]
    assert w.cosigned(TRUE.request(5, 9)) == NOW, "the true history goes on"


def test_a_fork_at_a_size_long_past_is_seen(w: Opened) -> None:
    w.cosigned(TRUE.request(0, 5))
    w.cosigned(TRUE.request(5, 40))
    assert w.ask(FORK.request(0, 5)).status == 409
    assert [name.split("-")[0] for name in w.folder.evidence()] == ["fork"]


def test_what_cannot_be_proved_is_kept_until_it_is_proved(w: Opened) -> None:
    w.cosigned(TRUE.request(0, 5))
    wrong = TRUE.request(5, 9).replace("old 5\n", f"old 5\n{log.b64(bytes(32))}\n")
    assert w.ask(wrong).status == 422
    assert w.ask(FORK.request(5, 12)).status == 422
    assert [name.split("-")[2:4] for name in w.folder.evidence()] == [["5", "12"], ["5", "9"]]
    w.cosigned(TRUE.request(5, 9))
    assert [name.split("-")[2:4] for name in w.folder.evidence()] == [["5", "12"]]


def test_strangers_with_true_checkpoints_and_wrong_proofs_do_not_fill_the_disk(w: Opened) -> None:
    w.cosigned(TRUE.request(0, 5))
    for size in range(6, 120):
        assert w.ask(f"old 5\n{log.b64(bytes(32))}\n\n{TRUE.checkpoint(size)}").status == 422
    assert len(w.folder.evidence()) == 100
    assert w.ask(FORK.request(5, 5)).status == 422
    assert sum(name.startswith("fork-") for name in w.folder.evidence()) == 1, "a fork is kept all the same"


def test_times_never_go_back(w: Opened) -> None:
    w.cosigned(TRUE.request(0, 5))
    w.clock.at = NOW - 1000
    assert w.cosigned(TRUE.request(5, 5)) == NOW
    assert w.cosigned(TRUE.request(5, 6)) == NOW
    w.clock.at = NOW + 7.9
    assert w.cosigned(TRUE.request(6, 6)) == NOW + 7


def test_a_folder_from_a_backup_takes_up_what_it_is_shown_that_it_signed(w: Opened, tmp_path: Path) -> None:
    """Restored to size 5 after it had cosigned 9: shown its own cosignature, it is at 9 again and signs no fork."""
    w.cosigned(TRUE.request(0, 5))
    w.state.close()
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in w.folder.path.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    (copy / "key").chmod(0o600)
    newer = Opened(w.folder.path)
    own = newer.ask(TRUE.request(5, 9)).body
    older = Opened(copy)
    assert older.ask(TRUE.request(5, 9, also=own)).body == "9\n"
    assert older.ask(FORK.request(5, 12)).status == 409
    assert older.cosigned(TRUE.request(9, 12)) == NOW
    false = own.replace("A", "B", 1)
    assert older.ask(TRUE.request(12, 13, also=false)).status == 200, (
        "a false line in its name is passed over"
    )
    newer.state.close()
    older.state.close()


def test_on_a_full_disk_nothing_is_signed_and_nothing_forgotten(w: Opened) -> None:
    w.cosigned(TRUE.request(0, 5))
    (pages,) = w.state._file.execute("pragma page_count").fetchone()
    w.state._file.execute(f"pragma max_page_count = {pages}")
    size, full = 5, ""
    while not full:
        try:
            w.cosigned(TRUE.request(size, size + 1))
            size += 1
        except sqlite3.OperationalError as error:
            full = str(error)
    assert "full" in full
    latest = w.state.latest(log.ORIGIN)
    assert latest is not None
    assert latest.size == size > 5
    w.state._file.execute("pragma max_page_count = 1000000")
    assert w.cosigned(TRUE.request(size, size + 1)) == NOW


def test_monitors_get_the_latest_checkpoint_with_both_signatures(w: Opened) -> None:
    name = hashlib.sha256(log.ORIGIN.encode()).hexdigest()
    assert w.witness.checkpoint(name).status == 404
    line = w.ask(TRUE.request(0, 5)).body
    assert w.witness.checkpoint(name).body == TRUE.checkpoint(5) + line
    assert w.witness.checkpoint("0" * 64).status == 404


def test_a_log_whose_origin_is_not_its_keys_name_is_followed(w: Opened) -> None:
    w.folder.follow(f"{log.STRANGER.vkey} a tree of others")
    text = f"a tree of others\n1\n{log.b64(bytes(32))}\n"
    assert w.cosigned(f"old 0\n\n{text}\n{log.STRANGER.line(text)}") == NOW
    assert w.ask(f"old 0\n\n{text}\n{log.LOG.line(text)}").status == 403


def test_a_log_with_two_keys_needs_one_and_no_false_one(w: Opened) -> None:
    second = log.Signer(log.ORIGIN, 1, 77)
    w.folder.follow(second.vkey)
    text = TRUE.text(5)
    assert w.cosigned(f"old 0\n\n{text}\n{second.line(text)}") == NOW
    answer = w.ask(f"old 5\n\n{text}\n{second.line(text)}{log.LOG.line(text + 'x')}")
    assert answer.status == 403


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "w"))
    key = folder.init("w.example/one")
    assert (folder.path / "key").stat().st_mode & 0o777 == 0o600
    assert folder.key().vkey == key.vkey
    name, key_id, material = key.vkey.split("+", 2)
    raw = base64.b64decode(material)
    assert (name, raw[0], len(raw)) == ("w.example/one", 4, 33)
    assert key_id == hashlib.sha256(b"w.example/one\n" + raw).hexdigest()[:8]
    with pytest.raises(Refused, match="keeps its key"):
        folder.init("w.example/two")
    (folder.path / "key").chmod(0o644)
    with pytest.raises(Refused, match="chmod 600"):
        folder.key()


@pytest.mark.parametrize("line", ["nonsense", log.WITNESSES[0].vkey, log.LOG.vkey])
def test_a_line_that_is_no_new_log_is_refused_and_nothing_written(line: str, w: Opened) -> None:
    before = w.folder.logs_file.read_text()
    with pytest.raises(Refused):
        w.folder.follow(line)
    assert w.folder.logs_file.read_text() == before


@given(st.binary(max_size=400))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_answered(w: Opened, data: bytes) -> None:
    for body in (data, b"old 0\n\n" + data, GOOD.encode()[:-3] + data):
        assert w.witness.add_checkpoint(body).status in (400, 403, 404)
