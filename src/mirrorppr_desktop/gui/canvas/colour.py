"""Colours for the screen: pictures come in sRGB and are turned into the screen's own space, once for each picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColorSpace, QImage
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from mirrorppr_desktop.photo.photo import RGB8

SRGB = QColorSpace(QColorSpace.NamedColorSpace.SRgb)


def screen_space(widget: QWidget) -> QColorSpace | None:
    """The colour space that Qt tells of the window that a widget is in; None where it tells nothing."""
    window = widget.window().windowHandle()
    told = window.format().colorSpace() if window is not None else QColorSpace()
    return told if told.isValid() else None


def to_screen(image: QImage, target: QColorSpace | None) -> QImage:
    """An sRGB image in the colours of a screen; None: the screen takes sRGB."""
    if target is None or not target.isValid() or target == SRGB:
        return image
    tagged = QImage(image)
    tagged.setColorSpace(SRGB)
    return tagged.convertedToColorSpace(target)


def pixels_for(pixels: RGB8, target: QColorSpace | None) -> RGB8:
    """The same for an array, (H, W, 3); the array itself where nothing is to be done."""
    if target is None or not target.isValid() or target == SRGB:
        return pixels
    packed = np.ascontiguousarray(pixels)
    height, width = packed.shape[:2]
    image = to_screen(QImage(packed.data, width, height, 3 * width, QImage.Format.Format_RGB888), target)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    return rows[:, : 3 * width].reshape(height, width, 3).copy()
