"""Organisations are asked what they see in an emergency: they learn where and when, reviewers read what they answer."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from answerable.errors import Conflict, Invalid, Unknown
from answerable.flow import receive
from answerable.flow.doors.keys import issue_key
from answerable.flow.partners.asks import ANSWER_MAX, answer_ask, answers, asks
from answerable.flow.readers.emergency import watch
from answerable.flow.readers.on_call import add_shift
from answerable.flow.readers.page_on_call import page_due
from answerable.flow.runtime import Runtime
from answerable.records.organisation import Organisation
from answerable.vocabulary import PolicyArea, Role, Scope, Source
from tests.postgres.served import Api, api_of
from tests.postgres.test_review import PASSWORD, browsing, words
from tests.world import RUMOUR, a_report, an_item, count, hired

PLACES = {
    "listeners": ((), ("my",)),
    "watchers": (("MM",), ()),
    "elsewhere": (("TH",), ("th",)),
}


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    async with api_of(runtime) as opened:
        yield opened


async def an_emergency(runtime: Runtime) -> UUID:
    """Incitement in Burmese, in Myanmar, seen by the lab; three organisations, two of them there."""
    async with runtime.store.transaction() as tx:
        for name, (countries, languages) in PLACES.items():
            await tx.organisations.add(Organisation(id=name, name=name.title(), created_at=tx.at))
            await tx.organisations.set_places(name, countries=countries, languages=languages)
    await receive.receive_items(
        runtime, [an_item("SUBJECT-MARK", platform_id="courier", author="AUTHOR-MARK")]
    )
    await receive.receive_report(
        runtime,
        a_report(
            "item:SUBJECT-MARK",
            platform_id="courier",
            source=Source.TRUSTED_FLAGGER,
            organisation_id="listeners",
            reporter=None,
            note="NOTE-MARK",
            area=PolicyArea.INCITEMENT,
        ),
    )
    assert await watch(runtime) == 1
    async with runtime.store.transaction() as tx:
        [found] = await tx.emergencies.open(most=9)
    return found.id


async def test_those_that_work_there_are_asked_and_nobody_else(api: Api, runtime: Runtime) -> None:
    emergency_id = await an_emergency(runtime)
    assert await asks(runtime, "elsewhere") == []
    [asked] = await asks(runtime, "watchers")
    assert (asked.area, asked.language, asked.country, asked.open) == (
        PolicyArea.INCITEMENT,
        "my",
        "MM",
        True,
    )
    assert (asked.hour.minute, asked.hour.second, asked.hour.microsecond) == (0, 0, 0)
    await answer_ask(runtime, "watchers", asked.id, "Trucks in two villages.\r\nPeople stay at home.")
    [seen] = await answers(runtime, emergency_id)
    assert (seen.organisation, seen.answer) == ("Watchers", "Trucks in two villages.\nPeople stay at home.")
    [listeners] = await asks(runtime, "listeners")
    assert (listeners.open, listeners.answer) == (True, "")
    assert listeners.id != asked.id
    async with runtime.store.transaction() as tx:
        kept = await tx.asks.answered_near(emergency_id)
    assert [b"Trucks" in (one.answer_sealed or b"") for one in kept] == [False]


async def test_a_wave_of_emergencies_asks_once_and_its_answers_stand_on_each(
    api: Api, runtime: Runtime
) -> None:
    first = await an_emergency(runtime)
    for number in range(3):
        await receive.receive_items(runtime, [an_item(f"w{number}", platform_id="courier")])
        fields = {"source": Source.TRUSTED_FLAGGER, "organisation_id": "listeners", "reporter": None}
        about = a_report(f"item:w{number}", platform_id="courier", area=PolicyArea.INCITEMENT, **fields)
        await receive.receive_report(runtime, about)
        assert await watch(runtime) == 1
    [asked] = await asks(runtime, "watchers")
    await answer_ask(runtime, "watchers", asked.id, "we see it")
    async with runtime.store.transaction() as tx:
        ids = [one.id for one in await tx.emergencies.open(most=9)]
    assert (len(ids), first in ids) == (4, True)
    for one in ids:
        assert [seen.answer for seen in await answers(runtime, one)] == ["we see it"]


async def test_an_answer_is_given_once_by_who_was_asked_while_somebody_waits(
    api: Api, runtime: Runtime
) -> None:
    emergency_id = await an_emergency(runtime)
    [asked] = await asks(runtime, "watchers")
    with pytest.raises(Unknown):
        await answer_ask(runtime, "listeners", asked.id, "we see it too")
    with pytest.raises(Unknown):
        await answer_ask(runtime, "watchers", uuid4(), "we see it too")
    with pytest.raises(Unknown):
        await answer_ask(runtime, "watchers", asked.id, "we see it too", "elsewhere")
    for text in ("  ", "x" * (ANSWER_MAX + 1), "control \x07"):
        with pytest.raises(Invalid):
            await answer_ask(runtime, "watchers", asked.id, text)
    assert (await asks(runtime, "watchers"))[0].open
    await answer_ask(runtime, "watchers", asked.id, "we see it")
    with pytest.raises(Conflict):
        await answer_ask(runtime, "watchers", asked.id, "we see more")
    async with runtime.store.transaction() as tx:
        await tx.connection.execute(
            "update emergencies set ended_at = answerable_now(), next_page_at = null where id = %s",
            [emergency_id],
        )
    [late] = await asks(runtime, "listeners")
    assert not late.open
    with pytest.raises(Conflict):
        await answer_ask(runtime, "listeners", late.id, "we see it")


async def test_over_the_api_an_organisation_sees_its_own_alone_and_no_subject(
    api: Api, runtime: Runtime
) -> None:
    await an_emergency(runtime)
    listed = await api.flagger.get("/asks")
    assert listed.status_code == 200, listed.text
    [mine] = listed.json()["data"]
    assert set(mine) == {"ask", "area", "language", "country", "hour", "open", "answered_at", "answer"}
    for secret in ("SUBJECT-MARK", "AUTHOR-MARK", "NOTE-MARK", RUMOUR, "messenger", "case"):
        assert secret not in listed.text
    path = f"/asks/{mine['ask']}/answer"
    for body in ({}, {"text": 7}, {"text": ""}, ["text"]):
        assert (await api.flagger.post(path, json=body)).status_code == 422
    answered = await api.flagger.post(path, json={"text": "we hear shots"})
    assert (answered.status_code, answered.json()["answer"], answered.json()["open"]) == (
        200,
        "we hear shots",
        False,
    )
    assert (await api.flagger.post(path, json={"text": "again"})).status_code == 409
    assert (await api.platform.get("/asks")).status_code == 403
    assert (await api.platform.post(path, json={"text": "x"})).status_code == 403
    assert (await api.stranger.get("/asks")).status_code == 401
    other, _ = await issue_key(runtime, "courier", (Scope.REPORTS_READ,), organisation_id="watchers")
    theirs = await api.stranger.get("/asks", headers={"authorization": f"Bearer {other}"})
    assert [one["answer"] for one in theirs.json()["data"]] == [""]


async def test_the_console_shows_it_to_who_was_called_and_takes_the_acknowledgement(
    api: Api, runtime: Runtime
) -> None:
    await hired(runtime, "Thiri", PASSWORD)
    await hired(runtime, "Zaw", PASSWORD)
    await hired(runtime, "Nyo", PASSWORD, languages=("shn",))
    await hired(runtime, "Oo", PASSWORD, roles=(Role.OPERATOR,))
    await add_shift(runtime, "Thiri", "my", "thiri@example.org")
    emergency_id = await an_emergency(runtime)
    await page_due(runtime)
    [asked] = await asks(runtime, "watchers")
    await answer_ask(runtime, "watchers", asked.id, "<b>Trucks</b>")
    path = f"/review/emergencies/{emergency_id}"
    async with browsing(runtime, "Zaw") as zaw:
        assert "Thiri was called at" in words(await zaw.get("/review?lang=en"))
        assert "I have it" not in words(await zaw.get(path))
        assert (await zaw.post(f"{path}/acknowledge")).status_code == 403
    async with browsing(runtime, "Nyo") as nyo:
        assert "Emergencies" not in words(await nyo.get("/review?lang=en"))
        assert (await nyo.get(path)).status_code == 404
    async with browsing(runtime, "Oo") as operator:
        assert (await operator.get(path)).status_code == 403
        assert "On call now Language Place Name Until Burmese 1 Thiri" in words(
            await operator.get("/review/deliveries?lang=en")
        )
    async with browsing(runtime, "Thiri") as thiri:
        assert "I have it" in words(await thiri.get("/review?lang=en"))
        page = await thiri.get(path)
        assert "Watchers" in words(page)
        assert "&lt;b&gt;Trucks&lt;/b&gt;" in page.text
        assert (await thiri.client.post(f"{path}/acknowledge", data={"csrf": "forged"})).status_code == 403
        assert "Thiri has it" in words(await thiri.post(f"{path}/acknowledge"))
        case = re.findall(r'href="(/review/cases/[^"]+)"', page.text)[0]
        shown = words(await thiri.get(case))
        assert "Thiri has it" in shown
        assert "What organisations there see Watchers" in shown
    async with browsing(runtime) as stranger:
        assert "Sign in" in words(await stranger.get(path))
    assert await count(runtime, "pages") == 1
