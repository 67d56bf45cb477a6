"""Closing the window while a run goes on: finish and quit, go on in the tray, or stay."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QSystemTrayIcon, QWidget

from mirrorppr_desktop.gui import icons
from mirrorppr_desktop.gui.plural import plural
from mirrorppr_desktop.gui.run import words
from mirrorppr_desktop.gui.run.pace import duration

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.run.control import RunFacts


class Answer(StrEnum):
    """What is to become of a run when its window is closed."""

    FINISH = "finish"
    TRAY = "tray"
    STAY = "stay"


def ask_closing(parent: QWidget, facts: RunFacts) -> Answer:
    """Ask what is to become of the run."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(parent.tr("A run goes on"))
    about = "" if facts.left_s is None else parent.tr(", about {0}").format(duration(facts.left_s))
    box.setText(plural(parent.tr("%n photo(s) are left", "", facts.left), facts.left) + about + ".")
    box.setInformativeText(parent.tr("Everything that is done is on disk. The rest can be run later."))
    finish = box.addButton(parent.tr("Finish these photos and quit"), QMessageBox.ButtonRole.AcceptRole)
    tray = None
    if QSystemTrayIcon.isSystemTrayAvailable():
        tray = box.addButton(parent.tr("Keep running in the tray"), QMessageBox.ButtonRole.ActionRole)
    stay = box.addButton(parent.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is finish:
        return Answer.FINISH
    return Answer.TRAY if tray is not None and box.clickedButton() is tray else Answer.STAY


def ask_cancel(parent: QWidget, facts: RunFacts) -> bool:
    """Ask whether the run is to be cancelled."""
    box = QMessageBox(parent)
    box.setWindowTitle(parent.tr("Cancel the run?"))
    box.setText(parent.tr("Cancel the run?"))
    kept = parent.tr("{0} photos stay done. {1} stay untouched and can be run later.")
    box.setInformativeText(kept.format(facts.done, facts.left))
    cancel = box.addButton(parent.tr("Cancel the run"), QMessageBox.ButtonRole.DestructiveRole)
    go_on = box.addButton(parent.tr("Go on"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(go_on)
    box.setEscapeButton(go_on)
    box.exec()
    return box.clickedButton() is cancel


def ask_lose(parent: QWidget, name: str, trouble: str) -> bool:
    """Ask whether decisions that could not be written are to be given up."""
    box = QMessageBox(parent)
    box.setWindowTitle(parent.tr("Not everything is on disk"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(parent.tr("What you decided last in {0} could not be written: {1}.").format(name, trouble))
    box.setInformativeText(parent.tr("Make room on the disk and wait a moment, or lose it. Results are not touched."))
    lose = box.addButton(parent.tr("Lose it"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(parent.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is lose


class Tray(QObject):
    """The icon that stands for a window that is hidden while its run goes on."""

    def __init__(self, show: Callable[[], None], quit_: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(icons.icon("app"), self)
        menu = QMenu()
        for text, do in ((self.tr("Show the window"), show), (self.tr("Finish these photos and quit"), quit_)):
            action = QAction(text, menu)
            action.triggered.connect(lambda _checked=False, do=do: do())
            menu.addAction(action)
        self._menu = menu
        self._icon.setContextMenu(menu)
        self._icon.activated.connect(lambda _reason: show())

    def show(self) -> None:
        """Put the icon into the tray."""
        self._icon.show()

    def hide(self) -> None:
        """Take it away."""
        self._icon.hide()

    def tell(self, facts: RunFacts) -> None:
        """How the run stands."""
        self._icon.setToolTip(words.status(facts))

    def tell_end(self, facts: RunFacts) -> None:
        """The run is over."""
        self._icon.showMessage("MirrorPPR Desktop", words.status(facts))
