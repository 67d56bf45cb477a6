"""Settings are kept at once, and the cache is emptied without a stall."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from mirrorppr_desktop.gui.about import AboutPage, libraries
from mirrorppr_desktop.gui.cache_folder import CacheFolder
from mirrorppr_desktop.gui.preferences import Preferences
from mirrorppr_desktop.gui.settings_page import SettingsPage
from mirrorppr_desktop.gui.widgets.number_field import DecimalField, NumberField


@pytest.fixture
def cache(own_home: Path) -> Path:
    folder = own_home / "cache" / "thumbnails"
    for index in range(40):
        file = folder / f"{index % 4:02}" / f"{index}.thumb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * 1000)
    return folder


@pytest.fixture
def page(qtbot, own_home: Path) -> SettingsPage:
    made = SettingsPage(Preferences())
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    made.activateWindow()
    return made


def test_a_choice_is_kept_at_once(page: SettingsPage) -> None:
    theme = page.field("theme")
    assert isinstance(theme, QComboBox) and theme.currentText() == "Dark"
    theme.setFocus()
    QTest.keyClick(theme, Qt.Key.Key_Down)
    assert Preferences().theme == "light"
    network = page.field("network_allowed")
    assert isinstance(network, QCheckBox) and not network.isChecked()
    QTest.mouseClick(network, Qt.MouseButton.LeftButton, pos=network.rect().center() - network.rect().center() / 2)
    QTest.keyClick(network, Qt.Key.Key_Space)
    assert Preferences().network_allowed == network.isChecked()


def test_typed_figures_are_kept_when_they_are_done(page: SettingsPage) -> None:
    floor, workers = page.field("identity_floor"), page.field("workers")
    assert isinstance(floor, DecimalField) and isinstance(workers, NumberField)
    assert workers.text() == "as many as the computer takes"
    floor.setFocus()
    floor.selectAll()
    QTest.keyClicks(floor, "0.925")
    assert Preferences().identity_floor == 0.9  # half a figure is none
    QTest.keyClick(floor, Qt.Key.Key_Return)
    assert Preferences().identity_floor == 0.925
    workers.setFocus()
    QTest.keyClick(workers, Qt.Key.Key_Up)
    assert Preferences().workers == 1


def test_what_was_set_elsewhere_is_shown(qtbot, own_home: Path) -> None:
    preferences = Preferences()
    page = SettingsPage(preferences)
    qtbot.addWidget(page)
    preferences.change(output_format="tiff", output_bits=16, jpeg_quality=80, keep_gps=False)
    assert page.field("output_format").currentText() == "TIFF"
    assert page.field("output_bits").currentData() == 16
    assert page.field("jpeg_quality").value() == 80
    assert not page.field("keep_gps").isChecked()


def test_the_cache_is_measured_and_emptied(qtbot, cache: Path, page: SettingsPage) -> None:
    line = page.cache_line()
    qtbot.waitUntil(lambda: "40 file" in line.text() and "40\u202fkB" in line.text())
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "Empty the cache")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: line.text() == "40\u202fkB freed")
    assert not [path for path in cache.rglob("*") if path.is_file()]


def test_links_out_of_the_cache_are_not_followed(qtbot, cache: Path, tmp_path: Path) -> None:
    outside = tmp_path / "photos"
    outside.mkdir()
    (outside / "original.jpg").write_bytes(b"precious")
    (cache / "link").symlink_to(outside, target_is_directory=True)
    folder = CacheFolder()
    with qtbot.waitSignal(folder.emptied):
        folder.empty()
    assert (outside / "original.jpg").read_bytes() == b"precious"


def test_a_large_cache_does_not_hold_the_window(qtbot, own_home: Path) -> None:
    folder = own_home / "cache"
    folder.mkdir()
    for index in range(3000):
        (folder / f"{index}.thumb").touch()
    cache = CacheFolder(folder)
    longest = 0.0
    go_on = cache._go_on

    def timed() -> None:
        nonlocal longest
        start = time.perf_counter()
        go_on()
        longest = max(longest, time.perf_counter() - start)

    cache._timer.timeout.disconnect()
    cache._timer.timeout.connect(timed)
    with qtbot.waitSignal(cache.measured) as told:
        cache.measure()
    assert told.args == [0, 3000]
    assert 0 < longest < 0.25


def test_no_cache_is_no_trouble(qtbot, tmp_path: Path) -> None:
    folder = CacheFolder(tmp_path / "none")
    with qtbot.waitSignal(folder.measured) as told:
        folder.measure()
    assert told.args == [0, 0]


def test_about_names_every_model_and_library_with_its_licence(qtbot) -> None:
    page = AboutPage()
    qtbot.addWidget(page)
    words = {label.text() for label in page.findChildren(QLabel)}
    assert {"AuraFace v1", "Paid work allowed", "buffalo_l", "Non-commercial"} <= words
    assert "PySide6-Essentials" in words
    assert all(version and licence for _name, version, licence in libraries())
