"""The timeline of an incident that everybody may see: nothing in it tells who reported, or when to less than an hour.

A part is shown once somebody has decided on it, with the reports until that first decision, of five people at least:
so two publications never differ by what fewer than five said. Hours are joined until each holds five.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from answerable.cases.cascade_timeline import copies_at, earliest, first_finder
from answerable.i18n.calendars import DISPLAY_ZONE
from answerable.records.cascade import AlarmedCascade
from answerable.records.cascade_event import CascadeEvent, EventKind, Reporting
from answerable.records.finder import Finder

REPORTERS_LEAST = 5
HOUR = timedelta(hours=1)


class Hours(msgspec.Struct, frozen=True):
    """Whole hours, the last one not included, and the reports of five people at least that came in them."""

    begins_at: datetime
    ends_at: datetime
    reports: int


class PublicPart(msgspec.Struct, frozen=True, kw_only=True):
    """A cascade. `by_organisations` are the reports of organisations: None where there are none, or where to say how
    many would tell of one that does not want to be named. `lead_hours` is how much earlier the one that found it was
    than the other, rounded up; `reports_before` how many reports came in those of `hours` that were over before the
    hour of the first detection, None for none: to split hours there would tell of fewer than five people.
    `detected_leaf` is the place of the first detection in the ledger: whoever reported can compare it with the size in
    their receipt."""

    first_copy: datetime
    copies: int
    hours: tuple[Hours, ...]
    by_organisations: int | None
    finder: Finder
    lead_hours: int | None
    reports_before: int | None
    detected: datetime | None
    detected_leaf: int | None
    looked: datetime | None
    decided: datetime
    acted: datetime | None
    copies_before_action: int | None

    @property
    def reports(self) -> int:
        return sum(one.reports for one in self.hours)


class PublicTimeline(msgspec.Struct, frozen=True, kw_only=True):
    """Each part stands alone: when another one can be shown, nothing changes in those that were."""

    parts: tuple[PublicPart, ...]
    organisations: tuple[str, ...]


def public_timeline(
    cascades: Sequence[AlarmedCascade], events: Sequence[CascadeEvent], reportings: Sequence[Reporting]
) -> PublicTimeline | None:
    """None where nothing may be shown yet. `side` of events and reportings is the place of their cascade."""
    parts = []
    names: set[str] = set()
    for side, cascade in enumerate(cascades):
        of = [one for one in events if one.side == side]
        decided = earliest(of, EventKind.DECISION)
        told = _until(reportings, side, decided.at) if decided else []
        if decided and _people(told) >= REPORTERS_LEAST:
            parts.append(_part(cascade, of, told, decided.at))
            names |= {one.organisation for one in told if one.organisation}
    return PublicTimeline(parts=tuple(parts), organisations=tuple(sorted(names))) if parts else None


def _part(
    cascade: AlarmedCascade, events: Sequence[CascadeEvent], told: Sequence[Reporting], decided: datetime
) -> PublicPart:
    detected, looked, acted = (
        earliest(events, kind) for kind in (EventKind.LEVEL, EventKind.LOOK, EventKind.ACTION)
    )
    hours = _hours(told)
    before = sum(one.reports for one in hours if detected and one.ends_at <= _hour(detected.at))
    return PublicPart(
        first_copy=_hour(cascade.first_seen),
        copies=_rough(cascade.copies),
        hours=hours,
        by_organisations=_by_organisations(told),
        finder=first_finder(events) or Finder.PEOPLE,
        lead_hours=_hours_between(told[0].at, detected.at) if detected else None,
        reports_before=before or None,
        detected=_hour(detected.at) if detected else None,
        detected_leaf=detected.leaf if detected else None,
        looked=_hour(looked.at) if looked else None,
        decided=_hour(decided),
        acted=_hour(acted.at) if acted else None,
        copies_before_action=_rough(copies_at(cascade, acted.at)) if acted else None,
    )


def _until(reportings: Sequence[Reporting], side: int, at: datetime) -> list[Reporting]:
    return sorted((one for one in reportings if one.side == side and one.at <= at), key=lambda one: one.at)


def _people(told: Sequence[Reporting]) -> int:
    return len({one.who for one in told})


def _hours(told: Sequence[Reporting]) -> tuple[Hours, ...]:
    """The hours of reports, joined until each has five people; what is left over joins the last."""
    groups: list[list[Reporting]] = []
    for one in told:
        same_hour = bool(groups) and _hour(groups[-1][-1].at) == _hour(one.at)
        if groups and (same_hour or _people(groups[-1]) < REPORTERS_LEAST):
            groups[-1].append(one)
        else:
            groups.append([one])
    if len(groups) > 1 and _people(groups[-1]) < REPORTERS_LEAST:
        groups[-2:] = [groups[-2] + groups[-1]]
    return tuple(Hours(_hour(one[0].at), _hour(one[-1].at) + HOUR, len(one)) for one in groups)


def _by_organisations(told: Sequence[Reporting]) -> int | None:
    of = [one for one in told if one.is_organisation]
    if all(one.organisation for one in of) or _people(of) >= REPORTERS_LEAST:
        return len(of) or None
    return None


def _hour(at: datetime) -> datetime:
    """The hour that it was, of the zone in which times are shown."""
    return at.astimezone(DISPLAY_ZONE).replace(minute=0, second=0, microsecond=0)


def _hours_between(one: datetime, other: datetime) -> int:
    return int(-(-abs(other - one) // HOUR))


def _rough(count: int) -> int:
    """Two digits that count: the exact number at a moment would tell the moment."""
    unit = int(10 ** max(len(str(count)) - 2, 0))
    return count // unit * unit
