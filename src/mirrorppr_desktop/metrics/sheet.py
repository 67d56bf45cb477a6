"""Sheets to look at: pictures with captions in a grid, on neutral dark grey, so that no surface tints the judgement."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from mirrorppr_desktop.errors import OutputNotWritable
from mirrorppr_desktop.photo.photo import RGB8, Size

Grey: TypeAlias = tuple[int, int, int]

CANVAS: Grey = (0x1F, 0x1F, 0x1F)
PANEL: Grey = (0x2A, 0x2A, 0x2A)
TEXT: Grey = (0xEF, 0xEF, 0xEF)
HINT: Grey = (0xC4, 0xC4, 0xC4)
EDGE: Grey = (0x94, 0x94, 0x94)

TALLEST = 1.5  # a picture stands at most this many panel widths high, so that a narrow one does not fill the sheet
_MARGIN_PX = 16
_GAP_PX = 12
_CAPTION_PT = 15
_TITLE_PT = 22
_LINE_SPACING = 1.3
_MARK = ("Software", "MirrorPPR Desktop")  # in every PNG of this program: only such a file is ever written over
_MARK_BYTES = b"tEXt" + "\0".join(_MARK).encode()
_LIKENESS = str.maketrans({"×": "x", "–": "-", "—": "-", "’": "'", "→": "->", "ß": "ss", "ø": "o", "Ø": "O"})


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture and what it shows. A line break in the caption starts a new line; longer lines are wrapped."""

    image: RGB8  # (H, W, 3), any size
    caption: str


def contact_sheet(panels: list[Panel], columns: int, panel_width: int, title: str = "") -> RGB8:
    """Panels in a grid, row by row.

    Args:
        panels: at least one.
        columns: of the grid, >= 1; fewer where there are fewer panels.
        panel_width: every picture is scaled to fit this width, and a height of `TALLEST` widths.
        title: over the grid; wrapped like captions, so that nothing is cut.

    Returns:
        (H, W, 3) RGB.
    """
    if not panels or columns < 1 or panel_width < 16:
        raise ValueError("a sheet needs a panel, a column and 16 px of width")
    columns = min(columns, len(panels))
    width = 2 * _MARGIN_PX + columns * panel_width + (columns - 1) * _GAP_PX
    rows = [panels[i : i + columns] for i in range(0, len(panels), columns)]
    blocks = [_row(row, panel_width, width) for row in rows]
    if title:
        blocks.insert(0, _title(title, width))
    foot = np.full((_MARGIN_PX - min(_GAP_PX, _MARGIN_PX), width, 3), CANVAS, np.uint8)
    return np.concatenate([np.full((_MARGIN_PX, width, 3), CANVAS, np.uint8), *blocks, foot])


def fitted_size(size: Size, width: int, tallest: float = TALLEST) -> Size:
    """The largest size of the same proportions within `width` and `tallest` widths of height."""
    scale = min(width / size[0], tallest * width / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def resized(image: RGB8, size: Size) -> RGB8:
    """A copy of that size, reduced without moire."""
    if (image.shape[1], image.shape[0]) == size:
        return image
    return np.asarray(Image.fromarray(np.ascontiguousarray(image)).resize(size, Image.Resampling.LANCZOS))


def font(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that comes inside Pillow, at any size."""
    return _font(size_px)


def text_width(text: str, size_px: int) -> int:
    """How wide a line of text is drawn, in pixels."""
    return int(np.ceil(font(size_px).getlength(text)))


def wrapped(text: str, width: int, size_px: int) -> list[str]:
    """Lines that fit the width. Breaks at spaces, and within a word only where the word alone is too wide."""
    lines: list[str] = []
    for paragraph in drawable(text).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            for piece in _pieces(word, width, size_px):
                joined = f"{line} {piece}" if line else piece
                if line and text_width(joined, size_px) > width:
                    lines.append(line)
                    line = piece
                else:
                    line = joined
        lines.append(line)
    return lines


def drawable(text: str) -> str:
    """The text in the characters that Pillow's own font holds, which are those of ASCII.

    Letters lose their accents rather than turn into boxes; what has no likeness becomes "?". Line breaks stay.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LIKENESS))
    kept = (c for c in plain if not unicodedata.combining(c))
    return "".join(c if c == "\n" or " " <= c <= "~" else "?" for c in kept)


def save_png(image: RGB8, path: Path) -> None:
    """Write a PNG at once: a reader sees the old file or the whole new one. Only an earlier such PNG is written over.

    Raises:
        OutputNotWritable: the folder is missing or locked, or the name belongs to another file; the message says which.
    """
    if path.is_file() and not _is_ours(path):
        raise OutputNotWritable(f"{path} is there already and is no sheet of this program; choose another name")
    staged = path.with_name(f".{secrets.token_hex(6)}.part")
    texts = PngImagePlugin.PngInfo()
    texts.add_text(*_MARK)
    try:
        with staged.open("xb") as file:
            Image.fromarray(np.ascontiguousarray(image)).save(file, format="PNG", pnginfo=texts)
        staged.replace(path)
    except OSError as error:
        staged.unlink(missing_ok=True)
        why = error.strerror or error
        raise OutputNotWritable(
            f"{path.name} cannot be written to {path.parent}: {why}. Choose another place"
        ) from error


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _MARK_BYTES in file.read(256)  # it stands right behind the header
    except OSError:
        return False


def _row(panels: list[Panel], panel_width: int, width: int) -> RGB8:
    images = [resized(one.image, fitted_size((one.image.shape[1], one.image.shape[0]), panel_width)) for one in panels]
    captions = [wrapped(one.caption, panel_width - 2, _CAPTION_PT) if one.caption else [] for one in panels]
    tallest = max(len(image) for image in images)
    line_px = _line_px(_CAPTION_PT)
    caption_px = 8 + line_px * max(len(lines) for lines in captions)
    block = np.full((tallest + caption_px + _GAP_PX, width, 3), CANVAS, np.uint8)
    for i, image in enumerate(images):
        left = _MARGIN_PX + i * (panel_width + _GAP_PX)
        block[:tallest, left : left + panel_width] = PANEL
        x = left + (panel_width - image.shape[1]) // 2
        block[: len(image), x : x + image.shape[1]] = image
    picture = Image.fromarray(block)
    draw = ImageDraw.Draw(picture)
    for i, lines in enumerate(captions):
        for k, line in enumerate(lines):
            place = (_MARGIN_PX + i * (panel_width + _GAP_PX), tallest + 6 + k * line_px)
            draw.text(place, line, fill=TEXT if k == 0 else HINT, font=font(_CAPTION_PT))
    return np.asarray(picture)


def _title(title: str, width: int) -> RGB8:
    lines = wrapped(title, width - 2 * _MARGIN_PX, _TITLE_PT)
    line_px = _line_px(_TITLE_PT)
    picture = Image.new("RGB", (width, line_px * len(lines) + _GAP_PX), CANVAS)
    draw = ImageDraw.Draw(picture)
    for k, line in enumerate(lines):
        draw.text((_MARGIN_PX, k * line_px), line, fill=TEXT, font=font(_TITLE_PT))
    return np.asarray(picture)


def _pieces(word: str, width: int, size_px: int) -> list[str]:
    """A word cut into parts that fit the width, at least one character each."""
    pieces: list[str] = []
    rest = word
    while text_width(rest, size_px) > width and len(rest) > 1:
        fits = len(rest) - 1
        while fits > 1 and text_width(rest[:fits], size_px) > width:
            fits -= 1
        pieces.append(rest[:fits])
        rest = rest[fits:]
    return [*pieces, rest]


def _line_px(size_px: int) -> int:
    return round(size_px * _LINE_SPACING)


@lru_cache(maxsize=8)
def _font(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size_px)
