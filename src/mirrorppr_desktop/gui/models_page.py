"""The page of models: which there are, under which licence, whether they lie here unaltered, and how they get here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mirrorppr_desktop.errors import MirrorPPRError
from mirrorppr_desktop.gui import icons, theme
from mirrorppr_desktop.gui.drops import local_paths
from mirrorppr_desktop.gui.models import said, words
from mirrorppr_desktop.gui.models.details import Ask, ModelDetails
from mirrorppr_desktop.gui.models.row import Act, Activity
from mirrorppr_desktop.gui.models.rows import ModelRows
from mirrorppr_desktop.gui.models.work import Done, ModelWork, Task, TaskKind
from mirrorppr_desktop.gui.widgets import figures
from mirrorppr_desktop.gui.widgets.note import Note
from mirrorppr_desktop.settings import log_folder
from mirrorppr_desktop.weights.catalogue import Kind
from mirrorppr_desktop.weights.state import ModelState, State, explain
from mirrorppr_desktop.weights.store import ModelStore

_DOCK_WIDTH = 344
_LOG_NAME = "connections.log"  # weights.download.CONNECTION_LOG; that module would load the network's libraries


class ModelsPage(QWidget):
    """The page.

    Signals: identity_model_changed(name): the model that identity is measured with from now on, "" for none.
    network_wanted(): the user wants to see the setting that opens the network. states_changed(): a model came, went or
    was compared.
    """

    identity_model_changed = Signal(str)
    network_wanted = Signal()
    states_changed = Signal()

    def __init__(
        self,
        store: ModelStore | None = None,
        *,
        identity_model: str | None = None,
        network_allowed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store or ModelStore()
        self._identity_model = identity_model
        self._network = network_allowed
        self._activities: dict[str, Activity] = {}
        self._question: tuple[str, str] = ("", "")  # what the note asks about: kind and name
        self._compared_once = False
        self._work = ModelWork(self._store, self)
        self._work.set_network_allowed(network_allowed)
        self._work.started.connect(self._on_started)
        self._work.progressed.connect(self._on_progress)
        self._work.done.connect(self._on_done)
        self._work.idle.connect(self.refresh)
        self.setAcceptDrops(True)
        self._states = {found.model.name: found for found in self._store.states()}
        self._rows = ModelRows(list(self._states.values()))
        self._rows.chosen.connect(lambda _name: self._show_details())
        self._rows.wanted.connect(self._on_wanted)
        self._details = ModelDetails()
        self._details.asked.connect(self._on_asked)
        self._note = Note("accent")
        self._note.hide()
        self._note.pressed.connect(self._on_answer)
        self._lay_out()
        self.refresh()
        self.choose(next((name for name, one in self._states.items() if not one.model.packaged), ""))
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close_work)

    def _lay_out(self) -> None:
        centre = QVBoxLayout()
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        centre.addWidget(self._head())
        notes = QVBoxLayout()
        notes.setContentsMargins(16, 0, 16, 0)
        notes.addWidget(self._note)
        centre.addLayout(notes)
        centre.addWidget(self._rows, 1)
        line = QFrame()
        theme.mark(line, role="line", across="false")
        self._details.setFixedWidth(_DOCK_WIDTH)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(centre, 1)
        whole.addWidget(line)
        whole.addWidget(self._details)

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(28, 14, 24, 14)
        row.setSpacing(12)
        title = QLabel(self.tr("Models"))
        theme.mark(title, type="heading")
        self._summary = QLabel()
        theme.mark(self._summary, tone="2")
        self._import_file = _button("import", self.tr("Import file…"), self.tr("Copy model files into their place"))
        self._import_file.clicked.connect(self._choose_files)
        self._import_folder = _button(
            "folder", self.tr("Import folder…"), self.tr("Look for model files in a folder and below it")
        )
        self._import_folder.clicked.connect(self._choose_folder)
        self._verify_all = _button("check", self.tr("Verify all"), self.tr("Read every file and compare its hash"))
        self._verify_all.clicked.connect(self.verify_all)
        row.addWidget(title)
        row.addWidget(self._summary, 1)
        for button in (self._import_file, self._import_folder, self._verify_all):
            row.addWidget(button)
        return head

    # --- what the window tells

    @property
    def identity_model(self) -> str | None:
        """The model that identity is measured with."""
        return self._identity_model

    def set_identity_model(self, name: str | None) -> None:
        """The model in use was chosen elsewhere, or at an earlier time; no signal."""
        self._identity_model = name or None
        self.refresh()

    def set_network_allowed(self, allowed: bool) -> None:
        """The user's setting of the network."""
        self._network = allowed
        self._work.set_network_allowed(allowed)
        self.refresh()

    def choose(self, name: str) -> None:
        """Pick a model, as M04's button does."""
        self._rows.choose(name)

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders, in the background."""
        for path in paths:
            self._work.start(Task(TaskKind.IMPORT, path=path))

    def verify_all(self) -> None:
        """Read every file that is here and compare it, in the background."""
        for found in self._states.values():
            if found.have and found.state is not State.PAUSED:
                self._work.start(Task(TaskKind.VERIFY, found.model.name))

    def close_work(self) -> None:
        """Stop what goes on and wait for its end; what was downloaded is kept."""
        self._work.close()

    @property
    def is_busy(self) -> bool:
        """Whether files are read, copied or fetched."""
        return self._work.busy

    # --- what is shown

    def refresh(self) -> None:
        """Look at the folder of models again."""
        self._states = {found.model.name: found for found in self._store.states()}
        for name, found in self._states.items():
            self._show_row(name, found)
        ready = sum(found.state is State.READY for found in self._states.values())
        self._summary.setText(self.tr("{0} ready. The engine Transfer needs none of the rest.").format(ready))
        self._verify_all.setEnabled(not self._work.busy)
        self._show_details()

    def _show_row(self, name: str, found: ModelState) -> None:
        activity = self._activities.get(name)
        in_use = name == self._identity_model
        self._rows.row(name).show_state(found, in_use=in_use, activity=activity, network=self._network)

    def _show_details(self) -> None:
        found = self._states.get(self._rows.chosen_name)
        self._details.show_network(self._network, _connections())
        mine = [one for one in self._states.values() if not one.model.packaged]
        self._details.show_folder(sum(one.have for one in mine), _free(self._store.folder))
        if found is not None:
            self._details.show_model(
                found,
                in_use=found.model.name == self._identity_model,
                accepted=self._store.licence_accepted(found.model),
                busy=self._work.busy,
            )

    def _say(self, state: str, text: str, buttons: Sequence[tuple[str, str]] = ()) -> None:
        self._question = ("", "")
        self._note.say(state, text, buttons)
        self._note.show()

    def _ask(self, kind: str, name: str, text: str, buttons: Sequence[tuple[str, str]]) -> None:
        self._say("accent" if kind == "download" else "warn", text, buttons)
        self._question = (kind, name)

    # --- what the user does

    def _on_wanted(self, name: str, act: str) -> None:
        self._rows.choose(name)
        match Act(act):
            case Act.USE:
                self._use(name)
            case Act.IMPORT:
                self._choose_files()
            case Act.TAKE_COPY:
                copy = self._states[name].elsewhere
                if copy is not None:
                    self.import_paths([copy])
            case Act.DOWNLOAD:
                self._ask_download(name)
            case Act.PAUSE:
                self._work.stop()
            case Act.READ_LICENCE:
                self._details.read_box.setFocus()

    def _on_asked(self, ask: str) -> None:
        found = self._states.get(self._rows.chosen_name)
        if found is None:
            return
        model = found.model
        acts: dict[Ask, Callable[[], object]] = {
            Ask.READ_LICENCE: lambda: QDesktopServices.openUrl(QUrl(model.licence_page)),
            Ask.SOURCE: lambda: QDesktopServices.openUrl(QUrl(model.page)),
            Ask.LOG: lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder() / _LOG_NAME))),
            Ask.SHOW_FOLDER: lambda: self._show_folder(found.path.parent),
            Ask.COPY_PATH: lambda: self._copy(str(found.path), self.tr("The path of {0} was copied."), found),
            Ask.COPY_HASH: lambda: self._copy(
                found.sha256 or model.sha256, self.tr("The sha256 of {0} was copied."), found
            ),
            Ask.UNLOCK: lambda: self._unlock(model.name),
            Ask.USE: lambda: self._use(model.name),
            Ask.STOP_USING: lambda: self._set_identity_model(None),
            Ask.VERIFY: lambda: self._work.start(Task(TaskKind.VERIFY, model.name)),
            Ask.REMOVE: lambda: self._ask_remove(model.name),
            Ask.NETWORK: self.network_wanted.emit,
        }
        acts[Ask(ask)]()

    def _on_answer(self, key: str) -> None:
        kind, name = self._question
        self._question = ("", "")
        self._note.hide()
        if key == "stop":
            self._work.stop()
        elif key == "import":
            self._choose_files()
        elif key == "show":
            self._show_folder(self._states[name].path.parent)
        elif key == "yes" and kind == "download":
            self._work.start(Task(TaskKind.DOWNLOAD, name))
        elif key == "yes" and kind == "remove":
            self._remove(name)

    def _ask_download(self, name: str) -> None:
        model = self._states[name].model
        text = self.tr("Download {0}, {1}, {2}, from {3}? The host is told the name of the file and nothing else.")
        asked = text.format(said.title(model), figures.size(model.size), model.licence, QUrl(model.url).host())
        self._ask("download", name, asked, (("yes", self.tr("Download")), ("no", self.tr("Not now"))))

    def _ask_remove(self, name: str) -> None:
        model = self._states[name].model
        text = self.tr("Remove {0}? {1} is deleted from the folder of models; the original stays where it was.")
        buttons = (("yes", self.tr("Remove")), ("no", self.tr("Keep it")))
        self._ask("remove", name, text.format(said.title(model), model.file_name), buttons)

    def _choose_files(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, self.tr("Import model files"), "", self.tr("Models (*.onnx *.safetensors);;All files (*)")
        )
        self.import_paths([Path(one) for one in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Import the models of a folder"))
        if chosen:
            self.import_paths([Path(chosen)])

    def _use(self, name: str) -> None:
        found = self._states[name]
        if found.state is State.UNCHECKED:
            self._work.start(Task(TaskKind.VERIFY, name))
        if not found.usable:
            self._say("bad", explain(found))
            return
        self._set_identity_model(name)

    def _set_identity_model(self, name: str | None) -> None:
        if name != self._identity_model:
            self._identity_model = name
            self.identity_model_changed.emit(name or "")
        self.refresh()

    def _unlock(self, name: str) -> None:
        try:
            self._store.accept_licence(name)
        except MirrorPPRError as error:
            self._say("bad", str(error))
        self.refresh()
        self.states_changed.emit()

    def _remove(self, name: str) -> None:
        try:
            self._store.remove(name)
        except MirrorPPRError as error:
            self._say("bad", str(error))
        if name == self._identity_model:
            self._set_identity_model(None)
        self.refresh()
        self.states_changed.emit()

    def _copy(self, text: str, said: str, found: ModelState) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say("ok", said.format(found.model.title))

    def _show_folder(self, folder: Path) -> None:
        """The folder, made where it is not there yet, so that a file can be put into it by hand."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._say("bad", self.tr("{0} cannot be made: {1}").format(folder, error.strerror))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # --- what the work tells

    def _on_started(self, task: Task) -> None:
        if task.kind is TaskKind.IMPORT and task.path is not None:
            text = self.tr("Importing {0}").format(task.path.name)
            self._say("accent", text, (("stop", self.tr("Stop")),))
        else:
            self._on_progress(task, 0, 0)
        self._verify_all.setEnabled(False)

    def _on_progress(self, task: Task, done: int, total: int) -> None:
        if task.kind is TaskKind.IMPORT:
            return  # copying takes seconds; which model it is turns out at its end
        word = self.tr("Downloading") if task.kind is TaskKind.DOWNLOAD else self.tr("Comparing")
        self._activities[task.name] = Activity(word, done, total, can_pause=task.kind is TaskKind.DOWNLOAD)
        self._show_row(task.name, self._states[task.name])

    def _on_done(self, done: Done) -> None:
        self._activities.pop(done.task.name, None)
        self.refresh()
        if done.refused:
            self._say("accent" if done.stopped else "bad", "\n".join(done.refused))
        elif done.task.kind is not TaskKind.VERIFY:
            self._say("ok", " ".join(self._arrived(found) for found in done.states))
        elif (bad := done.states[0]).state is State.DAMAGED:
            self._say_damaged(bad)
        for found in done.states:
            self._take_up(found)
        self.states_changed.emit()

    def _say_damaged(self, found: ModelState) -> None:
        model = found.model
        wanted = words.short(model.sha256) or self.tr("the one that it was imported with")
        text = self.tr("{0} was not loaded: its hash is {1} instead of {2}. {3}")
        remedy = self.tr("Import it again.") if not model.packaged else self.tr("Install the program again.")
        buttons: tuple[tuple[str, str], ...] = (("show", self.tr("Show folder")),)
        if not model.packaged:
            buttons = (("import", self.tr("Import again…")), *buttons)
        self._say("bad", text.format(said.title(model), words.short(found.sha256), wanted, remedy), buttons)
        self._question = ("damaged", model.name)

    def _arrived(self, found: ModelState) -> str:
        model = found.model
        if found.state is State.LOCKED:
            return self.tr("{0} is here and locked until you have read its licence.").format(model.title)
        if not model.sha256:
            text = self.tr("{0} is here. No hash is published for it, so nothing vouches for it; its sha256 is {1}.")
            return text.format(said.title(model), words.short(found.sha256))
        return self.tr("{0} is here, its hash is the published one.").format(model.title)

    def _take_up(self, found: ModelState) -> None:
        """The first identity model that may be used for paid work is used at once; a damaged one is used no longer."""
        model = found.model
        if found.state is State.DAMAGED and model.name == self._identity_model:
            self._set_identity_model(None)
        free = found.state is State.READY and model.commercial_use is True
        if model.kind is Kind.IDENTITY and free and self._identity_model is None and not model.packaged:
            self._set_identity_model(model.name)

    # --- Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Compare what somebody has put there by hand, once."""
        super().showEvent(event)
        self.refresh()
        if not self._compared_once:
            self._compared_once = True
            for found in self._states.values():
                if found.state is State.UNCHECKED or (found.state is State.LOCKED and not found.sha256):
                    self._work.start(Task(TaskKind.VERIFY, found.model.name))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave no thread behind."""
        self.close_work()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders of this computer are taken."""
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        paths = local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.import_paths(paths)


def _button(icon: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    icons.beside_words(button, icon)
    button.setToolTip(tip)
    return button


def _connections() -> int:
    """How often a host was asked for something."""
    try:
        return (log_folder() / _LOG_NAME).read_text(encoding="utf-8").count("\tasked\n")
    except (OSError, UnicodeDecodeError):
        return 0


def _free(folder: Path) -> int:
    """Bytes free on the drive that the folder lies on, or will lie on."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return 0
