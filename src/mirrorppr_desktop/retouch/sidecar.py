"""A retouch as JSON, and back. What is read is treated as hostile: any deviation is refused in words."""

from __future__ import annotations

from typing import Any

from mirrorppr_desktop.errors import BadSidecar
from mirrorppr_desktop.retouch.plain_json import (
    a_list,
    a_number,
    a_text,
    an_integer,
    as_field,
    as_object,
    as_size,
    as_text,
    field_to_json,
)
from mirrorppr_desktop.retouch.retouch import OperationRetouch, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.settings import MAX_STRENGTH

SCHEMA = 1
_MAX_FACES = 1000


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
        **({"said_same_person": True} if made_by.said_same_person else {}),
        "notes": list(retouch.notes),
        "parts": [
            {
                "face": one.face,
                "strength": one.strength,
                "trust": one.trust,
                "operations": [
                    {"name": op.name, "strength": op.strength, "field": field_to_json(op.field)}
                    for op in one.operations
                ],
                "residual": None if one.residual is None else field_to_json(one.residual),
            }
            for one in retouch.parts
        ],
    }


def from_json(data: object) -> Retouch:
    """The retouch that `to_json` described.

    Raises:
        BadSidecar: anything is missing, of the wrong type, out of range or of a newer schema.
    """
    top = as_object(data, "the retouch")
    schema = an_integer(top, "schema", 1, 1 << 30)
    if schema > SCHEMA:
        raise BadSidecar(
            f"it was written by a newer version of this program (schema {schema}, this one reads {SCHEMA})"
        )
    size = as_size(top.get("size"))
    parts = tuple(_part(entry, size) for entry in a_list(top, "parts", _MAX_FACES))
    digests = top.get("exemplar_sha256")
    if digests is not None and (not isinstance(digests, list) or len(digests) != 2):
        raise BadSidecar("exemplar_sha256 must be two digests or null")
    said = top.get("said_same_person", False)
    if not isinstance(said, bool):
        raise BadSidecar("said_same_person must be true or false")
    return Retouch(
        size=size,
        parts=parts,
        provenance=Provenance(
            a_text(top, "engine"),
            a_text(top, "engine_version"),
            None if digests is None else (as_text(digests[0]), as_text(digests[1])),
            said,
        ),
        strength=a_number(top, "strength", 0, MAX_STRENGTH),
        notes=tuple(as_text(note) for note in a_list(top, "notes", 100)),
    )


def _part(data: object, size: tuple[int, int]) -> PartRetouch:
    entry = as_object(data, "a part")
    operations = tuple(_operation(op, size) for op in a_list(entry, "operations", 1000))
    return PartRetouch(
        face=None if entry.get("face") is None else an_integer(entry, "face", 1, _MAX_FACES),
        operations=operations,
        residual=None if entry.get("residual") is None else as_field(entry["residual"], size),
        trust=a_number(entry, "trust", 0, 1),
        strength=a_number(entry, "strength", 0, MAX_STRENGTH),
    )


def _operation(data: object, size: tuple[int, int]) -> OperationRetouch:
    entry = as_object(data, "an operation")
    strength = a_number(entry, "strength", 0, MAX_STRENGTH)
    return OperationRetouch(a_text(entry, "name"), strength, as_field(entry.get("field"), size))
