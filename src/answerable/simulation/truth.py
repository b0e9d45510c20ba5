"""What really happened in a replay, told in the order in which it happened, and counted."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import msgspec

from answerable.simulation.world import Complaint, Saying


class Moment(msgspec.Struct, frozen=True):
    """One line of the story."""

    at: datetime
    what: str


class Chronicle:
    """Takes note of what happens; `story` and `figures` tell it."""

    def __init__(self) -> None:
        self.items = 0
        self.copies: Counter[str] = Counter()
        self.reports = 0
        self.repeats = 0
        self.reports_of_groups = 0
        self.removed_letters = 0
        self.bans = 0
        self.lifts = 0
        self.moments: list[Moment] = []
        self.letter_of: dict[str, str] = {}
        self._told: set[str] = set()

    def said(self, said: Saying) -> None:
        self.items += 1
        if said.letter is None:
            return
        self.copies[said.letter] += 1
        self.letter_of[said.id] = said.letter
        self._tell_once(f"first copy {said.letter}", said.at, f"The {said.letter} is sent for the first time")

    def reported(self, complaint: Complaint) -> None:
        self.reports += 1
        self.repeats += complaint.repeat
        self.reports_of_groups += complaint.organisation is not None
        letter = self.letter_of.get(complaint.subject.partition(":")[2])
        if letter is None:
            return
        who = complaint.organisation or "a user"
        copies = self.copies[letter]
        self._tell_once(
            f"first report {letter}",
            complaint.at,
            f"The {letter} is first reported, by {who}: {copies} copies so far",
        )
        if complaint.repeat:
            self._tell_once(
                f"again {letter}",
                complaint.at,
                f"Still no answer on one copy of the {letter}: {who} reports it again",
            )

    def ordered(self, at: datetime, kind: str, target: str) -> None:
        """The platform was told to do something."""
        letter = self.letter_of.get(target.partition(":")[2])
        if kind == "remove_item" and letter is not None:
            self.removed_letters += 1
            self._tell_once(
                f"removed {letter}",
                at,
                f"The first copy of the {letter} is removed: {self.copies[letter]} copies by now",
            )
        elif kind == "temporary_ban":
            self.bans += 1
            self._tell_once("ban", at, "An account that began a letter is banned for three days")
        elif kind == "lift_ban":
            self.lifts += 1
            self._tell_once("lift", at, "A temporary ban ends by itself")

    def is_about(self, complaint: Complaint, letter: str) -> bool:
        return self.letter_of.get(complaint.subject.partition(":")[2]) == letter

    def answered(self, complaint: Complaint, status: dict[str, Any]) -> None:
        """The first group that reported a letter has its final answer, or has none yet."""
        if not status["answered_at"]:
            return
        at = datetime.fromisoformat(status["answered_at"])
        hours = (at - datetime.fromisoformat(status["received_at"])).total_seconds() / 3600
        letter = self.letter_of[complaint.subject.partition(":")[2]]
        what = f"{complaint.organisation} has its final answer on the {letter}, with reasons, after {hours:.0f} hours"
        self._tell_once(f"answer {letter}", at, what)

    def figures(self) -> dict[str, Any]:
        return {
            "items": self.items,
            "letter_copies": dict(self.copies),
            "reports": self.reports,
            "reports_of_organisations": self.reports_of_groups,
            "repeated_reports": self.repeats,
            "letters_removed": self.removed_letters,
            "temporary_bans": self.bans,
            "bans_lifted": self.lifts,
        }

    def story(self) -> list[Moment]:
        return sorted(self.moments, key=lambda moment: moment.at)

    def _tell_once(self, key: str, at: datetime, what: str) -> None:
        if key not in self._told:
            self._told.add(key)
            self.moments.append(Moment(at=at, what=what))
