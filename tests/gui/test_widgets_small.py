"""The small widgets, as a person uses them."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPixmap, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import announce, theme
from mirrorppr_desktop.gui.focus_ring import FocusRing
from mirrorppr_desktop.gui.tokens import DARK, LIGHT
from mirrorppr_desktop.gui.widgets.chip import Chip, Choice
from mirrorppr_desktop.gui.widgets.drop_zone import DropZone
from mirrorppr_desktop.gui.widgets.elided import ElidedLabel, plain_tip
from mirrorppr_desktop.gui.widgets.histogram import Histogram
from mirrorppr_desktop.gui.widgets.key_cap import KeyCap, KeyHint, key_parts
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.gui.widgets.number_field import NumberField
from mirrorppr_desktop.gui.widgets.pill import Pill, pill_size
from mirrorppr_desktop.gui.widgets.progress import ProgressLine, WorkingArc
from mirrorppr_desktop.gui.widgets.section import Section
from mirrorppr_desktop.gui.widgets.segments import Segment, Segments
from mirrorppr_desktop.gui.widgets.sparkline import Sparkline
from mirrorppr_desktop.gui.widgets.stars import Stars
from mirrorppr_desktop.gui.widgets.tag import Tag

LEFT = Qt.MouseButton.LeftButton
MODES = (
    Segment("photo", "Photo", "photo"),
    Segment("split", "Split", "split"),
    Segment("flicker", "Flicker", "flicker"),
)


@pytest.fixture(autouse=True)
def dark(qapp: QApplication):
    theme.apply(qapp, "dark")
    yield
    theme.apply(qapp, "dark")


def _show(qtbot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


# --- segments


def test_one_of_several(qtbot) -> None:
    row, heard = Segments(MODES), []
    row.chosen.connect(heard.append)
    _show(qtbot, row)
    QTest.mouseClick(row.button("split"), LEFT)
    assert (row.current(), heard) == ("split", ["split"])
    QTest.mouseClick(row.button("split"), LEFT)
    assert row.current() == "split"  # it cannot be switched off
    row.set_current("photo")
    assert heard == ["split", "split"]


def test_arrows_choose_and_tab_stops_once(qtbot) -> None:
    box, heard = QWidget(), []
    layout = QHBoxLayout(box)
    row, after = Segments(MODES), QLineEdit()
    layout.addWidget(row)
    layout.addWidget(after)
    row.chosen.connect(heard.append)
    _show(qtbot, box)
    row.button("photo").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.button("photo"), Qt.Key.Key_Right)
    QTest.keyClick(row.button("split"), Qt.Key.Key_Left)
    QTest.keyClick(row.button("photo"), Qt.Key.Key_Left)
    assert heard == ["split", "photo", "flicker"]
    QTest.keyClick(row.button("flicker"), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_several_switches(qtbot) -> None:
    row, heard = Segments(MODES, exclusive=False, words=False), []
    row.switched.connect(lambda key, on: heard.append((key, on)))
    _show(qtbot, row)
    QTest.mouseClick(row.button("photo"), LEFT)
    QTest.mouseClick(row.button("split"), LEFT)
    QTest.mouseClick(row.button("photo"), LEFT)
    assert heard == [("photo", True), ("split", True), ("photo", False)]
    assert (row.is_on("split"), row.is_on("photo")) == (True, False)


def test_words_make_way_before_icons(qtbot) -> None:
    row = Segments(MODES)
    _show(qtbot, row)
    row.resize(row.sizeHint())
    assert all(row.button(one.key).shows_words() for one in MODES)
    row.resize(row.minimumSizeHint())
    assert not any(row.button(one.key).shows_words() for one in MODES)
    assert row.button("split").accessibleName() == "Split"
    assert row.button("split").toolTip() == "Split"
    assert row.button("flicker").geometry().right() < row.width()


def test_why_a_segment_is_off_is_its_tooltip(qtbot) -> None:
    row = Segments(MODES)
    _show(qtbot, row)
    row.set_available("split", False, "No result yet")
    QTest.keyClick(row.button("photo"), Qt.Key.Key_Right)
    assert row.current() == "flicker"
    assert row.button("split").toolTip() == "No result yet"


# --- chip, tag, note


@pytest.mark.qt_log_ignore("does not support", extend=True)  # popups on no screen
def test_a_chip_offers_with_reasons_and_changes_nothing(qtbot) -> None:
    chip, heard = Chip("Transfer, CPU"), []
    chip.chosen.connect(heard.append)
    chip.set_choices(
        [Choice("transfer", "Transfer, CPU", "works everywhere"), Choice("neural", "MirrorPPR", "no weights", False)],
        "transfer",
    )
    _show(qtbot, chip)
    menu = chip.menu_of_choices()
    first, second = menu.actions()
    assert first.text() == "Transfer, CPU: works everywhere"
    assert (second.isEnabled(), second.text()) == (False, "MirrorPPR: no weights")
    first.trigger()
    assert heard == ["transfer"]
    assert chip.text().strip() == "Transfer, CPU"
    QTest.mouseClick(chip, LEFT)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


@pytest.mark.parametrize(
    ("trust", "word"), [(0.91, "high"), (0.8, "high"), (0.79, "fair"), (0.6, "fair"), (0.59, "weak")]
)
def test_trust_has_a_word(qtbot, trust: float, word: str) -> None:
    tag = Tag()
    qtbot.addWidget(tag)
    tag.show_trust(trust, "Least sure: Sharpen jawline")
    assert tag.text() == f"Trust {trust:.2f}, {word}"
    assert tag.toolTip() == "Least sure: Sharpen jawline"


def test_a_note_says_asks_and_closes(qtbot, monkeypatch) -> None:
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        "mirrorppr_desktop.gui.widgets.note.announce", lambda _who, words, at_once: said.append((words, at_once))
    )
    note, pressed, closed = Note("bad", "BP_0480.tif: no face was found.", [("retry", "Retry")]), [], []
    note.pressed.connect(pressed.append)
    note.closed.connect(lambda: closed.append(True))
    _show(qtbot, note)
    assert said == [("BP_0480.tif: no face was found.", True)]
    assert note.grab().toImage().pixelColor(2, note.height() // 2) == QColor(DARK.bad)
    QTest.mouseClick(note.button("Retry"), LEFT)
    note.say("ok", "All is well.", [("a", "One"), ("b", "Two")])
    assert note.grab().toImage().pixelColor(2, note.height() // 2) == QColor(DARK.ok)
    with pytest.raises(KeyError):
        note.button("Retry")
    QTest.mouseClick(note.button("Two"), LEFT)
    assert pressed == ["retry", "b"]
    QTest.mouseClick(next(one for one in note.findChildren(QWidget) if one.toolTip() == "Close this note"), LEFT)
    assert closed == [True] and not note.isVisible()


def test_announcements_are_not_a_flood(qtbot, monkeypatch) -> None:
    now = [100.0]
    monkeypatch.setattr(announce.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(announce._Last, "at", float("-inf"))  # whatever was said by a test before
    label = QLabel()
    qtbot.addWidget(label)
    assert announce.announce(label, "one")
    assert not announce.announce(label, "two")
    assert announce.announce(label, "it failed", at_once=True)
    now[0] += 1.5
    assert announce.announce(label, "three")


# --- progress


def test_a_line_shows_done_failed_and_left(qtbot) -> None:
    line = ProgressLine(8)
    qtbot.addWidget(line)
    line.resize(200, 8)
    line.set_parts(100, 20, 200)
    picture = line.grab().toImage()
    assert picture.pixelColor(50, 4) == QColor(DARK.accent)
    assert picture.pixelColor(110, 4) == QColor(DARK.bad)
    assert picture.pixelColor(160, 4) == QColor(DARK.bar)
    assert line.accessibleName() == "100 of 200 done, 20 failed"
    assert line.value() == 120
    line.set_parts(0, 0, 0)
    assert line.grab().toImage().pixelColor(100, 4) == QColor(DARK.bar)


def test_the_arc_turns_only_while_it_is_seen_and_may(qtbot) -> None:
    arc = WorkingArc()
    qtbot.addWidget(arc)
    assert not arc.is_turning()
    arc.show()
    assert arc.is_turning()
    theme.set_motion(False)
    try:
        assert not arc.is_turning()
        first = arc.grab().toImage()
        assert arc.grab().toImage() == first
    finally:
        theme.set_motion(True)
    assert arc.is_turning()
    arc.hide()
    assert not arc.is_turning()


# --- drop zone


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
    _show(qtbot, zone)
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
    _show(qtbot, zone)
    assert _drop(zone, _files(tmp_path))
    assert heard == [[tmp_path]]


def test_a_zone_is_used_by_click_and_keys(qtbot) -> None:
    plain, asked = DropZone("drop-pair", "Exemplar pair"), []
    plain.asked.connect(lambda: asked.append("plain"))
    _show(qtbot, plain)
    plain.setFocus()
    QTest.keyClick(plain, Qt.Key.Key_Return)
    QTest.keyClick(plain, Qt.Key.Key_Space)
    QTest.mouseClick(plain, LEFT)
    assert asked == ["plain"] * 3
    with_button = DropZone("drop-folder", "Folder", button="Choose…")
    with_button.asked.connect(lambda: asked.append("button"))
    _show(qtbot, with_button)
    with_button.setFocus()
    focused = QApplication.focusWidget()
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert asked[3:] == ["button"]


# --- stars, histogram, section, labels


def test_stars_by_click_and_keys(qtbot) -> None:
    stars, heard = Stars(2), []
    stars.rated.connect(heard.append)
    _show(qtbot, stars)
    fourth = QPoint(3 * 18 + 8, 12)
    QTest.mouseClick(stars, LEFT, pos=fourth)
    QTest.mouseClick(stars, LEFT, pos=fourth)
    QTest.keyClick(stars, Qt.Key.Key_3)
    QTest.keyClick(stars, Qt.Key.Key_Right)
    QTest.keyClick(stars, Qt.Key.Key_0)
    QTest.keyClick(stars, Qt.Key.Key_Left)
    assert heard == [4, 0, 3, 4, 0]


@pytest.fixture
def histogram(qtbot) -> Histogram:
    made = Histogram([0.859, 0.872, 0.884, 0.93, 0.97, 0.97, 1.0], 0.9)
    made.resize(320, 96)
    _show(qtbot, made)
    made.setFocus()
    return made


def test_the_floor_is_dragged_as_one_gesture(histogram: Histogram) -> None:
    live, done = [], []
    histogram.floor_changed.connect(live.append)
    histogram.floor_committed.connect(done.append)
    place = QPoint(round(histogram.x_of(0.9)), 30)
    QTest.mousePress(histogram, LEFT, pos=place)
    for value in (0.91, 0.93, 0.95):
        QTest.mouseMove(histogram, QPoint(round(histogram.x_of(value)), 30))
    QTest.mouseRelease(histogram, LEFT, pos=QPoint(round(histogram.x_of(0.95)), 30))
    assert live == [0.91, 0.93, 0.95]
    assert done == [0.95]
    assert histogram.below() == 4
    assert "floor 0.950, 4 of 7 below" in histogram.accessibleName()


def test_the_floor_by_keys_and_typed(qtbot, histogram: Histogram) -> None:
    done: list[float] = []
    histogram.floor_committed.connect(done.append)
    QTest.keyClick(histogram, Qt.Key.Key_Right)
    QTest.keyClick(histogram, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert done == [0.905, 0.855]
    QTest.keyClick(histogram, Qt.Key.Key_Return)
    field = histogram.findChild(QLineEdit)
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert histogram.floor() == 0.855  # no figure, no change
    assert field.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible() and histogram.hasFocus()
    field = histogram.edit()
    QTest.keyClicks(field, "0,925")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert done[2:] == [0.925]
    assert not field.isVisible()


def test_every_value_has_its_bar(histogram: Histogram) -> None:
    assert sum(histogram.counts()) == 7
    assert histogram.counts()[-1] == 1
    picture = histogram.grab().toImage()
    assert picture.pixelColor(round(histogram.x_of(0.9)), 3) == QColor(DARK.warn)
    histogram.set_values([])
    assert sum(histogram.counts()) == 0


def test_a_low_value_widens_the_axis(qtbot) -> None:
    histogram = Histogram([0.42, 0.9], 0.9)
    qtbot.addWidget(histogram)
    histogram.resize(320, 96)
    assert 0 <= histogram.x_of(0.42) < histogram.x_of(0.9) < 320
    histogram.set_floor(0.2)
    assert histogram.x_of(0.2) >= 0


def test_a_section_opens_and_closes(qtbot) -> None:
    section, heard, inside = Section("More: 23 operations at zero"), [], QLabel("Lengthen chin")
    section.add(inside)
    section.toggled.connect(heard.append)
    _show(qtbot, section)
    assert not inside.isVisible()
    QTest.mouseClick(section.header(), LEFT)
    assert inside.isVisible()
    section.header().setFocus()
    QTest.keyClick(section.header(), Qt.Key.Key_Space)
    assert heard == [True, False]
    assert section.header().accessibleName() == "More: 23 operations at zero, closed"


def test_a_file_name_is_cut_in_its_middle(qtbot) -> None:
    label = ElidedLabel("2026-11-14 Board portraits BP_0401_retouched.tif")
    _show(qtbot, label)
    label.resize(160, 20)
    assert label.shown().startswith("2026") and label.shown().endswith(".tif") and "…" in label.shown()
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    label.setText("short.tif")
    assert (label.shown(), label.toolTip()) == ("short.tif", "")


def test_keys_are_drawn_one_by_one(qtbot) -> None:
    hint = KeyHint("Ctrl+Shift+Z", "redo")
    qtbot.addWidget(hint)
    assert [cap.text() for cap in hint.findChildren(KeyCap)] == ["Ctrl", "Shift", "Z"]
    assert key_parts("Ctrl++") == ["Ctrl", "+"]
    assert key_parts("+") == ["+"]
    assert key_parts("") == []


def test_a_pill_grows_with_its_words_and_lets_the_pointer_through(qtbot) -> None:
    photo = QWidget()
    pill = Pill("Before", parent=photo)
    _show(qtbot, photo)
    narrow = pill.width()
    pill.show_text("Identity 0.97", "smile", "scrim_warn")
    assert pill.width() > narrow
    assert pill.width() >= pill_size("Identity 0.97", "smile").width()
    assert photo.childAt(pill.geometry().center()) is None


def test_a_sparkline_takes_any_number_of_values(qtbot) -> None:
    line = Sparkline("Photos a minute")
    qtbot.addWidget(line)
    line.resize(100, 32)
    empty = line.grab().toImage()
    pictures = []
    for values in ([], [3.0], [0.0, 0.0], [1.0, 5.0, 2.0]):
        line.set_values(values)
        pictures.append(line.grab().toImage())
    assert pictures[0] == empty
    assert pictures[3] != empty
    assert line.accessibleName() == "Photos a minute, 2.0"


def test_a_number_field_scrolls_only_with_the_focus(qtbot) -> None:
    field = NumberField(1, 16, 4)
    _show(qtbot, field)
    field.clearFocus()
    QTest.wheelEvent(field.windowHandle(), QPointF(field.rect().center()), QPoint(0, 120))
    assert field.value() == 4
    field.setFocus()
    QTest.wheelEvent(field.windowHandle(), QPointF(field.rect().center()), QPoint(0, 120))
    assert field.value() == 5


# --- focus ring, gallery


def test_the_ring_lies_around_the_focus_and_follows_it(qapp: QApplication, qtbot) -> None:
    ring = FocusRing(qapp)
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(20, 20, 20, 20)
    layout.setSpacing(20)
    fields = [QLineEdit(), QLineEdit()]
    for field in fields:
        layout.addWidget(field)
    _show(qtbot, box)
    for field in fields:
        field.setFocus()
        place = field.geometry()
        picture = box.grab().toImage()
        assert picture.pixelColor(place.center().x(), place.top() - 4) == QColor(DARK.accent)
        assert picture.pixelColor(place.center().x(), place.top() - 1) == QColor(DARK.panel)
    box.resize(box.width() + 100, box.height() + 60)
    QApplication.processEvents()
    place = fields[1].geometry()
    assert box.grab().toImage().pixelColor(place.right() + 4, place.center().y()) == QColor(DARK.accent)
    box.close()
    box.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    other = QLineEdit()
    _show(qtbot, other)
    ring.deleteLater()


def test_the_ring_does_not_leave_a_scrolled_list(qapp: QApplication, qtbot) -> None:
    ring = FocusRing(qapp)
    box, area, body = QWidget(), QScrollArea(), QWidget()
    outer, inner = QVBoxLayout(box), QVBoxLayout(body)
    outer.addWidget(area)
    area.setWidgetResizable(True)
    fields = [QLineEdit() for _ in range(30)]
    for field in fields:
        inner.addWidget(field)
    area.setWidget(body)
    box.resize(240, 200)
    _show(qtbot, box)
    fields[0].setFocus()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    rings = [one for one in box.children() if type(one).__name__ == "_Ring"]
    assert len(rings) == 1 and not rings[0].isVisible()
    area.verticalScrollBar().setValue(0)
    assert rings[0].isVisible()
    assert QRect(box.rect()).contains(rings[0].geometry())
    ring.deleteLater()


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=lambda look: look.name)
def test_the_gallery_is_painted_in_both_themes(qapp: QApplication, qtbot, look, tmp_path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        import gallery
    finally:
        sys.path.pop(0)
    theme.apply(qapp, look.name)
    box = gallery.build()
    _show(qtbot, box)
    picture = box.grab()
    assert isinstance(picture, QPixmap)
    assert picture.toImage().pixelColor(2, 2) == QColor(look.panel)
    names = [one.accessibleName() for one in box.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(names) > 20


def test_what_is_gone_hears_no_change(qapp: QApplication, qtbot) -> None:
    for make in (Stars, Tag, Note, WorkingArc, ProgressLine, Histogram, Sparkline):
        widget = make()
        widget.show()
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    theme.apply(qapp, "light")
    theme.set_motion(False)
    theme.set_motion(True)


def test_a_note_is_as_high_as_its_words_when_a_button_grows(qtbot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    note = Note("warn", closable=False)
    column = QVBoxLayout(whole)
    column.addWidget(note)
    column.addStretch(1)
    whole.resize(500, 300)
    whole.show()
    note.say("warn", "One two three four five six seven eight nine ten eleven twelve.", [("go", "Go")])
    note.button("Go").setMinimumWidth(250)
    label = next(one for one in note.findChildren(QLabel) if one.text() == note.text())
    qtbot.waitUntil(lambda: label.width() < 200 and label.height() >= label.heightForWidth(label.width()))


def test_a_name_that_looks_like_html_stays_a_name() -> None:
    assert plain_tip("BP_0401.tif") == "BP_0401.tif"
    document = QTextDocument()
    document.setHtml(plain_tip('<img src="//host/share/x.png">'))
    assert document.toPlainText() == '<img src="//host/share/x.png">'


def test_words_without_icons_are_cut_where_a_row_is_narrow(qtbot) -> None:
    row = Segments([Segment("a", "A long word or two"), Segment("b", "Another long word"), Segment("c", "All")])
    qtbot.addWidget(row)
    wide = row.sizeHint().width()
    assert row.minimumSizeHint().width() < wide
    row.resize(row.minimumSizeHint().width() + 20, row.height())
    row.show()
    widths = [row.button(key).width() for key in "abc"]
    assert sum(widths) <= row.width() and min(widths) >= 24
    assert row.button("a").text() == "A long word or two" == row.button("a").toolTip()
    row.resize(wide, row.height())
    assert wide - 4 <= sum(row.button(key).width() for key in "abc") <= wide
