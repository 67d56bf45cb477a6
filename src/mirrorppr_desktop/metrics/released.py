"""Benchmark cases in the form in which the MirrorPPR authors' released ones are listed: read, checked, never trusted.

A list is a JSON object with `cases`, each with an `id`, a `subset`, the `operations` that its makers name, and `files`:
`exemplar_source`, `exemplar_target`, `query`, `truth` and, where there is one, `mirrorppr` (the published output), all
relative to the list's own folder. Other keys are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any, NoReturn

from mirrorppr_desktop.errors import BadCases

LARGEST_LIST_BYTES = 8_000_000
MOST_CASES = 10_000
_LONGEST_TEXT = 120
_LONGEST_PATH = 1000
_NEEDED_FILES = ("exemplar_source", "exemplar_target", "query", "truth")
_NOT_IN_FILE_NAMES = frozenset('/\\:*?"<>|')  # of any system: pictures of a case are named after its id


@dataclass(frozen=True, slots=True)
class Case:
    """One benchmark case. `published` is the paper's own output, or None where there is none."""

    id: str
    subset: str
    operations: tuple[str, ...]
    exemplar_source: Path
    exemplar_target: Path
    query: Path
    truth: Path
    published: Path | None


@dataclass(frozen=True, slots=True)
class RefusedCase:
    """A case that cannot be scored, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseList:
    """The usable cases of a list, in its order, and those that are broken."""

    cases: tuple[Case, ...]
    refused: tuple[RefusedCase, ...]

    def only(self, ids: Iterable[str] | None = None, subset: str | None = None) -> CaseList:
        """The cases of these ids and this subset; broken cases stay in the list where their id is asked for.

        Raises:
            BadCases: an id or the subset names nothing.
        """
        wanted = None if ids is None else set(ids)
        known = [one.id for one in self.cases] + [one.id for one in self.refused]
        if wanted is not None and (unknown := sorted(wanted - set(known))):
            raise BadCases(f"no case is called {', '.join(map(repr, unknown))}; there are {_some(known)}")
        subsets = sorted({one.subset for one in self.cases})
        if subset is not None and subset not in subsets:
            raise BadCases(f"no subset is called {subset!r}; there are {_some(subsets)}")
        cases = tuple(
            one
            for one in self.cases
            if (wanted is None or one.id in wanted) and (subset is None or one.subset == subset)
        )
        if not cases and wanted is not None and subset is not None:
            raise BadCases(f"none of these cases is in the subset {subset!r}")
        return CaseList(cases, tuple(one for one in self.refused if wanted is None or one.id in wanted))


def read_cases(path: Path) -> CaseList:
    """Read a list of cases. No picture is opened here.

    Raises:
        BadCases: the list as a whole cannot be used; a case that is broken by itself is named in `refused` instead.
    """
    entries = _entries(path)
    cases: dict[str, Case] = {}
    refused: list[RefusedCase] = []
    for i, entry in enumerate(entries, start=1):
        name = f"case {i}"
        try:
            name = _text(entry, "id", name)
            if name in cases:
                raise BadCases("another case has the same id")
            cases[name] = _case(entry, name, path.parent)
        except BadCases as error:
            refused.append(RefusedCase(name, str(error)))
    return CaseList(tuple(cases.values()), tuple(refused))


def _entries(path: Path) -> list[Any]:
    try:
        if not path.is_file():
            raise BadCases(f"{path}: there is no such file")
        if path.stat().st_size > LARGEST_LIST_BYTES:
            raise BadCases(f"{path.name}: a list of cases has at most {LARGEST_LIST_BYTES // 1_000_000} MB")
        document = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BadCases(f"{path.name}: not a list of cases: it is not UTF-8 text") from error
    except RecursionError as error:
        raise BadCases(f"{path.name}: not a list of cases: nested too deep") from error
    except ValueError as error:
        raise BadCases(f"{path.name}: not a list of cases: no valid JSON ({error})") from error
    except OSError as error:
        raise BadCases(f"{path.name}: cannot be read: {error.strerror}") from error
    entries = document.get("cases") if isinstance(document, dict) else None
    if not isinstance(entries, list) or not entries:
        raise BadCases(f'{path.name}: not a list of cases: it needs an object with "cases", a list that is not empty')
    if len(entries) > MOST_CASES:
        raise BadCases(f"{path.name}: {len(entries)} cases; at most {MOST_CASES} are read")
    return entries


def _case(entry: dict[str, Any], name: str, folder: Path) -> Case:
    files = entry.get("files")
    if not isinstance(files, dict):
        raise BadCases('"files" is missing')
    paths = {key: _inside(folder, files.get(key), key) for key in _NEEDED_FILES}
    published = files.get("mirrorppr")
    return Case(
        id=name,
        subset=_text(entry, "subset", name),
        operations=_operations(entry.get("operations")),
        published=None if published is None else _inside(folder, published, "mirrorppr"),
        **paths,
    )


def _text(entry: Any, key: str, name: str) -> str:
    """A short name that can be shown and used in a file's name."""
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise BadCases(f'{name}: "{key}" is missing')
    if (
        len(value) > _LONGEST_TEXT
        or not value.isprintable()
        or value.startswith(".")
        or _NOT_IN_FILE_NAMES & set(value)
    ):
        raise BadCases(f'{name}: "{key}" holds characters that a name cannot have, or is too long: {value[:40]!a}')
    return value


def _operations(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadCases('"operations" is not a list')
    names = tuple(one for one in value if isinstance(one, str) and one.isprintable() and len(one) <= _LONGEST_TEXT)
    if len(names) != len(value):
        raise BadCases('"operations" holds something that is not a name')
    return names


def _inside(folder: Path, value: object, key: str) -> Path:
    """A path as a list may name it: relative, and not leading out of the list's folder."""
    if not isinstance(value, str) or not value.strip():
        raise BadCases(f'"{key}" names no file')
    if len(value) > _LONGEST_PATH or not value.isprintable():
        raise BadCases(f'"{key}" holds characters that a path cannot have, or is too long: {value[:40]!a}')
    windows = PureWindowsPath(value)  # knows both kinds of separators, and drives
    if windows.drive or windows.root or ".." in windows.parts:
        raise BadCases(f'"{key}" leads out of the folder of the list: {value!r}')
    return folder.joinpath(*windows.parts)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _some(names: list[str]) -> str:
    return ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
