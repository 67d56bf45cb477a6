"""The disclosure report: what was done to each exported photo, as a CSV for programs and a page for people.

Light to import; what reads sidecars is loaded when a report is written.
"""

from __future__ import annotations

import csv
import html
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mirrorppr_desktop import __version__

if TYPE_CHECKING:
    from mirrorppr_desktop.record import Record
    from mirrorppr_desktop.retouch.retouch import PartRetouch, Retouch

STEM: Final = "disclosure"
ENGINE_LICENCES: Final = {
    "transfer": "Apache-2.0, part of this program: paid work allowed",
    "llw": "Apache-2.0, part of this program: paid work allowed",
}
SAID_SAME_PERSON: Final = "that the exemplar pair shows one person was said by the user"
_UNKNOWN_LICENCE: Final = "licence unknown"
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_COLUMNS: Final = (
    "original",
    "result",
    "operations",
    "strength of the whole",
    "other changes",
    "engine",
    "engine version",
    "engine licence",
    "identity before and after",
    "identity model",
    "identity model licence",
    "face-crop SSIM",
    "landmark displacement, eye distances",
    "flag",
    "below the identity floor",
    "notes",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One exported result, and what is known of it besides its sidecar.

    sidecar: what was done; None = the file beside the result. identity: similarity of a face before and after, the
    smallest of the photo, up to 1; None without a model. face_ssim, displacement: stand-ins that need no model.
    flag: what a person said, as in "accepted". below_floor: the identity is below the floor of the shoot.
    """

    original: Path
    result: Path
    sidecar: Path | None = None
    identity: float | None = None
    model: str | None = None
    model_licence: str = ""
    face_ssim: float | None = None
    displacement: float | None = None
    flag: str = ""
    below_floor: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One result in words. operations: (whose, ((name, strength), ...)) for each face and the body."""

    entry: Entry
    operations: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()
    strength: float | None = None
    others: tuple[str, ...] = ()
    engine: str = ""
    version: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()


def write_report(entries: Iterable[Entry], folder: Path, *, at: datetime | None = None) -> tuple[Path, Path]:
    """Write the report on some results: `disclosure.csv` and `disclosure.html`, with a number where a name is taken.

    A result whose sidecar cannot be read stands in the report with the reason. Names of files are told without their
    folders.

    Args:
        entries: in the order in which they are to be listed.
        folder: where to; it must exist.
        at: when it is made; now by default.

    Returns:
        The CSV and the page; both have the same number.

    Raises:
        DiskFull, OutputNotWritable: neither is there.
    """
    lines = [_line(entry) for entry in entries]
    made = at or datetime.now().astimezone()
    texts = {".csv": _csv_text(lines), ".html": _page(lines, made)}
    return _publish_both(folder, texts)


# --- from the sidecar


def _line(entry: Entry) -> _Line:
    from mirrorppr_desktop.errors import BadSidecar
    from mirrorppr_desktop.record import read_record
    from mirrorppr_desktop.settings import sidecar_path

    try:
        record = read_record(entry.sidecar or sidecar_path(entry.result))
    except BadSidecar as error:
        return _Line(entry, notes=(f"what was done is not recorded: {error}",))
    return _told(entry, record)


def _told(entry: Entry, record: Record) -> _Line:
    retouch = record.retouch
    made_by = retouch.provenance
    notes = retouch.notes
    if made_by.said_same_person:
        notes = (*notes, SAID_SAME_PERSON)
    if record.source.name != entry.original.name:
        notes = (*notes, f"the record names {record.source.name} as the original")
    return _Line(
        entry,
        operations=tuple((_whose(part), performed) for part in _in_order(retouch) if (performed := _performed(part))),
        strength=retouch.strength,
        others=tuple(
            f"{_whose(part)}: unnamed rest of the movement"
            for part in _in_order(retouch)
            if part.residual is not None and part.strength
        ),
        engine=made_by.engine,
        version=made_by.engine_version,
        licence=ENGINE_LICENCES.get(made_by.engine, _UNKNOWN_LICENCE),
        notes=notes,
    )


def _in_order(retouch: Retouch) -> list[PartRetouch]:
    return sorted(retouch.parts, key=lambda part: part.face or 0)


def _whose(part: PartRetouch) -> str:
    return "body" if part.face is None else f"face {part.face}"


def _performed(part: PartRetouch) -> tuple[tuple[str, float], ...]:
    """The operations of a part with what they come to there; the strength of the whole is told apart."""
    found = ((one.name, one.strength * part.strength) for one in part.operations)
    return tuple((name, strength) for name, strength in found if strength)


# --- as CSV


def _csv_text(lines: Sequence[_Line]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for line in lines:
        writer.writerow([_harmless(cell) for cell in _cells(line)])
    return file.getvalue()


def _cells(line: _Line) -> list[str]:
    entry = line.entry
    operations = "; ".join(
        f"{whose}: {', '.join(f'{name} {strength:.2f}' for name, strength in performed)}"
        for whose, performed in line.operations
    )
    return [
        _shown(entry.original),
        _shown(entry.result),
        operations,
        "" if line.strength is None else f"{line.strength:.2f}",
        "; ".join(line.others),
        line.engine,
        line.version,
        line.licence,
        _figure(entry.identity, "no identity model"),
        entry.model or "",
        entry.model_licence or (_UNKNOWN_LICENCE if entry.model else ""),
        _figure(entry.face_ssim),
        _figure(entry.displacement),
        entry.flag,
        "yes" if entry.below_floor else "no",
        "; ".join(line.notes),
    ]


def _figure(value: float | None, without: str = "") -> str:
    return without if value is None else f"{value:.3f}"


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: a file may be called "=HYPERLINK(...)"."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _shown(path: Path) -> str:
    """A file's name as text that can be written anywhere: bytes that are no text become question marks."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


# --- as a page

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 10pt/1.4 system-ui, sans-serif; color: #191919; background: #fff; margin: 2rem auto; max-width: 72rem;
  padding: 0 1rem; }
h1 { font-size: 16pt; margin: 0 0 .25rem; }
p { margin: .25rem 0; color: #404040; max-width: 60rem; }
table { border-collapse: collapse; width: 100%; margin-top: 1rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid #cfcfcf; }
th { font-size: 9pt; color: #505050; border-bottom: 1px solid #6c6c6c; }
td, th { overflow-wrap: anywhere; }
td.number { font-variant-numeric: tabular-nums; }
.mark { color: #664400; font-weight: 600; }
.hint { color: #505050; font-size: 9pt; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } thead { display: table-header-group; }
  tr { break-inside: avoid; } }
"""


def _page(lines: Sequence[_Line], made: datetime) -> str:
    rows = "\n".join(_row(line) for line in lines)
    number = f"{len(lines)} result" if len(lines) == 1 else f"{len(lines)} results"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Disclosure of retouching</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>Disclosure of retouching</h1>
<p>{number}, {made:%Y-%m-%d %H:%M}. Written by MirrorPPR Desktop {html.escape(__version__)} on the photographer's
own computer from the records beside the results.</p>
<p>Strength 1.00 of an operation is its largest natural edit. Identity is the similarity of a face before and after, up
to 1.000. Face-crop SSIM and landmark displacement compare the same face without an identity model.</p>
<table>
<thead><tr><th>Original</th><th>Result</th><th>What was done</th><th>Engine and licence</th><th>Face before and
after</th><th>Decision</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def _row(line: _Line) -> str:
    entry, text = line.entry, html.escape
    done = [
        f"{text(whose)}: {', '.join(f'{text(name)} {strength:.2f}' for name, strength in performed)}"
        for whose, performed in line.operations
    ]
    done += [text(one) for one in line.others]
    if line.strength is not None and line.strength != 1:
        done.append(f"all of it at {line.strength * 100:.0f} %")
    if not done and line.engine:
        done.append("nothing was moved")
    hints = [f'<span class="hint">{text(note)}</span>' for note in line.notes]
    engine = [text(f"{line.engine} {line.version}".strip()), text(line.licence)] if line.engine else []
    decision = [text(entry.flag)] if entry.flag else []
    if entry.below_floor:
        decision.append('<span class="mark">below the identity floor</span>')
    cells = ["<br>".join(cell) for cell in ([*done, *hints], engine, _face(entry), decision)]
    names = "".join(f"<td>{text(_shown(path))}</td>" for path in (entry.original, entry.result))
    return (
        f'<tr>{names}<td>{cells[0]}</td><td>{cells[1]}</td><td class="number">{cells[2]}</td><td>{cells[3]}</td></tr>'
    )


def _face(entry: Entry) -> list[str]:
    told = []
    if entry.identity is None:
        told.append("identity: no identity model")
    else:
        model = f"{entry.model}, {entry.model_licence or _UNKNOWN_LICENCE}" if entry.model else "model not named"
        told.append(f"identity {entry.identity:.3f} ({html.escape(model)})")
    if entry.face_ssim is not None:
        told.append(f"face-crop SSIM {entry.face_ssim:.3f}")
    if entry.displacement is not None:
        told.append(f"landmark displacement {entry.displacement:.3f} eye distances")
    return told


# --- to the disk


def _publish_both(folder: Path, texts: dict[str, str]) -> tuple[Path, Path]:
    """Both files under one stem that is free for both; the first is taken back where the second cannot be written."""
    from mirrorppr_desktop.jobs.names import free_name
    from mirrorppr_desktop.photo.publish import output_error, publish, stage_path

    def is_taken(wish: Path) -> bool:
        return any(os.path.lexists(wish.with_suffix(suffix)) for suffix in texts)

    stem = free_name(folder / f"{STEM}.csv", is_taken)
    staged: list[Path] = []
    published: list[Path] = []
    try:
        for suffix, text in texts.items():
            final = stem.with_suffix(suffix)
            stage = stage_path(final, f"report-{os.getpid()}{suffix}")
            staged.append(stage)
            try:
                _write(stage, text)
            except OSError as error:
                raise output_error(final, error) from error
        for stage, suffix in zip(staged, texts, strict=True):
            published.append(publish(stage, stem.with_suffix(suffix)))
    except BaseException:
        for path in (*staged, *published):
            path.unlink(missing_ok=True)
        raise
    return published[0], published[1]


def _write(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with path.open("x", encoding="utf-8", errors="replace", newline="") as file:
        file.write("\ufeff" if path.name.endswith(".csv.part") else "")  # spreadsheets know UTF-8 by it
        file.write(text)
