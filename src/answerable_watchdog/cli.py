"""The command `answerable-watchdog`: results on standard output, everything else on standard error.

Exit status: 0 it holds, 1 it does not (one line says what), 2 wrong usage or a path that cannot be read.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from answerable_watchdog import (
    __version__,
    challenge_command,
    compare_command,
    fetch_command,
    monitor_command,
    own_command,
    recompute_command,
    verify_command,
    witness_command,
)
from answerable_watchdog.errors import Refused, Unreadable


def parser() -> argparse.ArgumentParser:
    """The command line: one subcommand for each check."""
    top = argparse.ArgumentParser(
        prog="answerable-watchdog",
        description="Check what an Answerable platform says, without trusting it.",
    )
    top.add_argument("--version", action="version", version=f"answerable-watchdog {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    verify_command.add_to(commands)
    recompute_command.add_to(commands)
    fetch_command.add_to(commands)
    own_command.add_to(commands)
    challenge_command.add_to(commands)
    monitor_command.add_to(commands)
    compare_command.add_to(commands)
    witness_command.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status. `arguments` are the words after the command's name."""
    for stream in (sys.stdout, sys.stderr):  # an old console may know neither UTF-8 nor every letter
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except Refused as error:
        sys.stderr.write(f"answerable-watchdog: {error}\n")
        return 1
    except Unreadable as error:
        sys.stderr.write(f"answerable-watchdog: {error}\n")
        return 2
    except BrokenPipeError:
        # The reader of our output has gone; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status
