"""The bar below the menus: pages at the left, tools of the page in the middle, zoom and undo at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QToolButton, QWidget

from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.shortcuts import Shortcuts
from mirrorppr_desktop.gui.ties import Ties
from mirrorppr_desktop.gui.widgets.progress import WorkingArc

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.page_tools import PageTools

HEIGHT = 48
_MARGIN, _GAP = 16, 16
_BUTTON, _BUTTON_GAP = 32, 4  # undo and redo
PAGES = ("shoot", "review", "blind", "export", "train", "models")
_NEEDS_SHOOT = frozenset({"review", "blind", "export"})


class TopBar(QFrame):
    """page_wanted("shoot", "review", ...): a page tab was pressed. undone(), redone()."""

    page_wanted = Signal(str)
    undone = Signal()
    redone = Signal()

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, role="panel")
        self.setFixedHeight(HEIGHT)
        self._tabs: dict[str, QPushButton] = {}
        self._ties = Ties()
        self._tools: PageTools | None = None
        self._empty = QWidget()
        self._left, self._right = QStackedWidget(), QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(_GAP)
        for page in PAGES:
            row.addWidget(self._tab(page, shortcuts))
            if page == "shoot":
                self.arc = WorkingArc(parent=self)
                self.arc.hide()
                row.addWidget(self.arc)
        row.addStretch(1)
        row.addWidget(self._left, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self._right, 0, Qt.AlignmentFlag.AlignVCenter)
        self._undo = self._button("undo", "edit.undo", shortcuts)
        self._redo = self._button("redo", "edit.redo", shortcuts)
        self._undo.clicked.connect(self.undone)
        self._redo.clicked.connect(self.redone)
        steps = QHBoxLayout()
        steps.setSpacing(_BUTTON_GAP)
        for button in (self._undo, self._redo):
            steps.addWidget(button)
        row.addLayout(steps)
        self._empties = QWidget(), QWidget()
        self._left.addWidget(self._empties[0])
        self._right.addWidget(self._empties[1])
        self.set_shoot_open(False)
        self.follow(None)

    def set_page(self, page: str) -> None:
        """Mark the page that is shown; one without a tab marks none."""
        for name, tab in self._tabs.items():
            tab.setChecked(name == page)

    def set_shoot_open(self, is_open: bool) -> None:
        """Pages that are about a shoot can be opened only with one."""
        for page in _NEEDS_SHOOT:
            self._tabs[page].setEnabled(is_open)

    def set_tools(self, shown: PageTools | None) -> None:
        """The tools of the page that is shown; they stay the page's."""
        self._tools = shown
        left, right = (None, None) if shown is None else (shown, shown.zoom)
        for stack, tools, empty in ((self._left, left, self._empties[0]), (self._right, right, self._empties[1])):
            if tools is not None and stack.indexOf(tools) < 0:
                stack.addWidget(tools)
            stack.setCurrentWidget(tools or empty)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let tools make way, or come back."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Tools that come, go or change their words need another share of the room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        tools = self._tools
        if tools is not None:
            fixed = [one for one in (*self._tabs.values(), self.arc) if not one.isHidden()]
            room = self.width() - 2 * _MARGIN - sum(one.sizeHint().width() for one in fixed)
            room -= 2 * _BUTTON + _BUTTON_GAP + _GAP * (len(fixed) + 2)  # around the tools as well
            tools.fold(next((one for one in range(tools.folds) if tools.wide(one) <= room), tools.folds))
        self._right.setVisible(tools is not None and tools.shows_zoom)  # a stack is as wide as what it does not show

    def forget_tools(self, *tools: QWidget) -> None:
        """Give up tools of pages that are gone."""
        for stack in (self._left, self._right):
            for one in tools:
                if stack.indexOf(one) >= 0:
                    stack.removeWidget(one)
                    one.deleteLater()
        self._tools = None

    def follow(self, stack: QUndoStack | None) -> None:
        """Undo and redo of a shoot."""
        for button in (self._undo, self._redo):
            button.setEnabled(False)
        self._ties.cut()  # a stack that is deleted says once more that there is nothing to undo
        if stack is not None:
            self._undo.setEnabled(stack.canUndo())
            self._redo.setEnabled(stack.canRedo())
            self._ties.tie(stack.canUndoChanged, self._undo.setEnabled)
            self._ties.tie(stack.canRedoChanged, self._redo.setEnabled)

    def _tab(self, page: str, shortcuts: Shortcuts) -> QPushButton:
        words = {
            "shoot": self.tr("Shoot"),
            "review": self.tr("Review"),
            "blind": self.tr("Blind test"),
            "export": self.tr("Export"),
            "train": self.tr("Train"),
            "models": self.tr("Models"),
        }
        tab = QPushButton(words[page])
        theme.mark(tab, role="page")
        tab.setCheckable(True)
        tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the photos
        tab.setFixedHeight(HEIGHT)
        tab.clicked.connect(lambda: self._press(page))
        shortcuts.give_tip(tab, f"page.{page}")
        self._tabs[page] = tab
        if page == "train":
            tab.setEnabled(False)
            tab.setToolTip(self.tr("Training on your own pairs comes with a later version."))
        return tab

    def _press(self, page: str) -> None:
        self._tabs[page].setChecked(True)  # pressing the tab of the page that is shown does not take its mark away
        self.page_wanted.emit(page)

    def _button(self, name: str, command: str, shortcuts: Shortcuts) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(name))
        shortcuts.give_tip(button, command)
        button.setAccessibleName(shortcuts.tip(command))
        button.setFixedSize(_BUTTON, _BUTTON)
        return button
