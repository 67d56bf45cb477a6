"""Plain JSON values, checked one by one. What is read is treated as hostile: any deviation is refused in words.

Every function raises BadSidecar; whoever reads another kind of file tells it in that file's words.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import BadSidecar
from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.retouch.warp import WarpField

_MAX_NODES = 1 << 20
_MAX_SIDE = 1 << 17


def parsed(text: str | bytes) -> dict[str, Any]:
    """The JSON object that a text holds."""

    def refuse(constant: str) -> float:
        raise BadSidecar(f"{constant} is no number that such a file can hold")

    try:
        top = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError) as cause:  # ValueError: bad JSON, bad UTF-8, integers of thousands of digits
        raise BadSidecar("it is not valid JSON") from cause
    if not isinstance(top, dict):
        raise BadSidecar("it is no JSON object")
    return top


def as_object(data: object, what: str) -> dict[str, Any]:
    """A value that must be an object."""
    if not isinstance(data, dict):
        raise BadSidecar(f"{what} must be a JSON object")
    return data


def as_text(value: object, longest: int = 1000) -> str:
    """A value that must be a text."""
    if not isinstance(value, str) or len(value) > longest:
        raise BadSidecar(f"a text of at most {longest} characters was expected")
    return value


def a_list(entry: dict[str, Any], key: str, longest: int) -> list[Any]:
    """A list of at most so many entries."""
    value = entry.get(key)
    if not isinstance(value, list) or len(value) > longest:
        raise BadSidecar(f"{key} must be a list of at most {longest}")
    return value


def a_text(entry: dict[str, Any], key: str, longest: int = 1000) -> str:
    """A text of at most so many characters."""
    value = entry.get(key)
    if not isinstance(value, str) or len(value) > longest:
        raise BadSidecar(f"{key} must be a text of at most {longest} characters")
    return value


def a_number(entry: dict[str, Any], key: str, low: float, high: float) -> float:
    """A number within a range."""
    value = entry.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise BadSidecar(f"{key} must be a number from {low:g} to {high:g}")
    return float(value)


def an_integer(entry: dict[str, Any], key: str, low: int, high: int) -> int:
    """A whole number within a range."""
    value = a_number(entry, key, low, high)
    if value != int(value):
        raise BadSidecar(f"{key} must be a whole number")
    return int(value)


def a_pair(entry: dict[str, Any], key: str, low: float, high: float) -> tuple[float, float]:
    """Two numbers within a range."""
    value = entry.get(key)
    if not isinstance(value, list) or len(value) != 2:
        raise BadSidecar(f"{key} must be two numbers")
    return a_number({key: value[0]}, key, low, high), a_number({key: value[1]}, key, low, high)


def as_size(value: object) -> Size:
    """Width and height of a photo."""
    width, height = a_pair({"size": value}, "size", 1, _MAX_SIDE)
    return int(width), int(height)


def packed(values: NDArray[np.float32]) -> str:
    """Base64 of zlib of little-endian float32."""
    return base64.b64encode(zlib.compress(values.astype("<f4").tobytes(), 6)).decode("ascii")


def unpacked(entry: dict[str, Any], key: str, shape: tuple[int, ...], largest: float) -> NDArray[np.float32]:
    """The array that `packed` wrote: of that shape, and no number beyond `largest`."""
    expected = int(np.prod(shape)) * 4
    try:
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(base64.b64decode(a_text(entry, key, 1 << 26), validate=True), expected + 1)
    except (binascii.Error, zlib.error, ValueError) as cause:
        raise BadSidecar(f"{key} cannot be unpacked") from cause
    if len(raw) != expected:
        raise BadSidecar(f"{key} does not hold as many numbers as it should")
    values = np.frombuffer(raw, "<f4").astype(np.float32).reshape(shape)
    if not np.isfinite(values).all() or float(np.abs(values).max()) > largest:
        raise BadSidecar(f"the numbers of {key} are not finite or leave the photo")
    return values


def field_to_json(field: WarpField) -> dict[str, Any]:
    """A field without the size that it is told in."""
    return {
        "origin": list(field.origin),
        "step": list(field.step),
        "nodes": [field.vectors.shape[1], field.vectors.shape[0]],  # columns, rows
        "vectors": packed(field.vectors),  # row by row, x then y
    }


def as_field(data: object, size: Size) -> WarpField:
    """The field that `field_to_json` described, for a photo of `size`."""
    entry = as_object(data, "a field")
    columns, rows = a_pair(entry, "nodes", 2, 1 << 16)
    if columns * rows > _MAX_NODES:
        raise BadSidecar("a field has too many nodes")
    vectors = unpacked(entry, "vectors", (int(rows), int(columns), 2), max(size))
    reach = 4.0 * max(size)
    return WarpField(size, a_pair(entry, "origin", -reach, reach), a_pair(entry, "step", 1e-3, reach), vectors)
