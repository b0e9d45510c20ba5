"""The folder that makes a witness: its key, the logs that it follows, its state, and evidence.

DIR/key        the signing key, in the form of Go's note package; only its owner can read it
DIR/logs       a line for each key of a log: <vkey> [<origin, where it is not the key's name>]
DIR/state.db   what was cosigned (witness_state.py)
DIR/evidence/  a folder for each pair of signed checkpoints that do not agree
DIR/lock       held by the one process that serves this folder
"""

import base64
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerable_watchdog.encoding import from_base64, to_base64
from answerable_watchdog.errors import Refused, Unreadable, shown
from answerable_watchdog.files import as_text, read
from answerable_watchdog.note import COSIGNATURE, ED25519, Key, is_key_name, parse_key

fcntl: Any
try:
    import fcntl
except ImportError:  # Windows, where everything but serving works
    fcntl = None

FILE_BYTES_MAX = 256 * 1024
# Only a log can make a fork; what is unproven anyone can, by sending a true checkpoint with a wrong proof.
EVIDENCE_MAX = {"fork": 1000, "unproven": 100}
_HEADER = "PRIVATE+KEY"


@dataclass(frozen=True)
class SigningKey:
    """A witness's key under its name."""

    name: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> Key:
        material = bytes([COSIGNATURE]) + self.private.public_key().public_bytes_raw()
        key_id = hashlib.sha256(self.name.encode() + b"\n" + material).digest()[:4]
        return Key(self.name, key_id, COSIGNATURE, material[1:])

    @property
    def vkey(self) -> str:
        key = self.public
        return f"{key.name}+{key.key_id.hex()}+{to_base64(bytes([key.kind]) + key.public)}"

    def cosign(self, text: str, at: int) -> str:
        """The signature line over a checkpoint's text at second `at` (C2SP tlog-cosignature): for the same text and
        second always the same line."""
        value = self.private.sign(f"cosignature/v1\ntime {at}\n{text}".encode())
        return f"\u2014 {self.name} {to_base64(self.public.key_id + at.to_bytes(8) + value)}\n"


class Folder:
    """A witness's folder, which `init` made. Raises Unreadable where something in it cannot be read."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.logs_file = self.path / "logs"
        self.state_file = self.path / "state.db"

    def init(self, name: str) -> SigningKey:
        """Make folder and key. Raises Refused where there is a key already: it must not be lost."""
        if not is_key_name(name):
            raise Refused(f"not a key's name: {shown(name)}; write for example witness.example.org/w1")
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            key = SigningKey(name, Ed25519PrivateKey.generate())
            seed = base64.b64encode(bytes([COSIGNATURE]) + key.private.private_bytes_raw()).decode()
            line = f"{_HEADER}+{name}+{key.public.key_id.hex()}+{seed}\n"
            handle = os.open(self.path / "key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
            sync(self.path)
        except FileExistsError:
            raise Refused(f"{shown(str(self.path))} is a witness already; a witness keeps its key") from None
        except OSError as error:
            raise Unreadable(f"cannot write to {shown(str(self.path))}: {error.strerror}") from None
        return key

    def key(self) -> SigningKey:
        """The key. Raises Refused where others could read it, or where it is none."""
        path = self.path / "key"
        text = as_text(read(str(path), FILE_BYTES_MAX), "the witness's key")
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise Refused(f"{shown(str(path))} can be read by others: run chmod 600 on it")
        parts = text.rstrip("\n").split("+", 4)
        if len(parts) != 5 or "+".join(parts[:2]) != _HEADER:
            raise Refused(f"{shown(str(path))} is not a witness's key")
        seed = from_base64(parts[4], "the witness's key")
        if len(seed) != 33 or seed[0] != COSIGNATURE:
            raise Refused(f"{shown(str(path))} is not an Ed25519 cosigning key")
        key = SigningKey(parts[2], Ed25519PrivateKey.from_private_bytes(seed[1:]))
        if key.public.key_id.hex() != parts[3]:
            raise Refused(f"{shown(str(path))}: its id is not that of its name and key")
        return key

    def logs(self) -> dict[str, list[Key]]:
        """The keys that are believed, by the origin of their log. Raises Refused, naming the line."""
        if not self.logs_file.exists():
            return {}
        found: dict[str, list[Key]] = {}
        text = as_text(read(str(self.logs_file), FILE_BYTES_MAX), "logs")
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    add_log(found, line)
                except Refused as error:
                    raise Refused(f"logs, line {number}: {error}") from None
        return found

    def follow(self, line: str) -> None:
        """Follow one more log; `line` as in the file. Raises Refused where it is followed already."""
        add_log(self.logs(), line)
        old = self.logs_file.read_bytes() if self.logs_file.exists() else b""
        if old and not old.endswith(b"\n"):
            old += b"\n"
        draft = self.logs_file.with_name(f".logs.{os.getpid()}")
        try:
            with draft.open("wb") as file:
                file.write(old + line.encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.logs_file)
            sync(self.path)
        except OSError as error:
            raise Unreadable(f"cannot write to {shown(str(self.path))}: {error.strerror}") from None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for this process alone; it is free again when the process ends, however it ends."""
        if fcntl is None:
            raise Refused("serving a witness needs a POSIX system (Linux, macOS, BSD)")
        try:
            file = (self.path / "lock").open("w")
        except OSError as error:
            raise Unreadable(f"cannot use {shown(str(self.path))}: {error.strerror}") from None
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Refused(f"another process serves {shown(str(self.path))} already") from None
            yield

    def evidence(self) -> list[str]:
        """The names of the evidence kept, in order."""
        folder = self.path / "evidence"
        return sorted(one.name for one in folder.iterdir() if one.name[0] != ".") if folder.is_dir() else []

    def keep_evidence(self, kind: str, name: str, files: dict[str, str]) -> bool:
        """Keep two signed checkpoints for others to see, all of it or nothing, once; `kind` is "fork" or "unproven".
        False where it is kept already, or where so much is kept that one more would tell nobody more."""
        folder, place = self.path / "evidence", f"{kind}-{name}"
        folder.mkdir(exist_ok=True)
        kept = [one for one in self.evidence() if one.startswith(kind)]
        if place in kept or len(kept) >= EVIDENCE_MAX[kind]:
            return False
        draft = folder / f".{place}.{secrets.token_hex(4)}"
        draft.mkdir()
        try:
            for file_name, text in files.items():
                with (draft / file_name).open("w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
            sync(draft)
            draft.rename(folder / place)
            sync(folder)
        except FileExistsError:
            return False
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return True

    def drop_evidence(self, suffix: str) -> None:
        """Drop what was unproven and is cosigned now: it was no evidence."""
        for name in self.evidence():
            if name.startswith("unproven-") and name.endswith(suffix):
                shutil.rmtree(self.path / "evidence" / name, ignore_errors=True)


def add_log(logs: dict[str, list[Key]], line: str) -> None:
    """Add the key of one line `<vkey> [<origin>]`. Raises Refused for another form, or a key given twice."""
    vkey, _, origin = line.strip().partition(" ")
    key = parse_key(vkey, ED25519)
    keys = logs.setdefault(origin.strip() or key.name, [])
    if key in keys:
        raise Refused(f"the log {shown(origin.strip() or key.name)} is followed with this key already")
    keys.append(key)


def sync(folder: Path) -> None:
    """Make names in a folder durable."""
    if os.name != "posix":  # Windows has no such thing to ask for
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
