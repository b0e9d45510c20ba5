"""The figures of an indicator in words: one that is large, and tables of the others. Pages and PDFs show the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from answerable.i18n import translations
from answerable.i18n.labels import N_
from answerable.i18n.tongues import country_name, language_name
from answerable.indicators.rows import UNKNOWN_COUNTRY, WITHHELD

Found = Mapping[str, Any]
Say = Callable[[str], str]

WITHHELD_WORDS = N_("Withheld: too few people")
NOT_MEASURED = N_("not measured here yet")


class Grid(msgspec.Struct, frozen=True):
    """A table: `head` has the words of its columns, the first column of `lines` is words."""

    title: str
    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


class Shown(msgspec.Struct, frozen=True):
    """What is large, with its words; tables; sentences below them."""

    value: str
    words: str
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()


def shown(number: str, figures: Found, language: str) -> Shown:
    """The figures of one indicator in words."""
    return _SHOWN[number](figures, _Words(language))


class _Words:
    """Words and names in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.say: Say = translations(language).gettext

    def grid(self, title: str, lines: Iterable[tuple[str, object]], unit: str = N_("Number")) -> Grid:
        """A table of two columns, its words message ids; what is withheld and 0 is left out."""
        made = tuple(
            (self.say(words), written(value)) for words, value in lines if not _is_needless(words, value)
        )
        return Grid(self.say(title), ("", self.say(unit)), made)

    def country(self, code: str) -> str:
        return self.say(N_("not known")) if code == UNKNOWN_COUNTRY else country_name(code, self.language)

    def tongue(self, code: str) -> str:
        return language_name(code, self.language)


def _is_needless(words: str, value: object) -> bool:
    return words == WITHHELD_WORDS and value == 0


def written(value: object) -> str:
    """A figure as it stands in a table: whole numbers in groups, what is not known as a dash."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else str(value)


def percent(share: str | None) -> str:
    """A share with 4 decimals as a percentage with 2, digit for digit: 0.0625 is 6.25%."""
    if share is None:
        return "–"
    digits = share.replace(".", "")
    return f"{int(digits[:-2])}.{digits[-2:]}%"


def grouped(decimal: str | None) -> str:
    """A decimal with its whole part in groups of three: 1200000.0 is 1,200,000.0."""
    if decimal is None:
        return "–"
    whole, _, rest = decimal.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def _received(f: Found, w: _Words) -> Shown:
    lines = [
        (N_("Cases"), f["cases"]),
        (N_("Posts and messages"), f["items"]),
        (WITHHELD_WORDS, f["cases_withheld"]),
    ]
    return Shown(written(f["reports"]), w.say(N_("reports")), (w.grid(N_("What was received"), lines),))


def _removed(f: Found, w: _Words) -> Shown:
    names = {
        "removed": N_("Removed"),
        "other_action": N_("Answered otherwise than by a removal"),
        "no_violation": N_("No violation found"),
        "deleted_by_author": N_("Deleted by its author"),
        "already_gone": N_("Already gone"),
        "open": N_("Still open"),
        "withheld": WITHHELD_WORDS,
    }
    lines = [(words, f[name]) for name, words in names.items()]
    words = w.say(N_("of all reports ended in a removal"))
    return Shown(percent(f["removed_share"]), words, (w.grid(N_("What became of the reports"), lines),))


def _accounts(f: Found, w: _Words) -> Shown:
    lines = [
        (N_("Organisations that reported"), f["organisations"]),
        (N_("Reports that the platform relayed for an account"), f["relayed_reports"]),
        (N_("Reports by the public form, without an account"), f["form_reports"]),
        (N_("Reports of organisations"), f["flagger_reports"]),
        (WITHHELD_WORDS, f["kind_withheld"]),
    ]
    return Shown(
        written(f["accounts"]),
        w.say(N_("accounts were behind the reports")),
        (w.grid(N_("Who reported"), lines),),
    )


def _clocks(w: _Words, f: Found, names: Mapping[str, str], title: str, write: Callable[[Any], str]) -> Grid:
    head = ("", w.say(N_("First review")), w.say(N_("Final answer")))
    lines = tuple(
        (w.say(words), write(f["review"][name]), write(f["answer"][name])) for name, words in names.items()
    )
    return Grid(w.say(title), head, lines)


def _times(f: Found, w: _Words) -> Shown:
    names = {
        "median_hours": N_("Half were done after"),
        "p90_hours": N_("Nine in ten were done after"),
        "restricted_mean_hours": N_("Mean, cut at 14 days"),
        "closed": N_("Done"),
        "open": N_("Still open"),
        "naive_mean_hours": N_("Naive mean, of what is done only: misleading"),
    }
    median = f["answer"]["median_hours"]
    words = N_("hours until half of the reports had a final answer")
    return Shown(written(median), w.say(words), (_clocks(w, f, names, N_("Times in hours"), written),))


def _late(f: Found, w: _Words) -> Shown:
    shares = {
        "late_share": N_("More than 48 hours"),
        "within_target_share": N_("Within the target"),
        "after_target_share": N_("In the six hours after it"),
    }
    counts = {
        "late": N_("Done after more than 48 hours"),
        "open_late": N_("Open for more than 48 hours"),
        "target_hours": N_("Target, in hours"),
    }
    title = N_("Against the target")
    first, second = _clocks(w, f, shares, title, percent), _clocks(w, f, counts, title, written)
    return Shown(
        percent(f["review"]["late_share"]),
        w.say(N_("took more than 48 hours to a review, or still wait after 48 hours")),
        (msgspec.structs.replace(first, lines=(*first.lines, *second.lines)),),
    )


def _fakes(f: Found, w: _Words) -> Shown:
    found_by = {
        "report": N_("Reported by people"),
        "detection": N_("Detected by a system"),
        "link": N_("Linked to another account"),
        "*": WITHHELD_WORDS,
    }
    whole = [
        (N_("Identified"), f["identified"]),
        (N_("Removed"), f["removed"]),
        (N_("Both in the month"), f["both"]),
        (WITHHELD_WORDS, f["withheld"]),
    ]
    by = [(words, f["by_found_by"][name]["identified"]) for name, words in found_by.items()]
    return Shown(
        written(f["removed"]),
        w.say(N_("fake accounts were removed")),
        (w.grid(N_("Fake accounts"), whole), w.grid(N_("Identified, by what found them"), by)),
    )


def _bans(f: Found, w: _Words) -> Shown:
    lines = [
        (N_("Accounts banned for a time"), f["accounts_temporarily_banned"]),
        (N_("Accounts whose measure is withheld"), f["accounts_withheld"]),
        (N_("Bans imposed"), f["bans"]),
        (N_("Temporary bans imposed"), f["temporary_bans"]),
        (N_("Bans taken back"), f["bans_reversed"]),
        (N_("Temporary bans taken back"), f["temporary_bans_reversed"]),
        (N_("Bans whose kind is withheld"), f["actions_withheld"]),
        (N_("Accounts under a ban at the month's end"), f["in_force_bans"]),
        (N_("Accounts under a temporary ban at the month's end"), f["in_force_temporary_bans"]),
    ]
    return Shown(
        written(f["accounts_banned"]), w.say(N_("accounts were banned")), (w.grid(N_("Bans"), lines),)
    )


def _reviewers(f: Found, w: _Words) -> Shown:
    head = (
        w.say(N_("Language")),
        w.say(N_("Full-time reviewers")),
        w.say(N_("Hours of the day")),
        *(w.say(N_("Planned for %(day)s")) % {"day": on} for on in f["planned"]),
    )
    languages = sorted(
        {*f["by_language"], *(code for plan in f["planned"].values() for code in plan["by_language"])}
    )
    lines = tuple(
        (
            w.tongue(code),
            grouped(f["by_language"].get(code)),
            written(f["hours_by_language"].get(code)),
            *(grouped(plan["by_language"].get(code)) for plan in f["planned"].values()),
        )
        for code in languages
    )
    named = ", ".join(map(w.tongue, f["unread"]))
    unread = w.say(N_("Reported in, and read by no tested reviewer: %(languages)s")) % {"languages": named}
    return Shown(
        grouped(f["reviewers"]),
        w.say(N_("full-time reviewers on %(day)s, as the operator attests")) % {"day": f["on"]},
        (Grid(w.say(N_("Reviewers by language")), head, lines),),
        (unread,) if named else (),
    )


def _offenders(f: Found, w: _Words) -> Shown:
    lines = [
        (N_("Accounts with repeated violations"), f["accounts"]),
        (N_("Met a stronger action"), f["met_stronger"]),
        (N_("Met the same or a weaker action"), f["met_same_or_weaker"]),
        (N_("Met no action"), f["met_none"]),
        (WITHHELD_WORDS, f["withheld"]),
        (N_("Accounts linked to a banned one"), _part(f["linked"], "accounts", w)),
    ]
    return Shown(
        percent(f["stronger_share"]),
        w.say(N_("of the accounts that offended again met a stronger action")),
        (w.grid(N_("Repeat offenders"), lines),),
    )


def _part(found: Found | None, name: str, w: _Words) -> object:
    """A figure of something that may not be measured."""
    return w.say(NOT_MEASURED) if found is None else found[name]


def _copies(f: Found, w: _Words) -> Shown:
    lines = [
        (N_("Cases"), f["cases"]),
        (N_("Copies"), f["copies"]),
        (N_("Removed, and nobody had reported that copy"), f["removed_unreported"]),
        (N_("Removed, and somebody had reported it"), f["removed_reported"]),
        (N_("Removed; whether it was reported is not told"), f["removed"]),
        (N_("Kept: a decision spares it, or does not hold for copies"), f["kept"]),
        (N_("A person must still look at it"), f["waiting"]),
        (WITHHELD_WORDS, f["withheld"]),
    ]
    words = w.say(N_("of the copies were removed"))
    return Shown(percent(f["removed_share"]), words, (w.grid(N_("What became of the copies"), lines),))


_LEAD_WORDS = {
    "alone": N_("Only they found it"),
    "to_1_hour": N_("Up to an hour"),
    "to_6_hours": N_("Up to 6 hours"),
    "to_1_day": N_("Up to a day"),
    "to_3_days": N_("Up to 3 days"),
    "over_3_days": N_("More than 3 days"),
    "*": WITHHELD_WORDS,
}


def _finders(f: Found, w: _Words) -> Shown:
    first = [
        (N_("Reported by people first"), f["people"]),
        (N_("Detected by the system first"), f["system"]),
        (N_("Undecided"), f["undecided"]),
        (WITHHELD_WORDS, f["withheld"]),
    ]
    head = ("", w.say(N_("People")), w.say(N_("System")))
    lead = tuple(
        (w.say(words), written(f["lead_of_people"][name]), written(f["lead_of_system"][name]))
        for name, words in _LEAD_WORDS.items()
        if name != WITHHELD or f["lead_of_people"][name] or f["lead_of_system"][name]
    )
    return Shown(
        percent(f["people_share"]),
        w.say(N_("of the cases were first reported by people")),
        (w.grid(N_("Who found it first"), first), Grid(w.say(N_("How much earlier")), head, lead)),
    )


def _answered(f: Found, w: _Words) -> Shown:
    lines = [
        (N_("Answered"), f["answered"]),
        (N_("Still open"), f["open"]),
        *(
            (words, percent(f["appeals"][by]["overturned_share"]) if f["appeals"] else w.say(NOT_MEASURED))
            for by, words in (
                ("author", N_("Appeals of authors that changed the decision")),
                ("reporter", N_("Appeals of reporters that changed the decision")),
            )
        ),
    ]
    return Shown(
        percent(f["answered_share"]),
        w.say(N_("of the reports had a final answer")),
        (w.grid(N_("People answered"), lines),),
    )


def _side_by_side(f: Found, w: _Words) -> Shown:
    common = (
        w.say(N_("Reports")),
        w.say(N_("Removed")),
        w.say(N_("More than 48 hours")),
        w.say(N_("Hours to half the answers")),
        w.say(N_("Full-time reviewers")),
    )
    countries = tuple(
        (w.country(code), *_row(one), grouped(one["users_per_reviewer"]))
        for code, one in f["countries"].items()
    )
    languages = tuple((w.tongue(code), *_row(one)) for code, one in f["languages"].items())
    head = (w.say(N_("Country")), *common, w.say(N_("Users for one reviewer")))
    known = [code for code in f["countries"] if code != UNKNOWN_COUNTRY]
    return Shown(
        written(len(known)),
        w.say(N_("countries side by side")),
        (
            Grid(w.say(N_("By country")), head, countries),
            Grid(w.say(N_("By language")), (w.say(N_("Language")), *common), languages),
        ),
        (
            w.say(N_("Rows without a country: %(countries)s; without a language: %(languages)s."))
            % {"countries": written(f["country_withheld"]), "languages": written(f["language_withheld"])},
        ),
    )


def _row(one: Found) -> tuple[str, ...]:
    return (
        written(one["reports"]),
        percent(one["removed_share"]),
        percent(one["late_share"]),
        written(one["answer_median_hours"]),
        grouped(one["reviewers"]),
    )


def _helped(f: Found, w: _Words) -> Shown:
    met = [
        (N_("Limited by an alarm before a person looked"), f["by_action"]["alarm"]),
        (N_("Met by a person's decision"), f["by_action"]["decision"]),
        (N_("Met by nothing"), f["by_action"]["none"]),
    ]
    reach = Grid(
        w.say(N_("People told before that, at the least")),
        ("", w.say(N_("Number"))),
        tuple((name, written(count)) for name, count in f["by_reach"].items()),
    )
    found = f["prevalence"]
    if found is None:
        note = w.say(N_("The share of public content that breaks the standards: not measured here yet."))
    else:
        note = w.say(
            N_(
                "Of a random sample of %(n)s, %(share)s break the standards (95%% interval: %(low)s to %(high)s)."
            )
        ) % {"n": written(found["n"]), **{name: percent(found[name]) for name in ("share", "low", "high")}}
    return Shown(
        written(f["cascades"]),
        w.say(N_("texts whose spread became an alarm")),
        (w.grid(N_("What met them first"), met), reach),
        (note,),
    )


def _pledges(f: Found, w: _Words) -> Shown:
    lines = [
        (N_("Pledges made so far"), f["pledges"]),
        (N_("Kept late"), f["late"]),
        (N_("Broken"), f["broken"]),
        (N_("Not due yet"), f["open"]),
    ]
    return Shown(written(f["kept"]), w.say(N_("pledges were kept in time")), (w.grid(N_("Pledges"), lines),))


_SHOWN: dict[str, Callable[[Found, _Words], Shown]] = {
    "1": _received,
    "2": _removed,
    "3": _accounts,
    "4": _times,
    "5": _late,
    "6": _fakes,
    "7": _bans,
    "8": _reviewers,
    "9": _offenders,
    "10": _copies,
    "11": _finders,
    "12": _answered,
    "13": _side_by_side,
    "14": _helped,
    "15": _pledges,
}
