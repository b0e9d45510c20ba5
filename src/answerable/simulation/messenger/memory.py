"""The arrays of a simulated world: its laws, what has spread so far, who will pass on what when, and what comes out."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from answerable.simulation.messenger.shape import Shape

QUANTILES = 4096
CAMPAIGNS_MOST = 64
NOT_LIMITED = 1 << 30
TEXT_MOST = 16_384  # bytes of one message; no row of pieces comes near
GREW_MOST, SHRANK_MOST = (
    1.6,
    0.6,
)  # how much longer or shorter than its first form a text becomes by being passed on
FAN_MOST = 32  # conversations to which anybody sends a text at once
HEARERS_MOST = FAN_MOST * 256

# Columns of `Laws.campaigns`, a row a campaign.
COMMUNITY, OWN, OTHER, BEGINS, HALF_LIFE, DELAY, FAN, FAN_FIRST, MUTATED, REPORTED = range(10)
# Places of `Spread.state`.
FREE, EVENTS, VARIANTS, REPORTS = range(4)  # the first free event, and how many rows were ever taken
# Columns of `Spread.told`, a row a campaign: people reached, copies sent, and copies that a limit or a hold kept back;
# how many people decided to pass it on.
REACHED, COPIES, KEPT_BACK, PASSERS = range(4)
# Columns of `Spread.limits`, a row a variant: to how many conversations, until which depth, held at all, labelled.
MOST, DEEPEST, HELD, LABELLED = range(4)


class Laws(NamedTuple):
    """What does not change. Tables have quantiles: of how readily people pass on and how much they write (1 on
    average), of delays (1 in the middle), of words. `rhythm` is by hour of the world, times are milliseconds."""

    numbers: NDArray[np.uint64]
    shares: NDArray[np.float64]
    campaigns: NDArray[np.float64]
    eagerness: NDArray[np.float64]
    activity: NDArray[np.float64]
    delays: NDArray[np.float64]
    words: NDArray[np.int32]
    times: NDArray[np.int64]

    @classmethod
    def of(cls, shape: Shape, seed: int, campaigns: NDArray[np.float64], begins: int, ticks: int) -> Self:
        ranks = _normal_quantiles()
        asleep = (round(hour * 3_600_000) for hour in (shape.sleep_from, shape.sleep_to))
        words = np.clip(np.exp(np.log(shape.words) + shape.words_spread * ranks), 1, 120)
        return cls(
            numbers=np.random.SeedSequence([seed, 2]).generate_state(4, np.uint64).astype(np.uint64),
            shares=np.array(
                [shape.direct, shape.english, shape.zawgyi, shape.forward_to_group, shape.labelled]
            ),
            campaigns=campaigns,
            eagerness=np.exp(shape.eagerness * ranks - shape.eagerness**2 / 2),
            activity=np.exp(shape.activity * ranks - shape.activity**2 / 2),
            delays=np.exp(shape.delay_spread * ranks),
            words=words.astype(np.int32),
            times=np.array([begins, shape.tick_s * 1000, ticks, *asleep, shape.forward_most], np.int64),
        )


# Places of `Laws.numbers`, `Laws.shares` and `Laws.times`.
OF_PEOPLE, OF_FORWARDS, OF_CHATTER, OF_NAMES = range(4)
DIRECT, ENGLISH, ZAWGYI, TO_GROUP, WITH_LABEL = range(5)
WORLD_BEGINS, TICK, TICKS, SLEEP_FROM, SLEEP_TO, FORWARD_MOST = range(6)


class Spread(NamedTuple):
    """What changes. `heard` has a bit a campaign for each person. Events are lists, one a tick: `heads` has each
    list's first, `next` leads on; the free ones are a list too. Variant v is the row of pieces
    `rows[ends[v]:ends[v + 1]]`."""

    state: NDArray[np.int64]
    heard: NDArray[np.uint64]
    told: NDArray[np.int64]
    heads: NDArray[np.int32]
    next: NDArray[np.int32]
    when: NDArray[np.int64]
    who: NDArray[np.int32]
    what: NDArray[np.int32]
    where: NDArray[np.int32]
    depth: NDArray[np.int16]
    ends: NDArray[np.int64]
    rows: NDArray[np.int32]
    campaign: NDArray[np.int16]
    parent: NDArray[np.int32]
    lengths: NDArray[np.int32]
    spelling: NDArray[np.uint8]
    limits: NDArray[np.int32]
    reports: NDArray[np.int64]

    @classmethod
    def of(cls, people: int, campaigns: int, ticks: int) -> Self:
        events, variants, pieces = max(1 << 16, people // 16), 1 << 12, 1 << 16
        return cls(
            state=np.array([-1, 0, 0, 0], np.int64),
            heard=np.zeros(people, np.uint64),
            told=np.zeros((campaigns, 4), np.int64),
            heads=np.full(ticks, -1, np.int32),
            next=np.zeros(events, np.int32),
            when=np.zeros(events, np.int64),
            who=np.zeros(events, np.int32),
            what=np.zeros(events, np.int32),
            where=np.zeros(events, np.int32),
            depth=np.zeros(events, np.int16),
            ends=np.zeros(variants + 1, np.int64),
            rows=np.zeros(pieces, np.int32),
            campaign=np.zeros(variants, np.int16),
            parent=np.full(variants, -1, np.int32),
            lengths=np.zeros(variants, np.int32),
            spelling=np.zeros(variants, np.uint8),
            limits=_no_limits(variants),
            reports=np.zeros((1024, 3), np.int64),
        )

    def roomier(self, *, events: bool = False) -> Spread:
        """With twice the room for whatever is more than half full, and for events where that is asked for."""
        told: dict[str, NDArray[Any]] = {}
        if events or 2 * self.state[EVENTS] > len(self.next):
            told |= {
                name: _twice(getattr(self, name))
                for name in ("next", "when", "who", "what", "where", "depth")
            }
        if 2 * self.state[VARIANTS] > len(self.campaign):
            told |= {
                name: _twice(getattr(self, name))
                for name in ("ends", "campaign", "parent", "lengths", "spelling")
            }
            told["limits"] = np.concatenate([self.limits, _no_limits(len(self.limits))])
        if 2 * self.ends[self.state[VARIANTS]] > len(self.rows):
            told["rows"] = _twice(self.rows)
        if 2 * self.state[REPORTS] > len(self.reports):
            told["reports"] = _twice(self.reports)
        return self._replace(**told)


class Copies(NamedTuple):
    """The copies that are sent within a tick, a row each."""

    many: NDArray[np.int64]
    times: NDArray[np.int64]
    who: NDArray[np.int32]
    conversations: NDArray[np.uint64]
    variants: NDArray[np.int32]
    depths: NDArray[np.int16]
    audiences: NDArray[np.uint32]
    communities: NDArray[np.uint8]

    @classmethod
    def of(cls, most: int) -> Self:
        kinds = (np.int64, np.int32, np.uint64, np.int32, np.int16, np.uint32, np.uint8)
        columns: list[Any] = [np.zeros(most, kind) for kind in kinds]
        return cls(np.zeros(1, np.int64), *columns)


class Out(NamedTuple):
    """A batch of messages while it is written. `truth` is the campaign of each or -1, `variants` its variant or -1."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    senders: NDArray[np.uint64]
    conversations: NDArray[np.uint64]
    times: NDArray[np.int64]
    ids: NDArray[np.uint64]
    depths: NDArray[np.int16]
    communities: NDArray[np.uint8]
    audiences: NDArray[np.uint32]
    truth: NDArray[np.int16]
    variants: NDArray[np.int32]

    @classmethod
    def of(cls, rows: int, size: int) -> Self:
        kinds = (
            np.uint64, np.uint64, np.int64, np.uint64, np.int16, np.uint8, np.uint32, np.int16, np.int32,
        )  # fmt: skip
        columns: list[Any] = [np.zeros(rows, kind) for kind in kinds]
        return cls(np.empty(size, np.uint8), np.zeros(rows + 1, np.int64), *columns)


def _twice(array: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([array, np.zeros_like(array)])


def _no_limits(variants: int) -> NDArray[np.int32]:
    return np.tile(np.array([NOT_LIMITED, NOT_LIMITED, 0, 0], np.int32), (variants, 1))


def _normal_quantiles() -> NDArray[np.float64]:
    normal = NormalDist()
    return np.array([normal.inv_cdf((k + 0.5) / QUANTILES) for k in range(QUANTILES)])
