from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirrorppr_desktop.jobs.names import free_name, is_variant, result_names
from mirrorppr_desktop.settings import SIDECAR_SUFFIX

HERE = Path()


def named(*photos: tuple[str, str], known: dict[str, str] | None = None) -> dict[str, str]:
    earlier = {Path(photo): Path(result) for photo, result in (known or {}).items()}
    found = result_names([(Path(photo), Path(photo).parent, suffix) for photo, suffix in photos], earlier)
    return {str(photo): str(result) for photo, result in found.items()}


def test_plain_names() -> None:
    assert named(("a.jpg", ".jpg"), ("b.CR3", ".tif")) == {"a.jpg": "a_retouched.jpg", "b.CR3": "b_retouched.tif"}


def test_folders_below_are_kept() -> None:
    assert named(("x/a.jpg", ".jpg"), ("y/a.jpg", ".jpg")) == {
        "x/a.jpg": "x/a_retouched.jpg",
        "y/a.jpg": "y/a_retouched.jpg",
    }


def test_a_clash_takes_the_suffix_into_the_name_whatever_the_order() -> None:
    both = named(("A.CR3", ".jpg"), ("A.JPG", ".jpg"))
    assert both == {"A.CR3": "A_CR3_retouched.jpg", "A.JPG": "A_JPG_retouched.jpg"}
    assert named(("A.JPG", ".jpg"), ("A.CR3", ".jpg")) == both


def test_cases_and_unicode_forms_do_not_tell_names_apart() -> None:
    composed, decomposed = "\u00e9.jpg", unicodedata.normalize("NFD", "\u00e9.jpg")
    results = list(named(("a.jpg", ".jpg"), ("A.jpg", ".jpg"), (composed, ".jpg"), (decomposed, ".jpg")).values())
    assert len({unicodedata.normalize("NFC", name).casefold() for name in results}) == 4


def test_a_photo_added_later_renames_nothing() -> None:
    later = named(("A.CR3", ".jpg"), ("A.JPG", ".jpg"), known={"A.JPG": "A_retouched.jpg"})
    assert later == {"A.JPG": "A_retouched.jpg", "A.CR3": "A_CR3_retouched.jpg"}


def test_names_are_legal_everywhere_and_leave_room_for_the_sidecar() -> None:
    odd = {
        "a:b?.jpg",
        "line\nbreak.jpg",
        "CON.jpg",
        "\udcff\udcfe.jpg",
        "\U0001f600" * 60 + ".jpg",
        "-rf.jpg",
        "x" * 250,
    }
    results = named(*((name, ".jpg") for name in sorted(odd)))
    assert len(set(results.values())) == len(odd)
    for result in results.values():
        assert not set(result) & set('<>:"/\\|?*\n')
        assert len((result + SIDECAR_SUFFIX).encode()) <= 255


def test_long_names_that_differ_only_at_the_end_stay_apart() -> None:
    one, two = "x" * 249 + "1.jpg", "x" * 249 + "2.jpg"
    assert len(set(named((one, ".jpg"), (two, ".jpg")).values())) == 2


def test_free_name_counts_up() -> None:
    assert free_name(Path("a.jpg"), {Path("a.jpg"), Path("a_2.jpg")}.__contains__) == Path("a_3.jpg")


STEMS = st.text(min_size=1, max_size=8).filter(lambda text: text not in {".", ".."} and not set(text) & {"/", "\0"})


@given(st.lists(st.tuples(STEMS, st.sampled_from([".jpg", ".JPG", ".CR3"])), unique=True, max_size=12))
def test_no_two_results_ever_meet(photos: list[tuple[str, str]]) -> None:
    entries = {Path(stem + suffix): (HERE, ".jpg") for stem, suffix in photos}
    results = result_names([(photo, folder, suffix) for photo, (folder, suffix) in entries.items()])
    folded = {unicodedata.normalize("NFC", str(name)).casefold() for name in results.values()}
    assert len(folded) == len(entries)


def named_by_hand(stem: str, suffix: str = ".jpg") -> str:
    photo = Path("/shoot/IMG_1.jpg")
    return result_names([(photo, Path(), suffix)], stems={photo: stem})[photo].name


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Anna", "Anna.jpg"),
        ("  Anna. ", "Anna.jpg"),
        ("a/b\\c:d", "a_b_c_d.jpg"),
        ("../../etc/passwd", "_._.._etc_passwd.jpg"),
        (".hidden", "_hidden.jpg"),
        ("..", "_.jpg"),
        ("", "_.jpg"),
        ("   ", "_.jpg"),
        ("NUL", "_NUL.jpg"),
        ("com1.old", "_com1.old.jpg"),
        ("concert", "concert.jpg"),
        ("tab\there", "tab_here.jpg"),
        ("日本", "日本.jpg"),
    ],
)
def test_a_name_by_hand_is_legal_everywhere(stem: str, name: str) -> None:
    assert named_by_hand(stem) == name


def test_a_long_name_by_hand_fits_and_stays_distinct() -> None:
    one, other = named_by_hand("x" * 400), named_by_hand("x" * 399 + "y")
    assert one != other and max(len(one), len(other)) < 240


def test_names_by_hand_and_others_do_not_meet() -> None:
    a, b, c = (Path(f"/shoot/{name}.jpg") for name in "abc")
    names = result_names([(one, Path(), ".jpg") for one in (a, b, c)], stems={a: "b_retouched", c: "B_RETOUCHED"})
    assert len({name.name.casefold() for name in names.values()}) == 3


def test_the_result_of_another_photo_is_not_taken_away() -> None:
    photo = Path("/shoot/IMG_1.jpg")
    held = {Path("IMG_1_retouched.jpg"), Path("IMG_1_retouched_2.jpg")}
    names = result_names([(photo, Path(), ".jpg")], is_held=lambda _, name: name in held)
    assert names[photo] == Path("IMG_1_retouched_3.jpg")


@pytest.mark.parametrize(
    ("name", "wish", "is_one"),
    [
        ("a.jpg", "a.jpg", True),
        ("A_12.jpg", "a.jpg", True),
        ("a_b.jpg", "a.jpg", False),
        ("a_2.png", "a.jpg", False),
        ("b.jpg", "a.jpg", False),
        ("a_.jpg", "a.jpg", False),
    ],
)
def test_variants_of_a_name(name: str, wish: str, is_one: bool) -> None:
    assert is_variant(name, wish) is is_one
