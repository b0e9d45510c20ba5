"""Vectors for canonical JSON, entries, the tree and its tiles."""

from __future__ import annotations

import json
from typing import Any

import reference as r

# The eight leaves and roots that the tests of Certificate Transparency have used since 2013.
KNOWN_LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
KNOWN_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def canonical_json() -> dict[str, Any]:
    """Documents in any spelling, and their one canonical spelling; documents that have none."""
    known = [  # expected bytes written by hand from RFC 8785
        ("empty object", "{ }", "{}"),
        ("literals", "[ true, false, null ]", "[true,false,null]"),
        (
            "whole numbers",
            "[0, -0, 9007199254740991, -9007199254740991]",
            "[0,0,9007199254740991,-9007199254740991]",
        ),
        (
            "escapes",
            r'"\u0008\u0009\u000A\u000c\u000d\u0001\u001F\"\\\/\u007f"',
            '"\\b\\t\\n\\f\\r\\u0001\\u001f\\"\\\\/\u007f"',
        ),
        ("Burmese stays as it is", r'{"text":"\u1019\u103c\u1014\u103a\u1019\u102c"}', '{"text":"မြန်မာ"}'),
        (
            "names sort by UTF-16 code units (RFC 8785 section 3.2.3)",
            (
                r'{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",'
                r'"1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",'
                r'"\u00f6":"Latin Small Letter O With Diaeresis"}'
            ),
            (
                '{"\\r":"Carriage Return","1":"One","\u0080":"Control",'
                '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face",'
                '"\ufb33":"Hebrew Letter Dalet With Dagesh"}'
            ),
        ),
        ("nested", '{"b":[{"z":1,"a":[]}],"a":{}}', '{"a":{},"b":[{"a":[],"z":1}]}'),
    ]
    for name, given, expected in known:
        if r.canonical(json.loads(given)).decode() != expected:
            raise ValueError(f"the reference disagrees with RFC 8785: {name}")
    return {
        "about": "`document` parses to a value whose canonical form is `canonical` (UTF-8).",
        "valid": [{"name": n, "document": g, "canonical": e} for n, g, e in known],
        "no_canonical_form": [
            {"name": "a fraction", "document": "[1.5]"},
            {"name": "a fraction that is whole", "document": "[1.0]"},
            {"name": "an exponent", "document": "[1e3]"},
            {"name": "beyond 2^53 - 1", "document": "[9007199254740992]"},
            {"name": "below -(2^53 - 1)", "document": "[-9007199254740992]"},
            {"name": "a lone high surrogate", "document": r'["\ud800"]'},
            {"name": "a lone low surrogate in a name", "document": r'{"\udc00":1}'},
            {"name": "not a number", "document": "[NaN]"},
        ],
        "not_canonical_bytes": [
            {"name": n, "hex": d.hex()}
            for n, d in [
                ("a space", b'{"a": 1}'),
                ("a newline at the end", b'{"a":1}\n'),
                ("names out of order", b'{"b":1,"a":1}'),
                ("a name twice", b'{"a":1,"a":1}'),
                ("an escape that is not needed", rb'{"a":"\u0041"}'),
                ("an escaped slash", rb'{"a":"\/"}'),
                ("upper-case hex in an escape", rb'{"a":"\u001F"}'),
                ("minus zero", b"[-0]"),
                ("a byte-order mark", b'\xef\xbb\xbf{"a":1}'),
                ("not UTF-8", b'{"a":"\xff"}'),
                ("nothing", b""),
                ("cut short", b'{"a":1'),
            ]
        ],
    }


def entry(number: int, facts: dict[str, Any], payload: bytes) -> dict[str, Any]:
    """One committed entry with salts that everybody knows."""
    facts_salt = r.sha256(f"test facts salt {number}".encode())
    payload_salt = r.sha256(f"test payload salt {number}".encode())
    written = r.canonical(facts)
    fh, ph = r.facts_hash(facts_salt, written), r.payload_hash(payload_salt, payload)
    leaf = r.leaf(r.commitment(fh, ph))
    return {
        "type": facts["type"],
        "facts": written.decode(),
        "facts_salt": facts_salt.hex(),
        "payload": payload.hex(),
        "payload_salt": payload_salt.hex(),
        "facts_hash": fh.hex(),
        "payload_hash": ph.hex(),
        "c": r.commitment(fh, ph).hex(),
        "leaf": leaf.decode(),
        "leaf_hash": r.leaf_hash(leaf).hex(),
    }


def worked_example() -> dict[str, Any]:
    """The report whose way spec/ledger.md and spec/receipt.md follow."""
    return entry(
        1000, {"type": "report", "area": "incitement", "language": "my"}, r.canonical({"subject": "item:42"})
    )


def sample_leaves(count: int) -> list[bytes]:
    """Leaves of a small log."""
    return [entry(n, {"type": "filler"}, b"")["leaf"].encode() for n in range(count)]


def entries() -> dict[str, Any]:
    """Committed entries, openings of their facts, declarations, and what is none of these."""
    report = {"type": "report", "area": "incitement", "language": "my", "hours": 31, "acknowledged": True}
    made = [
        entry(0, report, r.canonical({"subject": "item:42", "note": "ဒီစာကို မယုံပါနဲ့"})),
        entry(1, {"type": "filler"}, b""),
        entry(2, {"type": "decision", "ground": None, "areas": ["hate", "threat"]}, bytes(range(256))),
        entry(
            3,
            {"type": "opening", "step": "approved", "reason": "threat_to_life"},
            r.canonical({"report": "r1"}),
        ),
        entry(4, {"type": "erasure", "why": "request", "entries": 3}, b""),
        entry(
            5,
            {"type": "copy", "match": "near", "acts": False, "found_by": "arrival", "thresholds": 1},
            r.canonical({"item": "43", "passed_on": True}),
        ),
        worked_example(),
    ]
    opening = {key: made[0][key] for key in ("leaf", "facts", "facts_salt", "payload_hash")}
    body = {"hours": 48, "language": "my", "valid_from": "2018-04-01"}
    c = made[0]["c"]
    return {
        "about": "Hashes, salts and payloads in hex; facts and leaves are the UTF-8 of the text.",
        "committed": made,
        "openings": [
            {"name": "true", "valid": True, **opening},
            {
                "name": "another fact",
                "valid": False,
                **opening,
                "facts": opening["facts"].replace('"hours":31', '"hours":13'),
            },
            {"name": "another salt", "valid": False, **opening, "facts_salt": made[1]["facts_salt"]},
            {"name": "another leaf", "valid": False, **opening, "leaf": made[1]["leaf"]},
            {"name": "another payload hash", "valid": False, **opening, "payload_hash": "00" * 32},
        ],
        "declarations": [
            {
                "type": "target",
                "body": body,
                "leaf": r.canonical({"d": {**body, "type": "target"}, "v": 1}).decode(),
            }
        ],
        "not_committed_leaves": [
            {"name": "a space", "leaf": f'{{"c": "{c}","v":1}}'},
            {"name": "upper-case hex", "leaf": f'{{"c":"{c.upper()}","v":1}}'},
            {"name": "one digit too few", "leaf": f'{{"c":"{c[1:]}","v":1}}'},
            {"name": "version 2", "leaf": f'{{"c":"{c}","v":2}}'},
            {"name": "version true", "leaf": f'{{"c":"{c}","v":true}}'},
            {"name": "one member more", "leaf": f'{{"c":"{c}","t":"report","v":1}}'},
            {"name": "a declaration", "leaf": '{"d":{"type":"target"},"v":1}'},
            {"name": "a list", "leaf": f'["{c}",1]'},
        ],
        "not_declarations": [
            {"name": "an unknown type", "leaf": '{"d":{"type":"report"},"v":1}'},
            {"name": "no type", "leaf": '{"d":{},"v":1}'},
            {"name": "one member more", "leaf": f'{{"c":"{c}","d":{{"type":"target"}},"v":1}}'},
        ],
    }


def trees() -> dict[str, Any]:
    """Roots and proofs of small trees, all of them; and proofs that must fail."""
    leaves = [bytes.fromhex(text) for text in KNOWN_LEAVES]
    for size, known in enumerate(KNOWN_ROOTS):
        if r.mth(leaves[:size]).hex() != known:
            raise ValueError(f"the reference disagrees with the known root of {size} leaves")
    wide = [f"leaf {n}".encode() for n in range(600)]
    sizes = [1, 2, 3, 255, 256, 257, 511, 512, 513, 600]
    inclusion = [_inclusion(leaves[:n], i) for n in range(1, 9) for i in range(n)]
    inclusion += [_inclusion(wide[:n], i) for n in sizes[3:] for i in (0, 254, 255, 256, 511, 512) if i < n]
    consistency = [_consistency(leaves[:n], m) for n in range(1, 9) for m in range(n + 1)]
    consistency += [_consistency(wide[:n], m) for n in sizes for m in sizes if m <= n]
    return {
        "about": "leaf bytes and hashes in hex; the 600 wide leaves are the ASCII of 'leaf 0' to 'leaf 599'",
        "known_leaves": KNOWN_LEAVES,
        "known_roots": KNOWN_ROOTS,
        "wide_roots": {str(n): r.mth(wide[:n]).hex() for n in sizes},
        "inclusion": inclusion,
        "inclusion_invalid": _bad_inclusion(_inclusion(leaves[:7], 5)),
        "consistency": consistency,
        "consistency_invalid": _bad_consistency(_consistency(leaves[:7], 3)),
    }


def _inclusion(leaves: list[bytes], index: int) -> dict[str, Any]:
    return {
        "leaf_hash": r.leaf_hash(leaves[index]).hex(),
        "index": index,
        "size": len(leaves),
        "root": r.mth(leaves).hex(),
        "proof": [h.hex() for h in r.path(index, leaves)],
    }


def _consistency(leaves: list[bytes], old: int) -> dict[str, Any]:
    return {
        "old": old,
        "new": len(leaves),
        "old_root": r.mth(leaves[:old]).hex(),
        "new_root": r.mth(leaves).hex(),
        "proof": [h.hex() for h in r.proof(old, leaves)],
    }


def _bad_inclusion(good: dict[str, Any]) -> list[dict[str, Any]]:
    proof, zero = good["proof"], "00" * 32
    return [
        {"reason": "another leaf", **good, "leaf_hash": zero},
        {"reason": "another root", **good, "root": zero},
        {"reason": "another index", **good, "index": 4},
        {"reason": "an index beyond the tree", **good, "index": 7},
        {"reason": "another size", **good, "size": 6},
        {"reason": "an empty tree", **good, "index": 0, "size": 0},
        {"reason": "a hash missing", **good, "proof": proof[:-1]},
        {"reason": "a hash too many", **good, "proof": [*proof, zero]},
        {"reason": "hashes in another order", **good, "proof": proof[::-1]},
        {"reason": "a short hash", **good, "proof": [proof[0][:-2], *proof[1:]]},
        {"reason": "no proof", **good, "proof": []},
    ]


def _bad_consistency(good: dict[str, Any]) -> list[dict[str, Any]]:
    proof, zero = good["proof"], "00" * 32
    return [
        {"reason": "another old root", **good, "old_root": zero},
        {"reason": "another new root", **good, "new_root": zero},
        {"reason": "another old size", **good, "old": 2},
        {"reason": "another new size", **good, "new": 4},
        {"reason": "older than new", **good, "old": 8},
        {"reason": "a hash missing", **good, "proof": proof[:-1]},
        {"reason": "a hash too many", **good, "proof": [*proof, zero]},
        {"reason": "no proof", **good, "proof": []},
        {"reason": "two roots for one size", **good, "old": 7, "proof": []},
        {"reason": "a proof between equal sizes", **good, "old": 7, "old_root": good["new_root"]},
        {"reason": "an empty tree with a root", **good, "old": 0, "proof": []},
    ]


def tiles() -> dict[str, Any]:
    """Paths, entry bundles, and every tile of a tree of 70,000 leaves by its SHA-256."""
    leaves = [f"leaf {n}".encode() for n in range(70_000)]
    shown = [(0, 0), (0, 272), (0, 273), (1, 0), (1, 1), (2, 0)]
    good = {
        "tile/0/000": (0, 0, 256),
        "tile/0/000.p/1": (0, 0, 1),
        "tile/1/x001/x234/067": (1, 1234067, 256),
        "tile/63/x001/000.p/255": (63, 1000, 255),
        "tile/entries/999": (None, 999, 256),
        "tile/entries/x001/000.p/7": (None, 1000, 7),
    }
    bad = "tile/0/0|tile/00/000|tile/64/000|tile/0/x000/001|tile/0/001/234|tile/0/x001|tile/0/000.p/0"
    bad += "|tile/0/000.p/256|tile/0/000.p/01|/tile/0/000|tile/0/000/|tile/0/000.p/|tile/-1/000|tile/0/..|"
    bundle = [b"", b"a", b'{"d":{},"v":1}', b"\x00" * 300]
    return {
        "about": "the 70,000 leaves are the ASCII of 'leaf 0' to 'leaf 69999'; width 256 is a full tile",
        "root_of_70000": r.mth(leaves).hex(),
        "tiles_of_70000": [
            {"level": level, "index": index, "width": len(data) // 32, "sha256": r.sha256(data).hex()}
            for level, index in shown
            for data in [r.tile(level, index, leaves)]
        ],
        "paths": [{"path": p, "level": v[0], "index": v[1], "width": v[2]} for p, v in good.items()],
        "paths_invalid": bad.split("|"),
        "bundle": {
            "leaves": [leaf.hex() for leaf in bundle],
            "hex": b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in bundle).hex(),
        },
        "bundles_invalid": [
            {"reason": "nothing", "hex": ""},
            {"reason": "half a length", "hex": "00"},
            {"reason": "cut short", "hex": "000261"},
            {"reason": "257 entries", "hex": "0000" * 257},
        ],
    }
