"""The photos that were decoded last, so that looking closer at one does not decode it again."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from mirrorppr_desktop.photo.photo import Photo
from mirrorppr_desktop.photo.read import read
from mirrorppr_desktop.settings import MAX_MEGAPIXELS

_State = tuple[int, int]


class PhotoMemory:
    """At most `most` photos of at most `limit_bytes` together; one that changed on disk is read anew."""

    def __init__(self, most: int = 2, limit_bytes: int = 600 << 20) -> None:
        self._most = most
        self._limit = limit_bytes
        self._photos: OrderedDict[Path, tuple[_State, Photo]] = OrderedDict()

    def read(self, path: Path) -> Photo:
        """The decoded photo.

        Raises:
            PhotoError: it cannot be read.
        """
        state = _state(path)
        known = self._photos.pop(path, None)
        if known is not None and known[0] == state:
            self._photos[path] = known
            return known[1]
        self._make_room()
        photo = read(path, max_megapixels=MAX_MEGAPIXELS)
        if state is not None and photo.pixels.nbytes <= self._limit:
            self._photos[path] = state, photo
            while sum(kept.pixels.nbytes for _, kept in self._photos.values()) > self._limit:
                self._photos.popitem(last=False)
        return photo

    def _make_room(self) -> None:
        """Before decoding, not after: the photos that stay and the new one are in memory at the same time."""
        while len(self._photos) >= self._most:
            self._photos.popitem(last=False)


def _state(path: Path) -> _State | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns
