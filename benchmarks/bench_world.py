"""The simulated September, with the server's own alarms in the loop: are both letters found, joined and slowed in time?

    september   worlds of 200,000 people; each seed is lived once without anything that follows from an alarm and once
                under each policy, so that a difference is the limit's. Told: people reached less, by the mean and the
                worst seed; by which share of those who would get them both letters were found and joined; the protest.
    week        an ordinary week without a letter: false emergencies, and what was to be looked at
    nation      with --nation: a day of twenty million people and two hundred million messages, clustered; time, memory
    small       the same day of 100,000 people, in every run

The peer is the world itself without intervention. What a text's growth is measured against is the everyday talk of all.

    python benchmarks/bench_world.py [SEEDS] [PEOPLE] [--week] [--nation]
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from answerable.flow.lexicon import read_lexicon
from answerable.flow.standards import read_standards
from answerable.records.cascade import Level
from answerable.simulation.messenger.calendar import nation_day, ordinary_week, september
from answerable.simulation.messenger.campaign import Kind
from answerable.simulation.messenger.loop import Loop, Policy
from answerable.simulation.messenger.shape import NATION, Shape
from answerable.simulation.messenger.world import Messenger
from answerable.stream.memory import Limits
from answerable.stream.sketch import Seed

BEGINS = datetime(2017, 9, 8, tzinfo=UTC)
PLATFORM = Seed.of(b"the public seed of a week")
ZONE = ZoneInfo("Asia/Yangon")
DAYS = 2.0
FIRST_SEED = 1_000


def main(arguments: list[str]) -> None:
    numbers = [int(one) for one in arguments if one.isdigit()]
    seeds, people = (numbers + [3, 200_000][len(numbers) :])[:2]
    if "--nation" in arguments:
        nation(NATION)
        return
    september_worlds(seeds, people)
    if "--week" in arguments:
        week(people)
    nation(msgspec.structs.replace(NATION, people=100_000))


def loop_of(world: Messenger, policy: Policy, limits: Limits) -> Loop:
    standards = list(read_standards().values())[-1]
    return Loop(world, policy, lexicon=read_lexicon(), standards=standards, zone=ZONE, limits=limits)


def september_worlds(seeds: int, people: int) -> None:
    shape = Shape(people=people)
    less: dict[Policy, list[float]] = {policy: [] for policy in Policy}
    found: list[float] = []
    joined: list[float] = []
    protests: list[bool] = []
    for seed in range(FIRST_SEED, FIRST_SEED + seeds):
        free = np.zeros(0)
        for policy in Policy:
            world = Messenger(shape, september(seed), seed=seed, begins=BEGINS, days=DAYS, sketches=PLATFORM)
            loop = loop_of(world, policy, Limits(singles=1 << 20, clusters=1 << 14))
            for _ in loop.live():
                pass
            letters = [place for place, one in enumerate(world.campaigns) if one.kind.frightens]
            protest = next(place for place, one in enumerate(world.campaigns) if one.kind is Kind.PROTEST)
            reached = world.reached
            if policy is Policy.NOTHING:
                free = reached
                found.append(_share_when(loop, letters, free, Level.REVIEW))
                joined.append(_share_joined(loop, world, letters, free))
            less[policy].append(1 - reached[letters].sum() / free[letters].sum())
            protests.append(bool(reached[protest] == free[protest]))
    for policy in list(Policy)[1:]:
        told = less[policy]
        print(
            f"september, {policy}: people reached less {_mean_worst(told)} over {seeds} seeds of {people:,}"
        )
    print(
        f"september: both letters to be looked at by {_mean_worst(found, worst=max)} of those who would get them"
    )
    print(
        f"september: joined before 1% in {sum(one < 0.01 for one in joined)} of {seeds}; "
        f"at {_mean_worst(joined, worst=max)}"
    )
    print(f"september: the protest untouched in {sum(protests)} of {len(protests)} worlds")


def _share_when(loop: Loop, letters: list[int], free: np.ndarray, level: Level) -> float:
    """By when both letters had the level: the share of those who would get them that had seen one; 1 where never."""
    by = dict.fromkeys(letters, 1.0)
    for one in loop.found.values():
        graver = [one.reached[at] for at in (level, Level.EMERGENCY) if at in one.reached]
        if one.campaign in by and graver:
            by[one.campaign] = min(by[one.campaign], min(graver) / max(1, free[one.campaign]))
    return max(by.values())


def _share_joined(loop: Loop, world: Messenger, letters: list[int], free: np.ndarray) -> float:
    """The same for the moment in which they were joined."""
    for one in loop.incidents:
        both = {loop.found[one.first].campaign, loop.found[one.second].campaign}
        if both == set(letters):
            tick = min(int((one.at.timestamp() * 1000 - world.begins_ms) // world.tick_ms), world.ticks - 1)
            return float(world.reached_by_tick[tick][letters].sum() / free[letters].sum())
    return 1.0


def week(people: int) -> None:
    shape = Shape(people=people)
    world = Messenger(shape, ordinary_week(5, shape), seed=5, begins=BEGINS, days=7, sketches=PLATFORM)
    loop = loop_of(world, Policy.NOTHING, Limits(singles=1 << 22, clusters=1 << 17))
    begun, messages = time.perf_counter(), sum(len(sent.times) for sent in loop.live())
    levels = [max(one.levels, key=list(Level).index) for one in loop.found.values()]
    print(
        f"week: {levels.count(Level.EMERGENCY)} false emergencies, {levels.count(Level.REVIEW)} to be looked at, "
        f"{levels.count(Level.WATCH)} watched, of {messages:,} messages in {time.perf_counter() - begun:.0f} s"
    )


def nation(shape: Shape) -> None:
    begun = time.perf_counter()
    campaigns = nation_day(2, shape)
    world = Messenger(shape, campaigns, seed=2, begins=BEGINS, days=1, sketches=PLATFORM)
    loop = loop_of(world, Policy.NOTHING, Limits(singles=1 << 26 if shape.people > 1_000_000 else 1 << 21))
    messages = 0
    for sent in loop.live():
        messages += len(sent.times)
    seconds = time.perf_counter() - begun
    graver = [one for one in loop.found.values() if set(one.levels) - {Level.WATCH}]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"nation-day of {shape.people:,} people: {messages:,} messages in {seconds:.0f} s "
        f"({messages / seconds:,.0f}/s), {peak:.2f} GB; "
        f"{len(loop.found)} alarms, {len(graver)} to be looked at, {len(loop.incidents)} pairs joined"
    )


def _mean_worst(values: list[float], worst: object = min) -> str:
    return f"{statistics.mean(values):.1%} (worst {worst(values):.1%})"  # type: ignore[operator]  # min or max


if __name__ == "__main__":
    main(sys.argv[1:])
