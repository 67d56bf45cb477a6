import numpy as np
import pytest
from PIL import Image

from mirrorppr_desktop.errors import OutputNotWritable
from mirrorppr_desktop.metrics.sheet import CANVAS, Panel, contact_sheet, drawable, save_png, text_width, wrapped

LONG = "BP_0412_a_name_without_any_space_that_is_far_longer_than_the_panel_is_wide_and_goes_on.tif"


def solid(colour, height=60, width=90):
    return np.full((height, width, 3), colour, np.uint8)


def test_every_picture_stands_in_the_sheet():
    colours = [(200, 10, 10), (10, 200, 10), (10, 10, 200), (200, 200, 10), (10, 200, 200)]
    sheet = contact_sheet([Panel(solid(c), f"photo {i}") for i, c in enumerate(colours)], 2, 200, "A shoot")
    assert sheet.shape[1] == 2 * 16 + 2 * 200 + 12
    for colour in colours:
        assert (sheet == colour).all(axis=2).sum() == 200 * 133  # 90 x 60 fitted to a width of 200


def test_captions_stay_under_their_own_picture():
    panels = [Panel(solid((200, 0, 0)), LONG), Panel(solid((0, 0, 200)), f"{LONG}\nPSNR 38.12 dB, SSIM 0.978")]
    sheet = contact_sheet(panels, 2, 200)
    assert (sheet[:, 216:228] == CANVAS).all()  # the gap between the columns
    assert (sheet[:, :16] == CANVAS).all()
    assert (sheet[:, 428:] == CANVAS).all()
    assert (sheet[-8:] == CANVAS).all()


def test_a_longer_caption_makes_room_for_all_of_its_lines():
    short = contact_sheet([Panel(solid((9, 9, 9)), "one line")], 1, 200)
    tall = contact_sheet([Panel(solid((9, 9, 9)), "\n".join(["one line"] * 7))], 1, 200)
    assert len(tall) - len(short) == 6 * 20
    line_rows = (tall[16 + 133 :, 16:216] != CANVAS).any(axis=(1, 2))
    starts = np.flatnonzero(np.diff(line_rows.astype(int)) == 1)
    assert len(starts) >= 7  # seven lines with clear rows between them


@pytest.mark.parametrize("width", [40, 200, 590])
def test_no_line_is_wider_than_it_may_be_and_no_letter_is_lost(width):
    text = f"Query: {LONG}\nEnlarge eyes +0.42, Narrow nasal alae +0.30"
    lines = wrapped(text, width, 15)
    assert all(text_width(line, 15) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_names_in_other_scripts_are_drawn_without_control_characters():
    assert drawable("Zoë × Łukasz\x1b[31m") == "Zoe x ?ukasz?[31m"
    assert drawable("a\nb") == "a\nb"


def test_a_tall_picture_does_not_fill_the_sheet():
    sheet = contact_sheet([Panel(solid((50, 60, 70), 900, 60), "tall"), Panel(solid((1, 2, 3)), "wide")], 2, 200)
    assert (sheet == (50, 60, 70)).all(axis=2).any(axis=1).sum() == 300


def test_a_saved_png_is_what_was_given(tmp_path):
    image = np.random.default_rng(0).integers(0, 255, (40, 50, 3), np.uint8)
    save_png(image, tmp_path / "sheet.png")
    np.testing.assert_array_equal(np.asarray(Image.open(tmp_path / "sheet.png")), image)
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.png"]


def test_only_a_sheet_is_written_over(tmp_path):
    save_png(solid((1, 2, 3)), tmp_path / "sheet.png")
    save_png(solid((4, 5, 6)), tmp_path / "sheet.png")
    assert np.asarray(Image.open(tmp_path / "sheet.png"))[0, 0].tolist() == [4, 5, 6]
    photo = tmp_path / "photo.png"
    Image.fromarray(solid((7, 8, 9))).save(photo)
    before = photo.read_bytes()
    with pytest.raises(OutputNotWritable, match="choose another name"):
        save_png(solid((1, 2, 3)), photo)
    assert photo.read_bytes() == before


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(OutputNotWritable, match="nowhere"):
        save_png(solid((1, 2, 3)), tmp_path / "nowhere" / "sheet.png")


def test_a_folder_in_the_way_leaves_nothing_behind(tmp_path):
    (tmp_path / "sheet.png").mkdir()
    with pytest.raises(OutputNotWritable, match=r"sheet\.png cannot be written"):
        save_png(solid((1, 2, 3)), tmp_path / "sheet.png")
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.png"]
