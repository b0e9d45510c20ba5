"""`answerable cascades --messages FILE`: what spreads in near-copies, from JSON Lines (docs/cascades.md)."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from answerable.cli.line_file import LineFile, open_lines
from answerable.cli.text_lines import decoded, read_each, write_lines
from answerable.detection.cascades import SENDERS, SENDERS_LEAST, Cascade, judge
from answerable.errors import Invalid
from answerable.intake.message_line import MessageLine, read_message
from answerable.stream.clusters import Clusters, Put
from answerable.stream.memory import Limits
from answerable.stream.messages import Messages
from answerable.stream.sketch import PARTS, Seed, sketch
from answerable.text.batch import Batch

BATCH = 8192
SEED = b"a file of messages"  # in the open: sketches and hashes of a file do not outlive the command
OUTLIERS = 100  # one message in so many may have a clock that is wrong
FAR_MS = 7 * 24 * 3_600_000
LIMITS = Limits()

commands = typer.Typer()

MessagesFile = Annotated[
    str,
    typer.Option("--messages", metavar="FILE", help="JSON Lines, by time; may be .gz; - is standard input"),
]
Members = Annotated[bool, typer.Option("--members", help="Name the messages of each cascade")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Where to write; else standard output")
]
Senders = Annotated[
    int,
    typer.Option(
        min=SENDERS_LEAST, metavar="N", help="New senders in a day from which on spread is an alarm"
    ),
]
Singles = Annotated[int, typer.Option(metavar="N", help="Messages that wait for a copy; 32 bytes each")]
Clustered = Annotated[
    int, typer.Option("--clusters", metavar="N", help="Cascades kept at once; 300 bytes each")
]
SeedName = Annotated[
    str | None,
    typer.Option("--seed", metavar="NAME", help="The file has sketches of this seed in place of texts"),
]


@commands.command()
def cascades(
    messages: MessagesFile,
    *,
    members: Members = False,
    out: Out = None,
    senders: Senders = SENDERS,
    singles: Singles = LIMITS.singles,
    clusters: Clustered = LIMITS.clusters,
    seed: SeedName = None,
) -> None:
    """What spreads: {cascade, first_seen, copies, senders, conversations, alarm_at, level, messages}. Singles are left
    out; alarm_at is when spread alone became an alarm."""
    known = Clusters(seed or Seed.of(SEED).name, Limits(singles=singles, clusters=clusters), senders=senders)
    with open_lines(messages) as source:
        write_lines(_found(source, known, members=members), out, "Reading messages")


def _found(source: LineFile, clusters: Clusters, *, members: bool) -> Iterator[dict[str, Any]]:
    """Every cascade of a file, those that were forgotten on the way too, by when they began."""
    forgotten: list[Cascade] = []
    clusters.on_forgetting = forgotten.append
    roll = _Roll()
    lines = (line for _, line in read_each(source, partial(_read, seed=clusters.seed)))
    odd = 0
    while batch := list(islice(lines, BATCH)):
        columns, moved = _columns(batch, clusters)
        odd += moved
        put = clusters.add(columns)
        if members:
            roll.note([line.id for line in batch], put)
    _say(clusters, odd)
    for cascade in sorted([*forgotten, *clusters.cascades()], key=lambda one: int(one.id[1:])):
        yield _line(cascade) | ({"messages": roll.of(cascade)} if members else {})


class _Roll:
    """Which messages each cascade has, where that is asked for."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._places: dict[int, list[int]] = {}

    def note(self, ids: list[str], put: Put) -> None:
        first = len(self._ids)
        self._ids += ids
        for place, cascade in put.joined.tolist():
            self._places.setdefault(cascade, []).append(place)
        for at in np.flatnonzero(put.cascades).tolist():
            self._places.setdefault(int(put.cascades[at]), []).append(first + at)

    def of(self, cascade: Cascade) -> list[str]:
        return [self._ids[place] for place in sorted(self._places[int(cascade.id[1:])])]


def _line(cascade: Cascade) -> dict[str, Any]:
    level = judge(cascade).level
    return {
        "cascade": cascade.id,
        "first_seen": cascade.first_seen.isoformat().replace("+00:00", "Z"),
        "copies": cascade.copies,
        "senders": cascade.senders,
        "conversations": cascade.conversations,
        "alarm_at": cascade.alarm_at and cascade.alarm_at.isoformat().replace("+00:00", "Z"),
        "level": level and level.value,
    }


def _read(raw: bytes | None, *, seed: str) -> MessageLine:
    line = read_message(decoded(raw))
    if line.sketch is not None and line.seed != seed:
        raise Invalid("is not the one that was named", where="seed", mend="name it with --seed NAME")
    if line.text and seed != Seed.of(SEED).name:
        raise Invalid("stands among sketches", where="text", mend="leave out --seed, or sketch it")
    return line


def _columns(batch: list[MessageLine], clusters: Clusters) -> tuple[Messages, int]:
    """Lines as columns, and how many times lay so far ahead of the others that they were moved back."""
    rows = np.zeros((len(batch), PARTS), np.uint32)
    if any(line.text for line in batch):
        rows = sketch(Batch.of(line.text for line in batch), Seed.of(SEED))
    for at, line in enumerate(batch):
        if line.sketch is not None:
            rows[at] = np.frombuffer(line.sketch, "<u4")
    times, moved = _straightened(
        np.array([round(line.created_at.timestamp() * 1000) for line in batch], np.int64)
    )
    columns = Messages.of(
        rows,
        [_hashed("sender", line.author) for line in batch],
        [_hashed("conversation", line.container or line.author) for line in batch],
        times,
        ids=[_hashed("message", line.id) for line in batch],
        depths=[min(line.depth, 1000) for line in batch],
        communities=[clusters.community(line.community) if line.community else 0 for line in batch],
        audiences=[line.audience if isinstance(line.audience, int) else 0 for line in batch],
    )
    return columns, moved


def _straightened(times: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """A few times that lie more than a week, and more than all others span, ahead of the others: as late as these."""
    few = max(1, len(times) // OUTLIERS)
    if len(times) <= few + 1:
        return times, 0
    order = np.sort(times)
    latest, span = order[-few - 1], order[-few - 1] - order[0]
    ahead = times > latest + max(FAR_MS, span)
    return np.where(ahead, latest, times), int(ahead.sum())


def _hashed(kind: str, name: str) -> int:
    digest = hashlib.blake2b(name.encode(), key=SEED, digest_size=8, person=kind.encode()[:16]).digest()
    return int.from_bytes(digest, "little") or 1


def _say(clusters: Clusters, odd: int) -> None:
    """What was not counted as it stands."""
    counted = clusters.counted
    told = (
        (counted.duplicates, "had an id that was there before, and were not counted again"),
        (odd, "had a time far ahead of the others, and were taken as sent with these"),
        (
            counted.late,
            "came more than a day after they were sent, and waited for no copy: sort the file by time",
        ),
        (counted.not_kept, "were one sender's too many within an hour, and waited for no copy"),
    )
    for count, what in told:
        if count:
            sys.stderr.write(f"answerable: {count:,} messages {what}\n")
