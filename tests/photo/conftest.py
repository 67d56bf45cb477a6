"""What the tests of this room share."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import insightface
import pytest
import skimage


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"photo_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def corpus() -> ModuleType:
    """The module that makes bad and odd files."""
    return _load("corpus")


@pytest.fixture(scope="session")
def carriers() -> ModuleType:
    """The module that makes files with every block of metadata."""
    return _load("carriers")


@pytest.fixture(scope="session")
def group_photo() -> Path:
    """A real JPEG: six people, 1280 x 886, 4:2:0."""
    return Path(insightface.__file__).parent / "data" / "images" / "t1.jpg"


@pytest.fixture(scope="session")
def astronaut() -> Path:
    """A real PNG: one person, 512 x 512."""
    return Path(skimage.__file__).parent / "data" / "astronaut.png"
