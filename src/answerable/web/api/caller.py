"""Who calls: the API key of a request, checked against what the endpoint needs, and its rate."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.di import NamedDependency

from answerable.errors import Unauthenticated
from answerable.flow.doors.keys import Authenticating, require
from answerable.flow.runtime import Runtime
from answerable.records.platform import ApiKey
from answerable.web.api.endpoint import OPT
from answerable.web.limits import Gate

_SCHEME = "bearer"


async def provide_caller(request: Request[Any, Any, Any], runtime: NamedDependency[Runtime]) -> ApiKey:
    """The key that a request carries (RFC 6750), before its body is read.

    Raises Unauthenticated, Forbidden for a missing scope, TooMany past the key's rate or past the rate of tries
    without a key that holds.
    """
    gate: Gate = request.scope["state"]["gate"]
    looking: Authenticating = request.app.state["authenticating"]
    stranger, secret = gate.address("stranger", request.scope), _secret(request)
    known = gate.caller("secret", secret)
    if not gate.held(known):  # whoever failed too often waits, but not others behind the same address
        gate.check(gate.limits.strangers, stranger)
    try:
        if not secret:
            raise Unauthenticated("there is no key", mend="send your key as Authorization: Bearer KEY")
        key = await looking(secret)
    except Unauthenticated:
        gate.take(gate.limits.strangers, stranger)
        raise
    gate.remember(known)
    rate = gate.limits.organisations if key.organisation_id else gate.limits.platforms
    gate.take(rate, gate.caller("key", str(key.id)))
    require(key, request.route_handler.opt[OPT].scope)
    return key


def _secret(request: Request[Any, Any, Any]) -> str:
    """The secret that was sent, "" where there is none."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == _SCHEME else ""
