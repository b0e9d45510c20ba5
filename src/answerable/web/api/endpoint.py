"""An endpoint: what a route takes, gives and needs, said once, for its guard and for /openapi.json alike."""

from __future__ import annotations

from typing import Any

import msgspec

from answerable.vocabulary import Scope

OPT = "endpoint"


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """`takes` is the form of one object in the body, `most` how many of them a batch may hold (0: no batch);
    `gives` the answer, None for a text; `paged` where it is a page of many. `tables` are the further types that a
    body may have, `texts` those that a text may have. `queries` are parameters of the address, each with its schema;
    `partial` says that the good lines of a batch can go in alone; `dry_run` that a request can be tried, answered
    with 200 in place of 201."""

    scope: Scope
    gives: type[msgspec.Struct] | None
    takes: type[msgspec.Struct] | None = None
    gives_many: type[msgspec.Struct] | None = None
    most: int = 0
    paged: bool = False
    tables: tuple[str, ...] = ()
    texts: tuple[str, ...] = ("text/plain",)
    queries: tuple[tuple[str, dict[str, Any]], ...] = ()
    partial: bool = True
    dry_run: bool = False


def described(**about: Any) -> dict[str, Any]:
    """The `opt` of a Litestar handler for this endpoint."""
    return {OPT: Endpoint(**about)}
