"""Begin to fetch a place of an array, and go on meanwhile: what Python and numba lack, as the processor has it.

A kernel that asks for many places first and reads them afterwards waits for them together (Chen, Ailamaki, Gibbons and
Mowry 2004, group prefetching).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic
from numba.np import arrayobj
from numpy.typing import NDArray


def _prefetch(_: object, array: Any, index: object) -> tuple[object, Callable[..., object]]:
    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> object:
        pointer, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        data = _of(arrayobj).make_array(signature.args[0])(context, builder, arguments[0]).data
        where = builder.bitcast(builder.gep(data, [arguments[1]]), pointer)
        shape = ir.FunctionType(ir.VoidType(), [pointer, number, number, number])
        called = _of(cgutils).get_or_insert_function(builder.module, shape, "llvm.prefetch.p0")
        builder.call(called, [where, number(0), number(3), number(1)])  # to read it, soon and again
        return context.get_dummy_value()

    return types.void(array, types.intp), code


def _of(untyped: Any) -> Any:
    return untyped


prefetch: Callable[[NDArray[Any], int], None] = _of(intrinsic)(_prefetch)
"""Of an array of one dimension; kernels alone can call it."""
