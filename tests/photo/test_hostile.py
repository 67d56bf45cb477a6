"""Files changed at random: each is read or refused in words; nothing else may ever come out."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import numpy as np

from mirrorppr_desktop.errors import PhotoError
from mirrorppr_desktop.photo.header import probe
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.photo.write import OutputOptions, write

_ROUNDS = 80


def _files(corpus: ModuleType, carriers: ModuleType, folder: Path) -> list[Path]:
    """Every kind of file, with and without metadata."""
    image = corpus.picture().resize((96, 72))
    pixels = np.asarray(image)
    carriers.jpeg(folder / "full.jpg", image)
    carriers.png(folder / "full.png", image, order=">")
    carriers.webp(folder / "full.webp", image)
    carriers.tiff(folder / "full.tif", pixels, photometric="rgb", iccprofile=carriers.icc())
    (folder / "big.tif").write_bytes(corpus.tiff(pixels, bigtiff=True, byteorder=">", photometric="rgb"))
    (folder / "small.dng").write_bytes(corpus.dng(32, 24))
    (folder / "palette.png").write_bytes(corpus.coded(image.convert("P"), "PNG"))
    (folder / "cmyk.jpg").write_bytes(corpus.coded(image.convert("CMYK"), "JPEG"))
    (folder / "packed.tif").write_bytes(corpus.coded(image, "TIFF", compression="tiff_lzw"))
    return sorted(folder.iterdir())


def test_changed_bytes_are_read_or_refused(corpus: ModuleType, carriers: ModuleType, tmp_path: Path) -> None:
    files = _files(corpus, carriers, tmp_path)
    random = np.random.default_rng(20261121)
    outcomes = {"read": 0, "refused": 0}
    for file in files:
        whole = file.read_bytes()
        target = tmp_path / "changed"
        for turn in range(_ROUNDS):
            changed = bytearray(whole)
            reach = min(len(whole), 600) if turn % 2 else len(whole)  # headers are short; be there every other time
            for at in random.integers(0, reach, random.integers(1, 12)):
                changed[at] = random.integers(0, 256)
            if turn % 5 == 0:
                del changed[random.integers(0, len(changed)) :]
            target.write_bytes(changed)
            try:
                probe(target, max_megapixels=1)
                photo = read(target, max_megapixels=1)
            except PhotoError as error:
                assert re.fullmatch(r"changed: [^\n]+", str(error))
                outcomes["refused"] += 1
                continue
            outcomes["read"] += 1
            assert photo.pixels.shape[:2] == photo.header.size[::-1] and photo.bits == photo.header.bits
            # what is read can be written, in every format, with whatever is left of its metadata
            format = (PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.TIFF)[turn % 3]
            result = tmp_path / "result"
            write(photo, photo.pixels, result, OutputOptions(format, keep_gps=bool(turn % 2)))
            assert read(result).size == photo.size
            result.unlink()
    assert min(outcomes.values()) > 50, outcomes
