"""Calls that come together: each gets its own answer, whoever comes when, and nobody is forgotten."""

from __future__ import annotations

import asyncio

import pytest

from answerable.errors import Busy, Conflict, Unavailable
from answerable.flow.together import Together


async def test_who_comes_again_as_a_lane_ends_is_not_forgotten() -> None:
    """The second call is made in the very step in which the lane of the first has seen that nobody waits."""

    async def work(group: list[int]) -> list[int | Exception]:
        await asyncio.sleep(0)
        return list(group)

    together = Together(work, lanes=1)
    async with asyncio.timeout(2):
        assert [await together(number) for number in range(100)] == list(range(100))


@pytest.mark.parametrize("lanes", [1, 2, 5])
async def test_each_gets_its_own_and_few_go_at_once(lanes: int) -> None:
    at_once, most, groups = 0, 0, 0

    async def work(group: list[int]) -> list[int | Exception]:
        nonlocal at_once, most, groups
        at_once, groups = at_once + 1, groups + 1
        most = max(most, at_once)
        await asyncio.sleep(0.001)
        at_once -= 1
        return [ValueError(str(one)) if one % 7 == 0 else one * 2 for one in group]

    together = Together(work, most=16, lanes=lanes)
    found = await asyncio.gather(*(together(one) for one in range(500)), return_exceptions=True)
    assert [str(one) if isinstance(one, ValueError) else one for one in found] == [
        str(one) if one % 7 == 0 else one * 2 for one in range(500)
    ]
    assert most <= lanes
    assert groups < 500


async def test_a_group_that_fails_by_one_of_them_is_taken_apart() -> None:
    async def work(group: list[int]) -> list[int | Exception]:
        if 3 in group:
            raise Conflict("three") if len(group) == 1 else Busy("somebody holds three")
        return list(group)

    together = Together(work, lanes=1)
    found = await asyncio.gather(*(together(one) for one in range(6)), return_exceptions=True)
    assert [one if isinstance(one, int) else type(one) for one in found] == [0, 1, 2, Conflict, 4, 5]


async def test_where_the_database_is_down_all_are_told_at_once() -> None:
    tried = 0

    async def work(group: list[int]) -> list[int | Exception]:
        nonlocal tried
        tried += 1
        await asyncio.sleep(0)
        raise Unavailable("down")

    together = Together(work, lanes=1)
    found = await asyncio.gather(*(together(one) for one in range(50)), return_exceptions=True)
    assert {type(one) for one in found} == {Unavailable}
    assert tried <= 2


async def test_who_is_cancelled_leaves_the_others() -> None:
    async def work(group: list[int]) -> list[int | Exception]:
        await asyncio.sleep(0.01)
        return list(group)

    together = Together(work, lanes=1)
    calls = [asyncio.create_task(together(one)) for one in range(5)]
    await asyncio.sleep(0)
    calls[2].cancel()
    found = await asyncio.gather(*calls, return_exceptions=True)
    assert [one if isinstance(one, int) else type(one) for one in found] == [
        0,
        1,
        asyncio.CancelledError,
        3,
        4,
    ]
