"""The kernels of the simulated world: who passes on what, and what everybody writes. Import them only where they are
called: importing compiles them, or takes them from the cache."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from answerable.simulation.messenger.chance_kernel import chance, draw, mix
from answerable.simulation.messenger.memory import (
    BEGINS,
    COMMUNITY,
    COPIES,
    DEEPEST,
    DELAY,
    DIRECT,
    ENGLISH,
    EVENTS,
    FAN,
    FAN_FIRST,
    FAN_MOST,
    FORWARD_MOST,
    FREE,
    GREW_MOST,
    HALF_LIFE,
    HEARERS_MOST,
    HELD,
    KEPT_BACK,
    LABELLED,
    MOST,
    MUTATED,
    OF_CHATTER,
    OF_FORWARDS,
    OF_NAMES,
    OF_PEOPLE,
    OTHER,
    OWN,
    PASSERS,
    QUANTILES,
    REACHED,
    REPORTED,
    REPORTS,
    SHRANK_MOST,
    SLEEP_FROM,
    SLEEP_TO,
    TEXT_MOST,
    TICK,
    TICKS,
    TO_GROUP,
    VARIANTS,
    WITH_LABEL,
    WORLD_BEGINS,
    ZAWGYI,
    Copies,
    Laws,
    Out,
    Spread,
)
from answerable.simulation.messenger.shape import Shape
from answerable.simulation.messenger.society import Society
from answerable.simulation.messenger.wording import TABLE, Pieces, Vocabulary
from answerable.text.kernels import kernel, part

Int = Any  # an int64
DONE, NO_EVENTS, NO_COPIES = range(3)
DAY_MS, MYANMAR_MS, AWAKE_MS = 86_400_000, 23_400_000, 7_200_000
BEGINNER = -2  # in `Spread.where`: somebody who got the text from nobody
NEAR, VILLAGE, ALIKE = 0.5, 0.8, 0.9
NEIGHBOURS = 20
SLEEPLESS = 0.2
PHRASES = 3  # messages of so many words are a phrase
ACTIVE_MOST = 6.0
_QUANTILES = np.uint64(QUANTILES - 1)
_TABLE = np.uint64(TABLE - 1)
_ODD = np.uint64(1)


@part
def _rank(bits: Any) -> Int:
    return np.int64(np.uint64(bits) & _QUANTILES)


@part
def _awake(laws: Laws, t: Int, bits: Any) -> Int:
    """The time itself, or in the morning where people sleep."""
    of_day = (t + MYANMAR_MS) % DAY_MS
    if laws.times[SLEEP_TO] <= of_day < laws.times[SLEEP_FROM] or chance(bits) < SLEEPLESS:
        return t
    until = laws.times[SLEEP_TO] - of_day
    if until < 0:
        until += DAY_MS
    return t + until + np.int64(chance(mix(bits + _ODD)) * AWAKE_MS)


@part
def _contact(laws: Laws, society: Society, person: Int, bits: Any) -> Int:
    """Somebody to whom a person writes: mostly near, where not, mostly of the same community."""
    home = society.village_of[person]
    low, high = np.int64(society.villages[home]), np.int64(society.villages[home + 1])
    where, other = chance(bits), np.int64(person)
    if where < NEAR:
        other += 1 + np.int64(mix(bits) % np.uint64(NEIGHBOURS))
        if mix(bits + _ODD) & _ODD:
            other = 2 * person - other
    elif where < VILLAGE:
        other = low + np.int64(mix(bits) % np.uint64(high - low))
    else:
        for turn in range(4):
            other = np.int64(draw(bits, turn, 9) % np.uint64(len(society.community)))
            if society.community[other] == society.community[person] or chance(draw(bits, turn, 10)) >= ALIKE:
                break
        return other if other != person else (person + 1) % len(society.community)
    if other < low or other >= high or other == person:
        most = np.uint64(max(np.int64(1), high - low - 1))
        other = low + (person - low + 1 + np.int64(mix(bits + _ODD) % most)) % (high - low)
    return other if other != person else (person + 1) % len(society.community)


@part
def _between(laws: Laws, one: Int, other: Int) -> Any:
    """The name of the conversation of two people."""
    first = draw(laws.numbers[OF_NAMES], min(one, other), 2)
    return draw(first, max(one, other), 3)


@part
def _plan(laws: Laws, spread: Spread, t: Int, who: Int, what: Int, where: Int, depth: Int) -> None:
    """Put on the list of a tick that somebody will pass a text on. There is room."""
    tick = (t - laws.times[WORLD_BEGINS]) // laws.times[TICK]
    if tick >= laws.times[TICKS]:
        return
    slot = spread.state[FREE]
    if slot >= 0:
        spread.state[FREE] = spread.next[slot]
    else:
        slot = spread.state[EVENTS]
        spread.state[EVENTS] += 1
    spread.next[slot] = spread.heads[tick]
    spread.heads[tick] = slot
    spread.when[slot], spread.who[slot], spread.what[slot] = t, who, what
    spread.where[slot], spread.depth[slot] = where, depth


@part
def _mutated(spread: Spread, pieces: Pieces, vocabulary: Vocabulary, variant: Int, bits: Any) -> Int:
    """What a text becomes where somebody changes it as they pass it on: a new variant, or the same one."""
    begin, end = spread.ends[variant], spread.ends[variant + 1]
    count, whole = end - begin, spread.lengths[variant]
    new, at = spread.state[VARIANTS], spread.ends[spread.state[VARIANTS]]
    if new + 1 >= len(spread.campaign) or at + count + 2 > len(spread.rows):
        return variant
    kind, spelling = np.int64(bits >> np.uint64(60)) // 2, spread.spelling[variant]
    language = np.int64(spelling >> 1)
    place = np.int64(mix(bits) % np.uint64(count))
    drawn = np.int64(mix(bits + _ODD) & _TABLE)
    if kind <= 2 and count >= GREW_MOST * whole:
        return variant
    if (kind == 3 or kind == 5) and count * (1 if kind == 3 else 0.67) <= SHRANK_MOST * whole + 1:
        return variant
    if (kind == 6 and place + 1 >= count) or (kind == 7 and language != 0):
        return variant
    if kind <= 1:
        spread.rows[at] = vocabulary.wrappers[language, drawn]
        at += 1
    kept = count if kind != 5 else count * 2 // 3
    for k in range(kept):
        piece = spread.rows[begin + k]
        if kind == 3 and k == place:
            continue
        if kind == 4 and k == place:
            piece = pieces.typos[piece]
        if kind == 6 and k == place:
            piece = spread.rows[begin + k + 1]
        elif kind == 6 and k == place + 1:
            piece = spread.rows[begin + k - 1]
        spread.rows[at] = piece
        at += 1
    if kind == 2:
        spread.rows[at] = vocabulary.tails[language, drawn]
        at += 1
    spread.ends[new + 1] = at
    spread.campaign[new], spread.parent[new], spread.lengths[new] = spread.campaign[variant], variant, whole
    spread.spelling[new] = spelling ^ np.uint8(1) if kind == 7 else spelling
    spread.state[VARIANTS] += 1
    return new


@part
def _report(spread: Spread, t: Int, who: Int, what: Int) -> None:
    number = spread.state[REPORTS]
    if number < len(spread.reports):
        spread.reports[number, 0], spread.reports[number, 1], spread.reports[number, 2] = t, who, what
        spread.state[REPORTS] += 1


@part
def _hear(
    laws: Laws, society: Society, pieces: Pieces, vocabulary: Vocabulary, spread: Spread,
    person: Int, variant: Int, where: Int, depth: Int, t: Int,
) -> None:  # fmt: skip
    """Somebody sees a text. Whether they pass it on is decided when they see it for the first time."""
    campaign = np.int64(spread.campaign[variant])
    bit = np.uint64(1) << np.uint64(campaign)
    if spread.heard[person] & bit:
        return
    spread.heard[person] |= bit
    spread.told[campaign, REACHED] += 1
    law = laws.campaigns[campaign]
    bits = draw(laws.numbers[OF_FORWARDS], person, campaign)
    if chance(draw(bits, 1, 0)) < law[REPORTED]:
        _report(
            spread,
            _awake(laws, t + np.int64(law[DELAY] * laws.delays[_rank(draw(bits, 2, 0))]), bits),
            person,
            variant,
        )
    is_own = law[COMMUNITY] < 0 or law[COMMUNITY] == society.community[person]
    share = law[OWN] if is_own else law[OTHER]
    share *= laws.eagerness[_rank(draw(laws.numbers[OF_PEOPLE], person, 4))]
    share *= 2.0 ** (-(t - law[BEGINS]) / law[HALF_LIFE])
    if spread.limits[variant, LABELLED]:
        share *= laws.shares[WITH_LABEL]
    if chance(draw(bits, 3, 0)) >= share:
        return
    spread.told[campaign, PASSERS] += 1
    delay = max(laws.times[TICK], np.int64(law[DELAY] * laws.delays[_rank(draw(bits, 4, 0))]))
    if chance(draw(bits, 5, 0)) < law[MUTATED]:
        variant = _mutated(spread, pieces, vocabulary, variant, draw(bits, 6, 0))
    _plan(laws, spread, _awake(laws, t + delay, draw(bits, 7, 0)), person, variant, where, depth + 1)


@part
def _send(
    laws: Laws, society: Society, pieces: Pieces, vocabulary: Vocabulary, spread: Spread, copies: Copies,
    slot: Int, ends: Int,
) -> None:  # fmt: skip
    """Somebody passes a text on, as far as they may."""
    person, variant, source = np.int64(spread.who[slot]), np.int64(spread.what[slot]), spread.where[slot]
    depth, t = np.int64(spread.depth[slot]), spread.when[slot]
    campaign = np.int64(spread.campaign[variant])
    bits = draw(laws.numbers[OF_FORWARDS], person, campaign)
    fan = laws.campaigns[campaign, FAN_FIRST if source == BEGINNER else FAN]
    wanted = np.int64(1)
    if fan > 1:
        wanted += np.int64(np.log(1 - chance(draw(bits, 8, 0))) / np.log(1 - 1 / fan))
    most: Int = FAN_MOST if source == BEGINNER else laws.times[FORWARD_MOST]
    wanted = min(wanted, most)
    limits = spread.limits[variant]
    may = 0 if limits[HELD] or depth - 1 > limits[DEEPEST] else min(wanted, np.int64(limits[MOST]))
    spread.told[campaign, KEPT_BACK] += wanted - may
    mine, of_mine = society.own[person], society.own[person + 1] - society.own[person]
    for k in range(may):
        drawn = draw(bits, 16 + k, 0)
        sent, row = min(t + 3000 * k, ends - 1), copies.many[0]
        group, other = np.int64(-1), np.int64(-1)
        if of_mine > 0 and chance(drawn) < laws.shares[TO_GROUP]:
            group = np.int64(society.of_person[mine + np.int64(mix(drawn) % np.uint64(of_mine))])
        if group == source and group >= 0:
            group = np.int64(-1)
        copies.times[row], copies.who[row], copies.variants[row] = sent, person, variant
        copies.depths[row] = depth
        copies.many[0] += 1
        spread.told[campaign, COPIES] += 1
        first, last = np.int64(0), np.int64(1)
        if group < 0:
            other = _contact(laws, society, person, draw(drawn, 1, 0))
            copies.conversations[row], copies.audiences[row] = _between(laws, person, other), 1
            copies.communities[row] = 0
        else:
            first, last = society.groups[group], society.groups[group + 1]
            copies.conversations[row] = draw(laws.numbers[OF_NAMES], group, 1)
            copies.audiences[row] = last - first - 1
            copies.communities[row] = society.declared[group]
        for i in range(first, last):
            one = other if group < 0 else np.int64(society.members[i])
            if one != person:
                _hear(laws, society, pieces, vocabulary, spread, one, variant, group, depth, sent)


def _types(*values: Any) -> list[Any]:
    typed: Any = numba
    return [typed.typeof(value) for value in values]


def _samples() -> tuple[Any, ...]:
    """Of each kind of argument one, for its type."""
    laws = Laws.of(Shape(), 0, np.zeros((1, 10)), 0, 1)
    none = np.zeros(0, np.int32)
    society = Society(
        none, none, none.astype(np.uint8), none.astype(np.int64), none, none.astype(np.uint8),
        none.astype(np.int64), none,
    )  # fmt: skip
    pieces = Pieces(none.astype(np.uint8), none.astype(np.int64), none)
    rows = none.reshape(0, TABLE)
    vocabulary = Vocabulary(rows, rows, rows, rows, none)
    return laws, society, pieces, vocabulary, Spread.of(1000, 1, 1), Copies.of(1), Out.of(1, 1)


_LAWS, _SOCIETY, _PIECES, _VOCABULARY, _SPREAD, _COPIES, _OUT = _types(*_samples())
_NUMBER: Any = numba.types.int64
_NOTHING: Any = numba.types.void


@kernel(_NUMBER(_NUMBER, _LAWS, _SOCIETY, _PIECES, _VOCABULARY, _SPREAD, _COPIES))
def live_into(
    tick: int,
    laws: Laws,
    society: Society,
    pieces: Pieces,
    vocabulary: Vocabulary,
    spread: Spread,
    copies: Copies,
) -> int:
    """Let everybody pass on what they meant to in a tick; why it ends before all have."""
    ends = laws.times[WORLD_BEGINS] + (tick + 1) * laws.times[TICK]
    while spread.heads[tick] >= 0:
        if spread.state[EVENTS] + HEARERS_MOST > len(spread.next):
            return NO_EVENTS
        if copies.many[0] + FAN_MOST > len(copies.times):
            return NO_COPIES
        slot = spread.heads[tick]
        spread.heads[tick] = spread.next[slot]
        _send(laws, society, pieces, vocabulary, spread, copies, slot, ends)
        spread.next[slot] = spread.state[FREE]
        spread.state[FREE] = slot
    return DONE


@kernel(_NOTHING(_LAWS, _SPREAD, numba.int64[::1], numba.int32[::1], numba.int32[::1]))
def begin_into(
    laws: Laws, spread: Spread, times: NDArray[np.int64], who: NDArray[np.int32], what: NDArray[np.int32]
) -> None:
    """Put on the lists who will begin to send what. There is room."""
    for i in range(len(times)):
        campaign = np.int64(spread.campaign[what[i]])
        bit = np.uint64(1) << np.uint64(campaign)
        if spread.heard[who[i]] & bit:
            continue
        spread.heard[who[i]] |= bit
        spread.told[campaign, REACHED] += 1
        spread.told[campaign, PASSERS] += 1
        _plan(laws, spread, times[i], who[i], what[i], BEGINNER, 0)


@part
def _spell(pieces: Pieces, number: Int, spelling: Int, data: NDArray[np.uint8], at: Int) -> Int:
    for k in range(pieces.offsets[2 * number + spelling], pieces.offsets[2 * number + spelling + 1]):
        data[at] = pieces.data[k]
        at += 1
    return at


@part
def _spell_variant(pieces: Pieces, spread: Spread, variant: Int, data: NDArray[np.uint8], at: Int) -> Int:
    spelling = np.int64(spread.spelling[variant] & 1)
    for k in range(spread.ends[variant], spread.ends[variant + 1]):
        at = _spell(pieces, np.int64(spread.rows[k]), spelling, data, at)
    return at


@kernel(_NUMBER(_NUMBER, _PIECES, _SPREAD, numba.uint8[::1], numba.int64[::1]))
def spell_variants_into(
    first: int, pieces: Pieces, spread: Spread, data: NDArray[np.uint8], offsets: NDArray[np.int64]
) -> int:
    """Variants from one on as texts, as many as there is room for."""
    at = np.int64(0)
    for k in range(len(offsets) - 1):
        if at + TEXT_MOST > len(data):
            return k
        at = _spell_variant(pieces, spread, first + k, data, at)
        offsets[k + 1] = at
    return len(offsets) - 1


@part
def _write(
    laws: Laws,
    pieces: Pieces,
    vocabulary: Vocabulary,
    person: Int,
    bits: Any,
    data: NDArray[np.uint8],
    at: Int,
) -> Int:
    """An everyday message in a person's language and spelling: a phrase, or words with stops between them."""
    of_person = laws.numbers[OF_PEOPLE]
    language = np.int64(chance(draw(of_person, person, 1)) < laws.shares[ENGLISH])
    spelling = np.int64(chance(draw(of_person, person, 2)) < laws.shares[ZAWGYI])
    count = laws.words[_rank(bits)]
    bits = mix(bits + _ODD)
    if count <= PHRASES:
        return _spell(
            pieces, np.int64(vocabulary.phrases[language, np.int64(bits & _TABLE)]), spelling, data, at
        )
    for word in range(count):
        bits = mix(bits + _ODD)
        at = _spell(pieces, np.int64(vocabulary.words[language, np.int64(bits & _TABLE)]), spelling, data, at)
        if word % 8 == 7:
            at = _spell(pieces, np.int64(vocabulary.stops[language]), spelling, data, at)
    if bits >> np.uint64(61) == 0:
        drawn = np.int64(mix(bits) & _TABLE)
        at = _spell(pieces, np.int64(vocabulary.tails[language, drawn]), spelling, data, at)
    return at


@part
def _somebody(laws: Laws, society: Society, number: Int) -> Int:
    """Who writes a message: some people much more often than others."""
    person = np.int64(0)
    for turn in range(24):
        bits = draw(laws.numbers[OF_CHATTER], number, turn)
        person = np.int64(bits % np.uint64(len(society.community)))
        active = laws.activity[_rank(draw(laws.numbers[OF_PEOPLE], person, 3))]
        if ACTIVE_MOST * chance(mix(bits + _ODD)) < active:
            break
    return person


@kernel(
    _NOTHING(
        numba.int64[::1], numba.int64[::1], _LAWS, _SOCIETY, _PIECES, _VOCABULARY, _SPREAD, _COPIES, _OUT
    )
)
def write_into(
    at: NDArray[np.int64], order: NDArray[np.int64], laws: Laws, society: Society, pieces: Pieces,
    vocabulary: Vocabulary, spread: Spread, copies: Copies, out: Out,
) -> None:  # fmt: skip
    """Messages of a tick in the order of their times, as many as `out` has room for. `at` tells the tick, how many
    everyday messages it has, the number of its first one, how many of these and of the copies are written already, the
    number of the tick's first message; and then how many rows were written."""
    begins = laws.times[WORLD_BEGINS] + at[0] * laws.times[TICK]
    row, end = np.int64(0), np.int64(0)
    while (at[3] < at[1] or at[4] < len(order)) and row < len(out.times) and end + TEXT_MOST <= len(out.data):
        bits = draw(laws.numbers[OF_CHATTER], at[2] + at[3], 99)
        t = begins + np.int64(laws.times[TICK] * ((at[3] + chance(bits)) / max(1, at[1])))
        if at[4] < len(order) and (at[3] >= at[1] or copies.times[order[at[4]]] <= t):
            copy = order[at[4]]
            variant, person = np.int64(copies.variants[copy]), np.int64(copies.who[copy])
            end = _spell_variant(pieces, spread, variant, out.data, end)
            out.times[row], out.conversations[row] = copies.times[copy], copies.conversations[copy]
            out.depths[row], out.audiences[row] = copies.depths[copy], copies.audiences[copy]
            out.communities[row] = copies.communities[copy]
            out.truth[row], out.variants[row] = spread.campaign[variant], variant
            at[4] += 1
        else:
            person = _somebody(laws, society, at[2] + at[3])
            end = _write(laws, pieces, vocabulary, person, draw(bits, 1, 0), out.data, end)
            mine, of_mine = society.own[person], society.own[person + 1] - society.own[person]
            drawn = draw(bits, 2, 0)
            out.communities[row], out.audiences[row] = 0, 1
            if of_mine > 0 and chance(drawn) >= laws.shares[DIRECT]:
                group = np.int64(society.of_person[mine + np.int64(mix(drawn) % np.uint64(of_mine))])
                out.conversations[row] = draw(laws.numbers[OF_NAMES], group, 1)
                out.audiences[row] = society.groups[group + 1] - society.groups[group] - 1
                out.communities[row] = society.declared[group]
            else:
                out.conversations[row] = _between(
                    laws, person, _contact(laws, society, person, draw(drawn, 1, 0))
                )
            out.times[row], out.depths[row], out.truth[row], out.variants[row] = t, 0, -1, -1
            at[3] += 1
        out.senders[row] = draw(laws.numbers[OF_NAMES], person, 0)
        out.ids[row] = draw(laws.numbers[OF_NAMES], at[5] + at[3] + at[4], 5) | _ODD
        row += 1
        out.offsets[row] = end
    at[6] = row
