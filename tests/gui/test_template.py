"""Names of exported files: whatever is typed, and whatever photos are called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrorppr_desktop.gui.export.template import (
    DEFAULT,
    MAX_STEM_BYTES,
    TOKENS,
    Values,
    fill,
    tells_photos_apart,
    unknown_tokens,
)

FULL = Values("BP_0401", look="Board", date="2026-11-14", seq=7, rating=4, of=96)
BARE = Values("BP_0401", seq=7, of=96)


@pytest.mark.parametrize(
    ("template", "values", "expected"),
    [
        (DEFAULT, FULL, "BP_0401_retouched"),
        ("{name}_retouched.{ext}", FULL, "BP_0401_retouched"),
        ("{date}_{seq}_{name}", FULL, "2026-11-14_007_BP_0401"),
        ("{seq}", Values("a", seq=7, of=12000), "00007"),
        ("{name} ({look}, {rating})", FULL, "BP_0401 (Board, 4)"),
        ("{NAME}-{ look }", FULL, "BP_0401-Board"),
        # what is empty takes its separators along, and only those
        ("{name}_{look}_{date}_end", BARE, "BP_0401_end"),
        ("{look}_{name}", BARE, "BP_0401"),
        ("{name}-{rating}", BARE, "BP_0401"),
        ("{name} ({look})", BARE, "BP_0401"),
        ("{name}__{seq}", BARE, "BP_0401__007"),
        ("{name}{look}{seq}", BARE, "BP_0401007"),
        # what no system, or not every system, allows
        ("a/b\\c:{name}?", FULL, "a_b_c_BP_0401_"),
        ("../{name}", FULL, "_BP_0401"),
        ("{name}. ", FULL, "BP_0401"),
        ("CON", FULL, "CON_"),
        ("com1.{name}", FULL, "com1_.BP_0401"),
        ("console", FULL, "console"),
        ("{look}", BARE, "BP_0401"),
        ("", FULL, "BP_0401"),
        (".", Values("..."), "photo_1"),
        # what stands for nothing stays as it was typed
        ("{name}_{who}", FULL, "BP_0401_{who}"),
    ],
)
def test_names(template: str, values: Values, expected: str) -> None:
    assert fill(template, values) == expected


def test_unknown_tokens_are_told() -> None:
    assert unknown_tokens("{name}_{who}_{Look}_{who}_{}.{ext}") == ("{who}", "{}")
    assert unknown_tokens(DEFAULT) == ()


def test_a_template_that_names_all_photos_alike_is_told() -> None:
    assert tells_photos_apart("{ Name }_x") and tells_photos_apart("{seq}")
    assert not tells_photos_apart("{look}_{date}_{rating}")


PIECES = st.one_of(st.sampled_from([f"{{{one}}}" for one in TOKENS]), st.text(max_size=12))
VALUES = st.builds(
    Values,
    name=st.text(min_size=1, max_size=300),
    look=st.text(max_size=40),
    date=st.sampled_from(["", "2026-11-14"]),
    seq=st.integers(1, 3000),
    rating=st.integers(0, 5),
    of=st.integers(1, 3000),
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=6).map("".join), VALUES)
def test_a_name_is_always_one_that_every_system_takes(template: str, values: Values) -> None:
    stem = fill(template, values)
    assert stem and len(stem.encode()) <= MAX_STEM_BYTES
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', stem)
    assert stem == stem.strip(" ") and not stem.startswith(".") and not stem.endswith(".")
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)", stem.split(".")[0])
    assert Path(stem).name == stem


@given(VALUES)
def test_the_digest_keeps_long_names_apart(values: Values) -> None:
    long = [fill("{name}" + "x" * 400 + end, values) for end in ("a", "b")]
    assert long[0] != long[1]


@settings(max_examples=50)
@given(st.text(alphabet="abcÄß漢🙂", min_size=1, max_size=30), st.text(alphabet="abc", min_size=1, max_size=8))
def test_plain_names_are_left_alone(name: str, end: str) -> None:
    assert fill(f"{{name}}_{end}", Values(name)) == f"{name}_{end}"
