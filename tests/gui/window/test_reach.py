"""Every control of every page has a name for those who do not see it, and a way to it for those who have no mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hand import Hand
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

PAGES = ("start", "shoot", "run", "review", "blind", "export", "models", "settings", "keys", "about")
_MOST_STOPS = 400


def show(hand: Hand, name: str) -> None:
    if name == "run":
        hand.window.running.start("all")
        hand.batch.finish_all()
    elif name in ("review", "export", "blind"):
        hand.window.running.start("all")
        hand.batch.finish_all()
        hand.window.show_page(name)
    elif name != "start":
        hand.window.show_page(name)
    hand.settle()


@pytest.fixture
def page(request: pytest.FixtureRequest, hands: Callable[..., Hand], folder: Path, pair: tuple[Path, Path]) -> Hand:
    """A window that shows the page of that name."""
    hand = hands()
    if request.param != "start":
        hand.open(folder)
        hand.choose_pair(*pair)
    show(hand, request.param)
    return hand


def controls(hand: Hand) -> Iterator[QWidget]:
    """What takes the focus by Tab, and can be seen or scrolled to."""
    for one in hand.window.findChildren(QWidget):
        takes = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        if takes and one.isVisibleTo(hand.window) and one.isEnabled() and one.window() is hand.window:
            yield one


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    window = widget.window()
    buddies = [one.text() for one in window.findChildren(QLabel) if one.buddy() is widget]
    return buddies[0] if buddies else ""


def path_of(widget: QWidget) -> str:
    parts = []
    at: QWidget | None = widget
    while at is not None:
        parts.append(type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(parts))


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_every_control_has_a_name(page: Hand) -> None:
    found = list(controls(page))
    assert len(found) > 5
    nameless = [path_of(one) for one in found if not name_of(one).strip()]
    assert nameless == []


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_every_control_is_reached_by_tab(page: Hand) -> None:
    wanted = set(controls(page))
    first = QApplication.focusWidget() or page.window
    seen: set[QWidget] = set()
    at = first
    for _ in range(_MOST_STOPS):
        page.key(Qt.Key.Key_Tab, on=at)
        at = QApplication.focusWidget() or page.window
        if at in seen:
            break
        seen.add(at)
    # One of the buttons of a group stands for it: arrows go on from there.
    missed = [one for one in wanted - seen if not _is_beside(one, seen)]
    assert [f"{path_of(one)} {name_of(one)!r}" for one in missed] == []


def _is_beside(widget: QWidget, seen: set[QWidget]) -> bool:
    """Whether arrows lead there from a control that Tab reaches."""
    siblings = {one for one in seen if one.parentWidget() is widget.parentWidget()}
    return isinstance(widget, QAbstractButton) and widget.isCheckable() and bool(siblings)


@pytest.mark.parametrize("page", PAGES, indirect=True)
def test_buttons_without_words_say_what_they_do(page: Hand) -> None:
    buttons = [one for one in page.window.findChildren(QAbstractButton) if one.isVisibleTo(page.window)]
    silent = [one for one in buttons if not one.text() and not one.toolTip() and not _is_of_qt(one)]
    assert [path_of(one) for one in silent] == []


def _is_of_qt(button: QAbstractButton) -> bool:
    """Whether Qt itself made it as a part of another control."""
    return isinstance(button.parent(), QComboBox | QLineEdit | QAbstractItemView)
