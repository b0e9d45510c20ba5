"""What language a case seems to be in, where its platform does not say: detected afterwards, and shown as that."""

from __future__ import annotations

from uuid import UUID

from answerable.flow import receive
from answerable.flow.detect_language import ENTRYPOINT, detect_language
from answerable.flow.review import queue
from answerable.flow.runtime import Runtime
from answerable.records.case import Case
from tests.doors import a_person
from tests.postgres.test_review import browsing, words
from tests.world import RUMOUR, a_report, a_reviewer, add_platform, an_item

SHAN = "ၵူၼ်းတႆးမီးလွင်ႈလွတ်ႈလႅဝ်းသေ ၵိူတ်ႇမႃးတင်းမူတ်း"


async def reported(runtime: Runtime, **texts: str) -> dict[str, Case]:
    """Cases about posts whose language nobody said, by their names; what waits to be detected is done."""
    await add_platform(runtime)
    await receive.receive_items(
        runtime, [an_item(name, text=text, container=name, language=None) for name, text in texts.items()]
    )
    await receive.receive_reports(runtime, [a_report(f"item:{name}") for name in texts])
    async with runtime.store.transaction() as tx:
        jobs = [one for one in await tx.outbox.take(tx.at, most=100) if one.entrypoint == ENTRYPOINT]
    for one in jobs:
        await detect_language(runtime, UUID(one.payload["case"]))
    async with runtime.store.transaction() as tx:
        cases = await tx.cases.of_platform("messenger", after=None, most=100)
    return {case.subject_id: case for case in cases}


async def test_the_language_is_detected_and_the_case_stays_with_everybody(runtime: Runtime) -> None:
    cases = await reported(
        runtime, burmese=RUMOUR, shan=SHAN, english="This is a text in plain English.", none="123 45"
    )
    assert {name: (case.language, case.detected_language) for name, case in cases.items()} == {
        "burmese": ("und", "my"), "shan": ("und", "shn"), "english": ("und", "en"), "none": ("und", None),
    }  # fmt: skip
    thiri = await a_reviewer(runtime, languages=("my",))
    shown = [case.subject_id for case in await queue(runtime, thiri)]
    assert set(shown[:2]) == {
        "burmese",
        "none",
    }  # what seems to be in another language comes after, and does come
    assert set(shown[2:]) == {"shan", "english"}


async def test_the_console_says_that_it_was_detected(runtime: Runtime) -> None:
    cases = await reported(runtime, shan=SHAN)
    await a_person(runtime)
    async with browsing(runtime, "Thiri") as browser:
        for path in ("/review", f"/review/cases/{cases['shan'].id}"):
            assert "Language not known, detected by machine: Shan" in words(await browser.get(path))


async def test_what_a_platform_says_is_not_detected_again(runtime: Runtime) -> None:
    await add_platform(runtime)
    await receive.receive_items(runtime, [an_item("m1", language="shn")])
    receipt = await receive.receive_report(runtime, a_report())
    async with runtime.store.transaction() as tx:
        assert ENTRYPOINT not in {one.entrypoint for one in await tx.outbox.take(tx.at, most=100)}
    assert await detect_language(runtime, receipt.report.case_id) is None
