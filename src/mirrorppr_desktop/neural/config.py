"""The shapes of the networks as data: the paper's own (Table 8) as defaults, smaller ones by name. No torch."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class MaeConfig:
    """A ViT-MAE encoder. The paper does not say which; its ancestor Moto takes the large one."""

    width: int = 1024
    layers: int = 24
    heads: int = 16
    mlp_width: int = 4096
    picture_px: int = 224  # that its positions were learned for; others are interpolated
    patch: int = 16


_LARGEST = 1 << 24
_WIDEST = 8.0  # framing
MAES: Final = {
    "large": MaeConfig(),
    "base": MaeConfig(768, 12, 12, 3072),
    "small": MaeConfig(384, 6, 6, 1536),  # not published: for training from scratch on a processor
    "tiny": MaeConfig(32, 2, 2, 64, 64),  # for tests
}


@dataclass(frozen=True, slots=True)
class ExtractorConfig:
    """MAE and R-Former.

    contrast: ours. 0 tells the R-Former the features of source and target, as the paper does: it must first learn to
    hold each patch against the same one of the other picture. Else it is told the source's, and so many times the
    difference that the target's make to them, and embeddings are centred over a batch: the same facts, which little
    data suffices to read.
    """

    mae: MaeConfig = field(default_factory=MaeConfig)
    area: int = 448 * 448  # of an exemplar picture, in pixels; the paper's number is lost
    queries: int = 8
    layers: int = 4
    width: int = 768
    heads: int = 12
    mlp_width: int = 3072
    contrast: int = 0


@dataclass(frozen=True, slots=True)
class DecoderConfig:
    """The ViT decoder. Its width is also that of the edit embedding, which is added to every patch.

    motion: ours. 0 draws pixels, as the paper does. Else it tells a displacement on cells of so many pixels, and draws
    by displacing the query: shape alone, without tone, but a small model learns it from little data.
    """

    area: int = 448 * 448  # of the query that it draws, in pixels
    patch: int = 16
    layers: int = 12
    width: int = 768
    heads: int = 12
    mlp_width: int = 3072
    motion: int = 0


@dataclass(frozen=True, slots=True)
class LightConfig:
    """Extractor and decoder together.

    framing: side of the square around a face that both are shown, the longer side of the face being 1. 0 shows whole
    pictures, as the paper does: bodies too, but at this area a face in a portrait is then too small for its eyes.
    """

    extractor: ExtractorConfig = field(default_factory=ExtractorConfig)
    decoder: DecoderConfig = field(default_factory=DecoderConfig)
    framing: float = 0.0


LIGHTS: Final = {
    "paper": LightConfig(),
    "base": LightConfig(ExtractorConfig(mae=MAES["base"])),
    "small": LightConfig(
        ExtractorConfig(MAES["small"], 224 * 224, 8, 4, 384, 6, 1536),
        DecoderConfig(224 * 224, 16, 6, 384, 6, 1536),
        framing=1.6,
    ),
    "tiny": LightConfig(
        ExtractorConfig(MAES["tiny"], 64 * 64, 4, 2, 32, 2, 64), DecoderConfig(64 * 64, 16, 2, 64, 2, 128)
    ),
}


def light_config(values: dict[str, Any]) -> LightConfig:
    """The shapes that `dataclasses.asdict` told, or some of them; the rest as in the paper.

    Raises:
        ValueError: an unknown name, or a value that is no such number.
    """
    try:
        extractor, decoder = dict(values.get("extractor", {})), dict(values.get("decoder", {}))
        mae = extractor.pop("mae", {})
        config = LightConfig(
            ExtractorConfig(mae=MAES[mae] if isinstance(mae, str) else MaeConfig(**mae), **extractor),
            DecoderConfig(**decoder),
            _framing(values.get("framing", 0.0)),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the shapes of the model cannot be read: {error}") from error
    for part in (config.extractor.mae, config.extractor, config.decoder):
        for name in (one.name for one in fields(part) if one.name != "mae"):
            value = getattr(part, name)
            least = 0 if name in ("contrast", "motion") else 1
            if type(value) is not int or not least <= value <= _LARGEST:
                raise ValueError(
                    f"{name} of the model must be a whole number from {least} to {_LARGEST}, not {value!r}"
                )
        if part.width % part.heads or part.width % 4:
            raise ValueError(f"a width of {part.width} cannot be shared by {part.heads} heads and four kinds of waves")
    if config.decoder.motion and config.decoder.patch % config.decoder.motion:
        raise ValueError(f"motion must divide the patch of {config.decoder.patch}, not {config.decoder.motion}")
    return config


def _framing(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not (value == 0 or 1 <= value <= _WIDEST):
        raise ValueError(f"framing of the model must be 0 or a number from 1 to {_WIDEST:g}, not {value!r}")
    return float(value)
