"""What nobody reads is said, and no language with few reports is named in public."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from answerable.cases.coverage import NAMED_FROM, in_public, unread
from answerable.i18n.tongues import OURS, language_name

LANGUAGES = st.sampled_from(["my", "shn", "rhg", "ksw", "cnh", "en", "und"])
REPORTED = st.dictionaries(LANGUAGES, st.integers(0, 12))


@given(REPORTED, st.sets(LANGUAGES))
def test_a_language_with_reports_is_read_or_said_to_be_unread(
    reported: dict[str, int], read: set[str]
) -> None:
    gap = unread(reported, read)
    for language, count in reported.items():
        assert (language in gap) == (count > 0 and language not in read and language != "und")
    assert list(gap.values()) == sorted(gap.values(), reverse=True)


@given(REPORTED, st.sets(LANGUAGES))
def test_in_public_few_reports_are_never_named_and_never_left_out(
    reported: dict[str, int], read: set[str]
) -> None:
    gap = unread(reported, read)
    told = in_public(gap)
    assert all(gap[language] >= NAMED_FROM for language in told.named)
    assert told.others == any(count < NAMED_FROM for count in gap.values())
    assert bool(told) == bool(gap)


@given(REPORTED, st.sets(LANGUAGES), LANGUAGES)
def test_testing_somebody_only_ever_shortens_the_list(
    reported: dict[str, int], read: set[str], language: str
) -> None:
    assert set(unread(reported, {*read, language})) == set(unread(reported, read)) - {language}


def test_languages_of_myanmar_have_names_in_both_languages() -> None:
    assert (language_name("rhg", "en"), language_name("rhg", "my")) == ("Rohingya", "ရိုဟင်ဂျာ")
    assert (language_name("my", "en"), language_name("my", "my")) == ("Burmese", "မြန်မာ")
    assert (language_name("xx", "en"), language_name("und", "en")) == ("xx", "Language not known")
    for code in OURS:
        assert language_name(code, "en") not in {code, language_name(code, "my")}
