"""What an ONNX file says about itself, read from its bytes: no weights are loaded and nothing in it is run.

ONNX is protobuf. Only the few fields that decide whether a file may be used are looked at; field numbers are those of
onnx.proto, which never change. https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from mirrorppr_desktop.errors import ModelFileError

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5  # wire types of protobuf
_EXTERNAL: Final = 1  # TensorProto.data_location
_FLOAT: Final = 1  # TensorProto.DataType
_FACE_PX: Final = 112
_LOOKED_AT_NODES: Final = 8  # as insightface does
_MAX_DEPTH: Final = 32  # of messages in messages; a face model has four
_MAX_NAME: Final = 500
_FIELDS: Final = {  # message -> the fields of it that are messages, and of which kind
    "model": {7: "graph", 25: "function"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "function": {7: "node"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
}


class Interface(StrEnum):
    """How an identity model wants to be asked: a face of 112 x 112 pixels in, so many numbers out."""

    SFACE = "sface"  # 128, through OpenCV
    ARCFACE = "arcface"  # 512, through insightface or onnxruntime


_EMBEDDING: Final = {128: Interface.SFACE, 512: Interface.ARCFACE}


@dataclass(frozen=True, slots=True)
class Port:
    """An input or output. shape: 0 where a length is left open. kind: number of the ONNX data type."""

    name: str
    shape: tuple[int, ...]
    kind: int


@dataclass(frozen=True, slots=True)
class OnnxFacts:
    """inputs: those that a caller must give. first_nodes: names. external: some weights lie in other files."""

    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    first_nodes: tuple[str, ...]
    external: bool

    @property
    def normalises(self) -> bool:
        """Whether the network subtracts the mean and scales by itself, as those converted from MXNet do."""
        starts = [name.removeprefix("_").lower() for name in self.first_nodes]
        return any(one.startswith(("sub", "minus")) for one in starts) and any(one.startswith("mul") for one in starts)


def read_onnx(path: Path) -> OnnxFacts:
    """Look into an ONNX file.

    Raises:
        ModelFileError: it is not ONNX, or cut off.
    """
    try:
        with path.open("rb") as file:
            return _facts(_Span(file, 0, file.seek(0, os.SEEK_END)))
    except _Malformed as error:
        raise ModelFileError(f"{path.name} is not an ONNX model, or was cut off. Get it again: {path}") from error
    except OSError as error:
        raise ModelFileError(f"{path} cannot be read: {error.strerror}") from error


def identity_interface(path: Path) -> Interface:
    """How the identity model in this file wants to be asked.

    Raises:
        ModelFileError: not ONNX, with weights in other files, or no identity model; the message says what it is.
    """
    facts = read_onnx(path)
    if facts.external:
        raise ModelFileError(
            f"{path.name} keeps weights in other files beside it, whose content nothing vouches for. "
            "It was not loaded. Use a model that is one file"
        )
    if len(facts.inputs) == 1 and len(facts.outputs) == 1:
        asked, told = facts.inputs[0], facts.outputs[0]
        takes_faces = len(asked.shape) == 4 and asked.shape[0] in (0, 1) and asked.shape[1:] == (3, _FACE_PX, _FACE_PX)
        interface = _EMBEDDING.get(told.shape[-1]) if len(told.shape) == 2 and told.shape[0] in (0, 1) else None
        if takes_faces and asked.kind == _FLOAT and interface is not None:
            return interface
    raise ModelFileError(
        f"{path.name} is no identity model: it takes {_words(facts.inputs)} and gives {_words(facts.outputs)}. "
        f"One takes a face of 1 x 3 x {_FACE_PX} x {_FACE_PX} and gives 128 numbers (SFace) or 512 (ArcFace, AuraFace)"
    )


def _words(ports: tuple[Port, ...]) -> str:
    return " and ".join(" x ".join(str(n) if n else "?" for n in port.shape) or "?" for port in ports[:6]) or "nothing"


class _Malformed(Exception):
    """Bytes that are no protobuf message."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Part of a file. Weights are stepped over, so a large model is looked at as quickly as a small one."""

    file: BinaryIO
    start: int
    end: int


def _facts(model: _Span) -> OnnxFacts:
    graphs = [value for number, value in _fields(model) if number == 7 and isinstance(value, _Span)]
    if len(graphs) != 1:
        raise _Malformed
    inputs: list[Port] = []
    outputs: list[Port] = []
    nodes: list[str] = []
    given: set[str] = set()  # old files list their weights among the inputs
    for number, value in _fields(graphs[0]):
        if not isinstance(value, _Span):
            continue
        match number:
            case 1 if len(nodes) < _LOOKED_AT_NODES:
                nodes.append(_text(value, 3))
            case 5:
                given.add(_text(value, 8))
            case 11:
                inputs.append(_port(value))
            case 12:
                outputs.append(_port(value))
    if not outputs:
        raise _Malformed
    asked = tuple(port for port in inputs if port.name not in given)
    return OnnxFacts(asked, tuple(outputs), tuple(nodes), _has_external(model, "model"))


def _port(value_info: _Span) -> Port:
    tensor = _message(_message(value_info, 2), 1)
    lengths = []
    for number, value in _fields(_message(tensor, 2)):
        if number == 1 and isinstance(value, _Span):
            lengths.append(_number(value, 1))
    return Port(_text(value_info, 1), tuple(lengths), _number(tensor, 1))


def _has_external(span: _Span, message: str, depth: int = 0) -> bool:
    """Whether any tensor, however deep in attributes and sub-graphs, lies outside the file."""
    if depth > _MAX_DEPTH:
        raise _Malformed
    if message == "tensor":
        return any(number == 13 or (number == 14 and value == _EXTERNAL) for number, value in _fields(span))
    inner = _FIELDS[message]
    return any(
        _has_external(value, inner[number], depth + 1)
        for number, value in _fields(span)
        if number in inner and isinstance(value, _Span)
    )


def _message(span: _Span, wanted: int) -> _Span:
    found = (value for number, value in _fields(span) if number == wanted and isinstance(value, _Span))
    return next(found, _Span(span.file, span.end, span.end))


def _number(span: _Span, wanted: int) -> int:
    return next((value for number, value in _fields(span) if number == wanted and isinstance(value, int)), 0)


def _text(span: _Span, wanted: int) -> str:
    text = _message(span, wanted)
    text.file.seek(text.start)
    return text.file.read(min(text.end - text.start, _MAX_NAME)).decode(errors="replace")


def _fields(span: _Span) -> Iterator[tuple[int, int | _Span]]:
    """The fields of a message: number, and value or where its bytes lie."""
    at = span.start
    while at < span.end:
        key, at = _varint(span, at)
        number, wire = key >> 3, key & 7
        if number == 0:
            raise _Malformed
        if wire == _VARINT:
            value, at = _varint(span, at)
            yield number, value
            continue
        if wire == _BYTES:
            length, at = _varint(span, at)
        elif wire in (_FIXED64, _FIXED32):
            length = 8 if wire == _FIXED64 else 4
        else:
            raise _Malformed
        if at + length > span.end:
            raise _Malformed
        yield number, _Span(span.file, at, at + length)
        at += length


def _varint(span: _Span, at: int) -> tuple[int, int]:
    span.file.seek(at)
    value = 0
    for place, byte in enumerate(span.file.read(min(10, span.end - at))):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    raise _Malformed
