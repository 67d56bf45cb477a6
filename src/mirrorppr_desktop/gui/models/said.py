"""What the catalogue says of a model, in the language of the window. Its own words are the sources of translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mirrorppr_desktop.weights.catalogue import Model


def title(model: Model) -> str:
    """Its name for people."""
    return _said(model.title)


def purpose(model: Model) -> str:
    """What it is for."""
    return _said(model.purpose)


def licence_note(model: Model) -> str:
    """The licence in words."""
    return _said(model.licence_note)


def _said(text: str) -> str:
    return QCoreApplication.translate("ModelCatalogue", text) if text else ""
