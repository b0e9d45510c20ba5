"""The decision form: which keys stand for which ground and action, and what a reviewer chose with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from answerable.cases.deciding import ALLOWED
from answerable.errors import Invalid
from answerable.records.case import Case
from answerable.records.decision import Choice
from answerable.records.standard import Ground, Standards
from answerable.vocabulary import ActionKind, Reach, Verdict
from answerable.web.doors.entrance import one

NOTE_MAX = 4_000
BAN_HOURS = (24, 72, 168, 720)
GONE = "gone"

# Letters that no other key of the console uses; grounds beyond these are chosen by pointer or Tab.
_VIOLATION_KEYS = "1234567890adefvxyz"
_NO_VIOLATION_KEYS = "koip"
ACTION_KEYS: dict[ActionKind, str] = {
    ActionKind.REMOVE_ITEM: "r",
    ActionKind.WARN: "w",
    ActionKind.TEMPORARY_BAN: "t",
    ActionKind.BAN: "b",
}


@dataclass(frozen=True)
class Draft:
    """What a reviewer has chosen so far: shown again when a decision could not be taken."""

    ground: str = ""
    actions: tuple[str, ...] = ()
    ban_hours: str = str(BAN_HOURS[0])
    items: tuple[str, ...] = ()
    note: str = ""
    reach: str = Reach.COPIES
    confirmed: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    version: int = field(default=0)
    seen_at: datetime | None = None


def keyed_grounds(standards: Standards) -> list[tuple[str, Ground]]:
    """Every ground with its key, in the order of the standards; always the same, so that hands learn it."""
    keys = {Verdict.VIOLATION: iter(_VIOLATION_KEYS), Verdict.NO_VIOLATION: iter(_NO_VIOLATION_KEYS)}
    return [(next(keys.get(ground.verdict, iter(())), ""), ground) for ground in standards.grounds]


def keyed_actions(case: Case) -> list[tuple[str, ActionKind]]:
    """The actions that fit this kind of case, with their keys."""
    return [(key, kind) for kind, key in ACTION_KEYS.items() if kind in ALLOWED[case.subject_kind]]


def read_draft(form: dict[str, list[str]]) -> Draft:
    version = one(form, "version")
    return Draft(
        ground=one(form, "ground"),
        actions=tuple(form.get("action", ())),
        ban_hours=one(form, "ban_hours"),
        items=tuple(dict.fromkeys(form.get("item", ()))),
        note=one(form, "note"),
        reach=one(form, "reach") or Reach.COPIES,
        confirmed=tuple(dict.fromkeys(form.get("confirmed", ()))),
        authors=tuple(dict.fromkeys(form.get("authors", ()))),
        version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        seen_at=_moment(one(form, "seen")),
    )


def _moment(text: str) -> datetime | None:
    """The time that the page was made, as it carries it; None where it does not."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def choice_of(draft: Draft, standards: Standards) -> Choice:
    """What was chosen, as a decision takes it. Raises Invalid."""
    if len(draft.note) > NOTE_MAX:
        raise Invalid("the note is longer than 4,000 characters", where="note")
    if draft.reach not in set(Reach):
        raise Invalid("say whether it holds for the copies", where="reach")
    judged, copies = _judged(draft, standards), draft.reach == Reach.COPIES
    meets_accounts = bool(set(judged.actions) - {ActionKind.REMOVE_ITEM})
    return msgspec.structs.replace(
        judged,
        reach=Reach(draft.reach),
        confirmed=draft.confirmed if copies else (),
        authors=draft.authors if copies and meets_accounts else (),
    )


def _judged(draft: Draft, standards: Standards) -> Choice:
    if draft.ground == GONE:
        return Choice(verdict=Verdict.GONE, note=draft.note)
    ground = standards.ground(draft.ground)
    if ground is None:
        raise Invalid("choose a ground first", where="ground")
    if ground.verdict != Verdict.VIOLATION:
        return Choice(verdict=ground.verdict, ground=ground.code, note=draft.note)
    if set(draft.actions) - set(ActionKind):
        raise Invalid("there is no such action", where="actions")
    actions = tuple(ActionKind(action) for action in draft.actions)
    return Choice(
        verdict=ground.verdict,
        ground=ground.code,
        actions=actions,
        ban_hours=_hours(draft.ban_hours) if ActionKind.TEMPORARY_BAN in actions else None,
        items=draft.items if ActionKind.REMOVE_ITEM in actions else (),
        note=draft.note,
    )


def _hours(text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise Invalid("say for how many hours the account is banned", where="ban_hours")
    return int(text)
