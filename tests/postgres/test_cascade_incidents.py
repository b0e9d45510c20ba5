"""Two letters, each telling one community that the other attacks, become one incident through the API; a third, of the
same day and about other people, does not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from answerable.errors import Conflict
from answerable.flow.cascades.shown import cascade_view, public_view
from answerable.flow.cascades.tell import tell_what_spreads
from answerable.flow.copies.warm import warm_once
from answerable.flow.log.checkpoint import sequence
from answerable.flow.log.verify_ledger import verify_ledger
from answerable.flow.receive import receive_report
from answerable.flow.runtime import Runtime, open_runtime
from answerable.records.cascade_event import EventKind
from answerable.records.finder import Finder
from answerable.records.organisation import Organisation
from answerable.settings import Settings
from answerable.vocabulary import ReasonCode, Role, Source
from answerable.web.public_incident import public_page
from answerable.web.review_console.cascades_page import standalone
from tests.doors import a_person
from tests.postgres.served import Api, api_of
from tests.postgres.test_messages import LETTER, cascades, copies, send
from tests.postgres.test_review import browsing, words
from tests.unit.text.zawgyi_spelling import in_zawgyi
from tests.world import a_report, add_organisation, decided

pytestmark = pytest.mark.postgres

MIRRORED = (
    "၉/၁၁ နေ့ညမှာ အစွန်းရောက် ဘုန်းကြီးတွေက ဗလီတွေကို မီးရှို့ဖို့ စီစဉ်ထားကြောင်း ကြားသိရတယ်။ မွတ်စလင် ညီအစ်ကိုတွေ "
    "ညဘက် အပြင်မထွက်ကြပါနဲ့၊ မိသားစုကို ဂရုစိုက်ကြပါ။ သိတဲ့သူတိုင်းကို ပြောပေးပါ။"
)
OTHER = (
    "Warning to all parents of the river side: a gang in a white van will kidnap children near the market on 9/11. "
    "Keep your children inside and tell the teachers of every school."
)
DENIAL = (
    f"This letter goes round and it is false, the police and the abbot say so: '{LETTER}' Do not pass it on."
)


@pytest.fixture
async def runtime(database_url: str, tmp_path: Path) -> AsyncIterator[Runtime]:
    settings = Settings(
        data=tmp_path, merge_delay_s=1, undo_window_s=0, second_factor="off",
        stream_singles=1 << 14, stream_clusters=1 << 8, stream_senders=20,
    )  # fmt: skip
    async with open_runtime(settings, database_url) as opened:
        yield opened


@pytest.fixture
async def api(runtime: Runtime) -> AsyncIterator[Api]:
    await asyncio.to_thread(warm_once)  # a server that compiles takes no messages in
    async with api_of(runtime) as served:
        yield served


async def test_two_mirrored_letters_are_one_incident_and_a_third_is_not(
    api: Api, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answerable.flow.cascades.stream.RENEW_S", 0.0)
    await send(api, copies(40, community="hill"))
    await send(api, copies(40, 200, text=OTHER, community="river"))
    assert await tell_what_spreads(runtime) == 2
    assert [one["incident"] for one in await cascades(api)] == [None, None]
    await send(api, copies(40, 400, text=MIRRORED, community="river"))
    await send(api, copies(3, 480, text=in_zawgyi(MIRRORED), community="river"))
    assert await tell_what_spreads(runtime) == 1
    first, third, second = await cascades(api)
    assert first["incident"] is not None
    assert (second["incident"], third["incident"]) == (first["incident"], None)
    assert (second["level"], third["level"]) == ("emergency", "review")
    assert second["reasons"][2]["code"] == ReasonCode.MIRRORED
    assert len({first["case"], second["case"], third["case"], None}) == 4

    await send(api, copies(20, 100, community="hill"))
    assert await tell_what_spreads(runtime) == 1
    again = next(one for one in await cascades(api) if one["cascade"] == first["cascade"])
    assert (again["incident"], again["level"]) == (first["incident"], "emergency")
    assert ReasonCode.MIRRORED in [reason["code"] for reason in again["reasons"]]

    async with runtime.store.transaction() as tx:
        parts = await tx.cascade_incidents.parts(first["incident"])
        proved = [one.incident_id for one in await tx.cascades.levels(second["cascade"])]
    assert [(part.side, str(part.cascade_id)) for part in parts] in (
        [(0, first["cascade"]), (1, second["cascade"])],
        [(0, second["cascade"]), (1, first["cascade"])],
    )
    assert [str(one) for one in proved] == [first["incident"]]
    await sequence(runtime)
    assert (await verify_ledger(runtime)).findings == []

    await a_person(runtime, "Thiri", Role.REVIEWER)
    async with browsing(runtime, "Thiri") as browser:
        page = await browser.get(f"/review/cascades/{first['cascade']}")
        assert "One incident, two mirrored parts" in words(page)
        assert f"/review/cascades/{second['cascade']}" in page.text
        assert f"/review/cases/{second['case']}" in page.text
        other = await browser.get(f"/review/cascades/{third['cascade']}")
        assert "mirrored" not in words(other)


async def test_who_denies_a_letter_is_no_part_and_nobody_is_called(api: Api, runtime: Runtime) -> None:
    await send(api, copies(40, text=MIRRORED, community="river"))
    await send(api, copies(40, 200, text=DENIAL, community="hill"))
    assert await tell_what_spreads(runtime) == 2
    found = await cascades(api)
    assert [(one["level"], one["incident"]) for one in found] == [("emergency", None), ("watch", None)]
    assert ReasonCode.DENYING in [reason["code"] for reason in found[1]["reasons"]]


async def test_the_timeline_proves_who_was_first_and_counts_what_came_between(
    api: Api, runtime: Runtime
) -> None:
    await send(api, copies(40, community="hill"))
    await tell_what_spreads(runtime)
    await sequence(runtime)
    (one,) = await cascades(api)
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(UUID(one["case"]))
    assert case is not None
    report = a_report(f"item:{case.subject_id}", platform_id=case.platform_id, reporter="REPORTER-MARK")
    await receive_report(runtime, report)
    reviewer = await a_person(runtime, "Thiri", Role.REVIEWER)
    await decided(runtime, reviewer, case.id)
    await sequence(runtime)
    line = (await cascade_view(runtime, UUID(one["cascade"]))).timeline
    kinds = [moment.event.kind for moment in line.moments]
    assert kinds[0] == EventKind.FIRST_COPY
    assert [kind for kind in EventKind if kind in kinds] == [
        kind for kind in EventKind if kind != EventKind.ESCALATION
    ]
    logged = {EventKind.LEVEL, EventKind.REPORT, EventKind.DECISION, EventKind.ACTION}
    assert all((moment.event.leaf is not None) == (moment.event.kind in logged) for moment in line.moments)
    assert line.finder is Finder.SYSTEM
    assert line.first_report is not None
    assert line.first_action is not None
    assert (line.first_action < line.first_report, line.copies_between) == (True, None)
    async with browsing(runtime, "Thiri") as browser:
        page = words(await browser.get(f"/review/cascades/{one['cascade']}?lang=en"))
        assert "Detected by our system before anybody reported it" in page
        assert "It was acted on before anybody reported it." in page
        assert "A person on the platform" in page
        assert "REPORTER-MARK" not in page
    file = standalone(await cascade_view(runtime, UUID(one["cascade"])), "my")
    for secret in ("REPORTER-MARK", LETTER, case.subject_id, str(case.id), "Thiri", "http", "<script"):
        assert secret not in file.replace("http://www.w3.org", "")


async def test_everybody_may_see_who_found_it_first_and_nobody_who_reported(
    api: Api, runtime: Runtime
) -> None:
    await send(api, copies(40, community="hill"))
    await tell_what_spreads(runtime)
    (one,) = await cascades(api)
    async with runtime.store.transaction() as tx:
        case = await tx.cases.get(UUID(one["case"]))
    assert case is not None
    lab = await add_organisation(runtime, "lab")
    async with runtime.store.transaction() as tx:
        hidden = Organisation(id="hidden-house", name="House of Hiding", created_at=tx.at)
        await tx.organisations.add(hidden)
        await tx.organisations.set_consent(lab.id, named=True)
    about = {"about": f"item:{case.subject_id}", "platform_id": case.platform_id}
    for n in range(3):
        await receive_report(runtime, a_report(**about, reporter=f"REPORTER-{n}"))
    for organisation in (lab, hidden):
        report = a_report(
            **about, source=Source.TRUSTED_FLAGGER, organisation_id=organisation.id, reporter=None
        )
        await receive_report(runtime, report)
    with pytest.raises(Conflict, match="nobody has decided"):
        await public_view(runtime, UUID(one["cascade"]))
    await decided(runtime, await a_person(runtime, "Thiri", Role.REVIEWER), case.id)
    line = await public_view(runtime, UUID(one["cascade"]))
    assert [(part.reports, part.by_organisations, part.finder) for part in line.parts] == [
        (5, None, Finder.UNDECIDED)  # the alarm's entry had no place yet when the promises were made
    ]
    assert line.organisations == (lab.name,)
    secrets = (
        "REPORTER",
        hidden.name,
        "hidden-house",
        LETTER,
        case.subject_id,
        str(case.id),
        one["cascade"],
        "Thiri",
    )
    for language in ("en", "my"):
        page = public_page(line, language)
        assert lab.name in page
        assert [secret for secret in (*secrets, "Detected by our system") if secret in page] == []
