"""A result appears whole, under a name that was free or its own; nobody else's file is ever touched."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mirrorppr_desktop.errors import DiskFull, OutputNotWritable
from mirrorppr_desktop.photo import publish as publishing
from mirrorppr_desktop.photo.publish import file_sha256, fitted, publish, stage_path


def _staged(final: Path, content: bytes, token: str = "1") -> Path:
    staged = stage_path(final, token)
    staged.write_bytes(content)
    return staged


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_free_name_is_taken(tmp_path: Path) -> None:
    final = tmp_path / "a.jpg"
    assert publish(_staged(final, b"new"), final) == final
    assert final.read_bytes() == b"new" and _names(tmp_path) == ["a.jpg"]
    assert file_sha256(final) == _sha(b"new")


def test_a_taken_name_is_left_alone_and_the_next_number_used(tmp_path: Path) -> None:
    final = tmp_path / "a.jpg"
    final.write_bytes(b"somebody's")
    (tmp_path / "a_2.jpg").symlink_to("nowhere")
    assert publish(_staged(final, b"new"), final) == tmp_path / "a_3.jpg"
    assert final.read_bytes() == b"somebody's"
    assert _names(tmp_path) == ["a.jpg", "a_2.jpg", "a_3.jpg"]


def test_only_its_own_earlier_result_is_replaced(tmp_path: Path) -> None:
    final = tmp_path / "a.jpg"
    publish(_staged(final, b"first"), final)
    assert publish(_staged(final, b"second"), final, replace_sha256=_sha(b"first")) == final
    assert final.read_bytes() == b"second"
    final.write_bytes(b"edited by hand")
    assert publish(_staged(final, b"third"), final, replace_sha256=_sha(b"second")) == tmp_path / "a_2.jpg"
    assert final.read_bytes() == b"edited by hand"
    final.unlink()
    assert publish(_staged(final, b"fourth"), final, replace_sha256=_sha(b"second")) == final


def test_a_link_to_its_own_earlier_result_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.jpg").write_bytes(b"first")
    final = tmp_path / "a.jpg"
    final.symlink_to("elsewhere.jpg")
    assert publish(_staged(final, b"second"), final, replace_sha256=_sha(b"first")) == tmp_path / "a_2.jpg"
    assert final.is_symlink() and (tmp_path / "elsewhere.jpg").read_bytes() == b"first"


@pytest.mark.parametrize("kind", ["renameat2", "rename"])
def test_a_file_system_without_hard_links_does_as_well(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    if kind == "rename":
        monkeypatch.setattr(publishing, "_renamed_exclusively", lambda staged, name: False)
    final = tmp_path / "a.jpg"
    assert publish(_staged(final, b"one"), final) == final
    assert publish(_staged(final, b"two"), final) == tmp_path / "a_2.jpg"
    assert final.read_bytes() == b"one" and _names(tmp_path) == ["a.jpg", "a_2.jpg"]


class _WindowsError(OSError):
    winerror: int

    def __init__(self, number: int) -> None:
        super().__init__(errno.EACCES, "busy")
        self.winerror = number


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_virus_scanner_that_holds_the_file_is_waited_for(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = tmp_path / "a.jpg"
    publish(_staged(final, b"first"), final)
    waits: list[float] = []
    monkeypatch.setattr(publishing.time, "sleep", waits.append)
    replace, failures = os.replace, [number, number]

    def busy(*arguments: object, **options: object) -> None:
        if failures:
            raise _WindowsError(failures.pop())
        replace(*arguments, **options)

    monkeypatch.setattr(os, "replace", busy)
    assert publish(_staged(final, b"second"), final, replace_sha256=_sha(b"first")) == final
    assert final.read_bytes() == b"second" and len(waits) == 2

    failures.extend([number] * 20)
    with pytest.raises(OutputNotWritable):
        publish(_staged(final, b"third"), final, replace_sha256=_sha(b"second"))
    assert sum(waits[2:]) <= 2.5
    assert final.read_bytes() == b"second"


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, OutputNotWritable),
        (errno.EROFS, OutputNotWritable),
        (errno.EIO, OutputNotWritable),
    ],
)
def test_a_failed_sync_publishes_nothing(
    number: int, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def fails(descriptor: int) -> None:
        calls.append(descriptor)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    final = tmp_path / "a.jpg"
    staged = _staged(final, b"new")
    with pytest.raises(error):
        publish(staged, final)
    assert not final.exists() and staged.exists() and len(calls) == 1  # a failed sync is never tried again


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_no_failure(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def only_files(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").is_dir():
            raise OSError(number, os.strerror(number))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    final = tmp_path / "a.jpg"
    assert publish(_staged(final, b"new"), final) == final


def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    final = tmp_path / "a.jpg"
    staged = _staged(final, b"new")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OutputNotWritable, match="cannot be written to"):
            publish(staged, final)
    finally:
        tmp_path.chmod(0o755)


def test_long_names_are_shortened_and_stay_distinct(tmp_path: Path) -> None:
    longest = "x" * 251 + ".jpg"
    assert fitted(longest) == longest
    for name in ("x" * 300 + ".jpg", "é" * 200 + ".jpg", "😀" * 100 + ".tiff", "y" * 255):
        short = fitted(name, room=10)
        assert len(os.fsencode(short)) <= 245 and Path(short).suffix == Path(name).suffix
        short.encode("utf-8")  # cut between characters
        assert fitted("z" + name[1:], room=10) != fitted("w" + name[1:], room=10)
    strange = os.fsdecode(b"\xff" * 300 + b".jpg")
    assert len(os.fsencode(fitted(strange))) <= 255

    first = tmp_path / longest
    assert publish(_staged(first, b"one"), first) == first
    second = publish(_staged(first, b"two"), first)
    assert second.name.endswith("_2.jpg") and second.read_bytes() == b"two"
    too_long = tmp_path / ("x" * 260 + ".jpg")
    assert publish(_staged(too_long, b"three"), too_long).read_bytes() == b"three"


def test_staging_names_are_hidden_and_checked() -> None:
    assert stage_path(Path("out/é.jpg"), "ab-12") == Path("out/.mp-ab-12.part")
    for token in ("../x", "", "a b", "é"):
        with pytest.raises(ValueError, match="cannot stand"):
            stage_path(Path("out/a.jpg"), token)


_KILLED = """
import sys
from pathlib import Path
from mirrorppr_desktop.photo.publish import publish, stage_path
final = Path(sys.argv[1])
staged = stage_path(final, "1")
staged.write_bytes(b"whole")
publish(staged, final)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
@pytest.mark.parametrize(
    ("point", "visible"),
    [("before_rename", False), ("between_link_and_unlink", True), ("after_rename", True), ("after_folder_sync", True)],
)
def test_killed_at_any_point_the_result_is_whole_or_absent(point: str, visible: bool, tmp_path: Path) -> None:
    final = tmp_path / "a.jpg"
    environment = {**os.environ, "MIRRORPPR_CRASH_AT": point}
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(final)], env=environment, check=False)
    assert ended.returncode == -9
    assert final.exists() is visible
    if visible:
        assert final.read_bytes() == b"whole"
    for stage in tmp_path.glob(".mp-*.part"):
        stage.unlink()
    assert _names(tmp_path) == (["a.jpg"] if visible else [])
    if visible:  # the stage, where one was left, was another name of the same file
        assert final.read_bytes() == b"whole"


def test_what_a_supervisor_needs_loads_no_decoder() -> None:
    script = (
        "import sys; from mirrorppr_desktop.photo import crash, header, output, photo, publish;"
        " print(*{'cv2', 'pyvips', 'rawpy', 'PIL', 'tifffile'} & set(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""
