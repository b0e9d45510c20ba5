"""Hundreds of copies that refute what was removed go the whole way: known again, and not one is acted on alone."""

from __future__ import annotations

from answerable.flow.receive import receive_items, receive_report
from answerable.flow.runtime import Runtime
from answerable.records.item import ItemState
from answerable.text.difference import only_wrapping
from tests.copies_of_texts import Copy, copies
from tests.postgres.test_copies import work
from tests.world import a_report, a_reviewer, add_platform, an_item, decided


async def removed_alone(runtime: Runtime, name: str) -> tuple[list[Copy], list[Copy]]:
    """The copies in a file, received after what each is a copy of was removed: all of them, and those that were too."""
    await add_platform(runtime)
    reviewer = await a_reviewer(runtime)
    found = copies(name)
    texts = dict.fromkeys(one.reviewed for one in found)
    await receive_items(runtime, [an_item(f"text{place}", text=text) for place, text in enumerate(texts)])
    receipts = [await receive_report(runtime, a_report(f"item:text{place}")) for place in range(len(texts))]
    await work(runtime)
    for case_id in dict.fromkeys(one.report.case_id for one in receipts):
        await decided(runtime, reviewer, case_id)
    await receive_items(
        runtime, [an_item(f"copy{place}", text=one.copy, author="other") for place, one in enumerate(found)]
    )
    await work(runtime)
    async with runtime.store.transaction() as tx:
        items = await tx.items.get_all([("messenger", f"copy{place}") for place in range(len(found))])
    gone = {one.id for one in items if one.state == ItemState.REMOVED}
    return found, [one for place, one in enumerate(found) if f"copy{place}" in gone]


async def test_no_copy_that_refutes_is_removed_by_the_decision_on_what_it_refutes(runtime: Runtime) -> None:
    found, removed = await removed_alone(runtime, "refuting.txt")
    assert (len(found) > 400, removed) == (True, [])


async def test_copies_that_are_only_wrapped_are_removed_by_the_decision(runtime: Runtime) -> None:
    found, removed = await removed_alone(runtime, "wrapped.txt")
    assert [one for one in removed if not only_wrapping(one.reviewed, one.copy)] == []
    assert len(removed) > 0.85 * len(found)
