"""Paging: somebody on call for the language is called, and after some minutes without an acknowledgement the next.

Whom to call, that they were called and their message are one commit: killed before it, nobody was called and the step
is taken again; killed after it, the message goes out under its id. Everybody on call is called at most
`page_rounds` times; then nobody answered, which leads and operators see. While nobody is on call, it is looked again
each minute.
"""

from __future__ import annotations

from datetime import timedelta

from answerable.cases.emergency import next_called
from answerable.db.tx import Tx
from answerable.errors import Tampered, Unavailable
from answerable.flow import deliver
from answerable.flow.readers.on_call import ADDRESS_PURPOSE, shifts_now
from answerable.flow.readers.page import page_body
from answerable.flow.runtime import Runtime
from answerable.records.emergency import Emergency, Page
from answerable.records.on_call import Shift

NOBODY_EACH = timedelta(minutes=1)
STEPS_MOST = 100


async def page_due(runtime: Runtime) -> int:
    """Take every step that is due; return how many people were called."""
    called = 0
    for _ in range(STEPS_MOST):
        async with runtime.store.transaction() as tx:
            emergency = await tx.emergencies.lock_due(tx.at)
            if emergency is None:
                break
            called += await _step(runtime, tx, emergency)
    return called


async def _step(runtime: Runtime, tx: Tx, emergency: Emergency) -> bool:
    """Call the next one; False where nobody is on call, or everybody was called often enough."""
    shifts = {shift.reviewer_id: shift for shift in await shifts_now(tx, emergency.language)}
    pages = await tx.emergencies.pages(emergency.id)
    before = [page.reviewer_id for page in pages]
    who = next_called(list(shifts), before, runtime.settings.page_rounds)
    if who is None:
        again = None if shifts else tx.at + NOBODY_EACH
        await tx.emergencies.put_off(emergency.id, again, unanswered=tx.at)
        return False
    await _call(runtime, tx, emergency, shifts[who], step=len(pages) + 1)
    wait = timedelta(minutes=runtime.settings.page_minutes)
    await tx.emergencies.put_off(emergency.id, tx.at + wait, unanswered=None)
    return True


async def _call(runtime: Runtime, tx: Tx, emergency: Emergency, shift: Shift, *, step: int) -> None:
    page = Page(
        id=runtime.new_untimed_id(),
        emergency_id=emergency.id,
        step=step,
        reviewer_id=shift.reviewer_id,
        paged_at=tx.at,
    )
    await tx.emergencies.add_page(page)
    lane = f"page/{emergency.id}/{shift.reviewer_id}"
    await tx.deliveries.add(
        message_id=page.id,
        platform_id=emergency.platform_id,
        lane=lane,
        channel=shift.channel,
        body=page_body(runtime.settings.address, emergency, page),
        at=tx.at,
        not_before=tx.at,
        address_sealed=resealed(runtime, shift),
    )
    await tx.outbox.put("deliver", {"lane": lane}, at=tx.at)


def resealed(runtime: Runtime, shift: Shift) -> bytes:
    """The shift's address, sealed as deliveries have it; one that does not open is shown as a failed delivery."""
    try:
        address = runtime.keyring.open(shift.address_sealed, ADDRESS_PURPOSE, str(shift.id))
    except (Tampered, Unavailable):
        return shift.address_sealed
    return runtime.keyring.seal(address, deliver.ADDRESS_PURPOSE)
