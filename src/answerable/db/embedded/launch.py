"""Start the embedded PostgreSQL, or join the one that runs; it stops when its last user goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import psycopg

from answerable.db.embedded import cluster, keeper, locks, place
from answerable.db.embedded.place import Place
from answerable.errors import Refused, Unavailable

START_PATIENCE_S = 300.0  # recovery after a crash replays up to max_wal_size
SOCKET_PATIENCE_S = 30.0  # the socket is there before recovery begins
STOP_PATIENCE_S = 30.0  # more than the keeper has


class Server:
    """One process's share of a running server. It ends with `release()`, with `with`, or with the process."""

    def __init__(self, where: Place, users_fd: int) -> None:
        self._place = where
        self._users_fd: int | None = users_fd
        self._process = os.getpid()

    @property
    def url(self) -> str:
        """Conninfo of Answerable's own database, as its own role (no superuser; it may create databases)."""
        return url(self._place, cluster.NAME, cluster.NAME)

    @property
    def admin_url(self) -> str:
        """Conninfo as the superuser, for maintenance and tests."""
        return url(self._place, cluster.ADMIN, cluster.ADMIN)

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self._place.log

    @property
    def cluster(self) -> Path:
        """The server's files."""
        return self._place.cluster

    def release(self) -> None:
        """Go; if we were the last, wait until the server has stopped. A second call does nothing."""
        if self._users_fd is None:
            return
        descriptor, self._users_fd = self._users_fd, None
        forked = os.getpid() != self._process  # our parent's share, which we must not give up
        # Whoever gets the lock alone is the last; if it cannot even be shared, the keeper already stops.
        last = not forked and (locks.take(descriptor) or not locks.take(descriptor, shared=True))
        os.close(descriptor)
        if last:
            locks.await_free(self._place.keeper, STOP_PATIENCE_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def start(data_folder: Path) -> Server:
    """The server of this data folder, started if nobody uses it yet, ready for connections.

    Any number of processes may share it. It outlives each of them as long as another uses it, is restarted
    when it crashes, and stops in order when the last user has gone, however it went. Blocks (0.1 s for a
    start, about 0.6 s with a new cluster), so call it before the event loop runs.

    Refused: the cluster is another user's or another major version's. Unavailable: it does not start.
    """
    try:
        while True:
            where = place.find(data_folder)
            with locks.exclusive(where.lock) as lock_fd:
                if where.lock.exists():  # else it was discarded while we waited: begin again
                    return _join(where, lock_fd)
    except OSError as error:
        mend = "mend that, or set ANSWERABLE_DATABASE_URL to a database of your own"
        raise Unavailable(f"no embedded database for {data_folder}: {error} ({mend})") from error


def _join(where: Place, lock_fd: int) -> Server:
    """Become a user, and see to it that there is a server to use. `lock_fd` holds `where.lock`."""
    users_fd = locks.opened(where.users)
    try:
        locks.share(users_fd)  # waits for a keeper that is just stopping
        started = _ensure_keeper(where, lock_fd)
        try:
            _prepare(where)
        except Unavailable:
            if started or not _ensure_keeper(where, lock_fd):
                raise
            _prepare(where)  # the keeper that was at work when we came has been killed since
    except BaseException:
        os.close(users_fd)
        raise
    return Server(where, users_fd)


def discard(data_folder: Path) -> None:
    """Delete the data folder's database for good. Refused: somebody uses it."""
    where = place.find(data_folder)
    with locks.exclusive(where.lock):
        descriptor = locks.opened(where.users)
        try:
            if not locks.take(descriptor) and not _gone(where, descriptor):
                mend = "stop what uses it first"
                raise Refused("the database is in use", where=str(data_folder), mend=mend)
            locks.await_free(where.keeper, STOP_PATIENCE_S)
            place.remove(where, data_folder)
        finally:
            os.close(descriptor)


def _gone(where: Place, descriptor: int) -> bool:
    """Whether the lock was held by a keeper that stops the server; waits for it."""
    return not locks.take(descriptor, shared=True) and locks.await_free(where.keeper, STOP_PATIENCE_S)


def url(where: Place, role: str, database: str) -> str:
    """A libpq URI over the socket. Port and TLS are named, so that PGPORT and PGSSLMODE do not interfere."""
    return f"postgresql://{role}@/{database}?host={quote(str(where.socket_folder), safe='')}&port=5432"


def _ensure_keeper(where: Place, lock_fd: int) -> bool:
    """Start a keeper unless one is at work; its lock passes to it with the descriptor, so there is no gap.

    Whether we started it.
    """
    keeper_fd = locks.opened(where.keeper)
    try:
        if not locks.take(keeper_fd):
            return False
        cluster.make(where, lock_fd)
        cluster.check_version(where)
        place.make_socket_folder(where)
        cluster.configure(where)
        _spawn_keeper(where, keeper_fd)
        return True
    finally:
        os.close(keeper_fd)


def _spawn_keeper(where: Place, keeper_fd: int) -> None:
    users_fd = locks.opened(where.users)  # an opening of its own, since locks belong to openings
    log_fd = cluster.open_log(where)
    try:
        subprocess.run(  # noqa: S603 - our own file, run by the interpreter that runs us
            [sys.executable, "-I", "-S", keeper.__file__, json.dumps(orders(where, keeper_fd, users_fd))],
            stdin=subprocess.DEVNULL,
            stdout=log_fd,
            stderr=log_fd,
            cwd="/",
            start_new_session=True,
            pass_fds=(keeper_fd, users_fd),
            check=True,
        )
    finally:
        os.close(users_fd)
        os.close(log_fd)


def orders(where: Place, keeper_fd: int, users_fd: int) -> dict[str, Any]:
    """What the keeper is told (see `keeper.Keeper`)."""
    return {
        "command": [str(where.install / "bin" / "postgres"), "-D", str(where.cluster)],
        "cluster": str(where.cluster),
        "environment": cluster.ENVIRONMENT,
        "user": where.uid,
        "group": where.uid,
        "keeper_fd": keeper_fd,
        "users_fd": users_fd,
    }


def _prepare(where: Place) -> None:
    """Wait until the server answers, then make Answerable's role and database if they are missing."""
    with _first_connection(where) as connection:
        if not connection.execute("select from pg_roles where rolname = 'answerable'").fetchall():
            connection.execute("create role answerable login createdb")
        if not connection.execute("select from pg_database where datname = 'answerable'").fetchall():
            connection.execute("create database answerable owner answerable")


def _first_connection(where: Place) -> psycopg.Connection[Any]:
    began = time.monotonic()
    address = url(where, cluster.ADMIN, cluster.ADMIN)
    while True:
        try:
            return psycopg.connect(address, autocommit=True, connect_timeout=10)
        except psycopg.OperationalError as error:
            if locks.is_free(where.keeper):
                said = cluster.last_words(where)
                raise Unavailable(f"PostgreSQL does not start: {said} (its log: {where.log})") from error
            listens = (where.socket_folder / ".s.PGSQL.5432").exists()
            if time.monotonic() - began > (START_PATIENCE_S if listens else SOCKET_PATIENCE_S):
                what = "does not answer" if listens else f"has lost its socket in {where.socket_folder}"
                mend = "end the programs that use it, then start again"
                raise Unavailable(f"PostgreSQL runs but {what}: {mend} (its log: {where.log})") from error
        time.sleep(0.01)
