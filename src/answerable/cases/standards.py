"""Reading the community standards: `standards.toml` and one Markdown file a language, into `Standards`.

`slowing.toml`, which may be left out, says what may be slowed under them (`cases/slowing.py`).

Pure: the caller reads the files. The Markdown is a small part of CommonMark, the same in every language:

    # Title                       once
    Opening words.
    ## code: Title of a ground    once for each ground of standards.toml, in any order
    Summary.
    ### not allowed               these two headings stay English: they are marks, not words
    - one thing a line
    ### allowed
    - one thing a line
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from answerable.cases.slowing import FILE, parse_slowing
from answerable.errors import Invalid
from answerable.records.standard import Ground, GroundText, Standards, StandardsText
from answerable.vocabulary import PolicyArea, Verdict

__all__ = ["Standards", "parse_standards", "standards_digest"]

VERSION_FILE = "standards.toml"
_DIGEST_PREFIX = b"answerable/standards/v1\n"


class _GroundLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    area: PolicyArea
    verdict: Verdict


class _VersionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: str
    effective_from: date
    languages: tuple[str, ...]
    ground: tuple[_GroundLine, ...]
    awaiting_review: tuple[str, ...] = ()


class _Document(msgspec.Struct, frozen=True):
    text: StandardsText
    grounds: dict[str, GroundText]


def parse_standards(files: Mapping[str, bytes]) -> Standards:
    """Read one version of the standards from its files, by name (`standards.toml`, `en.md`, ...).

    Raises Invalid, naming file and line or field, for anything missing, said twice, or not understood.
    """
    head = _parse_version_file(files)
    documents = {language: _parse_document(files, f"{language}.md") for language in head.languages}
    codes = [line.code for line in head.ground]
    for language, document in documents.items():
        _check_codes(f"{language}.md", codes, document.grounds)
    grounds = tuple(_ground(line, documents) for line in head.ground)
    texts = {language: document.text for language, document in documents.items()}
    standards = Standards(
        version=head.version,
        effective_from=head.effective_from,
        languages=head.languages,
        awaiting_review=head.awaiting_review,
        texts=texts,
        grounds=grounds,
        slowing=parse_slowing(files[FILE], languages=head.languages, grounds=grounds)
        if FILE in files
        else None,
    )
    return msgspec.structs.replace(standards, digest=standards_digest(standards))


def standards_digest(standards: Standards) -> str:
    """SHA-256, in hexadecimal, over a prefix and the RFC 8785 form of what the standards say.

    Deterministic msgspec JSON is that form here: all keys are ASCII, and there are no numbers. Whether a
    language awaits review is not part of it, so that a review that changes no word changes no version.
    """
    said = {
        "version": standards.version,
        "effective_from": standards.effective_from,
        "texts": standards.texts,
        "grounds": standards.grounds,
    }
    content = msgspec.json.encode(said, order="deterministic")
    return hashlib.sha256(_DIGEST_PREFIX + content).hexdigest()


def _parse_version_file(files: Mapping[str, bytes]) -> _VersionFile:
    text = _read(files, VERSION_FILE)
    try:
        found: dict[str, Any] = tomllib.loads(text)
        head = msgspec.convert(found, _VersionFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Invalid(str(error), where=VERSION_FILE) from error
    codes = [line.code for line in head.ground]
    if not head.version or not head.languages or not codes:
        raise Invalid("a version, a language and a ground are needed", where=VERSION_FILE)
    if len(set(codes)) != len(codes):
        raise Invalid("a ground stands here twice", where=VERSION_FILE)
    return head


def _read(files: Mapping[str, bytes], name: str) -> str:
    content = files.get(name)
    if content is None:
        raise Invalid("this file is missing", where=name)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Invalid(f"byte {error.start} is not UTF-8", where=name) from error


def _check_codes(name: str, codes: list[str], found: Mapping[str, GroundText]) -> None:
    for code in codes:
        if code not in found:
            raise Invalid(f"the ground {code} has no section", where=name, mend=f"add '## {code}: its title'")
    for code in found:
        if code not in codes:
            raise Invalid(f"the ground {code} is not in {VERSION_FILE}", where=name)


def _ground(line: _GroundLine, documents: Mapping[str, _Document]) -> Ground:
    texts = {language: document.grounds[line.code] for language, document in documents.items()}
    for language, text in texts.items():
        if line.verdict is Verdict.VIOLATION and not (text.not_allowed and text.allowed):
            raise Invalid(f"{line.code} must say what is not allowed and what is", where=f"{language}.md")
    return Ground(code=line.code, area=line.area, verdict=line.verdict, texts=texts)


def _parse_document(files: Mapping[str, bytes], name: str) -> _Document:
    reader = _Reader(name)
    for number, line in enumerate(_read(files, name).splitlines(), start=1):
        reader.take(number, line.strip())
    return reader.document()


class _Reader:
    """Takes a Markdown file line by line; each line belongs to the heading above it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.title = ""
        self.code = ""
        self.part = "summary"
        self.opening: list[str] = []
        self.titles: dict[str, str] = {}
        self.parts: dict[str, dict[str, list[str]]] = {}

    def take(self, number: int, line: str) -> None:
        where = f"{self.name}, line {number}"
        if line.startswith("### "):
            self._take_part(line[4:].strip(), where)
        elif line.startswith("## "):
            self._take_ground(line[3:], where)
        elif line.startswith("# "):
            if self.title:
                raise Invalid("a second title", where=where)
            self.title = line[2:].strip()
        elif line:
            self._take_words(line, where)

    def _take_ground(self, heading: str, where: str) -> None:
        code, separator, title = (word.strip() for word in heading.partition(":"))
        if not separator or not code or not title or code in self.titles:
            raise Invalid("this is not a new ground", where=where, mend="write '## code: its title', once")
        self.code, self.part = code, "summary"
        self.titles[code] = title
        self.parts[code] = {"summary": [], "not allowed": [], "allowed": []}

    def _take_part(self, part: str, where: str) -> None:
        if not self.code or part not in ("not allowed", "allowed"):
            raise Invalid(f"'{part}' is not a part of a ground", where=where, mend="not allowed, or allowed")
        self.part = part

    def _take_words(self, line: str, where: str) -> None:
        if not self.code:
            self.opening.append(line)
        elif self.part == "summary":
            self.parts[self.code]["summary"].append(line)
        elif line.startswith("- "):
            self.parts[self.code][self.part].append(line[2:].strip())
        else:
            raise Invalid("each thing stands on its own line", where=where, mend="begin it with '- '")

    def document(self) -> _Document:
        if not self.title or not self.opening:
            raise Invalid("the title or the opening words are missing", where=self.name)
        grounds = {code: self._ground_text(code) for code in self.titles}
        return _Document(
            text=StandardsText(title=self.title, opening=" ".join(self.opening)), grounds=grounds
        )

    def _ground_text(self, code: str) -> GroundText:
        parts = self.parts[code]
        if not parts["summary"]:
            raise Invalid(f"the ground {code} has no summary", where=self.name)
        return GroundText(
            title=self.titles[code],
            summary=" ".join(parts["summary"]),
            not_allowed=tuple(parts["not allowed"]),
            allowed=tuple(parts["allowed"]),
        )
