"""What was measured on a result: the identity against the floor, or that nothing measures it, and two stand-ins."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.photo_list import missing_words
from mirrorppr_desktop.gui.shoot.photo import Flag, Photo, RunState
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.note import Note


class IdentityPanel(QWidget):
    """The key number of a result. Signals: model_wanted(): a model that measures identity is asked for."""

    model_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.bar, self.why = QLabel(self), QLabel(self), QLabel(self)
        theme.mark(self.number, type="number")
        theme.mark(self.bar, tone="2")
        theme.mark(self.why, type="hint", tone="2")
        self.why.setWordWrap(True)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.note = Note(
            "accent",
            self.tr(
                "Identity is not measured: no identity model. AuraFace v1 may be used for paid work. Until then see "
                "face-crop SSIM and landmark displacement."
            ),
            closable=False,
            parent=self,
        )
        self.note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.get = QPushButton(self.tr("Get a model…"), self)
        self.get.clicked.connect(self.model_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addWidget(self.bar, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.why)
        column.addWidget(self.note)
        column.addWidget(self.get, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_photo(self, photo: Photo | None, floor: float) -> None:
        """Show what is known of a photo."""
        outcome = None if photo is None else photo.outcome
        is_done = outcome is not None and outcome.state == RunState.DONE
        identity = outcome.identity if is_done and outcome is not None else None
        self.number.setVisible(identity is not None)
        self.bar.setVisible(identity is not None)
        # What is being measured right now has no figures at all; that is no want of a model.
        is_measured = is_done and outcome is not None and outcome.face_ssim is not None
        self.note.setVisible(is_measured and identity is None)
        self.get.setVisible(is_measured and identity is None)
        if photo is not None and identity is not None:
            is_below = photo.below(floor)
            self.number.setText(figures.plain(figures.below(identity), 3))
            theme.mark(self.number, state="warn" if is_below else None)
            self.bar.setText(self.tr("identity, floor {0}").format(figures.plain(floor, 3)))
        words = "" if photo is None else self._why(photo, floor)
        if photo is not None and photo.missing and not is_done:
            words = missing_words(photo)
        self.why.setText(words)
        self.why.setVisible(bool(words))

    def _why(self, photo: Photo, floor: float) -> str:
        outcome = photo.outcome
        match outcome.state:
            case RunState.FAILED | RunState.SKIPPED:
                return outcome.reason
            case RunState.NONE:
                return self.tr("{0} was not run yet.").format(photo.name)
            case RunState.WAITING | RunState.WORKING:
                return self.tr("{0} is being run.").format(photo.name)
        if outcome.identity is None and outcome.face_ssim is None:
            return self.tr("The result is being measured.")
        if not photo.below(floor):
            return ""
        told = self.tr("{0}: identity {1} is below your floor of {2}.").format(
            photo.name, figures.plain(figures.below(outcome.identity or 0.0), 3), figures.plain(floor, 3)
        )
        kept = {
            Flag.UNSET: self.tr("The result is kept, and exported only if you accept it."),
            Flag.ACCEPTED: self.tr("You accepted it; it will be exported."),
            Flag.REJECTED: self.tr("You rejected it; it will not be exported."),
        }[photo.decision.flag]
        return f"{told} {kept}"


class StandIns(QWidget):
    """Two figures that need no model, under their own names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, hint = QLabel(self.tr("Two stand-ins"), self), QLabel(self.tr("no face model needed"), self)
        theme.mark(title, type="strong")
        theme.mark(hint, type="hint", tone="2")
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.ssim, self.displacement = QLabel(self), QLabel(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        head = QHBoxLayout()  # the hint has all the room beside the title
        head.addWidget(title)
        head.addWidget(hint, 1)
        grid.addLayout(head, 0, 0, 1, 2)
        for row, (words, value, tip) in enumerate(
            (
                (
                    self.tr("Face-crop SSIM"),
                    self.ssim,
                    self.tr(
                        "How alike the crops of the face are, before and after: 1 is the same. Smallest of the faces."
                    ),
                ),
                (
                    self.tr("Landmark displacement"),
                    self.displacement,
                    self.tr("How far the landmarks of a face moved, on average. Largest of the faces."),
                ),
            ),
            start=1,
        ):
            name = QLabel(words, self)
            theme.mark(name, type="hint", tone="2")
            theme.mark(value, type="hint")
            name.setWordWrap(True)
            name.setToolTip(tip)
            value.setToolTip(tip)
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)

    def show_photo(self, photo: Photo | None) -> None:
        """Show the figures of a photo."""
        outcome = None if photo is None else photo.outcome
        ssim = None if outcome is None else outcome.face_ssim
        moved = None if outcome is None else outcome.displacement
        self.ssim.setText("–" if ssim is None else figures.plain(ssim, 3))
        words = self.tr("{0} of eye distance")
        self.displacement.setText("–" if moved is None else words.format(figures.plain(moved, 3)))
