"""`mirrorppr train extractor` as one readable function: data, stage, loop."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from mirrorppr_desktop.photo.folder_lock import FolderLock
from mirrorppr_desktop.photo.publish import output_error
from mirrorppr_desktop.settings import JOB_FOLDER
from mirrorppr_desktop.training.config import ExtractorRun, run_json
from mirrorppr_desktop.training.data import Order, Source, held_out_samples, phase_starts, split
from mirrorppr_desktop.training.events import Commands, EventFile, RunStarted, TrainingEvent, TrainingListener

CONFIG_FILE = "config.json"


def train_extractor(
    sources: Sequence[Source],
    folder: Path,
    config: ExtractorRun,
    *,
    resume: bool = False,
    listen: TrainingListener | None = None,
    commands: Commands | None = None,
) -> str:
    """Pre-train the extractor in the folder of a run. Returns why it ended: see `loop.FINISHED`, `loop.STOPPED`.

    Args:
        sources: the curriculum, in order.
        listen: hears each event besides the run's own event file.

    Raises:
        BadRun, Diverged, ModelFileError, OutputNotWritable, DiskFull. JobInUse: another training has this folder.
    """
    from mirrorppr_desktop.training.extractor_stage import ExtractorStage
    from mirrorppr_desktop.training.loop import FINISHED, Run

    loop = config.loop
    is_first = os.environ.get("RANK", "0") == "0"  # of the processes that accelerate started
    splits = tuple(split(one, config.held_out, loop.seed) for one in sources)
    starts = phase_starts(config.phases, len(sources), loop.steps, loop.batch)
    order = Order(tuple(one.training for one in splits), starts, loop.steps * loop.batch, loop.seed, config.no_edit)

    def tell(event: TrainingEvent) -> None:
        if is_first and isinstance(event, RunStarted):  # not before: an earlier run's word of itself stays till then
            _keep_config(folder, config)
        events(event)
        if listen is not None:
            listen(event)

    with ExitStack() as held:
        try:
            (folder / JOB_FOLDER).mkdir(parents=True, exist_ok=True)
            if is_first:
                held.enter_context(FolderLock(folder / JOB_FOLDER / "lock"))
            events = EventFile(folder)
        except OSError as error:
            raise output_error(folder / CONFIG_FILE, error) from error
        held.callback(events.close)
        stage = ExtractorStage(config, folder)
        run = Run(
            folder=folder,
            stage=stage,
            order=order,
            held_out=held_out_samples(splits, config.validation_samples, loop.seed),
            loop=loop,
            decides=_decides(config, sources, stage.mae_digest),
            tell=tell,
            commands=commands or Commands(folder),
            held_out_pairs=sum(len(one.held_out.identities) for one in splits if one.held_out is not None),
        )
        reason = run.go(resume=resume)
        if reason == FINISHED and is_first:
            stage.finish(folder)
    return reason


def _keep_config(folder: Path, config: ExtractorRun) -> None:
    try:
        (folder / CONFIG_FILE).write_text(json.dumps(run_json(config), indent=1), encoding="utf-8")
    except OSError as error:
        raise output_error(folder / CONFIG_FILE, error) from error


def _decides(config: ExtractorRun, sources: Sequence[Source], mae_digest: str) -> str:
    """All besides the loop that decides the curve, in one text."""
    values = run_json(config)
    for name in ("loop", "mae_weights", "features_gib", "validation_samples"):
        del values[name]
    return json.dumps([values, mae_digest, [list(one.identities) for one in sources]], sort_keys=True)
