"""What is kept no longer: for each kind, which rows are due. What is still needed is in none of these statements."""

# ruff: noqa: S608 - statements are put together from words of this file, never from anybody's input

from __future__ import annotations

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from answerable.db.aggregate import Aggregate

# A case needs what it is about while it is open, and until the time to object to its decision is over.
_NEEDED: LiteralString = """exists (select from cases c where c.platform_id = {row}.platform_id
    and c.subject_kind = '{kind}' and c.subject_id = {value}
    and (c.state <> 'decided' or c.decided_at > %(needed)s))"""


def _needed(row: LiteralString, *subjects: tuple[LiteralString, LiteralString]) -> LiteralString:
    found: LiteralString = ""
    for kind, value in subjects:
        one = _NEEDED.replace("{row}", row).replace("{kind}", kind).replace("{value}", value)
        found = found + (" or " if found else "") + one
    return found


_COPY_NEEDED: LiteralString = """exists (select from copies k join cases c on c.id = k.case_id
    where k.platform_id = i.platform_id and k.item_id = i.id
    and (c.state <> 'decided' or greatest(c.decided_at, k.found_at) > %(needed)s))"""
_ITEM_NEEDED: LiteralString = (
    _needed("i", ("item", "i.id"), ("account", "i.author"), ("conversation", "i.container"))
    + " or "
    + _COPY_NEEDED
)
_ACCOUNT_NEEDED = _needed("a", ("account", "a.id"))

# kind -> (table, the rows that are due: their place in the table)
_DUE: dict[str, tuple[LiteralString, LiteralString]] = {
    "items": (
        "items",
        f"select i.ctid from items i where i.received_at < %(before)s and not ({_ITEM_NEEDED})",
    ),
    "accounts": (
        "accounts",
        f"""select a.ctid from accounts a where a.received_at < %(before)s and a.state = 'active'
            and not ({_ACCOUNT_NEEDED})
            and not exists (select from items i where i.platform_id = a.platform_id and i.author = a.id)
            and not exists (select from cases c where c.platform_id = a.platform_id and c.author = a.id
                            and (c.state <> 'decided' or c.decided_at > %(needed)s))""",
    ),
    "sketches": (
        "sketches",
        """select h.ctid from sketches h where h.received_at < %(before)s
            and not exists (select from items i where i.platform_id = h.platform_id and i.id = h.item_id)""",
    ),
    "item_pictures": ("item_pictures", "select ctid from item_pictures where asked_at < %(before)s"),
    # Files of copies that nobody reported: those of reported ones go with their evidence.
    "copy_media": (
        "media",
        """select m.ctid from media m where m.kind = 'item' and m.quarantined_at is null
            and m.asked_at < %(before)s
            and exists (select from copies k join cases c on c.id = k.case_id
              where k.case_id = m.case_id and k.item_id = m.item_id and c.state = 'decided'
              and c.decided_at < %(before)s)
            and not exists (select from evidence e where e.case_id = m.case_id and e.subject_id = m.item_id)""",
    ),
    "bank_pictures": (
        "bank_pictures",
        """select b.ctid from bank_pictures b where b.added_at < %(before)s
            and exists (select from cases c where c.id = b.case_id and c.decided_at < %(before)s)""",
    ),
    "bank_texts": (
        "bank_texts",
        """select b.ctid from bank_texts b join cases c on c.id = b.case_id
            where b.added_at < %(before)s and c.decided_at < %(before)s""",
    ),
    "examples": ("cascade_examples", "select ctid from cascade_examples where seen_at < %(before)s"),
    "asks": ("asks", "select ctid from asks where answered_at < %(before)s"),
    "deliveries": (
        "deliveries",
        """select ctid from deliveries
           where coalesce(delivered_at, failed_at, cancelled_at) < %(before)s""",
    ),
    "idempotency": ("idempotency", "select ctid from idempotency where created_at < %(before)s"),
    "on_call": ("on_call_shifts", "select ctid from on_call_shifts where ends_at < %(before)s"),
    "sessions": ("sessions", "select ctid from sessions where expires_at < %(before)s"),
    "views": ("evidence_views", "select ctid from evidence_views where at < %(before)s"),
}

# kind -> the ids of records that are due; they are taken out by an erasure (flow/custody/erase.py)
_ERASABLE: dict[str, LiteralString] = {
    "reports": """select r.id from reports r join cases c on c.id = r.case_id
        where r.request_tag <> '' and c.state = 'decided'
        and greatest(c.decided_at, r.received_at, r.answered_at) < %(before)s""",
    "evidence": """select e.id from evidence e join cases c on c.id = e.case_id
        where e.body_sealed is not null and c.state = 'decided'
        and greatest(c.decided_at, e.captured_at) < %(before)s""",
    "decision_notes": """select d.id from decisions d join cases c on c.id = d.case_id
        where d.note_sealed is not null and c.state = 'decided'
        and greatest(c.decided_at, d.decided_at) < %(before)s""",
    "openings": "select s.id from opening_steps s where s.text_sealed is not null and s.at < %(before)s",
}


class Retention(Aggregate):
    async def due(self, kind: str, before: datetime, needed: datetime) -> int:
        """How many rows of a kind are older than `before`; `needed`: cases decided since then are still needed."""
        if kind == "deleted_items":
            sql: LiteralString = f"select count(*) from ({_DELETED}) x"
        else:
            sql = f"select count(*) from ({_DUE[kind][1] if kind in _DUE else _ERASABLE[kind]}) x"
        return int(await self._value(sql, {"before": before, "needed": needed}))

    async def delete_due(self, kind: str, before: datetime, needed: datetime, *, most: int) -> int:
        """Delete up to `most` rows of a kind; return how many."""
        if kind == "deleted_items":
            return await self._execute(
                f"""update items set text = '', media = '{{}}', forwarded_from = null
                    where ctid = any(array({_DELETED} limit %(most)s for update skip locked))""",
                before=before,
                most=most,
            )
        if kind == "bank_texts":
            return await self._execute(
                f"""with gone as (delete from bank_texts where ctid = any(array({_DUE[kind][1]} limit %(most)s))
                      returning case_id)
                    insert into bank_changes (case_id, kind, at)
                    select case_id, 'removed', answerable_now() from gone""",
                before=before,
                most=most,
            )
        table, due = _DUE[kind]
        return await self._execute(
            f"delete from {table} where ctid = any(array({due} limit %(most)s for update skip locked))",
            before=before,
            needed=needed,
            most=most,
        )

    async def erasable(self, kind: str, before: datetime, *, most: int) -> list[UUID]:
        """The ids of up to `most` records of a kind that are due to be erased."""
        sql = f"{_ERASABLE[kind]} order by 1 limit %(most)s"
        cursor = await self._connection.execute(sql, {"before": before, "most": most})
        return [row[0] for row in await cursor.fetchall()]

    async def take_turn(self) -> bool:
        """Whether this transaction is the only one that works on retention now."""
        return bool(await self._value("select pg_try_advisory_xact_lock(7011)", {}))


# What an author deleted: the row stays, so that the item is known; the words go.
_DELETED: LiteralString = """select ctid from items
    where author_deleted_at < %(before)s and (text <> '' or media <> '{}')"""
