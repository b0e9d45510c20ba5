"""Three witnesses in three processes, spoken to over HTTP: killed, behind, shown a fork; a transcript in bytes."""

import contextlib
import random
import re
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from answerable_watchdog import witness_server
from answerable_watchdog.note import Key, cosigned_at, parse_key, parse_note
from answerable_watchdog.witness import Witness
from answerable_watchdog.witness_folder import Folder
from answerable_watchdog.witness_state import State
from tests.watchdog import small_log as log
from tests.watchdog.witnesses import Answer, Log, Process, run, serving

TRUE = Log()


def key_of(witness: Process) -> Key:
    return parse_key(witness.vkey, 4)


def holds(witness: Process, answer: Answer, checkpoint: str) -> bool:
    """Whether the answer is a true cosignature of the checkpoint, of about now."""
    if answer.status != 200:
        return False
    at = cosigned_at(parse_note(checkpoint + answer.text, "it"), key_of(witness), "it")
    return at is not None and abs(at - time.time()) < 60


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Process]]:
    with ExitStack() as stack:
        yield [stack.enter_context(serving(tmp_path / f"w{n}", f"w{n}.example")) for n in range(3)]


def test_three_witnesses_one_killed_one_behind_and_a_fork_shown_to_two(
    three: list[Process], tmp_path: Path
) -> None:
    first, killed, behind = three
    for witness in three:
        assert holds(witness, witness.post(TRUE.request(0, 255)), TRUE.checkpoint(255))
    killed.kill()
    behind.stop()
    shutil.copytree(behind.folder, tmp_path / "backup")
    behind.start()
    for witness in (first, behind):
        assert holds(witness, witness.post(TRUE.request(255, 257)), TRUE.checkpoint(257))
    killed.start()
    assert killed.post(TRUE.request(257, 300)).text == "255\n", "it says where it is"
    assert holds(killed, killed.post(TRUE.request(255, 300)), TRUE.checkpoint(300))
    assert holds(first, first.post(TRUE.request(257, 300)), TRUE.checkpoint(300))

    # The third is started again on its backup: at 255 again, it would sign a fork from there, were it not shown
    # its own cosignature at 257.
    own = behind.post(TRUE.request(257, 257)).text
    behind.stop()
    shutil.rmtree(behind.folder)
    shutil.copytree(tmp_path / "backup", behind.folder)
    behind.start()
    assert behind.post(TRUE.request(257, 300)).text == "255\n"
    assert behind.post(TRUE.request(255, 257, also=own)).text == "257\n"

    fork = Log(branch="false", common=257)
    for witness in (first, killed):
        assert witness.post(fork.request(300, 300)).status == 422
        assert witness.post(fork.request(300, 320)).status == 422
        kinds = sorted(one.name.split("-")[0] for one in (witness.folder / "evidence").iterdir())
        assert kinds == ["fork", "unproven"]
        assert holds(witness, witness.post(TRUE.request(300, 320)), TRUE.checkpoint(320))


def test_a_folder_is_served_once_and_a_log_can_be_added_meanwhile(tmp_path: Path) -> None:
    with serving(tmp_path / "w") as witness:
        again = run("serve", "--dir", str(witness.folder), "--listen", "127.0.0.1:0")
        assert (again.returncode, again.stderr.count("\n")) == (1, 1)
        assert "another process serves" in again.stderr
        text = f"{log.STRANGER.name}\n0\n{log.b64(log.tree_hash([]))}\n"
        body = f"old 0\n\n{text}\n{log.STRANGER.line(text)}"
        assert witness.post(body).status == 404
        assert run("add", "--dir", str(witness.folder), log.STRANGER.vkey).returncode == 0
        assert witness.post(body).status == 200
        status = run("status", "--dir", str(witness.folder))
        assert f"{log.STRANGER.name}': cosigned at size 0 on" in status.stdout
        assert f"{log.ORIGIN}': nothing cosigned yet" in status.stdout
        assert witness.vkey in witness.get("/").text


def test_requests_at_once_leave_one_history(tmp_path: Path) -> None:
    """Two histories pressed at the same time by many clients: each size gets one root, and sizes never fall."""
    histories = [TRUE, Log(branch="false", common=20)]
    with serving(tmp_path / "w") as witness:
        assert witness.post(TRUE.request(0, 20)).status == 200
        signed: list[tuple[str, str]] = []

        def press(which: int) -> None:
            history = histories[which % 2]
            for size in range(21 + which, 60, 3):
                old = int(witness.post(history.request(0, size)).text)
                answer = witness.post(history.request(min(old, size), size))
                if answer.status == 200:
                    signed.append((history.checkpoint(size), answer.text))

        clients = [threading.Thread(target=press, args=[n]) for n in range(6)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        assert signed
        branches = {
            history.branch for history in histories for text, _ in signed if text in history_of(history)
        }
        assert len(branches) == 1
        for text, line in signed:
            assert cosigned_at(parse_note(text + line, "it"), key_of(witness), "it") is not None


def history_of(history: Log) -> set[str]:
    return {history.checkpoint(size) for size in range(21, 60)}


def killed_again_and_again(folder: Path, kills: int, seed: int) -> None:
    """Kill at random moments under load from two histories; whatever was answered must be one history, growing."""
    chance = random.Random(seed)
    histories = [TRUE, Log(branch="false", common=8)]
    answered: dict[int, str] = {}
    times: dict[int, int] = {}
    stop = threading.Event()
    with serving(folder) as witness:
        assert witness.post(TRUE.request(0, 8)).status == 200
        sizes = [8]

        def press(history: Log) -> None:
            while not stop.is_set():
                try:
                    known = int(witness.post(history.request(0, 8)).text)
                    size = known + chance.randrange(1, 4)
                    answer = witness.post(history.request(known, size))
                except (OSError, ValueError):
                    continue  # it was killed under the request
                if answer.status == 200:
                    text = history.text(size)
                    assert answered.setdefault(size, text) == text, "two roots for one size"
                    at = cosigned_at(
                        parse_note(history.checkpoint(size) + answer.text, "it"), key_of(witness), "it"
                    )
                    assert at is not None
                    times.setdefault(size, at)
                    sizes.append(size)

        clients = [threading.Thread(target=press, args=[history]) for history in histories]
        for client in clients:
            client.start()
        try:
            for _ in range(kills):
                time.sleep(chance.uniform(0.0, 0.1))
                witness.kill()
                before = max(sizes)
                witness.start()
                assert int(witness.post(TRUE.request(0, 8)).text) >= before, "it went back"
        finally:
            stop.set()
            for client in clients:
                client.join()
    assert len(answered) > kills // 4, "it was asked for too little to tell"
    branches = {
        history.branch
        for history in histories
        for size, text in answered.items()
        if text == history.text(size)
    }
    assert len(branches) == 1
    in_order = [times[size] for size in sorted(times)]
    assert in_order == sorted(in_order), "a larger tree was cosigned at an earlier time"
    with sqlite3.connect(folder / "state.db") as state:
        assert state.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_killed_at_any_moment_it_never_signs_two_roots_and_never_goes_back(tmp_path: Path) -> None:
    killed_again_and_again(tmp_path / "w", kills=8, seed=1)


@pytest.mark.slow
def test_killed_two_hundred_times(tmp_path: Path) -> None:
    killed_again_and_again(tmp_path / "w", kills=200, seed=2)


def raw(port: int, data: bytes) -> bytes:
    """What comes back for these bytes, up to the end of the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def request(body: bytes, *headers: bytes) -> bytes:
    lines = [b"POST /add-checkpoint HTTP/1.1", b"Host: w.example", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def test_a_transcript_of_raw_http(tmp_path: Path) -> None:
    """What is sent and what must come back, as the bytes of a connection; one connection carries them all."""
    small, larger = TRUE.request(0, 1).encode(), TRUE.request(1, 3).encode()
    wrong = larger.replace(b"old 1\n", b"old 1\n" + log.b64(bytes(32)).encode() + b"\n")
    unknown = larger.replace(log.ORIGIN.encode(), b"unknown.example/log")
    forged = TRUE.request(1, 3).partition("\u2014")[0] + log.LOG.line(TRUE.text(4))
    exchanges: list[tuple[bytes, int, str, str]] = [
        (small, 200, "text/plain", "\u2014 w.example/one "),
        (small, 409, "text/x.tlog.size", "1\n"),
        (unknown, 404, "text/plain", "unknown log"),
        (forged.encode(), 403, "text/plain", "invalid signature"),
        (wrong, 422, "text/plain", "consistency proof"),
        (larger.replace(b"old 1", b"old 4"), 400, "text/plain", "bad request"),
        (larger, 200, "text/plain", "\u2014 w.example/one "),
        (larger, 409, "text/x.tlog.size", "3\n"),
        (TRUE.request(3, 3).encode(), 200, "text/plain", "\u2014 w.example/one "),
    ]
    with serving(tmp_path / "w") as witness:
        sent = b"".join(request(body, b"Content-Length: %d" % len(body)) for body, *_ in exchanges)
        answers = re.split(rb"(?=HTTP/1\.1 )", raw(witness.port, sent))[1:]
        seen = []
        for answer, (_, _, _, text) in zip(answers, exchanges, strict=True):
            head, _, body = answer.partition(b"\r\n\r\n")
            kind = re.search(rb"(?im)^content-type: ([^;\r]+)", head)
            assert kind
            found = text if body.decode().startswith(text) or text in body.decode() else body.decode()
            seen.append((int(head[9:12]), kind[1].decode(), found))
        assert seen == [(status, kind, text) for _, status, kind, text in exchanges]


def test_bodies_in_chunks_and_bodies_that_are_too_large_or_never_come(tmp_path: Path) -> None:
    body = TRUE.request(0, 1).encode()
    chunked = b"%x\r\n%b\r\n%x;why\r\n%b\r\n0\r\nTrailer: x\r\n\r\n" % (9, body[:9], len(body) - 9, body[9:])
    with serving(tmp_path / "w") as witness:

        def status(data: bytes) -> bytes:
            return raw(witness.port, data)[9:12]

        assert status(request(chunked, b"Transfer-Encoding: chunked")) == b"200"
        assert status(request(b"nonsense", b"Transfer-Encoding: chunked")) == b"400"
        assert status(request(b"5\r\nabc", b"Transfer-Encoding: chunked")) == b"400"
        assert status(request(body, b"Transfer-Encoding: chunked", b"Content-Length: 5")) == b"400"
        assert status(request(b"", b"Content-Length: 99999999")) == b"413"
        assert status(request(b"fffffff\r\n", b"Transfer-Encoding: chunked")) == b"413"
        assert status(request(b"old", b"Content-Length: 500")) == b"400"
        assert status(request(b"old", b"Content-Length: -1")) == b"400"
        assert status(request(body, b"Content-Length: %d" % len(body), b"Content-Length: 5")) == b"400"
        hidden = request(b"", b"Content-Length: 0")
        smuggled = b"GET / HTTP/1.1\r\nHost: w\r\nContent-Length: %d\r\n\r\n" % len(hidden) + hidden
        assert raw(witness.port, smuggled).count(b"HTTP/1.1 ") == 1, "a body was taken for a request"
        assert status(b"GET /add-checkpoint HTTP/1.1\r\nHost: w\r\n\r\n") == b"404"
        assert witness.post(b"", "/other").status == 404
        assert witness.post(TRUE.request(1, 2)).status == 200, "it serves on"
        assert witness.stop() == 0


def test_more_connections_than_it_takes_are_sent_away_and_it_serves_on(tmp_path: Path) -> None:
    with serving(tmp_path / "w") as witness, ExitStack() as stack:
        for _ in range(70):
            stack.enter_context(socket.create_connection(("127.0.0.1", witness.port), timeout=20))
        time.sleep(0.2)
        stack.close()
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                if witness.post(TRUE.request(0, 1)).status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        pytest.fail("it does not answer any more")


def test_a_connection_has_only_so_long_however_slowly_it_sends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness_server, "CONNECTION_S", 0.3)
    folder = Folder(str(tmp_path / "w"))
    folder.init("w.example/one")
    state = State(folder.state_file)
    server = witness_server.Server(("127.0.0.1", 0), Witness(folder, state, folder.logs))
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as slow:
        with contextlib.suppress(OSError):
            for letter in request(b"old 0\n", b"Content-Length: 600"):
                slow.sendall(bytes([letter]))
                time.sleep(0.02)
        with contextlib.suppress(OSError):
            while slow.recv(4096):
                pass
    assert time.monotonic() - began < 15
    server.shutdown()
    server.server_close()
    state.close()


def test_what_it_says_names_no_client_and_refuses_in_one_line(tmp_path: Path) -> None:
    with serving(tmp_path / "w") as witness:
        witness.post(TRUE.request(0, 5))
        witness.post(b"nonsense")
        witness.post(Log(branch="false").request(5, 5))
        witness.stop()
        time.sleep(0.1)
        said = "".join(witness.said)
    assert said.count("\n") == 3
    assert "cosigned size 5" in said
    assert "REFUSED size 5" in said
    assert "127.0.0.1" not in said
    for arguments, status in (
        (["serve", "--dir", str(tmp_path / "none")], 2),
        (["init", "--dir", str(tmp_path / "w"), "--name", "again"], 1),
        (["init", "--dir", str(tmp_path / "x"), "--name", "a b"], 1),
        (["serve", "--dir", str(tmp_path / "w"), "--listen", "here"], 1),
        (["serve", "--dir", str(tmp_path / "w"), "--listen", "127.0.0.1:0", "--log", "x"], 1),
    ):
        done = run(*arguments)
        assert (done.returncode, done.stderr.count("\n")) == (status, 1), (arguments, done.stderr)
