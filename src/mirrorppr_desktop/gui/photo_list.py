"""The photos of a shoot as rows of a model, and what a cell shows of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.shoot.photo import Flag, Outcome, Photo, RunState
from mirrorppr_desktop.gui.shoot.shoot import Settings, Shoot
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.jobs.questions import Thumbnail

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
_ONE_BY_ONE = 64  # so many runs of rows are told one by one; more are told as one
_NUMBER = re.compile(r"(\d{3,})$")


class Role(IntEnum):
    """What a row tells."""

    PHOTO = Qt.ItemDataRole.UserRole + 1
    NAME = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    FLAG = Qt.ItemDataRole.UserRole + 4
    STARS = Qt.ItemDataRole.UserRole + 5
    IDENTITY = Qt.ItemDataRole.UserRole + 6
    THUMBNAIL = Qt.ItemDataRole.DecorationRole


class PhotoState(StrEnum):
    """What a cell says of a photo: where it stands in a run, and whether it waits for a look."""

    NONE = "none"
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    EDITED = "edited"  # has settings of its own and was not run yet
    HELD = "held"
    FAILED = "failed"
    SKIPPED = "skipped"
    MISSING = "missing"  # its file is not there


_OF_RUN = {
    RunState.NONE: PhotoState.NONE,
    RunState.WAITING: PhotoState.WAITING,
    RunState.WORKING: PhotoState.WORKING,
    RunState.DONE: PhotoState.DONE,
    RunState.FAILED: PhotoState.FAILED,
    RunState.SKIPPED: PhotoState.SKIPPED,
}


def state_of(photo: Photo, floor: float) -> PhotoState:
    """The state that a cell shows."""
    if photo.missing:
        return PhotoState.MISSING
    if photo.held_back(floor):
        return PhotoState.HELD
    if photo.outcome.state in (RunState.NONE, RunState.DONE) and photo.decision.has_own_settings:
        return PhotoState.EDITED
    return _OF_RUN[photo.outcome.state]


def state_word(state: PhotoState) -> str:
    """The state in words."""
    return {
        PhotoState.NONE: QCoreApplication.translate("PhotoState", "Not run yet"),
        PhotoState.WAITING: QCoreApplication.translate("PhotoState", "Waiting"),
        PhotoState.WORKING: QCoreApplication.translate("PhotoState", "Working"),
        PhotoState.DONE: QCoreApplication.translate("PhotoState", "Done"),
        PhotoState.EDITED: QCoreApplication.translate("PhotoState", "Edited by hand"),
        PhotoState.HELD: QCoreApplication.translate("PhotoState", "Held back"),
        PhotoState.FAILED: QCoreApplication.translate("PhotoState", "Failed"),
        PhotoState.SKIPPED: QCoreApplication.translate("PhotoState", "Skipped"),
        PhotoState.MISSING: QCoreApplication.translate("PhotoState", "File missing"),
    }[state]


def flag_word(flag: Flag) -> str:
    """The flag in words."""
    return {
        Flag.UNSET: QCoreApplication.translate("Flag", "Unset"),
        Flag.ACCEPTED: QCoreApplication.translate("Flag", "Accepted"),
        Flag.REJECTED: QCoreApplication.translate("Flag", "Rejected"),
    }[flag]


def missing_words(photo: Photo) -> str:
    """That the file of a photo is not there, and what holds meanwhile."""
    told = QCoreApplication.translate(
        "PhotoState",
        "{0} is not in “{1}” any more. It is not run. Its decisions are kept and hold again when the file is back.",
    )
    return told.format(photo.name, photo.path.parent.name or str(photo.path.parent))


def number_of(photo: Photo) -> str:
    """What tells the photo from its neighbours: the number at the end of its name, or the name."""
    stem = Path(photo.name).stem
    found = _NUMBER.search(stem)
    return found.group(1) if found else stem


def identity_words(photo: Photo, digits: int) -> str:
    """The identity as a figure, or that nothing measured it or has yet; "" where there is no result."""
    if photo.outcome.state != RunState.DONE:
        return ""
    if photo.outcome.identity is None:
        if photo.outcome.face_ssim is None:  # what was measured at all has this figure
            return QCoreApplication.translate("PhotoState", "being measured")
        return QCoreApplication.translate("PhotoState", "no identity model")
    return f"{figures.below(photo.outcome.identity, digits):.{digits}f}"


def spoken(photo: Photo, floor: float) -> str:
    """All of a cell in words, for a screen reader."""
    identity = identity_words(photo, 3)
    if photo.outcome.identity is not None:
        identity = QCoreApplication.translate("PhotoState", "identity {0}").format(identity)
    state = state_of(photo, floor)
    stars = plural(
        QCoreApplication.translate("PhotoState", "%n star(s)", "", photo.decision.stars), photo.decision.stars
    )
    parts = (
        Path(photo.name).stem.replace("_", " "),
        state_word(state).lower(),
        photo.stage if state == PhotoState.WORKING else "",
        identity,
        flag_word(photo.decision.flag).lower(),
        stars,
    )
    return ", ".join(part for part in parts if part)


class PhotoListModel(QAbstractListModel):
    """All photos of a shoot in its order. One photo that changes is one row that changes.

    results: whether the thumbnail is that of the result, where there is one.
    """

    def __init__(
        self, shoot: Shoot, cache: ThumbnailCache, *, results: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.shoot, self.cache = shoot, cache
        self._results = results
        self._photos: list[Photo] = list(shoot.photos)
        self._rows = {photo.path: row for row, photo in enumerate(self._photos)}
        self._floor = shoot.settings.floor
        shoot.photos_reset.connect(self._start_anew)
        shoot.photos_added.connect(self._add)
        shoot.photos_removed.connect(self._remove)
        shoot.photos_changed.connect(self._change)
        shoot.settings_changed.connect(self._hear_settings)
        cache.arrived.connect(self._show_thumbnail)
        cache.failed.connect(self._repaint_picture)

    # --- what Qt asks

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many photos there are."""
        return 0 if parent.isValid() else len(self._photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row tells under a role."""
        if not index.isValid() or index.row() >= len(self._photos):
            return None
        return self.value(self._photos[index.row()], role)

    def value(self, photo: Photo, role: int) -> Any:  # noqa: PLR0911  a table of roles
        """What a photo tells under a role."""
        match role:
            case Role.PHOTO:
                return photo
            case Role.NAME | Qt.ItemDataRole.DisplayRole:
                return photo.name
            case Role.STATE:
                return state_of(photo, self._floor)
            case Role.FLAG:
                return photo.decision.flag
            case Role.STARS:
                return photo.decision.stars
            case Role.IDENTITY:
                return photo.outcome.identity
            case Role.THUMBNAIL:
                return self.cache.picture(self.picture_path(photo))
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(photo, self._floor)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(photo)
        return None

    # --- photos by row and path

    @property
    def photos(self) -> list[Photo]:
        """All photos in the shoot's order."""
        return self._photos

    @property
    def floor(self) -> float:
        """The identity below which results are held back."""
        return self._floor

    def photo(self, path: Path) -> Photo:
        """One photo.

        Raises:
            KeyError: it is not in the list.
        """
        return self._photos[self._rows[path]]

    def row_of(self, path: Path) -> int | None:
        """The row of a photo; None where it is not in the list."""
        return self._rows.get(path)

    def picture_path(self, photo: Photo) -> Path:
        """The file whose picture is shown for a photo."""
        result = photo.outcome.result
        return result if self._results and result is not None else photo.path

    def _tool_tip(self, photo: Photo) -> str:
        lines = [photo.name, spoken(photo, self._floor)]
        if photo.missing:
            lines.append(missing_words(photo))
        elif photo.outcome.reason:
            lines.append(photo.outcome.reason)
        return "\n".join((*lines, *photo.outcome.notes))

    # --- what happens to the shoot

    def _start_anew(self) -> None:
        self.beginResetModel()
        self._photos = list(self.shoot.photos)
        self._number()
        self.endResetModel()

    def _number(self) -> None:
        self._rows = {photo.path: row for row, photo in enumerate(self._photos)}

    def _add(self, paths: list[Path]) -> None:
        new = [self.shoot.photo(path) for path in paths if path in self.shoot and path not in self._rows]
        if new:
            first = len(self._photos)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._photos += new
            self._number()
            self.endInsertRows()

    def _remove(self, paths: list[Path]) -> None:
        rows = sorted(self._rows[path] for path in paths if path in self._rows)
        runs = list(ranges(rows))
        if len(runs) > _ONE_BY_ONE:
            self._start_anew()
            return
        for first, last in reversed(runs):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._photos[first : last + 1]
            self._number()
            self.endRemoveRows()
        self.cache.forget(paths)

    def _change(self, paths: list[Path]) -> None:
        rows = []
        for path in paths:
            row = self._rows.get(path)
            if row is not None and path in self.shoot:
                before, now = self._photos[row].outcome, self.shoot.photo(path).outcome
                if self._photos[row].missing != self.shoot.photo(path).missing:
                    self.cache.forget([path])
                self._photos[row] = self.shoot.photo(path)
                rows.append(row)
                if self._results and _is_new_result(before, now) and now.result is not None:
                    self.cache.forget([now.result])
        self._tell_change(rows, [])

    def _hear_settings(self, settings: Settings) -> None:
        if settings.floor != self._floor and self._photos:
            self._floor = settings.floor
            self.dataChanged.emit(self.index(0), self.index(len(self._photos) - 1), [Role.STATE])
        self._floor = settings.floor

    def _show_thumbnail(self, thumbnail: Thumbnail) -> None:
        path = thumbnail.path
        if path in self._rows:
            facts = {"size": thumbnail.size, "captured": thumbnail.captured}
            self.shoot.learn(path, **{name: fact for name, fact in facts.items() if fact is not None})
        self._repaint_picture(path)

    def _repaint_picture(self, path: Path) -> None:
        row = self._rows.get(path)
        if row is None and self._results:
            row = next((row for row, one in enumerate(self._photos) if one.outcome.result == path), None)
        if row is not None:
            self._tell_change([row], [Role.THUMBNAIL])

    def _tell_change(self, rows: list[int], roles: list[int]) -> None:
        if not rows:
            return
        runs = list(ranges(sorted(rows)))
        if len(runs) > _ONE_BY_ONE:
            runs = [(runs[0][0], runs[-1][1])]
        for first, last in runs:
            self.dataChanged.emit(self.index(first), self.index(last), roles)


def _is_new_result(before: Outcome, now: Outcome) -> bool:
    """Whether the file of the result was written anew, apart from what was measured on it."""
    return now.state == RunState.DONE and (before.state != RunState.DONE or before.result != now.result)


def ranges(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring numbers, first and last; the numbers come in order."""
    first = last = -2
    for row in rows:
        if row != last + 1:
            if first >= 0:
                yield first, last
            first = row
        last = row
    if first >= 0:
        yield first, last
