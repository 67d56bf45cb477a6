"""Draw the picture of README.md from a demo: python tools/readme_picture.py DEMO_FOLDER.

It shows the two portraits that are in the public domain (NASA, US Navy), cut out around the faces.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from mirrorppr_desktop.metrics.sheet import Panel, contact_sheet
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.read import read

TARGET = Path(__file__).parents[1] / "docs" / "images" / "demo.png"
PANEL_PX = 300
_KEPT_BITS = np.uint8(0b11111100)  # a smaller PNG; not seen at this scale
PORTRAITS = {  # name: files before and after, and what is cut out of them (x0, y0, x1, y1)
    "exemplar pair": ("exemplar/before.png", "exemplar/after.png", (150, 40, 300, 190)),
    "a photo of the shoot": (
        "photos/grace_hopper.jpg",
        "results/grace_hopper_retouched.jpg",
        (140, 100, 390, 350),
    ),
}


def main(demo: Path) -> None:
    """Draw one row per portrait."""
    panels = []
    for name, (before, after, (x0, y0, x1, y1)) in PORTRAITS.items():
        was, now = (srgb_view(read(demo / path), 2048)[y0:y1, x0:x1] for path in (before, after))
        panels += [Panel(was, f"{name}, before"), Panel(now, f"{name}, after")]
    sheet = contact_sheet(panels, columns=2, panel_width=PANEL_PX)
    coarse = np.ascontiguousarray(sheet) & _KEPT_BITS
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(coarse).save(TARGET, optimize=True)
    print(f"{TARGET}: {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
