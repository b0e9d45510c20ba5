"""A decoder that a GIF can crash. It runs in the sandbox, by its own child, as a task."""

from __future__ import annotations

import msgspec

from answerable.sandbox import child
from answerable.sandbox.forms import Looked, Looking
from answerable.sandbox.picture.look import look_at_few
from answerable.sandbox.tasks import PICTURES, TASKS
from tests.bombs import crash

CRASHED_BY_GIF = msgspec.structs.replace(
    PICTURES, name="crashed_by_gif", work="tests.picture_bombs:crash_on_gif"
)


def crash_on_gif(order: bytes) -> Looked:
    if any(content.startswith(b"GIF8") for content in msgspec.msgpack.decode(order, type=Looking).pictures):
        crash(b"")
    return look_at_few(order)


def main() -> None:
    child.main({**TASKS, CRASHED_BY_GIF.name: CRASHED_BY_GIF})
