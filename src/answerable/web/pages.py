"""Pages: one Jinja2 environment a language, and `render`, which every face answers with.

Everything is escaped, and a value that a template names but nobody passed is an error. Templates find
`_`, `ngettext` and `{% trans %}`, `language`, `languages`, `asset(name)`, and the filters `number`,
`numerals`, `date`, `day`, `moment`, `month_name`, `duration`, `hours` and `label`, all in the reader's language, and
`unbroken` for words that come from elsewhere than the catalogues.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Request, Response

from answerable.i18n import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    choose_language,
    date,
    day,
    duration,
    hours,
    moment,
    month_name,
    number,
    numerals,
    translations,
    unbroken,
)
from answerable.i18n.labels import label
from answerable.web.assets import asset


@cache
def environment(language: str) -> Environment:
    """The templates of one language; made once, kept while the server lives."""
    made = Environment(
        loader=PackageLoader("answerable.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalogue = translations(language)
    made.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        catalogue.gettext, catalogue.ngettext, newstyle=True, pgettext=catalogue.pgettext
    )
    made.globals |= {"language": language, "languages": tuple(LANGUAGES.items()), "asset": asset}
    for word in (number, numerals, date, day, moment, month_name, duration, hours, label):
        made.filters[word.__name__] = partial(word, language=language)
    made.filters["unbroken"] = unbroken
    return made


def render(template: str, language: str, *, status_code: int = 200, **values: Any) -> Response[bytes]:
    """Fill `template` in `language`. Pages are never stored by a browser or a proxy (see `web.headers`)."""
    chosen = language if language in LANGUAGES else DEFAULT_LANGUAGE
    text = environment(chosen).get_template(template).render(**values)
    return Response(
        text.encode(),
        status_code=status_code,
        media_type=MediaType.HTML,
        headers={"content-language": chosen, "vary": "accept-language"},
    )


def reader_language(request: Request[Any, Any, Any], explicit: str | None = None) -> str:
    """The language to answer `request` in: a choice made on the page, else `?lang=`, else the browser's."""
    asked = explicit or request.query_params.get("lang")
    return choose_language(request.headers.get("accept-language"), asked)
