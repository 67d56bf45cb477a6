"""What `mirrorppr demo` draws: a sheet of all photos, a sheet of every face of the largest group, a page with both."""

from __future__ import annotations

import html
import string
from dataclasses import dataclass
from pathlib import Path

from mirrorppr_desktop.metrics.maps import difference_map
from mirrorppr_desktop.metrics.sheet import Panel, contact_sheet, save_png
from mirrorppr_desktop.photo.colour import srgb_view
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.record import Record, read_record
from mirrorppr_desktop.settings import SIDECAR_SUFFIX

_PANEL_PX = 480
_FACE_PX = 240
_VIEW_PX = 2048


@dataclass(frozen=True, slots=True)
class Drawn:
    """The files that were written."""

    sheets: tuple[Path, ...]
    page: Path


@dataclass(frozen=True, slots=True)
class Row:
    """One photo before and after, as both are shown, what was done, and its sidecar (none for the exemplar)."""

    before: Path
    after: Path
    images: tuple[RGB8, RGB8]
    told: str
    record: Record | None = None

    @property
    def name(self) -> str:
        """What the row is called."""
        return "exemplar pair" if self.record is None else self.before.name


def draw(out: Path, exemplar: tuple[Path, Path], operations: str, photos: Path, results: Path) -> Drawn:
    """Draw all sheets and the page into `out`.

    Args:
        out: the demo's folder; the others lie in it.
        exemplar: before and after.
        operations: what was done between the two, in words.
        photos: folder of the queries.
        results: folder of the results and their sidecars.

    Raises:
        BadSidecar, PhotoError: a sidecar or photo of this demo was damaged. OutputNotWritable: `out` is locked.
    """
    rows = [Row(*exemplar, images=(_view(exemplar[0]), _view(exemplar[1])), told=operations)]
    for path in sorted(results.glob(f"*{SIDECAR_SUFFIX}")):
        record = read_record(path)
        before, after = photos / record.source.name, path.with_name(record.result.name)
        if before.is_file() and after.is_file():
            count = len(record.retouch.faces)
            told = f"{count} face{'s' * (count != 1)} retouched"
            rows.append(Row(before, after, (_view(before), _view(after)), told, record))
    sheets = [out / "sheet.png"]
    save_png(_photo_sheet(rows), sheets[0])
    group = max(rows[1:], key=_faces, default=None)
    if group is not None:
        sheets.append(out / "faces.png")
        save_png(_face_sheet(group), sheets[1])
    page = out / "index.html"
    page.write_text(_page(out, rows, sheets[1:]), encoding="utf-8")
    return Drawn(tuple(sheets), page)


def _view(path: Path) -> RGB8:
    return srgb_view(read(path), _VIEW_PX)


def _faces(row: Row) -> int:
    return len(row.record.retouch.faces) if row.record else 0


def _photo_sheet(rows: list[Row]) -> RGB8:
    """Before, after and difference of every photo, the exemplar pair first."""
    panels = []
    for row in rows:
        before, after = row.images
        panels.append(Panel(before, f"{row.name}\nbefore"))
        panels.append(Panel(after, f"after\n{row.told}"))
        panels.append(Panel(difference_map(before, after, width=_PANEL_PX), "difference"))
    return contact_sheet(panels, columns=3, panel_width=_PANEL_PX, title="What was done to one, done to all")


def _face_sheet(row: Row) -> RGB8:
    """Every face of one photo, before, after and difference, cut out where its warp field lies."""
    if row.record is None:
        raise ValueError("only a result has faces to show")
    before, after = row.images
    panels = []
    for one in row.record.retouch.resized((before.shape[1], before.shape[0])).faces:
        x0, y0, x1, y1 = one.box
        was, now = before[y0:y1, x0:x1], after[y0:y1, x0:x1]
        panels.append(Panel(was, f"face {one.face}\nbefore"))
        panels.append(Panel(now, f"face {one.face}\nafter"))
        panels.append(Panel(difference_map(was, now, width=_FACE_PX), f"face {one.face}\ndifference"))
    return contact_sheet(panels, columns=6, panel_width=_FACE_PX, title=f"Every face of {row.name}")


def _page(out: Path, rows: list[Row], sheets: list[Path]) -> str:
    """A page without scripts: each photo, which turns into its result while the pointer or the focus is on it."""
    figures = "\n".join(
        f"<figure tabindex=0><span class=pair><img class=after src={_src(out, row.after)} alt='after'>"
        f"<img class=before src={_src(out, row.before)} alt='before'></span>"
        f"<figcaption>{html.escape(row.name)}</figcaption></figure>"
        for row in rows
    )
    pictures = "\n".join(f"<img src={_src(out, sheet)} alt='{html.escape(sheet.stem)}'>" for sheet in sheets)
    return _PAGE.format(figures=figures, pictures=pictures)


def _src(out: Path, path: Path) -> str:
    return f'"{html.escape(_percent_encoded(path.relative_to(out).as_posix()))}"'


def _percent_encoded(path: str) -> str:
    """A relative path as a link: all but plain characters as %XX of their UTF-8 bytes."""
    # Not by urllib: the fence that keeps the network out would have to open for it.
    return "".join(
        chr(byte) if chr(byte) in _PLAIN else f"%{byte:02X}" for byte in path.encode(errors="surrogateescape")
    )


_PLAIN = frozenset(string.ascii_letters + string.digits + "_.-~/")


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>MirrorPPR Desktop: demo</title>
<style>
  body {{ background: #1f1f1f; color: #efefef; font: 15px/1.4 system-ui, sans-serif; margin: 24px; }}
  main {{ display: flex; flex-wrap: wrap; gap: 24px; }}
  figure {{ margin: 0; }}
  img {{ max-width: 100%; }}
  .pair {{ display: grid; }}
  .pair img {{ grid-area: 1 / 1; max-height: 80vh; }}
  figure:is(:hover, :focus) .before {{ visibility: hidden; }}
</style>
<h1>What was done to one, done to all</h1>
<p>Point at a photo, or step to it with the Tab key, to see its result.</p>
<main>
{figures}
</main>
{pictures}
</html>
"""
