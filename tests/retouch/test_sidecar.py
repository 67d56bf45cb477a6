from __future__ import annotations

import base64
import copy
import json
import zlib
from typing import Any

import numpy as np
import pytest

from mirrorppr_desktop.errors import BadSidecar
from mirrorppr_desktop.retouch.retouch import OperationRetouch, PartRetouch, Provenance, Retouch
from mirrorppr_desktop.retouch.sidecar import from_json, to_json
from mirrorppr_desktop.retouch.warp import WarpField


@pytest.fixture
def retouch() -> Retouch:
    grid = WarpField.over((10.5, 20.25, 60, 70), 5.1, (100, 90))
    field = grid.with_vectors(np.random.default_rng(0).normal(0, 2, grid.vectors.shape))
    face = PartRetouch(2, (OperationRetouch("Enlarge eyes", 0.4, field.scaled(0.5)),), field, 0.83, 0.5)
    return Retouch((100, 90), (face,), Provenance("transfer", "1", ("a" * 64, "b" * 64)), 1.2, ("a note",))


def test_a_retouch_survives_json_to_the_last_bit(retouch: Retouch) -> None:
    back = from_json(json.loads(json.dumps(to_json(retouch))))
    np.testing.assert_array_equal(back.parts[0].residual.vectors, retouch.parts[0].residual.vectors)
    assert to_json(back) == to_json(retouch)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 99),
        (("schema",), "1"),
        (("size",), [0, 90]),
        (("size",), [1e9, 90]),
        (("strength",), float("nan")),
        (("strength",), 1e308),
        (("strength",), True),
        (("engine",), None),
        (("engine",), "x" * 5000),
        (("parts",), {}),
        (("parts",), [None]),
        (("parts", 0, "face"), 1.5),
        (("parts", 0, "trust"), -1),
        (("parts", 0, "operations"), [{"name": 5, "strength": 1}]),
        (("parts", 0, "residual", "nodes"), [1 << 15, 1 << 15]),
        (("parts", 0, "residual", "nodes"), [2, 2]),
        (("parts", 0, "residual", "step"), [0, 1]),
        (("parts", 0, "residual", "origin"), ["a", "b"]),
        (("parts", 0, "residual", "vectors"), "not base64!"),
        (("parts", 0, "residual", "vectors"), base64.b64encode(b"not zlib").decode()),
        (("parts", 0, "residual", "vectors"), base64.b64encode(zlib.compress(bytes(50_000_000))).decode()),
        (("exemplar_sha256",), ["a"]),
        (("notes",), [1]),
        (("said_same_person",), 1),
    ],
)
def test_hostile_values_are_refused_in_words(retouch: Retouch, path: tuple[Any, ...], value: Any) -> None:
    data = copy.deepcopy(to_json(retouch))
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(BadSidecar):
        from_json(data)


@pytest.mark.parametrize("data", [None, [], "x", 5, {}])
def test_what_is_no_retouch_at_all_is_refused(data: object) -> None:
    with pytest.raises(BadSidecar):
        from_json(data)


def test_vectors_that_are_not_finite_are_refused(retouch: Retouch) -> None:
    data = to_json(retouch)
    columns, rows = data["parts"][0]["residual"]["nodes"]
    poison = np.full(columns * rows * 2, np.inf, "<f4").tobytes()
    data["parts"][0]["residual"]["vectors"] = base64.b64encode(zlib.compress(poison)).decode()
    with pytest.raises(BadSidecar, match="finite"):
        from_json(data)
