"""A picture as a PNG of its own, whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.publish import output_error, stage_path


def write_png(path: Path, picture: RGB8) -> None:
    """Write (H, W, 3) sRGB.

    Raises:
        DiskFull, OutputNotWritable
    """
    staged = stage_path(path, f"{path.stem}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(picture).save(staged, format="PNG")
        staged.replace(path)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise output_error(path, error) from error
