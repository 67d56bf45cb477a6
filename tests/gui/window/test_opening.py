"""Open a folder, drop files, choose a pair: the first minute with the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hand import CTRL, SHIFT, Hand
from PIL import Image
from PySide6.QtCore import Qt

from mirrorppr_desktop.gui import dialogs
from mirrorppr_desktop.gui.dock.spare import KINDS, has_spare
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.jobs.questions import HeadersAsk, ThumbnailAsk


def test_a_folder_is_opened_and_its_first_photo_shown(hand: Hand, folder: Path) -> None:
    hand.open(folder)
    assert [one.name for one in hand.shoot.photos] == ["grace_hopper.jpg", "group.jpg", "small.png"]
    assert hand.shoot.current is not None and hand.shoot.current.name == "grace_hopper.jpg"
    run = hand.space.page.setup_dock.run
    assert not run.isEnabled() and "exemplar pair" in run.toolTip()
    assert "Board portraits is open" in hand.words(hand.window.line)


def test_its_docks_are_made_while_the_start_page_is_shown(hand: Hand, folder: Path) -> None:
    stack = hand.window.stack
    hand.wait(lambda: all(has_spare(stack, kind) for kind in KINDS))
    assert not any(dock.isVisible() for kind in KINDS for dock in stack.findChildren(kind))
    spares = [dock for kind in KINDS for dock in stack.findChildren(kind)]
    hand.open(folder)
    page = hand.space.page
    assert [page.setup_dock, page.run_dock] == spares and page.setup_dock.isVisible()
    assert not any(has_spare(stack, kind) for kind in KINDS)
    hand.window.openings.close_shoot()
    hand.wait(lambda: all(has_spare(stack, kind) for kind in KINDS))
    hand.window.openings.open([folder])
    assert hand.space.page.setup_dock.isVisible() and hand.space.page.setup_dock is not spares[0]
    hand.window.openings.open([folder / "small.png"])  # at once, while there is no other dock to spare
    assert hand.space.page.setup_dock.isVisible()


def test_with_a_pair_it_can_run(window: Hand) -> None:
    assert window.window.desk.exemplar.pair is not None
    assert window.space.page.setup_dock.run.isEnabled()
    assert window.slider("Enlarge eyes").strength() > 0.5
    assert "Enlarge eyes" in window.words(window.space.page.setup_dock.card)


def test_a_folder_is_chosen_by_key(hand: Hand, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "choose_folder", lambda _parent: folder)
    hand.key(Qt.Key.Key_O, CTRL)
    hand.wait(lambda: hand.window.workspace is not None and len(hand.shoot) == 3)


def test_a_pair_is_chosen_by_key(hand: Hand, folder: Path, pair: tuple[Path, Path], monkeypatch) -> None:
    hand.open(folder)
    monkeypatch.setattr(dialogs, "choose_photos", lambda _parent: [pair[1], pair[0]])
    hand.key(Qt.Key.Key_O, CTRL | SHIFT)
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None)
    assert hand.shoot.settings.pair is not None and hand.shoot.settings.pair.before == pair[0]
    monkeypatch.setattr(dialogs, "choose_photos", lambda _parent: [*list(pair), folder / "small.png"])
    hand.key(Qt.Key.Key_O, CTRL | SHIFT)
    assert hand.window.note.isVisible() and "3 were chosen" in hand.window.note.text()


def test_a_folder_and_files_are_dropped(hand: Hand, folder: Path, tmp_path: Path) -> None:
    hand.drop(folder / "small.png", folder / "group.jpg", folder / "grace_hopper.jpg")
    hand.wait(lambda: hand.window.workspace is not None and len(hand.shoot) == 3)
    (more := tmp_path / "More").mkdir()
    shutil.copy(folder / "small.png", more)
    hand.drop(more)
    hand.wait(lambda: len(hand.shoot) == 1 and hand.shoot.title == "More")


def test_what_cannot_be_used_is_told_and_nothing_is_lost(window: Hand, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no photo")
    window.drop(tmp_path / "notes.txt")
    assert window.window.note.isVisible() and "notes.txt" in window.window.note.text()
    assert len(window.shoot) == 3
    window.window.openings.open([tmp_path / "gone"])
    assert "gone is not there" in window.window.note.text() and len(window.shoot) == 3


@pytest.mark.parametrize("turned", [False, True])
def test_names_tell_the_order_of_a_dropped_pair(
    hand: Hand, folder: Path, pair: tuple[Path, Path], turned: bool
) -> None:
    hand.open(folder)
    hand.space.page.setup_dock.card.pair_dropped.emit(list(pair)[:: -1 if turned else 1])
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None)
    kept = hand.shoot.settings.pair
    assert kept is not None and (kept.before, kept.after) == pair


def test_a_pair_is_swapped(window: Hand, pair: tuple[Path, Path]) -> None:
    before = window.slider("Enlarge eyes").strength()
    window.click(window.button("Swap", window.space.page.setup_dock.card))
    window.wait(lambda: window.window.desk.exemplar.pair is not None and window.is_shown())
    kept = window.shoot.settings.pair
    assert kept is not None and (kept.before, kept.after) == (pair[1], pair[0])
    assert before > 0.5 > -0.3 > window.slider("Enlarge eyes").strength()
    window.key(Qt.Key.Key_Z, CTRL)
    window.wait(lambda: window.window.desk.exemplar.pair is not None and window.is_shown())
    assert window.slider("Enlarge eyes").strength() == before


def test_a_pair_of_two_people_is_refused_in_words(hand: Hand, folder: Path, pair: tuple[Path, Path]) -> None:
    hand.open(folder)
    hand.window.desk.exemplar.choose_pair([pair[0], folder / "grace_hopper.jpg"], in_order=True)
    hand.wait(lambda: hand.window.desk.exemplar.pair_trouble is not None)
    trouble = hand.window.desk.exemplar.pair_trouble
    assert trouble is not None
    dock = hand.space.page.setup_dock
    assert trouble.reason in hand.words(dock.card)
    assert not dock.run.isEnabled() and dock.run.toolTip() == trouble.reason
    hand.window.running.start("all")  # as by key: it is not started either
    assert hand.batches == []


def test_a_pair_chosen_first_waits_for_its_shoot(hand: Hand, folder: Path, pair: tuple[Path, Path]) -> None:
    hand.window.start.pair_chosen.emit(list(pair))
    assert "portrait.png" in hand.words(hand.window.line)
    hand.open(folder)
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None)
    assert hand.shoot.settings.pair is not None


def test_the_command_line_opens_all_at_once(hands: Callable[..., Hand], folder: Path, pair: tuple[Path, Path]) -> None:
    hand = hands(photos=[folder], before=pair[0], after=pair[1])
    hand.wait(lambda: len(hand.shoot) == 3 and hand.window.desk.exemplar.pair is not None and hand.is_shown())


def test_sub_folders_belong_to_it_only_where_asked(hand: Hand, folder: Path) -> None:
    (folder / "inside").mkdir()
    shutil.copy(folder / "small.png", folder / "inside" / "another.png")
    hand.open(folder)
    assert len(hand.shoot) == 3
    hand.window.openings.open([folder], recursive=True)
    hand.wait(lambda: len(hand.shoot) == 4)


def test_a_watched_folder_adds_a_photo_once_it_is_whole(window: Hand, folder: Path) -> None:
    whole = (folder / "small.png").read_bytes()
    with (folder / "new.png").open("wb", buffering=0) as file:
        file.write(whole[: len(whole) // 2])
        window.qtbot.wait(1200)
        assert len(window.shoot) == 3
        file.write(whole[len(whole) // 2 :])
    window.wait(lambda: len(window.shoot) == 4)
    assert window.photo("new.png").path == folder / "new.png"
    strip = window.space.page.filmstrip
    assert "new.png" in [path.name for path in strip.photos.paths]


def test_after_a_crash_everything_is_there_again(
    hands: Callable[..., Hand], folder: Path, pair: tuple[Path, Path]
) -> None:
    first = hands()
    first.open(folder)
    first.choose_pair(*pair)
    first.go_to("group.jpg")
    first.key(Qt.Key.Key_X, on=first.space.page)
    first.key(Qt.Key.Key_3, on=first.space.page)
    first.drag(first.slider("Enlarge eyes"), 0.9, 1.4)
    first.window.running.start("all")
    first.batch.begin()
    first.batch.finish(first.photo("grace_hopper.jpg").path)
    first.batch.work_on(first.photo("group.jpg").path)
    first.settle()
    first.lose_power()
    second = hands()
    note = second.window.start.interruption
    second.wait(note.isVisible)
    assert "1 of 3 photos are done" in note.text() and "group.jpg was in hand" in note.text()
    second.click(note.button("Open without running"))
    second.wait(lambda: second.window.desk.exemplar.pair is not None and second.is_shown())
    assert second.shoot.current is not None and second.shoot.current.name == "group.jpg"
    decision = second.photo("group.jpg").decision
    assert (decision.flag, decision.stars) == (Flag.REJECTED, 3)
    assert second.shoot.settings == first.shoot.settings
    assert second.slider("Enlarge eyes").strength() == pytest.approx(1.4, abs=0.02)
    assert second.photo("grace_hopper.jpg").outcome == first.photo("grace_hopper.jpg").outcome
    assert second.batches == []
    second.close()
    assert not hands().window.start.interruption.isVisible()  # it was answered


def test_the_run_that_was_cut_off_is_resumed(hands: Callable[..., Hand], folder: Path, pair: tuple[Path, Path]) -> None:
    first = hands()
    first.open(folder)
    first.choose_pair(*pair)
    first.window.running.start("all")
    first.batch.begin()
    first.batch.finish(first.photo("grace_hopper.jpg").path)
    first.lose_power()
    second = hands()
    second.wait(second.window.start.interruption.isVisible)
    second.click(second.window.start.interruption.button("Resume"))
    second.wait(lambda: second.batches)
    assert {path.name for path in second.batch.job.photos} == {"grace_hopper.jpg", "group.jpg", "small.png"}
    assert second.space.run.is_running and second.space.page.shows_run


def test_the_shoot_of_last_time_comes_back_by_itself(hands: Callable[..., Hand], folder: Path) -> None:
    first = hands()
    first.open(folder)
    first.go_to("small.png")
    first.close()
    second = hands()
    second.wait(lambda: second.window.workspace is not None and second.is_shown())
    assert second.shoot.current is not None and second.shoot.current.name == "small.png"
    assert second.batches == []


def test_one_recent_shoot_is_opened_from_the_list(hands: Callable[..., Hand], folder: Path) -> None:
    first = hands()
    first.open(folder)
    first.close()
    second = hands(safe_mode=True)
    assert not second.window.start.interruption.isVisible()
    second.wait(lambda: second.window.start.recents.rows)
    (row,) = second.window.start.recents.rows
    assert row.accessibleName().startswith("Board portraits, ") and "3 photos" in row.accessibleName()
    second.click(row.button)
    second.wait(lambda: second.window.workspace is not None and second.is_shown())
    assert len(second.shoot) == 3


def test_a_pair_may_come_before_the_shoot(hand: Hand, folder: Path, pair: tuple[Path, Path], monkeypatch) -> None:
    monkeypatch.setattr(dialogs, "choose_photos", lambda _parent: [pair[1], pair[0]])
    zones = hand.window.start.pair.zones
    hand.key(Qt.Key.Key_O, CTRL | SHIFT)
    assert [zone.accessibleDescription() for zone in zones] == [one.name for one in pair]
    hand.open(folder)
    hand.wait(lambda: hand.window.desk.exemplar.pair is not None)
    assert hand.shoot.settings.pair is not None and hand.shoot.settings.pair.before == pair[0]
    assert pair[0].name not in zones[0].accessibleDescription()


def test_the_window_is_no_larger_than_its_screen(hand: Hand) -> None:
    window, room = hand.window, hand.window.screen().availableGeometry()
    window.resize(room.width() + 700, room.height() + 500)
    window.move(room.right() - 50, room.bottom() - 50)
    window.fit_screen()
    assert window.width() <= max(room.width(), window.minimumSizeHint().width(), window.minimumWidth())
    assert window.height() <= max(room.height(), window.minimumSizeHint().height(), window.minimumHeight())
    assert room.left() <= window.x() < room.left() + 50 and room.top() <= window.y() < room.top() + 50


def test_the_order_by_capture_time_knows_photos_that_were_never_in_sight(
    hands: Callable[..., Hand], tmp_path: Path
) -> None:
    folder = tmp_path / "Ceremony"
    folder.mkdir()
    for n in range(90):
        exif = Image.Exif()
        exif[0x0132] = f"2026:11:14 {9 + (90 - n) // 60:02}:{(90 - n) % 60:02}:00"
        Image.new("RGB", (48, 32), (n, n, n)).save(folder / f"IMG_{n:03}.jpg", exif=exif)
    first = hands()
    first.window.openings.open([folder])
    first.wait(lambda: len(first.shoot) == 90 and all(one.captured for one in first.shoot.photos))
    asked = [ask.path for ask in first.lanes.thumbnails.asked if isinstance(ask, ThumbnailAsk)]
    assert len(set(asked)) < 60  # far from all
    strip = first.space.page.filmstrip
    strip.order_menu.choose("captured")
    assert [path.name for path in strip.photos.paths] == [f"IMG_{n:03}.jpg" for n in reversed(range(90))]
    first.close()
    second = hands()
    second.wait(lambda: second.window.workspace is not None)
    assert all(one.captured and one.length for one in second.shoot.photos)  # kept: they are not read again
    second.wait(second.is_shown)
    assert not [ask for ask in second.lanes.thumbnails.asked if isinstance(ask, HeadersAsk)]
