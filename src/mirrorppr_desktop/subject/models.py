"""The models that the mediapipe wheel carries, run on the CPU as functions from one small picture to arrays.

Each model is a small MediaPipe graph: picture -> tensor -> inference -> numbers. Cropping, decoding and merging are
done in this room, where the pixel convention is known. Nothing is loaded before the first call; one set per process.

The compiled part of mediapipe is loaded by itself: `import mediapipe` would also import matplotlib (which wants a
writable home), sounddevice (which opens the audio system) and the tasks API, none of which is used here.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.photo.photo import RGB8, Size

Floats = NDArray[np.float32]

_BINDINGS: Final = "mediapipe.python._framework_bindings"
_REINSTALL: Final = "install mediapipe==0.10.21, the last release that carries its models"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One model: its file below mediapipe/modules, its input, and which of its output tensors are read, in order."""

    file: str
    size: Size
    low: float  # what a black pixel becomes; a white one becomes 1
    outputs: tuple[int, ...]
    tensors: int  # how many output tensors it has


FACE_DETECTION: Final = ModelFile("face_detection/face_detection_full_range_sparse.tflite", (192, 192), -1, (0, 1), 2)
FACE_MESH: Final = ModelFile("face_landmark/face_landmark_with_attention.tflite", (192, 192), 0, (6,), 7)
POSE_DETECTION: Final = ModelFile("pose_detection/pose_detection.tflite", (224, 224), -1, (0, 1), 2)
POSE_LANDMARKS: Final = ModelFile("pose_landmark/pose_landmark_full.tflite", (256, 256), 0, (0, 1, 3), 5)
SEGMENTATION: Final = ModelFile("selfie_segmentation/selfie_segmentation.tflite", (256, 256), 0, (0,), 1)
ALL: Final = (FACE_DETECTION, FACE_MESH, POSE_DETECTION, POSE_LANDMARKS, SEGMENTATION)


class Outputs:
    """What a model gave for one picture. Each output is turned into an array, flat, only when it is asked for."""

    def __init__(self, packets: list[Any], read: Callable[[Any], list[float]]) -> None:
        self._packets = packets
        self._read = read

    def __getitem__(self, index: int) -> Floats:
        return np.array(self._read(self._packets[index]), np.float32)


_running: dict[ModelFile, _Graph] = {}
_lock = threading.RLock()


def run(model: ModelFile, image: RGB8) -> Outputs:
    """What `model` gives for a picture of exactly its input size, in the order of `model.outputs`.

    FACE_MESH has one more output in front: 478 landmarks x, y, z in pixels of the input.

    Raises:
        ModelFileError: mediapipe or the model file is missing, or does not run on this machine.
    """
    with _lock:
        graph = _running.get(model)
        if graph is None:
            graph = _running[model] = _Graph(model)
        return graph.run(image)


def clear() -> None:
    """Close every model of this process. The next call starts what it needs again."""
    with _lock:
        while _running:
            _running.popitem()[1].close()


def missing_files() -> tuple[str, ...]:
    """The model files that are not where the wheel puts them, without loading anything."""
    folder = _package()
    return tuple(model.file for model in ALL if folder is None or not (folder / "modules" / model.file).is_file())


class _Graph:
    """One model, started."""

    def __init__(self, model: ModelFile) -> None:
        missing = missing_files()
        if model.file in missing:
            raise ModelFileError(f"The model {model.file} is missing from this installation: {_REINSTALL}.")
        self._bindings = _load_bindings()
        self._model = model
        self._streams = _streams(model)
        self._packets: dict[str, Any] = {}  # the latest of each stream
        self._time = 0
        with _native_stderr_dropped():
            try:
                self._graph = self._bindings.calculator_graph.CalculatorGraph(graph_config=_graph_text(model))
                for stream in self._streams:
                    self._graph.observe_output_stream(stream, self._packets.__setitem__, False)
                self._graph.start_run({})
                # Kernels are prepared, and say so, on the first run.
                self.run(np.zeros((model.size[1], model.size[0], 3), np.uint8))
            except (RuntimeError, ValueError) as error:
                raise ModelFileError(
                    f"The model {model.file} does not run: {error}. To repair, {_REINSTALL}."
                ) from error

    def run(self, image: RGB8) -> Outputs:
        width, height = self._model.size
        assert image.shape == (height, width, 3) and image.dtype == np.uint8, (self._model.file, image.shape)
        self._time += 1
        self._packets.clear()
        bindings = self._bindings
        packet = bindings._packet_creator._create_image_frame_from_pixel_data(
            bindings.image_frame.ImageFormat.SRGB, np.ascontiguousarray(image), True
        )
        self._graph.add_packet_to_input_stream("image", packet.at(self._time))
        self._graph.wait_until_idle()
        return Outputs([self._packets[stream] for stream in self._streams], bindings._packet_getter.get_float_list)

    def close(self) -> None:
        with suppress(RuntimeError):
            self._graph.close()


def _streams(model: ModelFile) -> tuple[str, ...]:
    floats = tuple(f"floats{index}" for index in model.outputs)
    return ("mesh", *floats) if model is FACE_MESH else floats


def _graph_text(model: ModelFile) -> str:
    """The graph as MediaPipe's text format."""
    ranges = [f"ranges {{ begin: {index} end: {index + 1} }}" for index in model.outputs]
    tensors = [f'output_stream: "tensor{index}"' for index in model.outputs]
    nodes = [
        f'input_stream: "image" executor {{ type: "ApplicationThreadExecutor" }}'
        f' node {{ calculator: "TfLiteCustomOpResolverCalculator" output_side_packet: "OP_RESOLVER:ops" }}'
        f' node {{ calculator: "ImageToTensorCalculator" input_stream: "IMAGE:image" output_stream: "TENSORS:input"'
        f" options {{ [mediapipe.ImageToTensorCalculatorOptions.ext] {{ output_tensor_width: {model.size[0]}"
        f" output_tensor_height: {model.size[1]} output_tensor_float_range {{ min: {model.low} max: 1 }} }} }} }}"
        f' node {{ calculator: "InferenceCalculator" input_stream: "TENSORS:input" output_stream: "TENSORS:output"'
        f' input_side_packet: "OP_RESOLVER:ops" options {{ [mediapipe.InferenceCalculatorOptions.ext] {{'
        f' model_path: "mediapipe/modules/{model.file}" delegate {{ xnnpack {{ num_threads: 1 }} }} }} }} }}'
    ]
    if model is FACE_MESH:
        # The wheel's own subgraph knows which of the 478 points the finer lips, eyes and irises replace.
        ranges.append("ranges { begin: 0 end: 6 }")
        tensors.append('output_stream: "parts"')
        nodes.append(
            'node { calculator: "TensorsToFaceLandmarksWithAttention" input_stream: "TENSORS:parts"'
            ' output_stream: "LANDMARKS:landmarks" }'
            ' node { calculator: "LandmarksToTensorCalculator" input_stream: "NORM_LANDMARKS:landmarks"'
            ' input_stream: "IMAGE_SIZE:size" output_stream: "TENSORS:points" options {'
            " [mediapipe.LandmarksToTensorCalculatorOptions.ext] { attributes: X attributes: Y attributes: Z } } }"
            ' node { calculator: "ImagePropertiesCalculator" input_stream: "IMAGE:image" output_stream: "SIZE:size" }'
            ' node { calculator: "TensorsToFloatsCalculator" input_stream: "TENSORS:points"'
            ' output_stream: "FLOATS:mesh" } output_stream: "mesh"'
        )
    nodes.append(
        f'node {{ calculator: "SplitTensorVectorCalculator" input_stream: "output" {" ".join(tensors)}'
        f" options {{ [mediapipe.SplitVectorCalculatorOptions.ext] {{ {' '.join(ranges)} }} }} }}"
    )
    nodes += [
        f'node {{ calculator: "TensorsToFloatsCalculator" input_stream: "TENSORS:tensor{index}"'
        f' output_stream: "FLOATS:floats{index}" }} output_stream: "floats{index}"'
        for index in model.outputs
    ]
    return "\n".join(nodes)


@cache
def _package() -> Path | None:
    """The folder of the mediapipe package, found without importing it."""
    spec = importlib.util.find_spec("mediapipe")
    return None if spec is None or spec.origin is None else Path(spec.origin).parent


@cache
def _load_bindings() -> ModuleType:
    """The compiled part of mediapipe, under the name that mediapipe itself gives it, so that both can share it."""
    package = _package()
    bindings = sys.modules.get(_BINDINGS)
    if package is not None and bindings is None:
        for binary in sorted((package / "python").glob("_framework_bindings.*")):
            spec = importlib.util.spec_from_file_location(_BINDINGS, binary)
            if spec is None or spec.loader is None:
                continue
            try:
                bindings = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(bindings)
            except ImportError as error:
                raise ModelFileError(f"mediapipe cannot be loaded: {error}. To repair, {_REINSTALL}.") from error
            break
    if package is None or bindings is None:
        raise ModelFileError(f"mediapipe is not installed or not whole: {_REINSTALL}.")
    bindings.resource_util.set_resource_dir(str(package.parent))
    return bindings


@contextmanager
def _native_stderr_dropped() -> Iterator[None]:
    """Drop what native code writes to the standard error stream.

    TensorFlow Lite and the model checks of mediapipe log straight to file descriptor 2 while a model starts, and this
    wheel obeys none of the environment variables that are said to silence them. Errors come back as exceptions.
    """
    try:
        kept = os.dup(2)
    except OSError:  # no standard error at all, as in a windowed program
        yield
        return
    sink = os.open(os.devnull, os.O_WRONLY)
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
        os.dup2(sink, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(sink)
        os.close(kept)
