"""An auditor's random leaves: drawn so that nobody could foresee them, and what opening them shows.

The draw is a hash of a cosigned checkpoint that is later than everything in the range: the operator could not know it
when it wrote the leaves, and a witness's signature, which it cannot make, is part of it. As in a risk-limiting audit of
an election (M. Lindeman and P. B. Stark, 2012), k leaves that are all true show how few can be false.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from answerable_watchdog.checkpoint import Checkpoint
from answerable_watchdog.errors import Refused
from answerable_watchdog.note import parse_note
from answerable_watchdog.opened import OpenedEntry
from answerable_watchdog.policy import Policy

CONFIDENCE = 0.95
_DRAW = b"answerable/challenge/v1\n"


@dataclass(frozen=True)
class Finding:
    """`false_share` is what share of false entries among the reports would have been found with 95% confidence."""

    asked: int
    opened: int
    reports: int
    problems: tuple[str, ...]
    false_share: float | None


def seed_of(note: str, checkpoint: Checkpoint, policy: Policy) -> bytes:
    """32 bytes from the checkpoint and its witnesses' cosignatures. Raises Refused where no witness cosigned it."""
    if not checkpoint.cosigned:
        raise Refused(
            "no witness of the policy cosigned this checkpoint: the operator could have tried many, until the draw "
            "spared what is false; draw from a later one that is cosigned"
        )
    parsed = parse_note(note, "the checkpoint")
    keys = {(key.name, key.key_id) for key in policy.witnesses.values()}
    lines = sorted(one.line for one in parsed.signatures if (one.name, one.key_id) in keys)
    return hashlib.sha256(_DRAW + parsed.text.encode() + "".join(lines).encode()).digest()


def draw(seed: bytes, first: int, end: int, count: int) -> list[int]:
    """`count` different indexes of first <= i < end, ascending; all of them where there are no more.

    Each is uniform: 64 bits of SHA-256(seed || counter), those that would favour small indexes passed over.
    """
    width, found, counter = end - first, set[int](), 0
    if width <= count:
        return list(range(first, end))
    fair = 2**64 - 2**64 % width
    while len(found) < count:
        value = int.from_bytes(hashlib.sha256(seed + counter.to_bytes(8)).digest()[:8])
        counter += 1
        if value < fair:
            found.add(first + value % width)
    return sorted(found)


def judge(wanted: dict[int, bytes], entries: Sequence[OpenedEntry], rows: Sequence[str]) -> Finding:
    """Compare entries with the leaf hashes at the drawn indexes; `rows` says what is wrong with their rows."""
    given: dict[int, OpenedEntry] = {one.index: one for one in entries}
    problems = []
    for index, hashed in wanted.items():
        if index not in given:
            problems.append(f"leaf {index}: not opened")
        elif given[index].leaf_hash != hashed:
            problems.append(f"leaf {index}: what was opened is not what the leaf commits to")
    opened = [given[index] for index in wanted if index in given and given[index].leaf_hash == wanted[index]]
    reports = sum(one.type == "report" for one in opened)
    all_problems = (*problems, *rows)
    share = None if all_problems or not reports else 1 - (1 - CONFIDENCE) ** (1 / reports)
    return Finding(len(wanted), len(opened), reports, all_problems, share)
