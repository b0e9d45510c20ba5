"""A month as a PDF in one language, made by typst (extra `pdf`) of the same words and pictures as its page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from typing import Any

import msgspec

from answerable.errors import Unavailable
from answerable.flow.log.figures import MonthFigures
from answerable.i18n import moment, month_name, number, numerals, translations
from answerable.i18n.labels import N_
from answerable.indicators.indicator import Indicator
from answerable.web.figure_words import shown
from answerable.web.pictures import Picture, pictures
from answerable.web.svg import INK, in_ink

TEMPLATE = "templates/transparency/month.typ"


def month_pdf(
    month: MonthFigures,
    measured: Sequence[Indicator],
    unmeasured: Sequence[Indicator],
    language: str,
    leaf: int | None,
) -> bytes:
    """The PDF; the indicators' texts are in the language already. Raises Unavailable where typst is not installed."""
    try:
        import typst  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise Unavailable("a PDF needs the extra `pdf`: install answerable[pdf]") from None
    data = _data(month, measured, unmeasured, language, leaf)
    with (
        as_file(files("manimgx_fonts")) as fonts,
        as_file(files("answerable.web") / TEMPLATE) as template,
    ):
        return bytes(
            typst.compile(
                str(template),
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            )
        )


def _data(
    month: MonthFigures,
    measured: Sequence[Indicator],
    unmeasured: Sequence[Indicator],
    language: str,
    leaf: int | None,
) -> dict[str, Any]:
    say = translations(language).gettext
    drawn = pictures(month.rows, language)
    name = month_name(month.month.last_day.replace(day=1), language)
    bound = (
        say(N_("Provisional: this is not published yet, and no ledger binds it."))
        if leaf is None
        else say(N_("Published in the public ledger as leaf %(leaf)s.")) % {"leaf": number(leaf, language)}
    )
    as_of = say(N_("What became of the reports that were received in this month, as it stood on %(at)s."))
    zone = say(N_("Months and times are those of %(zone)s."))
    counted = "  ·  ".join(
        (
            say(N_("%(number)s reports")) % {"number": number(month.reports, language)},
            say(N_("%(number)s of them still open")) % {"number": number(month.open, language)},
        )
    )
    figures: Mapping[str, Any] = month.figures
    missing = [f"{numerals(one.number, language)} · {one.title}: {one.question}" for one in unmeasured]
    recompute = f"answerable-watchdog recompute --ledger DIR --month {month.month}"
    return {
        "title": say(N_("Figures for %(month)s")) % {"month": name},
        "language": language,
        "fonts": ["Noto Sans", "Noto Sans Myanmar"],
        "lead": [as_of % {"at": moment(month.as_of, language)}, zone % {"zone": month.zone}, bound],
        "sections": [_section(one, figures, drawn, counted, language) for one in measured],
        "last": [
            *([say(N_("Not measured here yet")), *missing] if missing else []),
            f"{say(N_('Recompute this'))}: {recompute}",
        ],
    }


def _section(
    one: Indicator, figures: Mapping[str, Any], drawn: Mapping[str, Picture], counted: str, language: str
) -> dict[str, Any]:
    say = translations(language).gettext
    found, picture = shown(one.number, figures[one.number], language), drawn.get(one.number)
    pairs = [
        (say(N_("Among what")), one.population),
        (say(N_("What is counted")), one.numerator),
        (say(N_("Divided by")), one.denominator),
        *((say(N_("To bear in mind")), caveat) for caveat in one.caveats),
    ]
    return {
        "number": f"{numerals(one.number, language)} · {one.title}",
        "question": f"“{one.question}”" if one.is_asked else one.question,
        "value": numerals(found.value, language),
        "words": found.words,
        "counted": counted,
        "pairs": pairs,
        "grids": msgspec.to_builtins(found.grids),
        "notes": found.notes,
        "picture": None if picture is None else _drawn(picture),
    }


def _drawn(picture: Picture) -> dict[str, Any]:
    key = [(INK[meaning], words) for meaning, words in picture.key]
    return {"title": picture.title, "svg": in_ink(picture.svg), "key": key}
