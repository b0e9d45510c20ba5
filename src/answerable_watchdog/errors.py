"""The two ways a check ends badly, and how text from an untrusted file is shown to a person."""

SHOWN_MAX = 100


class Refused(Exception):
    """What was checked does not hold, or is not in its format. One line, for a person; exit 1."""


class Unreadable(Exception):
    """A path that was named on the command line cannot be read. One line, for a person; exit 2."""


def shown(text: str | bytes) -> str:
    """Untrusted text, quoted for one line of a terminal: ASCII only, control characters escaped, cut short.

    A receipt may come from anyone; it must not be able to move the cursor or forge a second line.
    """
    if isinstance(text, bytes):
        text = text.decode("utf-8", "backslashreplace")
    cut = text if len(text) <= SHOWN_MAX else text[:SHOWN_MAX] + "..."
    return ascii(cut)
