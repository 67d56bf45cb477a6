"""What the documents tell a reader to type, and where they point to."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from mirrorppr_desktop.cli.parser import COMMANDS, parse

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("models/*.md")])
README = ROOT / "README.md"


def _typed(document: Path) -> list[str]:
    """The lines of a document's code blocks that call the program."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", document.read_text(encoding="utf-8"), flags=re.M | re.S)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("mirrorppr ")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_line_is_understood(document: Path) -> None:
    for line in _typed(document):
        parse(shlex.split(line)[1:])  # raises SystemExit where an option is gone


def test_the_readme_shows_every_command() -> None:
    shown = {line.split()[1] for line in _typed(README)} | {"demo"}  # the demo stands in the lines for pip
    assert shown == set(COMMANDS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert not missing


def test_every_decision_is_listed() -> None:
    pages = {path.name for path in (ROOT / "docs/adr").glob("[0-9]*.md")}
    listed = set(re.findall(r"\]\(([0-9][^)]+)\)", (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")))
    assert pages == listed
    assert all("## Rejected" in (ROOT / "docs/adr" / page).read_text(encoding="utf-8") for page in pages)


def test_pictures_are_small() -> None:
    for path in (ROOT / "docs").rglob("*.png"):
        assert path.stat().st_size < 400_000, path


def test_make_knows_the_targets_that_are_told() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    told = set(re.findall(r"^make ([a-z]+)", text, flags=re.M)) | set(re.findall(r"`make ([a-z]+)`", text))
    assert {"demo", "test", "setup"} <= told
    for target in sorted(told):
        done = subprocess.run(
            ["make", "--dry-run", target, f"PYTHON={sys.executable}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
