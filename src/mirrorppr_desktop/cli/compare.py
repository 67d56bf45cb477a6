"""`mirrorppr compare`: how far two pictures differ, in numbers, and where, in a sheet; and how far each face does."""

from __future__ import annotations

import json
import math
import sys
from argparse import Namespace
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrorppr_desktop.cli.exit_code import ExitCode
from mirrorppr_desktop.cli.identity_model import IdentityModel, identity_model
from mirrorppr_desktop.metrics.comparable import Comparable, comparable, require_same_size
from mirrorppr_desktop.metrics.drift import Motion, carry_drift, measure_motion
from mirrorppr_desktop.metrics.identity import FaceMeasure, compare_faces
from mirrorppr_desktop.metrics.maps import difference_map, displacement_map
from mirrorppr_desktop.metrics.scores import psnr, score_words, ssim
from mirrorppr_desktop.metrics.sheet import Panel, contact_sheet, save_png
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Photo
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find

_PANEL_PX = 600
_STRIP_ROWS = 1024
_FACES_PX = 3072  # long side of the copies in which faces are measured; identity models look at 112 px of each


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was measured. aligned: with the drift of the second picture carried over to the first."""

    psnr: float
    ssim: float
    psnr_aligned: float
    ssim_aligned: float
    drift_px: float
    changed_share: float
    notes: tuple[str, ...]
    faces: tuple[FaceMeasure, ...]
    model: IdentityModel | None


def run(arguments: Namespace) -> int:
    """Compare two pictures; write the sheet where one is asked for.

    Raises:
        PicturesDiffer: different sizes. PhotoError: one cannot be read. OutputNotWritable: the sheet cannot be written.
        ModelFileError: the identity model cannot be used.
    """
    model = None if arguments.identity is None else identity_model(arguments.identity)
    before, after = read(arguments.before), read(arguments.after)
    require_same_size(before, after)
    pair = comparable(before, after)
    motion = measure_motion(before, after)
    measured = _measure(pair, motion, _faces(before, after, model), model)
    if arguments.out is not None:
        save_png(_sheet(before, after, motion, measured, arguments.factor), arguments.out)
    if arguments.json:
        print(json.dumps(_as_json(arguments, before, motion, measured)))
    words = _words(before, after, measured)
    if arguments.out is not None:
        words += f"\nSheet: {arguments.out}"
    print(words, file=sys.stderr if arguments.json else sys.stdout)
    return ExitCode.DONE


def _faces(before: Photo, after: Photo, model: IdentityModel | None) -> tuple[FaceMeasure, ...]:
    found = find(srgb_view(before, ANALYSIS_PX), before.size)
    if not found.faces:
        return ()
    first, second = (srgb_view(photo, _FACES_PX) for photo in (before, after))
    faces = found.scaled_to((first.shape[1], first.shape[0])).faces
    return compare_faces(first, second, faces, None if model is None else model.path)


def _measure(
    pair: Comparable, motion: Motion, faces: tuple[FaceMeasure, ...], model: IdentityModel | None
) -> Comparison:
    aligned = carry_drift(pair.first, motion.drift)
    raw = psnr(pair.first, pair.second), ssim(pair.first, pair.second)
    clean = raw if aligned is pair.first else (psnr(aligned, pair.second), ssim(aligned, pair.second))
    notes = (*pair.notes, model.note) if model is not None and model.note else pair.notes
    return Comparison(*raw, *clean, motion.drift.largest_px, _changed_share(pair), notes, faces, model)


def _changed_share(pair: Comparable) -> float:
    """Share of the pixels that differ at all, in strips: a mask of 60 MP and three channels would take 180 MB."""
    rows, columns = pair.first.shape[:2]
    changed = 0
    for y in range(0, rows, _STRIP_ROWS):
        strip = slice(y, y + _STRIP_ROWS)
        changed += int(np.count_nonzero((pair.first[strip] != pair.second[strip]).any(axis=2)))
    return changed / (rows * columns)


def _sheet(before: Photo, after: Photo, motion: Motion, measured: Comparison, factor: float | None) -> RGB8:
    panels = [
        Panel(motion.before, f"Before: {before.header.path.name}\n{_facts(before)}"),
        Panel(motion.after, f"After: {after.header.path.name}\n{_facts(after)}"),
        Panel(
            difference_map(motion.before, motion.after, factor=factor, width=_PANEL_PX),
            f"Where the pictures differ{_reduced_words(motion)}\n{measured.changed_share:.1%} of the pixels differ",
        ),
        Panel(
            displacement_map(motion.vectors, background=motion.before, file_scale=motion.file_scale, width=_PANEL_PX),
            f"What moved\nDrift taken out: {_drift_words(measured)}",
        ),
    ]
    return contact_sheet(panels, columns=2, panel_width=_PANEL_PX, title=_score_line(measured))


def _reduced_words(motion: Motion) -> str:
    """Says so where the maps show reduced copies: fine grain averages out in those."""
    return "" if motion.file_scale == 1 else f", on copies of {motion.before.shape[1]} x {motion.before.shape[0]}"


def _facts(photo: Photo) -> str:
    return f"{photo.size[0]} x {photo.size[1]}, {photo.bits} bit"


def _score_line(measured: Comparison) -> str:
    if math.isinf(measured.psnr):
        return "identical"
    return f"PSNR {score_words(measured.psnr)}, SSIM {measured.ssim:.4f}"


def _drift_words(measured: Comparison) -> str:
    return f"{measured.drift_px:.2f} px" if measured.drift_px else "none"


def _words(before: Photo, after: Photo, measured: Comparison) -> str:
    lines = [f"{before.header.path.name} and {after.header.path.name}, {_facts(before)}: {_score_line(measured)}"]
    if measured.drift_px:
        aligned = f"PSNR {score_words(measured.psnr_aligned)}, SSIM {measured.ssim_aligned:.4f}"
        lines.append(f"Drift {measured.drift_px:.2f} px; without it: {aligned}")
    else:
        lines.append("Drift: none")
    lines.append(f"Pixels that differ: {measured.changed_share:.2%}")
    lines += [_face_words(face, measured.model) for face in measured.faces]
    if measured.model is not None and not measured.faces:
        lines.append(f"Identity: no face was found in {before.header.path.name}")
    return "\n".join([*lines, *(f"Note: {note}" for note in measured.notes)])


def _face_words(face: FaceMeasure, model: IdentityModel | None) -> str:
    identity = "no identity model" if face.identity is None or model is None else f"identity {face.identity:.3f}"
    by = "" if model is None else f" ({model.title})"
    moved = "no face is found there any more"
    if math.isfinite(face.displacement):
        moved = f"landmark displacement {face.displacement:.3f} eye distances"
    return f"Face {face.face}: {identity}{by}, face-crop SSIM {face.face_ssim:.3f}, {moved}"


def _as_json(arguments: Namespace, before: Photo, motion: Motion, measured: Comparison) -> dict[str, Any]:
    """One object. An identical pair has no PSNR (null), since JSON knows no infinity."""
    return {
        "before": str(arguments.before),
        "after": str(arguments.after),
        "size": list(before.size),
        "identical": math.isinf(measured.psnr),
        "psnr": finite(measured.psnr),
        "ssim": measured.ssim,
        "psnr_aligned": finite(measured.psnr_aligned),
        "ssim_aligned": measured.ssim_aligned,
        "drift_px": measured.drift_px,
        "drift": motion.drift.affine.tolist(),
        "largest_movement_px": float(np.hypot(*np.moveaxis(motion.vectors, 2, 0)).max()) * motion.file_scale,
        "changed_share": measured.changed_share,
        "identity_model": None if measured.model is None else measured.model.title,
        "faces": [
            {
                "face": face.face,
                "identity": face.identity,
                "face_ssim": face.face_ssim,
                "displacement": finite(face.displacement),
            }
            for face in measured.faces
        ],
        "sheet": None if arguments.out is None else str(arguments.out),
        "notes": list(measured.notes),
    }


def finite(value: float) -> float | None:
    """A number for JSON."""
    return value if math.isfinite(value) else None
