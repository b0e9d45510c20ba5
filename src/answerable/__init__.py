"""Answerable: moderation that answers to the people it protects."""

__version__ = "0.1.0"
