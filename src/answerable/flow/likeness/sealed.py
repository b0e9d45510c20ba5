"""What is known of media is sealed like the evidence: a hash tells whether a picture is one that somebody holds."""

from __future__ import annotations

from uuid import UUID

import msgspec

from answerable.errors import Tampered, Unavailable
from answerable.flow.runtime import Runtime
from answerable.records.picture import BankPictures, CasePictures, Looks

ITEM_PURPOSE = "item pictures"
CASE_PURPOSE = "case pictures"


def seal_looks(runtime: Runtime, number: int, looks: Looks) -> bytes:
    return runtime.keyring.seal(msgspec.msgpack.encode(looks), ITEM_PURPOSE, str(number))


def open_looks(runtime: Runtime, number: int, sealed: bytes) -> Looks:
    """None of them where they do not open with our keys (`answerable keys check` names the row)."""
    try:
        plain = runtime.keyring.open(sealed, ITEM_PURPOSE, str(number))
    except (Tampered, Unavailable):
        return ()
    return msgspec.msgpack.decode(plain, type=Looks)


def seal_pictures(runtime: Runtime, case_id: UUID, pictures: CasePictures) -> bytes:
    return runtime.keyring.seal(msgspec.msgpack.encode(pictures), CASE_PURPOSE, str(case_id))


def open_pictures(runtime: Runtime, held: BankPictures) -> CasePictures | None:
    """None where nothing is known of them, or they do not open with our keys."""
    if held.body_sealed is None:
        return None
    try:
        plain = runtime.keyring.open(held.body_sealed, CASE_PURPOSE, str(held.case_id))
    except (Tampered, Unavailable):
        return None
    return msgspec.msgpack.decode(plain, type=CasePictures)
