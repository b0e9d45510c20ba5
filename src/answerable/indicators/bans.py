"""Indicator 7: how many accounts were temporarily banned, or banned?"""

from __future__ import annotations

from answerable.i18n.labels import N_
from answerable.indicators.counts import Count, Tallies, along
from answerable.indicators.indicator import Indicator, Known
from answerable.indicators.rows import WITHHELD, Figures

TEMPORARY, BAN, BOTH, NONE = "temporary_ban", "ban", "both", "none"
TEMPORARY_REVERSED, BAN_REVERSED = "temporary_ban_reversed", "ban_reversed"


def measure(tallies: Tallies, _known: Known) -> Figures:
    kinds = along(tallies["actions"])
    met, at_end = along(tallies["accounts"], 0), along(tallies["accounts"], 1)
    return {
        "temporary_bans": kinds[TEMPORARY],
        "bans": kinds[BAN],
        "temporary_bans_reversed": kinds[TEMPORARY_REVERSED],
        "bans_reversed": kinds[BAN_REVERSED],
        "actions_withheld": kinds[WITHHELD],
        "accounts_temporarily_banned": met[TEMPORARY] + met[BOTH],
        "accounts_banned": met[BAN] + met[BOTH],
        "accounts_withheld": met[WITHHELD],
        "in_force_temporary_bans": at_end[TEMPORARY],
        "in_force_bans": at_end[BAN],
        "in_force_withheld": at_end[WITHHELD],
    }


INDICATOR = Indicator(
    number="7",
    version=1,
    title=N_("Accounts banned"),
    question=N_(
        "How many accounts did you subject to a temporary ban? How many did you ban from the platform?"
    ),
    population=N_("Accounts that a ban was imposed on in the month, or that are under one at its end."),
    numerator=N_(
        "Bans that were imposed or taken back in the month, and the distinct accounts that they met."
    ),
    denominator=N_("None: these are counts."),
    unit=N_("bans, and accounts"),
    caveats=(
        N_("One account can be banned several times: bans and accounts are counted apart."),
        N_("A temporary ban that ends in its time is not taken back."),
        N_("A ban counts in the month in which it was imposed, whenever the report came."),
    ),
    counts={
        "actions": Count("actions", ("kind",)),
        "accounts": Count("accounts", ("met", "at_end")),
    },
    measure=measure,
)
