"""`answerable doctor`: looks at an installation and says how to mend what is wrong."""

from answerable.cli.doctor.command import commands

__all__ = ["commands"]
