"""The log tells what went wrong, and holds no name of a photo."""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication

from mirrorppr_desktop.errors import DamagedPhoto
from mirrorppr_desktop.gui import diagnostics
from mirrorppr_desktop.settings import log_folder


@pytest.fixture
def watched(qapp: QApplication, own_home: Path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", lambda *_what: None)
    monkeypatch.setattr(threading, "excepthook", lambda _what: None)
    diagnostics.watch_over(qapp)
    yield log_folder() / diagnostics.LOG
    diagnostics.stop_watching()
    qapp.aboutToQuit.disconnect(diagnostics.stop_watching)


def test_errors_that_nobody_caught_are_kept_without_names(watched: Path) -> None:
    try:
        raise DamagedPhoto(Path("/home/anna/Smith wedding/Anna Smith 01.jpg"), "ends too early")
    except DamagedPhoto as error:
        sys.excepthook(type(error), error, error.__traceback__)
    said = watched.read_text(encoding="utf-8")
    assert "DamagedPhoto" in said and "ends too early" in said and "test_diagnostics.py" in said
    assert "Smith" not in said and "anna" not in said


def test_an_error_in_a_thread_is_kept(watched: Path) -> None:
    def fail() -> None:
        raise RuntimeError("the preview stumbled")

    thread = threading.Thread(target=fail, name="preview")
    thread.start()
    thread.join()
    said = watched.read_text(encoding="utf-8")
    assert "preview stumbled" in said and "in preview" in said


def test_what_qt_says_is_kept(watched: Path) -> None:
    qWarning("a style that does not exist")
    assert "WARNING Qt: a style that does not exist" in watched.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("reading /home/anna/shoot/BP_0401.tif failed", "reading [path]"),
        ("Anna Smith 01.jpg: ends too early", " [photo]: ends too early"),
        (r"cannot open C:\Users\Anna\Desktop\x.png", "cannot open [path]"),
        ("saved 'Frau Müller.NEF' (12 MB)", "saved ' [photo]' (12 MB)"),
        ("84 of 128 done, 1.5 photos a second", "84 of 128 done, 1.5 photos a second"),
        ('  File "/opt/python/mirrorppr_desktop/gui/desk.py", line 3, in open', '  File "desk.py", line 3, in open'),
        ("Qt: QIODevice::read: device not open", "Qt: QIODevice::read: device not open"),
    ],
)
def test_names_are_taken_out(line: str, left: str) -> None:
    assert diagnostics.without_names(line) == left


def test_the_copied_text_says_versions_devices_and_the_end_of_the_log(watched: Path, qapp: QApplication) -> None:
    for index in range(100):
        diagnostics.log.info("step %d", index)
    diagnostics.log.warning("%s could not be read", "Secret portrait.jpg")
    text = diagnostics.copy()
    assert QApplication.clipboard().text() == text
    assert "Qt:" in text and "PySide6-Essentials: 6" in text and "memory:" in text
    assert "step 99" in text and "step 3\n" not in text
    assert "could not be read" in text and "Secret" not in text


def test_all_is_as_before_afterwards(qapp: QApplication, own_home: Path) -> None:
    before = sys.excepthook, threading.excepthook
    diagnostics.watch_over(qapp)
    assert sys.excepthook is not before[0]
    diagnostics.watch_over(qapp)  # twice is once
    diagnostics.stop_watching()
    qapp.aboutToQuit.disconnect(diagnostics.stop_watching)
    assert (sys.excepthook, threading.excepthook) == before
    assert not any(isinstance(one, RotatingFileHandler) for one in logging.getLogger("mirrorppr").handlers)


def test_a_folder_that_refuses_costs_only_the_log(qapp: QApplication, tmp_path: Path, monkeypatch, capsys) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("MIRRORPPR_HOME", str(blocked))
    diagnostics.watch_over(qapp)
    assert "no log is kept" in capsys.readouterr().err
    assert diagnostics.last_lines() == []
    assert "(none)" in diagnostics.report()
