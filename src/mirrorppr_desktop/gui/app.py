"""The window's process, from the command line to its end. What is heavy loads after the window stands."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mirrorppr_desktop import __version__
from mirrorppr_desktop.errors import NoScreen
from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.preferences import Preferences

_OPENCV_SETS = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def run(arguments: Namespace) -> int:
    """Open the window, and stay until it is closed."""
    app = application()
    preferences = Preferences()
    dress(app, preferences)
    from mirrorppr_desktop.gui.diagnostics import watch_over
    from mirrorppr_desktop.gui.window import Window

    watch_over(app)
    window = Window(preferences)
    window.show()
    QTimer.singleShot(0, lambda: window.begin(arguments))
    return int(app.exec())


def application() -> QApplication:
    """The QApplication of this process, made where there is none."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    forget_opencv_plugins()
    require_screen()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("mirrorppr")
    app.setApplicationDisplayName("MirrorPPR Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("mirrorppr")
    return app


def require_screen() -> None:
    """Qt ends the process where it finds no screen, without a word that helps.

    Raises:
        NoScreen: none is there.
    """
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise NoScreen(
            "there is no screen for a window (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            "Without one, use the commands: mirrorppr retouch --help"
        )


def forget_opencv_plugins() -> None:
    """OpenCV's wheel points Qt at its own platform plugins, which belong to another Qt: a window would not come up."""
    for name in _OPENCV_SETS:
        if f"{os.sep}cv2{os.sep}" in os.environ.get(name, ""):
            del os.environ[name]


def dress(app: QApplication, preferences: Preferences) -> None:
    """Theme and language as the user chose them."""
    from mirrorppr_desktop.gui import icons, language
    from mirrorppr_desktop.gui.focus_ring import FocusRing

    language.install(app, preferences.language)
    theme.apply(app, preferences.theme)
    theme.set_motion(not preferences.reduce_motion)
    app.setWindowIcon(icons.icon("app"))
    if app.findChild(FocusRing) is None:
        FocusRing(app)

    def follow(name: str) -> None:
        """What a person chooses in the settings holds at once."""
        if name == "theme":
            theme.apply(app, preferences.theme)
        elif name == "reduce_motion":
            theme.set_motion(not preferences.reduce_motion)

    preferences.changed.connect(follow)
