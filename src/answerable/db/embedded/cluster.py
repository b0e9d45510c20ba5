"""The files of a cluster: made once by initdb, its settings written anew before every start."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from answerable.db.embedded.place import Place
from answerable.errors import Refused, Unavailable

ADMIN = "postgres"  # superuser: makes roles and databases
NAME = "answerable"  # the role that Answerable connects as, and its database
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
MOST_LOG_BYTES = 8 * 1024 * 1024

# What keeps committed rows through a power cut is spelt out, so that no default can weaken it. The log holds
# no statement, no parameter and no DETAIL ("Key (address)=(...) already exists"): a report's words and its
# reporter's address must not lie in a log. `log` ranks above `error`, so failures of statements are left
# out altogether: whoever sent the statement is told.
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "min_wal_size": "80MB",
    "checkpoint_timeout": "10min",
    "random_page_cost": "1.1",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "log_autovacuum_min_duration": "-1",
    "autovacuum_naptime": "5s",  # plans made for the empty tables of a new installation do not outlive that
    "cluster_name": NAME,
}


def make(place: Place, lock_fd: int) -> None:
    """Make the cluster if there is none; one that was cut short half-way is made again from the start.

    `lock_fd` holds `place.lock`. Initdb inherits it: should we be killed, nobody starts anew before it is gone.
    """
    if place.cluster.exists():
        return
    unfinished = place.base / "cluster.new"
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.mkdir(mode=0o700)
    if place.uid is not None:
        os.chown(unfinished, _lent_uid(), place.uid)
    _initdb(place, unfinished, lock_fd)
    if place.uid is not None:
        _give(unfinished, place.uid)
    unfinished.rename(place.cluster)
    _sync(place.base)


def _initdb(place: Place, target: Path, lock_fd: int) -> None:
    """Run initdb. It insists that the user database names its user, which our own number it does not.

    So as root it borrows the name of another account, but with the cluster's own group: the folder above
    lets only that group pass, and nothing else runs with it. Afterwards all files change hands.
    """
    command = [
        str(place.install / "bin" / "initdb"),
        f"--pgdata={target}",
        f"--username={ADMIN}",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",
        "--auth-local=peer",
        "--auth-host=reject",
        "--no-instructions",
    ]
    borrowed = None if place.uid is None else _lent_uid()
    done = subprocess.run(  # noqa: S603 - our own binary and arguments
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd="/",
        env=ENVIRONMENT,
        umask=0o077,
        pass_fds=(lock_fd,),
        user=borrowed,
        group=place.uid,
        extra_groups=None if borrowed is None else [],
    )
    if done.returncode:
        raise Unavailable(f"{place.base}: PostgreSQL could not make its files: {done.stderr.strip()[-600:]}")


def _lent_uid() -> int:
    """The user number of a system account that initdb may run as; never root, never nobody."""
    accounts = [entry for entry in pwd.getpwall() if entry.pw_uid not in (0, 65534)]
    if not accounts:
        raise Unavailable(
            "PostgreSQL refuses to run as root, and this system has no other account than nobody: "
            "run as an ordinary user, or set ANSWERABLE_DATABASE_URL"
        )
    return min(accounts, key=lambda entry: (entry.pw_name != "daemon", entry.pw_uid)).pw_uid


def _give(folder: Path, uid: int) -> None:
    """All files below `folder` to this user and group."""
    os.chown(folder, uid, uid)
    for path in folder.rglob("*"):
        os.lchown(path, uid, uid)


def _sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_version(place: Place) -> None:
    """Refused: the cluster was made by another major version than these binaries."""
    made_by = (place.cluster / "PG_VERSION").read_text().strip()
    command = [str(place.install / "bin" / "postgres"), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")  # noqa: S603 - our binary
    shown = done.stdout
    found = re.search(r"\) (\d+)", shown)
    if found is None or found[1] != made_by:
        raise Refused(
            f"the database was made by PostgreSQL {made_by}, and this installation brings {shown.strip()}",
            where=str(place.cluster),
            mend="go back to the earlier installation, make a backup there, and restore it with this one",
        )


def configure(place: Place) -> None:
    """Write the settings and who may connect: by the socket alone, known by their user number (peer)."""
    user = pwd.getpwuid(os.geteuid()).pw_name
    settings = {**SETTINGS, "unix_socket_directories": str(place.socket_folder)}
    quoted = (f"{name} = '{value}'\n" for name, value in settings.items())
    _replace(place, "postgresql.conf", "".join(quoted))
    _replace(place, "pg_hba.conf", f"local all {ADMIN},{NAME} peer map={NAME}\n")
    _replace(place, "pg_ident.conf", "".join(f'{NAME} "{user}" {role}\n' for role in (ADMIN, NAME)))


def _replace(place: Place, name: str, text: str) -> None:
    new = place.cluster / f"{name}.new"
    new.touch(mode=0o600)
    new.write_text(text, encoding="utf-8")
    if place.uid is not None:
        os.chown(new, place.uid, place.uid)
    new.replace(place.cluster / name)


def open_log(place: Place) -> int:
    """A descriptor at the end of the log; a long one is set aside first."""
    if place.log.exists() and place.log.stat().st_size > MOST_LOG_BYTES:
        place.log.replace(place.log.with_suffix(".log.1"))
    return os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)


def last_words(place: Place) -> str:
    """The end of the log, for an error. It holds no one's data (see SETTINGS)."""
    lines = place.log.read_text(encoding="utf-8", errors="replace").splitlines() if place.log.exists() else []
    lines = [
        line for line in lines if "is starting up" not in line
    ]  # said to those who come early, of no fault
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "Error" in line]
    return " / ".join((telling or lines)[-3:])
