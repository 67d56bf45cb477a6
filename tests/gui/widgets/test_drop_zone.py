"""Zones that files are dropped on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shown import show

from mirrorppr_desktop.gui.widgets.drop_zone import DropZone

LEFT = Qt.MouseButton.LeftButton


def _files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _drop(zone: DropZone, data: QMimeData) -> bool:
    place, action = QPointF(zone.rect().center()), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place.toPoint(), action, data, LEFT, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(zone, enter)
    if enter.isAccepted():
        QApplication.sendEvent(zone, QDropEvent(place, action, data, LEFT, Qt.KeyboardModifier.NoModifier))
    return enter.isAccepted()


def test_a_zone_takes_what_it_is_for(qtbot, tmp_path: Path) -> None:
    zone, heard = DropZone("drop-pair", "Exemplar pair", suffixes=(".jpg", ".tif"), most=2), []
    zone.dropped.connect(heard.append)
    show(qtbot, zone)
    photos = [tmp_path / name for name in ("a.JPG", "b.tif", "c.jpg", "notes.txt")]
    for photo in photos:
        photo.touch()
    assert _drop(zone, _files(*photos))
    assert not _drop(zone, _files(photos[3]))
    assert not _drop(zone, _files(tmp_path))
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/a.jpg")])
    assert not _drop(zone, link)
    assert heard == [photos[:2]]


def test_a_zone_of_folders(qtbot, tmp_path: Path) -> None:
    zone, heard = DropZone("drop-folder", "Folder", suffixes=(".jpg",), folders=True), []
    zone.dropped.connect(heard.append)
    show(qtbot, zone)
    assert _drop(zone, _files(tmp_path))
    assert heard == [[tmp_path]]


def test_a_zone_is_used_by_click_and_keys(qtbot) -> None:
    plain, asked = DropZone("drop-pair", "Exemplar pair"), []
    plain.asked.connect(lambda: asked.append("plain"))
    show(qtbot, plain)
    plain.setFocus()
    QTest.keyClick(plain, Qt.Key.Key_Return)
    QTest.keyClick(plain, Qt.Key.Key_Space)
    QTest.mouseClick(plain, LEFT)
    assert asked == ["plain"] * 3
    with_button = DropZone("drop-folder", "Folder", button="Choose…")
    with_button.asked.connect(lambda: asked.append("button"))
    show(qtbot, with_button)
    with_button.setFocus()
    focused = QApplication.focusWidget()
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert asked[3:] == ["button"]
