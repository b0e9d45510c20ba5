"""Batches of messages: both forms are read into the same columns, and what is wrong is named."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import numpy as np
import pytest

from answerable.errors import Invalid, TooLarge
from answerable.intake.limits import MESSAGES_BATCH_MAX
from answerable.intake.message_batch import MessageBatch, read_json, read_json_lines, read_packed
from answerable.stream.names import numbered
from answerable.text.batch import Batch
from tests.messages import line, packed

LINES = [
    line(1, text="ကောင်းသောနေ့ပါ", container="family", depth=3, audience=40, community="hill"),
    line(2, text="", depth=5_000),
    line(3, text="good day", container="office", audience="public", community="valley"),
]


def json_lines(lines: list[dict[str, Any]]) -> bytes:
    return b"\n".join(json.dumps(one).encode() for one in lines)


def told(batch: MessageBatch) -> list[tuple[Any, ...]]:
    """Every message of a batch, as plain values."""
    names = (None, *batch.community_names)
    assert batch.texts is not None
    return [
        (batch.ids.text(at), batch.senders.text(at), batch.conversations.text(at), batch.texts.text(at),
         int(batch.times[at]), int(batch.depths[at]), int(batch.audiences[at]), names[batch.communities[at]])
        for at in range(len(batch))
    ]  # fmt: skip


def test_both_forms_say_the_same() -> None:
    by_line, refused = read_json_lines(json_lines(LINES))
    assert refused == []
    assert told(by_line) == told(read_packed(packed(LINES))) == told(read_json(json.dumps(LINES).encode())[0])
    assert told(by_line)[1] == ("m2", "u2", "u2", "", 1_504_656_002_000, 1_000, 0, None)


def test_lines_that_need_care_are_read_as_the_others_are() -> None:
    """A blank line, a null and an unknown field are no faults."""
    odd = json_lines([LINES[0] | {"community": None, "sketch": None, "mood": "calm"}]) + b"\n\n"
    plain = {name: value for name, value in LINES[0].items() if name != "community"}
    assert told(read_json_lines(odd)[0]) == told(read_json_lines(json_lines([plain]))[0])


def test_faults_name_line_and_field() -> None:
    bad = [LINES[0], LINES[1] | {"author": ""}, LINES[2] | {"created_at": "yesterday", "depth": -1}]
    with pytest.raises(Invalid) as caught:
        read_json_lines(json_lines(bad))
    assert [one.where for one in caught.value.faults] == [
        "line 2.author",
        "line 3.created_at",
        "line 3.depth",
    ]
    batch, refused = read_json_lines(json_lines(bad), partial=True)
    assert (len(batch), [one.place for one in refused]) == (1, [2, 3])


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (b'{"id": 1', "line 1"),
        (json_lines([line(1, author="a\x07b")]), "line 1.author"),
        (json_lines([line(1, created_at="1066-10-14T09:00:00Z")]), "line 1.created_at"),
        (json_lines([line(1), line(2, text=None, sketch="AAAA", seed="x")]), "line 2.sketch"),
    ],
)
def test_what_cannot_be_is_refused(raw: bytes, where: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_json_lines(raw)
    assert caught.value.faults[0].where == where


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"version": 2}, "version"),
        ({"count": 0}, "count"),
        ({"times": b"1234"}, "times"),
        ({"times": np.full(3, -1, "<i8").tobytes()}, "times[1]"),
        ({"senders": b"\1\0\0\0"}, "senders"),
        ({"senders": b"\1\0\0\0\1\0\0\0\0\0\0\0ab"}, "senders[3]"),
        ({"ids": b"\1\0\0\0\1\0\0\0\1\0\0\0a\nb"}, "ids[2]"),
        ({"texts": b"\0\0\0\0\2\0\0\0\0\0\0\0\xc3\x28"}, "texts[2]"),
        ({"texts": b"\1\0\0\0\1\0\0\0\0\0\0\0\xc3\xa9"}, "texts[2]"),
        ({"texts": b"\0\0\0\0\2\0\0\0\0\0\0\0a"}, "texts"),
        ({"texts": None}, "texts"),
        ({"seed": "x"}, "seed"),
        ({"community": b"\0\3\0"}, "community[2]"),
        ({"audiences": np.array([1, 1 << 31, 0], "<u4").tobytes()}, "audiences[2]"),
        ({"texts": None, "seed": "x", "sketches": np.ones((3, 16), "<u4").tobytes()}, "sketches[1]"),
        ({"count": "three"}, "count"),
    ],
)
def test_faults_of_a_binary_batch_name_column_and_row(changed: dict[str, Any], where: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_packed(msgspec.msgpack.encode(msgspec.msgpack.decode(packed(LINES)) | changed))
    assert caught.value.faults[0].where == where


def test_too_many_are_refused() -> None:
    with pytest.raises(TooLarge):
        read_json_lines(b"{}\n" * (MESSAGES_BATCH_MAX + 1))
    with pytest.raises(TooLarge):
        read_packed(msgspec.msgpack.encode(msgspec.msgpack.decode(packed(LINES)) | {"count": 1 << 31}))


def test_names_are_numbered_by_siphash() -> None:
    """The first 16 vectors of the reference implementation (veorq/SipHash, vectors_sip64)."""
    names = [bytes(range(length)) for length in range(16)]
    vectors = """
        310e0edd47db6f72 fd67dc93c539f874 5a4fa9d909806c0d 2d7efbd796666785
        b7877127e09427cf 8da699cd64557618 cee3fe586e46c9cb 37d1018bf50002ab
        6224939a79f5f593 b0e4a90bdf82009e f3b9dd94c5bb5d7a a7ad6b22462fb3f4
        fbe50e86bc8f1e75 903d84c02756ea14 eef27a8e90ca23f7 e545be4961ca29a1
    """.split()  # noqa: SIM905 - four a line read better
    found = numbered(Batch.of_bytes(names), bytes(range(16)))
    assert [int(one).to_bytes(8, "little").hex() for one in found] == vectors
