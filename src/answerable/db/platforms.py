"""Platforms, and the keys of platforms and organisations."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from answerable.db.aggregate import Aggregate
from answerable.records.platform import ApiKey, Platform


class Platforms(Aggregate):
    async def add(self, platform: Platform) -> bool:
        """Add a platform; False where its id is taken."""
        return bool(await self._insert("platforms", platform, tail="on conflict do nothing"))

    async def get(self, platform_id: str) -> Platform | None:
        return await self._one(Platform, "select * from platforms where id = %(id)s", id=platform_id)

    async def all(self) -> list[Platform]:
        return await self._all(Platform, "select * from platforms order by id")

    async def rename(self, platform_id: str, name: str) -> int:
        return await self._execute(
            "update platforms set name = %(name)s where id = %(id)s", id=platform_id, name=name
        )

    async def set_webhook(self, platform_id: str, url: str | None, secret_sealed: bytes | None) -> int:
        return await self._execute(
            "update platforms set webhook_url = %(url)s, webhook_secret_sealed = %(secret)s where id = %(id)s",
            id=platform_id,
            url=url,
            secret=secret_sealed,
        )

    async def keys(self) -> list[ApiKey]:
        """Every key, oldest first, with those that were revoked."""
        return await self._all(ApiKey, "select * from api_keys order by created_at, id")

    async def keys_of(self, organisation_id: str) -> list[ApiKey]:
        """An organisation's keys, oldest first, with those that were revoked."""
        return await self._all(
            ApiKey,
            "select * from api_keys where organisation_id = %(id)s order by created_at, id",
            id=organisation_id,
        )

    async def add_key(self, key: ApiKey) -> None:
        await self._insert("api_keys", key)

    async def keys_by_hash(self, hashes: list[bytes]) -> list[ApiKey]:
        """The keys in force with these hashes of their secrets."""
        return await self._all(
            ApiKey,
            "select * from api_keys where secret_hash = any(%(hashes)s) and revoked_at is null",
            hashes=hashes,
        )

    async def revoke_key(self, key_id: UUID, at: datetime) -> int:
        return await self._execute(
            "update api_keys set revoked_at = %(at)s where id = %(id)s and revoked_at is null",
            id=key_id,
            at=at,
        )
