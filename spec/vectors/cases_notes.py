"""Vectors for signed notes, checkpoints and promises."""

from __future__ import annotations

from typing import Any

import reference as r

ORIGIN = "test.example/answerable"
LOG = r.TestKey(ORIGIN)
PROMISE = r.TestKey(f"{ORIGIN}/promise")
STRANGER = r.TestKey(ORIGIN, seed="a stranger who calls himself the log")
WITNESS = r.TestKey("witness.example/one", kind=4)

ROOT = r.sha256(b"a root for tests")
LEAF_HASH = r.sha256(b"a leaf hash for tests")


def flip(note: str) -> str:
    """The note with one bit of its last signature flipped."""
    head, _, encoded = note.rstrip("\n").rpartition(" ")
    data = bytearray(r.base64.b64decode(encoded))
    data[-1] ^= 1
    return f"{head} {r.b64(bytes(data))}\n"


def notes() -> dict[str, Any]:
    """Verifier keys and notes."""
    text = "One line.\n\nAnother, after an empty one: မြန်မာ\n"
    good = LOG.note(text)
    line = LOG.line(text)
    checkpoint = checkpoint_text(ORIGIN, 16, ROOT)
    c2sp = (
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ON"
        "ncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
    )
    c2sp_key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    cosigned = LOG.note(checkpoint) + WITNESS.cosignature(checkpoint, 1_522_548_000)
    unknown = f"— other.example/log {r.b64(b'1234' + bytes(64))}\n"
    keys = [LOG.vkey]
    return {
        "about": "A valid note is signed by every one of `keys`; an invalid one must be refused under them.",
        "test_keys": [
            {"name": k.name, "type": k.kind, "seed": k.seed.hex(), "id": k.id.hex(), "vkey": k.vkey}
            for k in (LOG, PROMISE, WITNESS)
        ],
        "vkeys_invalid": [
            {"reason": "another id", "vkey": LOG.vkey.replace(LOG.id.hex(), "00000000")},
            {"reason": "an id in upper case", "vkey": c2sp_key.replace("530d903a", "530D903A")},
            {"reason": "no name", "vkey": "+" + c2sp_key.split("+", 1)[1]},
            {"reason": "a space in the name", "vkey": c2sp_key.replace("/foo", " foo")},
            {"reason": "two parts", "vkey": c2sp_key.rsplit("+", 1)[0]},
            {"reason": "base64 with padding that is not needed", "vkey": STRANGER.vkey + "="},
            {"reason": "a short key", "vkey": f"a+00000000+{r.b64(bytes([1]) + bytes(31))}"},
        ],
        "valid": [
            {"name": "the example of C2SP signed-note", "keys": [c2sp_key], "note": c2sp, "text": c2sp[:28]},
            {"name": "text with an empty line", "keys": keys, "note": good, "text": text},
            {"name": "an unknown key's line too", "keys": keys, "note": good + unknown, "text": text},
            {"name": "cosigned", "keys": [*keys, WITNESS.vkey], "note": cosigned, "text": checkpoint},
        ],
        "invalid": [
            {"reason": reason, "keys": keys, "note": note}
            for reason, note in [
                ("a word changed", good.replace("One", "Two")),
                ("a bit of the signature flipped", flip(good)),
                ("signed by a stranger under the same name", STRANGER.note(text)),
                ("only an unknown key's line", f"{text}\n{unknown}"),
                ("a true line and a false one of the same key", good + flip("\n" + line).lstrip("\n")),
                ("no signature", text + "\n"),
                ("no empty line", text + line),
                ("no newline at the end", good[:-1]),
                ("something after the last line", good + "x"),
                ("an empty line at the end", good + "\n"),
                ("a carriage return", good.replace("line.\n", "line.\r\n")),
                ("a tab", good.replace("One line", "One\tline")),
                ("a hyphen for the em dash", good.replace("— ", "- ")),
                ("two spaces", good.replace(f"{ORIGIN} ", f"{ORIGIN}  ")),
                ("base64 with stray bits", _stray(good)),
                ("no text", f"\n{line}"),
                ("nothing", ""),
            ]
        ]
        + [
            {
                "reason": "a cosignature with another time",
                "keys": [*keys, WITNESS.vkey],
                "note": LOG.note(checkpoint) + _later(WITNESS.cosignature(checkpoint, 1_522_548_000)),
            }
        ],
    }


def _stray(note: str) -> str:
    """The last signature spelled with a stray bit below its padding: it decodes to the same bytes."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body = note.rstrip("\n").rstrip("=")
    padding = len(note) - 1 - len(body)
    if padding == 0:
        raise ValueError("a signature without padding cannot show this")
    return body[:-1] + letters[letters.index(body[-1]) ^ 1] + "=" * padding + "\n"


def _later(line: str) -> str:
    """The cosignature line claiming the next second."""
    head, _, encoded = line.rstrip("\n").rpartition(" ")
    data = bytearray(r.base64.b64decode(encoded))
    data[11] ^= 1
    return f"{head} {r.b64(bytes(data))}\n"


def checkpoint_text(origin: str, size: int | str, root: bytes) -> str:
    return f"{origin}\n{size}\n{r.b64(root)}\n"


def checkpoints() -> dict[str, Any]:
    """Checkpoints under the test log's key."""
    good = checkpoint_text(ORIGIN, 16, ROOT)
    reserved = r.TestKey("test.example/promise")
    valid = [good, checkpoint_text(ORIGIN, 0, r.sha256(b"")), checkpoint_text(ORIGIN, 2**63 - 1, ROOT)]
    invalid = [
        ("a leading zero", checkpoint_text(ORIGIN, "016", ROOT)),
        ("a negative size", checkpoint_text(ORIGIN, "-1", ROOT)),
        ("a plus sign", checkpoint_text(ORIGIN, "+16", ROOT)),
        ("Burmese digits", checkpoint_text(ORIGIN, "၁၆", ROOT)),
        ("a size beyond 2^63 - 1", checkpoint_text(ORIGIN, 2**63, ROOT)),
        ("a root of 31 bytes", checkpoint_text(ORIGIN, 16, ROOT[:31])),
        ("an empty tree with another root", checkpoint_text(ORIGIN, 0, ROOT)),
        ("an extension line", good + "extension\n"),
        ("two lines", f"{ORIGIN}\n16\n"),
        ("another log's origin", checkpoint_text("other.example/log", 16, ROOT)),
        ("a promise", promise_text(ORIGIN, 16, LEAF_HASH, 1_522_548_000)),
    ]
    return {
        "about": "Each note under `vkey`. Valid ones say what is in them.",
        "vkey": LOG.vkey,
        "valid": [
            {
                "note": LOG.note(text),
                "origin": ORIGIN,
                "size": int(text.split("\n")[1]),
                "root": text.split("\n")[2],
            }
            for text in valid
        ],
        "invalid": [{"reason": reason, "vkey": LOG.vkey, "note": LOG.note(text)} for reason, text in invalid]
        + [
            {"reason": "a flipped bit", "vkey": LOG.vkey, "note": flip(LOG.note(good))},
            {"reason": "signed by the promise key", "vkey": LOG.vkey, "note": PROMISE.note(good)},
            {
                "reason": "only a witness signed",
                "vkey": LOG.vkey,
                "note": f"{good}\n{WITNESS.cosignature(good, 1)}",
            },
            {
                "reason": "an origin that ends in /promise",
                "vkey": reserved.vkey,
                "note": reserved.note(checkpoint_text("test.example/promise", 16, ROOT)),
            },
        ],
    }


def promise_text(origin: str, size: int | str, leaf_hash: bytes, merge_by: int | str) -> str:
    return f"{origin}/promise\n{size}\n{r.b64(leaf_hash)}\nmerge by {merge_by}\n"


def promises() -> dict[str, Any]:
    """Promises under the test log's promise key."""
    good = promise_text(ORIGIN, 16, LEAF_HASH, 1_522_548_000)
    invalid = [
        ("a leading zero in the size", promise_text(ORIGIN, "016", LEAF_HASH, 1_522_548_000)),
        ("a leading zero in the time", promise_text(ORIGIN, 16, LEAF_HASH, "01522548000")),
        ("a time with a fraction", promise_text(ORIGIN, 16, LEAF_HASH, "1522548000.0")),
        ("a leaf hash of 31 bytes", promise_text(ORIGIN, 16, LEAF_HASH[:31], 1_522_548_000)),
        ("a fifth line", good + "more\n"),
        ("three lines", good.rsplit("merge", 1)[0]),
        ("another word", good.replace("merge by", "merged by")),
        ("another log's promise", promise_text("other.example/log", 16, LEAF_HASH, 1_522_548_000)),
        ("the log's own origin", good.replace("/promise", "")),
        ("a checkpoint", checkpoint_text(ORIGIN, 16, ROOT)),
    ]
    return {
        "about": "Each note under `vkey`. Valid ones say what is in them.",
        "vkey": PROMISE.vkey,
        "valid": [
            {
                "note": PROMISE.note(promise_text(ORIGIN, size, LEAF_HASH, merge_by)),
                "origin": ORIGIN,
                "tree_size": size,
                "leaf_hash": r.b64(LEAF_HASH),
                "merge_by": merge_by,
            }
            for size, merge_by in [(16, 1_522_548_000), (0, 0), (2**63 - 1, 2**63 - 1)]
        ],
        "invalid": [{"reason": reason, "note": PROMISE.note(text)} for reason, text in invalid]
        + [
            {"reason": "a flipped bit", "note": flip(PROMISE.note(good))},
            {"reason": "signed by the log's key", "note": LOG.note(good)},
        ],
    }
