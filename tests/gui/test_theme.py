"""Colours can be told apart, and a change of theme reaches what is on screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.tokens import DARK, LIGHT, Tokens, contrast, of_system

WORDS = ("text", "text_2", "text_3", "accent", "ok", "bad", "warn")
SURFACES = ("panel", "card", "control")
GREYS = ("canvas", "panel", "card", "control", "hover", "pressed", "line", "edge", "track", "bar", "text", "scrim")


@pytest.fixture
def dressed(qapp: QApplication):
    yield qapp
    theme.apply(qapp, "dark")


def _pairs() -> list[tuple[Tokens, str, str, float]]:
    found: list[tuple[Tokens, str, str, float]] = []
    for look in (DARK, LIGHT):
        found += [(look, word, ground, 4.5) for word in WORDS for ground in SURFACES]
        found += [(look, word, ground, 5.0) for word in ("text", "text_2", "text_3") for ground in SURFACES]
        found += [
            (look, word, ground, 4.5) for word in ("text", "text_2") for ground in ("canvas", "hover", "selected")
        ]
        found += [(look, "text", "pressed", 4.5), (look, "edge", "panel", 3), (look, "edge", "card", 3)]
        found += [(look, "edge", "control", 3), (look, "track", "panel", 3), (look, "accent", "selected", 3)]
        found += [(look, "accent", "canvas", 3), (look, "edge", "canvas", 3)]
        found += [(look, "on_accent", name, 4.5) for name in ("accent", "accent_hover", "accent_pressed")]
        found += [(look, f"scrim_{word}", "scrim", 4.5) for word in ("text", "ok", "bad", "warn")]
    return found


@pytest.mark.parametrize(("look", "word", "ground", "least"), _pairs(), ids=lambda value: getattr(value, "name", value))
def test_every_pair_can_be_read(look: Tokens, word: str, ground: str, least: float) -> None:
    assert contrast(getattr(look, word), getattr(look, ground)) >= least


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # the usual example of almost enough


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=lambda look: look.name)
def test_surfaces_are_pure_grey(look: Tokens) -> None:
    for name in GREYS:
        colour = look.color(name)
        assert colour.red() == colour.green() == colour.blue(), name


def test_an_unknown_role_is_told() -> None:
    with pytest.raises(KeyError):
        DARK.color("colour")
    with pytest.raises(KeyError):
        DARK.color("name")


def test_a_change_reaches_what_is_on_screen(dressed: QApplication, qtbot) -> None:
    theme.apply(dressed, "dark")
    box = QWidget()
    qtbot.addWidget(box)
    main = QPushButton("Run")
    theme.mark(main, role="main")
    layout = QVBoxLayout(box)
    layout.addWidget(main)
    box.resize(200, 80)
    box.show()
    edge = main.height() // 2
    assert main.grab().toImage().pixelColor(6, edge) == QColor(DARK.accent)
    assert box.grab().toImage().pixelColor(1, 1) == QColor(DARK.panel)
    with qtbot.waitSignal(theme.signals().changed):
        theme.apply(dressed, "light")
    assert theme.tokens() is LIGHT
    assert main.grab().toImage().pixelColor(6, edge) == QColor(LIGHT.accent)
    assert box.grab().toImage().pixelColor(1, 1) == QColor(LIGHT.panel)


def test_a_mark_set_late_is_seen(dressed: QApplication, qtbot) -> None:
    theme.apply(dressed, "dark")
    label = QLabel("Failed")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.text)
    theme.mark(label, state="bad")
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.bad)
    theme.mark(label, type="heading")
    assert label.font().pixelSize() == 16


def test_figures_have_one_width(dressed: QApplication) -> None:
    theme.apply(dressed, "dark")
    assert [tag.toString() for tag in dressed.font().featureTags()] == [b"tnum"]
    assert dressed.font().pixelSize() == 13


def test_system_follows_the_system(dressed: QApplication, monkeypatch) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return Qt.ColorScheme.Light

    monkeypatch.setattr(type(dressed), "styleHints", lambda _app: Hints(), raising=False)
    theme.apply(dressed, "system")
    assert theme.tokens() is LIGHT


def test_high_contrast_of_the_system_wins(dressed: QApplication, monkeypatch) -> None:
    palette = QPalette(QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#00FFFF"))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("#000000"))
    look = of_system(palette)
    assert (look.name, look.text.upper(), look.accent.upper()) == ("dark", "#FFFF00", "#00FFFF")
    monkeypatch.setattr(theme, "_high_contrast", lambda _app: True)
    theme.apply(dressed, "dark")
    assert theme.tokens() == of_system(dressed.style().standardPalette())


def test_motion_is_told_once(qtbot) -> None:
    heard: list[bool] = []
    theme.signals().motion_changed.connect(heard.append)
    theme.set_motion(False)
    theme.set_motion(False)
    theme.set_motion(True)
    theme.signals().motion_changed.disconnect(heard.append)
    assert heard == [False, True]
