"""The command line: a command a file. Results go to standard output, everything else to standard error.

Exit status: 0 done; 1 refused, unavailable or tampered with; 2 the command itself was wrong; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback

import typer

from answerable.cli import (
    audit,
    backup,
    cascades,
    crisis,
    database,
    deliveries,
    demo,
    doctor,
    erase,
    evidence,
    imports,
    indicators,
    keys,
    ledger,
    match,
    members,
    on_call,
    openings,
    organisations,
    publish,
    retention,
    reviewers,
    sealing,
    serve,
    sharing,
    text,
    webhooks,
)
from answerable.errors import AnswerableError, Refused, Tampered, Unavailable

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Moderation that answers to the people it protects.",
)

# A line for each file of commands; each has a Typer of its own called `commands`.
for commands in (
    serve.commands,
    demo.commands,
    ledger.commands,
    publish.commands,
    indicators.commands,
    reviewers.commands,
    on_call.commands,
    deliveries.commands,
    imports.commands,
    keys.commands,
    organisations.commands,
    members.commands,
    sealing.commands,
    evidence.commands,
    erase.commands,
    openings.commands,
    retention.commands,
    webhooks.commands,
    sharing.commands,
    cascades.commands,
    crisis.commands,
    database.commands,
    audit.commands,
    backup.commands,
    doctor.commands,
    text.commands,
    match.commands,
):
    app.add_typer(commands)


def main() -> None:
    """Run one command; an error of ours is one clear line and exit status 1, never a traceback."""
    try:
        app()
    except AnswerableError as error:
        _say(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output has gone, which is its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        sys.stderr.write(
            f"answerable: an error that nobody foresaw: {type(error).__name__} at "
            f"{place.filename}:{place.lineno}. Please report it with this line\n"
        )
        sys.exit(1)


def _say(error: AnswerableError) -> None:
    if isinstance(error, Refused):
        for fault in error.faults:
            sys.stderr.write(f"answerable: {fault}\n")
        return
    advice = {
        Unavailable: "try again",
        Tampered: "stop the server and keep everything as it is; see docs/operate.md",
    }
    sys.stderr.write(f"answerable: {error} ({advice.get(type(error), 'try again')})\n")
