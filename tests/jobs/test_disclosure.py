"""The disclosure report: it says what the sidecars say, harms no reader, and never writes over a file."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from mirrorppr_desktop.errors import OutputNotWritable
from mirrorppr_desktop.jobs.disclosure import Entry, write_report
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.record import Asked, FileId, Record
from mirrorppr_desktop.retouch.request import FacePolicy
from mirrorppr_desktop.retouch.retouch import OperationRetouch, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.warp import WarpField
from mirrorppr_desktop.settings import sidecar_path

SHA = "ab" * 32
AT = datetime(2026, 11, 25, 8, 41, tzinfo=UTC)


def record_for(source: str, result: Path) -> Record:
    field = WarpField.over((10.0, 10.0, 40.0, 40.0), 10.0, (64, 64))
    field = field.with_vectors(np.ones_like(field.vectors))
    face = PartRetouch(
        1,
        (OperationRetouch("Enlarge eyes", 0.4, field), OperationRetouch("Plump lips", 0.0, field)),
        residual=field,
        strength=0.5,
    )
    body = PartRetouch(None, (OperationRetouch("Slim waist", 0.3, field),))
    return Record(
        FileId(source, SHA, 1),
        FileId(result.name, SHA, 1),
        Retouch((64, 64), (face, body), Provenance("transfer", "3"), strength=0.8, notes=("face 2 left alone",)),
        OutputOptions(),
        Asked(FacePolicy.ALL, SHA, SHA),
    )


def entry(folder: Path, name: str = "BP_0401.tif", **told: object) -> Entry:
    original = folder / "shoot" / name
    result = folder / f"{original.stem}_retouched{original.suffix}"
    sidecar_path(result).write_text(record_for(name, result).to_text(), encoding="utf-8")
    return Entry(original, result, **told)  # type: ignore[arg-type]


def test_that_one_person_is_shown_was_said_by_the_user(tmp_path: Path) -> None:
    plain, said = entry(tmp_path, "plain.tif"), entry(tmp_path, "said.tif")
    record = record_for("said.tif", said.result)
    told = replace(record, retouch=replace(record.retouch, provenance=Provenance("transfer", "3", None, True)))
    sidecar_path(said.result).write_text(told.to_text(), encoding="utf-8")
    table, page = write_report([plain, said], tmp_path)
    words = "that the exemplar pair shows one person was said by the user"
    assert [words in row["notes"] for row in rows(table)] == [False, True]
    assert page.read_text(encoding="utf-8").count(words) == 1


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Seen(HTMLParser):
    """What a browser makes of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.targets: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.targets += [value or "" for name, value in attrs if name in ("src", "href", "action") or name[:2] == "on"]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_it_says_what_was_done_to_whom_by_what_and_how_alike_the_face_is(tmp_path: Path) -> None:
    told = entry(tmp_path, identity=0.8934, model="AuraFace v1", model_licence="Paid work allowed", face_ssim=0.971,
                 displacement=0.0123, flag="accepted", below_floor=True)  # fmt: skip
    table, page = write_report([told], tmp_path, at=AT)
    (row,) = rows(table)
    assert (row["original"], row["result"]) == ("BP_0401.tif", "BP_0401_retouched.tif")
    assert row["operations"] == "body: Slim waist 0.30; face 1: Enlarge eyes 0.20"
    assert row["strength of the whole"] == "0.80"
    assert row["other changes"] == "face 1: unnamed rest of the movement"
    assert (row["engine"], row["engine version"]) == ("transfer", "3")
    assert "paid work allowed" in row["engine licence"]
    assert (row["identity before and after"], row["identity model"]) == ("0.893", "AuraFace v1")
    assert (row["face-crop SSIM"], row["landmark displacement, eye distances"]) == ("0.971", "0.012")
    assert (row["flag"], row["below the identity floor"], row["notes"]) == ("accepted", "yes", "face 2 left alone")
    words = re.sub(r"\s+", " ", Seen(page.read_text(encoding="utf-8")).words)
    for part in ("Enlarge eyes 0.20", "Slim waist 0.30", "all of it at 80 %", "identity 0.893", "below the identity"):
        assert part in words
    assert "Plump lips" not in words


def test_without_a_model_it_says_so_and_does_not_say_nought(tmp_path: Path) -> None:
    table, page = write_report([entry(tmp_path)], tmp_path)
    assert rows(table)[0]["identity before and after"] == "no identity model"
    assert "no identity model" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_file_called_like_a_formula_is_text_in_a_spreadsheet(start: str, tmp_path: Path) -> None:
    name = f'{start}HYPERLINK("x","y").tif'
    table, _ = write_report([entry(tmp_path, name)], tmp_path)
    assert rows(table)[0]["original"] == f"'{name}"


def test_a_file_called_like_a_script_is_text_on_the_page(tmp_path: Path) -> None:
    name = "<script>alert(1)<∕script> & <img src=x onerror=y>.tif"
    _, page = write_report([entry(tmp_path, name)], tmp_path)
    seen = Seen(page.read_text(encoding="utf-8"))
    assert name in seen.words
    assert not {"script", "img", "link", "iframe"} & set(seen.tags)
    assert not seen.targets  # it is one file that fetches nothing


def test_a_record_that_cannot_be_read_is_named_and_the_others_stand(tmp_path: Path) -> None:
    bad, good = entry(tmp_path, "bad.tif"), entry(tmp_path, "good.tif")
    sidecar_path(bad.result).write_text("{}", encoding="utf-8")
    gone = Entry(tmp_path / "gone.tif", tmp_path / "gone_retouched.tif")
    table, page = write_report([bad, gone, good], tmp_path)
    notes = [row["notes"] for row in rows(table)]
    assert "bad_retouched.tif.mirrorppr.json" in notes[0] and "not recorded" in notes[1]
    assert rows(table)[2]["operations"]
    assert page.read_text(encoding="utf-8").count("<tr>") == 4


def test_another_sidecar_can_be_named(tmp_path: Path) -> None:
    made = entry(tmp_path)
    elsewhere = tmp_path / "run" / "x.json"
    elsewhere.parent.mkdir()
    sidecar_path(made.result).rename(elsewhere)
    table, _ = write_report([Entry(made.original, made.result, sidecar=elsewhere)], tmp_path)
    assert "Enlarge eyes" in rows(table)[0]["operations"]


def test_nothing_is_written_over_and_both_files_keep_one_number(tmp_path: Path) -> None:
    (tmp_path / "disclosure.html").write_text("somebody's", encoding="utf-8")
    written = write_report([entry(tmp_path)], tmp_path)
    assert [path.name for path in written] == ["disclosure_2.csv", "disclosure_2.html"]
    assert [path.name for path in write_report([], tmp_path)] == ["disclosure_3.csv", "disclosure_3.html"]
    assert (tmp_path / "disclosure.html").read_text(encoding="utf-8") == "somebody's"
    assert not list(tmp_path.glob(".mp-*"))


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable, match="nowhere"):
        write_report([entry(tmp_path)], tmp_path / "nowhere")


def test_a_name_that_is_no_text_is_still_reported(tmp_path: Path) -> None:
    odd = Entry(tmp_path / "a\udcff.tif", tmp_path / "a\udcff_retouched.tif")
    table, _ = write_report([odd], tmp_path)
    assert rows(table)[0]["original"] == "a?.tif"


def test_it_is_light_to_import() -> None:
    code = (
        "import sys, mirrorppr_desktop.jobs.disclosure;"
        "sys.exit(any(one in sys.modules for one in ('numpy', 'cv2', 'mediapipe', 'pyvips', 'PIL')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
