"""Pictures of the window for the guide: a tour through it on photos that packages ship. `make screenshots`.

python tools/screenshots.py [--only NAME ...] [--out FOLDER]

The window is the real one with its real processes, drawn without a screen. Nothing is invented: no identity model is
there, so no identity is shown.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
PLACE = Path(tempfile.gettempdir()) / "mirrorppr-guide"  # a fixed one: the window shows paths
os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1", "MIRRORPPR_HOME": str(PLACE / "home")}

import numpy as np  # noqa: E402  after the environment
from PIL import Image  # noqa: E402
from PySide6.QtCore import QCoreApplication  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from guide_shoot import TOGETHER, make_exemplar, make_shoot  # noqa: E402  after the environment
from mirrorppr_desktop.gui import app as the_app  # noqa: E402
from mirrorppr_desktop.gui import theme  # noqa: E402
from mirrorppr_desktop.gui.preferences import Preferences  # noqa: E402
from mirrorppr_desktop.gui.shoot.photo import Flag, Photo, RunState  # noqa: E402
from mirrorppr_desktop.gui.window import Window  # noqa: E402

if TYPE_CHECKING:
    from mirrorppr_desktop.gui.workspace import Workspace

SIZE, SMALL = (1440, 900), (1366, 768)
MOST_KB = 300
COLOURS, OWN_COLOURS = 160, 48
PATIENCE_S = 180
SHOOT = PLACE / "Portraits November"
PAIR = (PLACE / "exemplar" / "before.png", PLACE / "exemplar" / "after.png")
OPERATIONS = ("Enlarge eyes=0.6", "Narrow nasal alae=0.7", "Plump lips=0.7")


@dataclass
class Tour:
    """The window, and where its pictures go."""

    window: Window
    out: Path
    only: frozenset[str]

    def take(self, name: str, of: QWidget | None = None) -> None:
        """Write a picture of the window as it stands, or of one of its parts."""
        self.settle()
        if self.only and name not in self.only:
            return
        target = self.out / f"{name}.png"
        (of or self.window).grab().save(str(target))
        with Image.open(target) as picture:
            small = with_few_colours(picture.convert("RGB"))
        small.save(target, optimize=True)
        size = target.stat().st_size / 1000
        print(f"{target.name}: {size:.0f} kB{'' if size <= MOST_KB else ', TOO LARGE'}", flush=True)

    def until(self, what: str, is_so: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            if time.monotonic() > end:
                raise SystemExit(f"waited in vain: {what}")
            QCoreApplication.processEvents()
            time.sleep(0.005)

    def settle(self, seconds: float = 0.6) -> None:
        """Let what was asked for a moment ago come and be painted."""
        end = time.monotonic() + seconds
        self.until("a moment", lambda: time.monotonic() > end)

    @property
    def space(self) -> Workspace:
        """The open shoot."""
        assert self.window.workspace is not None
        return self.window.workspace

    def show(self, name: str) -> None:
        """Look at a photo, and wait until it is shown with its retouch."""
        path, desk = SHOOT / name, self.window.desk
        self.space.shoot.set_current(path)
        self.until(f"{name} is shown", lambda: desk.shown is not None and desk.shown.view.path == path)


def with_few_colours(picture: Image.Image) -> Image.Image:
    """A picture of few colours: the window's own exactly, those of photos as near as may be."""
    flat = np.asarray(picture).reshape(-1, 3)
    packed = flat @ np.array([65536, 256, 1])
    values, counts = np.unique(packed, return_counts=True)
    look = theme.tokens()
    hues = (getattr(look, one) for one in ("accent", "ok", "warn", "bad", "text", "text_2", "text_3", "selected"))
    common = np.append(values[np.argsort(-counts)[:OWN_COLOURS]], [int(hue[1:], 16) for hue in hues])
    own = np.stack([common >> 16, common >> 8 & 255, common & 255], axis=1).astype(np.uint8)  # (OWN_COLOURS, 3)
    rest = picture.quantize(COLOURS - len(own), method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    others = np.array((rest.getpalette() or [])[: 3 * (COLOURS - len(own))], np.uint8).reshape(-1, 3)
    palette = Image.new("P", (1, 1))
    palette.putpalette(np.concatenate([own, others]).tobytes())
    small = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    places = np.array(small).reshape(-1)
    for place, value in enumerate(common):  # the library's search for the nearest colour is a coarse one
        places[packed == value] = place
    exact = Image.fromarray(places.reshape(picture.height, picture.width))
    exact.putpalette(palette.getpalette() or [])
    return exact


def main() -> int:
    """Make the shoot, open the window, walk through it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="*", default=[], help="pictures; the whole tour is walked all the same")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "guide")
    arguments = parser.parse_args()
    shutil.rmtree(PLACE, ignore_errors=True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    try:
        make_shoot(SHOOT)
        make_exemplar(PAIR[0])
        retouch_exemplar()
        walk(arguments.out, frozenset(arguments.only))
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)
    return 0


def retouch_exemplar() -> None:
    """The photo after, by the command that a user would type."""
    chosen = [word for operation in OPERATIONS for word in ("--op", operation)]
    program = "import sys; from mirrorppr_desktop.cli import main; sys.exit(main())"
    subprocess.run([sys.executable, "-c", program, "simulate", PAIR[0], *chosen, "--out", PAIR[1]], check=True)


def walk(out: Path, only: frozenset[str]) -> None:
    """Open the window and take every picture."""
    app = the_app.application()
    preferences = Preferences()
    preferences.change(language="en")
    the_app.dress(app, preferences)
    window = Window(preferences)
    window.resize(*SIZE)
    window.show()
    tour = Tour(window, out, only)
    try:
        window.begin(Namespace(photos=[], recursive=False, before=None, after=None, look=None, safe_mode=False))
        for part in (opening, sliders, comparing, running, reviewing, blind, leaving, other_pages, other_looks):
            part(tour)
    finally:
        window.close()
        tour.settle()


def opening(tour: Tour) -> None:
    """Nothing open; a shoot; its pair."""
    window = tour.window
    tour.settle(4)  # what there is to work with is found out
    tour.take("start")
    window.openings.open([SHOOT])
    tour.until("the photos are listed", lambda: len(tour.space.shoot) >= 12)
    tour.until("a photo is shown", lambda: window.desk.shown is not None)
    tour.settle(4)
    tour.take("loaded")
    window.openings.use_pair(list(PAIR), in_order=True)
    tour.until("the pair is measured", lambda: window.desk.exemplar.pair is not None)
    tour.show("DSC_0413.jpg")
    tour.space.page.canvas.set_mode("split")
    tour.settle(2)
    tour.take("pair")


def sliders(tour: Tour) -> None:
    """The operations of one photo, set by hand."""
    page = tour.space.page
    tour.show("DSC_0416.jpg")
    page.canvas.set_mode("photo")
    page._on_scope("photo")
    panel = page.setup_dock.panel
    for name, value in (("Enlarge eyes", 0.4), ("Raise mouth corners", 0.3)):
        panel.operation_moved.emit(name, value, None, True)
    tour.settle(2)
    tour.take("sliders")


def comparing(tour: Tour) -> None:
    """Each way of comparing, overlays, two faces."""
    page = tour.space.page
    tour.show("DSC_0423.jpg")
    for mode in ("split", "side", "flicker"):
        page.canvas.set_mode(mode)
        tour.settle(1)
        tour.take(f"compare-{mode}")
    page.canvas.set_mode("photo")
    for overlay in ("difference", "arrows"):
        tour.space.compare.toggle(overlay)
    tour.settle(1)
    tour.take("overlays")
    for overlay in ("difference", "arrows"):
        tour.space.compare.toggle(overlay)
    tour.show(TOGETHER)
    page.choose_face(2)
    tour.settle(1)
    tour.take("faces")
    page.choose_face(None)


def running(tour: Tour) -> None:
    """A run on its way, and at its end."""
    space = tour.space
    tour.window.running.start("all")
    tour.until("some photos are done", lambda: space.run.facts.finished >= 4 or not space.run.is_running)
    tour.take("running")
    tour.until("the run is over", lambda: not space.run.is_running)
    tour.until("results are measured", lambda: all(p.outcome.face_ssim is not None for p in results(space)))
    tour.settle(2)


def results(space: Workspace) -> Iterator[Photo]:
    """Photos with a result."""
    return (photo for photo in space.shoot.photos if photo.outcome.state == RunState.DONE)


def reviewing(tour: Tour) -> None:
    """Results decided on, as a grid and one by one."""
    window, shoot = tour.window, tour.space.shoot
    window.show_page("review")
    paths = [photo.path for photo in shoot.photos]
    shoot.flag(paths[:6], Flag.ACCEPTED)
    shoot.flag(paths[9:10], Flag.REJECTED)
    shoot.rate(paths[:2], 5)
    shoot.rate(paths[2:5], 4)
    tour.show("DSC_0422.jpg")
    tour.settle(2)
    tour.take("review")
    review = tour.space.review
    assert review is not None
    review.set_mode("loupe")
    tour.settle(2)
    tour.take("loupe")
    review.set_mode("grid")


def blind(tour: Tour) -> None:
    """Two strengths beside each other, names hidden."""
    tour.window.show_page("blind")
    page = tour.space.blind
    assert page is not None
    page.begin()
    tour.until("both results are there", lambda: page._since is not None)
    tour.settle(1)
    tour.take("blind")


def leaving(tour: Tour) -> None:
    """Results that go out of the house."""
    tour.window.show_page("export")
    tour.settle(2)
    tour.take("export")


def other_pages(tour: Tour) -> None:
    """Models, settings, keys."""
    for name in ("models", "settings", "keys"):
        tour.window.show_page(name)
        tour.settle(2)
        tour.take(name)


def other_looks(tour: Tour) -> None:
    """The light theme, and a small screen."""
    window = tour.window
    window.show_page("shoot")
    tour.space.show_centre("photo")
    tour.show("DSC_0413.jpg")
    tour.space.page.canvas.set_mode("split")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    tour.settle(2)
    tour.take("light")
    theme.apply(app, "dark")
    window.resize(*SMALL)
    tour.settle(2)
    tour.take("small")


if __name__ == "__main__":
    sys.exit(main())
