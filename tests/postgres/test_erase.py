"""Erasure and retention: what should go is gone from every table, what is needed stays, and every proof verifies."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
from typer.testing import CliRunner

from answerable.cli import app
from answerable.errors import Conflict, Invalid, Refused, Tampered, Unavailable, Unknown
from answerable.flow.custody.erase import Whom, erase, erasures, plan
from answerable.flow.custody.retain import due, retain
from answerable.flow.custody.voice_note import looked_at
from answerable.flow.doors.audit import every_act
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.export import policy_text
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.receive import item_deleted, receive_accounts, receive_items, receive_report
from answerable.flow.review import view
from answerable.flow.runtime import Runtime
from answerable.flow.status import look_up
from answerable.settings import RETENTION, Settings
from tests import sounds
from tests.made_up_month import tell_time
from tests.world import (
    a_report,
    a_reviewer,
    add_platform,
    an_account,
    an_item,
    count,
    decided,
    removal,
    reported,
)

REPORTER, CONTACT, NOTE = "daw-mya-of-hpakant", "mya.from.hpakant@example.org", "he lives in my street"
WORDS = "go to the bazaar tonight with petrol"
DECISION_NOTE = "the same hand as last week"


async def rows(runtime: Runtime, sql: str, *values: Any) -> list[Any]:
    async with runtime.store.transaction() as tx:
        return await (await tx.connection.execute(sql.encode(), values)).fetchall()


async def a_story(runtime: Runtime) -> Any:
    """A report by somebody, another by somebody else, both decided and answered, in the ledger."""
    await add_platform(runtime)
    await receive_accounts(runtime, [an_account("ko-aung", name="The Real Aung")])
    await receive_items(runtime, [an_item("m1", text=WORDS), an_item("m2", text="nobody reported this")])
    first = await receive_report(
        runtime,
        a_report(
            "item:m1", reporter=REPORTER, contact=CONTACT, note=NOTE, id="their-77", what_happened="seen"
        ),
    )
    await receive_report(runtime, a_report("item:m1", reporter="u-tin", contact="u.tin@example.org"))
    reviewer = await a_reviewer(runtime)
    await decided(runtime, reviewer, first.report.case_id, removal(runtime, note=DECISION_NOTE))
    while await sequence(runtime) is not None:
        pass
    return first


def dump(url: str) -> str:
    """Every row of every table as text, and every byte string in hex, base64 and as letters."""
    found = []
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "select schemaname || '.' || quote_ident(tablename) from pg_tables where schemaname in ('public', 'queue')"
        ).fetchall()
        for (table,) in tables:
            for row in connection.execute(f"select * from {table}".encode()).fetchall():
                found.append(repr(row))
                found += [value.decode("utf-8", "replace") for value in row if isinstance(value, bytes)]
    return "\n".join(found)


def forms(secret: str) -> list[str]:
    """How a secret could stand in a dump without being sealed: as it is, hashed, in hex, in base64, escaped."""
    raw = secret.encode()
    return [
        secret,
        raw.hex(),
        base64.b64encode(raw).decode().rstrip("="),
        json.dumps(secret)[1:-1],
        repr(raw)[2:-1],
        sha256(raw).hexdigest(),
        repr(sha256(raw).digest())[2:-1],
    ]


def shown(text: str, *secrets: str) -> list[str]:
    return [form for secret in secrets for form in forms(secret) if form in text]


async def whole(runtime: Runtime) -> Any:
    while await sequence(runtime) is not None:
        pass
    verdict = await verify_ledger(runtime)
    assert verdict.findings == []
    return verdict


async def test_a_database_without_its_keys_names_no_reporter(runtime: Runtime) -> None:
    """Who has the dump of the database reads what a platform handed over, and nobody who reported it, nor their words,
    nor what a reviewer noted, nor evidence."""
    await a_story(runtime)
    await rows(runtime, "update items set text = 'forgotten' returning id")
    assert (
        shown(dump(runtime.store.url), REPORTER, CONTACT, NOTE, DECISION_NOTE, WORDS, "u.tin@example.org")
        == []
    )


async def test_an_erased_report_is_gone_and_every_proof_verifies(runtime: Runtime) -> None:
    receipt = await a_story(runtime)
    proof = (await look_up(runtime, receipt.code)).receipt
    before = await rows(
        runtime, "select row_to_json(r)::text from reports r where reporter_tag is not null order by id"
    )
    whom = Whom(report_id=receipt.report.id)
    shown_first = await plan(runtime, whom)
    assert (shown_first.counts["reports"], shown_first.kept) == (1, 0)
    assert await rows(runtime, "select row_to_json(r)::text from reports r order by id") == before, (
        "nothing went"
    )
    erasure = await erase(runtime, whom, shown_first.token)
    assert (erasure.counts, erasure.entries) == ({"reports": 1, "evidence": 0, "items": 0, "accounts": 0}, 1)
    [row] = await rows(
        runtime,
        """select reporter_tag, reporter_sealed, contact_sealed, note_sealed, external_id, request_tag, what_happened
           from reports where id = %s""",
        receipt.report.id,
    )
    assert row == (None, None, None, None, None, b"", "")
    assert await count(runtime, "deliveries") == 3, "orders and the other's answer; theirs is gone"
    [entry] = await rows(
        runtime,
        "select payload, payload_salt, length(payload_hash) from ledger_entries where erasure_id is not null",
    )
    assert entry == (None, None, 32)
    verdict = await whole(runtime)
    assert verdict.erased == 1
    again = await look_up(runtime, receipt.code)
    assert again.receipt.splitlines()[:3] == proof.splitlines()[:3]
    assert again.answered_at is not None
    with pytest.raises(Refused, match="nothing to erase"):
        await erase(runtime, whom, (await plan(runtime, whom)).token)


async def test_receipts_verify_after_an_erasure(runtime: Runtime, tmp_path: Path) -> None:
    receipt = await a_story(runtime)
    await erase(runtime, Whom(code=receipt.code), (await plan(runtime, Whom(code=receipt.code))).token)
    await whole(runtime)
    file, policy = tmp_path / "receipt.txt", tmp_path / "policy.txt"
    file.write_text((await look_up(runtime, receipt.code)).receipt, encoding="utf-8")
    policy.write_text(policy_text(runtime), encoding="utf-8")
    arguments = ["verify", str(file), "--policy", str(policy)]
    done = await asyncio.to_thread(run, "answerable_watchdog", *arguments)
    assert done.returncode == 0, done.stderr


async def test_a_voice_note_goes_with_its_report(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive_items(runtime, [an_item()])
    note = await looked_at(runtime, sounds.ogg(2))
    receipt = await receive_report(runtime, a_report(voice=note))
    await receive_report(runtime, a_report(reporter="u-tin", voice=note))
    await whole(runtime)
    whom = Whom(code=receipt.code)
    await erase(runtime, whom, (await plan(runtime, whom)).token)
    assert await rows(runtime, "select report_id = %s from media", receipt.report.id) == [(False,)]
    await whole(runtime)


async def test_an_erasure_that_dies_took_out_nothing(runtime: Runtime) -> None:
    receipt = await a_story(runtime)
    whom = Whom(code=receipt.code)
    everything = "select row_to_json(r)::text from reports r order by id"
    before = await rows(runtime, everything)
    with psycopg.connect(runtime.store.url, autocommit=True) as connection:
        connection.execute(
            """create function cut() returns trigger language plpgsql as $$ begin
                 perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
               create trigger cut after update on reports for each row execute function cut()"""
        )
        with pytest.raises(Unavailable):
            await erase(runtime, whom, (await plan(runtime, whom)).token)
        connection.execute("drop trigger cut on reports")
    assert await rows(runtime, everything) == before
    assert (await count(runtime, "erasures"), (await whole(runtime)).erased) == (0, 0)
    await erase(runtime, whom, (await plan(runtime, whom)).token)
    assert (await whole(runtime)).erased == 1


async def test_whoever_asks_what_would_go_learns_little_and_stands_in_the_audit(runtime: Runtime) -> None:
    """What would go for an account tells whether its owner reported: asking is noted, and its token tells nobody which
    report that is, though reports can be listed."""
    receipt = await a_story(runtime)
    shown_now = await plan(runtime, Whom(platform_id="messenger", account=REPORTER, as_reporter=True))
    assert shown_now.counts["reports"] == 1
    guess = sha256(f"{receipt.report.id}\n\n\n".encode()).hexdigest()
    assert not guess.startswith(shown_now.token)
    acts = [(event.what, event.on_what) for event in await every_act(runtime)]
    assert acts[-1] == ("erasure.plan", "")


async def test_what_is_confirmed_is_what_was_shown(runtime: Runtime) -> None:
    await a_story(runtime)
    whom = Whom(platform_id="messenger", account=REPORTER, as_reporter=True)
    token = (await plan(runtime, whom)).token
    await receive_report(runtime, a_report("item:m2", reporter=REPORTER))
    with pytest.raises(Conflict, match="not what was shown"):
        await erase(runtime, whom, token)
    assert (await rows(runtime, "select count(*) from erasures"))[0][0] == 0
    done = await erase(runtime, whom, (await plan(runtime, whom)).token)
    assert done.counts["reports"] == 2
    await whole(runtime)


async def test_by_account_and_by_address(runtime: Runtime) -> None:
    await a_story(runtime)
    by_address = await plan(runtime, Whom(address=CONTACT.upper()))
    by_account = await plan(runtime, Whom(platform_id="messenger", account=REPORTER, as_reporter=True))
    assert by_address.reports == by_account.reports
    assert len(by_address.reports) == 1
    assert (await plan(runtime, Whom(address="nobody@example.org"))).reports == []
    elsewhere = await plan(runtime, Whom(platform_id="elsewhere", account=REPORTER, as_reporter=True))
    assert elsewhere.reports == []
    with pytest.raises(Unknown):
        await plan(runtime, Whom(code="ABCD-" * 7 + "EFGH"))


async def test_an_author_cannot_take_evidence_away_by_asking(runtime: Runtime) -> None:
    """While a case is open, and while somebody may object, what it is about is needed; afterwards it goes."""
    await tell_time(runtime, datetime.fromisoformat("2018-03-05T00:00:00+00:00"))
    receipt = await a_story(runtime)
    whom = Whom(platform_id="messenger", account="ko-aung", as_author=True)
    found = await plan(runtime, whom)
    assert (found.items, found.evidence, found.kept) == (["m2"], [], 3)
    await erase(runtime, whom, found.token)
    seen = await view(runtime, await a_reviewer(runtime, "Other"), receipt.report.case_id)
    assert seen.item is not None
    assert seen.item.text == WORDS
    await tell_time(runtime, datetime.fromisoformat("2018-12-05T00:00:00+00:00"))
    later = await plan(runtime, whom)
    assert (later.items, len(later.evidence), later.kept) == (["m1"], 2, 0)
    await erase(runtime, whom, later.token)
    await whole(runtime)
    assert shown(dump(runtime.store.url), WORDS, "The Real Aung", "nobody reported this") == []


async def test_a_row_that_was_changed_is_not_erased(runtime: Runtime) -> None:
    """Erasing it would take away the proof that it was changed."""
    receipt = await a_story(runtime)
    await rows(runtime, "update reports set messages = '{m9}' where id = %s returning id", receipt.report.id)
    whom = Whom(report_id=receipt.report.id)
    with pytest.raises(Tampered, match="erasing it would hide that"):
        await erase(runtime, whom, (await plan(runtime, whom)).token)
    assert await count(runtime, "erasures") == 0


INSIDERS: dict[str, tuple[str, str]] = {
    "a payload taken out without a word": (
        "update ledger_entries set payload = null, payload_salt = null where type = 'report' returning id",
        "its payload is gone, and no erasure explains that",
    ),
    "one more under an erasure that there was": (
        """update ledger_entries set payload = null, payload_salt = null,
             payload_hash = sha256(convert_to(E'answerable/payload/v1\\n', 'UTF8') || payload_salt || payload),
             erasure_id = (select id from erasures) where type = 'report' and erasure_id is null returning id""",
        "it does not tell of what is erased in its name",
    ),
    "evidence taken out without a word": (
        "update evidence set body_sealed = null returning id",
        "it is gone, and no erasure explains that",
    ),
    "evidence under an erasure that there was": (
        "update evidence set body_sealed = null, erasure_id = (select id from erasures) returning id",
        "it does not tell of what is erased in its name",
    ),
    "another payload hash": (
        "update ledger_entries set payload_hash = sha256('x') where erasure_id is not null returning id",
        "facts or payload are not what the leaf commits to",
    ),
    "a fact of an erased report": (
        "update reports set area = 'other' where request_tag = '' returning id",
        "the row is not what its report entry commits to",
    ),
    "a time of an erased report": (
        "update reports set received_at = received_at - interval '1 hour' where request_tag = '' returning id",
        "the row is not what its report entry commits to",
    ),
    "a name kept in spite of the erasure": (
        "update reports set external_id = 'their-77' where request_tag = '' returning id",
        "it counts as erased, and is there",
    ),
}


@pytest.mark.parametrize("what", INSIDERS)
async def test_an_insider_hides_nothing_by_erasing(runtime: Runtime, what: str) -> None:
    receipt = await a_story(runtime)
    whom = Whom(report_id=receipt.report.id)
    await erase(runtime, whom, (await plan(runtime, whom)).token)
    await whole(runtime)
    change, said = INSIDERS[what]
    assert await rows(runtime, change)
    assert said in " ".join(one.what for one in (await verify_ledger(runtime)).findings)


async def test_no_erasure_is_changed_or_taken_back(runtime: Runtime) -> None:
    receipt = await a_story(runtime)
    whom = Whom(report_id=receipt.report.id)
    await erase(runtime, whom, (await plan(runtime, whom)).token)
    for change in ("update erasures set who = 'nobody'", "delete from erasures", "truncate erasures cascade"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await rows(runtime, change)
    with psycopg.connect(runtime.store.url, autocommit=True) as connection:  # the owner of the tables
        connection.execute("alter table erasures disable trigger user")
        connection.execute("update erasures set counts = '{}'")
    await sequence(runtime)
    assert [one.table for one in (await verify_ledger(runtime)).findings] == ["erasures"]


async def days_later(runtime: Runtime, days: int) -> None:
    await tell_time(runtime, datetime.fromisoformat("2018-03-05T00:00:00+00:00") + timedelta(days=days))


async def test_everything_goes_when_its_time_is_over(runtime: Runtime) -> None:
    await days_later(runtime, 0)
    receipt = await a_story(runtime)
    settings = runtime.settings.retention_days
    assert {one.kind: one.due for one in await due(runtime)} == dict.fromkeys(settings, 0)
    await days_later(runtime, 31)
    assert {kind: n for kind, n in (await retain(runtime)).items() if n} == {"items": 1}
    await days_later(runtime, settings["reports"] - 1)
    assert {kind: n for kind, n in (await retain(runtime)).items() if n} == {
        "items": 1,
        "accounts": 1,
        "sketches": 1,
    }
    await days_later(runtime, settings["reports"] + 1)
    shown_first = {one.kind: one.due for one in await due(runtime) if one.due}
    assert shown_first == {"evidence": 2, "reports": 2}
    assert {kind: n for kind, n in (await retain(runtime)).items() if n} == shown_first
    await days_later(runtime, settings["decision_notes"] + 1)
    assert (await retain(runtime))["decision_notes"] == 1
    verdict = await whole(runtime)
    assert verdict.erased == 3
    text = dump(runtime.store.url)
    assert shown(text, REPORTER, CONTACT, NOTE, WORDS, DECISION_NOTE, "u.tin@example.org", "their-77") == []
    assert await rows(runtime, "select count(*) from reports where outcome = 'removed'") == [(2,)]
    assert (await look_up(runtime, receipt.code)).answered_at is not None
    assert {one.why for one in await erasures(runtime)} == {"retention"}


async def test_what_an_open_case_needs_stays(runtime: Runtime) -> None:
    await days_later(runtime, 0)
    await reported(runtime, note=NOTE)
    await days_later(runtime, 3000)
    assert sum((await retain(runtime)).values()) == 0
    assert await count(runtime, "evidence") == 1
    assert await count(runtime, "items") == 1
    await whole(runtime)


async def test_words_that_their_author_deleted_go_after_a_week_and_are_judged_by_the_evidence(
    runtime: Runtime,
) -> None:
    await days_later(runtime, 0)
    receipt = await reported(runtime)
    await item_deleted(runtime, "messenger", "m1")
    await days_later(runtime, 8)
    assert (await retain(runtime))["deleted_items"] == 1
    assert (await retain(runtime))["deleted_items"] == 0
    assert await rows(runtime, "select text from items") == [("",)]
    await receive_report(runtime, a_report("item:m1", reporter="u-tin"))
    assert await count(runtime, "evidence") == 1, "an empty one is no evidence"
    seen = await view(runtime, await a_reviewer(runtime), receipt.report.case_id)
    assert seen.item is not None
    assert seen.item.text != ""


BAD = ("evidence=30", "nothing=30", "evidence", "evidence=-1", "items=six", "views=10")


@pytest.mark.parametrize("given", BAD)
def test_what_is_needed_cannot_be_set_to_go(given: str) -> None:
    with pytest.raises(Invalid) as error:
        Settings(retention=given)
    assert error.value.faults[0].where == "ANSWERABLE_RETENTION"


def test_days_are_set() -> None:
    days = Settings(retention="evidence=300, items=10").retention_days
    assert (days["evidence"], days["items"], days["reports"]) == (300, 10, RETENTION["reports"][0])


async def test_the_commands(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = await a_story(runtime)
    monkeypatch.setenv("ANSWERABLE_DATABASE_URL", runtime.store.url)
    monkeypatch.setenv("ANSWERABLE_DATA", str(runtime.settings.data))

    async def answerable(*arguments: str, said: str = "") -> list[Any]:
        result = await asyncio.to_thread(CliRunner().invoke, app, arguments, input=said)
        if result.exception is not None:
            raise result.exception
        assert REPORTER not in result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    with pytest.raises(Invalid) as wrong:
        await answerable("erase", "report", receipt.code)
    assert receipt.code not in str(wrong.value)
    [seen] = await answerable("erase", "account", "messenger", "--reports", said=REPORTER + "\n")
    assert seen["would_erase"] == {"reports": 1, "evidence": 0, "items": 0, "accounts": 0}
    [by_code] = await answerable("erase", "code", said=receipt.code.lower() + "\n")
    assert by_code["confirm"] == seen["confirm"]
    [done] = await answerable("erase", "code", "--confirm", by_code["confirm"], said=receipt.code + "\n")
    assert (done["erased"]["reports"], done["entries"]) == (1, 1)
    [line] = await answerable("erase", "list")
    assert (line["id"], line["why"]) == (done["erasure"], "request")
    shown_kinds = await answerable("retention", "show")
    assert [one["kind"] for one in shown_kinds] == list(RETENTION)
    [ran] = await answerable("retention", "run")
    assert ran == dict.fromkeys(RETENTION, 0)


def run(program: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")} | variables
    command = [sys.executable, "-m", program, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


async def test_a_retention_that_dies_leaves_whole_batches(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection is cut after the third batch, with the fourth under way."""
    await days_later(runtime, 0)
    receipt = await reported(runtime)
    for number in range(30):
        await receive_report(runtime, a_report(reporter=f"person {number}", note=NOTE))
    await decided(runtime, await a_reviewer(runtime), receipt.report.case_id)
    await days_later(runtime, 220)
    monkeypatch.setattr("answerable.flow.custody.retain.BATCH", 7)
    with psycopg.connect(runtime.store.url, autocommit=True) as connection:
        connection.execute(
            """create function cut() returns trigger language plpgsql as $$ begin
                 if (select count(*) from erasures) >= 4 then perform pg_terminate_backend(pg_backend_pid()); end if;
                 return new; end $$;
               create trigger cut before update on reports for each row execute function cut()"""
        )
        with pytest.raises(Unavailable):
            await retain(runtime)
        assert await rows(runtime, "select count(*) from reports where request_tag = ''") == [(14,)]
        await whole(runtime)
        connection.execute("drop trigger cut on reports")
    await retain(runtime)
    verdict = await whole(runtime)
    assert verdict.erased == 31
    assert await rows(runtime, "select count(*) from reports where request_tag <> ''") == [(0,)]
