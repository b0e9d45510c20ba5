"""The kernel of the text bank that looks texts up. Import it only where it is called: importing compiles it, or takes
it from the cache.

Queries go through its passes in groups. Each pass asks the memory for places that do not depend on one another, so that
it waits for many at once: whether grams are posted and where their heads stand; the heads; the lists; the votes; the
sketches of the texts with the most votes.

It reads arrays that nobody changes, but for the counts of grams, of which it may see one more or one less.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.engine.text_bank_index_kernel import (
    AT,
    BLOCK,
    ENDS,
    LISTED,
    LOW,
    bit_of,
    head_of,
    look_at,
    signed,
)
from answerable.engine.text_bank_kernel import (
    COMMON,
    COMMON_BITS,
    COUNT_BITS,
    FEWEST,
    SKETCH_MAX,
    SPREAD,
    VOTES,
    cell_of,
    mask_for,
    place_of,
)
from answerable.text.kernels import kernel, part
from answerable.text.prefetch import prefetch

GROUP, GROUP_GRAMS = 16, 2_048
"""How many queries go through each pass together, and how many grams of theirs."""
FEW = 48
"""A query with fewer grams is compared with texts of which it has one vote less."""
LIST_READ, READ_MIN, READ_MORE = 64, 512, 2
"""How many texts of one gram are read at most; of all grams of a query, and more for each of them."""
COMPARED = 16
"""How many texts of a segment are compared with a query, and one for each 64 of its grams."""
WORTH = 0.5
"""How much both shares must be together for more to be looked at."""
GAP = 8
"""What stands between two shared grams counts as shared where it is not longer than this and what two changed letters
touch: 24 Latin letters, 16 Burmese ones, which is a word or two."""
HOPELESS = 0.33
"""Evidence, with all grams weighing the same, below which they are not weighed."""
STAMPED, ONE_VOTE = np.uint64(48), np.uint64(1 << 32)
HALF = np.uint64(32)
RAREST = 513
"""From so many texts on a gram is as common as can be: a 256th."""


class Index(NamedTuple):
    """Which texts are found by a gram (`text_bank_index_kernel`)."""

    ranks: NDArray[np.uint64]
    heads: NDArray[np.uint64]
    lists: NDArray[np.uint32]


class Kept(NamedTuple):
    """Texts: a number for each whole, the sketches, and of how many grams they were taken."""

    wholes: NDArray[np.uint64]
    sketches: NDArray[np.uint32]
    places: NDArray[np.int64]
    sizes: NDArray[np.int32]


class Rarity(NamedTuple):
    """In how many texts grams are, and what a gram weighs that is in so many."""

    counts: NDArray[np.uint16]
    common: NDArray[np.uint64]
    weights: NDArray[np.float32]


class Group(NamedTuple):
    """The queries that go together.

    Query i has the grams from `firsts[i]` to `firsts[i + 1]`, each once. They stand in `table` from `tables[i]` to
    `tables[i + 1]`, each entry of which has sixteen `bits`; those that are posted are `heads` from `firsts[i]` to
    `ends[i]`. `best[i]` are the rows to compare it with, `candidates[i]` how many.
    """

    firsts: NDArray[np.int64]
    ends: NDArray[np.int64]
    tables: NDArray[np.int64]
    grams: NDArray[np.uint32]
    slots: NDArray[np.int64]
    heads: NDArray[np.uint64]
    passed: NDArray[np.uint64]
    ranks: NDArray[np.int64]
    table: NDArray[np.uint64]
    bits: NDArray[np.uint64]
    marks: NDArray[np.int32]
    candidates: NDArray[np.int64]
    best: NDArray[np.int64]


class Votes(NamedTuple):
    """How many grams of a query name each text: entries of stamp, votes and row; those with enough; lists to read."""

    table: NDArray[np.uint64]
    named: NDArray[np.int64]
    lists: NDArray[np.int64]


class Compared(NamedTuple):
    """A query's grams and a text's, side by side: which are shared, what they weigh."""

    shared: NDArray[np.uint8]
    weights: NDArray[np.float32]
    own_shared: NDArray[np.uint8]
    own_weights: NDArray[np.float32]
    own_places: NDArray[np.int64]
    cells: NDArray[np.int64]


def room_for(offsets: NDArray[np.int64]) -> int:
    """How many matches queries with so many grams can have."""
    return (len(offsets) - 1) * COMPARED + int(offsets[-1] - offsets[0]) // 64


@part
def group_for(longest: int) -> Group:
    room = GROUP_GRAMS + longest
    entries = 4 * room + 64 * GROUP
    return Group(
        np.zeros(GROUP + 1, np.int64),
        np.zeros(GROUP, np.int64),
        np.zeros(GROUP + 1, np.int64),
        np.empty(room, np.uint32),
        np.empty(room, np.int64),
        np.empty(room, np.uint64),
        np.empty(room, np.uint64),
        np.empty(room, np.int64),
        np.zeros(entries, np.uint64),
        np.zeros(entries // 4, np.uint64),
        np.full(entries, -1, np.int32),
        np.zeros(GROUP, np.int64),
        np.empty((GROUP, COMPARED + longest // 64), np.int64),
    )


@part
def votes_for(longest: int) -> Votes:
    room = READ_MIN + 2 * ENDS * longest + LIST_READ
    return Votes(
        np.zeros(mask_for(room) + 1, np.uint64),
        np.empty(room, np.int64),
        np.empty((longest, 2), np.int64),
    )


@part
def compared_for(longest: int) -> Compared:
    return Compared(
        np.empty(longest, np.uint8),
        np.empty(longest, np.float32),
        np.empty(longest, np.uint8),
        np.empty(longest, np.float32),
        np.empty(longest, np.int64),
        np.empty(longest, np.int64),
    )


@part
def slot_for(table: NDArray[np.uint64], first: int, mask: int, entry: np.uint64) -> int:
    """Where an entry (stamp and gram) stands in a table, or would."""
    slot = signed(entry) & mask
    while table[first + slot] != entry and table[first + slot] >> HALF == entry >> HALF:
        slot = (slot + 1) & mask
    return first + slot


@part
def group_into(
    group: Group, grams: NDArray[np.uint32], offsets: NDArray[np.int64], query: int, ranks: NDArray[np.uint64]
) -> int:
    """Take as many queries as go together, from `query` on, and each of their grams once; how many queries.

    What the group has room for are grams as they came: a text that says one word a thousand times has few that differ.
    """
    n, taken, blocks = 0, 0, np.uint64(len(ranks) // BLOCK - 1)
    group.tables[0] = 0
    while (
        taken < GROUP
        and query + taken < len(offsets) - 1
        and offsets[query + taken] - offsets[query] < GROUP_GRAMS
    ):
        begin, end = offsets[query + taken], offsets[query + taken + 1]
        first, mask = group.tables[taken], mask_for(end - begin)
        stamp = np.uint64(query + taken + 1) << HALF
        group.firsts[taken] = n
        bits = group.bits[first // 4 : (first + mask + 1) // 4]
        bits[:] = 0
        for i in range(begin, end):
            entry = stamp | np.uint64(grams[i])
            slot = slot_for(group.table, first, mask, entry)
            if group.table[slot] != entry:
                group.table[slot] = entry
                group.grams[n] = grams[i]
                group.slots[n] = slot
                bit = bit_for(grams[i], mask)
                bits[bit >> 6] |= np.uint64(1) << np.uint64(bit & 63)
                prefetch(ranks, bit_of(place_of(grams[i]), blocks)[0])
                n += 1
        taken += 1
        group.firsts[taken] = n
        group.tables[taken] = first + mask + 1
    return taken


@part
def heads_into(group: Group, taken: int, index: Index) -> None:
    """Which of the grams are posted: first a bit of each, then the heads of those that have one."""
    blocks = np.uint64(len(index.ranks) // BLOCK - 1)
    for i in range(taken):
        n = group.firsts[i]
        for j in range(group.firsts[i], group.firsts[i + 1]):
            place = place_of(group.grams[j])
            group.passed[n] = place
            group.ranks[n], one = look_at(index.ranks, blocks, place)
            prefetch(index.heads, group.ranks[n])
            n += one
        group.ends[i] = n
    for i in range(taken):
        n = group.firsts[i]
        for j in range(group.firsts[i], group.ends[i]):
            head = head_of(index.heads, group.ranks[j], group.passed[j])
            group.heads[n] = head
            if head & LISTED:
                prefetch(index.lists, signed(head & AT))
            n += signed(head >> HALF == group.passed[j])
        group.ends[i] = n


@part
def vote_into(
    votes: Votes, heads: NDArray[np.uint64], lists: NDArray[np.uint32], stamp: int, grams: int
) -> int:
    """Have the posted grams of a query name texts; how many are named by enough of them.

    Of every list those who came first and those who came last are read, so that whoever fills it hides neither what was
    there before them nor what comes after. Then the rest, short lists first, as long as may be read.
    """
    fewest = VOTES - (grams < FEW)
    if len(heads) < fewest:
        return 0
    long, read, more = 0, 0, 0
    for i in range(len(heads)):
        size = 1
        if heads[i] & LISTED:
            votes.lists[long, 0] = signed(heads[i] & AT)
            size = signed(lists[votes.lists[long, 0]])
            votes.lists[long, 1] = size
            long += 1
        read += min(size, 2 * ENDS)
        more += min(max(size - 2 * ENDS, 0), LIST_READ)
    most = max(read, READ_MIN + READ_MORE * grams)
    mask, n = mask_for(min(read + more, most + LIST_READ)), 0
    for i in range(len(heads)):
        if heads[i] & LISTED == np.uint64(0):
            n = vote(votes, n, mask, stamp, heads[i] & LOW, fewest)
    for i in range(long):
        begin = votes.lists[i, 0] + 1
        for j in range(begin, begin + min(votes.lists[i, 1], 2 * ENDS)):
            n = vote(votes, n, mask, stamp, np.uint64(lists[j]), fewest)
    shorter, longest = 2 * ENDS, 4 * ENDS
    while more > 0 and shorter < len(lists) and read < most:
        for i in range(long):
            begin, size = votes.lists[i, 0] + 1, votes.lists[i, 1]
            if shorter < size <= longest and read < most:
                half = min(size - 2 * ENDS, LIST_READ) // 2
                for j in range(begin + 2 * ENDS, begin + 2 * ENDS + half):
                    n = vote(votes, n, mask, stamp, np.uint64(lists[j]), fewest)
                for j in range(max(begin + 2 * ENDS + half, begin + size - half - 1), begin + size):
                    n = vote(votes, n, mask, stamp, np.uint64(lists[j]), fewest)
                read += min(size - 2 * ENDS, LIST_READ)
        shorter = longest
        longest = 2 * longest if longest < LIST_READ else len(lists)
    return n


@part
def vote(votes: Votes, n: int, mask: int, stamp: int, row: np.uint64, fewest: int) -> int:
    """Give a text a vote; how many texts have enough of them now."""
    slot = signed(np.uint32(np.uint32(row) * SPREAD) >> np.uint32(8)) & mask
    while votes.table[slot] >> STAMPED == np.uint64(stamp) and votes.table[slot] & LOW != row:
        slot = (slot + 1) & mask
    if votes.table[slot] >> STAMPED != np.uint64(stamp):
        votes.table[slot] = np.uint64(stamp) << STAMPED | row
    votes.table[slot] += ONE_VOTE
    votes.named[n] = slot
    return n + int(votes_of(votes.table[slot]) == fewest)


@part
def votes_of(entry: np.uint64) -> int:
    return signed(entry >> HALF & np.uint64(0xFFFF))


@part
def best_into(best: NDArray[np.int64], votes: Votes, n: int, most: int) -> int:
    """The rows with the most votes, in that order; how many."""
    table = votes.table
    found = 0
    for i in range(n):
        enough = votes_of(table[votes.named[i]])
        if found == most and votes_of(table[best[found - 1]]) >= enough:
            continue
        at = found if found < most else found - 1
        found = at + 1
        while at > 0 and votes_of(table[best[at - 1]]) < enough:
            best[at] = best[at - 1]
            at -= 1
        best[at] = votes.named[i]
    for i in range(found):
        best[i] = signed(table[best[i]] & LOW)
    return found


@part
def candidates_into(
    group: Group, taken: int, votes: Votes, lists: NDArray[np.uint32], kept: Kept, query: int
) -> None:
    """The texts to compare each query of a group with: all votes first, then all sketches are asked for."""
    for i in range(taken):
        heads, n = group.heads[group.firsts[i] : group.ends[i]], group.firsts[i + 1] - group.firsts[i]
        named = vote_into(votes, heads, lists, query + i + 1, n) if n >= FEWEST else 0
        group.candidates[i] = best_into(group.best[i], votes, named, COMPARED + n // 64)
        for j in range(group.candidates[i]):
            prefetch(kept.places, group.best[i, j])
            prefetch(kept.wholes, group.best[i, j])
            prefetch(kept.sizes, group.best[i, j])
    for i in range(taken):
        for j in range(group.candidates[i]):
            row = group.best[i, j]
            for line in range(kept.places[row], min(kept.places[row + 1], kept.places[row] + 8 * 16), 16):
                prefetch(kept.sketches, line)


@part
def bit_for(gram: np.uint32, mask: int) -> int:
    """Which bit says that a gram may be in a table."""
    return signed((np.uint64(gram) * np.uint64(16 * (mask + 1))) >> HALF)


@part
def most_shared(sketch: NDArray[np.uint32], bits: NDArray[np.uint64], mask: int) -> int:
    """How many grams of a sketch the query may have: never fewer than it has, and hardly more."""
    hits = np.uint64(0)
    for i in range(len(sketch)):
        bit = bit_for(sketch[i], mask)
        hits += bits[bit >> 6] >> np.uint64(bit & 63) & np.uint64(1)
    return signed(hits)


@part
def share_into(
    shared: NDArray[np.uint8],
    marks: NDArray[np.int32],
    mark: int,
    sketch: NDArray[np.uint32],
    table: NDArray[np.uint64],
    first: int,
    mask: int,
    stamp: np.uint64,
) -> tuple[int, np.uint32]:
    """Which grams of a sketch the query has, marking them there too; how many, and the largest gram of the sketch."""
    hits = 0
    largest = np.uint32(0)
    for i in range(len(sketch)):
        largest = max(largest, sketch[i])
        entry = stamp | np.uint64(sketch[i])
        slot = slot_for(table, first, mask, entry)
        is_shared = table[slot] == entry
        shared[i] = is_shared
        if is_shared:
            marks[slot] = mark
            hits += 1
    return hits, largest


@part
def weigh_into(
    weights: NDArray[np.float32], cells: NDArray[np.int64], grams: NDArray[np.uint32], rarity: Rarity
) -> None:
    """What each gram weighs. Few are common; a small table says which may be, and spares a look at the large one."""
    m = 0
    for i in range(len(grams)):
        cell = cell_of(grams[i])
        bit = np.uint64(cell & (1 << COMMON_BITS) - 1)
        weights[i] = 1
        cells[m] = i << COUNT_BITS | cell
        m += signed(rarity.common[signed(bit >> np.uint64(6))] >> (bit & np.uint64(63)) & np.uint64(1))
    for i in range(m):
        count = signed(rarity.counts[cells[i] & (1 << COUNT_BITS) - 1])
        weights[cells[i] >> COUNT_BITS] = rarity.weights[min(count, RAREST - 1)]


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
def plain_evidence_of(shared: NDArray[np.uint8], n: int, gap: int) -> np.float32:
    """The same with all grams weighing the same."""
    held, closed = 0, 0
    last = -gap - 1
    for i in range(n):
        since = i - last
        one = signed(shared[i])
        held += one
        closed += one * (since if since <= gap else 1)
        last = i if one else last
    return (np.float32(closed) + np.float32(held) / np.float32(2)) / np.float32(n)


@part
def rarities() -> NDArray[np.float32]:
    """What a gram weighs that is in so many texts: less by the square of how many more than COMMON."""
    rarity = np.ones(RAREST, np.float32)
    for i in range(COMMON + 1, RAREST):
        rarity[i] = (np.float32(COMMON) / np.float32(i)) ** 2
    return rarity


@part
def shares_of(hits: int, sketch: NDArray[np.uint32], size: int, grams: int) -> tuple[np.float32, np.float32]:
    """The shares of a text and of a query, where so many grams of the sketch are shared."""
    of_bank = np.float32(hits) / np.float32(len(sketch))
    return of_bank, min(np.float32(1), of_bank * np.float32(size) / np.float32(grams))


@part
def compare(
    compared: Compared,
    group: Group,
    i: int,
    sketch: NDArray[np.uint32],
    size: int,
    mark: int,
    stamp: np.uint64,
) -> tuple[np.float32, np.float32, int]:
    """The shares of a text and of query i of a group that are in the other, and of how many grams of the query it is
    known whether they are shared; 0 where there is too little to look any further."""
    none = np.float32(0), np.float32(0), 0
    first, mask = group.tables[i], group.tables[i + 1] - group.tables[i] - 1
    begin, end = group.firsts[i], group.firsts[i + 1]
    of_bank, of_query = shares_of(
        most_shared(sketch, group.bits[first // 4 :], mask), sketch, size, end - begin
    )
    if of_bank + of_query < WORTH:
        return none
    hits, largest = share_into(compared.shared, group.marks, mark, sketch, group.table, first, mask, stamp)
    of_bank, of_query = shares_of(hits, sketch, size, end - begin)
    if of_bank + of_query < WORTH:
        return none
    known = 0
    for j in range(begin, end):
        if len(sketch) == size or group.grams[j] <= largest:
            compared.own_shared[known] = group.marks[group.slots[j]] == mark
            compared.own_places[known] = j - begin
            known += 1
    return of_bank, of_query, known


@part
def weighed(
    compared: Compared,
    sketch: NDArray[np.uint32],
    own: NDArray[np.uint32],
    known: int,
    gap: int,
    rarity: Rarity,
) -> np.float32:
    """The evidence that a text and a query are the same, once `compare` has found which grams they share."""
    shared, own_shared = compared.shared, compared.own_shared
    plain = plain_evidence_of(shared, len(sketch), gap) + plain_evidence_of(own_shared, known, gap)
    if plain < 3 * HOPELESS:
        return np.float32(0)
    weigh_into(compared.weights, compared.cells, sketch, rarity)
    evidence = evidence_of(shared, compared.weights, len(sketch), gap)
    if compared.own_weights[0] < 0:
        weigh_into(compared.own_weights, compared.cells, own, rarity)
    for i in range(known):
        compared.weights[i] = compared.own_weights[compared.own_places[i]]
    return (evidence + evidence_of(own_shared, compared.weights, known, gap)) / np.float32(3)


@kernel(
    "int64(uint32[::1], int64[::1], uint64[::1], int32[::1], uint64[::1], uint64[::1], uint32[::1],"
    " uint64[::1], uint32[::1], int64[::1], int32[::1], uint16[::1], uint64[::1], float32[::1],"
    " int32[::1], int32[::1], float32[:, ::1])"
)
def look_up_into(
    grams: NDArray[np.uint32],
    offsets: NDArray[np.int64],
    wholes: NDArray[np.uint64],
    widths: NDArray[np.int32],
    ranks: NDArray[np.uint64],
    heads: NDArray[np.uint64],
    lists: NDArray[np.uint32],
    kept_wholes: NDArray[np.uint64],
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
    """For each query the other texts that share enough with it: places, and shares of the text, of the query, and
    evidence; but not those that are the same.

    `least` is what it takes: evidence, or one share alone, or both shares. How many were found.
    """
    longest = SKETCH_MAX
    for query in range(len(offsets) - 1):
        longest = max(longest, offsets[query + 1] - offsets[query])
    index, rarity = Index(ranks, heads, lists), Rarity(counts, common, rarities())
    kept = Kept(kept_wholes, sketches, places, sizes)
    group, votes, compared = group_for(longest), votes_for(longest), compared_for(longest)
    begin, mark, out = 0, 0, 0
    while begin < len(offsets) - 1:
        taken = group_into(group, grams, offsets, begin, ranks)
        heads_into(group, taken, index)
        candidates_into(group, taken, votes, lists, kept, begin)
        for i in range(taken):
            query = begin + i
            own = group.grams[group.firsts[i] : group.firsts[i + 1]]
            gap, stamp = GAP + 2 * widths[query], np.uint64(query + 1) << HALF
            compared.own_weights[0] = -1
            for candidate in range(group.candidates[i]):
                row = group.best[i, candidate]
                if kept_wholes[row] == wholes[query]:
                    continue
                sketch = sketches[places[row] : places[row + 1]]
                mark += 1
                of_bank, of_query, known = compare(compared, group, i, sketch, sizes[row], mark, stamp)
                if known == 0:
                    continue
                evidence = weighed(compared, sketch, own, known, gap, rarity)
                alone = max(of_bank, of_query) >= least[1] or min(of_bank, of_query) >= least[2]
                if evidence > 0 and (alone or evidence >= least[0]):
                    out_queries[out], out_rows[out] = query, row
                    out_shares[out, 0], out_shares[out, 1], out_shares[out, 2] = of_bank, of_query, evidence
                    out += 1
        begin += taken
    return out
