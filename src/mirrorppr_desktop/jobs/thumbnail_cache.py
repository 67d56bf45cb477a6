"""Thumbnails on disk. Whatever happens to this folder, it costs speed and nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

from mirrorppr_desktop.jobs.questions import Thumbnail, ThumbnailAsk
from mirrorppr_desktop.photo.photo import RGB8
from mirrorppr_desktop.photo.vips import pyvips

LIMIT_BYTES = 512 << 20
_VERSION = 1  # raised when thumbnails of the same file come to look otherwise
_QUALITY = 90
_SUFFIX = ".thumb"
_TRIMMED_TO = 0.8  # of the limit, so that trimming is rare
_PUTS_PER_LOOK = 200


@dataclass(frozen=True, slots=True)
class Key:
    """Which thumbnail of which state of a file."""

    digest: str

    @classmethod
    def of(cls, ask: ThumbnailAsk) -> Key | None:
        """By path, size, time and side; None where the file cannot be looked at."""
        try:
            status = ask.path.stat()
        except (OSError, ValueError):
            return None
        told = f"{_VERSION}\0{ask.path.absolute()}\0{status.st_size}\0{status.st_mtime_ns}\0{ask.long_side}"
        return cls(hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=20).hexdigest())


class ThumbnailCache:
    """One file per thumbnail: a line of JSON, then a JPEG. Several processes may use the same folder."""

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._puts = 0

    def get(self, key: Key, path: Path) -> Thumbnail | None:
        """The thumbnail, or None where there is none or a damaged one."""
        file = self._file(key)
        try:
            head, _, body = file.read_bytes().partition(b"\n")
            about = json.loads(head)
            if about["crc32"] != zlib.crc32(body):
                return None
            pixels: RGB8 = pyvips.Image.jpegload_buffer(body, fail_on="error").numpy()
            size = (int(about["size"][0]), int(about["size"][1]))
            captured = about["captured"]
        except (OSError, ValueError, KeyError, TypeError, IndexError, pyvips.Error):
            return None
        with contextlib.suppress(OSError):
            os.utime(file)  # the ones that were not looked at for longest go first
        return Thumbnail(path, pixels, size, captured if isinstance(captured, str) else None)

    def put(self, key: Key, thumbnail: Thumbnail) -> None:
        """Keep a thumbnail, if the folder allows it."""
        body: bytes = pyvips.Image.new_from_array(thumbnail.pixels).jpegsave_buffer(
            Q=_QUALITY, subsample_mode="off", keep="none"
        )
        about = {"crc32": zlib.crc32(body), "size": thumbnail.size, "captured": thumbnail.captured}
        file = self._file(key)
        staged = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                staged.write_bytes(json.dumps(about).encode() + b"\n" + body)
                staged.replace(file)
            except OSError:
                staged.unlink(missing_ok=True)
                raise
        except OSError:
            return
        if self._puts % _PUTS_PER_LOOK == 0:
            self.trim()
        self._puts += 1

    def trim(self) -> None:
        """Remove the oldest until there is room again, and what an ended process left half written."""
        kept: list[tuple[float, int, Path]] = []
        for file in self._folder.rglob("*"):
            with contextlib.suppress(OSError):
                status = file.stat()
                if file.is_file():
                    kept.append((status.st_mtime, status.st_size, file))
        total = sum(size for _, size, _ in kept)
        if total <= self._limit:
            return
        for _, size, file in sorted(kept):
            with contextlib.suppress(OSError):
                file.unlink()
                total -= size
            if total <= self._limit * _TRIMMED_TO:
                return

    def _file(self, key: Key) -> Path:
        return self._folder / key.digest[:2] / (key.digest[2:] + _SUFFIX)
