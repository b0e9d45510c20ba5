"""Clusters of near-copies while messages come in: what each has, what is forgotten first, and alarms for spread.

Messages are put in one after the other by the kernel; this is what stands around it. Forgetting happens at the
beginning of an hour (clusters without a copy for seven days) and where there is no room: then, of the clusters,
those without an alarm go before those with one, of these those with the fewest senders, of these those whose last copy
is the longest ago. It does not depend on how messages were cut into batches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.detection.cascades import SENDERS, SENDERS_LEAST, Cascade, growth, is_spread
from answerable.errors import Invalid
from answerable.records.cascade import Growth, Variant
from answerable.stream import memory as m
from answerable.stream.memory import Limits, Memory
from answerable.stream.messages import COMMUNITIES_MOST, Messages

NEVER = 1 << 62  # a moment that no message lies behind
LOOKS = 1024
SHARE_FORGOTTEN = 16  # one in so many clusters, where there is no room


class Put(NamedTuple):
    """Where messages went. `cascades` has a number for each message, 0 for one that is alone so far; `joined` are
    earlier messages, by their place in the stream, that are not alone any more, with the number of their cascade."""

    cascades: NDArray[np.int64]
    joined: NDArray[np.int64]


class Counted(NamedTuple):
    """What happened to messages that are not as others are. `late` and `not_kept` joined cascades where there were
    some, but wait for no copy; `future` were taken as sent when they came; `short` have too few letters to be told
    apart; `duplicates` were not counted."""

    messages: int
    duplicates: int
    future: int
    late: int
    short: int
    not_kept: int
    forgotten: int


class Clusters:
    """One thread writes. `seed` is the name of the seed of all its sketches: those of another one never come in."""

    def __init__(self, seed: str, limits: Limits | None = None, *, senders: int = SENDERS) -> None:
        if senders < SENDERS_LEAST:
            raise Invalid(f"must be at least {SENDERS_LEAST}", where="senders")
        self.seed, self.limits, self.senders = seed, limits or Limits(), senders
        self.memory = Memory.of(self.limits)
        self.on_forgetting: Callable[[Cascade], None] | None = None
        """Told of each cascade before it is forgotten."""
        self.communities: list[str] = []

    @property
    def offset(self) -> int:
        """How many messages came in: where to go on after a restart."""
        return int(self.memory.state[m.NEXT_NUMBER])

    @property
    def counted(self) -> Counted:
        columns = (m.NEXT_NUMBER, m.DUPLICATES, m.FUTURE, m.LATE, m.SHORT, m.NOT_KEPT, m.FORGOTTEN)
        return Counted(*(int(self.memory.state[one]) for one in columns))

    def community(self, name: str) -> int:
        """The number of a channel's community, as `Messages` takes it. All beyond the 62nd are one."""
        if name not in self.communities and len(self.communities) < COMMUNITIES_MOST - 1:
            self.communities.append(name)
        return self.communities.index(name) + 1 if name in self.communities else COMMUNITIES_MOST

    def add(self, messages: Messages, now_ms: int = NEVER) -> Put:
        """Put messages in, in their order. `now_ms` is when they came; a message cannot have been sent after that."""
        count = len(messages.times)
        out = m.Out(
            np.zeros(count, np.int64), np.zeros((count // 4 + 1024, 2), np.int64), np.zeros((LOOKS, 7)),
            np.zeros(2, np.int64),
        )  # fmt: skip
        ahead_ms = self.limits.ahead_s * 1000
        limit = m.Limit(self.limits.window_h * 3600, ahead_ms, self.senders, self.limits.singles_a_sender)
        joined, at = list[NDArray[np.int64]](), 0
        while at < count:
            at, why = _kernel()(at, now_ms, limit, messages, self.memory, out)
            joined.append(out.joined[: out.many[0]].copy())
            self._look(out.looks[: out.many[1]])
            out.many[:] = 0
            if at < count:
                sent = int(messages.times[at])
                self._make_room(why, now_ms if sent > now_ms + ahead_ms else sent)
        return Put(out.cascades, np.concatenate([*joined, np.zeros((0, 2), np.int64)]))

    def cascades(self) -> Iterator[Cascade]:
        """Every cluster that there is now, in the order in which they began."""
        ordinals = self.memory.counts[:, m.ORDINAL]
        there = np.flatnonzero(ordinals)
        for slot in there[np.argsort(ordinals[there])]:
            yield self.cascade(int(slot))

    def bytes_used(self) -> int:
        return sum(array.nbytes for array in self.memory)

    def _look(self, looks: NDArray[np.float64]) -> None:
        """Raise the alarm for clusters that the kernel found worth a look, at the message where it was."""
        for slot, sent, all_senders, recent, traffic, before, hours in looks:
            block = int(self.memory.counts[int(slot), m.BLOCK]) - 1
            if self.memory.alarms[block] == 0:
                found = self._growth(all_senders, recent, int(traffic), int(before), hours)
                if recent >= self.senders - 0.5 and is_spread(found):
                    self.memory.alarms[block] = int(sent)

    def _growth(self, all_senders: float, recent: float, traffic: int, before: int, hours: float) -> Growth:
        older = max(0.0, all_senders - recent) * min(1.0, m.HOURS_BEFORE / max(hours - m.WINDOW_HOURS, 1.0))
        return growth(recent=recent, before=older, traffic=traffic, traffic_before=before, hours=hours)

    def _make_room(self, why: int, sent: int) -> None:
        if why == 1:
            self._begin_hour(sent // m.HOUR_MS)
        elif why in {2, 3}:
            self._forget(self._least(of_blocks=why == 3))

    def _begin_hour(self, hour: int) -> None:
        mem = self.memory
        before = int(mem.state[m.GENERATION])
        if before < 0:
            mem.state[m.FIRST_HOUR] = hour
        for one in range(max(before + 1, hour - m.HOURS_KEPT + 1), hour + 1):
            mem.traffic[one % m.HOURS_KEPT] = 0
        mem.state[m.GENERATION] = hour
        mem.kept_by[:] = 0
        over = mem.times[:, 1] < (hour - self.limits.kept_h) * m.HOUR_MS
        self._forget(np.flatnonzero(over & (mem.counts[:, m.ORDINAL] > 0)))

    def _least(self, *, of_blocks: bool) -> NDArray[np.intp]:
        """The clusters that go first where there is no room."""
        mem = self.memory
        block = mem.counts[:, m.BLOCK].astype(np.int64) - 1
        there = np.flatnonzero((mem.counts[:, m.ORDINAL] > 0) & ((block >= 0) | (not of_blocks)))
        block = block[there]
        senders = np.where(block >= 0, mem.estimates[block, m.OF_SENDERS], mem.counts[there, m.SENDERS])
        alarmed = (block >= 0) & (mem.alarms[block] > 0)
        order = np.lexsort((mem.counts[there, m.ORDINAL], mem.times[there, 1], senders, alarmed))
        return there[order[: max(1, len(there) // SHARE_FORGOTTEN)]]

    def _forget(self, slots: NDArray[np.intp]) -> None:
        mem = self.memory
        if not len(slots):
            return
        if self.on_forgetting is not None:
            for slot in slots[np.argsort(mem.counts[slots, m.ORDINAL])]:
                self.on_forgetting(self.cascade(int(slot)))
        gone = np.zeros(len(mem.counts), bool)
        gone[slots] = True
        mem.entries[(mem.entries > 0) & gone[mem.entries & 0xFFFFFF]] = 0
        blocks = mem.counts[slots, m.BLOCK].astype(np.int64) - 1
        blocks = blocks[blocks >= 0]
        for array in (mem.registers, mem.estimates, mem.hours, mem.hour_of, mem.alarms, mem.forms, mem.tree):
            array[blocks] = 0
        for per_cluster in (mem.times, mem.counts, mem.sets, mem.communities):
            per_cluster[slots] = 0
        _give_back(mem.free, mem.state, m.FREE_CLUSTERS, slots)
        _give_back(mem.free_blocks, mem.state, m.FREE_BLOCKS, blocks)
        mem.state[m.FORGOTTEN] += len(slots)

    def cascade(self, slot: int) -> Cascade:
        """What is known of the cluster that lies there."""
        mem = self.memory
        counts = [int(one) for one in mem.counts[slot]]
        block = counts[m.BLOCK] - 1
        bits = int(mem.communities[slot])
        names = [*self.communities, *["other"] * (COMMUNITIES_MOST - len(self.communities))]
        told = {"senders": counts[m.SENDERS], "conversations": counts[m.CONVERSATIONS]}
        if block >= 0:
            told = {
                "senders": min(round(float(mem.estimates[block, m.OF_SENDERS])), counts[m.COPIES]),
                "conversations": min(
                    round(float(mem.estimates[block, m.OF_CONVERSATIONS])), counts[m.COPIES]
                ),
            }
        return Cascade(
            id=f"c{counts[m.ORDINAL]}",
            first_seen=moment(int(mem.times[slot, 0])),
            last_seen=moment(int(mem.times[slot, 1])),
            copies=counts[m.COPIES],
            **told,
            depth=counts[m.DEPTH],
            reach=counts[m.REACH],
            communities=tuple(names[k - 1] for k in range(1, COMMUNITIES_MOST + 1) if bits >> k & 1),
            growth=self._growth_now(slot, block) if block >= 0 else None,
            variants=tuple(self._variants(block, counts[m.VARIANTS])),
            alarm_at=moment(int(mem.alarms[block])) if block >= 0 and mem.alarms[block] else None,
        )

    def _growth_now(self, slot: int, block: int) -> Growth:
        mem = self.memory
        now, last = int(mem.state[m.GENERATION]), int(mem.hour_of[block])
        in_window = [h for h in range(now - m.WINDOW_HOURS + 1, last + 1) if h > last - m.WINDOW_HOURS]
        recent = float(sum(mem.hours[block, h % m.WINDOW_HOURS] for h in in_window))
        traffic = sum(int(mem.traffic[h % m.HOURS_KEPT]) for h in range(now - m.WINDOW_HOURS + 1, now + 1))
        hours = (int(mem.state[m.CLOCK]) - int(mem.times[slot, 0])) / m.HOUR_MS
        senders = float(mem.estimates[block, m.OF_SENDERS])
        return self._growth(senders, recent, traffic, int(mem.traffic.sum()) - traffic, hours)

    def _variants(self, block: int, count: int) -> Iterator[Variant]:
        for k in range(count):
            parent, copies, first = (int(one) for one in self.memory.tree[block, 3 * k : 3 * k + 3])
            yield Variant(parent=None if parent < 0 else parent, copies=copies, first_seen=moment(first))


def moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _give_back(free: NDArray[np.int32], state: NDArray[np.int64], column: int, places: NDArray[Any]) -> None:
    """Put places back, the lowest on top: which is taken next does not depend on the order in which they went."""
    have = int(state[column])
    free[have : have + len(places)] = places
    free[: have + len(places)] = np.sort(free[: have + len(places)])[::-1]
    state[column] = have + len(places)


@cache
def _kernel() -> Callable[..., tuple[int, int]]:
    from answerable.stream.clusters_kernel import add_into  # noqa: PLC0415 - importing compiles it

    return add_into
