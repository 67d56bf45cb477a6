"""What a model file may be: data. Anything that could run code when it is opened is refused before it is opened."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Final

from mirrorppr_desktop.errors import ModelFileError
from mirrorppr_desktop.weights.catalogue import Kind, Model
from mirrorppr_desktop.weights.onnx_file import identity_interface

_PICKLES: Final = (".pt", ".pth", ".ckpt", ".bin", ".pkl", ".pickle")
_PICKLE_STARTS: Final = tuple(bytes([0x80, protocol]) for protocol in range(2, 6))
_MAX_HEADER: Final = 100_000_000  # of safetensors, as its own library allows


def refuse_code(path: Path) -> None:
    """Refuse what is no regular file, and what can hold code.

    Raises:
        ModelFileError: the message says why, and what to use instead.
    """
    if not path.is_file():
        raise ModelFileError(f"{path} is not a file. Choose a model file: .onnx or .safetensors")
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise ModelFileError(f"{path} cannot be read: {error.strerror}") from error
    if path.suffix.lower() in _PICKLES or start.startswith(_PICKLE_STARTS):
        raise ModelFileError(
            f"{path.name} is a file that can run code when it is opened, and a model file is data. It was not opened. "
            "Use the same model as .onnx or .safetensors"
        )
    if start == b"PK\x03\x04" and zipfile.is_zipfile(path):
        raise ModelFileError(f"{path.name} is an archive. Unpack it and import the model file in it")


def refuse_unfit(model: Model, path: Path) -> None:
    """Refuse a file that is not what the model must be, whatever its name and digest.

    Raises:
        ModelFileError: not the interface of an identity model, or not safetensors.
    """
    if model.kind is Kind.IDENTITY:
        identity_interface(path)
    elif model.path.endswith(".safetensors"):
        _refuse_no_safetensors(model, path)


def _refuse_no_safetensors(model: Model, path: Path) -> None:
    """Eight bytes of length, then that much JSON, then numbers."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if not 2 <= length <= min(_MAX_HEADER, path.stat().st_size - 8):
                raise ValueError
            if not isinstance(json.loads(file.read(length)), dict):
                raise ValueError
    except (OSError, ValueError) as error:
        raise ModelFileError(f"{model.file_name} is not safetensors, or was cut off. It was not kept") from error
