"""What people do in the stories, over HTTP and by commands."""

from __future__ import annotations

import re

import httpx

from tests.serving import Console, Server

PASSWORD = "a long pass phrase"


def run(server: Server, *arguments: str, stdin: str = "") -> str:
    """A command of ours that must work; return what it prints."""
    done = server.answerable(*arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr
    return done.stdout


def hire(server: Server, name: str) -> None:
    """A reviewer who was tested in Burmese."""
    run(server, "reviewer", "add", name, "--language", "my", "--role", "reviewer", stdin=PASSWORD)
    run(server, "reviewer", "tested", name, "--language", "my", "--on", "2017-01-09", "--by", "Daw Khin")


def a_key(server: Server, platform: str, *arguments: str) -> dict[str, str]:
    """A new key, as the header that carries it."""
    made = run(server, "key", "add", "--platform", platform, *arguments)
    found = re.search(r"ans_[\w-]+", made)
    assert found is not None, made
    return {"Authorization": f"Bearer {found[0]}"}


def decide(
    console: Console, page: str, address: str, *, ground: str, actions: tuple[str, ...] = (), **more: str
) -> httpx.Response:
    """Decide the case on `page` with the form that the page holds; `more` are further fields of it."""
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None, page
    assert f'value="{ground}"' in page
    fields = {"version": version[1], "ground": ground, "action": list(actions), "ban_hours": "24"} | more
    done = console.post(f"{address}/decide", fields)
    assert done.is_success, done.text
    return done
