"""The world: people in conversations, what they say, forward and report. Pure but for the seeded chance passed in.

Time is simulated. `until(at)` lets the world live up to `at` and returns what happened, in order; `item_removed` is
how the platform tells it that a message is gone, after which nobody forwards that copy any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

import msgspec

from answerable.simulation.texts import ORDINARY, POSTS, RUDE, Letter, copy_of
from answerable.vocabulary import ItemKind, PolicyArea, Service

COMMUNITIES = ("buddhist", "muslim")


class Person(msgspec.Struct, frozen=True):
    id: str
    name: str
    community: str


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """Something said: `letter` names the chain letter that it is a copy of, `origin` the copy that it forwards."""

    id: str
    at: datetime
    service: Service
    kind: ItemKind
    author: str
    text: str
    container: str
    audience: int
    letter: str | None = None
    origin: str | None = None


class Complaint(msgspec.Struct, frozen=True, kw_only=True):
    """A report: by a person (`reporter`), or by an organisation in its own name."""

    id: str
    at: datetime
    subject: str
    area: PolicyArea
    reporter: str | None = None
    organisation: str | None = None
    note: str = ""
    repeat: bool = False


Happening = Saying | Complaint


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """How large the world is and how it behaves. Shares are of those who could."""

    people: int = 1200
    conversations: int = 240
    pages: int = 6
    ordinary_a_day: int = 400
    forward_share: float = 0.13
    forwards_each: int = 2
    forward_after: timedelta = timedelta(hours=11)
    report_share: float = 0.06
    mistaken_share: float = 0.02
    tell_group_share: float = 0.03
    repeat_after: timedelta = timedelta(hours=10)
    repeats_most: int = 4


class World:
    def __init__(self, shape: Shape, chance: Random, groups: tuple[str, ...]) -> None:
        self.shape, self.chance, self.groups = shape, chance, groups
        self.people = [
            Person(id=f"u{n:04d}", name=f"User {n}", community=COMMUNITIES[n % 3 == 0])
            for n in range(shape.people)
        ]
        self.members = dict(self._conversations())
        self._conversations_by_person: dict[str, list[str]] = {person.id: [] for person in self.people}
        for name, members in self.members.items():
            for person in members:
                self._conversations_by_person[person.id].append(name)
        self.removed: set[str] = set()
        self._received: set[tuple[str, str]] = set()
        self._agenda: list[tuple[datetime, int, Happening]] = []
        self._number = count()

    def seed_ordinary_life(self, start: datetime, days: int) -> None:
        """Put everyday messages and posts on the agenda."""
        for _ in range(self.shape.ordinary_a_day * days):
            at = self._awake(start + timedelta(seconds=self.chance.uniform(0, days * 86_400)))
            self._plan(self._ordinary(at))

    def seed_letter(self, letter: Letter, start: datetime, origins: int) -> list[Person]:
        """Let `origins` people begin a letter; returned, so that a story can say who they were."""
        able = [person for person in self.people if person.community == letter.community]
        begun = self.chance.sample(able, origins)
        for person in begun:
            for conversation in self._conversations_of(person)[: self.shape.forwards_each]:
                at = start + timedelta(minutes=self.chance.uniform(0, 240))
                self._plan(self._letter_copy(letter, person, conversation, at, None))
        return begun

    def until(self, at: datetime, letters: dict[str, Letter]) -> list[Happening]:
        """Live up to `at`; return what happened."""
        happened: list[Happening] = []
        while self._agenda and self._agenda[0][0] <= at:
            _, _, next_one = heappop(self._agenda)
            if not self._takes_place(next_one):
                continue
            happened.append(next_one)
            if isinstance(next_one, Saying):
                self._spread(next_one, letters)
            else:
                self._complain_again(next_one)
        return happened

    def item_removed(self, item_id: str) -> None:
        self.removed.add(item_id)

    def item_restored(self, item_id: str) -> None:
        self.removed.discard(item_id)

    def _takes_place(self, happening: Happening) -> bool:
        """Nobody forwards or reports what they can no longer see."""
        if isinstance(happening, Complaint):
            return happening.subject.partition(":")[2] not in self.removed
        return happening.origin is None or happening.origin not in self.removed

    def _spread(self, said: Saying, letters: dict[str, Letter]) -> None:
        for person in self._readers(said):
            if said.letter is not None and (person.id, said.letter) not in self._received:
                self._received.add((person.id, said.letter))
                self._react_to_letter(person, said, letters[said.letter])
            elif said.letter is None and self.chance.random() < self.shape.mistaken_share / 10:
                self._plan(self._complaint(said, person, PolicyArea.HARASSMENT, hours=2))

    def _react_to_letter(self, person: Person, said: Saying, letter: Letter) -> None:
        shape = self.shape
        if self.chance.random() < shape.forward_share:
            for conversation in self._conversations_of(person)[: shape.forwards_each]:
                if conversation != said.container:
                    hours = self.chance.lognormvariate(0, 0.8) * (shape.forward_after / timedelta(hours=1))
                    at = self._awake(said.at + timedelta(hours=hours))
                    self._plan(self._letter_copy(letter, person, conversation, at, said.id))
        elif self.chance.random() < shape.tell_group_share:
            self._plan(self._group_report(said))
        elif self.chance.random() < shape.report_share:
            self._plan(self._complaint(said, person, PolicyArea.FALSE_INFORMATION, hours=4))

    def _complain_again(self, complaint: Complaint) -> None:
        """A group that has had no answer says it again, and again."""
        if complaint.organisation is None:
            return
        stem, _, times = complaint.id.rpartition("-")
        if int(times) >= self.shape.repeats_most:
            return
        at = self._awake(complaint.at + self.shape.repeat_after * self.chance.uniform(0.6, 1.5))
        again = msgspec.structs.replace(complaint, id=f"{stem}-{int(times) + 1}", at=at, repeat=True)
        self._plan(again)

    def _complaint(self, said: Saying, person: Person, area: PolicyArea, *, hours: float) -> Complaint:
        at = said.at + timedelta(hours=self.chance.expovariate(1 / hours))
        return Complaint(
            id=f"r{next(self._number)}",
            at=self._awake(at),
            subject=f"item:{said.id}",
            area=area,
            reporter=person.id,
        )

    def _group_report(self, said: Saying) -> Complaint:
        return Complaint(
            id=f"g{next(self._number)}-1",
            at=self._awake(said.at + timedelta(hours=self.chance.expovariate(1 / 1.5))),
            subject=f"item:{said.id}",
            area=PolicyArea.FALSE_INFORMATION,
            organisation=self.chance.choice(self.groups),
            note="ဒီစာက မမှန်ပါ။ မြို့တွေမှာ လူတွေ ကြောက်နေကြတယ်။ အမြန်ဆုံး စစ်ဆေးပေးပါ။",
        )

    def _ordinary(self, at: datetime) -> Saying:
        person = self.chance.choice(self.people)
        on_feed = self.chance.random() < 0.15
        rude = self.chance.random() < 0.02
        container = (
            f"page{self.chance.randrange(self.shape.pages)}"
            if on_feed
            else self.chance.choice(self._conversations_of(person))
        )
        return Saying(
            id=f"m{next(self._number)}",
            at=at,
            service=Service.FEED if on_feed else Service.MESSENGER,
            kind=ItemKind.POST if on_feed else ItemKind.MESSAGE,
            author=person.id,
            text=self.chance.choice(RUDE if rude else POSTS if on_feed else ORDINARY),
            container=container,
            audience=200 if on_feed else len(self.members[container]),
        )

    def _letter_copy(
        self, letter: Letter, person: Person, conversation: str, at: datetime, origin: str | None
    ) -> Saying:
        return Saying(
            id=f"m{next(self._number)}",
            at=at,
            service=Service.MESSENGER,
            kind=ItemKind.MESSAGE,
            author=person.id,
            text=copy_of(letter, self.chance),
            container=conversation,
            audience=len(self.members[conversation]),
            letter=letter.name,
            origin=origin,
        )

    def _conversations(self) -> Iterator[tuple[str, list[Person]]]:
        for number in range(self.shape.conversations):
            community = COMMUNITIES[number % 3 == 0]
            able = [person for person in self.people if person.community == community]
            others = [person for person in self.people if person.community != community]
            size = self.chance.choice((6, 8, 12, 20))
            yield f"c{number:03d}", self.chance.sample(able, size) + self.chance.sample(others, 1)

    def _conversations_of(self, person: Person) -> list[str]:
        mine = self._conversations_by_person[person.id]
        return self.chance.sample(mine, len(mine)) or [self.chance.choice(list(self.members))]

    def _readers(self, said: Saying) -> list[Person]:
        if said.service == Service.FEED:
            return self.chance.sample(self.people, 8)
        return [person for person in self.members[said.container] if person.id != said.author]

    def _awake(self, at: datetime) -> datetime:
        """Between midnight and six in the morning (Yangon, UTC+06:30) people sleep."""
        local = at + timedelta(hours=6, minutes=30)
        if local.hour >= 6:
            return at
        return at + timedelta(hours=6 - local.hour, minutes=self.chance.uniform(0, 90))

    def _plan(self, happening: Happening) -> None:
        heappush(self._agenda, (happening.at, next(self._number), happening))
