"""Logs: one JSON object a line on standard error, with the fields of an allow-list and no others.

An error is logged by its type and the lines of code it passed through. Its message is left out unless it is one
of ours, since messages of libraries quote values: addresses, notes, rows. Lines of other libraries keep only
their constant text, for the same reason.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

from answerable.errors import AnswerableError

# What a line may say. No field here can hold a reporter, an address, a code, a note or content.
FIELDS = frozenset(
    {
        "at", "level", "event", "logger", "error", "said", "passed",
        "address", "count", "seconds", "size", "entrypoint", "channel", "delivery", "attempts", "status",
        "task", "version", "migrations",
    }
)  # fmt: skip
FRAMES_MOST = 12

Event = MutableMapping[str, Any]


def configure_logs(level: str, stream: TextIO | None = None) -> None:
    """Send our lines and those of the libraries to `stream`, by default standard error; `level` is debug, info,
    warning or error."""
    shared: list[Any] = [_leave_out_arguments, _describe_error, _keep_allowed]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    foreign: list[Any] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    ]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=foreign, processors=[*shared, structlog.processors.JSONRenderer()]
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for quiet in ("httpx", "httpcore", "pgqueuer", "asyncio", "psycopg.pool", "uvicorn"):
        logging.getLogger(quiet).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))


def logger(name: str) -> structlog.stdlib.BoundLogger:
    made: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return made


def describe(error: BaseException) -> dict[str, Any]:
    """What a log may say of an error: its type, its message where it is ours, the code it passed through."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES_MOST:]
    passed = [f"{frame.filename.rpartition('/site-packages/')[2]}:{frame.lineno}" for frame in frames]
    said = {"said": str(error)} if isinstance(error, AnswerableError) else {}
    return {"error": type(error).__name__, "passed": passed} | said


def _leave_out_arguments(_: Any, __: str, event: Event) -> Event:
    """The constant text of a library's line, without the values that were put into it."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord) and not event.get("_from_structlog"):
        event["event"] = str(record.msg)
    return event


def _describe_error(_: Any, __: str, event: Event) -> Event:
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else sys.exc_info()[1] if found is True else found
    if isinstance(error, BaseException):
        event.update(describe(error))
    return event


def _keep_allowed(_: Any, __: str, event: Event) -> Event:
    return {name: value for name, value in event.items() if name in FIELDS}
