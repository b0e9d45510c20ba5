"""Assets: the few files that pages load, all from this server, named by their content and kept for a year."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from answerable.errors import Unknown

ASSETS_PATH = "/static"


class Asset(msgspec.Struct, frozen=True):
    """One file: its bytes as served. `encoding` is "gzip" for a file that is sent packed."""

    content: bytes
    media_type: str
    encoding: str = ""


def _sources() -> dict[str, tuple[Traversable, str]]:
    """Every file that may be asked for: name to (where it lies, media type)."""
    own = files("answerable.web") / "static"
    htmx = files("js_lib_htmx") / "static" / "htmx" / "htmx.min.js"
    font = files("manimgx_fonts") / "NotoSansMyanmar[wght].ttf"
    found = {
        "htmx.js": (htmx, "text/javascript; charset=utf-8"),
        "noto-sans-myanmar.ttf": (font, "font/ttf"),
    }
    kinds = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
    for entry in own.iterdir():
        kind = kinds.get("." + entry.name.rpartition(".")[2])
        if kind:
            found[entry.name] = (entry, kind)
    return found


@cache
def read_asset(name: str) -> Asset:
    """Read one asset; raises Unknown for a name that is not one. The font travels packed: half its size."""
    source = _sources().get(name)
    if source is None:
        raise Unknown("there is no such file")
    content = source[0].read_bytes()
    if name.endswith(".ttf"):
        return Asset(content=gzip.compress(content, 9, mtime=0), media_type=source[1], encoding="gzip")
    return Asset(content=content, media_type=source[1])


def styles_of(*names: str) -> str:
    """Style sheets in their element, for a page that needs nothing else."""
    return f"<style>{''.join(read_asset(name).content.decode() for name in names)}</style>"


@cache
def asset(name: str) -> str:
    """The address of an asset, with a part of its hash so that a changed file is fetched anew."""
    version = hashlib.sha256(read_asset(name).content).hexdigest()[:12]
    return f"{ASSETS_PATH}/{name}?v={version}"


@get(ASSETS_PATH + "/{name:str}", include_in_schema=False)
async def serve_asset(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    """Serve one asset; only an address that names a version may be kept by the browser."""
    found = read_asset(name)
    versioned = "v" in request.query_params
    keep = "public, max-age=31536000, immutable" if versioned else "public, max-age=604800"
    headers = {"cache-control": keep, "x-content-type-options": "nosniff"}
    if found.encoding:
        headers["content-encoding"] = found.encoding
    return Response(found.content, media_type=found.media_type, headers=headers)
