"""Icons exist, are sharp, and follow the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton

from mirrorppr_desktop.gui import icons, resources, theme
from mirrorppr_desktop.gui.tokens import DARK, LIGHT

SOURCES = Path(__file__).parents[2] / "src" / "mirrorppr_desktop" / "gui"
FILES = sorted((resources.folder() / "icons").rglob("*.svg"))


@pytest.fixture(autouse=True)
def dark(qapp: QApplication):
    theme.apply(qapp, "dark")
    yield
    theme.apply(qapp, "dark")


def _ink(picture: QImage) -> list[QColor]:
    """The colours of all opaque pixels."""
    colours = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return [colour for colour in colours if colour.alpha() == 255]


def _near(one: QColor, other: QColor) -> bool:
    """The same but for rounding where lines lie over each other."""
    return all(abs(a - b) <= 2 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


@pytest.mark.parametrize("name", [name for name in icons.names() if name not in ("app", "blank")])
def test_an_icon_has_only_the_colour_of_its_role(name: str) -> None:
    picture = icons.pixmap(name, "accent", 32).toImage()
    ink = _ink(picture)
    assert ink and all(_near(colour, QColor(DARK.accent)) for colour in ink)
    edges = [picture.pixelColor(x, y).alpha() for x in range(32) for y in (0, 31)]
    assert max(edges) < 128  # nothing is cut off


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_keeps_to_the_grid(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.search(r'viewBox="0 0 (16 16|32 32|64 64)"', text)
    assert (
        "<image" not in text and "<script" not in text and "http" not in text.replace("http://www.w3.org/2000/svg", "")
    )
    assert "currentColor" in text or file.stem == "app" or file.parent.name == "fixed"


def test_every_icon_that_the_sources_name_exists() -> None:
    known = set(icons.names())
    wanted: dict[str, str] = {}
    for path in SOURCES.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r'icons\.(?:icon|pixmap)\(\s*"([a-z0-9-]+)"', text):
            wanted[name] = path.name
        for name in re.findall(r'icons\.paint\(\s*\w+,\s*"([a-z0-9-]+)"', text):
            wanted[name] = path.name
    assert len(wanted) > 10
    assert {name: file for name, file in wanted.items() if name not in known} == {}


def test_a_wrong_name_is_told_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no such icon")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0, 3.0])
def test_it_is_drawn_for_the_screen_that_shows_it(ratio: float) -> None:
    picture = icons.pixmap("check", "text", 16, ratio)
    assert picture.width() == round(16 * ratio)
    assert picture.devicePixelRatio() == ratio
    assert picture.deviceIndependentSize().width() == pytest.approx(16, abs=0.5)
    target = QPixmap(round(16 * ratio), round(16 * ratio))
    target.setDevicePixelRatio(ratio)
    target.fill(Qt.GlobalColor.transparent)
    painter = QPainter(target)
    icons.icon("check").paint(painter, QRect(0, 0, 16, 16))
    painter.end()
    assert target.toImage() == picture.toImage()  # not scaled from another size, which would blur it


def test_icons_on_screen_follow_the_theme_and_the_state(qapp: QApplication, qtbot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.setIcon(icons.icon("stop", "text"))
    button.show()
    middle = button.rect().center()
    assert button.grab().toImage().pixelColor(middle) == QColor(DARK.text)
    theme.apply(qapp, "light")
    assert button.grab().toImage().pixelColor(middle) == QColor(LIGHT.text)
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(middle) == QColor(LIGHT.text_3)


def test_a_picture_is_drawn_once() -> None:
    icon = icons.icon("star")
    first = icon.pixmap(QSize(16, 16))
    again = icons.icon("star").pixmap(QSize(16, 16), QIcon.Mode.Normal)
    assert first.cacheKey() == again.cacheKey()
