"""The light engine: extractor and decoder tell or draw the retouched query small, and that becomes a retouch.

Several exemplars add up as vectors (MirrorPPR 5.3), each from its own embedding of "no edit". A strength goes the same
way: from no edit towards the edit, and beyond. Importing this loads no torch; an engine travels to workers as numbers.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from mirrorppr_desktop.errors import ModelFileError, NoFaceFound
from mirrorppr_desktop.neural.embedding import Displacements, Embedding, cosine
from mirrorppr_desktop.neural.files import model_digest
from mirrorppr_desktop.neural.parts import parts_of
from mirrorppr_desktop.neural.reproject import reproject
from mirrorppr_desktop.photo import colour
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.request import EngineName, ExemplarPair, FacePolicy
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.find import find
from mirrorppr_desktop.subject.frame import face_region, frame_around
from mirrorppr_desktop.subject.subject import Face, Subject

if TYPE_CHECKING:
    from mirrorppr_desktop.neural.light_model import LightModel

VERSION = "3"  # raised whenever the same model, pair and query may give another result

# Of the picture that is drawn. Without it two models of 128 px, on people whom they knew, came to 30.80 and 32.64 dB at
# full size, with it to 31.17 and 32.65 (copy 30.64): what is a fifth of a pixel there is two pixels of a portrait.
_UNSURE_PX = 0.2


@dataclass(frozen=True, slots=True)
class WeightedPair:
    """An exemplar pair and how much of it is done."""

    pair: ExemplarPair
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class LightEngine:
    """Does to others what a model saw in exemplar pairs. Holds an embedding and the name of a file, no pictures.

    plain: embedding of no edit. edit: what all exemplars together add to it. strength: how far along it goes.
    """

    model: Path
    model_sha256: str
    plain: tuple[float, ...]
    edit: tuple[float, ...]
    exemplar_sha256: tuple[str, str] | None
    faces: FacePolicy = FacePolicy.ALL
    strength: float = 1.0

    @classmethod
    def from_pairs(
        cls, model: Path, pairs: Sequence[WeightedPair], faces: FacePolicy = FacePolicy.ALL, strength: float = 1.0
    ) -> LightEngine:
        """See exemplar pairs with the model of a file or a run.

        Raises:
            ModelFileError: no such model. PhotoError: a photo of a pair cannot be read. NoFaceFound: the model looks at
            faces, and a pair shows none.
        """
        if not pairs:
            raise ValueError("an engine needs an exemplar pair")
        digest = model_digest(model)
        loaded = _loaded(model, digest)
        plain = edit = np.zeros(loaded.config.decoder.width, np.float32)
        weights = sum(abs(one.weight) for one in pairs) or 1.0
        hashes: list[tuple[str, str]] = []
        for one in pairs:
            seen = _seen(loaded, one.pair.before, one.pair.after)
            plain = plain + seen.nothing * (abs(one.weight) / weights)
            edit = edit + one.weight * (seen.edit - seen.nothing)
            hashes.append(seen.sha256)
        return cls(model, digest, tuple(plain.tolist()), tuple(edit.tolist()), hashes[0], faces, strength)

    @property
    def name(self) -> str:
        """As a user types it."""
        return EngineName.LIGHT.value

    @property
    def version(self) -> str:
        """See `VERSION`."""
        return VERSION

    @property
    def needs_body(self) -> bool:
        """Whether a query's body must be found as well: what moved is measured, wherever it is."""
        return False

    def drawn(self, image: RGB8) -> RGB8:
        """A query, or what is looked at of it, as the decoder draws it: small, of the aspect of `image`."""
        loaded = _loaded(self.model, self.model_sha256)
        small = loaded.draw(image, self._embedding)
        # The grid of patches has nearly the aspect of the query; what is measured needs exactly that.
        height, width = image.shape[:2]
        scale = (small.shape[0] * small.shape[1] / (width * height)) ** 0.5
        size = max(1, round(width * scale)), max(1, round(height * scale))
        return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_CUBIC), np.uint8)

    def propose(self, image: RGB8, subject: Subject) -> Retouch:
        """What to do to a query: see `retouch.engine.Engine`."""
        if not subject.faces:
            raise NoFaceFound("no face was found")
        made_by = Provenance(self.name, self.version, self.exemplar_sha256)
        if self.strength == 0:
            return Retouch(subject.size, (), made_by)
        retouch = self._reprojected(image, subject)
        # As everywhere: the exact field of the strength that it was made for, divided by that strength.
        parts = tuple(
            replace(one, residual=one.residual and one.residual.scaled(1 / self.strength)) for one in retouch.parts
        )
        if self.faces is FacePolicy.LARGEST:
            parts = tuple(one for one in parts if one.face in (_largest(subject).number, None))
        return replace(retouch, parts=parts, provenance=made_by)

    def _reprojected(self, image: RGB8, subject: Subject) -> Retouch:
        """What is drawn of the query as its retouch: of the whole picture, or of one face after the other."""
        framing = _loaded(self.model, self.model_sha256).config.framing
        if not framing:
            return self._retouch(image, subject)
        whole = Retouch((image.shape[1], image.shape[0]), (), Provenance(self.name, self.version))
        for face in subject.scaled_to(whole.size).faces:
            x0, y0, x1, y1 = frame_around(face_region(face, whole.size), whole.size, framing)
            shown = image[y0:y1, x0:x1]
            alone = Subject((x1 - x0, y1 - y0), (face.moved(-x0, -y0),))
            of_face = self._retouch(shown, alone, beyond=False)
            parts = tuple(
                replace(one, residual=one.residual and one.residual.placed((x0, y0), whole.size))
                for one in of_face.parts
            )
            whole = replace(whole, parts=(*whole.parts, *parts), notes=(*whole.notes, *of_face.notes))
        return whole.resized(subject.size)

    def _retouch(self, shown: RGB8, subject: Subject, *, beyond: bool = True) -> Retouch:
        """The retouch of what is looked at: as the model tells it, or measured on what the model draws."""
        loaded = _loaded(self.model, self.model_sha256)
        if not loaded.tells_motion:
            return reproject(shown, self.drawn(shown), subject, beyond=beyond)
        asked, unasked = (loaded.motion(shown, one) for one in (self._embedding, np.array(self.plain, np.float32)))
        vectors = _certain(asked - unasked)
        size = vectors.shape[1], vectors.shape[0]
        parts = tuple(
            PartRetouch(one.face, residual=one.field)
            for one in parts_of(vectors, subject.scaled_to(size), beyond=beyond)
        )
        return Retouch(size, parts, Provenance(self.name, self.version)).resized(subject.size)

    @property
    def _embedding(self) -> Embedding:
        """Of the edit as far as it is to be done."""
        return np.array(self.plain, np.float32) + np.float32(self.strength) * np.array(self.edit, np.float32)

    def consistency(self, query: RGB8, result: RGB8, subject: Subject) -> float:
        """Operation consistency (MirrorPPR 5.3): cosine of what was to be done and of what a result shows, -1..1.

        Args:
            query, result: (H, W, 3) sRGB of one size.
            subject: who is in the query; of several faces the largest is looked at.

        Raises:
            NoFaceFound: the model looks at faces, and there is none.
        """
        loaded = _loaded(self.model, self.model_sha256)
        seen = loaded.embed(*_shown(query, result, loaded.config.framing, lambda: subject))
        wanted = np.array(self.plain, np.float32) + np.array(self.edit, np.float32)
        return cosine(wanted, seen)


@dataclass(frozen=True, slots=True)
class SeenPair:
    """What a model sees in a pair. edit: its embedding. nothing: that of its first picture with itself: no edit."""

    edit: Embedding
    nothing: Embedding
    sha256: tuple[str, str]  # of the files


def seen_in_pair(model: Path, before: Path, after: Path) -> SeenPair:
    """See a pair with the model of a file or a run.

    Raises:
        ModelFileError, PhotoError. NoFaceFound: the model looks at faces, and there is none.
    """
    return _seen(_loaded(model, model_digest(model)), before, after)


def _seen(loaded: LightModel, before: Path, after: Path) -> SeenPair:
    photos = read(before), read(after)
    source, target = (colour.srgb_view(photo, ANALYSIS_PX) for photo in photos)
    size = source.shape[1], source.shape[0]
    try:
        source, target = _shown(source, target, loaded.config.framing, lambda: find(source, size))
    except NoFaceFound as error:
        raise NoFaceFound(f"{before}: no face was found, and this model looks at faces; choose another pair") from error
    return SeenPair(loaded.embed(source, target), loaded.embed(source, source), (photos[0].sha256, photos[1].sha256))


def _shown(before: RGB8, after: RGB8, framing: float, subject_of: Callable[[], Subject]) -> tuple[RGB8, RGB8]:
    """What a model looks at in a pair: all of it, or the same square around the largest face in both."""
    if not framing:
        return before, after
    size = before.shape[1], before.shape[0]
    subject = subject_of().scaled_to(size)
    if not subject.faces:
        raise NoFaceFound("no face was found")
    x0, y0, x1, y1 = frame_around(face_region(_largest(subject), size), size, framing)
    if after.shape != before.shape:
        after = np.asarray(cv2.resize(after, size, interpolation=cv2.INTER_AREA), np.uint8)
    return before[y0:y1, x0:x1], after[y0:y1, x0:x1]


def _certain(vectors: Displacements) -> Displacements:
    """Every displacement (H, W, 2) shorter by what a model moves without a reason; none where it is no longer."""
    lengths = np.hypot(vectors[..., 0], vectors[..., 1])
    kept = np.maximum(0, 1 - _UNSURE_PX / np.maximum(lengths, 1e-6))
    return np.asarray(vectors * kept[..., None], np.float32)


def _largest(subject: Subject) -> Face:
    return max(subject.faces, key=lambda face: face.scale)


@lru_cache(maxsize=2)  # an engine's, and that of a witness beside it
def _loaded(model: Path, digest: str) -> LightModel:
    """The model of a file, loaded once per process; refused where it is not the one that the engine was built with."""
    import torch

    from mirrorppr_desktop.neural.light_model import load_light

    if model_digest(model) != digest:
        raise ModelFileError(f"{model}: it was changed while it was being used; start again")
    if multiprocessing.parent_process() is not None:
        torch.set_num_threads(1)  # as many workers as cores share the machine
    return load_light(model, "cuda" if torch.cuda.is_available() else "cpu")
