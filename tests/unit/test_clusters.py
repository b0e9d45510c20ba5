"""Clusters of near-copies: the same however messages are cut up, started anew or sketched elsewhere; and what an
attacker can and cannot push out."""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from cryptography.fernet import Fernet, InvalidToken
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.detection.cascades import Cascade
from answerable.errors import Invalid, Tampered
from answerable.stream.clusters import Clusters, Put
from answerable.stream.memory import Limits
from answerable.stream.messages import Messages
from answerable.stream.sketch import Seed, sketch
from answerable.stream.snapshot import load, save
from answerable.stream.texts import add_texts
from answerable.text.batch import Batch
from tests.letters import HOUR_MS, START_MS, Message, Words, letters_and_chatter, mutated_copy
from tests.unit.text.zawgyi_spelling import in_zawgyi

SEED = Seed.of(b"a public seed")
SMALL = Limits(singles=1 << 14, clusters=1 << 10, ids=1 << 12)
LETTER = "Brothers and sisters, on the eleventh they will come to our quarter with knives, so stay awake and warn all"
WORLD = letters_and_chatter(7, letters=24, copies=(5, 120), chatter=3000, zawgyi=in_zawgyi, virals=3)


def columns(messages: list[Message], ids: list[int] | None = None) -> Messages:
    return Messages.of(
        sketch(Batch.of(one.text for one in messages), SEED),
        [one.sender for one in messages],
        [one.conversation for one in messages],
        [one.time_ms for one in messages],
        ids=ids,
    )


def letter(text: str, sender: int, at_ms: int = START_MS, conversation: int = 0) -> Message:
    """A message of a sender, by whose number the conversation goes too where none is named."""
    return Message(text, sender, conversation or sender, at_ms, 0)


def found(clusters: Clusters, puts: list[Put]) -> tuple[list[Cascade], list[int]]:
    """The cascades, and the one that each message is in in the end."""
    of = np.concatenate([put.cascades for put in puts])
    for put in puts:
        of[put.joined[:, 0]] = put.joined[:, 1]
    return list(clusters.cascades()), of.tolist()


def in_one_go(
    messages: Messages, limits: Limits = SMALL, now_ms: int | None = None
) -> tuple[Clusters, list[int]]:
    clusters = Clusters(SEED.name, limits)
    put = clusters.add(messages) if now_ms is None else clusters.add(messages, now_ms)
    return clusters, found(clusters, [put])[1]


def test_copies_are_found_in_any_spelling_and_chatter_stays_alone() -> None:
    _, of = in_one_go(columns(WORLD))
    main = copies = 0
    for one in {message.letter for message in WORLD} - {-1}:
        places = [place for place, message in zip(of, WORLD, strict=True) if message.letter == one]
        main += max(Counter(place for place in places if place).values(), default=0)
        copies += len(places)
    assert main / copies >= 0.98
    told = Counter(
        (place, m.letter if m.letter != -1 else m.text) for place, m in zip(of, WORLD, strict=True) if place
    )
    largest: Counter[int] = Counter()
    for (place, _), count in told.items():
        largest[place] = max(largest[place], count)
    assert largest.total() / told.total() >= 0.99


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, len(WORLD)), max_size=8))
def test_batches_split_anywhere_give_the_same(cuts: list[int]) -> None:
    whole = columns(WORLD)
    one, of = in_one_go(whole)
    clusters = Clusters(SEED.name, SMALL)
    edges = [0, *sorted(cuts), len(WORLD)]
    puts = [clusters.add(whole.part(a, b)) for a, b in pairwise(edges)]
    assert found(clusters, puts) == (list(one.cascades()), of)
    assert clusters.counted == one.counted


@settings(max_examples=6, deadline=None)
@given(st.integers(0, len(WORLD)), st.integers(0, 500))
def test_a_snapshot_goes_on_where_it_was_and_counts_nothing_twice(cut: int, lost: int) -> None:
    """What came after the snapshot is lost with the process, and put in again from the offset on."""
    folder = Path(os.environ.get("TMPDIR", "/tmp"))
    path, key = folder / f"clusters-{os.getpid()}", Fernet(Fernet.generate_key())
    whole = columns(WORLD)
    one, of = in_one_go(whole)
    clusters = Clusters(SEED.name, SMALL)
    before = clusters.add(whole.part(0, cut))
    save(clusters, path, key.encrypt)
    clusters.add(whole.part(cut, min(cut + lost, len(WORLD))))
    again = load(path, key.decrypt)
    path.unlink()
    assert again.offset == cut
    after = again.add(whole.part(again.offset, len(WORLD)))
    assert found(again, [before, after]) == (list(one.cascades()), of)


def test_a_snapshot_shows_nothing_without_its_key_and_is_whole_or_refused(tmp_path: Path) -> None:
    path, key = tmp_path / "clusters", Fernet(Fernet.generate_key())
    clusters = Clusters(SEED.name, SMALL)
    clusters.add(columns([letter(LETTER, 0x1234567812345678)]))
    save(clusters, path, key.encrypt)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(InvalidToken):
        load(path, Fernet(Fernet.generate_key()).decrypt)
    path.write_bytes(key.encrypt(key.decrypt(path.read_bytes())[:-8]))
    with pytest.raises(Tampered, match="is not whole"):
        load(path, key.decrypt)
    path.write_bytes(key.encrypt(b"{}\n"))
    with pytest.raises(Invalid, match="is no snapshot"):
        load(path, key.decrypt)


@settings(max_examples=6, deadline=None)
@given(st.integers(1, 3))
def test_sketches_alone_give_the_same_as_texts(threads: int) -> None:
    """The client sketches by itself, one message at a time; the text never leaves it."""
    part = WORLD[:1500]
    rows = np.concatenate([sketch(Batch.of([one.text]), SEED) for one in part])
    alone, of = in_one_go(columns(part)._replace(sketches=rows))
    clusters = Clusters(SEED.name, SMALL)
    put = add_texts(
        clusters,
        SEED,
        Batch.of(one.text for one in part),
        senders=[one.sender for one in part],
        conversations=[one.conversation for one in part],
        times=[one.time_ms for one in part],
        threads=threads,
    )
    assert found(clusters, [put]) == (list(alone.cascades()), of)


def test_sketches_of_two_seeds_do_not_meet() -> None:
    other = Seed.of(b"next week's seed")
    batch = Batch.of([LETTER])
    assert other.name != SEED.name
    assert set(sketch(batch, SEED)[0]).isdisjoint(sketch(batch, other)[0])
    with pytest.raises(Invalid, match="of another seed"):
        add_texts(Clusters(SEED.name, SMALL), other, batch, senders=[1], conversations=[1], times=[START_MS])


def test_senders_and_conversations_are_told_apart_exactly_up_to_sixteen_and_then_estimated() -> None:
    messages = [letter(LETTER, 1 + k % 16, START_MS + k, 1 + k % 5) for k in range(100)]
    (one,) = in_one_go(columns(messages))[0].cascades()
    assert (one.copies, one.senders, one.conversations) == (100, 16, 5)
    chance = random.Random(3)
    messages = [letter(LETTER, chance.getrandbits(64), START_MS + k) for k in range(2000)]
    (many,) = in_one_go(columns(messages + messages))[0].cascades()
    assert many.copies == 4000
    assert many.senders == pytest.approx(2000, rel=0.15)


def test_a_cascade_tells_reach_depth_and_the_communities_of_channels() -> None:
    clusters = Clusters(SEED.name, SMALL)
    messages = columns(
        [letter(LETTER, 1), letter(LETTER, 2, START_MS + 5000), letter(LETTER, 3, START_MS + 9000)]
    )
    told = messages._replace(
        depths=np.array([0, 2, 1], np.int16),
        communities=np.array([clusters.community(one) for one in ("hill", "river", "hill")], np.uint8),
        audiences=np.array([64, 10, 100], np.uint32),
    )
    clusters.add(told)
    (one,) = clusters.cascades()
    assert (one.depth, one.reach, one.communities) == (2, 174, ("hill", "river"))
    assert one.first_seen == datetime.fromtimestamp(START_MS / 1000, UTC)


def test_variants_are_a_tree_from_the_form_that_was_passed_on() -> None:
    changed = LETTER.replace("knives", "guns and dogs").replace("eleventh", "twelfth of the month")
    messages = [letter(LETTER, k, START_MS + k) for k in range(1, 30)]
    messages += [letter(changed, k, START_MS + k) for k in range(30, 50)]
    (one,) = in_one_go(columns(messages))[0].cascades()
    assert [variant.parent for variant in one.variants] == [None, 0]
    assert one.variants[1].copies == 20


def test_a_letter_that_changes_at_each_hop_stays_one_cascade() -> None:
    chance = random.Random(11)
    words = Words(chance)
    text = words.text(chance, False, 60)
    texts = [text]
    for _ in range(400):
        source = chance.choice(texts)
        if not 0.6 < len(source) / len(text) < 1.5:
            source = text
        texts.append(mutated_copy(chance, words, source))
    _, of = in_one_go(columns([letter(one, k + 1, START_MS + 1000 * k) for k, one in enumerate(texts)]))
    assert Counter(of).most_common(1)[0][1] / len(of) >= 0.98


def test_texts_that_share_a_wrapper_or_a_word_are_no_cascade() -> None:
    chance = random.Random(12)
    words = Words(chance)
    wrapped = [f"Please forward to all that you know: {words.text(chance, False, 40)}" for _ in range(300)]
    named = [f"{words.text(chance, False, 4)} Naypyidaw {words.text(chance, False, 9)}" for _ in range(300)]
    for texts in (wrapped, named):
        _, of = in_one_go(columns([letter(one, k + 1, START_MS + 1000 * k) for k, one in enumerate(texts)]))
        assert max(Counter(place for place in of if place).values(), default=0) <= 15


def test_a_flood_of_noise_does_not_push_out_what_spreads() -> None:
    """Twenty times as many different texts, and pairs of them, as there is room for; a letter comes in between."""
    chance = random.Random(5)
    noise = [f"{chance.getrandbits(200):x}" for _ in range(20_000)]
    limits = Limits(singles=1024, clusters=64, ids=64, blocks=8)
    messages = []
    for k, text in enumerate(noise):
        messages += [letter(text, chance.getrandbits(64), START_MS + 10 * k)] * (1 + k % 2)
        if k % 250 == 0:
            messages += [
                letter(LETTER, chance.getrandbits(64), START_MS + 10 * k) for _ in range(1 + (k == 0))
            ]
    clusters, of = in_one_go(columns(messages), limits)
    places = [place for place, one in zip(of, messages, strict=True) if one.text == LETTER]
    assert clusters.counted.forgotten > 9000
    assert set(places) == {places[0]}
    kept = next(one for one in clusters.cascades() if one.id == f"c{places[0]}")
    assert (kept.copies, kept.alarm_at is not None) == (81, True)


def test_one_sender_cannot_flood_the_singles() -> None:
    chance = random.Random(6)
    limits = Limits(singles=1024, clusters=64, ids=64, singles_a_sender=50)
    noise = [letter(f"{chance.getrandbits(200):x}", 99, START_MS + k) for k in range(50_000)]
    messages = [letter(LETTER, 1), *noise, letter(LETTER, 2, START_MS + 60_000)]
    clusters, of = in_one_go(columns(messages), limits)
    assert clusters.counted.not_kept == 49_950
    assert of[0] == of[-1] > 0


def test_what_is_forgotten_goes_in_the_stated_order() -> None:
    """Fewest senders first, then those not seen for longest; those with an alarm last."""
    gone: list[Cascade] = []
    clusters = Clusters(SEED.name, Limits(singles=1024, clusters=64, ids=64))
    clusters.on_forgetting = gone.append
    chance = random.Random(8)
    at = START_MS
    for k in range(64):
        text = f"{chance.getrandbits(200):x}"
        times = 4 if k < 40 else 2
        clusters.add(columns([letter(text, chance.getrandbits(64), at + 1000 * k + i) for i in range(times)]))
    assert gone == []
    clusters.add(columns([letter(f"{chance.getrandbits(200):x}", chance.getrandbits(64), at + 99_000)]))
    assert [one.id for one in gone] == ["c41", "c42", "c43", "c44"]


def test_clusters_stay_for_seven_days_after_their_last_copy() -> None:
    days = 24 * HOUR_MS
    clusters = Clusters(SEED.name, SMALL)
    clusters.add(columns([letter(LETTER, 1), letter(LETTER, 2)]))
    clusters.add(columns([letter("ok then, see you at the market tomorrow", 3, START_MS + 7 * days)]))
    assert [one.copies for one in clusters.cascades()] == [2]
    clusters.add(
        columns([letter("and bring the children with you please", 3, START_MS + 7 * days + 2 * HOUR_MS)])
    )
    assert list(clusters.cascades()) == []


def test_a_message_that_is_sent_again_is_counted_once() -> None:
    messages = columns([letter(LETTER, k, START_MS + k) for k in (1, 2, 2, 3, 2)], ids=[11, 12, 12, 13, 12])
    clusters, of = in_one_go(messages)
    assert of == [1, 1, 0, 1, 0]
    assert [(one.copies, one.senders) for one in clusters.cascades()] == [(3, 3)]
    assert clusters.counted.duplicates == 2


def test_a_message_from_the_future_is_taken_as_sent_when_it_came() -> None:
    """A clock that is wrong must not make everything else look old."""
    year = 365 * 24 * HOUR_MS
    messages = columns(
        [letter(LETTER, 1), letter(LETTER, 2, START_MS + year), letter(LETTER, 3, START_MS + 1000)]
    )
    clusters, of = in_one_go(messages, now_ms=START_MS + 2000)
    (one,) = clusters.cascades()
    assert of == [1, 1, 1]
    assert clusters.counted.future == 1
    assert one.last_seen == datetime.fromtimestamp((START_MS + 2000) / 1000, UTC)


def test_clocks_may_differ_and_late_messages_join() -> None:
    """First seen is the earliest time that a copy has; a message that is more than a day late waits for no copy."""
    times = [START_MS, START_MS - 4 * 60_000, START_MS - 30 * HOUR_MS]
    clusters, of = in_one_go(columns([letter(LETTER, k + 1, at) for k, at in enumerate(times)]))
    (one,) = clusters.cascades()
    assert of == [1, 1, 1]
    assert one.first_seen == datetime.fromtimestamp(times[2] / 1000, UTC)
    late = columns([letter("a text of its own that comes much too late", 9, START_MS - 30 * HOUR_MS)])
    assert clusters.add(late).cascades.tolist() == [0]
    assert clusters.counted.late == 1


def test_texts_with_too_few_letters_are_not_taken_for_copies() -> None:
    clusters, of = in_one_go(
        columns([letter(text, k) for k, text in enumerate(["ok", "ok", "👍", "👍", "", ""])])
    )
    assert of == [0] * 6
    assert clusters.counted.short == 6


def test_what_is_remembered_costs_what_the_docs_say() -> None:
    clusters = Clusters(SEED.name)
    assert clusters.memory.bytes_a_single() <= 32
    assert clusters.memory.bytes_a_cluster() <= 300


def test_bad_columns_are_named() -> None:
    rows = sketch(Batch.of([LETTER]), SEED)
    with pytest.raises(Invalid, match="not of one length"):
        Messages.of(rows, [1, 2], [1], [START_MS])
    with pytest.raises(Invalid, match="rows of 16"):
        Messages.of(rows[:, :8], [1], [1], [START_MS])
    with pytest.raises(Invalid, match="communities"):
        Messages.of(rows, [1], [1], [START_MS], communities=[64])
    with pytest.raises(Invalid, match="milliseconds"):
        Messages.of(rows, [1], [1], [-1])
    with pytest.raises(Invalid, match="singles"):
        Limits(singles=1)
