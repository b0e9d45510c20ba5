"""Items that come in with media wait to be looked at, as far as the operator lets them: hashes are kept, no picture."""

from __future__ import annotations

from answerable.db.tx import Tx
from answerable.flow.runtime import Runtime
from answerable.intake.addresses import origin_of, read_origins
from answerable.intake.item_line import is_address
from answerable.observe.metrics import count_looks
from answerable.records.item import Item

WAITING_MOST = 10_000  # items; beyond, what comes in is known by its text alone until it is reported
WAITING_OF_AUTHOR = 100


async def ask_to_look(runtime: Runtime, tx: Tx, items: list[Item]) -> None:
    """Let those of them that have media wait, in the transaction that stores them; each once."""
    wanted = [
        (item.platform_id, item.id, item.author)
        for item in items
        if any(may_look(runtime, address) for address in item.media)
    ]
    if wanted:
        asked = await tx.pictures.ask(wanted, tx.at, most=WAITING_MOST, of_author=WAITING_OF_AUTHOR)
        count_looks("asked", asked)


def may_look(runtime: Runtime, address: str) -> bool:
    """Whether a file is fetched although nobody reported it: by default only from the operator's own hosts, which learn
    nothing by it."""
    settings = runtime.settings
    if settings.look_at == "none" or settings.media_mb == 0:
        return False
    if settings.look_at == "all" or not is_address(address):
        return True
    return origin_of(address) in read_origins(settings.media_hosts)
