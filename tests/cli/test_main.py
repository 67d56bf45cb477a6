"""The border between a command and the shell: exit codes, words, signals, and what is imported when."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.cli.parser import COMMANDS
from mirrorppr_desktop.errors import NotAPhoto, UnknownOperation

HEAVY = {"numpy", "cv2", "mediapipe", "pyvips", "rawpy", "scipy", "skimage", "PIL", "tifffile", "matplotlib", "torch"}

# What a test puts in the place of `mirrorppr doctor` inside another process.
STAND_IN = """
import sys, time, types
from mirrorppr_desktop.cli import main
command = types.ModuleType("mirrorppr_desktop.cli.doctor")
def run(arguments):
    {body}
    return 0
command.run = run
sys.modules[command.__name__] = command
sys.exit(main(["doctor"]))
"""

Perform = Callable[..., int]


@pytest.fixture
def perform(monkeypatch: pytest.MonkeyPatch) -> Perform:
    """Run `mirrorppr doctor`, with another function in the place of the command."""

    def one(command: Callable[[Namespace], int], *options: str) -> int:
        module = ModuleType(COMMANDS["doctor"])
        module.run = command
        monkeypatch.setitem(sys.modules, COMMANDS["doctor"], module)
        return main(["doctor", *options])

    return one


def raising(error: BaseException) -> Callable[[Namespace], int]:
    def command(arguments: Namespace) -> int:
        raise error

    return command


def test_a_commands_code_is_the_exit_code(perform: Perform) -> None:
    assert [perform(lambda arguments, code=code: code) for code in (0, 1, 3)] == [0, 1, 3]


def test_a_known_error_is_one_line(perform: Perform, capsys: pytest.CaptureFixture[str]) -> None:
    assert perform(raising(NotAPhoto(Path("/shoot/notes.txt"), "is not an image"))) == 1
    assert capsys.readouterr().err == "mirrorppr: notes.txt: is not an image\n"


def test_an_unknown_operation_is_wrong_usage(perform: Perform) -> None:
    assert perform(raising(UnknownOperation("there is no operation 'Bigger eyes'"))) == 2


def test_an_unexpected_error_is_one_line_with_the_way_to_see_more(
    perform: Perform, capsys: pytest.CaptureFixture[str]
) -> None:
    assert perform(raising(ZeroDivisionError("by zero"))) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "unexpected ZeroDivisionError: by zero" in told
    assert "--debug" in told


def test_an_error_of_the_system_names_the_file(perform: Perform, capsys: pytest.CaptureFixture[str]) -> None:
    assert perform(lambda arguments: Path("/no/such/folder/cases.json").read_text()) == 1
    assert capsys.readouterr().err == "mirrorppr: /no/such/folder/cases.json: No such file or directory\n"


def test_debug_shows_where(perform: Perform, capsys: pytest.CaptureFixture[str]) -> None:
    assert perform(raising(ZeroDivisionError("by zero")), "--debug") == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_missing_system_library_is_named_with_the_remedy(
    perform: Perform, capsys: pytest.CaptureFixture[str]
) -> None:
    # The very words of the dynamic linker where OpenCV finds no libGL.
    error = ImportError("libGL.so.1: cannot open shared object file: No such file or directory")
    assert perform(raising(error)) == 1
    told = capsys.readouterr().err
    assert "the system library libGL.so.1 is missing" in told
    assert "apt-get install libgl1" in told


def test_ctrl_c_ends_with_one_word(tmp_path: Path) -> None:
    # A shell runs what it starts in the background with SIGINT ignored, and children inherit that.
    listen = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    body = f"{listen}; open({str(tmp_path / 'began')!r}, 'w').close(); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", STAND_IN.format(body=body)], stderr=subprocess.PIPE, text=True)
    _wait_until((tmp_path / "began").exists, process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.strip() == "mirrorppr: stopped."


def test_a_reader_that_goes_away_is_no_error() -> None:
    body = "[print('word ' * 100) for _ in range(10_000)]"
    process = subprocess.Popen(
        [sys.executable, "-c", STAND_IN.format(body=body)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"word")
    process.stdout.close()
    assert process.stderr is not None
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) == 141
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["at the end", "at once"])
def test_output_that_cannot_be_written_is_told(unbuffered: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", STAND_IN.format(body="print('a result')")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert (done.returncode, done.stderr) == (1, "mirrorppr: No space left on device\n")


def test_a_closed_stdout_is_no_error() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -c "$1" >&-', sys.executable, STAND_IN.format(body="print('a result')")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_name_that_is_no_text_prints(tmp_path: Path) -> None:
    body = r"print('result: photo\udcff.jpg')"
    done = subprocess.run(
        [sys.executable, "-c", STAND_IN.format(body=body)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [b"result:", rb"photo\udcff.jpg"]


@pytest.mark.parametrize(
    "line",
    [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS), ["retouch"], ["retouch", "--strength", "9"]],
    ids=" ".join,
)
def test_nothing_heavy_is_imported_before_a_command_line_is_understood(line: list[str]) -> None:
    code = f"import sys\nfrom mirrorppr_desktop.cli import main\nmain({line!r})\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = done.stderr.splitlines()[-1].split()
    loaded = {name.partition(".")[0] for name in modules}
    assert "mirrorppr_desktop" in loaded
    assert not loaded & HEAVY
    # What --help takes, without a clock: Python alone loads some 30 modules, numpy another 150.
    assert len(modules) < 120


def test_module_and_script_are_the_same() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mirrorppr_desktop", "--version"], capture_output=True, text=True, check=True
    )
    script = subprocess.run(
        [Path(sys.executable).with_name("mirrorppr"), "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == script.stdout
    assert done.stdout.startswith("mirrorppr ")


def _wait_until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert process.poll() is None, "the process ended early"
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.01)
