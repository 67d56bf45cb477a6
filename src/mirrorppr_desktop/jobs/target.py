"""Where the results of a job go: whose a name is, what is staged, and how it gets its name."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path

from mirrorppr_desktop.jobs.ledger import Intent, Item, Ledger, signature
from mirrorppr_desktop.jobs.messages import Made
from mirrorppr_desktop.jobs.names import free_name
from mirrorppr_desktop.photo.crash import crash_point
from mirrorppr_desktop.photo.publish import file_sha256, publish, stage_path
from mirrorppr_desktop.record import FileId, Record, read_record
from mirrorppr_desktop.settings import sidecar_path


class Target:
    """The output folder of a running job. Names of results are relative to it."""

    def __init__(self, ledger: Ledger, out: Path, token: str, *, with_sidecars: bool = True) -> None:
        """token: the job's own mark on staged files."""
        self.out = out
        self._ledger, self._token, self._with_sidecars = ledger, token, with_sidecars

    def free_name(self, wish: Path, item: Item) -> Path:
        """`wish`, or that with a number where it is another photo's or somebody else's."""
        return free_name(wish, lambda name: self.is_taken(name, item))

    def is_taken(self, name: Path, item: Item) -> bool:
        """Whether a result's name is another photo's, or a file lies there that this program did not write."""
        row = self._ledger.by_result(name)
        if row is not None and row.id != item.id:
            return True
        files = (name, sidecar_path(name)) if self._with_sidecars else (name,)
        return any(self._is_foreign(file) for file in files)

    def staged(self, item: Item, result: Path) -> tuple[Path, Path | None]:
        """Staging names of a result and of its sidecar; None where it gets none."""
        token, final = f"{self._token}-{item.id}", self.out / result
        beside = stage_path(sidecar_path(final), f"{token}-s") if self._with_sidecars else None
        return stage_path(final, token), beside

    def remove_staged(self, item: Item, result: Path) -> None:
        """Remove what was staged for a photo."""
        for staged in self.staged(item, result):
            if staged is not None:
                with contextlib.suppress(OSError):  # what is left is swept up at the next start
                    staged.unlink()

    def publish(self, item: Item, result: Path, made: Made, source_stat: str | None) -> Path:
        """Intent, sidecar, result, done: in this order, so that a result that is there always has its sidecar.

        Returns:
            where the result lies: another name than meant for it where a foreign file took that at the last moment.

        Raises:
            OSError, DiskFull, OutputNotWritable: it cannot be published.
        """
        staged, staged_sidecar = self.staged(item, result)
        crash_point("before_intent")
        beside = sidecar_path(result)
        replaced, replaced_sidecar = self._digest_of_ours(result), self._digest_of_ours(beside)
        self._ledger.intend(
            item,
            Intent(result, made.sha256, made.length, beside, made.sidecar_sha256, made.source_sha256, source_stat),
        )
        crash_point("after_intent")
        if staged_sidecar is not None:
            publish(staged_sidecar, self.out / beside, replace_sha256=replaced_sidecar)
        elif replaced_sidecar is not None:  # of the result that is replaced: it would speak of a file that is gone
            (self.out / beside).unlink(missing_ok=True)
        crash_point("after_sidecar")
        final = publish(staged, self.out / result, replace_sha256=replaced)
        crash_point("after_result")
        if final != self.out / result and staged_sidecar is not None:
            self._rename_sidecar(result, final)
        self._ledger.done(item, final.relative_to(self.out), signature(final))
        crash_point("after_done")
        return final

    def _is_foreign(self, file: Path) -> bool:
        return os.path.lexists(self.out / file) and self._digest_of_ours(file) is None

    def _digest_of_ours(self, file: Path) -> str | None:
        """The digest of a file of ours that lies at a path, which may then be replaced."""
        path = self.out / file
        if path.is_symlink() or not path.is_file():
            return None
        sha = file_sha256(path)
        return sha if self._ledger.is_ours(file, sha) else None

    def _rename_sidecar(self, wish: Path, final: Path) -> None:
        """A foreign file took the result's name at the last moment, and the result another: so does its sidecar."""
        old = self.out / sidecar_path(wish)
        record: Record = read_record(old)
        moved = replace(record, result=FileId(final.name, record.result.sha256, record.result.length))
        staged = stage_path(sidecar_path(final), f"{self._token}-moved")
        staged.write_text(moved.to_text(), encoding="utf-8")
        publish(staged, sidecar_path(final), replace_sha256=None)
        old.unlink(missing_ok=True)
