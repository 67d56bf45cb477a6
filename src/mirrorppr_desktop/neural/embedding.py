"""What the networks say as plain numbers: edit embeddings, displacements. No torch."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Embedding: TypeAlias = NDArray[np.float32]  # (E,)
Displacements: TypeAlias = NDArray[np.float32]  # (H, W, 2), backward, x then y


def cosine(first: Embedding, second: Embedding) -> float:
    """Operation consistency: the cosine of two edit embeddings, -1..1; 0 where one of them is nothing."""
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(np.dot(first, second)) / lengths if lengths > 0 else 0.0
