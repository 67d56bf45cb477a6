"""The room that small widgets take: bars, joined buttons, icons beside words, notes."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.quiet_scroll_bar import QuietScrollBar
from mirrorppr_desktop.gui.widgets.segments import Segment, Segments


def test_a_bar_is_painted_only_where_there_is_something_to_scroll(qapp: QApplication, qtbot) -> None:
    theme.apply(qapp, "dark")
    bar = QuietScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.resize(10, 200)
    bar.setRange(0, 0)
    assert len(_colours(bar.grab().toImage())) == 1
    bar.setRange(0, 100)
    assert len(_colours(bar.grab().toImage())) > 1


def test_joined_buttons_fill_their_row_with_and_without_words(qapp: QApplication, qtbot) -> None:
    row = Segments([Segment("a", "A photo", "photo"), Segment("b", "Beside", "split"), Segment("c", "C", "flicker")])
    qtbot.addWidget(row)
    row.show()
    for width in (row.minimumSizeHint().width() + 40, row.sizeHint().width() + 61):
        row.resize(width, row.sizeHint().height())
        QApplication.processEvents()
        buttons = [button.geometry() for button in row._buttons.values()]
        assert buttons[0].left() <= 2 and buttons[-1].right() >= width - 3  # but for the border
        assert all(one.right() + 1 == two.left() for one, two in pairwise(buttons))


def test_an_icon_beside_words_leaves_air(qapp: QApplication, qtbot) -> None:
    button = QPushButton("Words")
    qtbot.addWidget(button)
    icons.beside_words(button, "folder")
    picture = button.icon().pixmap(button.iconSize()).toImage()
    assert picture.width() == picture.height() + 4
    air = [picture.pixelColor(x, y).alpha() for x in range(picture.height(), picture.width()) for y in range(16)]
    assert not any(air)


def test_a_note_is_as_high_as_its_words_need(qapp: QApplication, qtbot) -> None:
    window, note = QMainWindow(), Note("bad", "What happened, and what was kept. " * 6, [("file", "Show file")])
    qtbot.addWidget(window)
    window.setCentralWidget(note)
    window.resize(320, 500)
    window.show()
    layout = note.layout()
    assert layout is not None
    assert note.height() == layout.totalHeightForWidth(note.width())
    lines = note._text.heightForWidth(note._text.width())
    assert note._text.height() >= lines


def _colours(picture: QImage) -> set[int]:
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
