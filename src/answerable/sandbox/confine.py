"""What a child gives up before it reads untrusted bytes: memory, time, files, other programs, its user, the network.

Everything is tried; what the computer refuses is named, so that operators can see it (`answerable doctor`). Where
the system calls are filtered (Linux), the filter alone already keeps out files, network and other programs.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from functools import partial

from answerable.sandbox.landlock import read_only_the_system
from answerable.sandbox.messages import Limits
from answerable.sandbox.syscalls import filter_calls, forbid_calls

# systemd's UIDS-GIDS document leaves 60578-61183 to nobody; the embedded PostgreSQL takes 60600 and above.
OWN_UIDS = range(60578, 60600)
FILES_MOST, FILES_MOST_FETCHING, FILES_MOST_PROGRAMS = 3, 24, 64  # a decoder has its three pipes
NEEDED = frozenset({"no files but the system's", "filtered system calls"})  # or no program is started

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38


def confine(limits: Limits, slot: int, *, network: bool, programs: bool = False) -> tuple[str, ...]:
    """Give up all that this task does not need; return the names of what could not be given up."""
    linux = sys.platform.startswith("linux")
    libc = ctypes.CDLL(None, use_errno=True) if linux else None
    lacking: list[str] = []

    def attempt(name: str, step: Callable[[], object]) -> None:
        try:
            step()
        except (OSError, ValueError, OverflowError):
            lacking.append(name)

    if linux:
        attempt("a single thread", _be_alone)
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s)  # an orphan ends by itself
    if libc is not None and not network:
        attempt("no network", partial(_call, libc.unshare, _namespaces()))
    for name, what, soft, hard in _resources(limits, network=network, programs=programs):
        attempt(name, partial(resource.setrlimit, what, (soft, hard)))
    if os.geteuid() == 0:
        attempt("a user of its own", partial(_become, OWN_UIDS[slot % len(OWN_UIDS)]))
    if libc is None:
        return (*lacking, "no network", "no files but the system's", "filtered system calls")
    for number, value in ((PR_SET_PDEATHSIG, signal.SIGKILL), (PR_SET_DUMPABLE, 0), (PR_SET_NO_NEW_PRIVS, 1)):
        attempt("no new rights", partial(_call, libc.prctl, number, value, 0, 0, 0))
    if network or programs:
        attempt("no files but the system's", partial(read_only_the_system, libc, execute=programs))
    rules = partial(forbid_calls, libc) if programs else partial(filter_calls, libc, network=network)
    attempt("filtered system calls", rules)
    return tuple(dict.fromkeys(lacking))


def _resources(limits: Limits, *, network: bool, programs: bool) -> list[tuple[str, int, int, int]]:
    """Name, resource, soft and hard limit. Past the soft one of processor time comes SIGXCPU, which says why. A program
    gets its input in a file in memory."""
    memory = limits.memory_mib * 1024 * 1024
    files = FILES_MOST_PROGRAMS if programs else FILES_MOST_FETCHING if network else FILES_MOST
    written = limits.input_bytes if programs else 0
    found = [] if programs else [("no new processes", resource.RLIMIT_NPROC, 0, 0)]
    return [
        *found,
        ("a limit on memory", resource.RLIMIT_AS, memory, memory),
        ("a limit on processor time", resource.RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 1),
        ("no files written", resource.RLIMIT_FSIZE, written, written),
        ("no core dumps", resource.RLIMIT_CORE, 0, 0),
        ("a limit on open files", resource.RLIMIT_NOFILE, files, files),
    ]


def _be_alone() -> None:
    """The filter holds for the thread that sets it: another one that a library started would stay free."""
    if len(os.listdir("/proc/self/task")) != 1:  # noqa: PTH208 - pathlib is slower to load than this to run
        raise OSError("a library started a thread")


def _namespaces() -> int:
    """Root needs no user namespace to leave the network; others need one."""
    return CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWUSER | CLONE_NEWNET


def _become(uid: int) -> None:
    """As root: become a user that owns nothing, and from which there is no way back."""
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
    if os.getuid() != uid or os.geteuid() != uid:
        raise OSError("the user did not change")


def _call(function: Callable[..., int], *arguments: int) -> None:
    """A call of the C library; raises OSError where it fails."""
    if function(*map(ctypes.c_ulong, arguments)) != 0:
        raise OSError(ctypes.get_errno(), "refused by the system")
