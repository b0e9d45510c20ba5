"""A batch of messages as columns: what both forms of `POST /api/v1/messages` are read into.

JSON Lines are decoded by one call; lines are looked at one by one only where that finds something wrong, to say which
line and which field. The binary form has its columns already (docs/cascades.md tells of both).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from answerable.errors import Fault, Invalid, TooLarge
from answerable.intake.limits import (
    COMMUNITIES_MAX,
    DEPTH_MAX,
    ID_MAX,
    MESSAGES_BATCH_MAX,
    NAME_BYTES_MAX,
    REACH_MAX,
    TEXT_BYTES_MAX,
    TEXT_MAX,
    WORD_MAX,
    YEARS,
)
from answerable.intake.lines import Line, decode, placed, read_elements, read_lines
from answerable.intake.message_line import SKETCH_BYTES, MessageLine, read_message
from answerable.intake.texts import flaw_in_id
from answerable.text.batch import Batch

FORMAT = 1
PARTS = SKETCH_BYTES // 4
_FIRST_MS, _LAST_MS = (
    round(datetime.fromisoformat(f"{year}-01-01T00:00Z").timestamp() * 1000) for year in YEARS
)


class MessageBatch(NamedTuple):
    """A row a message. `senders`, `conversations` and `ids` are names as they were sent; `times` milliseconds since
    1970; `communities` places in `community_names`, from 1, 0 for none. Either `texts` are there, or `sketches`
    (n x 16) of one `seed`."""

    senders: Batch
    conversations: Batch
    ids: Batch
    times: NDArray[np.int64]
    depths: NDArray[np.int16]
    audiences: NDArray[np.uint32]
    communities: NDArray[np.uint8]
    community_names: tuple[str, ...]
    texts: Batch | None = None
    sketches: NDArray[np.uint32] | None = None
    seed: str | None = None

    def __len__(self) -> int:
        return len(self.times)


class _Fast(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line as it nearly always is; whatever does not fit is read again with care."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=ID_MAX)]
    author: Annotated[str, msgspec.Meta(min_length=1, max_length=ID_MAX)]
    created_at: Annotated[datetime, msgspec.Meta(tz=True)]
    text: Annotated[str, msgspec.Meta(max_length=TEXT_MAX)] = ""
    sketch: bytes | None = None
    seed: str | None = None
    container: Annotated[str, msgspec.Meta(max_length=ID_MAX)] | None = None
    depth: Annotated[int, msgspec.Meta(ge=0)] = 0
    audience: Annotated[int, msgspec.Meta(ge=0, le=REACH_MAX)] | str | None = None
    community: str | None = None


_LINES = msgspec.json.Decoder(_Fast)


def read_json_lines(raw: bytes, *, partial: bool = False) -> tuple[MessageBatch, list[Line[MessageLine]]]:
    """Lines as columns, and the lines that were refused, of which there are some only where `partial` allows it and
    others are good. Raises Invalid listing every fault of every line; TooLarge for too many lines."""
    count = raw.count(b"\n", 0, len(raw.rstrip())) + 1
    if count > MESSAGES_BATCH_MAX:
        raise TooLarge(
            f"{count:,} lines are more than {MESSAGES_BATCH_MAX:,}", mend="send them in several requests"
        )
    fast = _fast(raw)
    if fast is not None:
        return fast, []
    return _with_care(list(read_lines(raw, read_message)), "line {}", partial=partial)


def read_json(raw: bytes, *, partial: bool = False) -> tuple[MessageBatch, list[Line[MessageLine]]]:
    """The same of one object, or of an array of them."""
    found = decode(raw)
    values = found if isinstance(found, list) else [found]
    if len(values) > MESSAGES_BATCH_MAX:
        what = f"{len(values):,} messages are more than {MESSAGES_BATCH_MAX:,}"
        raise TooLarge(what, mend="send them in several requests")
    return _with_care(list(read_elements(values, read_message)), "[{}]", partial=partial)


def _with_care(
    lines: list[Line[MessageLine]], named: str, *, partial: bool
) -> tuple[MessageBatch, list[Line[MessageLine]]]:
    good = [line.read for line in lines if line.read is not None]
    faulty = [line for line in lines if line.faults]
    if not lines:
        raise Invalid("there is nothing in it", mend="send at least one object")
    if faulty and not (partial and good):
        raise Invalid(
            "", faults=tuple(f for line in faulty for f in placed(line.faults, named.format(line.place)))
        )
    return _of_lines(good, [line.place for line in lines if line.read is not None]), faulty


def _fast(raw: bytes) -> MessageBatch | None:
    """The lines as columns; None where one of them has to be looked at."""
    try:
        lines: list[Any] = _LINES.decode_lines(raw)
        batch = _of_lines(lines, range(1, len(lines) + 1)) if lines else None
    except (msgspec.MsgspecError, UnicodeError, Invalid):
        return None
    if batch is None or _odd(batch):
        return None
    return batch


def _odd(batch: MessageBatch) -> bool:
    """Whether a name has a control character, or a time cannot be."""
    names = (batch.senders, batch.conversations, batch.ids)
    return any(len(one.data) and int(one.data.min()) < ord(" ") for one in names) or bool(
        np.any((batch.times < _FIRST_MS) | (batch.times >= _LAST_MS))
    )


def _of_lines(lines: Sequence[Any], places: Sequence[int]) -> MessageBatch:
    names = tuple(sorted({line.community for line in lines} - {None}))
    numbers: dict[str | None, int] = {None: 0} | {name: at for at, name in enumerate(names, start=1)}
    _check_communities(names)
    sketches, seed = _sketches(lines, places)
    return MessageBatch(
        senders=Batch.of([line.author for line in lines]),
        conversations=Batch.of([line.container or line.author for line in lines]),
        ids=Batch.of([line.id for line in lines]),
        times=np.array([round(line.created_at.timestamp() * 1000) for line in lines], np.int64),
        depths=np.array([min(line.depth, DEPTH_MAX) for line in lines], np.int16),
        audiences=np.array([one if type(one := line.audience) is int else 0 for line in lines], np.uint32),
        communities=np.array([numbers[line.community] for line in lines], np.uint8),
        community_names=names,
        texts=Batch.of([line.text for line in lines]) if sketches is None else None,
        sketches=sketches,
        seed=seed,
    )


def _sketches(lines: Sequence[Any], places: Sequence[int]) -> tuple[NDArray[np.uint32] | None, str | None]:
    """The sketches of lines that have them, with the name of their seed. Raises Invalid for a batch that is of both
    texts and sketches, or of two seeds."""
    seed = lines[0].seed if lines[0].sketch is not None else None
    if seed is None and not any(line.sketch is not None for line in lines):
        return None, None
    for line, place in zip(lines, places, strict=True):
        if line.sketch is None or line.seed != seed:
            mend = "send texts, and sketches of each seed, in batches of their own"
            raise Invalid("is not of the seed that the first line has", where=f"line {place}.seed", mend=mend)
        if len(line.sketch) != SKETCH_BYTES or line.text:
            raise Invalid(f"is not {SKETCH_BYTES} bytes alone", where=f"line {place}.sketch")
    return _checked_sketches(b"".join(line.sketch for line in lines), len(lines)), seed


class _Packed(msgspec.Struct, frozen=True, kw_only=True):
    """The binary form, in msgpack. Numbers are little-endian. A column of texts has the length of each as 4 bytes,
    then all of them in UTF-8, one after the other."""

    version: int
    count: int
    senders: bytes
    times: bytes
    ids: bytes
    conversations: bytes | None = None
    texts: bytes | None = None
    sketches: bytes | None = None
    seed: str | None = None
    depths: bytes | None = None
    audiences: bytes | None = None
    communities: tuple[str, ...] = ()
    community: bytes | None = None


_PACKED = msgspec.msgpack.Decoder(_Packed)


def read_packed(raw: bytes) -> MessageBatch:
    """A binary batch. Raises Invalid naming the column and the row, from 1; TooLarge for too many messages."""
    try:
        packed = _PACKED.decode(raw)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        raise Invalid(what, where=where.rstrip("`"), mend="see docs/cascades.md") from None
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Invalid("this is not msgpack", mend="send one map, as docs/cascades.md says") from None
    if packed.version != FORMAT:
        raise Invalid("is not known here", where="version", mend=f"send {FORMAT}")
    n = packed.count
    if n < 1:
        raise Invalid("there is nothing in it", where="count", mend="send at least one message")
    if n > MESSAGES_BATCH_MAX:
        raise TooLarge(
            f"{n:,} messages are more than {MESSAGES_BATCH_MAX:,}", mend="send them in several requests"
        )
    if (packed.texts is None) == (packed.sketches is None):
        raise Invalid("there must be texts, or sketches", where="texts", mend="send one of the two")
    if (packed.sketches is None) != (packed.seed is None):
        raise Invalid("comes with sketches, and sketches with it", where="seed")
    return _of_packed(packed, n)


def _of_packed(packed: _Packed, n: int) -> MessageBatch:
    senders = _texts(packed.senders, "senders", n, NAME_BYTES_MAX, least=1)
    times = _numbers(packed.times, "times", n, "<i8").astype(np.int64)
    _check_rows((times < _FIRST_MS) | (times >= _LAST_MS), "times", "lies outside the years 1970 to 2199")
    depths = _numbers(packed.depths, "depths", n, "<u2")
    audiences = _numbers(packed.audiences, "audiences", n, "<u4")
    _check_rows(audiences > REACH_MAX, "audiences", f"is more than {REACH_MAX:,}")
    community = _numbers(packed.community, "community", n, "u1")
    if len(packed.communities) > COMMUNITIES_MAX:
        raise Invalid(f"are more than {COMMUNITIES_MAX}", where="communities")
    _check_communities(packed.communities)
    _check_rows(community > len(packed.communities), "community", "is no place in `communities`, from 1")
    sketches = None if packed.sketches is None else _checked_sketches(packed.sketches, n)
    return MessageBatch(
        senders=senders,
        conversations=_conversations(packed.conversations, senders, n),
        ids=_texts(packed.ids, "ids", n, NAME_BYTES_MAX, least=1),
        times=times,
        depths=np.minimum(depths, DEPTH_MAX).astype(np.int16),
        audiences=audiences.astype(np.uint32),
        communities=community.astype(np.uint8),
        community_names=packed.communities,
        texts=None if packed.texts is None else _texts(packed.texts, "texts", n, TEXT_BYTES_MAX),
        sketches=sketches,
        seed=packed.seed,
    )


def _conversations(packed: bytes | None, senders: Batch, n: int) -> Batch:
    """Whoever names no conversation speaks on their own page."""
    if packed is None:
        return senders
    found = _texts(packed, "conversations", n, NAME_BYTES_MAX)
    if np.all(np.diff(found.offsets) > 0):
        return found
    own = [senders.bytes_of(row) for row in range(n)]
    return Batch.of_bytes([found.bytes_of(row) or own[row] for row in range(n)])


def _texts(packed: bytes, where: str, n: int, most: int, *, least: int = 0) -> Batch:
    if len(packed) < 4 * n:
        raise Invalid(f"is shorter than {n} lengths of 4 bytes", where=where)
    lengths = np.frombuffer(packed, "<u4", n).astype(np.int64)
    _check_rows((lengths < least) | (lengths > most), where, f"has not {least} to {most:,} bytes")
    offsets = np.zeros(n + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    data = np.frombuffer(packed, np.uint8, offset=4 * n)
    if len(data) != offsets[-1]:
        raise Invalid(f"has {len(data):,} bytes of texts, not {offsets[-1]:,}", where=where)
    _check_utf8(packed[4 * n :], data, offsets, where)
    if least:
        _check_rows(_has_control(data, offsets), where, "has a control character")
    return Batch(data.copy(), offsets)


def _has_control(data: NDArray[np.uint8], offsets: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For each text whether it has a byte below the space."""
    found = np.zeros(len(offsets) - 1, np.bool_)
    found[np.searchsorted(offsets, np.flatnonzero(data < ord(" ")), "right") - 1] = True
    return found


def _check_utf8(raw: bytes, data: NDArray[np.uint8], offsets: NDArray[np.int64], where: str) -> None:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        row = int(np.searchsorted(offsets, error.start, "right"))
        raise Invalid("is not UTF-8", where=f"{where}[{row}]") from None
    begins = offsets[:-1]
    inside = begins < len(data)
    cut = np.zeros(len(begins), np.bool_)
    cut[inside] = data[begins[inside]] & 0xC0 == 0x80
    _check_rows(cut, where, "begins inside a character")


def _numbers(packed: bytes | None, where: str, n: int, kind: str) -> NDArray[Any]:
    dtype = np.dtype(kind)
    if packed is None:
        return np.zeros(n, dtype)
    if len(packed) != n * dtype.itemsize:
        raise Invalid(f"has {len(packed):,} bytes, not {n * dtype.itemsize:,}", where=where)
    return np.frombuffer(packed, dtype)


def _checked_sketches(raw: bytes, n: int) -> NDArray[np.uint32]:
    """Sketches, of which each part holds a number of that part's range, or 0."""
    if len(raw) != n * SKETCH_BYTES:
        raise Invalid(f"has {len(raw):,} bytes, not {n * SKETCH_BYTES:,}", where="sketches")
    rows = np.frombuffer(raw, "<u4").reshape(n, PARTS).astype(np.uint32)
    strange = (rows != 0) & (rows >> 28 != np.arange(PARTS, dtype=np.uint32))
    _check_rows(strange.any(axis=1), "sketches", "is no sketch: a number lies in another part's range")
    return rows


def _check_rows(wrong: NDArray[np.bool_], where: str, what: str) -> None:
    """Raise Invalid for the first rows that are wrong, from 1."""
    if wrong.any():
        rows = np.flatnonzero(wrong)[:20].tolist()
        raise Invalid("", faults=tuple(Fault(where=f"{where}[{row + 1}]", what=what) for row in rows))


def _check_communities(names: Sequence[str]) -> None:
    for name in names:
        if flaw := flaw_in_id(name, most=WORD_MAX):
            raise Invalid(flaw.what, where="community", mend=flaw.mend)
    if len(names) > COMMUNITIES_MAX:
        raise Invalid(f"{len(names)} names are more than {COMMUNITIES_MAX}", where="community")
