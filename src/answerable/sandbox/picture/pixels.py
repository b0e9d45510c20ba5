"""The pixels of a decoded picture where they lie, without a copy: four bytes each, red first.

Pillow exports an RGB picture that lies in one piece so, by Arrow's C data interface
(https://arrow.apache.org/docs/format/CDataInterface.html).
"""

from __future__ import annotations

import ctypes

import numpy as np
from numpy.typing import NDArray
from PIL import Image


class _Array(ctypes.Structure):
    """struct ArrowArray."""


_Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_Array))),
    ("dictionary", ctypes.c_void_p),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]
_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype, _pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]


def packed(picture: Image.Image) -> tuple[NDArray[np.uint32], object]:
    """The pixels, and what must be kept for as long as they are looked at."""
    try:
        _, capsule = picture.__arrow_c_array__()
    except ValueError:  # a large picture lies in several pieces
        copy = np.asarray(picture.convert("RGBA"))
        return copy.reshape(picture.height, -1).view(np.uint32), copy
    whole = _Array.from_address(_pointer(capsule, b"arrow_array"))
    start = whole.children[0].contents.buffers[1]
    memory = (ctypes.c_uint32 * (picture.width * picture.height)).from_address(start)
    return np.frombuffer(memoryview(memory), np.uint32).reshape(picture.height, picture.width), capsule
