"""Looking into an ONNX file without the onnx package, compared with what that package wrote."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from identity_models import write_graph, write_identity_model
from onnx import helper, numpy_helper

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.weights.onnx_file import Interface, identity_interface, read_onnx


def test_the_interface_is_told_by_the_shapes(tmp_path: Path) -> None:
    assert identity_interface(write_identity_model(tmp_path / "a.onnx", 512)) is Interface.ARCFACE
    assert identity_interface(write_identity_model(tmp_path / "s.onnx", 128)) is Interface.SFACE


@pytest.mark.parametrize("normalises", [True, False])
def test_whether_a_network_normalises_is_told_as_insightface_does(tmp_path: Path, normalises: bool) -> None:
    arcface = pytest.importorskip("insightface.model_zoo.arcface_onnx")
    path = write_identity_model(tmp_path / "a.onnx", normalises=normalises)
    theirs = arcface.ArcFaceONNX(model_file=str(path))
    assert read_onnx(path).normalises is normalises
    assert theirs.input_mean == (0.0 if normalises else 127.5)


def test_open_lengths_and_weights_among_the_inputs_are_understood(tmp_path: Path) -> None:
    weights = numpy_helper.from_array(np.zeros((3 * 112 * 112, 512), np.float32), "weights")
    nodes = [
        helper.make_node("Flatten", ["data"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["embedding"]),
    ]
    path = write_graph(
        tmp_path / "a.onnx", nodes, [weights], ("batch", 3, 112, 112), ("batch", 512), weights_as_inputs=True
    )
    facts = read_onnx(path)
    assert [(port.name, port.shape) for port in facts.inputs] == [("data", (0, 3, 112, 112))]
    assert [(port.name, port.shape) for port in facts.outputs] == [("embedding", (0, 512))]
    assert identity_interface(path) is Interface.ARCFACE


@pytest.mark.parametrize(
    ("asked", "told"),
    [((1, 3, 640, 640), (1, 512)), ((1, 3, 112, 112), (1, 5)), ((1, 1, 112, 112), (1, 512)), ((1, 512), (1, 512))],
    ids=["detector", "other numbers", "grey", "no picture"],
)
def test_another_network_is_refused_with_its_shapes(
    tmp_path: Path, asked: tuple[int, ...], told: tuple[int, ...]
) -> None:
    path = write_graph(
        tmp_path / "other.onnx", [helper.make_node("Identity", ["data"], ["embedding"])], [], asked, told
    )
    with pytest.raises(
        ModelFileError, match=r"other\.onnx is no identity model: it takes .*" + " x ".join(map(str, asked))
    ):
        identity_interface(path)


def test_weights_in_other_files_are_refused(tmp_path: Path) -> None:
    model = onnx.load(write_identity_model(tmp_path / "whole.onnx"))
    onnx.save(model, tmp_path / "split.onnx", save_as_external_data=True, location="weights", size_threshold=0)
    assert identity_interface(tmp_path / "whole.onnx") is Interface.ARCFACE
    with pytest.raises(ModelFileError, match=r"split\.onnx keeps weights in other files"):
        identity_interface(tmp_path / "split.onnx")


def test_weights_in_other_files_are_found_in_constants_of_branches_too(tmp_path: Path) -> None:
    hidden = numpy_helper.from_array(np.zeros(512, np.float32), "hidden")
    hidden.ClearField("raw_data")
    hidden.data_location = onnx.TensorProto.EXTERNAL
    hidden.external_data.add(key="location", value="/etc/passwd")
    constant = helper.make_node("Constant", [], ["inside"], value=hidden)
    branch = helper.make_graph([constant], "branch", [], [helper.make_tensor_value_info("inside", 1, [512])])
    node = helper.make_node("If", ["flag"], ["embedding"], then_branch=branch, else_branch=branch)
    path = write_graph(tmp_path / "sly.onnx", [node], [], (1, 3, 112, 112), (1, 512))
    with pytest.raises(ModelFileError, match="other files"):
        identity_interface(path)


def test_a_file_cut_anywhere_is_told_and_never_crashes(tmp_path: Path) -> None:
    whole = write_identity_model(tmp_path / "whole.onnx", 128).read_bytes()
    cut = tmp_path / "cut.onnx"
    for length in [*range(0, 400), *range(400, len(whole), len(whole) // 97)]:
        cut.write_bytes(whole[:length])
        with pytest.raises(ModelFileError):
            identity_interface(cut)


def test_noise_is_told_and_never_crashes(tmp_path: Path) -> None:
    noise = np.random.default_rng(7)
    path = tmp_path / "noise.onnx"
    whole = bytearray(write_identity_model(tmp_path / "whole.onnx", 128).read_bytes()[-300:])
    for _ in range(300):
        changed = bytearray(whole)
        for at in noise.integers(0, len(whole), 5):
            changed[at] = noise.integers(256)
        path.write_bytes(changed)
        with pytest.raises(ModelFileError):
            identity_interface(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"none\.onnx cannot be read"):
        read_onnx(tmp_path / "none.onnx")
