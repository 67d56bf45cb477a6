"""The window in another language, and that no text of it is left out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QLabel

from mirrorppr_desktop.gui import language, resources
from mirrorppr_desktop.gui.preferences import Preferences
from mirrorppr_desktop.gui.settings_page import SettingsPage
from mirrorppr_desktop.gui.widgets.stars import Stars

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture
def spoken(qapp: QApplication):
    yield qapp
    language.install(qapp, "en")
    QLocale.setDefault(QLocale("en"))


def test_german_words_figures_and_plurals(spoken: QApplication, qtbot) -> None:
    assert language.install(spoken, "de") == "de"
    assert QCoreApplication.translate("Commands", "Undo") == "Rückgängig"
    assert QLocale().toString(0.5, "f", 2) == "0,50"
    stars = Stars()
    qtbot.addWidget(stars)
    said = []
    for count in (0, 1, 3):
        stars.set_stars(count)
        said.append(stars.accessibleName())
    assert said == ["0 Sterne", "1 Stern", "3 Sterne"]


def test_what_the_catalogue_says_is_german_too(spoken: QApplication) -> None:
    from mirrorppr_desktop.gui.models import said
    from mirrorppr_desktop.weights.catalogue import read_catalogue

    language.install(spoken, "de")
    models = {one.name: one for one in read_catalogue()}
    assert said.title(models["face-mesh-with-attention"]) == "Gesichtsnetz"
    assert said.purpose(models["auraface"]) == "Ähnlichkeit der Identität"
    assert all(said.licence_note(one) != one.licence_note for one in models.values())
    language.install(spoken, "en")
    assert said.title(models["face-mesh-with-attention"]) == "Face mesh"


def test_english_has_plurals_too(spoken: QApplication, qtbot) -> None:
    assert language.install(spoken, "en") == "en"
    stars = Stars(1)
    qtbot.addWidget(stars)
    assert stars.accessibleName() == "1 star"
    stars.set_stars(2)
    assert stars.accessibleName() == "2 stars"


def test_a_page_that_stands_changes_its_language(spoken: QApplication, qtbot, tmp_path: Path) -> None:
    language.install(spoken, "en")
    page = SettingsPage(Preferences(tmp_path / "preferences.json"))
    qtbot.addWidget(page)
    page.show()
    language.install(spoken, "de")
    qtbot.waitUntil(lambda: "Einstellungen" in {label.text() for label in page.findChildren(QLabel)})


def test_an_unknown_language_is_english(spoken: QApplication) -> None:
    assert language.chosen("xx") == "en"
    assert language.chosen("de_AT") == "de"
    assert language.chosen("de-CH") == "de"
    assert language.available()[:2] == ("en", "de")
    assert language.name_of("de") == "Deutsch"


def test_what_is_loaded_is_newer_than_what_was_translated() -> None:
    folder = resources.folder() / "translations"
    assert {path.suffix for path in folder.iterdir()} == {".ts", ".qm"}
    for ts in folder.glob("*.ts"):
        assert ts.with_suffix(".qm").stat().st_size > 1000


@pytest.mark.slow
def test_no_text_is_left_out() -> None:
    """Fails where a text of the sources has no translation: `python tools/translations.py update` and `missing de`."""
    command = [sys.executable, str(TOOLS / "translations.py"), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_texts_are_found_wherever_they_stand(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    from translatable import Text, Unclear, as_source, texts_of

    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "words.py").write_text("def tr(text):\n    return QCoreApplication.translate('Room', text)\n")
    module = tmp_path / "module.py"
    module.write_text(
        "from room import words\n"
        "_say = QCoreApplication.translate\n"
        "SAID = [words.tr('beside'), _say('Canvas', 'renamed')]\n"
        "def _tr(text):\n    return QCoreApplication.translate('Menus', text)\n"
        "NAME = QT_TRANSLATE_NOOP('Commands', 'Undo')\n"
        "class Page(QWidget):\n"
        "    def say(self, on, count):\n"
        "        self.tr('on' if on else 'off')\n"
        "        self.tr('%n photo(s)', '', count)\n"
        "        painter.translate(0, 4)\n"
        "        return _tr('a ' 'b')\n"
        "def ask(parent):\n    return parent.tr('Stay \"here\"')\n",
        encoding="utf-8",
    )
    assert texts_of(module) == {
        Text("Room", "beside"),
        Text("Canvas", "renamed"),
        Text("Commands", "Undo"),
        Text("Page", "on"),
        Text("Page", "off"),
        Text("Page", "%n photo(s)", plural=True),
        Text("Menus", "a b"),
        Text("QWidget", 'Stay "here"'),
    }
    assert r'"QWidget", "Stay \"here\"")' in as_source(texts_of(module))
    module.write_text("class A:\n    def f(self, name):\n        self.tr(f'Hello {name}')\n", encoding="utf-8")
    with pytest.raises(Unclear, match=r"module\.py:3"):
        texts_of(module)
