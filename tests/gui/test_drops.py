"""Whatever is dropped is taken for what it is, or told why it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from mirrorppr_desktop.gui.drops import DropKind, sort_drop


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    names = ("a.tif", "b.JPG", "c.cr3", "x.mplook", "y.mplook", "m.onnx", "n.txt", "p.heic", "a.tif.mirrorppr.json")
    made = {name: tmp_path / name for name in names}
    for path in made.values():
        path.touch()
    (tmp_path / "shoot").mkdir()
    return {**made, "shoot": tmp_path / "shoot", "gone": tmp_path / "gone.tif"}


@pytest.mark.parametrize(
    ("names", "on_pair", "kind", "told"),
    [
        (["a.tif", "b.JPG"], True, DropKind.PAIR, (["a.tif", "b.JPG"], "")),
        (["a.tif", "b.JPG"], False, DropKind.SHOOT, (["a.tif", "b.JPG"], "")),
        (["a.tif"], True, DropKind.HALF, (["a.tif"], "")),
        (["a.tif", "a.tif"], True, DropKind.HALF, (["a.tif"], "")),
        (["a.tif", "b.JPG", "c.cr3"], True, DropKind.NOTHING, ([], "3 were dropped")),
        (["shoot"], True, DropKind.SHOOT, (["shoot"], "")),
        (["shoot"], False, DropKind.SHOOT, (["shoot"], "")),
        (["x.mplook"], True, DropKind.LOOK, (["x.mplook"], "")),
        (["x.mplook", "y.mplook"], False, DropKind.LOOK, (["x.mplook"], "y.mplook")),
        (["x.mplook", "shoot"], False, DropKind.SHOOT, (["shoot"], "x.mplook")),
        (["m.onnx"], False, DropKind.MODEL, (["m.onnx"], "")),
        (["n.txt"], False, DropKind.NOTHING, ([], "n.txt is no photo")),
        (["p.heic", "a.tif"], False, DropKind.SHOOT, (["a.tif"], "HEIC")),
        (["a.tif.mirrorppr.json"], False, DropKind.NOTHING, ([], "record of a result")),
        (["gone"], False, DropKind.NOTHING, ([], "gone.tif is not there")),
        ([], False, DropKind.NOTHING, ([], "Nothing")),
    ],
)
def test_a_drop(
    files: dict[str, Path], names: list[str], on_pair: bool, kind: DropKind, told: tuple[list[str], str]
) -> None:
    used, words = told
    drop = sort_drop([files[name] for name in names], on_pair=on_pair)
    assert drop.kind is kind
    assert list(drop.paths) == [files[name] for name in used]
    assert words in drop.words if words else drop.words == ""


def test_a_crowd_is_not_listed_file_by_file(tmp_path: Path) -> None:
    crowd = [tmp_path / f"{n}.txt" for n in range(200)]
    for path in crowd:
        path.touch()
    assert len(sort_drop(crowd).words) < 400
    assert "197 more" in sort_drop(crowd).words
