"""The community standards: the ones that ship, and what a mistake in an operator's file is answered with."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import pytest

from answerable.cases.standards import parse_standards, standards_digest
from answerable.errors import Invalid
from answerable.i18n import LANGUAGES
from answerable.vocabulary import PolicyArea, Verdict

TOML = b"""
version = "t-1"
effective_from = 2018-04-01
languages = ["en", "my"]
[[ground]]
code = "hate"
area = "hate"
verdict = "violation"
"""
ENGLISH = "# Standards\nWords.\n## hate: Hate\nSummary.\n### not allowed\n- a\n- b\n### allowed\n- c\n"
BURMESE = "# စံနှုန်း\nစကား။\n## hate: အမုန်းစကား\nအကျဉ်း။\n### not allowed\n- က\n### allowed\n- ခ\n"


def small(**changed: str | bytes | None) -> dict[str, bytes]:
    """A small valid version of the standards, with some files changed or left out."""
    names = {"toml": "standards.toml", "en": "en.md", "my": "my.md"}
    made: dict[str, str | bytes | None] = {"toml": TOML, "en": ENGLISH, "my": BURMESE} | changed
    encoded = {name: text.encode() if isinstance(text, str) else text for name, text in made.items()}
    return {names[name]: content for name, content in encoded.items() if content is not None}


def shipped_versions() -> dict[str, dict[str, bytes]]:
    folder = files("answerable") / "standards"
    return {
        version.name: {file.name: file.read_bytes() for file in version.iterdir()}
        for version in folder.iterdir()
        if version.is_dir() and not version.name.startswith("_")
    }


@pytest.mark.parametrize("version", sorted(shipped_versions()))
def test_what_ships_reads_in_every_language(version: str) -> None:
    standards = parse_standards(shipped_versions()[version])
    assert standards.version == version
    assert set(standards.languages) == set(LANGUAGES)
    assert standards.awaiting_review == ("my",)
    for ground in standards.grounds:
        sizes = {(len(text.not_allowed), len(text.allowed)) for text in ground.texts.values()}
        assert set(ground.texts) == set(LANGUAGES), ground.code
        assert len(sizes) == 1, f"{ground.code}: one language says more than another"


def test_every_area_that_can_be_reported_has_a_ground() -> None:
    standards = parse_standards(shipped_versions()["2018-1"])
    areas = {ground.area for ground in standards.grounds if ground.verdict is Verdict.VIOLATION}
    assert areas == set(PolicyArea) - {PolicyArea.OTHER}
    assert [ground.code for ground in standards.grounds if ground.verdict is Verdict.NO_VIOLATION] == [
        "no-violation"
    ]


def test_burmese_is_unicode_in_storage_order() -> None:
    """No vowel sign or medial begins a word: Zawgyi and visually typed text would."""
    text = shipped_versions()["2018-1"]["my.md"].decode()
    dependent = {chr(point) for point in (*range(0x102B, 0x103F), *range(0x1056, 0x105A))}
    starts = [word for word in text.split() if word[0] in dependent]
    assert starts == []
    # U+1031 (e) follows its consonant, medial or stacked letter; never another vowel sign.
    assert [pair for pair in pairwise(text) if pair[1] == "\u1031" and pair[0] in "ါာိီုူေ"] == []


def test_a_ground_is_found_by_code_and_read_in_a_language() -> None:
    standards = parse_standards(small())
    ground = standards.ground("hate")
    assert ground is not None
    assert ground.text("en").not_allowed == ("a", "b")
    assert ground.text("my").title == "အမုန်းစကား"
    assert ground.text("shn") == ground.text("en")
    assert standards.ground("none") is None
    assert standards.ground(None) is None


def test_the_digest_follows_the_words_and_nothing_else() -> None:
    first = parse_standards(small())
    assert first.digest == standards_digest(first)
    assert (
        parse_standards(small(toml=TOML.replace(b"[[", b"awaiting_review = ['my']\n[["))).digest
        == first.digest
    )
    assert parse_standards(small(en=ENGLISH.replace("- b", "-  b "))).digest == first.digest
    assert parse_standards(small(en=ENGLISH.replace("- b", "- B"))).digest != first.digest
    assert parse_standards(small(toml=TOML.replace(b"t-1", b"t-2"))).digest != first.digest


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"toml": None}, "standards.toml: this file is missing"),
        ({"my": None}, "my.md: this file is missing"),
        ({"toml": b"version = "}, "standards.toml: Invalid value"),
        ({"toml": TOML + b"tone = 'kind'"}, "standards.toml: Object contains unknown field `tone`"),
        (
            {"toml": TOML.replace(b'"hate"\nverdict', b'"hat"\nverdict')},
            "standards.toml: Invalid enum value 'hat'",
        ),
        ({"toml": TOML + TOML[TOML.index(b"[[") :]}, "standards.toml: a ground stands here twice"),
        ({"en": b"# \xff"}, "en.md: byte 2 is not UTF-8"),
        ({"en": "# Standards\nWords.\n"}, "en.md: the ground hate has no section"),
        ({"en": ENGLISH + "## rude: Rude\nSummary.\n"}, "en.md: the ground rude is not in standards.toml"),
        ({"en": ENGLISH + "## hate: Again\n"}, "en.md, line 10: this is not a new ground"),
        ({"en": ENGLISH + "### forbidden\n"}, "en.md, line 10: 'forbidden' is not a part of a ground"),
        ({"en": ENGLISH + "loose words\n"}, "en.md, line 10: each thing stands on its own line"),
        ({"en": ENGLISH + "# Again\n"}, "en.md, line 10: a second title"),
        ({"en": ENGLISH.replace("Summary.\n", "")}, "en.md: the ground hate has no summary"),
        ({"en": ENGLISH.replace("- c\n", "")}, "en.md: hate must say what is not allowed and what is"),
        ({"en": ENGLISH.replace("Words.\n", "")}, "en.md: the title or the opening words are missing"),
    ],
)
def test_a_mistake_is_refused_with_its_place(changed: dict[str, str | bytes | None], said: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_standards(small(**changed))
    assert str(refused.value).startswith(said)
