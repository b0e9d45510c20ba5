"""The audit of administrators: what people do here to people, keys, platforms and settings, and who did it.

Every step that changes one of those calls `note_act` in its own transaction, as its last statement: the act and its
line stand or fall together. `who` is a signed-in person (`Seat.who`), or None for whoever runs this process: the
operating system's user. No line holds a secret, a reporter or content.
"""

from __future__ import annotations

import hmac
import os
import pwd
from dataclasses import dataclass
from functools import cache

from answerable.db.tx import Tx
from answerable.errors import Invalid, Tampered
from answerable.flow.runtime import Runtime
from answerable.records.admin_event import AdminEvent, first_broken
from answerable.settings import Settings

ON_MAX = 2_000
SETTINGS = "settings.change"
# Where this installation stands, and what may hold a password.
_NOT_TOLD = frozenset({"data", "database_url", "host", "port", "smtp", "log_level"})


@dataclass(frozen=True)
class Chain:
    """How many events there are, and the last one's hash: what is written down to see later that none is missing."""

    events: int
    head: bytes

    def __str__(self) -> str:
        return f"{self.events}:{self.head.hex()}"


async def note_act(tx: Tx, who: str | None, what: str, on: str = "") -> None:
    """Add a line: `what` is a noun and a verb in small letters, such as `reviewer.disable`; `on` names whom or what
    it was done to."""
    await tx.admin_events.append(who or system_user(), what, on[:ON_MAX])


async def note_settings(runtime: Runtime) -> None:
    """Add a line where the server starts with other settings than it did before: what is kept for how long, who needs
    a second factor, what was promised. Those that differ from the defaults stand in it; none that can hold a secret."""
    told = _settings_told(runtime.settings)
    async with runtime.store.transaction() as tx:
        last = await tx.admin_events.last_of(SETTINGS)
        if told != (last.on_what if last else ""):
            await note_act(tx, None, SETTINGS, told)


async def acts(runtime: Runtime, most: int, before: int | None = None) -> list[AdminEvent]:
    """The last ones, newest first."""
    async with runtime.store.transaction() as tx:
        return await tx.admin_events.newest(most, before)


async def every_act(runtime: Runtime) -> list[AdminEvent]:
    """All of them, oldest first."""
    async with runtime.store.transaction() as tx:
        return await tx.admin_events.all()


async def verify_acts(runtime: Runtime, known: str = "") -> Chain:
    """Check the chain from its beginning; `known` is what an earlier check gave, and must be a part of it.

    Raises Tampered where an event was changed or removed, Invalid where `known` is not of that form.
    """
    events = await every_act(runtime)
    broken = first_broken(events)
    if broken is not None:
        raise Tampered(f"the audit of administrators is broken at event {broken}: one was changed or removed")
    if known:
        _check_known(events, known)
    return Chain(len(events), events[-1].hash) if events else Chain(0, b"")


@cache
def system_user() -> str:
    """The operating system's user behind this process, and for root who became it by sudo, as far as that is told."""
    uid = os.getuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        name = str(uid)
    before = os.environ.get("SUDO_USER", "")
    return f"system:{name} (sudo by {before})" if before and before != name else f"system:{name}"


def _settings_told(settings: Settings) -> str:
    default = Settings()
    told = [
        f"{name}={getattr(settings, name)}"
        for name in settings.__struct_fields__
        if name not in _NOT_TOLD and getattr(settings, name) != getattr(default, name)
    ]
    return "; ".join(told)[:ON_MAX]


def _check_known(events: list[AdminEvent], known: str) -> None:
    count, colon, head = known.partition(":")
    if not (colon and count.isdecimal()):
        raise Invalid(
            "this is not what a check gave", where="--head", mend="write COUNT:HASH as it was printed"
        )
    place = int(count)
    if place > len(events):
        raise Tampered(f"the audit of administrators has {len(events)} events; there were {place} before")
    found = events[place - 1].hash.hex() if place else ""
    if not hmac.compare_digest(found, head):
        raise Tampered(f"the audit of administrators is another one than before: event {place} was replaced")
