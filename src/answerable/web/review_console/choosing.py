"""The decision form: which keys stand for which ground and action, and what a reviewer chose with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from answerable.cases.deciding import ALLOWED
from answerable.errors import Invalid
from answerable.records.case import Case
from answerable.records.decision import Choice
from answerable.records.slowing import Slow, Terms
from answerable.records.standard import Ground, Standards
from answerable.vocabulary import SLOWING, ActionKind, Reach, Verdict
from answerable.web.doors.entrance import one

NOTE_MAX = 4_000
BAN_HOURS = (24, 72, 168, 720)
GONE = "gone"

# Letters that no other key of the console uses; grounds beyond these are chosen by pointer or Tab.
_VIOLATION_KEYS = "1234567890adevz"
_NO_VIOLATION_KEYS = "koip"
ACTION_KEYS: dict[ActionKind, str] = {
    ActionKind.REMOVE_ITEM: "r",
    ActionKind.WARN: "w",
    ActionKind.TEMPORARY_BAN: "t",
    ActionKind.BAN: "b",
    ActionKind.LIMIT_FORWARDING: "f",
    ActionKind.LABEL: "x",
    ActionKind.HOLD_FOR_REVIEW: "y",
}
_ON_TEXTS = frozenset({ActionKind.REMOVE_ITEM, *SLOWING})  # they meet no account


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
    hours: dict[str, str] = field(default_factory=dict)  # of slowing, by its kind
    conversations: str = ""
    depth: str = ""
    fact_check: str = ""
    version: int = field(default=0)
    seen_at: datetime | None = None


def keyed_grounds(standards: Standards) -> list[tuple[str, Ground]]:
    """Every ground with its key, in the order of the standards; always the same, so that hands learn it."""
    keys = {Verdict.VIOLATION: iter(_VIOLATION_KEYS), Verdict.NO_VIOLATION: iter(_NO_VIOLATION_KEYS)}
    return [(next(keys.get(ground.verdict, iter(())), ""), ground) for ground in standards.grounds]


def keyed_actions(case: Case, standards: Standards) -> list[tuple[str, ActionKind]]:
    """The actions that fit this kind of case, with their keys; those that slow only where a policy allows any."""
    fit = ALLOWED[case.subject_kind] - (frozenset() if standards.slowing else frozenset(SLOWING))
    return [(key, kind) for kind, key in ACTION_KEYS.items() if kind in fit]


def first_draft(standards: Standards, *, crisis: bool) -> Draft:
    """What the form proposes. Where nothing may be slowed, nothing is said of it."""
    policy = standards.slowing
    if policy is None:
        return Draft()
    limit = policy.limit_terms(crisis=crisis)
    return Draft(
        hours={kind: str(one.default) for kind, one in policy.hours.items()},
        conversations=str(limit.conversations or ""),
        depth=str(limit.depth or ""),
    )


def slowing_grounds(standards: Standards) -> dict[str, str]:
    """By its code, what of slowing each ground allows: its kinds, with spaces between."""
    policy = standards.slowing
    return {code: " ".join(kinds) for code, kinds in policy.grounds.items()} if policy else {}


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
        hours={kind.value: one(form, f"{kind}_hours") for kind in SLOWING},
        conversations=one(form, "conversations"),
        depth=one(form, "depth"),
        fact_check=one(form, "fact_check"),
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
    meets_accounts = bool(set(judged.actions) - _ON_TEXTS)
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
        slow=tuple(_slow(kind, draft) for kind in actions if kind in SLOWING),
    )


def _slow(kind: ActionKind, draft: Draft) -> Slow:
    terms = Terms()
    if kind == ActionKind.LIMIT_FORWARDING:
        conversations = _count(draft.conversations, "conversations") if draft.conversations else None
        depth = _count(draft.depth, "depth") if draft.depth else None
        terms = Terms(conversations=conversations, depth=depth)
    if kind == ActionKind.LABEL:
        terms = Terms(fact_check=draft.fact_check or None)
    return Slow(kind=kind, hours=_count(draft.hours.get(kind, ""), f"{kind}_hours"), terms=terms)


def _hours(text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise Invalid("say for how many hours the account is banned", where="ban_hours")
    return int(text)


def _count(text: str, where: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 5:
        raise Invalid("write a whole number", where=where)
    return int(text)
