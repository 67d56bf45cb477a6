"""Settings as data: the defaults that more than one room goes by."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

MAX_MEGAPIXELS = 250.0  # larger photos are refused from their header
JOB_FOLDER = ".mirrorppr"  # inside the output folder: ledger, lock, log of the workers
RESULT_TAG = "_retouched"  # NAME.EXT -> NAME_retouched.EXT
SIDECAR_SUFFIX = ".mirrorppr.json"  # RESULT.EXT -> RESULT.EXT.mirrorppr.json
LOOK_SUFFIX = ".mplook"
ANALYSIS_PX = 1024  # long side of the reduced copy on which people are found
MAX_STRENGTH = 2.0  # of a retouch or an operation; 1 is as in the exemplar pair


def sidecar_path(result: Path) -> Path:
    """Where the sidecar of a result lies."""
    return result.with_name(result.name + SIDECAR_SUFFIX)


# Where the program keeps what is its own. Results and their ledger lie elsewhere: in the folders that a user names.
HOME_VARIABLE = "MIRRORPPR_HOME"  # names one folder for all of it: a stick, a test, a second installation
_APPLICATION = "mirrorppr"


def data_folder() -> Path:
    """What must not get lost: models, sessions, looks."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home).expanduser() if home else Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False))


def config_folder() -> Path:
    """The user's settings."""
    return _below_home("config") or Path(platformdirs.user_config_dir(_APPLICATION, appauthor=False))


def cache_folder() -> Path:
    """What can be made again: thumbnails."""
    return _below_home("cache") or Path(platformdirs.user_cache_dir(_APPLICATION, appauthor=False))


def log_folder() -> Path:
    """What was done and which connections were made; never pixels, landmarks or places."""
    return _below_home("log") or Path(platformdirs.user_log_dir(_APPLICATION, appauthor=False))


def models_folder() -> Path:
    """Model files that the user imported or downloaded."""
    return data_folder() / "models"


def _below_home(name: str) -> Path | None:
    return data_folder() / name if os.environ.get(HOME_VARIABLE) else None
