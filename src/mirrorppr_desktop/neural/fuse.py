"""Two accounts of one edit made one: what was carried over from an exemplar pair, and what a generator did.

Their errors are of different origin. The exemplar tells how far an edit goes and what it leaves alone, and landmarks
place it; a generator has seen the query itself, but invents, and stops half way. Where both see the same edit, their
mean is better than either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from mirrorppr_desktop.neural.parts import Mask
from mirrorppr_desktop.retouch.body_frame import body_scale
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.subject.subject import Subject

ENGINE = "fusion"
VERSION = "1"  # raised whenever the same two retouches may give another one

_FACE_SHARE = 0.4  # of the generated motion in the mean of both
_FACE_AGREEMENT = 0.4  # cosine of the two motions below which they are different edits
_BODY_AGREEMENT = 0.8
_BODY_SHARE = 0.5  # where both agree to the full; none at `_BODY_AGREEMENT`
_HALF_DONE = 0.6  # of the exemplar's motion: a generator that moves less has stopped half way
_FACE_REACH = 0.35  # around what the exemplar moves, in scales of the face or body
_BODY_REACH = 0.6
_LEAST_MOTION = 0.05  # of the longest
_MOST_NODES = 256


def fuse(carried: Retouch, generated: Retouch, subject: Subject, *, body_left_alone: bool) -> Retouch:
    """One retouch of two for the same photo.

    Args:
        carried: what the exemplar pair asks for, on this photo.
        generated: what a generated picture does to this photo, from `reproject`.
        subject: who is in the photo, in its pixels.
        body_left_alone: whether the pair was seen to leave the body alone. A body operation that has no name, or that
            this photo cannot take, is no such case.

    Returns:
        the operations of `carried` and, as the residual of each part, what makes the fused motion of them. The notes
        tell for each part what was decided and why.

    Raises:
        ValueError: the two are for photos of different sizes.
    """
    if carried.size != generated.size:
        raise ValueError(f"retouches of different sizes: {carried.size} and {generated.size}")
    theirs, drawn = ({part.face: part for part in one.parts} for one in (carried, generated))
    parts: list[PartRetouch] = []
    notes: list[str] = []
    scales = {face.number: face.scale for face in subject.faces}
    for face in sorted({*theirs, *drawn}, key=lambda number: number or 0):
        if face is None:
            scale = max(scales.values(), default=0.0) if subject.body is None else body_scale(subject)
            verdict = _body(theirs.get(None), drawn.get(None), scale, body_left_alone)
        else:
            verdict = _face(theirs.get(face), drawn.get(face), scales.get(face, 0.0))
        parts += [verdict.part] if verdict.part is not None else []
        notes.append(f"{'beyond the faces' if face is None else f'face {face}'}: {verdict.reason}")
    made_by = Provenance(ENGINE, VERSION, carried.provenance.exemplar_sha256)
    return Retouch(carried.size, tuple(parts), made_by, carried.strength, (*carried.notes, *notes))


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What is done to one part, None where nothing is, and why."""

    part: PartRetouch | None
    reason: str


def _face(carried: PartRetouch | None, generated: PartRetouch | None, scale: float) -> _Verdict:
    """A face is placed by hundreds of landmarks: where the two disagree, the exemplar is right."""
    asked, drawn = _warps(carried, generated)
    if carried is None or asked is None:
        return _Verdict(carried, "the exemplar leaves it alone; what the generator moved there is left out")
    if generated is None or drawn is None:
        return _Verdict(carried, "the generator moved nothing; done as the exemplar shows")
    both = _Compared.of(asked, drawn)
    if both.agreement < _FACE_AGREEMENT:
        return _Verdict(carried, f"the generator did something else ({both}); done as the exemplar shows")
    part = _mean(carried, asked, generated, drawn, share=_FACE_SHARE, reach=_FACE_REACH * scale)
    return _Verdict(part, f"both show the same edit ({both}); {_FACE_SHARE:.0%} generated, the rest from the exemplar")


def _body(carried: PartRetouch | None, generated: PartRetouch | None, scale: float, left_alone: bool) -> _Verdict:
    """A body is placed by a few points that may be off: motion elsewhere may well be where it belongs."""
    asked, drawn = _warps(carried, generated)
    if carried is None or asked is None:
        if left_alone:
            return _Verdict(carried, "the exemplar leaves it alone; what the generator moved there is left out")
        return _Verdict(generated, "the exemplar names nothing that can be done here; done as generated")
    if generated is None or drawn is None:
        return _Verdict(carried, "the generator moved nothing; done as the exemplar shows")
    both = _Compared.of(asked, drawn)
    share = _BODY_SHARE * (both.agreement - _BODY_AGREEMENT) / (1 - _BODY_AGREEMENT)
    if share > 0:
        part = _mean(carried, asked, generated, drawn, share=share, reach=_BODY_REACH * scale)
        return _Verdict(part, f"both show the same edit ({both}); {share:.0%} generated, the rest from the exemplar")
    if both.amount < _HALF_DONE:
        return _Verdict(carried, f"the generator stopped half way ({both}); done as the exemplar shows")
    return _Verdict(generated, f"the generator moved another place as far ({both}); done as generated")


def _warps(one: PartRetouch | None, other: PartRetouch | None) -> tuple[WarpField | None, WarpField | None]:
    return (None if one is None else one.warp()), (None if other is None else other.warp())


@dataclass(frozen=True, slots=True)
class _Compared:
    """agreement: cosine of two motions. amount: how far the generated one goes, the other one being 1."""

    agreement: float
    amount: float

    @classmethod
    def of(cls, asked: WarpField, drawn: WarpField) -> _Compared:
        nodes = asked.plus(drawn, max_nodes=_MOST_NODES).node_points()
        one, other = asked.sample(nodes).astype(np.float64), drawn.sample(nodes).astype(np.float64)
        lengths = float(np.sqrt((one**2).sum())), float(np.sqrt((other**2).sum()))
        if min(lengths) == 0:
            return cls(0.0, 0.0)
        return cls(float((one * other).sum()) / (lengths[0] * lengths[1]), lengths[1] / lengths[0])

    def __str__(self) -> str:
        return f"agreement {self.agreement:.2f}, {self.amount:.1f} times as far"


def _mean(
    carried: PartRetouch, asked: WarpField, generated: PartRetouch, drawn: WarpField, *, share: float, reach: float
) -> PartRetouch:
    """`share` of what was generated around the edit, the rest as carried; the named operations stay by name."""
    near = drawn.with_vectors(drawn.vectors * _around(asked, drawn, reach)[..., None])
    fused = asked.scaled(1 - share).plus(near, share, max_nodes=_MOST_NODES)
    named = replace(carried, residual=None, strength=1.0).warp()
    residual = fused if named is None else fused.plus(named, -1, max_nodes=_MOST_NODES)
    trust = (1 - share) * carried.trust + share * generated.trust
    return replace(carried, residual=residual, trust=trust, strength=1.0)


def _around(asked: WarpField, grid: WarpField, reach: float) -> Mask:
    """(rows, columns) of `grid`: 1 where `asked` moves and `reach` pixels around it, fading to 0 beyond."""
    vectors = asked.sample(grid.node_points()).reshape(grid.vectors.shape)
    length = np.hypot(vectors[..., 0], vectors[..., 1])
    still = (length <= _LEAST_MOTION * max(float(length.max()), 1e-6)).astype(np.uint8)
    if not still.any():
        return np.ones(still.shape, np.float32)
    distance = cv2.distanceTransform(still, cv2.DIST_L2, 5) * min(grid.step)
    t = np.clip(distance / max(reach, 1.0) - 0.5, 0, 1)
    return np.asarray(1 - t * t * (3 - 2 * t), np.float32)
