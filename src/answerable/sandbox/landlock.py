"""Files that a fetcher may read (landlock(7), Linux 5.13): those that resolving names takes, and none of the server's.

A fetcher must open /etc/resolv.conf while it works. Where the server is no root, its fetcher runs as the same user,
whom the rights of files would not keep from the key file.
"""

from __future__ import annotations

import ctypes
import os
import struct

READABLE = ("/etc", "/usr", "/lib", "/lib64", "/run/systemd/resolve", "/run/resolvconf", "/run/nscd")

# The same numbers on every architecture (linux/landlock.h).
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_PATH_BENEATH = 1
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_ALL = (1 << 13) - 1  # what the first version knows: reading, writing, executing, making and removing


def read_only_the_system(libc: ctypes.CDLL, *, execute: bool = False) -> None:
    """Leave this process nothing but reading below READABLE, for good. Raises OSError where the kernel has no Landlock;
    new rights must be given up before. `execute`: programs of the system may be started too."""
    attributes = struct.pack("=Q", _ALL)
    ruleset = _call(libc, _CREATE, attributes, len(attributes), 0)
    try:
        for path in READABLE:
            _allow(libc, ruleset, path, _READ_FILE | _READ_DIR | (_EXECUTE if execute else 0))
        _call(libc, _RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        _call(libc, _ADD, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, folder), 0)
    finally:
        os.close(folder)


def _call(libc: ctypes.CDLL, number: int, *arguments: int | bytes) -> int:
    """A system call that the C library has no name for."""
    given = [ctypes.c_char_p(one) if isinstance(one, bytes) else ctypes.c_long(one) for one in arguments]
    result = int(libc.syscall(ctypes.c_long(number), *given))
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused by the system")
    return result
