"""Security headers, on every answer. A page may load from this server alone and sends nobody a referrer.

After the OWASP Secure Headers Project and W3C Content Security Policy Level 3.
"""

from __future__ import annotations

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# Pages are never stored: a phone may be searched, a proxy may be shared. Assets say otherwise themselves.
SECURITY_HEADERS: dict[str, str] = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "x-dns-prefetch-control": "off",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}

_ENCODED = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]

# Two years (RFC 6797), for this name alone: what else the operator serves below it is not ours to decide.
STRICT_TRANSPORT = "max-age=63072000"


async def add_security_headers(message: Message, scope: Scope) -> None:
    """A Litestar `before_send` hook: adds each header that the handler has not set itself.

    A hook and not a middleware, so that errors raised before a handler is found carry them too.
    """
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message).headers
    there = {name.lower() for name, _ in headers}
    headers.extend(pair for pair in _ENCODED if pair[0] not in there)


async def keep_to_https(message: Message, scope: Scope) -> None:
    """A `before_send` hook where people reach this server by https: browsers never try without it again."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        headers.setdefault("strict-transport-security", STRICT_TRANSPORT)
