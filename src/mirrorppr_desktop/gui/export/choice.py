"""What a person chose for an export, as values that are remembered for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from mirrorppr_desktop.gui.export.template import DEFAULT
from mirrorppr_desktop.jobs.order import Clash
from mirrorppr_desktop.photo.output import OutputOptions
from mirrorppr_desktop.photo.photo import PhotoFormat


class Which(StrEnum):
    """Which photos are exported."""

    ACCEPTED = "accepted"
    SELECTED = "selected"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Choice:
    """The settings of an export. format, bits: None = as the original."""

    folder: Path
    which: Which = Which.ACCEPTED
    template: str = DEFAULT
    clash: Clash = Clash.NUMBER
    format: PhotoFormat | None = None
    bits: int | None = None
    quality: int = 92
    keep_gps: bool = False
    write_sidecars: bool = True
    disclosure: bool = False

    @property
    def options(self) -> OutputOptions:
        """How the results are to be written."""
        bits = None if self.format is PhotoFormat.JPEG else self.bits
        return OutputOptions(format=self.format, bits=bits, quality=self.quality, keep_gps=self.keep_gps)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "folder": str(self.folder),
            "which": self.which,
            "template": self.template,
            "clash": self.clash,
            "format": self.format,
            "bits": self.bits,
            "quality": self.quality,
            "keep_gps": self.keep_gps,
            "write_sidecars": self.write_sidecars,
            "disclosure": self.disclosure,
        }


def choice_from_json(data: object) -> Choice | None:
    """What `Choice.to_json` wrote; None where it is something else."""
    if not isinstance(data, dict):
        return None
    try:
        choice = Choice(
            folder=Path(data["folder"]),
            which=Which(data["which"]),
            template=str(data["template"]),
            clash=Clash(data["clash"]),
            format=None if data["format"] is None else PhotoFormat(data["format"]),
            bits=data["bits"],
            quality=int(data["quality"]),
            keep_gps=bool(data["keep_gps"]),
            write_sidecars=bool(data["write_sidecars"]),
            disclosure=bool(data["disclosure"]),
        )
        OutputOptions(format=choice.format, bits=choice.bits, quality=choice.quality)  # refuses what cannot be written
    except (KeyError, TypeError, ValueError):
        return None
    return choice
