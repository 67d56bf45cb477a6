from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fake_engines import FakeEngine, find_nobody
from PIL import Image
from shoot import digest, make_pair, make_photo

from mirrorppr_desktop import pipeline
from mirrorppr_desktop.errors import BadSidecar, NoFaceFound, RetouchError
from mirrorppr_desktop.photo.photo import RGB8, PhotoFormat, Size
from mirrorppr_desktop.photo.publish import publish
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.photo.write import OutputOptions
from mirrorppr_desktop.pipeline import Cancelled, Stage, develop, render_from_sidecar
from mirrorppr_desktop.record import Asked, FileId, Record
from mirrorppr_desktop.retouch.request import FacePolicy, RetouchRequest
from mirrorppr_desktop.retouch.retouch import Retouch
from mirrorppr_desktop.settings import ANALYSIS_PX
from mirrorppr_desktop.subject.subject import Face, Subject


@pytest.fixture
def request_(tmp_path: Path) -> RetouchRequest:
    return RetouchRequest(make_pair(tmp_path / "pair"))


def way(source: Path, staged: Path, request: RetouchRequest, **more: object) -> pipeline.Developed:
    given = {"engine": FakeEngine(), "options": OutputOptions(), "find": find_nobody, **more}
    return develop(source, staged, request=request, **given)  # type: ignore[arg-type]


def test_file_to_file(tmp_path: Path, request_: RetouchRequest) -> None:
    source = make_photo(tmp_path / "a.png")
    before = digest(source)
    stages: list[Stage] = []
    done = way(source, tmp_path / ".mp-1.part", request_, on_stage=stages.append)
    assert stages == [Stage.READ, Stage.FIND, Stage.PROPOSE, Stage.RENDER, Stage.WRITE]
    assert (done.source_sha256, done.source_length) == (before, source.stat().st_size)
    assert (done.sha256, done.length) == (digest(done.staged), done.staged.stat().st_size)
    final = publish(done.staged, tmp_path / "a_retouched.png", replace_sha256=None)
    old, new = np.asarray(Image.open(source)), np.asarray(Image.open(final))
    changed = (old != new).any(axis=2)
    assert changed.any() and not changed[:20].any() and not changed[-20:].any()  # the middle, and nothing else
    assert digest(source) == before


class Brightness:
    """A witness that tells by how many levels a result is brighter than its query."""

    def __init__(self) -> None:
        self.seen: list[tuple[RGB8, RGB8, Subject]] = []

    def consistency(self, query: RGB8, result: RGB8, subject: Subject) -> float:
        self.seen.append((query, result, subject))
        if not subject.faces:
            raise NoFaceFound("no face was found")
        return float(np.abs(result.astype(int) - query).mean())


def test_a_witness_sees_what_was_made(tmp_path: Path, request_: RetouchRequest) -> None:
    source = make_photo(tmp_path / "a.png", width=1500)
    witness, stages = Brightness(), []
    one = Face(1, np.zeros((478, 2), np.float32), (1, 1, 9, 9), 1.0, 0.0)
    found = Subject((1500, 240), (one,))
    done = way(source, tmp_path / "with", request_, witness=witness, find=lambda *_: found, on_stage=stages.append)
    assert stages[-3:] == [Stage.RENDER, Stage.JUDGE, Stage.WRITE]
    (query, result, subject), (_, untouched, _) = witness.seen
    assert untouched is query
    assert query.shape == result.shape and max(query.shape) == ANALYSIS_PX and subject == found
    assert done.consistency is not None and done.consistency.result > 0 == done.consistency.untouched
    told = f"{done.consistency.result:.3f}, untouched 0.000"
    assert done.notes[-1] == f"operation consistency with the exemplar: {told}"
    alone = way(source, tmp_path / "without", request_, find=lambda *_: found)
    assert (alone.consistency, alone.sha256) == (None, done.sha256)  # it decides nothing
    blind = way(source, tmp_path / "blind", request_, witness=witness)
    assert (blind.consistency, blind.sha256) == (None, done.sha256)


def test_the_strength_is_the_requests(tmp_path: Path, request_: RetouchRequest) -> None:
    from dataclasses import replace

    source = make_photo(tmp_path / "a.png")
    half = way(source, tmp_path / "half", replace(request_, strength=0.5))
    assert half.retouch.strength == 0.5
    full = way(source, tmp_path / "full", request_)
    old = np.asarray(Image.open(source)).astype(int)
    differences = [np.abs(np.asarray(Image.open(one.staged)).astype(int) - old).sum() for one in (half, full)]
    assert 0 < differences[0] < differences[1]


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif"])
def test_nothing_to_do_copies_the_bytes(tmp_path: Path, request_: RetouchRequest, suffix: str) -> None:
    from dataclasses import replace

    source = make_photo(tmp_path / f"a{suffix}")
    done = way(source, tmp_path / "staged", replace(request_, strength=0.0))
    assert digest(done.staged) == digest(source)


@pytest.mark.parametrize(
    "options",
    [
        OutputOptions(format=PhotoFormat.PNG),
        OutputOptions(format=PhotoFormat.TIFF, bits=16),
        OutputOptions(keep_gps=False),
    ],
)
def test_nothing_to_do_is_still_written_where_something_else_is_asked_for(
    tmp_path: Path, request_: RetouchRequest, options: OutputOptions
) -> None:
    from dataclasses import replace

    source = make_photo(tmp_path / "a.jpg")
    done = way(source, tmp_path / "staged", replace(request_, strength=0.0), options=options)
    assert digest(done.staged) != digest(source)
    written = read(done.staged)
    assert written.header.format == (options.format or PhotoFormat.JPEG)
    if options.format is not None:
        eight = written.pixels if written.bits == 8 else (written.pixels // 257).astype(np.uint8)
        assert np.array_equal(eight, read(source).pixels)


def test_the_analysis_sees_a_reduced_copy_and_speaks_of_the_full_size(tmp_path: Path, request_: RetouchRequest) -> None:
    Image.new("RGB", (3000, 1500), "grey").save(tmp_path / "large.png")
    seen: list[tuple[tuple[int, ...], Size]] = []

    def look(image: RGB8, size: Size, with_body: bool) -> Subject:
        seen.append((image.shape, size))
        return find_nobody(image, size)

    way(tmp_path / "large.png", tmp_path / "staged", request_, find=look)
    assert seen == [((ANALYSIS_PX // 2, ANALYSIS_PX, 3), (3000, 1500))]


@pytest.mark.parametrize("stage", list(Stage))
def test_cancelling_takes_effect_at_the_next_stage_and_leaves_nothing(
    tmp_path: Path, request_: RetouchRequest, stage: Stage
) -> None:
    source = make_photo(tmp_path / "a.jpg")
    reached: list[Stage] = []

    def cancel(at: Stage) -> None:
        reached.append(at)
        if at == stage:
            raise Cancelled

    with pytest.raises(Cancelled):
        way(source, tmp_path / "staged", request_, on_stage=cancel, witness=Brightness())
    assert reached[-1] == stage
    assert not (tmp_path / "staged").exists()


def test_no_face_is_for_the_caller_to_judge(tmp_path: Path, request_: RetouchRequest) -> None:
    with pytest.raises(NoFaceFound):
        way(make_photo(tmp_path / "a.jpg"), tmp_path / "staged", request_, engine=FakeEngine({320: "no face"}))


def test_a_retouch_for_another_size_is_refused(tmp_path: Path, request_: RetouchRequest) -> None:
    class Mistaken(FakeEngine):
        def propose(self, image: RGB8, subject: Subject) -> Retouch:
            return super().propose(image, Subject((99, 99), ()))

    with pytest.raises(RetouchError, match=r"a\.jpg"):
        way(make_photo(tmp_path / "a.jpg"), tmp_path / "staged", request_, engine=Mistaken())


def test_a_write_that_fails_leaves_nothing_staged(
    tmp_path: Path, request_: RetouchRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pipeline.publish, "file_sha256", fail)
    with pytest.raises(OSError, match="No space"):
        way(make_photo(tmp_path / "a.jpg"), tmp_path / "staged", request_)
    assert not (tmp_path / "staged").exists()


def record_of(done: pipeline.Developed, source: Path) -> Record:
    return Record(
        source=FileId(source.name, done.source_sha256, done.source_length),
        result=FileId("result", done.sha256, done.length),
        retouch=done.retouch,
        options=OutputOptions(),
        asked=Asked(FacePolicy.ALL, "0" * 64, "1" * 64),
    )


def test_a_record_gives_the_same_bytes_again(tmp_path: Path, request_: RetouchRequest) -> None:
    source = make_photo(tmp_path / "a.jpg")
    first = way(source, tmp_path / "first", request_)
    record = Record.from_text(record_of(first, source).to_text())
    moved = source.rename(tmp_path / "another name.jpg")
    again = render_from_sidecar(moved, record, tmp_path / "again")
    assert again.sha256 == first.sha256


def test_a_record_is_refused_for_another_original(tmp_path: Path, request_: RetouchRequest) -> None:
    source = make_photo(tmp_path / "a.jpg")
    record = record_of(way(source, tmp_path / "first", request_), source)
    make_photo(source, 320, seed=1)
    with pytest.raises(BadSidecar, match="not the file"):
        render_from_sidecar(source, record, tmp_path / "again")


def test_rendering_from_a_sidecar_loads_no_model(tmp_path: Path, request_: RetouchRequest) -> None:
    source = make_photo(tmp_path / "a.jpg")
    text = record_of(way(source, tmp_path / "first", request_), source).to_text()
    (tmp_path / "record.json").write_text(text)
    program = (
        "import sys; from pathlib import Path\n"
        "from mirrorppr_desktop.pipeline import render_from_sidecar\n"
        "from mirrorppr_desktop.record import read_record\n"
        "folder = Path(sys.argv[1])\n"
        "render_from_sidecar(folder / 'a.jpg', read_record(folder / 'record.json'), folder / 'again')\n"
        "heavy = {'mediapipe', 'torch', 'jax', 'mirrorppr_desktop.transfer'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)
    assert digest(tmp_path / "again") == digest(tmp_path / "first")
