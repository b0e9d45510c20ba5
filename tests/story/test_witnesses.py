"""An operator takes up three witnesses, by the commands and files of docs/witness.md and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from answerable_watchdog.cli import main as watchdog
from tests.serving import Server, an_installation, wait_for
from tests.story.steps import a_key, run
from tests.watchdog import witnesses
from tests.watchdog.witnesses import Process, serving

pytestmark = pytest.mark.slow

GROUPS = """
group listeners any w0
group lawyers any w1
group students any w2
group organisations 2 listeners lawyers students
quorum organisations
"""
ITEM = {
    "id": "m1", "service": "messenger", "kind": "message", "text": "ဆက်ပို့ပေးပါ", "author": "u1",
    "container": "family", "created_at": "2018-03-01T10:00:00Z", "language": "my",
}  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[Server, list[Process], Path]]:
    """Three witnesses that follow no log yet, a server that names them in its file, and the policy that it prints."""
    with ExitStack() as stack:
        three = [stack.enter_context(serving(tmp_path / f"w{n}", f"w{n}.example", ())) for n in range(3)]
        file = tmp_path / "witnesses"
        lines = [f"witness w{n} {one.vkey} {one.address}" for n, one in enumerate(three)]
        file.write_text("\n".join(lines) + GROUPS, encoding="utf-8")
        # long enough a delay that two seconds of it are given to witnesses before the newest is shown without them
        settings = {"ANSWERABLE_WITNESSES": str(file), "ANSWERABLE_MERGE_DELAY_S": "20"}
        server = stack.enter_context(an_installation(tmp_path, **settings))
        policy = tmp_path / "policy"
        policy.write_text(run(server, "ledger", "policy"), encoding="utf-8")
        yield server, three, policy


def cosigners(server: Server) -> list[str]:
    return re.findall(r"(?m)^\u2014 (w[0-9]\.example) ", server.http.get("/ledger/checkpoint").text)


def test_an_operator_takes_up_three_witnesses(
    house: tuple[Server, list[Process], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    server, three, policy = house
    (vkey,) = re.findall(r"(?m)^log (\S+)", policy.read_text(encoding="utf-8"))
    for one in three:
        assert witnesses.run("add", "--dir", str(one.folder), vkey).returncode == 0
    wait_for(lambda: len(cosigners(server)) == 3, "three cosignatures")

    run(server, "platform", "add", "messenger")
    key = a_key(
        server, "messenger", *(f"--scope={one}" for one in ("items:write", "reports:write", "reports:read"))
    )
    assert server.http.post("/api/v1/items", json=[ITEM], headers=key).is_success
    three[0].kill()
    report = {"subject": "item:m1", "area": "hate", "reporter": "daw-mya"}
    taken = server.http.post("/api/v1/reports", json=report, headers=key).json()

    def receipt() -> str:
        return server.http.get(f"/api/v1/reports/{taken['report']}/receipt", headers=key).text

    def verify(text: str) -> int:
        file = policy.with_name("receipt")
        file.write_text(text, encoding="utf-8")
        return watchdog(["verify", str(file), "--policy", str(policy), "--require-inclusion"])

    wait_for(lambda: verify(receipt()) == 0, "a receipt with a quorum", patience_s=60)
    assert "Cosigned by the witness 'w1.example'" in capsys.readouterr().out

    three[1].kill()
    taken = server.http.post("/api/v1/reports", json=report | {"reporter": "u-tin"}, headers=key).json()
    wait_for(lambda: "tlog-proof" in receipt(), "its place in the ledger", patience_s=60)
    assert verify(receipt()) == 1
    assert "needs 2 of 3" in capsys.readouterr().err
    for one in three[:2]:
        one.start()
    wait_for(lambda: verify(receipt()) == 0, "the quorum of those that came back", patience_s=90)
    assert run(server, "ledger", "verify").count('"findings": 0') == 1
    server.terminate()
    server.start()
    wait_for(lambda: len(cosigners(server)) == 3, "three cosignatures after a restart", patience_s=90)
