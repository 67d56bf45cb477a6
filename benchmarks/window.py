"""The window, measured with its real processes and no screen: each figure with its bar.

python benchmarks/window.py [--only slider|start|folder|screens|memory ...]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}

import cv2
import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from _open_window import Stalls, children, let_go_on, opened_window, place, portrait, rss_mb, until, write_photos
from mirrorppr_desktop.gui.window import Window
from mirrorppr_desktop.jobs.questions import Preview
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.retouch.request import Adjustments

SIDE = 1225  # of the preview: 1.5 MP
OPERATIONS = ("Enlarge eyes", "Narrow nasal alae", "Plump lips")
ANEW = "Move eyebrows upward"
MOVES = 60
STARTS = 7
MANY, SCREENS = 3000, 40
SCREENS_OPENED = 5
SMALL, LARGE, LARGE_ONES = (1800, 1200), (6000, 4000), 96  # photos in pixels; so many are large, the others are small
SCROLLED, FIRST_PHOTOS = 1000, 100
THUMBNAIL_PX = 320

_HEAD = "import sys, time; began = time.perf_counter(); "
_TAIL = "shown.show(); app.processEvents(); print('painted', flush=True); import os; os._exit(0)"
_BARE = (
    "from PySide6.QtWidgets import QApplication, QMainWindow; "
    f"app = QApplication([]); shown = QMainWindow(); shown.resize(1440, 900); {_TAIL}"
)
_OURS = (
    "from mirrorppr_desktop.gui import app as start; from mirrorppr_desktop.gui.preferences import Preferences; "
    "app = start.application(); chosen = Preferences(); start.dress(app, chosen); "
    "from mirrorppr_desktop.gui.diagnostics import watch_over; from mirrorppr_desktop.gui.window import Window; "
    f"watch_over(app); shown = Window(chosen); {_TAIL}"
)


def main() -> None:
    """Measure what was asked for and print it as a table."""
    figures: dict[str, Callable[[], None]] = {
        "slider": slider,
        "start": start,
        "folder": folder,
        "screens": screens,
        "memory": memory,
    }
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="*", choices=figures, default=list(figures))
    for name in parser.parse_args().only:
        load = os.getloadavg()[0]
        print(f"[{name}] load {load:.1f} on {os.cpu_count()} cores", flush=True)
        figures[name]()


def say(what: str, value: float, bar: float, words: str = "") -> None:
    """One line of the table."""
    print(f"  {what:58} {value:8.2f}   bar {bar:g}   {'within' if value <= bar else 'MISSED'}  {words}", flush=True)


# --- a slider's move


def slider() -> None:
    """From a key on a slider to the preview on the screen."""
    cv2.setNumThreads(1)
    with place() as folder:
        photos, before, after = folder / "photos", folder / "before.png", folder / "after.png"
        photos.mkdir()
        portrait(SIDE).save(photos / "photo.png")
        write_pair(before, after)
        with opened_window(folder) as window:
            window.openings.open([photos])
            until("the photo is shown", lambda: window.desk.shown is not None)
            assert window.workspace is not None
            page = window.workspace.page
            page._on_scope("photo")
            for name in OPERATIONS:
                page.setup_dock.panel.operation_moved.emit(name, 0.5, None, True)
            let_go_on(3)
            moves("one of three operations", window, OPERATIONS[0])
            moves("an operation added to three, made anew", window, ANEW)
            window.openings.use_pair([before, after], in_order=True)
            until("the pair is measured", lambda: window.desk.exemplar.pair is not None)
            page.edits.as_in_pair()
            until("the pair is shown", lambda: window.desk.shown is not None)
            let_go_on(3)
            assert window.desk.view is not None and window.desk.view.proposed.parts[0].residual is not None
            moves("one of a pair's, with what is carried of it", window, OPERATIONS[0])


def write_pair(before: Path, after: Path) -> None:
    """Three operations, and a cheek that moved in a way that has no name."""
    from mirrorppr_desktop.retouch.catalogue import named
    from mirrorppr_desktop.retouch.render import render
    from mirrorppr_desktop.retouch.retouch import Provenance, Retouch
    from mirrorppr_desktop.retouch.simulate import simulate
    from mirrorppr_desktop.subject.find import find

    pixels: RGB8 = np.asarray(portrait(SIDE))
    size = (SIDE, SIDE)
    face = find(pixels, size, precise=True).faces[0]
    part = simulate(face, [named(name, 0.5) for name in OPERATIONS], size)
    done = render(pixels, Retouch(size, (part,), Provenance("llw", "1")))
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    middle = np.asarray(face.landmarks).mean(axis=0)
    bump = np.exp(-((x - middle[0] - 150) ** 2 + (y - middle[1] - 40) ** 2) / (2 * 70**2))
    moved = cv2.remap(done, x + 14 * bump, y + 6 * bump, cv2.INTER_CUBIC)
    Image.fromarray(pixels).save(before)
    Image.fromarray(np.asarray(moved)).save(after)


def moves(what: str, window: Window, name: str) -> None:
    """Press a key on a slider many times, each once the picture of the one before is there."""
    times, references = [], []
    for n, took in enumerate(moved(window, name)):
        if n >= 4:  # the first ones load and make what later ones find made
            times.append(took)
            references.append(remap_seconds(window))
    one = statistics.median(references)
    median, p95 = statistics.median(times) / one, float(np.percentile(times, 95)) / one
    words = f"{1000 * one:.1f} ms a remap"
    say(f"{what}: median, in remaps", median, 6, f"{1000 * median * one:.0f} ms, {words}")
    say(f"{what}: p95", p95, 10, f"{1000 * p95 * one:.0f} ms")


def moved(window: Window, name: str) -> Iterator[float]:
    """Seconds of each move."""
    assert window.workspace is not None and window.desk.shoot is not None
    page, shoot, desk = window.workspace.page, window.desk.shoot, window.desk
    control = page.setup_dock.panel.slider(name)
    painted: list[Preview] = []
    page.canvas.painted.connect(painted.append)
    assert shoot.current is not None
    path = shoot.current.path
    for n in range(MOVES + 4):
        painted.clear()
        key = Qt.Key.Key_Right if (n // 20) % 2 == 0 else Qt.Key.Key_Left
        began = time.perf_counter()
        QTest.keyClick(control, key)
        until("the preview", partial(is_painted, painted, shoot.adjustments_of(path)))
        yield time.perf_counter() - began
    page.canvas.painted.disconnect(painted.append)
    assert desk.shown is not None and desk.shown.pixels.shape[:2] == (SIDE, SIDE)


def is_painted(painted: list[Preview], wanted: Adjustments) -> bool:
    """Whether the picture on the screen is that of these adjustments."""
    return bool(painted) and painted[-1].adjustments == wanted


def remap_seconds(window: Window) -> float:
    """One bilinear remap of the preview."""
    assert window.desk.shown is not None
    pixels = window.desk.shown.view.pixels
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    x += 0.3
    began = time.perf_counter()
    cv2.remap(pixels, x, y, cv2.INTER_LINEAR)
    return time.perf_counter() - began


# --- the first window


def start() -> None:
    """From the start of a process to the first window on the screen."""
    with place() as home:
        times: dict[str, list[float]] = {_BARE: [], _OURS: []}
        for n in range(STARTS + 1):
            for program, taken in times.items():
                took = seconds_to_paint(program, home)
                if n:  # the first one fills the caches of the disk
                    taken.append(took)
    bare, ours = (statistics.median(taken) for taken in times.values())
    say("first window, over an empty one", ours / bare, 4, f"{1000 * ours:.0f} ms over {1000 * bare:.0f} ms")


def seconds_to_paint(program: str, home: Path) -> float:
    """Seconds until a program says that it has painted."""
    environment = os.environ | {"MIRRORPPR_HOME": str(home / "home")}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = time.perf_counter() - began
        if line.strip() != b"painted":
            raise SystemExit("the window did not come up")
    return took


# --- a folder of many photos


def folder() -> None:
    """Opening many photos, and going through them."""
    with place() as where:
        write_photos(where / "photos", MANY)
        with opened_window(where) as window:
            stalls = Stalls()
            until("the processes", lambda: is_warm(window))
            window.openings.open([where / "photos"])
            until("all photos", lambda: window.workspace is not None and len(window.workspace.shoot) == MANY)
            let_go_on(4)
            opening = stalls.stop()
            scrolling = scroll_strip(window)
            grid = scroll_grid(window)
    say(f"opening {MANY} photos: longest stall, ms", opening[0], 250, opening[1])
    say("scrolling the strip: longest stall, ms", scrolling[0], 250, scrolling[1])
    say("scrolling the grid: longest stall, ms", grid[0], 250, grid[1])


def screens() -> None:
    """Opening many photos until the strip has pictures, over decoding those that it shows."""
    for words, size, carrying in (
        ("2 MP", SMALL, True),
        ("2 MP, none carries a preview", SMALL, False),
        ("24 MP", LARGE, True),
        ("24 MP, none carries a preview", LARGE, False),
    ):
        with place() as where:
            write_photos(where / "0", LARGE_ONES, size, carrying=carrying)
            write_photos(where / "0", MANY, first=LARGE_ONES, carrying=carrying)
            with opened_window(where) as window:
                say_first_screens(words, first_screens(window, where, SCREENS_OPENED))


@dataclass(frozen=True)
class FirstScreen:
    """Seconds until the strip has pictures, until these are the ones that stay, and that the window's thread worked for
    the first. small, whole: that decoding the same photos in this process takes, to thumbnails and whole.
    """

    first: float
    final: float
    own: float
    small: float
    whole: float
    count: int


def first_screens(window: Window, where: Path, count: int) -> list[FirstScreen]:
    """Of the one folder there, each time under another name, so that the program knows nothing of it."""
    found = []
    for _ in range(count):
        (photos,) = (path for path in where.iterdir() if path.name.isdecimal())
        photos = photos.rename(where / str(int(photos.name) + 1))
        window.openings.close_shoot()
        found.append(first_screen(window, photos))
        until("all photos", lambda: window.workspace is not None and len(window.workspace.shoot) == MANY)
        let_go_on(1)
    return found


def first_screen(window: Window, photos: Path) -> FirstScreen:
    """Open a folder. A user has the start page before him for longer than what is made meanwhile takes."""
    until("the processes", lambda: is_warm(window))
    began, worked = time.perf_counter(), time.thread_time()
    window.openings.open([photos])
    until("a first photo", lambda: window.workspace is not None and len(window.workspace.shoot) > 0)
    strip = shown_paths(window)
    until("its screen", lambda: len(strip()) > 3 and all(window.cache.picture(path) for path in strip()))
    let_be_painted(window)
    first, own = time.perf_counter() - began, time.thread_time() - worked
    until("better pictures", lambda: not window.cache._rough.intersection(strip()))
    let_be_painted(window)
    final, screen = time.perf_counter() - began, strip()
    small, whole = seconds_to_decode(screen), seconds_to_decode(screen, whole=True)
    return FirstScreen(first, final, own, small, whole, len(screen))


def is_warm(window: Window) -> bool:
    """Whether what a window prepares while nothing is open is there."""
    from mirrorppr_desktop.gui.dock.setup_dock import SetupDock
    from mirrorppr_desktop.gui.dock.spare import has_spare
    from mirrorppr_desktop.gui.run.dock import RunDock

    lanes = (window.lanes._thumbnails, window.lanes._analysis)
    ready = all(lane._children and lane._children[0].is_ready for lane in lanes)
    return ready and has_spare(window.stack, SetupDock) and has_spare(window.stack, RunDock)


def say_first_screens(words: str, screens: list[FirstScreen]) -> None:
    """The median, and all in their order."""
    for kind, times in (
        ("", [one.first for one in screens]),
        (", those that stay", [one.final for one in screens]),
    ):
        told = f"{1000 * statistics.median(times):.0f} ms for {screens[0].count}"
        for reference, over in (
            ("thumbnails", [one.small for one in screens]),
            ("whole", [one.whole for one in screens]),
        ):
            ratios = [took / decoding for took, decoding in zip(times, over, strict=True)]
            each = " ".join(f"{ratio:.1f}" for ratio in ratios)
            decoded = f"decoding {1000 * statistics.median(over):.0f} ms"
            what = f"first screen, {words}{kind}: over {reference}"
            say(what, statistics.median(ratios), 2, f"{told}, {decoded}: {each}")
    own = 1000 * statistics.median(one.own for one in screens)
    print(f"  first screen, {words}: the window's own work {own:.0f} ms", flush=True)


def shown_paths(window: Window) -> Callable[[], list[Path]]:
    """What the strip shows now."""
    assert window.workspace is not None
    strip = window.workspace.page.filmstrip

    def shown() -> list[Path]:
        rows = strip.view._visible_places()
        return [strip.photos.paths[row] for row in rows if row < len(strip.photos.paths)]

    return shown


def let_be_painted(window: Window) -> None:
    """Paint what is due."""
    assert window.workspace is not None
    window.workspace.page.filmstrip.view.viewport().repaint()


def scroll_strip(window: Window) -> tuple[float, str]:
    """From one end of the strip to the other."""
    assert window.workspace is not None
    return scrolled(window.workspace.page.filmstrip.view.horizontalScrollBar())


def scroll_grid(window: Window) -> tuple[float, str]:
    """The same in the grid of the review, which is made for it."""
    window.show_page("review")
    let_go_on(1)
    assert window.workspace is not None and window.workspace.review is not None
    return scrolled(window.workspace.review.grid.view.verticalScrollBar())


def scrolled(bar: object) -> tuple[float, str]:
    """The longest stall while a bar goes from end to end."""
    stalls = Stalls()
    for n in range(SCREENS + 1):
        bar.setValue(round(bar.maximum() * n / SCREENS))  # type: ignore[attr-defined]
        let_go_on(0.15)
    return stalls.stop()


def seconds_to_decode(paths: list[Path], *, whole: bool = False) -> float:
    """Decode photos at the size of thumbnails, or whole, one after another, in this process."""
    import pyvips

    def decode() -> float:
        began = time.perf_counter()
        for path in paths:
            if whole:
                pyvips.Image.new_from_file(str(path), access="sequential").write_to_memory()
            else:
                pyvips.Image.thumbnail(str(path), THUMBNAIL_PX, height=THUMBNAIL_PX).write_to_memory()
        return time.perf_counter() - began

    decode()
    return statistics.median(decode() for _ in range(3))


# --- memory


def memory() -> None:
    """What stays in memory while many large photos are scrolled through."""
    with place() as where:
        photos = where / "photos"
        photos.mkdir()
        large = photos / "IMG_0000.jpg"
        portrait(1000).resize((6000, 4000), Image.Resampling.BILINEAR).save(large, quality=50)
        for n in range(1, SCROLLED):
            shutil.copyfile(large, photos / f"IMG_{n:04d}.jpg")
        with opened_window(where) as window:
            window.openings.open([photos])
            until("all photos", lambda: window.workspace is not None and len(window.workspace.shoot) == SCROLLED)
            window.show_page("review")
            let_go_on(5)
            seen: set[Path] = set()
            window.cache.arrived.connect(lambda thumbnail: seen.add(thumbnail.path))
            early: dict[int, float] = {}
            for _ in through_the_grid(window):
                if not early and len(seen) >= FIRST_PHOTOS:
                    early = memories()
            late, count = memories(), len(seen) - FIRST_PHOTOS
    growths = {pid: (late[pid] - early[pid]) / count for pid in early if pid in late}
    words = f"{early[os.getpid()]:.0f} to {late[os.getpid()]:.0f} MB over {count} photos"
    say("window: MB a photo after the first 100", growths.pop(os.getpid()), 0.2, words)
    for pid, growth in growths.items():
        say("a lane: MB a photo", growth, 0.2, f"{early[pid]:.0f} to {late[pid]:.0f} MB")


def are_here(window: Window, paths: list[Path]) -> bool:
    """Whether these thumbnails have come."""
    return all(window.cache.picture(path) for path in paths)


def memories() -> dict[int, float]:
    """Resident memory of the window's process and of its lanes."""
    return {pid: rss_mb(pid) for pid in (os.getpid(), *children())}


def through_the_grid(window: Window) -> Iterator[None]:
    """Page by page, each until its pictures are there."""
    assert window.workspace is not None and window.workspace.review is not None
    grid = window.workspace.review.grid
    bar = grid.view.verticalScrollBar()
    while True:
        rows = grid.view._visible_places()
        paths = [grid.paths[row] for row in rows if row < len(grid.paths)]
        until("a page", partial(are_here, window, paths))
        yield
        if bar.value() >= bar.maximum():
            return
        bar.setValue(bar.value() + grid.view.viewport().height())
        let_go_on(0.02)


if __name__ == "__main__":
    main()
