"""The focus ring: 2 px of accent, 2 px away from what has the focus, over everything else in its window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from mirrorppr_desktop.gui import theme

_AWAY = 2
_LARGE_PX, _HIGH_PX = 500, 60
_WIDTH = 2
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class FocusRing(QObject):
    """Shows one ring per program, wherever the focus is. Keep it as long as the program runs.

    Widgets that draw their focus themselves have the property `ownFocus`.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._rings: dict[QWidget, _Ring] = {}
        self._followed: list[QWidget] = []
        self._target: QWidget | None = None
        app.focusChanged.connect(self._move)

    def _move(self, _old: QWidget | None, new: QWidget | None) -> None:
        for one in self._followed:
            if isValid(one):
                one.removeEventFilter(self)
        self._followed.clear()
        self._target = new if new is not None and _wants_ring(new) else None
        if self._target is not None:
            above: QWidget | None = self._target
            while above is not None:
                above.installEventFilter(self)
                self._followed.append(above)
                above = None if above.isWindow() else above.parentWidget()
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the widget and all that it lies in."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target if self._target is not None and isValid(self._target) else None
        window = target.window() if target is not None else None
        for other, ring in self._rings.items():
            if other is not window and isValid(ring):
                ring.hide()
        if target is None or window is None:
            return
        found = self._rings.get(window)
        if found is None:
            found = self._rings[window] = _Ring(window)
            window.destroyed.connect(lambda _gone=None, key=window: self._rings.pop(key, None))
        visible = _visible_part(target, window)
        if not target.isVisible() or visible.isEmpty():
            found.hide()
            return
        # Around what is large there is something else: its ring lies inside.
        is_large = visible.width() > _LARGE_PX and visible.height() > _HIGH_PX
        out = 0 if is_large else _AWAY + _WIDTH + 1
        found.setGeometry(visible.adjusted(-out, -out, out, out))
        found.raise_()
        found.show()
        found.update()


class _Ring(QWidget):
    """The ring itself; the pointer goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A black rim, so that it stands out from any picture, and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        dark = theme.tokens().name == "dark"
        painter.setPen(QPen(QColor(0, 0, 0, 255 if dark else 0), _WIDTH + 2))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(theme.tokens().color("accent"), _WIDTH))
        painter.drawRoundedRect(box, 5, 5)


def _wants_ring(widget: QWidget) -> bool:
    popup = widget.window().windowType() == Qt.WindowType.Popup
    return not (popup or widget.isWindow() or widget.property("ownFocus"))


def _visible_part(target: QWidget, window: QWidget) -> QRect:
    """What of the widget can be seen, in the window: scrolled parts are cut off."""
    seen = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
    above = target.parentWidget()
    while above is not None and above is not window:
        holder = above.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is above:
            seen &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        above = holder
    return seen
