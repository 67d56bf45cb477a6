"""What is done to one photo. An engine yields a `Retouch`; `render` turns it into pixels of the untouched original."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.retouch.warp import Box, WarpField


@dataclass(frozen=True, slots=True)
class OperationStrength:
    """A directed operation and how far it goes; 1.0 is the largest natural edit of that operation."""

    name: str  # as in "Enlarge eyes"
    strength: float


@dataclass(frozen=True, slots=True)
class OperationRetouch:
    """An operation as it is performed on one face or body: `field` at strength 1, performed `strength` times.

    A field is not quite proportional to the strength: it is the exact one for the strength that it was made for,
    divided by that strength. So a strength can be changed, in a sidecar too, without looking at the photo again.
    """

    name: str
    strength: float
    field: WarpField


@dataclass(frozen=True, slots=True)
class PartRetouch:
    """What is done to one face, or to the body (`face` is None): named operations, in this order, and the rest."""

    face: int | None  # number of the face, left to right, from 1
    operations: tuple[OperationRetouch, ...] = ()
    residual: WarpField | None = None  # added to what the operations do together, at strength 1
    trust: float = 1.0  # 0..1: how far the measurement behind it is to be believed
    strength: float = 1.0  # 0 leaves this part alone

    def warp(self, strength: float = 1.0) -> WarpField | None:
        """All of it as one field, `strength` times as far; None where nothing moves.

        Where a strength would fold the picture over itself, the field is relaxed there.
        """
        factor = strength * self.strength
        whole: WarpField | None = None
        for one in self.operations:
            if factor * one.strength != 0:
                field = one.field.scaled(factor * one.strength)
                whole = field if whole is None else whole.then(field)
        if self.residual is not None and factor != 0:
            whole = self.residual.scaled(factor) if whole is None else whole.plus(self.residual, factor)
        return None if whole is None else whole.unfolded()

    @property
    def box(self) -> Box:
        """The pixels that this part can touch, clipped to the photo; (0, 0, 0, 0) where there are none."""
        boxes = [one.field.box for one in self.operations]
        if self.residual is not None:
            boxes.append(self.residual.box)
        if not boxes:
            return (0, 0, 0, 0)
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return min(x0), min(y0), max(x1), max(y1)

    def resized(self, size: Size) -> PartRetouch:
        """The same for another size of the same photo."""
        operations = tuple(replace(one, field=one.field.resized(size)) for one in self.operations)
        return replace(self, operations=operations, residual=self.residual and self.residual.resized(size))


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a retouch came from.

    exemplar_sha256: of the files before and after. said_same_person: the pair was refused for showing two people or two
    pictures, and the user said that it shows one person.
    """

    engine: str
    engine_version: str
    exemplar_sha256: tuple[str, str] | None = None
    said_same_person: bool = False


@dataclass(frozen=True, slots=True)
class Retouch:
    """All that is done to one photo of `size` (upright). Serialised by `sidecar`."""

    size: Size
    parts: tuple[PartRetouch, ...]
    provenance: Provenance
    strength: float = 1.0  # over all parts, 0..2
    notes: tuple[str, ...] = field(default=())

    @property
    def faces(self) -> tuple[PartRetouch, ...]:
        """The parts that are faces."""
        return tuple(part for part in self.parts if part.face is not None)

    def warps(self) -> tuple[WarpField, ...]:
        """The fields to perform, in the order they are performed: the body, then the faces by number."""
        ordered = sorted(self.parts, key=lambda part: part.face or 0)
        fields = (part.warp(self.strength) for part in ordered)
        return tuple(one for one in fields if one is not None)

    def resized(self, size: Size) -> Retouch:
        """The same retouch for another size of the same photo."""
        return replace(self, size=size, parts=tuple(part.resized(size) for part in self.parts))
