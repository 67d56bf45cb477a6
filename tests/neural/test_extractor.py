"""Extractor and decoder: shapes, order of the patches, identity at the start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra [ai] is not installed")

from mirrorppr_desktop.errors import ModelFileError  # noqa: E402
from mirrorppr_desktop.neural.blocks import positions  # noqa: E402
from mirrorppr_desktop.neural.config import LIGHTS, MAES, LightConfig, light_config  # noqa: E402
from mirrorppr_desktop.neural.decoder import ViTDecoder  # noqa: E402
from mirrorppr_desktop.neural.embedding import cosine  # noqa: E402
from mirrorppr_desktop.neural.extractor import RANDOM, Mae, load_mae  # noqa: E402
from mirrorppr_desktop.neural.light_model import Learned, LightModel, load_light, save_light  # noqa: E402
from mirrorppr_desktop.neural.perceptual import GRADIENTS, GradientDistance, perceptual  # noqa: E402
from mirrorppr_desktop.neural.pictures import by_size, fitted, grid_of, picture_of, tensor_of  # noqa: E402

torch.set_num_threads(1)
TINY = LIGHTS["tiny"]


@pytest.fixture(scope="module")
def mae() -> Mae:
    torch.manual_seed(0)
    return Mae(TINY.extractor.mae)


def _pictures(count: int, height: int, width: int) -> torch.Tensor:
    return torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(1))


def test_the_encoder_gives_every_patch_once_and_in_raster_order(mae: Mae) -> None:
    pictures = _pictures(2, 64, 96)
    with torch.no_grad():
        seen = mae(pictures)
        assert seen.shape == (2, 1 + 4 * 6, 32)
        assert torch.equal(seen, mae(pictures))  # transformers shuffles from call to call
        # What transformers says of its own shuffled order: put back by ids_restore, it must be ours.
        theirs = mae.encoder((pictures - mae.mean) / mae.std, interpolate_pos_encoding=True)
        assert not torch.equal(theirs.ids_restore[0], torch.arange(24))
        back = theirs.ids_restore[..., None].expand(-1, -1, 32)
        assert torch.allclose(theirs.last_hidden_state[:, 1:].gather(1, back), seen[:, 1:], atol=1e-5)


def test_a_change_in_one_patch_changes_that_patch_most(mae: Mae) -> None:
    before = torch.full((1, 3, 64, 96), 0.5)
    after = before.clone()
    after[..., 32:48, 64:80] = 1.0  # row 2, column 4
    change = (mae(after) - mae(before))[0, 1:].norm(dim=1)
    assert int(change.argmax()) == 2 * 6 + 4


def test_the_encoder_stays_frozen_and_in_evaluation(mae: Mae) -> None:
    mae.train()
    assert not mae.encoder.training
    assert not any(one.requires_grad for one in mae.parameters())
    assert mae.origin == RANDOM


def test_weights_of_a_folder_are_those_of_transformers(tmp_path: Path) -> None:
    from transformers.models.vit_mae.configuration_vit_mae import ViTMAEConfig
    from transformers.models.vit_mae.modeling_vit_mae import ViTMAEForPreTraining

    c = TINY.extractor.mae
    torch.manual_seed(5)
    theirs = ViTMAEForPreTraining(
        ViTMAEConfig(
            hidden_size=c.width, num_hidden_layers=c.layers, num_attention_heads=c.heads, intermediate_size=c.mlp_width,
            image_size=c.picture_px, decoder_hidden_size=16, decoder_num_attention_heads=2, decoder_num_hidden_layers=1,
            decoder_intermediate_size=32,
        )
    )  # fmt: skip
    theirs.save_pretrained(tmp_path)
    loaded = load_mae(c, tmp_path)
    assert loaded.origin == tmp_path.name
    for name, weight in theirs.vit.state_dict().items():
        assert torch.equal(loaded.encoder.state_dict()[name], weight)
    with pytest.raises(ModelFileError, match="does not fit"):
        load_mae(MAES["small"], tmp_path)
    with pytest.raises(ModelFileError, match=r"no model\.safetensors"):
        load_mae(c, tmp_path / "nothing")
    (tmp_path / "model.safetensors").write_bytes(b"rubbish")
    with pytest.raises(ModelFileError, match="cannot be read"):
        load_mae(c, tmp_path)


def test_the_papers_shapes() -> None:
    with torch.device("meta"):
        learned = Learned(LightConfig())
    blocks = sum(one.numel() for one in learned.r_former.blocks.parameters())
    assert round(blocks / 1e6, 2) == 28.35  # 4 layers of 768 x 12 x 3072
    decoder = sum(one.numel() for one in learned.decoder.blocks.parameters())
    assert round(decoder / 1e6, 1) == 85.1  # 12 of them
    assert learned.r_former.queries.shape == (8, 768)
    assert learned.head.mlp[0].in_features == 8 * 768


def test_representation_and_embedding_have_their_shapes_at_any_aspect(mae: Mae) -> None:
    learned = Learned(TINY).eval()
    for rows, columns in ((4, 4), (3, 6)):
        seen = mae(_pictures(2, rows * 16, columns * 16))
        r = learned.r_former(seen, seen, (rows, columns))
        assert r.shape == (2, 4, 32)
        assert learned.head(r).shape == (2, 64)


def test_the_r_former_tells_source_from_target(mae: Mae) -> None:
    learned = Learned(TINY).eval()
    a, b = mae(_pictures(2, 64, 64)).split(1)
    assert not torch.allclose(learned.embed(a, b, (4, 4)), learned.embed(b, a, (4, 4)), atol=1e-5)


def test_the_decoder_starts_as_the_identity_and_can_leave_it() -> None:
    decoder = ViTDecoder(TINY.decoder)
    query, edit = _pictures(2, 48, 80), torch.randn(2, 64)
    assert torch.equal(decoder(query, edit), query)
    decoder(query, edit).sum().backward()
    assert decoder.draw.weight.grad.abs().sum() > 0
    torch.nn.init.normal_(decoder.draw.weight)
    assert not torch.allclose(decoder(query, edit), decoder(query, -edit), atol=1e-3)


@pytest.fixture
def motion_decoder() -> ViTDecoder:
    torch.manual_seed(2)
    return ViTDecoder(replace(TINY.decoder, motion=4))


def test_a_decoder_of_motion_starts_as_the_identity_and_moves_what_it_is_told(motion_decoder: ViTDecoder) -> None:
    query, edit = _pictures(2, 32, 48), torch.zeros(2, 64)
    assert torch.allclose(motion_decoder(query, edit), query, atol=1e-5)
    with torch.no_grad():  # every cell by a quarter of a patch to the right and half of one up, backward
        motion_decoder.draw.bias.view(2, -1)[:] = torch.tensor([[0.25], [-0.5]])
    drawn = motion_decoder(query, edit)
    assert torch.allclose(drawn[:, :, 8:, :-4], query[:, :, :-8, 4:], atol=1e-4)
    assert motion_decoder.motion(query, edit)[0, :, 5, 7].tolist() == [4, -8]
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.allclose(motion_decoder(query, edit)[:, :, 8:, :-4], query[:, :, :-8, 4:], atol=2e-3)


def test_each_cell_of_motion_lies_where_its_token_is(motion_decoder: ViTDecoder) -> None:
    query, edit = _pictures(1, 64, 96), torch.zeros(1, 64)
    motion_decoder.blocks = torch.nn.ModuleList()
    motion_decoder.draw.weight.data.normal_(generator=torch.Generator().manual_seed(1))
    other = query.clone()
    other[..., 16:32, 64:80] = 0
    change = (motion_decoder.motion(other, edit) - motion_decoder.motion(query, edit)).abs().sum(dim=(0, 1))
    rows, columns = change.nonzero().unbind(1)
    assert rows.min() >= 12 and rows.max() < 36 and columns.min() >= 60 and columns.max() < 84  # and half a cell around
    assert change[16:32, 64:80].mean() > 0


def test_contrast_sees_a_small_difference_and_none_where_there_is_none(mae: Mae) -> None:
    source = _pictures(6, 64, 64)
    target = source.clone()
    target[:3, :, 20:30, 20:30] *= 0.7
    told = {}
    for contrast in (0, 4):
        torch.manual_seed(3)
        learned = Learned(replace(TINY, extractor=replace(TINY.extractor, contrast=contrast))).eval()
        edits = learned.embed(mae(source), mae(target), (4, 4))
        same = learned.embed(mae(source), mae(source), (4, 4))
        assert torch.equal(edits[3:], same[3:])
        told[contrast] = float(((edits[:3] - same[:3]).norm() / (same[1:] - same[:-1]).norm()).detach())
    assert told[4] > 2 * told[0]


def test_the_drawn_patches_lie_where_their_tokens_are() -> None:
    decoder = ViTDecoder(TINY.decoder)
    decoder.blocks = torch.nn.ModuleList()  # without attention a patch depends on itself alone
    torch.nn.init.normal_(decoder.draw.weight)
    query = _pictures(1, 48, 80)
    changed = query.clone()
    changed[..., 16:32, 48:64] = 0
    edit = torch.zeros(1, 64)
    difference = (decoder(changed, edit) - decoder(query, edit))[0].abs().sum(0)
    assert difference[16:32, 48:64].min() > 0
    difference[16:32, 48:64] = 0
    assert difference.max() == 0


def test_positions_keep_the_aspect_and_forget_the_resolution() -> None:
    table = positions(4, 6, 32)
    assert table.shape == (24, 32)
    assert torch.allclose(table[0], positions(4, 6, 32)[0])
    assert len({tuple(row.tolist()) for row in table}) == 24
    # The middle of a 2 x 2 block of a grid twice as fine is the place of the coarse patch: the sum of angles says so.
    fine, coarse = positions(8, 12, 8), positions(4, 6, 8)
    x = torch.atan2(fine[:, 0], fine[:, 2]).view(8, 12)  # of the fastest wave: x, wrapped
    assert torch.allclose(torch.sin((x[0, 4] + x[0, 5]) / 2).abs(), coarse[2, 0].abs(), atol=1e-4)


def test_pictures_become_tensors_and_back() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (32, 48, 3)).astype(np.uint8)
    assert np.array_equal(picture_of(tensor_of([picture])[0]), picture)
    assert fitted(picture, (2, 3), 16).shape == (32, 48, 3)
    assert fitted(picture, (4, 4), 16).shape == (64, 64, 3)
    assert by_size([picture, picture[:16], picture]) == [[0, 2], [1]]


@pytest.mark.parametrize("size", [(448, 448), (6000, 4000), (800, 2400), (836, 2560)])
def test_a_grid_has_nearly_the_area_and_the_aspect(size: tuple[int, int]) -> None:
    rows, columns = grid_of(size, 448 * 448, 16)
    assert rows * columns == pytest.approx(784, rel=0.06)
    assert columns / rows == pytest.approx(size[0] / size[1], rel=0.06)


def test_the_substitute_for_lpips_has_a_name_and_a_gradient() -> None:
    distance, name = perceptual("auto")
    assert name == GRADIENTS
    truth = _pictures(1, 32, 32)
    drawn = (truth + 0.1).requires_grad_()
    assert float(distance(drawn, truth)) == pytest.approx(0, abs=1e-6)  # a constant moves no edge
    moved = truth.roll(3, 3).requires_grad_()
    loss = GradientDistance()(moved, truth)
    loss.backward()
    assert float(loss) > 0.1
    assert moved.grad.abs().sum() > 0
    with pytest.raises(ValueError, match="needs the packages"):
        perceptual("lpips-vgg")


def test_a_model_goes_through_its_file(tmp_path: Path, mae: Mae) -> None:
    learned = Learned(TINY)
    torch.nn.init.normal_(learned.decoder.draw.weight, std=0.01)
    model = LightModel(TINY, mae, learned)
    rng = np.random.default_rng(2)
    a, b = (rng.integers(0, 256, (90, 60, 3)).astype(np.uint8) for _ in range(2))
    save_light(tmp_path / "m.safetensors", TINY, mae, learned)
    loaded = load_light(tmp_path / "m.safetensors")
    embedding = model.embed(a, b)
    assert embedding.shape == (64,)
    assert np.array_equal(loaded.embed(a, b), embedding)
    assert np.array_equal(loaded.draw(a, embedding), model.draw(a, embedding))
    assert loaded.draw(a, embedding).shape[1::-1] == loaded.drawn_size((60, 90))
    assert loaded.config == TINY
    assert cosine(embedding, embedding) == pytest.approx(1)
    assert cosine(embedding, 0 * embedding) == 0


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\x80\x04K\x01."])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "m.safetensors"
    file.write_bytes(content)
    with pytest.raises(ModelFileError, match="no light model"):
        load_light(file)


def test_weights_without_shapes_are_refused(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    save_file({"x": torch.zeros(1)}, tmp_path / "m.safetensors")
    with pytest.raises(ModelFileError, match="says nothing of a light model"):
        load_light(tmp_path / "m.safetensors")
    with pytest.raises(ModelFileError, match="train one first"):
        load_light(tmp_path)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"extractor": {"colour": 1}}, "colour"),
        ({"extractor": {"mae": "x"}}, "'x'"),
        ({"extractor": 3}, "cannot be read"),
        ({"decoder": {"layers": 0}}, "layers of the model must be"),
        ({"decoder": {"layers": 1.5}}, "layers of the model must be"),
        ({"decoder": {"width": 770}}, "a width of 770"),
        ({"decoder": {"motion": 5}}, "must divide the patch"),
        ({"extractor": {"contrast": -1}}, "whole number from 0"),
        ({"framing": 0.5}, "framing of the model"),
        ({"framing": True}, "framing of the model"),
    ],
)
def test_shapes_that_cannot_be_are_refused(values: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        light_config(values)
