"""Simulated months of reports and when they were answered: the worlds on which the hidden-target test is measured."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from answerable_watchdog.hidden_target import Risk, at, scan

REPORTS = 300
MEDIAN_HOURS = 30


@dataclass(frozen=True)
class World:
    """How one month of reports is answered: `share` of them in the six hours after `target`.

    `office` and `sent` are hours of the day, from and to; without `office` answers come at any time. What
    was due in the night is answered in the first `spread` of the working day.
    """

    target: int = 48
    share: float = 0.0
    sigma: float = 0.9
    censored: float = 0.1
    office: tuple[float, float] | None = None
    sent: tuple[float, float] = (0, 24)
    spread: float = 0.5

    def month(self, dice: random.Random) -> Risk:
        """Simulate it: whole hours, `ceil` of those that ended and `floor` of those still open."""
        ended, still_open = [], []
        for _ in range(REPORTS):
            hours = self.hours(dice)
            if dice.random() < self.censored:
                still_open.append(math.floor(hours * dice.random()))
            else:
                ended.append(math.ceil(hours))
        return Risk(ended, still_open)

    def hours(self, dice: random.Random) -> float:
        """Hours from one report to its answer."""
        hours = dice.lognormvariate(math.log(MEDIAN_HOURS), self.sigma)
        if dice.random() < self.share:
            hours = self.target + dice.uniform(0, 6)
        if self.office is None:
            return hours
        opens, shuts = self.office
        sent = dice.uniform(*self.sent)
        day, clock = divmod(sent + hours, 24)
        if not opens <= clock < shuts:
            day += clock >= shuts
            clock = opens + (shuts - opens) * self.spread * dice.random()
        return day * 24 + clock - sent


WORLDS = {
    "10% at 48 h": World(share=0.10),
    "15% at 48 h": World(share=0.15),
    "10% at 72 h": World(72, 0.10),
    "15% at 72 h": World(72, 0.15),
    "10% at 48 h, sigma 0.8": World(share=0.10, sigma=0.8),
    "10% at 48 h, sigma 1.1": World(share=0.10, sigma=1.1),
    "no target": World(),
    "no target, none open": World(censored=0),
    "no target, sigma 0.6": World(sigma=0.6),
    "no target, sigma 1.1": World(sigma=1.1),
    "office 9-17, sent at any hour": World(office=(9, 17)),
    "office 9-17, sent 9-17": World(office=(9, 17), sent=(9, 17)),
    "office 9-17, sent 17-23": World(office=(9, 17), sent=(17, 23)),
    "office 9-18, sent 20-21": World(office=(9, 18), sent=(20, 21)),
    "office 9-17, sent 6-11": World(office=(9, 17), sent=(6, 11), spread=0.2),
    "office 9-17, sent 8-13": World(office=(9, 17), sent=(8, 13), spread=1),
    "office 9-17, sent 3-9": World(office=(9, 17), sent=(3, 9)),
}


def found(world: World, months: int, seed: int = 1) -> tuple[float, float, float]:
    """Shares of months in which the target is found where it was suspected, by the scan, and any by the scan."""
    dice = random.Random(seed)
    suspected = right = any_target = 0
    for _ in range(months):
        risk = world.month(dice)
        hit = scan(risk)
        suspected += at(risk, world.target) is not None
        right += hit is not None and hit.hours == world.target
        any_target += hit is not None
    return suspected / months, right / months, any_target / months
