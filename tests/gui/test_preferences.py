"""Preferences outlive the program, and a damaged file costs neither the program nor the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mirrorppr_desktop.gui.preferences import MOST_RECENT, Preferences, Values
from mirrorppr_desktop.settings import config_folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "preferences.json"


def test_they_begin_with_the_defaults_and_write_nothing(qapp, file: Path) -> None:
    preferences = Preferences(file)
    assert preferences.values == Values()
    assert (preferences.network_allowed, preferences.workers, preferences.notice) == (False, None, "")
    assert not file.exists()


def test_a_change_is_kept_at_once_and_told(qapp, file: Path) -> None:
    preferences = Preferences(file)
    heard: list[str] = []
    preferences.changed.connect(heard.append)
    preferences.change(theme="light", identity_floor=0.93, workers=3)
    preferences.change(theme="light")  # as it is
    preferences.change(shortcuts={"flag.accept": ("Q",)}, last_export={"folder": "out", "quality": 90})
    assert heard == ["theme", "identity_floor", "workers", "shortcuts", "last_export"]
    again = Preferences(file)
    assert again.values == preferences.values
    assert again.shortcuts["flag.accept"] == ("Q",)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "new",
    [
        {"theme": "pink"},
        {"identity_floor": 1.5},
        {"workers": -1},
        {"network_allowed": 1},
        {"colour": "grey"},
        {"jpeg_quality": True},
    ],
)
def test_what_a_field_does_not_take_is_refused(qapp, file: Path, new: dict[str, object]) -> None:
    preferences = Preferences(file)
    with pytest.raises(ValueError, match="cannot be"):
        preferences.change(**new)
    assert preferences.values == Values()
    assert not file.exists()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"schema": "one"}', "\ufffd", '{"theme": "light"}'],
    ids=["empty", "cut off", "a list", "odd schema", "no JSON", "no schema"],
)
def test_a_damaged_file_is_kept_aside(qapp, file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.values == Values()
    (aside,) = file.parent.iterdir()
    assert aside.name.startswith("preferences.json.") and aside.suffix == ".bad"
    assert aside.read_text(encoding="utf-8") == text
    assert aside.name in preferences.notice
    preferences.change(theme="light")
    assert Preferences(file).theme == "light"
    assert aside.exists()


def test_a_file_of_a_newer_version_is_kept_aside(qapp, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"schema": 99, "theme": "light"}', encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.theme == "dark"
    assert "newer version" in preferences.notice


def test_one_bad_field_does_not_cost_the_others(qapp, file: Path) -> None:
    file.parent.mkdir()
    stored = {"schema": 1, "theme": "light", "workers": "many", "unknown": 1, "identity_floor": 1}
    file.write_text(json.dumps(stored), encoding="utf-8")
    preferences = Preferences(file)
    assert (preferences.theme, preferences.workers, preferences.identity_floor) == ("light", None, 1.0)
    assert "workers" in preferences.notice and "theme" not in preferences.notice


def test_a_disk_that_refuses_is_told_and_the_change_holds(qapp, tmp_path: Path) -> None:
    blocked = tmp_path / "a file, no folder"
    blocked.touch()
    preferences = Preferences(blocked / "preferences.json")
    told: list[str] = []
    preferences.troubled.connect(told.append)
    preferences.change(theme="light")
    assert preferences.theme == "light"
    assert len(told) == 1 and "could not be written" in told[0]


def test_recent_shoots_are_few_and_the_last_comes_first(qapp, file: Path) -> None:
    preferences = Preferences(file)
    for index in range(MOST_RECENT + 3):
        preferences.add_recent(Path("shoots") / str(index))
    preferences.add_recent(Path("shoots") / "5")
    assert len(preferences.recent_shoots) == MOST_RECENT
    assert preferences.recent_shoots[0] == Path("shoots") / "5"
    assert preferences.recent_shoots.count(Path("shoots") / "5") == 1
    preferences.forget_recent(Path("shoots") / "5")
    assert Path("shoots") / "5" not in preferences.recent_shoots


def test_everything_lies_below_the_home_that_is_named(qapp, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("MIRRORPPR_HOME", str(tmp_path))
    preferences = Preferences()
    assert preferences.file == config_folder() / "preferences.json"
    assert tmp_path in preferences.file.parents
    window = preferences.window_settings()
    window.setValue("size", 3)
    window.sync()
    assert (preferences.file.parent / "window.ini").is_file()


def test_a_folder_whose_name_is_no_text_is_kept(qapp, tmp_path: Path) -> None:
    odd = "/shoot/" + b"caf\xe9".decode("utf-8", "surrogateescape")
    Preferences(tmp_path / "preferences.json").change(last_export={"folder": odd})
    assert Preferences(tmp_path / "preferences.json").last_export == {"folder": odd}


def test_two_windows_do_not_undo_each_others_changes(qapp, file: Path) -> None:
    one, other = Preferences(file), Preferences(file)
    heard: list[str] = []
    other.changed.connect(heard.append)
    one.change(theme="light", shortcuts={"flag.accept": ("Q",), "flag.reject": ("W",)})
    other.change(workers=3)
    assert set(heard) == {"theme", "workers", "shortcuts"}
    assert other.theme == "light"
    one.change(shortcuts={"flag.accept": ("Q",), "flag.unset": ("V",)})  # one key given back, another one given
    other.change(shortcuts={**other.shortcuts, "face.next": ("J",)})
    assert dict(Preferences(file).shortcuts) == {"flag.accept": ("Q",), "flag.unset": ("V",), "face.next": ("J",)}
    one.add_recent(Path("/a"))
    other.add_recent(Path("/b"))
    one.forget_recent(Path("/a"))
    again = Preferences(file)
    assert (again.theme, again.workers, again.recent_shoots) == ("light", 3, (Path("/b"),))


def test_two_processes_that_write_at_once_lose_nothing(qapp, file: Path) -> None:
    work = """
import sys
from pathlib import Path
from mirrorppr_desktop.gui.preferences import Preferences
preferences, name = Preferences(Path(sys.argv[1])), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for n in range(40):
    preferences.change(**{name: n + 1})
    preferences.add_recent(Path(f"/{name}{n % 3}"))
    preferences.change(shortcuts={**preferences.shortcuts, f"{name}.{n}": (name[0],)})
"""
    names = ("workers", "jpeg_quality")
    writing = [
        subprocess.Popen(
            [sys.executable, "-c", work, str(file), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in names
    ]
    for one in writing:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in writing:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in writing:
        assert one.wait(60) == 0
        for pipe in (one.stdin, one.stdout):
            assert pipe is not None
            pipe.close()
    found = Preferences(file)
    assert (found.values.workers, found.values.jpeg_quality) == (40, 40)
    assert set(found.shortcuts) == {f"{name}.{n}" for name in names for n in range(40)}
    assert set(found.recent_shoots) == {Path(f"/{name}{n}") for name in names for n in range(3)}
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_a_full_disk_refused_goes_with_the_next_write(qapp, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preferences, other = Preferences(file), Preferences(file)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "no room")))
        preferences.change(theme="light")
    other.change(workers=2)
    preferences.change(jpeg_quality=80)
    again = Preferences(file).values
    assert (again.theme, again.workers, again.jpeg_quality) == ("light", 2, 80)
