"""The story of September 2017, told to a running server over HTTP: two letters, reported first by those they frighten.

Read it from top to bottom; each paragraph is one thing that somebody does, and what they then see.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from answerable.simulation.texts import LETTERS, ORDINARY
from tests.receiver import Receiver, receiving
from tests.serving import Console, Server, an_installation, wait_for
from tests.story.steps import PASSWORD, a_key, decide, run

FIRST, MIRRORED = LETTERS


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[Server]:
    with an_installation(tmp_path_factory.mktemp("incident")) as one:
        run(one, "platform", "add", "messenger")
        run(one, "webhook", "set", "messenger", receiver.address, "--read-secret", stdin=receiver.secret)
        run(one, "organisation", "add", "media-lab")
        run(one, "reviewer", "add", "thiri", "--language", "my", "--role", "reviewer", stdin=PASSWORD)
        tested = ("--language", "my", "--on", "2018-02-01", "--by", "Daw Khin", "--level", "C1")
        run(one, "reviewer", "tested", "thiri", *tested)
        yield one


def message(number: int, text: str, container: str) -> dict[str, Any]:
    return {
        "id": f"m{number}",
        "service": "messenger",
        "kind": "message",
        "text": text,
        "author": f"u{number % 5}",
        "container": container,
        "created_at": "2017-09-09T10:00:00+06:30",
        "country": "MM",
        "language": "my",
        "audience": 40,
    }


def fill_in(server: Server, **said: str) -> str:
    """Go through the public form as a person does, screen by screen; return the receipt page."""
    page = server.http.post("/report", data={"language": "en", "go": "next"}).text
    for _ in range(10):
        fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
        sends = 'value="send"' in page
        answers = {name: value for name, value in said.items() if f'name="{name}"' in page}
        page = server.http.post("/report", data=fields | answers | {"go": "send" if sends else "next"}).text
        if sends:
            return page
    raise AssertionError(page)


def the_status(server: Server, code: str) -> str:
    answer = server.http.post("/status", data={"code": code, "language": "en"})
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())


def report_by_form(server: Server, subject: str, note: str) -> str:
    """Report a message through the public form; return the receipt's code."""
    said = {"kind": "item", "area": "false_information", "happened": "sent_to_me"}
    page = fill_in(server, subject=subject, note=note, **said)
    found = re.search(r"(?:[2-9A-Z]{4}-){7}[2-9A-Z]{4}", page)
    assert found is not None, page
    return found[0]


def remove_next(reviewer: Console, text: str, said: str) -> None:
    """Take the most urgent case, see what was reported and what was said of it, never by whom; remove and ban."""
    case = reviewer.post("/review/next", {})
    assert text in case.text
    assert said in case.text
    assert "media-lab" not in case.text
    actions = ("remove_item", "temporary_ban")
    decide(reviewer, case.text, str(case.url.path), ground="harmful-rumour", actions=actions)


def proof(server: Server, code: str, folder: Path) -> str:
    """Save the receipt by its code once it is a proof; check it with the watchdog's program, offline."""
    receipt, policy = folder / "receipt.tlog-proof", folder / "policy"
    policy.write_text(server.http.get("/ledger/policy").text, encoding="utf-8")

    def is_proof() -> bool:
        receipt.write_bytes(server.http.post("/status/receipt", data={"code": code}).content)
        return receipt.read_bytes().startswith(b"c2sp.org/tlog-proof@v1")

    wait_for(is_proof, "the receipt to become a proof")
    watchdog = [sys.executable, "-m", "answerable_watchdog", "verify", str(receipt), "--policy", str(policy)]
    verified = subprocess.run([*watchdog, "--require-inclusion"], capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stderr
    return receipt.read_text(encoding="utf-8")


def test_the_september_incident(server: Server, receiver: Receiver, tmp_path: Path) -> None:
    platform = a_key(
        server, "messenger", "--scope=items:write", "--scope=reports:write", "--scope=actions:read"
    )
    lab = a_key(
        server, "messenger", "--organisation", "media-lab", "--scope=reports:write", "--scope=reports:read"
    )

    # Ordinary life on the messenger, and two letters in it, each warning one community of the other.
    messages = [message(number, text, "family") for number, text in enumerate(ORDINARY)]
    letters = [message(100, FIRST.text, "family"), message(101, MIRRORED.text, "mosque-street")]
    sent = server.http.post("/api/v1/items", json=messages + letters, headers=platform)
    assert sent.is_success, sent.text

    # A group sees the first letter and reports it; it is given a promise at once. It hears nothing and says it again.
    about = {"subject": "item:m100", "area": "false_information", "note": "ဒီစာက မမှန်ပါ။"}
    first = server.http.post("/api/v1/reports", json={"id": "lab-1", **about}, headers=lab)
    again = server.http.post("/api/v1/reports", json={"id": "lab-2", **about}, headers=lab)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["code"] != again.json()["code"]

    # Somebody who got the mirrored letter is frightened. She fills in the form, gives no name, keeps the code.
    code = report_by_form(server, "m101", "my children are afraid to go to school")
    waiting = the_status(server, code)
    assert "waiting" in waiting
    assert not [word for word in ("m101", "children", FIRST.text[:20], MIRRORED.text[:20]) if word in waiting]

    # A reviewer who reads Burmese signs in. The group's letter is first in the queue. She removes both.
    thiri = Console(server, "thiri", PASSWORD)
    for letter in (FIRST, MIRRORED):
        remove_next(thiri, letter.text, said="ဒီစာက မမှန်ပါ။" if letter is FIRST else "children")

    # The platform is told, by signed orders, in the order in which things were decided.
    wait_for(lambda: len(receiver.orders) == 4, "four orders")
    orders = [(one["data"]["kind"], one["data"]["target"]) for one in receiver.orders.values()]
    assert {target for kind, target in orders if kind == "remove_item"} == {"item:m100", "item:m101"}
    assert {target for kind, target in orders if kind == "temporary_ban"} == {"account:u0", "account:u1"}
    assert receiver.forged == 0

    # Everyone is answered with reasons: both reports of the group, the frightened mother, and the authors.
    for report in (first, again):
        address = f"/api/v1/reports/{report.json()['report']}"
        wait_for(lambda at=address: server.http.get(at, headers=lab).json()["answered_at"], "an answer")
        answer = server.http.get(address, headers=lab).json()
        assert answer["statement"]["verdict"] == "violation"
    wait_for(lambda: "Answered" in the_status(server, code), "the answer on the status page")
    assert "removed" in the_status(server, code).lower()
    wait_for(lambda: len(receiver.notices) == 2, "notices to the authors")
    assert {one["data"]["account"] for one in receiver.notices.values()} == {"u0", "u1"}
    for notice in receiver.notices.values():
        assert "စံနှုန်း" in notice["data"]["text"]
        assert notice["data"]["case"] in notice["data"]["how_to_object"]

    # Within the merge delay her receipt is a proof. The watchdog's program checks it offline.
    receipt = proof(server, code, tmp_path)
    assert "m101" not in receipt

    # It is happening again: she says so, and the case goes back to the queue, to a person.
    server.http.post("/status/reopen", data={"code": code, "reason": "happening_again", "language": "en"})
    assert "waiting" in the_status(server, code)
    assert MIRRORED.text in thiri.post("/review/next", {}).text

    # And every step stands in a ledger that agrees with the database.
    run(server, "ledger", "verify")
