"""Clusters in a file: whole or not at all, sealed, and with the place in the stream up to which they know."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from answerable.errors import Invalid, Tampered
from answerable.stream.clusters import Clusters
from answerable.stream.memory import Limits

FORMAT = "answerable clusters 1"


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    format: str
    seed: str
    senders: int
    limits: Limits
    communities: list[str]
    offset: int
    carried: bytes = b""


def save(clusters: Clusters, path: Path, seal: Callable[[bytes], bytes], carried: bytes = b"") -> int:
    """Write a snapshot; return the offset from which messages must be put in again after `load`. What is `carried`
    goes with it, whole or not at all.

    It holds sketches and keyed hashes of senders: the file must not be readable without `seal`'s key.
    """
    head = _Head(
        format=FORMAT, seed=clusters.seed, senders=clusters.senders, limits=clusters.limits,
        communities=clusters.communities, offset=clusters.offset, carried=carried,
    )  # fmt: skip
    body = b"".join(_little(array).tobytes() for array in clusters.memory)
    fresh = path.with_name(f"{path.name}.new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(seal(msgspec.json.encode(head) + b"\n" + body))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return clusters.offset


def load(path: Path, unseal: Callable[[bytes], bytes]) -> Clusters:
    """Read a snapshot. Raises Invalid for one of another format, Tampered for one that is not whole."""
    return load_carried(path, unseal)[0]


def load_carried(path: Path, unseal: Callable[[bytes], bytes]) -> tuple[Clusters, bytes]:
    """The same, with what it carried."""
    raw, _, body = unseal(path.read_bytes()).partition(b"\n")
    try:
        head = msgspec.json.decode(raw, type=_Head)
    except msgspec.MsgspecError:
        raise Invalid("is no snapshot of clusters", where=str(path)) from None
    if head.format != FORMAT:
        mend = "delete it, and put the messages of the last days in again"
        raise Invalid(f"is of another format ({head.format!r})", where=str(path), mend=mend)
    clusters = Clusters(head.seed, head.limits, senders=head.senders)
    clusters.communities = head.communities
    if len(body) != sum(array.nbytes for array in clusters.memory):
        raise Tampered(f"{path} is not whole")
    at = 0
    for array in clusters.memory:
        array[...] = np.frombuffer(body, _little(array).dtype, array.size, at).reshape(array.shape)
        at += array.nbytes
    if clusters.offset != head.offset:
        raise Tampered(f"{path} does not agree with itself")
    return clusters, head.carried


def _little(array: Any) -> Any:
    return np.asarray(array, array.dtype.newbyteorder("<"))
