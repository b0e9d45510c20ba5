"""What a backup says of itself: enough to tell whether it is whole, of which installation, and as of when."""

from __future__ import annotations

from datetime import datetime

import msgspec

FORMAT = 1


class KeptFile(msgspec.Struct, frozen=True):
    """One file of a backup."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`manifest.json`. All of it is as of the one moment that the database was written out at."""

    made_at: datetime
    answerable: str
    postgresql: int
    migrations: dict[str, str]
    """The SHA-256 of each migration that had been applied, by its name."""
    origin: str
    log_size: int
    log_root: str
    """Hexadecimal, empty for an empty log."""
    keys: dict[str, str]
    """Fingerprints of the keys that this backup needs, by their use; the keys themselves are kept elsewhere."""
    settings: dict[str, str | None]
    """Which settings were given; the values of those that a restored installation should have again."""
    files: dict[str, KeptFile]
    format: int = FORMAT
