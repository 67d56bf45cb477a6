"""What was done to the exemplar's face, ready to be done to others: named operations, and the unnamed rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.retouch.perform import perform_on_face
from mirrorppr_desktop.retouch.retouch import PartRetouch
from mirrorppr_desktop.subject.subject import Face
from mirrorppr_desktop.transfer.carry import FaceEdit, carry
from mirrorppr_desktop.transfer.fit import Window, fit_operations
from mirrorppr_desktop.transfer.fitted import FittedOperation

# Performing the operations anew and carrying their measured field over are two estimates of one thing, with errors of
# different origin (shape of the catalogue's fields; noise and correspondence). The residual turns it into their mean.
_PERFORMED = 0.4


@dataclass(frozen=True, slots=True)
class FacePlan:
    """Named operations, and what is carried over beside them.

    carried: the measured edit less `_PERFORMED` of what the operations do to the exemplar's own face; None where
    nothing was measured, and the operations are all.
    """

    operations: tuple[FittedOperation, ...]
    carried: FaceEdit | None

    @classmethod
    def of(cls, edit: FaceEdit, window: Window | None = None) -> FacePlan:
        """Fit the catalogue to a measured edit."""
        fitted = fit_operations(edit, window)
        own = perform_on_face(_exemplar_face(edit), [one.asked for one in fitted], edit.field.size)[0].warp()
        if own is None:
            return cls(fitted, edit)
        nodes = edit.field.node_points()
        left = edit.field.vectors.reshape(-1, 2) - _PERFORMED * own.sample(nodes)
        return cls(fitted, replace(edit, field=edit.field.with_vectors(left)))

    def perform(self, face: Face, size: Size) -> tuple[PartRetouch, tuple[str, ...]]:
        """Do the same to another face: the operations on its own landmarks, the rest by correspondence.

        Args:
            face: in pixels of `size`.
            size: of the photo.

        Returns:
            what to do, and notes on operations that this face cannot take.
        """
        part, notes = perform_on_face(face, [one.asked for one in self.operations], size)
        if self.carried is None:
            return part, notes
        residual = carry(self.carried, face.landmarks, size)
        here = part.warp()
        if here is not None:
            residual = residual.plus(here, _PERFORMED - 1, step=residual.step[0])
        return replace(part, residual=residual), notes


def _exemplar_face(edit: FaceEdit) -> Face:
    x0, y0 = edit.landmarks.min(axis=0)
    x1, y1 = edit.landmarks.max(axis=0)
    return Face(1, edit.landmarks, (float(x0), float(y0), float(x1), float(y1)), 1.0, 0.0)
