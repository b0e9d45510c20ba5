"""`examples/platform.py` against a real server: handed over, reported from its button, decided, acted on, undone."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import re
import threading
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg
import pytest
from standardwebhooks import Webhook

from answerable.flow.deliver import SECRET_PURPOSE
from answerable.flow.doors.keys import issue_key
from answerable.flow.runtime import open_runtime
from answerable.settings import Settings
from answerable.vocabulary import Scope
from tests.serving import Console, Server, an_installation, wait_for
from tests.story.steps import PASSWORD, decide
from tests.world import add_platform, hired

FILE = Path(__file__).parents[2] / "examples" / "platform.py"
SECRET = "whsec_" + b64encode(b"a secret of twenty-four!").decode()


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example_platform", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with an_installation(tmp_path_factory.mktemp("example")) as one:
        yield one


@pytest.fixture(scope="module")
def messenger(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The example's platform with its receiver, known to the server."""
    example = load()
    app = example.Messenger(
        str(tmp_path_factory.mktemp("messenger") / "messenger.db"),
        f"http://127.0.0.1:{server.port}",
        "",
        SECRET,
    )
    receiver = example.ThreadingHTTPServer(("127.0.0.1", 0), example.Orders)
    example.Orders.take = app.take
    receiver.RequestHandlerClass.log_message = lambda *_: None
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    key = asyncio.run(furnish(server, f"http://127.0.0.1:{receiver.server_port}/answerable"))
    app.http.headers["Authorization"] = f"Bearer {key}"
    try:
        yield app
    finally:
        receiver.shutdown()
        receiver.server_close()
        app.http.close()
        app.db.close()


async def furnish(server: Server, address: str) -> str:
    async with open_runtime(Settings(data=server.data), server.database.url) as runtime:
        sealed = runtime.keyring.seal(SECRET.encode(), SECRET_PURPOSE)
        await add_platform(runtime, webhook_url=address, webhook_secret_sealed=sealed)
        await hired(runtime, "thiri", PASSWORD)
        return (await issue_key(runtime, "messenger", (Scope.ITEMS_WRITE, Scope.REPORTS_WRITE)))[0]


def value(messenger: Any, sql: str) -> Any:
    with messenger.alone:
        return messenger.db.execute(sql).fetchone()[0]


def test_the_whole_integration(server: Server, messenger: Any) -> None:
    # People talk. What they say is handed over; again, which changes nothing.
    messenger.post("m1", "ko-aung", "family", "ဆက်ပို့ပေးပါ။ ၁၁ ရက်နေ့ တိုက်ခိုက်မည်။")
    messenger.post("m2", "daw-mya", "family", "မင်္ဂလာပါ။ နေကောင်းကြရဲ့လား။")
    messenger.hand_over()
    messenger.hand_over()
    assert value(messenger, "select count(*) from messages where handed_over") == 2

    # Somebody presses the report button; pressed again by a shaky connection, it is the same report.
    receipt = messenger.report("r1", "daw-mya", "m1", "false_information", "ဒါ မဟုတ်ပါဘူး။")
    assert (
        messenger.report("r1", "daw-mya", "m1", "false_information", "ဒါ မဟုတ်ပါဘူး။")["code"] == receipt["code"]
    )
    assert receipt["receipt"].startswith("answerable promise@v1\n")
    status = server.http.post("/status", data={"code": receipt["code"], "language": "en"})
    assert "waiting" in status.text

    # A reviewer decides. The message goes, its author is banned for a day and told why.
    thiri = Console(server, "thiri", PASSWORD)
    case = thiri.post("/review/next", {})
    actions = ("remove_item", "temporary_ban")
    done = decide(thiri, case.text, str(case.url.path), ground="harmful-rumour", actions=actions)
    wait_for(lambda: value(messenger, "select removed from messages where id = 'm1'"), "the removal")
    wait_for(lambda: value(messenger, "select count(*) from banned where account = 'ko-aung'"), "the ban")
    wait_for(lambda: value(messenger, "select count(*) from told"), "the author to be told")
    assert "စံနှုန်း" in value(messenger, "select words from told where account = 'ko-aung'")
    assert value(messenger, "select sum(removed) from messages") == 1

    # She undoes it: the message is back, the ban lifted.
    decision = re.search(r'name="decision" value="([^"]+)"', done.text)
    assert decision is not None, done.text
    assert thiri.post("/review/undo", {"decision": decision[1]}).is_success
    wait_for(lambda: not value(messenger, "select removed from messages where id = 'm1'"), "the restoration")
    wait_for(
        lambda: not value(messenger, "select count(*) from banned where account = 'ko-aung'"), "the lifting"
    )


LETTER = "ဒီည မြို့ထဲကို လာတိုက်ခိုက်မယ်။ အိမ်ထဲမှာပဲ နေကြပါ။ ကလေးတွေကို အပြင်မလွှတ်ပါနဲ့။ သိသမျှလူ ဆက်ပို့ပေးပါ။"


def test_what_is_slowed_is_passed_on_less_until_its_end(server: Server, messenger: Any) -> None:
    def reached(message: str) -> int:
        return int(value(messenger, f"select count(*) from messages where id like '{message}>%'"))

    messenger.post("letter", "ko-aung", "family", LETTER)
    messenger.hand_over()
    messenger.report("r2", "daw-mya", "letter", "incitement")
    thiri = Console(server, "thiri", PASSWORD)
    with psycopg.connect(server.database.url) as database:
        [(case_id,)] = database.execute("select id from cases where subject_id = 'letter'").fetchall()
    case = thiri.post(f"/review/cases/{case_id}/claim", {})
    fields = {"limit_forwarding_hours": "24", "conversations": "2"}
    decide(thiri, case.text, str(case.url.path), ground="incitement", actions=("limit_forwarding",), **fields)
    # A server that has just begun may have to compile its kernels first.
    wait_for(lambda: value(messenger, "select count(*) from slowed"), "the order", patience_s=240)

    # A copy that nobody reported, and that was never handed over, falls under the rule; another text does not.
    messenger.post("copy", "ma-hla", "market", f"ဆက်ပို့ပေးပါ။ {LETTER} 🙏")
    messenger.post("other", "ma-hla", "market", "မင်္ဂလာပါ။ မနက်ဖြန် ဈေးဖွင့်မလား။ ငါးဝယ်ချင်လို့ပါ။ ပြန်ပြောပါဦး။")
    chats = ["c1", "c2", "c3", "c4", "c5"]
    for message in ("letter", "copy", "other"):
        messenger.forward(message, "daw-mya", chats)
    assert (reached("letter"), reached("copy"), reached("other")) == (2, 2, 5)

    # Its end comes; the worker lifts it, and the platform is told.
    with psycopg.connect(server.database.url) as database:
        database.execute(
            "update actions set planned_at = now() - interval '2 hours', ends_at = now() where ends_at > now()"
        )
    wait_for(lambda: not value(messenger, "select count(*) from slowed"), "the limit to be lifted")
    messenger.forward("copy", "daw-mya", ["c6", "c7", "c8"])
    assert reached("copy") == 5


def test_orders_that_are_forged_repeated_or_unknown_change_nothing(tmp_path: Path) -> None:
    messenger = load().Messenger(str(tmp_path / "db"), "http://127.0.0.1:1", "ans_x", SECRET)
    messenger.post("m1", "ko-aung", "family", "...")

    def order(kind: str, identifier: str, secret: str = SECRET) -> int:
        body = json.dumps({"type": f"action.{kind}", "data": {"target": "item:m1"}})
        now = datetime.now(UTC)
        headers = {
            "webhook-id": identifier,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(secret).sign(identifier, now, body),
        }
        status: int = messenger.take(body.encode(), headers)
        return status

    forged = "whsec_" + b64encode(b"another secret altogether").decode()
    assert order("remove_item", "1", secret=forged) == 401
    assert value(messenger, "select removed from messages") == 0
    assert [order("remove_item", "1"), order("restore_item", "2"), order("remove_item", "1")] == [204] * 3
    assert value(messenger, "select removed from messages") == 0, (
        "a repeat was carried out after what came later"
    )
    assert order("something_new", "3") == 204
    assert value(messenger, "select count(*) from done") == 3
    messenger.db.close()


def test_it_is_as_short_as_it_says() -> None:
    assert len(FILE.read_text(encoding="utf-8").splitlines()) < 100
