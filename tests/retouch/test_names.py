"""The light list of names and the operations that are performed are one and the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mirrorppr_desktop.retouch.catalogue import CATALOGUE
from mirrorppr_desktop.retouch.names import NAMES, Group, both_ways, operation_of, sign_of
from mirrorppr_desktop.retouch.operations import FACE_OPERATIONS, LLW_OPERATIONS


def test_every_operation_has_its_name_in_its_order() -> None:
    assert [(one.positive, one.negative) for one in NAMES] == [(one.positive, one.negative) for one in CATALOGUE]


def test_places_and_tables_agree() -> None:
    assert [one.positive for one in NAMES if one.place == "face"] == [one.positive for one in FACE_OPERATIONS]
    assert [one.positive for one in NAMES if one.llw] == [one.positive for one in LLW_OPERATIONS]
    assert sum(len(one.directions) for one in NAMES if one.llw) == 16


def test_a_name_knows_its_operation_and_direction() -> None:
    assert operation_of("Narrow nasal alae").positive == "Widen nasal alae"
    assert operation_of("Narrow nasal alae").group is Group.NOSE
    assert (sign_of("Widen nasal alae"), sign_of("Narrow nasal alae")) == (1.0, -1.0)
    assert operation_of("Slim waist").directed(-0.2) is None
    assert operation_of("Enlarge eyes").directed(-0.2) == "Shrink eyes"


@pytest.mark.parametrize("name", ["Slim waist", "Shrink eyes", "Enlarge everything"])
def test_what_does_not_go_both_ways_from_there_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        both_ways(name)


def test_the_names_are_light() -> None:
    code = (
        "import sys, mirrorppr_desktop.retouch.names;"
        "sys.exit(any(one in sys.modules for one in ('numpy', 'cv2', 'mediapipe', 'scipy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
