"""Indicators 3, 6, 7, 9, 11, 12 and 14: counts of the tables of strings (spec/indicators.md, Figures)."""

from collections.abc import Mapping

from answerable_watchdog.encoding import Json
from answerable_watchdog.rounding import share, shared
from answerable_watchdog.strings import ACTIONS, BY, FOUND_BY, LEADS, REACHES, VIOLATIONS, Strings
from answerable_watchdog.tables import BUCKETS, WITHHELD, Reports

WHOLE = 10_000
_Z_SQUARED = 38_416  # 1.96 squared, times 10,000

Tables = Mapping[str, Strings]


def reporters(reports: Reports, tables: Tables) -> dict[str, Json]:
    """3: how many accounts were behind the reports?"""
    table = tables["reporters"]
    return {
        "reporters": table.rows,
        "accounts": table.count(kind="account"),
        "organisations": table.count(kind="organisation"),
        "kind_withheld": table.count(kind=WITHHELD),
        "by_reports": {**table.counts("reports", BUCKETS)},
        "form_reports": reports.sources["form"],
        "relayed_reports": reports.sources["user"],
        "flagger_reports": reports.sources["trusted_flagger"],
        "source_withheld": reports.sources[WITHHELD],
    }


def fakes(tables: Tables) -> dict[str, Json]:
    """6: how many fake accounts were identified and removed?"""
    table = tables["fakes"]
    return {**_fakes(table), "by_found_by": {name: {**_fakes(table, found_by=name)} for name in FOUND_BY}}


def _fakes(table: Strings, **wanted: str) -> dict[str, Json]:
    both = table.count(state="both", **wanted)
    return {
        "identified": table.count(state="identified", **wanted) + both,
        "removed": table.count(state="removed", **wanted) + both,
        "both": both,
        "withheld": table.count(state=WITHHELD, **wanted),
    }


def bans(tables: Tables) -> dict[str, Json]:
    """7: how many accounts were temporarily banned? Banned?"""
    actions, accounts = tables["actions"], tables["accounts"]
    both = accounts.count(met="both")
    return {
        "temporary_bans": actions.count(kind="temporary_ban"),
        "bans": actions.count(kind="ban"),
        "temporary_bans_reversed": actions.count(kind="temporary_ban_reversed"),
        "bans_reversed": actions.count(kind="ban_reversed"),
        "actions_withheld": actions.count(kind=WITHHELD),
        "accounts_temporarily_banned": accounts.count(met="temporary_ban") + both,
        "accounts_banned": accounts.count(met="ban") + both,
        "accounts_withheld": accounts.count(met=WITHHELD),
        "in_force_temporary_bans": accounts.count(at_end="temporary_ban"),
        "in_force_bans": accounts.count(at_end="ban"),
        "in_force_withheld": accounts.count(at_end=WITHHELD),
    }


def offenders(tables: Tables) -> dict[str, Json]:
    """9: what stops repeat offenders?"""
    table, links = tables["offenders"], tables.get("links")
    stronger = table.count(met="stronger")
    linked: Json = None
    if links is not None:
        names = ("banned", "temporarily_banned", "cleared", "waiting")
        linked = {
            "accounts": links.rows,
            **links.counts("fate", names),
            "withheld": links.count(fate=WITHHELD),
        }
    return {
        "accounts": table.rows,
        "by_violations": {**table.counts("violations", VIOLATIONS)},
        "met_stronger": stronger,
        "met_same_or_weaker": table.count(met="same_or_weaker"),
        "met_none": table.count(met="none"),
        "withheld": table.count(met=WITHHELD),
        "stronger_share": share(stronger, table.rows),
        "linked": linked,
    }


def finders(tables: Tables) -> dict[str, Json]:
    """11: who found it first?"""
    table = tables["finders"]
    people, system = table.count(first="people"), table.count(first="system")
    return {
        "cases": table.rows,
        "people": people,
        "system": system,
        "undecided": table.count(first="undecided"),
        "withheld": table.count(first=WITHHELD),
        "people_share": share(people, table.rows),
        "system_share": share(system, table.rows),
        "lead_of_people": {**table.counts("lead", LEADS, first="people")},
        "lead_of_system": {**table.counts("lead", LEADS, first="system")},
    }


def answered(reports: Reports, tables: Tables) -> dict[str, Json]:
    """12: were people answered?"""
    closed, appeals = reports.answer.ended.total(), tables.get("appeals")
    return {
        "n": reports.rows,
        "answered": closed,
        "open": reports.answer.still_open.total(),
        "answered_share": share(closed, reports.rows),
        "appeals": None if appeals is None else {name: _appeals(appeals, name) for name in BY},
    }


def _appeals(table: Strings, by: str) -> Json:
    upheld, overturned = table.count(by=by, outcome="upheld"), table.count(by=by, outcome="overturned")
    return {
        "appeals": table.count(by=by),
        "upheld": upheld,
        "overturned": overturned,
        "open": table.count(by=by, outcome="open"),
        "withheld": table.count(by=by, outcome=WITHHELD),
        "overturned_share": share(overturned, upheld + overturned),
    }


def helped(tables: Tables) -> dict[str, Json]:
    """14: did it help?"""
    table, audit = tables["cascades"], tables.get("audit")
    return {
        "cascades": table.rows,
        "by_action": {**table.counts("action", ACTIONS)},
        "by_reach": {**table.counts("reach", REACHES)},
        "prevalence": None if audit is None else _prevalence(audit),
    }


def _prevalence(audit: Strings) -> dict[str, Json]:
    violating, withheld = audit.count(verdict="violation"), audit.count(verdict=WITHHELD)
    n = audit.rows - withheld
    low, high = wilson(violating, n) if n else (None, None)
    return {
        "n": n,
        "violating": violating,
        "withheld": withheld,
        "share": share(violating, n),
        "low": low,
        "high": high,
    }


def wilson(x: int, n: int) -> tuple[str, str]:
    """The 95% interval of x of n, in ten-thousandths rounded outwards (E. B. Wilson 1927), in whole numbers."""

    def is_out(k: int) -> bool:
        return WHOLE * (WHOLE * x - k * n) ** 2 >= _Z_SQUARED * k * (WHOLE - k) * n

    low = next(k for k in range(min(WHOLE * x // n, WHOLE - 1), -1, -1) if is_out(k))
    high = next(k for k in range(max(-(-WHOLE * x // n), 1), WHOLE + 1) if is_out(k))
    return shared(low, WHOLE), shared(high, WHOLE)
