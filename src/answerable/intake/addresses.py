"""Web addresses of strangers: which may be reached at all, and which the operator said are on our own network."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from answerable.errors import Invalid

PORTS = {"https": 443, "http": 80}

_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that is given to machines on the internet (RFC 4291)
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Whether this is one machine's address on the public internet, also behind a translation (RFC 6052, NAT64).

    `is_global` alone lets multicast, 6to4 (RFC 3056) and IPv4-compatible addresses (RFC 4291) pass.
    """
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address not in _UNICAST or address.sixtofour is not None:
            return False
    return address.is_global and not address.is_multicast


def origin_of(address: str) -> str | None:
    """`https://HOST:PORT` of a web address, in one form for all ways to write it; None where it is none (RFC 6454)."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host or parts.username is not None or parts.password is not None:
        return None
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}:{port or PORTS[parts.scheme]}"


def read_origins(text: str, *, where: str = "") -> frozenset[str]:
    """`https://media.internal, http://10.1.2.3:8000` as origins. Raises Invalid for what is more or less than one."""
    found: set[str] = set()
    for one in filter(None, (part.strip() for part in text.split(","))):
        origin = origin_of(one)
        parts = urlsplit(one) if origin else None
        if origin is None or parts is None or parts.path.strip("/") or parts.query or parts.fragment:
            mend = "write https://HOST or http://HOST:PORT, separated by commas"
            raise Invalid("this is not the beginning of an address", where=where, mend=mend)
        found.add(origin)
    return frozenset(found)
