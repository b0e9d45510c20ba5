"""The policy counts organisations: what an operator's file of witnesses may say, and what is printed of it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerable.errors import Invalid
from answerable.ledger import policy, promise
from answerable.ledger.notes import SignatureType, VerifierKey, verifier_key
from answerable_watchdog.policy import parse_policy

ORIGIN = "chat.example/answerable"


def key(name: str, seed: int, kind: SignatureType = SignatureType.COSIGNATURE) -> VerifierKey:
    return verifier_key(name, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32), kind)


LOG = key(ORIGIN, 1, SignatureType.ED25519)
PROMISE = key(promise.key_name(ORIGIN), 2, SignatureType.ED25519)
W = [key(f"w{n}.example/witness", 10 + n) for n in range(5)]
OWN = key("chat.example/witness", 20)
LINES = [f"witness w{n} {one} https://w{n}.example/" for n, one in enumerate(W)]
THREE = "\n".join(
    [
        f"log {LOG}",
        "# two of three organisations; the first runs two witnesses",
        *LINES[:4],
        f"witness ours {OWN} https://chat.example/w",
        "group listeners any w0 w1",
        "group lawyers any w2",
        "group students all w3",
        "group operator any ours",
        "group organisations 2 listeners lawyers students",
        "quorum organisations",
    ]
)


def read(text: str) -> policy.Cosigning:
    return policy.parse(text, ORIGIN)


@pytest.mark.parametrize(
    ("cosigners", "enough", "missing"),
    [
        ("", False, ("listeners", "lawyers", "students")),
        ("w0", False, ("lawyers", "students")),
        ("w0 w1", False, ("lawyers", "students")),
        ("w0 w1 ours", False, ("lawyers", "students")),
        ("ours w2", False, ("listeners", "students")),
        ("w1 w2", True, ("students",)),
        ("w0 w1 w2 w3 ours", True, ()),
    ],
)
def test_two_witnesses_of_one_organisation_count_once_and_the_platforms_own_never(
    cosigners: str, enough: bool, missing: tuple[str, ...]
) -> None:
    """Both implementations, the second from what the first prints."""
    cosigning, given = read(THREE), set(cosigners.split())
    assert cosigning.has_quorum(given) == enough
    assert cosigning.missing(given) == missing
    believed = parse_policy(policy.render(LOG, PROMISE, "https://chat.example/ledger", cosigning).encode())
    assert believed.has_quorum(given) == enough
    assert [
        name for name in ("listeners", "lawyers", "students") if f"'{name}'" in believed.lacking(given)
    ] == list(missing)


def test_what_is_printed_names_no_address_of_a_witness() -> None:
    text = policy.render(LOG, PROMISE, "https://chat.example/ledger", read(THREE))
    assert text.count("https://") == 1
    assert text.splitlines()[-3:] == [
        "group operator 1 ours",
        "group organisations 2 listeners lawyers students",
        "quorum organisations",
    ]
    assert (
        policy.render(LOG, PROMISE)
        == f"# The public ledger of {ORIGIN}\nlog {LOG}\n# promise {PROMISE}\nquorum none\n"
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no quorum line"),
        ("quorum none\nquorum none", "line 2: a second quorum line"),
        (f"{LINES[0]}\nquorum none", "w0 belongs to no organisation"),
        (f"{LINES[0]}\nquorum w0", "organisations are counted"),
        (
            f"{LINES[0]}\ngroup a any w0\ngroup q any a w0\nquorum q",
            "line 3: w0 is a member of a group already",
        ),
        (
            f"{LINES[0]}\n{LINES[1]}\ngroup a any w0\ngroup q any a w1\nquorum q",
            "a group of witnesses and groups",
        ),
        (f"{LINES[0]}\ngroup a 2 w0\nquorum a", "2 is not any, all, or a number from 1 to 1"),
        (f"{LINES[0]}\ngroup a 0 w0\nquorum a", "0 is not any"),
        (f"{LINES[0]}\ngroup a any w0 w0\nquorum a", "a member of a group already"),
        (f"{LINES[0]}\ngroup a any w9\nquorum a", "w9 is not defined"),
        (f"{LINES[0]}\ngroup operator any w0\nquorum operator", "never counts"),
        (f"{LINES[0]}\ngroup operator any w0\ngroup q any operator\nquorum q", "never counts"),
        (f"witness o {OWN} https://x.example\ngroup a any o\nquorum a", "a name of the platform's own host"),
        (f"witness w {W[0]}\nquorum none", "a witness without its address"),
        (f"witness w {W[0]} ftp://w\nquorum none", "not http or https"),
        (f"witness w {LOG} https://w\nquorum none", "not a witness's"),
        (f"{LINES[0]}\n{LINES[0].replace('w0 ', 'again ', 1)}\nquorum none", "the same public key"),
        (f"{LINES[0]}\n{LINES[0]}\nquorum none", "the name w0 is taken"),
        ("witness none x y\nquorum none", "not a vkey"),
        ("believe everyone\nquorum none", "not a witness, group or quorum line"),
    ],
)
def test_a_file_that_would_count_wrongly_is_refused_with_its_line(text: str, what: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(text)
    assert what in str(caught.value)
    assert "ANSWERABLE_WITNESSES" in str(caught.value)
