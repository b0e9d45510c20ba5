"""The kernel of clusters: one message after the other, each put to the cluster that it is a near-copy of.

`memory.py` says what each array holds. Nothing is forgotten here but what is pushed out of a full bucket; the rest is
forgotten by `clusters.py` where this comes back early: at each new hour, and when there is no room. So what comes out
does not depend on how messages were cut into batches. It is one file since the cache of compiled code looks at the file
of the kernel alone: what changed in another one would not be compiled anew.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from answerable.stream.memory import (
    AT_CHECK,
    BLOCK,
    CLOCK,
    COPIES,
    DEPTH,
    DUPLICATES,
    EXACT,
    FILLED,
    FREE_BLOCKS,
    FREE_CLUSTERS,
    FUTURE,
    GENERATION,
    HOUR_MS,
    HOURS_KEPT,
    INSERTED,
    LATE,
    NEXT_NUMBER,
    NEXT_ORDINAL,
    NOT_KEPT,
    OF_SENDERS,
    ORDINAL,
    Q_SENDERS,
    REACH,
    REGISTERS,
    SENDERS,
    SHORT,
    VARIANTS,
    VARIANTS_MOST,
    WAYS,
    WEAK,
    WINDOW_HOURS,
    Limit,
    Limits,
    Memory,
    Out,
)  # fmt: skip
from answerable.stream.messages import Messages
from answerable.stream.sketch import PARTS
from answerable.text.kernels import kernel, part

DONE, NEW_HOUR, NO_CLUSTERS, NO_BLOCKS, NO_PLACE = range(5)
"""Why the kernel came back: every message is in; an hour begins; there is no room; what it wrote must be taken."""

FULL, COMMON = 2, 1  # a part's vote; that of a number by which several clusters are found, as of boilerplate
SEVERAL = 4
VOTES = 3  # of 16 parts, to join a cluster; of a sketch that is not full, of up to three quarters of it
NEARLY_FULL = 14
SINGLE_VOTES = 6  # of 16, for two messages to be a cluster: singles are compared by 8 bits a part
LEAST = 3  # parts that a sketch must have
PROBED = 4  # smallest numbers of a sketch under which a single may lie
FIRST_MEMBERS = 4  # by whose numbers a cluster is found
RIM_LEAST, RIM_MOST = 5 * FULL, 8 * FULL  # votes of a copy at the rim, by whose numbers it is found too,
RIM_MEMBERS = 12  # up to so many: a letter is followed that changes at each hop
WEAK_VOTES = 6 * FULL  # below, a copy is little like its cluster
STRONG = 3  # so many copies that are like it make even a short text a letter
WEAK_COPIES, A_WEAK_IN = 2, 4  # after so many, and one in so many, a cluster takes no more of them
SAME = 2  # parts by which copies of one variant may differ
FOUND_MOST = PARTS * WAYS
_LOW = np.uint64(0x7F7F7F7F7F7F7F7F)
_ONES = np.uint64(0x0101010101010101)
_BYTE = np.uint64(0xFF)
_HALF = np.uint64(0xFFFFFFFF)
_SLOT = np.uint32(0xFFFFFF)
_WITHIN = np.uint32((1 << 28) - 1)
_TIME = (1 << 17) - 1
# Where a single's last word has its depth, community, magnitude of audience, and number; its time comes first.
_DEPTH, _COMMUNITY, _MAGNITUDE, _NUMBER = np.uint64(17), np.uint64(21), np.uint64(27), np.uint64(32)

Int = Any  # a number of the machine's, of whatever width


class Candidates(NamedTuple):
    """The clusters that a message has votes for."""

    slots: NDArray[np.int64]
    votes: NDArray[np.int64]
    parts: NDArray[np.uint64]


class Message(NamedTuple):
    """A message as its parts are compared: the numbers mixed, and shortened to 8 bits in two words."""

    row: NDArray[np.uint32]
    keys: NDArray[np.uint64]
    filled: int
    tag0: Any
    tag1: Any


@part
def _mixed(value: Any) -> Any:
    value = (value ^ (value >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    value = (value ^ (value >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))


@part
def _bucket(key: Any, places: int) -> Int:
    """Where the bucket of a mixed number begins, of `places` in all."""
    return np.int64(((key >> np.uint64(32)) * np.uint64(places // WAYS)) >> np.uint64(32)) * WAYS


@part
def _tag(key: Any) -> Any:
    return max((key >> np.uint64(8)) & _BYTE, np.uint64(1))


@part
def _zeros(word: Any) -> Int:
    """How many of a word's eight bytes are 0."""
    high = ~(((word & _LOW) + _LOW) | word | _LOW)
    return np.int64(((high >> np.uint64(7)) * _ONES) >> np.uint64(56))


@part
def _agree(a0: Any, a1: Any, b0: Any, b1: Any) -> Int:
    """In how many parts two shortened sketches are the same and not empty."""
    return _zeros(a0 ^ b0) - _zeros(a0 | b0) + _zeros(a1 ^ b1) - _zeros(a1 | b1)


@part
def _is_known(known: NDArray[np.uint32], key: Any) -> bool:
    """Whether a message id is among the last of its bucket; from now on it is, and the oldest is not."""
    key = _mixed(key)
    tag = np.uint32(key & _HALF) | np.uint32(1)
    at = _bucket(key, len(known))
    for place in range(at, at + WAYS):
        if known[place] == tag:
            return True
    for place in range(at + WAYS - 1, at, -1):
        known[place] = known[place - 1]
    known[at] = tag
    return False


@part
def _read_into(keys: NDArray[np.uint64], row: NDArray[np.uint32]) -> Message:
    filled = 0
    tag0 = np.uint64(0)
    tag1 = np.uint64(0)
    for p in range(PARTS):
        keys[p] = _mixed(np.uint64(row[p]))
        if row[p] != 0:
            filled += 1
            if p < 8:
                tag0 |= _tag(keys[p]) << np.uint64(8 * p)
            else:
                tag1 |= _tag(keys[p]) << np.uint64(8 * (p - 8))
    return Message(row, keys, filled, tag0, tag1)


@part
def _vote(message: Message, mem: Memory, found: Candidates) -> tuple[Int, Int, Any]:
    """The cluster with the most votes, the older of two; how many; and of which parts. -1 where there is none."""
    many = 0
    for p in range(PARTS):
        if message.row[p] == 0:
            continue
        at = _bucket(message.keys[p], len(mem.entries))
        tag = np.uint32(_tag(message.keys[p]))
        alike = 0
        for place in range(at, at + WAYS):
            alike += mem.entries[place] >> np.uint32(24) == tag
        weight = FULL if alike < SEVERAL else COMMON
        for place in range(at, at + WAYS):
            entry = mem.entries[place]
            if entry >> np.uint32(24) != tag:
                continue
            slot = np.int64(entry & _SLOT)
            k = 0
            while k < many and found.slots[k] != slot:
                k += 1
            if k == many:
                found.slots[k] = slot
                found.votes[k] = 0
                found.parts[k] = 0
                many += 1
            found.votes[k] += weight
            found.parts[k] |= np.uint64(1) << np.uint64(p)
    best: Int = np.int64(-1)
    most: Int = np.int64(0)
    of = np.uint64(0)
    for k in range(many):
        slot = found.slots[k]
        older = best < 0 or mem.counts[slot, ORDINAL] < mem.counts[best, ORDINAL]
        if found.votes[k] > most or (found.votes[k] == most and older):
            best = slot
            most = found.votes[k]
            of = found.parts[k]
    return best, most, of


@part
def _wanted(filled: Int, least: Int) -> Int:
    """In how many parts another text must agree with one that has so many."""
    return max(min(3 * filled // 4 + 1, 2 * (PARTS - filled)), least)


@part
def _takes(mem: Memory, slot: Int, message: Message, votes: Int) -> bool:
    """Whether a message with so many votes joins a cluster. One that has many copies that are little like it takes no
    more of these: what they share is a word that many texts have, and no text."""
    if votes < FULL * _wanted(message.filled, VOTES):
        return False
    if votes >= WEAK_VOTES:
        return True
    weak = np.int64(mem.counts[slot, WEAK])
    copies = np.int64(mem.counts[slot, COPIES])
    if weak >= WEAK_COPIES and weak * A_WEAK_IN > copies:
        return False
    if copies - weak >= STRONG:
        return True
    return bool(votes >= FULL * _wanted(np.int64(mem.counts[slot, FILLED]), VOTES))


@part
def _insert(mem: Memory, slot: Int, key: Any) -> None:
    """Let a cluster be found by a number. In a full bucket the cluster with the fewest copies gives way."""
    at = _bucket(key, len(mem.entries))
    entry = np.uint32(_tag(key) << np.uint64(24)) | np.uint32(slot)
    worst = at
    fewest = np.uint32(0xFFFFFFFF)
    for place in range(at, at + WAYS):
        if mem.entries[place] == 0 or mem.entries[place] == entry:
            mem.entries[place] = entry
            return
        copies = mem.counts[np.int64(mem.entries[place] & _SLOT), COPIES]
        if copies < fewest:
            fewest = copies
            worst = place
    mem.entries[worst] = entry


@part
def _be_found(mem: Memory, slot: Int, message: Message, votes: Int, parts: Any) -> None:
    """Let a cluster be found by the numbers of one more member, if it is one of the first, or at the rim."""
    inserted = mem.counts[slot, INSERTED]
    if inserted > 0 and (message.filled < NEARLY_FULL or votes < RIM_LEAST):
        return
    if inserted >= (RIM_MEMBERS if votes <= RIM_MOST else FIRST_MEMBERS):
        return
    mem.counts[slot, INSERTED] += np.uint32(1)
    for p in range(PARTS):
        if message.row[p] != 0 and (parts >> np.uint64(p)) & np.uint64(1) == 0:
            _insert(mem, slot, message.keys[p])


@part
def _age(record: Any, clock_s: Int) -> Int:
    """How many seconds ago a single was sent. Its time is kept modulo 2^17; none is kept that is older than that."""
    return (clock_s - np.int64(record & np.uint64(_TIME))) & _TIME


@part
def _like(mem: Memory, message: Message, p: int, least: int, clock_s: Int, window_s: int) -> tuple[Int, Int]:
    """The single under a message's number of part p that is most like it, and in how many parts; or -1."""
    best: Int = np.int64(-1)
    most: Int = np.int64(least - 1)
    at = _bucket(message.keys[p], len(mem.singles))
    tag = _tag(message.keys[p])
    shift = np.uint64(8 * (p & 7))
    for place in range(at, at + WAYS):
        if (mem.singles[place, p >> 3] >> shift) & _BYTE != tag:
            continue
        agree = _agree(message.tag0, message.tag1, mem.singles[place, 0], mem.singles[place, 1])
        its = PARTS - _zeros(mem.singles[place, 0]) - _zeros(mem.singles[place, 1])
        if agree <= most or agree < _wanted(its, 0):
            continue
        if _age(mem.singles[place, 3], clock_s) <= window_s:
            most = agree
            best = place
    return best, most


@part
def _smallest_above(row: NDArray[np.uint32], low: Int) -> tuple[Int, Int]:
    """The part with the smallest number above `low`, and the number with its part; or -1."""
    best: Int = np.int64(-1)
    smallest: Int = np.int64(1) << 40
    for p in range(PARTS):
        value = np.int64(row[p] & _WITHIN) << 4 | p
        if row[p] != 0 and low < value < smallest:
            best = np.int64(p)
            smallest = value
    return best, smallest


@part
def _has_partner(mem: Memory, message: Message, least: int, clock_s: Int, window_s: int) -> tuple[bool, Int]:
    """Whether a single is waiting for a message, and the part under which the message itself would wait."""
    home = np.int64(0)
    low = np.int64(-1)
    for probe in range(PROBED):
        p, low = _smallest_above(message.row, low)
        if p < 0:
            break
        if probe == 0:
            home = p
        if _like(mem, message, p, least, clock_s, window_s)[0] >= 0:
            return True, home
    return False, home


@part
def _magnitude(audience: Any) -> int:
    """How many binary digits a number has: a single keeps no more of its audience."""
    digits = 0
    while digits < 31 and audience >> np.uint32(digits) != 0:
        digits += 1
    return digits


@part
def _may_wait(kept_by: NDArray[np.uint16], sender: Any, most: int) -> bool:
    """Whether a sender has left few singles in this hour, counted in two places of which the smaller holds."""
    key = _mixed(sender)
    half = len(kept_by) // 2
    one = np.int64((key >> np.uint64(32)) & np.uint64(half - 1))
    two = half + np.int64(key & np.uint64(half - 1))
    if min(kept_by[one], kept_by[two]) >= most:
        return False
    if kept_by[one] < most:
        kept_by[one] += np.uint16(1)
    if kept_by[two] < most:
        kept_by[two] += np.uint16(1)
    return True


@part
def _wait(mem: Memory, message: Message, home: Int, messages: Messages, i: int, t: Int, number: Int) -> None:
    """Let a message wait for its copy. In a full bucket the one that was sent first gives way."""
    clock_s = mem.state[CLOCK] // 1000
    at = _bucket(message.keys[home], len(mem.singles))
    oldest = at
    age: Int = np.int64(-1)
    for place in range(at, at + WAYS):
        if mem.singles[place, 0] == 0 and mem.singles[place, 1] == 0:
            oldest = place
            break
        its = _age(mem.singles[place, 3], clock_s)
        if its > age:
            age = its
            oldest = place
    depth: Int = min(max(np.int64(messages.depths[i]), 0), 15)
    rest: Any = np.uint64((t // 1000) & _TIME)
    rest |= np.uint64(depth) << _DEPTH
    rest |= np.uint64(messages.communities[i] & 63) << _COMMUNITY
    rest |= np.uint64(_magnitude(messages.audiences[i])) << _MAGNITUDE
    rest |= np.uint64(number & 0xFFFFFFFF) << _NUMBER
    mem.singles[oldest, 0] = message.tag0
    mem.singles[oldest, 1] = message.tag1
    mem.singles[oldest, 2] = (messages.senders[i] & _HALF) << np.uint64(32) | (
        messages.conversations[i] & _HALF
    )
    mem.singles[oldest, 3] = rest


@part
def _tell(mem: Memory, slot: Int, t: Int, depth: Int, community: Int, reach: Int) -> None:
    """What a copy says besides who and where."""
    mem.counts[slot, COPIES] += np.uint32(1)
    mem.counts[slot, REACH] = min(np.int64(mem.counts[slot, REACH]) + reach, 0xFFFFFFFF)
    mem.counts[slot, DEPTH] = max(np.int64(mem.counts[slot, DEPTH]), depth)
    mem.times[slot, 0] = min(mem.times[slot, 0], t)
    mem.times[slot, 1] = max(mem.times[slot, 1], t)
    if community > 0:
        mem.communities[slot] |= np.uint64(1) << np.uint64(community)


@part
def _distinct(mem: Memory, slot: Int, of: int, key: Any) -> bool:
    """Put a sender (0) or conversation (1) among those told apart one by one; False where there is no room."""
    known = np.int64(mem.counts[slot, SENDERS + of])
    first = of * EXACT
    for k in range(first, first + known):
        if mem.sets[slot, k] == key:
            return True
    if known == EXACT:
        return False
    at: Int = first + known
    while at > first and mem.sets[slot, at - 1] > key:  # sorted: in what order they came stands nowhere
        mem.sets[slot, at] = mem.sets[slot, at - 1]
        at -= 1
    mem.sets[slot, at] = key
    mem.counts[slot, SENDERS + of] = known + 1
    return True


@part
def _begin(mem: Memory, message: Message, t: Int, least: int, window_s: int, out: Out) -> Int:
    """A new cluster of all the singles that a message is like."""
    clock_s = mem.state[CLOCK] // 1000
    mem.state[FREE_CLUSTERS] -= 1
    slot = np.int64(mem.free[mem.state[FREE_CLUSTERS]])
    mem.counts[slot, ORDINAL] = mem.state[NEXT_ORDINAL]
    mem.state[NEXT_ORDINAL] += 1
    mem.counts[slot, FILLED] = message.filled
    mem.times[slot, 0] = t
    mem.times[slot, 1] = t
    for p in range(PARTS):
        if message.row[p] == 0:
            continue
        while True:
            place, _ = _like(mem, message, p, least, clock_s, window_s)
            if place < 0:
                break
            who, rest = mem.singles[place, 2], mem.singles[place, 3]
            audience = (1 << (np.int64(rest >> _MAGNITUDE) & 31)) >> 1
            sent = (clock_s - _age(rest, clock_s)) * 1000
            _tell(mem, slot, sent, np.int64(rest >> _DEPTH) & 15, np.int64(rest >> _COMMUNITY) & 63, audience)
            _distinct(mem, slot, 0, np.uint32(who >> np.uint64(32)))
            _distinct(mem, slot, 1, np.uint32(who & _HALF))
            out.joined[out.many[0], 0] = np.int64(rest >> _NUMBER)
            out.joined[out.many[0], 1] = mem.counts[slot, ORDINAL]
            out.many[0] += 1
            for k in range(4):
                mem.singles[place, k] = 0
    return slot


@part
def _count(mem: Memory, block: Int, of: int, key: Any) -> Any:
    """HyperLogLog, estimated by historic inverse probability (Cohen 2014, Ting 2014); by how much that grew."""
    hashed = _mixed(np.uint64(key) | np.uint64(1) << np.uint64(40))
    register = np.int64(hashed & np.uint64(REGISTERS - 1))
    rest = hashed >> np.uint64(8)
    rank = np.int64(1)
    while rest & np.uint64(1) == 0 and rank < 50:
        rest >>= np.uint64(1)
        rank += 1
    known = np.int64(mem.registers[block, of, register])
    if rank <= known:
        return 0.0
    grew = REGISTERS / mem.estimates[block, Q_SENDERS + of]
    mem.registers[block, of, register] = rank
    mem.estimates[block, OF_SENDERS + of] += grew
    mem.estimates[block, Q_SENDERS + of] += 0.5**rank - 0.5**known
    return grew


@part
def _grow(mem: Memory, slot: Int, senders: int) -> Int:
    """Give a cluster that has more than can be told apart one by one a block for counting."""
    mem.state[FREE_BLOCKS] -= 1
    block = np.int64(mem.free_blocks[mem.state[FREE_BLOCKS]])
    mem.counts[slot, BLOCK] = block + 1
    for of in range(2):
        mem.estimates[block, Q_SENDERS + of] = REGISTERS
        known = np.int64(mem.counts[slot, SENDERS + of])
        for k in range(known):
            _count(mem, block, of, mem.sets[slot, of * EXACT + k])
        mem.estimates[block, OF_SENDERS + of] = known
    mem.estimates[block, AT_CHECK] = senders
    hour = mem.state[GENERATION]
    mem.hour_of[block] = hour
    began = mem.times[slot, 0] // HOUR_MS
    if hour - began < WINDOW_HOURS:
        mem.hours[block, began % WINDOW_HOURS] = mem.counts[slot, SENDERS]
    return block


@part
def _put_variant(mem: Memory, slot: Int, block: Int, message: Message, t: Int) -> None:
    """Count a copy to the form that it has, or to a new one, which came from the form most like it."""
    have = np.int64(mem.counts[slot, VARIANTS])
    best = np.int64(-1)
    most = np.int64(-1)
    for v in range(have):
        agree = _agree(message.tag0, message.tag1, mem.forms[block, 2 * v], mem.forms[block, 2 * v + 1])
        if agree > most:
            most = agree
            best = np.int64(v)
    if best >= 0 and (most >= message.filled - SAME or have == VARIANTS_MOST):
        mem.tree[block, 3 * best + 1] += 1
        return
    mem.forms[block, 2 * have] = message.tag0
    mem.forms[block, 2 * have + 1] = message.tag1
    mem.tree[block, 3 * have] = best
    mem.tree[block, 3 * have + 1] = 1
    mem.tree[block, 3 * have + 2] = t
    mem.counts[slot, VARIANTS] = have + 1


@part
def _count_sender(mem: Memory, block: Int, sender: Any) -> None:
    """Count a sender, in this hour too where it is a new one. Hours that have begun since the last one are empty."""
    hour = mem.state[GENERATION]
    for h in range(max(mem.hour_of[block] + 1, hour - WINDOW_HOURS + 1), hour + 1):
        mem.hours[block, h % WINDOW_HOURS] = 0
    mem.hour_of[block] = hour
    mem.hours[block, hour % WINDOW_HOURS] += np.float32(_count(mem, block, 0, sender))


@part
def _look(mem: Memory, slot: Int, block: Int, t: Int, out: Out) -> None:
    """Where a cluster has enough senders for an alarm, write down what decides whether it is one."""
    if mem.alarms[block] != 0 or mem.estimates[block, OF_SENDERS] < mem.estimates[block, AT_CHECK] - 0.5:
        return
    mem.estimates[block, AT_CHECK] = mem.estimates[block, OF_SENDERS] * 1.02
    hour = mem.state[GENERATION]
    traffic = np.int64(0)
    for h in range(hour - WINDOW_HOURS + 1, hour + 1):
        traffic += mem.traffic[h % HOURS_KEPT]
    look = out.looks[out.many[1]]
    look[0] = slot
    look[1] = t
    look[2] = mem.estimates[block, OF_SENDERS]
    look[3] = 0
    for h in range(WINDOW_HOURS):
        look[3] += mem.hours[block, h]
    look[4] = traffic
    look[5] = -traffic
    for h in range(HOURS_KEPT):
        look[5] += mem.traffic[h]
    look[6] = (mem.state[CLOCK] - mem.times[slot, 0]) / HOUR_MS
    out.many[1] += 1


@part
def _join(
    mem: Memory, slot: Int, message: Message, messages: Messages, i: int, t: Int, limit: Limit, out: Out
) -> None:
    """Count a message to its cluster."""
    depth = min(max(np.int64(messages.depths[i]), 0), 15)
    community, reach = np.int64(messages.communities[i] & 63), np.int64(messages.audiences[i])
    _tell(mem, slot, t, depth, community, reach)
    sender = np.uint32(messages.senders[i] & _HALF)
    conversation = np.uint32(messages.conversations[i] & _HALF)
    block = np.int64(mem.counts[slot, BLOCK]) - 1
    if block < 0:
        one = _distinct(mem, slot, 0, sender)
        two = _distinct(mem, slot, 1, conversation)
        if one and two:
            return
        block = _grow(mem, slot, limit.senders)
    _count_sender(mem, block, sender)
    _count(mem, block, 1, conversation)
    _put_variant(mem, slot, block, message, t)
    _look(mem, slot, block, t, out)


@part
def _why_not(mem: Memory, t: Int, out: Out) -> int:
    """What must be done before another message can be added."""
    if t // HOUR_MS > mem.state[GENERATION]:
        return NEW_HOUR
    if mem.state[FREE_CLUSTERS] == 0:
        return NO_CLUSTERS
    if mem.state[FREE_BLOCKS] == 0:
        return NO_BLOCKS
    if out.many[0] + FOUND_MOST >= len(out.joined) or out.many[1] >= len(out.looks):
        return NO_PLACE
    return DONE


def _signature() -> Any:
    typed: Any = numba
    whole = np.zeros(0, np.int64)
    out = typed.typeof(Out(whole, whole.reshape(0, 2), np.zeros((0, 7)), whole))
    messages = typed.typeof(Messages.of(np.zeros((0, PARTS), np.uint32), [], [], []))
    memory = typed.typeof(Memory.of(Limits(singles=1024, clusters=64, ids=WAYS, blocks=1)))
    number = typed.int64
    limit = typed.types.NamedUniTuple(number, 4, Limit)
    return typed.types.UniTuple(number, 2)(number, number, limit, messages, memory, out)


@kernel(_signature())
def add_into(
    begin: int, now: int, limit: Limit, messages: Messages, mem: Memory, out: Out
) -> tuple[int, int]:
    """Add messages from `begin` on: how far it came, and why no further."""
    keys = np.empty(PARTS, np.uint64)
    slots, votes_, parts_ = (
        np.empty(FOUND_MOST, np.int64),
        np.empty(FOUND_MOST, np.int64),
        np.empty(FOUND_MOST, np.uint64),
    )
    found = Candidates(slots, votes_, parts_)
    for i in range(begin, len(messages.times)):
        t = messages.times[i]
        ahead = t > now + limit.ahead_ms
        if ahead:
            t = now
        why = _why_not(mem, t, out)
        if why != DONE:
            return i, why
        number = mem.state[NEXT_NUMBER]
        mem.state[NEXT_NUMBER] += 1
        if messages.ids[i] != 0 and _is_known(mem.known, messages.ids[i]):
            mem.state[DUPLICATES] += 1
            continue
        mem.state[CLOCK] = max(mem.state[CLOCK], t)
        mem.state[FUTURE] += ahead
        mem.traffic[mem.state[GENERATION] % HOURS_KEPT] += 1
        message = _read_into(keys, messages.sketches[i])
        if message.filled < LEAST:
            mem.state[SHORT] += 1
            continue
        slot, votes, parts = _vote(message, mem, found)
        if not _takes(mem, slot, message, votes):
            clock_s = mem.state[CLOCK] // 1000
            least = _wanted(message.filled, min(SINGLE_VOTES, message.filled))
            partner, home = _has_partner(mem, message, least, clock_s, limit.window_s)
            if not partner:
                if clock_s - t // 1000 > limit.window_s:
                    mem.state[LATE] += 1
                elif _may_wait(mem.kept_by, messages.senders[i], limit.singles_a_sender):
                    _wait(mem, message, home, messages, i, t, number)
                else:
                    mem.state[NOT_KEPT] += 1
                continue
            slot = _begin(mem, message, t, least, limit.window_s, out)
            votes, parts = np.int64(0), np.uint64(0)
        out.cascades[i] = mem.counts[slot, ORDINAL]
        if 0 < votes < WEAK_VOTES:
            mem.counts[slot, WEAK] += np.uint32(1)
        _join(mem, slot, message, messages, i, t, limit, out)
        _be_found(mem, slot, message, votes, parts)
    return len(messages.times), DONE
