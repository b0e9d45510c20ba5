"""A watchdog's own check of Answerable's public ledger.

Verifies a reporter's receipt offline and recomputes the published figures of a month from the exported
ledger. It imports nothing of `answerable`, only the standard library and `cryptography`, so that a fault in
one is not repeated in the other. The two meet in `spec/` and its test vectors alone.
"""

__version__ = "0.1.0"
