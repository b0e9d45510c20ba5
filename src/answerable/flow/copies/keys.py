"""By what a text is known again: a keyed hash of its folded form, which tells nothing to who lacks the key."""

from __future__ import annotations

from answerable.cases.copies import is_long_enough
from answerable.flow.runtime import Runtime
from answerable.text.folding import fold

KEY_BYTES = 16
PURPOSE = "bank text"


def key_of(runtime: Runtime, platform_id: str, text: str) -> bytes | None:
    """The key of a text on a platform; None where it is too short to be known again. Platforms share no keys: what one
    decides says nothing of what another has."""
    canonical = fold(text)
    if not is_long_enough(canonical):
        return None
    return runtime.keyring.tag("copy", platform_id, canonical)[:KEY_BYTES]
