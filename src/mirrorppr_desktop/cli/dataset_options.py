"""The options of `mirrorppr dataset`. Standard library only, as in `parser`."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from pathlib import Path

from mirrorppr_desktop.cli.values import number
from mirrorppr_desktop.settings import MAX_STRENGTH

OPERATIONS = ("llw", "professional")
FORMATS = ("jpeg", "png")


def add(one: ArgumentParser) -> None:
    """Give the command its actions."""
    actions = one.add_subparsers(dest="action", metavar="ACTION", required=True)
    simulate = actions.add_parser(
        "simulate", help="pairs with the true operations, made from photos", allow_abbrev=False
    )
    simulate.add_argument("--photos", type=Path, metavar="DIR", required=True, help="photos, in folders too")
    _add_out(simulate)
    simulate.add_argument("--pairs", type=_count, metavar="N", help="how many in all (8 per photo)")
    simulate.add_argument(
        "--operations",
        choices=OPERATIONS,
        default="llw",
        help="8 operations of the face, pronounced, or all 27 of face and body, subtle (llw)",
    )
    simulate.add_argument("--seed", type=_seed, default=0, metavar="S", help="the same seed makes the same pairs (0)")
    simulate.add_argument("--shards", action="store_true", help="tar shards for the library webdataset")
    simulate.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="with --shards: share the work out to a Dask cluster, one shard a task; the address of its scheduler"
        " (tcp://HOST:8786), or `local`. Needs the extra [cluster], and folders that all machines see",
    )
    simulate.add_argument(
        "--strengths",
        type=_strength,
        nargs=2,
        metavar=("LOW", "HIGH"),
        help="range of a strength; 1 is the largest natural edit (0.4 1.2; professional 0.2 0.8)",
    )
    simulate.add_argument(
        "--megapixels", type=_megapixels, metavar="N", help="size of the pairs, at most (1; professional 4)"
    )
    _add_format(simulate)
    pair = actions.add_parser(
        "pair", help="photos before and after a retouch by hand: matched, checked, aligned", allow_abbrev=False
    )
    pair.add_argument("--before", type=Path, metavar="DIR", required=True, help="the photos as they were")
    pair.add_argument("--after", type=Path, metavar="DIR", required=True, help="the same, retouched by hand")
    _add_out(pair)
    pair.add_argument(
        "--suffix",
        action="append",
        default=[],
        metavar="TEXT",
        help="what names after have more, as in --suffix _edit for a.jpg and a_edit.jpg; may be repeated",
    )
    pair.add_argument(
        "--identity", metavar="MODEL", help="the identity model that tells whether a pair is one person (any usable)"
    )
    pair.add_argument("--megapixels", type=_megapixels, metavar="N", default=4.0, help="size of the pairs, at most (4)")
    _add_format(pair)


def complaint(arguments: Namespace) -> str | None:
    """What is wrong with the options together, or None."""
    return _simulate_complaint(arguments) if arguments.action == "simulate" else _pair_complaint(arguments)


def _simulate_complaint(arguments: Namespace) -> str | None:
    if arguments.strengths is not None and arguments.strengths[0] > arguments.strengths[1]:
        return "--strengths LOW HIGH: the lower one comes first"
    if arguments.cluster is not None and not arguments.shards:
        return "--cluster needs --shards: one task is one shard"
    if arguments.cluster not in (None, "local") and arguments.workers is not None:
        return "--workers is for this machine; a cluster brings its own"
    return None


def _pair_complaint(arguments: Namespace) -> str | None:
    if arguments.before.resolve() == arguments.after.resolve():
        return "--before and --after are the same folder"
    if "" in arguments.suffix:
        return "--suffix needs a text, as in --suffix _edit; equal names are paired anyway"
    return None


def _add_out(one: ArgumentParser) -> None:
    one.add_argument(
        "--out", type=Path, metavar="DIR", required=True, help="a new folder, or that of an earlier run to go on with"
    )
    one.add_argument("--workers", type=_count, metavar="N", help="processes (one per core)")


def _add_format(one: ArgumentParser) -> None:
    one.add_argument("--format", choices=FORMATS, default="jpeg", help="of the pairs (jpeg, of quality 95)")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from 1")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from 0")
    return int(text)


def _strength(text: str) -> float:
    value = number(text)
    if not 0 < value <= MAX_STRENGTH:
        raise argparse.ArgumentTypeError(f"{text} must be more than 0, up to {MAX_STRENGTH:g}")
    return value


def _megapixels(text: str) -> float:
    value = number(text)
    if not 0.01 <= value <= 250:
        raise argparse.ArgumentTypeError(f"{text} must be from 0.01 to 250")
    return value
