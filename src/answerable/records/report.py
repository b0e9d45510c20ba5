"""A report: somebody says that a subject breaks the standards, and is owed an answer.

Who reported, how to reach them and what they wrote or said is sealed (`answerable.keys`): a row read without the
keys shows none of it. `reporter_tag` is a keyed hash that tells one reporter from another, never who they are;
`voice_digest` is that of the sealed voice note, which lies in `media`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.records.media import VoiceNote
from answerable.records.subject import Subject
from answerable.vocabulary import Outcome, PolicyArea, Service, Source, SubjectKind


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it comes in, before it is accepted. `id` is the sender's own, unique for that sender."""

    platform_id: str
    subject: Subject
    source: Source
    area: PolicyArea
    id: str | None = None
    reporter: str | None = None
    organisation_id: str | None = None
    note: str = ""
    voice: VoiceNote | None = None
    what_happened: str = ""
    messages: tuple[str, ...] = ()
    contact: str | None = None
    language: str | None = None
    created_at: datetime | None = None
    idempotency_key: str | None = None

    @property
    def sender(self) -> str:
        """Who sends it: the namespace of `id` and of the idempotency key."""
        return f"organisation:{self.organisation_id}" if self.organisation_id else f"{self.source}"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """`language` is that of the subject, `answer_language` that which the reporter reads. `evidence_digest` stands for
    the evidence that was kept when it came in; it is empty where all of that was kept before (records/evidence.py).
    """

    id: UUID
    platform_id: str
    case_id: UUID
    subject_kind: SubjectKind
    subject_id: str
    source: Source
    sender: str
    area: PolicyArea
    service: Service
    received_at: datetime
    due_at: datetime
    request_tag: bytes
    code_hash: bytes
    promised_size: int
    merge_by: datetime
    external_id: str | None = None
    idempotency_key: str | None = None
    organisation_id: str | None = None
    reporter_tag: bytes | None = None
    reporter_sealed: bytes | None = None
    contact_sealed: bytes | None = None
    note_sealed: bytes | None = None
    evidence_digest: bytes | None = None
    voice_digest: bytes | None = None
    what_happened: str = ""
    messages: tuple[str, ...] = ()
    language: str = "und"
    answer_language: str = "und"
    contact_channel: str | None = None
    country: str | None = None
    created_at: datetime | None = None
    first_reviewed_at: datetime | None = None
    answered_at: datetime | None = None
    outcome: Outcome = Outcome.OPEN

    @property
    def subject(self) -> Subject:
        return Subject(kind=self.subject_kind, id=self.subject_id)
