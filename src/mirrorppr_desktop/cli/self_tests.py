"""One real use of each part of the program, on pictures that come with it. A test returns what it saw, or raises.

`python -m mirrorppr_desktop.cli.self_tests NAME` runs one of them. Each test imports its own part, so that a part that
cannot even be loaded fails alone.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mirrorppr_desktop.errors import MirrorPPRError

if TYPE_CHECKING:
    from mirrorppr_desktop.subject.subject import Subject

_ASTRONAUT_NOSE = (218, 122)  # where the face is in scikit-image's picture of 512 x 512 pixels


class SelfTestFailed(MirrorPPRError):
    """A part works, but not as it should; the message says what was seen instead."""


def round_trip() -> str:
    """A generated 16-bit picture, written and read back in every lossless format, comes back bit for bit."""
    import numpy as np

    from mirrorppr_desktop.photo.photo import Metadata, Photo, PhotoFormat, PhotoHeader
    from mirrorppr_desktop.photo.read import read
    from mirrorppr_desktop.photo.write import OutputOptions, write

    ramp = np.arange(64 * 96 * 3, dtype=np.uint32).reshape(64, 96, 3)
    pixels = (ramp * 65535 // ramp.max()).astype(np.uint16)
    with tempfile.TemporaryDirectory() as folder:
        for kind in (PhotoFormat.TIFF, PhotoFormat.PNG):
            path = Path(folder) / f"picture.{kind}"
            header = PhotoHeader(path, kind, (96, 64), bits=16, orientation=1)
            write(Photo(pixels, Metadata(), header, sha256=""), pixels, path, OutputOptions())
            again = read(path).pixels
            if again.dtype != pixels.dtype or not np.array_equal(again, pixels):
                raise SelfTestFailed(f"a 16-bit {kind} does not come back as it was written")
    return "16-bit TIFF and PNG come back bit for bit"


def face() -> str:
    """The face of scikit-image's astronaut is found where it is, with all of its landmarks."""
    import numpy as np

    subject = _astronaut()
    if len(subject.faces) != 1:
        raise SelfTestFailed(f"{len(subject.faces)} faces found in a portrait of one person")
    one = subject.faces[0]
    distance = float(np.hypot(*(one.landmarks[1] - _ASTRONAUT_NOSE)))
    if len(one.landmarks) != 478 or distance > 20:
        raise SelfTestFailed(f"the tip of the nose is {distance:.0f} px away from where it is")
    return f"1 face, {len(one.landmarks)} landmarks"


def body() -> str:
    """Both shoulders of the astronaut are found, left and right of the face."""
    found = _astronaut(with_body=True).body
    if found is None:
        raise SelfTestFailed("no body found in a portrait to the waist")
    left, right = found.points[11], found.points[12]  # the person's own left is at the picture's right
    if not right[0] < _ASTRONAUT_NOSE[0] < left[0]:
        raise SelfTestFailed("the shoulders are not on either side of the face")
    return f"{len(found.points)} body points"


def silhouette() -> str:
    """The astronaut's face is person, the top left corner behind her is not."""
    found = _astronaut(with_silhouette=True).silhouette
    if found is None:
        raise SelfTestFailed("no silhouette found")
    rows, columns = found.shape
    at_face = float(found[_ASTRONAUT_NOSE[1] * rows // 512, _ASTRONAUT_NOSE[0] * columns // 512])
    at_corner = float(found[rows // 50, columns // 50])
    if not at_corner < 0.5 < at_face:
        raise SelfTestFailed(f"person {at_face:.2f} at the face, {at_corner:.2f} in the corner")
    return f"{columns} x {rows}"


def warp() -> str:
    """A small warp moves what it covers and leaves everything else bit for bit."""
    import numpy as np

    from mirrorppr_desktop.retouch.render import render
    from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
    from mirrorppr_desktop.retouch.warp import WarpField

    size = (160, 120)
    pixels = np.random.default_rng(7).integers(0, 65536, (size[1], size[0], 3), dtype=np.uint16)
    field = WarpField.over((60, 40, 100, 80), step=8, size=size)
    inside = np.zeros(field.vectors.shape, np.float32)
    inside[2:-2, 2:-2] = 3.0
    retouch = Retouch(size, (PartRetouch(1, residual=field.with_vectors(inside)),), Provenance("doctor", "1"))
    result = render(pixels, retouch)
    x0, y0, x1, y1 = retouch.parts[0].box
    outside = np.ones(pixels.shape[:2], bool)
    outside[y0:y1, x0:x1] = False
    if not np.array_equal(result[outside], pixels[outside]):
        raise SelfTestFailed("pixels outside of a warp changed")
    if np.array_equal(result, pixels):
        raise SelfTestFailed("a warp changed nothing")
    return f"{(~outside).sum()} pixels warped, the others bit for bit"


TESTS: dict[str, Callable[[], str]] = {
    "photos in and out": round_trip,
    "face landmarks": face,
    "body points": body,
    "silhouette": silhouette,
    "rendering a warp": warp,
}


def astronaut_file() -> Path:
    """The portrait that comes inside scikit-image (NASA, public domain)."""
    spec = importlib.util.find_spec("skimage")
    if spec is None or not spec.submodule_search_locations:
        raise SelfTestFailed("scikit-image is not installed")
    return Path(spec.submodule_search_locations[0]) / "data" / "astronaut.png"


def _astronaut(*, with_body: bool = False, with_silhouette: bool = False) -> Subject:
    from mirrorppr_desktop.photo.colour import srgb_view
    from mirrorppr_desktop.photo.read import read
    from mirrorppr_desktop.subject.find import find

    photo = read(astronaut_file())
    return find(srgb_view(photo, 1024), photo.size, with_body=with_body, with_silhouette=with_silhouette)


def _main(name: str) -> int:
    try:
        print(TESTS[name]())
    except MirrorPPRError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
