"""When spread is an alarm, and what it takes for people to be called."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detection.cascades import SENDERS, Cascade, Growth, Level, Risk, growth, is_spread, judge
from answerable.detection.wording import in_words
from answerable.errors import Invalid
from answerable.records.reason import Reason
from answerable.stream.clusters import Clusters, Put
from answerable.stream.memory import Limits
from answerable.stream.messages import Messages
from answerable.stream.sketch import Seed, sketch
from answerable.text.batch import Batch
from answerable.vocabulary import PolicyArea, ReasonCode
from tests.letters import GREETINGS, HOUR_MS, START_MS

SEED = Seed.of(b"a public seed")
AT = datetime(2017, 9, 7, 12, tzinfo=UTC)
CLAIM = (Reason(ReasonCode.CLAIM, area=PolicyArea.FALSE_INFORMATION),)


def grown(
    recent: float, before: float = 0, traffic: int = 10_000, traffic_before: int = 0, hours: float = 3
) -> Growth:
    return growth(recent=recent, before=before, traffic=traffic, traffic_before=traffic_before, hours=hours)


def cascade(found: Growth | None, alarm_at: datetime | None = AT) -> Cascade:
    return Cascade(
        id="c1", first_seen=AT, last_seen=AT, copies=90, senders=60, conversations=40, depth=3, reach=900,
        communities=("hill", "river"), growth=found, variants=(), alarm_at=alarm_at,
    )  # fmt: skip


def test_a_text_that_was_never_seen_grows() -> None:
    found = grown(50)
    assert is_spread(found)
    assert found.at_least > 10
    assert found.chance == pytest.approx(2.0**-50)


def test_a_text_that_is_passed_on_every_day_as_much_does_not() -> None:
    assert not is_spread(grown(50, before=300, traffic_before=60_000))
    assert not is_spread(grown(70, before=50, traffic_before=10_000))


def test_more_of_a_text_on_a_busier_day_is_no_growth() -> None:
    assert is_spread(grown(500, before=600, traffic=10_000, traffic_before=60_000))
    assert not is_spread(grown(500, before=600, traffic=50_000, traffic_before=60_000))


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 10**6), st.integers(0, 10**6))
def test_the_best_guess_lies_between_its_bounds_and_a_chance_is_one(
    a: int, b: int, now: int, before: int
) -> None:
    found = grown(a, b, now, before)
    assert found.at_least <= found.times <= found.at_most
    assert 0 <= found.chance <= 1


def test_the_chance_is_the_binomial_one() -> None:
    share = 10_000 / 40_000
    rng = np.random.default_rng(1)
    drawn = (rng.binomial(40, share, 200_000) >= 15).mean()
    assert grown(15, 25, 10_000, 30_000).chance == pytest.approx(drawn, rel=0.05)


def test_spread_alone_is_watched_whatever_it_is() -> None:
    assert judge(cascade(grown(5000))).level == Level.WATCH
    assert judge(cascade(grown(5000)), Risk(score=0.2, reasons=())).level == Level.WATCH
    assert judge(cascade(None, alarm_at=None), Risk(score=1, reasons=CLAIM)).level is None


def test_risk_calls_people_and_only_what_still_grows_is_an_emergency() -> None:
    risky = Risk(score=0.9, reasons=(Reason(ReasonCode.TRUSTED, {"organisations": 3}),))
    assert judge(cascade(grown(5000)), Risk(score=0.5, reasons=CLAIM)).level == Level.REVIEW
    assert judge(cascade(grown(5000)), risky).level == Level.EMERGENCY
    assert judge(cascade(grown(2, before=5000, traffic_before=60_000)), risky).level == Level.REVIEW


def test_reasons_are_codes_with_numbers_and_are_put_into_words() -> None:
    reasons = judge(cascade(grown(60)), Risk(score=0.6, reasons=CLAIM)).reasons
    assert [(reason.code, reason.numbers) for reason in reasons] == [
        (ReasonCode.SENDERS, {"senders": 60, "conversations": 40}),
        (ReasonCode.GROWTH, {"an_hour": 20, "at_least": 15.6}),
        (ReasonCode.COMMUNITIES, {"communities": 2}),
        (ReasonCode.CLAIM, {}),
    ]
    assert [in_words(reason, "en") for reason in reasons] == [
        "60 senders in 40 conversations passed it on",
        "20 new senders an hour, at least 15.6 times as many as before",
        "it reached channels of 2 communities",
        "it makes a claim that is known to be false (False information that may cause harm)",
    ]
    assert in_words(reasons[0], "my") == "စကားဝိုင်း ၄၀ ခုတွင် ပေးပို့သူ ၆၀ ဦးက ဆင့်ပို့ထားသည်"


def test_a_risk_without_a_reason_calls_nobody() -> None:
    with pytest.raises(Invalid, match="needs a reason"):
        Risk(score=0.9, reasons=())
    with pytest.raises(Invalid, match="between 0 and 1"):
        Risk(score=1.1, reasons=CLAIM)


Row = tuple[str, int, int]


def copies(chance: random.Random, text: str, count: int, day: int = 0) -> list[Row]:
    """So many copies of a text in ten hours of a day, each of a new sender."""
    begins = START_MS + day * 24 * HOUR_MS
    return [(text, chance.getrandbits(64) | 1, begins + chance.randrange(10 * HOUR_MS)) for _ in range(count)]


def chatter(chance: random.Random, days: int = 1) -> list[Row]:
    rows = [
        copies(chance, f"{chance.getrandbits(160):x}", 1, day) for day in range(days) for _ in range(2000)
    ]
    return [row for (row,) in rows]


def clusters_of(rows: list[Row]) -> tuple[Clusters, Put]:
    rows.sort(key=lambda row: row[2])
    clusters = Clusters(SEED.name, Limits(singles=1 << 15, clusters=1 << 10, ids=8))
    senders = [sender for _, sender, _ in rows]
    sketches = sketch(Batch.of(text for text, _, _ in rows), SEED)
    return clusters, clusters.add(Messages.of(sketches, senders, senders, [at for _, _, at in rows]))


def test_greetings_a_lottery_football_and_an_earthquake_are_watched_and_no_more() -> None:
    chance = random.Random(4)
    rows = [row for text in GREETINGS for row in copies(chance, text, 400)] + chatter(chance)
    found = list(clusters_of(rows)[0].cascades())
    assert [judge(one).level for one in found] == [Level.WATCH] * len(GREETINGS)


def test_the_alarm_comes_within_a_fiftieth_of_the_senders_that_it_waits_for() -> None:
    """On average over many letters: beyond sixteen, senders are an estimate."""
    chance = random.Random(5)
    letters = [copies(chance, f"{chance.getrandbits(256):x}", 80) for _ in range(80)]
    rows = [row for letter in letters for row in letter] + chatter(chance)
    clusters, put = clusters_of(rows)
    alarm_of = {one.id: one.alarm_at for one in clusters.cascades()}
    assert len(alarm_of) == 80
    senders = []
    for letter in letters:
        alarm = alarm_of[f"c{put.cascades[rows.index(max(letter, key=lambda row: row[2]))]}"]
        assert alarm is not None
        senders.append(sum(at <= round(alarm.timestamp() * 1000) for _, _, at in letter))
    assert 0.98 <= np.mean(senders) / SENDERS <= 1.02


def test_one_sender_and_a_few_raise_no_alarm_however_much_they_send() -> None:
    """An alarm waits for senders, not for copies, so that three accounts do not make a letter of a victim's post."""
    chance = random.Random(7)
    text = "On the eleventh they will come to our quarter with knives, so stay awake and warn all"
    for senders in (1, 3):
        rows = [(text, 1 + k % senders, START_MS + k * 1000) for k in range(5_000)]
        (one,) = clusters_of(rows + chatter(chance))[0].cascades()
        assert (one.copies, one.senders, one.alarm_at) == (5_000, senders, None)


def test_what_is_said_every_day_raises_no_alarm_until_it_is_said_much_more() -> None:
    """Of fifty-five new senders after days of forty-five each the alarm hears nothing, of three hundred it does."""
    text = "Good morning to all of you, may this day be a happy one"
    for last, is_alarm in ((55, False), (300, True)):
        chance = random.Random(6)
        rows = [row for day in range(6) for row in copies(chance, text, 45, day)] + copies(
            chance, text, last, 6
        )
        (one,) = clusters_of(rows + chatter(chance, days=7))[0].cascades()
        assert (one.alarm_at is not None) == is_alarm
