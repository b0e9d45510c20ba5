"""Chance by counting: a number drawn for a key and two counters, the same whatever was drawn before.

So a person decides alike in two worlds of one seed, also where an intervention changed what went before (common random
numbers), and messages can be made in any order. The mixing is that of SplitMix64 (Steele, Lea, Flood 2014). Kernels of
other files compile these in: who changes them deletes the caches.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from answerable.text.kernels import part

_STEP = np.uint64(0x9E3779B97F4A7C15)
_ONE, _TWO = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_FIRST, _SECOND, _THIRD = np.uint64(30), np.uint64(27), np.uint64(31)
_REST = np.uint64(11)


@part
def mix(value: Any) -> Any:
    """64 bits from 64 bits, one to one."""
    value = (value ^ (value >> _FIRST)) * _ONE
    value = (value ^ (value >> _SECOND)) * _TWO
    return value ^ (value >> _THIRD)


@part
def draw(key: Any, one: Any, two: Any) -> Any:
    """64 bits for a key and two counters."""
    inner = mix(np.uint64(key) + np.uint64(one) * _STEP + np.uint64(1))
    return mix(inner + np.uint64(two) * _STEP)


@part
def chance(bits: Any) -> Any:
    """From 64 bits a number of at least 0 and below 1."""
    return np.float64(np.uint64(bits) >> _REST) * 1.1102230246251565e-16
