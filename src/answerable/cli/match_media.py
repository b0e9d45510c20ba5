"""The media of lines that are matched: files beside their JSON Lines, looked at in the sandbox before texts are."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from answerable.cli.line_file import LineFile
from answerable.cli.text_lines import FAULTS_TOLD, TextLine, read_lines
from answerable.detection.picture_matching import PictureMatch
from answerable.errors import Fault, Invalid
from answerable.flow.custody.media_file import read_file, whole_path
from answerable.flow.match_pictures import ItemPicture, NotMatched, match_pictures
from answerable.flow.pictures import can_read, read_text
from answerable.intake.item_line import is_address
from answerable.sandbox.refusal import Refusal
from answerable.sandbox.run import Sandbox
from answerable.settings import read_settings

BYTES_MOST = 32 * 1024 * 1024
READ_AT_ONCE = 2
READ_MOST = 200  # pictures that are read for text where nobody says whether

MENDS: dict[Refusal, tuple[str, str]] = {
    Refusal.NOT_FOUND: ("names a file that is not there", "name it relative to the lines' file"),
    Refusal.NOT_AN_ADDRESS: ("names what is no plain file, or lies where it may not", "copy the file"),
    Refusal.TOO_LARGE: (f"names a file of more than {BYTES_MOST // 1024 // 1024} MB", "make it smaller"),
    Refusal.NOT_A_PICTURE: ("names a file that is no JPEG, PNG, WebP, GIF, MP4 or WebM", "convert it"),
    Refusal.NOT_A_FILM: ("names a film without a frame that can be shown", "convert it"),
    Refusal.NOT_INSTALLED: ("names a film, and there is no ffmpeg here", "install it, or say --lenient"),
    Refusal.NOT_CONFINED: (
        "names a film, and this kernel cannot confine the program that reads it",
        "see answerable doctor, or say --lenient",
    ),
    Refusal.CUT_SHORT: ("names a picture that is cut short or broken", "copy it again"),
    Refusal.TOO_MANY_PIXELS: ("names a picture of too many pixels", "make it smaller"),
    Refusal.TOO_SLOW: ("names a picture that takes too long to decode", "leave it out"),
    Refusal.BROKEN: ("names a picture that ended its decoder", "leave it out"),
}


class Reading(StrEnum):
    """Whether text in pictures is read."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class MediaFile(NamedTuple):
    """A file of a line: where that is said, whose it is, and its whole path."""

    where: str
    item: str
    path: str


class Media(NamedTuple):
    """What came of media: matches of pictures by query, as lines; texts that were read in pictures; and how many
    pictures were left unread."""

    matches: dict[str, list[dict[str, Any]]]
    read_in_bank: list[TextLine]
    read_in_queries: dict[str, list[TextLine]]
    unread: int = 0


def look_at_media(bank: LineFile, queries: LineFile, reading: Reading, *, lenient: bool) -> Media:
    """Raises Invalid, naming file, line and field, where a file is missing or cannot be looked at; where `lenient`,
    what cannot be looked at is left out."""
    held, asked = list(_files(bank)), list(_files(queries))
    if not held and not asked:
        return Media({}, [], {})
    return asyncio.run(_looked_at(held, asked, reading, lenient=lenient))


def _files(source: LineFile) -> Iterator[MediaFile]:
    """Addresses are passed over: nothing is fetched for a command."""
    for number, line in read_lines(source, only=b'"media"'):
        for place, name in enumerate(line.media):
            if not is_address(name):
                where = f"{source.name}:{number}: media[{place}]"
                try:
                    yield MediaFile(where, line.id, whole_path(source.folder, name))
                except Invalid as error:
                    raise Invalid(error.faults[0].what, where=where, mend=error.faults[0].mend) from None


async def _looked_at(
    bank: list[MediaFile], queries: list[MediaFile], reading: Reading, *, lenient: bool
) -> Media:
    sandbox = Sandbox()
    found = await match_pictures(sandbox, map(_picture, bank), map(_picture, queries))
    faults = [_fault(bank[one.place], one.why) for one in found.not_in_bank]
    faults += [_fault(queries[one.place], one.why) for one in found.not_asked]
    if faults and not lenient:
        raise Invalid("", faults=tuple(faults[:FAULTS_TOLD]))
    matches = {
        query: [_line(query, item, match) for item, match in known] for query, known in found.matches.items()
    }
    held = _without(bank, found.not_in_bank)
    unknown = [one for one in _without(queries, found.not_asked) if one.item not in matches]
    count = len(held) + len(unknown)
    if reading is Reading.NEVER or not count or not can_read():
        return Media(matches, [], {})
    if reading is Reading.AUTO and count > READ_MOST:
        return Media(matches, [], {}, unread=count)
    in_queries: defaultdict[str, list[TextLine]] = defaultdict(list)
    for line in await _read(sandbox, unknown):
        in_queries[line.id].append(line)
    return Media(matches, await _read(sandbox, held), dict(in_queries))


def _picture(file: MediaFile) -> ItemPicture:
    return ItemPicture(file.item, partial(_content, file))


def _content(file: MediaFile) -> bytes | Refusal:
    return read_file(file.path, BYTES_MOST, never=read_settings().data)


def _without(files: list[MediaFile], bad: list[NotMatched]) -> list[MediaFile]:
    places = {one.place for one in bad}
    return [file for place, file in enumerate(files) if place not in places]


def _line(query: str, item: str, match: PictureMatch) -> dict[str, Any]:
    """`distance`: in how many of 256 bits their hashes differ; the shares are of the bits that agree."""
    share = round(match.share, 4)
    return {
        "query": query,
        "match": item,
        "kind": match.kind.value,
        "of_bank": share,
        "of_query": share,
        "distance": match.distance,
        "turn": match.turn.value,
    }


async def _read(sandbox: Sandbox, files: list[MediaFile]) -> list[TextLine]:
    """The texts in these pictures, of those that have one."""
    free = asyncio.Semaphore(READ_AT_ONCE)

    async def one(file: MediaFile) -> TextLine | None:
        async with free:
            content = _content(file)
            found = content if isinstance(content, Refusal) else await read_text(sandbox, content)
        return None if isinstance(found, Refusal) or not found else TextLine(file.item, found)

    return [line for line in await asyncio.gather(*map(one, files)) if line is not None]


def _fault(file: MediaFile, why: Refusal) -> Fault:
    what, mend = MENDS.get(why, (f"cannot be looked at ({why.value})", "leave it out"))
    return Fault(where=file.where, what=what, mend=mend)
