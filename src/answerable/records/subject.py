"""A subject: what a report or a case is about, on one platform."""

from __future__ import annotations

import msgspec

from answerable.errors import Invalid
from answerable.vocabulary import SubjectKind


class Subject(msgspec.Struct, frozen=True):
    kind: SubjectKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def parse_subject(text: str, *, where: str = "subject") -> Subject:
    """Read `item:ID`, `account:ID` or `conversation:ID`; raise Invalid otherwise."""
    kind, separator, identifier = text.partition(":")
    if not separator or kind not in set(SubjectKind) or not identifier:
        mend = "write item:ID, account:ID or conversation:ID"
        raise Invalid("this is not a subject", where=where, mend=mend)
    return Subject(kind=SubjectKind(kind), id=identifier)
