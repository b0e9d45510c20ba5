"""Reasons in the reader's language."""

from __future__ import annotations

from answerable.i18n import number, numerals, translations
from answerable.i18n.labels import N_, label
from answerable.records.reason import Reason
from answerable.vocabulary import ReasonCode

_WORDS: dict[ReasonCode, str] = {
    ReasonCode.SENDERS: N_("%(senders)s senders in %(conversations)s conversations passed it on"),
    ReasonCode.GROWTH: N_("%(an_hour)s new senders an hour, at least %(at_least)s times as many as before"),
    ReasonCode.COMMUNITIES: N_("it reached channels of %(communities)s communities"),
    ReasonCode.WARNING: N_("%(examples)s of %(of)s examples warn of an attack"),
    ReasonCode.CALL: N_("%(examples)s of %(of)s examples call for an attack"),
    ReasonCode.MIRRORED: N_("a text that turns it round spreads in other communities at the same time"),
    ReasonCode.BANKED: N_("its text was found to break the standards before"),
    ReasonCode.CLAIM: N_("it makes a claim that is known to be false"),
    ReasonCode.REPORTS: N_("people who reported a copy: %(reports)s"),
    ReasonCode.TRUSTED: N_("trusted flaggers that reported a copy: %(organisations)s"),
    ReasonCode.ESCALATED: N_("trusted flaggers that asked for somebody to look now: %(organisations)s"),
    ReasonCode.CLASSIFIER: N_("a classifier gives it %(score)s of 1"),
    ReasonCode.DENYING: N_("%(examples)s of %(of)s examples deny what they pass on"),
    ReasonCode.ASKING: N_("%(examples)s of %(of)s examples ask whether it is true"),
}


def in_words(reason: Reason, language: str) -> str:
    """One reason in words, with its policy area where it has one."""
    say = translations(language).gettext
    said = say(_WORDS[reason.code]) % {
        name: _number(value, language) for name, value in reason.numbers.items()
    }
    return said if reason.area is None else f"{said} ({label(reason.area, language)})"


def _number(value: float, language: str) -> str:
    return number(value, language) if isinstance(value, int) else numerals(f"{value:,.1f}", language)
