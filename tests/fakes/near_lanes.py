"""Lanes that answer in the window's process, soon after the ask: the real answers, worked out once for all tests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Hashable
from dataclasses import is_dataclass, replace
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from mirrorppr_desktop.gui.lanes import Lanes
from mirrorppr_desktop.jobs.answering import answerer_named, trouble_of
from mirrorppr_desktop.jobs.questions import (
    Answer,
    Ask,
    CompareAsk,
    Compared,
    DetailAsk,
    FaceCompared,
    LookAsk,
    PairAsk,
    SaveLookAsk,
    ThumbnailAsk,
    ViewAsk,
)

_answers: dict[tuple[object, ...], Answer] = {}


@cache
def _digest(path: Path, changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest(path: Path) -> str:
    """Of a file's content; its name where there is none."""
    return _digest(path, path.stat().st_mtime_ns) if path.is_file() else path.name


class NearLane:
    """Stands in for a `Lane` or a `PreviewLane`. asked: what was asked and not forgotten, in order."""

    def __init__(self, answerer: str, listen: Callable[[Answer], None], parent: QObject) -> None:
        self._answerer, self._listen = answerer, listen
        self._waiting: dict[Hashable, Ask] = {}
        self.asked: list[Ask] = []
        self.is_held = False
        self._soon = QTimer(parent)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._answer_next)

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def start(self) -> None:
        pass

    def ask(self, ask: Ask, *, key: Hashable | None = None, front: bool = False) -> None:
        self.asked.append(ask)
        self._waiting.pop(key, None)
        self._waiting[object() if key is None else key] = ask
        if front:
            self._waiting = {key: ask, **self._waiting}
        self._go_on()

    def forget(self, which: Collection[Hashable] | Callable[[Ask], bool] = lambda ask: True) -> None:
        dropped = [one for one, ask in self._waiting.items() if (which(ask) if callable(which) else one in which)]
        for one in dropped:
            del self._waiting[one]

    def hold(self, on: bool) -> None:
        """Answer nothing for a while, as a lane does that is busy."""
        self.is_held = on
        self._go_on()

    def close(self) -> None:
        self._waiting.clear()

    def _go_on(self) -> None:
        if self._waiting and not self.is_held:
            self._soon.start()

    def _answer_next(self) -> None:
        if self._waiting and not self.is_held:
            ask = self._waiting.pop(next(iter(self._waiting)))
            self._go_on()
            self._listen(self.answer(ask))

    def answer(self, ask: Ask) -> Answer:
        try:
            return answerer_named(self._answerer)(ask)
        except Exception as error:  # noqa: BLE001  as at the border of a lane's process
            return trouble_of(ask, error)


class _Kept(NearLane):
    """Works an answer out once for files of the same content, wherever they lie."""

    def answer(self, ask: Ask) -> Answer:
        key = _key(ask)
        if key is None:
            return super().answer(ask)
        if key not in _answers:
            _answers[key] = super().answer(ask)
        return _as_asked(_answers[key], ask)


class _Latest(NearLane):
    """The latest ask wins, as in a `PreviewLane`."""

    def ask(self, ask: Ask, **_: object) -> None:
        super().ask(ask, key="latest")


class _Measures(NearLane):
    """Says of results what a test wants to hear. identities: by the photo's stem."""

    identities: dict[str, float]

    def answer(self, ask: Ask) -> Answer:
        assert isinstance(ask, CompareAsk)
        identity = self.identities.get(ask.photo.stem)
        face = FaceCompared(1, identity, 0.97, 0.02)
        return Compared(ask.photo, ask.result, None if identity is None else "AuraFace v1", (face,), 6.5)


class NearLanes(Lanes):
    """The lanes of a window under test. measures.identities: what the identity model will say.

    previews_beside: previews come from a thread of their own, as for a user.
    """

    def __init__(self, parent: QObject | None = None, *, previews_beside: bool = False) -> None:
        super().__init__(parent)
        for lane in (self._thumbnails, self._analysis, self._measuring):
            lane.close()
        tell = self._arrived.emit
        self.thumbnails = _Kept("mirrorppr_desktop.jobs.thumbnails:answer", tell, self)
        self.analysis = _Kept("mirrorppr_desktop.jobs.analysis:answer", tell, self)
        self.previews = _Latest("mirrorppr_desktop.jobs.previewing:answer", tell, self)
        self.measures = _Measures("", tell, self)
        self.measures.identities = {}
        self._thumbnails, self._analysis = self.thumbnails, self.analysis  # type: ignore[assignment]
        self._measuring = self.measures  # type: ignore[assignment]
        if not previews_beside:
            self._previews.close()
            self._previews = self.previews  # type: ignore[assignment]

    def _look_ahead(self, paths: tuple[Path, ...]) -> None:
        """It is called on another thread than that of the window, which alone may ask these lanes."""


def _key(ask: Ask) -> tuple[object, ...] | None:
    match ask:
        case ThumbnailAsk(path=path, long_side=side):
            return "thumbnail", path.name, digest(path), side
        case PairAsk(pair=pair, model=model):
            return "pair", digest(pair.before), digest(pair.after), pair.same_person, model
        case ViewAsk(path=path, long_side=side, request=request):
            what: object = None
            if request is not None and request.exemplar is not None:
                pair = request.exemplar
                what = digest(pair.before), digest(pair.after), pair.same_person
            elif request is not None and request.look is not None:
                what = digest(request.look)
            return "view", path.name, digest(path), side, what
        case DetailAsk() | LookAsk() | SaveLookAsk():
            return None
    return None


def _as_asked(answer: Answer, ask: Ask) -> Answer:
    """The answer with the paths of this ask."""
    assert is_dataclass(answer)
    fields = {name: getattr(ask, name) for name in ("path", "request", "pair") if hasattr(ask, name)}
    if hasattr(answer, "ask"):
        fields["ask"] = ask
    return replace(answer, **{name: value for name, value in fields.items() if hasattr(answer, name)})
