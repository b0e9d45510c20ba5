"""The command line: a command a file. Results go to standard output, everything else to standard error.

Exit status: 0 done; 1 refused, unavailable or tampered with; 2 the command itself was wrong; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import typer

from answerable.errors import AnswerableError, Refused, Tampered, Unavailable

FILES: dict[str, tuple[str, ...]] = {
    "serve": ("serve",),
    "demo": ("demo",),
    "ledger": ("ledger",),
    "publish": ("publish",),
    "indicators": ("indicators",),
    "declare": ("declare",),
    "parity": ("parity",),
    "filing": ("filing",),
    "reviewers": ("reviewer",),
    "on_call": ("on-call",),
    "crisis": ("crisis",),
    "deliveries": ("deliveries",),
    "imports": ("import",),
    "keys": ("platform", "key"),
    "organisations": ("organisation",),
    "members": ("member",),
    "sealing": ("keys",),
    "evidence": ("evidence",),
    "erase": ("erase",),
    "openings": ("openings",),
    "retention": ("retention",),
    "webhooks": ("webhook",),
    "sharing": ("sharing",),
    "cascades": ("cascades",),
    "incident": ("incident",),
    "database": ("database",),
    "audit": ("audit",),
    "backup": ("backup", "restore"),
    "doctor": ("doctor",),
    "text": ("text",),
    "match": ("match",),
}
"""The files of commands, in the order in which they are shown, and the first words of each one's commands. Each file
has a Typer of its own called `commands`."""


def app_for(words: Sequence[str] = ()) -> typer.Typer:
    """The program as far as a command line needs it: the file of its command, or all of them for any other words. To
    load all takes seconds on a small computer."""
    made = typer.Typer(
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        help="Moderation that answers to the people it protects.",
    )
    made.callback()(_no_more)
    called = [file for file, names in FILES.items() if words and words[0] in names]
    for file in called or FILES:
        made.add_typer(import_module(f"answerable.cli.{file}").commands)
    return made


def __getattr__(name: str) -> typer.Typer:
    """`app`, the whole program, made when somebody asks for it."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return app_for()


def _no_more() -> None:
    # With a callback a program of one command still is called by that command's name.
    pass


def main() -> None:
    """Run one command; an error of ours is one clear line and exit status 1, never a traceback."""
    try:
        app_for(sys.argv[1:])()
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
