"""Read and write the safetensors format: a length, a JSON header, then the numbers as they are.

Nothing in such a file can be executed. The format is small enough to read with the standard library, which spares
a cold start the import of numpy.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Mapping
from math import prod

_HEADER = struct.Struct("<Q")
_LARGEST = 20_000_000  # bytes of a whole file


def pack(tensors: Mapping[str, tuple[tuple[int, ...], list[float]]]) -> bytes:
    """Return the file of 32-bit tensors, each given as shape and numbers in row order.

    >>> unpack(pack({"bias": ((2,), [0.5, -1.0])}))
    {'bias': ((2,), array('f', [0.5, -1.0]))}
    """
    header: dict[str, object] = {}
    body = b""
    for name, (shape, numbers) in tensors.items():
        data = _little(array("f", numbers)).tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(shape),
            "data_offsets": [len(body), len(body) + len(data)],
        }
        body += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return _HEADER.pack(len(text)) + text + body


def unpack(data: bytes) -> dict[str, tuple[tuple[int, ...], array[float]]]:
    """Return shape and numbers of each tensor.

    Raises:
        ValueError: the file is cut off, too large, or not of this form.
    """
    if len(data) > _LARGEST or len(data) < _HEADER.size:
        raise ValueError("size")
    (length,) = _HEADER.unpack_from(data)
    start = _HEADER.size + length
    header = json.loads(data[_HEADER.size : start]) if start <= len(data) else None
    if not isinstance(header, dict):
        raise ValueError("header")
    tensors = {}
    for name, about in header.items():
        if name == "__metadata__":
            continue
        shape, (low, high) = tuple(about["shape"]), about["data_offsets"]
        if (
            about["dtype"] != "F32"
            or not 0 <= low <= high <= len(data) - start
            or high - low != 4 * prod(shape)
        ):
            raise ValueError(name)
        numbers = array("f")
        numbers.frombytes(data[start + low : start + high])
        tensors[name] = (shape, _little(numbers))
    return tensors


def _little(numbers: array[float]) -> array[float]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
