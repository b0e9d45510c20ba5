"""By what a text is known again: a keyed hash of its folded form, which tells nothing to who lacks the key."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.cases.copies import is_long_enough
from answerable.flow.runtime import Runtime
from answerable.text.folding import fold_each

KEY_BYTES = 16
PURPOSE = "bank text"


def keys_of(runtime: Runtime, texts: Sequence[tuple[str, str]]) -> list[bytes | None]:
    """The key of each text on its platform; None where it is too short to be known again. Platforms share no keys: what
    one decides says nothing of what another has."""
    folded = fold_each([text for _, text in texts])
    return [
        runtime.keyring.tag("copy", platform_id, canonical)[:KEY_BYTES] if is_long_enough(canonical) else None
        for (platform_id, _), canonical in zip(texts, folded, strict=True)
    ]
