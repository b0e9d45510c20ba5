"""Pictures of strangers: decoded with limits, and hashed, in the child alone.

`frames.py` decodes, `look.py` hashes one, `look_at_many.py` a batch of them, `pixels.py` reads pixels where they lie.
"""
