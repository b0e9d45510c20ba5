"""The kernel of the text bank that looks texts up. Import it only where it is called: importing compiles it, or takes
it from the cache.

It reads arrays that nobody changes, but for the counts of grams, of which it may see one more or one less.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from answerable.engine.text_bank_kernel import (
    COMMON,
    COMMON_BITS,
    COUNT_BITS,
    FEWEST,
    LOW,
    SKETCH_MAX,
    SPREAD,
    VOTES,
    cell_of,
    distinct_into,
    mask_for,
    place_of,
    slot_of,
)
from answerable.text.kernels import kernel, part

FEW = 48
"""A query with fewer grams is compared with texts of which it has one vote less."""
LIST_READ, READ_MIN, READ_MORE = 64, 512, 2
"""How many postings of one gram are read at most; of all grams of a query, and more for each of them."""
ENDS = 4
"""How many at either end of every list are read before anything else."""
COMPARED = 16
"""How many texts of a segment are compared with a query, and one for each 64 of its grams."""
PROBED = 32
"""From a sketch of so many grams every fourth is looked at first."""
WORTH = 0.5
"""How much both shares must be together for more to be looked at."""
GAP = 8
"""What stands between two shared grams counts as shared where it is not longer than this and what two changed letters
touch: 24 Latin letters, 16 Burmese ones, which is a word or two."""
HOPELESS = 0.33
"""Evidence, with all grams weighing the same, below which they are not weighed."""
STAMPED, ONE_VOTE = np.uint64(48), np.uint64(1 << 32)
RAREST = 513
"""From so many texts on a gram is as common as can be: a 256th."""


def room_for(offsets: NDArray[np.int64]) -> int:
    """How many matches queries with so many grams can have."""
    return (len(offsets) - 1) * COMPARED + int(offsets[-1] - offsets[0]) // 64


@part
def buckets_into(
    buckets: NDArray[np.int64],
    passed: NDArray[np.uint64],
    grams: NDArray[np.uint32],
    n: int,
    postings: NDArray[np.uint64],
    starts: NDArray[np.int32],
    bits: NDArray[np.uint64],
    start_shift: np.uint64,
    bit_shift: np.uint64,
) -> int:
    """Which of the grams may be posted, and where the postings that may be theirs begin and end; how many grams.

    In loops of their own, so that in each the memory is asked for many places at once; the last one does nothing else.
    """
    m = 0
    for i in range(n):
        place = place_of(grams[i])
        bit = place >> bit_shift
        passed[m] = place
        m += int(bits[np.int64(bit >> np.uint64(6))] >> (bit & np.uint64(63)) & np.uint64(1))
    for i in range(m):
        bucket = np.int64(passed[i] >> start_shift)
        buckets[i, 0] = starts[bucket]
        buckets[i, 1] = starts[bucket + 1]
    for i in range(m):
        if buckets[i, 0] < buckets[i, 1]:
            buckets[i, 2] = np.int64(postings[buckets[i, 0]])
    return m


@part
def vote_into(
    named: NDArray[np.int64],
    table: NDArray[np.uint64],
    mask: int,
    stamp: int,
    buckets: NDArray[np.int64],
    passed: NDArray[np.uint64],
    found: int,
    postings: NDArray[np.uint64],
    most: int,
    fewest: int,
) -> int:
    """Where in the table the texts stand that enough of the grams name; how many. An entry is stamp, votes and row.

    Of every list those who came first and those who came last are read, so that whoever fills it hides neither what was
    there before them nor what comes after. Then the rest, short lists first, as long as may be read.
    """
    n = 0
    read = 0
    for i in range(found):
        begin, end = run_of(postings, buckets[i, 0], buckets[i, 1], passed[i])
        buckets[i, 0], buckets[i, 1] = begin, end
        if end - begin <= 2 * ENDS:
            n = vote(named, n, table, mask, stamp, postings[begin:end], fewest)
        else:
            n = vote(named, n, table, mask, stamp, postings[begin : begin + ENDS], fewest)
            n = vote(named, n, table, mask, stamp, postings[end - ENDS : end], fewest)
        read += min(end - begin, 2 * ENDS)
    shorter, longest = 2 * ENDS, 4 * ENDS
    while shorter < len(postings) and read < most:
        for i in range(found):
            begin, end = buckets[i, 0], buckets[i, 1]
            if shorter < end - begin <= longest and read < most:
                first, last = begin + ENDS, end - ENDS
                half = min(last - first, LIST_READ) // 2
                n = vote(named, n, table, mask, stamp, postings[first : first + half], fewest)
                n = vote(
                    named, n, table, mask, stamp, postings[max(first + half, last - half - 1) : last], fewest
                )
                read += min(last - first, LIST_READ)
        shorter = longest
        longest = 2 * longest if longest < LIST_READ else len(postings)
    return n


@part
def vote(
    named: NDArray[np.int64],
    n: int,
    table: NDArray[np.uint64],
    mask: int,
    stamp: int,
    postings: NDArray[np.uint64],
    fewest: int,
) -> int:
    """Give each text of a list a vote; how many texts have enough of them now."""
    for i in range(len(postings)):
        row = postings[i] & LOW
        slot = np.int64(np.uint32(np.uint32(row) * SPREAD) >> np.uint32(8)) & mask
        while table[slot] >> STAMPED == np.uint64(stamp) and table[slot] & LOW != row:
            slot = (slot + 1) & mask
        if table[slot] >> STAMPED != np.uint64(stamp):
            table[slot] = np.uint64(stamp) << STAMPED | row
        table[slot] += ONE_VOTE
        if votes_of(table[slot]) == fewest:
            named[n] = slot
            n += 1
    return n


@part
def votes_of(entry: np.uint64) -> int:
    return int(entry >> np.uint64(32) & np.uint64(0xFFFF))


@part
def run_of(postings: NDArray[np.uint64], begin: int, end: int, place: np.uint64) -> tuple[int, int]:
    """Where the postings of one gram begin and end in its bucket: by halving where others may have made it long."""
    last = end
    while last - begin > 2 * ENDS:
        middle = (begin + last) // 2
        if postings[middle] >> np.uint64(32) < place:
            begin = middle + 1
        else:
            last = middle
    while begin < last and postings[begin] >> np.uint64(32) < place:
        begin += 1
    last = begin
    while end - last > LIST_READ:
        middle = (last + end) // 2
        if postings[middle] >> np.uint64(32) > place:
            end = middle
        else:
            last = middle
    while last < end and postings[last] >> np.uint64(32) == place:
        last += 1
    return begin, last


@part
def best_into(
    best: NDArray[np.int64], named: NDArray[np.int64], n: int, table: NDArray[np.uint64], most: int
) -> int:
    """The rows with the most votes, in that order; how many."""
    found = 0
    for i in range(n):
        votes = votes_of(table[named[i]])
        if found == most and votes_of(table[best[found - 1]]) >= votes:
            continue
        at = found if found < most else found - 1
        found = at + 1
        while at > 0 and votes_of(table[best[at - 1]]) < votes:
            best[at] = best[at - 1]
            at -= 1
        best[at] = named[i]
    for i in range(found):
        best[i] = np.int64(table[best[i]] & LOW)
    return found


@part
def is_worth_it(
    sketch: NDArray[np.uint32],
    slots: NDArray[np.uint32],
    stamps: NDArray[np.int32],
    mask: int,
    stamp: int,
) -> bool:
    """Whether enough of every fourth gram is shared. What shares the share that is SURE always has enough."""
    if len(sketch) < PROBED:
        return True
    needed = max(2, len(sketch) // 24)
    for i in range(0, len(sketch), 4):
        needed -= stamps[slot_of(slots, stamps, mask, stamp, sketch[i])] == stamp
    return needed <= 0


@part
def share_into(
    shared: NDArray[np.uint8],
    marks: NDArray[np.int32],
    mark: int,
    sketch: NDArray[np.uint32],
    slots: NDArray[np.uint32],
    stamps: NDArray[np.int32],
    mask: int,
    stamp: int,
) -> tuple[int, np.uint32]:
    """Which grams of a sketch the query has, marking them there too; how many, and the largest gram of the sketch."""
    hits = 0
    largest = np.uint32(0)
    for i in range(len(sketch)):
        largest = max(largest, sketch[i])
        slot = slot_of(slots, stamps, mask, stamp, sketch[i])
        is_shared = stamps[slot] == stamp
        shared[i] = is_shared
        if is_shared:
            marks[slot] = mark
            hits += 1
    return hits, largest


@part
def weigh_into(
    weights: NDArray[np.float32],
    cells: NDArray[np.int64],
    grams: NDArray[np.uint32],
    n: int,
    counts: NDArray[np.uint16],
    common: NDArray[np.uint64],
    rarity: NDArray[np.float32],
) -> None:
    """What each gram weighs. Few are common; a small table says which may be, and spares a look at the large one."""
    m = 0
    for i in range(n):
        cell = cell_of(grams[i])
        bit = np.uint64(cell & (1 << COMMON_BITS) - 1)
        weights[i] = 1
        cells[m] = i << COUNT_BITS | cell
        m += int(common[np.int64(bit >> np.uint64(6))] >> (bit & np.uint64(63)) & np.uint64(1))
    for i in range(m):
        count = int(counts[cells[i] & (1 << COUNT_BITS) - 1])
        weights[cells[i] >> COUNT_BITS] = rarity[min(count, RAREST - 1)]


@part
def evidence_of(shared: NDArray[np.uint8], weights: NDArray[np.float32], n: int, gap: int) -> np.float32:
    """The share of a text that is shared, by weight: with what stands in small gaps, and half of it without."""
    whole, held, closed, between = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
    last = -gap - 1
    for i in range(n):
        whole += weights[i]
        if shared[i]:
            held += weights[i]
            closed += weights[i] + (between if i - last <= gap else np.float32(0))
            between = np.float32(0)
            last = i
        else:
            between += weights[i]
    return (closed + held / np.float32(2)) / whole


@part
def rarities() -> NDArray[np.float32]:
    """What a gram weighs that is in so many texts: less by the square of how many more than COMMON."""
    rarity = np.ones(RAREST, np.float32)
    for i in range(COMMON + 1, RAREST):
        rarity[i] = (np.float32(COMMON) / np.float32(i)) ** 2
    return rarity


@kernel(
    "int64(uint32[::1], int64[::1], int32[::1], uint64[::1], int32[::1], uint64[::1], uint64, uint64,"
    " uint32[::1], int64[::1], int32[::1], uint16[::1], uint64[::1], float32[::1],"
    " int32[::1], int32[::1], float32[:, ::1])"
)
def look_up_into(
    grams: NDArray[np.uint32],
    offsets: NDArray[np.int64],
    widths: NDArray[np.int32],
    postings: NDArray[np.uint64],
    starts: NDArray[np.int32],
    bits: NDArray[np.uint64],
    start_shift: np.uint64,
    bit_shift: np.uint64,
    sketches: NDArray[np.uint32],
    places: NDArray[np.int64],
    sizes: NDArray[np.int32],
    counts: NDArray[np.uint16],
    common: NDArray[np.uint64],
    least: NDArray[np.float32],
    out_queries: NDArray[np.int32],
    out_rows: NDArray[np.int32],
    out_shares: NDArray[np.float32],
) -> int:
    """For each query the texts that share enough with it: places, and shares of the text, of the query, and evidence.

    `least` is what it takes: evidence, or one share alone, or both shares. How many were found.
    """
    longest = SKETCH_MAX
    for query in range(len(offsets) - 1):
        longest = max(longest, offsets[query + 1] - offsets[query])
    mask = mask_for(longest)
    slots, stamps = np.empty(mask + 1, np.uint32), np.full(mask + 1, -1, np.int32)
    marks = np.full(mask + 1, -1, np.int32)
    distinct, at = np.empty(longest, np.uint32), np.empty(longest, np.int32)
    buckets, passed = np.empty((longest, 3), np.int64), np.empty(longest, np.uint64)
    room = READ_MIN + 2 * ENDS * longest + LIST_READ
    table, named = np.zeros(mask_for(room) + 1, np.uint64), np.empty(room, np.int64)
    best = np.empty(COMPARED + longest // 64, np.int64)
    shared, cells = np.empty(longest, np.uint8), np.empty(longest, np.int64)
    own_shared, own_places = np.empty(longest, np.uint8), np.empty(longest, np.int64)
    weights, own_weights = np.empty(longest, np.float32), np.empty(longest, np.float32)
    ones = np.ones(longest, np.float32)
    rarity = rarities()
    compared = 0
    out = 0
    for query in range(len(offsets) - 1):
        own = grams[offsets[query] : offsets[query + 1]]
        if len(own) < FEWEST:
            continue
        mask = mask_for(len(own))
        n = distinct_into(distinct, at, slots, stamps, mask, query, own)
        if n < FEWEST:
            continue
        found = buckets_into(buckets, passed, distinct, n, postings, starts, bits, start_shift, bit_shift)
        fewest = VOTES - (n < FEW)
        if found < fewest:
            continue
        most = 0
        for i in range(found):
            most += buckets[i, 1] - buckets[i, 0]
        most = min(most, READ_MIN + max(READ_MORE * n, 2 * ENDS * found))
        reaching = vote_into(
            named,
            table,
            mask_for(most + LIST_READ),
            query + 1,
            buckets,
            passed,
            found,
            postings,
            most,
            fewest,
        )
        candidates = best_into(best, named, reaching, table, COMPARED + n // 64)
        weighed = False
        for candidate in range(candidates):
            row = best[candidate]
            sketch = sketches[places[row] : places[row + 1]]
            if not is_worth_it(sketch, slots, stamps, mask, query):
                continue
            compared += 1
            hits, largest = share_into(shared, marks, compared, sketch, slots, stamps, mask, query)
            of_bank = np.float32(hits) / np.float32(len(sketch))
            of_query = min(np.float32(1), of_bank * np.float32(sizes[row]) / np.float32(n))
            if of_bank + of_query < WORTH:
                continue
            m = 0
            for i in range(n):
                if len(sketch) == sizes[row] or distinct[i] <= largest:
                    own_shared[m] = marks[at[i]] == compared
                    own_places[m] = i
                    m += 1
            gap = GAP + 2 * widths[query]
            plain = evidence_of(shared, ones, len(sketch), gap) + evidence_of(own_shared, ones, m, gap)
            if plain < 3 * HOPELESS:
                continue
            if not weighed:
                weighed = True
                weigh_into(own_weights, cells, distinct, n, counts, common, rarity)
            weigh_into(weights, cells, sketch, len(sketch), counts, common, rarity)
            evidence = evidence_of(shared, weights, len(sketch), gap)
            for i in range(m):
                weights[i] = own_weights[own_places[i]]
            evidence = (evidence + evidence_of(own_shared, weights, m, gap)) / np.float32(3)
            alone = max(of_bank, of_query) >= least[1] or min(of_bank, of_query) >= least[2]
            if alone or evidence >= least[0]:
                out_queries[out] = query
                out_rows[out] = row
                out_shares[out, 0] = of_bank
                out_shares[out, 1] = of_query
                out_shares[out, 2] = evidence
                out += 1
    return out
