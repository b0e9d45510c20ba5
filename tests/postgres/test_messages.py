"""Messages of a stream come in by the API; what spreads becomes a row, a case and an emergency, on a real database."""

from __future__ import annotations

import asyncio
import json
import re
from base64 import b64encode
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import httpx
import pytest

from answerable.connectors import open_connectors
from answerable.flow.cascades.seeds import LASTS, TAKEN_AFTER, public_seed
from answerable.flow.cascades.tell import tell, tell_what_spreads
from answerable.flow.copies.warm import warm_once
from answerable.flow.custody.retain import retain
from answerable.flow.deliver import deliver_lane
from answerable.flow.doors.keys import issue_key
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime, open_runtime
from answerable.flow.slowing.order import order
from answerable.records.cascade import AlarmedCascade, Level
from answerable.settings import Settings
from answerable.stream.rule import conversations_most, what_slows
from answerable.stream.sketch import Seed, sketch
from answerable.text.batch import Batch
from answerable.vocabulary import EmergencyKind, PolicyArea, Role, Scope, Source
from answerable.web.api.messages import PACKED
from tests.doors import a_person
from tests.letters import Words, mutated_copy
from tests.messages import line, packed
from tests.postgres.served import Api, api_of, item, report
from tests.postgres.test_review import browsing, words
from tests.receivers import SECRET, Receiver

pytestmark = pytest.mark.postgres

LETTER = (
    "On 9/11 the Muslims are going to burn our pagodas in every town of the country. Lock your doors, keep knives and "
    "water ready, and warn all Buddhists that you know before the night comes."
)
FEAST = (
    "The monastery gives rice and medicine on Sunday morning, all villages are welcome to come and bring mangoes, "
    "the football team plays afterwards"
)
PROTEST = (
    "Come to the peaceful protest in front of the town hall on Friday at nine, bring your friends and your banners, no "
    "violence, pass this on to everybody who wants their vote to count."
)
START = datetime.now(UTC) - timedelta(hours=2)
LINES = {"content-type": "application/x-ndjson"}
BINARY = {"content-type": PACKED}
SENDERS = 20


@pytest.fixture
async def runtime(database_url: str, tmp_path: Path) -> AsyncIterator[Runtime]:
    """A small stream, in which twenty new senders of a text may be an alarm."""
    settings = Settings(
        data=tmp_path, merge_delay_s=1, undo_window_s=0, second_factor="off",
        stream_singles=1 << 14, stream_clusters=1 << 8, stream_senders=SENDERS,
    )  # fmt: skip
    async with open_runtime(settings, database_url) as opened:
        yield opened


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    await asyncio.to_thread(warm_once)  # a server that compiles takes no messages in
    async with api_of(runtime) as served:
        yield served


def copies(count: int, first: int = 0, *, text: str = LETTER, **fields: Any) -> list[dict[str, Any]]:
    """Copies of a letter, each by a person of its own; after the first ones some with a wrapper."""
    wrapped = [text, f"please forward!! {text}", f"{text} 🙏🙏"]
    return [
        line(first + one, START, text=wrapped[one % 3 if one > 4 else 0], **fields) for one in range(count)
    ]


async def send(api: Api, lines: Sequence[dict[str, Any]], **headers: str) -> httpx.Response:
    content = b"\n".join(json.dumps(one).encode() for one in lines)
    return await api.platform.post("/messages", content=content, headers=LINES | headers)


async def cascades(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await api.platform.get("/cascades")).json()["data"]
    return sorted(found, key=lambda one: str(one["first_seen"]))


async def told(runtime: Runtime) -> AlarmedCascade:
    """The one cascade that there is to tell, told."""
    [seen] = await runtime.spreading.to_tell()
    now = await tell(runtime, seen)
    runtime.spreading.told(seen)
    return now


async def test_what_spreads_is_watched_and_the_ledger_proves_when_it_was_seen(
    api: Api, runtime: Runtime
) -> None:
    chance = Random(3)
    spoken = Words(chance)
    chatter = [line(500 + one, START, text=spoken.text(chance, False, 20)) for one in range(30)]
    sent = await send(api, [*copies(40, text=FEAST, community="hill", audience=5, depth=2), *chatter])
    assert (sent.status_code, sent.json()) == (201, {"accepted": 70, "new": 70, "refused": []})
    assert await tell_what_spreads(runtime) == 1
    assert await tell_what_spreads(runtime) == 0
    [one] = await cascades(api)
    shown = {name: one[name] for name in ("copies", "level", "depth", "communities", "case", "sketched")}
    assert shown == {
        "copies": 40, "level": "watch", "depth": 2, "communities": ["hill"], "case": None,
        "sketched": False,
    }  # fmt: skip
    assert 38 <= one["senders"] <= 42
    assert 190 <= one["reach"] <= 200  # of a single the magnitude alone is kept
    whole = (await api.platform.get(f"/cascades/{one['cascade']}")).json()
    assert [(level["level"], level["copies"]) for level in whole["levels"]] == [("watch", 40)]
    await sequence(runtime)
    verdict = await verify_ledger(runtime)
    assert (verdict.findings, verdict.entries > 0) == ([], True)
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update cascade_levels set at = at - interval '1 hour'")
    assert [one.table for one in (await verify_ledger(runtime)).findings] == ["cascade_levels"]
    assert (await api.other.get("/cascades")).json() == {"data": [], "next": None}
    assert (await api.other.get(f"/cascades/{one['cascade']}")).status_code == 404


async def test_nothing_of_it_says_who_sent_what_nor_is_a_text_in_the_clear(
    api: Api, runtime: Runtime, tmp_path: Path
) -> None:
    await send(
        api, [one | {"author": "zqsenderqz", "container": "zqtalkqz"} for one in copies(3, 200, text=FEAST)]
    )
    await send(api, copies(40, text=FEAST))
    assert await tell_what_spreads(runtime) == 1
    async with runtime.store.transaction() as tx:
        cursor = await tx.connection.execute("select to_jsonb(c)::text from cascades c")
        rows = [row[0] for row in await cursor.fetchall()]
        cursor = await tx.connection.execute("select id, item_id, text_sealed from cascade_examples")
        kept = await cursor.fetchall()
        cursor = await tx.connection.execute("select count(*) from items")
        assert await cursor.fetchone() == (0,)
    assert len(kept) == 3  # each another text
    assert not {row[1] for row in kept} & {"m0", "m1", "m2"}  # not the first copies
    files = [one.read_bytes() for one in (tmp_path / "stream").iterdir()]
    for secret in (b"mangoes", b"zqsenderqz", b"zqtalkqz", b"u7"):
        assert all(secret not in one for one in (*(row.encode() for row in rows), *files))
        assert all(secret not in bytes(row[2]) for row in kept)


async def test_a_risk_opens_a_case_that_reports_of_copies_join(
    api: Api, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerable.flow.cascades.stream.RENEW_S", 0.0)
    await send(api, copies(40, audience=100))
    now = await told(runtime)
    assert (now.level, now.case_id is not None) == (Level.EMERGENCY, True)
    assert now.case_id is not None
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(now.case_id)
        emergency = await tx.emergencies.of_case(now.case_id)
        assert case is not None
        about = await tx.items.get("courier", case.subject_id)
    assert emergency is not None
    assert about is not None
    assert (emergency.kind, emergency.next_page_at is not None) == (EmergencyKind.CASCADE, True)
    assert (case.first_source, case.reports, case.author, case.language) == (Source.DETECTION, 0, None, "en")
    assert (about.author, LETTER in about.text) == ("", True)
    reported = item("copy", text=f"Please forward! {LETTER}", language="en")
    assert (await api.platform.post("/items", json=reported)).status_code == 201
    assert (await api.platform.post("/reports", json=report(1, "item:mcopy"))).status_code == 201
    async with runtime.store.transaction() as tx:
        [only] = await tx.cases.of_platform("courier", after=None, most=10)
    assert (only.id, only.reports) == (case.id, 1)
    await send(api, copies(20, 100))
    again = await told(runtime)
    assert (again.id, again.case_id, again.copies) == (now.id, case.id, 60)
    await sequence(runtime)
    assert (await verify_ledger(runtime)).findings == []


async def test_an_emergency_limits_forwarding_until_somebody_looks_and_a_protest_passes_untouched(
    api: Api, runtime: Runtime
) -> None:
    """The order reaches a platform that listens, and its rule knows copies that were never sent here."""
    await send(api, [*copies(40, audience=100), *copies(40, 300, text=PROTEST, audience=100)])
    assert await tell_what_spreads(runtime) == 2
    levels = {one["level"] for one in await cascades(api)}
    assert levels == {"emergency", "watch"}
    async with runtime.store.transaction() as tx:
        [limit] = await tx.actions.provisional(most=10)
        sealed = runtime.keyring.seal_text(SECRET, "webhook secret")
    assert limit.provisional is not None
    assert (limit.provisional.ground, limit.provisional.level) == ("incitement", "emergency")
    assert await order(runtime, limit.id)
    receiver = Receiver()
    async with receiver.listening(), open_connectors(None, "answers@example.org") as connectors:
        async with runtime.store.transaction() as tx:
            await tx.platforms.set_webhook("courier", receiver.url, sealed)
        await deliver_lane(runtime, connectors, f"courier/item/{limit.target_id}")
    [data] = [one.body["data"] for one in receiver.taken]
    now = datetime.now(UTC)
    for copy in (LETTER, f"please forward!! {LETTER}", f"{LETTER} Send this on 😡"):
        assert conversations_most(what_slows([data], copy, now), depth=0) == 1
    for other in (PROTEST, FEAST):
        assert what_slows([data], other, now) == {}
    await sequence(runtime)
    assert (await verify_ledger(runtime)).findings == []


async def test_a_text_that_was_reported_before_has_that_case(api: Api, runtime: Runtime) -> None:
    await api.platform.post("/items", json=item("copy", text=LETTER, language="en"))
    await api.platform.post("/reports", json=report(1, "item:mcopy", area="incitement"))
    await send(api, copies(40, audience=10))
    [seen] = await runtime.spreading.to_tell()
    now = await tell(runtime, seen)
    async with runtime.store.transaction() as tx:
        [case] = await tx.cases.of_platform("courier", after=None, most=10)
    assert (now.case_id, now.level) == (case.id, Level.EMERGENCY)
    assert (case.first_source, case.area, case.reach > 300) == (Source.USER, PolicyArea.INCITEMENT, True)


async def test_sketches_alone_make_the_same_clusters(api: Api, runtime: Runtime) -> None:
    """The client sketches under the public seed; no text is sent, and the cascades are those of the texts."""
    letters = [LETTER, FEAST]
    lines = [one for text in letters for one in copies(40, 100 * letters.index(text), text=text)]
    assert (await send(api, lines)).status_code == 201
    seed = (await api.platform.get("/messages/seed")).json()
    async with runtime.store.transaction() as tx:
        given = public_seed(runtime, "courier", tx.at)
    assert (seed["name"], given.ends_at - given.begins_at) == (given.name, LASTS)
    rows = sketch(Batch.of(one["text"] for one in lines), Seed.of(given.seed))
    sketched = [
        {name: value for name, value in one.items() if name != "text"}
        | {"sketch": b64encode(row.tobytes()).decode(), "seed": given.name}
        for one, row in zip(lines, rows, strict=True)
    ]
    assert (await send(api, sketched)).json()["new"] == 80
    assert await tell_what_spreads(runtime) == 4
    found = await cascades(api)
    same = ("first_seen", "last_seen", "copies", "senders", "conversations", "alarm_at", "growth")
    texts, alone = (
        [{name: one[name] for name in same} for one in found if one["sketched"] is kind]
        for kind in (False, True)
    )
    assert len(texts) == 2
    assert texts == alone
    assert {one["level"] for one in found if one["sketched"]} == {"watch"}  # there is no text to say more
    async with runtime.store.transaction() as tx:
        past = public_seed(runtime, "courier", tx.at - LASTS - TAKEN_AFTER)
    old = await send(api, [sketched[0] | {"seed": past.name}])
    assert (old.status_code, old.json()["errors"][0]["where"]) == (422, "seed")


async def test_a_binary_batch_counts_as_its_lines_do(api: Api, runtime: Runtime) -> None:
    lines = copies(40, community="hill", audience=5, depth=2)
    sent = await api.platform.post("/messages", content=packed(lines), headers=BINARY)
    assert (sent.status_code, sent.json()["new"]) == (201, 40)
    assert (await send(api, lines)).json() == {"accepted": 40, "new": 0, "refused": []}
    assert (await told(runtime)).copies == 40


async def test_a_batch_is_counted_once_and_its_faults_are_named(api: Api) -> None:
    first = await send(api, copies(5), **{"idempotency-key": "a"})
    assert (await send(api, copies(5), **{"idempotency-key": "a"})).json() == first.json()
    other = await send(api, copies(6), **{"idempotency-key": "a"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    wrong = await send(api, [line(1), line(2, author="")])
    assert (wrong.status_code, wrong.json()["errors"][0]["where"]) == (422, "line 2.author")
    plain = await api.platform.post("/messages", content=b"hello", headers={"content-type": "text/plain"})
    assert plain.status_code == 415
    cut = await api.platform.post("/messages", content=packed(copies(2))[:-1], headers=BINARY)
    assert cut.status_code == 422


async def test_only_a_key_for_it_hands_messages_over(api: Api, runtime: Runtime) -> None:
    secret, _ = await issue_key(runtime, "courier", (Scope.ITEMS_WRITE, Scope.CASES_READ))
    headers = LINES | {"authorization": f"Bearer {secret}"}
    answers = [
        await api.stranger.post("/messages", content=json.dumps(line(1)), headers=headers),
        await api.stranger.get("/messages/seed", headers=headers),
        await api.stranger.get("/cascades", headers=headers),
        await api.flagger.post("/messages", content=json.dumps(line(1)), headers=LINES),
    ]
    assert [one.status_code for one in answers] == [403] * 4


async def test_what_attackers_send(api: Api, runtime: Runtime) -> None:
    """A letter that changes at each hop stays one; messages from the future are taken as sent now, late ones make the
    beginning earlier; one account's noise pushes nothing out; ids that came before are not counted."""
    chance = Random(11)
    words_of, texts = Words(chance), [LETTER]
    while len(texts) < 60:
        texts.append(mutated_copy(chance, words_of, texts[-1] if len(texts) % 12 else LETTER))
    hops = [line(hop, START, text=text) for hop, text in enumerate(texts)]
    assert (await send(api, hops[:30])).status_code == 201
    noise = [
        line(1_000 + one, START, author="spammer", text=f"noise {one} {one * 31} {one * 77} of nothing")
        for one in range(3_000)
    ]
    assert (await send(api, noise)).json()["new"] == 3_000
    future = (datetime.now(UTC) + timedelta(days=400)).isoformat()
    sent = await send(api, [*hops[30:], *hops[:10], line(9_000, START, text=LETTER, created_at=future)])
    assert (sent.json()["accepted"], sent.json()["new"]) == (41, 31)
    now = await told(runtime)
    assert now.copies >= 0.95 * 61
    assert now.last_seen < datetime.now(UTC) + timedelta(minutes=6)


async def test_the_console_shows_what_spreads_and_its_texts_to_who_asks(api: Api, runtime: Runtime) -> None:
    await send(api, copies(40, community="<hill>"))
    now = await told(runtime)
    await a_person(runtime, "Thiri", Role.REVIEWER)
    async with browsing(runtime, "Thiri") as browser:
        listed = await browser.get("/review/cascades")
        assert f"/review/cascades/{now.id}" in listed.text
        page = await browser.get(f"/review/cascades/{now.id}")
        assert (page.status_code, "knives" in page.text, "&lt;hill&gt;" in page.text) == (200, False, True)
        assert "40 copies" in words(page)
        opened = await browser.post(f"/review/cascades/{now.id}/examples")
        assert opened.text.count("knives") == 3
        burmese = await browser.get(f"/review/cascades/{now.id}?lang=my")
        assert "ပျံ့နှံ့နေသော စာ" in burmese.text
        assert (await browser.get(f"/review/cascades/{UUID(int=1)}")).status_code == 404
    async with runtime.store.transaction() as tx:
        seen = [(one.who, one.what, one.on_what) for one in await tx.admin_events.newest(1, None)]
        assert seen == [("reviewer:Thiri", "cascade.examples", str(now.id))]
        await tx.connection.execute("update cascade_examples set seen_at = seen_at - interval '31 days'")
    assert (await retain(runtime))["examples"] == 3


async def test_what_was_told_is_told_again_when_it_grows_but_not_too_often(
    api: Api, runtime: Runtime
) -> None:
    await send(api, copies(40))
    assert await tell_what_spreads(runtime) == 1
    await send(api, copies(3, 100))
    assert await tell_what_spreads(runtime) == 0  # within five seconds
    assert re.fullmatch(r"\d+", str((await cascades(api))[0]["copies"]))
