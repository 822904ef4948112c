"""Arrays in one file, in the format of safetensors (Hugging Face, 2022), sealed.

The length of a header on eight bytes, the header in JSON, then the values of each array: a browser reads it
in a few lines, and so does any tool.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

TYPES = {"F16": "<f2", "F32": "<f4", "U8": "|u1"}
# Of the header: where the format lets a file say what it wants, and where each array is.
METADATA, OFFSETS = "__metadata__", "data_offsets"
LENGTH = 8  # bytes that tell how long it is
# The file holds a digest of itself, computed with zeros in its place.
SEAL, UNSEALED = "sha256", "0" * 64


def encoded(arrays: Mapping[str, Array], said: Mapping[str, str]) -> bytes:
    """Return the content of a file.

    Parameters
    ----------
    arrays : mapping of arrays
        Of float16, float32 or uint8 numbers, by name.
    said : mapping of str
        What the file says of itself.
    """
    header: dict[str, Any] = {METADATA: {**said, SEAL: UNSEALED}}
    data = b""
    for name, array in arrays.items():
        kind = next(kind for kind, stored in TYPES.items() if np.dtype(stored) == array.dtype)
        header[name] = {
            "dtype": kind,
            "shape": list(array.shape),
            OFFSETS: [len(data), len(data) + array.nbytes],
        }
        data += array.astype(TYPES[kind]).tobytes()
    text = json.dumps(header).encode()
    content = len(text).to_bytes(LENGTH, "little") + text + data
    return content.replace(UNSEALED.encode(), _digest(content).encode(), 1)


def decoded(content: bytes) -> tuple[dict[str, str], dict[str, Array]]:
    """Return what a file says of itself, and its arrays.

    Raises
    ------
    ValueError, LookupError, TypeError, AttributeError, RecursionError
        If it is not as `encoded` made it.
    """
    start = LENGTH + int.from_bytes(content[:LENGTH], "little")
    header = json.loads(content[LENGTH:start])
    said = header.pop(METADATA)
    if _digest(content.replace(said[SEAL].encode(), UNSEALED.encode(), 1)) != said[SEAL]:
        raise ValueError(SEAL)
    arrays = {}
    for name, each in header.items():
        first, end = each[OFFSETS]
        values = np.frombuffer(content[start + first : start + end], TYPES[each["dtype"]])
        arrays[name] = values.reshape(each["shape"])
    return said, arrays


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
