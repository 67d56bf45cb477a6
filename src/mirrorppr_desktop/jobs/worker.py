"""A worker process: it gets photos one by one and leaves staged results. Expendable: whatever it does, the job goes on.

Only light imports happen before the number of threads is settled, since numeric libraries read it once.
"""

from __future__ import annotations

import contextlib
import importlib
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from mirrorppr_desktop.jobs.surroundings import Surroundings, settle

if TYPE_CHECKING:
    from mirrorppr_desktop.jobs.messages import Go, Look, Report, Setup
    from mirrorppr_desktop.pipeline import Developed, Stage


def main(connection: Connection, surroundings: Surroundings) -> None:
    """The life of a worker. Ends on `Stop`, and at once when the supervisor is gone."""
    settle(surroundings)
    from mirrorppr_desktop.jobs.messages import Look, Ready, Setup

    for name in surroundings.preload:
        importlib.import_module(name)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(Ready())
        setup = connection.recv()
        assert isinstance(setup, Setup), setup
        while isinstance(command := connection.recv(), Look):
            if not _Turn(connection, setup, command).take():
                break


class _Turn:
    """One photo in the hands of this worker."""

    def __init__(self, connection: Connection, setup: Setup, look: Look) -> None:
        self._connection = connection
        self._setup = setup
        self._look = look

    def take(self) -> bool:
        """Look, wait for the word, develop, report. False: the worker was told to stop."""
        from mirrorppr_desktop.jobs.messages import Refused
        from mirrorppr_desktop.jobs.trouble import refusal
        from mirrorppr_desktop.pipeline import Cancelled

        report: Report
        try:
            report = self._develop(self._wait_for_go())
        except Cancelled:
            return False
        except Exception as error:  # noqa: BLE001  the process border: every error ends as one photo's reason
            kind, reason = refusal(error)
            if reason.startswith("unexpected"):
                traceback.print_exception(error)  # into the log; a traceback holds no pixels and no values
            report = Refused(self._look.item, kind, reason)
        self._connection.send(report)
        return True

    def _wait_for_go(self) -> Go:
        """Tell the size of the photo; the supervisor gives the word when there is memory for it."""
        from mirrorppr_desktop.jobs.messages import Go, Seen
        from mirrorppr_desktop.photo.header import probe
        from mirrorppr_desktop.photo.write import extension_for, output_format
        from mirrorppr_desktop.pipeline import Cancelled

        header = probe(self._look.source, max_megapixels=self._setup.max_megapixels)
        suffix = extension_for(output_format(header, self._look.options), self._look.source)
        self._connection.send(Seen(self._look.item, header.megapixels, suffix))
        command = self._connection.recv()
        if not isinstance(command, Go):
            raise Cancelled
        return command

    def _develop(self, go: Go) -> Report:
        from mirrorppr_desktop.errors import PhotoChanged
        from mirrorppr_desktop.jobs.messages import Made
        from mirrorppr_desktop.photo.publish import file_sha256

        try:
            developed = self._way(go)
        except PhotoChanged:  # still being copied there, perhaps: once more
            developed = self._way(go)
        try:
            sidecar_sha256 = None
            if go.staged_sidecar is not None:
                self._write_sidecar(go, go.staged_sidecar, developed)
                sidecar_sha256 = file_sha256(go.staged_sidecar)
            return Made(
                self._look.item,
                developed.sha256,
                developed.length,
                developed.source_sha256,
                sidecar_sha256,
                developed.notes,
            )
        except BaseException:
            go.staged.unlink(missing_ok=True)
            if go.staged_sidecar is not None:
                go.staged_sidecar.unlink(missing_ok=True)
            raise

    def _way(self, go: Go) -> Developed:
        from mirrorppr_desktop import pipeline
        from mirrorppr_desktop.record import read_record

        setup, look = self._setup, self._look
        if look.sidecar is not None:
            return pipeline.render_from_sidecar(
                look.source,
                read_record(look.sidecar),
                go.staged,
                look.options,
                on_stage=self._at,
                max_megapixels=setup.max_megapixels,
            )
        request = look.request or setup.request
        assert setup.engine is not None and request is not None
        return pipeline.develop(
            look.source,
            go.staged,
            setup.engine,
            request,
            look.options,
            find=setup.find,
            witness=setup.witness,
            on_stage=self._at,
            max_megapixels=setup.max_megapixels,
        )

    def _at(self, stage: Stage) -> None:
        """Say where the photo is, and hear whether to stop."""
        from mirrorppr_desktop.jobs.messages import At
        from mirrorppr_desktop.pipeline import Cancelled

        self._connection.send(At(self._look.item, str(stage)))
        if self._connection.poll():
            raise Cancelled

    def _write_sidecar(self, go: Go, staged: Path, developed: Developed) -> None:
        from mirrorppr_desktop.record import FileId, Record

        record = Record(
            source=FileId(self._look.source.name, developed.source_sha256, developed.source_length),
            result=FileId(go.result.name, developed.sha256, developed.length),
            retouch=developed.retouch,
            options=self._look.options,
            asked=go.asked,
            consistency=developed.consistency,
        )
        with staged.open("x", encoding="utf-8") as file:
            file.write(record.to_text())
