"""Who may do what behind the doors: the one table that guards are made of. What is not in it, nobody may do.

docs/operate.md has the same table in words, and a test walks every route as every kind of person and compares.
"""

from __future__ import annotations

from enum import StrEnum

from answerable.records.member import MemberRole
from answerable.vocabulary import Role


class Deed(StrEnum):
    """What somebody who is signed in does. A page names the one that it is for."""

    OWN_ENTRY = "own_entry"  # one's own password, second factor and sessions
    REVIEW = "review"  # see cases in one's languages, decide them, undo one's own decisions
    DELIVERIES = "deliveries"  # see messages that do not arrive, send them again
    AUDIT = "audit"  # see what administrators did
    OPENINGS = "openings"  # with another custodian, open who reported
    QUARANTINE = "quarantine"  # with another one, decide what becomes of media that are in quarantine
    CRISIS = "crisis"  # with another one, switch crisis mode on in a country; end it
    REPORT = "report"  # report in the organisation's name, see what became of it, escalate
    COORDINATE = "coordinate"  # see to the organisation's members, keys and consent to be named


AnyRole = Role | MemberRole

MAY: dict[Deed, frozenset[AnyRole]] = {
    Deed.OWN_ENTRY: frozenset({*Role, *MemberRole}),
    Deed.REVIEW: frozenset({Role.REVIEWER, Role.LEAD}),
    Deed.DELIVERIES: frozenset({Role.OPERATOR, Role.LEAD}),
    Deed.AUDIT: frozenset({Role.LEAD, Role.CUSTODIAN}),
    Deed.OPENINGS: frozenset({Role.CUSTODIAN}),
    Deed.QUARANTINE: frozenset({Role.CUSTODIAN}),
    Deed.CRISIS: frozenset({Role.LEAD, Role.CUSTODIAN}),
    Deed.REPORT: frozenset(MemberRole),
    Deed.COORDINATE: frozenset({MemberRole.COORDINATOR}),
}


def may(roles: frozenset[AnyRole], deed: Deed) -> bool:
    return bool(roles & MAY[deed])
