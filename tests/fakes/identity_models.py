"""Identity models of random weights: they see the whole picture and answer in the right form, and know nobody."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_CELLS = 3 * 14 * 14


def write_identity_model(path: Path, length: int = 512, *, seed: int = 0, normalises: bool = False) -> Path:
    """A network of one layer: the means of 8 x 8 px cells times random numbers.

    length: 512 answers as ArcFace does, 128 as SFace. normalises: subtract the mean and scale inside.
    """
    weights = np.random.default_rng(seed).normal(size=(_CELLS, length)).astype(np.float32)
    nodes, given, picture = [], [numpy_helper.from_array(weights, "weights")], "data"
    if normalises:
        given += [numpy_helper.from_array(np.float32(127.5), "mean"), numpy_helper.from_array(np.float32(1 / 128), "k")]
        nodes += [
            helper.make_node("Sub", ["data", "mean"], ["centred"], "_minusscalar0"),
            helper.make_node("Mul", ["centred", "k"], ["scaled"], "_mulscalar0"),
        ]
        picture = "scaled"
    nodes += [
        helper.make_node("AveragePool", [picture], ["cells"], "pool", kernel_shape=[8, 8], strides=[8, 8]),
        helper.make_node("Flatten", ["cells"], ["flat"], "flatten"),
        helper.make_node("MatMul", ["flat", "weights"], ["embedding"], "dense"),
    ]
    return write_graph(path, nodes, given, (1, 3, 112, 112), (1, length))


def write_graph(
    path: Path,
    nodes: list[onnx.NodeProto],
    given: list[onnx.TensorProto],
    asked: tuple[int | str, ...],
    told: tuple[int | str, ...],
    *,
    weights_as_inputs: bool = False,
) -> Path:
    """Any graph from `data` to `embedding`, in a form that OpenCV 4.11 and every onnxruntime reads."""
    inputs = [helper.make_tensor_value_info("data", TensorProto.FLOAT, asked)]
    if weights_as_inputs:
        inputs += [helper.make_tensor_value_info(one.name, one.data_type, list(one.dims)) for one in given]
    outputs = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, told)]
    graph = helper.make_graph(nodes, "identity", inputs, outputs, given)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=7)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString())
    return path
