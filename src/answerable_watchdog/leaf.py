"""What a leaf of the log may be: a commitment that shows nothing, or a declaration in the open."""

import re
from dataclasses import dataclass

from answerable_watchdog.encoding import Json, from_canonical
from answerable_watchdog.errors import Refused, shown

DECLARATION_TYPES = (
    *("standards", "target", "staffing", "population", "pledge", "model", "certificate"),
    *("rule", "crisis", "government_order", "month", "correction"),
)
_COMMITMENT = re.compile(rb'\{"c":"[0-9a-f]{64}","v":1\}')


@dataclass(frozen=True)
class Declaration:
    """A leaf `{"d": {"type": ..., ...}, "v": 1}`: its index in the log and its `d`."""

    index: int
    content: dict[str, Json]


def is_commitment(leaf: bytes) -> bool:
    """Whether the bytes are exactly `{"c":"<64 lower-case hex digits>","v":1}`."""
    return _COMMITMENT.fullmatch(leaf) is not None


def parse_declaration(leaf: bytes, index: int) -> Declaration:
    """The declaration at `index`. Raises Refused when the bytes are none."""
    value = from_canonical(leaf, f"leaf {index}")
    if not isinstance(value, dict) or value.keys() != {"d", "v"} or value["v"] != 1 or value["v"] is True:
        raise Refused(f"leaf {index} is neither a commitment nor a declaration: {shown(leaf)}")
    content = value["d"]
    if not isinstance(content, dict) or content.get("type") not in DECLARATION_TYPES:
        raise Refused(f"leaf {index} declares nothing of a known type: {shown(leaf)}")
    return Declaration(index, content)
