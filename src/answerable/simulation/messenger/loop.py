"""The closed loop: what is sent in a simulated world is watched as the server watches it, and what follows from an
alarm comes back to the world as a limit.

The stream, the risk, what is mirrored, the judgement and what the standards let an alarm do are the server's own; this
only hands things on. Of a text nothing but the text is known: no report, no bank, no classifier.

    loop = Loop(world, policy)
    for sent in loop.live(): ...
    loop.found, loop.incidents
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from answerable.cases.slowing import provisional_rule
from answerable.detection.cascades import SENDERS, Risk, judge
from answerable.detection.lexicon import Lexicon
from answerable.detection.mirrored import Part, mirrored
from answerable.detection.risk import RiskFacts, assess
from answerable.flow.cascades.stream import Incoming, Seen, Stream
from answerable.records.cascade import EXAMPLES_MOST, Level
from answerable.records.standard import Standards
from answerable.simulation.messenger.rule import Limits as SendLimits
from answerable.simulation.messenger.rule import Rule
from answerable.simulation.messenger.world import Messenger, Sent
from answerable.stream.memory import Limits
from answerable.stream.messages import Messages
from answerable.stream.sketch import Seed, Sketches, sketch
from answerable.text.batch import Batch

COMMUNITIES = ("Buddhist", "Muslim")  # of the channels whose community the operator declares
PERSON_AFTER = timedelta(minutes=30)
RENEWED = 64  # times that the rule of one cascade grows by new examples, at the most


class Policy(StrEnum):
    """What follows from an alarm."""

    NOTHING = "nothing"
    AT_ALARM = "at the alarm"  # forwarding is limited where a ground of the standards speaks against the text
    SHIPPED = "as shipped"  # what the standards' file lets an alarm do
    PERSON = "a person"  # who decides half an hour after they were called, and rightly: a letter is held back


class Found(msgspec.Struct, kw_only=True):
    """What became of one cascade. `campaign` is what its first example is of in truth, -1 for everyday talk; `copies`
    and `reached` are how many there were, and how many people of the campaign had seen it, when it got each level."""

    id: UUID
    campaign: int
    levels: dict[Level, datetime] = {}
    copies: dict[Level, int] = {}
    reached: dict[Level, int] = {}
    limited_at: datetime | None = None
    mirrored_at: datetime | None = None
    examples: list[str] = []
    sketches: list[Sketches] = []
    risk: Risk | None = None  # of its examples alone
    part: Part | None = None


class Incident(msgspec.Struct, frozen=True):
    """Two cascades that were held to be two sides of one campaign."""

    first: UUID
    second: UUID
    at: datetime


class Loop:
    """One world under one policy. `look_s` is how often the stream is asked what there is to tell."""

    def __init__(
        self, world: Messenger, policy: Policy, *, lexicon: Lexicon, standards: Standards, zone: ZoneInfo,
        limits: Limits | None = None, senders: int = SENDERS, look_s: float = 60.0,
    ) -> None:  # fmt: skip
        self.world, self.policy, self.lexicon, self.standards, self.zone = (
            world,
            policy,
            lexicon,
            standards,
            zone,
        )
        self._seed = Seed.of(b"a secret of the simulated server")
        self._stream = Stream.begin(
            "simulated", self._seed.name, limits or Limits(), senders=senders, sketched=False
        )
        self._look_ms = round(look_s * 1000)
        self._looked_ms = 0
        self._rules = 0  # sketches in the rules that hold
        self.found: dict[UUID, Found] = {}
        self.incidents: list[Incident] = []
        self._pairs: set[frozenset[UUID]] = set()
        self._campaigns: dict[str, int] = {}  # of the world's first `_spelt` variants, by their text
        self._spelt = 0

    def live(self, *, everyday: bool = True) -> Iterator[Sent]:
        """Live on to the end; each batch was put in before it is yielded."""
        for sent in self.world.live(everyday=everyday):
            self.take(sent)
            yield sent
            now_ms = int(sent.times[-1]) if len(sent.times) else self._looked_ms
            if now_ms - self._looked_ms >= self._look_ms:
                self._looked_ms = now_ms
                self.look(now_ms)

    def take(self, sent: Sent) -> None:
        """Put a batch in. A text stands for the platform's own id of its message, which nobody asks for here."""
        columns = sent.columns()
        messages = Messages.of(sketch(sent.texts, self._seed), **columns)
        incoming = Incoming(
            platform_id="simulated",
            seed=self._seed.name,
            now_ms=int(sent.times[-1]) if len(sent.times) else 0,
            messages=messages,
            places=messages.communities,
            community_names=COMMUNITIES,
            texts=sent.texts,
            ids=sent.texts,
        )
        self._stream.add(incoming, self._stream.numbered(incoming))

    def look(self, now_ms: int) -> None:
        """Judge what there is to tell, and let follow what the policy says."""
        now = datetime.fromtimestamp(now_ms / 1000, UTC)
        for seen in self._stream.seen(now_ms / 1000):
            self._judge(seen, now)
        if self.policy is not Policy.NOTHING:
            self._limit(now)

    def _judge(self, seen: Seen, now: datetime) -> None:
        one = self.found.get(seen.id)
        if one is None:
            one = self.found[seen.id] = Found(id=seen.id, campaign=-1)
        if one.campaign < 0:
            one.campaign = self._truth(seen)
        one.examples = [*one.examples, *(each.text for each in seen.examples)][:EXAMPLES_MOST]
        if seen.examples and len(one.sketches) < RENEWED:
            one.sketches.append(sketch(Batch.of([each.text for each in seen.examples]), self.world.sketches))
        facts = RiskFacts(examples=tuple(one.examples))
        if one.risk is None or seen.examples:
            one.risk = assess(facts, self.lexicon)
        risk = one.risk
        part = one.part = Part(
            id=str(seen.id),
            first_seen=seen.cascade.first_seen,
            last_seen=seen.cascade.last_seen,
            communities=frozenset(seen.cascade.communities),
            frame=risk.frame,
        )
        if others := self._mirrors(one, part, now):
            risk = assess(msgspec.structs.replace(facts, mirrored=len(others)), self.lexicon)
        level = judge(seen.cascade, risk).level or Level.WATCH
        if level not in one.levels:
            one.levels[level] = now
            one.copies[level] = seen.cascade.copies
            one.reached[level] = int(self.world.reached[one.campaign]) if one.campaign >= 0 else 0
        if one.limited_at is None and self._is_to_be_limited(one, risk, level, now):
            one.limited_at = now

    def _truth(self, seen: Seen) -> int:
        """Which campaign the first example is of; -1 where there is none with that text."""
        if not seen.examples:
            return -1
        known, end = self._spelt, self.world.variants
        texts = self.world.texts_of(known, end)
        self._campaigns |= {texts.text(row - known): self.world.campaign_of(row) for row in range(known, end)}
        self._spelt = end
        return self._campaigns.get(seen.examples[0].text, -1)

    def _mirrors(self, one: Found, part: Part, now: datetime) -> list[Found]:
        others = [
            other
            for other in self.found.values()
            if other is not one
            and other.part is not None
            and mirrored(part, other.part, self.lexicon, self.zone)
        ]
        for other in others:
            if (pair := frozenset((one.id, other.id))) not in self._pairs:
                self._pairs.add(pair)
                self.incidents.append(Incident(one.id, other.id, now))
            one.mirrored_at, other.mirrored_at = one.mirrored_at or now, other.mirrored_at or now
        return others

    def _is_to_be_limited(self, one: Found, risk: Risk, level: Level, now: datetime) -> bool:
        if self.policy is Policy.AT_ALARM:
            return level is not Level.WATCH and risk.area is not None
        if self.policy is Policy.SHIPPED:
            reasons = risk.reasons
            return (
                provisional_rule(self.standards, reasons=reasons, level=level.value, crisis=False) is not None
            )
        if self.policy is Policy.PERSON:
            called = min((at for what, at in one.levels.items() if what is not Level.WATCH), default=None)
            is_letter = one.campaign >= 0 and self.world.campaigns[one.campaign].kind.frightens
            return is_letter and called is not None and now - called >= PERSON_AFTER
        return False

    def _limit(self, now: datetime) -> None:
        """Hand the world the rules that hold now, renewed where more forms of a text are known."""
        limited = [one for one in self.found.values() if one.limited_at is not None and one.sketches]
        count = sum(len(one.sketches) for one in limited)
        if count == self._rules:
            return
        self._rules = count
        terms = SendLimits(held=True) if self.policy is Policy.PERSON else SendLimits(conversations=1)
        self.world.limit([Rule(sketches=np.concatenate(one.sketches), limits=terms) for one in limited])
