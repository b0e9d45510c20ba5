"""Languages: every word is there, catalogues are sound, numbers and times read as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import answerable
from answerable.cases.standards import parse_standards
from answerable.enforcement.statements import explain
from answerable.i18n import (
    LANGUAGES,
    choose_language,
    date,
    duration,
    hours,
    moment,
    number,
    numerals,
    translations,
)
from answerable.i18n.labels import label
from answerable.i18n.translations import catalogue
from answerable.records.decision import Statement, StatementAction
from answerable.vocabulary import ActionKind, CaseState, Outcome, PolicyArea, Source, SubjectKind, Verdict
from answerable.web.assets import asset, read_asset
from answerable.web.pages import environment
from answerable.web.report_draft import AREAS, Draft

ROOT = Path(answerable.__file__).parent
PLACEHOLDER = re.compile(r"%\(\w+\)s")
PAGE_BYTES_MAX = 30_000
BURMESE = re.compile(r"[\u1000-\u109f]")


def extracted() -> Iterator[tuple[str, str]]:
    """(file, message id) for all that templates and code say."""
    for path in sorted(ROOT.glob("web/templates/**/*.html")):
        yield from _extract(path, "jinja2.ext:babel_extract", None)
    for path in sorted(ROOT.rglob("*.py")):
        yield from _extract(path, "python", {"N_": None, "gettext": None, "ngettext": (1, 2)})


def _extract(
    path: Path, method: str, keywords: dict[str, tuple[int, ...] | None] | None
) -> Iterator[tuple[str, str]]:
    known = {} if keywords is None else {"keywords": keywords}
    with path.open("rb") as source:
        for _, message, _, _ in extract(method, source, options={"silent": "false"}, **known):
            yield str(path.relative_to(ROOT)), message if isinstance(message, str) else message[0]


def po_files(language: str) -> list[Path]:
    return sorted((ROOT / "i18n/catalogues" / language).glob("*.po"))


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_templates_and_code_say_something() -> None:
    assert len({message for _, message in extracted()}) > 150


def test_every_message_has_burmese_words() -> None:
    known: Catalog = catalogue("my")
    missing = sorted(
        {
            f"{place}: {message}"
            for place, message in extracted()
            if (found := known.get(message)) is None or not all(strings(found))
        }
    )
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_sound(language: str) -> None:
    assert po_files(language)
    for path in po_files(language):
        with path.open("rb") as source:
            part = read_po(source, locale=language, abort_invalid=True)
        for message in part:
            if not message.id:
                continue
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            for text in filter(None, strings(message)):
                assert set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(ids[-1])), (path.name, text)
                if len(ids) == 1:
                    assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(ids[0])), (
                        path.name,
                        text,
                    )
        assert not any(message.fuzzy for message in part if message.id), path.name


def test_burmese_says_that_it_awaits_review() -> None:
    for path in po_files("my"):
        assert '"X-Review-State: awaiting review by native speakers\\n"' in path.read_text(), path.name


def test_burmese_is_never_spaced_or_in_zawgyi_order() -> None:
    for path in po_files("my"):
        words = [
            word for message in catalogue("my") for text in strings(message) for word in str(text).split()
        ]
        assert [word for word in words if word[0] in "ေျြွှာါိီုူံ့း်"] == [], path.name


def test_a_language_without_a_catalogue_reads_as_english() -> None:
    assert translations("xx").gettext("Back") == "Back"
    with pytest.raises(KeyError):
        catalogue("xx")


@pytest.mark.parametrize(
    "word",
    [
        *PolicyArea,
        *ActionKind,
        *CaseState,
        *Outcome,
        *Source,
        *SubjectKind,
        *Verdict,
    ],
)
def test_every_word_of_the_vocabulary_has_a_name(
    word: PolicyArea | ActionKind | CaseState | Outcome | Source | SubjectKind | Verdict,
) -> None:
    assert BURMESE.search(label(word, "my"))
    assert not BURMESE.search(label(word, "en"))


@pytest.mark.parametrize(
    ("header", "explicit", "language"),
    [
        (None, None, "en"),
        ("", None, "en"),
        ("my", None, "my"),
        ("my-MM,my;q=0.9,en;q=0.8", None, "my"),
        ("en-US,en;q=0.9,my;q=0.8", None, "en"),
        ("fr,my;q=0.2,en;q=0.1", None, "my"),
        ("en;q=0,my;q=0.1", None, "my"),
        ("en;q=x,my", None, "my"),
        ("," * 5000 + "my", None, "en"),
        ("en", "my", "my"),
        ("my", "shn", "my"),
        ("my", "<script>", "my"),
    ],
)
def test_the_reader_chooses_before_the_browser(
    header: str | None, explicit: str | None, language: str
) -> None:
    assert choose_language(header, explicit) == language


def test_numbers_are_in_the_reader_s_digits() -> None:
    assert number(12_345, "en") == "12,345"
    assert number(12_345, "my") == "၁၂,၃၄၅"
    assert numerals("48 h", "my") == "၄၈ h"


@pytest.mark.parametrize(
    ("length", "english", "burmese", "in_hours"),
    [
        (timedelta(0), "less than a minute", "တစ်မိနစ်မပြည့်", "less than a minute"),
        (timedelta(minutes=1), "1 minute", "၁ မိနစ်", "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes", "၅၉ မိနစ်", "59 minutes"),
        (timedelta(hours=1, minutes=30), "1 hour 30 minutes", "၁ နာရီ ၃၀ မိနစ်", "1 hour"),
        (timedelta(hours=47, minutes=59), "1 day 23 hours", "၁ ရက် ၂၃ နာရီ", "47 hours"),
        (timedelta(hours=48), "2 days", "၂ ရက်", "48 hours"),
        (timedelta(hours=51), "2 days 3 hours", "၂ ရက် ၃ နာရီ", "51 hours"),
        (timedelta(days=7, minutes=5), "7 days", "၇ ရက်", "168 hours"),
    ],
)
def test_durations_in_words(length: timedelta, english: str, burmese: str, in_hours: str) -> None:
    assert duration(length, "en") == english
    assert duration(length, "my") == burmese
    assert hours(length, "en") == in_hours


def test_hours_are_comparable_with_a_promise_in_burmese() -> None:
    assert hours(timedelta(hours=48), "my") == "၄၈ နာရီ"


def test_times_are_shown_in_yangon() -> None:
    at = datetime(2017, 9, 2, 20, 5, tzinfo=UTC)
    assert moment(at, "en") == "3 September 2017, 02:35"
    assert moment(at, "my") == "၂၀၁၇ ခုနှစ် စက်တင်ဘာ ၃ ရက်၊ ၀၂:၃၅ နာရီ"
    assert date(at, "en") == "3 September 2017"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_form_weighs_little(language: str) -> None:
    """Its first screen and its heaviest question, with style and script, without the font."""
    say = translations(language).gettext
    page = environment(language)
    assets = sum(len(read_asset(name).content) for name in ("answerable.css", "quick-exit.js"))
    start = page.get_template("report/start.html").render(token="t" * 32, promised=timedelta(hours=48))
    question = page.get_template("report/step.html").render(
        step="area",
        number=3,
        count=6,
        draft=Draft(token="t" * 32),
        carried={"note": say("Note (optional)") * 20},
        faults={"area": say("Please choose one.")},
        back_to_check=False,
        areas=[(str(area), say(words), say(hint) if hint else "") for area, (words, hint) in AREAS.items()],
    )
    assert len(start.encode()) + assets < PAGE_BYTES_MAX
    assert len(question.encode()) + assets < PAGE_BYTES_MAX


def test_the_font_travels_packed_and_is_ours() -> None:
    font = read_asset("noto-sans-myanmar.ttf")
    assert font.encoding == "gzip"
    assert len(font.content) < 140_000
    assert asset("answerable.css").startswith("/static/answerable.css?v=")


def test_pages_load_nothing_from_elsewhere_and_have_no_inline_style() -> None:
    for path in ROOT.glob("web/templates/**/*.html"):
        text = path.read_text()
        assert not re.search(r"(src|action)=\"https?:", text), path
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style", text), path
        assert [
            link for link in re.findall(r"href=\"(https?://[^\"]+)\"", text) if "wikipedia.org" not in link
        ] == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_of_reasons_is_put_into_words(language: str) -> None:
    folder = ROOT / "standards/2018-1"
    standards = parse_standards({path.name: path.read_bytes() for path in folder.iterdir()})
    until = datetime(2017, 9, 10, tzinfo=UTC)
    said = Statement(
        verdict=Verdict.VIOLATION,
        standards_version="2018-1",
        ground="harmful-rumour",
        actions=(
            StatementAction(kind=ActionKind.REMOVE_ITEM),
            StatementAction(kind=ActionKind.TEMPORARY_BAN, ends_at=until),
            StatementAction(kind=ActionKind.TEMPORARY_BAN),
        ),
    )
    words = explain(said, standards, language)
    ground = standards.ground("harmful-rumour")
    assert ground is not None
    assert words.ground == ground.text(language)
    assert moment(until, language) in words.lines[1]
    assert "%(" not in " ".join(words.lines)
    assert bool(BURMESE.search(words.sentence)) is (language == "my")
    gone = explain(Statement(verdict=Verdict.GONE, standards_version="2018-1"), standards, language)
    assert gone.ground is None
    assert gone.sentence != words.sentence
