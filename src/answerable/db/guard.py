"""What a database must be before Answerable trusts it with a report.

A receipt says "your report is stored". A server that may forget committed rows after a crash would make
that a lie, so such a server is refused when the program starts, not found out afterwards.
"""

from __future__ import annotations

from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from answerable.errors import Fault, Refused, Unavailable

OLDEST = 16  # the oldest major version that the tests run on
DURABLE = {
    "fsync": "a crash of the computer can destroy the whole database",
    "full_page_writes": "a power cut can leave half-written pages",
    "synchronous_commit": "the last committed reports can be lost, after their receipts were shown",
}


async def check(connection: AsyncConnection[Any]) -> None:
    """Refused, naming everything that is wrong: the server is too old, not UTF-8, or not durable.

    Unavailable: it is a standby, or otherwise read-only. The settings are looked at as this connection has
    them, so those that belong to its role or database count too.
    """
    version = connection.info.server_version // 10000
    if version < OLDEST:
        raise Refused(f"PostgreSQL {version} is too old", where="database", mend=f"use {OLDEST} or later")
    faults = [fault for name, harm in DURABLE.items() if (fault := await _durable(connection, name, harm))]
    encoding = await _setting(connection, "server_encoding")
    if encoding != "UTF8":
        mend = "create the database with ENCODING 'UTF8' TEMPLATE template0"
        faults.append(Fault(where="database", what=f"its encoding is {encoding}, not UTF8", mend=mend))
    if faults:
        raise Refused("", faults=tuple(faults))
    if await _setting(connection, "transaction_read_only") == "on":
        raise Unavailable("the database is read-only: a standby, or set so; connect to the primary server")


async def _durable(connection: AsyncConnection[Any], name: str, harm: str) -> Fault | None:
    if await _setting(connection, name) != "off":
        return None
    mend = f"set {name} = on in the server's configuration, or for this role or database"
    return Fault(where="database", what=f"{name} is off: {harm}", mend=mend)


async def _setting(connection: AsyncConnection[Any], name: str) -> str:
    async with connection.cursor(row_factory=tuple_row) as cursor:
        await cursor.execute("select current_setting(%s)", [name])
        row = await cursor.fetchone()
    return str(row[0]) if row else ""
