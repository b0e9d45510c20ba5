"""What happens in the sandbox stays there: a bomb costs its own process, and the parent gets a word."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from answerable.errors import Unavailable
from answerable.sandbox.confine import OWN_UIDS
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.run import Sandbox, program
from answerable.sandbox.tasks import PROBE, TASKS, Echo
from tests.bombs import BOMBS, FETCHING

BESIDE = [str(Path(__file__).parents[1])]
linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the kernel's own filters are Linux's"
)


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(command=program("bombs:main", beside=BESIDE))


@pytest.fixture
def open_file() -> Iterator[Path]:
    """A file that everybody on this computer may read and write; afterwards it is as it was."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "keys.json"
        file.write_text("secret")
        file.chmod(0o666)
        yield file
        assert file.read_text() == "secret"


def children() -> set[int]:
    """Processes that were started here and are not yet reaped."""
    found = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return {int(one) for one in found.read_text().split()} if found.exists() else set()


@pytest.mark.parametrize(
    ("bomb", "why"),
    [
        ("eat", Refusal.BROKEN), ("spin", Refusal.TOO_SLOW), ("hang", Refusal.TOO_SLOW),
        ("crash", Refusal.BROKEN), ("leave", Refusal.BROKEN), ("babble", Refusal.BROKEN),
        ("lie", Refusal.BROKEN), ("swear", Refusal.BROKEN), ("pour", Refusal.BROKEN),
        ("refuse", Refusal.NOT_WHAT_IT_SAYS),
    ],
)  # fmt: skip
async def test_a_bomb_costs_its_own_process_and_nothing_else(
    sandbox: Sandbox, bomb: str, why: Refusal
) -> None:
    before = children()
    assert await sandbox.run(BOMBS[bomb], b"bytes of a stranger") is why
    assert children() == before
    assert await sandbox.run(PROBE, b"12345") == Echo(count=5), "the next one is served"


async def test_a_child_that_was_taken_over_before_it_began_is_ended_too() -> None:
    taken = Sandbox(command=program("bombs:unconfined", beside=BESIDE))
    assert await taken.run(PROBE, b"") is Refusal.BROKEN


@linux
async def test_a_program_that_took_over_reaches_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text("secret")
    found = await sandbox.run(BOMBS["try_all"], str(file).encode())
    assert not isinstance(found, Refusal)
    assert found.words == [
        "fork", "exec", "read a file", "write a file", "delete a file", "reach the network",
        "signal its parent", "be root again", "read its parent's memory",
    ]  # fmt: skip
    assert file.read_text() == "secret"


@linux
async def test_a_fetcher_that_was_taken_over_reaches_the_network_and_no_file_of_ours(
    sandbox: Sandbox, open_file: Path
) -> None:
    """Also where everybody may read the file: as an ordinary user a fetcher runs as the user whose keys they are."""
    found = await sandbox.run(FETCHING, str(open_file).encode())
    assert not isinstance(found, Refusal)
    closed = {"fork", "exec", "write a file", "delete a file", "signal its parent", "be root again"}
    if "no files but the system's" not in (sandbox.lacking or ()):
        closed |= {"read a file", "read its parent's memory"}
    assert set(found.words) == closed


async def test_it_knows_neither_our_environment_nor_our_user(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANSWERABLE_DATABASE_URL", "postgresql://user:password@host/db")
    found = await sandbox.run(BOMBS["look_around"], b"")
    assert not isinstance(found, Refusal)
    assert not [word for word in found.words if "ANSWERABLE" in word or "PATH" in word]
    if os.geteuid() == 0:
        assert {f"uid {uid}" for uid in OWN_UIDS} & set(found.words)


async def test_what_is_larger_than_a_task_takes_is_not_even_sent(sandbox: Sandbox) -> None:
    assert await sandbox.run(PROBE, bytes(PROBE.limits.input_bytes + 1)) is Refusal.TOO_LARGE


async def test_no_more_than_so_many_run_at_once_and_who_waits_too_long_is_told() -> None:
    one = Sandbox(most=1, wait_s=0.3, command=program("bombs:main", beside=BESIDE))
    found = await asyncio.gather(
        one.run(BOMBS["hang"], b""), one.run(PROBE, b""), one.run(PROBE, b""), return_exceptions=True
    )
    assert found[0] is Refusal.TOO_SLOW
    assert [type(other) for other in found[1:]] == [Unavailable, Unavailable]
    assert await one.run(PROBE, b"x") == Echo(count=1)


async def test_a_caller_that_is_cancelled_leaves_no_process_behind(sandbox: Sandbox) -> None:
    before = children()
    task = asyncio.create_task(sandbox.run(BOMBS["hang"], b""))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert children() == before
    assert await sandbox.run(PROBE, b"") == Echo(count=0)


async def test_a_program_that_cannot_be_started_is_our_fault() -> None:
    with pytest.raises(Unavailable):
        await Sandbox(command=("/nonexistent/python",)).run(PROBE, b"")


async def test_the_probe_tells_what_this_computer_cannot_keep_it_from() -> None:
    sandbox = Sandbox()
    assert sandbox.lacking is None
    lacking = await sandbox.probe()
    assert set(sandbox.lacking or ()) <= set(lacking)


def test_the_registry_is_closed_and_every_task_of_it_is_there() -> None:
    assert list(TASKS) == [
        "probe",
        "probe_fetching",
        "sound",
        "fetch",
        "picture",
        "few_pictures",
        "pictures",
        "plain",
        "read_text",
        "film",
    ]
    assert all(callable(task.load()) for task in TASKS.values())
