"""Accounts on platforms."""

from __future__ import annotations

from datetime import datetime

from answerable.db.aggregate import Aggregate
from answerable.db.rows import insert_sql
from answerable.records.account import Account, AccountState


class Accounts(Aggregate):
    async def put(self, accounts: list[Account]) -> None:
        """Add or update descriptions, one after the other, since one account may be described twice; the state, which
        is ours, stays as it is."""
        tail = """on conflict (platform_id, id) do update set
                name = coalesce(excluded.name, accounts.name),
                created_at = coalesce(excluded.created_at, accounts.created_at),
                country = coalesce(excluded.country, accounts.country),
                language = coalesce(excluded.language, accounts.language)"""
        await self._each(f"{insert_sql('accounts', Account)} {tail}", accounts)

    async def ensure(self, accounts: list[Account]) -> None:
        """Add those that are not there yet; change nothing."""
        await self._insert_all("accounts", accounts, tail="on conflict do nothing")

    async def known(self, platform_id: str, account_ids: list[str]) -> set[str]:
        """Which of these accounts are there."""
        cursor = await self._connection.execute(
            "select id from accounts where platform_id = %(platform_id)s and id = any(%(ids)s)",
            {"platform_id": platform_id, "ids": account_ids},
        )
        return {str(row[0]) for row in await cursor.fetchall()}

    async def get(self, platform_id: str, account_id: str) -> Account | None:
        return await self._one(
            Account,
            "select * from accounts where platform_id = %(platform_id)s and id = %(id)s",
            platform_id=platform_id,
            id=account_id,
        )

    async def lock(self, platform_id: str, account_id: str) -> Account | None:
        """The account, locked: whoever changes its bans reads them after this."""
        return await self._one(
            Account,
            """select * from accounts where platform_id = %(platform_id)s and id = %(id)s for no key update""",
            platform_id=platform_id,
            id=account_id,
        )

    async def set_state(self, platform_id: str, account_id: str, state: AccountState) -> None:
        await self._execute(
            "update accounts set state = %(state)s where platform_id = %(platform_id)s and id = %(id)s",
            platform_id=platform_id,
            id=account_id,
            state=state,
        )

    async def to_erase(self, platform_id: str, account_id: str, needed_since: datetime) -> list[str]:
        """The account, where it has a description and no case about it is open or was decided after `needed_since`."""
        cursor = await self._connection.execute(
            """select a.id from accounts a where a.platform_id = %(platform_id)s and a.id = %(id)s
               and num_nonnulls(a.name, a.created_at, a.country, a.language) > 0
               and not exists (select from cases c where c.platform_id = a.platform_id
                 and c.subject_kind = 'account' and c.subject_id = a.id
                 and (c.state <> 'decided' or c.decided_at > %(since)s))""",
            {"platform_id": platform_id, "id": account_id, "since": needed_since},
        )
        return [str(row[0]) for row in await cursor.fetchall()]

    async def erase(self, platform_id: str, account_ids: list[str]) -> None:
        """Take out what accounts are called and where they are from; whether they are banned stays."""
        await self._execute(
            """update accounts set name = null, created_at = null, country = null, language = null
               where platform_id = %(platform_id)s and id = any(%(ids)s)""",
            platform_id=platform_id,
            ids=account_ids,
        )
