"""How the compare modes share the room, and where each pane looks. Device pixels; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from mirrorppr_desktop.gui.canvas.viewport import Box, Point, Size, Viewport, fit_scale


class Mode(StrEnum):
    """What of before and after is seen."""

    PHOTO = "photo"  # the result alone
    SPLIT = "split"  # before left of a line, after right of it
    SIDE = "side"  # two panes
    FLICKER = "flicker"  # before and after in turn


class Shows(StrEnum):
    """What a pane is for."""

    BEFORE = "before"
    AFTER = "after"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Pane:
    """A part of the canvas that shows the photo once."""

    box: Box
    shows: Shows

    @property
    def size(self) -> Size:
        """Width and height."""
        return self.box[2] - self.box[0], self.box[3] - self.box[1]

    def holds(self, at: Point) -> bool:
        """Whether a position of the canvas is in it."""
        return self.box[0] <= at[0] < self.box[2] and self.box[1] <= at[1] < self.box[3]


def panes_of(mode: Mode, area: Size, photo: Size, gap: int) -> tuple[Pane, ...]:
    """The panes of a mode. Two of them lie side by side, or one above the other where that shows more photo."""
    width, height = max(1, area[0]), max(1, area[1])
    if mode is not Mode.SIDE:
        shows = {Mode.PHOTO: Shows.AFTER, Mode.SPLIT: Shows.BOTH, Mode.FLICKER: Shows.AFTER}[mode]
        return (Pane((0, 0, width, height), shows),)
    half_width, half_height = max(1, (width - gap) // 2), max(1, (height - gap) // 2)
    if fit_scale(photo, (half_width, height)) >= fit_scale(photo, (width, half_height)):
        boxes = ((0, 0, half_width, height), (width - half_width, 0, width, height))
    else:
        boxes = ((0, 0, width, half_height), (0, height - half_height, width, height))
    return Pane(boxes[0], Shows.BEFORE), Pane(boxes[1], Shows.AFTER)


class Camera:
    """The panes of the canvas and a viewport for each; they move together unless one alone is asked for."""

    def __init__(self) -> None:
        self.mode = Mode.PHOTO
        self.area: Size = (1, 1)
        self.gap = 8
        self.photo: Size = (1, 1)
        self.pinned: Size | None = None  # size of the photo that the before pane keeps
        self.panes: tuple[Pane, ...] = panes_of(self.mode, self.area, self.photo, self.gap)
        self.views: tuple[Viewport, ...] = (Viewport.fit(self.photo, self.panes[0].size),)

    @property
    def main(self) -> Viewport:
        """Where the photo itself is looked at."""
        return self.views[-1]

    def arrange(self, area: Size | None = None, mode: Mode | None = None, gap: int | None = None) -> None:
        """Take another size or mode; what was looked at stays in the middle."""
        self.area, self.mode = area or self.area, mode or self.mode
        self.gap = self.gap if gap is None else gap
        self.panes = panes_of(self.mode, self.area, self.photo, self.gap)
        main = self.main.resized(self.panes[-1].size)
        if len(self.panes) == 1:
            self.views = (main,)
        elif len(self.views) == len(self.panes):
            self.views = (self.views[0].resized(self.panes[0].size), main)
        else:
            first = main.resized(self.panes[0].size)
            self.views = (first if self.pinned is None else first.carried_to(self.pinned), main)

    def open(self, photo: Size, keep: bool) -> None:
        """Look at another photo, at the same zoom and relative place where that is to be kept."""
        main = self.main.carried_to(photo) if keep else Viewport.fit(photo, self.main.pane)
        first = self.views[0]
        if self.pinned is None:
            first = first.carried_to(photo) if keep else Viewport.fit(photo, first.pane)
        self.photo = photo
        self.views = (first, main) if len(self.views) == 2 else (main,)
        self.arrange()

    def pin(self, photo: Size | None) -> None:
        """Keep the before pane at its photo and place; None: let it follow again."""
        self.pinned = photo
        if photo is None and len(self.views) == 2:
            self.views = (self.main.resized(self.panes[0].size), self.main)

    def index_at(self, at: Point) -> int:
        """The pane under a position of the canvas; the last where there is none."""
        return next((i for i, pane in enumerate(self.panes) if pane.holds(at)), len(self.panes) - 1)

    def in_pane(self, at: Point) -> Point:
        """A position of the canvas as one of the pane that it lies in."""
        box = self.panes[self.index_at(at)].box
        return at[0] - box[0], at[1] - box[1]

    def fit(self) -> None:
        """All of the photo in every pane."""
        self.views = tuple(Viewport.fit(view.photo, view.pane) for view in self.views)

    def zoom(self, scale: float, at: Point | None = None, only: int | None = None) -> None:
        """Set the scale of all panes, or of one, with the point of the canvas `at` kept in place."""
        point = None if at is None else self.in_pane(at)
        self._change([view.zoomed(scale, point) for view in self.views], only)

    def pan(self, dx: float, dy: float, only: int | None = None) -> None:
        """Move the photo in all panes, or in one."""
        self._change([view.panned(dx, dy) for view in self.views], only)

    def _change(self, changed: list[Viewport], only: int | None) -> None:
        kept = self.views
        self.views = tuple(new if only in (None, i) else kept[i] for i, new in enumerate(changed))

    def with_views(self, views: tuple[Viewport, ...]) -> None:
        """Take viewports that were kept from an earlier moment, through the panes of now."""
        if len(views) == len(self.panes):
            self.views = tuple(replace(view, pane=pane.size) for view, pane in zip(views, self.panes, strict=True))
