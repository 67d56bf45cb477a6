"""Every bad or odd file gets its own clear line, quickly; every good one is read."""

from __future__ import annotations

import contextlib
import re
import time
from types import ModuleType

import pytest

from mirrorppr_desktop.errors import DamagedPhoto, PhotoError
from mirrorppr_desktop.photo.header import probe
from mirrorppr_desktop.photo.read import read


@pytest.fixture(scope="module")
def cases(corpus: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> list:
    return corpus.generate(tmp_path_factory.mktemp("corpus"))


def test_the_corpus_is_large_enough_to_mean_something(cases: list) -> None:
    refused = [case for case in cases if case.error is not None]
    assert len(refused) >= 60
    assert len(cases) - len(refused) >= 60


def test_every_file_gets_what_it_deserves(cases: list) -> None:
    wrong = []
    for case in cases:
        start = time.process_time()
        try:
            photo = read(case.path)
            outcome, text = None, " | ".join(photo.notes)
        except PhotoError as error:
            outcome, text = type(error), str(error)
        seconds = time.process_time() - start
        if outcome is not case.error or not re.search(case.pattern, text) or seconds > 2:
            wrong.append((case.path.name, outcome, text, round(seconds, 2)))
        if outcome is not None and ("\n" in text or (case.path.name.isprintable() and case.path.name not in text)):
            wrong.append((case.path.name, "message", text))
    assert not wrong, "\n".join(map(repr, wrong))


def test_probe_never_refuses_what_read_accepts_and_agrees_on_the_size(cases: list) -> None:
    for case in cases:
        if case.error is None:
            photo = read(case.path)
            assert probe(case.path).size == photo.header.size == photo.size, case.path.name
            assert photo.header.bits == photo.bits, case.path.name
        else:
            try:
                probe(case.path)
            except PhotoError as error:
                assert type(error) is case.error, case.path.name
            else:  # damage inside the coded pixels shows only on decoding
                assert case.error is DamagedPhoto, case.path.name


def test_refusals_from_the_header_take_milliseconds(cases: list) -> None:
    slow = []
    for case in cases:
        if case.error is None or case.path.suffix == ".dng":
            continue
        start = time.process_time()
        with contextlib.suppress(PhotoError):
            probe(case.path)
        if time.process_time() - start > 0.1:
            slow.append(case.path.name)
    assert not slow


def test_reading_changes_no_original(corpus: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("untouched")
    cases = [case for case in corpus.generate(folder) if case.path.is_file() and case.path.name != "locked.jpg"]

    def state() -> list:
        stats = [case.path.stat() for case in cases]
        return [(one.st_size, one.st_mtime_ns, one.st_mode, one.st_ino) for one in stats]

    before, bytes_before = state(), [case.path.read_bytes() for case in cases if "device" not in case.path.name]
    for case in cases:
        with contextlib.suppress(PhotoError):
            read(case.path)
    assert state() == before
    assert [case.path.read_bytes() for case in cases if "device" not in case.path.name] == bytes_before
