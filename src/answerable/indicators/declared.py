"""What the operator declares, where no rows can be counted: staffing, population, pledges.

Their forms are in spec/indicators.md, Declared. Nobody checks them: each figure that rests on
them is shown as attested.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import msgspec

from answerable.errors import Invalid
from answerable.vocabulary import DeclarationType

ANY = "*"  # of a country or a service: all of them
LINES_MOST = 200

Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}\Z")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class StaffLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Full-time equivalents, in hundredths, of reviewers tested in `language`, for reports from `country`."""

    country: Annotated[str, msgspec.Meta(pattern=r"^([A-Z]{2}|\*)\Z")]
    fte_hundredths: Whole
    hours: Annotated[int, msgspec.Meta(ge=1, le=24)]
    language: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")]
    service: Annotated[str, msgspec.Meta(pattern=r"^(messenger|feed|\*)\Z")]
    work_country: Country


class Staffing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    lines: Annotated[tuple[StaffLine, ...], msgspec.Meta(min_length=1, max_length=LINES_MOST)]
    on: date
    planned: bool


class UsersLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    country: Country
    users: Whole


class Population(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    lines: Annotated[tuple[UsersLine, ...], msgspec.Meta(min_length=1, max_length=LINES_MOST)]
    on: date

    def __post_init__(self) -> None:
        if len({line.country for line in self.lines}) < len(self.lines):
            raise ValueError("a country stands in two lines")


class Pledge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    done: date | None
    due: date
    indicator: Annotated[str, msgspec.Meta(pattern=r"^([1-9]|1[0-5])\Z")]
    made: date
    measure: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    pledge: Name


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What counts of what was declared by the month's last day. `pledges` has each declaration of each one, in the
    order of the log; `planned` is in it too."""

    last_day: date
    staffing: Staffing | None = None
    planned: tuple[Staffing, ...] = ()
    population: Population | None = None
    pledges: tuple[Pledge, ...] = ()


class Chosen(msgspec.Struct, frozen=True):
    """The places in the log of what counts, as the month leaf names them; and the same, read."""

    staffing: int | None
    staffing_planned: tuple[int, ...]
    population: int | None
    pledges: tuple[int, ...]
    declared: Declared


FORMS: dict[DeclarationType, type[Staffing] | type[Population] | type[Pledge]] = {
    DeclarationType.STAFFING: Staffing,
    DeclarationType.POPULATION: Population,
    DeclarationType.PLEDGE: Pledge,
}


def parse(kind: DeclarationType, body: Mapping[str, Any]) -> Staffing | Population | Pledge:
    """Read a declaration's body, without its type and its day. Raises Invalid with the field that is wrong."""
    try:
        return msgspec.convert(body, FORMS[kind], strict=True)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        raise Invalid(
            f"not a declaration of {kind}: {what}",
            where=where.strip("`").removeprefix("$.") or str(kind),
            mend="its form is in spec/indicators.md, Declared",
        ) from None


def choose(log: Sequence[tuple[int, Mapping[str, Any]]], last_day: date) -> Chosen:
    """What counts for a month of the declarations (index, body with its type) that stand below its checkpoint."""
    staffing: tuple[int, Staffing] | None = None
    planned: dict[date, tuple[int, Staffing]] = {}
    population: tuple[int, Population] | None = None
    pledges: list[tuple[int, Pledge]] = []
    for index, body in sorted(log, key=lambda one: one[0]):
        match _in_time(body, last_day):
            case Staffing(planned=False) as found if found.on <= last_day:
                staffing = index, found
            case Staffing(planned=True) as found if found.on > last_day:
                planned[found.on] = index, found
            case Population() as found if found.on <= last_day:
                population = index, found
            case Pledge() as found if found.made <= last_day:
                pledges.append((index, found))
            case _:
                pass
    plans = sorted(planned.values(), key=lambda one: one[0])
    return Chosen(
        staffing=staffing and staffing[0],
        staffing_planned=tuple(index for index, _ in plans),
        population=population and population[0],
        pledges=tuple(index for index, _ in pledges),
        declared=Declared(
            last_day=last_day,
            staffing=staffing and staffing[1],
            planned=tuple(plan for _, plan in plans),
            population=population and population[1],
            pledges=tuple(pledge for _, pledge in pledges),
        ),
    )


def _in_time(body: Mapping[str, Any], last_day: date) -> Staffing | Population | Pledge | None:
    """What a declaration says, None where it has no such form or came after the month."""
    kind, since = body.get("type"), body.get("valid_from")
    if kind not in FORMS or not isinstance(since, str) or not _DAY.fullmatch(since):
        return None
    if since > last_day.isoformat():
        return None
    rest = {name: value for name, value in body.items() if name not in ("type", "valid_from")}
    try:
        return parse(DeclarationType(kind), rest)
    except Invalid:
        return None
