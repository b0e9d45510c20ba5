"""A voice note comes with a report: sealed in the same commit, bound to its ledger entry, and never given on."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from answerable.db.tx import Tx
from answerable.flow import receive, review
from answerable.flow.custody import quarantine
from answerable.flow.custody.voice_note import VoiceRefused, looked_at
from answerable.flow.decide import decide
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime
from answerable.ledger import facts
from answerable.records.media import Media, MediaKind
from answerable.records.quarantine import Wish
from answerable.records.sealed import body_digest
from answerable.vocabulary import EntryType, Role
from tests import sounds
from tests.postgres.served import Api, api_of, counts, item, report
from tests.world import a_report, a_reviewer, add_platform, an_item, count, removal

VOICE = sounds.ogg(2)


def base64(content: bytes) -> str:
    return b64encode(content).decode()


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    async with api_of(runtime) as opened:
        await opened.platform.post("/items", json=[item(n) for n in range(1, 4)])
        yield opened


async def media_of(tx: Tx) -> list[Media]:
    cursor = await tx.connection.execute("select id from media order by asked_at, id")
    found = [await tx.media.get(row[0]) for row in await cursor.fetchall()]
    return [one for one in found if one is not None]


async def test_it_is_sealed_with_its_report_in_one_commit_and_bound_to_its_entry(
    runtime: Runtime, api: Api
) -> None:
    answer = await api.platform.post("/reports", json=report(voice=base64(VOICE)))
    assert answer.status_code == 201
    async with runtime.store.transaction() as tx:
        [voice] = await media_of(tx)
        stored = await tx.reports.get(answer.json()["report"])
        assert stored is not None
        entry = await tx.ledger.of_record(stored.id, EntryType.REPORT)
    assert (voice.kind, voice.report_id, voice.case_id) == (MediaKind.VOICE, stored.id, stored.case_id)
    assert (voice.media_type, voice.size, voice.seconds) == ("audio/ogg", len(VOICE), 2.0)
    assert voice.sha256 is None, "a hash of a voice is a mark of its speaker"
    assert voice.body_sealed is not None
    assert VOICE[:64] not in voice.body_sealed
    assert runtime.keyring.open(voice.body_sealed, "media", str(voice.id)) == VOICE
    assert entry is not None
    assert entry.payload is not None
    sealed = msgspec.json.decode(entry.payload)["sealed"]
    assert sealed["voice"] == body_digest(voice.body_sealed).hex()


async def test_a_report_without_one_commits_to_what_it_did_before(runtime: Runtime, api: Api) -> None:
    answer = await api.platform.post("/reports", json=report())
    async with runtime.store.transaction() as tx:
        stored = await tx.reports.get(answer.json()["report"])
    assert stored is not None
    made = facts.commitments_of(stored, EntryType.REPORT)
    assert "voice" not in msgspec.json.decode(msgspec.json.encode(made.payload))["sealed"]


async def test_the_same_again_is_the_same_report_and_another_voice_is_another(
    runtime: Runtime, api: Api
) -> None:
    first = await api.platform.post("/reports", json=report(voice=base64(VOICE)))
    again = await api.platform.post("/reports", json=report(voice=base64(VOICE)))
    other = await api.platform.post("/reports", json=report(voice=base64(sounds.ogg(3))))
    silent = await api.platform.post("/reports", json=report())
    assert first.json()["promise"] == again.json()["promise"]
    assert (other.status_code, silent.status_code) == (409, 409)
    assert await count(runtime, "media") == 1


REFUSED: dict[str, tuple[Any, str]] = {
    "a text": (base64(b"I saw it"), "is not a recording of a kind that is taken here"),
    "a page": (
        base64(b"<html><script>alert(1)</script></html>"),
        "is not a recording of a kind that is taken here",
    ),
    "one that lies": (base64(sounds.ogg(60, said=1)), "is damaged, or not what it says it is"),
    "a film": (base64(sounds.webm(1, track=1)), "is a film"),
    "one too long": (base64(sounds.ogg(121)), "lasts 121 s, which is too long"),
    "one too large": (base64(sounds.wav(30, rate=96_000)), "has 5,760,044 bytes, which is too large"),
    "no base64": ("!!!", "is not base64"),
    "a number": (5, "must be text in base64, not a whole number"),
    "nothing": ("", "is not a recording of a kind that is taken here"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_no_voice_note_refuses_its_report_as_a_whole(
    runtime: Runtime, api: Api, name: str
) -> None:
    voice, what = REFUSED[name]
    before = await counts(runtime)
    answer = await api.platform.post("/reports", json=report(voice=voice))
    assert answer.status_code == 422
    assert [(one["where"], one["what"]) for one in answer.json()["errors"]] == [("voice", what)]
    assert await counts(runtime) == before
    assert await count(runtime, "media") == 0


async def test_in_a_batch_the_report_with_it_is_named(runtime: Runtime, api: Api) -> None:
    good, bad = report(1, voice=base64(VOICE)), report(2, "item:m2", voice=base64(b"no voice"))
    refused = await api.platform.post("/reports", json=[good, bad])
    assert [one["where"] for one in refused.json()["errors"]] == ["[1].voice"]
    assert await count(runtime, "reports") == 0
    partly = await api.platform.post("/reports?partial=true", json=[good, bad])
    assert [one["line"] for one in partly.json()["refused"]] == [2]
    assert len(partly.json()["reports"]) == 1
    assert await count(runtime, "media") == 1


async def test_there_are_not_many_in_one_request(runtime: Runtime, api: Api) -> None:
    many = [report(n, voice=base64(VOICE)) for n in range(5)]
    answer = await api.platform.post("/reports", json=many)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_an_operator_may_take_none(runtime: Runtime) -> None:
    silent = msgspec.structs.replace(runtime.settings, voice_seconds=0)
    with pytest.raises(VoiceRefused, match="not taken here"):
        await looked_at(type(runtime)(**{**vars(runtime), "settings": silent}), VOICE)


async def test_no_answer_export_or_notice_has_it(runtime: Runtime, api: Api) -> None:
    """Neither the platform nor the organisation gets to hear it, nor is told that there is one."""
    taken = (await api.platform.post("/reports", json=report(voice=base64(VOICE)))).json()
    case = (await api.platform.get("/cases")).json()["data"][0]["case"]
    seen = [
        (await api.platform.get(path)).text
        for path in (
            f"/reports/{taken['report']}",
            f"/reports/{taken['report']}/receipt",
            f"/cases/{case}",
            "/reports",
        )
    ]
    assert [text for text in seen if "voice" in text or "audio" in text] == []


async def test_a_voice_that_comes_while_a_reviewer_decides_is_looked_at(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    first = await receive.receive_report(runtime, a_report())
    reviewer = await a_reviewer(runtime)
    seen = await review.claim(runtime, reviewer, first.report.case_id)
    note = await looked_at(runtime, VOICE)
    await receive.receive_report(runtime, a_report(reporter="u-ba", voice=note))
    await decide(
        runtime, reviewer, first.report.case_id, removal(runtime), version=seen.case.version, seen_at=seen.at
    )
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(first.report.case_id)
    assert case is not None
    assert case.state == "waiting"


TAMPERED = {
    "left as it is": ("select 1", []),
    "taken away": ("delete from media", ["voice"]),
    "exchanged": ("update media set body_sealed = body_sealed || '\\x00'::bytea", ["voice"]),
    "exchanged with its digest": ("update media set body_digest = sha256('x')", ["voice"]),
    "emptied": ("update media set body_sealed = null", ["voice"]),
    "put to another report": ("update reports set voice_digest = null", ["leaf", "voice"]),
}


@pytest.mark.parametrize("name", TAMPERED)
async def test_one_that_is_no_longer_as_it_came_is_found_with_the_ledger(runtime: Runtime, name: str) -> None:
    statement, expected = TAMPERED[name]
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    await receive.receive_report(runtime, a_report(voice=await looked_at(runtime, VOICE)))
    await receive.receive_report(runtime, a_report(reporter="u-ba", note="without one"))
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(statement.encode())
    found = sorted(
        "voice" if "voice note" in one.what else "leaf" for one in (await verify_ledger(runtime)).findings
    )
    assert found == expected


async def test_one_in_quarantine_or_put_back_from_there_is_no_tampering(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item()])
    receipt = await receive.receive_report(runtime, a_report(voice=await looked_at(runtime, VOICE)))
    lead = await a_reviewer(runtime, "Nilar", roles=(Role.LEAD,))
    first, second = [await a_reviewer(runtime, name, roles=(Role.CUSTODIAN,)) for name in ("Hla", "Tun")]
    async with runtime.store.transaction() as tx:
        [voice] = await media_of(tx)
    await quarantine.mark(runtime, lead, receipt.report.case_id, voice.id, "why")
    assert (await verify_ledger(runtime)).findings == []
    [line] = await quarantine.lines(runtime, first)
    request = await quarantine.ask(runtime, first, line.one.id, what=Wish.RETURN, reason="a mistake")
    await quarantine.respond(runtime, second, request, approve=True)
    assert (await verify_ledger(runtime)).findings == []


async def test_a_voice_that_somebody_took_out_is_missed_also_where_they_say_that_it_is_in_quarantine(
    runtime: Runtime, api: Api
) -> None:
    await api.platform.post("/reports", json=report(voice=base64(VOICE)))
    assert (await verify_ledger(runtime)).findings == []
    async with runtime.store.transaction() as tx:
        await tx.connection.execute("update media set body_sealed = null, quarantined_at = now()")
    [finding] = (await verify_ledger(runtime)).findings
    assert (finding.table, finding.what) == (
        "reports",
        "its voice note is not what was kept when it came in",
    )
