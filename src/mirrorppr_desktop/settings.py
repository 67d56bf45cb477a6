"""Settings as data: the defaults that more than one room goes by, and the places where this program keeps things."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

MAX_MEGAPIXELS = 250.0  # larger photos are refused from their header
JOB_FOLDER = ".mirrorppr"  # inside the output folder: ledger, lock, log of the workers
RESULT_TAG = "_retouched"  # NAME.EXT -> NAME_retouched.EXT
SIDECAR_SUFFIX = ".mirrorppr.json"  # RESULT.EXT -> RESULT.EXT.mirrorppr.json
ANALYSIS_PX = 1024  # long side of the reduced copy on which people are found
MAX_STRENGTH = 2.0  # of a retouch or an operation; 1 is as in the exemplar pair
HOME_VARIABLE = "MIRRORPPR_HOME"  # a folder that takes everything this program stores, instead of the system's places
_NAME = "mirrorppr"


def config_dir() -> Path:
    """Where settings are kept; not made here."""
    return _place("config")


def data_dir() -> Path:
    """Where shoots, looks and models are kept; not made here."""
    return _place("data")


def cache_dir() -> Path:
    """Where lies what can be made again; not made here."""
    return _place("cache")


def log_dir() -> Path:
    """Where logs are kept; not made here."""
    return _place("log")


def sidecar_path(result: Path) -> Path:
    """Where the sidecar of a result lies."""
    return result.with_name(result.name + SIDECAR_SUFFIX)


def _place(kind: Literal["config", "data", "cache", "log"]) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home).absolute() / kind
    import platformdirs

    place: Path = getattr(platformdirs, f"user_{kind}_path")(_NAME, appauthor=False)
    return place
