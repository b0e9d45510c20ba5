"""The API does what its own description says, whatever is sent: schemathesis makes up requests, good and bad, for every
operation of /openapi.json, with the keys of a platform, of an organisation, and of nobody, and holds each answer
against the description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi import checks

from tests.serving import Server, an_installation
from tests.story.steps import a_key, run

# Not among them: that a request of the right form is taken (no form can say which subjects are known here), and that
# one with a field too many is refused (such fields are passed over, as docs/api.md says).
CHECKS = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
    checks.missing_required_header,
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with an_installation(tmp_path_factory.mktemp("described")) as one:
        run(one, "platform", "add", "messenger")
        run(one, "organisation", "add", "lab")
        yield one


@pytest.fixture(scope="module")
def keys(server: Server) -> dict[str, dict[str, str]]:
    """Headers that carry a key with every scope that its owner may have, and none."""
    document = server.http.get("/openapi.json").json()
    scopes = set(re.findall(r"Scope: `([\w:]+)`", str(document)))
    organisations = {scope for scope in scopes if scope.startswith(("incidents", "reports", "asks"))}
    return {
        "platform": a_key(server, "messenger", *(f"--scope={one}" for one in sorted(scopes - {"x"}))),
        "organisation": a_key(
            server, "messenger", "--organisation=lab", *(f"--scope={one}" for one in sorted(organisations))
        ),
        "nobody": {},
    }


def operations(server: Server) -> list[Any]:
    schema = schemathesis.openapi.from_dict(server.http.get("/openapi.json").json())
    return [one.ok() for one in schema.get_all_operations()]


@pytest.mark.parametrize("who", ["platform", "organisation", "nobody"])
def test_every_answer_is_as_described(server: Server, keys: dict[str, dict[str, str]], who: str) -> None:
    check_each(server, keys[who], examples=3)


@pytest.mark.slow
def test_every_answer_is_as_described_at_length(server: Server, keys: dict[str, dict[str, str]]) -> None:
    for headers in keys.values():
        check_each(server, headers, examples=150)


def check_each(server: Server, headers: dict[str, str], *, examples: int) -> None:
    found = operations(server)
    assert len(found) > 10
    for operation in found:

        @settings(
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case) -> None:
            answer = case.call(base_url=str(server.http.base_url), headers=headers)
            case.validate_response(answer, checks=CHECKS)
            assert answer.status_code < 500

        check()
    assert server.http.get("/readyz").status_code == httpx.codes.OK
