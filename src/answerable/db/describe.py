"""A database's schema as text that people read and tests compare.

`python -m answerable.db.describe` makes a throw-away database from all migrations and writes `schema.txt`
beside this file. Run it after every change to a migration; `tests/postgres/test_schema.py` compares the two.
The text is the same for every supported version of PostgreSQL. Left out: `schema_migrations`, and the schema
`queue`, which belongs to PgQueuer.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from answerable.db import embedded
from answerable.db.migrate import migrate

FILE = Path(__file__).with_name("schema.txt")
HEAD = "# The schema after all migrations. Written by `python -m answerable.db.describe`; do not edit.\n"

# Each query gives (heading, text) in the order in which they are shown.
EXTENSIONS = """
    select 'extension ' || extname, '' from pg_extension where extname <> 'plpgsql' order by extname
"""

TYPES = """
    select 'type ' || t.oid::regtype, case t.typtype
        when 'e' then 'enum: ' || (
            select string_agg(enumlabel, ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid)
        else 'domain over ' || format_type(t.typbasetype, t.typtypmod)
            || case when t.typnotnull then ' not null' else '' end
            || coalesce((select string_agg(' ' || pg_get_constraintdef(c.oid), '' order by c.conname)
                         from pg_constraint c where c.contypid = t.oid and c.contype = 'c'), '') end
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where n.nspname = 'public' and t.typtype in ('e', 'd')
    order by t.typname
"""

FUNCTIONS = """
    select 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid)
        || coalesce(E'\\ncomment: ' || obj_description(p.oid, 'pg_proc'), '')
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.prokind in ('f', 'p')
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by p.proname, p.oid::regprocedure::text
"""

# Tables and views, each with its columns, constraints, indexes, policies and triggers, in this order.
RELATIONS = """
    with relation as (
        select c.oid, c.relname, c.relkind, case c.relkind
            when 'v' then 'view ' when 'm' then 'materialized view ' when 'S' then 'sequence '
            else 'table ' end || c.relname
            || case c.relpersistence when 'u' then ' unlogged' else '' end
            || coalesce(' partition by ' || pg_get_partkeydef(c.oid), '')
            || coalesce(' ' || pg_get_expr(c.relpartbound, c.oid), '')
            || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')
            || case when c.relrowsecurity then ' row security' else '' end as heading
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'S')
            and c.relname <> 'schema_migrations'
            and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'i'))
    ), part as (
        select oid, 0 as place, 0 as turn, '' as name, 'comment: ' || obj_description(oid, 'pg_class') as line
        from relation
        union all
        select r.oid, 1, a.attnum, '', a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || case when a.attnotnull then ' not null' else '' end
            || case a.attidentity when 'a' then ' identity always' when 'd' then ' identity' else '' end
            || coalesce(case a.attgenerated when '' then ' default ' else ' generated ' end
                        || pg_get_expr(d.adbin, d.adrelid), '')
            || coalesce(' -- ' || col_description(r.oid, a.attnum), '')
        from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
        where r.relkind <> 'S'
        union all
        -- Not the not-null constraints, which PostgreSQL names only since version 18.
        select r.oid, 2, 0, k.conname, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
        from relation r join pg_constraint k on k.conrelid = r.oid and k.contype not in ('n', 't')
        union all
        select r.oid, 3, 0, i.relname, pg_get_indexdef(x.indexrelid)
        from relation r join pg_index x on x.indrelid = r.oid join pg_class i on i.oid = x.indexrelid
        where not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.conrelid = r.oid)
        union all
        select r.oid, 4, 0, p.polname, 'policy ' || p.polname || ' for ' || p.polcmd::text
            || coalesce(' using (' || pg_get_expr(p.polqual, r.oid) || ')', '')
            || coalesce(' with check (' || pg_get_expr(p.polwithcheck, r.oid) || ')', '')
        from relation r join pg_policy p on p.polrelid = r.oid
        union all
        select r.oid, 5, 0, t.tgname, pg_get_triggerdef(t.oid)
        from relation r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
        union all
        select r.oid, 6, 0, '', pg_get_viewdef(r.oid) from relation r where r.relkind in ('v', 'm')
    )
    select r.heading, coalesce(string_agg(p.line, E'\\n' order by p.place, p.turn, p.name), '')
    from relation r left join part p on p.oid = r.oid and p.line is not null
    group by r.oid, r.relname, r.heading order by r.relname collate "C"
"""


async def describe(connection: AsyncConnection[Any]) -> str:
    """The schema that this database has."""
    blocks = [HEAD]
    async with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:
        await cursor.execute("set local search_path = public")
        for query in (EXTENSIONS, TYPES, FUNCTIONS, RELATIONS):
            await cursor.execute(query)
            blocks.extend(_block(str(heading), str(text)) for heading, text in await cursor.fetchall())
    return "\n".join(blocks)


def _block(heading: str, text: str) -> str:
    lines = (f"    {line}".rstrip() for line in text.strip("\n").splitlines())
    return "\n".join([heading, *lines]) + "\n"


async def describe_migrations(url: str) -> str:
    """Migrate an empty database, and describe it."""
    await migrate(url)
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        return await describe(connection)


def main() -> None:
    """Write `schema.txt` anew."""
    with embedded.throwaway() as server:
        FILE.write_text(asyncio.run(describe_migrations(server.url)), encoding="utf-8")
    sys.stderr.write(f"wrote {FILE}\n")


if __name__ == "__main__":
    main()
