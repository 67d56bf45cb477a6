import json

import pytest

from mirrorppr_desktop.errors import BadCases
from mirrorppr_desktop.metrics.released import LARGEST_LIST_BYTES, read_cases


def entry(name="face-001", **changes):
    files = {key: f"{name}/{key}.png" for key in ("exemplar_source", "exemplar_target", "query", "truth", "mirrorppr")}
    return {"id": name, "subset": "SimFace", "operations": ["Enlarge eyes"], "files": files, **changes}


def write(folder, *entries):
    path = folder / "cases.json"
    path.write_text(json.dumps({"source": "a page", "cases": list(entries)}), encoding="utf-8")
    return path


def test_a_case_is_read_with_its_files_beside_the_list(tmp_path):
    listed = read_cases(write(tmp_path, entry()))
    (case,) = listed.cases
    assert (case.id, case.subset, case.operations) == ("face-001", "SimFace", ("Enlarge eyes",))
    assert case.truth == tmp_path / "face-001" / "truth.png"
    assert case.published == tmp_path / "face-001" / "mirrorppr.png"
    assert not listed.refused


def test_a_published_output_and_operations_are_no_duty(tmp_path):
    one = entry(operations=None)
    del one["files"]["mirrorppr"]
    (case,) = read_cases(write(tmp_path, one)).cases
    assert case.published is None
    assert case.operations == ()


BROKEN = {
    "no id": ({**entry(), "id": None}, "id"),
    "an id that is a path": (entry("../../escape"), "id"),
    "an id with an escape sequence": (entry("face\x1b[2J"), "id"),
    "a very long id": (entry("f" * 5000), "too long"),
    "not an object": ("face-001", "id"),
    "no subset": ({**entry("b"), "subset": 7}, "subset"),
    "no files": ({**entry("b"), "files": ["query.png"]}, "files"),
    "no query": ({**entry("b"), "files": {**entry("b")["files"], "query": None}}, "query"),
    "a path that leads out": (
        {**entry("b"), "files": {**entry("b")["files"], "truth": "../../etc/passwd"}},
        "leads out",
    ),
    "an absolute path": ({**entry("b"), "files": {**entry("b")["files"], "truth": "/etc/passwd"}}, "leads out"),
    "a drive": ({**entry("b"), "files": {**entry("b")["files"], "truth": "C:\\x.png"}}, "leads out"),
    "a published path that leads out": (
        {**entry("b"), "files": {**entry("b")["files"], "mirrorppr": "..\\x"}},
        "leads out",
    ),
    "a path with a null": ({**entry("b"), "files": {**entry("b")["files"], "query": "a\0b"}}, "query"),
    "operations in a word": (entry("b", operations="Enlarge eyes"), "operations"),
    "operations that are numbers": (entry("b", operations=[1]), "operations"),
    "the same id twice": (entry(), "same id"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_case_is_named_and_the_rest_goes_on(tmp_path, what):
    broken, word = BROKEN[what]
    listed = read_cases(write(tmp_path, entry(), broken, entry("face-003")))
    assert [one.id for one in listed.cases] == ["face-001", "face-003"]
    (refused,) = listed.refused
    assert word in refused.reason
    assert (refused.id + refused.reason).isprintable()


HOSTILE = {
    "nothing": b"",
    "no JSON": b"{cases: []}",
    "a photo": b"\xff\xd8\xff\xe0" + bytes(64),
    "a list": b"[]",
    "no cases": b'{"cases": []}',
    "cases in an object": b'{"cases": {"a": 1}}',
    "not a number": b'{"cases": [{"id": NaN}]}',
    "nested too deep": b'{"cases":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a number of 100,000 digits": b'{"cases": [' + b"9" * 100_000 + b"]}",
    "too many": b'{"cases": [' + b"0," * 20_000 + b"0]}",
    "too large": b" " * (LARGEST_LIST_BYTES + 1),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_list_that_is_none_is_refused_in_words(tmp_path, what):
    path = tmp_path / "cases.json"
    path.write_bytes(HOSTILE[what])
    with pytest.raises(BadCases, match=r"cases\.json") as caught:
        read_cases(path)
    assert len(str(caught.value)) < 300


def test_a_missing_list_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(BadCases, match="no such file"):
            read_cases(path)


def test_cases_are_chosen_by_id_and_by_subset(tmp_path):
    listed = read_cases(write(tmp_path, entry("a"), entry("b", subset="Pro"), entry("c"), entry("d", files=None)))
    assert [one.id for one in listed.only(["c", "b"]).cases] == ["b", "c"]
    assert [one.id for one in listed.only(subset="SimFace").cases] == ["a", "c"]
    assert [one.id for one in listed.only(["d", "a"]).refused] == ["d"]
    assert not listed.only(["a"]).refused


def test_an_unknown_choice_is_refused_with_what_there_is(tmp_path):
    listed = read_cases(write(tmp_path, entry("a"), entry("b", subset="Pro")))
    with pytest.raises(BadCases, match=r"'z'.*a, b"):
        listed.only(["z"])
    with pytest.raises(BadCases, match=r"'Faces'.*Pro, SimFace"):
        listed.only(subset="Faces")
    with pytest.raises(BadCases, match="none of these"):
        listed.only(["a"], "Pro")
