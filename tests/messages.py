"""Messages of a stream, as a platform sends them: lines, and the same packed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import numpy as np

START = datetime(2017, 9, 6, tzinfo=UTC)


def line(number: int, start: datetime = START, **fields: Any) -> dict[str, Any]:
    """A message of a person of its own, a second after the one before."""
    at = (start + timedelta(seconds=number)).isoformat()
    made = {"id": f"m{number}", "author": f"u{number}", "created_at": at, "text": f"text {number}"} | fields
    return {name: value for name, value in made.items() if value is not None}


def packed(lines: Sequence[dict[str, Any]]) -> bytes:
    """The binary form of lines."""
    names = sorted({one["community"] for one in lines if one.get("community")})
    times = [round(datetime.fromisoformat(one["created_at"]).timestamp() * 1000) for one in lines]
    audiences = [one if isinstance(one := given.get("audience"), int) else 0 for given in lines]
    return msgspec.msgpack.encode(
        {
            "version": 1,
            "count": len(lines),
            "senders": column([one["author"] for one in lines]),
            "conversations": column([one.get("container", "") for one in lines]),
            "ids": column([one["id"] for one in lines]),
            "times": np.array(times, "<i8").tobytes(),
            "depths": np.array([one.get("depth", 0) for one in lines], "<u2").tobytes(),
            "audiences": np.array(audiences, "<u4").tobytes(),
            "communities": names,
            "community": bytes(
                names.index(one["community"]) + 1 if one.get("community") else 0 for one in lines
            ),
            "texts": column([one.get("text", "") for one in lines]),
        }
    )


def column(texts: Sequence[str]) -> bytes:
    """The lengths of texts, then the texts."""
    parts = [one.encode() for one in texts]
    return np.array([len(one) for one in parts], "<u4").tobytes() + b"".join(parts)
