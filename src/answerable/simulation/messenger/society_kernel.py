"""The kernels that fill groups with people. Import them only where they are called: importing compiles them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from answerable.simulation.messenger.chance_kernel import chance, draw
from answerable.text.kernels import kernel

TRIES = 12


@kernel(
    "void(uint64, float64, float64, float64, int64, int64, int32[::1], int32[::1], uint8[::1], int64[::1],"
    " int32[::1], uint8[::1])"
)
def draw_members_into(
    key: Any, local: float, alike: float, declared_share: float, begin: int, end: int,
    villages: NDArray[np.int32], village_of: NDArray[np.int32], community: NDArray[np.uint8],
    groups: NDArray[np.int64], members: NDArray[np.int32], declared: NDArray[np.uint8],
) -> None:  # fmt: skip
    """Each group begins with one person; the others live near, or are of the same community, as often as is said."""
    people = np.uint64(len(community))
    for group in range(begin, end):
        first = np.int64(draw(key, group, 0) % people)
        at = groups[group]
        members[at] = first
        home = village_of[first]
        low = np.int64(villages[home])
        size = np.uint64(villages[home + 1] - villages[home])
        for place in range(at + 1, groups[group + 1]):
            one = first
            for turn in range(TRIES):
                drawn = draw(key, group, (place - at) * TRIES + turn + 1)
                is_near = chance(draw(drawn, 1, 0)) < local
                one = low + np.int64(drawn % size) if is_near else np.int64(drawn % people)
                if community[one] != community[first] and chance(draw(drawn, 2, 0)) < alike:
                    continue
                is_new = True
                for other in range(at, place):
                    if members[other] == one:
                        is_new = False
                        break
                if is_new:
                    break
            members[place] = one
        if chance(draw(key, group, 1 << 40)) < declared_share:
            declared[group] = community[first] + 1


@kernel("void(int64[::1], int32[::1], int64[::1], int32[::1])")
def index_into(
    groups: NDArray[np.int64],
    members: NDArray[np.int32],
    own: NDArray[np.int64],
    of_person: NDArray[np.int32],
) -> None:
    """From each group's members the groups of each person. `own` comes as zeros."""
    for i in range(len(members)):
        own[members[i] + 1] += 1
    for person in range(len(own) - 1):
        own[person + 1] += own[person]
    for group in range(len(groups) - 1):
        for i in range(groups[group], groups[group + 1]):
            of_person[own[members[i]]] = group
            own[members[i]] += 1
    for person in range(len(own) - 1, 0, -1):  # each begin has moved to its end
        own[person] = own[person - 1]
    own[0] = 0
