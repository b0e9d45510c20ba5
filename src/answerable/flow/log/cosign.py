"""Asking witnesses to cosign the latest checkpoint (C2SP tlog-witness), and hearing what they say of this log.

Only what was committed is sent: it is read back in a transaction of its own. No transaction is open while a witness
is asked, and nothing waits for one. What a witness says is believed where it is signed: a cosignature by its key, or,
against us, a checkpoint by ours.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

import msgspec

from answerable.connectors.witness import SIZE_TYPE, Answer, Witnesses
from answerable.db.tx import Tx
from answerable.errors import AnswerableError, Invalid, Tampered, Unavailable
from answerable.flow.log.checkpoint import check_witnessed
from answerable.flow.runtime import Runtime
from answerable.ledger import checkpoint, notes, proofs
from answerable.ledger.lines import from_decimal, to_base64
from answerable.ledger.policy import NONE, Witness
from answerable.ledger.tree import EMPTY_ROOT
from answerable.records.cosignature import Cosignature, WitnessState
from answerable.records.log import LogHead

TRIES = 4  # a witness may first have to say where it is, and be told what it signed itself
CLOCK_OFF_MOST = timedelta(hours=1)
LOOK_BACK_S = 10.0
CONFLICT, UNPROVED = 409, 422


class Outcome(StrEnum):
    """What came of asking."""

    COSIGNED = "cosigned"
    NOTHING_NEW = "nothing new"
    FAILED = "failed"


@dataclass(frozen=True)
class Asked:
    """What came of asking one witness, and where it failed, why."""

    outcome: Outcome
    fault: str = ""


@dataclass(frozen=True)
class _Question:
    """What is sent: the checkpoint, from which size, and the body that says so."""

    head: LogHead
    old_size: int
    body: str


async def cosign(runtime: Runtime, ask: Witnesses, witness: Witness, *, again: bool = False) -> Asked:
    """Have one witness cosign the latest checkpoint; `again`: also where it did so already, for a newer time.

    Raises Tampered where the witness holds a checkpoint that this log signed and that the database is not.
    """
    vkey = str(witness.key)
    async with runtime.store.transaction() as tx:
        state, head = await tx.cosignatures.state(vkey), await tx.ledger.head()
        own = await tx.cosignatures.latest_of(vkey)
    if head is None or (not again and own is not None and own.size >= head.size):
        return Asked(Outcome.NOTHING_NEW)
    try:
        await _ask_until_cosigned(runtime, ask, witness, state)
    except Tampered:
        raise
    except AnswerableError as error:
        await _note(runtime, vkey, fault=str(error))
        return Asked(Outcome.FAILED, str(error))
    return Asked(Outcome.COSIGNED)


async def _ask_until_cosigned(
    runtime: Runtime, ask: Witnesses, witness: Witness, state: WitnessState
) -> None:
    size = state.size
    for _ in range(TRIES):
        async with runtime.store.transaction() as tx:
            question = await _question(tx, witness, size)
        answer = await ask.add_checkpoint(witness.address, question.body)
        if answer.status == 200:
            await _keep(runtime, witness, question.head, answer)
            return
        if answer.status == CONFLICT and answer.content_type.partition(";")[0].strip() == SIZE_TYPE:
            size = from_decimal(answer.text.removesuffix("\n"), "the size that the witness said")
            if size > await _compare(runtime, ask, witness, size):
                raise Unavailable(f"the witness says that it saw {size} leaves, and shows no proof")
            await _note(runtime, str(witness.key), size=size)
            continue
        if answer.status in (UNPROVED, CONFLICT):
            await _compare(runtime, ask, witness, None)
        raise Unavailable(f"the witness answered {answer.status}")
    raise Unavailable("the witness says another size each time")


async def _question(tx: Tx, witness: Witness, size: int) -> _Question:
    """What to send to a witness that is at `size`: the latest checkpoint. One that is behind what it cosigned itself
    (its folder was put back from a backup) is first shown that, with its own line."""
    head, own = await tx.ledger.head(), await tx.cosignatures.latest_of(str(witness.key))
    if own is not None and own.size > size:
        head = await tx.cosignatures.checkpoint(own.size)
    if head is None or size > head.size:
        raise Unavailable("the log is smaller than the witness is said to have seen")
    needed = proofs.consistency_tiles(size, head.size)
    tiles = {place: await tx.ledger.tile(*place) or b"" for place in needed}
    proof = proofs.consistency(size, head.size, lambda level, index: tiles[level, index])
    line = own.line if own is not None and own.size == head.size else ""
    lines = "".join(f"{to_base64(digest)}\n" for digest in proof)
    return _Question(head, size, f"old {size}\n{lines}\n{head.note}{line}")


async def _keep(runtime: Runtime, witness: Witness, head: LogHead, answer: Answer) -> None:
    """Store a cosignature once it is seen to be true. Raises Invalid or Unavailable where it is not."""
    try:
        line, second = notes.cosignature_in(notes.parse(head.note).text, answer.text, witness.key)
    except Tampered as false:
        raise Unavailable(f"the witness's answer does not hold: {false}") from None
    now = datetime.now(UTC)
    if abs(second - now.timestamp()) > CLOCK_OFF_MOST.total_seconds():
        raise Unavailable("the witness's clock is off by more than an hour: its time would prove nothing")
    at = datetime.fromtimestamp(second, UTC)
    vkey = str(witness.key)
    async with runtime.store.transaction() as tx:
        kept = Cosignature(size=head.size, vkey=vkey, line=line, cosigned_at=at, received_at=now)
        await tx.cosignatures.add(kept)
        await tx.cosignatures.set_state(WitnessState(vkey=vkey, size=head.size, cosigned_at=at))


async def _note(runtime: Runtime, vkey: str, *, size: int | None = None, fault: str = "") -> None:
    """Keep what a witness said, or why it said nothing."""
    async with runtime.store.transaction() as tx:
        state = await tx.cosignatures.state(vkey)
        known = state.size if size is None else size
        await tx.cosignatures.set_state(msgspec.structs.replace(state, size=known, fault=fault))


async def _compare(runtime: Runtime, ask: Witnesses, witness: Witness, size: int | None) -> int:
    """See whether the witness holds a checkpoint of ours that the database is not: where it says a size that is larger
    than the log (None: where it refused a proof). Raises Tampered where it shows one. A mere word is no proof: then the
    size of the log is returned."""
    async with (
        runtime.store.transaction() as tx
    ):  # after its answer: another server may have gone on meanwhile
        here = await tx.ledger.size()
    if size is not None and size <= here:
        return here
    origin_hash = sha256(runtime.settings.origin.encode()).hexdigest()
    try:
        answer = await ask.latest(witness.address, origin_hash)
    except Unavailable:
        return here
    if answer.status != 200 or not _is_ours(runtime, answer.text):
        return here
    async with runtime.store.transaction() as tx:
        await check_witnessed(runtime, tx, answer.text)
        return await tx.ledger.size()


def _is_ours(runtime: Runtime, note: str) -> bool:
    try:
        checkpoint.verify(note, notes.verifier_key(runtime.settings.origin, runtime.keyring.checkpoint_key))
    except AnswerableError:
        return False
    return True


async def look_back(runtime: Runtime, ask: Witnesses) -> None:
    """Before anything is signed: ask every witness, at once and for ten seconds at the most, what it saw last.

    Raises Tampered where one shows a checkpoint of ours that the database is not, or where as many as the policy counts
    on say that they saw more leaves than there are: then this is an older copy. One that lies without proof stops
    nothing; those that are silent are asked again when the next checkpoint is sent.
    """
    if not runtime.cosigning.witnesses:
        return
    asked = [asyncio.create_task(_seen(runtime, ask, one)) for one in runtime.cosigning.witnesses]
    done, waiting = await asyncio.wait(asked, timeout=LOOK_BACK_S)
    for task in waiting:
        task.cancel()
    sizes = {task.result()[0]: task.result()[1] for task in done if task.exception() is None}
    for task in done:
        if isinstance(error := task.exception(), Tampered):
            raise error
    async with runtime.store.transaction() as tx:
        here = await tx.ledger.size()
    ahead = sorted(name for name, size in sizes.items() if size > here)
    enough = (
        runtime.cosigning.has_quorum(ahead) if runtime.cosigning.quorum != NONE else len(ahead) == len(sizes)
    )
    if ahead and enough:
        seen = max(sizes[name] for name in ahead)
        raise Tampered(
            f"the database holds {here} leaves, but its witnesses ({', '.join(ahead)}) say that they saw {seen}: "
            "it is an older copy"
        )


async def _seen(runtime: Runtime, ask: Witnesses, witness: Witness) -> tuple[str, int]:
    """What size a witness saw last: asked with the empty tree, which every tree continues."""
    empty = checkpoint.Checkpoint(runtime.settings.origin, 0, EMPTY_ROOT)
    note = checkpoint.sign(empty, runtime.keyring.checkpoint_key)
    answer = await ask.add_checkpoint(witness.address, f"old 0\n\n{note}")
    if answer.status != CONFLICT:
        return witness.name, 0
    try:
        size = from_decimal(answer.text.removesuffix("\n"), "the size that the witness said")
    except Invalid:
        return witness.name, 0
    await _compare(runtime, ask, witness, size)
    return witness.name, size
