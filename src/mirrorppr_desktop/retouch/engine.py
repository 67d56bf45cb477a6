"""What an engine is: it looks at a query and says what to do to it. It never delivers pixels. And what judges it."""

from __future__ import annotations

from typing import Protocol

from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.retouch import Retouch
from mirrorppr_desktop.subject.subject import Subject


class Engine(Protocol):
    """Anything that can look at a query and propose a retouch for it."""

    @property
    def name(self) -> str:
        """The engine's name, as a user types it."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same request may yield another result."""
        ...

    @property
    def needs_body(self) -> bool:
        """Whether a query's body and silhouette must be found as well as its faces."""
        ...

    def propose(self, image: RGB8, subject: Subject) -> Retouch:
        """What to do to a query.

        Args:
            image: reduced sRGB copy of the query, upright; its size may differ from the subject's.
            subject: who is in the query, in pixels of the full photo.

        Returns:
            A retouch for a photo of the subject's size.

        Raises:
            NoFaceFound: the query has no face that the retouch could be performed on.
        """
        ...


class Witness(Protocol):
    """Anything that has seen the exemplar, and tells how far a result keeps to it."""

    def consistency(self, query: RGB8, result: RGB8, subject: Subject) -> float:
        """Operation consistency of a result, whatever engine made it, -1..1 (MirrorPPR 5.3).

        Args:
            query, result: reduced sRGB copies, upright, of one size.
            subject: who is in the query, in pixels of any size of it.

        Raises:
            NoFaceFound: the witness looks at faces, and the query has none.
        """
        ...
