"""The naive twin of a batch: writes to final names, keeps its progress in one JSON file that it rewrites.

It exists so that the crash harness can be seen to catch what it is there to catch: `python naive.py PHOTOS OUT`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PIL import Image


def main() -> int:
    photos, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(exist_ok=True)
    progress = out / "session.json"
    done = json.loads(progress.read_text()) if progress.exists() else []
    for photo in sorted(photos.iterdir()):
        if photo.name in done:
            continue
        picture = Image.open(photo).convert("RGB")
        # Larger than the original, as a TIFF or a better JPEG is: writing takes a while.
        picture.resize((picture.width * 12, picture.height * 12)).save(
            out / f"{photo.stem}_retouched.png", compress_level=1
        )
        done.append(photo.name)
        progress.write_text(json.dumps(done, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
