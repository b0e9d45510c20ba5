"""Lines are read strictly; each fault is named by its field, in words, without what was sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import Invalid
from answerable.intake.account_line import read_account
from answerable.intake.item_line import item_of, read_item, read_sent_item
from answerable.intake.lines import decode, read_elements, read_line, read_lines
from answerable.intake.report_line import WhatHappened, read_numbered_report, read_report, submission_of
from answerable.vocabulary import PolicyArea, Source
from answerable.web.report_draft import HAPPENINGS

ITEM: dict[str, Any] = {
    "id": "m1",
    "service": "feed",
    "kind": "post",
    "text": "မင်္ဂလာပါ",
    "author": "a1",
    "created_at": "2017-09-07T10:00:00+06:30",
}


def faults(value: Any, read: Any = read_item) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        read(value)
    return {one.where: one.what for one in refused.value.faults}


def test_an_item_becomes_the_record_of_its_platform() -> None:
    made = item_of(read_item(ITEM | {"audience": 300, "language": "my-MM", "later": [1]}), "courier")
    assert (made.platform_id, made.audience, made.language) == ("courier", "300", "my")
    assert made.created_at.isoformat() == "2017-09-07T10:00:00+06:30"


@pytest.mark.parametrize(
    ("tag", "language"), [("MY", "my"), ("mya", "my"), ("en-GB", "en"), ("shn", "shn"), (None, None)]
)
def test_a_language_is_what_queues_are_called(tag: str | None, language: str | None) -> None:
    assert item_of(read_item(ITEM | {"language": tag}), "courier").language == language


def test_null_is_as_if_it_were_not_there() -> None:
    assert read_item(ITEM | {"container": None, "text": "x", "media": None}).container is None
    assert faults(ITEM | {"author": None}) == {"author": "is missing"}


def test_every_fault_is_named_in_words() -> None:
    wrong = {
        "id": 7,
        "service": "radio",
        "kind": None,
        "author": True,
        "created_at": "now",
        "media": [1],
        "text": {},
    }
    assert faults(wrong) == {
        "id": "must be text, not a whole number",
        "service": "is not a word that is known here",
        "kind": "is missing",
        "author": "must be text, not true or false",
        "created_at": "is not a time with its offset",
        "text": "must be text, not an object",
        "media[0]": "must be text, not a whole number",
    }


def test_faults_of_form_and_of_content_are_named_at_once() -> None:
    assert list(faults({"subject": "m1", "area": "nonsense"}, read_report)) == ["area", "subject"]
    assert list(faults({"id": "m3"})) == ["service", "kind", "author", "created_at", "text"]
    assert list(faults({"created_at": "1905-09-07T10:00:00Z"}, read_account)) == ["id", "created_at"]
    unnumbered = {"subject": "item:m1", "messages": ["m2"], "area": "hate", "contact": "x"}
    assert sorted(faults(unnumbered, read_numbered_report)) == ["contact", "id", "messages"]
    assert list(faults(ITEM | {"kind": 7, "media": ["../a", "https://a.example/b"]}, read_sent_item)) == [
        "kind",
        "media[0]",
    ]


@pytest.mark.parametrize("value", ["x", 7, 1.5, True, None, []])
def test_what_is_no_object_is_refused(value: Any) -> None:
    assert "must be an object" in faults(value)[""]


def test_lines_are_counted_with_the_empty_ones() -> None:
    raw = b"\n".join(
        [json.dumps(ITEM).encode(), b"", b" \r", b"{", json.dumps(ITEM | {"id": ""}).encode(), b""]
    )
    found = list(read_lines(raw, read_item))
    assert [(line.place, bool(line.faults)) for line in found] == [(1, False), (4, True), (5, True)]


@pytest.mark.parametrize(
    "raw", [b'"\\ud800"', b'"\\udc00"', b'"\\ud800\\u0041"', b'"\xed\xa0\x80"', b"\xff", b"NaN", b"[" * 10**6]
)
def test_what_is_not_json_in_utf8_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid):
        decode(raw)


def test_media_from_the_network_are_https_addresses_or_of_a_host_that_the_operator_named() -> None:
    for media in ("a.png", "http://example.org/a.png", "ftp://example.org/a.png", "http://10.0.0.1:9/a.png"):
        assert faults(ITEM | {"media": [media]}, read_sent_item) == {"media[0]": "is not an https address"}
    assert read_sent_item(ITEM | {"media": ["https://example.org/a.png"]}).media
    named = read_sent_item(ITEM | {"media": ["http://10.0.0.1:9/a.png"]}, frozenset({"http://10.0.0.1:9"}))
    assert named.media == ("http://10.0.0.1:9/a.png",)


def test_a_voice_note_is_not_taken_from_a_file() -> None:
    spoken = {"id": "r1", "subject": "item:1", "area": "hate", "voice": "AAAA"}
    assert faults(spoken, read_numbered_report) == {"voice": "is not taken from files"}
    assert read_report(spoken).voice == b"\0\0\0"


def test_a_report_becomes_a_submission_of_its_sender() -> None:
    line = read_report({"subject": "account:a:b", "area": "hate", "created_at": "2017-09-07T10:00:00+06:30"})
    user, flagger = submission_of(line, "courier", None), submission_of(line, "courier", "listeners")
    assert (user.source, flagger.source) == (Source.USER, Source.TRUSTED_FLAGGER)
    assert (user.sender, flagger.sender) == ("user", "organisation:listeners")
    assert (user.subject.id, user.area) == ("a:b", PolicyArea.HATE)
    assert user.created_at is not None
    assert user.created_at.isoformat() == "2017-09-07T03:30:00+00:00"


@pytest.mark.parametrize(
    "contact", ["ma@example.org", "https://hooks.example.org", "https://hooks.example.org/a?b=c"]
)
def test_an_answer_goes_to_an_address(contact: str) -> None:
    assert read_report({"subject": "item:1", "area": "hate", "contact": contact}).contact == contact


@pytest.mark.parametrize(
    "contact",
    ["ma", "ma@host", "http://example.org/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/",
     "https://a@example.org/", "https://example.org:22/", "https://example.org/ x", "a@b.cc\nBcc: x@y.zz"],
)  # fmt: skip
def test_an_answer_goes_nowhere_else(contact: str) -> None:
    assert "contact" in faults({"subject": "item:1", "area": "hate", "contact": contact}, read_report)


def test_a_file_of_reports_numbers_them() -> None:
    assert faults({"subject": "item:1", "area": "hate"}, read_numbered_report) == {"id": "is missing"}


def test_the_words_of_the_public_form_are_those_of_the_api() -> None:
    assert {one.value for one in WhatHappened} == set(HAPPENINGS)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    [*ITEM, "subject", "area", "note", "media", "audience", "country", "language", "contact"]
)


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(FIELDS, ANYTHING), st.sampled_from([read_item, read_account, read_report, read_sent_item])
)
def test_whatever_comes_is_read_or_refused(changed: dict[str, Any], read: Any) -> None:
    [found] = read_elements([ITEM | {"subject": "item:m1", "area": "hate"} | changed], read)
    assert (found.read is None) == bool(found.faults)
    assert all(fault.what for fault in found.faults)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60))
def test_whatever_bytes_come_are_a_line_or_its_faults(raw: bytes) -> None:
    line = read_line(raw, 1, read_item)
    assert (line.read is None) == bool(line.faults)
