"""Standard Webhooks: our headers against the specification's own vector, and against its words computed by hand."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from answerable.cli.webhooks import _checked_secret, _new_secret
from answerable.connectors.connector import Letter
from answerable.connectors.webhook import headers
from answerable.errors import Invalid

VECTOR: dict[str, Any] = json.loads(Path(__file__).with_name("standard_webhooks.json").read_bytes())


class Lettered(msgspec.Struct, frozen=True, kw_only=True):
    """A letter whose id is the vector's, which is no UUID."""

    id: str
    text: str
    secret: str


def test_the_vector_is_signed_as_the_specification_has_it() -> None:
    letter: Any = Lettered(id=VECTOR["id"], text=VECTOR["payload"], secret=VECTOR["secret"])
    found = headers(letter, datetime.fromtimestamp(VECTOR["timestamp"], UTC))
    assert found["webhook-id"] == VECTOR["id"]
    assert found["webhook-timestamp"] == str(VECTOR["timestamp"])
    assert found["webhook-signature"] == VECTOR["signature"]
    assert found["content-type"] == "application/json"


def test_what_is_signed_is_id_time_and_body_as_they_are_sent() -> None:
    """Burmese bodies too, byte by byte: HMAC-SHA256 over `id.timestamp.payload` with the decoded secret."""
    secret, at = _new_secret(), datetime(2018, 3, 4, 5, 6, 7, 899_999, tzinfo=UTC)
    letter = Letter(
        id=UUID("01890000-0000-7000-8000-000000000000"),
        address="https://platform.example",
        text='{"type":"notice.reporter","data":{"text":"သင့်တိုင်ကြားချက်"}}',
        secret=secret,
    )
    found = headers(letter, at)
    signed = f"{letter.id}.{int(at.timestamp())}.{letter.text}".encode()
    key = b64decode(secret.removeprefix("whsec_"))
    assert found["webhook-signature"] == "v1," + b64encode(hmac.digest(key, signed, "sha256")).decode()
    assert "." not in found["webhook-id"]


def test_secrets_are_of_the_length_that_the_specification_asks_for() -> None:
    assert 24 <= len(b64decode(_new_secret().removeprefix("whsec_"))) <= 64
    for size in (24, 64):
        good = "whsec_" + b64encode(bytes(size)).decode()
        assert _checked_secret(good) == good


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "whsec_",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_not base64 at all, whatever it is",
        "whsec_" + b64encode(bytes(23)).decode(),
        "whsec_" + b64encode(bytes(65)).decode(),
        "whsec_" + b64encode(bytes(24)).decode() + "\N{ZERO WIDTH SPACE}",
    ],
)
def test_other_secrets_are_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(Invalid) as refused:
        _checked_secret(secret)
    assert refused.value.faults[0].where == "secret"
    assert len(secret) < 8 or secret not in str(refused.value)
