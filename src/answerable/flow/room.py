"""Room on the disk: files and voices, which anybody may send, never take what reports themselves need."""

from __future__ import annotations

import shutil

from answerable.flow.runtime import Runtime

GIGABYTE = 1_000_000_000


def has_room(runtime: Runtime) -> bool:
    """Whether so much is free where the data folder is that something large may be kept."""
    return shutil.disk_usage(runtime.settings.data).free >= runtime.settings.room_gb * GIGABYTE
