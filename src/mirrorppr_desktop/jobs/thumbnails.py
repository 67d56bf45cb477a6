"""Thumbnails of photos, kept on disk, and what their headers say. Works in a process of a lane."""

from __future__ import annotations

import contextlib
from functools import cache
from pathlib import Path

from mirrorppr_desktop import settings
from mirrorppr_desktop.errors import PhotoError
from mirrorppr_desktop.jobs.questions import (
    Answer,
    Ask,
    Carried,
    CarriedAsk,
    Header,
    Headers,
    HeadersAsk,
    Thumbnail,
    ThumbnailAsk,
)
from mirrorppr_desktop.jobs.thumbnail_cache import Key, ThumbnailCache
from mirrorppr_desktop.photo.header import taken
from mirrorppr_desktop.photo.reduced import carried, reduced


def answer(ask: Ask) -> Answer:
    """The thumbnail, the pictures carried in photos, or the headers, that were asked for.

    Raises:
        PhotoError: the photo of the thumbnail cannot be read.
    """
    if isinstance(ask, CarriedAsk):
        found = (_at_hand(path, ask.long_side) for path in ask.paths)
        return Carried(ask, tuple(one for one in found if one is not None))
    if isinstance(ask, HeadersAsk):
        return Headers(tuple(one for path in ask.paths if (one := _header(path)) is not None))
    assert isinstance(ask, ThumbnailAsk), ask
    return _thumbnail(ask)


def _at_hand(path: Path, long_side: int) -> Thumbnail | None:
    """What was kept of a photo, or else what it carries."""
    key = Key.of(ThumbnailAsk(path, long_side))
    if key is None:
        return None
    known = _cache().get(key, path)
    if known is not None:
        return known
    with contextlib.suppress(PhotoError):  # what is wrong with it is told when it is decoded
        found = carried(path, long_side, max_megapixels=settings.MAX_MEGAPIXELS)
        return None if found is None else Thumbnail(path, found.pixels, found.size, found.captured, is_rough=True)
    return None


def _thumbnail(ask: ThumbnailAsk) -> Thumbnail:
    key = Key.of(ask)
    known = None if key is None else _cache().get(key, ask.path)
    if known is not None:
        return known
    found = reduced(ask.path, ask.long_side, max_megapixels=settings.MAX_MEGAPIXELS)
    made = Thumbnail(ask.path, found.pixels, found.size, found.captured)
    if key is not None and key == Key.of(ask):  # a file that is still being copied has changed meanwhile
        _cache().put(key, made)
    return made


def _header(path: Path) -> Header | None:
    try:
        length = path.stat().st_size
    except OSError:
        return None
    try:
        size, captured = taken(path, max_megapixels=settings.MAX_MEGAPIXELS)
    except PhotoError:
        return Header(path, length)
    return Header(path, length, size, captured)


@cache
def _cache() -> ThumbnailCache:
    return ThumbnailCache(settings.cache_folder() / "thumbnails")
