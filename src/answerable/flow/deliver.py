"""Delivery: what was decided reaches the platform, and who reported is told that there is an answer.

A delivery is sent at least once, with the same id each time, and never two of one lane at once. One that fails
is tried again after 5 seconds, then twice as long each time up to an hour, for about a day; then it is given up,
shown as failed, and sent again by hand. Those behind it in its lane wait while it is tried, and go on once it is
given up: a ban must not wait for ever behind a warning.
"""

from __future__ import annotations

import secrets
from base64 import b64encode
from datetime import datetime
from enum import Enum

from answerable.connectors.connector import Connector, Connectors, Letter, Undelivered
from answerable.db.clock import real
from answerable.db.tx import Tx
from answerable.enforcement.statements import in_words
from answerable.errors import Tampered
from answerable.flow.readers.page import PAGES, page_letter
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.i18n.labels import N_
from answerable.ledger import canonical
from answerable.records.action import Delivery
from answerable.records.notice import Notice
from answerable.records.platform import Platform

FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 3600.0
ATTEMPTS_MOST = 34  # with these pauses about 24 hours
JITTER = 0.25  # a pause is up to a quarter longer or shorter, so that lanes do not knock all at once

SECRET_PURPOSE = "webhook secret"  # noqa: S105 - what it is sealed for, not a secret
ADDRESS_PURPOSE = "contact"

_SUBJECT = N_("There is an answer for you")
_TEXT = N_("With your code you can read this again, and object, on this page:")


class Progress(Enum):
    """What came of looking at a lane's first delivery."""

    NOTHING_DUE = "nothing due"
    DELIVERED = "delivered"
    PUT_OFF = "put off"
    GIVEN_UP = "given up"

    @property
    def next_may_go(self) -> bool:
        return self in (Progress.DELIVERED, Progress.GIVEN_UP)


async def deliver_lane(runtime: Runtime, connectors: Connectors, lane: str) -> list[Progress]:
    """Send what is due in a lane, one after the other, until one has to wait. The caller holds the lane."""
    made: list[Progress] = []
    while not made or made[-1].next_may_go:
        made.append(await deliver_first(runtime, connectors, lane))
    return made


async def deliver_first(runtime: Runtime, connectors: Connectors, lane: str) -> Progress:
    """Send the first delivery of a lane, if it is due, and keep what came of it.

    The attempt is counted before it is made: from then on undo can no longer cancel the delivery but sends its
    reversal after it. Between the two transactions nothing is held but the lane.
    """
    async with runtime.store.transaction() as tx:
        delivery = await tx.deliveries.lock_first(lane)
        if delivery is None or delivery.not_before > tx.at:
            return Progress.NOTHING_DUE
        await tx.deliveries.begin_attempt(delivery.id)
        platform = await tx.platforms.get(delivery.platform_id)
        notice = await tx.notices.get(delivery.notice_id) if delivery.notice_id else None
    try:
        letter = _letter(runtime, delivery, platform, notice)
        await _connector(connectors, delivery).send(letter)
    except Undelivered as error:
        return await _failed(runtime, delivery, error)
    return await _delivered(runtime, delivery)


async def due_lanes(runtime: Runtime, *, most: int) -> list[str]:
    """Lanes that could go on now: what is looked through now and then, in case a job was lost."""
    async with runtime.store.transaction() as tx:
        return await tx.deliveries.lanes_due(tx.at, most=most)


def pause_s(attempts: int) -> float:
    """Seconds to wait after the attempt of this number, from 1, without jitter."""
    return min(FIRST_PAUSE_S * 2.0 ** min(attempts - 1, 30), LONGEST_PAUSE_S)


def contact_secret(runtime: Runtime, address: str) -> str:
    """What signs webhooks to an address that a reporter left: made from the keys, so that nothing is kept."""
    return "whsec_" + b64encode(runtime.keyring.tag("contact webhook secret", address)).decode()


def _letter(runtime: Runtime, delivery: Delivery, platform: Platform | None, notice: Notice | None) -> Letter:
    if delivery.address_sealed is not None:
        return _letter_to_contact(runtime, delivery, notice)
    if platform is None or platform.webhook_url is None or platform.webhook_secret_sealed is None:
        raise Undelivered("the platform has no webhook: set one, then send this again", for_good=True)
    return Letter(
        id=delivery.message_id,
        address=platform.webhook_url,
        text=_json(delivery),
        secret=_opened(runtime, platform.webhook_secret_sealed, SECRET_PURPOSE),
        public_only=not runtime.settings.private_webhooks,
    )


def _letter_to_contact(runtime: Runtime, delivery: Delivery, notice: Notice | None) -> Letter:
    of = str(notice.report_id) if notice else ""
    address = _opened(runtime, delivery.address_sealed or b"", ADDRESS_PURPOSE, of)
    if delivery.body.get("type") in PAGES:
        return page_letter(delivery, address, contact_secret(runtime, address))
    if delivery.channel == "email" and notice is not None:
        return _mail(runtime, notice, address)
    return Letter(
        id=delivery.message_id,
        address=address,
        text=_json(delivery),
        secret=contact_secret(runtime, address),
        public_only=True,
    )


def _mail(runtime: Runtime, notice: Notice, address: str) -> Letter:
    """A mail holds the answer and its reasons, and never what was reported, what was said of it, or the code.

    Its subject line, which shows on locked screens, says only that there is an answer.
    """
    say = translations(notice.language).gettext
    standards = runtime.standards_of(notice.statement.standards_version)
    reasons = in_words(notice.statement, standards, notice.language)
    text = f"{reasons}\n\n{say(_TEXT)}\n{runtime.settings.address}/status\n"
    return Letter(id=notice.id, address=address, subject=say(_SUBJECT), text=text)


def _connector(connectors: Connectors, delivery: Delivery) -> Connector:
    found = connectors.get(delivery.channel)
    if found is None:
        raise Undelivered("no mail server is set: set ANSWERABLE_SMTP, then send this again", for_good=True)
    return found


async def _delivered(runtime: Runtime, delivery: Delivery) -> Progress:
    async with runtime.store.transaction() as tx:
        if delivery.action_id is not None:  # before its delivery, as undo locks them
            await tx.actions.mark_delivered(delivery.action_id, tx.at)
        await tx.deliveries.mark_delivered(delivery.id, tx.at)
    return Progress.DELIVERED


async def _failed(runtime: Runtime, delivery: Delivery, error: Undelivered) -> Progress:
    attempts = delivery.attempts + 1
    given_up = error.for_good or attempts >= ATTEMPTS_MOST
    async with runtime.store.transaction() as tx:
        again_at = None if given_up else await _again_at(tx, attempts, error.retry_after_s)
        await tx.deliveries.mark_attempt(delivery.id, str(error), again_at=again_at, at=tx.at)
        if again_at is not None:
            await tx.outbox.put("deliver", {"lane": delivery.lane}, at=tx.at, not_before=again_at)
    return Progress.GIVEN_UP if given_up else Progress.PUT_OFF


async def _again_at(tx: Tx, attempts: int, retry_after_s: int) -> datetime:
    spread = 1 + secrets.SystemRandom().uniform(-JITTER, JITTER)
    return tx.at + await real(tx, max(pause_s(attempts) * spread, float(retry_after_s)))


def _opened(runtime: Runtime, sealed: bytes, purpose: str, of: str = "") -> str:
    try:
        return runtime.keyring.open(sealed, purpose, of).decode()
    except (Tampered, ValueError):  # a ValueError where it is too short to be sealed, or no text
        raise Undelivered("its sealed address or secret does not open with our keys", for_good=True) from None


def _json(delivery: Delivery) -> str:
    return canonical.encode(delivery.body).decode()
