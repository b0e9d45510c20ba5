"""The texts of all items, block by block, for what must look at every one of them.

A block is a stretch of the table as it lies on the disk, and comes as a few long strings of bytes: no record is made
of a text that nobody asks for. Rows that move while somebody reads are those whose state changes, and what comes in
may lie where it was read already; so who reads must not miss either (`flow/copies/search.py` says why it does not).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from answerable.db.aggregate import Aggregate
from answerable.text.batch import Batch

PAGES = 1_024  # of the disk, that are one block: 8 MB
BYTES_MOST = 4_096  # of a text in a block; so that no block is very large, whatever is in it


class Block(NamedTuple):
    """The items of one platform in a block: their ids, and their texts in the same order; and the ids of those whose
    text is longer than BYTES_MOST."""

    platform_id: str
    ids: Batch
    texts: Batch
    long: list[str]


class TextsKept(Aggregate):
    async def pages(self) -> int:
        """How many pages of the disk hold items."""
        sql = "select pg_relation_size('items') / current_setting('block_size')::int"
        return int(await self._value(sql, {}))

    async def blocks(self, platforms: list[str], first: int) -> list[Block]:
        """The items of these platforms that are on the pages from `first` on, PAGES of them, by platform."""
        async with self._connection.cursor(binary=True) as cursor:
            await cursor.execute(
                f"""select platform_id, {_packed("id")}, {_packed("text")},
                     coalesce(array_agg(id) filter (where octet_length(text) > %(most)s), '{{}}')
                   from items where ctid >= %(first)s::text::tid and ctid < %(end)s::text::tid
                     and platform_id = any(%(platforms)s) and text <> ''
                   group by platform_id order by platform_id""".encode(),  # noqa: S608 - words of this file
                {
                    "platforms": platforms,
                    "first": f"({first},0)",
                    "end": f"({first + PAGES},0)",
                    "most": BYTES_MOST,
                },
            )
            rows = await cursor.fetchall()
        return [Block(row[0], _batch(*row[1:3]), _batch(*row[3:5]), row[5]) for row in rows]


def _packed(column: str) -> str:
    """Two columns: how long each value is, and all of them, of the items whose text is not too long."""
    short = "filter (where octet_length(text) <= %(most)s)"
    return f"""coalesce(string_agg(int4send(octet_length({column})), ''::bytea) {short}, ''),
                     coalesce(string_agg(convert_to({column}, 'UTF8'), ''::bytea) {short}, '')"""


def _batch(lengths: bytes, data: bytes) -> Batch:
    sizes: NDArray[np.int64] = np.frombuffer(lengths, ">i4").astype(np.int64)
    offsets = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=offsets[1:])
    return Batch(np.frombuffer(bytearray(data), np.uint8), offsets)
