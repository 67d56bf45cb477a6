"""A look: what was done to one face and body, as one file that stands for itself, to be done to any photo.

It holds no path and no photo besides a small picture, and is read as hostile input: looks are passed on between people.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from mirrorppr_desktop import __version__
from mirrorppr_desktop.errors import BadLook, PhotoError, RetouchError
from mirrorppr_desktop.photo import colour, header, publish
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.vips import pyvips
from mirrorppr_desktop.retouch.body_operations import BodyOperation
from mirrorppr_desktop.retouch.catalogue import directed_name, find_operation
from mirrorppr_desktop.retouch.operations import FaceOperation
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
    packed,
    parsed,
    unpacked,
)
from mirrorppr_desktop.retouch.request import Adjustments, EngineName, FacePolicy, SetStrength
from mirrorppr_desktop.retouch.retouch import OperationStrength, Provenance
from mirrorppr_desktop.settings import MAX_STRENGTH
from mirrorppr_desktop.subject.landmarks import MESH_POINTS
from mirrorppr_desktop.transfer.carry import FaceEdit
from mirrorppr_desktop.transfer.engine import LICENCE, VERSION, TransferEngine
from mirrorppr_desktop.transfer.face import FacePlan
from mirrorppr_desktop.transfer.fitted import FittedOperation

SCHEMA = 1
KIND = "mirrorppr look"
MAX_BYTES = 16 << 20  # a field of a pair takes some 0.3 MB
THUMBNAIL_PX = 256
UNCHANGED = Adjustments()
_MAX_THUMBNAIL_BYTES = 256 << 10
_MAX_OPERATIONS = 100
_LARGEST_STRENGTH = 10.0  # as measured; it is performed within the range of strengths
_LEAST_FACE_PX = 2.0
_FARTHEST = 40.0  # size of a field over the spread of its face; crops of a pair have some 10
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What a `.mplook` file holds.

    name: as a user calls it. licence: of the engine, in words. plan: of the face, None where it is left alone.
    trust: 0..1 in the measurement of the face. thumbnail: JPEG or PNG of at most 256 pixels on a side.
    own, own_strength: what a person changed of it before it was saved; nothing in it is about a single face.
    """

    name: str
    licence: str
    made_by: Provenance
    plan: FacePlan | None
    body: tuple[FittedOperation, ...] = ()
    trust: float = 1.0
    thumbnail: bytes | None = None
    own: Adjustments = field(default_factory=Adjustments)
    own_strength: float = 1.0

    @property
    def operations(self) -> tuple[FittedOperation, ...]:
        """Every named operation, those of the face first."""
        return (() if self.plan is None else self.plan.operations) + self.body

    @property
    def strengths(self) -> dict[str, float]:
        """How far each named operation goes, with what was changed by hand; none that is at zero."""
        factors = dict(self.own.scale)
        found = {
            one.name: one.strength * factors.get(one.name, 1.0)
            for one in self.operations
            if one.name not in self.own.without
        }
        for one in self.own.set:
            operation, _ = find_operation(one.name)
            for name in (operation.positive, operation.negative):
                found.pop(name or "", None)
            found[one.name] = one.strength
        return {name: strength * self.own_strength for name, strength in found.items() if strength > 0}

    def to_engine(self, faces: FacePolicy = FacePolicy.ALL) -> TransferEngine:
        """The engine that does this look to others: the one it was made from."""
        exemplar = self.made_by.exemplar_sha256
        said = self.made_by.said_same_person
        return TransferEngine(self.plan, self.body, self.trust, exemplar, faces, self.own, self.own_strength, said)

    def to_text(self) -> str:
        """As the JSON text of a file."""
        thumbnail = None if self.thumbnail is None else base64.b64encode(self.thumbnail).decode("ascii")
        digests = self.made_by.exemplar_sha256
        return json.dumps(
            {
                "kind": KIND,
                "schema": SCHEMA,
                "program": f"mirrorppr-desktop {__version__}",
                "name": self.name,
                "licence": self.licence,
                "engine": self.made_by.engine,
                "engine_version": self.made_by.engine_version,
                "exemplar_sha256": None if digests is None else list(digests),
                **({"said_same_person": True} if self.made_by.said_same_person else {}),
                "trust": self.trust,
                "face": None if self.plan is None else _plan_to_json(self.plan),
                "body": [_operation_to_json(one) for one in self.body],
                "own": _adjustments_to_json(self.own),
                "own_strength": self.own_strength,
                "thumbnail": thumbnail,
            },
            indent=1,
            allow_nan=False,
        )


def look_from_engine(
    engine: TransferEngine,
    name: str,
    thumbnail: bytes | None = None,
    own: Adjustments = UNCHANGED,
    own_strength: float = 1.0,
) -> Look:
    """The look of an exemplar pair that was measured, with what a person changed of it.

    What was said of single faces of a photo is left out: another photo has other faces.
    """
    made_by = Provenance(engine.name, engine.version, engine.exemplar_sha256, engine.said_same_person)
    return Look(
        name,
        LICENCE,
        made_by,
        engine.plan,
        engine.body,
        engine.trust,
        thumbnail,
        replace(own, set=tuple(one for one in own.set if one.face is None), faces=()),
        own_strength,
    )


def look_from_operations(operations: Iterable[OperationStrength], name: str, thumbnail: bytes | None = None) -> Look:
    """A look of named operations, which are performed as they are and nothing besides.

    Raises:
        UnknownOperation: no operation of that name.
    """
    face: list[FittedOperation] = []
    body: list[FittedOperation] = []
    for one in operations:
        operation, sign = find_operation(one.name)
        of = face if isinstance(operation, FaceOperation) else body
        of.append(FittedOperation(directed_name(operation, sign), one.strength, 1.0, 0.0))
    plan = FacePlan(tuple(face), None) if face else None
    return Look(name, LICENCE, Provenance(EngineName.TRANSFER.value, VERSION), plan, tuple(body), 1.0, thumbnail)


def thumbnail_of(picture: RGB8) -> bytes:
    """A picture as a look holds it."""
    small = np.ascontiguousarray(colour.reduced(picture, THUMBNAIL_PX))
    height, width = small.shape[:2]
    image = pyvips.Image.new_from_memory(small.data, width, height, 3, "uchar")
    return bytes(image.copy(interpretation="srgb").jpegsave_buffer(Q=85, keep="none"))


def read_look(path: Path) -> Look:
    """Read a look.

    Raises:
        BadLook: the file cannot be read or holds no valid look; the message begins with its name.
    """
    try:
        if not path.is_file():  # before it is opened: a pipe would be waited for
            raise BadLook(f"{path.name}: there is no such file")
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as cause:
        raise BadLook(f"{path.name}: cannot be read: {getattr(cause, 'strerror', None) or cause}") from cause
    if len(text) > MAX_BYTES:
        raise BadLook(f"{path.name}: longer than {MAX_BYTES >> 20} MB, no look of this program")
    try:
        return from_text(text)
    except RetouchError as cause:
        raise BadLook(f"{path.name}: {cause}") from cause


def write_look(look: Look, path: Path, *, replace_it: bool = False) -> Path:
    """Write a look: whole or not at all.

    Args:
        path: where to.
        replace_it: whether a file of that name may be replaced; otherwise the look gets a number behind its name.

    Returns:
        where it lies.

    Raises:
        BadLook: it could not be read again. DiskFull, OutputNotWritable: it cannot be written.
    """
    text = look.to_text()
    try:
        from_text(text)
    except RetouchError as cause:
        raise BadLook(f"{path.name}: {cause}") from cause
    staged = publish.stage_path(path, secrets.token_hex(8))
    try:
        with staged.open("x", encoding="utf-8") as file:
            file.write(text)
        there = publish.file_sha256(path) if replace_it and path.is_file() else None
        return publish.publish(staged, path, replace_sha256=there)
    except OSError as error:
        raise publish.output_error(path, error) from error
    finally:
        staged.unlink(missing_ok=True)


def from_text(text: str | bytes) -> Look:
    """The look that `Look.to_text` wrote. The text is treated as hostile.

    Raises:
        BadLook, BadSidecar: not such a look; the message says what is wrong with it.
    """
    top = parsed(text)
    if top.get("kind") != KIND:
        raise BadLook("it is no look of this program")
    schema = an_integer(top, "schema", 1, 1 << 30)
    if schema > SCHEMA:
        raise BadLook(f"it was written by a newer version of this program (schema {schema}; known: {SCHEMA})")
    engine = a_text(top, "engine", 100)
    if engine not in set(EngineName):
        raise BadLook(f"it needs the engine {engine[:40]!r}, which this program does not have")
    face = top.get("face")
    digests, said = _digests(top.get("exemplar_sha256")), top.get("said_same_person", False)
    if not isinstance(said, bool):
        raise BadLook("said_same_person must be true or false")
    return Look(
        name=a_text(top, "name", 200),
        licence=a_text(top, "licence", 2000),
        made_by=Provenance(engine, a_text(top, "engine_version", 100), digests, said),
        plan=None if face is None else _plan(as_object(face, "face")),
        body=tuple(_operation(one, BodyOperation) for one in a_list(top, "body", _MAX_OPERATIONS)),
        trust=a_number(top, "trust", 0, 1),
        own=_adjustments(as_object(top.get("own"), "own")),
        own_strength=a_number(top, "own_strength", 0, MAX_STRENGTH),
        thumbnail=None if top.get("thumbnail") is None else _thumbnail(a_text(top, "thumbnail", 1 << 20)),
    )


def _operation_to_json(one: FittedOperation) -> dict[str, Any]:
    return {"name": one.name, "strength": one.strength, "confidence": one.confidence, "share": one.share}


def _adjustments_to_json(own: Adjustments) -> dict[str, Any]:
    return {
        "scale": [[name, factor] for name, factor in own.scale],
        "without": list(own.without),
        "residual": own.residual,
        "set": [[one.name, one.strength] for one in own.set],
    }


def _adjustments(entry: dict[str, Any]) -> Adjustments:
    residual = entry.get("residual")
    if not isinstance(residual, bool):
        raise BadLook("own: residual must be true or false")
    return Adjustments(
        scale=tuple(_named(one) for one in a_list(entry, "scale", _MAX_OPERATIONS)),
        without=tuple(_known(one) for one in a_list(entry, "without", _MAX_OPERATIONS)),
        residual=residual,
        set=tuple(SetStrength(*_named(one)) for one in a_list(entry, "set", _MAX_OPERATIONS)),
    )


def _named(data: object) -> tuple[str, float]:
    if not isinstance(data, list) or len(data) != 2:
        raise BadLook("own: an operation and a number were expected")
    return _known(data[0]), a_number({"strength": data[1]}, "strength", 0, MAX_STRENGTH)


def _known(data: object) -> str:
    """The name of an operation that there is, in its own spelling."""
    name = as_text(data, 100)
    operation, sign = find_operation(name)
    if directed_name(operation, sign) != name:
        raise BadLook(f"{name}: not the name of an operation")
    return name


def _plan_to_json(plan: FacePlan) -> dict[str, Any]:
    edit = plan.carried
    carried = None
    if edit is not None:
        carried = {
            "size": list(edit.field.size),
            "landmarks": packed(edit.landmarks),  # (468, 2), x then y
            "moved": packed(edit.moved),
            "field": field_to_json(edit.field),
        }
    return {"operations": [_operation_to_json(one) for one in plan.operations], "carried": carried}


def _operation(data: object, kind: type[FaceOperation | BodyOperation]) -> FittedOperation:
    entry = as_object(data, "an operation")
    name = a_text(entry, "name", 100)
    operation, sign = find_operation(name)
    if not isinstance(operation, kind) or directed_name(operation, sign) != name:
        raise BadLook(f"{name}: not an operation that can stand here")
    return FittedOperation(
        name,
        a_number(entry, "strength", 0, _LARGEST_STRENGTH),
        a_number(entry, "confidence", 0, 1),
        a_number(entry, "share", 0, 1),
    )


def _plan(entry: dict[str, Any]) -> FacePlan:
    operations = tuple(_operation(one, FaceOperation) for one in a_list(entry, "operations", _MAX_OPERATIONS))
    carried = entry.get("carried")
    if carried is None and not operations:
        raise BadLook("face: neither operations nor anything carried over")
    return FacePlan(operations, None if carried is None else _edit(as_object(carried, "carried")))


def _edit(entry: dict[str, Any]) -> FaceEdit:
    size = as_size(entry.get("size"))
    reach = 4.0 * max(size)
    landmarks = unpacked(entry, "landmarks", (MESH_POINTS, 2), reach)
    edit = FaceEdit(landmarks, as_field(entry.get("field"), size), unpacked(entry, "moved", (MESH_POINTS, 2), reach))
    spread = float(np.sqrt(((landmarks - landmarks.mean(axis=0)) ** 2).sum(axis=1).mean()))
    x0, y0, x1, y1 = edit.field.extent
    if edit.scale < _LEAST_FACE_PX or spread < _LEAST_FACE_PX or max(x1 - x0, y1 - y0) > _FARTHEST * spread:
        raise BadLook("carried: its landmarks are not those of a face that its field belongs to")
    return edit


def _digests(value: object) -> tuple[str, str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise BadLook("exemplar_sha256 must be two digests or null")
    first, second = (as_text(one, 64) for one in value)
    if not (_DIGEST.fullmatch(first) and _DIGEST.fullmatch(second)):
        raise BadLook("exemplar_sha256 must be two SHA-256 digests")
    return first, second


def _thumbnail(text: str) -> bytes:
    """The picture, still coded; its header says that it is small."""
    try:
        coded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as cause:
        raise BadLook("the thumbnail cannot be unpacked") from cause
    if len(coded) > _MAX_THUMBNAIL_BYTES or not coded.startswith(_MAGIC):
        raise BadLook(f"the thumbnail must be a JPEG or PNG of at most {_MAX_THUMBNAIL_BYTES >> 10} kB")
    try:
        found = header.scan(Path("thumbnail"), io.BytesIO(coded), THUMBNAIL_PX**2 / 1e6)
    except PhotoError as cause:
        raise BadLook(str(cause)) from cause
    if max(found.size) > THUMBNAIL_PX:
        raise BadLook(f"the thumbnail is {found.size[0]} x {found.size[1]} pixels; at most {THUMBNAIL_PX} are allowed")
    return coded
