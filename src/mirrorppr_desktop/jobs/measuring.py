"""How far results are from their photos, face by face. Works in a process of a lane."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from mirrorppr_desktop.errors import BadSidecar
from mirrorppr_desktop.jobs.questions import Answer, Ask, CompareAsk, Compared, FaceCompared
from mirrorppr_desktop.metrics.identity import compare_faces
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.record import read_record
from mirrorppr_desktop.settings import ANALYSIS_PX, MAX_MEGAPIXELS, sidecar_path
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.weights.store import ModelStore

_VIEW_PX = 2048  # long side of the copies that are compared: faces of a full-length portrait keep their features


def answer(ask: Ask) -> Answer:
    """Compare a result with its photo.

    Raises:
        PhotoError: one of the two cannot be read. ModelFileError: a model is missing or altered.
    """
    assert isinstance(ask, CompareAsk), ask
    photo = read(ask.photo, max_megapixels=MAX_MEGAPIXELS)
    before, size = srgb_view(photo, _VIEW_PX), photo.size
    subject = find(srgb_view(photo, ANALYSIS_PX), size).scaled_to((before.shape[1], before.shape[0]))
    del photo  # only one of two large photos at a time
    after = _like(srgb_view(read(ask.result, max_megapixels=MAX_MEGAPIXELS), _VIEW_PX), before)
    measures = compare_faces(before, after, subject.faces, None if ask.model is None else ModelStore().use(ask.model))
    return Compared(
        photo=ask.photo,
        result=ask.result,
        model=ask.model if any(one.identity is not None for one in measures) else None,
        faces=tuple(FaceCompared(one.face, one.identity, one.face_ssim, one.displacement) for one in measures),
        largest_move_px=largest_move_px(ask.result),
    )


def largest_move_px(result: Path) -> float:
    """Longest displacement that the sidecar of a result tells, in pixels of the photo; 0.0 without a sidecar."""
    try:
        warps = read_record(sidecar_path(result)).retouch.warps()
    except BadSidecar:
        return 0.0
    return max((float(np.hypot(warp.vectors[..., 0], warp.vectors[..., 1]).max()) for warp in warps), default=0.0)


def _like(picture: RGB8, other: RGB8) -> RGB8:
    if picture.shape == other.shape:
        return picture
    return np.asarray(cv2.resize(picture, (other.shape[1], other.shape[0]), interpolation=cv2.INTER_AREA), np.uint8)
