"""The options of what is learned: `train`, `embed`, and the light engine of `retouch`. Standard library only."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mirrorppr_desktop.cli.values import number

_MODEL = "file of a light model, or the folder of the run that trained it"


def add_train(one: ArgumentParser) -> None:
    """Give `train` its options."""
    one.add_argument("stage", choices=("extractor",), help="what is trained: extractor, with the decoder that draws")
    one.add_argument(
        "--data",
        type=Path,
        nargs="+",
        action="extend",
        required=True,
        metavar="DIR",
        help="pairs, as `mirrorppr dataset` makes them; several are learned one after the other",
    )
    one.add_argument("--out", type=Path, required=True, metavar="RUN", help="folder of the run")
    one.add_argument("--config", type=Path, metavar="FILE", help="JSON with the values that differ from the paper's")
    one.add_argument("--resume", action="store_true", help="go on with the run in RUN, along the same curve")


def add_embed(one: ArgumentParser) -> None:
    """Give `embed` its options, besides the pair."""
    one.add_argument("--model", type=Path, metavar="PATH", help=_MODEL)
    one.add_argument("--query", type=Path, metavar="FILE", help="a photo that was retouched as in the pair ...")
    one.add_argument("--result", type=Path, metavar="FILE", help="... and what came out: how well it keeps to the pair")


def add_model(one: ArgumentParser, use: str) -> None:
    """Give a command the option that names a light model, and says what for."""
    one.add_argument("--model", type=Path, metavar="PATH", help=f"{_MODEL}: {use}")


def add_pairs(group: argparse._ActionsContainer) -> None:
    """Give `retouch` its exemplar pairs and the light engine's options."""
    group.add_argument(
        "--before", type=Path, action="append", metavar="FILE", help="the exemplar photo before it was retouched"
    )
    group.add_argument("--after", type=Path, action="append", metavar="FILE", help="the same photo after")
    group.add_argument(
        "--weight",
        type=number,
        action=_Weight,
        metavar="N",
        help="with --engine light: how much of the pair before it is done (1); pairs may be repeated and add up",
    )
    group.add_argument(
        "--model",
        type=Path,
        metavar="PATH",
        help=f"{_MODEL}: retouches with --engine light; with any engine it tells how far each result keeps to the pair",
    )


class _Weight(argparse.Action):
    """Keeps a weight with the number of the pair that stands before it."""

    def __call__(
        self, parser: ArgumentParser, namespace: Namespace, values: Any, option_string: str | None = None
    ) -> None:
        """As argparse asks for it."""
        place = len(namespace.before or ()) - 1
        if place < 0:
            parser.error("--weight belongs behind the pair that it is for")
        setattr(namespace, self.dest, {**(getattr(namespace, self.dest) or {}), place: values})


def unfold_pairs(arguments: Namespace) -> None:
    """`before` and `after` as one path each, all pairs of more than one as `pairs`, weights as a list."""
    before: Sequence[Path] = arguments.before or []
    after: Sequence[Path] = arguments.after or []
    weights: dict[int, float] = arguments.weight or {}
    arguments.before, arguments.after = (paths[0] if paths else None for paths in (before, after))
    arguments.more = list(zip(before[1:], after[1:], strict=False))
    arguments.unpaired = max(len(before), len(after)) > 1 and len(before) != len(after)
    arguments.weighted = bool(weights)
    arguments.weight = [weights.get(i, 1.0) for i in range(max(1, len(before)))]


def retouch_complaint(arguments: Namespace) -> str | None:
    """What is wrong with the pairs of `retouch` and the options of the light engine, or None."""
    if arguments.unpaired:
        return "each --before needs its --after: the same photo after it was retouched by hand"
    if arguments.engine != "light":
        return _without_light(arguments)
    if arguments.model is None:
        return "--model is missing: --engine light needs a trained model, as `mirrorppr train extractor` makes it"
    if arguments.look is not None:
        return "--engine light needs an exemplar pair: a look holds no pictures that it could see"
    return None


def _without_light(arguments: Namespace) -> str | None:
    if arguments.more or arguments.weighted:
        return "several pairs and --weight are for --engine light"
    if arguments.model is not None and arguments.before is None:
        return "--model needs an exemplar pair: without one there is nothing that a result could keep to"
    return None


def embed_complaint(arguments: Namespace) -> str | None:
    """What is wrong with the options of `embed`, or None."""
    if arguments.model is None:
        return "--model is missing: an embedding needs a trained model, as `mirrorppr train extractor` makes it"
    if (arguments.query is None) != (arguments.result is None):
        return "--query and --result belong together: one photo without and with the retouch"
    return None
