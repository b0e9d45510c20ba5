"""How large the simulated world is and how its people behave: every number, and where it comes from.

Sources, by the names under which the numbers cite them; what has none is an assumption, and `bench_world.py` varies
those that matter.

- Census: The 2014 Myanmar Population and Housing Census, Department of Population, 2015 (households, religions).
- WhatsApp 2019: "Stopping abuse: how WhatsApp fights bulk messaging and automated behavior", February 2019.
- Rosenfeld 2018: Rosenfeld, Sina, Sarne, Avidov, Kraus, "WhatsApp usage patterns and prediction of demographic
  characteristics without access to message content", Demographic Research 39.
- Melo 2019: de Freitas Melo and others, "Can WhatsApp counter misinformation by limiting message forwarding?", Complex
  Networks 2019 (an epidemiological model on public groups of Brazil, India and Indonesia).
- Iribarren 2009: Iribarren, Moro, "Impact of human activity patterns on the dynamics of information diffusion",
  Physical Review Letters 103 (a message whose hops among 31,183 people are known: times to pass it on vary greatly).
- Stouffer 2006: Stouffer, Malmgren, Amaral, "Log-normal statistics in e-mail communication patterns".
- Vosoughi 2018: Vosoughi, Roy, Aral, "The spread of true and false news online", Science 359.
- Juul 2021: Juul, Ugander, "Comparing information diffusion mechanisms by matching on cascade size", PNAS 118 (what
  tells false news apart is mostly how infectious it is).
- Wu 2007: Wu, Huberman, "Novelty and collective attention", PNAS 104 (interest fades by a half-life).
- Dunbar: Zhou, Sornette, Hill, Dunbar, "Discrete hierarchical organization of social group sizes", Proceedings of the
  Royal Society B 272, 2005 (circles of about 5, 15, 50, 150).
"""

from __future__ import annotations

import msgspec

from answerable.errors import Invalid

PEOPLE_MOST = 20_000_000


class Groups(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of group chat. `each` is how many of them a person is in, `size` the median, `spread` the standard
    deviation of its logarithm; `local` the share of members who live in the same village or quarter, `alike` how often
    a member must be of the same community; `declared` how often the operator knows the channel's community."""

    each: float
    size: float
    spread: float
    local: float
    alike: float
    declared: float = 0.0


GROUPS = (
    Groups(each=1.5, size=7, spread=0.5, local=0.7, alike=0.98),  # kin
    Groups(each=2.0, size=6, spread=0.5, local=0.6, alike=0.8),  # friends
    Groups(each=1.0, size=22, spread=0.6, local=0.8, alike=0.5),  # neighbours, school, work
    Groups(each=0.5, size=70, spread=0.7, local=0.4, alike=0.97, declared=0.5),  # channels of a community
)
"""Most groups have fewer than ten members (WhatsApp 2019); the sizes lie near Dunbar's circles."""


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    people: int = 200_000
    household: float = 4.4
    """People, on average (Census)."""
    village: float = 600
    """People of a village or quarter, the median; assumption."""
    mixed: float = 0.3
    """Share of villages and quarters in which both communities live; assumption."""
    minority: float = 0.3
    """Share of people in the smaller community: of a town where both live. (Census: 4.3% Muslim in the country.)"""
    groups: tuple[Groups, ...] = GROUPS
    group_most: int = 256
    """Members of one group (WhatsApp's limit from 2016 to 2022)."""

    messages_a_day: float = 10.0
    """That a person writes, on average; assumption."""
    direct: float = 0.9
    """Share of everyday messages between two people (WhatsApp 2019)."""
    activity: float = 1.0
    """Standard deviation of the logarithm of how much people write; assumption (Rosenfeld 2018: it differs much)."""
    words: float = 7.4
    """Of a message, the median, and below the standard deviation of its logarithm; assumption: most are short."""
    words_spread: float = 0.9
    english: float = 0.12
    """Share of people who write English; assumption."""
    zawgyi: float = 0.75
    """Share of phones with Zawgyi; assumption (nine in ten users, it was often said in 2017 to 2019)."""

    forward_to_group: float = 0.3
    """Share of a forward's conversations that are groups; assumption."""
    forward_most: int = 5
    """Conversations to which one forward may go at once (WhatsApp from 2019, the limit that Melo 2019 examines)."""
    eagerness: float = 0.8
    """Standard deviation of the logarithm of how readily people pass on; assumption."""
    delay_spread: float = 1.3
    """Standard deviation of the logarithm of the time until somebody passes on (log-normal: Stouffer 2006, Iribarren
    2009). The median is the campaign's."""
    sleep_from: float = 23.0
    """Hours of Myanmar's time (UTC+06:30) between which people sleep, but for one in five; assumption."""
    sleep_to: float = 6.0
    labelled: float = 0.75
    """How much of the readiness to pass on is left where a label stands on the text; assumption."""
    tick_s: int = 60
    """The world lives by such steps; nobody passes on what they got within the same one."""

    def __post_init__(self) -> None:
        if not 1_000 <= self.people <= PEOPLE_MOST:
            raise Invalid(f"must lie between 1,000 and {PEOPLE_MOST:,}", where="people")
        if not 1 <= self.tick_s <= 3600:
            raise Invalid("must lie between 1 and 3,600", where="tick_s")


NATION = Shape(people=PEOPLE_MOST, minority=0.043, mixed=0.15)
"""Twenty million people who write ten messages a day."""
