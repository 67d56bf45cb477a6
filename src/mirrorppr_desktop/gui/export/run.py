"""An export on its way: the job, its progress on the page, and the report behind it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mirrorppr_desktop.errors import JobError
from mirrorppr_desktop.gui.export.page import ExportPage
from mirrorppr_desktop.gui.export.plan import report_entries
from mirrorppr_desktop.gui.preferences import Preferences
from mirrorppr_desktop.gui.run.control import RunControl, RunFacts
from mirrorppr_desktop.gui.shoot.photo import Flag
from mirrorppr_desktop.gui.shoot.shoot import Shoot
from mirrorppr_desktop.jobs.disclosure import Entry, write_report
from mirrorppr_desktop.jobs.order import Job
from mirrorppr_desktop.weights.catalogue import read_catalogue


class ExportRun(QObject):
    """Carries out what an export page asks for. said(str): a line for the foot of the window."""

    said = Signal(str)
    _reported = Signal(object, str)  # the page of the report or None, and what went wrong

    def __init__(
        self,
        shoot: Shoot,
        page: ExportPage,
        run: RunControl,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shoot, self._page, self._run, self._preferences = shoot, page, run, preferences
        self._thread: threading.Thread | None = None
        page.export_wanted.connect(self.start)
        page.cancel_wanted.connect(self._cancel)
        run.changed.connect(self._on_progress)
        run.ended.connect(self._on_end)
        self._reported.connect(self._show)

    def start(self, job: Job) -> None:
        """Start an export, unless one goes on."""
        if self._run.is_running:
            self.said.emit(self.tr("An export goes on; wait for it or cancel it first."))
            return
        self._choice = self._page.choice
        self._preferences.change(last_export=self._page.remembered())
        self._run.start(job)

    def _cancel(self) -> None:
        self._run.stop()

    def _on_progress(self, facts: RunFacts) -> None:
        if facts.is_running:
            self._page.set_progress(facts.done + len(facts.skipped), len(facts.failures), facts.total)

    def _on_end(self, facts: RunFacts) -> None:
        rejected = sum(photo.decision.flag == Flag.REJECTED for photo in self._shoot.photos)
        self._shoot.store.set_facts({"exported": len(self._run.results), "rejected": rejected})
        self._page.set_last(self._preferences.last_export)
        if not self._choice.disclosure or not self._run.results:
            self._show(None, "")
            return
        licences = {model.name: f"{model.licence}: {model.licence_tag}" for model in read_catalogue()}
        entries = report_entries(self._shoot, self._run.results, licences)
        self._thread = threading.Thread(target=self._write, args=(entries, facts.out), name="report")
        self._thread.start()

    def close(self) -> None:
        """Wait for the report: its page is about to be deleted."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _write(self, entries: Sequence[Entry], folder: Path) -> None:
        try:
            _, page = write_report(entries, folder)
        except (JobError, OSError) as error:
            self._reported.emit(None, str(error))
        else:
            self._reported.emit(page, "")

    def _show(self, report: Path | None, trouble: str) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        facts = self._run.facts
        troubles = "\n".join(one for one in (facts.trouble, trouble) if one)
        failures = [(one.photo, f"{one.photo.name}: {one.reason}") for one in (*facts.failures, *facts.skipped)]
        self._page.show_result(len(self._run.results), failures, facts.out, report, troubles)
