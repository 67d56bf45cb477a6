"""Command lines: what is understood, and what is refused in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from mirrorppr_desktop.cli import main, parser
from mirrorppr_desktop.cli.parser import parse
from mirrorppr_desktop.photo.photo import PhotoFormat
from mirrorppr_desktop.retouch.request import EngineName, FacePolicy

PAIR = ["--before", "a.jpg", "--after", "b.jpg"]
RETOUCH = ["retouch", *PAIR, "--photos", "shoot", "--out", "out"]


def test_choices_are_those_of_the_rooms() -> None:
    # The parser repeats them as words, since importing the rooms would import numpy.
    assert set(parser.ENGINES) == set(EngineName)
    assert set(parser.FACES) == set(FacePolicy)
    assert set(parser.FORMATS) - {"same"} < set(PhotoFormat)


def test_retouch_with_defaults() -> None:
    arguments = parse(RETOUCH)
    assert (arguments.before, arguments.after, arguments.out) == (Path("a.jpg"), Path("b.jpg"), Path("out"))
    assert arguments.photos == [Path("shoot")]
    assert (arguments.strength, arguments.engine, arguments.faces) == (1.0, "transfer", "all")
    assert (arguments.format, arguments.bits, arguments.quality, arguments.subsampling) == ("same", "same", 92, None)
    assert (arguments.workers, arguments.max_megapixels, arguments.from_sidecars) == (None, 250.0, None)
    assert not (
        arguments.recursive
        or arguments.json
        or arguments.dry_run
        or arguments.no_gps
        or arguments.retry
        or arguments.debug
    )


def test_faces_have_strengths_of_their_own() -> None:
    assert parse(RETOUCH).face_strength == []
    arguments = parse([*RETOUCH, "--face-strength", "2=0.5", "--face-strength", "3=0"])
    assert arguments.face_strength == [(2, 0.5), (3, 0.0)]


@pytest.mark.parametrize("text", ["2", "0=1", "x=1", "2=3", "2=x", "1.5=1", "=1"])
def test_a_face_strength_that_makes_no_sense_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse([*RETOUCH, "--face-strength", text])
    assert ended.value.code == 2
    assert "--face-strength" in capsys.readouterr().err


def test_photos_gathers_over_repeated_options() -> None:
    arguments = parse([*RETOUCH, "--photos", "c.tif", "d.nef"])
    assert arguments.photos == [Path("shoot"), Path("c.tif"), Path("d.nef")]


def test_from_sidecars_needs_no_pair() -> None:
    arguments = parse(["retouch", "--from-sidecars", "old", "--photos", "shoot", "--out", "out"])
    assert arguments.from_sidecars == Path("old")


def test_a_look_stands_for_the_pair() -> None:
    arguments = parse(["retouch", "--look", "soft.mplook", "--photos", "shoot", "--out", "out"])
    assert (arguments.look, arguments.before, arguments.after) == (Path("soft.mplook"), None, None)


def test_an_operation_is_set_for_every_face_or_one() -> None:
    arguments = parse([*RETOUCH, "--set", "Enlarge eyes=0.3", "--set", " 2: Thin lips = 0"])
    assert arguments.set == [(None, "Enlarge eyes", 0.3), (2, "Thin lips", 0.0)]
    assert parse(RETOUCH).set == []


def test_operations_keep_their_order_and_repeat() -> None:
    arguments = parse(["simulate", "a.jpg", "--op", "Enlarge eyes=0.5", "--op", " Thin lips =2", "--out", "b.jpg"])
    assert arguments.op == [("Enlarge eyes", 0.5), ("Thin lips", 2.0)]


def test_evaluate_tells_the_file_from_the_chosen_cases() -> None:
    arguments = parse(["evaluate", "cases.json", "--cases", "one", "two", "--json", "scores.json"])
    assert (arguments.cases_file, arguments.cases) == (Path("cases.json"), ["one", "two"])
    assert arguments.json == Path("scores.json")


def test_no_word_at_all_opens_the_window() -> None:
    assert parse([]).command == "gui"
    assert parse(["gui", "shoot", "--before", "a.jpg", "--after", "b.jpg"]).photos == [Path("shoot")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["gui", "--before", "a.jpg"], "belong together"),
        (["gui", "--before", "a.jpg", "--after", "b.jpg", "--look", "c.mplook"], "not both"),
        (["retuoch"], "invalid choice"),
        (["retouch", "--photos", "p", "--out", "o"], "the exemplar pair is missing"),
        (["retouch", "--before", "a.jpg", "--photos", "p", "--out", "o"], "--before needs --after"),
        (["retouch", "--after", "b.jpg", "--photos", "p", "--out", "o"], "--after needs --before"),
        (["retouch", "--before", "a", "--after", "a", "--photos", "p", "--out", "o"], "the same file"),
        (["retouch", *PAIR, "--out", "o"], "--photos is missing"),
        (["retouch", *PAIR, "--photos", "p"], "--out is missing"),
        ([*RETOUCH, "--from-sidecars", "s"], "leave --before out"),
        (["retouch", "--from-sidecars", "s", "--photos", "p", "--out", "o", "--strength", "1"], "leave --strength out"),
        ([*RETOUCH, "--look", "a.mplook"], "either the look or --before and --after"),
        (["retouch", "--from-sidecars", "s", "--look", "l", "--photos", "p", "--out", "o"], "leave --look out"),
        (["retouch", "--from-sidecars", "s", "--photos", "p", "--out", "o", "--set", "A=1"], "leave --set out"),
        ([*RETOUCH, "--set", "Enlarge eyes"], "NAME=STRENGTH"),
        ([*RETOUCH, "--set", "x:Enlarge eyes=1"], "whole number from 1"),
        ([*RETOUCH, "--set", "0:Enlarge eyes=1"], "whole number from 1"),
        ([*RETOUCH, "--set", "2:Enlarge eyes=3"], "outside 0 to 2"),
        (["explain", *PAIR, "--save-look", "soft.json"], "name it soft.mplook"),
        (["simulate", "a.jpg", "--op", "Enlarge eyes=1", "--out", "b.jpg", "--save-look", "b"], "name it b.mplook"),
        ([*RETOUCH, "--strength", "2.1"], "outside 0 to 2"),
        ([*RETOUCH, "--strength", "-0.1"], "outside 0 to 2"),
        ([*RETOUCH, "--strength", "nan"], "not a number"),
        ([*RETOUCH, "--strength", "strong"], "not a number"),
        ([*RETOUCH, "--format", "webp"], "invalid choice"),
        ([*RETOUCH, "--format", "jpeg", "--bits", "16"], "a JPEG holds 8 bits"),
        ([*RETOUCH, "--quality", "101"], "from 1 to 100"),
        ([*RETOUCH, "--workers", "0"], "whole number from 1"),
        ([*RETOUCH, "--workers", "²"], "whole number from 1"),
        ([*RETOUCH, "--max-megapixels", "0"], "more than 0"),
        ([*RETOUCH, "--photo", "x"], "unrecognized arguments"),  # no abbreviations
        (["explain", "--before", "a.jpg"], "--before needs --after"),
        (["simulate", "a.jpg", "--out", "b.jpg"], "--op is missing"),
        (["simulate", "a.jpg", "--op", "Enlarge eyes=0.5"], "--out is missing"),
        (["simulate", "a.jpg", "--op", "Enlarge eyes", "--out", "b.jpg"], "NAME=STRENGTH"),
        (["simulate", "a.jpg", "--op", "=1", "--out", "b.jpg"], "NAME=STRENGTH"),
        (["simulate", "a.jpg", "--op", "Enlarge eyes=3", "--out", "b.jpg"], "outside 0 to 2"),
        (["compare", "a.jpg"], "AFTER"),
        (["compare", "a.jpg", "b.jpg", "--out", "c.jpg"], "name it c.png"),
        (["explain", *PAIR, "--sheet", "sheet"], "name it sheet.png"),
        (["evaluate", "cases.json", "--json", "./cases.json"], "name another file"),
    ],
)
def test_usage_error_in_words(line: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line) == 2
    told = capsys.readouterr()
    assert words in told.err and len(told.err.splitlines()) == 1
    assert told.out == ""


@pytest.mark.parametrize("line", [["--help"], ["--version"], *([name, "--help"] for name in parser.COMMANDS)])
def test_help_and_version_are_no_error(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line) == 0
    assert "mirrorppr" in capsys.readouterr().out
