"""What a witness has cosigned, kept so that it never cosigns anything else: one SQLite file.

A row is committed, with file and folder synced, before its cosignature exists. Killed at any moment, a witness has
either forgotten a request that nobody got an answer to, or remembers one whose answer may be asked for again.
"""

import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

from answerable_watchdog.errors import Unreadable, shown

WAIT_S = 10.0

_TABLE = """
    create table if not exists cosigned (
        origin text not null,
        size integer not null check (size >= 0),
        root blob not null check (length(root) = 32),
        note text not null,
        at integer not null,
        primary key (origin, size)
    ) without rowid
"""


@dataclass(frozen=True)
class Cosigned:
    """A checkpoint that this witness cosigned: `note` with the log's signatures, `at` the cosignature's second."""

    origin: str
    size: int
    root: bytes
    note: str
    at: int


class Conflict(Exception):
    """The state is not what the caller took it for; `latest` is what it is."""

    def __init__(self, latest: Cosigned | None) -> None:
        super().__init__("the state has moved on")
        self.latest = latest


class State:
    """The checkpoints that were cosigned. May be used by several threads; one writes at a time."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            self._file = sqlite3.connect(
                path, timeout=WAIT_S, isolation_level=None, check_same_thread=False, cached_statements=16
            )
            # EXTRA syncs the folder too, after the rollback journal is gone: only then is a commit a commit.
            self._file.execute("pragma synchronous = extra")
            self._file.execute(_TABLE)
        except sqlite3.Error as error:
            raise Unreadable(f"cannot use {shown(str(path))}: {error}") from None

    def close(self) -> None:
        self._file.close()

    def latest(self, origin: str) -> Cosigned | None:
        """The largest checkpoint of this log."""
        with self._lock:
            return self._latest(origin)

    def at_size(self, origin: str, size: int) -> Cosigned | None:
        """The checkpoint of exactly this size, if it was cosigned."""
        with self._lock:
            return self._one("origin = ? and size = ?", origin, size)

    def origins(self) -> list[str]:
        with self._lock:
            return [row[0] for row in self._file.execute("select distinct origin from cosigned order by 1")]

    def advance(self, old_size: int, new: Cosigned) -> Cosigned:
        """Make `new` the latest, durably, if the latest is of `old_size` still (0: there is none). Its time is never
        before one that was signed. Returns what is to be cosigned; raises Conflict where the state is another."""
        with self._lock:
            self._file.execute("begin immediate")
            try:
                kept = self._advance(old_size, new)
                self._file.execute("commit")
            except BaseException:
                if self._file.in_transaction:
                    self._file.execute("rollback")
                raise
            return kept

    def _advance(self, old_size: int, new: Cosigned) -> Cosigned:
        latest = self._latest(new.origin)
        if (latest.size if latest else 0) != old_size:
            raise Conflict(latest)
        if latest and new.size == latest.size and new.root != latest.root:
            raise Conflict(latest)
        kept = Cosigned(new.origin, new.size, new.root, new.note, max(new.at, latest.at if latest else 0))
        self._file.execute(
            "insert into cosigned (origin, size, root, note, at) values (?, ?, ?, ?, ?) "
            "on conflict (origin, size) do update set at = excluded.at",
            (kept.origin, kept.size, kept.root, kept.note, kept.at),
        )
        return kept

    def _latest(self, origin: str) -> Cosigned | None:
        return self._one("origin = ? order by size desc limit 1", origin)

    def _one(self, where: str, *values: object) -> Cosigned | None:
        sql = f"select origin, size, root, note, at from cosigned where {where}"  # noqa: S608 - our own words
        row = self._file.execute(sql, values).fetchone()
        return Cosigned(*row) if row else None
