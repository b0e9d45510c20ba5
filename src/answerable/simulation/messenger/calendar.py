"""What spreads when: the campaigns of a September world, of an ordinary week, of a nation's day. The seed draws texts,
days and hours. Shares of people who pass something on are assumptions, as told in docs/simulated-world.md."""

from __future__ import annotations

from random import Random

from answerable.simulation.messenger.campaign import Campaign, Kind
from answerable.simulation.messenger.shape import Shape
from answerable.simulation.messenger.wording import text_of

BUDDHIST, MUSLIM = 0, 1  # of `Society.community`: the larger and the smaller one
BENIGN = (
    Kind.GREETING,
    Kind.LOTTERY,
    Kind.FOOTBALL,
    Kind.EARTHQUAKE,
    Kind.MARKETING,
    Kind.CHAIN,
    Kind.RUMOUR,
)
FORWARD, FORWARD_OTHER = 0.16, 0.01
APART_H = 3.0


def september(seed: int, *, begins_h: float = 6.0, apart_h: float | None = None) -> tuple[Campaign, ...]:
    """The two letters, within three hours of each other, then who says that they are untrue; a call to a peaceful
    protest that is as viral as they are, and a rumour that dies."""
    chance = Random(seed)  # noqa: S311 - the same texts each time, not a secret
    apart = chance.uniform(0, APART_H) if apart_h is None else apart_h
    language = "en" if chance.random() < 0.2 else "my"
    first, second = (
        letter(chance, kind, community, language, begins_h + at)
        for kind, community, at in ((Kind.FIRST, BUDDHIST, 0.0), (Kind.SECOND, MUSLIM, apart))
    )
    quoted = debunk(chance, first, begins_h + apart + 8)
    return first, second, quoted, protest(chance, begins_h + 1), rumour(chance, begins_h + 2, 0)


def ordinary_week(seed: int, shape: Shape, days: int = 7) -> tuple[Campaign, ...]:
    """A week with a holiday, two draws of the lottery, a match, an earthquake, sales, chain letters of luck, rumours
    that die, a call to a peaceful protest, and somebody who says that an old letter was untrue; no letter."""
    chance = Random(seed)  # noqa: S311 - as above

    def at(hour: float) -> float:
        """On some day, at an hour of Myanmar's clock, in a world that begins at 0 UTC."""
        return max(0.0, 24 * chance.randrange(days) + hour - 6.5)

    old = letter(chance, Kind.FIRST, BUDDHIST, "my", 0)
    found = [many(chance, kind, shape, at(hour)) for kind, hour in HOURS for _ in range(TIMES[kind])]
    return (
        *found,
        *(rumour(chance, at(12), number) for number in range(4)),
        protest(chance, at(9)),
        debunk(chance, old, at(18)),
    )


def nation_day(seed: int, shape: Shape) -> tuple[Campaign, ...]:
    """One day on which everything happens."""
    return (*september(seed), *ordinary_week(seed + 1, shape, 1))


def letter(chance: Random, kind: Kind, community: int, language: str, begins_h: float) -> Campaign:
    return Campaign(
        name=f"the {kind.value} letter",
        kind=kind,
        forms=(text_of(kind.value, language, chance),),
        community=community,
        begins_h=begins_h,
        forward=FORWARD,
        forward_other=FORWARD_OTHER,
        reported=0.002,
    )


def protest(chance: Random, begins_h: float) -> Campaign:
    """As viral as a letter, among everybody."""
    text = text_of("protest", "my", chance)
    return Campaign(
        name="the protest call",
        kind=Kind.PROTEST,
        forms=(text,),
        begins_h=begins_h,
        forward=FORWARD,
        reported=0.0002,
    )


def rumour(chance: Random, begins_h: float, number: int) -> Campaign:
    """One that few believe: it dies."""
    text = text_of("rumour", chance.choice(("my", "my", "en")), chance)
    return Campaign(
        name=f"rumour {number + 1}",
        kind=Kind.RUMOUR,
        forms=(text,),
        begins_h=begins_h,
        origins=20,
        forward=0.03,
    )


def debunk(chance: Random, of: Campaign, begins_h: float) -> Campaign:
    """Somebody says that a letter is untrue, and quotes it."""
    language = "my" if any("\u1000" <= one <= "\u109f" for one in of.forms[0]) else "en"
    text = text_of("debunk", language, chance, quoted=of.forms[0])
    return Campaign(
        name="the debunk",
        kind=Kind.DEBUNK,
        forms=(text,),
        begins_h=begins_h,
        origins=30,
        forward=0.05,
        reported=0.0005,
    )


def many(chance: Random, kind: Kind, shape: Shape, begins_h: float) -> Campaign:
    """What many people send on their own at the same time, in their own words or in ones that all have."""
    share, window_min, fan_first, forward, forms = PATTERNS[kind]
    texts = tuple(text_of(kind.value, "en" if k % 4 == 3 else "my", chance) for k in range(forms))
    return Campaign(
        name=f"{kind.value} at {begins_h:.1f} h", kind=kind, forms=texts, begins_h=begins_h, window_min=window_min,
        origins=max(3, round(share * shape.people)), fan_first=fan_first, forward=forward, delay_min=25, half_life_h=10,
        reported=0.00005,
    )  # fmt: skip


Pattern = tuple[float, float, float, float, int]
PATTERNS: dict[Kind, Pattern] = {
    Kind.GREETING: (0.03, 300, 4, 0.04, 12),
    Kind.LOTTERY: (0.004, 120, 2, 0.05, 4),
    Kind.FOOTBALL: (0.015, 40, 2, 0.04, 8),
    Kind.EARTHQUAKE: (0.04, 25, 2, 0.08, 10),
    Kind.MARKETING: (0.00002, 600, 30, 0.002, 1),
    Kind.CHAIN: (0.00002, 240, 5, 0.07, 1),
}
"""Share of people who begin, within how many minutes, to how many conversations each, share of readers who pass it on,
how many texts there are."""
HOURS = (
    (Kind.GREETING, 6.5), (Kind.LOTTERY, 15), (Kind.FOOTBALL, 20.5), (Kind.EARTHQUAKE, 14.2), (Kind.MARKETING, 10),
    (Kind.CHAIN, 11),
)  # fmt: skip
TIMES = {
    Kind.GREETING: 2, Kind.LOTTERY: 2, Kind.FOOTBALL: 1, Kind.EARTHQUAKE: 1, Kind.MARKETING: 5, Kind.CHAIN: 2,
}  # fmt: skip
