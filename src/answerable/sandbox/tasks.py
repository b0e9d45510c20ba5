"""The registry: everything that may run in the sandbox. A task is a line here and a function `bytes -> struct`.

The function is named, not imported: its module is loaded in the child alone.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Generic, TypeVar

import msgspec

from answerable.sandbox.forms import Fetched, Looked, Picture, Plain, ReadText, Sound
from answerable.sandbox.messages import Limits

A = TypeVar("A", bound=msgspec.Struct)


class Task(msgspec.Struct, Generic[A], frozen=True, kw_only=True):
    """`work` is `module:function`, `gives` the form of its answer. Only a task with `network` may reach others, and
    only one with `programs` start a program of the system's."""

    name: str
    work: str
    gives: type[A]
    limits: Limits = Limits()
    network: bool = False
    programs: bool = False

    def load(self) -> Callable[[bytes], msgspec.Struct]:
        """The function; called in the child, before it gives anything up."""
        module, _, name = self.work.partition(":")
        found: Callable[[bytes], msgspec.Struct] = getattr(import_module(module), name)
        return found


class Echo(msgspec.Struct, frozen=True):
    """How many bytes came."""

    count: int


def count(content: bytes) -> Echo:
    """The smallest task: shows that children start here, and what they could not give up."""
    return Echo(count=len(content))


PROBE: Task[Echo] = Task(name="probe", work="answerable.sandbox.tasks:count", gives=Echo)

PROBE_FETCHING: Task[Echo] = Task(name="probe_fetching", work=PROBE.work, gives=Echo, network=True)

SOUND: Task[Sound] = Task(name="sound", work="answerable.sandbox.sound.inspect:inspect", gives=Sound)

FETCH: Task[Fetched] = Task(
    name="fetch",
    work="answerable.sandbox.fetch:fetch",
    gives=Fetched,
    limits=Limits(memory_mib=512, wall_s=60.0, input_bytes=64 * 1024, answer_bytes=33 * 1024 * 1024),
    network=True,
)

PICTURE: Task[Picture] = Task(
    name="picture",
    work="answerable.sandbox.picture.look:look",
    gives=Picture,
    limits=Limits(memory_mib=1024, cpu_s=20, wall_s=40.0, input_bytes=33 * 1024 * 1024),
)

PICTURES: Task[Looked] = Task(
    name="pictures",
    work="answerable.sandbox.picture.look_at_many:look_at_many",
    gives=Looked,
    limits=Limits(
        memory_mib=1536, cpu_s=60, wall_s=120.0, input_bytes=48 * 1024 * 1024, answer_bytes=4 * 1024 * 1024
    ),
)

FEW_PICTURES: Task[Looked] = Task(
    name="few_pictures",
    work="answerable.sandbox.picture.look:look_at_few",
    gives=Looked,
    limits=PICTURES.limits,
)

PLAIN: Task[Plain] = Task(
    name="plain",
    work="answerable.sandbox.picture.plain:plain",
    gives=Plain,
    limits=msgspec.structs.replace(PICTURE.limits, answer_bytes=8 * 1024 * 1024),
)

READ_TEXT: Task[ReadText] = Task(
    name="read_text",
    work="answerable.sandbox.programs.read_text:read_text",
    gives=ReadText,
    limits=Limits(memory_mib=1024, cpu_s=30, wall_s=60.0, answer_bytes=256 * 1024),
    programs=True,
)

FILM: Task[Picture] = Task(
    name="film",
    work="answerable.sandbox.programs.film:film",
    gives=Picture,
    limits=Limits(
        memory_mib=1024, cpu_s=60, wall_s=120.0, input_bytes=33 * 1024 * 1024, answer_bytes=256 * 1024
    ),
    programs=True,
)

TASKS: dict[str, Task[Any]] = {
    task.name: task
    for task in (PROBE, PROBE_FETCHING, SOUND, FETCH, PICTURE, FEW_PICTURES, PICTURES, PLAIN, READ_TEXT, FILM)
}
