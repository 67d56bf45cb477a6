"""What a command line may say of an exemplar pair besides its files."""

from __future__ import annotations

import argparse


def add_same_person(group: argparse._ActionsContainer) -> None:
    """Let the user say that a pair shows one person."""
    group.add_argument(
        "--same-person",
        action="store_true",
        default=None,
        help="learn the pair though it looks like two people or two pictures; the sidecars tell that you said so",
    )
