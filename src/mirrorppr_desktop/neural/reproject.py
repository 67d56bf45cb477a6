"""Turn a picture that was generated from a query into a retouch of the query itself.

A generator draws every pixel anew and loses more in doing so than the edit is worth. What it moved is measured on
reduced copies, freed of tone, drift and noise, and told as warp fields: the pixels of a result come from the original.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from mirrorppr_desktop.errors import PicturesDiffer
from mirrorppr_desktop.measure.flow import Displacement, measure, sample
from mirrorppr_desktop.measure.likeness import LEAST_LIKENESS, grey, likeness
from mirrorppr_desktop.neural.parts import Mask, PartField, parts_of
from mirrorppr_desktop.photo.photo import RGB8, Size
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.subject.subject import Subject

ENGINE = "reproject"
VERSION = "1"  # raised whenever the same two pictures may give another result

WORKING_PX = 1536  # long side of the copies that are measured; a quarter of a large photo shows as much
_LEAST_SIDE_PX = 16  # optical flow needs some patches of 8 px
_ASPECT_TOLERANCE = 0.03  # generators draw sides of multiples of 16 or 32 px


@dataclass(frozen=True, slots=True)
class Reprojection:
    """A generated picture as a retouch of its query, and what was set aside on the way.

    retouch: for a photo of the subject's size. displacement: as measured, between copies of `working` size; its tone
    and drift are the generator's own and are not performed. unexplained: share of the squared difference of the two
    pictures, 0..1, that neither tone, drift nor motion explains: what the generator drew anew.
    """

    retouch: Retouch
    displacement: Displacement
    working: Size
    unexplained: float


def reproject(query: RGB8, generated: RGB8, subject: Subject, *, beyond: bool = True) -> Retouch:
    """What a generated picture did to the shape of its query: see `reprojected`."""
    return reprojected(query, generated, subject, beyond=beyond).retouch


def reprojected(query: RGB8, generated: RGB8, subject: Subject, *, beyond: bool = True) -> Reprojection:
    """Measure what a generator moved, as a warp of each face and of all the rest.

    Args:
        query: (H, W, 3) sRGB, the photo or a reduced copy of it.
        generated: (h, w, 3) sRGB of the same frame, of any size.
        subject: who is in the query, in pixels of the photo that is to be retouched.
        beyond: whether what moved beyond the faces is done as well.

    Returns:
        the retouch, without a part where nothing moved, its notes telling what was done and what was set aside.

    Raises:
        PicturesDiffer: the generated picture has another frame, is too small, or shows something else.
    """
    before, after = working_copies(query, generated)
    working = (before.shape[1], before.shape[0])
    displacement = measure(after, before)
    account = _Account.of(before, after, displacement)
    if account.likeness < LEAST_LIKENESS:
        raise PicturesDiffer(
            "the generated picture does not show the photo; nothing was done. Choose the picture that was generated "
            "from this photo"
        )
    parts = parts_of(displacement.vectors, subject.scaled_to(working), beyond=beyond)
    retouch = Retouch(
        working, tuple(account.part(one) for one in parts), Provenance(ENGINE, VERSION), notes=()
    ).resized(subject.size)
    notes = _notes(displacement, parts, account.unexplained, subject.size[0] / working[0])
    return Reprojection(replace(retouch, notes=notes), displacement, working, account.unexplained)


def working_copies(query: RGB8, generated: RGB8) -> tuple[RGB8, RGB8]:
    """Both at one size: the generated picture's own, or `WORKING_PX` where that is smaller; never enlarged.

    Raises:
        PicturesDiffer: they are not of one frame, or too small.
    """
    (h0, w0), (h1, w1) = query.shape[:2], generated.shape[:2]
    # A side of a small picture is known to a pixel alone.
    if abs(w0 * h1 - w1 * h0) > max(_ASPECT_TOLERANCE * w1 * h0, w0, h0):
        raise PicturesDiffer(
            f"the generated picture is {w1} x {h1} and the photo {w0} x {h0}: they do not show the same frame. Give "
            "the generated picture uncropped"
        )
    scale = min(1.0, WORKING_PX / max(w0, h0), max(w1, h1) / max(w0, h0))
    size = (max(1, round(w0 * scale)), max(1, round(h0 * scale)))
    if min(size) < _LEAST_SIDE_PX:
        raise PicturesDiffer(f"the generated picture, {w1} x {h1}, is too small to see what moved in it")
    return _resized(query, size), _resized(generated, size)


def _resized(picture: RGB8, size: Size) -> RGB8:
    if (picture.shape[1], picture.shape[0]) == size:
        return np.ascontiguousarray(picture)
    smaller = size[0] < picture.shape[1]
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC), np.uint8)


@dataclass(frozen=True, slots=True)
class _Account:
    """How the difference of two pictures is accounted for.

    still, moved: (H, W) squared difference that is left by tone and drift, and by motion as well.
    """

    still: Mask
    moved: Mask
    unexplained: float
    likeness: float

    @classmethod
    def of(cls, before: RGB8, after: RGB8, displacement: Displacement) -> _Account:
        target, graded = grey(after), grey(displacement.tone.apply(before))
        drifted = displacement.drift_field.dense(target.shape)  # type: ignore[arg-type]
        unmoved = sample(graded, drifted)
        still = (target - unmoved) ** 2
        moved = (target - sample(graded, drifted + displacement.vectors)) ** 2
        changed = float(((target - grey(before)) ** 2).sum())
        unexplained = min(1.0, float(moved.sum()) / changed) if changed > 0 else 0.0
        return cls(still, moved, unexplained, likeness(target, unmoved))

    def part(self, one: PartField) -> PartRetouch:
        """A part of the retouch; it is trusted as far as its motion explains the difference where it moves."""
        x0, y0, x1, y1 = one.field.box
        there = one.share[y0:y1, x0:x1]
        still, moved = (float((error[y0:y1, x0:x1] * there).sum()) for error in (self.still, self.moved))
        trust = float(np.clip(1 - moved / still, 0, 1)) if still > 0 else 0.0
        return PartRetouch(one.face, residual=one.field, trust=round(trust, 4))


def _notes(displacement: Displacement, parts: tuple[PartField, ...], unexplained: float, px: float) -> tuple[str, ...]:
    """What was done and what was set aside, in words. px: pixels of the photo per pixel of the working copies."""
    notes = []
    for one in parts:
        length = float(np.hypot(*one.field.vectors.reshape(-1, 2).T).max()) * px
        where = "beyond the faces" if one.face is None else f"face {one.face}"
        notes.append(f"{where}: moved by up to {length:.1f} px, as in the generated picture")
    if not parts:
        notes.append("the generated picture moves nothing; the photo stays as it is")
    if displacement.drift_px:
        notes.append(f"the generated picture drifts by up to {displacement.drift_px * px:.1f} px; not carried over")
    if words := displacement.tone.words:
        notes.append(f"tone of the generated picture: {words}; not carried over")
    notes.append(f"drawn anew by the generator and not carried over: {unexplained:.0%} of the difference")
    return tuple(notes)
