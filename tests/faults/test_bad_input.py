"""More than a hundred bad and odd files, done as one batch: each has its own line, the good ones are done."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest
from fake_engines import FakeEngine
from shoot import do, looks, make_job

from mirrorppr_desktop.errors import UnsupportedPhoto
from mirrorppr_desktop.jobs.events import PhotoDone, PhotoFailed, PhotoSkipped
from mirrorppr_desktop.jobs.job import LOG_NAME

pytestmark = pytest.mark.faults
_USELESS = ("not a regular file", "there is no such file", "a folder with no photos in it")

_FILE = Path(__file__).parents[1] / "photo" / "corpus.py"
_spec = importlib.util.spec_from_file_location("photo_corpus_for_jobs", _FILE)
assert _spec is not None and _spec.loader is not None
corpus = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = corpus
_spec.loader.exec_module(corpus)


@pytest.mark.timeout(240)
def test_a_batch_of_bad_files(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    cases = corpus.generate(folder)
    assert sum(case.error is not None for case in cases) >= 60
    before = looks(folder)
    job = make_job(tmp_path, tuple(case.path for case in cases))
    summary, heard = do(job, FakeEngine())
    lines: dict[Path, list[object]] = {case.path: [] for case in cases}
    for event in heard.of(PhotoDone) + heard.of(PhotoFailed) + heard.of(PhotoSkipped):
        lines[event.photo].append(event)
    wrong = [str(case.path.name) for case in cases if not _deserved(case, lines[case.path])]
    assert wrong == []
    assert summary.left == 0
    assert summary.done + summary.failed + summary.skipped == len(cases)
    assert "ended" not in " ".join(heard.failed.values()), "a worker process was lost"
    assert "Traceback" not in (job.folder / LOG_NAME).read_text(), "an error that nobody foresaw"
    assert looks(folder) == before
    assert not list(job.out.rglob("*.part"))
    again, _ = do(job, FakeEngine())
    assert (again.done, again.failed) == (0, summary.failed)


def _deserved(case: object, events: list[object]) -> bool:
    """Whether a file has one line, and the right one."""
    if len(events) != 1:
        return False
    (event,) = events
    if case.error is None:
        return isinstance(event, PhotoDone) or (isinstance(event, PhotoSkipped) and "the same file" in event.reason)
    if isinstance(event, PhotoSkipped):  # seen to be no file of any use before it was opened
        return event.reason in _USELESS or "cannot be opened" in event.reason
    expected = isinstance(event, PhotoFailed) and "\n" not in event.reason
    return expected and (case.error is UnsupportedPhoto or bool(re.search(case.pattern, event.reason)))
