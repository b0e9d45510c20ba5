"""Organisations that report as trusted flaggers."""

from __future__ import annotations

from answerable.db.aggregate import Aggregate
from answerable.records.organisation import Organisation


class Organisations(Aggregate):
    async def add(self, organisation: Organisation) -> bool:
        """Add an organisation; False where its id is taken."""
        return bool(await self._insert("organisations", organisation, tail="on conflict do nothing"))

    async def get(self, organisation_id: str) -> Organisation | None:
        return await self._one(
            Organisation, "select * from organisations where id = %(id)s", id=organisation_id
        )

    async def lock(self, organisation_id: str) -> Organisation | None:
        """The organisation, locked: whoever counts what it did reads after this."""
        return await self._one(
            Organisation,
            "select * from organisations where id = %(id)s for no key update",
            id=organisation_id,
        )

    async def all(self) -> list[Organisation]:
        return await self._all(Organisation, "select * from organisations order by id")

    async def rename(self, organisation_id: str, name: str) -> int:
        return await self._execute(
            "update organisations set name = %(name)s where id = %(id)s", id=organisation_id, name=name
        )

    async def set_consent(self, organisation_id: str, *, named: bool) -> int:
        return await self._execute(
            "update organisations set consent_to_be_named = %(named)s where id = %(id)s",
            id=organisation_id,
            named=named,
        )

    async def set_places(
        self, organisation_id: str, *, countries: tuple[str, ...], languages: tuple[str, ...]
    ) -> int:
        """The countries and languages that it works in, in place of those before."""
        return await self._execute(
            """update organisations set countries = %(countries)s, languages = %(languages)s
               where id = %(id)s""",
            id=organisation_id,
            countries=list(countries),
            languages=list(languages),
        )
