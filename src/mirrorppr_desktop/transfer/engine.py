"""The training-free engine: an exemplar pair measured once, carried to the faces of every query."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from mirrorppr_desktop.errors import NoChangeInPair, NoFaceFound
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.adjust import adjusted, needs_body
from mirrorppr_desktop.retouch.perform import perform_on_body
from mirrorppr_desktop.retouch.request import Adjustments, EngineName, FacePolicy
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.settings import MAX_STRENGTH
from mirrorppr_desktop.subject.subject import Face, Subject
from mirrorppr_desktop.transfer.face import FacePlan
from mirrorppr_desktop.transfer.fitted import FittedOperation
from mirrorppr_desktop.transfer.pair import PairMeasurement, measure_pair

LICENCE = "Apache License 2.0, models included: paid work is allowed"
VERSION = "3"  # raised whenever the same pair and query may give another result


@dataclass(frozen=True, slots=True)
class TransferEngine:
    """Does to others what was done to one person. Holds no pictures, only landmarks, strengths and a field."""

    plan: FacePlan | None
    body: tuple[FittedOperation, ...]
    trust: float
    exemplar_sha256: tuple[str, str] | None  # None where there is no pair behind it
    faces: FacePolicy = FacePolicy.ALL
    own: Adjustments = field(default_factory=Adjustments)  # what a person changed before this became a look
    own_strength: float = 1.0
    said_same_person: bool = False  # see `Provenance`

    @classmethod
    def from_pair(
        cls, before: Path, after: Path, faces: FacePolicy = FacePolicy.ALL, *, same_person: bool = False
    ) -> TransferEngine:
        """Measure an exemplar pair. same_person: the user says so, see `measure_pair`.

        Raises:
            PairError: the pair does not match, shows no face, or shows no change of shape.
            PhotoError: one of the two cannot be read.
        """
        measured = measure_pair(before, after, same_person=same_person)
        engine = cls.from_measurement(measured, (before.name, after.name), faces)
        return replace(engine, said_same_person=same_person)

    @classmethod
    def from_measurement(
        cls, measured: PairMeasurement, names: tuple[str, str], faces: FacePolicy = FacePolicy.ALL
    ) -> TransferEngine:
        """The same for a pair that was measured; `names` of its files, before and after.

        Raises:
            PairError: the pair shows no change of shape.
        """
        if not measured.changes_shape:
            before, after = names
            raise NoChangeInPair(
                f"{after} shows no change of shape against {before}, so there is nothing to carry over; "
                "check that before and after are the photo without and with the retouch"
            )
        return cls(
            measured.plan if measured.changes_face else None, measured.body, measured.trust, measured.sha256, faces
        )

    @property
    def name(self) -> str:
        """As a user types it."""
        return EngineName.TRANSFER.value

    @property
    def version(self) -> str:
        """See `VERSION`."""
        return VERSION

    @property
    def needs_body(self) -> bool:
        """Whether a query's body and silhouette must be found as well."""
        return bool(self.body) or needs_body(self.own)

    def propose(self, image: RGB8, subject: Subject) -> Retouch:
        """What to do to a query: see `retouch.engine.Engine`."""
        if not subject.faces:
            raise NoFaceFound("no face was found")
        parts: list[PartRetouch] = []
        notes: tuple[str, ...] = ()
        if self.plan is not None:
            for face in self._chosen(subject.faces):
                part, told = self.plan.perform(face, subject.size)
                parts.append(replace(part, trust=self.trust))
                notes += told
        if self.body:
            part, told = perform_on_body(subject, [one.asked for one in self.body], subject.size)
            if part.operations:
                parts.append(replace(part, trust=self._body_trust(part)))
            notes += told
        made_by = Provenance(self.name, self.version, self.exemplar_sha256, self.said_same_person)
        proposed = Retouch(subject.size, tuple(parts), made_by, notes=notes)
        changed = adjusted(proposed, self.own, subject, faces=self.faces)
        if self.own_strength == 1:
            return changed
        weaker = (
            replace(part, strength=min(MAX_STRENGTH, part.strength * self.own_strength)) for part in changed.parts
        )
        return replace(changed, parts=tuple(weaker))

    def _body_trust(self, part: PartRetouch) -> float:
        """Mean confidence of the operations that a body could take."""
        taken = {one.name for one in part.operations}
        return float(np.mean([one.confidence for one in self.body if one.name in taken]))

    def _chosen(self, faces: tuple[Face, ...]) -> tuple[Face, ...]:
        if self.faces is FacePolicy.LARGEST:
            return (max(faces, key=lambda face: face.scale),)
        return faces
