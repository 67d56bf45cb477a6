"""A program for tests: opens the window on a folder of photos, types, looks at the screen, and prints what it saw."""

from __future__ import annotations

import cv2  # isort: skip  # first: its wheel brings a Qt of its own and points at it

import json
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from mirrorppr_desktop.gui import app as window_app
from mirrorppr_desktop.gui.preferences import Preferences
from mirrorppr_desktop.gui.window import Window

_WAIT_MS = 60_000
CTRL = Qt.KeyboardModifier.ControlModifier


def wait(condition: Callable[[], object]) -> None:
    for _ in range(_WAIT_MS // 20):
        if condition():
            return
        QTest.qWait(20)
    raise SystemExit("nothing came of it")


def picture(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def clipped(window: Window) -> list[str]:
    """Buttons below the dock that do not show all of themselves, or too little for their words."""
    assert window.workspace is not None
    dock = window.workspace.page.setup_dock
    found = []
    inside = window.rect()
    for one in (dock.run, dock._more, dock.engine):
        box = one.rect().translated(one.mapTo(window, one.rect().topLeft()))
        needs = one.minimumSizeHint().width() if one.text() else 0
        if not inside.contains(box) or one.width() < needs or not _is_on_top(window, one):
            found.append(f"{type(one).__name__} {box}")
    in_bar = [one for one in window.top.findChildren(QPushButton) if one.isVisible()]
    found += [f"{one.text()} {one.width()}" for one in in_bar if one.width() < one.minimumSizeHint().width()]
    return found


def _is_on_top(window: Window, one: QWidget) -> bool:
    at = one.mapTo(window, one.rect().center())
    child = window.childAt(at)
    return child is not None and (child is one or one.isAncestorOf(child))


def look(window: Window, app: QApplication) -> dict[str, Any]:
    space = window.workspace
    assert space is not None
    screen = window.screen()
    shot = screen.grabWindow(int(window.winId()))
    colours = len(np.unique(picture(shot.toImage()).reshape(-1, 3), axis=0))
    canvas = space.page.canvas
    found: dict[str, Any] = {
        "platform": app.platformName(),
        "ratio": window.devicePixelRatioF(),
        "size": [window.width(), window.height()],
        "screenshot": [shot.width(), shot.height()],
        "colours": colours,
        "clipped": clipped(window),
        "mode": str(canvas.mode),
    }
    canvas.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Y)
    found["mode_after_y"] = str(canvas.mode)
    canvas.set_mode("photo")
    canvas.set_pills_visible(False)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    found["percent_at_full_size"] = canvas.zoom_percent
    found["sharp"] = is_sharp(window)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    found["after_right"] = space.shoot.current.name if space.shoot.current else None
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_P)
    found["after_p"] = str(space.shoot.current.decision.flag) if space.shoot.current else None
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, CTRL)
    found["after_undo"] = str(space.shoot.current.decision.flag) if space.shoot.current else None
    return found


def is_sharp(window: Window) -> bool:
    """Whether a piece of the photo stands on the screen pixel for pixel, at full size."""
    assert window.workspace is not None and window.desk.shown is not None
    QTest.qWait(100)
    seen = picture(window.workspace.page.canvas.grab().toImage())
    photo = window.desk.shown.pixels
    middle_y, middle_x = seen.shape[0] // 2, seen.shape[1] // 2
    piece = seen[middle_y - 20 : middle_y + 20, middle_x - 20 : middle_x + 20]
    _, _, (x, y), _ = cv2.minMaxLoc(cv2.matchTemplate(photo, piece, cv2.TM_SQDIFF_NORMED))
    return bool((photo[y : y + 40, x : x + 40] == piece).all())


def main() -> None:
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as home:
        os.environ["MIRRORPPR_HOME"] = home
        app = window_app.application()
        preferences = Preferences()
        window_app.dress(app, preferences)
        window = Window(preferences)
        wide, high = os.environ.get("MIRRORPPR_TEST_SIZE", "1440x900").split("x")
        window.resize(int(wide), int(high))
        window.show()
        window.begin(Namespace(photos=[folder], recursive=False, before=None, after=None, look=None, safe_mode=False))
        wait(lambda: window.workspace is not None and window.desk.shown is not None)
        QTest.qWait(200)
        window.activateWindow()
        found_active = QTest.qWaitForWindowActive(window, 5000)
        print(json.dumps({**look(window, app), "active": found_active}), flush=True)
        window.close()
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()


if __name__ == "__main__":
    main()
