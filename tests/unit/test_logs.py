"""Logs hold the fields of an allow-list, and nothing that a person reported, wrote or is called."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from answerable.errors import Unavailable
from answerable.observe.logs import FIELDS, configure_logs, describe, logger

SECRET = "daw.mya@example.org"


@pytest.fixture
def lines() -> Iterator[Any]:
    """What was logged so far, parsed."""
    before = logging.root.handlers[:], logging.root.level
    written = io.StringIO()
    configure_logs("info", written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.root.handlers[:], logging.root.level = before[0], before[1]
    structlog.reset_defaults()


def test_only_allowed_fields_are_written(lines: Any) -> None:
    logger("answerable.test").info("something happened", count=3, reporter=SECRET, note=SECRET, code=SECRET)
    [line] = lines()
    assert line.keys() == {"event", "count", "logger", "level", "at"}
    assert (line["event"], line["count"]) == ("something happened", 3)


def test_an_error_is_its_type_and_the_way_it_took(lines: Any) -> None:
    try:
        raise ValueError(f"bad row: {SECRET}")
    except ValueError as error:
        logger("answerable.test").error("a step failed", **describe(error))
        logger("answerable.test").exception("a step failed")
    for line in lines():
        assert line["error"] == "ValueError"
        assert any("test_logs.py" in place for place in line["passed"])
        assert SECRET not in json.dumps(line)


def test_an_error_of_ours_may_say_what_it_is(lines: Any) -> None:
    logger("answerable.test").warning(
        "a loop stopped", **describe(Unavailable("the database does not answer"))
    )
    assert lines()[0]["said"] == "the database does not answer"


def test_lines_of_libraries_keep_their_constant_text_alone(lines: Any) -> None:
    library = logging.getLogger("some.library")
    library.warning("could not send %s to %s", SECRET, SECRET)
    try:
        raise KeyError(SECRET)
    except KeyError:
        library.exception("failed for %s", SECRET)
    first, second = lines()
    assert first["event"] == "could not send %s to %s"
    assert (second["event"], second["error"]) == ("failed for %s", "KeyError")
    assert SECRET not in json.dumps([first, second])


def test_uncaught_in_a_task_is_logged_without_its_words(lines: Any) -> None:
    try:
        raise RuntimeError(SECRET)
    except RuntimeError:
        logging.getLogger("asyncio").error(  # noqa: G201 - as asyncio does it
            "Task exception was never retrieved", exc_info=sys.exc_info()
        )
    [line] = lines()
    assert line["error"] == "RuntimeError"
    assert SECRET not in json.dumps(line)


def test_no_field_could_hold_a_person() -> None:
    assert not FIELDS & {
        "reporter",
        "contact",
        "email",
        "note",
        "text",
        "code",
        "ip",
        "client",
        "path",
        "url",
        "query",
    }
