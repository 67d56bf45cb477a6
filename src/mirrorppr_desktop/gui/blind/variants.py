"""Results of one photo at several strengths, made one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mirrorppr_desktop.jobs.questions import Preview, PreviewAsk, View
from mirrorppr_desktop.retouch.request import Adjustments

if TYPE_CHECKING:
    from mirrorppr_desktop.photo.photo import RGB8


@dataclass(slots=True)
class Variants:
    """What was asked for, and what has come of it. is_asked: the next picture is being made."""

    path: Path
    strengths: tuple[float, ...]
    pictures: list[RGB8] = field(default_factory=list)
    is_asked: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all pictures have come."""
        return len(self.pictures) == len(self.strengths)

    def next_ask(self, view: View, adjustments: Adjustments) -> PreviewAsk:
        """The ask for the next picture."""
        self.is_asked = True
        return PreviewAsk(view, self.strengths[len(self.pictures)], adjustments)

    def take(self, preview: Preview) -> bool:
        """Keep the preview where it is the one that is waited for; whether it is."""
        is_awaited = (
            not self.is_whole
            and preview.view.path == self.path
            and preview.strength == self.strengths[len(self.pictures)]
        )
        if is_awaited:
            self.pictures.append(preview.pixels)
        return is_awaited
