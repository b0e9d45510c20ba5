"""Many reports at once: pasted, as spreadsheets write them, as JSON Lines."""

from __future__ import annotations

import json

import pytest

from answerable.errors import Invalid
from answerable.intake.incident_lines import Form, Read, form_of, read_incident_lines, subjects_named
from answerable.intake.limits import INCIDENT_LINES_MAX

HATE = {"area": "hate"}


def told(read: Read) -> list[tuple[int, str, str]]:
    """(line, subject, note) of the lines that are good."""
    return [(line.place, line.read.subject, line.read.note) for line in read.lines if line.read]


def faults(read: Read) -> list[tuple[int, str]]:
    return [(line.place, fault.where) for line in read.lines for fault in line.faults]


def test_a_pasted_line_is_a_subject_and_a_note() -> None:
    text = "item:m1 they call to arms\n\n  https://courier.example/post/m2\tဆက်ပို့နေကြသည် \r\nm3\n"
    read = read_incident_lines(text.encode(), Form.PASTE, HATE)
    assert told(read) == [
        (1, "item:m1", "they call to arms"),
        (3, "https://courier.example/post/m2", "ဆက်ပို့နေကြသည်"),
        (4, "m3", ""),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_as_spreadsheets_write_it(separator: str, encoding: str) -> None:
    rows = [
        ["Subject", "Note", "Area", "messages", "colour"],
        ["item:m1", f'"a{separator} ""b""\r\nsecond line"', "threat", "", "red"],
        ["", "", "", "", ""],
        ["conversation:c1", "ပြီ", "", "m1 m2", ""],
    ]
    text = "\r\n".join(separator.join(row) for row in rows)
    read = read_incident_lines(text.encode(encoding), Form.CSV, HATE)
    assert told(read) == [(2, "item:m1", f'a{separator} "b"\r\nsecond line'), (5, "conversation:c1", "ပြီ")]
    assert [line.read.area for line in read.lines if line.read] == ["threat", "hate"]
    assert [line.read.messages for line in read.lines if line.read] == [(), ("m1", "m2")]
    assert read.left_out == ("colour",)


def test_the_separator_that_excel_names_above_the_header_holds() -> None:
    read = read_incident_lines(b"sep=;\r\nsubject;note\r\nitem:m1;a, b\r\n", Form.CSV, HATE)
    assert told(read) == [(3, "item:m1", "a, b")]


def test_a_header_of_a_million_columns_is_refused_at_once() -> None:
    """It costs a pass or a few, not one for each column: that would hold up everybody's reports for hours."""
    with pytest.raises(Invalid, match="`id` is there twice"):
        read_incident_lines(b"subject," + b"id," * 1_000_000 + b"note\n", Form.CSV)


def test_every_fault_names_its_line_and_field_and_the_others_are_read() -> None:
    text = 'subject,area,created_at\nitem:m1,hat,\nitem:m2,hate,yesterday\n,hate,\nitem:m3,hate,\nitem:m4,hate,,x\n"a'
    read = read_incident_lines(text.encode(), Form.CSV)
    assert faults(read) == [(2, "area"), (3, "created_at"), (4, "subject"), (6, ""), (7, "")]
    assert told(read) == [(5, "item:m3", "")]
    assert "item:m2" not in str(read.lines[1].faults)


def test_json_lines_are_read_one_by_one() -> None:
    lines = [json.dumps({"subject": "item:m1"}), "{", "", json.dumps({"subject": 3}), '"x"']
    read = read_incident_lines("\n".join(lines).encode("utf-8-sig"), Form.JSON_LINES, HATE)
    assert told(read) == [(1, "item:m1", "")]
    assert faults(read) == [(2, ""), (4, "subject"), (5, "")]


@pytest.mark.parametrize(
    ("raw", "form", "what"),
    [
        (b"", Form.PASTE, "there is nothing in it"),
        (b"subject,note\n", Form.CSV, "there is nothing in it"),
        (b"item:m1\nitem:m2", Form.CSV, "the first line names no column `subject`"),
        (b'sep="\nsubject\nitem:m1\n', Form.CSV, "the first line names no column `subject`"),
        (b"subject,note,Note\n", Form.CSV, "the column `note` is there twice"),
        (b"subject\n\xe1\x80", Form.CSV, "this is not UTF-8 (byte 9)"),
        (b"m1\n" * (INCIDENT_LINES_MAX + 1), Form.PASTE, "there are more than 1,000 lines"),
    ],
)
def test_what_is_no_batch_is_refused_as_a_whole(raw: bytes, form: Form, what: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_incident_lines(raw, form, HATE)
    assert refused.value.faults[0].what == what


def test_a_file_is_known_by_its_name_or_by_how_it_begins() -> None:
    assert form_of(b"", "marked.JSONL") == Form.JSON_LINES
    assert form_of(b"{", "list.csv") == Form.CSV
    assert form_of(b'\xef\xbb\xbf\n{"subject"') == Form.JSON_LINES
    assert form_of(b"subject\n") == Form.CSV


def test_a_link_may_mean_its_fragment_or_its_last_parts() -> None:
    ids = list(dict.fromkeys(one.id for one in subjects_named("https://courier.example/a/m%201/post?x=1#m9")))
    assert ids == ["https://courier.example/a/m%201/post?x=1#m9", "m9", "post", "m 1"]
    assert [str(one) for one in subjects_named("account:a:b")] == ["account:a:b"]
    assert [one.kind for one in subjects_named("m1")] == ["item", "account", "conversation"]
    assert next(one.id for one in subjects_named("http://[x")) == "http://[x"
