"""Read an exemplar pair: what was done to the face, what changed in tone, what drifted, and what stays unexplained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import NoFaceInPair
from mirrorppr_desktop.measure.flow import Displacement, measure, sample
from mirrorppr_desktop.measure.likeness import LEAST_LIKENESS, grey, likeness
from mirrorppr_desktop.measure.region import near_face
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Photo
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.background import Bend
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.landmarks import MESH_POINTS
from mirrorppr_desktop.subject.subject import Face
from mirrorppr_desktop.transfer.carry import FaceEdit, face_scale, symmetrised
from mirrorppr_desktop.transfer.face import FacePlan
from mirrorppr_desktop.transfer.fit import Window
from mirrorppr_desktop.transfer.fitted import FittedOperation
from mirrorppr_desktop.transfer.mismatch import mismatch
from mirrorppr_desktop.transfer.overview import Overview, resized_to

_WORKING_SCALE_PX = 350  # distance between the outer eye corners on the copy that is measured
_CROP_MARGIN = 1.0  # around the face, in units of its larger side: hair and background show the drift
_FIELD_NODES_PER_SCALE = 44
_LEAST_EDIT = 0.004  # of the face's scale: the largest displacement below which no change of shape is claimed
_ASPECT_TOLERANCE = 0.01
_MOVED_PX = 0.05
_State = tuple[Path, int, int]  # of a file: path, bytes, time
_latest: list[tuple[tuple[_State | None, _State | None], PairMeasurement]] = []  # none or one


@dataclass(frozen=True, slots=True)
class PairMeasurement:
    """What an exemplar pair shows.

    edit: of the retouched face, in pixels of `before`; its field is zero where the shape was left alone.
    plan: the same as named operations and a rest. body: operations of the body. body_left_alone: nothing moves beyond
    the faces, named or not.
    before, after: the crops that were measured, (H, W, 3) sRGB. displacement: between the two.
    residual: share of the squared difference that neither tone, drift nor motion explains, 0..1.
    trust: share of the difference where the face moved that the motion explains, 0..1.
    likeness: how far the edges in both agree, -1..1; below `LEAST_LIKENESS` they look like two pictures.
    face: number of the retouched face, of the `faces` that were found.
    crop: x0, y0, x1, y1 of the crops in the photo before, of `photo_size`. sha256: of the two files.
    bend: what `body`, performed here, does to straight lines in the background, in pixels of the photo; None where
    there is nothing to perform.
    """

    edit: FaceEdit
    plan: FacePlan
    body: tuple[FittedOperation, ...]
    body_left_alone: bool
    before: RGB8
    after: RGB8
    displacement: Displacement
    residual: float
    trust: float
    likeness: float
    face: int
    faces: int
    crop: tuple[int, int, int, int]
    photo_size: tuple[int, int]
    sha256: tuple[str, str]
    bend: Bend | None = None

    @property
    def px_per_view(self) -> float:
        """Pixels of the photo per pixel of the crops."""
        return (self.crop[2] - self.crop[0]) / self.before.shape[1]

    @property
    def largest_motion(self) -> float:
        """Longest displacement of the face, in units of its scale."""
        return float(np.hypot(*self.edit.field.vectors.reshape(-1, 2).T).max()) / self.edit.scale

    @property
    def largest_motion_px(self) -> float:
        """The same in pixels of the photo."""
        return self.largest_motion * self.edit.scale * self.px_per_view

    @property
    def motion_elsewhere_px(self) -> float:
        """Longest displacement beyond the face, in pixels of the photo: seen, but not carried over."""
        near = near_face(self.edit.landmarks, self.edit.scale, self.before.shape)
        beyond = self.displacement.vectors * (1 - near)[..., None]
        return float(np.hypot(beyond[..., 0], beyond[..., 1]).max()) * self.px_per_view

    @property
    def drift_px(self) -> float:
        """Longest displacement of the drift that was removed, in pixels of the photo."""
        return self.displacement.drift_px * self.px_per_view

    @property
    def operations(self) -> tuple[FittedOperation, ...]:
        """Every operation that was found, those of the face first."""
        return self.plan.operations + self.body

    @property
    def changes_face(self) -> bool:
        """Whether the face's shape was changed."""
        return self.largest_motion >= _LEAST_EDIT

    @property
    def changes_shape(self) -> bool:
        """Whether there is anything to carry over."""
        return self.changes_face or bool(self.body)


def measure_pair(before: Path, after: Path, *, same_person: bool = False) -> PairMeasurement:
    """Measure an exemplar pair, on the face that changed most. The pair measured last is not measured again.

    same_person: the user says that both show one person; that they look like two pictures is then no reason to refuse
    them. Pictures of other proportions are refused all the same: there is no place in one for a place in the other.

    Raises:
        DifferentPictures, DifferentCrop, NoFaceInPair: the pair cannot be used.
        PhotoError: one of the two cannot be read.
    """
    state = _state(before), _state(after)
    if _latest and _latest[0][0] == state and (same_person or _latest[0][1].likeness >= LEAST_LIKENESS):
        return _latest[0][1]
    measured = _measured(before, after, same_person=same_person)
    if None not in state and state == (_state(before), _state(after)):
        _latest[:] = [(state, measured)]
    return measured


def _state(path: Path) -> _State | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return path.absolute(), status.st_size, status.st_mtime_ns


def _measured(before: Path, after: Path, *, same_person: bool) -> PairMeasurement:
    source, target = read(before), read(after)
    if not _same_frame(source, target):
        raise mismatch(source, target, same_proportions=False)
    overview = Overview.of(source, target)
    small = overview.retouched_face()
    if small is None:
        raise NoFaceInPair(f"{before.name}: no face was found in the exemplar; choose a pair that shows a face")
    whole = overview.subject.scaled_to(source.size)
    face = next(one for one in whole.faces if one.number == small.number)
    crop = _crop_box(face, source.size)
    long_side = _long_side(crop, face.scale)
    view_before = _view(source, crop, long_side)
    view_after = resized_to(_view(target, _scaled_box(crop, source, target), long_side), view_before)
    displacement = measure(view_after, view_before)
    landmarks = _landmarks(view_before, face, crop)
    scale = face_scale(landmarks)
    near = displacement.vectors * near_face(landmarks, scale, view_before.shape)[..., None]
    account = _account(view_before, view_after, displacement, near)
    if account.likeness < LEAST_LIKENESS and not same_person:
        raise mismatch(source, target)
    body = overview.body_operations()
    bend = overview.bend(body)
    edit = symmetrised(FaceEdit.of(landmarks, _to_grid(near, scale / _FIELD_NODES_PER_SCALE)))
    return PairMeasurement(
        edit=edit,
        plan=FacePlan.of(edit, _window(source, crop, view_before)),
        body=body,
        body_left_alone=overview.leaves_body_alone(),
        before=view_before,
        after=view_after,
        displacement=displacement,
        residual=account.residual,
        trust=account.trust,
        likeness=account.likeness,
        face=face.number,
        faces=len(whole.faces),
        crop=crop,
        photo_size=source.size,
        sha256=(source.sha256, target.sha256),
        bend=bend and bend.scaled(source.size[0] / overview.subject.size[0]),
    )


def _window(photo: Photo, crop: tuple[int, int, int, int], view: RGB8) -> Window:
    """Where the centre of the photo lies, in pixels of the crop's view."""
    shrink = view.shape[1] / (crop[2] - crop[0])
    x, y = ((photo.size[i] / 2 - crop[i]) * shrink for i in range(2))
    return Window((x, y))


def _same_frame(source: Photo, target: Photo) -> bool:
    (w0, h0), (w1, h1) = source.size, target.size
    return abs(w0 * h1 - w1 * h0) <= _ASPECT_TOLERANCE * w1 * h0


def _crop_box(face: Face, size: tuple[int, int]) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = face.box
    margin = _CROP_MARGIN * max(x1 - x0, y1 - y0)
    return (
        max(0, int(x0 - margin)),
        max(0, int(y0 - margin)),
        min(size[0], int(x1 + margin) + 1),
        min(size[1], int(y1 + margin) + 1),
    )


def _long_side(crop: tuple[int, int, int, int], scale: float) -> int:
    shrink = min(1.0, _WORKING_SCALE_PX / scale)
    return round(max(crop[2] - crop[0], crop[3] - crop[1]) * shrink)


def _scaled_box(box: tuple[int, int, int, int], source: Photo, target: Photo) -> tuple[int, int, int, int]:
    if source.size == target.size:
        return box
    sx, sy = target.size[0] / source.size[0], target.size[1] / source.size[1]
    return round(box[0] * sx), round(box[1] * sy), round(box[2] * sx), round(box[3] * sy)


def _view(photo: Photo, box: tuple[int, int, int, int], long_side: int) -> RGB8:
    x0, y0, x1, y1 = box
    return srgb_view(replace(photo, pixels=np.ascontiguousarray(photo.pixels[y0:y1, x0:x1])), long_side)


def _landmarks(view: RGB8, face: Face, crop: tuple[int, int, int, int]) -> NDArray[np.float32]:
    """(468, 2) found anew on the crop, which shows the face larger than the overview did."""
    shrink = view.shape[1] / (crop[2] - crop[0])
    known = (face.landmarks[:MESH_POINTS] + 0.5 - [crop[0], crop[1]]) * shrink - 0.5
    found = find(view, (view.shape[1], view.shape[0]), precise=True).faces
    if not found:
        return known.astype(np.float32)
    nearest = min(found, key=lambda one: float(np.abs(one.landmarks[:MESH_POINTS] - known).mean()))
    landmarks: NDArray[np.float32] = nearest.landmarks[:MESH_POINTS]
    if float(np.abs(landmarks - known).mean()) > 0.5 * face.scale * shrink:
        return known.astype(np.float32)  # another person in the crop
    return landmarks


def _to_grid(field: NDArray[np.float32], step: float) -> WarpField:
    """A dense field on nodes `step` pixels apart."""
    height, width = field.shape[:2]
    step = max(1.0, step)
    grid = WarpField.over((0, 0, width - 1, height - 1), step, (width, height))
    smooth = cv2.GaussianBlur(field, (0, 0), max(0.6, step / 3))
    nodes = grid.node_points().reshape(*grid.vectors.shape)
    return grid.with_vectors(
        cv2.remap(smooth, nodes[..., 0], nodes[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    )


@dataclass(frozen=True, slots=True)
class _Account:
    """How the difference of two pictures is accounted for; shares 0..1, likeness -1..1."""

    residual: float
    trust: float
    likeness: float


def _account(before: RGB8, after: RGB8, displacement: Displacement, near: NDArray[np.float32]) -> _Account:
    """What tone, drift and motion explain of the pair's difference, and whether it is one picture at all.

    near: (H, W, 2) the part of the motion that belongs to the face.
    """
    target = grey(after)
    graded = grey(displacement.tone.apply(before))
    height, width = target.shape
    drifted = displacement.drift_field.dense((height, width))
    still = sample(graded, drifted)
    moved = sample(graded, drifted + displacement.vectors)
    changed = float(((target - grey(before)) ** 2).sum())
    residual = min(1.0, float(((target - moved) ** 2).sum()) / changed) if changed > 0 else 0.0
    on_face = np.abs(near).max(axis=2) > _MOVED_PX
    unmoved = float(((target - still)[on_face] ** 2).sum())
    trust = max(0.0, 1 - float(((target - moved)[on_face] ** 2).sum()) / unmoved) if unmoved > 0 else 0.0
    return _Account(residual, trust, likeness(target, still))
