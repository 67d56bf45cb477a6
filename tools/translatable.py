"""What the sources of the window say, found in their syntax trees: context, text, and whether it has plural forms.

lupdate alone does not know which class a text belongs to once a helper function stands between. Known here are
`self.tr`, `translate` and `QT_TRANSLATE_NOOP` with literal arguments; `widget.tr`, which Qt looks up in QWidget too;
functions of a module that hand a literal on to `translate` with a context of their own, as `_tr` does, also where
another module calls them (`words.tr`); and `translate` under another name of the module.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

_TRANSLATE = ("translate", "QT_TRANSLATE_NOOP")
_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, order=True, slots=True)
class Text:
    """One text of one context."""

    context: str
    source: str
    plural: bool = False


class Unclear(Exception):
    """A text that is no literal, so that nobody can translate it."""


def texts_of(path: Path) -> set[Text]:
    """All texts of a module.

    Raises:
        Unclear: a text is put together where only a literal can be found.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    finder = _Finder(path, _helpers(tree), _helpers_beside(tree, path), _other_names(tree))
    finder.visit(tree)
    return finder.found


def as_source(texts: set[Text]) -> str:
    """Python that lupdate finds these texts in."""
    lines = ["from PySide6.QtCore import QCoreApplication", ""]
    for one in sorted(texts):
        number = ', "", 2' if one.plural else ""
        lines.append(f"QCoreApplication.translate({_quoted(one.context)}, {_quoted(one.source)}{number})")
    return "\n".join(lines) + "\n"


class _Finder(ast.NodeVisitor):
    def __init__(
        self, path: Path, helpers: dict[str, str], beside: dict[tuple[str, str], str], translate: set[str]
    ) -> None:
        self.found: set[Text] = set()
        self._path = path
        self._helpers, self._beside, self._translate = helpers, beside, translate
        self._class = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = outer

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name not in self._helpers and node.name not in _TRANSLATE:
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        called = node.func
        owner = called.value if isinstance(called, ast.Attribute) else None
        context_beside = self._beside.get((owner.id, _name(called))) if isinstance(owner, ast.Name) else None
        if context_beside is not None:
            self._add(context_beside, node.args, node, counted=len(node.args) > 1 and _has_number(node))
        elif isinstance(called, ast.Attribute) and called.attr == "tr":
            own = isinstance(called.value, ast.Name) and called.value.id == "self"
            self._add(self._class if own else "QWidget", node.args, node)
        elif _name(called) in {*_TRANSLATE, *self._translate} and len(node.args) >= 2:
            # "painter.translate(0, 4)" is another one; a context in a variable is of a text marked elsewhere.
            context = _literal(node.args[0])
            if context is not None and not isinstance(node.args[1], ast.Attribute | ast.Name):
                self._add(context, node.args[1:], node)
        elif isinstance(called, ast.Name) and called.id in self._helpers:
            self._add(self._helpers[called.id], node.args, node, counted=len(node.args) > 1 and _has_number(node))

    def _add(self, context: str, arguments: list[ast.expr], node: ast.Call, counted: bool | None = None) -> None:
        for source in _literals(arguments[0]) if arguments else []:
            if source is None:
                raise Unclear(f"{self._path}:{node.lineno}: a text must be a literal: {ast.unparse(node)}")
            plural = len(arguments) > 2 if counted is None else counted
            self.found.add(Text(context, source, plural and "%n" in source))


def _helpers(tree: ast.Module) -> dict[str, str]:
    """Functions of a module whose first parameter goes to `translate`, with the context that they give it."""
    found = {}
    for function in tree.body:
        if not isinstance(function, _Function) or not function.args.args:
            continue
        first = function.args.args[0].arg
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and _name(node.func) == "translate" and len(node.args) >= 2:
                context, text = _literal(node.args[0]), node.args[1]
                if context is not None and isinstance(text, ast.Name) and text.id == first:
                    found[function.name] = context
    return {name: context for name, context in found.items() if context not in ("Operations", "ModelCatalogue")}


def _helpers_beside(tree: ast.Module, path: Path) -> dict[tuple[str, str], str]:
    """Contexts of such functions of modules that are imported whole, by the name of the module and of the function."""
    found: dict[tuple[str, str], str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            folder = next((one for one in path.parents if (one / node.module.replace(".", "/")).is_dir()), None)
            for alias in node.names if folder is not None else ():
                module = folder / node.module.replace(".", "/") / f"{alias.name}.py" if folder is not None else path
                if module.is_file():
                    contexts = _helpers(ast.parse(module.read_text(encoding="utf-8")))
                    found |= {(alias.asname or alias.name, name): context for name, context in contexts.items()}
    return found


def _other_names(tree: ast.Module) -> set[str]:
    """Names that the module gives to `translate` itself, as in `_tr = QCoreApplication.translate`."""
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute) and node.value.attr == "translate"
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _has_number(node: ast.Call) -> bool:
    return any("%n" in (source or "") for source in _literals(node.args[0]))


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _literals(node: ast.expr) -> list[str | None]:
    """The texts that an argument can be: one, or two of "a if b else c"."""
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return [_literal(node)]


def _quoted(text: str) -> str:
    """A literal that lupdate reads as Python does."""
    inside = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inside}"'
