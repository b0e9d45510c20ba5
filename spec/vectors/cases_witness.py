"""Vectors for a witness (C2SP tlog-witness): requests in their order, and what each must be answered."""

from __future__ import annotations

from typing import Any

import reference as r
from cases_notes import LOG, ORIGIN, STRANGER, checkpoint_text
from cases_tree import sample_leaves

WITNESS = r.TestKey("witness.example/one", kind=4)
AT = 1_522_548_000
SIZE = "text/x.tlog.size"


def _request(old: int, leaves: list[bytes], **other: Any) -> str:
    """The request from `old` leaves to `leaves`; `other` replaces the proof, the text, or the signature lines."""
    text = other.get("text", checkpoint_text(ORIGIN, len(leaves), r.mth(leaves)))
    proof = other.get("proof", r.proof(min(old, len(leaves)), leaves))
    lines = "".join(f"{r.b64(digest)}\n" for digest in proof)
    return f"old {old}\n{lines}\n{text}\n{other.get('signed', LOG.line(text))}"


def witness() -> dict[str, Any]:
    """One connection from beginning to end. A cosignature is made at the second `at`."""
    true = sample_leaves(600)
    fork = [*true[:256], *(leaf + b"x" for leaf in true[256:])]
    steps: list[tuple[str, str, int, str]] = []

    def step(name: str, request: str, status: int, size: int | None = None) -> None:
        body = "" if size is None else f"{size}\n"
        if status == 200:
            body = WITNESS.cosignature(request.split("\n\n", 1)[1].rsplit("\n\n", 1)[0] + "\n", AT)
        steps.append((name, request, status, body))

    empty = checkpoint_text(ORIGIN, 0, r.sha256(b""))
    false = checkpoint_text(ORIGIN, 1, r.sha256(b"false"))
    step("an empty tree with another root", _request(0, [], text=checkpoint_text(ORIGIN, 0, bytes(32))), 422)
    step("an empty tree", _request(0, [], text=empty), 200)
    step("a proof from nothing", _request(0, true[:1], proof=[bytes(32)]), 422)
    step("the first leaf", _request(0, true[:1]), 200)
    step("an old size that is past", _request(0, true[:2]), 409, 1)
    step("the same size again", _request(1, true[:1]), 200)
    step("the same size with another root", _request(1, true[:1], text=false), 422)
    step("the same size with a proof", _request(1, true[:1], proof=[bytes(32)]), 422)
    step("a tile but one", _request(1, true[:255]), 200)
    step("a full tile", _request(255, true[:256]), 200)
    step("an old size above the checkpoint's", _request(257, true[:256]), 400)
    step("a tile and one", _request(256, true[:257]), 200)
    step("a fork", _request(257, fork[:300]), 422)
    step("a fork of the same size", _request(257, fork[:257]), 422)
    step("a hash missing", _request(257, true[:300], proof=r.proof(257, true[:300])[:-1]), 422)
    step("a hash too many", _request(257, true[:300], proof=[*r.proof(257, true[:300]), bytes(32)]), 422)
    step("a log that is not followed", _request(0, [], text=empty.replace(ORIGIN, "a.example/log")), 404)
    step("signed by a stranger", _request(257, true, signed=STRANGER.line(false)), 403)
    step("a false signature of the log", _request(257, true, signed=LOG.line(false)), 403)
    step("an old size with a leading zero", _request(257, true).replace("old ", "old 0"), 400)
    step("no old size", _request(257, true).split("\n", 1)[1], 400)
    step("two more tiles, signed by a stranger too", _request(257, true) + STRANGER.line(empty), 200)
    return {
        "about": "Send each request to a witness that follows `log`, in this order, with its clock at `at`. A body is "
        f"given for 200 (the cosignature) and 409 (the size, Content-Type {SIZE}); others say why in words.",
        "seed": WITNESS.seed.hex(),
        "name": WITNESS.name,
        "vkey": WITNESS.vkey,
        "log": LOG.vkey,
        "at": AT,
        "steps": [{"name": n, "request": q, "status": s, "body": b} for n, q, s, b in steps],
    }
