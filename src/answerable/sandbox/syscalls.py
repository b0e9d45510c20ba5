"""A filter of system calls (seccomp(2), Linux): what is not on the list fails with EPERM.

A decoder may compute, read its pipe and write its pipe. A fetcher may also open sockets and read files (the resolver
needs /etc/resolv.conf). Neither can write a file, start a program, send a signal or look into another process.
A program of the system's makes calls that nobody can list: for it those are closed that reach others.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

PR_SET_SECCOMP, MODE_FILTER = 22, 2
_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}  # linux/audit.h; column below
_X32 = 0x40000000  # calls of the x32 ABI pass for others by number

# BPF instructions (linux/bpf_common.h) on struct seccomp_data: nr at 0, arch at 4, low half of args[2] at 32.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCH_AT, _FLAGS_AT = 0, 4, 32
_ALLOW, _KILL, _DENY = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_WRITES = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND

# Name: number on x86_64, number on aarch64 (None: there is no such call).
_COMPUTING: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62),
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214), "mremap": (25, 216),
    "madvise": (28, 233), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132), "readv": (19, 65), "writev": (20, 66), "sched_yield": (24, 124),
    "nanosleep": (35, 101), "clock_nanosleep": (230, 115), "clock_gettime": (228, 113),
    "clock_getres": (229, 114), "gettimeofday": (96, 169), "getpid": (39, 172), "gettid": (186, 178),
    "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "getrusage": (98, 165), "futex": (202, 98), "getrandom": (318, 278), "rseq": (334, 293),
    "membarrier": (324, 283), "restart_syscall": (219, 128), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
_REACHING: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198), "connect": (42, 203), "sendto": (44, 206), "recvfrom": (45, 207),
    "sendmsg": (46, 211), "recvmsg": (47, 212), "sendmmsg": (307, 269), "recvmmsg": (299, 243),
    "shutdown": (48, 210), "bind": (49, 200), "getsockname": (51, 204), "getpeername": (52, 205),
    "setsockopt": (54, 208), "getsockopt": (55, 209), "poll": (7, None), "ppoll": (271, 73),
    "select": (23, None), "pselect6": (270, 72), "fcntl": (72, 25), "ioctl": (16, 29), "uname": (63, 160),
    "stat": (4, None), "lstat": (6, None), "newfstatat": (262, 79), "statx": (332, 291),
    "access": (21, None), "faccessat": (269, 48), "pread64": (17, 67), "sysinfo": (99, 179),
}  # fmt: skip
_OPENAT = (257, 56)
# What a program may not: reach the network, other processes, the kernel's inside, or leave its group of processes.
_FORBIDDEN: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131), "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424), "pidfd_getfd": (438, 438), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "prlimit64": (302, 261), "setpriority": (141, 140),
    "sched_setattr": (314, 274), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "setsid": (112, 157), "setpgid": (109, 154), "unshare": (272, 97), "setns": (308, 268),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "fsopen": (430, 430), "move_mount": (429, 429), "open_tree": (428, 428), "mount_setattr": (442, 442),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "init_module": (175, 105), "finit_module": (313, 273),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "open_by_handle_at": (304, 265),
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
}  # fmt: skip
_CLONE, _CLONE3 = (56, 220), (435, 435)
_NAMESPACES = 0x7E020000  # CLONE_NEW* (linux/sched.h)
_NO_SUCH_CALL = 0x00050000 | errno.ENOSYS
_ARGUMENT_AT = 16


class _Program(ctypes.Structure):
    """struct sock_fprog (linux/filter.h)."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def filter_calls(libc: ctypes.CDLL, *, network: bool) -> None:
    """Put the filter on this process, for good. Raises OSError where there is none for this computer."""
    _put_on(libc, _code(*_known(), network=network))


def forbid_calls(libc: ctypes.CDLL) -> None:
    """The same for a program of the system's, and whatever it starts."""
    _put_on(libc, _forbidding(*_known()))


def _known() -> tuple[int, int]:
    known = _ARCHITECTURES.get(platform.machine())
    if known is None:
        raise OSError(errno.ENOSYS, "no filter for this processor")
    return known


def _put_on(libc: ctypes.CDLL, code: bytes) -> None:
    program = _Program(len(code) // 8, code)
    nothing = ctypes.c_ulong(0)
    if libc.prctl(PR_SET_SECCOMP, ctypes.c_ulong(MODE_FILTER), ctypes.byref(program), nothing, nothing) != 0:
        raise OSError(ctypes.get_errno(), "the kernel takes no filter")


def _code(architecture: int, column: int, *, network: bool) -> bytes:
    """The program: another architecture kills, a call on the list passes, anything else fails."""
    calls = _COMPUTING | (_REACHING if network else {})
    numbers = [call[column] for call in calls.values()]
    allowed = [number for number in numbers if number is not None]
    after = 4 if network else 0  # the instructions on openat
    lines = [
        (_LOAD, 0, 0, _ARCH_AT),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, len(allowed) + after, 0, _X32),
    ]
    lines += [(_EQUAL, len(allowed) - place + after, 0, number) for place, number in enumerate(allowed)]
    if network:
        lines += [
            (_EQUAL, 0, 3, _OPENAT[column]),
            (_LOAD, 0, 0, _FLAGS_AT),
            (_ANY_BIT, 1, 0, _WRITES),
            (_RETURN, 0, 0, _ALLOW),
        ]
    lines += [(_RETURN, 0, 0, _DENY), (_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _forbidding(architecture: int, column: int) -> bytes:
    """The program: what is on the list fails, so does a new namespace, and anything else passes. clone3 hides its flags
    from a filter: it is said not to be there, and libraries take clone instead."""
    numbers = [call[column] for call in _FORBIDDEN.values()]
    forbidden = [number for number in numbers if number is not None]
    lines = [
        (_LOAD, 0, 0, _ARCH_AT),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, len(forbidden) + 6, 0, _X32),
    ]
    lines += [(_EQUAL, len(forbidden) - place + 5, 0, number) for place, number in enumerate(forbidden)]
    lines += [
        (_EQUAL, 0, 1, _CLONE3[column]),
        (_RETURN, 0, 0, _NO_SUCH_CALL),
        (_EQUAL, 0, 2, _CLONE[column]),
        (_LOAD, 0, 0, _ARGUMENT_AT),
        (_ANY_BIT, 1, 0, _NAMESPACES),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
