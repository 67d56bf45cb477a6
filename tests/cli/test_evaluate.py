import json
from pathlib import Path

import numpy as np
import pytest
import skimage
from PIL import Image

from mirrorppr_desktop.cli import evaluate, main
from mirrorppr_desktop.errors import NoFaceFound
from mirrorppr_desktop.metrics.benchmark import Performed
from mirrorppr_desktop.retouch.retouch import Provenance, Retouch

RELEASED = Path(__file__).parents[2] / "../shared/benchmark/released/cases.json"


@pytest.fixture
def identity(monkeypatch):
    """An engine that does nothing: ours must then score exactly as the copied query."""
    monkeypatch.setattr(evaluate, "perform", lambda case, query: Performed(query.pixels))


@pytest.fixture
def cases(tmp_path):
    """Three cases of 160 px; the truth moves a patch, the published output is grainy."""
    photo = np.array(Image.open(Path(skimage.data_dir) / "astronaut.png").convert("RGB"))[40:200, 140:300]
    entries = []
    for i, subset in enumerate(["Faces", "Faces", "Bodies"], start=1):
        truth = photo.copy()
        truth[60:100, 60:100] = photo[60:100, 60 + i : 100 + i]
        grain = np.random.default_rng(i).normal(0, 5, photo.shape)
        published = np.clip(truth + grain, 0, 255).astype(np.uint8)
        pictures = {
            "exemplar_source": photo,
            "exemplar_target": truth,
            "query": photo,
            "truth": truth,
            "mirrorppr": published,
        }
        (tmp_path / f"case-{i}").mkdir()
        for name, pixels in pictures.items():
            Image.fromarray(pixels).save(tmp_path / f"case-{i}" / f"{name}.png")
        files = {name: f"case-{i}/{name}.png" for name in pictures}
        entries.append({"id": f"case-{i}", "subset": subset, "operations": ["Enlarge eyes"], "files": files})
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": entries}))
    return path


def figures(path):
    return json.loads(path.read_text())


def test_an_engine_that_does_nothing_scores_as_the_copy(identity, cases, tmp_path, capsys):
    out = tmp_path / "figures.json"
    assert main(["evaluate", str(cases), "--json", str(out)]) == 0
    told = figures(out)
    assert [one["id"] for one in told["cases"]] == ["case-1", "case-2", "case-3"]
    for one in told["cases"]:
        assert one["ours"] == one["copy"]
        assert one["published"]["ssim"] < one["copy"]["ssim"]
    faces, bodies = told["means"]
    assert (faces["subset"], faces["cases"], bodies["cases"]) == ("Faces", 2, 1)
    assert faces["copy"]["psnr"] == pytest.approx(np.mean([one["copy"]["psnr"] for one in told["cases"][:2]]))
    table = capsys.readouterr().out
    assert "Faces, mean of 2" in table
    assert f"{faces['copy']['psnr']:.2f}" in table


class _Sight:
    """A light model that moves nothing, and calls a result consistent as far as it differs from its query."""

    def propose(self, view, subject):
        return Retouch(subject.size, (), Provenance("light", "2"))

    def consistency(self, query, result, subject):
        return min(1.0, float(np.abs(result.astype(int) - query).mean()) / 10)


def test_a_model_has_its_column_and_judges_all_others(identity, monkeypatch, cases, tmp_path, capsys):
    built = []
    monkeypatch.setattr(
        evaluate.LightEngine, "from_pairs", lambda model, pairs: built.append((model, pairs)) or _Sight()
    )
    out = tmp_path / "figures.json"
    line = ["evaluate", str(cases), "--json", str(out), "--cases", "case-1", "case-3"]
    assert main(line) == 0
    assert "light" not in capsys.readouterr().out and not built
    assert main([*line, "--model", "run"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[0].split()[-1] == "light"
    assert len(built) == 2 and built[0][0] == Path("run")  # a case's pair is looked at once
    told = figures(out)["cases"][0]
    assert told["light"] == told["copy"]
    consistency = told["consistency"]
    assert consistency["copy"] == consistency["light"] == 0 < consistency["truth"] < consistency["published"]
    (row,) = [one for one in table if one.startswith("  consistency")][:1]
    assert f"{consistency['published']:.3f}" in row and row.endswith(f"(truth {consistency['truth']:.3f})")
    assert figures(out)["means"][0]["light"] == told["copy"]


def test_a_perfect_engine_is_identical(monkeypatch, cases, tmp_path, capsys):
    def perfect(case, query):
        return Performed(np.array(Image.open(case.truth)), ("Enlarge eyes", "Thin lips"))

    monkeypatch.setattr(evaluate, "perform", perfect)
    out = tmp_path / "figures.json"
    assert main(["evaluate", str(cases), "--json", str(out), "--subset", "Faces"]) == 0
    (mean,) = figures(out)["means"]
    assert mean["ours"]["psnr"] is None
    assert mean["ours"]["ssim"] == 1.0
    assert (mean["precision"], mean["recall"]) == (0.5, 1.0)
    assert capsys.readouterr().out.count("identical") == 2 * 3  # two cases and the mean, raw and compensated


def test_broken_cases_are_named_and_the_rest_is_scored(identity, cases, tmp_path, capsys):
    (tmp_path / "case-1" / "query.png").unlink()
    truth = (tmp_path / "case-2" / "truth.png").read_bytes()
    (tmp_path / "case-2" / "truth.png").write_bytes(truth[: len(truth) // 3])
    out = tmp_path / "figures.json"
    assert main(["evaluate", str(cases), "--json", str(out)]) == 3
    said = capsys.readouterr().err
    assert "case-1: not scored: query.png" in said
    assert "case-2: not scored: truth.png" in said
    told = figures(out)
    assert [one["id"] for one in told["failed"]] == ["case-1", "case-2"]
    assert [one["id"] for one in told["cases"]] == ["case-3"]


def test_a_broken_published_output_costs_only_its_own_scores(identity, cases, tmp_path, capsys):
    Image.new("RGB", (50, 60)).save(tmp_path / "case-1" / "mirrorppr.png")
    out = tmp_path / "figures.json"
    assert main(["evaluate", str(cases), "--json", str(out)]) == 3
    captured = capsys.readouterr()
    assert "case-1: published output not scored: mirrorppr.png is 50 x 60" in captured.err
    assert "published, reprojected, fused: mean of the 1 cases that have one" in captured.out
    first = figures(out)["cases"][0]
    assert first["published"] is None
    assert first["ours"] == first["copy"]


def test_a_case_that_the_engine_cannot_do_counts_as_the_untouched_query(monkeypatch, cases, tmp_path, capsys):
    def blind(case, query):
        raise NoFaceFound("query.png: no face was found")

    monkeypatch.setattr(evaluate, "perform", blind)
    out = tmp_path / "figures.json"
    assert main(["evaluate", str(cases), "--json", str(out), "--cases", "case-2"]) == 3
    (one,) = figures(out)["cases"]
    assert one["ours"] == one["copy"]
    assert "no face was found" in one["problems"][0]
    assert "case-2: transfer is the untouched query: query.png: no face was found" in capsys.readouterr().err


def test_pictures_are_written_where_asked(identity, cases, tmp_path):
    folder = tmp_path / "look" / "here"
    assert main(["evaluate", str(cases), "--cases", "case-1", "case-3", "--pictures", str(folder)]) == 0
    names = sorted(one.name for one in folder.iterdir())
    assert names == ["case-1-ours.png", "case-1-sheet.png", "case-3-ours.png", "case-3-sheet.png"]
    query = np.array(Image.open(tmp_path / "case-1" / "query.png"))
    np.testing.assert_array_equal(np.array(Image.open(folder / "case-1-ours.png")), query)


def test_lists_and_choices_that_cannot_be_used_end_with_words(cases, tmp_path, capsys):
    for arguments, word in (
        ([str(tmp_path / "none.json")], "no such file"),
        ([str(cases), "--cases", "case-9"], "case-9"),
        ([str(cases), "--subset", "Hands"], "Bodies, Faces"),
    ):
        assert main(["evaluate", *arguments]) == 1
        assert word in capsys.readouterr().err


def test_figures_that_cannot_be_written_are_told(identity, cases, tmp_path, capsys):
    assert main(["evaluate", str(cases), "--cases", "case-1", "--json", str(tmp_path / "no" / "f.json")]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.skipif(not RELEASED.is_file(), reason="the released benchmark cases are not beside the project")
def test_the_published_figures_are_reproduced(identity, tmp_path, capsys):
    out = tmp_path / "figures.json"
    assert main(["evaluate", str(RELEASED), "--subset", "SimFace-100", "--json", str(out)]) == 0
    (mean,) = figures(out)["means"]
    assert mean["cases"] == 4
    assert mean["copy"]["psnr"] == pytest.approx(35.02, abs=0.005)
    assert mean["copy"]["ssim"] == pytest.approx(0.978, abs=0.0005)
    assert mean["published"]["psnr"] == pytest.approx(36.10, abs=0.005)
    assert mean["published"]["ssim"] == pytest.approx(0.909, abs=0.0005)
    assert mean["copy"]["psnr_aligned"] == pytest.approx(35.17, abs=0.03)
    assert mean["published"]["psnr_aligned"] == pytest.approx(36.58, abs=0.03)
    assert mean["ours"] == mean["copy"]
