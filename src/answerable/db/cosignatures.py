"""Cosignatures and the witnesses that made them."""

from __future__ import annotations

from datetime import datetime

from answerable.db.aggregate import Aggregate
from answerable.records.cosignature import Cosignature, WitnessState
from answerable.records.log import LogHead


class Cosignatures(Aggregate):
    async def add(self, one: Cosignature) -> None:
        """Keep a verified cosignature; the first that a witness made for a size stays, since it proves most."""
        await self._insert("cosignatures", one, tail="on conflict (vkey, size) do nothing")

    async def of_size(self, size: int) -> list[Cosignature]:
        return await self._all(Cosignature, "select * from cosignatures where size = %(size)s", size=size)

    async def latest_of(self, vkey: str) -> Cosignature | None:
        """The cosignature of this witness under the largest checkpoint."""
        return await self._one(
            Cosignature,
            "select * from cosignatures where vkey = %(vkey)s order by size desc limit 1",
            vkey=vkey,
        )

    async def newest(self, *, most: int) -> list[Cosignature]:
        """The cosignatures of the `most` largest cosigned checkpoints, largest first."""
        return await self._all(
            Cosignature,
            """select * from cosignatures where size in (
                   select distinct size from cosignatures order by size desc limit %(most)s)
               order by size desc""",
            most=most,
        )

    async def oldest(self, *, above: int, most: int) -> list[Cosignature]:
        """The cosignatures of the `most` smallest cosigned checkpoints of more than `above` leaves, smallest first."""
        return await self._all(
            Cosignature,
            """select * from cosignatures where size in (
                   select distinct size from cosignatures where size > %(above)s order by size limit %(most)s)
               order by size""",
            above=above,
            most=most,
        )

    async def checkpoint(self, size: int) -> LogHead | None:
        return await self._one(
            LogHead,
            "select size, root, note, signed_at from log_checkpoints where size = %(size)s",
            size=size,
        )

    async def first_signed_above(self, size: int) -> datetime | None:
        """When the smallest checkpoint above this size was signed."""
        at: datetime | None = await self._value(
            "select signed_at from log_checkpoints where size > %(size)s order by size limit 1",
            {"size": size},
        )
        return at

    async def state(self, vkey: str) -> WitnessState:
        """What is known of a witness; of a new one, nothing."""
        found = await self._one(WitnessState, "select * from witnesses where vkey = %(vkey)s", vkey=vkey)
        return found or WitnessState(vkey=vkey)

    async def set_state(self, state: WitnessState) -> None:
        await self._insert(
            "witnesses",
            state,
            tail="""on conflict (vkey) do update set size = excluded.size, fault = excluded.fault,
                    cosigned_at = coalesce(excluded.cosigned_at, witnesses.cosigned_at)""",
        )

    async def page(self, after: tuple[str, int], *, most: int) -> list[Cosignature]:
        """Cosignatures behind this witness and size, in order, for checking them all."""
        return await self._all(
            Cosignature,
            """select * from cosignatures where (vkey, size) > (%(vkey)s, %(size)s)
               order by vkey, size limit %(most)s""",
            vkey=after[0],
            size=after[1],
            most=most,
        )
