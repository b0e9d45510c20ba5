"""Bodies of requests: one object, an array of them, or JSON Lines; and the idempotency key that goes with them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from litestar import Request

from answerable.errors import Fault, Invalid, TooLarge
from answerable.flow.receive_once import Attempt
from answerable.flow.runtime import Runtime
from answerable.intake.lines import Line, decode, placed, read_elements, read_lines
from answerable.records.platform import ApiKey
from answerable.web.errors import WrongContentType

T = TypeVar("T")

JSON = "application/json"
JSON_LINES = ("application/x-ndjson", "application/jsonl")
PAGE_MOST = 500
PAGE_DEFAULT = 100
_KEY = re.compile(r'"?([\x21\x23-\x7e]{1,200})"?')


@dataclass(frozen=True)
class Batch(Generic[T]):
    """What one request brought. `single` where it was one object and is answered as one; `good` are (place, read),
    places from 1; `faulty` are the others, only where the request may be taken in partly."""

    good: list[tuple[int, T]]
    faulty: list[Line[T]]
    prefix: Callable[[int], str] | None

    @property
    def single(self) -> bool:
        return self.prefix is None

    def named(self, index: int) -> str:
        """What the sender calls the good line with this index: `[3]` or `line 4`."""
        return (self.prefix or str)(self.good[index][0])


async def read_batch(request: Request[Any, Any, Any], read: Callable[[object], T], *, most: int) -> Batch[T]:
    """Read a body. Raises Invalid listing every fault of every line, unless the request says `?partial=true` and
    some lines are good; TooLarge for more than `most`; WrongContentType."""
    partial = wants_partial(request)
    lines, prefix = await _lines(request, read, most)
    if prefix is None and lines[0].faults:
        raise Invalid("", faults=lines[0].faults)
    faulty = [line for line in lines if line.faults]
    good = [(line.place, line.read) for line in lines if line.read is not None]
    if faulty and not (partial and good):
        named = [fault for line in faulty for fault in placed(line.faults, (prefix or str)(line.place))]
        raise Invalid("", faults=tuple(named))
    return Batch(good=good, faulty=faulty, prefix=prefix)


async def read_object(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """A body that is one object."""
    require_type(request, (JSON, "application/merge-patch+json"))
    found = decode(await request.body())
    if not isinstance(found, dict):
        raise Invalid("must be an object", mend="send {...} with its fields")
    return found


def wants_partial(request: Request[Any, Any, Any]) -> bool:
    """Whether good lines are to be taken in although others are refused."""
    said = request.query_params.get("partial", "false")
    if said not in ("true", "false"):
        raise Invalid("must be true or false", where="partial")
    return said == "true"


async def attempt_of(request: Request[Any, Any, Any], runtime: Runtime, caller: ApiKey) -> Attempt | None:
    """The request under its idempotency key, if it has one (draft-ietf-httpapi-idempotency-key-header-07; the quotes
    of the draft may be left out)."""
    given = request.headers.get("idempotency-key")
    if given is None:
        return None
    found = _KEY.fullmatch(given.strip())
    if found is None:
        raise Invalid("is not a key", where="Idempotency-Key", mend="1 to 200 letters, such as a UUID")
    body = hashlib.sha256(await request.body()).hexdigest()
    query = "&".join(f"{name}={value}" for name, value in sorted(request.query_params.multi_items()))
    sent = runtime.keyring.tag("idempotency", request.method, request.scope["path"], query, body)
    return Attempt(owner=f"{caller.platform_id}/{caller.owner}", key=found.group(1), request=sent)


def read_page(request: Request[Any, Any, Any]) -> tuple[UUID | None, int]:
    """`?after=ID&limit=N`: where a page begins, and how many it holds."""
    after, limit = request.query_params.get("after"), request.query_params.get("limit", str(PAGE_DEFAULT))
    faults: list[Fault] = []
    if not (limit.isascii() and limit.isdigit() and len(limit) < 10) or not 1 <= int(limit) <= PAGE_MOST:
        faults.append(Fault(where="limit", what=f"must be 1 to {PAGE_MOST}"))
    start: UUID | None = None
    try:
        start = UUID(after) if after else None
    except ValueError:
        faults.append(Fault(where="after", what="is not an id", mend="send `next` of the page before"))
    if faults:
        raise Invalid("", faults=tuple(faults))
    return start, int(limit)


async def _lines(
    request: Request[Any, Any, Any], read: Callable[[object], T], most: int
) -> tuple[list[Line[T]], Callable[[int], str] | None]:
    """The lines of a body and how a line of it is named; None where it is one object."""
    kind = require_type(request, (JSON, *JSON_LINES))
    raw = await request.body()
    if kind in JSON_LINES:
        _check_count(raw.count(b"\n", 0, len(raw.rstrip())) + 1, most)
        lines = list(read_lines(raw, read))
        _check_some(lines)
        return lines, lambda place: f"line {place}"
    found = decode(raw)
    if not isinstance(found, list):
        return list(read_elements([found], read)), None
    _check_count(len(found), most)
    _check_some(found)
    return list(read_elements(found, read)), lambda place: f"[{place - 1}]"


def require_type(request: Request[Any, Any, Any], allowed: tuple[str, ...]) -> str:
    """The content type of a body. Raises WrongContentType for any but these."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in allowed:
        raise WrongContentType(
            "this content type is not taken here", where="Content-Type", mend=f"send {' or '.join(allowed)}"
        )
    return kind


def _check_count(count: int, most: int) -> None:
    if count > most:
        raise TooLarge(f"{count:,} lines are more than {most:,}", mend="send them in several requests")


def _check_some(lines: list[Any]) -> None:
    if not lines:
        raise Invalid("there is nothing in it", mend="send at least one object")
