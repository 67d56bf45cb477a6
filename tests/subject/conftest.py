"""Real pictures from installed packages, as a detector gets them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from mirrorppr_desktop.subject.find import clear, find
from mirrorppr_desktop.subject.subject import Subject

Picture = NDArray[np.uint8]


def _packaged(package: str, *parts: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent.joinpath(*parts)


@pytest.fixture(scope="session")
def read() -> Callable[..., Picture]:
    """Read a picture, fitted into `long_side` pixels by area, never enlarged."""

    def read_picture(path: Path, long_side: int = 1500) -> Picture:
        picture = np.asarray(Image.open(path).convert("RGB"))
        factor = long_side / max(picture.shape)
        return cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else picture

    return read_picture


@pytest.fixture(scope="session")
def astronaut(read: Callable[..., Picture]) -> Picture:
    """(512, 512, 3), one face."""
    return read(_packaged("skimage", "data", "astronaut.png"))


@pytest.fixture(scope="session")
def group(read: Callable[..., Picture]) -> Picture:
    """(886, 1280, 3), six people, one almost in profile."""
    return read(_packaged("insightface", "data", "images", "t1.jpg"))


@pytest.fixture(scope="session")
def packaged() -> Callable[[str], Path]:
    """The path of a picture that scikit-image ships."""
    return lambda name: _packaged("skimage", "data", name)


@pytest.fixture(scope="session")
def look() -> Callable[..., Subject]:
    """Find in pixels of the picture itself."""
    return lambda picture, **options: find(picture, (picture.shape[1], picture.shape[0]), **options)


@pytest.fixture(scope="session", autouse=True)
def _models_are_closed() -> object:
    yield
    clear()
