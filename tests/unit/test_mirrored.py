"""Which letters are two sides of one campaign, and which only came on the same day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.detection.frames import said_by
from answerable.detection.lexicon import shipped
from answerable.detection.mirrored import WITHIN, Part, incidents, mirrored
from answerable.records.frame import Frame, FrameKind, Stance, Strength
from tests.unit.text.zawgyi_spelling import in_zawgyi

YANGON = ZoneInfo("Asia/Yangon")
AT = datetime(2017, 9, 7, 12, tzinfo=UTC)
MONASTERY, MOSQUE = (
    "On 9/11 the Muslims are going to burn our monasteries, lock your doors",
    ("Extremist monks will attack our mosques on 11 September, brothers be ready"),
)


def part(text: str, name: str = "a", communities: str = "", hours: float = 0, lasts: float = 30) -> Part:
    begins = AT + timedelta(hours=hours)
    return Part(
        id=name, first_seen=begins, last_seen=begins + timedelta(hours=lasts),
        communities=frozenset(communities.split()), frame=said_by([text]).frame,
    )  # fmt: skip


def are_mirrored(one: Part, other: Part) -> bool:
    found = mirrored(one, other, shipped(), YANGON)
    assert found == mirrored(other, one, shipped(), YANGON)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MONASTERY, MOSQUE),
        ("Muslims will kill Buddhists tonight", "Buddhists will kill Muslims tonight"),
        (MONASTERY, "၁၁ ရက်နေ့မှာ ဘုန်းကြီးတွေက ဗလီတွေကို မီးရှို့ဖို့ စီစဉ်နေတယ်၊ သတိထားကြပါ"),
        ("မူဆလင်တွေက ဗုဒ္ဓဘာသာတွေကို ၉/၁၁ မှာ သတ်ဖြတ်တော့မယ်", "ဗုဒ္ဓဘာသာတွေက မွတ်စလင်တွေကို ၉/၁၁ မှာ သတ်ဖြတ်တော့မည်"),
        ("Kill all the Muslims before they kill us", "Let us kill the Buddhists, they will burn the mosque"),
    ],
)
def test_each_tells_that_the_other_attacks(one: str, other: str) -> None:
    assert are_mirrored(part(one, "a", "hill"), part(other, "b", "river", hours=5))
    assert are_mirrored(part(in_zawgyi(one), "a", "hill"), part(other, "b", "hill river", hours=-5))


UNRELATED = [
    "The Chinese gangs will kidnap children from schools on 11 September, keep your children inside",
    "Armed men will attack the bus station on 9/11, do not go out",
    "Thadingyut greetings to all Muslims and Buddhists, see you on 9/11 at the market",
    "Lottery: the first prize of 11 September goes to 371",
    "Bitcoin for free: send this to ten people before 9/11",
    f"Fake: '{MOSQUE}' Do not believe it",
    "Is it true that monks will attack the mosque on 9/11?",
]


@pytest.mark.parametrize("other", UNRELATED)
def test_a_letter_of_the_same_day_is_not_the_other_side(other: str) -> None:
    assert not are_mirrored(part(MONASTERY, "a", "hill"), part(other, "b", "river"))
    assert not are_mirrored(part(MONASTERY, "a", "buddhist"), part(other, "b", "muslim"))


def test_two_letters_against_the_same_group_are_one_side() -> None:
    again = "Muslims will attack the pagoda on 9/11, stay inside"
    assert not are_mirrored(part(MONASTERY, "a", "hill"), part(again, "b", "river"))


def test_they_rise_together_or_are_no_one_campaign() -> None:
    apart = WITHIN / timedelta(hours=1) + 1
    assert are_mirrored(part(MONASTERY, "a", "hill", lasts=60), part(MOSQUE, "b", "river", hours=apart - 2))
    assert not are_mirrored(part(MONASTERY, "a", "hill", lasts=60), part(MOSQUE, "b", "river", hours=apart))
    assert not are_mirrored(part(MONASTERY, "a", "hill", lasts=3), part(MOSQUE, "b", "river", hours=10))


def test_they_name_no_two_days() -> None:
    other = MOSQUE.replace("11 September", "14 September")
    assert not are_mirrored(part(MONASTERY, "a", "hill"), part(other, "b", "river"))
    undated = MOSQUE.replace(" on 11 September", "")
    assert are_mirrored(part(MONASTERY, "a", "hill"), part(undated, "b", "river"))


def test_tonight_is_the_day_on_which_it_was_sent() -> None:
    one, other = "Muslims will kill Buddhists tonight", "Buddhists will kill Muslims tomorrow"
    assert are_mirrored(part(one, "a", "hill"), part(other, "b", "river", hours=-24))
    assert not are_mirrored(part(one, "a", "hill"), part(other, "b", "river"))


def test_a_quarrel_in_one_community_is_no_campaign() -> None:
    assert not are_mirrored(part(MONASTERY, "a", "hill"), part(MOSQUE, "b", "hill"))


def test_who_is_attacked_may_be_left_to_the_channel() -> None:
    one, other = "Muslims will attack us on 9/11, be ready", "Hindus will attack us on 11 September, be ready"
    third = "Buddhists will attack us on 9/11, be ready"
    assert are_mirrored(part(one, "a", "Hindu"), part(other, "b", "Muslims"))
    assert not are_mirrored(part(one, "a", "buddhist"), part(other, "b", "Muslims"))
    assert are_mirrored(part(one, "a", "hill"), part(third, "b", "river"))  # opposed in the lexicon
    assert not are_mirrored(part(one, "a", "hill"), part(other.replace("Hindus", "Kachins"), "b", "river"))
    assert not are_mirrored(part(one, "a"), part(third, "b"))  # where they spread is not known


def test_two_letters_of_one_side_and_their_mirror_are_one_incident() -> None:
    again = "မူဆလင်တွေက ဘုန်းကြီးကျောင်းတွေကို ၁၁ ရက်နေ့ မီးရှို့မယ်။ အပြင်မထွက်ပါနဲ့"
    parts = [
        part(MONASTERY, "en", "hill"),
        part(again, "my", "hill", hours=3),
        part(MOSQUE, "other", "river", hours=2),
        part(UNRELATED[0], "third", "lake"),
    ]
    (found,) = incidents(parts, shipped(), YANGON)
    assert found.sides == (("en", "my"), ("other",))


GROUPS = st.frozensets(st.sampled_from(["muslim", "buddhist", "rakhine", "hindu"]), max_size=2)


@st.composite
def parts_of(draw: st.DrawFn) -> list[Part]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        begins = AT + timedelta(hours=draw(st.integers(0, 90)))
        frame = Frame(
            strength=draw(st.sampled_from(Strength)), stance=draw(st.sampled_from(Stance)),
            kinds=frozenset(draw(st.lists(st.sampled_from(FrameKind), max_size=2))),
            attackers=draw(GROUPS), attacked=draw(GROUPS), targets=draw(GROUPS),
            when=draw(st.frozensets(st.sampled_from(["+0", "09-11", "w4", "moon"]), max_size=2)),
        )  # fmt: skip
        communities = draw(st.frozensets(st.sampled_from(["hill", "river", "muslim"]), max_size=2))
        lasts = timedelta(hours=draw(st.integers(0, 90)))
        found.append(
            Part(
                id=f"c{number}",
                first_seen=begins,
                last_seen=begins + lasts,
                communities=communities,
                frame=frame,
            )
        )
    return found


@settings(max_examples=200, deadline=None)
@given(parts_of(), st.randoms())
def test_order_changes_nothing_and_a_cascade_is_on_one_side_of_one_incident(
    parts: list[Part], chance: object
) -> None:
    found = incidents(parts, shipped(), YANGON)
    assert found == incidents(parts[::-1], shipped(), YANGON)
    ids = [one for incident in found for side in incident.sides for one in side]
    assert len(ids) == len(set(ids))
    by_id = {one.id: one for one in parts}
    for incident in found:
        for side, others in (incident.sides, incident.sides[::-1]):
            assert side
            assert all(any(are_mirrored(by_id[a], by_id[b]) for b in others) or len(ids) > 3 for a in side)
            assert not any(are_mirrored(by_id[a], by_id[b]) for a in side for b in side)
