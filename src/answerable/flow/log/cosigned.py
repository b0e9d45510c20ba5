"""Checkpoints with the cosignatures that they have, and which of them is shown.

What is shown is the newest checkpoint that has its quorum: readers whose policy asks for one must not be refused for
the second in which witnesses are asked. But an outage of witnesses hides nothing: once a newer checkpoint has waited
for a tenth of the merge delay (thirty seconds at the most), the newest is shown with the cosignatures that it has.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

import msgspec

from answerable.db.tx import Tx
from answerable.flow.runtime import Runtime
from answerable.ledger.policy import Cosigning
from answerable.records.cosignature import Cosignature
from answerable.records.log import LogHead

GRACE_SHARE = 0.1  # of the merge delay
GRACE_MOST_S = 30.0
SIZES_A_LOOK = 50
LOOKS_MOST = 20  # three days of checkpoints without a quorum


async def shown(runtime: Runtime, tx: Tx) -> LogHead | None:
    """The checkpoint to show as the latest, cosignatures included; None before the first."""
    head = await tx.ledger.head()
    if head is None or runtime.cosigning.has_quorum(()):
        return head and await with_cosignatures(runtime, tx, head)
    # A quorum that is older than the last fifty was waited for long enough in any case.
    whole = await _first_whole(runtime.cosigning, tx, await tx.cosignatures.newest(most=SIZES_A_LOOK))
    if whole is not None and whole.size < head.size:
        waits_since = await tx.cosignatures.first_signed_above(whole.size)
        grace = min(GRACE_SHARE * runtime.settings.merge_delay_s, GRACE_MOST_S)
        if waits_since is not None and waits_since + timedelta(seconds=grace) < tx.at:
            whole = None
    return whole or await with_cosignatures(runtime, tx, head)


async def proving(runtime: Runtime, tx: Tx, index: int) -> LogHead | None:
    """The checkpoint that proves most for the leaf at `index`, cosignatures included: the first with its quorum, whose
    witnesses saw the leaf earliest, and which stays the same as the log grows; else the newest. None where no
    checkpoint covers the leaf."""
    head = await tx.ledger.head()
    if head is None or index >= head.size:
        return None
    whole, above = None, index
    for _ in range(0 if runtime.cosigning.has_quorum(()) else LOOKS_MOST):
        page = await tx.cosignatures.oldest(above=above, most=SIZES_A_LOOK)
        whole = await _first_whole(runtime.cosigning, tx, page)
        if whole is not None or not page:
            break
        above = page[-1].size
    return whole or await with_cosignatures(runtime, tx, head)


async def with_cosignatures(runtime: Runtime, tx: Tx, head: LogHead) -> LogHead:
    """The checkpoint with the lines of the policy's witnesses below the log's own."""
    return _with_lines(runtime.cosigning, head, await tx.cosignatures.of_size(head.size))


async def _first_whole(cosigning: Cosigning, tx: Tx, page: list[Cosignature]) -> LogHead | None:
    """The first checkpoint of a page that has its quorum."""
    for size, lines in groupby(page, key=lambda one: one.size):
        given = list(lines)
        if cosigning.has_quorum(names_of(cosigning, given)):
            found = await tx.cosignatures.checkpoint(size)
            return found and _with_lines(cosigning, found, given)
    return None


def names_of(cosigning: Cosigning, given: list[Cosignature]) -> list[str]:
    """The policy's names of the witnesses that cosigned."""
    vkeys = {one.vkey for one in given}
    return [witness.name for witness in cosigning.witnesses if str(witness.key) in vkeys]


def _with_lines(cosigning: Cosigning, head: LogHead, given: list[Cosignature]) -> LogHead:
    by_key = {one.vkey: one.line for one in given}
    lines = [by_key[str(one.key)] for one in cosigning.witnesses if str(one.key) in by_key]
    return msgspec.structs.replace(head, note=head.note + "".join(lines))
