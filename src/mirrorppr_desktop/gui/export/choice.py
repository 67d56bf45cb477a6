"""What a person chose for an export, as values that are remembered for the next one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from mirrorppr_desktop.gui.export.template import DEFAULT
from mirrorppr_desktop.gui.preferences import Values
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
    keep_gps: bool = True
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


def first_choice(folder: Path, values: Values | None = None) -> Choice:
    """What an export begins with: the settings for results."""
    choice = Choice(folder)
    return choice if values is None else with_settings(choice, values)


def with_settings(choice: Choice, values: Values) -> Choice:
    """The choice with what the settings say of results."""
    return replace(
        choice,
        format=None if values.output_format == "same" else PhotoFormat(values.output_format),
        bits=values.output_bits or None,
        quality=values.jpeg_quality,
        keep_gps=values.keep_gps,
        write_sidecars=values.write_sidecars,
    )


OF_SETTINGS: Final = {  # fields of a choice, by the settings that they begin with
    "output_format": "format",
    "output_bits": "bits",
    "jpeg_quality": "quality",
    "keep_gps": "keep_gps",
    "write_sidecars": "write_sidecars",
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
