"""By what a platform knows the copies of a text that is slowed: the rule in an order, and what falls under it.

Both sides run this: the server makes the rule, the platform asks it of each text that somebody is about to send, or of
the sketch alone where texts never leave the sender's telephone. The rule holds no text; what it reveals all the same
stands in docs/cascades.md ("What a rule reveals").

A text falls under a rule where it is the same when folded (`keys`), or where its sketch agrees with one of
`sketches` in `agree` of sixteen parts (of those parts that either has, for short texts; in three at least), but
never where it is one that a person has excepted (`but`): news that quotes it, a text that refutes it."""

from __future__ import annotations

import hashlib
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from answerable.errors import Invalid
from answerable.stream.sketch import PARTS, Seed, sketch
from answerable.text.batch import Batch
from answerable.text.folding import fold

KEY_BYTES = 16
AGREE = 10
FILLED_LEAST = 3
_SKETCH = struct.Struct(f"<{PARTS}I")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """As it stands in an order; bytes are in base64. `seed` is public. `name` is that of the seed with the versions of
    folding and sketches: one who computes under another name must not compare. `agree` is 0 where only equal texts
    count, and `sketches` is empty then."""

    seed: str
    name: str
    keys: tuple[str, ...]
    sketches: tuple[str, ...] = ()
    agree: int = 0
    but: tuple[str, ...] = ()


class Marks(NamedTuple):
    """What is known of a text: the key of its folded form in base64 ("" where only its sketch is known), and the
    sixteen numbers of its sketch, 0 where it has no run in that part."""

    key: str
    sketch: tuple[int, ...]


def matches(rule: Rule, marks: Marks) -> bool:
    """Whether a text with these marks falls under the rule."""
    if marks.key and marks.key in rule.but:
        return False
    if marks.key and marks.key in rule.keys:
        return True
    return any(agrees(_numbers(one), marks.sketch, rule.agree) for one in rule.sketches)


def agrees(one: tuple[int, ...], other: tuple[int, ...], least: int) -> bool:
    """Whether two sketches agree in `least` sixteenths of the parts that either has, and in three parts at least."""
    filled = sum(1 for a, b in zip(one, other, strict=True) if a or b)
    same = sum(1 for a, b in zip(one, other, strict=True) if a and a == b)
    return least > 0 and same >= FILLED_LEAST and same * PARTS >= least * filled


def is_copy(rule: Mapping[str, Any], text: str) -> bool:
    """The same for a text, and a rule as it was received. Raises Invalid where the rule was made by another version of
    folding or sketches: its numbers mean something else here."""
    read = msgspec.convert(rule, Rule)
    if _seed(read.seed).name != read.name:
        raise Invalid(
            "this rule is of another version of sketches", mend="take the library of the server's version"
        )
    return matches(read, _remembered(text, read.seed))


def what_slows(orders: Iterable[Mapping[str, Any]], text: str, at: datetime) -> dict[str, Mapping[str, Any]]:
    """Of the orders that a platform was given (the `data` of each), those that slow a text now, by their kind."""
    now = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        one["kind"]: one
        for one in orders
        if one["rule"] is not None and now < one["ends_at"] and is_copy(one["rule"], text)
    }


def conversations_most(slow: Mapping[str, Mapping[str, Any]], depth: int) -> int | None:
    """To how many conversations a text may be passed on that was passed on `depth` times already, under what slows it;
    None: to as many as always. What is held goes nowhere."""
    terms: Mapping[str, int] = slow["limit_forwarding"]["terms"] if "limit_forwarding" in slow else {}
    if "hold_for_review" in slow or ("depth" in terms and depth >= terms["depth"]):
        return 0
    return terms.get("conversations")


def marks_of(text: str, seed: str) -> Marks:
    """The marks of a text under a seed in base64."""
    numbers = sketch(Batch.of([text]), _seed(seed))[0]
    return Marks(_key(text, seed), tuple(int(one) for one in numbers))


def rule_of(seed: bytes, texts: Iterable[str], but: Iterable[str], *, near: bool, sketches_most: int) -> Rule:
    """The rule under which these texts fall and those of `but` do not; `near` takes in what differs a little from one
    of the first `sketches_most` texts. What is the same as the first text cannot be excepted from it."""
    public = b64encode(seed).decode()
    marks = [marks_of(text, public) for text in texts]
    own = marks[0].key if marks else ""
    excepted = tuple(key for key in dict.fromkeys(_key(text, public) for text in but) if key != own)
    kept = [one.sketch for one in marks[:sketches_most] if sum(map(bool, one.sketch)) >= FILLED_LEAST]
    return Rule(
        seed=public,
        name=_seed(public).name,
        keys=tuple(key for key in dict.fromkeys(one.key for one in marks) if key not in excepted),
        sketches=tuple(dict.fromkeys(b64encode(_SKETCH.pack(*one)).decode() for one in kept)) if near else (),
        agree=AGREE if near else 0,
        but=excepted,
    )


_remembered = lru_cache(256)(marks_of)  # one text is asked of every rule in force


def _key(text: str, seed: str) -> str:
    folded = fold(text).encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(folded, key=b64decode(seed), digest_size=KEY_BYTES, person=b"answer. rules")
    return b64encode(digest.digest()).decode()


@lru_cache(16)
def _seed(seed: str) -> Seed:
    return Seed.of(b64decode(seed))


@lru_cache(256)
def _numbers(sketched: str) -> tuple[int, ...]:
    return _SKETCH.unpack(b64decode(sketched))
