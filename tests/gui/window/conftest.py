"""A whole window on a small shoot of real photos, driven by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hand import Hand, lay_out_exemplar, lay_out_shoot
from pytestqt.qtbot import QtBot


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A portrait, and the same retouched: made once."""
    return lay_out_exemplar(tmp_path_factory.mktemp("exemplar"))


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real photos that packages ship; for copying."""
    return lay_out_shoot(tmp_path_factory.mktemp("photos"))


@pytest.fixture
def folder(tmp_path: Path, photos: Path) -> Path:
    """The shoot's folder of this test."""
    return shutil.copytree(photos, tmp_path / "Board portraits")


@pytest.fixture
def hands(qtbot: QtBot) -> Iterator[Callable[..., Hand]]:
    """Opens windows; all are closed at the end."""
    opened: list[Hand] = []

    def open_window(**more: object) -> Hand:
        opened.append(Hand(qtbot, **more))
        return opened[-1]

    yield open_window
    for one in opened:
        one.close()


@pytest.fixture
def hand(hands: Callable[..., Hand]) -> Hand:
    """An empty window."""
    return hands()


@pytest.fixture
def window(hand: Hand, folder: Path, pair: tuple[Path, Path]) -> Hand:
    """A window with shoot and pair, as after the first minute."""
    hand.open(folder)
    hand.choose_pair(*pair)
    return hand
