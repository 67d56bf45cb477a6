"""Ask an identity model about a face. Two kinds of ONNX file are understood, told apart by what they take and give."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.photo.photo import RGB8, Points
from mirrorppr_desktop.weights.onnx_file import Interface, identity_interface, read_onnx

Embedding: TypeAlias = NDArray[np.float64]  # (128,) or (512,)
Embedder: TypeAlias = Callable[[RGB8, Points], Embedding]  # picture and five points of a face in it

FACE_PX: Final = 112
# Where ArcFace wants eyes, nose tip and corners of the mouth, in its 112 px. Source: Deng et al. 2019, ArcFace, and
# insightface/utils/face_align.py.
TEMPLATE: Final = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]], np.float64
)
_CPU: Final = ["CPUExecutionProvider"]
_TRIAL: Final = np.full((FACE_PX, FACE_PX, 3), 127, np.uint8), TEMPLATE.astype(np.float32)  # a model fails at once
_Network: TypeAlias = Callable[[RGB8, Points], Any]

_loaded: dict[tuple[Path, int, int], Embedder] = {}
_lock = threading.Lock()  # one face at a time: the networks are not made for more


def load_embedder(path: Path) -> Embedder:
    """The model in an ONNX file, loaded on the first call and kept by this process while the file stays the same.

    Raises:
        ModelFileError: not an identity model, or no library that runs it is installed.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise ModelFileError(f"the identity model {path} cannot be read: {error.strerror}") from error
    key = path.resolve(), status.st_mtime_ns, status.st_size
    with _lock:
        if key not in _loaded:
            _loaded.clear()  # a model takes up to 0.3 GB: one at a time
            _loaded[key] = _load(path)
        return _loaded[key]


def forget_models() -> None:
    """Let go of what was loaded."""
    with _lock:
        _loaded.clear()


def align(picture: RGB8, points: Points) -> RGB8:
    """A face cut out as ArcFace wants it, (112, 112, 3), black beyond the picture.

    Args:
        picture: in which the face is not much larger than 112 px, so that linear interpolation loses nothing.
        points: (5, 2) as `TEMPLATE`.
    """
    face: RGB8 = cv2.warpAffine(picture, similarity(points, TEMPLATE), (FACE_PX, FACE_PX), borderValue=0)
    return face


def similarity(source: Points, target: NDArray[np.float64]) -> NDArray[np.float64]:
    """The turn, size and shift, (2, 3), that bring `source` closest to `target` by least squares; no mirroring.

    In complex numbers, both from their means: z = sum conj(s) t / sum |s|^2.
    """
    s = source[:, 0] + 1j * source[:, 1].astype(np.float64)
    t = target[:, 0] + 1j * target[:, 1]
    spread = s - s.mean()
    z = complex((spread.conj() * (t - t.mean())).sum() / (np.abs(spread) ** 2).sum())
    shift = complex(t.mean() - z * s.mean())
    return np.array([[z.real, -z.imag, shift.real], [z.imag, z.real, shift.imag]])


def _load(path: Path) -> Embedder:
    network = _sface(path) if identity_interface(path) is Interface.SFACE else _arcface(path)

    def embed(picture: RGB8, points: Points) -> Embedding:
        with _lock:
            answer = np.asarray(network(picture, points), np.float64).ravel()
        if not np.isfinite(answer).all() or not answer.any():
            raise ModelFileError(f"{path.name} gives no usable answer. Verify it: mirrorppr models verify")
        return answer

    return embed


def _sface(path: Path) -> _Network:
    """Through OpenCV, which aligns and normalises by itself."""
    try:
        # As bytes: OpenCV cannot open paths outside the system's own encoding.
        content = np.frombuffer(path.read_bytes(), np.uint8)
        recogniser = cv2.FaceRecognizerSF.create("onnx", content, np.empty(0, np.uint8))

        def run(picture: RGB8, points: Points) -> Any:
            # A row as OpenCV's own detector gives it: box (unused here), five points, score.
            row = np.concatenate([np.zeros(4, np.float32), points.ravel(), np.ones(1, np.float32)])[None]
            # A copy: the answer lies in a buffer that the next call writes over.
            return recogniser.feature(recogniser.alignCrop(_bgr(picture), row)).copy()

        run(*_TRIAL)
    except (cv2.error, OSError) as error:
        raise _not_loaded(path, error) from error
    return run


def _arcface(path: Path) -> _Network:
    """Through insightface where it is installed, else straight through onnxruntime, in the same way."""
    try:
        from onnxruntime.capi import onnxruntime_pybind11_state as native
    except ImportError as error:
        raise ModelFileError(
            f"{path.name} needs onnxruntime, which is not installed: pip install onnxruntime. SFace does without"
        ) from error
    # Its errors share no base but Exception.
    native_errors = (kind for kind in vars(native).values() if isinstance(kind, type) and issubclass(kind, Exception))
    errors: tuple[type[Exception], ...] = (*native_errors, OSError, ValueError, RuntimeError)
    try:
        run = _insightface(path) or _onnxruntime(path)
        run(*_TRIAL)
    except errors as error:
        raise _not_loaded(path, error) from error
    return run


def _insightface(path: Path) -> _Network | None:
    try:
        from insightface.model_zoo import get_model
    except ImportError:
        return None
    model = get_model(str(path), providers=_CPU)
    return lambda picture, points: model.get_feat(_bgr(align(picture, points)))


def _onnxruntime(path: Path) -> _Network:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=_CPU)
    name = session.get_inputs()[0].name
    # Networks converted from MXNet normalise by themselves; the others want -1 to 1. Told as insightface tells it.
    mean, scale = (0.0, 1.0) if read_onnx(path).normalises else (127.5, 1 / 127.5)

    def run(picture: RGB8, points: Points) -> Any:
        face = (align(picture, points).astype(np.float32) - np.float32(mean)) * np.float32(scale)
        return session.run(None, {name: face.transpose(2, 0, 1)[None]})[0]  # (1, 3, 112, 112)

    return run


def _not_loaded(path: Path, error: Exception) -> ModelFileError:
    reason = str(error).strip().splitlines()
    return ModelFileError(f"{path} could not be loaded: {reason[0] if reason else type(error).__name__}")


def _bgr(picture: RGB8) -> RGB8:
    return np.ascontiguousarray(picture[..., ::-1])
