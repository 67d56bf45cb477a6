"""The light engine: extractor and decoder draw the retouched query small, reprojection makes it a retouch.

Several exemplars add up as vectors (MirrorPPR 5.3), each from its own embedding of "no edit". A strength goes the same
way: from no edit towards the edit, and beyond. Importing this loads no torch; an engine travels to workers as numbers.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from mirrorppr_desktop.errors import ModelFileError, NoFaceFound
from mirrorppr_desktop.neural.embedding import Embedding, cosine
from mirrorppr_desktop.neural.files import model_digest
from mirrorppr_desktop.neural.reproject import reproject
from mirrorppr_desktop.photo import colour
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.retouch.request import EngineName, ExemplarPair, FacePolicy
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.subject import Subject

if TYPE_CHECKING:
    from mirrorppr_desktop.neural.light_model import LightModel

VERSION = "1"  # raised whenever the same model, pair and query may give another result


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
            ModelFileError: no such model. PhotoError: a photo of a pair cannot be read.
        """
        if not pairs:
            raise ValueError("an engine needs an exemplar pair")
        digest = model_digest(model)
        loaded = _loaded(model, digest)
        plain = edit = np.zeros(loaded.config.decoder.width, np.float32)
        weights = sum(abs(one.weight) for one in pairs) or 1.0
        hashes: list[tuple[str, str]] = []
        for one in pairs:
            before, after = read(one.pair.before), read(one.pair.after)
            source, target = (colour.srgb_view(photo, ANALYSIS_PX) for photo in (before, after))
            nothing = loaded.embed(source, source)
            plain = plain + nothing * (abs(one.weight) / weights)
            edit = edit + one.weight * (loaded.embed(source, target) - nothing)
            hashes.append((before.sha256, after.sha256))
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
        """The query as the decoder draws it, small, of the aspect of `image`."""
        loaded = _loaded(self.model, self.model_sha256)
        embedding = np.array(self.plain, np.float32) + self.strength * np.array(self.edit, np.float32)
        small = loaded.draw(image, embedding)
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
        retouch = reproject(image, self.drawn(image), subject)
        # As everywhere: the exact field of the strength that it was made for, divided by that strength.
        parts = tuple(
            replace(one, residual=one.residual and one.residual.scaled(1 / self.strength)) for one in retouch.parts
        )
        if self.faces is FacePolicy.LARGEST:
            largest = max(subject.faces, key=lambda face: face.scale).number
            parts = tuple(one for one in parts if one.face in (largest, None))
        return replace(retouch, parts=parts, provenance=made_by)

    def consistency(self, query: RGB8, result: RGB8) -> float:
        """Operation consistency (MirrorPPR 5.3): cosine of what was to be done and of what a result shows, -1..1."""
        seen = _loaded(self.model, self.model_sha256).embed(query, result)
        wanted = np.array(self.plain, np.float32) + np.array(self.edit, np.float32)
        return cosine(wanted, seen)


def seen_in_pair(model: Path, before: Path, after: Path) -> tuple[Embedding, Embedding]:
    """The edit embedding of a pair, and that of its first picture with itself: no edit.

    Raises:
        ModelFileError, PhotoError
    """
    loaded = _loaded(model, model_digest(model))
    source, target = (colour.srgb_view(read(path), ANALYSIS_PX) for path in (before, after))
    return loaded.embed(source, target), loaded.embed(source, source)


@lru_cache(maxsize=1)
def _loaded(model: Path, digest: str) -> LightModel:
    """The model of a file, loaded once per process; refused where it is not the one that the engine was built with."""
    import torch

    from mirrorppr_desktop.neural.light_model import load_light

    if model_digest(model) != digest:
        raise ModelFileError(f"{model}: it was changed while it was being used; start again")
    if multiprocessing.parent_process() is not None:
        torch.set_num_threads(1)  # as many workers as cores share the machine
    return load_light(model, "cuda" if torch.cuda.is_available() else "cpu")
