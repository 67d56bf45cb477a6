"""The pair doctor: is this one photo before and after a retouch, and is there something to learn from it?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from mirrorppr_desktop.dataset.curate import person_box
from mirrorppr_desktop.dataset.grid import Region, working_copy
from mirrorppr_desktop.dataset.manifest import put
from mirrorppr_desktop.dataset.matching import looks_swapped
from mirrorppr_desktop.dataset.pictures import PictureFormat, coded
from mirrorppr_desktop.errors import PairError, PhotoError
from mirrorppr_desktop.measure.drift import Drift
from mirrorppr_desktop.metrics.drift import carry_drift, measure_motion
from mirrorppr_desktop.metrics.identity import compare_faces
from mirrorppr_desktop.photo.colour import srgb_of, srgb_view
from mirrorppr_desktop.photo.photo import RGB8, Metadata, Photo, Size
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.names import operation_of, sign_of
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.frame import face_region
from mirrorppr_desktop.subject.subject import Face, Subject
from mirrorppr_desktop.transfer.pair import PairMeasurement, measure_pair

PAIRS: Final = "pairs"
LEAST_SIMILARITY: Final = 0.3  # of an identity model: retouched faces have 0.8 and more, two people mostly below 0.2
LARGE_DRIFT: Final = 0.01  # of the long side: more is a crop that no one noticed
_HISTORY: Final = (b"stEvt:", b"xmpMM:DerivedFrom")  # in the XMP of a file that an editor wrote


@dataclass(frozen=True, slots=True)
class Examination:
    """What to look at: pair `number`, and where its aligned pictures go. model: an identity model, or None."""

    number: int
    before: Path
    after: Path
    before_name: str
    after_name: str
    out: Path
    area: float
    format: PictureFormat
    model: Path | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found. refused: why it cannot be used; None where it can. warnings: what should be looked at.

    strength: longest movement of the face over the distance of the outer eye corners. tone: mean change in levels of
    greys. drift_px: shift or stretch of the whole, already undone. operations: signed strengths by positive name.
    similarity: of an identity model. size, face, person: of the aligned pictures.
    """

    number: int
    before: str
    after: str
    refused: str | None = None
    warnings: tuple[str, ...] = ()
    strength: float = 0.0
    tone: float = 0.0
    drift_px: float = 0.0
    similarity: float | None = None
    operations: dict[str, float] = field(default_factory=dict)
    size: Size = (0, 0)
    face: Region = (0, 0, 0, 0)
    person: Region = (0, 0, 0, 0)

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def parsed(cls, value: dict[str, Any]) -> Examined:
        """From plain values."""
        plain: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in value.items()}
        return cls(**plain)


def picture_places(number: int, format: PictureFormat) -> tuple[str, str]:
    """Where the aligned pictures of a pair lie, relative to the dataset."""
    stem = f"{PAIRS}/{number:07d}"
    return f"{stem}.before{format.suffix}", f"{stem}.after{format.suffix}"


def examined(task: Examination) -> Examined:
    """Look at one pair; where it can be used, store both pictures on one grid, the drift undone.

    Raises:
        DiskFull, OutputNotWritable, ModelFileError
    """
    nothing = Examined(task.number, task.before_name, task.after_name)
    try:
        source, target = read(task.before), read(task.after)
        reason = _swapped_or_same(source, target, task)
        if reason is not None:
            return replace(nothing, refused=reason)
        measured = measure_pair(task.before, task.after)
    except (PhotoError, PairError) as error:
        return replace(nothing, refused=str(error))
    except ValueError as error:  # too small for what is measured
        return replace(nothing, refused=f"cannot be measured: {error}")
    before, after, drift_px = _aligned(source, target)
    subject = _subject(source, measured)
    similarity = _similarity(before, after, subject, task.model)
    found = replace(
        nothing,
        strength=round(measured.largest_motion, 5),
        tone=round(float(np.abs(measured.displacement.tone.change).mean()), 2),
        drift_px=round(drift_px, 2),
        similarity=similarity if similarity is None else round(similarity, 4),
        operations=signed(measured),
    )
    reason = _refusal(measured, drift_px, similarity)
    if reason is not None:
        return replace(found, refused=reason)
    person = person_box(subject)
    placement = working_copy((0, 0, *source.size), task.area)
    for place, picture in zip(picture_places(task.number, task.format), (before, after), strict=True):
        put(task.out / place, coded(placement.cut(picture), task.format))
    face = placement.box(face_region(subject.faces[0], source.size))
    return replace(found, warnings=_warnings(measured), size=placement.size, face=face, person=placement.box(person))


def signed(measured: PairMeasurement) -> dict[str, float]:
    """The named operations as strengths, negative in the negative direction."""
    return {operation_of(one.name).positive: round(sign_of(one.name) * one.strength, 3) for one in measured.operations}


def _swapped_or_same(source: Photo, target: Photo, task: Examination) -> str | None:
    if source.sha256 == target.sha256:
        return "before and after are the same file"
    if looks_swapped(task.before_name, task.after_name):
        return "before and after look swapped: the one after is a raw file of a camera"
    if source.size == target.size[::-1] != target.size:
        return "turned by a quarter against each other; export it again upright"
    if _was_edited(source.metadata) and not _was_edited(target.metadata):
        return "before and after look swapped: the one before carries the history of an editor, the one after none"
    return None


def _was_edited(metadata: Metadata) -> bool:
    return any(mark in (metadata.xmp or b"") for mark in _HISTORY)


def _refusal(measured: PairMeasurement, drift_px: float, similarity: float | None) -> str | None:
    if similarity is not None and similarity < LEAST_SIMILARITY:
        return f"two different people (similarity {similarity:.2f})"
    if drift_px > LARGE_DRIFT * max(measured.photo_size):
        return f"shifted or cropped by {drift_px:.0f} px against each other; export it again with the same crop"
    if not measured.changes_shape:
        return "no change of shape: there is nothing to learn from it"
    return None


def _warnings(measured: PairMeasurement) -> tuple[str, ...]:
    warnings: list[str] = []
    if measured.faces > 1:
        warnings.append(f"{measured.faces} faces: the one that changed most counts")
    if measured.trust < 0.5:
        warnings.append("movement explains less than half of what changed in the face")
    return tuple(warnings)


def _aligned(source: Photo, target: Photo) -> tuple[RGB8, RGB8, float]:
    """Both in sRGB at the size of the one before, and the drift that was undone, in its pixels."""
    before = srgb_of(source.pixels, source.metadata.icc)
    after = srgb_of(target.pixels, target.metadata.icc)
    if after.shape != before.shape:
        kind = cv2.INTER_AREA if after.shape[0] > before.shape[0] else cv2.INTER_CUBIC
        after = np.asarray(cv2.resize(after, source.size, interpolation=kind), np.uint8)
    plain = Metadata()
    motion = measure_motion(
        replace(source, pixels=before, metadata=plain), replace(target, pixels=after, metadata=plain)
    )
    if motion.drift.largest_px == 0:
        return before, after, 0.0
    undone = carry_drift(after, Drift(-motion.drift.affine, motion.drift.box))
    return before, undone.astype(np.uint8, copy=False), motion.drift.largest_px


def _subject(source: Photo, measured: PairMeasurement) -> Subject:
    """The retouched face alone, and the silhouette."""
    whole = find(srgb_view(source, ANALYSIS_PX), source.size, with_silhouette=True)
    # Searched in another way than the pair was: the face is the one that lies in the crop that was measured.
    x, y = (measured.crop[0] + measured.crop[2]) / 2, (measured.crop[1] + measured.crop[3]) / 2

    def away(face: Face) -> float:
        return math.hypot((face.box[0] + face.box[2]) / 2 - x, (face.box[1] + face.box[3]) / 2 - y)

    return replace(whole, faces=(min(whole.faces, key=away),))


def _similarity(before: RGB8, after: RGB8, subject: Subject, model: Path | None) -> float | None:
    if model is None:
        return None
    return compare_faces(before, after, subject.faces, model)[0].identity


# --- what only all pairs together tell


_ODD: Final = 4.0  # robust deviations
_LEAST_PAIRS: Final = 6  # for anything to be odd
_OPPOSITE: Final = -0.5  # cosine to what the others do together
_AGREED: Final = 0.4  # length of the mean of the unit vectors: below, the pairs do not do one thing


def judged_together(found: Sequence[Examined]) -> list[Examined]:
    """The same, with the pairs that do the opposite of the others refused, and what is odd about others told."""
    usable = [one for one in found if one.refused is None]
    if len(usable) < _LEAST_PAIRS:
        return list(found)
    opposite = _opposite(usable)
    odd: dict[int, list[str]] = {}
    for name, values, floor in (
        ("strength", [math.log(max(one.strength, 1e-4)) for one in usable], 0.15),
        ("change of tone", [one.tone for one in usable], 1.5),  # levels
        ("drift", [one.drift_px for one in usable], 0.5),
    ):
        for one, deviation in zip(usable, _deviations(values, floor), strict=True):
            if abs(deviation) > _ODD:
                more = "far more" if deviation > 0 else "far less"
                odd.setdefault(one.number, []).append(f"{more} {name} than in the other pairs")
    return [
        replace(one, refused="does the opposite of the other pairs: before and after look swapped")
        if one.number in opposite
        else replace(one, warnings=(*one.warnings, *odd.get(one.number, ())))
        for one in found
    ]


def _opposite(usable: Sequence[Examined]) -> set[int]:
    names = sorted({name for one in usable for name in one.operations})
    if not names:
        return set()
    vectors = np.array([[one.operations.get(name, 0.0) for name in names] for one in usable])
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    units = vectors / np.maximum(length, 1e-9)
    # The middle of each coordinate: a third of the pairs swapped cannot turn it round.
    common = np.median(units[length[:, 0] > 0], axis=0) if (length > 0).any() else np.zeros(len(names))
    agreed = float(np.linalg.norm(common))
    if agreed < _AGREED:
        return set()
    cosines = units @ (common / agreed)
    return {one.number for one, cosine in zip(usable, cosines, strict=True) if cosine < _OPPOSITE}


def _deviations(values: Sequence[float], floor: float) -> list[float]:
    """From the median, in units of the median absolute deviation (scaled to a standard deviation), at least `floor`."""
    array = np.array(values)
    away = array - np.median(array)
    spread = max(1.4826 * float(np.median(np.abs(away))), floor)
    return [float(value) for value in away / spread]


def verdict(usable: int, pairs: int) -> str:
    """In plain words. How many pairs a training takes is an estimate until one was made."""
    if usable == 0:
        what = "nothing can be learned from them"
    elif usable < 20:
        what = "too few to learn from; each can serve as an exemplar"
    elif usable < 200:
        what = "enough for a first try"
    else:
        what = "enough to learn a style from"
    return f"{usable} usable of {pairs}, {what}"


def strength_histogram(found: Sequence[Examined]) -> list[str]:
    """Lines that show how many pairs move the face how far."""
    bins = ((0.0, 0.01, "under 1 %"), (0.01, 0.02, "1 to 2 %"), (0.02, 0.04, "2 to 4 %"), (0.04, math.inf, "over 4 %"))
    counts = [sum(low <= one.strength < high for one in found if one.refused is None) for low, high, _ in bins]
    scale = max(1.0, max(counts) / 40)
    return [
        f"{label:>10} {'#' * math.ceil(count / scale)} {count}"
        for (_, _, label), count in zip(bins, counts, strict=True)
    ]
