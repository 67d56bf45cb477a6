"""A retouch as JSON, and back. What is read is treated as hostile: any deviation is refused in words."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Any

import numpy as np

from mirrorppr_desktop.errors import BadSidecar
from mirrorppr_desktop.retouch.retouch import OperationRetouch, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.settings import MAX_STRENGTH

SCHEMA = 1
_MAX_NODES = 1 << 20
_MAX_FACES = 1000
_MAX_SIDE = 1 << 17


def to_json(retouch: Retouch) -> dict[str, Any]:
    """A retouch as plain JSON values; `from_json` gives back an equal one, to the last bit of its vectors."""
    made_by = retouch.provenance
    return {
        "schema": SCHEMA,
        "size": list(retouch.size),
        "strength": retouch.strength,
        "engine": made_by.engine,
        "engine_version": made_by.engine_version,
        "exemplar_sha256": None if made_by.exemplar_sha256 is None else list(made_by.exemplar_sha256),
        "notes": list(retouch.notes),
        "parts": [
            {
                "face": one.face,
                "strength": one.strength,
                "trust": one.trust,
                "operations": [
                    {"name": op.name, "strength": op.strength, "field": _field_to_json(op.field)}
                    for op in one.operations
                ],
                "residual": None if one.residual is None else _field_to_json(one.residual),
            }
            for one in retouch.parts
        ],
    }


def from_json(data: object) -> Retouch:
    """The retouch that `to_json` described.

    Raises:
        BadSidecar: anything is missing, of the wrong type, out of range or of a newer schema.
    """
    top = _object(data, "the retouch")
    schema = _integer(top, "schema", 1, 1 << 30)
    if schema > SCHEMA:
        raise BadSidecar(
            f"it was written by a newer version of this program (schema {schema}, this one reads {SCHEMA})"
        )
    size = _size(top.get("size"))
    parts = tuple(_part(entry, size) for entry in _list(top, "parts", _MAX_FACES))
    digests = top.get("exemplar_sha256")
    if digests is not None and (not isinstance(digests, list) or len(digests) != 2):
        raise BadSidecar("exemplar_sha256 must be two digests or null")
    return Retouch(
        size=size,
        parts=parts,
        provenance=Provenance(
            _text(top, "engine"),
            _text(top, "engine_version"),
            None if digests is None else (_as_text(digests[0]), _as_text(digests[1])),
        ),
        strength=_number(top, "strength", 0, MAX_STRENGTH),
        notes=tuple(_as_text(note) for note in _list(top, "notes", 100)),
    )


def _field_to_json(field: WarpField) -> dict[str, Any]:
    packed = base64.b64encode(zlib.compress(field.vectors.astype("<f4").tobytes(), 6)).decode("ascii")
    return {
        "origin": list(field.origin),
        "step": list(field.step),
        "nodes": [field.vectors.shape[1], field.vectors.shape[0]],  # columns, rows
        "vectors": packed,  # base64 of zlib of little-endian float32, row by row, x then y
    }


def _field(data: object, size: tuple[int, int]) -> WarpField:
    entry = _object(data, "a field")
    columns, rows = _pair(entry, "nodes", 2, 1 << 16)
    if columns * rows > _MAX_NODES:
        raise BadSidecar("a field has too many nodes")
    expected = int(columns) * int(rows) * 8
    try:
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(base64.b64decode(_text(entry, "vectors", 1 << 26), validate=True), expected + 1)
    except (binascii.Error, zlib.error, ValueError) as cause:
        raise BadSidecar("the vectors of a field cannot be unpacked") from cause
    if len(raw) != expected:
        raise BadSidecar("a field does not hold as many vectors as it says")
    vectors = np.frombuffer(raw, "<f4").astype(np.float32).reshape(int(rows), int(columns), 2)
    if not np.isfinite(vectors).all() or float(np.abs(vectors).max()) > max(size):
        raise BadSidecar("the vectors of a field are not finite or leave the photo")
    reach = 4.0 * max(size)
    return WarpField(size, _pair(entry, "origin", -reach, reach), _pair(entry, "step", 1e-3, reach), vectors)


def _part(data: object, size: tuple[int, int]) -> PartRetouch:
    entry = _object(data, "a part")
    operations = tuple(_operation(op, size) for op in _list(entry, "operations", 1000))
    return PartRetouch(
        face=None if entry.get("face") is None else _integer(entry, "face", 1, _MAX_FACES),
        operations=operations,
        residual=None if entry.get("residual") is None else _field(entry["residual"], size),
        trust=_number(entry, "trust", 0, 1),
        strength=_number(entry, "strength", 0, MAX_STRENGTH),
    )


def _operation(data: object, size: tuple[int, int]) -> OperationRetouch:
    entry = _object(data, "an operation")
    strength = _number(entry, "strength", 0, MAX_STRENGTH)
    return OperationRetouch(_text(entry, "name"), strength, _field(entry.get("field"), size))


def _object(data: object, what: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise BadSidecar(f"{what} must be a JSON object")
    return data


def _list(entry: dict[str, Any], key: str, longest: int) -> list[Any]:
    value = entry.get(key)
    if not isinstance(value, list) or len(value) > longest:
        raise BadSidecar(f"{key} must be a list of at most {longest}")
    return value


def _as_text(value: object, longest: int = 1000) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise BadSidecar(f"a text of at most {longest} characters was expected")
    return value


def _text(entry: dict[str, Any], key: str, longest: int = 1000) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or len(value) > longest:
        raise BadSidecar(f"{key} must be a text of at most {longest} characters")
    return value


def _number(entry: dict[str, Any], key: str, low: float, high: float) -> float:
    value = entry.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise BadSidecar(f"{key} must be a number from {low:g} to {high:g}")
    return float(value)


def _integer(entry: dict[str, Any], key: str, low: int, high: int) -> int:
    value = _number(entry, key, low, high)
    if value != int(value):
        raise BadSidecar(f"{key} must be a whole number")
    return int(value)


def _pair(entry: dict[str, Any], key: str, low: float, high: float) -> tuple[float, float]:
    value = entry.get(key)
    if not isinstance(value, list) or len(value) != 2:
        raise BadSidecar(f"{key} must be two numbers")
    return _number({key: value[0]}, key, low, high), _number({key: value[1]}, key, low, high)


def _size(value: object) -> tuple[int, int]:
    width, height = _pair({"size": value}, "size", 1, _MAX_SIDE)
    return int(width), int(height)
