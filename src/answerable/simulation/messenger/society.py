"""The people of the simulated world and who talks with whom: households, villages, two communities, groups.

People are numbers, in the order of where they live: a household's stand together, and a village's. Whom somebody writes
to directly is drawn from those near them each time, so only groups are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from answerable.simulation.messenger.shape import Groups, Shape

_FROM_HOUSEHOLDS = 3  # people, from which on a household has a group


class Society(NamedTuple):
    """`villages` has the first person of each, and one more; group g's members are `members[groups[g]:groups[g + 1]]`,
    the groups of person p `of_person[own[p]:own[p + 1]]`. `declared` is a group's community as the operator knows
    it, from 1, 0 where nothing is known; `community` is each person's, which no stream is ever told."""

    villages: NDArray[np.int32]
    village_of: NDArray[np.int32]
    community: NDArray[np.uint8]
    groups: NDArray[np.int64]
    members: NDArray[np.int32]
    declared: NDArray[np.uint8]
    own: NDArray[np.int64]
    of_person: NDArray[np.int32]

    @classmethod
    def of(cls, shape: Shape, seed: int) -> Society:
        chance = np.random.default_rng([seed, 1])
        villages = _cut(
            shape.people, chance.lognormal(np.log(shape.village), 0.8, _enough(shape.people, shape.village))
        )
        homes = _cut(
            shape.people, 1 + chance.poisson(shape.household - 1, _enough(shape.people, shape.household))
        )
        sizes = np.diff(villages)
        village_of = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        community = _communities(shape, chance, homes, village_of[homes[:-1]])
        groups, members, declared = _groups(
            shape, chance, homes=homes, villages=villages, village_of=village_of, community=community
        )
        own, of_person = np.zeros(shape.people + 1, np.int64), np.empty(len(members), np.int32)
        _kernels()[1](groups, members, own, of_person)
        return cls(villages, village_of, community, groups, members, declared, own, of_person)


def _enough(people: int, size: float) -> int:
    return int(2 * people / size) + 64


def _cut(people: int, sizes: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.int32]:
    """Where each of consecutive parts of such sizes begins, and where all end."""
    ends = np.cumsum(np.maximum(1, sizes.astype(np.int64)))
    return np.array([0, *ends[ends < people], people], np.int32)


def _communities(
    shape: Shape, chance: Generator, homes: NDArray[np.int32], village: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """A household is of one community; most villages are too."""
    count = int(village.max()) + 1
    mixed = chance.random(count) < shape.mixed
    share = np.where(mixed, shape.minority, chance.random(count) < shape.minority)
    of_home = chance.random(len(village)) < share[village]
    return np.repeat(of_home.astype(np.uint8), np.diff(homes))


def _groups(
    shape: Shape, chance: Generator, *, homes: NDArray[np.int32], villages: NDArray[np.int32],
    village_of: NDArray[np.int32], community: NDArray[np.uint8],
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8]]:  # fmt: skip
    """Households' own groups first, then each kind."""
    of_home = np.diff(homes)
    large = of_home >= _FROM_HOUSEHOLDS
    sizes = [of_home[large].astype(np.int64)]
    kinds = [_sizes(shape, chance, one) for one in shape.groups]
    offsets = np.zeros(sum(map(len, [*sizes, *kinds])) + 1, np.int64)
    np.cumsum(np.concatenate([*sizes, *kinds]), out=offsets[1:])
    members = np.empty(int(offsets[-1]), np.int32)
    members[: offsets[len(sizes[0])]] = np.arange(shape.people, dtype=np.int32)[np.repeat(large, of_home)]
    declared = np.zeros(len(offsets) - 1, np.uint8)
    begin = len(sizes[0])
    for kind, of_kind in zip(shape.groups, kinds, strict=True):
        end = begin + len(of_kind)
        key = np.uint64(chance.integers(1 << 63))
        likings = (kind.local, kind.alike, kind.declared)
        _kernels()[0](key, *likings, begin, end, villages, village_of, community, offsets, members, declared)
        begin = end
    return offsets, members, declared


def _sizes(shape: Shape, chance: Generator, kind: Groups) -> NDArray[np.int64]:
    mean = kind.size * np.exp(kind.spread**2 / 2)
    count = max(1, round(shape.people * kind.each / mean))
    drawn = chance.lognormal(np.log(kind.size), kind.spread, count)
    sizes: NDArray[np.int64] = np.clip(drawn, 3, shape.group_most).astype(np.int64)
    return sizes


@cache
def _kernels() -> tuple[Callable[..., None], Callable[..., None]]:
    from answerable.simulation.messenger.society_kernel import (  # noqa: PLC0415 - importing compiles it
        draw_members_into,
        index_into,
    )

    return draw_members_into, index_into
