"""`answerable demo`: the September incident, played end to end on this machine."""

from answerable.cli.demo.command import commands

__all__ = ["commands"]
