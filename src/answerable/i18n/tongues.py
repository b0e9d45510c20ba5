"""What languages are called: by CLDR where it has a name, and by us for languages of Myanmar that it leaves out.

Codes are those of ISO 639-3 (https://iso639-3.sil.org), names those of Ethnologue, 27th edition.
"""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from answerable.i18n.labels import N_
from answerable.i18n.translations import translations

UNKNOWN = N_("Language not known")

OURS: dict[str, str] = {
    "blk": N_("Pa'o"),
    "cfm": N_("Falam Chin"),
    "cnh": N_("Hakha Chin"),
    "ctd": N_("Tedim Chin"),
    "kac": N_("Jinghpaw (Kachin)"),
    "kar": N_("Karen"),
    "kjp": N_("Eastern Pwo Karen"),
    "ksw": N_("S'gaw Karen"),
    "kyu": N_("Western Kayah"),
    "lhu": N_("Lahu"),
    "mnw": N_("Mon"),
    "mrh": N_("Mara Chin"),
    "pwo": N_("Western Pwo Karen"),
    "rhg": N_("Rohingya"),
    "rki": N_("Rakhine"),
    "shn": N_("Shan"),
    "tvn": N_("Dawei (Tavoyan)"),
}


def language_name(code: str, language: str) -> str:
    """What the language with this code is called in `language`: its code where nobody knows."""
    gettext = translations(language).gettext
    if code == "und":
        return gettext(UNKNOWN)
    if code in OURS:
        return gettext(OURS[code])
    try:
        spoken = Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return code
    return spoken.get_display_name(language) or spoken.get_display_name("en") or code


def country_name(code: str, language: str) -> str:
    """What the country with this code is called in `language`: its code where nobody knows."""
    return Locale(language).territories.get(code) or Locale("en").territories.get(code) or code
