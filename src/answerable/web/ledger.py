"""The ledger in the open (C2SP tlog-tiles): checkpoint, tiles and entry bundles, as committed, for anyone.

Only what the latest published checkpoint covers is served. A full tile never changes and may be kept for ever;
a partial one is served for every width that there was, since its hashes only grow at the end.
"""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from answerable.errors import Unknown
from answerable.flow.log.cosigned import shown
from answerable.flow.log.export import policy_text
from answerable.flow.runtime import Runtime
from answerable.ledger.tiles import HASH_BYTES, WIDTH, TilePath, encode_bundle, parse_path, width_at

PATH = "/ledger"
KEEP = "public, max-age=31536000, immutable"
PUBLIC = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
TEXT = "text/plain"


@get("/checkpoint")
async def show_checkpoint(runtime: NamedDependency[Runtime]) -> Response[str]:
    """The latest checkpoint with its witnesses' cosignatures (flow/log/cosigned.py), a C2SP signed note. 404 before the
    first one."""
    async with runtime.store.transaction() as tx:
        head = await shown(runtime, tx)
    if head is None:
        raise Unknown("the ledger has no checkpoint yet", mend="ask again once something was reported")
    return Response(head.note, media_type=TEXT, headers=PUBLIC | {"cache-control": "no-store"})


@get("/tile/{place:path}")
async def show_tile(place: FromPath[str], runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """A tile of hashes (`tile/<level>/<index>`) or a bundle of leaves (`tile/entries/<index>`), whole or a part."""
    asked = parse_path("tile" + place)
    content = (
        await _bundle(runtime, asked) if asked.level is None else await _hashes(runtime, asked.level, asked)
    )
    return Response(content, media_type="application/octet-stream", headers=PUBLIC | {"cache-control": KEEP})


@get("/policy")
async def show_policy(runtime: NamedDependency[Runtime], request: Request[Any, Any, Any]) -> Response[str]:
    """Whom to trust for this ledger (C2SP tlog-policy): its keys, to be compared with those got another way."""
    text = policy_text(runtime, f"{runtime.settings.address}{PATH}")
    return Response(text, media_type=TEXT, headers=PUBLIC | {"cache-control": "public, max-age=300"})


async def _hashes(runtime: Runtime, level: int, asked: TilePath) -> bytes:
    async with runtime.store.transaction() as tx:
        _check_covered(asked, width_at(level, asked.index, await tx.ledger.size()))
        hashes = await tx.ledger.tile(level, asked.index)
    return (hashes or b"")[: asked.width * HASH_BYTES]


async def _bundle(runtime: Runtime, asked: TilePath) -> bytes:
    start = asked.index * WIDTH
    async with runtime.store.transaction() as tx:
        _check_covered(asked, width_at(0, asked.index, await tx.ledger.size()))
        leaves = await tx.ledger.leaves(start, start + asked.width)
    return encode_bundle(leaves)


def _check_covered(asked: TilePath, width: int) -> None:
    if asked.width > width:
        raise Unknown("the latest checkpoint does not cover this tile", mend=f"it has {width} hashes so far")


ledger_router = Router(
    path=PATH, route_handlers=[show_checkpoint, show_tile, show_policy], include_in_schema=False
)
