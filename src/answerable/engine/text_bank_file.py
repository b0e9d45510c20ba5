"""Arrays of the text bank on disk.

One line of JSON that says what follows (format, versions of folding and grams, a check of the secret, arrays), these
arrays, and a hash of all before it, keyed by the secret: who does not know it cannot write a file that is read. A file
holds keyed numbers, neither texts nor the secret. It is mapped into memory when it is read: what nobody asks for needs
none, many processes share it, and what they take out, each takes out of its own pages.
"""

from __future__ import annotations

import hashlib
import hmac
import mmap
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from answerable.errors import Invalid
from answerable.text import folding, grams

FORMAT = "answerable text bank"
VERSION = 2
_ALIGNED = 64
_HASH_BYTES = 32
_HEADER_MAX = 1 << 16
_REBUILD = "make the bank again from the texts"


class ArrayEntry(msgspec.Struct, frozen=True):
    """Where an array stands, from the first array on."""

    name: str
    dtype: str
    length: int
    at: int


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line."""

    format: str
    version: int
    folding: int
    grams: int
    secret: str
    arrays: tuple[ArrayEntry, ...] = ()


def write(path: Path, arrays: Mapping[str, NDArray[Any]], seed: bytes) -> None:
    """Write arrays of one dimension in place of a file that may be there; never half of them."""
    entries, at = [], 0
    for name, array in arrays.items():
        entries.append(ArrayEntry(name, array.dtype.str, len(array), at))
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    line = msgspec.json.encode(msgspec.structs.replace(_expected(seed), arrays=tuple(entries)))
    line += b" " * (-(len(line) + 1) % _ALIGNED) + b"\n"
    digest = _digest(seed)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            for part in (line, *_parts(arrays)):
                digest.update(part)
                file.write(part)
            file.write(digest.digest())
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read(path: Path, seed: bytes) -> dict[str, NDArray[Any]]:
    """Map arrays by their names. Raises Invalid where the file is none of these, of another version or secret, or
    damaged."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        line = file.readline(_HEADER_MAX)
        header = _header(path, line, seed)
        if size <= len(line) + _HASH_BYTES:
            raise Invalid("the snapshot is cut off", where=str(path), mend=_REBUILD)
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    digest = _digest(seed)
    with memoryview(mapped) as whole:
        digest.update(whole[:-_HASH_BYTES])
        if not hmac.compare_digest(digest.digest(), bytes(whole[-_HASH_BYTES:])):
            raise Invalid("the snapshot is damaged", where=str(path), mend=_REBUILD)
    return {one.name: _array(mapped, one, len(line)) for one in header.arrays}


def _parts(arrays: Mapping[str, NDArray[Any]]) -> Iterator[bytes | memoryview]:
    """The bytes of arrays, each filled up. What others may change meanwhile is to be copied before."""
    for array in arrays.values():
        if array.nbytes:
            yield np.ascontiguousarray(array).view(np.uint8).data
        yield bytes(-array.nbytes % _ALIGNED)


def _array(mapped: mmap.mmap, entry: ArrayEntry, first: int) -> NDArray[Any]:
    return np.frombuffer(mapped, np.dtype(entry.dtype), entry.length, first + entry.at)


def _header(path: Path, line: bytes, seed: bytes) -> Header:
    where = str(path)
    try:
        header = msgspec.json.decode(line, type=Header)
    except msgspec.DecodeError:
        raise Invalid("this is no snapshot of a text bank", where=where) from None
    wanted = _expected(seed)
    if header.format != wanted.format:
        raise Invalid("this is no snapshot of a text bank", where=where)
    for name in ("version", "folding", "grams"):
        if getattr(header, name) != getattr(wanted, name):
            what = (
                f"the snapshot has {name} {getattr(header, name)}, and this program {getattr(wanted, name)}"
            )
            raise Invalid(what, where=where, mend=_REBUILD)
    if header.secret != wanted.secret:
        raise Invalid("the snapshot was made with another secret", where=where, mend=_REBUILD)
    return header


def _expected(seed: bytes) -> Header:
    secret = hashlib.blake2b(b"snapshot", key=_key(seed), digest_size=16).hexdigest()
    return Header(format=FORMAT, version=VERSION, folding=folding.VERSION, grams=grams.VERSION, secret=secret)


def _digest(seed: bytes) -> hashlib.blake2b:
    return hashlib.blake2b(key=_key(seed), digest_size=_HASH_BYTES, person=b"answerable bank")


def _key(seed: bytes) -> bytes:
    return hashlib.blake2b(seed).digest()
