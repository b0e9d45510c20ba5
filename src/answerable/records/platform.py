"""A platform: a service whose content is moderated, and the keys that speak for it or for an organisation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from answerable.vocabulary import Scope


class Platform(msgspec.Struct, frozen=True):
    id: str
    name: str
    created_at: datetime
    webhook_url: str | None = None
    webhook_secret_sealed: bytes | None = None


class ApiKey(msgspec.Struct, frozen=True):
    """A key of a platform, or of an organisation on a platform. Only the SHA-256 of its secret is kept."""

    id: UUID
    platform_id: str
    secret_hash: bytes
    scopes: tuple[Scope, ...]
    label: str
    created_at: datetime
    organisation_id: str | None = None
    revoked_at: datetime | None = None

    @property
    def owner(self) -> str:
        """Whose requests these are, for idempotency keys and rates."""
        return (
            f"organisation:{self.organisation_id}" if self.organisation_id else f"platform:{self.platform_id}"
        )
