"""The clocks of the partner desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from answerable.web.partner_desk.clocks import Clock

SINCE = datetime(2017, 9, 7, tzinfo=UTC)
DUE = SINCE + timedelta(hours=48)


def at(hours: float) -> datetime:
    return SINCE + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("now", "answered", "state", "used", "shown", "over_by"),
    [
        (0, None, "waiting", 0, 1.5, 0),
        (12, None, "waiting", 12, 25, 0),
        (48, None, "waiting", 48, 100, 0),
        (60, None, "over", 60, 100, 12),
        (60, 12, "answered", 12, 25, 0),
        (60, 49, "over", 49, 100, 1),
    ],
)
def test_a_clock_says_what_was_used_of_the_promise(
    now: float, answered: float | None, state: str, used: float, shown: float, over_by: float
) -> None:
    clock = Clock(SINCE, DUE, at(now), None if answered is None else at(answered))
    assert (clock.state, clock.used, clock.share_shown) == (state, timedelta(hours=used), shown)
    assert clock.promised == timedelta(hours=48)
    assert clock.over_by == timedelta(hours=over_by)
