"""Translations of the window: take the strings from the sources, say what is missing, fill it in, make what is loaded.

`update` brings resources/translations/*.ts in line with the sources and makes the .qm files. `missing LANGUAGE` prints
what is not translated as JSON {context: {source: ""}}; a text with %n has a list, one entry for each plural form.
`fill LANGUAGE FILE` takes such JSON with the words filled in. `check` fails where anything is missing.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET  # reads and writes files of this repository alone
from pathlib import Path
from typing import Final, TypeAlias

from translatable import Text, as_source, texts_of

ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = ROOT / "src" / "mirrorppr_desktop" / "gui"
FOLDER: Final = ROOT / "resources" / "translations"
LANGUAGES: Final = ("de",)  # complete ones; English beside them holds plural forms alone
ENGLISH: Final = "en"
_ENGLISH_PLURAL: Final = re.compile(r"(\w+)\((\w+)\)")  # "file(s)"

Words: TypeAlias = dict[str, dict[str, str | list[str]]]


def main() -> int:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update")
    commands.add_parser("check")
    commands.add_parser("missing").add_argument("language")
    fill_in = commands.add_parser("fill")
    fill_in.add_argument("language")
    fill_in.add_argument("file", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "update":
        update()
    elif arguments.command == "missing":
        print(json.dumps(missing(path_of(arguments.language)), ensure_ascii=False, indent=1))
    elif arguments.command == "fill":
        fill(path_of(arguments.language), json.loads(arguments.file.read_text(encoding="utf-8")))
        release(arguments.language)
    else:
        return check()
    return 0


def path_of(language: str) -> Path:
    """The file that translators work on."""
    return FOLDER / f"mirrorppr_{language}.ts"


def update() -> None:
    """Bring every .ts in line with the sources, then make the .qm files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        extract(path_of(language), language)
        release(language)
    extract(path_of(ENGLISH), ENGLISH, plurals=True)
    _fill_english(path_of(ENGLISH))
    release(ENGLISH)


def extract(ts: Path, language: str, plurals: bool = False) -> None:
    """Run lupdate over what the sources say; what is translated in `ts` already stays."""
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language, "-silent"]
    options += ["-pluralonly"] if plurals else []
    with tempfile.TemporaryDirectory() as folder:
        collected = Path(folder) / "collected.py"
        collected.write_text(as_source(collect()), encoding="utf-8")
        _run([_tool("lupdate"), *options, str(collected), "-ts", str(ts)])


def collect() -> set[Text]:
    """All texts of the window, the names of operations, and what the catalogue says of models."""
    from mirrorppr_desktop.retouch.catalogue import operation_names
    from mirrorppr_desktop.weights.catalogue import read_catalogue

    found = {Text("Operations", name) for name in operation_names()}
    for model in read_catalogue():
        found |= {Text("ModelCatalogue", text) for text in (model.title, model.purpose, model.licence_note) if text}
    for path in sorted(SOURCES.rglob("*.py")):
        found |= texts_of(path)
    return found


def release(language: str) -> None:
    """Make the file that the program loads."""
    ts = path_of(language)
    _run([_tool("lrelease"), "-silent", str(ts), "-qm", str(ts.with_suffix(".qm"))])


def missing(ts: Path) -> Words:
    """What has no translation, with room for it."""
    found: Words = {}
    for context, message in _messages(ts):
        forms = message.findall("translation/numerusform")
        translation = message.find("translation")
        assert translation is not None
        empty = any(not form.text for form in forms) if forms else not translation.text
        if empty or translation.get("type") == "unfinished":
            source = message.findtext("source", "")
            found.setdefault(context, {})[source] = [form.text or "" for form in forms] if forms else ""
    return found


def fill(ts: Path, words: Words) -> None:
    """Put translations into a .ts; those that are there and not named stay."""
    tree = ET.parse(ts)
    for context in tree.getroot().findall("context"):
        known = words.get(context.findtext("name", ""), {})
        for message in context.findall("message"):
            told = known.get(message.findtext("source", ""))
            translation = message.find("translation")
            if not told or translation is None:
                continue
            forms = translation.findall("numerusform")
            if forms and isinstance(told, list) and len(told) == len(forms) and all(told):
                for form, text in zip(forms, told, strict=True):
                    form.text = text
            elif not forms and isinstance(told, str):
                translation.text = told
            else:
                raise SystemExit(f"{message.findtext('source')!r} needs {len(forms) or 'one'} form(s), not {told!r}")
            translation.attrib.pop("type", None)
    _write(tree, ts)


def check() -> int:
    """0 where every string of the sources is translated into every language; says what is missing otherwise."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for language in (*LANGUAGES, ENGLISH):
            fresh = Path(folder) / path_of(language).name
            if path_of(language).is_file():
                shutil.copy(path_of(language), fresh)
            extract(fresh, language, plurals=language == ENGLISH)
            for context, texts in missing(fresh).items():
                for source in texts:
                    print(f"{language}: {context}: {source!r} is not translated", file=sys.stderr)
                    wrong += 1
    return 1 if wrong else 0


def _fill_english(ts: Path) -> None:
    """English forms: "%n file(s)" is "%n file" for one and "%n files" for many."""
    words: Words = {}
    for context, texts in missing(ts).items():
        for source, forms in texts.items():
            one, many = _ENGLISH_PLURAL.sub(r"\1", source), _ENGLISH_PLURAL.sub(r"\1\2", source)
            words.setdefault(context, {})[source] = [one, many][: len(forms)] if isinstance(forms, list) else one
    fill(ts, words)


def _messages(ts: Path) -> list[tuple[str, ET.Element]]:
    contexts = ET.parse(ts).getroot().findall("context")
    return [(one.findtext("name", ""), message) for one in contexts for message in one.findall("message")]


def _write(tree: ET.ElementTree[ET.Element], ts: Path) -> None:
    """As lupdate writes it, so that differences show what was translated."""
    ET.indent(tree, "    ")
    body = ET.tostring(tree.getroot(), encoding="unicode", short_empty_elements=False)
    ts.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def _tool(name: str) -> str:
    """lupdate or lrelease of the PySide6 of this Python."""
    beside = Path(sys.executable).with_name(f"pyside6-{name}")
    found = str(beside) if beside.is_file() else shutil.which(f"pyside6-{name}")
    if found is None:
        raise SystemExit(f"pyside6-{name} is missing; it comes with PySide6-Essentials: make setup")
    return found


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
