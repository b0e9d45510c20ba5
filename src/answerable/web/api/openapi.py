"""/openapi.json: the API described by OpenAPI 3.1, made from the endpoints themselves.

Litestar's own description is not used: it knows neither JSON Lines nor that an object may have more fields than
are named (`additionalProperties`), both of which are part of the contract.
"""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from answerable import __version__
from answerable.vocabulary import Scope
from answerable.web.api.bodies import JSON, JSON_LINES, PAGE_DEFAULT, PAGE_MOST
from answerable.web.api.endpoint import OPT, Endpoint
from answerable.web.errors import PROBLEM_TYPE, Problem

_REF = "#/components/schemas/{name}"
_PROBLEMS = {
    "401": "No key, or one that is not in force",
    "403": "The key lacks the scope",
    "429": "Too many requests; Retry-After says when to try again",
    "503": "Try again after Retry-After; nothing was stored",
}
_WRITE_PROBLEMS = {
    "408": "The body did not come in time",
    "409": "Another report came in under this id before",
    "413": "Too many bytes or lines",
    "415": "A content type that is not taken here",
    "422": "Faults in the body, each named in `errors`; or an idempotency key that came before with another request",
}


@get("/openapi.json", include_in_schema=False)
async def show_openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The description of the API, for whoever asks."""
    return Response(msgspec.json.encode(describe(request.app)), media_type=JSON)


def describe(app: Litestar) -> dict[str, Any]:
    """The OpenAPI document of an application's endpoints."""
    found = endpoints(app)
    forms: list[Any] = [Problem]
    for _, _, _, about in found:
        forms += [form for form in (about.takes, about.gives, about.gives_many) if form is not None]
    _, schemas = msgspec.json.schema_components(dict.fromkeys(forms), ref_template=_REF)
    paths: dict[str, Any] = {}
    for path, method, handler, about in found:
        paths.setdefault(path, {})[method] = _operation(path, handler, about)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Answerable",
            "version": __version__,
            "description": "Moderation that answers to the people it protects. See docs/api.md.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": {name: _open(schema) for name, schema in schemas.items()},
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": f"A key with the scope that the operation names: {', '.join(Scope)}.",
                }
            },
        },
    }


def endpoints(app: Litestar) -> list[tuple[str, str, HTTPRouteHandler, Endpoint]]:
    """Path, method, handler and description of each endpoint of the API."""
    return sorted(
        (
            (_path(route), str(method).lower(), handler, handler.opt[OPT])
            for route in app.routes
            if isinstance(route, HTTPRoute)
            for handler in route.route_handlers
            if OPT in handler.opt
            for method in handler.http_methods
        ),
        key=lambda one: one[:2],
    )


def _path(route: HTTPRoute) -> str:
    """`/cases/{case_id}` of Litestar's `/cases/{case_id:uuid}`."""
    return "".join(
        f"/{part}" if isinstance(part, str) else f"/{{{part.name}}}" for part in route.path_components
    )


def _operation(path: str, handler: HTTPRouteHandler, about: Endpoint) -> dict[str, Any]:
    summary = (handler.fn.__doc__ or "").strip()
    problems = _PROBLEMS | (_WRITE_PROBLEMS if about.takes else {}) | ({"404": "No such thing of yours"})
    if (about.paged or about.queries) and not about.takes:
        problems["422"] = "A parameter that cannot be, named in `errors`"
    operation: dict[str, Any] = {
        "operationId": handler.fn.__name__,
        "summary": summary.partition(". ")[0].rstrip("."),
        "description": f"{summary}\n\nScope: `{about.scope.value}`.",
        "parameters": _parameters(path, about),
        "responses": {str(handler.status_code): _answer(about)}
        | ({"200": _answer(about)} if about.dry_run else {})
        | {status: _problem(what) for status, what in sorted(problems.items())},
    }
    if about.takes is not None:
        operation["requestBody"] = {"required": True, "content": _body(about)}
    return operation


def _parameters(path: str, about: Endpoint) -> list[dict[str, Any]]:
    named = [
        {"name": part[1:-1], "in": "path", "required": True, "schema": _path_schema(part[1:-1])}
        for part in path.split("/")
        if part.startswith("{")
    ]
    if about.paged:
        limit = {"type": "integer", "minimum": 1, "maximum": PAGE_MOST, "default": PAGE_DEFAULT}
        named += [
            {"name": "after", "in": "query", "schema": {"type": "string", "format": "uuid"}},
            {"name": "limit", "in": "query", "schema": limit},
        ]
    if about.most and about.partial:
        named.append({"name": "partial", "in": "query", "schema": {"type": "boolean", "default": False}})
    if about.most:
        named.append(
            {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 200}}
        )
    if about.dry_run:
        named.append({"name": "dry_run", "in": "query", "schema": {"type": "boolean", "default": False}})
    return named + [{"name": name, "in": "query", "schema": schema} for name, schema in about.queries]


def _path_schema(name: str) -> dict[str, str]:
    return {"type": "string"} if name == "item_id" else {"type": "string", "format": "uuid"}


def _body(about: Endpoint) -> dict[str, Any]:
    one = _ref(about.takes)
    if not about.most:
        return {JSON: {"schema": one}}
    many = {"type": "array", "items": one, "minItems": 1, "maxItems": about.most}
    lines = {"type": "string", "description": f"JSON Lines of the same objects, at most {about.most}"}
    table = {"type": "string", "description": f"The same as a table or a list, at most {about.most} lines"}
    return (
        {JSON: {"schema": {"oneOf": [one, many]}}}
        | {kind: {"schema": lines} for kind in JSON_LINES}
        | {kind: {"schema": table} for kind in about.tables}
    )


def _answer(about: Endpoint) -> dict[str, Any]:
    if about.gives is None:
        return {
            "description": "The text",
            "content": {kind: {"schema": {"type": "string"}} for kind in about.texts},
        }
    one = _ref(about.gives)
    schema = {"oneOf": [one, _ref(about.gives_many)]} if about.gives_many else one
    return {"description": _first_line(about.gives), "content": {JSON: {"schema": schema}}}


def _problem(what: str) -> dict[str, Any]:
    return {"description": what, "content": {PROBLEM_TYPE: {"schema": _ref(Problem)}}}


def _ref(form: type[msgspec.Struct] | None) -> dict[str, str]:
    assert form is not None  # noqa: S101 - callers asked for it
    return {"$ref": _REF.format(name=form.__name__)}


def _first_line(form: type[msgspec.Struct]) -> str:
    return (form.__doc__ or form.__name__).partition("\n")[0]


def _open(schema: dict[str, Any]) -> dict[str, Any]:
    """Objects may have fields that are not named: those sent are ignored, those answered may grow."""
    return schema | {"additionalProperties": True} if schema.get("type") == "object" else schema
