"""Opening who reported: two custodians, a reason, one look; every step in the ledger, and the name nowhere else."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from typer.testing import CliRunner

from answerable.cases.openings import APPROVE_WITHIN, LOOK_WITHIN, Standing
from answerable.cli import app
from answerable.errors import AnswerableError, Conflict, Forbidden, Invalid, Refused, Unknown
from answerable.flow.custody import open_identity
from answerable.flow.custody.erase import Whom, erase, plan
from answerable.flow.custody.open_identity import ask, decide_on, openings, see, withdraw
from answerable.flow.custody.retain import retain
from answerable.flow.doors import reviewers
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.export import export
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.runtime import Runtime
from answerable.records.opening import Reason
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role, Source
from tests.made_up_month import tell_time
from tests.postgres.test_review import browsing, hired, words
from tests.world import a_reviewer, all_at_once, count, reported

NAME, CONTACT = "daw-mya-of-hpakant", "mya@example.org"
WHY = "the township police say that her house is named in a group"
DAY = datetime.fromisoformat("2018-03-05T00:00:00+00:00")


async def custodians(runtime: Runtime) -> tuple[Reviewer, Reviewer]:
    one = await a_reviewer(runtime, "Nilar", roles=(Role.CUSTODIAN,), languages=())
    return one, await a_reviewer(runtime, "Zaw", roles=(Role.CUSTODIAN,), languages=())


async def asked(runtime: Runtime) -> tuple[Reviewer, Reviewer, UUID, str]:
    """Two custodians, and a request of the first; the clock stands."""
    await tell_time(runtime, DAY)
    receipt = await reported(runtime, reporter=NAME, contact=CONTACT)
    first, second = await custodians(runtime)
    await tell_time(runtime, DAY + timedelta(minutes=1))
    return first, second, await ask(runtime, first, receipt.code, Reason.THREAT_TO_LIFE, WHY), receipt.code


async def where(runtime: Runtime, person: Reviewer) -> Standing:
    return (await openings(runtime, person))[0].standing


async def whole(runtime: Runtime) -> None:
    while await sequence(runtime) is not None:
        pass
    assert (await verify_ledger(runtime)).findings == []


async def rows(runtime: Runtime, sql: str, *values: Any) -> list[Any]:
    async with runtime.store.transaction() as tx:
        return await (await tx.connection.execute(sql.encode(), values)).fetchall()


async def test_two_people_open_it_and_one_sees_it_once(runtime: Runtime) -> None:
    first, second, opening, _ = await asked(runtime)
    assert await where(runtime, second) == Standing.WAITING
    await decide_on(runtime, second, opening, approved=True)
    assert await where(runtime, first) == Standing.APPROVED
    identity = await see(runtime, first, opening)
    assert (identity.reporter, identity.contact) == (NAME, CONTACT)
    assert NAME not in repr(identity)
    with pytest.raises(Conflict, match="shown once"):
        await see(runtime, first, opening)
    assert await where(runtime, first) == Standing.SEEN
    steps = await rows(
        runtime,
        """select convert_from(e.facts, 'UTF8')::jsonb ->> 'step' from ledger_entries e
           where e.type = 'opening' order by e.created_at, e.id""",
    )
    assert [step for (step,) in steps] == ["asked", "approved", "viewed"]
    acts = await rows(
        runtime, "select who, what from admin_events where starts_with(what, 'identity.') order by seq"
    )
    assert acts == [("Nilar", "identity.asked"), ("Zaw", "identity.approved"), ("Nilar", "identity.viewed")]
    await whole(runtime)


async def test_one_person_alone_opens_nothing(runtime: Runtime) -> None:
    first, second, opening, _ = await asked(runtime)
    with pytest.raises(Conflict, match="not approved"):
        await see(runtime, first, opening)
    with pytest.raises(Forbidden, match="another custodian"):
        await decide_on(runtime, first, opening, approved=True)
    with pytest.raises(Forbidden, match="only who asked"):
        await see(runtime, second, opening)
    await decide_on(runtime, second, opening, approved=True)
    with pytest.raises(Forbidden, match="only who asked"):
        await see(runtime, second, opening)
    assert await count(runtime, "opening_steps") == 2


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.LEAD, Role.OPERATOR])
async def test_nobody_else_takes_part(runtime: Runtime, role: Role) -> None:
    first, _, opening, code = await asked(runtime)
    other = await a_reviewer(runtime, "Other", roles=(role,))
    for step in (
        ask(runtime, other, code, Reason.COURT_ORDER, WHY),
        decide_on(runtime, other, opening, approved=True),
        withdraw(runtime, other, opening),
        see(runtime, other, opening),
        openings(runtime, other),
    ):
        with pytest.raises(Forbidden, match="only custodians"):
            await step
    assert await where(runtime, first) == Standing.WAITING


async def test_a_custodian_who_was_added_for_it_approves_nothing(runtime: Runtime) -> None:
    first, _, opening, _ = await asked(runtime)
    friend = await a_reviewer(runtime, "Friend", roles=(Role.CUSTODIAN,), languages=())
    with pytest.raises(Forbidden, match="added after the request"):
        await decide_on(runtime, friend, opening, approved=True)
    assert await where(runtime, first) == Standing.WAITING


async def test_requests_of_a_disabled_person_die(runtime: Runtime) -> None:
    first, second, opening, _ = await asked(runtime)
    await reviewers.disable(runtime, first.name)
    with pytest.raises(Conflict, match="the request ended"):
        await decide_on(runtime, second, opening, approved=True)
    with pytest.raises(Forbidden):
        await see(runtime, first, opening)


@pytest.mark.parametrize("who", ["Nilar", "Zaw"])
async def test_approvals_die_with_either_person(runtime: Runtime, who: str) -> None:
    first, second, opening, _ = await asked(runtime)
    await decide_on(runtime, second, opening, approved=True)
    await reviewers.disable(runtime, who)
    with pytest.raises((Conflict, Forbidden)):
        await see(runtime, first, opening)
    assert await rows(runtime, "select step from opening_steps where step = 'viewed'") == []


async def test_time_ends_a_request_and_an_approval(runtime: Runtime) -> None:
    first, second, opening, code = await asked(runtime)
    again = await ask(runtime, first, code, Reason.THREAT_TO_LIFE, WHY)
    await decide_on(runtime, second, again, approved=True)
    await tell_time(runtime, DAY + timedelta(minutes=2) + LOOK_WITHIN)
    with pytest.raises(Conflict, match="its hour is over"):
        await see(runtime, first, again)
    await tell_time(runtime, DAY + timedelta(minutes=2) + APPROVE_WITHIN)
    with pytest.raises(Conflict, match="waits no longer"):
        await decide_on(runtime, second, opening, approved=True)
    assert {one.standing for one in await openings(runtime, first)} == {Standing.EXPIRED}


async def test_refused_and_taken_back_stay_so(runtime: Runtime) -> None:
    first, second, opening, code = await asked(runtime)
    await decide_on(runtime, second, opening, approved=False)
    other = await ask(runtime, first, code, Reason.THREAT_TO_LIFE, WHY)
    with pytest.raises(Forbidden):
        await withdraw(runtime, second, other)
    await withdraw(runtime, first, other)
    for one in (opening, other):
        for step in (
            decide_on(runtime, second, one, approved=True),
            withdraw(runtime, first, one),
            see(runtime, first, one),
        ):
            with pytest.raises(Conflict):
                await step
    await whole(runtime)


async def test_of_two_at_once_one_wins(runtime: Runtime) -> None:
    first, second, opening, _ = await asked(runtime)
    third = await a_reviewer(runtime, "Third", roles=(Role.CUSTODIAN,), languages=())
    await rows(runtime, "update reviewers set created_at = %s where name = 'Third' returning 1", DAY)
    answers = await all_at_once(
        decide_on(runtime, second, opening, approved=True), decide_on(runtime, third, opening, approved=False)
    )
    assert sorted(isinstance(one, Conflict) for one in answers) == [False, True]
    if await where(runtime, first) == Standing.REFUSED:
        return
    looks = await all_at_once(*(see(runtime, first, opening) for _ in range(4)))
    assert sum(isinstance(one, open_identity.Identity) for one in looks) == 1
    await whole(runtime)


WRONG: dict[str, tuple[str, str, type[AnswerableError]]] = {
    "no words": ("", "CODE", Invalid),
    "too few": ("because", "CODE", Invalid),
    "too many": ("x" * 2001, "CODE", Invalid),
    "no report": (WHY, "", Invalid),
    "another's code": (WHY, "ABCD-" * 7 + "EFGH", Unknown),
    "an id of nothing": (WHY, str(uuid4()), Unknown),
}


@pytest.mark.parametrize("what", WRONG)
async def test_bad_requests_leave_nothing(runtime: Runtime, what: str) -> None:
    receipt = await reported(runtime, reporter=NAME)
    first, _ = await custodians(runtime)
    text, which, error = WRONG[what]
    with pytest.raises(error) as told:
        await ask(runtime, first, which.replace("CODE", receipt.code), Reason.COURT_ORDER, text)
    assert receipt.code not in str(told.value)
    assert await count(runtime, "opening_steps") == 0


async def test_a_report_that_names_nobody_is_not_asked_for(runtime: Runtime) -> None:
    receipt = await reported(runtime, source=Source.FORM, reporter=None)
    first, _ = await custodians(runtime)
    with pytest.raises(Refused, match="names nobody"):
        await ask(runtime, first, str(receipt.report.id), Reason.COURT_ORDER, WHY)


async def test_what_was_erased_is_not_seen_any_more_and_who_opened_stays(runtime: Runtime) -> None:
    first, second, opening, code = await asked(runtime)
    await decide_on(runtime, second, opening, approved=True)
    await erase(runtime, Whom(code=code), (await plan(runtime, Whom(code=code))).token)
    with pytest.raises(Refused, match="erased since"):
        await see(runtime, first, opening)
    await tell_time(runtime, DAY + timedelta(days=2000))
    assert (await retain(runtime))["openings"] == 1
    assert [one.text for one in await openings(runtime, first)] == [""]
    assert len(await open_identity.every_step(runtime)) == 2
    await whole(runtime)


CHANGES = (
    "update opening_steps set step = 'refused' where step = 'approved'",
    "update opening_steps set reviewer_id = (select id from reviewers where name = 'Zaw')",
    "delete from opening_steps",
    "truncate opening_steps",
)


@pytest.mark.parametrize("change", CHANGES)
async def test_no_step_is_changed_or_taken_back(runtime: Runtime, change: str) -> None:
    _, second, opening, _ = await asked(runtime)
    await decide_on(runtime, second, opening, approved=True)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await rows(runtime, change)
    with psycopg.connect(runtime.store.url, autocommit=True) as connection:  # the owner of the table
        connection.execute("alter table opening_steps disable trigger user")
        connection.execute("update opening_steps set reason = 'court_order'")
    await sequence(runtime)
    assert {one.table for one in (await verify_ledger(runtime)).findings} == {"opening_steps"}


async def test_the_page_is_for_custodians_and_the_name_is_nowhere_else(
    runtime: Runtime, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    receipt = await reported(runtime, reporter=NAME, contact=CONTACT)
    await hired(runtime)
    for name in ("Nilar", "Zaw"):
        await hired(runtime, name, roles=(Role.CUSTODIAN,), languages=())
    seen: list[Any] = []
    async with browsing(runtime, "Thiri") as reviewer, browsing(runtime, "Nilar") as first:
        assert (await reviewer.get("/review/openings")).status_code == 403
        assert (await reviewer.post("/review/openings", report=receipt.code)).status_code == 403
        page = await first.get("/review")
        assert page.url.path == "/review/openings"
        assert (await first.get(f"/review/cases/{receipt.report.case_id}")).status_code == 403
        short = await first.post(
            "/review/openings", report=receipt.code, reason="court_order", text="too short"
        )
        assert short.status_code == 422
        assert receipt.code not in short.text
        assert "too short" in short.text
        page = await first.post("/review/openings", report=receipt.code, reason="court_order", text=WHY)
        assert "waits for another custodian" in words(page)
        [opening] = await rows(runtime, "select id from opening_steps")
        path = f"/review/openings/{opening[0]}"
        seen += [page, await first.post(path, step="approve"), await first.post(path, step="see")]
        assert [one.status_code for one in seen] == [200, 403, 409]
        async with browsing(runtime, "Zaw") as second:
            page = await second.get("/review/openings")
            assert WHY in page.text
            seen += [page, await second.post(path, step="approve"), await second.post(path, step="see")]
            assert [one.status_code for one in seen[3:]] == [200, 200, 403]
        shown = await first.post(path, step="see")
        assert shown.status_code == 200
        assert NAME in shown.text
        assert CONTACT in shown.text
        assert shown.headers["cache-control"] == "no-store"
        assert NAME not in str(shown.url)
        seen += [await first.post(path, step="see"), await first.get("/review/openings?lang=my")]
        assert "တစ်ကြိမ်" in seen[-1].text
    await whole(runtime)
    await export(runtime, tmp_path / "export")
    told = (
        [page.text for page in seen]
        + [str(page.headers) for page in seen]
        + [caplog.text, *capsys.readouterr()]
    )
    told += [
        one.read_bytes().decode("utf-8", "replace")
        for one in (tmp_path / "export").rglob("*")
        if one.is_file()
    ]
    for table in ("opening_steps", "admin_events", "ledger_entries", "sessions"):
        told.append(str(await rows(runtime, f"select * from {table}")))
    assert [text for text in told if NAME in text or CONTACT in text] == []


async def test_the_commands_list_steps_without_identities(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = await reported(runtime, reporter=NAME, contact=CONTACT)
    await open_identity.ask(runtime, (await custodians(runtime))[0], receipt.code, Reason.COURT_ORDER, WHY)
    monkeypatch.setenv("ANSWERABLE_DATABASE_URL", runtime.store.url)
    monkeypatch.setenv("ANSWERABLE_DATA", str(runtime.settings.data))

    async def answerable(*arguments: str) -> list[Any]:
        result = await asyncio.to_thread(CliRunner().invoke, app, ["openings", *arguments])
        assert result.exception is None
        assert not any(secret in result.output for secret in (NAME, CONTACT, WHY))
        return [json.loads(line) for line in result.stdout.splitlines()]

    [line] = await answerable("list")
    assert (line["who"], line["step"], line["report"]) == ("Nilar", "asked", str(receipt.report.id))
    [report] = await answerable("reports", str(receipt.report.case_id))
    assert (report["id"], report["named"]) == (str(receipt.report.id), True)
