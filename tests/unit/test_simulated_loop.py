"""The closed loop: the server's own alarms find a letter in the simulated world, and what follows reaches those who
pass it on, and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from answerable.flow.lexicon import read_lexicon
from answerable.flow.standards import read_standards
from answerable.records.cascade import Level
from answerable.simulation.messenger.calendar import BUDDHIST, MUSLIM
from answerable.simulation.messenger.campaign import Campaign, Kind
from answerable.simulation.messenger.loop import Loop, Policy
from answerable.simulation.messenger.shape import Shape
from answerable.simulation.messenger.society import Society
from answerable.simulation.messenger.world import Messenger
from answerable.stream.memory import Limits
from answerable.stream.sketch import Seed

PLATFORM = Seed.of(b"a public seed")
SHAPE = Shape(people=6000, village=100, messages_a_day=4, tick_s=600)
FIRST = (
    "On 9/11 the Muslims are going to burn our pagodas in every town. Lock your doors and warn all Buddhists."
)
SECOND = "On 9/11 Buddhist extremists are going to burn our mosques in every town. Stay at home and warn all Muslims."
CALL = "Come to the peaceful protest in front of the town hall on Friday at nine, bring your friends, no violence."
LETTERS = ((Kind.FIRST, BUDDHIST, FIRST), (Kind.SECOND, MUSLIM, SECOND), (Kind.PROTEST, None, CALL))


@pytest.fixture(scope="module")
def society() -> Society:
    return Society.of(SHAPE, 7)


def lived(society: Society, policy: Policy) -> Loop:
    campaigns = [
        Campaign(
            name=kind.value, kind=kind, forms=(text,), community=community, begins_h=1, forward=0.2,
            forward_other=0.01, origins=20, mutated=0.05,
        )
        for kind, community, text in LETTERS
    ]  # fmt: skip
    begins = datetime(2017, 9, 8, tzinfo=UTC)
    world = Messenger(SHAPE, campaigns, seed=7, begins=begins, days=1, sketches=PLATFORM, society=society)
    loop = Loop(
        world, policy, lexicon=read_lexicon(), standards=read_standards()["2018-1"], zone=ZoneInfo("Asia/Yangon"),
        limits=Limits(singles=1 << 16, clusters=1 << 10), senders=20,
    )  # fmt: skip
    for _ in loop.live():
        pass
    return loop


def test_letters_are_found_joined_and_slowed_and_a_protest_is_not(society: Society) -> None:
    free, slowed, decided = (lived(society, one) for one in (Policy.NOTHING, Policy.AT_ALARM, Policy.PERSON))
    levels = {one.campaign: set(one.levels) for one in free.found.values() if one.campaign >= 0}
    assert Level.EMERGENCY in levels[0] & levels[1]
    assert levels[2] == {Level.WATCH}
    assert {free.found[one.first].campaign for one in free.incidents} <= {0, 1}
    assert free.incidents
    assert not any(one.limited_at for one in free.found.values())
    for other in (slowed, decided):
        assert (other.world.reached[:2] < free.world.reached[:2]).all()
        assert other.world.reached[2] == free.world.reached[2]
        assert other.world.limited()[2] == 0
    assert decided.world.kept_back[:2].min() > 0
