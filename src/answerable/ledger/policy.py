"""The policy file: whom a verifier trusts (C2SP tlog-policy), with one line more for promises.

`# promise <vkey>` is a comment to other readers and the promise key to ours.
"""

from __future__ import annotations

from answerable.errors import Invalid
from answerable.ledger import promise
from answerable.ledger.notes import SignatureType, VerifierKey


def render(log_key: VerifierKey, promise_key: VerifierKey, address: str = "") -> str:
    """The policy that trusts this log without witnesses; `address` is where its tiles are served."""
    if log_key.type is not SignatureType.ED25519 or promise_key.type is not SignatureType.ED25519:
        raise Invalid("log and promise need Ed25519 keys (0x01)", where="policy")
    if promise_key.name != promise.key_name(log_key.name) or promise_key.public == log_key.public:
        raise Invalid("the promise key must be another key, named after this log", where="policy")
    if any(c.isspace() or c < "!" for c in address):
        raise Invalid("an address with a space or control character", where="policy, address")
    log = f"log {log_key} {address}".rstrip()
    return f"# The public ledger of {log_key.name}\n{log}\n# promise {promise_key}\nquorum none\n"
