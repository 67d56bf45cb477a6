"""The list of photos, its filter, and the pictures that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QAbstractListModel, QObject, QPersistentModelIndex, QSize, Signal
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from reviewed_shoot import answering_cache, decide, make_shoot, pictures, run_by_hand, thumbnail

from mirrorppr_desktop.gui.photo_filter import Order, PhotoFilter, PhotoFilterModel, Show, belongs
from mirrorppr_desktop.gui.photo_list import (
    PhotoListModel,
    PhotoState,
    Role,
    identity_words,
    number_of,
    ranges,
    spoken,
    state_of,
)
from mirrorppr_desktop.gui.shoot.photo import Flag, Outcome, Photo, RunState
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.gui.thumbnail_delegate import STAGE_SHARES
from mirrorppr_desktop.gui.thumbnails import ThumbnailCache
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.jobs.questions import Carried, CarriedAsk, Thumbnail
from mirrorppr_desktop.pipeline import Stage


@pytest.fixture
def shoot(qtbot: QtBot, tmp_path: Path) -> Iterator[Shoot]:
    made = make_shoot(tmp_path, 12)
    run_by_hand(made)
    yield made
    made.store.close()


@pytest.fixture
def photos(shoot: Shoot) -> PhotoFilterModel:
    return PhotoFilterModel(PhotoListModel(shoot, ThumbnailCache()))


def _heard(model: QAbstractListModel) -> list[str]:
    heard: list[str] = []
    for name in ("dataChanged", "modelReset", "rowsInserted", "rowsRemoved", "layoutChanged"):
        getattr(model, name).connect(lambda *_, name=name: heard.append(name))
    return heard


def _numbers(photos: PhotoFilterModel) -> list[str]:
    return [path.stem[-2:] for path in photos.paths]


def test_one_photo_that_changes_is_one_row(shoot: Shoot) -> None:
    model = PhotoListModel(shoot, ThumbnailCache())
    heard = _heard(model)
    rows: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: rows.append((first.row(), last.row())))
    shoot.rate([shoot.photos[3].path], 4)
    assert heard == ["dataChanged"] and rows == [(3, 3)]
    assert model.index(3).data(Role.STARS) == 4


def test_photos_come_and_go_without_a_reset(shoot: Shoot) -> None:
    model = PhotoListModel(shoot, ThumbnailCache())
    heard = _heard(model)
    new = [shoot.photos[0].path.with_name(f"BP_{n}.tif") for n in (501, 502)]
    shoot.add(new)
    assert model.rowCount() == 14 and model.index(13).data(Role.NAME) == "BP_502.tif"
    shoot.remove([shoot.photos[1].path, shoot.photos[2].path, new[0]])
    assert heard == ["rowsInserted", "rowsRemoved", "rowsRemoved"]
    assert [photo.path for photo in model.photos] == [photo.path for photo in shoot.photos]


def test_it_is_a_model_by_qts_own_rules(shoot: Shoot, photos: PhotoFilterModel) -> None:
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (photos.source, photos)
    ]
    photos.set_order(Order.IDENTITY)
    photos.set_show(Show.HELD)
    shoot.flag([shoot.photos[3].path, shoot.photos[5].path], Flag.ACCEPTED)
    shoot.undo.undo()
    shoot.remove([shoot.photos[1].path])
    shoot.tell({shoot.photos[4].path: replace(shoot.photos[4].outcome, identity=0.5)})
    assert len(testers) == 2 and _numbers(photos) == ["06", "11", "04"]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (Show.ACCEPTED, ["02"]),
        (Show.REJECTED, ["05"]),
        (Show.HELD, ["04", "06", "11"]),
        (Show.UNSET, ["01", "03", "07", "08", "09", "10", "12"]),
        (Show.FAILED, ["12"]),
        (Show.WAITING, []),
    ],
)
def test_filter_by_state(shoot: Shoot, photos: PhotoFilterModel, show: Show, expected: list[str]) -> None:
    decide(shoot, 1, Flag.ACCEPTED)
    decide(shoot, 4, Flag.REJECTED)
    photos.set_show(show)
    assert _numbers(photos) == expected


def test_kinds_of_the_bar_add_up(shoot: Shoot) -> None:
    decide(shoot, 1, Flag.ACCEPTED)
    kinds = (Show.ACCEPTED, Show.REJECTED, Show.HELD, Show.UNSET)
    assert all(sum(belongs(photo, kind, 0.9) for kind in kinds) == 1 for photo in shoot.photos)


def test_filter_by_stars_and_text(shoot: Shoot, photos: PhotoFilterModel) -> None:
    shoot.rate([shoot.photos[2].path, shoot.photos[10].path], 3)
    shoot.rate([shoot.photos[4].path], 2)
    photos.set_filter(PhotoFilter(stars=3))
    assert _numbers(photos) == ["03", "11"]
    photos.set_filter(PhotoFilter(text="bp_041"))
    assert _numbers(photos) == ["10", "11", "12"]


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        (Order.IDENTITY, ["02", "11", "04"], "12"),  # the failed one has none and comes last
        (Order.CHANGE, ["11", "10", "09"], "12"),
        (Order.STARS, ["07", "01", "02"], "12"),
        (Order.SHOOT, ["01", "02", "03"], "12"),
    ],
)
def test_orders(shoot: Shoot, photos: PhotoFilterModel, order: Order, first: list[str], last: str) -> None:
    shoot.rate([shoot.photos[6].path], 5)
    photos.set_order(order)
    assert _numbers(photos)[:3] == first and _numbers(photos)[-1] == last


def test_names_are_sorted_as_people_count(qtbot: QtBot, tmp_path: Path) -> None:
    shoot = make_shoot(tmp_path, 0)
    shoot.add(tmp_path / name for name in ("IMG_10.jpg", "IMG_9.jpg", "img_1.jpg"))
    photos = PhotoFilterModel(PhotoListModel(shoot, ThumbnailCache()))
    photos.set_order(Order.NAME)
    assert [path.name for path in photos.paths] == ["img_1.jpg", "IMG_9.jpg", "IMG_10.jpg"]
    shoot.store.close()


def test_a_photo_that_is_measured_moves_alone_and_keeps_its_index(shoot: Shoot, photos: PhotoFilterModel) -> None:
    photos.set_order(Order.IDENTITY)
    path = shoot.photos[9].path  # 0.977
    kept = QPersistentModelIndex(photos.index_of(path))
    heard = _heard(photos)
    shoot.tell({path: replace(shoot.photo(path).outcome, identity=0.5)})
    assert kept.row() == 0 and photos.paths[0] == path
    assert heard == ["layoutChanged", "dataChanged"]


def test_accepting_takes_a_photo_out_of_the_filter_and_undo_brings_it_back(
    shoot: Shoot, photos: PhotoFilterModel
) -> None:
    photos.set_show(Show.HELD)
    heard = _heard(photos)
    shoot.flag([shoot.photos[3].path], Flag.ACCEPTED)
    assert _numbers(photos) == ["02", "06", "11"] and heard == ["rowsRemoved"]
    shoot.undo.undo()
    assert _numbers(photos) == ["02", "04", "06", "11"] and heard[1:] == ["rowsInserted", "dataChanged"]


def test_the_floor_decides_what_is_held_back(shoot: Shoot, photos: PhotoFilterModel) -> None:
    photos.set_show(Show.HELD)
    shoot.set_settings("floor", replace(shoot.settings, floor=0.88))
    assert _numbers(photos) == ["02", "11"]
    shoot.undo.undo()
    assert _numbers(photos) == ["02", "04", "06", "11"]


def test_what_a_cell_says() -> None:
    photo = Photo(Path("BP_0408.tif"), outcome=Outcome(RunState.DONE, Path("r.tif"), identity=0.884))
    assert spoken(photo, 0.9) == "BP 0408, held back, identity 0.884, unset, 0 stars"
    assert state_of(photo, 0.8) == PhotoState.DONE
    unmeasured = Photo(Path("BP_0408.tif"), outcome=Outcome(RunState.DONE, Path("r.tif")))
    assert "being measured" in spoken(unmeasured, 0.9) and "0.0" not in spoken(unmeasured, 0.9)
    without = Photo(Path("BP_0408.tif"), outcome=Outcome(RunState.DONE, Path("r.tif"), face_ssim=0.98))
    assert "no identity model" in spoken(without, 0.9)
    assert number_of(photo) == "0408" and number_of(Photo(Path("group.jpg"))) == "group"


def test_ranges() -> None:
    assert list(ranges([])) == []
    assert list(ranges([0, 1, 2, 5, 7, 8])) == [(0, 2), (5, 5), (7, 8)]


def test_the_stages_of_a_bar_are_those_of_the_pipeline() -> None:
    assert list(STAGE_SHARES) == [stage.value for stage in Stage]


# --- pictures


def test_only_what_is_wanted_is_asked_and_few_at_a_time(qtbot: QtBot) -> None:
    cache, asked = ThumbnailCache(), []
    cache.thumbnail_wanted.connect(asked.append)
    paths = [Path(f"BP_{n}.jpg") for n in range(40)]
    viewer = object()
    cache.want(viewer, paths[:20])
    few = len(asked)
    assert 0 < few < 10 and asked == paths[:few]
    cache.want(viewer, paths[20:])  # scrolled away before the rest was asked
    cache.set_thumbnail(thumbnail(paths[0]))
    assert asked[few:] == [paths[20]]
    cache.set_trouble(paths[1])
    assert asked[few:] == [paths[20], paths[21]] and cache.has_none(paths[1])


class _Lanes(QObject):
    """As far as a cache asks them."""

    carried = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []
        self.ask_thumbnail = self.ask_carried = self.asked.append

    def tell(self, ask: tuple[Path, ...], *rough: Path) -> None:
        """What photos carry."""
        pictures = tuple(replace(thumbnail(path), is_rough=True) for path in rough)
        self.carried.emit(Carried(CarriedAsk(ask, 320), pictures))


def test_what_photos_carry_is_shown_before_any_is_decoded(qtbot: QtBot) -> None:
    cache, lanes = ThumbnailCache(), _Lanes()
    cache.draw_from(lanes)  # type: ignore[arg-type]
    a, b, c = paths = tuple(Path(f"BP_{n}.jpg") for n in range(3))
    cache.want(lanes, paths)
    assert lanes.asked == [paths]
    lanes.tell((c,), c)  # of photos that were looked at ahead
    assert lanes.asked == [paths] and cache.picture(c) is not None
    lanes.tell(paths, a)
    assert lanes.asked == [paths, a, b, c] and cache.picture(a) is not None and cache.picture(b) is None
    rough = cache.picture(a)
    cache.set_thumbnail(thumbnail(a))
    assert cache.picture(a) is not None and cache.picture(a) is not rough
    lanes.tell((a,), a)  # comes too late
    better = cache.picture(a)
    cache.want(lanes, paths)
    assert lanes.asked == [paths, a, b, c] and cache.picture(a) is better
    cache.forget([a])
    cache.want(lanes, paths)
    assert lanes.asked[4:] == [(a,)]


def test_another_shoot_is_looked_into_from_the_start(qtbot: QtBot) -> None:
    cache, lanes = ThumbnailCache(), _Lanes()
    cache.draw_from(lanes)  # type: ignore[arg-type]
    cache.want(lanes, [Path("a.jpg")])
    cache.clear()
    cache.want(lanes, [Path("a.jpg"), Path("b.jpg")])
    lanes.tell((Path("a.jpg"),))  # of the shoot before
    assert lanes.asked == [(Path("a.jpg"),), (Path("a.jpg"), Path("b.jpg"))]


def test_memory_stays_flat_over_a_thousand_photos(qtbot: QtBot) -> None:
    cache = answering_cache(20 << 20)
    viewer, paths = object(), [Path(f"BP_{n:04d}.jpg") for n in range(1000)]
    held = []
    for first in range(0, 1000, 20):
        shown = paths[first : first + 20]
        cache.want(viewer, shown)
        assert all(cache.cut(path, QSize(187, 148), 1.0) is not None for path in shown)
        held.append(cache.bytes_held)
    assert max(held) <= 20 << 20
    assert cache.picture(paths[0]) is None and cache.picture(paths[-1]) is not None


def test_what_was_dropped_is_asked_anew_when_it_comes_back(qtbot: QtBot) -> None:
    cache, asked = answering_cache(20 << 20), []
    cache.thumbnail_wanted.connect(asked.append)
    paths = [Path(f"BP_{n:04d}.jpg") for n in range(200)]
    for first in range(0, 200, 20):
        cache.want(cache, paths[first : first + 20])
    cache.want(cache, paths[:20])
    assert asked.count(paths[0]) == 2


def test_a_rejected_photo_is_grey_and_dark(qtbot: QtBot) -> None:
    cache = ThumbnailCache()
    cache.set_thumbnail(Thumbnail(Path("a.png"), pictures()[0]))
    colour, grey = (cache.cut(Path("a.png"), QSize(100, 80), 1.0, grey=grey) for grey in (False, True))
    assert colour is not None and grey is not None
    before, after = (_pixels(picture) for picture in (colour, grey))
    assert np.ptp(before, axis=2).max() > 60  # the suit is orange
    assert np.ptp(after, axis=2).max() == 0
    assert 0.3 < after.mean() / before.mean() < 0.75


def test_a_cell_is_sharp_on_any_screen(qtbot: QtBot) -> None:
    cache = ThumbnailCache()
    cache.set_thumbnail(Thumbnail(Path("a.png"), pictures()[0]))
    cell = cache.cut(Path("a.png"), QSize(100, 79), 2.0)
    assert cell is not None and (cell.width(), cell.height(), cell.devicePixelRatio()) == (200, 158, 2.0)


def test_a_result_made_anew_gets_a_new_picture(shoot: Shoot) -> None:
    cache = ThumbnailCache()
    model = PhotoListModel(shoot, cache, results=True)
    photo = shoot.photos[0]
    result = photo.outcome.result
    assert result is not None and model.picture_path(photo) == result
    cache.set_thumbnail(thumbnail(result))
    shoot.tell({photo.path: replace(photo.outcome, state=RunState.WORKING)})
    assert cache.picture(result) is not None
    shoot.tell({photo.path: Outcome(RunState.DONE, result)})
    assert cache.picture(result) is None


def test_facts_of_a_thumbnail_are_learnt(shoot: Shoot) -> None:
    cache = ThumbnailCache()
    model = PhotoListModel(shoot, cache)
    cache.set_thumbnail(thumbnail(shoot.photos[0].path))
    assert shoot.photos[0].captured == "2026-11-14T09:41:00" and shoot.photos[0].size == (4000, 3000)
    assert model.index(0).data(Role.THUMBNAIL) is not None


def _pixels(picture: object) -> np.ndarray:
    image = picture.toImage().convertToFormat(picture.toImage().Format.Format_RGB888)  # type: ignore[attr-defined]
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(int)


def test_what_is_below_a_bar_never_reads_as_having_reached_it() -> None:
    measured = Outcome(RunState.DONE, identity=0.8996, face_ssim=0.97)
    assert identity_words(Photo(Path("a.tif"), outcome=measured), 3) == "0.899"
    assert identity_words(Photo(Path("a.tif"), outcome=replace(measured, identity=0.29)), 2) == "0.29"
    assert figures.below(0.9, 3) == 0.9 and figures.below(1.0) == 1.0 and figures.below(-0.0004) == -0.001


def test_what_is_measured_right_now_is_no_want_of_a_model() -> None:
    photo = Photo(Path("a.tif"), outcome=Outcome(RunState.DONE))
    assert identity_words(photo, 3) == "being measured"
    measured = replace(photo, outcome=replace(photo.outcome, face_ssim=0.97))
    assert identity_words(measured, 3) == "no identity model"
