"""The files that operators copy hold what the pages promise of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "operate"


def directives(name: str) -> dict[str, str]:
    """The directives of a unit, without its comments; of one that is there twice, the last."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))


def server_blocks() -> list[str]:
    text = re.sub(r"#.*", "", (FOLDER / "nginx.conf").read_text(encoding="utf-8"))
    return text.split("server {")[1:]


def test_the_unit_takes_from_the_server_what_it_does_not_need() -> None:
    unit = directives("answerable.service")
    wanted = {
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "PrivateDevices": "yes",
        "CapabilityBoundingSet": "",
        "LimitCORE": "0",
        "UMask": "0077",
        "StateDirectoryMode": "0700",
        "KillMode": "mixed",
    }
    assert {name: unit.get(name) for name in wanted} == wanted
    assert unit["ExecStart"].endswith("/answerable serve")
    assert unit["User"] != "root"


def test_the_unit_leaves_the_sandbox_what_it_needs() -> None:
    """Children that decode media leave the network by namespaces of their own."""
    assert set(directives("answerable.service")["RestrictNamespaces"].split()) == {"user", "net"}


@pytest.mark.parametrize("name", ["answerable.service", "answerable-nightly.service"])
def test_no_unit_dumps_core_or_is_root(name: str) -> None:
    unit = directives(name)
    assert (unit["LimitCORE"], unit["User"], unit["NoNewPrivileges"]) == ("0", "answerable", "yes")


def test_nginx_keeps_no_log_of_people_and_no_copy_of_what_they_send() -> None:
    for block in server_blocks():
        assert "access_log off;" in block
        assert re.search(r"error_log \S+ crit;", block)
    tls = server_blocks()[1]
    assert "location = /metrics { return 404; }" in tls
    assert re.search(r"proxy_set_header X-Forwarded-For\s+\$remote_addr;", tls)
    for setting in (
        "proxy_request_buffering off;",
        "proxy_buffering         off;",
        "proxy_max_temp_file_size 0;",
    ):
        assert setting in tls


def test_caddy_keeps_no_log_of_people_and_shows_no_metrics() -> None:
    text = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    assert "exclude http.log.error http.handlers.reverse_proxy" in text
    assert "respond @metrics 404" in text
    site = text.partition("reports.example {")[2]
    assert not re.search(r"^\s*log\b", site, re.MULTILINE), "an access log was asked for"
