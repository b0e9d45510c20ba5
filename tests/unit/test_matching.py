"""What a match means: its kind by the shares of both texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.detection.matching import THRESHOLDS, kind_of
from answerable.records import cluster
from answerable.vocabulary import MatchKind

SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("of_bank", "of_query", "kind"),
    [
        (1.0, 1.0, MatchKind.NEAR),
        (0.8, 0.8, MatchKind.NEAR),
        (0.79, 1.0, MatchKind.CONTAINS),
        (1.0, 0.2, MatchKind.CONTAINS),
        (0.79, 0.79, MatchKind.SIMILAR),
    ],
)
def test_a_kind_follows_from_both_shares(of_bank: float, of_query: float, kind: MatchKind) -> None:
    assert kind_of(of_bank, of_query, same=False) == kind
    assert kind_of(of_bank, of_query, same=True) == MatchKind.EXACT


@given(SHARES, SHARES)
def test_no_match_is_near_of_which_one_text_lacks_a_fifth(of_bank: float, of_query: float) -> None:
    assert (kind_of(of_bank, of_query, same=False) == MatchKind.NEAR) == (min(of_bank, of_query) >= 0.8)


def test_copies_are_kept_with_the_version_of_the_thresholds() -> None:
    assert THRESHOLDS.version == cluster.THRESHOLDS
