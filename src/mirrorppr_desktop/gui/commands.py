"""Every command that has keys: its name, its group, and the keys it has from the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for the translators, who find this name; it is translated where it is shown."""
    return text


EVERYWHERE: Final[frozenset[str]] = frozenset()
PHOTOS: Final = frozenset({"shoot", "review"})
SHOOT: Final = frozenset({"shoot"})
BLIND: Final = frozenset({"blind"})


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    name, group: English; `title()` and `group_title()` are as shown. pages: where it works; empty = everywhere.
    held: it does something while the key is down; whoever watches that asks for the keys. fixed: not to be changed.
    asks: it asks for more before it does anything.
    """

    id: str
    name: str
    group: str
    keys: tuple[str, ...]
    pages: frozenset[str] = EVERYWHERE
    held: bool = False
    fixed: bool = False
    asks: bool = False

    def title(self) -> str:
        """The name in the language of the window."""
        return QCoreApplication.translate("Commands", self.name)

    def menu_title(self) -> str:
        """As menus say it: three dots tell that more is asked."""
        return f"{self.title()}…" if self.asks else self.title()

    def group_title(self) -> str:
        """The group in the language of the window."""
        return QCoreApplication.translate("Commands", self.group)

    def meets(self, other: Command) -> bool:
        """Whether both work on one page, so that they must not share keys."""
        return not self.pages or not other.pages or bool(self.pages & other.pages)


_PAGES = QT_TRANSLATE_NOOP("Commands", "Pages")
_FILES = QT_TRANSLATE_NOOP("Commands", "Files")
_PHOTO = QT_TRANSLATE_NOOP("Commands", "Photos")
_FLAGS = QT_TRANSLATE_NOOP("Commands", "Flags and stars")
_VIEW = QT_TRANSLATE_NOOP("Commands", "View")
_EDIT = QT_TRANSLATE_NOOP("Commands", "Retouch")
_RUN = QT_TRANSLATE_NOOP("Commands", "Run")
_BLIND = QT_TRANSLATE_NOOP("Commands", "Blind test")
_WINDOW = QT_TRANSLATE_NOOP("Commands", "Window")

COMMANDS: Final[tuple[Command, ...]] = (
    Command("page.shoot", QT_TRANSLATE_NOOP("Commands", "Shoot"), _PAGES, ("Ctrl+1",)),
    Command("page.review", QT_TRANSLATE_NOOP("Commands", "Review"), _PAGES, ("Ctrl+2",)),
    Command("page.blind", QT_TRANSLATE_NOOP("Commands", "Blind test"), _PAGES, ("Ctrl+3",)),
    Command("page.export", QT_TRANSLATE_NOOP("Commands", "Export"), _PAGES, ("Ctrl+4",)),
    Command("page.train", QT_TRANSLATE_NOOP("Commands", "Train"), _PAGES, ("Ctrl+5",)),
    Command("page.models", QT_TRANSLATE_NOOP("Commands", "Models"), _PAGES, ("Ctrl+6",)),
    Command("file.shoot", QT_TRANSLATE_NOOP("Commands", "Open a shoot"), _FILES, ("Ctrl+O",), asks=True),
    Command("file.pair", QT_TRANSLATE_NOOP("Commands", "Open an exemplar pair"), _FILES, ("Ctrl+Shift+O",), asks=True),
    Command("file.look", QT_TRANSLATE_NOOP("Commands", "Load a look"), _FILES, ("Ctrl+L",), asks=True),
    Command("file.save_look", QT_TRANSLATE_NOOP("Commands", "Save the look"), _FILES, ("Ctrl+Shift+L",), asks=True),
    Command("file.close", QT_TRANSLATE_NOOP("Commands", "Close the shoot"), _FILES, ("Ctrl+W",)),
    Command("file.export", QT_TRANSLATE_NOOP("Commands", "Export the results"), _FILES, ("Ctrl+E",)),
    Command("file.settings", QT_TRANSLATE_NOOP("Commands", "Settings"), _FILES, ("Ctrl+,",)),
    Command("file.quit", QT_TRANSLATE_NOOP("Commands", "Quit"), _FILES, ("Ctrl+Q",)),
    Command("photo.previous", QT_TRANSLATE_NOOP("Commands", "Previous photo"), _PHOTO, ("Left",), PHOTOS),
    Command("photo.next", QT_TRANSLATE_NOOP("Commands", "Next photo"), _PHOTO, ("Right",), PHOTOS),
    Command("photo.row", QT_TRANSLATE_NOOP("Commands", "Row above, below"), _PHOTO, ("Up", "Down"), PHOTOS, fixed=True),
    Command(
        "photo.jump",
        QT_TRANSLATE_NOOP("Commands", "First, last, a page on"),
        _PHOTO,
        ("Home", "End", "PgUp", "PgDown"),
        PHOTOS,
        fixed=True,
    ),
    Command("photo.select_all", QT_TRANSLATE_NOOP("Commands", "Select all"), _PHOTO, ("Ctrl+A",), PHOTOS),
    Command("photo.find", QT_TRANSLATE_NOOP("Commands", "Find by name"), _PHOTO, ("Ctrl+F",), PHOTOS),
    Command("flag.accept", QT_TRANSLATE_NOOP("Commands", "Accept"), _FLAGS, ("P",), PHOTOS),
    Command("flag.accept_next", QT_TRANSLATE_NOOP("Commands", "Accept, and next"), _FLAGS, ("Shift+P",), PHOTOS),
    Command("flag.reject", QT_TRANSLATE_NOOP("Commands", "Reject"), _FLAGS, ("X",), PHOTOS),
    Command("flag.reject_next", QT_TRANSLATE_NOOP("Commands", "Reject, and next"), _FLAGS, ("Shift+X",), PHOTOS),
    Command("flag.unset", QT_TRANSLATE_NOOP("Commands", "Take the flag away"), _FLAGS, ("U",), PHOTOS),
    Command(
        "flag.unset_next", QT_TRANSLATE_NOOP("Commands", "Take the flag away, and next"), _FLAGS, ("Shift+U",), PHOTOS
    ),
    Command("stars.0", QT_TRANSLATE_NOOP("Commands", "No star"), _FLAGS, ("0",), PHOTOS),
    Command("stars.1", QT_TRANSLATE_NOOP("Commands", "One star"), _FLAGS, ("1",), PHOTOS),
    Command("stars.2", QT_TRANSLATE_NOOP("Commands", "Two stars"), _FLAGS, ("2",), PHOTOS),
    Command("stars.3", QT_TRANSLATE_NOOP("Commands", "Three stars"), _FLAGS, ("3",), PHOTOS),
    Command("stars.4", QT_TRANSLATE_NOOP("Commands", "Four stars"), _FLAGS, ("4",), PHOTOS),
    Command("stars.5", QT_TRANSLATE_NOOP("Commands", "Five stars"), _FLAGS, ("5",), PHOTOS),
    Command(
        "view.zoom",
        QT_TRANSLATE_NOOP("Commands", "Fit or 100 %; held: drag the photo"),
        _VIEW,
        ("Space",),
        PHOTOS,
        held=True,
    ),
    Command("view.loupe_held", QT_TRANSLATE_NOOP("Commands", "100 % while held"), _VIEW, ("Z",), PHOTOS, held=True),
    Command("view.before", QT_TRANSLATE_NOOP("Commands", "Before while held"), _VIEW, ("\\",), PHOTOS, held=True),
    Command("view.mode", QT_TRANSLATE_NOOP("Commands", "Next compare mode"), _VIEW, ("Y",), PHOTOS),
    Command("view.difference", QT_TRANSLATE_NOOP("Commands", "Difference map"), _VIEW, ("D",), PHOTOS),
    Command("view.arrows", QT_TRANSLATE_NOOP("Commands", "Arrows of movement"), _VIEW, ("A",), PHOTOS),
    Command("view.outline", QT_TRANSLATE_NOOP("Commands", "Outline of what was edited"), _VIEW, ("O",), PHOTOS),
    Command("view.landmarks", QT_TRANSLATE_NOOP("Commands", "Landmarks"), _VIEW, ("L",), PHOTOS),
    Command("view.loupe", QT_TRANSLATE_NOOP("Commands", "Loupe"), _VIEW, ("Return",), frozenset({"review"})),
    Command("view.grid", QT_TRANSLATE_NOOP("Commands", "Grid"), _VIEW, ("G",), PHOTOS),
    Command("face.next", QT_TRANSLATE_NOOP("Commands", "Next face"), _EDIT, ("F",), SHOOT),
    Command("face.previous", QT_TRANSLATE_NOOP("Commands", "Previous face"), _EDIT, ("Shift+F",), SHOOT),
    Command("strength.less", QT_TRANSLATE_NOOP("Commands", "Strength 5 % less"), _EDIT, ("[",), PHOTOS),
    Command("strength.more", QT_TRANSLATE_NOOP("Commands", "Strength 5 % more"), _EDIT, ("]",), PHOTOS),
    Command("strength.less_fine", QT_TRANSLATE_NOOP("Commands", "Strength 1 % less"), _EDIT, ("Shift+[", "{"), PHOTOS),
    Command("strength.more_fine", QT_TRANSLATE_NOOP("Commands", "Strength 1 % more"), _EDIT, ("Shift+]", "}"), PHOTOS),
    Command("slider.eye", QT_TRANSLATE_NOOP("Commands", "Eye of the focused slider"), _EDIT, ("E",), SHOOT),
    Command("edit.copy", QT_TRANSLATE_NOOP("Commands", "Copy settings"), _EDIT, ("Ctrl+C",), PHOTOS),
    Command("edit.paste", QT_TRANSLATE_NOOP("Commands", "Paste settings"), _EDIT, ("Ctrl+V",), PHOTOS),
    Command("edit.undo", QT_TRANSLATE_NOOP("Commands", "Undo"), _EDIT, ("Ctrl+Z",)),
    Command("edit.redo", QT_TRANSLATE_NOOP("Commands", "Redo"), _EDIT, ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("run.all", QT_TRANSLATE_NOOP("Commands", "Run on all"), _RUN, ("Ctrl+R",)),
    Command("run.selection", QT_TRANSLATE_NOOP("Commands", "Run on the selection"), _RUN, ("Ctrl+Shift+R",)),
    Command("run.trial", QT_TRANSLATE_NOOP("Commands", "Try on 8 photos"), _RUN, ("Ctrl+Alt+R",)),
    Command("run.folder", QT_TRANSLATE_NOOP("Commands", "Choose the folder of the results"), _RUN, (), asks=True),
    Command("run.pause", QT_TRANSLATE_NOOP("Commands", "Pause or resume"), _RUN, ("Ctrl+.",)),
    Command("blind.a", QT_TRANSLATE_NOOP("Commands", "A is better"), _BLIND, ("1",), BLIND),
    Command("blind.b", QT_TRANSLATE_NOOP("Commands", "B is better"), _BLIND, ("2",), BLIND),
    Command("blind.same", QT_TRANSLATE_NOOP("Commands", "No difference"), _BLIND, ("0",), BLIND),
    Command("blind.neither", QT_TRANSLATE_NOOP("Commands", "Neither"), _BLIND, ("N",), BLIND),
    Command("window.filmstrip", QT_TRANSLATE_NOOP("Commands", "Filmstrip"), _WINDOW, ("F6",)),
    Command("window.dock", QT_TRANSLATE_NOOP("Commands", "Dock"), _WINDOW, ("F7",)),
    Command("window.region", QT_TRANSLATE_NOOP("Commands", "Next region"), _WINDOW, ("F8",)),
    Command("window.photo_only", QT_TRANSLATE_NOOP("Commands", "Only picture and filmstrip"), _WINDOW, ("F9",)),
    Command("window.full_screen", QT_TRANSLATE_NOOP("Commands", "Full screen"), _WINDOW, ("F11",)),
    Command("window.keys", QT_TRANSLATE_NOOP("Commands", "All keys"), _WINDOW, ("?",)),
)

BY_ID: Final[dict[str, Command]] = {one.id: one for one in COMMANDS}
