"""A small shoot for the pictures of the guide, derived from two portraits in the public domain that packages ship.

The portraits are those of an astronaut (NASA, in scikit-image) and of Grace Hopper (US Navy, in matplotlib). Cropped,
mirrored and re-toned copies of them stand for the photos of an evening.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

LONG_SIDE: Final = 2400  # enlarged, so that the window has something to zoom into
SOURCES: Final = {
    "astronaut": ("skimage", "data/astronaut.png"),
    "hopper": ("matplotlib", "mpl-data/sample_data/grace_hopper.jpg"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One photo: what is cut out of which portrait (left, top, right, bottom; 0 to 1), and how it is developed."""

    name: str
    source: str
    cut: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    mirrored: bool = False
    exposure: float = 1.0
    warmth: float = 0.0
    grey: bool = False


FRAMES: Final = (
    Frame("DSC_0412.jpg", "astronaut", (0.06, 0.00, 0.86, 1.00)),
    Frame("DSC_0413.jpg", "hopper", (0.00, 0.02, 1.00, 0.84)),
    Frame("DSC_0415.jpg", "astronaut", (0.20, 0.00, 0.72, 0.52), mirrored=True, warmth=0.05),
    Frame("DSC_0416.jpg", "hopper", (0.14, 0.08, 0.92, 0.74), mirrored=True, exposure=1.08),
    Frame("DSC_0419.jpg", "astronaut", (0.10, 0.00, 0.78, 0.80), exposure=0.86),
    Frame("DSC_0422.jpg", "hopper", (0.20, 0.10, 0.86, 0.66), grey=True),
    Frame("DSC_0423.jpg", "astronaut", (0.24, 0.02, 0.68, 0.46), warmth=-0.05),
    Frame("DSC_0427.jpg", "astronaut", (0.04, 0.00, 0.90, 0.66), mirrored=True, grey=True),
    Frame("DSC_0428.jpg", "hopper", (0.04, 0.04, 0.96, 0.80), warmth=0.06),
    Frame("DSC_0430.jpg", "astronaut", (0.14, 0.00, 0.82, 0.92), exposure=1.12),
    Frame("DSC_0431.jpg", "hopper", (0.10, 0.02, 0.94, 0.90), mirrored=True, warmth=-0.06),
)
TOGETHER: Final = "DSC_0434.jpg"  # both of them, side by side


def make_shoot(folder: Path) -> None:
    """Write the photos of the shoot."""
    folder.mkdir(parents=True, exist_ok=True)
    for frame in FRAMES:
        save(developed(frame), folder / frame.name)
    left = ImageOps.fit(developed(Frame("", "astronaut", (0.16, 0.0, 0.74, 0.72))), (1200, 1500))
    right = ImageOps.fit(developed(Frame("", "hopper", (0.12, 0.06, 0.92, 0.9), mirrored=True)), (1200, 1500))
    together = Image.new("RGB", (2400, 1500))
    together.paste(left, (0, 0))
    together.paste(right, (1200, 0))
    save(together, folder / TOGETHER)


def make_exemplar(target: Path) -> None:
    """Write the portrait that is retouched by hand: the photo before of the pair."""
    target.parent.mkdir(parents=True, exist_ok=True)
    developed(Frame("", "astronaut", (0.10, 0.00, 0.80, 0.86))).save(target)


def developed(frame: Frame) -> Image.Image:
    """The pixels of a frame."""
    picture = portrait(frame.source)
    width, height = picture.size
    left, top, right, bottom = frame.cut
    picture = picture.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))
    scale = LONG_SIDE / max(picture.size)
    picture = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
    if frame.mirrored:
        picture = ImageOps.mirror(picture)
    if frame.grey:
        picture = ImageOps.grayscale(picture).convert("RGB")
    tint: NDArray[np.float32] = frame.exposure * np.array([1 + frame.warmth, 1, 1 - frame.warmth], np.float32)
    pixels = np.clip(np.asarray(picture, np.float32) * tint, 0, 255).astype(np.uint8)
    return Image.fromarray(pixels)


def portrait(source: str) -> Image.Image:
    """A packaged portrait."""
    package, path = SOURCES[source]
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: make setup")
    pixels = np.asarray(Image.open(Path(spec.submodule_search_locations[0]) / path).convert("RGB"))
    smooth = cv2.bilateralFilter(pixels, 7, 20, 4)  # without their grain the pictures are small files
    return Image.fromarray(np.asarray(smooth))


def save(picture: Image.Image, target: Path) -> None:
    """Write a JPEG as a camera would: sharp enough, with a resolution."""
    picture.save(target, quality=92, dpi=(300, 300))
