"""A small log that signs promises and checkpoints, written from the C2SP texts for these tests alone.

It shares no code with the watchdog or with Answerable: its tree is the recursive definition of RFC 6962
section 2.1, so that a fault in the watchdog's incremental one shows.
"""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN = "watchdog.example/log"
MERGE_BY = 1_520_000_600


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def tree_hash(hashes: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1 over leaf hashes, by its recursive definition."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha(b"")
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha(b"\x01" + tree_hash(hashes[:k]) + tree_hash(hashes[k:]))


def audit_path(index: int, hashes: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1, by its recursive definition."""
    if len(hashes) < 2:
        return []
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if index < k:
        return [*audit_path(index, hashes[:k]), tree_hash(hashes[k:])]
    return [*audit_path(index - k, hashes[k:]), tree_hash(hashes[:k])]


def consistency(old: int, hashes: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2, by its recursive definition; nothing from an empty tree."""
    if old in (0, len(hashes)):
        return [] if whole or not old else [tree_hash(hashes)]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if old <= k:
        return [*consistency(old, hashes[:k], whole), tree_hash(hashes[k:])]
    return [*consistency(old - k, hashes[k:], False), tree_hash(hashes[:k])]


@dataclass
class Signer:
    """An Ed25519 key with a name and a signature type (1: note, 4: cosignature)."""

    name: str
    kind: int
    seed: int
    key: Ed25519PrivateKey = field(init=False)

    def __post_init__(self) -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32)

    @property
    def material(self) -> bytes:
        return bytes([self.kind]) + self.key.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        return sha(self.name.encode() + b"\n" + self.material)[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64(self.material)}"

    def line(self, text: str, at: int | None = None) -> str:
        """A signature line over `text`; with `at`, a cosignature of that time."""
        if at is None:
            value = self.key.sign(text.encode())
        else:
            value = at.to_bytes(8) + self.key.sign(f"cosignature/v1\ntime {at}\n{text}".encode())
        return f"\u2014 {self.name} {b64(self.key_id + value)}\n"


LOG = Signer(ORIGIN, 1, 1)
PROMISER = Signer(ORIGIN + "/promise", 1, 2)
WITNESSES = [Signer(f"w{n}.example", 4, 10 + n) for n in range(3)]
STRANGER = Signer("stranger.example", 1, 99)


def commitment(n: int) -> bytes:
    return json.dumps({"c": sha(str(n).encode()).hex(), "v": 1}, separators=(",", ":")).encode()


def leaf_hash(leaf: bytes) -> bytes:
    return sha(b"\x00" + leaf)


def policy(quorum: str = "none", witnesses: int = 0) -> str:
    lines = [f"log {LOG.vkey}", f"# promise {PROMISER.vkey}"]
    names = [f"W{n}" for n in range(witnesses)]
    lines += [f"witness {name} {WITNESSES[n].vkey}" for n, name in enumerate(names)]
    if quorum not in ("none", *names):
        lines.append(f"group g {quorum} {' '.join(names)}")
        quorum = "g"
    return "\n".join([*lines, f"quorum {quorum}"]) + "\n"


def checkpoint(leaves: list[bytes], cosigners: int = 0, signer: Signer = LOG) -> str:
    text = f"{ORIGIN}\n{len(leaves)}\n{b64(tree_hash([leaf_hash(x) for x in leaves]))}\n"
    witnesses = "".join(w.line(text, 1_520_000_300 + n) for n, w in enumerate(WITNESSES[:cosigners]))
    return text + "\n" + signer.line(text) + witnesses


def promise(leaf: bytes, size: int, signer: Signer = PROMISER, merge_by: int = MERGE_BY) -> str:
    text = f"{ORIGIN}/promise\n{size}\n{b64(leaf_hash(leaf))}\nmerge by {merge_by}\n"
    return text + "\n" + signer.line(text)


def promise_file(leaf: bytes, size: int, **changed: object) -> str:
    return f"answerable promise@v1\nleaf {b64(leaf)}\n\n{promise(leaf, size, **changed)}"


def extra(leaf: bytes, promise_note: str) -> str:
    value = {"leaf": b64(leaf), "promise": promise_note}
    return b64(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def proof_file(leaves: list[bytes], index: int, promised_size: int, cosigners: int = 0) -> str:
    path = "".join(b64(h) + "\n" for h in audit_path(index, [leaf_hash(x) for x in leaves]))
    note = promise(leaves[index], promised_size)
    head = f"c2sp.org/tlog-proof@v1\nextra {extra(leaves[index], note)}\nindex {index}\n{path}\n"
    return head + checkpoint(leaves, cosigners)


def tile_name(number: int) -> str:
    """By the example of tlog-tiles: 1234067 is x001/x234/067."""
    head, last = divmod(number, 1000)
    names = [f"{last:03d}"]
    while head:
        head, group = divmod(head, 1000)
        names.insert(0, f"x{group:03d}")
    return "/".join(names)


def write_export(directory: Path, leaves: list[bytes], cosigners: int = 0) -> None:
    """What `answerable ledger export` writes, without months."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "policy").write_text(policy(), encoding="utf-8")
    (directory / "checkpoint").write_text(checkpoint(leaves, cosigners), encoding="utf-8")
    bundles = [len(x).to_bytes(2) + x for x in leaves]
    _write_tiles(directory / "tile" / "entries", bundles)
    level, hashes = 0, [leaf_hash(x) for x in leaves]
    while hashes:
        _write_tiles(directory / "tile" / str(level), hashes)
        whole = len(hashes) // 256
        hashes = [tree_hash(hashes[n * 256 : n * 256 + 256]) for n in range(whole)]
        level += 1


def _write_tiles(directory: Path, parts: list[bytes]) -> None:
    for start in range(0, len(parts), 256):
        tile = parts[start : start + 256]
        path = directory / tile_name(start // 256)
        if len(tile) < 256:
            path = path.with_name(path.name + ".p") / str(len(tile))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(tile))
