"""The language of the window: the user's choice, or that of the system where there is a translation; else English."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from mirrorppr_desktop.gui import resources

ENGLISH: Final = "en"
_PREFIX: Final = "mirrorppr_"

_installed: list[QTranslator] = []


def available() -> tuple[str, ...]:
    """Codes of the languages that there are: English, and every translation."""
    found = {path.stem.removeprefix(_PREFIX) for path in _folder().glob(f"{_PREFIX}*.qm")}
    return (ENGLISH, *sorted(found - {ENGLISH}))


def name_of(code: str) -> str:
    """How a language calls itself."""
    if code == ENGLISH:
        return "English"  # Qt's is the name of one English among others
    return QLocale(code).nativeLanguageName().split("(")[0].strip().capitalize() or code


def chosen(wanted: str) -> str:
    """The language that is used where `wanted` was chosen ("" = as the system)."""
    known = available()
    candidates = [wanted] if wanted else QLocale.system().uiLanguages()
    for one in candidates:
        for code in (one.replace("-", "_"), one.replace("-", "_").split("_")[0]):
            if code in known:
                return code
    return ENGLISH


def install(app: QApplication, wanted: str = "") -> str:
    """Use a language from now on, and its way of writing figures; the code of the one that is used.

    Windows that stand already hear a LanguageChange event.
    """
    for old in _installed:
        app.removeTranslator(old)
    _installed.clear()
    code = chosen(wanted)
    system = QLocale.system()
    same = system.language() == QLocale(code).language()
    QLocale.setDefault(system if same else QLocale(code))
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    # English has a file too: the forms of its words for one and for many.
    for name, folder in ((f"qtbase_{code}", qt), (f"{_PREFIX}{code}", _folder())):
        translator = QTranslator()
        if translator.load(name, str(folder)):
            app.installTranslator(translator)
            _installed.append(translator)
    return code


def _folder() -> Path:
    return resources.folder() / "translations"
