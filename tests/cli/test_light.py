"""The command lines of what is learned: from a simulated dataset through a training to a retouched photo."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest
import skimage
from PIL import Image

from mirrorppr_desktop.cli import main
from mirrorppr_desktop.cli.parser import parse
from mirrorppr_desktop.dataset.sampling import PairSet

PAIR = ["--before", "a.jpg", "--after", "b.jpg"]
LIGHT = ["retouch", "--engine", "light", *PAIR]
FILES = ["--photos", "shoot", "--out", "out"]


def test_pairs_keep_the_weight_that_stands_behind_them() -> None:
    line = [*LIGHT, "--before", "c.jpg", "--after", "d.jpg", "--weight", "0.5", "--model", "run", *FILES]
    arguments = parse(line)
    assert (arguments.before, arguments.after, arguments.model) == (Path("a.jpg"), Path("b.jpg"), Path("run"))
    assert arguments.more == [(Path("c.jpg"), Path("d.jpg"))]
    assert arguments.weight == [1.0, 0.5]
    assert parse([*LIGHT, "--weight", "-1", "--model", "run", *FILES]).weight == [-1.0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ([*LIGHT, *FILES], "--model is missing"),
        ([*LIGHT, "--before", "c", "--model", "m", *FILES], "each --before needs its --after"),
        (["retouch", *PAIR, "--before", "c", "--after", "d", *FILES], "for --engine light"),
        (["retouch", "--look", "l.mplook", "--model", "m", *FILES], "nothing that a result could keep to"),
        (["retouch", *PAIR, "--weight", "1", *FILES], "for --engine light"),
        (["retouch", "--weight", "1", *PAIR, *FILES], "behind the pair"),
        (["retouch", "--engine", "light", "--model", "m", "--look", "l.mplook", *FILES], "a look holds no pictures"),
        (["embed", "--before", "a", "--model", "m"], "--before needs --after"),
        (["embed", *PAIR], "--model is missing"),
        (["embed", *PAIR, "--model", "m", "--query", "q"], "belong together"),
        (["train", "decoder", "--data", "d", "--out", "o"], "invalid choice"),
        (["train", "extractor", "--out", "o"], "--data"),
    ],
)
def test_usage_error_in_words(line: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line) == 2
    assert words in capsys.readouterr().err


_WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(("torch", "transformers", "accelerate", "safetensors", "lpips")))
from mirrorppr_desktop.neural import config, files, light
from mirrorppr_desktop.training import config, data, events, extractor, pairs
from mirrorppr_desktop.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_without_torch_the_extra_is_named(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"")
    line = ["embed", "--before", "a.jpg", "--after", "b.jpg", "--model", str(tmp_path / "model")]
    done = subprocess.run([sys.executable, "-c", _WITHOUT, *line], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "torch is missing: training and the light engine need the extra [ai]" in done.stderr


def test_help_and_the_engines_load_no_torch() -> None:
    code = (
        "import sys; from mirrorppr_desktop.cli import main; main(['train', '--help'])\n"
        "import mirrorppr_desktop.engines, mirrorppr_desktop.jobs.plan, mirrorppr_desktop.cli.retouch\n"
        "sys.exit(', '.join({'torch', 'transformers', 'accelerate'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--resume" in done.stdout


@pytest.mark.slow
def test_from_photos_to_a_retouched_photo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="the extra [ai] is not installed")
    photos = tmp_path / "photos"
    photos.mkdir()
    shutil.copy(Path(skimage.__file__).parent / "data" / "astronaut.png", photos)
    shutil.copy(Path(matplotlib.__file__).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg", photos)
    pairs, run = str(tmp_path / "pairs"), str(tmp_path / "run")
    assert main(["dataset", "simulate", "--photos", str(photos), "--out", pairs, "--pairs", "4"]) == 0
    loop = {"steps": 2, "batch": 2, "micro_batch": 1, "warm_up": 0, "checkpoint_every": 1, "loaders": 1}
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"model": "tiny", "loop": loop, "held_out": 0.5, "validation_samples": 2}))
    train = ["train", "extractor", "--data", pairs, "--out", run, "--config", str(config), "--json"]
    capsys.readouterr()
    assert main(train) == 0
    told = capsys.readouterr()
    events = [json.loads(line) for line in told.out.splitlines()]
    assert [one["event"] for one in events if one["event"] != "checkpoint"] == [
        "started", "step", "step", "validated", "sampled", "ended",
    ]  # fmt: skip
    assert events[0]["held_out_pairs"] == events[0]["pairs"] == 2
    assert "the MAE is not trained" in told.err
    assert main(train) == 1 and "add --resume" in capsys.readouterr().err

    before, after = str(tmp_path / "before.png"), str(tmp_path / "after.png")
    for picture, path in zip(PairSet.open([Path(pairs)]).pairs[0].pictures(), (before, after), strict=True):
        Image.fromarray(picture).save(path)
    pair = ["--before", before, "--after", after]
    result = ["--query", before, "--result", after]
    assert main(["embed", *pair, "--model", run, *result, "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert len(seen["embedding"]) == seen["width"] == 64
    assert seen["consistency"] == pytest.approx(1)
    out = tmp_path / "out"
    file = str(Path(run) / "light.safetensors")
    retouch = ["retouch", "--engine", "light", "--model", file, *pair, "--photos", str(photos), "--out", str(out)]
    assert main([*retouch, "--workers", "1"]) == 0, capsys.readouterr().err
    record = json.loads((out / "astronaut_retouched.png.mirrorppr.json").read_text())
    assert record["retouch"]["engine"] == "light"
    assert all(-1 <= record["consistency"][name] <= 1 for name in ("result", "untouched"))

    # Any engine's results are told apart the same way.
    by_transfer = tmp_path / "transfer"
    transfer = ["retouch", "--model", file, *pair, "--photos", str(photos), "--out", str(by_transfer)]
    assert main([*transfer, "--workers", "1"]) == 0
    assert "operation consistency with the exemplar: " in capsys.readouterr().err
    record = json.loads((by_transfer / "astronaut_retouched.png.mirrorppr.json").read_text())
    assert record["retouch"]["engine"] == "transfer"
    result = ["--query", str(photos / "astronaut.png"), "--result", str(by_transfer / "astronaut_retouched.png")]
    assert main(["embed", *pair, "--model", file, *result, "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    for name, key in (("result", "consistency"), ("untouched", "consistency_no_edit")):
        assert record["consistency"][name] == pytest.approx(seen[key], abs=2e-3)
