"""A hand on a window: opens it, clicks, types, drops files, and sees what it shows."""

from __future__ import annotations

import importlib.util
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import numpy as np
from fake_batch import FakeBatch
from near_lanes import NearLanes
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mirrorppr_desktop.cli.demo import SHOOT
from mirrorppr_desktop.gui import app as window_app
from mirrorppr_desktop.gui.lanes import Lanes
from mirrorppr_desktop.gui.preferences import Preferences
from mirrorppr_desktop.gui.shoot.photo import Photo
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.widgets.operation_slider import OperationSlider
from mirrorppr_desktop.gui.window import Window
from mirrorppr_desktop.gui.workspace import Workspace
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.perform import perform
from mirrorppr_desktop.retouch.render import render
from mirrorppr_desktop.retouch.retouch import OperationStrength, Provenance, Retouch
from mirrorppr_desktop.subject.find import find

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WAIT_MS = 30_000
OPERATIONS = {"Enlarge eyes": 1.0, "Plump lips": 1.0}


def lay_out_exemplar(folder: Path) -> tuple[Path, Path]:
    """astronaut.png and the same with larger eyes and fuller lips."""
    import skimage.data

    before = np.asarray(skimage.data.astronaut())
    size = (before.shape[1], before.shape[0])
    done = perform(find(before, size, precise=True), [OperationStrength(*one) for one in OPERATIONS.items()], size)
    paths = folder / "portrait.png", folder / "portrait_retouched.png"
    Image.fromarray(before).save(paths[0])
    Image.fromarray(render(before, Retouch(size, done.parts, Provenance("test", "1")))).save(paths[1])
    return paths


def lay_out_shoot(folder: Path) -> Path:
    """grace_hopper.jpg, group.jpg, small.png: a portrait, six people, a small face."""
    for one in SHOOT:
        spec = importlib.util.find_spec(one.package)
        assert spec is not None and spec.submodule_search_locations
        (folder / one.name).write_bytes((Path(spec.submodule_search_locations[0]) / one.path).read_bytes())
    return folder


class Hand:
    """Works one window. batches: the runs that it has ordered, where they are fakes. named: on the command line."""

    def __init__(
        self,
        qtbot: QtBot,
        *,
        lanes: Lanes | None = None,
        real_batch: Callable[..., object] | None = None,
        **named: object,
    ) -> None:
        self.qtbot = qtbot
        arguments = Namespace(photos=[], recursive=False, before=None, after=None, look=None, safe_mode=False)
        self.batches: list[FakeBatch] = []
        self.said: list[str] = []
        app = window_app.application()
        self.preferences = Preferences()
        window_app.dress(app, self.preferences)
        self.lanes = lanes if lanes is not None else NearLanes()
        make = real_batch if real_batch is not None else self._make_batch
        self.window = Window(self.preferences, self.lanes, make)  # type: ignore[arg-type]
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow, timeout=WAIT_MS)
        vars(arguments).update(named)
        self.window.begin(arguments)
        qtbot.waitUntil(lambda: not self.window.openings._is_coming_back, timeout=WAIT_MS)
        self._is_closed = False

    def _make_batch(self, job: object, listen: object) -> FakeBatch:
        self.batches.append(FakeBatch(job, listen))  # type: ignore[arg-type]
        return self.batches[-1]

    def close(self) -> None:
        """Close the window for good, whatever it is at."""
        if self._is_closed:
            return
        self._is_closed = True
        if self.window.workspace is not None:
            for run in {self.window.workspace.run, *self.window.workspace.busy}:
                run.close()
            self.settle()
        self.window.leaving._is_quitting = True  # a test that failed in the middle of a run is not asked about it
        self.window.close()
        self.window._end()
        self.window.deleteLater()
        self.lanes.deleteLater()
        self.settle()

    def lose_power(self) -> None:
        """Let other windows have the shoot, as when this one's process is gone: nothing is closed."""
        lock = self.window.desk._lock
        assert lock is not None
        lock.unlock()

    # --- what is where

    @property
    def space(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def shoot(self) -> Shoot:
        return self.space.shoot

    @property
    def batch(self) -> FakeBatch:
        return self.batches[-1]

    @property
    def canvas(self) -> QWidget:
        return self.space.page.canvas

    def photo(self, name: str) -> Photo:
        return next(one for one in self.shoot.photos if one.name == name)

    def slider(self, name: str) -> OperationSlider:
        return self.space.page.setup_dock.panel.slider(name)

    def button(self, words: str, within: QWidget | None = None) -> QPushButton:
        """A button that can be seen, by its words."""
        found = [one for one in (within or self.window).findChildren(QPushButton) if one.text() == words]
        seen = [one for one in found if one.isVisible()]
        assert seen, f"no button {words!r} among {sorted({one.text() for one in found})}"
        return seen[0]

    def words(self, within: QWidget | None = None) -> str:
        """All words of labels that can be seen."""
        labels = (within or self.window).findChildren(QLabel)
        found = "\n".join(one.text() for one in labels if one.isVisible() and one.text())
        return found.replace("\u2009", " ").replace("\u202f", " ")

    # --- doing

    def settle(self) -> None:
        """Let everything happen that is due, deletions too."""
        for _ in range(3):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self, condition: Callable[[], object], timeout: int = WAIT_MS) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def open(self, *named: Path) -> None:
        """Open a folder, and wait for its photos."""
        self.window.openings.open(list(named))
        self.wait(lambda: len(self.shoot) and self.is_shown())

    def choose_pair(self, before: Path, after: Path) -> None:
        """Take a pair in its order, and wait until it is measured and the photo shown with it."""
        self.window.desk.exemplar.choose_pair([before, after], in_order=True)
        self.wait(
            lambda: self.window.desk.exemplar.pair is not None or self.window.desk.exemplar.pair_trouble is not None
        )
        self.wait(self.is_shown)

    def is_shown(self) -> bool:
        """Whether the current photo is on the canvas as it is set."""
        desk, current = self.window.desk, self.shoot.current
        shown = desk.shown
        return (
            shown is not None
            and current is not None
            and shown.strength == self.shoot.strength_of(current.path)
            and shown.adjustments == self.shoot.adjustments_of(current.path)
        )

    def go_to(self, name: str) -> None:
        self.shoot.set_current(self.photo(name).path)
        self.wait(self.is_shown)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, on: QWidget | None = None) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(on or QApplication.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.wait(widget.isVisible, timeout=2000)  # a child that is added shows a turn of the event loop later
        assert widget.isEnabled(), widget
        QTest.mouseClick(widget, LEFT, NONE, at if at is not None else widget.rect().center())
        QApplication.processEvents()

    def drag(self, slider: OperationSlider, *to: float) -> None:
        """Take the handle and lead it along some values."""
        at = slider.handle_point().toPoint()
        QTest.mousePress(slider, LEFT, NONE, at)
        for value in to:
            at = QPoint(round(slider.x_of(value)), round(slider.handle_point().y()))
            where = QPointF(at)
            move = QMouseEvent(QEvent.Type.MouseMove, where, slider.mapToGlobal(where), LEFT, LEFT, NONE)
            QApplication.sendEvent(slider, move)
            QApplication.processEvents()
        QTest.mouseRelease(slider, LEFT, NONE, at)
        QApplication.processEvents()

    def drop(self, *paths: Path, on: QWidget | None = None) -> None:
        """Drop files, as from a file manager."""
        target = on or self.window
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle = target.rect().center()
        enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, mime, LEFT, NONE)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(target, QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, mime, LEFT, NONE))
        QApplication.processEvents()


def pixels(widget: QWidget) -> RGB8:
    """What a widget shows, (H, W, 3), in device pixels."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def children(widget: QObject) -> list[QWidget]:
    """All widgets below."""
    return list(widget.findChildren(QWidget))
