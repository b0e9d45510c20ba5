"""Reading files with a limit, and text with the rules that signed notes share."""

import re
import sys
from pathlib import Path

from answerable_watchdog.errors import Refused, Unreadable, shown

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def read(path: str, size_max: int) -> bytes:
    """The bytes of the file `path` ("-" is standard input), at most `size_max` of them.

    Raises Unreadable when the system cannot read it, Refused when it is longer than `size_max`.
    """
    try:
        if path == "-":
            data = sys.stdin.buffer.read(size_max + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(size_max + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL byte
        reason = getattr(error, "strerror", None) or "not a path"
        raise Unreadable(f"cannot read {shown(path)}: {reason}") from None
    if len(data) > size_max:
        raise Refused(f"{shown(path)} is longer than {size_max} bytes, the most that such a file can need")
    return data


def as_text(data: bytes, what: str) -> str:
    """`data` as UTF-8 text without control characters other than newline (C2SP signed-note, Format).

    Raises Refused, naming the line; `what` says which file or part it is.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"{what}, line {line}: not UTF-8 text") from None
    if text.startswith("\ufeff"):
        raise Refused(f"{what} starts with a byte order mark: use the file as it was first saved")
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        if found[0] == "\r":
            raise Refused(
                f"{what}, line {line}: a carriage return; a program changed the line endings, "
                "use the file as it was saved (or remove them: tr -d '\\r')"
            )
        raise Refused(f"{what}, line {line}: control character {shown(found[0])}")
    return text
