"""What the catalogue says of a model, in the language of the window. Its own words are the sources of translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mirrorppr_desktop.weights.catalogue import Model


def title(model: Model) -> str:
    """Its name for people."""
    return QCoreApplication.translate("ModelCatalogue", model.title)


def purpose(model: Model) -> str:
    """What it is for."""
    return QCoreApplication.translate("ModelCatalogue", model.purpose)


def licence_note(model: Model) -> str:
    """The licence in words."""
    return QCoreApplication.translate("ModelCatalogue", model.licence_note)
