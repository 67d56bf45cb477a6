"""A photo made ready for pairs: looked at once, refused with a reason or stored as working copy and subject."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from mirrorppr_desktop.dataset.curate import complaint, person_box, portrait_area
from mirrorppr_desktop.dataset.grid import Placement, Region, working_copy
from mirrorppr_desktop.dataset.manifest import put
from mirrorppr_desktop.dataset.pictures import PictureFormat, coded
from mirrorppr_desktop.errors import BadDataset, OperationUnavailable, PhotoError
from mirrorppr_desktop.photo.colour import srgb_of, srgb_view
from mirrorppr_desktop.photo.photo import Size
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.body_operations import BODY_OPERATIONS
from mirrorppr_desktop.retouch.face_frame import FaceFrame
from mirrorppr_desktop.retouch.operations import FACE_OPERATIONS
from mirrorppr_desktop.retouch.retouch import OperationStrength
from mirrorppr_desktop.retouch.simulate import performable, simulate_body
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.frame import face_region
from mirrorppr_desktop.subject.subject import Body, Face, Subject

PHOTOS: Final = "photos"
SUBJECTS: Final = "subjects"
_AROUND_PERSON: Final = 0.2  # of its box, on all sides; the paper's number is lost
_PROBE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Survey:
    """What to look at: photo `number` of a list, `name` below `folder`, for a dataset in `out`."""

    number: int
    name: str
    folder: Path
    out: Path
    professional: bool
    area: float
    format: PictureFormat


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What became of a photo. refused: why it is left out. available: positive names of what it can take.

    face, person: boxes in pixels of `size`, that of the working copy.
    """

    number: int
    name: str
    refused: str | None = None
    sha256: str = ""
    size: Size = (0, 0)
    face: Region = (0, 0, 0, 0)
    person: Region = (0, 0, 0, 0)
    available: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def parsed(cls, value: dict[str, Any]) -> Surveyed:
        """From plain values."""
        plain: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in value.items()}
        return cls(**plain)


def photo_path(out: Path, number: int, format: PictureFormat) -> Path:
    """Where the working copy of a photo lies."""
    return out / PHOTOS / f"{number:07d}{format.suffix}"


def surveyed(task: Survey) -> Surveyed:
    """Look at one photo, and store what pairs are made from where it is fit.

    Raises:
        DiskFull, OutputNotWritable: nothing can be stored.
    """
    try:
        photo = read(task.folder / task.name)
    except PhotoError as error:
        return Surveyed(task.number, task.name, error.what)
    view = srgb_view(photo, ANALYSIS_PX)
    whole = find(view, photo.size, with_body=True, with_silhouette=True)
    person = person_box(whole)
    region: Region = (0, 0, *photo.size)
    if task.professional and whole.faces:
        region = _grown(person, photo.size)
    try:
        placement = working_copy(region, task.area)
    except ValueError:
        return Surveyed(task.number, task.name, f"too small ({photo.size[0]} x {photo.size[1]} pixels)")
    picture = placement.cut(srgb_of(photo.pixels, photo.metadata.icc))
    subject = _placed(whole, placement)
    refused = complaint(picture, subject, professional=task.professional, portrait_px=portrait_area(whole))
    available = () if refused else _available(subject, task.professional)
    if refused is None and not available:
        refused = "it can take none of the operations"
    if refused is not None:
        return Surveyed(task.number, task.name, refused, photo.sha256)
    put(photo_path(task.out, task.number, task.format), coded(picture, task.format))
    put(_subject_path(task.out, task.number), _packed(subject))
    face = face_region(subject.faces[0], placement.size)
    return Surveyed(task.number, task.name, None, photo.sha256, placement.size, face, placement.box(person), available)


def stored_subject(out: Path, number: int) -> Subject:
    """The subject of a working copy: one face, and the body where one was found.

    Raises:
        BadDataset: it is not there, or damaged.
    """
    path = _subject_path(out, number)
    try:
        with np.load(path, allow_pickle=False) as arrays:
            landmarks, sure = arrays["landmarks"], arrays["sure"]
            width, height = (int(value) for value in arrays["size"])
            x0, y0, x1, y1 = (float(value) for value in arrays["box"])
            body = Body(arrays["body"], arrays["visibility"]) if len(arrays["body"]) else None
    except (OSError, ValueError, KeyError) as error:
        raise BadDataset(f"{path} cannot be read; make the dataset again") from error
    face = Face(1, landmarks, (x0, y0, x1, y1), float(sure[0]), float(sure[1]))
    return Subject((width, height), (face,), body)


def _subject_path(out: Path, number: int) -> Path:
    return out / SUBJECTS / f"{number:07d}.npz"


def _packed(subject: Subject) -> bytes:
    face, body = subject.faces[0], subject.body
    file = io.BytesIO()
    np.savez(
        file,
        size=np.array(subject.size),
        landmarks=face.landmarks,
        box=np.array(face.box),
        sure=np.array([face.confidence, face.spread_px]),
        body=np.empty((0, 2), np.float32) if body is None else body.points,
        visibility=np.empty(0, np.float32) if body is None else body.visibility,
    )
    return file.getvalue()


def _placed(subject: Subject, placement: Placement) -> Subject:
    """The subject in pixels of the working copy, without its silhouette."""
    faces = tuple(
        replace(
            face,
            landmarks=placement.points(face.landmarks),
            box=tuple(placement.points(np.array(face.box, np.float32).reshape(2, 2)).ravel().tolist()),
            spread_px=face.spread_px * placement.scale[0],
        )
        for face in subject.faces
    )
    body = subject.body and replace(subject.body, points=placement.points(subject.body.points))
    return Subject(placement.size, faces, body)


def _grown(box: Region, size: Size) -> Region:
    x0, y0, x1, y1 = box
    dx, dy = _AROUND_PERSON * (x1 - x0), _AROUND_PERSON * (y1 - y0)
    return max(0.0, x0 - dx), max(0.0, y0 - dy), min(float(size[0]), x1 + dx), min(float(size[1]), y1 + dy)


def _available(subject: Subject, professional: bool) -> tuple[str, ...]:
    frame = FaceFrame.of(subject.faces[0].landmarks)
    names = [one.positive for one in FACE_OPERATIONS if performable(frame, one)]
    for operation in BODY_OPERATIONS if professional else ():
        try:
            simulate_body(subject, [OperationStrength(operation.positive, _PROBE)], subject.size)
        except OperationUnavailable:
            continue
        names.append(operation.positive)
    return tuple(names)
