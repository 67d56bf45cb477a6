"""Settings as data: the defaults that more than one room goes by."""

from __future__ import annotations

MAX_MEGAPIXELS = 250.0  # larger photos are refused from their header
JOB_FOLDER = ".mirrorppr"  # inside the output folder: ledger, lock, log of the workers
RESULT_TAG = "_retouched"  # NAME.EXT -> NAME_retouched.EXT
SIDECAR_SUFFIX = ".mirrorppr.json"  # RESULT.EXT -> RESULT.EXT.mirrorppr.json
LOOK_SUFFIX = ".mplook"
ANALYSIS_PX = 1024  # long side of the reduced copy on which people are found
MAX_STRENGTH = 2.0  # of a retouch or an operation; 1 is as in the exemplar pair
