"""The page of models, used as a person would: import, read a licence, unlock, use, download, drop, remove."""

from __future__ import annotations

import dataclasses
import hashlib
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from identity_models import write_identity_model
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from mirrorppr_desktop.errors import WorkStopped
from mirrorppr_desktop.gui import theme
from mirrorppr_desktop.gui.models.details import Ask
from mirrorppr_desktop.gui.models.row import Act
from mirrorppr_desktop.gui.models_page import ModelsPage
from mirrorppr_desktop.weights import download as door
from mirrorppr_desktop.weights.catalogue import Kind, read_catalogue
from mirrorppr_desktop.weights.state import State
from mirrorppr_desktop.weights.store import ModelStore


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """What a user may have got: a file for each identity model."""
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    for name in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    made = {}
    for model in read_catalogue():
        if model.kind is Kind.IDENTITY:
            length = 128 if model.name == "sface" else 512
            made[model.name] = write_identity_model(tmp_path / "got" / model.file_name, length, seed=len(made))
    return made


@pytest.fixture
def store(files: dict[str, Path], own_home: Path) -> ModelStore:
    """The catalogue, expecting the bytes of those files."""
    models = []
    for model in read_catalogue():
        if model.name in files:
            content = files[model.name].read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            models.append(dataclasses.replace(model, size=len(content), sha256=digest))
        else:
            models.append(model)
    return ModelStore(catalogue=tuple(models))


@pytest.fixture
def page(qtbot, store):
    made = ModelsPage(store)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    yield made
    made.close_work()


def _row(page, name):
    return page._rows.row(name)


def _press(qtbot, button):
    assert button is not None and button.isEnabled()
    qtbot.waitUntil(button.isVisible)  # a button that was just made shows itself a moment later
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _state(page, name):
    return _row(page, name).found.state


def _imported(qtbot, page, path, name):
    page.import_paths([path])
    qtbot.waitUntil(lambda: _state(page, name) in (State.READY, State.LOCKED) and not page.is_busy)


def test_at_first_the_page_says_what_there_is_and_where_files_must_lie(page, store):
    assert _row(page, "face-mesh-with-attention").state_words() == "Ready"
    assert _row(page, "auraface").state_words() == "Missing"
    assert _row(page, "mirrorppr").state_words() == "No weights published"
    assert "Non-commercial" in _row(page, "buffalo_l").accessibleName()
    page.choose("auraface")
    assert page._details.fact("name") == "glintr100.onnx"
    assert page._details.fact("path") == str(store.folder / "face" / "auraface")
    assert page._details.fact("sha256") == "no file"
    assert page._details.licence_note().text().startswith("Paid work allowed (Apache-2.0).")


def test_a_file_is_imported_by_button_and_used_at_once(qtbot, page, files, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(files["auraface"])], ""))
    with qtbot.waitSignal(page.identity_model_changed) as changed:
        _press(qtbot, _row(page, "auraface").button(Act.IMPORT))
    assert changed.args == ["auraface"]
    qtbot.waitUntil(lambda: not page.is_busy)
    assert _row(page, "auraface").state_words() == "Ready, in use"
    assert page._note.text() == "AuraFace v1 is here, its hash is the published one."
    assert page._details.fact("sha256").endswith("as published")
    assert _row(page, "auraface").button(Act.IMPORT) is None
    assert page._import_file.isEnabled()


def test_another_file_is_refused_in_words_and_nothing_changes(qtbot, page, tmp_path):
    wrong = tmp_path / "glintr100.onnx"
    wrong.write_bytes(b"something else")
    page.import_paths([wrong])
    qtbot.waitUntil(lambda: page._note.state() == "bad")
    assert "glintr100.onnx is not AuraFace v1" in page._note.text()
    assert _state(page, "auraface") is State.MISSING
    pickle = tmp_path / "model.pth"
    pickle.write_bytes(b"x")
    page.import_paths([pickle])
    qtbot.waitUntil(lambda: "a model file is data" in page._note.text())


def test_a_research_model_is_locked_until_its_licence_was_read(qtbot, page, files, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    _imported(qtbot, page, files["buffalo_l"], "buffalo_l")
    assert _row(page, "buffalo_l").state_words() == "Present, locked"
    assert page.identity_model is None
    assert _row(page, "buffalo_l").button(Act.USE) is None
    _press(qtbot, _row(page, "buffalo_l").button(Act.READ_LICENCE))
    details = page._details
    assert "AuraFace v1 or SFace" in details.licence_note().text()
    assert not details.button(Ask.UNLOCK).isEnabled()
    _press(qtbot, details.button(Ask.READ_LICENCE))
    assert opened == ["https://github.com/deepinsight/insightface/tree/master/model_zoo"]
    qtbot.keyClick(details.read_box, Qt.Key.Key_Space)
    _press(qtbot, details.button(Ask.UNLOCK))
    assert _row(page, "buffalo_l").state_words() == "Ready"
    assert not details.read_box.isVisible()
    with qtbot.waitSignal(page.identity_model_changed) as changed:
        _press(qtbot, _row(page, "buffalo_l").button(Act.USE))
    assert changed.args == ["buffalo_l"]


def test_one_of_two_models_is_used_and_the_user_chooses(qtbot, page, files):
    _imported(qtbot, page, files["auraface"], "auraface")
    _imported(qtbot, page, files["sface"], "sface")
    assert page.identity_model == "auraface"
    _press(qtbot, _row(page, "sface").button(Act.USE))
    assert page.identity_model == "sface"
    assert [_row(page, name).state_words() for name in ("auraface", "sface")] == ["Ready", "Ready, in use"]
    with qtbot.waitSignal(page.identity_model_changed) as changed:
        _press(qtbot, page._details.button(Ask.STOP_USING))
    assert changed.args == [""]


def test_a_folder_that_is_dropped_brings_all_its_models(qtbot, page, files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files["auraface"].parent))])
    drop = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(drop)
    qtbot.waitUntil(lambda: not page.is_busy and _state(page, "sface") is State.READY)
    assert _state(page, "buffalo_l") is State.LOCKED
    assert "locked until you have read its licence" in page._note.text()


def test_while_the_network_is_off_a_download_says_why_it_cannot_be(qtbot, page):
    button = _row(page, "sface").button(Act.DOWNLOAD)
    assert not button.isEnabled()
    assert "network is off" in button.toolTip()
    assert _row(page, "buffalo_l").button(Act.DOWNLOAD) is None  # never fetched by a click
    page.choose("sface")
    with qtbot.waitSignal(page.network_wanted):
        _press(qtbot, page._details.button(Ask.NETWORK))


def test_a_download_asks_first_shows_its_progress_and_can_be_paused(qtbot, page, store, monkeypatch):
    at_half, asked = threading.Event(), []

    def slow(_store, name, *, allowed, progress, cancelled):
        asked.append((name, allowed))
        size = store.model(name).size
        part = store.part(store.model(name))
        part.parent.mkdir(parents=True)
        part.write_bytes(bytes(size // 2))
        progress(size // 2, size)
        at_half.set()
        while not cancelled():
            at_half.wait(0.01)
        raise WorkStopped("The download of SFace is paused; half is kept")

    monkeypatch.setattr(door, "download", slow)
    page.set_network_allowed(True)
    _press(qtbot, _row(page, "sface").button(Act.DOWNLOAD))
    assert "Download SFace" in page._note.text()
    assert "media.githubusercontent.com" in page._note.text()
    _press(qtbot, page._note.button("Not now"))
    assert not asked
    _press(qtbot, _row(page, "sface").button(Act.DOWNLOAD))
    _press(qtbot, page._note.button("Download"))
    qtbot.waitUntil(lambda: _row(page, "sface").state_words().startswith("Downloading, 50"))
    assert asked == [("sface", True)]
    _press(qtbot, _row(page, "sface").button(Act.PAUSE))
    qtbot.waitUntil(lambda: not page.is_busy and _row(page, "sface").state_words() == "Paused")
    assert page._note.state() == "accent"
    assert _row(page, "sface").button(Act.DOWNLOAD).text() == "Resume…"


def test_a_copy_of_another_program_is_offered(qtbot, page, store, files, tmp_path):
    pack = tmp_path / "person" / ".insightface" / "models" / "buffalo_l" / "w600k_r50.onnx"
    pack.parent.mkdir(parents=True)
    pack.write_bytes(files["buffalo_l"].read_bytes())
    page.refresh()
    _press(qtbot, _row(page, "buffalo_l").button(Act.TAKE_COPY))
    qtbot.waitUntil(lambda: _state(page, "buffalo_l") is State.LOCKED)
    assert pack.is_file()


def test_what_was_put_there_by_hand_is_compared_when_the_page_is_shown(qtbot, store, files):
    path = store.path(store.model("sface"))
    path.parent.mkdir(parents=True)
    path.write_bytes(files["sface"].read_bytes())
    page = ModelsPage(store)
    qtbot.addWidget(page)
    assert _row(page, "sface").state_words() == "Not compared yet"
    page.show()
    qtbot.waitUntil(lambda: _state(page, "sface") is State.READY and not page.is_busy)


def test_a_model_in_use_that_is_damaged_is_used_no_longer(qtbot, page, store, files, monkeypatch):
    _imported(qtbot, page, files["sface"], "sface")
    path = store.path(store.model("sface"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with qtbot.waitSignal(page.identity_model_changed) as changed:
        _press(qtbot, page._verify_all)
    assert changed.args == [""]
    qtbot.waitUntil(lambda: not page.is_busy)
    assert _row(page, "sface").state_words() == "Damaged"
    assert _row(page, "sface").button(Act.IMPORT).text() == "Import again…"
    assert "SFace was not loaded: its hash is" in page._note.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(files["sface"])], ""))
    _press(qtbot, page._note.button("Import again…"))
    qtbot.waitUntil(lambda: _row(page, "sface").state_words() == "Ready, in use")


def test_removing_asks_and_keeps_the_original(qtbot, page, store, files):
    _imported(qtbot, page, files["sface"], "sface")
    page.choose("sface")
    _press(qtbot, page._details.button(Ask.REMOVE))
    assert "Remove SFace?" in page._note.text()
    _press(qtbot, page._note.button("Keep it"))
    assert _state(page, "sface") is State.READY
    _press(qtbot, page._details.button(Ask.REMOVE))
    with qtbot.waitSignal(page.identity_model_changed) as changed:
        _press(qtbot, page._note.button("Remove"))
    assert changed.args == [""]
    assert _state(page, "sface") is State.MISSING
    assert files["sface"].is_file()


def test_arrows_go_from_row_to_row_and_the_path_can_be_copied(qtbot, page, store):
    page._rows.setFocus()
    qtbot.keyClick(page._rows, Qt.Key.Key_Home)
    assert page._rows.chosen_name == "face-detection-full-range"
    qtbot.keyClick(page._rows, Qt.Key.Key_End)
    qtbot.keyClick(page._rows, Qt.Key.Key_Up)
    assert page._rows.chosen_name == "buffalo_l"
    _press(qtbot, page._details.button(Ask.COPY_PATH))
    assert QGuiApplication.clipboard().text() == str(store.path(store.model("buffalo_l")))


def test_every_control_can_be_named_and_reached(page):
    for button in page.findChildren(type(page._import_file)):
        assert button.text() or button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_files_are_read_in_another_thread(qtbot, page, store, files, monkeypatch):
    threads = []
    real = store.import_file
    monkeypatch.setattr(
        store, "import_file", lambda *given: threads.append(threading.current_thread().name) or real(*given)
    )
    _imported(qtbot, page, files["auraface"], "auraface")
    assert threads == ["models"]


def test_closing_stops_what_goes_on(qtbot, page, store, monkeypatch):
    started = threading.Event()

    def endless(_path, progress, cancelled):
        started.set()
        while not cancelled():
            started.wait(0.01)
        raise WorkStopped("stopped")

    monkeypatch.setattr(store, "import_file", endless)
    page.import_paths([Path("a.onnx"), Path("b.onnx")])
    assert started.wait(5)
    page.close()
    assert not page.is_busy


def test_the_page_loads_nothing_heavy_and_no_network() -> None:
    code = (
        "import sys, mirrorppr_desktop.gui.models_page;"
        "heavy = {'torch', 'mediapipe', 'cv2', 'numpy', 'onnxruntime', 'urllib.request', 'http.client', 'socket'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_details_stand_on_a_panel_as_on_other_pages(qapp, qtbot, page):
    theme.apply(qapp, "dark")
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    theme.mark(stack, role="canvas")  # as in the window
    stack.addWidget(page)
    stack.resize(1366, 700)
    with qtbot.waitExposed(stack):
        stack.show()
    shown = stack.grab().toImage()
    assert shown.pixelColor(1363, 350) == theme.tokens().color("panel")
    assert shown.pixelColor(600, 690) == theme.tokens().color("canvas")
    stack.removeWidget(page)
    page.setParent(None)
