"""A record is bound to the place where its photos lie now, and nothing of it is lost."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mirrorppr_desktop.gui.shoot.photo import Flag, Outcome, RunState
from mirrorppr_desktop.gui.shoot.relocate import bind, find_move
from mirrorppr_desktop.gui.shoot.shoot import Settings, Shoot
from mirrorppr_desktop.gui.shoot.store import Store, StoreDamaged, store_path
from mirrorppr_desktop.gui.shoot.store_lock import StoreInUse, hold_store
from mirrorppr_desktop.retouch.request import ExemplarPair

NAMES = [f"IMG_{n}.jpg" for n in range(6)] + ["studio/IMG_0.jpg"]


@pytest.fixture
def old(tmp_path: Path, qapp: object) -> Path:
    """A shoot's folder, with a file of each name, each of another length; pair and results lie in it."""
    folder = tmp_path / "drive" / "Board portraits"
    for n, name in enumerate(NAMES):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x" * (100 + n))
    (folder / "retouched").mkdir()
    for name in ("retouched/IMG_0_retouched.jpg", "pair_a.jpg", "pair_b.jpg"):
        (folder / name).write_bytes(b"r")
    return folder


def make(named: Sequence[Path], photos: Sequence[Path]) -> Path:
    """The record of a shoot on which somebody has worked."""
    shoot = Shoot(Store(store_path(named)))
    shoot.describe(named[0].name, named, True)
    shoot.add(photos)
    shoot.learn_all({path: {"length": path.stat().st_size} for path in photos})
    parent = photos[0].parent
    shoot.begin(Settings(pair=ExemplarPair(parent / "pair_a.jpg", parent / "pair_b.jpg"), strength=0.8))
    shoot.flag(photos[:2], Flag.ACCEPTED)
    shoot.rate([photos[1]], 4)
    shoot.decide([photos[2]], "strength", lambda one: replace(one, strength=0.7))
    result = parent / "retouched" / "IMG_0_retouched.jpg"
    shoot.tell({photos[0]: Outcome(RunState.DONE, result, identity=0.9, made_with=shoot.made_with(photos[0]))})
    shoot.set_current(photos[2])
    shoot.store.set_facts({"running": [str(photos[3])]})
    shoot.store.add_vote({"photo": str(photos[4]), "won": "a"})
    shoot.close()
    return shoot.store.path


@pytest.fixture
def store(old: Path) -> Path:
    return make([old], [old / name for name in NAMES])


def read(store: Path) -> Shoot:
    return Shoot(Store(store))


def test_everything_that_was_decided_goes_along(store: Path, old: Path, tmp_path: Path) -> None:
    new = tmp_path / "other drive" / "Board 2026"
    shutil.copytree(old, new)
    shutil.rmtree(old)
    move = find_move(store, new)
    assert move.is_enough and move.known is None and not move.lost and len(move.places) == len(NAMES)
    bound = bind(move)
    assert bound == store_path([new]) and not store.exists() and not list(store.parent.glob("*.part"))
    shoot = read(bound)
    assert [one.path for one in shoot.photos] == [new / name for name in NAMES]
    assert (shoot.title, shoot.folders, shoot.recursive) == ("Board 2026", (new,), True)
    flags = [one.decision.flag for one in shoot.photos]
    assert flags == [Flag.ACCEPTED, Flag.ACCEPTED, *[Flag.UNSET] * 5]
    assert shoot.photos[1].decision.stars == 4 and shoot.photos[2].decision.strength == 0.7
    assert shoot.settings.pair == ExemplarPair(new / "pair_a.jpg", new / "pair_b.jpg")
    outcome = shoot.photos[0].outcome
    assert outcome.result == new / "retouched" / "IMG_0_retouched.jpg" and outcome.identity == 0.9
    assert outcome.made_with == shoot.made_with(shoot.photos[0].path)  # its result is not outdated by the move
    assert shoot.current is not None and shoot.current.path == new / "IMG_2.jpg"
    assert shoot.out == new / "retouched"
    assert shoot.store.fact("running") == [str(new / "IMG_3.jpg")]
    assert shoot.store.votes() == [{"photo": str(new / "IMG_4.jpg"), "won": "a"}]
    shoot.close()


def test_the_parent_of_the_folder_will_do_and_what_is_not_there_is_named(
    store: Path, old: Path, tmp_path: Path
) -> None:
    parent = tmp_path / "archive"
    shutil.copytree(old, parent / old.name)
    shutil.rmtree(old)
    (parent / old.name / "IMG_5.jpg").unlink()
    move = find_move(store, parent)
    assert move.is_enough and move.lost == (old / "IMG_5.jpg",)
    shoot = read(bind(move))
    # It keeps its decisions, and is looked for where it would be found again.
    assert shoot.photos[5].path == parent / old.name / "IMG_5.jpg"
    shoot.close()


def test_a_folder_that_is_there_again_needs_no_binding(store: Path, old: Path, tmp_path: Path) -> None:
    assert find_move(store, tmp_path).is_in_place


def test_names_alone_do_not_make_it_the_same_shoot(store: Path, old: Path, tmp_path: Path) -> None:
    """A camera calls its photos the same again and again."""
    other = tmp_path / "another wedding"
    for name in NAMES:
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_bytes(b"y" * 5000)
    shutil.rmtree(old)
    move = find_move(store, other)
    assert not move.is_enough and len(move.found[0].changed) == len(NAMES)
    assert not find_move(store, tmp_path).is_enough


def test_a_photo_is_known_by_name_and_length_in_another_folder(store: Path, old: Path, tmp_path: Path) -> None:
    new = tmp_path / "sorted"
    (new / "best").mkdir(parents=True)
    for name in NAMES:
        shutil.copy(old / name, new / "best" / name.replace("studio/", "studio_"))
    shutil.copy(old / "studio/IMG_0.jpg", new / "img_0.JPG")
    shutil.rmtree(old)
    move = find_move(store, new)
    assert move.places[old / "IMG_3.jpg"] == new / "best" / "IMG_3.jpg"
    assert move.places[old / "IMG_0.jpg"] == new / "best" / "IMG_0.jpg"  # by its length: the other one is studio's
    assert move.places[old / "studio/IMG_0.jpg"] == new / "img_0.JPG"


def test_a_record_of_the_new_place_is_kept_aside(store: Path, old: Path, tmp_path: Path) -> None:
    new = tmp_path / "Board portraits"
    shutil.copytree(old, new)
    shutil.rmtree(old)
    other = make([new], [new / name for name in NAMES])
    move = find_move(store, new)
    assert move.known == other
    bound = bind(move)
    (aside,) = other.parent.glob("*.aside")
    assert bound == other and aside.stat().st_size > 0
    kept = read(aside)
    assert kept.photos[1].decision.stars == 4
    kept.close()


def test_a_shoot_of_files_follows_them(old: Path, tmp_path: Path) -> None:
    files = [old / name for name in NAMES[:5]]
    store = make(files, files)
    new = tmp_path / "new"
    shutil.move(old, new)
    shoot = read(bind(find_move(store, new)))
    assert shoot.folders == tuple(new / name for name in NAMES[:5])
    assert [one.path for one in shoot.photos] == list(shoot.folders) and shoot.photos[1].decision.stars == 4
    shoot.close()


def test_folders_that_moved_together_are_found_by_the_first(old: Path, tmp_path: Path) -> None:
    second = old.parent / "Evening"
    second.mkdir()
    shutil.copy(old / "IMG_1.jpg", second / "PARTY_1.jpg")
    store = make([old, second], [*(old / name for name in NAMES), second / "PARTY_1.jpg"])
    shutil.move(old.parent, tmp_path / "mounted elsewhere")
    move = find_move(store, tmp_path / "mounted elsewhere" / old.name)
    assert not move.lost
    shoot = read(bind(move))
    assert shoot.folders == (tmp_path / "mounted elsewhere" / old.name, tmp_path / "mounted elsewhere" / "Evening")
    assert shoot.photos[-1].path == tmp_path / "mounted elsewhere" / "Evening" / "PARTY_1.jpg"
    shoot.close()


def test_what_is_in_use_or_cut_short_stays_as_it_was(store: Path, old: Path, tmp_path: Path, monkeypatch) -> None:
    new = tmp_path / "new"
    shutil.move(old, new)
    move = find_move(store, new)
    before = store.read_bytes()
    lock = hold_store(store)
    with pytest.raises(StoreInUse):
        bind(move)
    lock.unlock()

    def fail(*_: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "change_votes", fail)
        with pytest.raises(OSError, match="no room"):
            bind(move)
    assert store.read_bytes() == before and not store_path([new]).exists() and not list(store.parent.glob("*.part*"))
    store.write_bytes(b"not a record")
    with pytest.raises(StoreDamaged):
        find_move(store, new)
