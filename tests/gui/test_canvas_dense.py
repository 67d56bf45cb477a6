"""The canvas on screens that have more than one device pixel for each of a widget."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_AT_SCALE = """
import sys, numpy as np
from pathlib import Path
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from mirrorppr_desktop.gui.canvas.canvas import Canvas
from mirrorppr_desktop.jobs.questions import PhotoFacts, View
from mirrorppr_desktop.subject.subject import Subject
app = QApplication([])
assert "cv2" not in sys.modules and "mediapipe" not in sys.modules
photo = np.random.default_rng(0).integers(0, 256, (900, 1400, 3), dtype=np.uint8)
canvas = Canvas()
canvas.resize(300, 200)
size = (1400, 900)
canvas.set_photo(View(Path("a.png"), None, photo, PhotoFacts(size, 8, "png", "sRGB"), Subject(size, ()), None))
canvas.set_pills_visible(False)
canvas.show()
app.processEvents()
canvas.set_zoom(100)
image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
shot = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)[10:-10, 10:-10]
x0, y0, x1, y1 = canvas.stage.camera.main.visible
print(image.width(), image.height(), (x1 - x0, y1 - y0))
assert (x1 - x0, y1 - y0) == (image.width(), image.height())
assert np.array_equal(shot, photo[y0:y1, x0:x1][10:-10, 10:-10])
"""


@pytest.mark.parametrize(("factor", "width"), [("1.25", 375), ("2", 600)])
def test_100_percent_is_one_device_pixel_on_dense_screens(factor: str, width: int) -> None:
    environment = os.environ | {"QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _AT_SCALE], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{width} ")
