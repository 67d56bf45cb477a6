"""What is done to one photo. An engine yields a `Retouch`; `render` turns it into pixels of the untouched original."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.retouch.warp import WarpField


@dataclass(frozen=True, slots=True)
class OperationStrength:
    """A directed operation and how far it goes; 1.0 is the largest natural edit of that operation."""

    name: str  # as in "Enlarge eyes"
    strength: float


@dataclass(frozen=True, slots=True)
class FaceRetouch:
    """What is done to one face: `field` is the whole of it at strength 1, `operations` names what is known of it."""

    face: int  # number of the face, left to right, from 1
    field: WarpField
    operations: tuple[OperationStrength, ...] = ()
    trust: float = 1.0  # 0..1: how far the measurement behind the field is to be believed
    strength: float = 1.0  # 0 leaves this face alone


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a retouch came from."""

    engine: str
    engine_version: str
    exemplar_sha256: tuple[str, str] | None = None  # of the files before and after


@dataclass(frozen=True, slots=True)
class Retouch:
    """All that is done to one photo of `size` (upright). Serialised by `sidecar`."""

    size: Size
    faces: tuple[FaceRetouch, ...]
    provenance: Provenance
    strength: float = 1.0  # over all faces, 0..2
    notes: tuple[str, ...] = field(default=())

    def warps(self) -> tuple[WarpField, ...]:
        """The fields to perform, each at its final strength, in the order they are performed (by face number).

        Where a strength would fold a face over itself, the field is relaxed there.
        """
        ordered = sorted(self.faces, key=lambda one: one.face)
        scaled = [(one.field, self.strength * one.strength) for one in ordered]
        return tuple(warp.scaled(factor).unfolded() for warp, factor in scaled if factor != 0)

    def resized(self, size: Size) -> Retouch:
        """The same retouch for another size of the same photo."""
        faces = tuple(replace(one, field=one.field.resized(size)) for one in self.faces)
        return replace(self, size=size, faces=faces)
