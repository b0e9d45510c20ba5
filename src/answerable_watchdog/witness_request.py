"""What a log asks of a witness: the body of `POST /add-checkpoint` (C2SP tlog-witness), read and not believed.

    old 20852014
    <base64 of a hash of the consistency proof>, none to 63 of these lines

    <the signed checkpoint>

Checkpoints of other logs are cosigned too, so extension lines are read and passed over (C2SP tlog-checkpoint).
"""

from dataclasses import dataclass

from answerable_watchdog.encoding import from_base64, number
from answerable_watchdog.errors import Refused
from answerable_watchdog.files import as_text

PROOF_LINES_MAX = 63
WHAT = "the checkpoint"


@dataclass(frozen=True)
class Submission:
    """A request in its right form. `checkpoint` is the signed note, its signature lines not looked at yet, and
    `text` what they sign."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: str
    text: str
    origin: str
    size: int
    root: bytes


def parse_submission(body: bytes) -> Submission:
    """Read the body of a request. Raises Refused for any other form."""
    head, separator, text = as_text(body, "the request").partition("\n\n")
    lines = head.split("\n")
    if not separator or not lines[0].startswith("old "):
        raise Refused("the request needs a line `old SIZE`, proof lines, an empty line and a checkpoint")
    if len(lines) - 1 > PROOF_LINES_MAX:
        raise Refused(f"{len(lines) - 1} proof lines; at most {PROOF_LINES_MAX} can be needed")
    old_size = number(lines[0].removeprefix("old "), "the old size")
    proof = tuple(from_base64(line, "a hash of the consistency proof", 32) for line in lines[1:])
    end = text.rfind("\n\n")
    if end < 0 or not text.endswith("\n"):
        raise Refused(f"{WHAT} is not a signed note: it needs text, an empty line, and signature lines")
    origin, size, root = _checkpoint_in(text[: end + 1])
    if old_size > size:
        raise Refused(f"the old size {old_size} is larger than the checkpoint's {size}")
    return Submission(old_size, proof, text, text[: end + 1], origin, size, root)


def _checkpoint_in(text: str) -> tuple[str, int, bytes]:
    lines = text[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise Refused(f"{WHAT} does not begin with the three lines origin, size, root, or has an empty line")
    size = number(lines[1], f"the size in {WHAT}")
    return lines[0], size, from_base64(lines[2], f"the root in {WHAT}", 32)
