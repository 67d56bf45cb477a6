"""Every command and option of `mirrorppr`. Only the standard library is imported here, so that --help answers at once.

What a command's `run(arguments)` receives are plain values: paths as Path, choices as the words typed (``same``,
``jpeg``, ``16``), repeated options as lists. Whatever can be seen to be wrong without opening a file is refused here.
"""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from mirrorppr_desktop import __version__
from mirrorppr_desktop.cli import dataset_options, neural_options
from mirrorppr_desktop.cli.pair_options import add_same_person
from mirrorppr_desktop.cli.values import count, face_strength, operation, positive, quality, set_strength, strength
from mirrorppr_desktop.settings import LOOK_SUFFIX, MAX_MEGAPIXELS

COMMANDS = {
    name: f"mirrorppr_desktop.cli.{name}"
    for name in (
        "retouch",
        "explain",
        "simulate",
        "operations",
        "compare",
        "reproject",
        "evaluate",
        "dataset",
        "train",
        "embed",
        "models",
        "doctor",
        "demo",
    )
}
COMMANDS["gui"] = "mirrorppr_desktop.gui.app"  # by name: a command line loads no Qt
ENGINES = ("transfer", "light")
FORMATS = ("same", "jpeg", "tiff", "png")
MODEL_ACTIONS = ("list", "import", "verify", "path", "accept", "download", "remove")
BITS = ("same", "8", "16")
SUBSAMPLINGS = ("4:4:4", "4:2:2", "4:2:0")
FACES = ("all", "largest")
_PROPOSAL_DEFAULTS: dict[str, object] = {  # what decides a new retouch
    "strength": 1.0,
    "faces": "all",
    "engine": "transfer",
    "face_strength": [],
    "scale": [],
    "without": [],
    "no_residual": False,
    "set": [],
    "same_person": False,
}

# "_SubParsersAction" is the type's only name; it is generic for type checkers alone.
Subparsers: TypeAlias = "argparse._SubParsersAction[_Parser]"


class _Parser(ArgumentParser):
    """Tells a usage error in one line: twenty lines of usage before it would hide what is wrong."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(2, f"{self.prog}: {message} (all options: {self.prog} --help)\n")


def parse(argv: Sequence[str]) -> Namespace:
    """Understand a command line.

    Raises:
        SystemExit: with 0 after --help or --version, with 2 after a usage error (told on stderr).
    """
    parser, commands = build()
    arguments = parser.parse_args(argv or ["gui"])
    if arguments.command is None:  # options alone
        parser.error("a command is missing; `mirrorppr retouch --help` explains the main one")
    if arguments.command == "retouch":
        neural_options.unfold_pairs(arguments)
    complaints = {"dataset": dataset_options.complaint, "embed": _embed_complaint}
    if complaint := complaints.get(arguments.command, _complaint)(arguments):
        commands[arguments.command].error(complaint)
    if arguments.command == "retouch":
        # Filled in only now, so that an option that was typed can be told from its default.
        for name, default in _PROPOSAL_DEFAULTS.items():
            if getattr(arguments, name) is None:
                setattr(arguments, name, default)
    return arguments


def build() -> tuple[ArgumentParser, dict[str, _Parser]]:
    """The whole parser, and the parser of each command by name."""
    parser = _Parser(
        prog="mirrorppr",
        description="Retouch one portrait by hand; the program does the same to every photo of the shoot.",
        epilog="Exit codes: 0 done, 1 could not run, 2 wrong usage, 3 finished but some photos failed.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"mirrorppr {__version__}")
    commands: Subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for add in (
        _add_retouch,
        _add_explain,
        _add_simulate,
        _add_operations,
        _add_compare,
        _add_reproject,
        _add_evaluate,
        _add_dataset,
        _add_train,
        _add_embed,
        _add_models,
        _add_doctor,
        _add_demo,
        _add_gui,
    ):
        add(commands)
    return parser, commands.choices


def _command(commands: Subparsers, name: str, summary: str, example: str) -> ArgumentParser:
    one = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    one.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return one


def _add_retouch(commands: Subparsers) -> None:
    one = _command(
        commands,
        "retouch",
        "do to every photo what was done to one",
        "mirrorppr retouch --before a.jpg --after a_edited.jpg --photos shoot/ --out retouched/",
    )
    what = one.add_argument_group("what to do")
    neural_options.add_pairs(what)
    add_same_person(what)
    what.add_argument("--look", type=Path, metavar="FILE.mplook", help="do what a look says, instead of a pair")
    what.add_argument(
        "--from-sidecars",
        type=Path,
        metavar="DIR",
        help="perform the retouches of the sidecars in DIR, with no analysis, instead of a pair",
    )
    what.add_argument("--strength", type=strength, help="0 leaves alone, 1 as in the pair, up to 2 (1)")
    what.add_argument("--faces", choices=FACES, help="which faces of a group photo (all)")
    what.add_argument(
        "--face-strength",
        type=face_strength,
        action="append",
        metavar="N=STRENGTH",
        help="strength of the Nth face from the left, times --strength, as in 2=0.5; 0 leaves that face alone; may be"
        " repeated",
    )
    what.add_argument(
        "--scale",
        type=operation,
        action="append",
        metavar="NAME=FACTOR",
        help="perform an operation so many times as far, as in 'Enlarge eyes=0.5'; may be given several times",
    )
    what.add_argument("--without", action="append", metavar="NAME", help="leave an operation out; may be repeated")
    what.add_argument(
        "--set",
        type=set_strength,
        action="append",
        metavar="[FACE:]NAME=STRENGTH",
        help="perform an operation at this strength, in the pair or not; '2:Enlarge eyes=0.3' is for face 2 alone",
    )
    what.add_argument("--no-residual", action="store_true", default=None, help="perform the named operations alone")
    what.add_argument("--engine", choices=ENGINES, help="who works out the retouch (transfer)")
    files = one.add_argument_group("photos in and out")
    files.add_argument(
        "--photos", type=Path, nargs="+", action="extend", metavar="PATH", help="photos, and folders of photos"
    )
    files.add_argument("--recursive", action="store_true", help="take the folders inside the folders too")
    files.add_argument("--out", type=Path, metavar="DIR", help="where results go; made if it is not there")
    files.add_argument("--format", choices=FORMATS, default="same", help="format of the results (same)")
    files.add_argument("--bits", choices=BITS, default="same", help="bits per channel of the results (same)")
    files.add_argument("--quality", type=quality, default=92, help="JPEG quality, where not the source's own (92)")
    files.add_argument("--subsampling", choices=SUBSAMPLINGS, help="JPEG chroma subsampling (the source's own)")
    files.add_argument("--no-gps", action="store_true", help="leave the place out of the results' metadata")
    files.add_argument(
        "--max-megapixels",
        type=positive,
        default=MAX_MEGAPIXELS,
        metavar="N",
        help=f"refuse larger photos ({MAX_MEGAPIXELS:g})",
    )
    how = one.add_argument_group("how to run")
    how.add_argument("--workers", type=count, metavar="N", help="worker processes (by cores and memory)")
    how.add_argument("--retry", action="store_true", help="take on again photos that were set aside after crashes")
    how.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    _add_json(how, "one JSON object per photo and a last one for the job")


def _add_gui(commands: Subparsers) -> None:
    one = _command(
        commands,
        "gui",
        "open the window (as `mirrorppr` alone does)",
        "mirrorppr gui shoot/ --before a.jpg --after a_edited.jpg",
    )
    one.add_argument("photos", type=Path, nargs="*", metavar="PATH", help="a folder of photos, or photos, to open")
    one.add_argument("--recursive", action="store_true", help="take the folders inside the folder too")
    _add_pair(one)
    one.add_argument("--look", type=Path, metavar="FILE.mplook", help="a saved look instead of a pair")
    one.add_argument("--safe-mode", action="store_true", help="start without the last session and with plain settings")


def _add_explain(commands: Subparsers) -> None:
    one = _command(
        commands,
        "explain",
        "say what was done between two pictures of a person",
        "mirrorppr explain --before a.jpg --after a_edited.jpg --sheet what.png",
    )
    _add_pair(one)
    add_same_person(one)
    one.add_argument("--sheet", type=Path, metavar="FILE.png", help="write before, after and displacement as a picture")
    _add_save_look(one, "with a small picture of the face after")
    _add_json(one, "one JSON object")


def _add_simulate(commands: Subparsers) -> None:
    one = _command(
        commands,
        "simulate",
        "perform named operations on a photo: on its faces by landmark-guided local warping, and on its body",
        'mirrorppr simulate a.jpg --op "Enlarge eyes=0.5" --op "Slim waist=0.6" --out b.jpg',
    )
    one.add_argument("photo", type=Path, metavar="PHOTO")
    one.add_argument(
        "--op",
        type=operation,
        action="append",
        metavar="NAME=STRENGTH",
        help="an operation and its strength, as in 'Enlarge eyes=0.5'; may be given several times; see operations",
    )
    one.add_argument("--face", type=count, metavar="N", help="only the Nth face from the left (every face)")
    one.add_argument("--out", type=Path, metavar="FILE", help="where to write the result")
    _add_save_look(one, "with a small picture of the result")


def _add_operations(commands: Subparsers) -> None:
    one = _command(
        commands,
        "operations",
        "tell the operations by name: what each moves, in which unit, and in which directions",
        "mirrorppr operations --sheet operations.png --photo portrait.jpg",
    )
    one.add_argument("--sheet", type=Path, metavar="FILE.png", help="show each operation, both directions, on a photo")
    one.add_argument("--photo", type=Path, metavar="PHOTO", help="the photo of the sheet (one inside a package)")
    _add_json(one, "one JSON object")


def _add_compare(commands: Subparsers) -> None:
    one = _command(
        commands,
        "compare",
        "measure and picture the difference between two pictures",
        "mirrorppr compare before.jpg after.jpg --out difference.png",
    )
    one.add_argument("before", type=Path, metavar="BEFORE")
    one.add_argument("after", type=Path, metavar="AFTER")
    one.add_argument("--out", type=Path, metavar="FILE.png", help="write the difference and displacement maps")
    one.add_argument("--factor", type=positive, metavar="N", help="amplify the difference map N times (by its content)")
    one.add_argument(
        "--identity",
        metavar="MODEL",
        help="also tell how similar each face is, by this identity model: its name in `mirrorppr models`, or a file",
    )
    _add_json(one, "one JSON object")


def _add_reproject(commands: Subparsers) -> None:
    one = _command(
        commands,
        "reproject",
        "turn a picture that was generated from a photo into a warp of the photo, at its full size and depth",
        "mirrorppr reproject a.tif generated.png --out b.tif",
    )
    one.add_argument("query", type=Path, metavar="QUERY", help="the photo")
    one.add_argument("generated", type=Path, metavar="GENERATED", help="what was generated from it; may be smaller")
    one.add_argument("--out", type=Path, metavar="FILE", help="where to write the result, its sidecar beside it")
    one.add_argument("--strength", type=strength, default=1.0, help="0 leaves alone, 1 as generated, up to 2 (1)")


def _add_evaluate(commands: Subparsers) -> None:
    one = _command(
        commands,
        "evaluate",
        "score transfer, reprojection and their fusion on cases with a known truth, beside doing nothing",
        "mirrorppr evaluate cases.json --subset SimFace-100",
    )
    one.add_argument("cases_file", type=Path, metavar="CASES.json")
    one.add_argument("--json", type=Path, metavar="FILE", help="write every figure to FILE as JSON")
    one.add_argument("--cases", nargs="+", action="extend", metavar="ID", help="only the cases of these ids")
    one.add_argument("--subset", metavar="NAME", help="only the cases of this subset")
    one.add_argument("--pictures", type=Path, metavar="DIR", help="write each result and its maps into DIR")
    neural_options.add_model(one, "its results in a column of their own, and how far each result keeps to its pair")


def _add_dataset(commands: Subparsers) -> None:
    one = _command(
        commands,
        "dataset",
        "make pairs to learn from: simulated on photos, or matched from what was retouched by hand",
        "mirrorppr dataset simulate --photos portraits/ --out pairs/",
    )
    dataset_options.add(one)


def _add_train(commands: Subparsers) -> None:
    one = _command(
        commands,
        "train",
        "train the networks of the light engine on pairs (needs the extra [ai])",
        "mirrorppr train extractor --data pairs/ --out run/",
    )
    neural_options.add_train(one)
    _add_json(one, "one JSON object per event")


def _add_embed(commands: Subparsers) -> None:
    one = _command(
        commands,
        "embed",
        "tell the edit embedding of a pair, and how well a result keeps to it (needs the extra [ai])",
        "mirrorppr embed --before a.jpg --after a_edited.jpg --model run/",
    )
    _add_pair(one)
    neural_options.add_embed(one)
    _add_json(one, "one JSON object, with the embedding")


def _add_models(commands: Subparsers) -> None:
    one = _command(
        commands,
        "models",
        "list the model files, and bring in, compare, find or remove them",
        "mirrorppr models import ~/Downloads/face_recognition_sface_2021dec.onnx",
    )
    one.add_argument(
        "action",
        nargs="?",
        choices=MODEL_ACTIONS,
        default="list",
        help="list (where left out); import FILES or folders; verify all, or NAMES; path NAME, where its file must "
        "lie; accept NAME: you have read its licence and keep to it; download NAME; remove NAME",
    )
    one.add_argument("what", nargs="*", metavar="NAME|FILE", help="names of models, or files and folders for import")
    one.add_argument("--yes", action="store_true", help="download without asking first")
    _add_json(one, "one JSON object per model")


def _add_doctor(commands: Subparsers) -> None:
    one = _command(commands, "doctor", "check the installation by using each part of it once", "mirrorppr doctor")
    _add_json(one, "one JSON object")


def _add_demo(commands: Subparsers) -> None:
    one = _command(
        commands,
        "demo",
        "make an exemplar pair and retouch photos that come inside packages",
        "mirrorppr demo --out demo-output",
    )
    one.add_argument("--out", type=Path, default=Path("demo-output"), metavar="DIR", help="(demo-output)")


def _add_pair(group: argparse._ActionsContainer) -> None:
    group.add_argument("--before", type=Path, metavar="FILE", help="the exemplar photo before it was retouched")
    group.add_argument("--after", type=Path, metavar="FILE", help="the same photo after")


def _add_save_look(group: argparse._ActionsContainer, picture: str) -> None:
    group.add_argument(
        "--save-look",
        type=Path,
        metavar="FILE.mplook",
        help=f"keep what was done as a file for `mirrorppr retouch --look`, {picture}",
    )


def _add_json(group: argparse._ActionsContainer, what: str) -> None:
    group.add_argument("--json", action="store_true", help=f"print {what} on stdout; words go to stderr")


def _complaint(arguments: Namespace) -> str | None:
    """What is wrong with a command line as a whole, or None."""
    complaint = None
    match arguments.command:
        case "retouch":
            complaint = neural_options.retouch_complaint(arguments) or _retouch_complaint(arguments)
        case "explain":
            complaint = (
                _pair_complaint(arguments)
                or _sheet_complaint("--sheet", arguments.sheet)
                or _look_complaint(arguments.save_look)
            )
        case "operations" if arguments.photo is not None and arguments.sheet is None:
            complaint = "--photo is what the sheet shows: add --sheet FILE.png"
        case "operations":
            complaint = _sheet_complaint("--sheet", arguments.sheet)
        case "compare":
            complaint = _sheet_complaint("--out", arguments.out)
        case "models":
            complaint = _models_complaint(arguments)
        case "evaluate" if arguments.json is not None and arguments.json.resolve() == arguments.cases_file.resolve():
            complaint = "--json would write over the list of cases: name another file"
        case "gui" if (arguments.before is None) != (arguments.after is None):
            complaint = "--before and --after belong together: one photo without and with the retouch"
        case "gui" if arguments.before is not None and arguments.look is not None:
            complaint = "either a pair (--before, --after) or a --look says what to do, not both"
        case "simulate" if not arguments.op:
            complaint = "--op is missing: name an operation and its strength, as in --op 'Enlarge eyes=0.5'"
        case "simulate" | "reproject" if arguments.out is None:
            complaint = "--out is missing: name the file to write"
        case "simulate":
            complaint = _look_complaint(arguments.save_look)
    return complaint


def _embed_complaint(arguments: Namespace) -> str | None:
    return _pair_complaint(arguments) or neural_options.embed_complaint(arguments)


def _models_complaint(arguments: Namespace) -> str | None:
    if arguments.yes and arguments.action != "download":
        return "--yes is for download alone"
    if arguments.action == "list" and arguments.what:
        return "list takes nothing: it tells all models"
    if arguments.action not in ("list", "verify") and not arguments.what:
        named = "a file or folder" if arguments.action == "import" else "a model, as in `mirrorppr models`"
        return f"{arguments.action} needs {named}"
    return None


def _retouch_complaint(arguments: Namespace) -> str | None:
    if complaint := _source_complaint(arguments):
        return complaint
    if not arguments.photos:
        return "--photos is missing: name photos or folders to retouch, as in --photos shoot/"
    if arguments.out is None:
        return "--out is missing: name the folder for the results, as in --out retouched/"
    if arguments.format == "jpeg" and arguments.bits == "16":
        return "a JPEG holds 8 bits per channel: use --format tiff or png for --bits 16"
    return None


def _source_complaint(arguments: Namespace) -> str | None:
    """Pair, look or sidecars: one of them says what to do."""
    if arguments.from_sidecars is not None:
        for name in ("before", "after", "look", *_PROPOSAL_DEFAULTS):
            if getattr(arguments, name) is not None:
                return f"--from-sidecars does exactly what the sidecars say: leave --{name.replace('_', '-')} out"
        return None
    if arguments.look is None:
        return _pair_complaint(arguments)
    if arguments.before is not None or arguments.after is not None:
        return "--look stands for an exemplar pair: give either the look or --before and --after"
    if arguments.same_person:
        return "--same-person is said of an exemplar pair, and a look has none: leave it out"
    return None


def _pair_complaint(arguments: Namespace) -> str | None:
    before, after = arguments.before, arguments.after
    if before is None and after is None:
        return "the exemplar pair is missing: --before FILE --after FILE, the photo you retouched by hand"
    if after is None:
        return "--before needs --after: the same photo after it was retouched by hand"
    if before is None:
        return "--after needs --before: the same photo before it was retouched by hand"
    if before == after:
        return f"--before and --after are the same file: {before}"
    return None


def _sheet_complaint(option: str, path: Path | None) -> str | None:
    if path is not None and path.suffix.lower() != ".png":
        return f"{option} {path}: a sheet is a PNG; name it {path.stem}.png"
    return None


def _look_complaint(path: Path | None) -> str | None:
    if path is not None and path.suffix != LOOK_SUFFIX:
        return f"--save-look {path}: name it {path.stem}{LOOK_SUFFIX}"
    return None
