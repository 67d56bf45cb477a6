"""The whole exemplar pair at reduced size: which face changed most, and what was done to the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from mirrorppr_desktop.measure.flow import Displacement, measure
from mirrorppr_desktop.measure.region import near_face
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Photo
from mirrorppr_desktop.retouch.background import Background, Bend
from mirrorppr_desktop.retouch.body_frame import body_scale
from mirrorppr_desktop.retouch.perform import perform_on_body
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.subject import Face, Subject
from mirrorppr_desktop.transfer.body import fit_body, moves_body
from mirrorppr_desktop.transfer.fitted import FittedOperation

_DIFFERENT_LEVELS = 2
_DIFFERENT_SHARE = 5e-4


@dataclass(frozen=True)
class Overview:
    """Both pictures, (H, W, 3) sRGB, and who is in the one before, in its pixels."""

    before: RGB8
    after: RGB8
    subject: Subject

    @classmethod
    def of(cls, source: Photo, target: Photo) -> Overview:
        """Reduced copies of the same size, with faces and body."""
        view = srgb_view(source, ANALYSIS_PX)
        subject = find(view, (view.shape[1], view.shape[0]), with_body=True, with_silhouette=True, precise=True)
        return cls(view, resized_to(srgb_view(target, ANALYSIS_PX), view), subject)

    @cached_property
    def displacement(self) -> Displacement:
        """What moved in the whole picture."""
        return measure(self.after, self.before)

    def retouched_face(self) -> Face | None:
        """The face that changed most, the largest one where none did; None where there is no face."""
        faces = self.subject.faces
        if len(faces) < 2:
            return faces[0] if faces else None
        energy = (self.displacement.vectors**2).sum(axis=2)

        def change(face: Face) -> float:
            near = near_face(face.landmarks, face.scale, self.before.shape)
            return float((energy * near).sum() / face.scale**2)

        return max(faces, key=lambda face: (change(face), face.scale))

    def body_operations(self) -> tuple[FittedOperation, ...]:
        """What was done to the body; nothing where no body was found."""
        if self.subject.body is None or not self._changed_off_faces():
            return ()
        return fit_body(self.displacement.vectors, self.subject, self.displacement.confidence)

    def bend(self, operations: Sequence[FittedOperation]) -> Bend | None:
        """How far body operations, performed on this very photo, bend straight lines beside the body.

        In pixels of the copies; None where nothing is performed. The measured motion would not tell: on a plain wall it
        is a guess.
        """
        part, _ = perform_on_body(self.subject, [one.asked for one in operations], self.subject.size)
        background, warp = Background.of(self.subject), part.warp()
        return None if background is None or warp is None else background.bend(warp, body_scale(self.subject))

    def leaves_body_alone(self) -> bool:
        """Whether nothing moves beyond the faces; False where no body was found and something changed there."""
        if not self._changed_off_faces():
            return True
        if self.subject.body is None:
            return False
        return not moves_body(self.displacement.vectors, self.subject, self.displacement.confidence)

    def _changed_off_faces(self) -> bool:
        """Whether the pictures differ at all beyond the faces: where they do not, measuring there can be saved."""
        differs = cv2.absdiff(self.before, self.after).max(axis=2) > _DIFFERENT_LEVELS
        for face in self.subject.faces:
            differs &= near_face(face.landmarks, face.scale, self.before.shape) == 0
        return bool(differs.mean() > _DIFFERENT_SHARE)


def resized_to(picture: RGB8, like: RGB8) -> RGB8:
    """The picture at the size of another one."""
    if picture.shape == like.shape:
        return picture
    return np.asarray(cv2.resize(picture, (like.shape[1], like.shape[0]), interpolation=cv2.INTER_AREA), np.uint8)
