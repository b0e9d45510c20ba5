"""Declarations: what holds in advance is stated in the open before anyone is judged by it."""

from __future__ import annotations

from typing import Any

import msgspec

from answerable.db.tx import Tx
from answerable.errors import Refused
from answerable.flow.commit import commit_declaration
from answerable.flow.runtime import Runtime
from answerable.indicators.declared import Pledge, parse
from answerable.ledger.canonical import Json
from answerable.ledger.entries import declaration_in
from answerable.vocabulary import DeclarationType

VALID_FROM = "valid_from"


async def declare_standing(runtime: Runtime) -> list[DeclarationType]:
    """Declare the standards in force, what may be slowed under them and the promised time, where they differ from what
    was declared last.

    Called at every start; return what was declared. Of two processes that start at once, one declares.
    """
    standing = {
        DeclarationType.STANDARDS: _standards(runtime),
        DeclarationType.TARGET: _target(runtime),
        DeclarationType.RULE: _slowing(runtime),
    }
    declared: list[DeclarationType] = []
    async with runtime.store.transaction() as tx:
        await tx.ledger.lock_head()
        for kind, body in standing.items():
            if body and await _last(tx, kind) != body:
                await commit_declaration(runtime, tx, kind, body | {VALID_FROM: tx.at.date().isoformat()})
                declared.append(kind)
    return declared


async def declare_attested(runtime: Runtime, kind: DeclarationType, body: dict[str, Any]) -> dict[str, Json]:
    """Declare staffing, population or a pledge as of today, and return it as it stands in the ledger.

    Raises Invalid where the body does not have the form of its kind, and Refused for a pledge that says it was done on
    a day that has not come.
    """
    read = parse(kind, body)
    async with runtime.store.transaction() as tx:
        today = tx.at.date()
        if isinstance(read, Pledge) and read.done is not None and read.done > today:
            raise Refused("a pledge cannot be done on a day that has not come", where="done")
        said: dict[str, Json] = msgspec.to_builtins(read) | {VALID_FROM: today.isoformat()}
        entry = await commit_declaration(runtime, tx, kind, said)
    return declaration_in(entry.leaf)


def _standards(runtime: Runtime) -> dict[str, Json]:
    standards = runtime.standards
    return {
        "version": standards.version,
        "digest": standards.digest,
        "effective_from": standards.effective_from.isoformat(),
    }


def _slowing(runtime: Runtime) -> dict[str, Json]:
    """The policy on slowing; empty where there is none, and never was."""
    policy = runtime.standards.slowing
    if policy is None:
        return {}
    return {"rule": "slowing", "standards": runtime.standards.version, "digest": policy.digest}


def _target(runtime: Runtime) -> dict[str, Json]:
    """The promised hours, with the exceptions as the operator set them (`LANGUAGE/AREA=HOURS`), sorted."""
    lines = sorted(line.strip() for line in runtime.settings.targets.split(",") if line.strip())
    exceptions: dict[str, Json] = {"exceptions": lines} if lines else {}
    return {"hours": runtime.settings.target_hours} | exceptions


async def _last(tx: Tx, kind: DeclarationType) -> dict[str, Json] | None:
    """What was declared last of this type, without its type and day."""
    made = [entry for entry in await tx.ledger.declarations() if entry.type == f"declaration:{kind}"]
    if not made:
        return None
    body = declaration_in(max(made, key=lambda entry: (entry.created_at, entry.id)).leaf)
    return {name: value for name, value in body.items() if name not in ("type", VALID_FROM)}
