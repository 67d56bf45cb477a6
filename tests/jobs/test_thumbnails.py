from __future__ import annotations

import io
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import skimage.data
from PIL import Image

from mirrorppr_desktop import settings
from mirrorppr_desktop.errors import DamagedPhoto
from mirrorppr_desktop.jobs import thumbnails
from mirrorppr_desktop.jobs.lane import Lane
from mirrorppr_desktop.jobs.questions import (
    Answer,
    Carried,
    CarriedAsk,
    Header,
    Headers,
    HeadersAsk,
    Thumbnail,
    ThumbnailAsk,
    Trouble,
)
from mirrorppr_desktop.jobs.thumbnail_cache import Key, ThumbnailCache


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "home"))
    thumbnails._cache.cache_clear()
    yield tmp_path / "home"
    thumbnails._cache.cache_clear()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.fromarray(skimage.data.astronaut()).save(tmp_path / "photo.jpg", quality=95)
    return tmp_path / "photo.jpg"


def with_preview(path: Path, photo: Image.Image, preview: Image.Image) -> Path:
    """A JPEG with another one in its EXIF, at the end of the block."""
    file = io.BytesIO()
    preview.save(file, "JPEG")
    second = struct.pack("<HHHIIHHIII", 2, 0x0201, 4, 1, 8 + 2 + 4 + 30, 0x0202, 4, 1, len(file.getvalue()), 0)
    block = b"II*\0" + struct.pack("<IHI", 8, 0, 14) + second + file.getvalue()
    photo.save(path, "JPEG", exif=b"Exif\0\0" + block)
    return path


def entries(home: Path) -> list[Path]:
    return sorted(path for path in (home / "cache").rglob("*") if path.is_file())


def test_the_second_time_it_comes_from_disk(photo: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = thumbnails.answer(ThumbnailAsk(photo, 128))
    assert isinstance(first, Thumbnail) and first.pixels.shape == (128, 128, 3) and first.size == (512, 512)
    assert len(entries(home)) == 1
    monkeypatch.delattr(thumbnails, "reduced")  # nothing is decoded any more
    again = thumbnails.answer(ThumbnailAsk(photo, 128))
    assert isinstance(again, Thumbnail) and (again.path, again.size) == (photo, (512, 512))
    assert np.abs(again.pixels.astype(int) - first.pixels).mean() < 4


def test_another_side_or_a_changed_file_is_another_thumbnail(photo: Path, home: Path) -> None:
    thumbnails.answer(ThumbnailAsk(photo, 128))
    assert thumbnails.answer(ThumbnailAsk(photo, 64)).pixels.shape == (64, 64, 3)
    Image.fromarray(np.zeros((512, 512, 3), np.uint8)).save(photo)
    os.utime(photo, ns=(1, 1))
    assert thumbnails.answer(ThumbnailAsk(photo, 128)).pixels.max() == 0
    assert len(entries(home)) == 3


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "text", "no size"])
def test_a_damaged_entry_is_made_anew(damage: str, photo: Path, home: Path) -> None:
    first = thumbnails.answer(ThumbnailAsk(photo, 128))
    (entry,) = entries(home)
    whole = entry.read_bytes()
    flipped = bytearray(whole)
    flipped[-400] ^= 0xFF
    bad = {
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "flipped": bytes(flipped),
        "text": b"hello",
        "no size": whole.replace(b'"size"', b'"sise"'),
    }
    entry.write_bytes(bad[damage])
    again = thumbnails.answer(ThumbnailAsk(photo, 128))
    assert isinstance(first, Thumbnail) and isinstance(again, Thumbnail)
    assert np.array_equal(first.pixels, again.pixels)  # decoded anew: the entry's JPEG would differ a little
    assert entry.read_bytes() == whole


def test_a_folder_that_cannot_be_written_only_costs_speed(photo: Path, home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("a file where the folder should be")
    for _ in range(2):
        assert thumbnails.answer(ThumbnailAsk(photo, 128)).pixels.shape == (128, 128, 3)


def test_the_oldest_are_removed_when_it_is_full(photo: Path, tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "small", limit_bytes=40_000)
    noise = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)
    keys = [Key.of(ThumbnailAsk(photo, side)) for side in range(1, 11)]
    for n, key in enumerate(keys):
        assert key is not None
        cache.put(key, Thumbnail(photo, noise, (64, 64)))
        os.utime(cache._file(key), (1000 + n, 1000 + n))
    assert keys[0] is not None and cache.get(keys[0], photo) is not None  # looked at: the youngest now
    cache.trim()
    left = [n for n, key in enumerate(keys) if key is not None and cache.get(key, photo) is not None]
    assert 0 in left and 9 in left and 1 not in left and 2 not in left
    assert sum(file.stat().st_size for file in (tmp_path / "small").rglob("*") if file.is_file()) <= 40_000


def test_a_damaged_photo_is_an_error_that_names_it(photo: Path, home: Path) -> None:
    photo.write_bytes(photo.read_bytes()[:20_000])
    with pytest.raises(DamagedPhoto, match=r"photo\.jpg"):
        thumbnails.answer(ThumbnailAsk(photo, 128))
    assert entries(home) == []


def test_what_is_at_hand_of_many_photos_comes_at_once(
    photo: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Image.fromarray(skimage.data.astronaut()).resize((160, 160))
    carrying = with_preview(tmp_path / "camera.jpg", Image.fromarray(skimage.data.astronaut()), small)
    plain, damaged = tmp_path / "plain.jpg", tmp_path / "damaged.jpg"
    plain.write_bytes(photo.read_bytes())
    damaged.write_bytes(b"\xff\xd8\xff\xe1 no photo")
    thumbnails.answer(ThumbnailAsk(photo, 320))
    monkeypatch.delattr(thumbnails, "reduced")  # no photo is decoded
    ask = CarriedAsk((photo, plain, tmp_path / "gone.jpg", damaged, carrying), 320)
    answer = thumbnails.answer(ask)
    assert isinstance(answer, Carried) and answer.ask is ask
    assert [(one.path, one.is_rough) for one in answer.thumbnails] == [(photo, False), (carrying, True)]
    assert [one.pixels.shape for one in answer.thumbnails] == [(320, 320, 3), (160, 160, 3)]
    assert len(entries(home)) == 1  # what is rough is not kept


def test_in_a_lane(photo: Path, tmp_path: Path) -> None:
    import threading

    heard: list[Answer] = []
    done = threading.Semaphore(0)

    def listen(answer: Answer) -> None:
        heard.append(answer)
        done.release()

    cut = tmp_path / "cut.jpg"
    cut.write_bytes(photo.read_bytes()[:20_000])
    lane = Lane("mirrorppr_desktop.jobs.thumbnails:answer", listen, name="thumbnails")
    try:
        for path in (cut, photo, tmp_path / "missing.jpg"):
            lane.ask(ThumbnailAsk(path, 128))
        assert all(done.acquire(timeout=60) for _ in range(3))
    finally:
        lane.close()
    first, second, third = heard
    assert isinstance(first, Trouble) and first.path == cut and "damaged" in first.reason
    assert isinstance(second, Thumbnail) and second.pixels.shape == (128, 128, 3)
    assert isinstance(third, Trouble) and "no such file" in third.reason


def test_headers_tell_when_photos_were_taken_without_a_pixel(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0132] = "2026:11:14 09:30:00"
    photo = tmp_path / "a.jpg"
    Image.effect_noise((40, 30), 80).convert("RGB").save(photo, exif=exif)
    whole = photo.read_bytes()
    photo.write_bytes(whole[: len(whole) - 40])  # the picture is cut off: nobody looks at it
    text = tmp_path / "b.jpg"
    text.write_text("no photo")
    answer = thumbnails.answer(HeadersAsk((photo, text, tmp_path / "gone.jpg")))
    assert answer == Headers((Header(photo, len(whole) - 40, (40, 30), "2026-11-14T09:30:00"), Header(text, 8)))
