from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_engines import bulge
from hypothesis import given
from hypothesis import strategies as st

from mirrorppr_desktop.errors import BadSidecar
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.record import MAX_BYTES, Asked, Consistency, FileId, Record, read_record
from mirrorppr_desktop.retouch.request import FacePolicy
from mirrorppr_desktop.retouch.retouch import PartRetouch, Provenance, Retouch
from mirrorppr_desktop.settings import sidecar_path

RECORD = Record(
    source=FileId("a é\n.jpg", "a" * 64, 10),
    result=FileId("a_retouched.png", "b" * 64, 12),
    retouch=Retouch(
        (64, 48), (PartRetouch(1, residual=bulge((64, 48), 0.1)),), Provenance("transfer", "1", ("c" * 64, "d" * 64))
    ),
    options=OutputOptions(PhotoFormat.PNG, 16, 80, "4:2:0", False),
    asked=Asked(FacePolicy.LARGEST, "e" * 64, "f" * 64),
)


def _vectors(record: Record) -> np.ndarray:
    residual = record.retouch.parts[0].residual
    assert residual is not None
    return residual.vectors


def test_to_text_and_back() -> None:
    again = Record.from_text(RECORD.to_text())
    assert (again.source, again.result, again.options, again.asked) == (
        RECORD.source,
        RECORD.result,
        RECORD.options,
        RECORD.asked,
    )
    assert np.array_equal(_vectors(again), _vectors(RECORD))
    assert again.to_text() == RECORD.to_text()


def test_the_consistency_is_kept_where_there_is_one() -> None:
    assert "consistency" not in json.loads(RECORD.to_text())
    assert Record.from_text(RECORD.to_text()).consistency is None
    told = Consistency(0.9124, -0.2)
    assert Record.from_text(replace(RECORD, consistency=told).to_text()).consistency == told


def test_its_place() -> None:
    assert sidecar_path(Path("out/a_retouched.jpg")) == Path("out/a_retouched.jpg.mirrorppr.json")


def changed(**changes: Any) -> str:
    """The record's text with values replaced; a key is a path with dots."""
    data = json.loads(RECORD.to_text())
    for key, value in changes.items():
        *way, last = key.split("__")
        entry = data
        for step in way:
            entry = entry[step]
        entry[last] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not valid JSON"),
        ("[]", "no JSON object"),
        ("{}", "no sidecar of this program"),
        ("[" * 100_000, "not valid JSON"),
        ('{"schema": ' + "9" * 5000 + "}", "not valid JSON"),
        (changed(schema=2), "newer version"),
        (changed(schema=True), "no sidecar"),
        (changed(source__name="../a.jpg"), "plain file name"),
        (changed(source__name="/etc/passwd"), "plain file name"),
        (changed(source__name="C:\\a.jpg"), "plain file name"),
        (changed(source__name=".."), "plain file name"),
        (changed(source__name="a\0.jpg"), "plain file name"),
        (changed(source__name="x" * 2000), "plain file name"),
        (changed(source__sha256="A" * 64), "SHA-256"),
        (changed(source__length=-1), "number of bytes"),
        (changed(source__length=1.5), "number of bytes"),
        (changed(output__format="raw"), "format"),
        (changed(output__format=["png"]), "format"),
        (changed(output__bits=12), "bits"),
        (changed(output__quality=True), "quality"),
        (changed(output__quality=101), "quality"),
        (changed(output__subsampling="9:9:9"), "subsampling"),
        (changed(output__keep_gps="yes"), "keep_gps"),
        (changed(asked__faces="some"), "faces"),
        (changed(consistency="high"), "consistency"),
        (changed(consistency={"result": 1.5, "untouched": 0}), "consistency: result"),
        (changed(consistency={"result": 0.5, "untouched": True}), "consistency: untouched"),
        (changed(consistency={"result": 0.5}), "consistency: untouched"),
        (changed(asked__settings_sha256=None), "SHA-256"),
        (changed(retouch=None), "retouch"),
        (changed(retouch__strength=float("nan")), "no number"),
        (changed(retouch__strength=1e308), "strength"),
        (changed(output=[]), "JSON object"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_in_words(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(BadSidecar, match=words):
        Record.from_text(text)
    (tmp_path / "x.mirrorppr.json").write_text(text)
    with pytest.raises(BadSidecar, match=r"^x\.mirrorppr\.json: "):
        read_record(tmp_path / "x.mirrorppr.json")


def test_a_file_too_long_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "x.mirrorppr.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 100)  # sparse
    with pytest.raises(BadSidecar, match="longer than"):
        read_record(path)


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_KEYS = [
    *("schema", "source", "source__name", "source__length", "asked__faces"),
    *("output__bits", "output__format", "output__quality", "output__subsampling"),
    *("retouch", "retouch__faces", "retouch__size", "retouch__notes"),
]


@given(st.sampled_from(_KEYS), _JSON)
def test_anything_in_any_place_is_read_or_refused(key: str, value: object) -> None:
    try:
        Record.from_text(changed(**{key: value}))
    except BadSidecar as refused:
        assert str(refused)
