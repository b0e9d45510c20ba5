"""What turns a function over arrays into machine code, and where that code is kept between runs.

Compiling takes seconds, so the code is cached: below `NUMBA_CACHE_DIR` where that is set (the server sets it to a
folder of its own), else beside the source, else in the user's cache. Where none of them can be written to, the
functions are compiled in every process. A module of kernels is imported only when the first of them is called; its name
ends in `_kernel`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def kernel(signature: object) -> Callable[[Function], Function]:
    """Compile for one signature (of types, or as numba writes them), when the module is imported or from the cache.
    It runs without the GIL."""

    def compiled(function: Function) -> Function:
        # There may be no folder for the cache, or a spoilt file in it: reading one raises whatever its bytes ask for.
        with suppress(Exception):
            return cast("Function", numba.njit(signature, cache=True, nogil=True)(function))
        return cast("Function", numba.njit(signature, nogil=True)(function))

    return compiled


def part(function: Function) -> Function:
    """A piece of kernels in the same file: compiled with each of them, for the types that they call it with. Python
    cannot call it, so nothing is compiled for that."""
    return cast("Function", _part(function))


_part: Callable[..., object] = numba.njit(  # type: ignore[call-overload] # the last two are not in its stubs
    nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True
)
