"""What stands on a command line, read as what it means."""

import argparse
import re
from datetime import datetime

from answerable_watchdog.errors import shown

_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])", re.ASCII)


def month_of(text: str) -> str:
    """An argument like 2018-03."""
    if not _MONTH.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a month like 2018-03")
    return text


def time_of(text: str) -> datetime:
    """An argument like 2018-03-01T09:30:00+06:30."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a time like 2018-03-01T09:30:00+06:30")
    return time
