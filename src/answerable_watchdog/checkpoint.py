"""Checkpoints (C2SP tlog-checkpoint): the log's signed word for the size and the root of its tree."""

from dataclasses import dataclass

from answerable_watchdog.encoding import from_base64, number
from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.merkle import EMPTY_ROOT
from answerable_watchdog.note import Note, cosigned_at, parse_note, signed_by
from answerable_watchdog.policy import Policy

WHAT = "the checkpoint"
PROMISE_SUFFIX = "/promise"


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint whose signatures satisfied the policy.

    `cosigned` holds what its witnesses said: (unix seconds, the witness's key name), earliest first.
    """

    origin: str
    size: int
    root: bytes
    cosigned: tuple[tuple[int, str], ...]


def verified_checkpoint(text: str, policy: Policy) -> Checkpoint:
    """Parse a checkpoint and check its signatures under the policy. Raises Refused."""
    note = parse_note(text, WHAT)
    lines = note.text[:-1].split("\n")
    # tlog-checkpoint permits further lines but advises against them: nobody audits what they say.
    if len(lines) != 3 or not all(lines):
        raise Refused(f"{WHAT} does not have exactly the three lines origin, size, root")
    if lines[0].endswith(PROMISE_SUFFIX):
        raise Refused(f"{WHAT} has an origin that ends in {PROMISE_SUFFIX}: that is the name of a promise")
    size = number(lines[1], f"the size in {WHAT}")
    root = from_base64(lines[2], f"the root in {WHAT}", 32)
    if size == 0 and root != EMPTY_ROOT:
        raise Refused(f"{WHAT} gives an empty tree a root that is not the hash of nothing")
    _check_log_signature(note, lines[0], policy)
    return Checkpoint(lines[0], size, root, _check_quorum(note, policy))


def _check_log_signature(note: Note, origin: str, policy: Policy) -> None:
    keys = [key for key in policy.logs if key.name == origin]
    if not keys:
        raise Refused(f"{WHAT} is of the log {shown(origin)}, which the policy does not list")
    signed = [signed_by(note, key, WHAT) for key in keys]
    if not any(signed):
        raise Refused(f"{WHAT} is not signed by a key that the policy lists for {shown(origin)}")


def _check_quorum(note: Note, policy: Policy) -> tuple[tuple[int, str], ...]:
    times = {name: cosigned_at(note, key, WHAT) for name, key in policy.witnesses.items()}
    cosigned = {name: time for name, time in times.items() if time is not None}
    if not policy.has_quorum(cosigned.keys()):
        raise Refused(f"{WHAT} lacks cosignatures: {policy.lacking(cosigned.keys())}")
    return tuple(sorted((time, policy.witnesses[name].name) for name, time in cosigned.items()))
