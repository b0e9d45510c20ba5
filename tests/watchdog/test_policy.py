"""The policy file of C2SP tlog-policy, and our promise lines in its comments."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from answerable_watchdog.errors import Refused
from answerable_watchdog.policy import LINES_OF_A_KIND_MAX, parse_policy
from tests.watchdog import small_log as log

W = log.WITNESSES
TWO_ORGANISATIONS = f"""
log {log.LOG.vkey} https://watchdog.example/log/

# the first organisation
\twitness  X1 {W[0].vkey}
witness X2 {W[1].vkey}\thttps://w1.example
group X any X1 X2
witness Y {W[2].vkey}
group both all X Y
quorum both
"""


def refusal(text: str | bytes) -> str:
    with pytest.raises(Refused) as caught:
        parse_policy(text.encode() if isinstance(text, str) else text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("cosigners", "enough"),
    [("X1 Y", True), ("X2 Y", True), ("X1 X2 Y", True), ("X1 X2", False), ("Y", False), ("", False)],
)
def test_groups_count_organisations(cosigners: str, enough: bool) -> None:
    assert parse_policy(TWO_ORGANISATIONS.encode()).has_quorum(set(cosigners.split())) == enough


def test_a_promise_line_is_a_key_to_us_and_prose_stays_prose() -> None:
    text = (
        f"# Keys of promises follow\n#promise\n# promise {log.PROMISER.vkey}\n# promised land\n"
        + log.policy()
    )
    assert refusal(text) == "policy, line 6: the same public key stands on an earlier promise key line"
    assert [key.name for key in parse_policy(log.policy().encode()).promise_keys] == [log.PROMISER.name]


def test_names_are_octets() -> None:
    text = f"witness \xff {W[0].vkey}\nquorum \xff\n".encode("latin-1")
    assert parse_policy(text).has_quorum({"\xff"})


def test_a_missing_last_newline_is_no_fault() -> None:
    assert parse_policy(log.policy().rstrip("\n").encode()).quorum == "none"


def test_the_example_key_of_the_signed_note_text_is_read() -> None:
    vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    (key,) = parse_policy(f"log {vkey}\nquorum none\n".encode()).logs
    assert (key.name, key.key_id.hex()) == ("example.com/foo", "530d903a")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "policy: no quorum line"),
        ("quorum none\nquorum none\n", "policy, line 2: a second quorum line"),
        ("# promise keys follow\nquorum none\n", "policy, line 1: a line that begins with # promise must"),
        ("# promise\nquorum none\n", "policy, line 1: a line that begins with # promise must"),
        ("quorum W\n", "policy, line 1: 'W' is not defined on an earlier line"),
        ("quorum none\r\n", "policy, line 1: the character '\\r' is not allowed"),
        ("quorum none\x7f\n", "policy, line 1: the character '\\x7f' is not allowed"),
        ("believe me\n", "policy, line 1: not a log, witness, group or quorum line: 'believe me'"),
        ("log\n", "policy, line 1: not a log"),
        ("log x\n", "policy, line 1: not a verifier key: 'x'"),
        ("log \xff+00+00\n", "policy, line 1: the verifier key of '\\xff' is not base64"),
        (f"log {log.LOG.vkey}\nlog {log.LOG.vkey}\n", "policy, line 2: the same public key"),
        (f"log {W[0].vkey}\n", "holds type 0x04 of 32 bytes, not Ed25519 of type 0x01"),
        (f"witness a {log.LOG.vkey}\n", "holds type 0x01 of 32 bytes, not Ed25519 of type 0x04"),
        (f"log {log.LOG.vkey[:-4]}\n", "holds type 0x01 of 29 bytes"),
        (f"log {log.LOG.vkey.replace('watchdog', 'wotchdog')}\n", "the key ID of 'wotchdog.example/log' is"),
        (f"log {log.LOG.vkey.upper()}\n", "policy, line 1: "),
        (f"witness none {W[0].vkey}\n", "the name 'none' is taken"),
        (f"witness a {W[0].vkey}\nwitness a {W[1].vkey}\n", "policy, line 2: the name 'a' is taken"),
        (f"witness a {W[0].vkey}\nwitness b {W[0].vkey}\n", "policy, line 2: the same public key"),
        (f"witness a {W[0].vkey}\ngroup g 2 a\n", "'2' is not any, all, or a number from 1 to 1"),
        (f"witness a {W[0].vkey}\ngroup g 0 a\n", "'0' is not any"),
        (f"witness a {W[0].vkey}\ngroup g 01 a\n", "'01' is not any"),
        (f"witness a {W[0].vkey}\ngroup g -1 a\n", "'-1' is not any"),
        (f"witness a {W[0].vkey}\ngroup g any a a\n", "'a' is a member of a group already"),
        (f"witness a {W[0].vkey}\ngroup g any a\ngroup h any a\n", "line 3: 'a' is a member of a group"),
        ("group g any none\n", "'none' is not defined on an earlier line"),
        ("group g any g\n", "'g' is not defined on an earlier line"),
        (f"witness a {W[0].vkey}\ngroup a any a\n", "the name 'a' is taken"),
        (f"# promise {log.LOG.vkey}x\nquorum none\n", "policy, line 1: the verifier key"),
        (
            f"log {log.LOG.vkey}\n# promise {log.LOG.vkey}\nquorum none\n",
            "both for a log and for its promises",
        ),
    ],
)
def test_a_bad_policy_is_refused_with_its_line(text: str, reason: str) -> None:
    assert reason in refusal(text)


def test_policies_larger_than_the_limit_are_refused_and_up_to_it_read() -> None:
    signers = [log.Signer(f"log{n}.example", 1, 0) for n in range(LINES_OF_A_KIND_MAX + 1)]
    for n, signer in enumerate(signers):
        signer.key = Ed25519PrivateKey.from_private_bytes(n.to_bytes(32))
    lines = [f"log {signer.vkey}\n" for signer in signers]
    assert len(parse_policy(("".join(lines[:-1]) + "quorum none").encode()).logs) == LINES_OF_A_KIND_MAX
    assert "more than 256 lines of the kind log" in refusal("".join(lines))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_policy_or_refused_in_one_line(data: bytes) -> None:
    line = ""
    try:
        parse_policy(data)
    except Refused as error:
        line = str(error)
    assert line.isprintable()
