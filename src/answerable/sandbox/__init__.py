"""The sandbox: bytes and addresses of strangers are touched in a process of its own, with limits and without keys.

A task is a name in a closed registry (`tasks.py`): bytes go in, a msgspec struct or a word of refusal comes out. The
parent's side is `run.py`, the child's `child.py`; what the child gives up before it reads the bytes, `confine.py`.
"""
