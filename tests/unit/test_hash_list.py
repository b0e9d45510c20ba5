"""The plain form of hash lists: what is read, what is refused and how, and that what is written is read again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.errors import Invalid
from answerable.intake.hash_list import COLUMNS, read_list, written
from answerable.records.hash_list import HashEntry, HashSource, ListMatch, Use
from tests.world import LONG_AGO

HEADER = b"pdq,quality,confidence,tags,since,origin,state\n"
ONE = "a1" * 32


def lines(*raw: bytes) -> list[tuple[int, bytes | None]]:
    return list(enumerate(raw, start=1))


def refused(*raw: bytes) -> list[str]:
    with pytest.raises(Invalid) as error:
        read_list("list.csv", lines(*raw))
    return [str(fault) for fault in error.value.faults]


def test_a_line_says_what_is_known_of_a_picture() -> None:
    row = f'{ONE},96,80,hate army:dehumanising,2018-03,"Listeners, Yangon",\r\n'.encode()
    assert read_list("list.csv", lines(HEADER, row)) == {
        bytes.fromhex(ONE): HashEntry(
            bytes.fromhex(ONE), 96, 80, ("hate", "army:dehumanising"), "2018-03", "Listeners, Yangon"
        )
    }


def test_only_the_hash_is_needed_and_other_columns_are_passed_over() -> None:
    read = read_list("list.csv", lines(b"\xef\xbb\xbfseen_by,PDQ\n", b"\n", f"7,{ONE.upper()}\n".encode()))
    assert read == {bytes.fromhex(ONE): HashEntry(bytes.fromhex(ONE))}


def test_a_hash_may_be_withdrawn_and_the_last_line_of_a_hash_holds() -> None:
    first, last = f"{ONE},listed\n".encode(), f"{ONE},withdrawn\n".encode()
    assert read_list("list.csv", lines(b"pdq,state\n", first, last)) == {bytes.fromhex(ONE): None}


def test_each_bad_line_is_named_with_its_column() -> None:
    assert refused(
        HEADER,
        b"beef,,,,,,\n",
        f"{ONE},101,,,,,\n".encode(),
        f"{ONE},,-1,,,,\n".encode(),
        f"{ONE},,,=cmd|x,,,\n".encode(),
        f"{ONE},,,,March,,\n".encode(),
        f"{ONE},,,,,\u202eabc,\n".encode(),
        f"{ONE},,,,,,gone\n".encode(),
        f"{ONE},1\n".encode(),
        b"\xff\n",
    ) == [
        "list.csv:2: pdq: is not a PDQ hash (64 hexadecimal digits)",
        "list.csv:3: quality: is not a whole number from 0 to 100",
        "list.csv:4: confidence: is not a whole number from 0 to 100",
        "list.csv:5: tags: is not one word of letters, digits and . : / -",
        "list.csv:6: since: is neither a day nor a month (write 2018-03-31 or 2018-03)",
        "list.csv:7: origin: has the directional override U+202E at character 1 (leave it out)",
        "list.csv:8: state: is not a state (write listed or withdrawn)",
        "list.csv:9: line: has 2 cells, the header 7",
        "list.csv:10: line: is not UTF-8",
    ]


@pytest.mark.parametrize("first", [b"", b"md5,quality\n", f"{ONE}\n".encode()])
def test_a_file_without_a_header_that_names_the_hash_is_refused(first: bytes) -> None:
    assert refused(*([first] if first else []))[0].startswith("list.csv:1: ")


def test_a_column_that_stands_twice_is_refused() -> None:
    assert refused(b"pdq,tags,tags\n") == ["list.csv:1: tags: stands in the header twice (leave one out)"]


entries = st.builds(
    HashEntry,
    pdq=st.binary(min_size=32, max_size=32),
    quality=st.none() | st.integers(0, 100),
    confidence=st.none() | st.integers(0, 100),
    tags=st.lists(st.from_regex(r"[a-z0-9][a-z0-9.:/-]{0,20}", fullmatch=True), unique=True, max_size=5).map(
        tuple
    ),
    since=st.sampled_from(("", "2018-03", "2018-03-31")),
    origin=st.sampled_from(("", "The Listeners", 'A "B", C', "မြန်မာ")),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(entries, max_size=8), st.sets(st.binary(min_size=32, max_size=32), max_size=3))
def test_what_is_written_is_read_again_in_an_order_that_tells_nothing(
    listed: list[HashEntry], withdrawn: set[bytes]
) -> None:
    text = list(written(listed, withdrawn))
    assert text[0] == ",".join(COLUMNS) + "\n"
    read = read_list("list.csv", lines(*(line.encode() for line in text)))
    assert read == {one.pdq: one for one in listed} | dict.fromkeys(withdrawn)
    assert list(read) == sorted(read)


def test_a_use_allows_what_those_before_it_allow() -> None:
    assert [use.allows(Use.OPENS) for use in Use] == [False, False, True, True]
    assert all(use.allows(Use.OFF) for use in Use)


@pytest.mark.parametrize(("own", "sources", "counts"), [(None, 70, 70), (40, 70, 40), (90, 70, 70)])
def test_an_entry_is_never_believed_more_than_its_source(own: int | None, sources: int, counts: int) -> None:
    source = HashSource(
        id="a",
        given_by="A",
        purpose="hate",
        confidence=sources,
        opt_out=(),
        use=Use.SHOWN,
        created_at=LONG_AGO,
    )
    entry = HashEntry(bytes(32), confidence=own)
    assert ListMatch(source=source, entry=entry, distance=0).confidence == counts
