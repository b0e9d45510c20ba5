"""The simulated world, lived tick by tick: it yields what is sent, in the order of time, and takes limits back.

    world = Messenger(Shape(people=200_000), september(seed, shape), seed=seed, begins=moment, days=3)
    for sent in world.live():
        put = add_texts(clusters, seed, sent.texts, senders=sent.senders, ...)
        ...
        world.limit([Rule(sketches=..., limits=Limits(conversations=1))])

A limit holds from the next tick on, for every text that the rule matches when somebody means to send it. The same seed
gives the same people, the same texts and, limits aside, the same decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.errors import Invalid
from answerable.simulation.messenger import memory as m
from answerable.simulation.messenger.campaign import Campaign
from answerable.simulation.messenger.memory import Copies, Laws, Out, Spread
from answerable.simulation.messenger.rule import Rule
from answerable.simulation.messenger.shape import Shape
from answerable.simulation.messenger.society import Society
from answerable.simulation.messenger.wording import LANGUAGES, Wording
from answerable.stream.sketch import Seed, sketch
from answerable.text.batch import Batch

RHYTHM = (
    0.15, 0.08, 0.05, 0.05, 0.1, 0.35, 0.7, 1.0, 1.1, 1.1, 1.1, 1.15, 1.3, 1.2, 1.1, 1.1, 1.15, 1.3, 1.55, 1.8, 1.95,
    1.8, 1.2, 0.5,
)  # fmt: skip
"""How much is written in each hour of a day in Myanmar, 1 on average but for rounding; assumption."""
HOUR_MS = 3_600_000
MYANMAR_MS = 23_400_000
ROWS_MOST = 200_000  # messages of a batch
BYTES_A_MESSAGE = 256


class Sent(NamedTuple):
    """Messages in the order of their times. Names are keyed hashes; `communities` are those of channels, from 1.
    `truth` is the place of the campaign of which a message is a copy, or -1; a stream is not told that."""

    texts: Batch
    senders: NDArray[np.uint64]
    conversations: NDArray[np.uint64]
    times: NDArray[np.int64]
    ids: NDArray[np.uint64]
    depths: NDArray[np.int16]
    communities: NDArray[np.uint8]
    audiences: NDArray[np.uint32]
    truth: NDArray[np.int16]
    variants: NDArray[np.int32]

    def columns(self) -> dict[str, Any]:
        """What `stream.texts.add_texts` takes besides the texts."""
        names = ("senders", "conversations", "times", "ids", "depths", "communities", "audiences")
        return {name: getattr(self, name) for name in names}


class Report(NamedTuple):
    """Somebody who reports a copy: when, who, of which campaign."""

    at_ms: int
    person: int
    campaign: int


class Messenger:
    """One world. `seed` decides everything; `sketches` is the seed by which the platform sketches texts for rules."""

    def __init__(
        self, shape: Shape, campaigns: Sequence[Campaign], *, seed: int, begins: datetime, days: float,
        sketches: Seed, society: Society | None = None,
    ) -> None:  # fmt: skip
        if not 1 <= len(campaigns) <= m.CAMPAIGNS_MOST:
            raise Invalid(f"must be 1 to {m.CAMPAIGNS_MOST}", where="campaigns")
        self.shape, self.campaigns, self.sketches = shape, tuple(campaigns), sketches
        self.begins_ms = round(begins.timestamp() * 1000)
        self.tick_ms = shape.tick_s * 1000
        self.ticks = max(1, round(days * 86_400_000 / self.tick_ms))
        self.rules: list[Rule] = []
        self.society = society or Society.of(shape, seed)
        self._seed, self._judged = seed, 0
        laws = np.array([self._law(one) for one in campaigns], np.float64)
        self._laws = Laws.of(shape, seed, laws, self.begins_ms, self.ticks)
        self._spread = Spread.of(shape.people, len(campaigns), self.ticks)
        self._copies = Copies.of(1 << 12)
        words = Wording(seed)
        self._vocabulary = words.vocabulary
        for place, one in enumerate(campaigns):
            self._put_forms(place, one, words)
        self._pieces = words.pieces()
        self.tick = self._messages = self._chatter = 0
        self.reached_by_tick = np.zeros((self.ticks, len(campaigns)), np.int64)

    @property
    def reached(self) -> NDArray[np.int64]:
        """Of each campaign, how many people have seen it or begun it."""
        return self._spread.told[:, m.REACHED].copy()

    @property
    def copies(self) -> NDArray[np.int64]:
        """Of each campaign, how many copies were sent."""
        return self._spread.told[:, m.COPIES].copy()

    @property
    def kept_back(self) -> NDArray[np.int64]:
        """Of each campaign, how many copies were meant to be sent and limits kept back."""
        return self._spread.told[:, m.KEPT_BACK].copy()

    @property
    def variants(self) -> int:
        return int(self._spread.state[m.VARIANTS])

    def campaign_of(self, variant: int) -> int:
        """The place of the campaign that a variant is of."""
        return int(self._spread.campaign[variant])

    def bytes_used(self) -> int:
        parts: tuple[Any, ...] = (self.society, self._laws, self._spread, self._copies, self._pieces)
        return sum(array.nbytes for part in parts for array in part)

    def limit(self, rules: Sequence[Rule]) -> None:
        """Take the limits that hold from now on. What was made before is judged again."""
        self.rules = list(rules)
        self._judged = 0
        self._judge()

    def reports(self) -> list[Report]:
        """Who has reported a copy by now, the first first."""
        now = self.begins_ms + self.tick * self.tick_ms
        rows = self._spread.reports[: self._spread.state[m.REPORTS]]
        rows = rows[rows[:, 0] <= now]
        campaigns = self._spread.campaign
        return sorted(Report(int(at), int(who), int(campaigns[what])) for at, who, what in rows)

    def live(self, *, until_tick: int | None = None, everyday: bool = True) -> Iterator[Sent]:
        """Live on to a tick, or to the end. Without everyday messages the same letters spread, only faster to see."""
        if self.tick == 0:
            self._begin()
        while self.tick < (self.ticks if until_tick is None else min(until_tick, self.ticks)):
            self._pass_on()
            self.reached_by_tick[self.tick] = self._spread.told[:, m.REACHED]
            count = self._everyday() if everyday else 0
            yield from self._written(count)
            self._chatter += count
            self._messages += count + int(self._copies.many[0])
            self.tick += 1
            if self.rules:
                self._judge()

    def _law(self, one: Campaign) -> list[float]:
        begins = self.begins_ms + one.begins_h * HOUR_MS
        return [
            -1.0 if one.community is None else one.community, one.forward,
            one.forward if one.community is None else one.forward_other, begins, one.half_life_h * HOUR_MS,
            one.delay_min * 60_000, one.fan, one.fan_first, one.mutated, one.reported,
        ]  # fmt: skip

    def _put_forms(self, campaign: int, one: Campaign, words: Wording) -> None:
        """The forms of a campaign, in Unicode and, where they are Burmese, in Zawgyi, are its first variants."""
        for form in one.forms:
            language = LANGUAGES.index(
                "my" if any("\u1000" <= letter <= "\u109f" for letter in form) else "en"
            )
            row = words.row(form)
            for spelling in (0, 1) if language == 0 else (0,):
                self._put_variant(campaign, row, spelling | language << 1)

    def _put_variant(self, campaign: int, row: list[int], spelling: int) -> None:
        spread, number = self._spread, int(self._spread.state[m.VARIANTS])
        begin = int(spread.ends[number])
        spread.rows[begin : begin + len(row)] = row
        spread.ends[number + 1] = begin + len(row)
        spread.campaign[number], spread.lengths[number], spread.spelling[number] = (
            campaign,
            len(row),
            spelling,
        )
        spread.state[m.VARIANTS] += 1
        self._spread = spread.roomier()

    def _begin(self) -> None:
        """Put down who will begin each campaign, when, with which form."""
        for place, one in enumerate(self.campaigns):
            chance = np.random.default_rng([self._seed, 3, place])
            count = min(one.origins, self.shape.people // 2)
            who = chance.integers(self.shape.people, size=4 * count + 64, dtype=np.int32)
            if one.community is not None:
                who = who[self.society.community[who] == one.community]
            who = who[:count]
            begins = self.begins_ms + one.begins_h * HOUR_MS
            times = begins + chance.random(len(who)) * one.window_min * 60_000
            forms = np.flatnonzero(self._spread.campaign[: self.variants] == place)
            what = self._of_own_spelling(chance, forms, len(who))
            while len(self._spread.next) < int(self._spread.state[m.EVENTS]) + len(who) + m.HEARERS_MOST:
                self._spread = self._spread.roomier(events=True)
            _kernels().begin_into(self._laws, self._spread, times.astype(np.int64), who, what)

    def _of_own_spelling(
        self, chance: np.random.Generator, forms: NDArray[np.intp], count: int
    ) -> NDArray[np.int32]:
        """Which form each begins with: as many in Zawgyi as there are phones with it."""
        zawgyi = self._spread.spelling[forms] == 1
        weights = np.where(
            zawgyi, self.shape.zawgyi, np.where(self._spread.spelling[forms] == 0, 1 - self.shape.zawgyi, 1)
        )
        return chance.choice(forms, size=count, p=weights / weights.sum()).astype(np.int32)

    def _pass_on(self) -> None:
        self._copies.many[0] = 0
        self._spread = self._spread.roomier()
        while True:
            why = _kernels().live_into(
                self.tick,
                self._laws,
                self.society,
                self._pieces,
                self._vocabulary,
                self._spread,
                self._copies,
            )
            if why == 0:
                return
            if why == 1:
                self._spread = self._spread.roomier(events=True)
            else:
                larger = Copies.of(2 * len(self._copies.times))
                columns: list[Any] = [*zip(self._copies, larger, strict=True)]
                for old, new in columns:
                    new[: len(old)] = old
                self._copies = larger

    def _everyday(self) -> int:
        """How many everyday messages are written within the tick."""
        hour = ((self.begins_ms + self.tick * self.tick_ms + MYANMAR_MS) // HOUR_MS) % 24
        a_tick = self.shape.people * self.shape.messages_a_day * self.tick_ms / 86_400_000
        return int(np.random.default_rng([self._seed, 4, self.tick]).poisson(a_tick * RHYTHM[hour]))

    def _written(self, count: int) -> Iterator[Sent]:
        many = int(self._copies.many[0])
        order = np.argsort(self._copies.times[:many], kind="stable")
        at = np.array([self.tick, count, self._chatter, 0, 0, self._messages, 0], np.int64)
        while at[3] < count or at[4] < many:
            rows = min(ROWS_MOST, count + many - int(at[3] + at[4]))
            out = Out.of(rows, rows * BYTES_A_MESSAGE + 2 * m.TEXT_MOST)
            _kernels().write_into(
                at,
                order,
                self._laws,
                self.society,
                self._pieces,
                self._vocabulary,
                self._spread,
                self._copies,
                out,
            )
            wrote = int(at[6])
            texts = Batch(out.data[: out.offsets[wrote]], out.offsets[: wrote + 1])
            columns: list[Any] = [column[:wrote] for column in out[2:]]
            yield Sent(texts, *columns)

    def texts_of(self, first: int, end: int) -> Batch:
        """Variants as texts."""
        data = np.empty((end - first) * 1024 + m.TEXT_MOST, np.uint8)
        offsets = np.zeros(end - first + 1, np.int64)
        done = _kernels().spell_variants_into(first, self._pieces, self._spread, data, offsets)
        if done < end - first:
            rest = self.texts_of(first + done, end)
            return Batch(
                np.concatenate([data[: offsets[done]], rest.data]),
                np.concatenate([offsets[: done + 1], rest.offsets[1:] + offsets[done]]),
            )
        return Batch(data[: offsets[-1]], offsets)

    def _judge(self) -> None:
        """Ask of each text that is new whether a rule matches it; of several rules the strictest parts hold."""
        first, end = self._judged, self.variants
        if first == end:
            return
        rows = sketch(self.texts_of(first, end), self.sketches)
        limits = self._spread.limits[first:end]
        limits[:] = (m.NOT_LIMITED, m.NOT_LIMITED, 0, 0)
        for rule in self.rules:
            hit, told = rule.matches(rows), rule.limits.row()
            limits[hit, :2] = np.minimum(limits[hit, :2], told[:2])
            limits[hit, 2:] = np.maximum(limits[hit, 2:], told[2:])
        self._judged = end

    def limited(self) -> NDArray[np.int64]:
        """Of each campaign, of how many variants something is limited."""
        end = self.variants
        on = (self._spread.limits[:end] != np.array([m.NOT_LIMITED, m.NOT_LIMITED, 0, 0])).any(1)
        return np.bincount(self._spread.campaign[:end][on], minlength=len(self.campaigns))


@cache
def _kernels() -> Any:
    from answerable.simulation.messenger import world_kernel  # noqa: PLC0415 - importing compiles it

    return world_kernel
