"""Find who is in a photo."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.photo.photo import RGB8, Size
from mirrorppr_desktop.subject import models
from mirrorppr_desktop.subject.body import find_body, find_silhouette
from mirrorppr_desktop.subject.crop import Pyramid
from mirrorppr_desktop.subject.detect import Candidate, detect, detect_turned, overlap
from mirrorppr_desktop.subject.landmarks import MESH_POINTS, OUTER_EYE_CORNERS
from mirrorppr_desktop.subject.mesh import mesh
from mirrorppr_desktop.subject.subject import Face, Subject

_REMEMBERED: Final = 32  # subjects; one with a silhouette takes some 0.3 MB
# The buttons on a large portrait look like faces of a twentieth of its width: there a face must be clearer.
_TINY: Final = 0.1
_TINY_MAX_DOUBT: Final = 0.8
_known: OrderedDict[tuple[str, Size, bool, bool, bool], Subject] = OrderedDict()
_lock = threading.RLock()  # the models of a process do one picture at a time


def find(
    image: RGB8, size: Size, *, with_body: bool = False, with_silhouette: bool = False, precise: bool = False
) -> Subject:
    """Find all faces, and on demand the body and the silhouette, of a photo.

    Args:
        image: the photo in sRGB, 8 bits, reduced to a long side of some 1000 to 1600 pixels or not reduced at all.
            Faces from 24 pixels wide in it are found.
        size: of the photo; the result is in its pixels.
        with_body: also the points of the body of the person with the largest face.
        with_silhouette: also the silhouette of all persons.
        precise: average twice as many looks at each face; for exemplars.

    Returns:
        the subject, faces numbered left to right by the centre of their boxes. The same picture gives the same
        numbers and landmarks; a picture seen lately in this process is not searched again.

    Raises:
        ModelFileError: the models are missing or do not run.
    """
    image = np.ascontiguousarray(image)
    key = (_content_hash(image), size, with_body, with_silhouette, precise)
    with _lock:
        subject = _known.pop(key, None)
        if subject is None:
            subject = _search(image, with_body, with_silhouette, precise).scaled_to(size)
            for array in _arrays(subject):
                array.flags.writeable = False  # shared by all who ask again
        _known[key] = subject
        while len(_known) > _REMEMBERED:
            _known.popitem(last=False)
    return subject


def clear() -> None:
    """Close the models of this process and forget what was found."""
    with _lock:
        _known.clear()
        models.clear()


def _search(image: RGB8, with_body: bool, with_silhouette: bool, precise: bool) -> Subject:
    picture = Pyramid(image)
    candidates = detect(picture)
    faces = _confirmed(picture, candidates, precise)
    if not any(_upright(face) for face in faces):
        # Nobody, or all lie on their side: the picture itself may.
        faces = _confirmed(picture, candidates + detect_turned(picture), precise)
    numbered = tuple(replace(face, number=number) for number, face in enumerate(faces, start=1))
    largest = max(numbered, key=_width, default=None)
    body = find_body(picture, largest) if with_body else None
    silhouette = find_silhouette(picture) if with_silhouette else None
    return Subject(picture.size, numbered, body, silhouette)


def _confirmed(picture: Pyramid, candidates: list[Candidate], precise: bool) -> list[Face]:
    """The candidates that the mesh sees as faces, each face once, left to right; numbers still to be given."""
    faces: list[tuple[Face, float]] = []
    for candidate in candidates:
        found = mesh(picture, candidate, precise=precise)
        if found is None:
            continue
        outline = found.points[:MESH_POINTS]
        x0, y0 = (float(v) for v in outline.min(axis=0))
        x1, y1 = (float(v) for v in outline.max(axis=0))
        # Two candidates can lead to one face: the better candidate came first.
        if all(overlap((x0, y0, x1, y1), other.box) < 0.5 for other, _ in faces):
            faces.append((Face(0, found.points, (x0, y0, x1, y1), candidate.score, found.spread_px), found.doubt))
    largest = max((_width(face) for face, _ in faces), default=0.0)
    sure = [face for face, doubt in faces if doubt < _TINY_MAX_DOUBT or _width(face) > _TINY * largest]
    return sorted(sure, key=lambda face: (face.box[0] + face.box[2], face.box[1] + face.box[3]))


def _upright(face: Face) -> bool:
    across, down = face.landmarks[OUTER_EYE_CORNERS[1]] - face.landmarks[OUTER_EYE_CORNERS[0]]
    return bool(across > abs(down))


def _width(face: Face) -> float:
    return face.box[2] - face.box[0]


def _arrays(subject: Subject) -> list[NDArray[np.float32]]:
    arrays: list[NDArray[np.float32]] = [face.landmarks for face in subject.faces]
    if subject.body is not None:
        arrays += [subject.body.points, subject.body.visibility]
    if subject.silhouette is not None:
        arrays.append(subject.silhouette)
    return arrays


def _content_hash(image: RGB8) -> str:
    digest = hashlib.blake2b(repr(image.shape).encode(), digest_size=16)
    digest.update(image.data)
    return digest.hexdigest()
