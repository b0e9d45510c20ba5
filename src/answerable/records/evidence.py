"""Evidence: what was reported, as it was when it was reported, so that it can be judged when it is gone."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from answerable.vocabulary import SubjectKind


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """An item or an account's description, sealed, as it was when `report_id` came in. All reports of a case share it:
    there is one for each content. `content_tag` tells contents apart and `author_tag` authors, both by keyed hashes;
    `body_digest` stays when the body was erased."""

    id: UUID
    case_id: UUID
    report_id: UUID
    platform_id: str
    kind: SubjectKind
    subject_id: str
    captured_at: datetime
    content_tag: bytes
    body_digest: bytes
    author_tag: bytes | None = None
    body_sealed: bytes | None = None
    erasure_id: UUID | None = None


class EvidenceView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody saw the content of a case. `why` is the step that showed it: claim, read, or media:KIND."""

    at: datetime
    reviewer_id: UUID
    case_id: UUID
    why: str


def digest_of(evidence: list[Evidence]) -> bytes | None:
    """What a report's ledger entry commits to of the evidence that was kept with it; None where there was none."""
    if not evidence:
        return None
    return sha256(b"".join(sorted(one.body_digest for one in evidence))).digest()
