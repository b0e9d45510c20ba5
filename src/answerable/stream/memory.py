"""What clusters remember, as arrays: which column holds what, how large each is, and what that costs.

Senders and conversations are the low 32 bits of keyed hashes, sorted: in what order they came stands nowhere.
"""

from __future__ import annotations

from typing import NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from answerable.errors import Invalid

WAYS = 8  # places of a bucket
EXACT = 16  # senders, and conversations, that are told apart one by one
REGISTERS = 256  # of a HyperLogLog
WINDOW_HOURS = 24  # over which new senders are counted for an alarm
HOURS_BEFORE = 144  # before it, with which they are compared
HOURS_KEPT = WINDOW_HOURS + HOURS_BEFORE
VARIANTS_MOST = 8
HOUR_MS = 3_600_000

# Columns of `state`.
CLOCK, GENERATION, FIRST_HOUR, NEXT_NUMBER, NEXT_ORDINAL = range(5)
FREE_CLUSTERS, FREE_BLOCKS, DUPLICATES, FUTURE, LATE, SHORT, NOT_KEPT, FORGOTTEN = range(5, 13)
# Columns of `counts`. BLOCK is the block's place and 1, or 0 for none; SENDERS and CONVERSATIONS go up to 16;
# WEAK is how many copies are little like it, FILLED how many parts the first text has.
ORDINAL, COPIES, SENDERS, CONVERSATIONS, REACH, BLOCK, INSERTED, DEPTH, VARIANTS, WEAK, FILLED = range(11)
# Columns of `estimates`.
OF_SENDERS, OF_CONVERSATIONS, Q_SENDERS, Q_CONVERSATIONS, AT_CHECK = range(5)

CLUSTERS_MOST = 1 << 24
INDEXED = 20  # places of the index for each cluster
A_BLOCK_FOR = 64  # one cluster in so many may have more than 16 senders


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is remembered, and for how long. `singles` are messages of which no copy has come."""

    singles: int = 1 << 20
    clusters: int = 1 << 16
    ids: int = 1 << 20
    """Of messages, by which one that is sent again is known."""
    blocks: int = 0
    """Clusters that may have more than sixteen senders; 0 is one in 64, and 1,024 at least."""
    window_h: int = 24
    """How long a single waits for its copy."""
    kept_h: int = 168
    """How long a cluster stays after its last copy."""
    ahead_s: int = 300
    """How far a message's time may lie ahead of its arrival."""
    singles_a_sender: int = 200
    """That one sender may leave within an hour."""

    def __post_init__(self) -> None:
        for name, least, most in (
            ("singles", 1024, 1 << 33), ("clusters", 64, CLUSTERS_MOST), ("ids", WAYS, 1 << 33),
            ("blocks", 0, CLUSTERS_MOST), ("window_h", 1, 36), ("kept_h", 1, 24 * 366), ("ahead_s", 0, 86_400),
            ("singles_a_sender", 1, 65_535),
        ):  # fmt: skip
            if not least <= getattr(self, name) <= most:
                raise Invalid(f"must lie between {least:,} and {most:,}", where=name)

    @property
    def all_blocks(self) -> int:
        return min(self.clusters, self.blocks or max(1024, self.clusters // A_BLOCK_FOR))


class Limit(NamedTuple):
    """What the kernel has to know of the limits."""

    window_s: int
    ahead_ms: int
    senders: int
    singles_a_sender: int


class Out(NamedTuple):
    """What the kernel writes: the cluster of each message; singles that joined later; clusters to look at."""

    cascades: NDArray[np.int64]
    joined: NDArray[np.int64]
    looks: NDArray[np.float64]
    many: NDArray[np.int64]
    """How many have joined, and how many are to be looked at."""


class Memory(NamedTuple):
    """The arrays; a row a single, a cluster, a block. A single is 32 bytes: its sketch with 8 bits a part; sender and
    conversation; its number, audience, community, depth and time."""

    state: NDArray[np.int64]
    singles: NDArray[np.uint64]
    entries: NDArray[np.uint32]
    known: NDArray[np.uint32]
    kept_by: NDArray[np.uint16]
    times: NDArray[np.int64]
    counts: NDArray[np.uint32]
    sets: NDArray[np.uint32]
    communities: NDArray[np.uint64]
    free: NDArray[np.int32]
    registers: NDArray[np.uint8]
    estimates: NDArray[np.float64]
    hours: NDArray[np.float32]
    hour_of: NDArray[np.int64]
    alarms: NDArray[np.int64]
    forms: NDArray[np.uint64]
    tree: NDArray[np.int64]
    free_blocks: NDArray[np.int32]
    traffic: NDArray[np.int64]

    @classmethod
    def of(cls, limits: Limits) -> Self:
        clusters, blocks = limits.clusters, limits.all_blocks
        state = np.zeros(13, np.int64)
        state[[GENERATION, NEXT_ORDINAL]] = -1, 1
        state[[FREE_CLUSTERS, FREE_BLOCKS]] = clusters, blocks
        return cls(
            state=state,
            singles=np.zeros((-(-limits.singles // WAYS) * WAYS, 4), np.uint64),
            entries=np.zeros(-(-clusters * INDEXED // WAYS) * WAYS, np.uint32),
            known=np.zeros(-(-limits.ids // WAYS) * WAYS, np.uint32),
            kept_by=np.zeros(1 << 17, np.uint16),
            times=np.zeros((clusters, 2), np.int64),
            counts=np.zeros((clusters, 11), np.uint32),
            sets=np.zeros((clusters, 2 * EXACT), np.uint32),
            communities=np.zeros(clusters, np.uint64),
            free=np.arange(clusters - 1, -1, -1, dtype=np.int32),
            registers=np.zeros((blocks, 2, REGISTERS), np.uint8),
            estimates=np.zeros((blocks, 5), np.float64),
            hours=np.zeros((blocks, WINDOW_HOURS), np.float32),
            hour_of=np.zeros(blocks, np.int64),
            alarms=np.zeros(blocks, np.int64),
            forms=np.zeros((blocks, 2 * VARIANTS_MOST), np.uint64),
            tree=np.zeros((blocks, 3 * VARIANTS_MOST), np.int64),
            free_blocks=np.arange(blocks - 1, -1, -1, dtype=np.int32),
            traffic=np.zeros(HOURS_KEPT, np.int64),
        )

    def bytes_a_cluster(self) -> float:
        """What a cluster costs with its places in the index and its share of the blocks."""
        others = (self.state, self.singles, self.known, self.kept_by, self.traffic)
        return (sum(one.nbytes for one in self) - sum(one.nbytes for one in others)) / len(self.counts)

    def bytes_a_single(self) -> float:
        return self.singles.nbytes / len(self.singles)
