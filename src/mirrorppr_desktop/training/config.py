"""What decides a training run, as data: the values of the paper (Table 9) as defaults. No torch."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar, get_type_hints

from mirrorppr_desktop.errors import BadRun
from mirrorppr_desktop.neural.config import LIGHTS, LightConfig, light_config

PRECISIONS: Final = ("no", "bf16", "fp16")
SCHEDULES: Final = ("cosine", "constant")
MODES: Final = ("self-augmented", "self", "cross-identity")  # of dataset.sampling
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class LoopConfig:
    """How a stage is trained. Defaults: extractor pre-training of the paper; what it does not say is marked.

    micro_batch: samples at a time on one device; gradients are added up until `batch` is reached.
    """

    steps: int = 30_000  # lost in the paper's text; its curve is flat after 20,000
    batch: int = 1536
    micro_batch: int = 8  # ours
    lr: float = 1e-4
    lr_min: float = 5e-5
    schedule: str = "cosine"
    warm_up: int = 500  # ours
    weight_decay: float = 1e-4  # of matrices alone
    clip: float = 1.0  # ours: longest gradient
    precision: str = "no"  # ours
    seed: int = 0
    loaders: int = 2  # processes that make samples; 0: none of their own
    log_every: int = 1
    validate_every: int = 500
    sample_every: int = 500
    checkpoint_every: int = 500
    keep: int = 2  # checkpoints

    def __post_init__(self) -> None:
        for name in ("steps", "batch", "micro_batch", "log_every", "validate_every", "checkpoint_every", "keep"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1")
        if self.batch % self.micro_batch:
            raise ValueError(f"batch ({self.batch}) must be a multiple of micro_batch ({self.micro_batch})")
        if self.precision not in PRECISIONS or self.schedule not in SCHEDULES:
            raise ValueError(f"precision is one of {PRECISIONS}, schedule one of {SCHEDULES}")
        if not (self.lr > 0 and self.lr_min >= 0 and self.clip > 0 and self.weight_decay >= 0):
            raise ValueError("lr and clip must be more than 0, lr_min and weight_decay not less")


JOINT_LOOP: Final = LoopConfig(batch=64, lr=1e-5, lr_min=1e-5, schedule="constant", weight_decay=1e-2, micro_batch=1)


@dataclass(frozen=True, slots=True)
class ExtractorRun:
    """Pre-training of the extractor by reconstruction.

    mae_weights: folder with the files of a ViT-MAE; without it the encoder is random, and every event file says so.
    phases: share of the steps that each dataset of a curriculum gets, in order; equal where empty.
    """

    model: LightConfig = field(default_factory=LightConfig)
    loop: LoopConfig = field(default_factory=LoopConfig)
    mae_weights: str | None = None
    perceptual: str = "auto"
    mode: str = "self-augmented"  # or "self", "cross-identity": the ablations of 5.4
    balance: float = 1.0  # of the perceptual term
    no_edit: float = 0.05  # ours: share of samples whose exemplar shows no edit, so that "nothing" has an embedding
    held_out: float = 0.1  # ours: share of the identities that are validated on
    validation_samples: int = 32
    features_gib: float = 0.0  # disk that kept MAE features may take; 0 keeps none
    phases: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not (0 <= self.no_edit < 1 and 0 <= self.held_out < 1 and self.balance >= 0 and self.features_gib >= 0):
            raise ValueError("no_edit and held_out are shares below 1; balance and features_gib are not negative")
        if self.model.extractor.contrast and self.loop.micro_batch < 2:
            raise ValueError(
                "a model with contrast centres its embeddings over a batch: micro_batch must be at least 2"
            )
        if self.mode not in MODES:
            raise ValueError(f"mode is one of {MODES}")
        if any(one <= 0 for one in self.phases) or self.validation_samples < 1:
            raise ValueError("phases are positive numbers, validation_samples at least 1")


def read_run_config(path: Path) -> ExtractorRun:
    """A run from a JSON file: {"model": "small" or shapes, "loop": {...}, and other fields of `ExtractorRun`}.

    Raises:
        BadRun: it cannot be read, or says something unknown.
    """
    try:
        return run_config(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise BadRun(f"{path}: {error}") from error


def run_config(values: object) -> ExtractorRun:
    """The same from plain values.

    Raises:
        ValueError: something unknown.
    """
    if not isinstance(values, dict):
        raise ValueError("a configuration is a JSON object")
    rest = dict(values)
    model = rest.pop("model", "paper")
    if isinstance(model, str):
        if model not in LIGHTS:
            raise ValueError(f"model {model!r} is none of {', '.join(LIGHTS)}")
        shapes = LIGHTS[model]
    else:
        shapes = light_config(model)
    loop = _filled(LoopConfig(), rest.pop("loop", {}), "loop")
    return replace(_filled(ExtractorRun(), rest, "configuration"), model=shapes, loop=loop)


def run_json(config: ExtractorRun) -> dict[str, Any]:
    """A run as plain values; `run_config` gives back an equal one."""
    return asdict(config)


def _filled(plain: _T, values: object, what: str) -> _T:
    """A dataclass with some of its fields set, each to a value of its own type."""
    if not isinstance(values, dict):
        raise ValueError(f"{what} must be a JSON object")
    kinds = get_type_hints(type(plain))
    known = {one.name for one in fields(plain)}  # type: ignore[arg-type]
    given: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"{what} has no {name!r}; it has {', '.join(sorted(known))}")
        given[name] = _as_kind(value, kinds[name], f"{what}: {name}")
    return replace(plain, **given)  # type: ignore[type-var]


def _as_kind(value: object, kind: object, what: str) -> object:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int and number and value == int(value):  # type: ignore[call-overload]
        return int(value)  # type: ignore[call-overload]
    if kind is float and number:
        return float(value)  # type: ignore[arg-type]
    if kind is str and isinstance(value, str):
        return value
    if kind == str | None and (value is None or isinstance(value, str)):
        return value
    if kind == tuple[float, ...] and isinstance(value, list | tuple):
        return tuple(_as_kind(one, float, what) for one in value)
    raise ValueError(f"{what} cannot be {value!r}")
