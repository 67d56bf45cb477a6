"""Thumbnails of photos, kept on disk. Works in a process of a lane."""

from __future__ import annotations

from functools import cache

from mirrorppr_desktop import settings
from mirrorppr_desktop.jobs.questions import Answer, Ask, Thumbnail, ThumbnailAsk
from mirrorppr_desktop.jobs.thumbnail_cache import Key, ThumbnailCache
from mirrorppr_desktop.photo.reduced import reduced


def answer(ask: Ask) -> Answer:
    """The thumbnail that was asked for.

    Raises:
        PhotoError: the photo cannot be read.
    """
    assert isinstance(ask, ThumbnailAsk), ask
    key = Key.of(ask)
    known = None if key is None else _cache().get(key, ask.path)
    if known is not None:
        return known
    found = reduced(ask.path, ask.long_side, max_megapixels=settings.MAX_MEGAPIXELS)
    made = Thumbnail(ask.path, found.pixels, found.size, found.captured)
    if key is not None and key == Key.of(ask):  # a file that is still being copied has changed meanwhile
        _cache().put(key, made)
    return made


@cache
def _cache() -> ThumbnailCache:
    return ThumbnailCache(settings.cache_folder() / "thumbnails")
