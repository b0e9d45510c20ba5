"""Which language a text is in, and which script.

The languages that are written with Burmese letters are told by letters of their own, which identifiers by statistics
take for Burmese; Chin by its words. A script that one language is written in answers for it; for the others the
library py3langid is asked, and believed only where it is more sure than not. "und" is the honest answer for the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from answerable.text.encoding import Encoding, Identified, identify
from answerable.text.unicode import convert

UNDETERMINED = "und"
NO_SCRIPT = "Zyyy"
BURMESE_SCRIPT = "Mymr"
LIBRARY_SURE = 0.5
LIBRARY_READS = 2_000
"""Letters that are enough to know a language."""

_OWN_LETTERS: dict[str, str] = {
    "shn": "\u1022\u1075-\u108a",
    "mnw": "\u1028\u1033\u1034\u105a-\u1060",
    "ksw": "\u1061-\u1064",
    "pwo": "\u1065-\u1068",
    "kjp": "\u106e-\u1070",
    "blk": "\uaa7a\uaa7b",
    "kht": "\uaa60-\uaa79",
}
"""Letters that Burmese has not, by language (ISO 639-3): Shan, Mon, S'gaw and Pwo Karen, Pa'o, Khamti."""
_SHARES: dict[str, float] = {"mnw": 0.02, "ksw": 0.04}
_SHARE = 0.08
"""How much of a text its language's own letters are at least; Mon has few that are its own alone."""
_CHIN_WORDS = frozenset(
    [
        "nih", "hna", "cu", "cun", "kha", "tein", "paoh", "vialte", "siseh", "ngei",
        "zong", "hmanh", "awk", "caah", "cucaah", "lawng", "lakah", "ruangah", "tikah", "ahcun",
        "sining", "bantuk", "chungah", "cungah", "he", "zeihmanh", "zei", "mah", "minung", "tiah",
        "asiloah", "lai", "ngeih", "dih", "cio", "kan", "nan", "anmah", "kanmah", "amah",
        "keimah", "pakhat", "upadi", "tinvo", "ahohmanh", "hohmanh", "khawh", "ding",
    ]
)  # fmt: skip
"""Words of Hakha Chin that are short and frequent."""
_CHIN_ENDING = re.compile(r"[a-z]{3,}(?:nak|naa?k|khawh|piak)\b")
_NOT_CHIN = frozenset(["anak", "banyak", "enak", "snack"])
_WORD = re.compile(r"[a-z]+")

_SCRIPTS = {
    "LATIN": "Latn", "MYANMAR": "Mymr", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr",
    "DEVANAGARI": "Deva", "BENGALI": "Beng", "THAI": "Thai", "LAO": "Laoo", "KHMER": "Khmr", "TAMIL": "Taml",
    "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym", "SINHALA": "Sinh", "GUJARATI": "Gujr",
    "GURMUKHI": "Guru", "ORIYA": "Orya", "TIBETAN": "Tibt", "GEORGIAN": "Geor", "ARMENIAN": "Armn",
    "ETHIOPIC": "Ethi", "HANGUL": "Hang", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "CJK": "Hani", "KAYAH": "Kali",
    "HANIFI": "Rohg", "CHAKMA": "Cakm", "MONGOLIAN": "Mong", "TAI": "Tale", "NEW": "Talu", "SYRIAC": "Syrc",
    "THAANA": "Thaa", "TIFINAGH": "Tfng", "CHEROKEE": "Cher",
}  # fmt: skip
"""First words of characters' names, and scripts by ISO 15924."""
_LANGUAGES = {
    "Thai": "th", "Laoo": "lo", "Khmr": "km", "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si",
    "Gujr": "gu", "Guru": "pa", "Orya": "or", "Tibt": "bo", "Geor": "ka", "Armn": "hy", "Hang": "ko", "Jpan": "ja",
    "Hani": "zh", "Grek": "el", "Rohg": "rhg", "Cakm": "ccp", "Thaa": "dv", "Cher": "chr", "Hebr": "he",
    "Kali": "eky",
}  # fmt: skip


class Language(NamedTuple):
    code: str
    """BCP 47; "und" where it is not known."""
    script: str
    """ISO 15924, of most of the letters; "Zyyy" where there are none."""


def language(text: str, encoding: Identified | None = None) -> Language:
    """The language and the script of most of a text."""
    script = _script(text)
    if script == BURMESE_SCRIPT:
        return Language(_of_burmese_script(text, encoding or identify(text)), script)
    if script == "Latn" and _is_chin(text):
        return Language("cnh", script)
    if script in _LANGUAGES:
        return Language(_LANGUAGES[script], script)
    return Language(_by_library(text, script), script)


def _script(text: str) -> str:
    counted = Counter(script for one in text if (script := _script_of(one)) is not None)
    if not counted:
        return NO_SCRIPT
    if counted["Jpan"] and counted["Hani"]:
        counted["Jpan"] += counted.pop("Hani")
    return counted.most_common(1)[0][0]


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str | None:
    """The script of a letter or of a mark that only one script has; None for others."""
    if unicodedata.category(char)[0] not in "LM":
        return None
    words = unicodedata.name(char, "").replace("-", " ").split()
    if not words or words[0] == "COMBINING":
        return None
    if words[0] in {"FULLWIDTH", "HALFWIDTH", "MATHEMATICAL"}:
        return "Latn" if words[0] == "MATHEMATICAL" or "LATIN" in words else _SCRIPTS.get(words[1])
    return _SCRIPTS.get(words[0], "Zzzz")


def _of_burmese_script(text: str, encoding: Identified) -> str:
    if encoding.encoding == Encoding.ZAWGYI:
        return "my"  # no other language is written in it
    read = convert(text, encoding.runs).text
    letters = len(re.findall("[\u1000-\u103f\u104c-\u108f\uaa60-\uaa7f]", read))
    shares = {
        code: len(re.findall(f"[{own}]", read)) / letters for code, own in _OWN_LETTERS.items() if letters
    }
    if shares.get("shn", 0) >= _SHARE:
        return "shn"  # Shan has a vowel in common with Karen
    code, share = max(shares.items(), key=lambda one: one[1], default=("my", 0.0))
    return code if share and share >= _SHARES.get(code, _SHARE) else "my"


def _is_chin(text: str) -> bool:
    words = _WORD.findall(text[:LIBRARY_READS].casefold())
    known = [word for word in words if word in _CHIN_WORDS]
    ending = [word for word in words if _CHIN_ENDING.fullmatch(word) and word not in _NOT_CHIN]
    found = len(set(known)) + len(set(ending))
    enough = 1 if len(words) == 1 and words[0] in {"cucaah", "vialte", "siseh", "zeihmanh"} else 2
    return found >= enough and 5 * (len(known) + len(ending)) >= len(words)


def _by_library(text: str, script: str) -> str:
    if script == NO_SCRIPT:
        return UNDETERMINED
    letters = re.sub(r"https?://\S+|[@#]\w+|[\W\d_]+", " ", text[:LIBRARY_READS])
    code, sure = _library()(letters.encode("utf-8", "replace").decode())
    return code if sure >= LIBRARY_SURE and code != "zxx" else UNDETERMINED


@cache
def _library() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - its model takes half a second

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    classify: Callable[[str], tuple[str, float]] = identifier.classify
    return classify
