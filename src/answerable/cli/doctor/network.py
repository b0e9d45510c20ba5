"""Where the server listens, how people reach it, and the mail server."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from urllib.parse import urlsplit

import httpx

from answerable.cli.doctor.finding import About, Finding, mend, note, well
from answerable.connectors.connector import Undelivered
from answerable.connectors.email import Email
from answerable.settings import Settings

PATIENCE_S = 5.0


async def port(about: About) -> Finding:
    """The port is free, or it is ours that listens there, ready to take reports."""
    settings = about.settings
    where = f"{settings.host}:{settings.port}"
    try:
        async with httpx.AsyncClient(base_url=_own_address(settings), timeout=PATIENCE_S) as http:
            alive = await http.get("/healthz")
            if alive.status_code != 200 or alive.json() != {"status": "ok"}:
                raise ValueError
            ready = await http.get("/readyz")
    except httpx.ConnectError:
        return _free(settings, where)
    except (httpx.HTTPError, ValueError):
        return mend(f"another program listens on {where}", "stop it, or set ANSWERABLE_PORT")
    if ready.status_code != 200:
        return mend(
            f"our server on {where} takes no reports: {ready.json().get('status')}",
            "see its log, docs/operate.md",
        )
    return well(f"our server listens on {where} and is ready")


def _own_address(settings: Settings) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - compared with
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def _free(settings: Settings, where: str) -> Finding:
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        how = (
            "set ANSWERABLE_HOST to an address of this computer and ANSWERABLE_PORT to a free port above 1023"
        )
        return mend(f"we cannot listen on {where}: {error.strerror}", how)
    return well(f"{where} is free: the server does not run")


async def public_url(about: About) -> Finding:
    """People reach it by https, and strangers do not reach the metrics."""
    address = about.settings.public_url.rstrip("/")
    if not address:
        return note(
            "no ANSWERABLE_PUBLIC_URL: good for a trial on this computer alone", "set it to an https address"
        )
    found = urlsplit(address)
    if found.scheme != "https" or not found.hostname or found.path or found.query or found.fragment:
        how = "set it to https://HOST, with TLS in front (docs/operate.md): reports would travel in the open"
        return mend("ANSWERABLE_PUBLIC_URL is no https address without a path", how)
    return await _answers(address)


async def _answers(address: str) -> Finding:
    try:
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_S) as http:
            alive = await http.get("/healthz")
            metrics = await http.get("/metrics")
    except httpx.HTTPError as error:
        if isinstance(error.__cause__, ssl.SSLError) or "certificate" in str(error).lower():
            return mend(f"the certificate of {address} does not hold", "renew it; see the proxy's log")
        return note(f"{address} cannot be reached from here ({type(error).__name__})", "try it from outside")
    if metrics.status_code == 200:
        return mend(
            f"{address}/metrics answers to everyone", "do not pass /metrics on in the proxy (docs/operate.md)"
        )
    if alive.status_code != 200:
        return note(f"{address} answers {alive.status_code}", "start the server, then look at the proxy")
    return well(f"{address} answers by https, and keeps its metrics")


async def proxies(about: About) -> Finding:
    """Only addresses of proxies are believed about where people come from."""
    given = [one.strip() for one in about.settings.proxies.split(",") if one.strip()]
    wrong = [one for one in given if not _is_network(one)]
    if wrong:
        how = "write the addresses of your proxies, separated by commas; anyone could choose their address with *"
        return mend(f"ANSWERABLE_PROXIES holds what is no address: {', '.join(wrong)}", how)
    if about.settings.public_url and not given:
        how = "name the proxy's address, such as 127.0.0.1: without it all visitors count as one, and share one limit"
        return mend("ANSWERABLE_PUBLIC_URL is set and ANSWERABLE_PROXIES is not", how)
    return well(f"believed: {', '.join(given)}" if given else "no proxy is believed")


def _is_network(text: str) -> bool:
    try:
        return ipaddress.ip_network(text, strict=False).prefixlen > 0
    except ValueError:
        return False


async def origin(about: About) -> Finding:
    """The ledger has a name of its own."""
    if about.settings.origin != Settings().origin:
        return well(about.settings.origin)
    if about.settings.public_url:
        host = urlsplit(about.settings.public_url).hostname or "HOST"
        how = (
            f"set ANSWERABLE_ORIGIN={host}/ledger before the first report: it can never be changed afterwards"
        )
        return mend(f"the ledger is called {about.settings.origin}, as every trial is", how)
    return note(
        f"the ledger is called {about.settings.origin}: good for a trial",
        "set ANSWERABLE_ORIGIN before the first report",
    )


async def smtp(about: About) -> Finding:
    """The mail server can be reached. Nothing is sent, nobody signs in."""
    settings = about.settings
    if settings.smtp is None:
        return note("no ANSWERABLE_SMTP: who leaves an e-mail address gets no mail")
    if settings.mail_from == Settings().mail_from:
        return mend(
            f"mail would come from {settings.mail_from}", "set ANSWERABLE_MAIL_FROM to an address of yours"
        )
    try:
        said = await asyncio.to_thread(Email(settings.smtp, settings.mail_from).greet, PATIENCE_S)
    except Undelivered as error:
        return mend(str(error), "check ANSWERABLE_SMTP, and that this computer may reach it")
    return well(said)
